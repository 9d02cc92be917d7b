//! Recognizes Chinese and Korean given names of two hyphenated syllables ("Ki-moon", "Ying-jeou"), which the treebanks
//! keep whole where other hyphens cut.
//!
//! The syllables are those of the usual romanizations (Pinyin, Wade-Giles, Yale, Revised Romanization and the spellings
//! of Hong Kong and Korean newspapers): an initial and a final from closed lists.

const INITIALS: &[&str] = &[
    "", "b", "by", "c", "ch", "d", "f", "g", "gw", "gy", "h", "hs", "hw", "hy", "j", "k", "kw", "ky", "l", "m", "my",
    "n", "ng", "p", "q", "r", "ry", "s", "sh", "t", "ts", "tz", "w", "x", "y", "z", "zh",
];

const FINALS: &[&str] = &[
    "a", "ae", "aek", "aeng", "ah", "ai", "ak", "am", "an", "ang", "ao", "ap", "at", "au", "e", "ee", "ei", "ek", "en",
    "eng", "eo", "eok", "eom", "eon", "eong", "eou", "eu", "eul", "eun", "eung", "i", "ia", "ian", "iang", "iao", "ie",
    "ih", "ik", "il", "im", "in", "ing", "iong", "ip", "it", "iu", "o", "oe", "oi", "ok", "om", "on", "ong", "oo",
    "ook", "oon", "ou", "oung", "u", "ua", "uai", "uan", "uang", "ue", "uen", "uh", "ui", "uk", "ul", "um", "un",
    "ung", "uo", "ut", "wa", "won", "wok", "ye", "yeon", "yeong", "yo", "yon", "yong", "yu", "yuk", "yun", "yung",
];

/// English words that look like such a syllable and begin compounds ("Long-run", "Sit-in").
const ENGLISH: &[&str] = &[
    "an", "at", "ban", "bit", "can", "chin", "cut", "do", "eight", "fan", "fit", "go", "gun", "hang", "he", "hit",
    "hot", "how", "in", "it", "kit", "lean", "let", "long", "man", "me", "men", "no", "on", "pan", "pen", "pin", "pit",
    "pro", "put", "run", "see", "sin", "sit", "so", "sue", "sun", "tan", "ten", "tie", "tin", "to", "ton", "too",
    "two", "we", "win",
];

/// Whether "`first`-`second`" is such a name.
pub(crate) fn is_given_name(first: &str, second: &str) -> bool {
    if first.len() + second.len() > 14 || !first.starts_with(|c: char| c.is_ascii_uppercase()) {
        return false;
    }
    let (first, second) = (first.to_ascii_lowercase(), second.to_ascii_lowercase());
    second.len() > 1 && is_syllable(&first) && is_syllable(&second) && !ENGLISH.contains(&first.as_str())
}

fn is_syllable(text: &str) -> bool {
    INITIALS.iter().any(|initial| text.strip_prefix(initial).is_some_and(|rest| FINALS.contains(&rest)))
}

#[cfg(test)]
mod tests {
    use super::is_given_name;

    #[test]
    fn names_are_told_from_compounds() {
        for (first, second) in
            [("Ki", "moon"), ("Jae", "in"), ("Shui", "bian"), ("Geun", "hye"), ("Hee", "Chan"), ("Ying", "jeou")]
        {
            assert!(is_given_name(first, second), "{first}-{second}");
        }
        for (first, second) in
            [("Long", "term"), ("All", "time"), ("Iraqi", "led"), ("Sit", "in"), ("Ten", "man"), ("al", "an")]
        {
            assert!(!is_given_name(first, second), "{first}-{second}");
        }
    }
}
