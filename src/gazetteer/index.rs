//! The phrase index: from the pieces of known names to their entries, by the hash of every prefix. In: phrases while
//! loading, the [`Piece`]s of a sentence while looking up; out: [`Hit`]s. One probe for a word that begins no name.

use super::entry::{Class, EntryRef};
use super::fold::{self, Piece};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

/// Pieces of the longest phrase.
pub(super) const MAX_PIECES: usize = 15;

const NONE: u32 = u32::MAX;

/// The keys are hashes already.
#[derive(Default)]
struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// What is known of one sequence of pieces.
#[derive(Debug, Clone, Copy)]
struct Node {
    /// The first of its patterns, or [`NONE`].
    first: u32,
    /// Whether a longer phrase begins with it.
    continues: bool,
}

/// One entry under a phrase.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pattern {
    /// What the phrase names.
    pub entry: EntryRef,
    /// For the features.
    pub class: Class,
    /// Two bits a piece: the capitals that the text must have (see [`Piece::capitals`]).
    need: u32,
    /// Not in text that is all in capitals.
    exact: bool,
    next: u32,
}

/// How a phrase must be written to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// With the capitals that it has in the table, or more of them ("Bank Of England"); short acronyms in capitals.
    AsWritten,
    /// As [`Case::AsWritten`], every acronym in capitals, and not where the whole sentence is in capitals ("WHO").
    Exact,
}

/// Phrases and their entries.
#[derive(Debug, Default, Clone)]
pub(super) struct Index {
    nodes: HashMap<u64, Node, BuildHasherDefault<Identity>>,
    patterns: Vec<Pattern>,
}

impl Index {
    /// Room for `phrases` phrases.
    pub fn with_capacity(phrases: usize) -> Self {
        let nodes = HashMap::with_capacity_and_hasher(phrases + phrases / 2, BuildHasherDefault::default());
        Self { nodes, patterns: Vec::with_capacity(phrases) }
    }

    /// Adds `phrase`; false if it has no piece or too many.
    pub fn insert(&mut self, phrase: &str, case: Case, class: Class, entry: EntryRef) -> bool {
        let mut parts = [Piece { hash: 0, capitals: 0, length: 0, small: false }; MAX_PIECES];
        let mut count = 0;
        for word in phrase.split_ascii_whitespace() {
            fold::pieces(word, |piece| {
                if let Some(slot) = parts.get_mut(count) {
                    *slot = piece;
                }
                count += 1;
            });
        }
        if count == 0 || count > MAX_PIECES {
            return false;
        }
        let (mut key, mut need) = (0, 0u32);
        for (i, piece) in parts.iter().take(count).enumerate() {
            key = fold::extend(key, piece.hash);
            need |= u32::from(needed(*piece, case)) << (2 * i);
            let node = self.nodes.entry(key).or_insert(Node { first: NONE, continues: false });
            node.continues |= i + 1 < count;
        }
        self.attach(key, Pattern { entry, class, need, exact: case == Case::Exact, next: NONE });
        true
    }

    /// Hangs `pattern` at the end of the list of node `key`, unless the list has it.
    fn attach(&mut self, key: u64, pattern: Pattern) {
        let new = self.patterns.len() as u32;
        let Some(node) = self.nodes.get_mut(&key) else { return };
        if node.first == NONE {
            node.first = new;
        } else {
            let mut at = node.first;
            while let Some(other) = self.patterns.get_mut(at as usize) {
                if other.entry == pattern.entry && other.need == pattern.need {
                    return;
                }
                if other.next == NONE {
                    other.next = new;
                    break;
                }
                at = other.next;
            }
        }
        self.patterns.push(pattern);
    }

    /// Calls `visit` with the tokens of each known phrase in `sentence` and its pattern, in order of the start. Of
    /// overlapping phrases of one group (see [`Class::group`]) only the first and then the longest is visited.
    pub fn scan<'a>(&'a self, sentence: &Pieces, mut visit: impl FnMut(Range<usize>, &'a Pattern)) {
        let mut covered = [0usize; Class::GROUPS];
        // Outside the loop, so that no token allocates.
        let mut found: Vec<(usize, &Pattern)> = Vec::new();
        for (piece, token) in sentence.starts() {
            found.clear();
            self.walk(sentence, piece, |end, pattern| found.push((end, pattern)));
            if found.is_empty() {
                continue;
            }
            let mut longest = [0usize; Class::GROUPS];
            for &(end, pattern) in &found {
                if let Some(slot) = longest.get_mut(Class::group(pattern.entry)) {
                    *slot = end.max(*slot);
                }
            }
            for &(end, pattern) in &found {
                let group = Class::group(pattern.entry);
                if longest.get(group) == Some(&end) && covered.get(group).is_some_and(|&c| c <= token) {
                    visit(token..end, pattern);
                }
            }
            for (covered, &end) in covered.iter_mut().zip(&longest) {
                if *covered <= token {
                    *covered = end.max(*covered);
                }
            }
        }
    }

    /// Calls `found` with each pattern that begins at the token starting at piece `start` of `sentence` and with the
    /// token after its last one; shorter phrases first.
    fn walk<'a>(&'a self, sentence: &Pieces, start: usize, mut found: impl FnMut(usize, &'a Pattern)) {
        let (mut key, mut have) = (0, 0u32);
        let Some(rest) = sentence.pieces.get(start..) else { return };
        for (i, placed) in rest.iter().take(MAX_PIECES).enumerate() {
            if i > 0 && placed.barred {
                return;
            }
            key = fold::extend(key, placed.piece.hash);
            have |= u32::from(placed.piece.capitals) << (2 * i);
            let Some(node) = self.nodes.get(&key) else { return };
            if placed.last {
                let mut at = node.first;
                while let Some(pattern) = self.patterns.get(at as usize) {
                    if pattern.need & !have == 0 && !(pattern.exact && sentence.shouted) {
                        found(placed.token as usize + 1, pattern);
                    }
                    at = pattern.next;
                }
            }
            if !node.continues {
                return;
            }
        }
    }
}

/// The capitals that a text's piece must have to stand for the table's `piece`.
fn needed(piece: Piece, case: Case) -> u8 {
    let acronym = piece.capitals == 0b11 && !piece.small;
    match piece.capitals {
        // "Nato", "Unicef", "McConnell" as "Mcconnell"; but never "Us", "Who" or "Mod" for "MoD".
        0b11 if case == Case::AsWritten && (piece.length > 3 || !acronym && piece.length > 4) => 0b01,
        other => other,
    }
}

/// A piece and its place in the sentence.
#[derive(Debug, Clone, Copy)]
struct Placed {
    piece: Piece,
    token: u32,
    /// The first of its token.
    first: bool,
    /// The last of its token.
    last: bool,
    /// Something stands between it and the piece before that no name can bridge.
    barred: bool,
}

/// The pieces of one sentence.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    pieces: Vec<Placed>,
    /// Whether the sentence is all in capitals.
    shouted: bool,
}

impl Pieces {
    /// Of the tokens `forms`.
    pub fn new(forms: &[&str]) -> Self {
        let mut pieces: Vec<Placed> = Vec::with_capacity(forms.len() + 4);
        let mut barred = false;
        let mut small = false;
        for (token, form) in forms.iter().enumerate() {
            let begin = pieces.len();
            fold::pieces(form, |piece| {
                small |= piece.small;
                let first = pieces.len() == begin;
                pieces.push(Placed { piece, token: token as u32, first, last: false, barred: first && barred });
            });
            if pieces.len() > begin {
                barred = false;
                if let Some(last) = pieces.last_mut() {
                    last.last = true;
                }
            } else {
                barred |= !fold::is_joiner(form);
            }
        }
        let shouted = !small && pieces.len() > 2;
        Self { pieces, shouted }
    }

    /// The tokens at which a name can begin: (index of the first piece, token).
    fn starts(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.pieces.iter().enumerate().filter(|(_, p)| p.first).map(|(i, p)| (i, p.token as usize))
    }
}
