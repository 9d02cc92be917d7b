//! What the labeller of names sees of a word by itself: hashes of its spelling, its groups, the gazetteer's evidence.

use crate::syntax::classes::joins_names;
use crate::syntax::features::normal_letter;
use crate::syntax::lexicon::DIVISIONS;

/// One word, as hashes of what the features are made of.
#[derive(Debug, Clone, Default)]
pub struct Spelling {
    pub(super) form: u64,
    pub(super) lower: u64,
    /// The beginnings of the word in small letters, of one to [`REACH`] letters, and its ends.
    pub(super) starts: [u64; REACH],
    pub(super) ends: [u64; REACH],
    pub(super) shape: u64,
    /// The shape's beginning.
    pub(super) short: u64,
    pub(super) bits: u64,
    /// Groups of the word's vector, from 1, the first of a coarse division; 0 without a vector.
    pub(super) groups: [u64; DIVISIONS],
    /// Whether it begins with a letter, and with a capital one.
    pub(super) lettered: bool,
    pub(super) capital: bool,
    /// Whether it stands between the words of names ("of", "the").
    pub(super) joins: bool,
}

/// Letters of the longest affix.
pub(super) const REACH: usize = 4;
/// Places of the shape's beginning.
const SHORT: usize = 6;

impl Spelling {
    /// The word `form` with the gazetteer's evidence for it in its sentence and the [groups](crate::syntax::Lexicon::groups)
    /// of its vector.
    pub fn new(form: &str, bits: u64, groups: [u16; DIVISIONS]) -> Self {
        let mut word = Self {
            form: START,
            lower: START,
            shape: START,
            short: START,
            bits,
            groups: groups.map(u64::from),
            lettered: form.starts_with(char::is_alphabetic),
            capital: form.starts_with(char::is_uppercase),
            joins: joins_names(form),
            ..Self::default()
        };
        let mut tail = [0u64; REACH];
        let (mut last, mut run, mut places) = (0, 0, 0);
        for (n, letter) in form.chars().map(normal_letter).enumerate() {
            word.form = mix(word.form, u64::from(letter));
            let small = letter.to_lowercase().next().unwrap_or(letter);
            word.lower = mix(word.lower, u64::from(small));
            if let Some(start) = word.starts.get_mut(n) {
                *start = word.lower;
            }
            tail.rotate_right(1);
            tail[0] = u64::from(small);
            let kind = match letter {
                c if c.is_uppercase() => 'X',
                c if c.is_alphabetic() => 'x',
                c if c.is_numeric() => 'd',
                c => c,
            };
            run = if u64::from(kind) == last { run + 1 } else { 1 };
            last = u64::from(kind);
            // Of longer runs two letters count.
            if run < 3 {
                word.shape = mix(word.shape, last);
                places += 1;
                if places <= SHORT {
                    word.short = word.shape;
                }
            }
        }
        let mut end = START;
        for (slot, letter) in word.ends.iter_mut().zip(tail).filter(|(_, letter)| *letter != 0) {
            end = mix(end, letter);
            *slot = end;
        }
        word
    }
}

pub(super) const START: u64 = 0xcbf2_9ce4_8422_2325;

/// One step of a hash (after FNV-1a, a word at a time).
pub(super) fn mix(hash: u64, value: u64) -> u64 {
    let mixed = (hash ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}
