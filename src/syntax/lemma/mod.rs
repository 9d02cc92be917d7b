//! Dictionary forms by the lemma conventions of the English Universal Dependencies treebanks. In: a form and its tags;
//! out: the lemma. Irregular words are data (`schema/lemmas.tsv`), the regular endings are in `inflection`.

mod inflection;

use super::{Upos, Xpos};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The lemma of `form` as its tags have it: "n't" → "not", "States" as a plural name → "State", "better" → "good".
pub fn lemma(form: &str, upos: Upos, xpos: Xpos) -> String {
    if let Some(lemma) = form.chars().all(is_mark).then(|| mark(form, xpos)) {
        return lemma;
    }
    let straight = form.replace(['’', '‘', '`', '´'], "'");
    if upos == Upos::Propn {
        return proper(form, &straight, xpos);
    }
    let lower = straight.to_lowercase();
    let found = function_word(&lower, upos, xpos).map(str::to_owned);
    found.unwrap_or_else(|| content_word(&straight, &lower, upos, xpos))
}

fn is_mark(c: char) -> bool {
    !c.is_alphanumeric()
}

/// Punctuation: every dash is "-", every quotation mark straight.
fn mark(form: &str, xpos: Xpos) -> String {
    match xpos {
        Xpos::Pos => return "'s".to_owned(),
        Xpos::Colon | Xpos::Hyph | Xpos::Sym if matches!(form, "–" | "--" | "‐" | "‑") => return "-".to_owned(),
        Xpos::Comma | Xpos::Nfp if matches!(form, "–" | "—") => return "-".to_owned(),
        _ => {}
    }
    match form {
        "“" | "”" | "„" | "«" | "»" | "``" if xpos != Xpos::Nfp => "\"".to_owned(),
        "’’" | "‘’" | "‘‘" => "''".to_owned(),
        "‘" | "’" | "`" => "'".to_owned(),
        _ => form.to_owned(),
    }
}

/// Names keep their letters; plural names lose the ending, short months and days are written out.
fn proper(form: &str, straight: &str, xpos: Xpos) -> String {
    if let Some(full) = listed("name", straight) {
        return full.to_owned();
    }
    if xpos != Xpos::Nnps {
        return form.to_owned();
    }
    inflection::singular_name(straight)
}

/// The words whose lemma follows from the tag alone.
fn function_word(lower: &str, upos: Upos, xpos: Xpos) -> Option<&'static str> {
    use Upos::{Aux, Det, Num, Part, Pron, Verb};
    Some(match (upos, xpos, lower) {
        (_, Xpos::Pos, _) => "'s",
        (Part, Xpos::Rb, "n't" | "nt" | "n" | "not") => "not",
        (Part, Xpos::To, _) => "to",
        (Pron, Xpos::Prp, "i" | "me") => "I",
        (Pron, Xpos::Prp, "him") => "he",
        (Pron, Xpos::Prp, "her") => "she",
        (Pron, Xpos::Prp, "us" | "'s") => "we",
        (Pron, Xpos::Prp, "them" | "'em") => "they",
        (Pron, Xpos::Prp, "u" | "ya") => "you",
        (Pron, Xpos::Prp, "mine") => "my",
        (Pron, Xpos::Prp, "yours") => "your",
        (Pron, Xpos::Prp, "ours") => "our",
        (Pron, Xpos::Prp, "theirs") => "their",
        (Pron, Xpos::Prp, "hers") => "her",
        (_, Xpos::Fw, "etc") => "etc.",
        (Det, _, "an") => "a",
        (Det | Pron, Xpos::Dt, "these") => "this",
        (Det | Pron, Xpos::Dt, "those") => "that",
        (Aux, Xpos::Md, "'ll" | "ll" | "wo") => "will",
        (Aux, Xpos::Md, "ca") => "can",
        (Aux, Xpos::Md, "sha") => "shall",
        (Aux, Xpos::Md, "'d" | "d") => "would",
        (Aux | Verb, Xpos::Vbd | Xpos::Vbn, "'d" | "d") => "have",
        (
            Aux | Verb,
            _,
            "'s" | "s" | "'m" | "m" | "'re" | "re" | "is" | "am" | "are" | "was" | "were" | "been" | "being" | "ai"
            | "r",
        ) => "be",
        (Aux | Verb, _, "'ve" | "ve" | "has" | "had" | "having") => "have",
        (Aux | Verb, _, "does" | "did" | "done" | "doing" | "du") => "do",
        (Num, Xpos::Cd, "m" | "mm" | "mn") => "million",
        (Num, Xpos::Cd, "b" | "bn") => "billion",
        (Num, Xpos::Cd, "k") => "thousand",
        _ => return None,
    })
}

fn content_word(straight: &str, lower: &str, upos: Upos, xpos: Xpos) -> String {
    let table = match xpos {
        Xpos::Nns | Xpos::Nnps => Some("noun"),
        Xpos::Vbd | Xpos::Vbn | Xpos::Vbg | Xpos::Vbz => Some("verb"),
        Xpos::Jjr | Xpos::Jjs => Some("adjective"),
        Xpos::Rbr | Xpos::Rbs => Some("adverb"),
        _ => None,
    };
    if let Some(lemma) = table.and_then(|t| listed(t, lower)).or_else(|| listed(upos.as_str(), lower)) {
        return lemma.to_owned();
    }
    if let Some(lemma) = table.filter(|t| *t == "verb").and_then(|_| prefixed(lower)) {
        return lemma;
    }
    match xpos {
        Xpos::Cd if lower.starts_with(|c: char| c.is_ascii_digit()) => without_thousands(straight),
        Xpos::Cd if straight.len() > 1 && straight.chars().all(|c| "IVXLC".contains(c)) => straight.to_owned(),
        Xpos::Nns if is_plural_code(straight) => inflection::singular_name(straight),
        Xpos::Nns => inflection::singular(lower),
        Xpos::Vbz => inflection::from_s(lower),
        Xpos::Vbd | Xpos::Vbn => inflection::from_ed(lower),
        Xpos::Vbg => inflection::from_ing(lower),
        Xpos::Jjr | Xpos::Rbr => inflection::from_degree(lower, "er"),
        Xpos::Jjs | Xpos::Rbs => inflection::from_degree(lower, "est"),
        Xpos::Nnp if upos == Upos::Verb => capitalized(&verb_in_name(lower)),
        Xpos::Nnp | Xpos::Add | Xpos::Gw | Xpos::Fw => straight.to_owned(),
        Xpos::Jj if names_people(straight) => straight.to_owned(),
        Xpos::Nn if straight.len() == 1 || is_code(straight) => straight.to_owned(),
        _ => lower.to_owned(),
    }
}

/// An irregular verb with a prefix: "prepaid", "outshone".
fn prefixed(lower: &str) -> Option<String> {
    // A regular ending says nothing: "reached" is no "ached".
    if ["ed", "ing", "s"].iter().any(|ending| lower.ends_with(ending)) {
        return None;
    }
    const PREFIXES: &[&str] = &["re", "pre", "over", "out", "un", "under", "mis", "fore", "inter", "back", "cross"];
    PREFIXES.iter().find_map(|prefix| {
        let verb = lower.strip_prefix(prefix)?;
        let verb = verb.strip_prefix('-').unwrap_or(verb);
        let base = (verb.len() > 3).then(|| listed("verb", verb)).flatten()?;
        Some(format!("{}{base}", lower.strip_suffix(verb)?))
    })
}

/// "United" in a name is a participle with a capital.
fn verb_in_name(lower: &str) -> String {
    match listed("verb", lower) {
        Some(base) => base.to_owned(),
        None if lower.ends_with("ed") => inflection::from_ed(lower),
        None if lower.ends_with("ing") => inflection::from_ing(lower),
        None => lower.to_owned(),
    }
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// "2,300,000" → "2300000".
fn without_thousands(number: &str) -> String {
    number.replace(',', "")
}

/// "CFLs", "AK47s"; but not "WINGS", "1970s".
fn is_plural_code(form: &str) -> bool {
    form.ends_with('s') && form.chars().filter(|c| c.is_uppercase()).count() > 1
}

/// A common noun of capitals that are no shouted word: "TV", "L2", "CO2".
fn is_code(form: &str) -> bool {
    let capitals = form.chars().filter(|c| c.is_uppercase()).count();
    let letters = form.chars().filter(|c| c.is_alphabetic()).count();
    capitals == letters && (letters == 2 || letters == 3 || letters < form.chars().count() && letters > 0)
}

/// Adjectives of peoples, creeds and places, which keep their capital: "Russian", "Sunni", "French".
pub(crate) fn names_people(form: &str) -> bool {
    let (prefix, core) = form.rsplit_once('-').unwrap_or(("", form));
    if !core.starts_with(char::is_uppercase) {
        return false;
    }
    // "pro-Beijing".
    if !prefix.is_empty() && prefix.chars().all(char::is_lowercase) {
        return true;
    }
    let lower = core.to_lowercase();
    listed("people", &lower).is_some()
        || core.len() > 5
            && (["ian", "ese", "nian", "stani", "raqi", "rani", "ican", "ean"].iter().any(|end| lower.ends_with(end)))
            && listed("plain", &lower).is_none()
}

/// `schema/lemmas.tsv`: group, form, lemma.
static LISTED: LazyLock<HashMap<&'static str, HashMap<&'static str, &'static str>>> = LazyLock::new(|| {
    let mut groups: HashMap<&str, HashMap<&str, &str>> = HashMap::new();
    for line in include_str!("../../../schema/lemmas.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        if let (Some(group), Some(form), Some(lemma)) = (columns.next(), columns.next(), columns.next()) {
            groups.entry(group).or_default().insert(form, lemma);
        }
    }
    groups
});

fn listed(group: &str, form: &str) -> Option<&'static str> {
    LISTED.get(group)?.get(form).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_used() {
        let groups = ["name", "noun", "verb", "adjective", "adverb", "people", "plain"];
        for line in include_str!("../../../schema/lemmas.tsv").lines().filter(|l| !l.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            assert_eq!(columns.len(), 3, "{line}");
            assert!(groups.contains(&columns[0]) || Upos::parse(columns[0]).is_some(), "{line}");
        }
    }
}
