//! Learning the network from treebanks and name corpora. In: folders of data, settings with a seed; out: a [`Model`] and
//! its scores on the development data.
//!
//! The trainer borrows the decoder's features and layers ([`crate::syntax::features`], [`crate::syntax::network`]) and
//! adds the gradient, the optimizer and the data. Same data, settings and seed give the same bytes on any number of
//! threads: a step is always cut into the same shards, and their gradients are added in order.

pub mod backward;
pub mod card;
mod checkpoint;
pub mod data;
pub mod groups;
pub mod labeller;
mod misread;
mod optimize;
mod pack;
mod settings;
pub mod splitter;

use crate::evaluate::{Beneath, FileReport, evaluate_file};
use crate::gazetteer::{FEATURE_BITS, Gazetteer};
use crate::model::{Model, Tensor, Values};
use crate::syntax::network::{Activations, Batch, Dropout, Layout, Weights};
use crate::syntax::{DIVISIONS, GROUPS, Labeller, Lexicon, Parser, Shape, conllu};
use crate::{Error, Result};
use backward::{Answers, Pass, Turned};
use checkpoint::Checkpoint;
use data::{Example, Vectors};
use optimize::Adam;
use rand::seq::SliceRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use rand_pcg::Pcg64;
use rayon::prelude::*;

pub use settings::Settings;

/// Shards of a step: fixed, so that the order of sums is.
const SHARDS: usize = 2;
/// The labeller of names learns from the first of so many sentences of machine-tagged names.
const SILVER: usize = 3;
/// Longer sentences are left out of training.
const LONGEST: usize = 180;

/// What training gives.
#[derive(Debug, Clone)]
pub struct Trained {
    /// The model, quantized as it will be shipped.
    pub model: Model,
    /// The weights of the sentence splitter, as `src/model/splitter.tsv` has them.
    pub splitter: String,
    /// Its scores on each file of development data.
    pub scores: Vec<FileReport>,
}

/// Everything read from the data folder.
struct Corpus {
    /// Sentences with trees, more with names alone, extra trees, machine-tagged names, and misread trees.
    sets: [Vec<Example>; 5],
    vectors: Vectors,
}

impl Corpus {
    fn read(settings: &Settings) -> Result<Self> {
        let folder = |name: &str| settings.data.join(name);
        let (treebank, names) = (folder("treebank"), folder("names"));
        let (mut trees, mut extra) = (Vec::new(), Vec::new());
        for path in data::files(&treebank, |n| n.ends_with("_train.conllu"))? {
            trees.extend(data::treebank(&path)?);
        }
        for path in &settings.extra {
            extra.extend(data::treebank(path)?);
        }
        if trees.is_empty() {
            return Err(Error::input(treebank, None, "no *_train.conllu file with sentences in it"));
        }
        let (mut more, mut silver) = (Vec::new(), Vec::new());
        for path in data::files(&names, data::is_training)? {
            if data::is_silver(&path) {
                silver.extend(data::silver(&path)?);
            } else {
                more.extend(data::names(&path)?);
            }
        }
        let more = data::join(&mut trees, more);
        let more = data::join(&mut extra, more);
        let vectors = data::vectors(&folder("vectors"), settings.vector)?;
        let misread = if settings.misread > 0 { misread::misread(&treebanks(settings)?) } else { Vec::new() };
        Ok(Self { sets: [trees, more, extra, silver, misread], vectors })
    }
}

/// One sentence and its gazetteer evidence.
#[derive(Clone, Copy)]
struct Prepared<'a> {
    example: &'a Example,
    bits: &'a [u64],
}

/// Trains a network. `report` gets a line of progress now and then.
///
/// # Errors
/// Where data cannot be read, or the folder has no training sentences.
pub fn train(settings: &Settings, gazetteer: &Gazetteer, report: &mut dyn FnMut(&str)) -> Result<Trained> {
    if let Some(kept) = &settings.keep {
        return finish(settings, pack::read(kept)?, gazetteer);
    }
    if let [first, rest @ ..] = settings.average.as_slice() {
        let rest = rest.iter().map(|path| pack::read(path)).collect::<Result<Vec<_>>>()?;
        return finish(settings, pack::mean(pack::read(first)?, &rest)?, gazetteer);
    }
    let corpus = Corpus::read(settings)?;
    let shape = Shape {
        width: settings.width,
        hidden: settings.width,
        vector: settings.vector,
        bits: FEATURE_BITS,
        names: 64,
        arcs: 96,
        labels: 96,
        sources: data::SOURCES.len(),
    };
    let (mut weights, lexicon) = match &settings.start {
        Some(start) => {
            let model = pack::read(start)?;
            (Weights::read(Layout::new(shape), &model)?, Lexicon::read(&model, shape.vector)?)
        }
        None => (
            initial(Layout::new(shape), &mut Pcg64::seed_from_u64(settings.seed)),
            pack::lexicon(settings, &corpus.sets, &corpus.vectors),
        ),
    };
    let [trees, names, extra, silver, misread] = corpus.sets.each_ref().map(Vec::len);
    let parameters = weights.flat.len();
    report(&format!(
        "sentences: {trees} with trees, {names} more with names, {extra} parsed, {silver} tagged, {misread} misread; \
         {parameters} parameters"
    ));
    let evidence = corpus.sets.each_ref().map(|examples| {
        let forms = |e: &Example| gazetteer.features(&e.forms.iter().map(String::as_str).collect::<Vec<_>>());
        examples.par_iter().map(forms).collect::<Vec<_>>()
    });
    let [trees, names, extra, silver, misread] = [0, 1, 2, 3, 4].map(|set| -> Vec<Prepared> {
        let all = corpus.sets[set].iter().zip(&evidence[set]);
        all.filter(|(e, _)| e.forms.len() <= LONGEST).map(|(example, bits)| Prepared { example, bits }).collect()
    });
    let always = words(&trees) + words(&names);
    let sampled = settings.extra_words.min(words(&extra))
        + settings.silver.min(words(&silver))
        + settings.misread.min(words(&misread));
    let steps = (always + sampled).div_ceil(settings.batch) * settings.epochs;
    let mut adam = Adam::new(weights.flat.len(), settings.rate, steps);
    let mut first = 1;
    if let Some(kept) = Checkpoint::read(settings, parameters)? {
        first = kept.epoch + 1;
        report(&format!("taken up after epoch {}", kept.epoch));
        kept.restore(&mut weights, &mut adam);
    }
    for epoch in first..=settings.epochs {
        // Each epoch draws from a stream of its own, so that one can be taken up without those before it.
        let mut random = Pcg64::seed_from_u64(settings.seed.wrapping_add((epoch as u64) << 32));
        let mut order = [trees.as_slice(), &names].concat();
        order.extend(sample(&extra, settings.extra_words, &mut random));
        order.extend(sample(&silver, settings.silver, &mut random));
        order.extend(sample(&misread, settings.misread, &mut random));
        order.shuffle(&mut random);
        let loss = pass(settings, &lexicon, &mut weights, &mut adam, &order, None, &mut random);
        Checkpoint::write(settings, epoch, &weights, &adam)?;
        let mut line = format!("epoch {epoch} of {}: loss a word {:.4}", settings.epochs, loss);
        if epoch % 5 == 0 && epoch < settings.epochs {
            let parser = Parser::from_parts(&adam.averaged(&weights), lexicon.clone())?;
            for scores in measure(settings, &parser, gazetteer)? {
                line.push_str(&summary(&scores));
            }
        }
        report(&line);
    }
    let gold = |p: &&Prepared| p.example.names.is_some() && !p.example.machine;
    let gold: Vec<Prepared> = trees.iter().chain(&names).filter(gold).copied().collect();
    // Where the network is kept as it began, there is no mean of its steps.
    let weights = if settings.epochs == 0 { weights } else { adam.averaged(&weights) };
    let weights = polish(settings, &lexicon, weights, &gold, &silver);
    finish(settings, pack::model(settings, &weights, &lexicon), gazetteer)
}

/// Teaches the labeller of names, puts it into `model`, and measures the whole.
fn finish(settings: &Settings, mut model: Model, gazetteer: &Gazetteer) -> Result<Trained> {
    let mut examples = Vec::new();
    for path in data::files(&settings.data.join("names"), data::is_training)? {
        match data::is_silver(&path) {
            true => examples.extend(data::silver(&path)?.into_iter().step_by(SILVER)),
            false => examples.extend(data::names(&path)?.into_iter().filter(|example| !example.machine)),
        }
    }
    let examples: Vec<&Example> = examples.iter().collect();
    let vectors = model.tensor("lexicon.vectors")?;
    let (width, groups) = (vectors.columns, groups::groups(&vectors.floats(), vectors.columns, settings.seed));
    model.tensors.insert(GROUPS.to_owned(), Tensor { columns: DIVISIONS, values: Values::Index(groups) });
    let lexicon = Lexicon::read(&model, width)?;
    model.tensors.extend(Labeller::tensors(&labeller::learn(&examples, gazetteer, &lexicon, settings.seed)));
    let scores = measure(settings, &Parser::new(&model)?, gazetteer)?;
    Ok(Trained { model, splitter: split(settings)?, scores })
}

/// The name layer alone learns on, the rest of the network held: machine-tagged names have taught it much, and people's
/// have the last word.
fn polish(
    settings: &Settings,
    lexicon: &Lexicon,
    mut weights: Weights,
    gold: &[Prepared],
    silver: &[Prepared],
) -> Weights {
    /// Of the highest rate of the shared run.
    const RATE: f32 = 0.3;
    let learns = weights.layout.of_names();
    let sampled = settings.silver.min(words(silver));
    let steps = (words(gold) + sampled).div_ceil(settings.batch) * settings.polish;
    let mut adam = Adam::new(weights.flat.len(), settings.rate * RATE, steps);
    for epoch in 0..settings.polish {
        let mut random = Pcg64::seed_from_u64(!settings.seed.wrapping_add((epoch as u64) << 32));
        let mut order = gold.to_vec();
        order.extend(sample(silver, settings.silver, &mut random));
        order.shuffle(&mut random);
        pass(settings, lexicon, &mut weights, &mut adam, &order, Some(&learns), &mut random);
    }
    if settings.polish == 0 { weights } else { adam.averaged(&weights) }
}

/// One pass over `order`, step by step; `learns` tells which parameters do, all if there is none. Gives the mean loss of a
/// word.
fn pass(
    settings: &Settings,
    lexicon: &Lexicon,
    weights: &mut Weights,
    adam: &mut Adam,
    order: &[Prepared],
    learns: Option<&[bool]>,
    random: &mut Pcg64,
) -> f32 {
    let (mut loss, mut from) = (0.0, 0);
    while from < order.len() {
        let (mut to, mut size) = (from, 0);
        while to < order.len() && size < settings.batch {
            size += order[to].example.forms.len();
            to += 1;
        }
        loss += step(settings, lexicon, weights, adam, &order[from..to], learns, random.random());
        from = to;
    }
    loss / words(order) as f32
}

/// Number of words of `set`.
fn words(set: &[Prepared]) -> usize {
    set.iter().map(|p| p.example.forms.len()).sum()
}

/// Some of `set`, drawn at random without repetition, until they have about `most` words.
fn sample<'a>(set: &[Prepared<'a>], most: usize, random: &mut Pcg64) -> Vec<Prepared<'a>> {
    let mut drawn = set.to_vec();
    drawn.shuffle(random);
    let mut taken = 0;
    let enough = drawn.iter().position(|prepared| {
        taken += prepared.example.forms.len();
        taken >= most
    });
    drawn.truncate(enough.map_or(drawn.len(), |last| last + 1));
    drawn
}

/// The documents of the training treebanks.
fn treebanks(settings: &Settings) -> Result<Vec<conllu::Treebank>> {
    let mut treebanks = Vec::new();
    for path in data::files(&settings.data.join("treebank"), |n| n.ends_with("_train.conllu"))? {
        treebanks.extend(conllu::read(&path.display().to_string(), &data::read_text(&path)?)?);
    }
    Ok(treebanks)
}

/// Learns the splitter's weights from the treebanks and, where the data folder has any, from text of a sentence a line.
///
/// # Errors
/// Where data cannot be read.
pub fn split(settings: &Settings) -> Result<String> {
    /// Lines of text: more would drown the treebanks.
    const LINES: usize = 30_000;
    let mut treebanks = treebanks(settings)?;
    let text = settings.data.join("text");
    if text.is_dir() {
        for path in data::files(&text, |n| n.ends_with("_sentences.txt"))? {
            let lines: String = data::read_text(&path)?.lines().take(LINES).flat_map(|line| [line, "\n"]).collect();
            treebanks.push(splitter::from_lines(&lines));
        }
    }
    let learnt = splitter::learn(&treebanks, &splitter::Options::default());
    Ok(splitter::write(
        &learnt,
        "Weights of the sentence splitter, in hundredths: cue, tab, weight. The card is english.md.",
    ))
}

/// Scores on the development files of the data folder.
fn measure(settings: &Settings, parser: &Parser, gazetteer: &Gazetteer) -> Result<Vec<FileReport>> {
    let mut files = data::files(&settings.data.join("treebank"), |n| n.ends_with("_dev.conllu"))?;
    files.extend(data::files(&settings.data.join("names"), |n| n.ends_with("_dev.iob2"))?);
    files.par_iter().map(|f| evaluate_file(f, &|document, text| parser.parse(document, text, gazetteer))).collect()
}

/// The scores that tell how a run is doing, on gold tokens.
fn summary(scores: &FileReport) -> String {
    let stem = scores.file.rsplit('/').next().unwrap_or_default();
    let mut line = format!("; {stem}:");
    for layer in ["upos", "las", "names"] {
        if let Some(score) = scores.score(layer, Beneath::GoldTokens) {
            line.push_str(&format!(" {layer} {:.2}", score.f1()));
        }
    }
    line
}

/// One step of the optimizer over `chosen`; gives the sum of the words' losses.
fn step(
    settings: &Settings,
    lexicon: &Lexicon,
    weights: &mut Weights,
    adam: &mut Adam,
    chosen: &[Prepared],
    learns: Option<&[bool]>,
    seed: u64,
) -> f32 {
    let words = words(chosen);
    let turned = Turned::new(weights);
    let shared = &*weights;
    let results: Vec<(f32, Vec<f32>)> = shards(chosen, words)
        .into_par_iter()
        .enumerate()
        .map(|(number, shard)| {
            let mut random = Pcg64::seed_from_u64(seed.wrapping_add(number as u64));
            let (batch, answers) = assemble(settings, lexicon, shard, &mut random);
            let mut gradient = vec![0.0; shared.flat.len()];
            if batch.is_empty() {
                return (0.0, gradient);
            }
            let dropout = masks(settings, shared.layout.shape, batch.len(), &mut random);
            let mut pass = Pass {
                weights: shared,
                turned: &turned,
                batch: &batch,
                answers: &answers,
                dropout: Some(&dropout),
                share: 1.0 / words as f32,
                gradient: &mut gradient,
            };
            let loss = pass.run(&mut Activations::default());
            (loss, gradient)
        })
        .collect();
    let loss = results.iter().map(|(loss, _)| loss).sum();
    let sum = results.into_iter().map(|(_, gradient)| gradient).reduce(|mut sum, gradient| {
        sum.par_chunks_mut(1 << 16).zip(gradient.par_chunks(1 << 16)).for_each(|(s, g)| {
            s.iter_mut().zip(g).for_each(|(s, g)| *s += g);
        });
        sum
    });
    if let Some(mut gradient) = sum {
        for (value, _) in gradient.iter_mut().zip(learns.unwrap_or_default()).filter(|(_, learns)| !**learns) {
            *value = 0.0;
        }
        adam.step(weights, &gradient);
    }
    loss
}

/// Cuts `chosen` between sentences into [`SHARDS`] parts of about as many words.
fn shards<'a, 'b>(chosen: &'a [Prepared<'b>], words: usize) -> Vec<&'a [Prepared<'b>]> {
    let mut cuts = vec![0];
    let mut count = 0;
    for (i, prepared) in chosen.iter().enumerate() {
        count += prepared.example.forms.len();
        if count * SHARDS >= words * cuts.len() && cuts.len() < SHARDS {
            cuts.push(i + 1);
        }
    }
    cuts.resize(SHARDS + 1, chosen.len());
    cuts.windows(2).map(|w| &chosen[w[0]..w[1]]).collect()
}

/// The batch and answers of some sentences, some words' own rows dropped.
fn assemble(settings: &Settings, lexicon: &Lexicon, chosen: &[Prepared], random: &mut Pcg64) -> (Batch, Answers) {
    let (mut batch, mut answers) = (Batch::default(), Answers::default());
    for prepared in chosen {
        let start = batch.len();
        for (form, &bits) in prepared.example.forms.iter().zip(prepared.bits) {
            lexicon.push(form, bits, &mut batch);
            if random.random::<f32>() < settings.word_dropout
                && let Some(rows) = batch.rows.last_mut()
            {
                rows[0] = 0;
            }
        }
        batch.sentences.push(start..batch.len());
        batch.sources.push(prepared.example.source);
        answers.push(prepared.example, start);
    }
    (batch, answers)
}

fn masks(settings: &Settings, shape: Shape, words: usize, random: &mut Pcg64) -> Dropout {
    let keep = 1.0 - settings.dropout;
    let widths = [shape.width, shape.width, 2 * shape.hidden, shape.width];
    Dropout {
        masks: widths.map(|width| {
            (0..words * width).map(|_| if random.random::<f32>() < keep { 1.0 / keep } else { 0.0 }).collect()
        }),
    }
}

/// Random parameters: matrices scaled by their inputs (Glorot and Bengio 2010), tables small, gains one, biases zero.
fn initial(layout: Layout, random: &mut Pcg64) -> Weights {
    let mut flat = vec![0.0f32; layout.len()];
    for (name, block) in &layout.blocks {
        let values = &mut flat[block.range()];
        let reach = if name.ends_with(".gain") {
            values.fill(1.0);
            continue;
        } else if layout.is_matrix(name) {
            (6.0 / (block.rows + block.columns) as f32).sqrt()
        } else if name.starts_with("table.") || ["bits", "arc_root", "label_root"].contains(&name.as_str()) {
            0.1
        } else {
            continue;
        };
        values.iter_mut().for_each(|v| *v = (random.random::<f32>() * 2.0 - 1.0) * reach);
    }
    // Forget gates start inclined to keep.
    for layer in layout.recurrent {
        let hidden = layout.shape.hidden;
        for gate in [hidden..2 * hidden, 4 * hidden..5 * hidden] {
            flat[layer.bias.range()][gate].fill(1.0);
        }
    }
    Weights::new(layout, flat)
}
