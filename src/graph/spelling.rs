//! Names of people in several writings. In: two names as [`normalize`](super::names::normalize) gives them; out: how the
//! one is a writing of the other.
//!
//! Forms: "Hillary Clinton", "Hillary Rodham Clinton", "H. Clinton". Spellings: "Sergei", "Sergey"; "Zelenskiy",
//! "Zelenskyy". A suffix belongs to the name: father and son are two.

use std::collections::HashMap;
use std::sync::OnceLock;

/// How two names are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// First and last word are the same; words between are left out or made initials.
    Form,
    /// Words at an end are left out, or the given name is an initial: more must speak for it.
    Part,
    /// The same words in another romanization.
    Spelling,
    /// One letter of the last word differs.
    Near,
}

/// How `a` and `b`, names of two words or more, can be names of one person; none if they cannot.
pub(super) fn likeness(a: &str, b: &str) -> Option<Likeness> {
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    let (a, suffix_of_a) = without_suffix(&a);
    let (b, suffix_of_b) = without_suffix(&b);
    if suffix_of_a != suffix_of_b || a.len() < 2 || b.len() < 2 {
        return None;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    spelled(short, long).or_else(|| form(short, long)).or_else(|| {
        let (short, long) = (without_article(short), without_article(long));
        (short.len() > 1 && long.len() > 1).then(|| spelled(&short, &long)).flatten()
    })
}

/// Whether a word of a name says which of several of that name is meant.
pub(super) fn is_suffix(word: &str) -> bool {
    matches!(word, "jr" | "sr" | "junior" | "senior" | "ii" | "iii" | "iv")
}

fn without_suffix<'a, 'b>(words: &'b [&'a str]) -> (&'b [&'a str], Option<&'a str>) {
    match words {
        [rest @ .., last] if is_suffix(last) => (rest, Some(*last)),
        _ => (words, None),
    }
}

/// "Bashar al-Assad", "Bashar Assad".
fn without_article<'a>(words: &[&'a str]) -> Vec<&'a str> {
    words.iter().copied().filter(|word| !matches!(*word, "al" | "el")).collect()
}

fn is_initial(short: &str, long: &str) -> bool {
    short.chars().count() == 1 && long.starts_with(short)
}

fn form(short: &[&str], long: &[&str]) -> Option<Likeness> {
    let fits = |s: &str, l: &str| s == l || is_initial(s, l) || is_initial(l, s);
    let mut rest = long.iter();
    if !short.iter().all(|s| rest.by_ref().any(|l| fits(s, l))) {
        return None;
    }
    let (first, last) = (short.first() == long.first(), short.last() == long.last());
    // George W. is no George Herbert Walker: whoever has middle names has the first of them.
    let middle = short.len() < 3 || long.get(1).zip(short.get(1)).is_some_and(|(l, s)| fits(s, l));
    match (first, last) {
        (true, true) => middle.then_some(Likeness::Form),
        (false, true) | (true, false) => Some(Likeness::Part),
        (false, false) => None,
    }
}

fn spelled(a: &[&str], b: &[&str]) -> Option<Likeness> {
    let ([given_a @ .., last_a], [given_b @ .., last_b]) = (a, b) else { return None };
    let same_given = given_a.len() == given_b.len() && given_a.iter().zip(given_b).all(|(a, b)| alike(a, b));
    if !same_given {
        return None;
    }
    let long = last_a.chars().count().min(last_b.chars().count()) > 5;
    if skeleton(last_a) == skeleton(last_b) {
        Some(Likeness::Spelling)
    } else {
        // "Lavrov", "Lavrova": husband and wife.
        let feminine = format!("{last_a}a") == **last_b || format!("{last_b}a") == **last_a;
        let near = strsim::osa_distance(&skeleton(last_a), &skeleton(last_b)) == 1;
        (long && near && !feminine).then_some(Likeness::Near)
    }
}

/// Whether two given names are one in two spellings.
fn alike(a: &str, b: &str) -> bool {
    let class = |word: &str| classes().get(word).copied();
    a == b || skeleton(a) == skeleton(b) || class(a).is_some() && class(a) == class(b)
}

/// The rows of `schema/spellings.tsv` by form.
fn classes() -> &'static HashMap<String, usize> {
    static CLASSES: OnceLock<HashMap<String, usize>> = OnceLock::new();
    CLASSES.get_or_init(|| {
        let table = include_str!("../../schema/spellings.tsv");
        let rows = table.lines().filter(|line| !line.starts_with('#')).skip(1).enumerate();
        rows.flat_map(|(row, line)| line.split('|').map(move |form| (super::names::normalize(form), row))).collect()
    })
}

/// A word with what romanizations write differently in one way: "Zelenskyy" and "Zelenskiy", "Qaddafi" and "Kaddafi",
/// "Youssef" and "Yusef".
pub(super) fn skeleton(word: &str) -> String {
    const SAME: [(&str, &str); 12] = [
        ("tch", "ch"),
        ("sch", "sh"),
        ("dj", "j"),
        ("gh", "g"),
        ("kh", "h"),
        ("ph", "f"),
        ("ou", "u"),
        ("oo", "u"),
        ("ee", "i"),
        ("q", "k"),
        ("w", "v"),
        ("y", "i"),
    ];
    let plain = SAME.iter().fold(word.replace(['\'', ' '], ""), |word, (from, to)| word.replace(from, to));
    let mut out = String::with_capacity(plain.len());
    for c in plain.chars() {
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_and_spellings_of_one_name() {
        assert_eq!(likeness("hillary clinton", "hillary rodham clinton"), Some(Likeness::Form));
        assert_eq!(likeness("john f kennedy", "john fitzgerald kennedy"), Some(Likeness::Form));
        assert_eq!(likeness("tayyip erdogan", "recep tayyip erdogan"), Some(Likeness::Part));
        assert_eq!(likeness("volodymyr zelenskiy", "volodymyr zelenskyy"), Some(Likeness::Spelling));
        assert_eq!(likeness("sergei lavrov", "sergey lavrov"), Some(Likeness::Spelling));
        assert_eq!(likeness("bashar assad", "bashar al assad"), Some(Likeness::Form));
        assert_eq!(likeness("abdel fattah el sisi", "abdul fattah al sissi"), Some(Likeness::Spelling));
    }

    #[test]
    fn other_names_are_other_people() {
        for (a, b) in [
            ("boris johnson", "ron johnson"),
            ("john f kennedy", "john r kennedy"),
            ("george w bush", "george herbert walker bush"),
            ("daniel okafor", "daniel okafor jr"),
            ("daniel okafor sr", "daniel okafor jr"),
            ("allen smith", "ellen smith"),
            ("sergei lavrov", "sergei lavrova"),
        ] {
            assert!(likeness(a, b).is_none(), "{a}, {b}");
        }
    }
}
