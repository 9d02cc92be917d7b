//! Three measures of coreference over two partitions of mentions, as the reference scorer counts them (Pradhan et al.
//! 2014, "Scoring Coreference Partitions of Predicted Mentions"), and their mean (Pradhan et al. 2012).
//!
//! A chain is a list of mention numbers; a mention of both sides has the same number on both. Each measure is kept as
//! sums, so that the documents of a corpus add up before anything is divided.

use pathfinding::prelude::{Matrix, kuhn_munkres};
use std::collections::BTreeMap;

/// Recall and precision as sums of parts over sums of wholes.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Ratio {
    /// What gold has and the system finds.
    pub recalled: f64,
    /// What gold has.
    pub gold: f64,
    /// What the system gives and gold has.
    pub precise: f64,
    /// What the system gives.
    pub system: f64,
}

impl Ratio {
    /// In percent; 0 of nothing.
    pub fn recall(&self) -> f64 {
        percent(self.recalled, self.gold)
    }

    /// In percent; 0 of nothing.
    pub fn precision(&self) -> f64 {
        percent(self.precise, self.system)
    }

    /// The harmonic mean of both, in percent.
    pub fn f1(&self) -> f64 {
        let (recall, precision) = (self.recall(), self.precision());
        if recall + precision > 0.0 { 2.0 * recall * precision / (recall + precision) } else { 0.0 }
    }

    /// Adds the sums of another document.
    pub fn add(&mut self, other: Self) {
        self.recalled += other.recalled;
        self.gold += other.gold;
        self.precise += other.precise;
        self.system += other.system;
    }
}

fn percent(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { 100.0 * part / whole } else { 0.0 }
}

/// For each mention the number of its chain.
fn chain_of(chains: &[Vec<usize>]) -> BTreeMap<usize, usize> {
    let of_chain = |(number, chain): (usize, &Vec<usize>)| chain.iter().map(move |&m| (m, number)).collect::<Vec<_>>();
    chains.iter().enumerate().flat_map(of_chain).collect()
}

/// Links (Vilain et al. 1995): a chain of n mentions has n - 1, less one for each further part that the other side cuts
/// it into. Single mentions have none.
pub(super) fn muc(gold: &[Vec<usize>], system: &[Vec<usize>]) -> Ratio {
    let kept = |chains: &[Vec<usize>], other: &[Vec<usize>]| {
        let other = chain_of(other);
        let (mut kept, mut all) = (0, 0);
        for chain in chains {
            // A mention that the other side lacks is a part by itself.
            let missing = chain.iter().filter(|m| !other.contains_key(m)).count();
            let mut parts: Vec<usize> = chain.iter().filter_map(|m| other.get(m).copied()).collect();
            parts.sort_unstable();
            parts.dedup();
            kept += chain.len() - (parts.len() + missing);
            all += chain.len() - 1;
        }
        (kept as f64, all as f64)
    };
    let (recalled, in_gold) = kept(gold, system);
    let (precise, in_system) = kept(system, gold);
    Ratio { recalled, gold: in_gold, precise, system: in_system }
}

/// Mentions (Bagga & Baldwin 1998): of each the share of its chain that the other side has in one chain with it; a
/// mention that the other side lacks has none.
pub(super) fn b_cubed(gold: &[Vec<usize>], system: &[Vec<usize>]) -> Ratio {
    let shared = |chains: &[Vec<usize>], other: &[Vec<usize>]| {
        let other = chain_of(other);
        let mut sum = 0.0;
        for chain in chains {
            let mut overlaps: BTreeMap<usize, usize> = BTreeMap::new();
            for number in chain.iter().filter_map(|m| other.get(m)) {
                *overlaps.entry(*number).or_default() += 1;
            }
            sum += overlaps.values().map(|&n| (n * n) as f64).sum::<f64>() / chain.len() as f64;
        }
        (sum, chains.iter().map(Vec::len).sum::<usize>() as f64)
    };
    let (recalled, in_gold) = shared(gold, system);
    let (precise, in_system) = shared(system, gold);
    Ratio { recalled, gold: in_gold, precise, system: in_system }
}

/// Fixed point for the assignment, which wants whole numbers: exact enough for chains of any length met in texts.
const UNIT: f64 = (1u64 << 40) as f64;

/// Chains (Luo 2005, φ4): the pairing of gold and system chains, one to one, with the greatest sum of their similarity
/// 2 |G ∩ S| / (|G| + |S|).
pub(super) fn ceaf(gold: &[Vec<usize>], system: &[Vec<usize>]) -> Ratio {
    let counts = |n: usize| n as f64;
    let mut ratio = Ratio { gold: counts(gold.len()), system: counts(system.len()), ..Ratio::default() };
    // The assignment wants no more rows than columns.
    let (rows, columns) = if gold.len() <= system.len() { (gold, system) } else { (system, gold) };
    if rows.is_empty() {
        return ratio;
    }
    let of_column = chain_of(columns);
    let mut similarity = vec![vec![0i64; columns.len()]; rows.len()];
    for (row, chain) in rows.iter().enumerate() {
        let mut overlaps: BTreeMap<usize, usize> = BTreeMap::new();
        for number in chain.iter().filter_map(|m| of_column.get(m)) {
            *overlaps.entry(*number).or_default() += 1;
        }
        for (column, shared) in overlaps {
            let both = chain.len() + columns[column].len();
            similarity[row][column] = (UNIT * 2.0 * shared as f64 / both as f64).round() as i64;
        }
    }
    if let Ok(matrix) = Matrix::from_rows(similarity) {
        let sum = kuhn_munkres(&matrix).0 as f64 / UNIT;
        (ratio.recalled, ratio.precise) = (sum, sum);
    }
    ratio
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of Vilain et al. and of Pradhan et al. (2014), figure 9: gold {a b c} {d e f g}, system {a b} {c d}
    /// {f g h i}; here a = 0 … i = 8.
    fn example() -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
        (vec![vec![0, 1, 2], vec![3, 4, 5, 6]], vec![vec![0, 1], vec![2, 3], vec![5, 6, 7, 8]])
    }

    fn assert_ratio(found: Ratio, recall: f64, precision: f64) {
        assert!((found.recall() - 100.0 * recall).abs() < 1e-6, "recall {} is not {recall}", found.recall());
        assert!((found.precision() - 100.0 * precision).abs() < 1e-6, "precision {}, {precision}", found.precision());
    }

    #[test]
    fn muc_counts_links() {
        let (gold, system) = example();
        // abc falls into ab|c: one link of two; defg into d|e|fg: one of three. ab keeps its link, cd loses it, fghi
        // falls into fg|h|i and keeps one of three.
        assert_ratio(muc(&gold, &system), 2.0 / 5.0, 2.0 / 5.0);
    }

    #[test]
    fn b_cubed_counts_mentions() {
        let (gold, system) = example();
        // Gold: a, b 2/3 each, c 1/3; d 1/4, e nothing, f, g 2/4 each. System: a, b 1 each; c, d 1/2; f, g 1/2.
        let recalled = 2.0 / 3.0 + 2.0 / 3.0 + 1.0 / 3.0 + 1.0 / 4.0 + 0.0 + 0.5 + 0.5;
        assert_ratio(b_cubed(&gold, &system), recalled / 7.0, (1.0 + 1.0 + 0.5 + 0.5 + 0.5 + 0.5) / 8.0);
    }

    #[test]
    fn ceaf_pairs_chains() {
        let (gold, system) = example();
        // The best pairing is abc-ab with 2·2/5 and defg-fghi with 2·2/8.
        assert_ratio(ceaf(&gold, &system), (0.8 + 0.5) / 2.0, (0.8 + 0.5) / 3.0);
        assert_ratio(ceaf(&system, &gold), (0.8 + 0.5) / 3.0, (0.8 + 0.5) / 2.0);
    }

    #[test]
    fn a_greedy_pairing_would_lose() {
        let (gold, system) = (vec![vec![0, 1, 2], vec![3, 4]], vec![vec![0, 1, 3], vec![2]]);
        // Greedy: G1-S1 2/3, G2-S2 nothing. Best: G1-S2 2/4 and G2-S1 2/5.
        assert_ratio(ceaf(&gold, &system), 0.45, 0.45);
    }

    #[test]
    fn nothing_is_nothing_and_the_same_is_perfect() {
        let (gold, _) = example();
        for measure in [muc, b_cubed, ceaf] {
            assert_ratio(measure(&gold, &gold), 1.0, 1.0);
            assert_ratio(measure(&gold, &[]), 0.0, 0.0);
            assert_ratio(measure(&[], &[]), 0.0, 0.0);
        }
    }
}
