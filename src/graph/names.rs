//! Names as they are compared. In: a name as written; out: the form in which two writings of it are one, and what can be
//! said of its words.

use super::clean;
use unicode_normalization::UnicodeNormalization;

/// A name without case, Latin accents, full stops, kinds of dash and apostrophe, and a leading article.
pub(super) fn normalize(name: &str) -> String {
    let folded: String = (name.nfkd())
        .filter(|c| !('\u{300}'..='\u{36F}').contains(c) && *c != '.')
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '\u{2019}' | '\u{2018}' | '`' | '\u{2BC}' => '\'',
            '\u{2010}'..='\u{2015}' | '-' | '_' => ' ',
            'ø' => 'o',
            'ł' => 'l',
            'đ' => 'd',
            'ı' => 'i',
            c => c,
        })
        .collect();
    let folded: String = clean::label(&folded).nfc().collect();
    match folded.strip_prefix("the ") {
        Some(rest) if !rest.is_empty() => rest.to_owned(),
        _ if folded.is_empty() => name.to_owned(),
        _ => folded,
    }
}

/// `NATO` of "NATO" and "N.A.T.O.", if that is the form of `text`.
pub(super) fn acronym(text: &str) -> Option<String> {
    let letters: String = text.chars().filter(|&c| c != '.').collect();
    let sound = (2..=8).contains(&letters.len()) && letters.bytes().all(|b| b.is_ascii_uppercase());
    sound.then_some(letters)
}

/// Whether the letters of `acronym` begin words of `name`, in order ("SADC": Southern African Development Community).
pub(super) fn abbreviates(acronym: &str, name: &str) -> bool {
    let mut initials = name.split([' ', '-']).filter_map(|word| word.chars().next()).map(|c| c.to_ascii_uppercase());
    acronym.chars().all(|letter| initials.any(|initial| initial == letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_case_accents_and_stops() {
        assert_eq!(normalize("The U.N. Security Council"), "un security council");
        assert_eq!(normalize("Recep Tayyip Erdoğan"), normalize("RECEP TAYYIP ERDOGAN"));
        assert_eq!(normalize("Jean‑Yves Le Drian"), "jean yves le drian");
        assert_eq!(normalize("Lech Wałęsa"), "lech walesa");
        assert_eq!(normalize("..."), "...");
        assert_ne!(normalize("मीना"), normalize("मन"), "vowel signs of Indic scripts are no accents");
    }

    #[test]
    fn an_acronym_begins_words_of_its_name_in_order() {
        assert!(abbreviates("SADC", "Southern African Development Community"));
        assert!(abbreviates("ICC", "International Criminal Court"));
        assert!(!abbreviates("ICC", "Court of Criminal Inquiry"));
        assert_eq!(acronym("U.N.").as_deref(), Some("UN"));
        assert_eq!(acronym("Nato"), None);
    }
}
