//! Evidence for the network. In: the forms of one sentence; out: a word of bits for each. Trainer and decoder call this
//! same function.

use super::Gazetteer;
use super::entry::{Class, EntryRef};
use super::index::{Pattern, Pieces};
use std::ops::Range;

/// Bits that [`Gazetteer::features`] uses: two for each [`Class`].
pub const FEATURE_BITS: usize = 2 * Class::COUNT;

/// The bits of words inside (not at the beginning of) names of countries and bodies.
pub(crate) const INSIDE_NAMES: u64 = inside(Class::CountryName)
    | inside(Class::International)
    | inside(Class::Group)
    | inside(Class::Company)
    | inside(Class::Media)
    | inside(Class::Agency);

/// The bits at which known names of bodies begin that are hardly used of anything else, as those of companies and media are
/// of what they make.
const BODIES: u64 = begins(Class::International) | begins(Class::Group) | begins(Class::Agency);

/// The bits at which known names of companies and news organizations begin.
const FIRMS: u64 = begins(Class::Company) | begins(Class::Media);

/// The bit of the first word of names of `class`.
const fn begins(class: Class) -> u64 {
    1 << (2 * class as usize)
}

/// For a word with the evidence `bits`, whether the name of a body begins at it or goes on over it; neither where it is one
/// that often means something else.
pub(crate) fn known_body(bits: u64) -> (bool, bool) {
    known(bits, BODIES)
}

/// The same of the name of a company or a news organization.
pub(crate) fn known_firm(bits: u64) -> (bool, bool) {
    known(bits, FIRMS)
}

/// Whether people bear the name of a word with the evidence `bits`.
pub(crate) fn known_person(bits: u64) -> bool {
    bits & (begins(Class::GivenName) | begins(Class::Surname)) != 0
}

/// Whether a name of the `classes` begins at a word with the evidence `bits` or goes on over it, none of them doubtful.
fn known(bits: u64, classes: u64) -> (bool, bool) {
    let doubtful = bits & (begins(Class::Ambiguous) | inside(Class::Ambiguous)) != 0;
    (!doubtful && bits & classes != 0, !doubtful && bits & (classes << 1) != 0)
}

/// The bit of words inside names of `class`.
const fn inside(class: Class) -> u64 {
    2 << (2 * class as usize)
}

impl Gazetteer {
    /// For each of `forms` (the tokens of one sentence) the classes of known names that begin at it (bit `2c` for class
    /// number `c`) or continue over it (bit `2c + 1`). Of overlapping names of one kind the first and then the longest
    /// counts; names of different kinds do not disturb each other.
    pub fn features(&self, forms: &[&str]) -> Vec<u64> {
        let mut bits = vec![0u64; forms.len()];
        self.index().scan(&Pieces::new(forms), |tokens, pattern| mark(&mut bits, tokens, classes(pattern)));
        bits
    }
}

/// Sets the begin bits `classes` at the first of `tokens` and their inside bits at the others.
fn mark(bits: &mut [u64], tokens: Range<usize>, classes: u64) {
    if let Some([first, rest @ ..]) = bits.get_mut(tokens) {
        *first |= classes;
        for word in rest {
            *word |= classes << 1;
        }
    }
}

/// The begin bits of the classes that `pattern` counts for.
fn classes(pattern: &Pattern) -> u64 {
    let bit = |class: Class| 1u64 << (2 * class as usize);
    let main = bit(pattern.class);
    match pattern.entry {
        EntryRef::Country { ambiguous: true, .. } => bit(Class::Ambiguous) | main,
        EntryRef::Place { ambiguous: true, .. } => bit(Class::Ambiguous) | main,
        EntryRef::Organization { acronym, ambiguous, .. } => {
            let acronym = if acronym { bit(Class::Acronym) } else { 0 };
            let ambiguous = if ambiguous { bit(Class::Ambiguous) } else { 0 };
            main | acronym | ambiguous
        }
        _ => main,
    }
}
