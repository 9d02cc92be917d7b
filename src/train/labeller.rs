//! Learning the linear labeller of names ([`Labeller`](crate::syntax::Labeller)). In: sentences whose names people
//! annotated; out: weights by feature. Multinomial logistic regression over the words that could be in a name, by AdaGrad
//! (Duchi et al. 2011): one pass after another in a random order, with features left out at random (Srivastava et al. 2014),
//! so that none is relied on that new text lacks; the weights' mean over the last passes and over some runs is kept.

use super::data::Example;
use crate::gazetteer::Gazetteer;
use crate::syntax::Lexicon;
use crate::syntax::labeller::{Sentence, Spelling};
use crate::syntax::network::NAME_TAGS;
use crate::tensor::softmax;
use rand::seq::SliceRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use rand_pcg::Pcg64;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};

const PASSES: usize = 12;
const RATE: f32 = 0.1;
/// How much every use of a weight pulls it towards zero.
const DECAY: f32 = 2e-4;
/// Features of fewer words are left out.
const LEAST: usize = 3;
/// Share of features that each use of a word leaves out.
const LEFT_OUT: f32 = 0.7;
/// What a word counts whose names a machine tagged, beside one that people did.
const MACHINE: f32 = 0.1;
/// Runs whose mean is kept.
const RUNS: u64 = 3;
/// Features none of whose weights is larger are left out.
const SMALL: f32 = 0.1;

/// One word to learn from: its features, by number, its tag, and what it counts.
struct Case {
    features: Vec<u32>,
    tag: usize,
    weight: f32,
}

/// Weights of each feature, by key.
pub fn learn(
    examples: &[&Example],
    gazetteer: &Gazetteer,
    lexicon: &Lexicon,
    seed: u64,
) -> BTreeMap<u32, [f32; NAME_TAGS]> {
    let (cases, keys) = cases(examples, gazetteer, lexicon);
    let runs: Vec<_> = (0..RUNS).into_par_iter().map(|run| weights(&cases, keys.len(), seed + run)).collect();
    // Each use saw so much of what the decoder sums up.
    let share = (1.0 - LEFT_OUT) / RUNS as f32;
    let mean = |row: usize| std::array::from_fn(|tag| share * runs.iter().map(|run| run[row][tag]).sum::<f32>());
    let large = |row: &[f32; NAME_TAGS]| row.iter().any(|weight| weight.abs() > SMALL);
    keys.into_iter().enumerate().map(|(row, key)| (key, mean(row))).filter(|(_, row)| large(row)).collect()
}

/// The weights of `features` features that one run learns.
fn weights(cases: &[Case], features: usize, seed: u64) -> Vec<[f32; NAME_TAGS]> {
    let mut weights = vec![[0.0f32; NAME_TAGS]; features];
    let mut squares = vec![[1e-3f32; NAME_TAGS]; features];
    let mut mean = vec![[0.0f32; NAME_TAGS]; features];
    let mut random = Pcg64::seed_from_u64(seed);
    let mut order: Vec<usize> = (0..cases.len()).collect();
    let mut used = Vec::new();
    for pass in 0..PASSES {
        order.shuffle(&mut random);
        for &case in &order {
            let case = &cases[case];
            used.clear();
            used.extend(
                case.features.iter().map(|&feature| feature as usize).filter(|_| random.random::<f32>() >= LEFT_OUT),
            );
            let mut scores = [0.0; NAME_TAGS];
            for &feature in &used {
                scores.iter_mut().zip(&weights[feature]).for_each(|(score, weight)| *score += weight);
            }
            softmax(&mut scores);
            scores[case.tag] -= 1.0;
            for &feature in &used {
                let (weights, squares) = (&mut weights[feature], &mut squares[feature]);
                for tag in 0..NAME_TAGS {
                    let slope = case.weight * scores[tag] + DECAY * weights[tag];
                    squares[tag] += slope * slope;
                    weights[tag] -= RATE * slope / squares[tag].sqrt();
                }
            }
        }
        if pass >= PASSES / 2 {
            let share = 1.0 / (PASSES - PASSES / 2) as f32;
            let all = mean.as_flattened_mut().iter_mut().zip(weights.as_flattened());
            all.for_each(|(mean, weight)| *mean += share * weight);
        }
    }
    mean
}

/// Whether `form` has a capital letter, as names have.
fn has_capital(form: &str) -> bool {
    form.chars().any(char::is_uppercase)
}

/// The words to learn from, and the key of each feature.
fn cases(examples: &[&Example], gazetteer: &Gazetteer, lexicon: &Lexicon) -> (Vec<Case>, Vec<u32>) {
    let mut all: Vec<Case> = Vec::new();
    let mut counts: HashMap<u32, usize> = HashMap::new();
    for example in examples {
        let Some(tags) = &example.names else { continue };
        let forms: Vec<&str> = example.forms.iter().map(String::as_str).collect();
        let evidence = gazetteer.features(&forms);
        let spelled = forms.iter().zip(evidence).map(|(form, bits)| Spelling::new(form, bits, lexicon.groups(form)));
        let spelled: Vec<Spelling> = spelled.collect();
        let spelled: Vec<&Spelling> = spelled.iter().collect();
        let sentence = Sentence::new(&spelled);
        for (at, &tag) in tags.iter().enumerate() {
            let near = forms.iter().take(at + 2).skip(at.saturating_sub(1)).any(|form| has_capital(form));
            if near || tag != 0 {
                let mut features = Vec::new();
                sentence.features(at, |key| features.push(key));
                features.iter().for_each(|&key| *counts.entry(key).or_default() += 1);
                all.push(Case { features, tag, weight: if example.machine { MACHINE } else { 1.0 } });
            }
        }
    }
    let mut keys: Vec<u32> = counts.into_iter().filter(|(_, count)| *count >= LEAST).map(|(key, _)| key).collect();
    keys.sort_unstable();
    let number = |key: u32| keys.binary_search(&key).ok().map(|number| number as u32);
    let cases = all.into_iter().map(|case| {
        let features = case.features.into_iter().filter_map(number).collect();
        Case { features, ..case }
    });
    (cases.collect(), keys)
}
