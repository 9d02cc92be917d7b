//! What the trainer reads: treebanks, name corpora, machine-tagged text, static vectors.

use crate::document::Document;
use crate::syntax::conllu;
use crate::syntax::{Deprel, NameType, Upos, Word, Xpos};
use crate::text;
use crate::{Error, Result};
use std::collections::{BTreeMap, HashMap};
use std::io::Read;
use std::path::{Path, PathBuf};

/// One sentence to learn from.
#[derive(Debug, Clone, Default)]
pub struct Example {
    /// Its words.
    pub forms: Vec<String>,
    /// Tags, head and relation of each word, if it comes from a treebank; none of a word that has no answer.
    pub words: Option<Vec<Option<Gold>>>,
    /// BIO tag of each word (see [`crate::syntax::network::NAME_TAGS`]), if names were annotated.
    pub names: Option<Vec<usize>>,
    /// Which kind of source the names have; see [`SOURCES`].
    pub source: usize,
    /// Whether a machine gave the names.
    pub machine: bool,
}

/// Gold analysis of one word.
#[derive(Debug, Clone, Copy)]
pub struct Gold {
    /// Universal tag.
    pub upos: Upos,
    /// Penn tag.
    pub xpos: Xpos,
    /// Head in the sentence, none for the root.
    pub head: Option<usize>,
    /// Relation.
    pub deprel: Deprel,
}

impl From<&Word> for Gold {
    fn from(word: &Word) -> Self {
        Self { upos: word.upos, xpos: word.xpos, head: word.head, deprel: word.deprel }
    }
}

/// Kinds of source of name annotation; the decoder asks for conventions between those of the first three.
pub const SOURCES: [&str; 4] = ["uner", "wikigold", "crossner", "silver"];

/// Reads a file, unpacking gzip by its name.
pub(super) fn read_text(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path).map_err(|e| Error::io(path, e))?;
    let mut text = String::new();
    let read = if path.extension().is_some_and(|e| e == "gz") {
        flate2::read::MultiGzDecoder::new(bytes.as_slice()).read_to_string(&mut text)
    } else {
        bytes.as_slice().read_to_string(&mut text)
    };
    read.map_err(|e| Error::io(path, e))?;
    Ok(text)
}

/// The files of `folder` whose name passes `wanted`, sorted.
pub(super) fn files(folder: &Path, wanted: impl Fn(&str) -> bool) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|e| Error::io(folder, e))? {
        let path = entry.map_err(|e| Error::io(folder, e))?.path();
        if path.file_name().and_then(|n| n.to_str()).is_some_and(&wanted) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The sentences of a treebank file; with names where the MISC column has any (`Name=B-PER`), as `inspect` writes them: a
/// machine gave those, and what has none there is no name.
///
/// # Errors
/// As [`conllu::read`], and where the file cannot be read.
pub fn treebank(path: &Path) -> Result<Vec<Example>> {
    let documents = conllu::read(&path.display().to_string(), &read_text(path)?)?;
    let name = |misc: &String| misc.split('|').find_map(|field| field.strip_prefix("Name=")).map(name_tag);
    let named = documents.iter().flat_map(|document| &document.misc).any(|misc| name(misc).is_some());
    let mut examples = Vec::new();
    for document in &documents {
        for (sentence, tree) in document.text.sentences.iter().zip(&document.trees) {
            let forms = document.text.tokens[sentence.tokens.clone()].iter();
            let tags = document.misc[sentence.tokens.clone()].iter().map(|misc| name(misc).unwrap_or(0));
            examples.push(Example {
                forms: forms.map(|t| document.document.slice(t.span).to_owned()).collect(),
                words: Some(tree.words().iter().map(|word| Some(word.into())).collect()),
                names: named.then(|| legal(tags.collect())),
                machine: named,
                ..Example::default()
            });
        }
    }
    Ok(examples)
}

/// Whether a name corpus of this file name is to learn from: not a development or test part.
pub(super) fn is_training(name: &str) -> bool {
    let ending = name.ends_with(".iob2") || name.ends_with(".tsv.gz") || name.ends_with(".tsv");
    ending && !["_dev", "_test"].iter().any(|part| name.contains(part))
}

/// Whether the file at `path` is machine-tagged.
pub(super) fn is_silver(path: &Path) -> bool {
    path.file_name().is_some_and(|n| n.to_string_lossy().contains("silver"))
}

/// The type of name that a corpus's label means here; its other labels name nothing that is asked for.
fn name_type(label: &str) -> Option<NameType> {
    match label {
        "PER" | "PERSON" | "person" | "politician" => Some(NameType::Person),
        "ORG" | "organisation" | "politicalparty" => Some(NameType::Organization),
        "LOC" | "GPE" | "FAC" | "location" | "country" => Some(NameType::Location),
        _ => None,
    }
}

/// A corpus's tag ("B-PER") as the network's.
fn name_tag(tag: &str) -> usize {
    let Some((position, label)) = tag.split_once('-') else { return 0 };
    let Some(label) = name_type(label) else { return 0 };
    1 + 2 * label as usize + usize::from(position == "I")
}

/// Corrects tags that continue a name which did not begin.
fn legal(mut tags: Vec<usize>) -> Vec<usize> {
    for i in 0..tags.len() {
        let inside = tags[i] != 0 && tags[i].is_multiple_of(2);
        let before = if i == 0 { 0 } else { tags[i - 1] };
        if inside && before != tags[i] && before + 1 != tags[i] {
            tags[i] -= 1;
        }
    }
    tags
}

/// The sentences of an IOB2 file: token and tag a line, a blank line after each sentence. A file whose name begins with
/// "news" was tagged by a machine (`teacher.py`).
///
/// # Errors
/// Where the file cannot be read.
pub fn names(path: &Path) -> Result<Vec<Example>> {
    let stem = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
    let source = SOURCES.iter().position(|s| stem.starts_with(s)).unwrap_or(0);
    let mut examples = sentences(&read_text(path)?, source, |columns| match columns {
        [form, .., tag] => Some((form, name_tag(tag))),
        _ => None,
    })?;
    for example in &mut examples {
        example.machine = stem.starts_with("news");
        // The first source has the treebanks' words.
        if source > 0 {
            cut(example);
        }
    }
    Ok(examples)
}

/// Cuts what the tokenizer of the decoder cuts ("Paris-based"); a name goes on over its parts.
fn cut(example: &mut Example) {
    let (mut forms, mut tags) = (Vec::new(), Vec::new());
    for (form, tag) in example.forms.iter().zip(example.names.iter().flatten()) {
        let document = Document { text: form.clone(), ..Document::default() };
        for (part, token) in text::analyze(&document).tokens.iter().enumerate() {
            forms.push(document.slice(token.span).to_owned());
            tags.push(if part > 0 && tag % 2 == 1 { tag + 1 } else { *tag });
        }
    }
    example.forms = forms;
    example.names = Some(tags);
}

/// The sentences of the machine-tagged file (form, UPOS, XPOS, name label, SpaceAfter), names alone.
///
/// # Errors
/// Where the file cannot be read.
pub fn silver(path: &Path) -> Result<Vec<Example>> {
    let mut last = String::new();
    let mut examples = sentences(&read_text(path)?, 3, |columns| {
        let [form, _, _, tag, ..] = columns else { return None };
        // Labels stand alone where they do not say "B-" and "I-": a run of one label is one name.
        let tag = if tag.contains('-') || *tag == "O" {
            name_tag(tag)
        } else {
            name_tag(&format!("{}-{tag}", if last == *tag { "I" } else { "B" }))
        };
        last = columns[3].to_owned();
        Some((form, tag))
    })?;
    examples.iter_mut().for_each(|example| example.machine = true);
    Ok(examples)
}

fn sentences<'a>(
    text: &'a str,
    source: usize,
    mut row: impl FnMut(&[&'a str]) -> Option<(&'a str, usize)>,
) -> Result<Vec<Example>> {
    let mut examples = Vec::new();
    let (mut forms, mut tags) = (Vec::new(), Vec::new());
    for line in text.lines().chain([""]) {
        if line.trim().is_empty() {
            if !forms.is_empty() {
                let names = Some(legal(std::mem::take(&mut tags)));
                examples.push(Example { forms: std::mem::take(&mut forms), names, source, ..Example::default() });
            }
        } else if let Some((form, tag)) = row(&line.split('\t').collect::<Vec<_>>()) {
            forms.push(form.to_owned());
            tags.push(tag);
        }
    }
    Ok(examples)
}

/// Gives treebank sentences the names of name corpora that annotate the same words; returns the rest of the latter.
pub fn join(treebank: &mut [Example], names: Vec<Example>) -> Vec<Example> {
    let mut by_forms: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for (index, example) in treebank.iter().enumerate() {
        by_forms.entry(example.forms.clone()).or_default().push(index);
    }
    let mut rest = Vec::new();
    for example in names {
        match by_forms.get(&example.forms) {
            Some(same) => {
                for &index in same {
                    treebank[index].names.clone_from(&example.names);
                    treebank[index].source = example.source;
                    treebank[index].machine = example.machine;
                }
            }
            None => rest.push(example),
        }
    }
    rest
}

/// Static vectors: a matrix in NumPy's format and a table of forms and their rows.
#[derive(Debug, Clone, Default)]
pub struct Vectors {
    /// Values of each row.
    pub rows: Vec<Vec<f32>>,
    /// The row of each form.
    pub forms: HashMap<String, u16>,
}

/// Reads the first `width` columns of the `.npy` matrix of `folder` and the forms of its `words.tsv.gz`.
///
/// # Errors
/// Where a file cannot be read or is no little-endian `float32` matrix.
pub fn vectors(folder: &Path, width: usize) -> Result<Vectors> {
    let matrix = files(folder, |n| n.ends_with(".npy"))?;
    let path = matrix.first().ok_or_else(|| Error::input(folder, None, "no .npy file with the vectors in it"))?;
    let bytes = std::fs::read(path).map_err(|e| Error::io(path, e))?;
    let bad = || Error::input(path, None, "not a little-endian float32 matrix in NumPy's format, version 1");
    let length = usize::from(*bytes.get(8).ok_or_else(bad)?) + 256 * usize::from(*bytes.get(9).ok_or_else(bad)?);
    let header = bytes.get(10..10 + length).and_then(|h| std::str::from_utf8(h).ok()).ok_or_else(bad)?;
    let shape = header.split_once("'shape': (").and_then(|(_, s)| s.split_once(')')).ok_or_else(bad)?.0;
    let columns: usize = shape.split(',').nth(1).and_then(|c| c.trim().parse().ok()).ok_or_else(bad)?;
    if !header.contains("'<f4'") || header.contains("'fortran_order': True") || columns < width {
        return Err(bad());
    }
    let value = |b: &[u8]| f32::from_le_bytes([b[0], b[1], b[2], b[3]]);
    let rows = bytes[10 + length..].chunks_exact(4 * columns);
    let rows = rows.map(|row| row.chunks_exact(4).take(width).map(value).collect()).collect();
    let mut forms = HashMap::new();
    for path in files(folder, |n| n.ends_with(".tsv.gz") || n.ends_with(".tsv"))? {
        for line in read_text(&path)?.lines() {
            if let Some((form, Ok(row))) = line.rsplit_once('\t').map(|(f, r)| (f, r.parse())) {
                forms.entry(crate::syntax::features::normal(form)).or_insert(row);
            }
        }
    }
    Ok(Vectors { rows, forms })
}
