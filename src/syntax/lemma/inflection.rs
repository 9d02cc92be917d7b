//! The regular endings of English nouns, verbs and adjectives, taken off again. Irregular words never come here.

/// The singular of a regular plural in small letters.
pub(super) fn singular(plural: &str) -> String {
    if let Some(root) = plural.strip_suffix("men").filter(|root| root.len() > 1) {
        return format!("{root}man");
    }
    let Some(stem) = plural.strip_suffix('s') else { return plural.to_owned() };
    if let Some(stem) = plural.strip_suffix("'s") {
        return stem.to_owned();
    }
    if stem.len() < 2
        || stem.ends_with(|c: char| c.is_ascii_digit())
        || ["ss", "us", "is"].iter().any(|end| plural.ends_with(end))
    {
        return plural.to_owned();
    }
    without_s(stem)
}

/// The singular of a plural name or abbreviation, capitals kept.
pub(super) fn singular_name(plural: &str) -> String {
    let Some(stem) = plural.strip_suffix('s') else { return plural.to_owned() };
    if plural.len() < 4 || ["ss", "us"].iter().any(|end| plural.ends_with(end)) {
        return plural.to_owned();
    }
    without_s(stem.strip_suffix('\'').unwrap_or(stem))
}

/// The base of a regular third person in small letters.
pub(super) fn from_s(form: &str) -> String {
    form.strip_suffix('s').map_or_else(|| form.to_owned(), without_s)
}

/// `stem` had an "s" after it: takes off the "e" that spelling put between, and makes "i" a "y" again.
fn without_s(stem: &str) -> String {
    if let Some(root) = stem.strip_suffix("ie") {
        // "ties", "dies" are too short to come from "-y".
        return if root.len() > 1 { format!("{root}y") } else { stem.to_owned() };
    }
    let sibilant = ["sse", "she", "xe", "zze", "che"].iter().any(|end| stem.ends_with(end));
    if sibilant || stem.ends_with("oe") && stem.len() > 4 {
        return stem.strip_suffix('e').unwrap_or(stem).to_owned();
    }
    stem.to_owned()
}

/// The base of a regular past in small letters.
pub(super) fn from_ed(form: &str) -> String {
    if let Some(root) = form.strip_suffix("ied") {
        return if root.len() > 1 { format!("{root}y") } else { format!("{root}ie") };
    }
    if form.ends_with("eed") {
        return form.strip_suffix('d').unwrap_or(form).to_owned();
    }
    match form.strip_suffix("ed") {
        Some(stem) if has_vowel(stem) => base(stem),
        // "OK'd".
        _ => form.strip_suffix("'d").unwrap_or(form).to_owned(),
    }
}

/// The base of a present participle in small letters.
pub(super) fn from_ing(form: &str) -> String {
    let stem = form.strip_suffix("ing").or_else(|| form.strip_suffix("in'")).or_else(|| form.strip_suffix("in"));
    match stem {
        Some(stem) if has_vowel(stem) => base(stem),
        _ => form.to_owned(),
    }
}

/// The positive of a regular comparative or superlative in small letters.
pub(super) fn from_degree(form: &str, ending: &str) -> String {
    let Some(stem) = form.strip_suffix(ending) else { return form.to_owned() };
    if let Some(root) = stem.strip_suffix('i') {
        return format!("{root}y");
    }
    let letters: Vec<char> = stem.chars().collect();
    match letters[..] {
        [.., a, b] if a == b && !matches!(a, 'l' | 's' | 'e' | 'f') => stem.strip_suffix(b).unwrap_or(stem).to_owned(),
        [.., 'e', 'e'] => stem.to_owned(),
        // "larger", "safer", "stabler"; but "longer", "harder", "older".
        [.., 'g'] if !stem.ends_with("ng") || stem.ends_with("ang") => format!("{stem}e"),
        [.., 'c' | 'v' | 'u'] => format!("{stem}e"),
        [.., 's'] if !stem.ends_with("ss") => format!("{stem}e"),
        [.., 'b' | 'p' | 'd' | 't' | 'g', 'l'] => format!("{stem}e"),
        [a, v, c] if !is_vowel(a) && is_vowel(v) && !is_vowel(c) && !matches!(c, 'w' | 'x' | 'y') => format!("{stem}e"),
        [.., a, v, c]
            if letters.len() == 4 && !is_vowel(a) && is_vowel(v) && !is_vowel(c) && !matches!(c, 'w' | 'x' | 'y') =>
        {
            format!("{stem}e")
        }
        _ => stem.to_owned(),
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

fn has_vowel(stem: &str) -> bool {
    stem.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

/// A verb's base from the stem before "-ed" or "-ing": undoubles a consonant or puts a silent "e" back.
fn base(stem: &str) -> String {
    let letters: Vec<char> = stem.chars().collect();
    let doubled = matches!(letters[..], [.., v, a, b] if a == b && is_vowel(v) && !matches!(a, 'l' | 's' | 'f' | 'z' | 'e' | 'o'));
    if doubled && letters.len() > 3 {
        return letters.iter().take(letters.len() - 1).collect();
    }
    if needs_e(stem, &letters) { format!("{stem}e") } else { stem.to_owned() }
}

/// Whether English spelling wants a silent "e" after `stem`.
fn needs_e(stem: &str, letters: &[char]) -> bool {
    const WITH: &[&str] = &[
        "at", "iz", "yz", "is", "us", "os", "ar", "ur", "ir", "iv", "uc", "ut", "ag", "og", "ug", "ak", "ik", "ok",
        "am", "im", "ad", "id", "od", "ud", "ap", "ip", "yp", "op", "as", "es", "uk", "ed", "um", "az", "oz", "yr",
    ];
    const WITHOUT: &[&str] = &[
        "it", "et", "ot", "en", "on", "in", "an", "er", "or", "el", "al", "il", "om", "em", "ow", "aw", "ew", "ay",
        "ey", "oy", "ax", "ix", "ox", "ex", "ab", "ib", "up", "ep", "ip", "op", "ic",
    ];
    let [.., a, b] = letters[..] else { return false };
    let syllables = letters.windows(2).filter(|w| is_vowel(w[0]) && !is_vowel(w[1])).count();
    let before: Vec<char> = letters.iter().rev().skip(2).take(2).copied().collect();
    // The "u" of "inquire" is no vowel.
    let second_vowel = matches!(before[..], [c] | [c, _] if is_vowel(c)) && !matches!(before[..], ['u', 'q']);
    match b {
        'v' | 'u' | 'c' => true,
        's' => a != 's' && a != 'w' && !["ias", "focus", "anvas"].iter().any(|end| stem.ends_with(end)),
        'z' => a != 'z' && !stem.ends_with("tz") && !stem.ends_with("nz"),
        'g' => match a {
            'd' | 'r' | 'l' => true,
            'n' => ["ang", "eng", "ung"].iter().any(|end| stem.ends_with(end)) && letters.len() > 4,
            _ if is_vowel(a) && !second_vowel => true,
            _ => stem.ends_with("ieg"),
        },
        'l' if !is_vowel(a) => !matches!(a, 'l' | 'r' | 'w'),
        'h' => false,
        'y' | 'w' | 'x' | 'i' | 'o' => false,
        _ if !is_vowel(b) && is_vowel(a) && !second_vowel => {
            let end = stem.get(stem.len() - 2..).unwrap_or_default();
            if syllables <= 1 {
                return true;
            }
            WITH.contains(&end) || !WITHOUT.contains(&end)
        }
        // "associate", "situate", "quote", "create".
        _ => ["iat", "uat", "uot", "creat", "guid"].iter().any(|end| stem.ends_with(end)),
    }
}
