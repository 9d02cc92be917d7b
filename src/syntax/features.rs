//! What the network sees of a word's form: rows of hashed tables and a row of the static vectors. Trainer and decoder
//! both call this; change [`FEATURE_VERSION`] with any change of meaning.

/// The version of these features and of the gazetteer's evidence, kept in the model's header.
pub const FEATURE_VERSION: u32 = 1;

/// Names and numbers of rows of the hashed tables. Row 0 of the first (the whole word) stands for words seen fewer than
/// twice in training.
pub const TABLES: [(&str, usize); 7] = [
    ("word", 6000),
    ("first", 256),
    ("prefix3", 2048),
    ("suffix2", 1024),
    ("suffix3", 2560),
    ("suffix4", 4096),
    ("shape", 512),
];

/// FNV-1a, 64 bits (Fowler, Noll, Vo), of `text` after `salt`.
pub fn hash(salt: u8, text: &str) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325u64;
    std::iter::once(salt).chain(text.bytes()).fold(start, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

/// The 32-bit key of a form in the model's lists of forms.
pub fn key(form: &str) -> u32 {
    let h = hash(7, form);
    (h ^ (h >> 32)) as u32
}

/// A form with the spelling variants that mean nothing to syntax made alike: curly quotation marks and apostrophes
/// straight, as in most of the treebanks' text.
pub fn normal(form: &str) -> String {
    form.chars().map(normal_letter).collect()
}

/// One character of [`normal`].
pub(super) fn normal_letter(letter: char) -> char {
    match letter {
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{201f}' | '\u{2033}' => '"',
        '\u{2013}' | '\u{2014}' | '\u{2010}' | '\u{2011}' => '-',
        other => other,
    }
}

/// The row of each table for a normal form; `known` tells whether the lower-cased form was seen twice in training.
pub fn rows(form: &str, lower: &str, known: bool) -> [u32; TABLES.len()] {
    let (mut first, mut prefix) = ("", "");
    for (n, (at, c)) in form.char_indices().enumerate().take(3) {
        let end = at + c.len_utf8();
        if n == 0 {
            first = form.get(..end).unwrap_or_default();
        }
        prefix = form.get(..end).unwrap_or_default();
    }
    let suffix = |n: usize| {
        let start = lower.char_indices().rev().take(n).last().map_or(0, |(at, _)| at);
        lower.get(start..).unwrap_or_default()
    };
    let shape = shape(form);
    let parts = [lower, first, prefix, suffix(2), suffix(3), suffix(4), &shape];
    let mut rows = [0; TABLES.len()];
    for (i, part) in parts.iter().enumerate() {
        rows[i] = (hash(i as u8, part) % (TABLES[i].1 as u64 - 1)) as u32 + 1;
    }
    if !known {
        rows[0] = 0;
    }
    rows
}

/// Letters as `X` and `x`, digits as `d`, the rest as it is; runs of one shape at most four long.
fn shape(form: &str) -> String {
    let mut out = String::new();
    let (mut last, mut run) = ('\0', 0);
    for c in form.chars() {
        let s = match c {
            c if c.is_uppercase() => 'X',
            c if c.is_alphabetic() => 'x',
            c if c.is_numeric() => 'd',
            c => c,
        };
        run = if s == last { run + 1 } else { 1 };
        last = s;
        if run <= 4 {
            out.push(s);
        }
    }
    out
}
