//! The trainer: gradients against finite differences, the same seed to the same bytes, and a toy language learnt.
#![cfg(feature = "train")]

use demarche::evaluate::Beneath;
use demarche::gazetteer::{FEATURE_BITS, Gazetteer};
use demarche::model::Model;
use demarche::syntax::network::{Activations, Batch, Layout, Weights};
use demarche::syntax::{Deprel, NameType, Parser, Shape, Upos, Xpos};
use demarche::train::backward::{Answers, Pass, Turned};
use demarche::train::data::{Example, Gold};
use demarche::train::{Settings, Trained, train};
use std::fmt::Write as _;
use std::path::Path;

/// A network small enough to try every parameter.
const TINY: Shape = Shape { width: 5, hidden: 4, vector: 3, bits: 4, names: 3, arcs: 4, labels: 3, sources: 2 };

fn noise(state: &mut u64) -> f32 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 40) as f32 / (1u64 << 24) as f32 - 0.5
}

fn example(heads: &[Option<usize>], names: Option<Vec<usize>>, source: usize) -> Example {
    let word = |(i, head): (usize, &Option<usize>)| Gold {
        upos: Upos::ALL[i % 17],
        xpos: Xpos::ALL[(i * 7) % 40],
        head: *head,
        deprel: if head.is_none() { Deprel::Root } else { Deprel::ALL[(i * 5) % 30] },
    };
    Example {
        forms: vec!["x".to_owned(); heads.len()],
        words: Some(heads.iter().enumerate().map(|at| Some(word(at))).collect()),
        names,
        source,
        machine: false,
    }
}

#[test]
fn the_gradient_is_that_of_finite_differences() {
    let layout = Layout::new(TINY);
    let mut state = 7;
    let flat: Vec<f32> = (0..layout.len()).map(|_| noise(&mut state)).collect();
    let examples = [
        example(&[Some(1), None, Some(1), Some(2)], Some(vec![0, 1, 2, 3]), 0),
        example(&[None, Some(0)], None, 1),
        Example { words: None, ..example(&[None, Some(0), Some(1)], Some(vec![5, 6, 0]), 1) },
    ];
    let (mut batch, mut answers) = (Batch::default(), Answers::default());
    for example in &examples {
        let start = batch.len();
        for word in 0..example.forms.len() {
            let row = |table: usize| ((start + word) * 3 + table) as u32 % 200;
            batch.rows.push(std::array::from_fn(row));
            batch.bits.push((word % 4) as u64 + 4);
            batch.vectors.extend((0..TINY.vector).map(|_| noise(&mut state)));
        }
        batch.sentences.push(start..batch.len());
        batch.sources.push(example.source);
        answers.push(example, start);
    }
    let run = |flat: &[f32], gradient: &mut [f32]| {
        let weights = Weights::new(layout.clone(), flat.to_vec());
        let turned = Turned::new(&weights);
        let (weights, turned, batch, answers) = (&weights, &turned, &batch, &answers);
        Pass { weights, turned, batch, answers, dropout: None, share: 1.0, gradient }.run(&mut Activations::default())
    };
    let mut gradient = vec![0.0; flat.len()];
    run(&flat, &mut gradient);
    let mut scratch = vec![0.0; flat.len()];
    let step = 2e-3;
    let mut tried = 0;
    for (name, block) in &layout.blocks {
        let used: Vec<usize> = block.range().filter(|&i| gradient[i] != 0.0).collect();
        assert!(!used.is_empty() || name.starts_with("table."), "no gradient reaches {name}");
        let mut wrong = 0;
        for &i in used.iter().step_by((used.len() / 40).max(1)) {
            let mut moved = flat.clone();
            moved[i] += step;
            let above = run(&moved, &mut scratch);
            moved[i] -= 2.0 * step;
            let below = run(&moved, &mut scratch);
            let expected = (above - below) / (2.0 * step);
            let error = (expected - gradient[i]).abs();
            // A step over a kink (maxout, a slope that changes at zero) may spoil a single difference.
            wrong += usize::from(error > 0.02 * expected.abs().max(0.3));
            tried += 1;
        }
        assert!(
            wrong * 20 <= used.len().clamp(20, 40),
            "{wrong} of about {} gradients of {name} are wrong",
            used.len()
        );
    }
    assert!(tried > 400, "only {tried} parameters were tried");
}

/// A language of three-word sentences: a name, a verb, a name.
fn write_toy(folder: &Path) {
    let (people, places) = (["Anna", "Boris", "Clara", "David"], ["Paris", "Oslo", "Lima", "Rome"]);
    let verbs = [("visits", "visit"), ("leaves", "leave"), ("praises", "praise")];
    let (mut conllu, mut iob2) = (String::new(), String::new());
    for (i, person) in people.iter().enumerate() {
        for (j, place) in places.iter().enumerate() {
            let (verb, lemma) = verbs[(i + j) % 3];
            writeln!(
                conllu,
                "1\t{person}\t{person}\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n2\t{verb}\t{lemma}\tVERB\tVBZ\t_\t0\troot\t_\t_\n\
                 3\t{place}\t{place}\tPROPN\tNNP\t_\t2\tobj\t_\tSpaceAfter=No\n4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n"
            )
            .unwrap();
            writeln!(iob2, "{person}\tB-PER\n{verb}\tO\n{place}\tB-LOC\n.\tO\n").unwrap();
        }
    }
    for sub in ["treebank", "names", "vectors"] {
        std::fs::create_dir_all(folder.join(sub)).unwrap();
    }
    for part in ["train", "dev"] {
        std::fs::write(folder.join(format!("treebank/toy_{part}.conllu")), &conllu).unwrap();
        std::fs::write(folder.join(format!("names/uner_toy_{part}.iob2")), &iob2).unwrap();
    }
    let header = format!("{{'descr': '<f4', 'fortran_order': False, 'shape': (2, 4), }}{}\n", " ".repeat(20));
    let mut npy = b"\x93NUMPY\x01\x00".to_vec();
    npy.extend((header.len() as u16).to_le_bytes());
    npy.extend(header.bytes());
    npy.extend([1.0f32, 0.0, 0.5, -0.5, 0.0, 1.0, -0.5, 0.5].iter().flat_map(|v| v.to_le_bytes()));
    std::fs::write(folder.join("vectors/toy.npy"), npy).unwrap();
    let rows = people.iter().map(|p| (p, 0)).chain(places.iter().map(|p| (p, 1)));
    let words: String = rows.map(|(form, row)| format!("{form}\t{row}\n")).collect();
    std::fs::write(folder.join("vectors/words.tsv"), words).unwrap();
}

fn train_toy(folder: &Path, seed: u64, threads: usize) -> Trained {
    let settings =
        Settings { data: folder.to_owned(), seed, epochs: 40, batch: 40, width: 16, vector: 4, ..Settings::default() };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| train(&settings, Gazetteer::embedded().unwrap(), &mut |_| {})).unwrap()
}

#[test]
fn a_toy_language_is_learnt_and_the_same_seed_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    write_toy(folder.path());
    let first = train_toy(folder.path(), 3, 1);
    let bytes = first.model.write();
    assert!(bytes == train_toy(folder.path(), 3, 2).model.write(), "the same seed gave other bytes on two threads");
    assert!(bytes != train_toy(folder.path(), 4, 2).model.write(), "another seed gave the same bytes");
    for (layer, floor) in [("las", 99.0), ("upos", 99.0), ("names", 95.0)] {
        let scores = first.scores.iter().filter_map(|file| file.score(layer, Beneath::GoldTokens));
        let score = scores.map(|s| s.f1()).next().unwrap();
        assert!(score >= floor, "{layer} {score}");
    }
    let model = Model::read(&bytes).unwrap();
    assert_eq!(model.header.shape["bits"], FEATURE_BITS);
    let parser = Parser::new(&model).unwrap();
    let tree = &parser.parse_forms(&[vec!["Clara", "leaves", "Rome", "."]], Gazetteer::embedded().unwrap())[0];
    assert_eq!(tree.word(0).deprel, Deprel::Nsubj);
    assert_eq!(tree.word(2).head, Some(1));
}

#[test]
fn a_run_that_was_stopped_goes_on_to_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    write_toy(folder.path());
    let state = folder.path().join("state");
    let stopped = folder.path().join("stopped");
    let settings = Settings { data: folder.path().to_owned(), epochs: 6, width: 16, vector: 4, ..Settings::default() };
    let kept = Settings { checkpoint: Some(state.clone()), ..settings.clone() };
    let mut keep = |line: &str| {
        if line.starts_with("epoch 3 ") {
            std::fs::copy(&state, &stopped).unwrap();
        }
    };
    let whole = train(&kept, Gazetteer::embedded().unwrap(), &mut keep).unwrap();
    let mut lines = Vec::new();
    let resumed = Settings { checkpoint: Some(stopped.clone()), ..settings.clone() };
    let rest = train(&resumed, Gazetteer::embedded().unwrap(), &mut |line| lines.push(line.to_owned())).unwrap();
    assert!(rest.model.write() == whole.model.write(), "the second half of the run gave other bytes");
    assert!(lines.iter().any(|l| l == "taken up after epoch 3") && !lines.iter().any(|l| l.starts_with("epoch 2 ")));
    let other = Settings { checkpoint: Some(stopped), seed: 2, ..settings };
    let refused = train(&other, Gazetteer::embedded().unwrap(), &mut |_| {}).unwrap_err().to_string();
    assert!(refused.contains("other settings"), "{refused}");
}

/// A run that begins with a model goes on from what that has learnt; so it does from what such a model read and named.
#[test]
fn a_run_can_begin_with_a_model_and_learn_from_what_it_reads() {
    let folder = tempfile::tempdir().unwrap();
    write_toy(folder.path());
    let short = Settings {
        data: folder.path().to_owned(),
        epochs: 1,
        polish: 0,
        rate: 1e-4,
        misread: 1000,
        batch: 40,
        width: 16,
        vector: 4,
        ..Settings::default()
    };
    let score = |trained: &Trained| trained.scores[0].score("las", Beneath::GoldTokens).unwrap().f1();
    let train = |settings: &Settings| train(settings, Gazetteer::embedded().unwrap(), &mut |_| {}).unwrap();
    let whole = train_toy(folder.path(), 3, 1);
    let start = folder.path().join("start.bin");
    std::fs::write(&start, whole.model.write()).unwrap();
    let read = folder.path().join("read.conllu");
    // "Anna praises Zed" is in no treebank; the names stand in the last column.
    let row = |id: usize, form: &str, tags: &str, head: usize, rel: &str, misc: &str| {
        format!("{id}\t{form}\t_\t{tags}\t_\t{head}\t{rel}\t_\t{misc}\n")
    };
    let sentence = row(1, "Anna", "PROPN\tNNP", 2, "nsubj", "Name=B-ORG")
        + &row(2, "praises", "VERB\tVBZ", 0, "root", "_")
        + &row(3, "Zed", "PROPN\tNNP", 2, "obj", "Name=B-ORG");
    std::fs::write(&read, format!("{sentence}\n").repeat(30)).unwrap();
    let begun = train(&Settings { start: Some(start.clone()), extra: vec![read], ..short.clone() });
    assert!(score(&begun) > 99.0, "{}", score(&begun));
    assert!(score(&train(&short)) < 60.0, "one pass teaches little");
    let wide = train_error(&Settings { start: Some(start), width: 24, ..short });
    assert!(wide.contains("another size"), "{wide}");
}

/// The mean of two runs from one model is a model between them; one that began elsewhere is refused.
#[test]
fn the_mean_of_runs_is_taken_where_they_began_with_one_model() {
    let folder = tempfile::tempdir().unwrap();
    write_toy(folder.path());
    let file = |name: &str, model: &Model| {
        let path = folder.path().join(name);
        std::fs::write(&path, model.write()).unwrap();
        path
    };
    let whole = train_toy(folder.path(), 3, 1).model;
    let start = Some(file("start.bin", &whole));
    let settings = Settings { data: folder.path().to_owned(), epochs: 1, width: 16, vector: 4, ..Settings::default() };
    let train = |settings: &Settings| train(settings, Gazetteer::embedded().unwrap(), &mut |_| {}).unwrap().model;
    let runs = [1, 2].map(|seed| train(&Settings { seed, start: start.clone(), ..settings.clone() }));
    let average = vec![file("one.bin", &runs[0]), file("two.bin", &runs[1])];
    let mean = train(&Settings { average: average.clone(), ..settings.clone() });
    let bias = |model: &Model| model.tensor("heads.bias").unwrap().floats();
    let between = bias(&runs[0]).iter().zip(bias(&runs[1])).map(|(a, b)| (a + b) / 2.0).collect::<Vec<_>>();
    assert_eq!(bias(&mean), between);
    assert_ne!(bias(&mean), bias(&runs[0]));
    assert_eq!(mean.header.provenance["seed"], "1, 2");
    std::fs::write(folder.path().join("treebank/toy_train.conllu"), "1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\t_\n\n")
        .unwrap();
    let other = file("other.bin", &train(&settings));
    let refused = train_error(&Settings { average: vec![average[0].clone(), other], ..settings });
    assert!(refused.contains("begun with one model"), "{refused}");
}

fn train_error(settings: &Settings) -> String {
    train(settings, Gazetteer::embedded().unwrap(), &mut |_| {}).unwrap_err().to_string()
}

/// The labeller alone learns from new names, and the network beside it stays as it is.
#[test]
fn a_kept_network_gets_a_labeller_that_has_learnt_other_names() {
    let folder = tempfile::tempdir().unwrap();
    write_toy(folder.path());
    let settings = Settings { data: folder.path().to_owned(), epochs: 2, width: 16, vector: 4, ..Settings::default() };
    let train = |settings: &Settings| train(settings, Gazetteer::embedded().unwrap(), &mut |_| {}).unwrap().model;
    let first = train(&settings);
    let kept = folder.path().join("kept.bin");
    std::fs::write(&kept, first.write()).unwrap();
    let names = folder.path().join("names/uner_toy_train.iob2");
    let turned = std::fs::read_to_string(&names).unwrap().replace("B-LOC", "B-ORG");
    std::fs::write(&names, turned.repeat(20)).unwrap();
    let again = Settings { keep: Some(kept), ..settings };
    let second = train(&again);
    assert_eq!(second.write(), train(&again).write(), "the same seed gave other bytes");
    for (name, tensor) in &first.tensors {
        let same = second.tensors[name] == *tensor;
        assert_eq!(same, !name.starts_with("labeller."), "{name}");
    }
    let label = |model: &Model| {
        let trees = Parser::new(model)
            .unwrap()
            .parse_forms(&[vec!["Anna", "leaves", "Rome", "."]], Gazetteer::embedded().unwrap());
        trees[0].names().iter().find(|n| n.words.start == 2).map(|n| n.label)
    };
    assert_eq!(label(&second), Some(NameType::Organization));
    assert_ne!(label(&first), label(&second));
}

#[test]
fn a_damaged_model_is_refused_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    write_toy(folder.path());
    let settings = Settings { data: folder.path().to_owned(), epochs: 1, width: 16, vector: 4, ..Settings::default() };
    let bytes = train(&settings, Gazetteer::embedded().unwrap(), &mut |_| {}).unwrap().model.write();
    for cut in (0..bytes.len()).step_by(997) {
        assert!(Model::read(&bytes[..cut]).is_err(), "a model cut at {cut} was read");
    }
    let mut state = 11;
    for _ in 0..50 {
        let mut damaged = bytes.clone();
        let at = ((noise(&mut state) + 0.5) * (bytes.len() - 1) as f32) as usize;
        damaged[at] ^= 0x55;
        assert!(Model::read(&damaged).is_err(), "a model damaged at {at} was read");
    }
    let reason = Model::read(b"GIF89a and so on").unwrap_err().to_string();
    assert!(reason.contains("not a demarche model"), "{reason}");
}
