//! Measures relations and their confidence. In: gold documents (JSON with `entities` and `relations`) and the extractions of
//! their texts; out: a [`RelationReport`] with precision, recall and F1, and how often relations of each confidence are
//! right, which is what a confidence promises.
//!
//! Entities of one kind match one to one if they share a name or mention, most shared strings first. Relations match by
//! subject, predicate and object over matched entities; symmetric predicates have no direction. Gold relations marked
//! `optional` count neither way; one without object is met by one whose object it is about.

use super::score::Score;
use crate::extraction::Extraction;
use crate::relation::{Modality, Polarity};
use crate::schema::{EntityKind, Vocabulary};
use crate::{Error, Result};
use serde_json::{Value, json};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// An entity of a document, by hand or found.
#[derive(Debug, Clone, serde::Deserialize)]
pub struct AnnotatedEntity {
    /// As the relations name it.
    pub id: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: EntityKind,
    /// Its fullest name.
    pub name: String,
    /// The code of a country.
    #[serde(default)]
    pub iso3: Option<String>,
    /// Further names in the text.
    #[serde(default)]
    pub mentions: Vec<String>,
}

impl AnnotatedEntity {
    /// All that the document calls it, as [`plain`] gives it.
    pub fn strings(&self) -> BTreeSet<String> {
        self.mentions.iter().chain([&self.name]).map(|text| plain(text)).filter(|text| !text.is_empty()).collect()
    }
}

/// A relation of a document, by hand or found.
#[derive(Debug, Clone, serde::Deserialize)]
pub struct AnnotatedRelation {
    /// Who does it.
    pub subject: String,
    /// The predicate's name.
    pub predicate: String,
    /// Whom it is done to.
    pub object: Option<String>,
    /// Whom it is about.
    #[serde(default)]
    pub about: Vec<String>,
    /// Whether it is so.
    #[serde(default)]
    pub polarity: Polarity,
    /// In which world.
    #[serde(default)]
    pub modality: Modality,
    /// Who says so, if not the text.
    #[serde(default)]
    pub source: Option<String>,
    /// The office.
    #[serde(default)]
    pub role: Option<String>,
    /// The words that say it.
    #[serde(default)]
    pub evidence: String,
    /// Whether careful readers differ on it.
    #[serde(default)]
    pub optional: bool,
    /// How sure the program is, 0 to 1; 0 by hand.
    #[serde(default)]
    pub confidence: f64,
}

/// What is said of one document, as a careful reader would write it down or as the program found it.
#[derive(Debug, Clone, serde::Deserialize)]
pub struct AnnotatedDocument {
    /// The id of the text.
    pub id: String,
    /// The headline.
    #[serde(default)]
    pub title: Option<String>,
    /// The day of publication, as ISO 8601 writes it.
    #[serde(default)]
    pub date: Option<String>,
    /// Who is in it.
    pub entities: Vec<AnnotatedEntity>,
    /// What they do.
    pub relations: Vec<AnnotatedRelation>,
}

impl From<&Extraction> for AnnotatedDocument {
    fn from(found: &Extraction) -> Self {
        let entities = found.entities.iter().map(|entity| AnnotatedEntity {
            id: entity.id.clone(),
            kind: entity.kind,
            name: entity.name.clone(),
            iso3: entity.iso3.clone(),
            mentions: entity.mentions.iter().map(|mention| mention.text.clone()).collect(),
        });
        let relations = found.relations.iter().map(|relation| AnnotatedRelation {
            subject: relation.subject.clone(),
            predicate: relation.predicate.clone(),
            object: relation.object.clone(),
            about: relation.about.clone(),
            polarity: relation.polarity,
            modality: relation.modality,
            source: relation.source.clone(),
            role: relation.role.clone(),
            evidence: relation.evidence.first().map(|piece| piece.text.clone()).unwrap_or_default(),
            optional: false,
            confidence: relation.confidence,
        });
        Self {
            id: found.id.clone(),
            title: found.title.clone(),
            date: found.date.clone(),
            entities: entities.collect(),
            relations: relations.collect(),
        }
    }
}

/// Reads one gold document; `file` is for messages.
///
/// # Errors
/// [`Error::Schema`] with file and line of what is no such document.
pub fn read_gold(file: &str, text: &str) -> Result<AnnotatedDocument> {
    let fail = |e: serde_json::Error| Error::Schema { file: file.to_owned(), line: e.line(), reason: e.to_string() };
    serde_json::from_str(text).map_err(fail)
}

/// How many relations have a confidence in one tenth of the scale, and how many of these are right.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Bin {
    /// Relations.
    pub relations: usize,
    /// Of these, right ones.
    pub right: usize,
    /// The sum of their confidences.
    pub confidence: f64,
}

/// What came of the gold documents of a folder.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RelationReport {
    /// The folder as the user named it.
    pub file: String,
    /// Gold documents.
    pub documents: usize,
    /// Entities, one to one.
    pub entities: Score,
    /// Relations that are events.
    pub events: Score,
    /// Standing ties.
    pub ties: Score,
    /// Of matched events those whose polarity and modality are right as well.
    pub stances: Score,
    /// Confidence by tenths: the last are those from 0.9.
    pub bins: [Bin; 10],
}

/// Subject, predicate and object by gold ids; a predicted entity that gold does not know is none of these.
type Key = (String, String, Option<String>);

impl RelationReport {
    /// Adds what `found` says of the text of `gold`.
    pub fn add(&mut self, gold: &AnnotatedDocument, found: &AnnotatedDocument, vocabulary: &Vocabulary) {
        self.documents += 1;
        let known = matched(gold, found);
        let (all, given) = (gold.entities.len(), found.entities.len());
        self.entities.add(Score { gold: all, system: given, correct: known.len() });
        let id = |own: &String| known.get(own).cloned().unwrap_or_else(|| format!("?{own}"));
        let key = |subject: String, predicate: &str, object: Option<String>| -> Key {
            match object {
                Some(object) if vocabulary.is_symmetric(predicate) && object < subject => {
                    (object, predicate.to_owned(), Some(subject))
                }
                object => (subject, predicate.to_owned(), object),
            }
        };
        let mut asked: BTreeMap<Key, Vec<&AnnotatedRelation>> = BTreeMap::new();
        for relation in &gold.relations {
            let place = key(relation.subject.clone(), &relation.predicate, relation.object.clone());
            asked.entry(place).or_default().push(relation);
        }
        let mut given: BTreeMap<Key, (f64, Vec<(Polarity, Modality)>)> = BTreeMap::new();
        for relation in &found.relations {
            let place = key(id(&relation.subject), &relation.predicate, relation.object.as_ref().map(id));
            let entry = given.entry(place).or_default();
            entry.0 = entry.0.max(relation.confidence);
            entry.1.push((relation.polarity, relation.modality));
        }
        let standing = |name: &str| {
            vocabulary.number(name).and_then(|n| vocabulary.predicate(n)).is_some_and(|predicate| predicate.standing)
        };
        let mut met: BTreeSet<&Key> = BTreeSet::new();
        for (place, (confidence, stances)) in &given {
            let answer = asked.get_key_value(place).or_else(|| {
                let about = |k: &Key, r: &AnnotatedRelation| {
                    k.2.is_none()
                        && k.0 == place.0
                        && k.1 == place.1
                        && place.2.as_ref().is_some_and(|o| r.about.contains(o))
                };
                asked.iter().find(|(k, all)| !given.contains_key(*k) && all.iter().any(|r| about(k, r)))
            });
            let answer = answer.filter(|(k, _)| !met.contains(k));
            if answer.is_some_and(|(_, all)| all.iter().all(|r| r.optional)) {
                continue;
            }
            let score = if standing(&place.1) { &mut self.ties } else { &mut self.events };
            score.add(Score { gold: 0, system: 1, correct: usize::from(answer.is_some()) });
            let bin = &mut self.bins[((confidence * 10.0) as usize).min(9)];
            bin.relations += 1;
            bin.confidence += confidence;
            bin.right += usize::from(answer.is_some());
            let Some((gold_key, all)) = answer else { continue };
            met.insert(gold_key);
            if !standing(&place.1) {
                let same = all.iter().any(|r| stances.contains(&(r.polarity, r.modality)));
                self.stances.add(Score { gold: 1, system: 1, correct: usize::from(same) });
            }
        }
        for (place, _) in asked.iter().filter(|(_, all)| all.iter().any(|r| !r.optional)) {
            let score = if standing(&place.1) { &mut self.ties } else { &mut self.events };
            score.add(Score { gold: 1, ..Score::default() });
        }
    }

    /// As JSON: counts, percentages, and the confidence table.
    pub fn to_json(&self) -> Value {
        let rows = self.rows().map(|(layer, s)| {
            json!({
                "layer": layer, "gold": s.gold, "system": s.system, "correct": s.correct,
                "precision": hundredths(s.precision()), "recall": hundredths(s.recall()), "f1": hundredths(s.f1()),
            })
        });
        let bins = self.filled().map(|(from, bin)| {
            json!({
                "from": from, "relations": bin.relations, "confidence": hundredths(bin.mean()),
                "right": hundredths(bin.share()),
            })
        });
        json!({"file": self.file, "documents": self.documents, "scores": rows.collect::<Vec<_>>(),
               "confidence": bins.collect::<Vec<_>>()})
    }

    fn rows(&self) -> impl Iterator<Item = (&'static str, Score)> {
        [("entities", self.entities), ("events", self.events), ("stances", self.stances), ("ties", self.ties)]
            .into_iter()
    }

    /// The tenths of the scale that relations have, each with where it begins.
    fn filled(&self) -> impl Iterator<Item = (f64, &Bin)> {
        self.bins.iter().enumerate().filter(|(_, b)| b.relations > 0).map(|(at, bin)| (at as f64 / 10.0, bin))
    }
}

impl Bin {
    /// The mean confidence of its relations.
    fn mean(&self) -> f64 {
        self.confidence / self.relations.max(1) as f64
    }

    /// Which share of its relations is right, 0 to 1.
    fn share(&self) -> f64 {
        self.right as f64 / self.relations.max(1) as f64
    }
}

fn hundredths(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

impl fmt::Display for RelationReport {
    /// Two tables: the scores in percent, and what share of the relations of a confidence is right.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} ({} documents)", self.file, self.documents)?;
        writeln!(f, "  {:<12} {:>9} {:>7} {:>7} {:>8}", "layer", "precision", "recall", "F1", "gold")?;
        for (layer, s) in self.rows() {
            let (precision, recall, f1) = (s.precision(), s.recall(), s.f1());
            writeln!(f, "  {layer:<12} {precision:>9.2} {recall:>7.2} {f1:>7.2} {:>8}", s.gold)?;
        }
        writeln!(f, "  {:<12} {:>9} {:>7} {:>10}", "confidence", "mean", "right", "relations")?;
        for (from, bin) in self.filled() {
            let range = format!("{from:.1} to {:.1}", from + 0.1);
            writeln!(f, "  {range:<12} {:>9.2} {:>7.2} {:>10}", bin.mean(), bin.share(), bin.relations)?;
        }
        Ok(())
    }
}

/// Predicted ids to gold ids.
fn matched(gold: &AnnotatedDocument, found: &AnnotatedDocument) -> BTreeMap<String, String> {
    let predicted: Vec<BTreeSet<String>> = found.entities.iter().map(AnnotatedEntity::strings).collect();
    let mut candidates = Vec::new();
    for (i, g) in gold.entities.iter().enumerate() {
        let own = g.strings();
        for (j, (p, names)) in found.entities.iter().zip(&predicted).enumerate().filter(|(_, (p, _))| p.kind == g.kind)
        {
            let shared = own.intersection(names).count();
            if shared > 0 {
                let same = plain(&p.name) == plain(&g.name) || (g.iso3.is_some() && g.iso3 == p.iso3);
                candidates.push((Reverse(shared), !same, i, j));
            }
        }
    }
    candidates.sort_unstable();
    let (mut ids, mut used) = (BTreeMap::new(), BTreeSet::new());
    for (_, _, i, j) in candidates {
        if let (Some(g), Some(p)) = (gold.entities.get(i), found.entities.get(j))
            && !ids.contains_key(&p.id)
            && used.insert(i)
        {
            ids.insert(p.id.clone(), g.id.clone());
        }
    }
    ids
}

/// A name without case, runs of blanks, kind of apostrophe and a leading "the".
pub fn plain(text: &str) -> String {
    let text = text.replace(['\u{2019}', '\u{2018}'], "'").to_lowercase();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.strip_prefix("the ").unwrap_or(&text).to_owned()
}
