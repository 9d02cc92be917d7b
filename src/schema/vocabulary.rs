//! Predicates and their triggers, read and checked from `schema/relations.toml`.

use super::cues::Cues;
use super::kind::EntityKind;
use super::notation::{ANY, Frame, read_line};
use crate::{Error, Result};
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;

const RELATIONS: &str = include_str!("../../schema/relations.toml");
const MODALITY: &str = include_str!("../../schema/modality.toml");

/// The part of speech of a trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TriggerClass {
    /// A verb.
    Verb,
    /// A noun.
    Noun,
    /// An adjective.
    Adjective,
}

/// One relation's meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Predicate {
    /// "warned"
    pub name: String,
    /// What it says, for readers.
    pub definition: String,
    /// A sentence that says it.
    pub example: String,
    /// PLOVER event type; none for a standing tie.
    pub plover: Option<String>,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// Whether it has no direction.
    pub symmetric: bool,
    /// Whether it is a speech act, whose object may be absent.
    pub speech: bool,
    /// Whether it needs a named addressee even so ("told").
    pub addressee: bool,
    /// Whether it is a standing tie, which has no date: an office, a membership. Nouns that say so are roles.
    pub standing: bool,
    /// Whether what is done in a place of a country is done to the country.
    pub place: bool,
    /// Who may do it.
    pub subject: Vec<EntityKind>,
    /// To whom it may be done.
    pub object: Vec<EntityKind>,
}

/// All that the relation room knows about words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// In the order of the file.
    pub predicates: Vec<Predicate>,
    /// Words of modality.
    pub cues: Cues,
    frames: Vec<Frame>,
    by_lemma: BTreeMap<TriggerClass, foldhash::HashMap<String, Vec<usize>>>,
    classes: WordSets,
    words: WordSets,
    plover: Vec<Coding>,
    intended: Vec<Coding>,
    modes: BTreeMap<String, BTreeSet<String>>,
}

/// Sets of words by name; rules look words up far more often than anything else.
type WordSets = foldhash::HashMap<String, foldhash::HashSet<String>>;

/// The sets of the words in the texts of `map`.
fn word_sets(map: BTreeMap<String, String>) -> WordSets {
    map.into_iter().map(|(name, text)| (name, lowered(&text).collect())).collect()
}

/// The words of `text` in lower case.
fn lowered(text: &str) -> impl Iterator<Item = String> {
    text.split_whitespace().map(str::to_lowercase)
}

/// What an ontology of events calls some triggers of a predicate, or other events of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Coding {
    /// PLOVER event type.
    event: String,
    /// CAMEO code, where it is not the predicate's.
    cameo: Option<String>,
    /// Whose triggers, or which event type.
    of: String,
    /// The words that a trigger must have.
    words: Vec<String>,
}

impl Coding {
    /// Reads `"RETREAT 0841" = "conceded_to:release conceded_to:set_free"`, those with more words first.
    fn read(table: BTreeMap<String, String>) -> Vec<Self> {
        let of = |key: &str, entry: &str| {
            let (event, cameo) = key.split_once(' ').map_or((key, None), |(event, cameo)| (event, Some(cameo)));
            let (of, words) = entry.split_once(':').unwrap_or((entry, ""));
            let words = words.split('_').filter(|word| !word.is_empty()).map(str::to_owned).collect();
            Self { event: event.to_owned(), cameo: cameo.map(str::to_owned), of: of.to_owned(), words }
        };
        let entries = table.iter().flat_map(|(key, entries)| entries.split_whitespace().map(move |e| of(key, e)));
        let mut codings: Vec<Self> = entries.collect();
        codings.sort_by_key(|coding| std::cmp::Reverse(coding.words.len()));
        codings
    }

    /// Event type and code, `cameo` where it has none of its own.
    fn codes<'a>(&'a self, cameo: Option<&'a str>) -> (&'a str, Option<&'a str>) {
        (&self.event, self.cameo.as_deref().or(cameo))
    }
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    definition: String,
    example: String,
    plover: Option<String>,
    cameo: Option<String>,
    #[serde(default)]
    symmetric: bool,
    #[serde(default)]
    speech: bool,
    #[serde(default)]
    addressee: bool,
    #[serde(default)]
    standing: bool,
    #[serde(default)]
    place: bool,
    subject: Option<Vec<EntityKind>>,
    object: Option<Vec<EntityKind>>,
    verbs: Option<Spanned<String>>,
    nouns: Option<Spanned<String>>,
    adjectives: Option<Spanned<String>>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    classes: BTreeMap<String, String>,
    predicate: BTreeMap<Spanned<String>, Spanned<Entry>>,
    #[serde(default)]
    words: BTreeMap<String, String>,
    #[serde(default)]
    plover: BTreeMap<String, String>,
    #[serde(default)]
    intended: BTreeMap<String, String>,
    #[serde(default)]
    modes: BTreeMap<String, String>,
}

/// The line, from 1, of byte `at` of `source`.
pub(super) fn line_of(source: &str, at: usize) -> usize {
    source.bytes().take(at).filter(|&b| b == b'\n').count() + 1
}

impl Vocabulary {
    /// The embedded vocabulary.
    ///
    /// # Errors
    /// [`Error::Schema`] if the files that the program was built with are not well formed.
    pub fn embedded() -> Result<Self> {
        Self::read("schema/relations.toml", RELATIONS, "schema/modality.toml", MODALITY)
    }

    /// A vocabulary from the text of a relations file and of a modality file; the names are for messages.
    ///
    /// # Errors
    /// [`Error::Schema`] with file and line of a syntax error, an unknown key, class or slot, or a trigger line that is
    /// not of the form `words : slots`.
    pub fn read(file: &str, source: &str, cue_file: &str, cue_source: &str) -> Result<Self> {
        Self::read_with(file, source, cue_file, cue_source, &WordSets::default())
    }

    /// As [`Vocabulary::read`]; the `given` classes are known where the file does not define them itself.
    fn read_with(file: &str, source: &str, cue_file: &str, cue_source: &str, given: &WordSets) -> Result<Self> {
        let fail = |line: usize, reason: String| Error::Schema { file: file.to_owned(), line, reason };
        let syntax =
            |e: toml::de::Error| fail(e.span().map_or(0, |s| line_of(source, s.start)), e.message().to_owned());
        let File { classes, predicate, words, plover, intended, modes } = toml::from_str(source).map_err(syntax)?;
        if predicate.is_empty() {
            return Err(fail(0, "no relation is in it: write at least one [predicate.NAME]".to_owned()));
        }
        let mut vocabulary = Self {
            cues: Cues::read(cue_file, cue_source)?,
            classes: word_sets(classes),
            words: word_sets(words),
            plover: Coding::read(plover),
            intended: Coding::read(intended),
            modes: modes.into_iter().map(|(name, text)| (name, lowered(&text).collect())).collect(),
            ..Self::default()
        };
        let own = std::mem::replace(&mut vocabulary.classes, given.clone());
        vocabulary.classes.extend(own);
        let known: BTreeSet<String> = vocabulary.classes.keys().cloned().collect();
        let mut entries: Vec<_> = predicate.into_iter().collect();
        entries.sort_by_key(|(name, _)| name.span().start);
        for (name, entry) in entries {
            let line = line_of(source, name.span().start);
            let (name, entry) = (name.into_inner(), entry.into_inner());
            entry.check(&name).map_err(|reason| fail(line, reason))?;
            let number = vocabulary.predicates.len();
            for (class, text) in [
                (TriggerClass::Verb, &entry.verbs),
                (TriggerClass::Noun, &entry.nouns),
                (TriggerClass::Adjective, &entry.adjectives),
            ] {
                let Some(text) = text else { continue };
                let start = line_of(source, text.span().start);
                let opened = source.get(text.span().start..).is_some_and(|s| s.starts_with("\"\"\"\n"));
                for (offset, line) in text.get_ref().lines().enumerate() {
                    if line.trim().is_empty() {
                        continue;
                    }
                    let frames = read_line(line, number, &known)
                        .map_err(|reason| fail(start + offset + usize::from(opened), reason))?;
                    frames.into_iter().for_each(|frame| vocabulary.add(class, frame));
                }
            }
            vocabulary.predicates.push(entry.predicate(&name));
        }
        vocabulary.sort();
        Ok(vocabulary)
    }

    /// A user's vocabulary from the text of a relations file called `file`. Word lists and classes that it does not give
    /// are those of the embedded one.
    ///
    /// # Errors
    /// [`Error::Schema`], as [`Vocabulary::read`].
    pub fn own(file: &str, source: &str) -> Result<Self> {
        let embedded = Self::embedded()?;
        let mut own = Self::read_with(file, source, "schema/modality.toml", MODALITY, &embedded.classes)?;
        let given = std::mem::replace(&mut own.words, embedded.words);
        own.words.extend(given);
        Ok(own)
    }

    fn add(&mut self, class: TriggerClass, frame: Frame) {
        let lemmas = self.by_lemma.entry(class).or_default();
        lemmas.entry(frame.lemma.clone()).or_default().push(self.frames.len());
        self.frames.push(frame);
    }

    /// The frames of a lemma that say most come first; among equals, those that stand first in the file.
    fn sort(&mut self) {
        let frames = &self.frames;
        for list in self.by_lemma.values_mut().flat_map(|lemmas| lemmas.values_mut()) {
            list.sort_by_key(|&f| (std::cmp::Reverse(frames.get(f).map_or(0, Frame::weight)), f));
        }
    }

    /// The triggers of `lemma` (lower case), those that say most first.
    pub fn frames(&self, class: TriggerClass, lemma: &str) -> impl Iterator<Item = &Frame> {
        let list =
            self.by_lemma.get(&class).and_then(|lemmas| lemmas.get(lemma)).map_or(&[] as &[usize], Vec::as_slice);
        list.iter().filter_map(|&f| self.frames.get(f))
    }

    /// Whether noun `lemma` belongs to `class`.
    pub fn in_class(&self, class: &str, lemma: &str) -> bool {
        class == ANY || self.classes.get(class).is_some_and(|c| c.contains(lemma))
    }

    /// Whether `lemma` is in the word list `list` ("agents").
    pub fn in_words(&self, list: &str, lemma: &str) -> bool {
        self.words.get(list).is_some_and(|w| w.contains(lemma))
    }

    /// PLOVER event type and CAMEO code of an event of `predicate` that `words` say, the trigger's lemmas, by the rules of
    /// those ontologies: those of the predicate, of the trigger where it is sorted elsewhere ("demolish" attacks, and is
    /// COERCE), or, of an event that is `intended`, of the intention ("will visit" is AGREE).
    pub fn codes<'a>(
        &'a self,
        predicate: &'a Predicate,
        words: &str,
        intended: bool,
    ) -> Option<(&'a str, Option<&'a str>)> {
        let has = |wanted: &String| words.split(' ').any(|word| word == wanted);
        let fits = |coding: &&Coding| coding.of == predicate.name && coding.words.iter().all(has);
        let own = (predicate.plover.as_deref()?, predicate.cameo.as_deref());
        let own = self.plover.iter().find(fits).map_or(own, |coding| coding.codes(own.1));
        let meant = |coding: &&Coding| intended && (own.1 == Some(&coding.of) || own.0 == coding.of);
        let by_code = self.intended.iter().filter(meant).max_by_key(|coding| own.1 == Some(&coding.of));
        Some(by_code.map_or(own, |coding| coding.codes(own.1)))
    }

    /// The PLOVER mode of an event of predicate `name` that `words` say, the trigger's lemmas: "phone". Entries are
    /// `predicate` or `predicate:lemma` under the mode.
    pub fn plover_mode(&self, name: &str, words: &str) -> Option<&str> {
        let fits = |entry: &String| match entry.split_once(':') {
            Some((predicate, lemma)) => predicate == name && words.split(' ').any(|word| word == lemma),
            None => entry == name,
        };
        self.modes.iter().find(|(_, entries)| entries.iter().any(fits)).map(|(mode, _)| mode.as_str())
    }

    /// The number of the predicate called `name`.
    pub fn number(&self, name: &str) -> Option<usize> {
        self.predicates.iter().position(|p| p.name == name)
    }

    /// Whether predicate `name` has no direction.
    pub fn is_symmetric(&self, name: &str) -> bool {
        self.number(name).and_then(|number| self.predicate(number)).is_some_and(|predicate| predicate.symmetric)
    }

    /// Predicate number `number`, which comes from a frame of this vocabulary.
    pub fn predicate(&self, number: usize) -> Option<&Predicate> {
        self.predicates.get(number)
    }
}

impl Entry {
    /// What is wrong with the relation, in prose.
    fn check(&self, name: &str) -> std::result::Result<(), String> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if !name.starts_with(|c: char| c.is_ascii_lowercase()) || !name.chars().all(plain) {
            return Err(format!("`{name}` is no name of a relation: use small letters, digits and _, a letter first"));
        }
        let silent = self.verbs.is_none() && self.nouns.is_none() && self.adjectives.is_none();
        match silent {
            true => Err(format!("no word says `{name}`: give it verbs, nouns or adjectives")),
            false => Ok(()),
        }
    }

    fn predicate(self, name: &str) -> Predicate {
        let every = || vec![EntityKind::Person, EntityKind::Country, EntityKind::Organization];
        Predicate {
            name: name.to_owned(),
            definition: self.definition,
            example: self.example,
            plover: self.plover,
            cameo: self.cameo,
            symmetric: self.symmetric,
            speech: self.speech,
            addressee: self.addressee,
            standing: self.standing,
            place: self.place,
            subject: self.subject.unwrap_or_else(every),
            object: self.object.unwrap_or_else(every),
        }
    }
}
