//! Scores predicted documents against gold ones. In: [`Annotated`] documents; out: [`Count`]s with F1.
//!
//! Entities of one kind match one to one if they share a name or mention, most shared strings first. Relations match
//! by (subject, predicate, object) over matched entities; symmetric predicates have no direction. Optional
//! gold relations count neither way; one without object is met by a predicted one whose object it is about.

use demarche::entity::EntityKind;
use demarche::extraction::Extraction;
use demarche::relation::{Modality, Polarity};
use serde::Deserialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Predicates that are events.
pub const EVENTS: [&str; 24] = [
    "spoke_with",
    "met_with",
    "visited",
    "told",
    "urged",
    "warned",
    "threatened",
    "accused",
    "criticized",
    "denied",
    "rejected",
    "supported",
    "agreed_with",
    "cooperated_with",
    "aided",
    "conceded_to",
    "withdrew_from",
    "investigated",
    "protested_against",
    "sanctioned",
    "deployed_to",
    "detained",
    "seized",
    "attacked",
];

/// Predicates that are standing ties.
pub const TIES: [&str; 4] = ["holds_office", "member_of", "part_of", "allied_with"];

/// Predicates without direction.
pub const SYMMETRIC: [&str; 5] = ["spoke_with", "met_with", "agreed_with", "cooperated_with", "allied_with"];

/// An entity of a document, gold or predicted.
#[derive(Debug, Clone, Deserialize)]
pub struct Named {
    pub id: String,
    #[serde(rename = "type")]
    pub kind: EntityKind,
    pub name: String,
    #[serde(default)]
    pub iso3: Option<String>,
    pub mentions: Vec<String>,
}

impl Named {
    /// All that the document calls it, normalized.
    pub fn strings(&self) -> BTreeSet<String> {
        self.mentions.iter().chain([&self.name]).map(|text| norm(text)).filter(|text| !text.is_empty()).collect()
    }
}

/// A relation of a document, gold or predicted.
#[derive(Debug, Clone, Deserialize)]
pub struct Stated {
    pub subject: String,
    pub predicate: String,
    pub object: Option<String>,
    #[serde(default)]
    pub about: Vec<String>,
    #[serde(default)]
    pub polarity: Polarity,
    #[serde(default)]
    pub modality: Modality,
    pub source: Option<String>,
    #[serde(default)]
    pub role: Option<String>,
    #[serde(default)]
    pub evidence: String,
    #[serde(default)]
    pub optional: bool,
}

/// What is said of one document, by hand or by the program.
#[derive(Debug, Clone, Deserialize)]
pub struct Annotated {
    pub id: String,
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default)]
    pub date: Option<String>,
    pub entities: Vec<Named>,
    pub relations: Vec<Stated>,
}

impl From<&Extraction> for Annotated {
    fn from(found: &Extraction) -> Self {
        let entities = found.entities.iter().map(|entity| Named {
            id: entity.id.clone(),
            kind: entity.kind,
            name: entity.name.clone(),
            iso3: entity.iso3.clone(),
            mentions: entity.mentions.iter().map(|mention| mention.text.clone()).collect(),
        });
        let relations = found.relations.iter().map(|relation| Stated {
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

/// A name without case, runs of blanks, kind of apostrophe and a leading "the".
pub fn norm(text: &str) -> String {
    let plain = text.replace(['\u{2019}', '\u{2018}'], "'").to_lowercase();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    plain.strip_prefix("the ").unwrap_or(&plain).to_owned()
}

/// What was asked, given and right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    pub gold: usize,
    pub predicted: usize,
    pub right: usize,
}

impl Count {
    /// The harmonic mean of precision and recall; 0 where nothing is right.
    pub fn f1(self) -> f64 {
        match self.gold + self.predicted {
            0 => 0.0,
            sum => 2.0 * self.right as f64 / sum as f64,
        }
    }

    fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.predicted += other.predicted;
        self.right += other.right;
    }
}

/// The scores of a set of documents, and what was missed or wrongly said.
#[derive(Debug, Default)]
pub struct Scores {
    pub entities: Count,
    pub events: Count,
    pub ties: Count,
    pub errors: Vec<String>,
}

/// Scores pairs of (gold, predicted).
pub fn score<'a>(pairs: impl IntoIterator<Item = (&'a Annotated, &'a Annotated)>) -> Scores {
    let mut scores = Scores::default();
    for (gold, predicted) in pairs {
        let matched = match_entities(&gold.entities, &predicted.entities);
        scores.entities.add(Count {
            gold: gold.entities.len(),
            predicted: predicted.entities.len(),
            right: matched.len(),
        });
        let (events, mut errors) = score_relations(gold, predicted, &matched, &EVENTS);
        let (ties, more) = score_relations(gold, predicted, &matched, &TIES);
        scores.events.add(events);
        scores.ties.add(ties);
        errors.extend(more);
        scores.errors.extend(errors);
    }
    scores
}

/// Predicted ids to gold ids.
fn match_entities(gold: &[Named], predicted: &[Named]) -> BTreeMap<String, String> {
    let strings: Vec<_> = predicted.iter().map(Named::strings).collect();
    let mut candidates = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        let own = g.strings();
        for (j, p) in predicted.iter().enumerate().filter(|(_, p)| p.kind == g.kind) {
            let shared = strings[j].intersection(&own).count();
            if shared > 0 {
                let same = norm(&g.name) == norm(&p.name) || (g.iso3.is_some() && g.iso3 == p.iso3);
                candidates.push((Reverse(shared), !same, i, j));
            }
        }
    }
    candidates.sort_unstable();
    let (mut matched, mut used) = (BTreeMap::new(), BTreeSet::new());
    for (_, _, i, j) in candidates {
        if !matched.contains_key(&predicted[j].id) && used.insert(i) {
            matched.insert(predicted[j].id.clone(), gold[i].id.clone());
        }
    }
    matched
}

/// Subject, predicate, object; of a symmetric predicate the smaller id first.
type Key = (String, String, Option<String>);

/// What stands under one key: whether every relation there is optional, and what they are about.
struct Group {
    optional: bool,
    about: BTreeSet<String>,
}

fn group(relations: &[Stated], predicates: &[&str], id: impl Fn(&str) -> String) -> BTreeMap<Key, Group> {
    let mut groups = BTreeMap::new();
    for relation in relations.iter().filter(|r| predicates.contains(&r.predicate.as_str())) {
        let (mut subject, mut object) = (id(&relation.subject), relation.object.as_deref().map(&id));
        let smaller = object.as_mut().filter(|other| **other < subject);
        if let Some(other) = smaller.filter(|_| SYMMETRIC.contains(&relation.predicate.as_str())) {
            std::mem::swap(other, &mut subject);
        }
        let group = groups
            .entry((subject, relation.predicate.clone(), object))
            .or_insert_with(|| Group { optional: true, about: BTreeSet::new() });
        group.optional &= relation.optional;
        group.about.extend(relation.about.iter().map(|about| id(about)));
    }
    groups
}

/// Whether a predicted key says what a gold key without object asks.
fn meets(gold: &Key, about: &BTreeSet<String>, predicted: &Key) -> bool {
    let has = |id: &Option<String>| id.as_ref().is_some_and(|id| about.contains(id));
    gold.2.is_none() && gold.1 == predicted.1 && gold.0 == predicted.0 && has(&predicted.2)
}

fn score_relations(
    gold: &Annotated,
    predicted: &Annotated,
    matched: &BTreeMap<String, String>,
    predicates: &[&str],
) -> (Count, Vec<String>) {
    let asked = group(&gold.relations, predicates, str::to_owned);
    let mut given =
        group(&predicted.relations, predicates, |id| matched.get(id).cloned().unwrap_or_else(|| format!("?{id}")));
    let mut pairs: Vec<(&Key, Key)> = asked.keys().filter(|k| given.contains_key(*k)).map(|k| (k, k.clone())).collect();
    for (key, group) in asked.iter().filter(|(k, _)| !given.contains_key(*k)) {
        let free = given.keys().find(|p| meets(key, &group.about, p) && !pairs.iter().any(|(_, q)| q == *p));
        if let Some(found) = free.cloned() {
            pairs.push((key, found));
        }
    }
    for (key, found) in &pairs {
        if asked.get(*key).is_some_and(|group| group.optional) {
            given.remove(found);
        }
    }
    pairs.retain(|(key, _)| asked.get(*key).is_some_and(|group| !group.optional));
    let names = names(gold, predicted);
    let say = |kind: &str, key: &Key| {
        let name = |id: &str| names.get(id).cloned().unwrap_or_else(|| id.to_owned());
        format!("{kind} {}: {} {} {}", gold.id, name(&key.0), key.1, key.2.as_deref().map_or("-".into(), name))
    };
    let missed = asked.iter().filter(|(k, g)| !g.optional && !pairs.iter().any(|(asked, _)| asked == k));
    let mut errors: Vec<_> = missed.map(|(key, _)| say("missed  ", key)).collect();
    let wrong = given.keys().filter(|k| !pairs.iter().any(|(_, found)| found == *k));
    errors.extend(wrong.map(|key| say("spurious", key)));
    let count = Count {
        gold: asked.values().filter(|group| !group.optional).count(),
        predicted: given.len(),
        right: pairs.len(),
    };
    (count, errors)
}

/// Names by gold id, and by `?` and predicted id.
fn names(gold: &Annotated, predicted: &Annotated) -> BTreeMap<String, String> {
    let known = gold.entities.iter().map(|e| (e.id.clone(), e.name.clone()));
    known.chain(predicted.entities.iter().map(|e| (format!("?{}", e.id), format!("?{}", e.name)))).collect()
}
