//! From scores to structures: the best single-rooted tree of an arc matrix, the best legal row of name tags.

use super::network::NAME_TAGS;
use super::projective;

/// How much more, in the scores' unit, a tree must have in which arcs cross. The network gives such trees three times as
/// often as the treebanks have them; on their dev splits what crosses by less than this is wrong more often than right.
const CROSSING: f32 = 5.0;

/// The best head of each word (none for the root): the maximum spanning tree, or the best one in which no arcs cross
/// ([`projective`]), where that is nearly as good.
///
/// `scores` is `n` × `n + 1`: row the dependent, column 0 the root, column `h + 1` head `h`.
pub fn tree(scores: &[f32], n: usize) -> Vec<Option<usize>> {
    let heads = spanning_tree(scores, n);
    if !projective::crosses(&heads) {
        return heads;
    }
    let other = projective::tree(scores, n);
    if total(scores, &heads) - total(scores, &other) < CROSSING { other } else { heads }
}

/// The score of a tree.
fn total(scores: &[f32], heads: &[Option<usize>]) -> f32 {
    let row = |d: usize| &scores[d * (heads.len() + 1)..];
    heads.iter().enumerate().map(|(d, head)| row(d)[head.map_or(0, |h| h + 1)]).sum()
}

/// The best head of each word: the greedy choice where it is a single-rooted tree, otherwise the maximum spanning
/// arborescence (Chu and Liu 1965, Edmonds 1967) with exactly one root.
fn spanning_tree(scores: &[f32], n: usize) -> Vec<Option<usize>> {
    if n == 0 {
        return Vec::new();
    }
    let row = |d: usize| &scores[d * (n + 1)..(d + 1) * (n + 1)];
    // Node 0 is the root, node d + 1 word d.
    let greedy: Vec<usize> = std::iter::once(0)
        .chain((0..n).map(|d| {
            let mut best = 0;
            for (head, &score) in row(d).iter().enumerate() {
                if head != d + 1 && (score > row(d)[best] || best == d + 1) {
                    best = head;
                }
            }
            best
        }))
        .collect();
    let heads = if is_tree(&greedy) {
        greedy
    } else {
        // A root's arc costs more than any tree can gain, so the best tree has as few as can be: one.
        let size = n + 1;
        let low = scores.iter().copied().fold(f32::INFINITY, f32::min);
        let high = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let fine = f64::from(high - low) * size as f64 + 1.0;
        let mut graph = vec![f64::NEG_INFINITY; size * size];
        for d in 0..n {
            for (head, &score) in row(d).iter().enumerate() {
                if head != d + 1 {
                    graph[(d + 1) * size + head] = f64::from(score) - if head == 0 { fine } else { 0.0 };
                }
            }
        }
        arborescence(graph, size)
    };
    heads.into_iter().skip(1).map(|h| h.checked_sub(1)).collect()
}

/// Whether the heads (node 0 the root) form a tree in which the root has one child.
fn is_tree(heads: &[usize]) -> bool {
    if heads.iter().skip(1).filter(|&&h| h == 0).count() != 1 {
        return false;
    }
    find_cycle(heads, &(0..heads.len()).collect::<Vec<_>>()).is_none()
}

/// A cycle among the `heads` of `nodes`, if there is one; node 0 is the root and stands first.
fn find_cycle(heads: &[usize], nodes: &[usize]) -> Option<Vec<usize>> {
    let mut seen = vec![0usize; heads.len()];
    for &start in nodes.iter().skip(1) {
        let mut at = start;
        while at != 0 && seen[at] == 0 {
            seen[at] = start;
            at = heads[at];
        }
        if at != 0 && seen[at] == start {
            let mut cycle = vec![at];
            let mut next = heads[at];
            while next != at {
                cycle.push(next);
                next = heads[next];
            }
            return Some(cycle);
        }
    }
    None
}

/// The best heads of `graph` (dependent-major scores; node 0 is the root), by contraction of cycles in place: a cycle
/// becomes its first node, so that a round costs the cycle's length times the nodes that are left, and all rounds
/// together are quadratic.
fn arborescence(mut graph: Vec<f64>, size: usize) -> Vec<usize> {
    // The nodes that are left; what a cycle became stands behind those that were there before it.
    let mut nodes: Vec<usize> = (0..size).collect();
    let mut heads = vec![0; size];
    // Whether several heads are equally good: only then does the best one depend on the order of `nodes`.
    let mut tied = vec![false; size];
    for d in 1..size {
        (heads[d], tied[d]) = best_head(&graph[d * size..][..size], &nodes);
    }
    let mut rounds = Vec::new();
    let mut in_cycle = vec![false; size];
    while let Some(cycle) = find_cycle(&heads, &nodes) {
        let merged = cycle[0];
        for &node in &cycle {
            in_cycle[node] = true;
        }
        nodes.retain(|&node| !in_cycle[node]);
        let own: Vec<usize> = cycle.iter().map(|&node| heads[node]).collect();
        // For an arc into the cycle the node it enters at, for one out of it the node it leaves from.
        let (mut enters, mut leaves) = (vec![0; size], vec![0; size]);
        for &node in &nodes {
            let (mut from, mut into) = (f64::NEG_INFINITY, f64::NEG_INFINITY);
            for (&c, &head) in cycle.iter().zip(&own) {
                if graph[node * size + c] > from {
                    from = graph[node * size + c];
                    leaves[node] = c;
                }
                let gain = graph[c * size + node] - graph[c * size + head];
                if gain > into {
                    into = gain;
                    enters[node] = c;
                }
            }
            graph[node * size + merged] = from;
            graph[merged * size + node] = into;
        }
        graph[merged * size + merged] = f64::NEG_INFINITY;
        nodes.push(merged);
        for &node in nodes.iter().skip(1) {
            if node == merged || in_cycle[heads[node]] && tied[node] {
                (heads[node], tied[node]) = best_head(&graph[node * size..][..size], &nodes);
            } else if in_cycle[heads[node]] {
                heads[node] = merged;
            }
        }
        for &node in &cycle {
            in_cycle[node] = false;
        }
        rounds.push((cycle, own, enters, leaves));
    }
    // The last cycle is opened first: where its head comes in, its own arc is given up.
    for (cycle, own, enters, leaves) in rounds.into_iter().rev() {
        let merged = cycle[0];
        let into = heads[merged];
        for (head, &leaf) in heads.iter_mut().zip(&leaves).skip(1).filter(|(head, _)| **head == merged) {
            *head = leaf;
        }
        for (&node, head) in cycle.iter().zip(own) {
            heads[node] = head;
        }
        heads[enters[into]] = into;
    }
    heads
}

/// The first of `nodes` with the highest score in `row`, and whether another has it as well.
fn best_head(row: &[f64], nodes: &[usize]) -> (usize, bool) {
    let (mut best, mut tied) = (0, false);
    for &head in nodes.iter().skip(1) {
        if row[head] > row[best] {
            (best, tied) = (head, false);
        } else if row[head] == row[best] {
            tied = true;
        }
    }
    (best, tied)
}

/// The best row of BIO tags for `n` words of [`NAME_TAGS`] scores each, in which no name starts with a continuation
/// (Viterbi).
pub fn name_tags(scores: &[f32]) -> Vec<usize> {
    let n = scores.len() / NAME_TAGS;
    let legal = |from: usize, to: usize| to == 0 || to % 2 == 1 || from == to || from + 1 == to;
    let mut best = [0.0f32; NAME_TAGS];
    let mut back: Vec<[usize; NAME_TAGS]> = Vec::with_capacity(n);
    for (i, row) in scores.chunks_exact(NAME_TAGS).enumerate() {
        let mut next = [f32::NEG_INFINITY; NAME_TAGS];
        let mut from = [0; NAME_TAGS];
        for to in 0..NAME_TAGS {
            if i == 0 {
                if legal(0, to) {
                    next[to] = row[to];
                }
                continue;
            }
            for (before, score) in best.iter().enumerate() {
                if legal(before, to) && score + row[to] > next[to] {
                    next[to] = score + row[to];
                    from[to] = before;
                }
            }
        }
        best = next;
        back.push(from);
    }
    let mut tags = vec![0; n];
    let mut tag = crate::tensor::argmax(&best);
    for i in (0..n).rev() {
        tags[i] = tag;
        tag = back[i][tag];
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The scores of the best single-rooted tree, and of the best in which no arcs cross, by trying all.
    fn exhaustive(scores: &[f32], n: usize) -> [f32; 2] {
        let mut best = [f32::NEG_INFINITY; 2];
        for code in 0..(n + 1).pow(n as u32) {
            let mut rest = code;
            let heads: Vec<usize> = std::iter::once(0)
                .chain((0..n).map(|_| {
                    let h = rest % (n + 1);
                    rest /= n + 1;
                    h
                }))
                .collect();
            if is_tree(&heads) {
                let heads: Vec<Option<usize>> = heads.into_iter().skip(1).map(|h| h.checked_sub(1)).collect();
                let score = total(scores, &heads);
                best[0] = best[0].max(score);
                // The definition: two arcs cross if one end of the one lies within the other, and one without.
                let arcs = || heads.iter().enumerate().filter_map(|(d, h)| Some((d.min((*h)?), d.max((*h)?))));
                if !arcs().any(|(a, b)| arcs().any(|(c, d)| a < c && c < b && b < d)) && is_flat(&heads) {
                    best[1] = best[1].max(score);
                }
            }
        }
        best
    }

    /// Whether no arc goes over the root.
    fn is_flat(heads: &[Option<usize>]) -> bool {
        let root = heads.iter().position(|head| head.is_none()).unwrap_or_default();
        heads.iter().enumerate().all(|(d, head)| head.is_none_or(|h| d.max(h) <= root || root <= d.min(h)))
    }

    #[test]
    fn finds_the_best_single_rooted_trees() {
        let mut state = 12345u64;
        let mut random = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((state >> 40) as f32) / 65536.0
        };
        for n in 1..=5 {
            for _ in 0..60 {
                let scores: Vec<f32> = (0..n * (n + 1)).map(|_| random()).collect();
                let [best, flat] = exhaustive(&scores, n);
                for (heads, best) in [(spanning_tree(&scores, n), best), (projective::tree(&scores, n), flat)] {
                    assert_eq!(heads.iter().filter(|h| h.is_none()).count(), 1);
                    let total = total(&scores, &heads);
                    assert!((total - best).abs() < 1e-2, "{total} of {best} at n = {n}");
                }
                assert!(!projective::crosses(&projective::tree(&scores, n)));
                // Where arcs that cross gain little they are not taken.
                let small: Vec<f32> = scores.iter().map(|score| score / 1e6).collect();
                assert!(!projective::crosses(&tree(&small, n)));
                let chosen = total(&scores, &tree(&scores, n));
                assert!(chosen > best - CROSSING - 1e-2, "{chosen} of {best} at n = {n}");
            }
        }
    }

    /// As [`arborescence`], but each contraction makes a smaller graph of its own.
    fn contracted(graph: &[f64], size: usize) -> Vec<usize> {
        let all: Vec<usize> = (0..size).collect();
        let row = |node: usize| &graph[node * size..][..size];
        let mut heads: Vec<usize> = all.iter().map(|&node| best_head(row(node), &all).0).collect();
        let Some(cycle) = find_cycle(&heads, &all) else { return heads };
        let kept: Vec<usize> = all.into_iter().filter(|node| !cycle.contains(node)).collect();
        let (merged, small) = (kept.len(), kept.len() + 1);
        let mut next = vec![f64::NEG_INFINITY; small * small];
        let (mut enters, mut leaves) = (vec![0; small], vec![0; small]);
        for (i, &node) in kept.iter().enumerate() {
            for (j, &other) in kept.iter().enumerate() {
                next[i * small + j] = row(node)[other];
            }
            for &c in &cycle {
                if row(node)[c] > next[i * small + merged] {
                    next[i * small + merged] = row(node)[c];
                    leaves[i] = c;
                }
                let gain = row(c)[node] - row(c)[heads[c]];
                if gain > next[merged * small + i] {
                    next[merged * small + i] = gain;
                    enters[i] = c;
                }
            }
        }
        let found = contracted(&next, small);
        for (i, &node) in kept.iter().enumerate().skip(1) {
            heads[node] = if found[i] == merged { leaves[i] } else { kept[found[i]] };
        }
        heads[enters[found[merged]]] = kept[found[merged]];
        heads
    }

    #[test]
    fn contraction_in_place_finds_the_same_tree_even_of_equals() {
        let mut state = 99u64;
        for round in 0..400 {
            let size = 2 + round % 40;
            // Few different scores, so that many arcs are equally good; in every other round nearly all differ.
            let kinds = if round % 2 == 0 { 5 } else { 100_000 };
            let mut graph = vec![f64::NEG_INFINITY; size * size];
            for node in 1..size {
                for head in (0..size).filter(|&head| head != node) {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    let fine = if head == 0 { 1e6 } else { 0.0 };
                    graph[node * size + head] = ((state >> 33) % kinds) as f64 / 7.0 - fine;
                }
            }
            assert_eq!(arborescence(graph.clone(), size)[1..], contracted(&graph, size)[1..], "round {round}");
        }
    }

    #[test]
    fn one_cycle_inside_another_makes_one_tree() {
        // Each word's best head is the one before, the first's the second: one cycle after another.
        let n = 1_500;
        let score =
            |d: usize, h: usize| if h + 1 == d || d == 0 && h == 1 { 9.0 } else { -(d.abs_diff(h) as f32) / 1e4 };
        let scores: Vec<f32> =
            (0..n).flat_map(|d| std::iter::once(-1.0).chain((0..n).map(move |h| score(d, h)))).collect();
        assert_eq!(spanning_tree(&scores, n).iter().filter(|head| head.is_none()).count(), 1);
    }

    #[test]
    fn a_name_never_starts_inside() {
        let mut scores = vec![0.0; 3 * NAME_TAGS];
        scores[2] = 5.0; // I-PER on the first word
        scores[NAME_TAGS + 2] = 5.0;
        let tags = name_tags(&scores);
        assert!(tags[0] != 2 && tags[1] == 2 && tags[0] == 1, "{tags:?}");
    }
}
