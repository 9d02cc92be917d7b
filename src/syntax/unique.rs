//! Hardly a clause has two subjects: the relations that a head has once at most. In: the heads and labels of a sentence, chosen
//! word by word; out: where two words have the same of these relations to one head, the change that costs least, of a
//! label or of a head.
//!
//! A constraint over several arcs is the decoder's, as with Riedel and Clarke (2006, "Incremental integer linear
//! programming for non-projective dependency parsing"); Universal Dependencies gives a head one subject and one object.

use super::{Deprel, Upos, Xpos, tagset};
use std::ops::Range;

/// How many other heads of a word are looked at.
const HEADS: usize = 4;

/// Another way to hang a word: from `head` (by place in the batch, as `word`), which costs `loss` of the arcs' scores.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Way {
    pub word: usize,
    pub head: usize,
    pub loss: f32,
}

/// What a head has once at most.
fn class(deprel: Deprel) -> Option<u8> {
    use Deprel::{AuxPass, Ccomp, Cop, Csubj, CsubjPass, Iobj, Nsubj, NsubjPass, Obj};
    match deprel {
        Nsubj | NsubjPass | Csubj | CsubjPass => Some(0),
        Obj => Some(1),
        Iobj => Some(2),
        Cop => Some(3),
        AuxPass => Some(4),
        Ccomp => Some(5),
        _ => None,
    }
}

/// The words of `sentence` that have to their head what another has too.
pub fn rivals(
    sentence: Range<usize>,
    heads: &[Option<usize>],
    deprels: &[Deprel],
    slots: &mut Vec<(usize, u8, usize)>,
) {
    slots.clear();
    slots.extend(sentence.filter_map(|word| Some((heads[word]?, class(deprels[word])?, word))));
    slots.sort_unstable();
    let same = |a: &(usize, u8, usize), b: &(usize, u8, usize)| (a.0, a.1) == (b.0, b.1);
    let mut at = 0;
    let mut kept = 0;
    while at < slots.len() {
        let run = slots[at..].iter().take_while(|slot| same(slot, &slots[at])).count();
        if run > 1 {
            slots.copy_within(at..at + run, kept);
            kept += run;
        }
        at += run;
    }
    slots.truncate(kept);
}

/// The ways to hang `word` of `sentence`: as it is, and from the words with the best of `arcs` (one row of the sentence's
/// words, behind the root's) that do not hang under it, without crossing other arcs.
pub fn ways(word: usize, sentence: &Range<usize>, heads: &[Option<usize>], arcs: &[f32], out: &mut Vec<Way>) {
    let Some(own) = heads[word] else { return };
    let score = |head: usize| arcs[head - sentence.start + 1];
    out.push(Way { word, head: own, loss: 0.0 });
    let mut others: Vec<usize> = sentence.clone().filter(|&head| head != own).collect();
    // The best first, so that few are looked at; equals by their place.
    others.sort_by(|&a, &b| score(b).total_cmp(&score(a)));
    let allowed = |&head: &usize| !is_under(head, word, heads) && !crosses(word, head, sentence, heads);
    let best = others.into_iter().filter(allowed).take(HEADS);
    out.extend(best.map(|head| Way { word, head, loss: score(own) - score(head) }));
}

/// Whether an arc between `word` and `head` would cross another or go over the root: that is rare in English.
fn crosses(word: usize, head: usize, sentence: &Range<usize>, heads: &[Option<usize>]) -> bool {
    let (from, to) = (word.min(head), word.max(head));
    let inside = |w: usize| from < w && w < to;
    let outside = |w: usize| w < from || to < w;
    let crossing = |w: usize, h: usize| inside(w) && outside(h) || outside(w) && inside(h);
    sentence.clone().filter(|&w| w != word).any(|w| heads[w].map_or(inside(w), |h| crossing(w, h)))
}

/// Whether `word` is `top` or hangs under it.
fn is_under(word: usize, top: usize, heads: &[Option<usize>]) -> bool {
    let mut at = Some(word);
    while let Some(word) = at {
        if word == top {
            return true;
        }
        at = heads[word];
    }
    false
}

/// The cheapest of `ways`, with the relation that the word then has; `labels` has a row for each way.
pub fn cheapest(
    sentence: &Range<usize>,
    heads: &[Option<usize>],
    deprels: &[Deprel],
    tags: &[(Upos, Xpos)],
    ways: &[Way],
    labels: &[f32],
) -> Option<(Way, Deprel)> {
    let mut found: Option<(f32, Way, Deprel)> = None;
    for (way, row) in ways.iter().zip(labels.chunks_exact(Deprel::ALL.len())) {
        let under = |head: usize, wanted: &dyn Fn(usize) -> bool| {
            sentence.clone().any(|w| w != way.word && heads[w] == Some(head) && wanted(w))
        };
        let (upos, xpos) = tags[way.word];
        let relative = matches!(xpos, Xpos::Wdt | Xpos::Wp);
        let joined = under(way.word, &|w| deprels[w] == Deprel::Cc);
        // "Paid the court his fine": no word goes with a noun over its determiner.
        let determiner = |w: usize| {
            let possessive = deprels[w] == Deprel::NmodPoss && tags[w].0 == Upos::Pron;
            possessive || matches!(deprels[w], Deprel::Det | Deprel::Nummod)
        };
        let over = under(way.head, &|w| way.word < w && w < way.head && determiner(w));
        let allowed = |deprel: Deprel| {
            let free = class(deprel).is_none_or(|own| !under(way.head, &|w| class(deprels[w]) == Some(own)));
            let fits = match deprel {
                // "That" or "who" for somebody is no adverb, and in a phrase only where a preposition is left behind.
                Deprel::Mark | Deprel::Advmod | Deprel::OblUnmarked | Deprel::Xcomp if relative => false,
                Deprel::Obl if relative => under(way.head, &|w| way.head < w && tags[w].0 == Upos::Adp),
                Deprel::Compound | Deprel::NmodDesc | Deprel::Amod => !over,
                // A second subject is hardly ever that of an outer clause.
                Deprel::NsubjOuter | Deprel::CsubjOuter => false,
                _ => true,
            };
            free && fits && tagset::fits(upos, deprel) && (deprel == Deprel::Conj || !joined)
        };
        let (Some((_, top)), Some((at, score))) =
            (tagset::best_relation(row, |_| true), tagset::best_relation(row, allowed))
        else {
            continue;
        };
        let (deprel, loss) = (Deprel::ALL[at], way.loss + top - score);
        if found.as_ref().is_none_or(|(least, ..)| loss < *least) {
            found = Some((loss, *way, deprel));
        }
    }
    found.map(|(_, way, deprel)| (way, deprel))
}

#[cfg(test)]
mod tests {
    use super::*;

    const N: usize = Deprel::ALL.len();

    /// Scores of relations of which some are given.
    fn row(given: &[(Deprel, f32)]) -> Vec<f32> {
        let mut row = vec![-20.0; N];
        given.iter().for_each(|&(deprel, score)| row[deprel as usize] = score);
        row
    }

    /// "Kim told reporters Roe left": the network hung "reporters" from "left" as a second subject.
    const HEADS: [Option<usize>; 5] = [Some(1), None, Some(4), Some(4), Some(1)];
    const DEPRELS: [Deprel; 5] = [Deprel::Nsubj, Deprel::Root, Deprel::Nsubj, Deprel::Nsubj, Deprel::Ccomp];

    #[test]
    fn two_subjects_of_one_verb_are_rivals() {
        let mut slots = Vec::new();
        rivals(0..5, &HEADS, &DEPRELS, &mut slots);
        assert_eq!(slots.iter().map(|slot| slot.2).collect::<Vec<_>>(), [2, 3]);
        rivals(0..5, &HEADS, &[Deprel::Dep; 5], &mut slots);
        assert!(slots.is_empty(), "there may be many of others");
    }

    #[test]
    fn a_word_hangs_elsewhere_without_a_cycle_or_a_crossing() {
        let mut found = Vec::new();
        ways(2, &(0..5), &HEADS, &[0.0, 9.0, 3.0, 0.0, 1.0, 4.0], &mut found);
        let heads: Vec<(usize, f32)> = found.iter().map(|way| (way.head, way.loss)).collect();
        // Not "Kim": that would go over the root. The word itself is no head.
        assert_eq!(heads, [(4, 0.0), (1, 1.0), (3, 3.0)]);
    }

    #[test]
    fn the_cheapest_change_is_taken() {
        let tags = [(Upos::Noun, Xpos::Nns); 5];
        let way = |word, head, loss| Way { word, head, loss };
        let ways = [way(2, 4, 0.0), way(2, 1, 1.0), way(3, 4, 0.0)];
        let labels = |other: f32| {
            let subject = row(&[(Deprel::Nsubj, 9.0), (Deprel::Obj, other)]);
            [subject.clone(), row(&[(Deprel::Iobj, 5.0)]), subject].concat()
        };
        let take = |labels: &[f32]| cheapest(&(0..5), &HEADS, &DEPRELS, &tags, &ways, labels);
        assert_eq!(take(&labels(0.0)), Some((ways[1], Deprel::Iobj)), "another head costs 1, another label 9");
        assert_eq!(take(&labels(8.5)), Some((ways[0], Deprel::Obj)));
    }
}
