//! Text inside XML: what GraphML, GEXF and SVG need of it. Strings come without control characters, so escaping is all.

use std::io::{self, Write};

/// What stands in a file for each byte that cannot stand there itself; empty for all others.
const ENTITIES: [&str; 256] = {
    let mut entities = [""; 256];
    entities[b'&' as usize] = "&amp;";
    entities[b'<' as usize] = "&lt;";
    entities[b'>' as usize] = "&gt;";
    entities[b'"' as usize] = "&quot;";
    entities[b'\'' as usize] = "&apos;";
    entities[b'\n' as usize] = "&#10;";
    entities[b'\r' as usize] = "&#13;";
    entities[b'\t' as usize] = "&#9;";
    entities
};

/// Whether a byte cannot stand in a file itself.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        special[byte] = !ENTITIES[byte].is_empty();
        byte += 1;
    }
    special
};

/// Writes `text` so that an XML reader finds it again, in an attribute as in an element.
pub(super) fn escape<W: Write + ?Sized>(out: &mut W, text: &str) -> io::Result<()> {
    let mut rest = text.as_bytes();
    while let Some(at) = rest.iter().position(|&byte| SPECIAL[usize::from(byte)]) {
        let (plain, special) = rest.split_at(at);
        out.write_all(plain)?;
        if let Some((&byte, after)) = special.split_first() {
            out.write_all(ENTITIES[usize::from(byte)].as_bytes())?;
            rest = after;
        }
    }
    out.write_all(rest)
}

/// Writes ` name="value"`.
pub(super) fn attribute<W: Write + ?Sized>(out: &mut W, name: &str, value: &str) -> io::Result<()> {
    write!(out, " {name}=\"")?;
    escape(out, value)?;
    out.write_all(b"\"")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_value_reads_back() -> std::io::Result<()> {
        let mut out = Vec::new();
        super::attribute(&mut out, "a", "1 < 2 & \"3\"\n>é")?;
        assert_eq!(String::from_utf8_lossy(&out), " a=\"1 &lt; 2 &amp; &quot;3&quot;&#10;&gt;é\"");
        Ok(())
    }
}
