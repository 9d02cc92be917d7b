//! The best tree in which no arcs cross (Eisner 1996, "Three new probabilistic models for dependency parsing: an
//! exploration"), with one root. Few English sentences need crossing arcs.

use std::ops::Range;

/// Whether some arcs of the tree `heads` cross, or one goes over the root, whose own arc comes from outside.
pub fn crosses(heads: &[Option<usize>]) -> bool {
    heads.iter().enumerate().any(|(word, head)| {
        let Some(head) = head else { return false };
        let (from, to) = (word.min(*head), word.max(*head));
        let outside = |h: &usize| *h < from || to < *h;
        (from + 1..to).any(|inside| heads[inside].as_ref().is_none_or(outside))
    })
}

/// The kinds of spans: the head is their first word or their last; and whether they are whole, or the last word at the
/// other end may still get dependents of its own.
const FIRST: usize = 0;
const LAST: usize = 1;
const OPEN: usize = 2;

/// The best score of each kind of span from a word to a word, and where the best is split.
struct Chart {
    n: usize,
    scores: Vec<f32>,
    splits: Vec<u16>,
}

impl Chart {
    fn at(&self, kind: usize, from: usize, to: usize) -> usize {
        (kind * self.n + from) * self.n + to
    }

    fn score(&self, kind: usize, from: usize, to: usize) -> f32 {
        self.scores[self.at(kind, from, to)]
    }

    /// The first of `splits` at which a span of kind `left` from `from` and one of kind `right` to `to`, which begins
    /// `gap` words behind the split, have the highest score together.
    fn best(
        &self,
        splits: Range<usize>,
        (left, from): (usize, usize),
        (right, to, gap): (usize, usize, usize),
    ) -> (usize, f32) {
        let mut best = (splits.start, f32::NEG_INFINITY);
        for split in splits {
            let score = self.score(left, from, split) + self.score(right, split + gap, to);
            if score > best.1 {
                best = (split, score);
            }
        }
        best
    }

    fn set(&mut self, kind: usize, from: usize, to: usize, (split, score): (usize, f32)) {
        let at = self.at(kind, from, to);
        (self.splits[at], self.scores[at]) = (split as u16, score);
    }
}

/// The heads of the best single-rooted tree without crossing arcs. `scores` as for [`super::decode::tree`], of at most
/// 65,535 words; time is cubic in `n`.
pub fn tree(scores: &[f32], n: usize) -> Vec<Option<usize>> {
    if n == 0 {
        return Vec::new();
    }
    let arc = |head: usize, dependent: usize| scores[dependent * (n + 1) + head + 1];
    let mut chart = Chart { n, scores: vec![0.0; 4 * n * n], splits: vec![0; 4 * n * n] };
    for length in 1..n {
        for from in 0..n - length {
            let to = from + length;
            let (split, inner) = chart.best(from..to, (FIRST, from), (LAST, to, 1));
            chart.set(OPEN + FIRST, from, to, (split, inner + arc(from, to)));
            chart.set(OPEN + LAST, from, to, (split, inner + arc(to, from)));
            chart.set(FIRST, from, to, chart.best(from + 1..to + 1, (OPEN + FIRST, from), (FIRST, to, 0)));
            chart.set(LAST, from, to, chart.best(from..to, (LAST, from), (OPEN + LAST, to, 0)));
        }
    }
    let whole = |root: usize| chart.score(LAST, 0, root) + chart.score(FIRST, root, n - 1) + scores[root * (n + 1)];
    let root = (1..n).fold(0, |best, root| if whole(root) > whole(best) { root } else { best });
    let mut heads = vec![None; n];
    let mut spans = vec![(LAST, 0, root), (FIRST, root, n - 1)];
    while let Some((kind, from, to)) = spans.pop() {
        if from == to {
            continue;
        }
        let split = usize::from(chart.splits[chart.at(kind, from, to)]);
        match kind {
            FIRST => spans.extend([(OPEN + FIRST, from, split), (FIRST, split, to)]),
            LAST => spans.extend([(LAST, from, split), (OPEN + LAST, split, to)]),
            _ => {
                let (head, dependent) = if kind == OPEN + FIRST { (from, to) } else { (to, from) };
                heads[dependent] = Some(head);
                spans.extend([(FIRST, from, split), (LAST, split + 1, to)]);
            }
        }
    }
    heads
}
