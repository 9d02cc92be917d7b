//! `graph.html`: the graph as one page that any browser opens, without network: search, filters, sentences behind each
//! edge, a timeline and tables.
//!
//! The page is `page.html` with the parts of `viewer/` in it and the graph as JSON. Text from articles cannot run as
//! code: it stands in a script element of a data type, each `<` of it escaped; the viewer puts it into the page as text
//! only; and the page's Content Security Policy allows the one script and the one style whose hashes it names, and no
//! connection to anywhere.

mod data;

use super::{Options, OutputFile};
use crate::graph::KnowledgeGraph;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};
use std::io::{self, Write};

/// The one file of the format.
pub(super) const FILE: OutputFile =
    OutputFile { name: "graph.html", media_type: "text/html", writer: write, plain: false };

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("viewer/style.css");
/// The parts share one scope, and have none outside it.
const SCRIPT: &str = concat!(
    "(() => {\n\"use strict\";\n",
    include_str!("viewer/elements.js"),
    include_str!("viewer/model.js"),
    include_str!("viewer/theme.js"),
    include_str!("viewer/filters.js"),
    include_str!("viewer/camera.js"),
    include_str!("viewer/curves.js"),
    include_str!("viewer/drawing.js"),
    include_str!("viewer/pointing.js"),
    include_str!("viewer/details.js"),
    include_str!("viewer/search.js"),
    include_str!("viewer/timeline.js"),
    include_str!("viewer/tables.js"),
    include_str!("viewer/main.js"),
    "})();\n"
);

fn write(graph: &KnowledgeGraph, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let mut rest = PAGE;
    while let Some((before, after)) = rest.split_once("{{") {
        let (slot, after) = after.split_once("}}").unwrap_or((after, ""));
        out.write_all(before.as_bytes())?;
        match slot {
            "policy" => write!(
                out,
                "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; img-src data:; base-uri 'none'; \
                 form-action 'none'",
                hash(SCRIPT),
                hash(STYLE)
            )?,
            "style" => out.write_all(STYLE.as_bytes())?,
            "script" => out.write_all(SCRIPT.as_bytes())?,
            "graph" => serde_json::to_writer(Escaping(&mut *out), &data::data(graph))?,
            _ => {}
        }
        rest = after;
    }
    out.write_all(rest.as_bytes())
}

/// As a Content Security Policy names what stands between the tags.
fn hash(content: &str) -> String {
    BASE64_STANDARD.encode(Sha256::digest(content.as_bytes()))
}

/// JSON in which no `<` stands, so that nothing in it ends the script element.
struct Escaping<'a>(&'a mut dyn Write);

impl Write for Escaping<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for (number, piece) in bytes.split(|&byte| byte == b'<').enumerate() {
            if number > 0 {
                self.0.write_all(b"\\u003c")?;
            }
            self.0.write_all(piece)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_script_element() {
        let mut out = Vec::new();
        serde_json::to_writer(Escaping(&mut out), &["a </script><script>x", "<"]).unwrap();
        assert!(!out.contains(&b'<'));
        assert_eq!(serde_json::from_slice::<Vec<String>>(&out).unwrap(), ["a </script><script>x", "<"]);
    }

    #[test]
    fn the_page_has_each_slot_once() {
        for slot in ["{{policy}}", "{{style}}", "{{script}}", "{{graph}}"] {
            assert_eq!(PAGE.matches(slot).count(), 1, "{slot}");
        }
        assert!(!SCRIPT.contains("</script") && !STYLE.contains("</style"));
    }
}
