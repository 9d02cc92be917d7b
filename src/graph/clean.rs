//! Strings as they stand in a graph: fit for XML, RDF, DOT and CSV alike. They are cleaned once, here, so that no
//! exporter has to and no two exporters differ.
//!
//! One raw control character makes XML readers refuse a whole file, and several DOT readers refuse a line break in a
//! label; so controls become spaces, and names are written on one line.

/// Whether some consumer of our files cannot hold `c`: C0 and C1 controls other than tab and line breaks, Unicode's line
/// and paragraph separators (line-based readers of N-Quads break there), and the two noncharacters that XML excludes.
fn is_forbidden(c: char) -> bool {
    let control = c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    control || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FFFE}' | '\u{FFFF}')
}

/// A name, title or role on one line: controls dropped, white space collapsed to single spaces, none at the ends.
pub fn label(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    for word in raw.split(|c: char| c.is_whitespace() || is_forbidden(c)).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// A [`label`], or none if nothing is left of it.
pub fn optional(raw: Option<&str>) -> Option<String> {
    raw.map(label).filter(|cleaned| !cleaned.is_empty())
}

/// A sentence as it stands, each forbidden character replaced by one space: as many code points as before, so that
/// positions in it stay true.
pub fn passage(raw: &str) -> String {
    raw.chars().map(|c| if is_forbidden(c) { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_one_line_without_controls() {
        assert_eq!(label(" Ann\u{7}\r\n Li\u{2028}\u{FFFE}"), "Ann Li");
        assert_eq!(optional(Some("\u{1}\t")), None);
    }

    #[test]
    fn a_passage_keeps_its_length_in_code_points() {
        let raw = "é\u{0}\n\u{1F600}\u{8}x";
        assert_eq!(passage(raw).chars().count(), raw.chars().count());
        assert_eq!(passage(raw), "é \n\u{1F600} x");
    }
}
