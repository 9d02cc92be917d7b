//! From trained parameters to the model that is shipped: the lexicon of forms, bytes instead of floats.

use super::Settings;
use super::data::{Example, Vectors};
use crate::model::{FORMAT, Header, Model, Tensor, Values};
use crate::syntax::features::{key, normal};
use crate::syntax::network::Weights;
use crate::syntax::{FEATURE_VERSION, GROUPS, Lexicon, label_sets};
use crate::{Error, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The forms that the network is to know: frequent in the first of `sets`, and with a vector in all of them; then forms
/// that look like words or names, until there are as many as the settings say.
pub fn lexicon(settings: &Settings, sets: &[Vec<Example>], vectors: &Vectors) -> Lexicon {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for form in sets.iter().take(1).flatten().flat_map(|e| &e.forms) {
        *counts.entry(normal(form).to_lowercase()).or_default() += 1;
    }
    let known: BTreeSet<u32> = counts.iter().filter(|(_, n)| **n >= 2).map(|(form, _)| key(form)).collect();
    let mut chosen: BTreeMap<u32, u16> = BTreeMap::new();
    let add = |form: &str, chosen: &mut BTreeMap<u32, u16>| {
        if let Some(&row) = vectors.forms.get(form) {
            chosen.entry(key(form)).or_insert(row);
        }
    };
    for form in sets.iter().flatten().flat_map(|e| &e.forms) {
        let form = normal(form);
        add(&form, &mut chosen);
        add(&form.to_lowercase(), &mut chosen);
    }
    // The rest by how word-like they are, then by spelling: the list of forms has no frequencies. A capitalized form
    // with the vector of its lower-cased one needs no row, as the decoder falls back on that.
    let mut rest: Vec<(u8, &String)> = vectors.forms.keys().filter_map(|f| Some((plain(f)?, f))).collect();
    rest.sort();
    for (_, form) in rest {
        if chosen.len() >= settings.forms {
            break;
        }
        let lower = form.to_lowercase();
        let alike = vectors.forms.get(&lower) == vectors.forms.get(form);
        add(if alike { &lower } else { form }, &mut chosen);
    }
    let flat: Vec<f32> = vectors.rows.iter().flatten().copied().collect();
    let Values::Byte { scales, bytes } = Tensor::quantized(&flat, settings.vector).values else {
        return Lexicon::default();
    };
    Lexicon {
        known: known.into_iter().collect(),
        keys: chosen.keys().copied().collect(),
        rows: chosen.values().copied().collect(),
        width: settings.vector,
        scales,
        vectors: bytes,
        groups: Vec::new(),
    }
}

/// How early a form is to be chosen: words, capitalized (names) or not, before acronyms; none for other strings.
fn plain(form: &str) -> Option<u8> {
    let mut letters = form.chars();
    let first = letters.next()?;
    let length = form.chars().count();
    if !form.chars().all(|c| c.is_ascii_alphabetic()) || !(2..=16).contains(&length) {
        return None;
    }
    match (first.is_uppercase(), letters.all(char::is_lowercase)) {
        (_, true) => Some(0),
        (true, false) if length <= 6 && form.chars().all(char::is_uppercase) => Some(1),
        _ => None,
    }
}

/// The model in the file at `path`.
///
/// # Errors
/// The file cannot be read, or is no model of this program.
pub fn read(path: &Path) -> Result<Model> {
    Model::read(&std::fs::read(path).map_err(|e| Error::io(path, e))?)
}

/// The mean of the networks of `first` and `rest`, which come of runs that began with one model: what they have in common
/// is what they learnt, and much of what sets them apart is chance (Wortsman et al. 2022, \"Model soups\").
///
/// # Errors
/// [`Error::Model`] where they know other forms or have other sizes.
pub fn mean(mut first: Model, rest: &[Model]) -> Result<Model> {
    // Labeller and groups are made anew.
    first.tensors.retain(|name, _| !name.starts_with("labeller.") && name != GROUPS);
    let is_lexicon = |name: &str| name.starts_with("lexicon.");
    let kin = |other: &Model| {
        first.header.shape == other.header.shape
            && first
                .tensors
                .iter()
                .filter(|(name, _)| is_lexicon(name))
                .all(|(name, t)| other.tensors.get(name) == Some(t))
    };
    if !rest.iter().all(kin) {
        return Err(Error::Model("models of which the mean is taken must have begun with one model".into()));
    }
    for (name, tensor) in first.tensors.iter_mut().filter(|(name, _)| !is_lexicon(name)) {
        let mut sum = tensor.floats();
        for other in rest {
            sum.iter_mut().zip(other.tensor(name)?.floats()).for_each(|(sum, value)| *sum += value);
        }
        let mean: Vec<f32> = sum.into_iter().map(|sum| sum / (1 + rest.len()) as f32).collect();
        *tensor = match tensor.values {
            Values::Byte { .. } => Tensor::quantized(&mean, tensor.columns),
            _ => Tensor { columns: tensor.columns, values: Values::Float(mean) },
        };
    }
    let seeds = rest.iter().filter_map(|model| model.header.provenance.get("seed"));
    let seeds: String = seeds.flat_map(|seed| [", ", seed]).collect();
    first.header.provenance.entry("seed".to_owned()).and_modify(|own| own.push_str(&seeds));
    Ok(first)
}

/// The model of `weights`.
pub fn model(settings: &Settings, weights: &Weights, lexicon: &Lexicon) -> Model {
    let layout = &weights.layout;
    let mut tensors = weights.tensors();
    let list = |values| Tensor { columns: 1, values };
    tensors.insert("lexicon.known".into(), list(Values::Key(lexicon.known.clone())));
    tensors.insert("lexicon.keys".into(), list(Values::Key(lexicon.keys.clone())));
    tensors.insert("lexicon.rows".into(), list(Values::Index(lexicon.rows.clone())));
    let vectors = Values::Byte { scales: lexicon.scales.clone(), bytes: lexicon.vectors.clone() };
    tensors.insert("lexicon.vectors".into(), Tensor { columns: lexicon.width, values: vectors });
    let provenance = [
        ("trainer", format!("demarche {}", env!("CARGO_PKG_VERSION"))),
        ("seed", settings.seed.to_string()),
        ("epochs", settings.epochs.to_string()),
        ("polish", settings.polish.to_string()),
        ("batch", settings.batch.to_string()),
        ("rate", settings.rate.to_string()),
        ("dropout", settings.dropout.to_string()),
        ("word dropout", settings.word_dropout.to_string()),
        ("silver", settings.silver.to_string()),
        ("extra words", settings.extra_words.to_string()),
    ];
    let header = Header {
        format: FORMAT,
        features: FEATURE_VERSION,
        labels: label_sets(),
        shape: layout.shape.sizes(),
        provenance: provenance.into_iter().map(|(k, v)| (k.to_owned(), v)).collect(),
        tensors: Vec::new(),
    };
    Model { header, tensors }
}
