//! The model file: it comes back as it was written, refuses what does not fit with the reason, and no bytes break it;
//! and what it gives for a sentence depends on the sentence alone.

use demarche::document::{Document, Options, documents};
use demarche::gazetteer::{FEATURE_BITS, Gazetteer};
use demarche::model::{FORMAT, Header, Model, Tensor, Values};
use demarche::pipeline::Analyzer;
use demarche::syntax::network::{Layout, Weights};
use demarche::syntax::{FEATURE_VERSION, Parser, Shape, label_sets};
use demarche::tensor::Kernel;
use std::collections::BTreeMap;

/// A network of a few units, so that a file is small.
const SMALL: Shape =
    Shape { width: 3, hidden: 2, vector: 2, bits: FEATURE_BITS, names: 2, arcs: 3, labels: 2, sources: 1 };

/// Numbers without a pattern, the same in every run (a linear congruential generator).
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize
    }
}

fn small_model() -> Model {
    let layout = Layout::new(SMALL);
    let mut noise = Noise(11);
    let flat = (0..layout.len()).map(|_| noise.next() as f32 / (1u32 << 30) as f32 - 1.0).collect();
    let mut tensors = Weights::new(layout, flat).tensors();
    let list = |values| Tensor { columns: 1, values };
    tensors.insert("lexicon.known".into(), list(Values::Key(vec![3, 5, 8])));
    tensors.insert("lexicon.keys".into(), list(Values::Key(vec![1, 4])));
    tensors.insert("lexicon.rows".into(), list(Values::Index(vec![1, 0])));
    tensors.insert("lexicon.vectors".into(), Tensor::quantized(&[0.5, -0.25, 1.0, 0.0], SMALL.vector));
    let header = Header {
        format: FORMAT,
        features: FEATURE_VERSION,
        labels: label_sets(),
        shape: SMALL.sizes(),
        provenance: BTreeMap::from([("made by".to_owned(), "a test".to_owned())]),
        tensors: Vec::new(),
    };
    Model { header, tensors }
}

/// Why `bytes` are refused, by the reader or by the parser; none if they are taken, and then they must parse.
fn refusal(bytes: &[u8]) -> Option<String> {
    let parser = match Model::read(bytes).and_then(|model| Parser::new(&model)) {
        Ok(parser) => parser,
        Err(error) => {
            assert!(matches!(error, demarche::Error::Model(_)), "{error}");
            return Some(error.to_string());
        }
    };
    let trees = parser.parse_forms(&[vec!["Oslo", "waits", "."]], Gazetteer::embedded().unwrap());
    assert_eq!(trees[0].len(), 3);
    None
}

/// The file with the checksum that fits what follows it.
fn mended(mut bytes: Vec<u8>) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(&bytes[12..]);
    bytes[8..12].copy_from_slice(&crc.sum().to_le_bytes());
    bytes
}

#[test]
fn a_model_comes_back_as_it_was_written() {
    let model = small_model();
    let bytes = model.write();
    let again = Model::read(&bytes).unwrap();
    assert_eq!(again.tensors, model.tensors);
    assert_eq!(again.header.provenance, model.header.provenance);
    assert_eq!(again.write(), bytes);
    assert_eq!(refusal(&bytes), None);
}

#[test]
fn what_does_not_fit_is_refused_with_the_reason() {
    let refused = |change: &dyn Fn(&mut Model)| {
        let mut model = small_model();
        change(&mut model);
        refusal(&model.write()).expect("it was taken")
    };
    assert!(refused(&|m| m.header.format += 1).contains("format 2, this program reads format 1"));
    assert!(refused(&|m| m.header.features += 1).contains("feature version"));
    assert!(refused(&|m| _ = m.header.labels.remove("upos")).contains("label sets"));
    assert!(refused(&|m| _ = m.header.shape.insert("width".into(), 0)).contains("impossible sizes"));
    let narrow = refused(&|m| _ = m.header.shape.insert("width".into(), 4));
    assert!(narrow.contains("\"vector\""), "{narrow}");
    assert!(refused(&|m| _ = m.tensors.remove("arc.bias")).contains("\"arc.bias\" is missing"));
    assert!(refused(&|m| _ = m.tensors.remove("lexicon.rows")).contains("\"lexicon.rows\" is missing"));
    let one_short = |m: &mut Model| {
        m.tensors.insert("lexicon.keys".into(), Tensor { columns: 1, values: Values::Key(vec![1]) });
    };
    assert!(refused(&one_short).contains("lexicon"));
    let no_number = |m: &mut Model| {
        m.tensors.insert("arc.bias".into(), Tensor { columns: 3, values: Values::Float(vec![0.0, f32::NAN, 1.0]) });
    };
    assert!(refused(&no_number).contains("\"arc.bias\""));
    let bytes = small_model().write();
    assert!(refusal(b"PK\x03\x04 some other file").unwrap().contains("not a demarche model"));
    assert!(refusal(&[&bytes[..], b"?"].concat()).unwrap().contains("checksum"));
    assert!(refusal(&mended([&bytes[..], b"?"].concat())).unwrap().contains("after the last tensor"));
}

/// A header of a later format may have other fields; its number is named all the same.
#[test]
fn a_later_format_is_recognized() {
    let header = br#"{"format": 7, "layers": []}"#;
    let bytes = [b"DEMARCHE\0\0\0\0".as_slice(), &(header.len() as u32).to_le_bytes(), header].concat();
    assert!(refusal(&mended(bytes)).unwrap().contains("format 7"));
}

#[test]
fn no_bytes_break_the_reader() {
    let bytes = small_model().write();
    let mut noise = Noise(23);
    for _ in 0..300 {
        let cut = noise.next() % bytes.len();
        assert!(refusal(&bytes[..cut]).is_some(), "cut at {cut}");
        let at = noise.next() % bytes.len();
        let mut flipped = bytes.clone();
        flipped[at] ^= 1 << (noise.next() % 8);
        assert!(refusal(&flipped).is_some(), "bit flipped at {at}");
        let random: Vec<u8> = (0..noise.next() % 200).map(|_| noise.next() as u8).collect();
        assert!(refusal(&random).is_some());
        // With the right checksum: refused or taken, but never more than that.
        refusal(&mended([b"DEMARCHE\0\0\0\0".as_slice(), &random].concat()));
        if cut > 12 {
            refusal(&mended(bytes[..cut].to_vec()));
        }
        refusal(&mended(flipped));
    }
    // The header is where most can go wrong.
    let header = u32::from_le_bytes(bytes[12..16].try_into().unwrap()) as usize;
    for _ in 0..600 {
        let mut changed = bytes.clone();
        for _ in 0..1 + noise.next() % 3 {
            changed[12 + noise.next() % (header + 4)] = b"0123456789\",:{}[]x\0\xff"[noise.next() % 20];
        }
        refusal(&mended(changed));
    }
}

fn articles() -> Vec<Document> {
    documents(&["examples/articles"], Options::default()).map(|document| document.unwrap()).collect()
}

#[test]
fn every_kernel_reads_the_same_and_so_does_each_sentence_alone() {
    let articles = articles();
    let best = Analyzer::new().unwrap();
    let plain = Analyzer::new().unwrap().with_kernel(Kernel::Portable);
    let parser = Parser::new(Model::embedded().unwrap()).unwrap();
    let gazetteer = Gazetteer::embedded().unwrap();
    for article in &articles[..3] {
        let analysis = best.analyze(article);
        for kernel in Kernel::ALL.into_iter().filter(|kernel| kernel.is_supported()) {
            let other = Analyzer::new().unwrap().with_kernel(kernel);
            assert_eq!(other.parse(article, &analysis.text), analysis.trees, "{kernel:?}");
        }
        for (sentence, tree) in analysis.text.sentences.iter().zip(&analysis.trees) {
            let forms: Vec<&str> =
                analysis.text.tokens[sentence.tokens.clone()].iter().map(|t| article.slice(t.span)).collect();
            // Names heed the other sentences.
            assert_eq!(parser.parse_forms(&[forms], gazetteer)[0].words(), tree.words());
        }
        assert_eq!(plain.extract(article), best.extract(article));
    }
}

/// Rows are kept by form only up to a number of forms; nothing changes when they are forgotten on the way.
#[test]
fn many_forms_leave_the_next_sentence_as_it_is() {
    let parser = Parser::new(Model::embedded().unwrap()).unwrap();
    let gazetteer = Gazetteer::embedded().unwrap();
    let sentence = vec!["Norway", "warned", "Sweden", "in", "Oslo", "."];
    let before = parser.parse_forms(std::slice::from_ref(&sentence), gazetteer);
    let odd: Vec<String> = (0..20_000).map(|n| format!("word{n}")).collect();
    let sentences: Vec<Vec<&str>> = odd.chunks(40).map(|c| c.iter().map(String::as_str).collect()).collect();
    assert_eq!(parser.parse_forms(&sentences, gazetteer).len(), sentences.len());
    assert_eq!(parser.parse_forms(&[sentence], gazetteer), before);
}
