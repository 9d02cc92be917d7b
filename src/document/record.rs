//! One line of JSON Lines. In: the line; out: the fields of a document.

use jiff::civil::Date;
use jiff::fmt::strtime;
use serde::Deserialize;

/// What a line may hold; other fields are passed over.
#[derive(Debug, Deserialize)]
pub(super) struct Record {
    #[serde(default)]
    pub id: Option<Id>,
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default)]
    pub date: Option<String>,
    #[serde(default)]
    pub url: Option<String>,
    #[serde(default)]
    pub publisher: Option<String>,
    pub text: String,
}

/// An id, which databases give as a number.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Id {
    Text(String),
    Number(serde_json::Number),
}

impl Id {
    /// As it was written; none if blank.
    pub fn into_string(self) -> Option<String> {
        let text = match self {
            Self::Text(text) => text.trim().to_owned(),
            Self::Number(number) => number.to_string(),
        };
        (!text.is_empty()).then_some(text)
    }
}

/// Reads a line.
///
/// # Errors
/// What is wrong, where in the line, and what is expected.
pub(super) fn parse(line: &str) -> Result<Record, String> {
    let record: Record = serde_json::from_str(line).map_err(|error| {
        let whole = error.to_string();
        let reason = plain(whole.split_once(" at line ").map_or(whole.as_str(), |(reason, _)| reason));
        let place = if error.column() > 0 { format!(" (column {})", error.column()) } else { String::new() };
        let mend = "expected one JSON object a line with at least \"text\": correct the line or take it out";
        format!("{reason}{place}; {mend}")
    })?;
    if record.text.trim().is_empty() {
        return Err("its \"text\" is empty: fill it or take the line out".to_owned());
    }
    Ok(record)
}

/// The JSON reader's `reason` without the words of Rust: "invalid type: sequence, expected struct Record" is "a list stands
/// where an object is expected".
pub(crate) fn plain(reason: &str) -> String {
    let name = |kind: &str| -> String {
        let words = [
            ("struct", "an object"),
            ("map", "an object"),
            ("sequence", "a list"),
            ("a sequence", "a list"),
            ("unit", "null"),
            ("null", "null"),
            ("string", "a text"),
            ("a string", "a text"),
            ("borrowed string", "a text"),
            ("integer", "a number"),
            ("floating point", "a number"),
            ("boolean", "true or false"),
            ("a boolean", "true or false"),
            ("usize", "a whole number"),
            ("u64", "a whole number"),
            ("f64", "a number"),
            ("f32", "a number"),
            ("data", "a value"),
            ("newtype", "a value"),
            ("option", "a value or null"),
            ("untagged enum", "a text or a number"),
            ("any variant of untagged enum", "a text or a number"),
            ("variant identifier", "a name"),
            ("tuple", "a list"),
            ("an array", "a list"),
        ];
        let longest = words.iter().filter(|(word, _)| kind.starts_with(word)).max_by_key(|(word, _)| word.len());
        longest.map_or_else(|| kind.to_owned(), |(_, plain)| (*plain).to_owned())
    };
    // A list is read as the fields in order, and has too few.
    if reason.starts_with("invalid length") && reason.contains("expected struct") {
        return "a list stands where an object is expected".to_owned();
    }
    if reason.starts_with("data did not match any variant of untagged enum") {
        return "a text or a number is expected where something else stands".to_owned();
    }
    match reason.strip_prefix("invalid type: ").and_then(|rest| rest.split_once(", expected ")) {
        Some((found, wanted)) => format!("{} stands where {} is expected", name(found), name(wanted)),
        None => reason.replace("missing field `", "no \"").replace('`', "\""),
    }
}

/// Whether a file that should hold an object a line begins like one document of JSON over many lines.
pub(super) fn spans_lines(first_line: &str) -> bool {
    matches!(first_line, "{" | "[") || (first_line.starts_with('[') && !first_line.starts_with("[]"))
}

/// A day as feeds and archives write it: ISO 8601, alone or with a time; RFC 2822; or with the month's name. Days of
/// numbers alone in another order ("01/02/2022") are not guessed.
pub(super) fn parse_date(text: &str) -> Option<Date> {
    const NAMED: &[&str] = &["%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%a, %d %b %Y"];
    let text = text.trim();
    let day = text.split_once(['T', ' ']).map_or(text, |(day, _)| day);
    if let Ok(date) = day.parse() {
        return Some(date);
    }
    let without_time = text.split_once(':').map_or(text, |(before, _)| before.rsplit_once(' ').map_or(before, |p| p.0));
    NAMED.iter().find_map(|format| strtime::parse(format, without_time).ok()?.to_date().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_feeds_and_archives_are_read() {
        let day = jiff::civil::date(2022, 1, 31);
        for text in [
            "2022-01-31",
            " 2022-01-31T09:30:00Z",
            "2022-01-31 09:30",
            "January 31, 2022",
            "Mon, 31 Jan 2022 09:30:00 +0100",
            "31 January 2022",
        ] {
            assert_eq!(parse_date(text), Some(day), "{text}");
        }
        for text in ["", "soon", "2022-02-30", "01/02/2022", "T", "2022"] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_with_its_column() {
        let wrong = |line: &str| parse(line).err().unwrap_or_default();
        assert!(wrong("{\"text\": \"a\", }").contains("column 15"), "{}", wrong("{\"text\": \"a\", }"));
        assert!(wrong("{\"id\": 7}").contains("no \"text\""));
        assert!(wrong("[1]").starts_with("a list stands where an object is expected"), "{}", wrong("[1]"));
        assert!(
            wrong("{\"text\": [1]}").starts_with("a list stands where a text is expected"),
            "{}",
            wrong("{\"text\": [1]}")
        );
        assert!(wrong("{\"text\": \" \"}").contains("empty"));
        assert!(parse(&"[".repeat(100_000)).is_err());
    }
}
