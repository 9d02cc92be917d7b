//! Text inside XML: what GraphML, GEXF and SVG need of it. Strings come without control characters, so escaping is all.

use std::io::{self, Write};

/// Writes `text` so that an XML reader finds it again, in an attribute as in an element.
pub(super) fn escape(out: &mut dyn Write, text: &str) -> io::Result<()> {
    let bytes = text.as_bytes();
    let mut from = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let entity: &[u8] = match byte {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'"' => b"&quot;",
            b'\n' => b"&#10;",
            b'\r' => b"&#13;",
            b'\t' => b"&#9;",
            _ => continue,
        };
        out.write_all(bytes.get(from..at).unwrap_or_default())?;
        out.write_all(entity)?;
        from = at + 1;
    }
    out.write_all(bytes.get(from..).unwrap_or_default())
}

/// Writes ` name="value"`.
pub(super) fn attribute(out: &mut dyn Write, name: &str, value: &str) -> io::Result<()> {
    write!(out, " {name}=\"")?;
    escape(out, value)?;
    out.write_all(b"\"")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_value_reads_back() {
        let mut out = Vec::new();
        super::attribute(&mut out, "a", "1 < 2 & \"3\"\n>é").unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), " a=\"1 &lt; 2 &amp; &quot;3&quot;&#10;&gt;é\"");
    }
}
