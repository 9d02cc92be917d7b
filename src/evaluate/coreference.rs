//! Coreference against GUM's entity layer: people, organizations and states that the text names, with their descriptions
//! and pronouns. In: gold documents and a parser; out: [`Coreference`], MUC, B-cubed, CEAF-φ4 and their mean.
//!
//! Mentions are paired by head: one of ours is gold's if it lies inside gold's phrase and covers the word that carries it.
//! Exact spans would measure a convention and not what is meant: gold has whole phrases ("the former senator Ana Ruiz, who
//! left"), the extraction names without titles and appositions ("Ana Ruiz"). Entities with one mention count, as they are
//! nodes of a graph. Our demonyms are left out, and names inside of words ("pro-Beijing"): the corpus does not annotate
//! adjectives.

mod gold;
mod metrics;

pub use metrics::Ratio;

use super::conll::Ink;
use super::{Beneath, Parse};
use crate::document::Span;
use crate::entity::{self, Entities, MentionKind};
use crate::gazetteer::Gazetteer;
use crate::syntax::conllu::Treebank;
use crate::text::{self, Text};
use gold::Mention;

/// The scores of one or more documents.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coreference {
    /// What the entities were built on.
    pub beneath: Beneath,
    /// Mentions: how many gold has, how many we give, how many are the same.
    pub mentions: Ratio,
    /// Links.
    pub muc: Ratio,
    /// Mentions with their chains.
    pub b_cubed: Ratio,
    /// Chains.
    pub ceaf: Ratio,
}

impl Coreference {
    /// The mean of the three F1, in percent: the score of the CoNLL 2012 shared task.
    pub fn conll(&self) -> f64 {
        (self.muc.f1() + self.b_cubed.f1() + self.ceaf.f1()) / 3.0
    }

    /// The measures by name.
    pub fn rows(&self) -> [(&'static str, Ratio); 4] {
        [("mentions", self.mentions), ("MUC", self.muc), ("B-cubed", self.b_cubed), ("CEAF", self.ceaf)]
    }
}

/// Measures entities on those documents of `treebanks` that have an entity layer; nothing if none has.
pub(super) fn evaluate(treebanks: &[Treebank], parse: &Parse<'_>, gazetteer: &Gazetteer) -> Vec<Coreference> {
    let annotated: Vec<&Treebank> = treebanks.iter().filter(|t| gold::has_entities(t)).collect();
    if annotated.is_empty() {
        return Vec::new();
    }
    [Beneath::Text, Beneath::GoldTokens]
        .into_iter()
        .map(|beneath| {
            let empty = Ratio::default();
            let mut sum = Coreference { beneath, mentions: empty, muc: empty, b_cubed: empty, ceaf: empty };
            for treebank in &annotated {
                let text = match beneath {
                    Beneath::Text => text::analyze(&treebank.document),
                    _ => treebank.text.clone(),
                };
                let trees = parse(&treebank.document, &text);
                let found = entity::recognize(&treebank.document, &text, &trees, gazetteer);
                score(&mut sum, treebank, &text, &found, gazetteer);
            }
            sum
        })
        .collect()
}

/// Adds one document.
fn score(sum: &mut Coreference, treebank: &Treebank, text: &Text, found: &Entities, gazetteer: &Gazetteer) {
    let ink = Ink::new(&treebank.document.text);
    let laid = |m: Mention| Mention { span: ink.span(m.span), head: ink.span(m.head) };
    let gold: Vec<Vec<Mention>> =
        gold::chains(treebank, gazetteer).into_iter().map(|chain| chain.into_iter().map(laid).collect()).collect();
    let ours: Vec<Vec<Span>> = (found.entities.iter())
        .map(|entity| {
            let whole = |m: &&entity::Mention| text.span(m.tokens.clone()).start() == m.span.start();
            let counted = entity.mentions.iter().filter(|m| m.kind != MentionKind::Demonym).filter(whole);
            counted.map(|m| ink.span(m.span)).collect()
        })
        .filter(|chain: &Vec<Span>| !chain.is_empty())
        .collect();
    let all: Vec<&Mention> = gold.iter().flatten().collect();
    let spans: Vec<Span> = ours.iter().flatten().copied().collect();
    let pairs = pair(&all, &spans);
    // Gold mentions are numbered first; ours have the number of their partner, or one of their own.
    let number = |index: usize| pairs[index].unwrap_or(all.len() + index);
    let (mut g, mut s) = (0..all.len(), 0..spans.len());
    let gold: Vec<Vec<usize>> = gold.iter().map(|chain| g.by_ref().take(chain.len()).collect()).collect();
    let ours: Vec<Vec<usize>> = ours.iter().map(|chain| s.by_ref().take(chain.len()).map(number).collect()).collect();
    let same = pairs.iter().flatten().count() as f64;
    let mentions = Ratio { recalled: same, gold: all.len() as f64, precise: same, system: spans.len() as f64 };
    sum.mentions.add(mentions);
    sum.muc.add(metrics::muc(&gold, &ours));
    sum.b_cubed.add(metrics::b_cubed(&gold, &ours));
    sum.ceaf.add(metrics::ceaf(&gold, &ours));
}

/// For each of `ours` the gold mention that it is: inside its phrase and over its head, one to one, the tightest first.
fn pair(gold: &[&Mention], ours: &[Span]) -> Vec<Option<usize>> {
    let within = |inner: Span, outer: Span| outer.start() <= inner.start() && inner.end() <= outer.end();
    let mut fitting: Vec<(usize, usize, usize)> = Vec::new();
    for (g, mention) in gold.iter().enumerate() {
        for (s, &span) in ours.iter().enumerate() {
            if within(mention.head, span) && within(span, mention.span) {
                fitting.push((mention.span.len() - span.len(), g, s));
            }
        }
    }
    fitting.sort_unstable();
    let (mut taken, mut pairs) = (vec![false; gold.len()], vec![None; ours.len()]);
    for (_, g, s) in fitting {
        if !taken[g] && pairs[s].is_none() {
            taken[g] = true;
            pairs[s] = Some(g);
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mentions_pair_by_head_inside_the_phrase() {
        // "the senator Ana Ruiz of Chile": gold 0..29 with head "Ruiz" 16..20, and "Chile" 24..29 inside it.
        let gold = [
            Mention { span: Span::new(0, 29), head: Span::new(16, 20) },
            Mention { span: Span::new(24, 29), head: Span::new(24, 29) },
        ];
        let gold: Vec<&Mention> = gold.iter().collect();
        let ours = [Span::new(24, 29), Span::new(12, 20), Span::new(4, 11), Span::new(12, 31)];
        assert_eq!(pair(&gold, &ours), [Some(1), Some(0), None, None]);
    }
}
