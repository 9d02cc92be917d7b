//! "NAIROBI — ", "GENEVA, Jan. 21 (Reuters) - ": the place that a report is written in, before its first sentence. There is
//! none in the treebanks, and a network that reads it with its sentence makes it a part of that.

use super::Token;
use super::vocabulary::is_hyphen;

/// The most tokens of a dateline with its dash.
const LONGEST: usize = 16;

/// How many of the `tokens` of a paragraph are its dateline, the dash with them.
pub(crate) fn length(text: &str, tokens: &[Token]) -> Option<usize> {
    let form = |index: usize| tokens.get(index).and_then(|t| text.get(t.span.range())).unwrap_or_default();
    let apart = |index: usize| {
        let [Some(left), Some(right)] = [tokens.get(index), tokens.get(index + 1)] else { return false };
        left.span.end() < right.span.start()
    };
    let is_place = |form: &str| {
        let letters = form.chars().filter(|c| c.is_alphabetic()).count();
        letters > 2 && !form.contains('.') && form.chars().all(|c| !c.is_lowercase() && !c.is_numeric())
    };
    if !is_place(form(0)) {
        return None;
    }
    let long = |form: &str| matches!(form, "--" | "—" | "–" | "―");
    let alone = |at: usize| form(at).chars().all(is_hyphen) && form(at).len() <= 3 && apart(at - 1) && apart(at);
    let dash = (1..LONGEST).find(|&at| long(form(at)) || !form(at).is_empty() && alone(at))?;
    let fits = |at: usize| {
        let form = form(at);
        !form.starts_with(char::is_lowercase) && !matches!(form, ":" | ";" | "?" | "!" | "\"" | "“" | "'" | "’" | "$")
            || matches!(form, "of" | "and" | "the" | "near" | "de" | "via" | "for")
    };
    let next = form(dash + 1);
    let begins =
        next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '$' | '‘'));
    // "NATO — Stoltenberg's alliance — said": what stands between two dashes is an aside.
    let aside = (dash + 1..tokens.len().min(dash + 40)).any(|at| form(at) == form(dash)) && form(dash - 1) != ")";
    let words = tokens.len() > dash + 3;
    (begins && words && !aside && (1..dash).all(fits)).then_some(dash + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;
    use crate::text::lexer;

    fn of(text: &str) -> Option<&str> {
        let tokens = lexer::tokens(text, Span::new(0, text.len()));
        let last = length(text, &tokens)?.checked_sub(1)?;
        text.get(..tokens.get(last)?.span.end())
    }

    #[test]
    fn places_agencies_and_days_are_cut_off_and_asides_are_not() {
        for (dateline, rest) in [
            ("NAIROBI —", "Kenya shut the port."),
            ("PORT LOUIS, Mauritius, March 3 (Wire) -", "The prime minister resigned."),
            ("RIO DE JANEIRO (Agence Une) --", "“Nobody came,” she said."),
        ] {
            assert_eq!(of(&format!("{dateline} {rest}")), Some(dateline));
        }
        for text in [
            "OPEC — Berg's old club — met on Monday in Oslo.",
            "OPEC said — Berg had hoped for it — nothing.",
            "LISBON — and nobody else.",
            "A ROSE-RED CITY half as old as time.",
            "Oslo — The king has spoken.",
            "BERLIN-BASED Roe & Sons paid.",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
