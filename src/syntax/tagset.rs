//! Which tags and relations go together (`schema/tags.tsv`), and the likeliest of them that do: the network chooses each by
//! itself.

use super::{Deprel, Upos, Xpos};
use std::collections::HashMap;
use std::sync::LazyLock;

/// For each Penn tag, and for each relation, a bit for each part of speech that goes with it.
struct Table {
    xpos: Vec<u32>,
    deprel: Vec<u32>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let row = |line: &'static str| {
        let (label, parts) = line.split_once('\t')?;
        let bits = parts.split(' ').filter_map(Upos::parse).fold(0, |bits, upos| bits | 1 << upos as u32);
        Some((label, bits))
    };
    let lines = include_str!("../../schema/tags.tsv").lines().filter(|line| !line.starts_with("# "));
    let rows: HashMap<&str, u32> = lines.filter_map(row).collect();
    let bits = |label: &str| rows.get(label).copied().unwrap_or(u32::MAX);
    Table {
        xpos: Xpos::ALL.iter().map(|xpos| bits(xpos.as_str())).collect(),
        deprel: Deprel::ALL.iter().map(|deprel| bits(deprel.as_str())).collect(),
    }
});

/// Whether a word of this part of speech can have the relation.
pub fn fits(upos: Upos, deprel: Deprel) -> bool {
    TABLE.deprel[deprel as usize] >> upos as u32 & 1 == 1
}

/// What the network gives each label of one word.
#[derive(Debug, Clone, Copy)]
pub struct Scores<'a> {
    /// One value for each of [`Upos::ALL`].
    pub upos: &'a [f32],
    /// One value for each of [`Xpos::ALL`].
    pub xpos: &'a [f32],
    /// One value for each of [`Deprel::ALL`]; none for the root of the sentence.
    pub deprel: Option<&'a [f32]>,
}

/// The best part of speech, Penn tag and relation to its head for one word, of those that go together: the sum of the
/// scores decides.
pub fn choose(scores: Scores<'_>) -> (Upos, Xpos, Deprel) {
    let (upos, xpos) = (best(scores.upos, |_| true), best(scores.xpos, |_| true));
    let deprel = scores.deprel.and_then(|scores| best_relation(scores, |_| true));
    let (upos, xpos) = (upos.map_or(0, |(at, _)| at), xpos.map_or(0, |(at, _)| at));
    let allowed = |bits: u32, upos: usize| bits >> upos & 1 == 1;
    let agree = allowed(TABLE.xpos[xpos], upos) && deprel.is_none_or(|(at, _)| allowed(TABLE.deprel[at], upos));
    let label = |deprel: Option<(usize, f32)>| deprel.map_or(Deprel::Root, |(at, _)| Deprel::ALL[at]);
    let chosen = (Upos::ALL[upos], Xpos::ALL[xpos], label(deprel));
    if agree {
        return chosen;
    }
    let ways = Upos::ALL.iter().zip(scores.upos).enumerate().filter_map(|(at, (&upos, score))| {
        let (xpos, more) = best(scores.xpos, |xpos| allowed(TABLE.xpos[xpos], at))?;
        let deprel = match scores.deprel {
            Some(scores) => Some(best_relation(scores, |deprel| fits(upos, deprel))?),
            None => None,
        };
        Some((score + more + deprel.map_or(0.0, |(_, score)| score), (upos, Xpos::ALL[xpos], label(deprel))))
    });
    ways.reduce(|a, b| if b.0 > a.0 { b } else { a }).map_or(chosen, |(_, way)| way)
}

/// The best allowed relation of a word that is no root, by its place in [`Deprel::ALL`], and its score.
pub fn best_relation(scores: &[f32], allowed: impl Fn(Deprel) -> bool) -> Option<(usize, f32)> {
    best(scores, |at| Deprel::ALL[at] != Deprel::Root && allowed(Deprel::ALL[at]))
}

/// The first of the allowed places with the highest score, and that score.
fn best(scores: &[f32], allowed: impl Fn(usize) -> bool) -> Option<(usize, f32)> {
    let places = scores.iter().copied().enumerate().filter(|(at, _)| allowed(*at));
    places.reduce(|a, b| if b.1 > a.1 { b } else { a })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_has_its_parts_of_speech() {
        let labels: Vec<&str> = include_str!("../../schema/tags.tsv")
            .lines()
            .filter(|line| !line.starts_with("# "))
            .skip(1)
            .map(|line| {
                let (label, parts) = line.split_once('\t').expect("two columns");
                assert!(parts.split(' ').all(|part| Upos::parse(part).is_some()), "{line}");
                label
            })
            .collect();
        let all = Xpos::ALL.iter().map(|x| x.as_str()).chain(Deprel::ALL.iter().map(|d| d.as_str()));
        let missing: Vec<&str> = all.filter(|label| *label != "root" && !labels.contains(label)).collect();
        assert_eq!(missing, Vec::<&str>::new());
    }

    #[test]
    fn the_likeliest_that_go_together() {
        let mut upos = vec![0.0; Upos::ALL.len()];
        let mut xpos = vec![0.0; Xpos::ALL.len()];
        let mut deprel = vec![0.0; Deprel::ALL.len()];
        (upos[Upos::Noun as usize], upos[Upos::Adj as usize]) = (5.0, 4.0);
        (xpos[Xpos::Nn as usize], xpos[Xpos::Jj as usize]) = (5.0, 4.0);
        (deprel[Deprel::Amod as usize], deprel[Deprel::Compound as usize]) = (5.0, 4.5);
        let choose = |deprel: &[f32]| choose(Scores { upos: &upos, xpos: &xpos, deprel: Some(deprel) });
        assert_eq!(choose(&deprel), (Upos::Noun, Xpos::Nn, Deprel::Compound), "that costs least");
        deprel[Deprel::Compound as usize] = 0.0;
        assert_eq!(choose(&deprel), (Upos::Adj, Xpos::Jj, Deprel::Amod));
        deprel[Deprel::Compound as usize] = 6.0;
        assert_eq!(choose(&deprel), (Upos::Noun, Xpos::Nn, Deprel::Compound), "all agree");
    }
}
