//! Elections by their year: "the 2019 United Kingdom general election", "the 1992 United States Senate special election".
//! What stands between the year and the noun is a part of the election's name and names nobody by itself. In: the forms of
//! a sentence; out: ranges of them.

use super::classes::is_election;
use std::ops::Range;

/// The elections among `forms`, from the year to the noun, where a name stands between them.
pub fn elections(forms: &[&str]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (year, form) in forms.iter().enumerate() {
        if form.len() != 4 || !form.bytes().all(|b| b.is_ascii_digit()) || !form.starts_with(['1', '2']) {
            continue;
        }
        let behind = forms.iter().enumerate().skip(year + 1).take(10);
        let inside = behind.take_while(|(_, word)| {
            word.starts_with(char::is_uppercase)
                || matches!(**word, "'s" | "’s" | "'" | "-")
                || is_election(word)
                || is_noun(word)
        });
        let noun = inside.filter(|(_, word)| is_noun(word)).map(|(index, _)| index).next();
        let named = |end: usize| {
            forms.get(year + 1..end).is_some_and(|words| words.iter().any(|w| w.starts_with(char::is_uppercase)))
        };
        found.extend(noun.filter(|&end| named(end)).map(|end| year..end + 1));
    }
    found
}

fn is_noun(word: &str) -> bool {
    matches!(
        word.to_ascii_lowercase().as_str(),
        "election"
            | "elections"
            | "by-election"
            | "by-elections"
            | "referendum"
            | "referendums"
            | "primary"
            | "primaries"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<Range<usize>> {
        elections(&text.split(' ').collect::<Vec<_>>())
    }

    #[test]
    fn the_name_of_an_election_reaches_from_the_year_to_the_noun() {
        assert_eq!(found("He won the 1987 New Zealand general election by far").first(), Some(&(3..8)));
        assert_eq!(found("In 1987 Canada held an election"), [0..0; 0]);
        assert_eq!(found("the 1987 presidential election in Peru"), [0..0; 0]);
    }
}
