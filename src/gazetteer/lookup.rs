//! Known names in a sentence. In: the forms of its tokens; out: [`Match`]es.

use super::Gazetteer;
use super::entry::EntryRef;
use super::index::Pieces;
use std::cmp::Reverse;
use std::ops::Range;

/// A known phrase in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Tokens of the sentence, from 0.
    pub tokens: Range<usize>,
    /// What it may stand for, in a fixed order; at least one.
    pub entries: Vec<EntryRef>,
}

impl Gazetteer {
    /// All known phrases among `forms`, the tokens of one sentence: in order of their start, the longer first. Of
    /// overlapping phrases of one kind only the first and then the longest is given; those of different kinds are all
    /// there ("Bank of China", "China").
    pub fn matches(&self, forms: &[&str]) -> Vec<Match> {
        let mut found: Vec<(usize, Reverse<usize>, EntryRef)> = Vec::new();
        self.index().scan(&Pieces::new(forms), |tokens, pattern| {
            found.push((tokens.start, Reverse(tokens.end), pattern.entry));
        });
        found.sort_unstable();
        found.dedup();
        let groups = found.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1));
        groups
            .filter_map(|group| {
                let &(start, Reverse(end), _) = group.first()?;
                Some(Match { tokens: start..end, entries: group.iter().map(|g| g.2).collect() })
            })
            .collect()
    }
}
