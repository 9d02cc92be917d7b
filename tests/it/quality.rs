//! Quality floors: the whole pipeline on a small gold of the project's own (`data/gold`), annotated by hand.
//!
//! The gold is not there to be tuned on; it is there so that a change which breaks a stage cannot pass unseen.

use demarche::document::Document;
use demarche::evaluate::{AnnotatedDocument, RelationReport};
use demarche::pipeline::Analyzer;
use demarche::relation::{Modality, Polarity};
use demarche::schema::Vocabulary;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// F1 of entities in percent, all kinds together.
const FLOOR_ENTITIES: f64 = 85.0;
/// F1 of event triples in percent.
const FLOOR_EVENTS: f64 = 60.0;
/// F1 of standing ties in percent.
const FLOOR_TIES: f64 = 65.0;

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

/// The scores of pairs of (gold, predicted).
fn score<'a>(pairs: impl IntoIterator<Item = (&'a AnnotatedDocument, &'a AnnotatedDocument)>) -> RelationReport {
    let vocabulary = Vocabulary::embedded().unwrap();
    let mut report = RelationReport::default();
    pairs.into_iter().for_each(|(gold, predicted)| report.add(gold, predicted, &vocabulary));
    report
}

/// The folder of the small gold.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/data/gold")
}

/// Every gold document with its text, in order of file name.
fn gold() -> Vec<(Document, AnnotatedDocument)> {
    let mut files: Vec<_> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    let read = |path: &PathBuf| {
        let annotated: AnnotatedDocument = serde_json::from_str(&fs::read_to_string(path).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let text = fs::read_to_string(path.with_extension("txt")).unwrap();
        let mut document = Document::new(annotated.id.clone(), text);
        document.title = annotated.title.clone();
        document.date = annotated.date.as_ref().map(|date| date.parse().unwrap());
        (document, annotated)
    };
    files.iter().map(read).collect()
}

#[test]
fn the_pipeline_stays_above_its_floors() {
    let analyzer = Analyzer::new().unwrap();
    let gold = gold();
    let found: Vec<AnnotatedDocument> = gold.iter().map(|(document, _)| (&analyzer.extract(document)).into()).collect();
    let report = score(gold.iter().map(|(_, gold)| gold).zip(&found));
    println!("{report}");
    let RelationReport { entities, events, ties, .. } = report;
    assert!(entities.f1() >= FLOOR_ENTITIES, "entities fell to {:.3}", entities.f1());
    assert!(events.f1() >= FLOOR_EVENTS, "events fell to {:.3}", events.f1());
    assert!(ties.f1() >= FLOOR_TIES, "ties fell to {:.3}", ties.f1());
}

/// The example articles: those of text files by their stems, those of `wire.jsonl` by their ids.
fn examples() -> Vec<Document> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut documents = Vec::new();
    for path in files {
        let content = fs::read_to_string(&path).unwrap();
        if path.extension().is_some_and(|extension| extension == "txt") {
            documents.push(Document::new(path.file_stem().unwrap().to_string_lossy(), content));
            continue;
        }
        for line in content.lines() {
            let article: serde_json::Value = serde_json::from_str(line).unwrap();
            let field = |name: &str| article[name].as_str().unwrap_or_else(|| panic!("{}: {name}", path.display()));
            documents.push(Document::new(field("id"), field("text")));
        }
    }
    documents
}

#[test]
fn the_examples_show_every_predicate() {
    let analyzer = Analyzer::new().unwrap();
    let found: Vec<_> =
        examples().iter().map(|document| AnnotatedDocument::from(&analyzer.extract(document))).collect();
    let relations = || found.iter().flat_map(|annotated| &annotated.relations);
    let shown: BTreeSet<_> = relations().map(|relation| relation.predicate.as_str()).collect();
    let missing: Vec<_> = EVENTS.iter().chain(&TIES).filter(|predicate| !shown.contains(**predicate)).collect();
    assert!(missing.is_empty(), "nowhere in examples/articles: {missing:?}");
    for modality in [Modality::Actual, Modality::Planned, Modality::Hypothetical] {
        for polarity in [Polarity::Affirmed, Polarity::Negated] {
            let shown = relations().any(|relation| relation.modality == modality && relation.polarity == polarity);
            assert!(shown, "nothing {polarity:?} and {modality:?} in examples/articles");
        }
    }
}

#[test]
fn the_examples_are_articles() {
    let documents = examples();
    assert!(documents.len() >= 10);
    for document in documents {
        let words = document.text.split_whitespace().count();
        assert!((150..=400).contains(&words), "{}: {words} words", document.id);
    }
}

#[test]
fn the_gold_is_well_formed() {
    let gold = gold();
    assert!(gold.len() >= 8, "only {} gold documents", gold.len());
    for (document, annotated) in &gold {
        let ids: BTreeSet<_> = annotated.entities.iter().map(|entity| entity.id.as_str()).collect();
        assert_eq!(ids.len(), annotated.entities.len(), "{}: an entity id twice", annotated.id);
        for entity in &annotated.entities {
            for mention in &entity.mentions {
                assert!(document.text.contains(mention.as_str()), "{}: no {mention:?} in the text", annotated.id);
            }
        }
        for relation in &annotated.relations {
            let place = format!("{}: {} {}", annotated.id, relation.subject, relation.predicate);
            let ends = [Some(&relation.subject), relation.object.as_ref(), relation.source.as_ref()];
            for id in ends.into_iter().flatten().chain(&relation.about) {
                assert!(ids.contains(id.as_str()), "{place}: unknown entity {id}");
            }
            let predicate = relation.predicate.as_str();
            assert!(EVENTS.contains(&predicate) || TIES.contains(&predicate), "{place}: unknown predicate");
            assert_eq!(relation.role.is_some(), predicate == "holds_office", "{place}: role");
            assert!(relation.object.is_some() || !relation.about.is_empty(), "{place}: neither object nor about");
            assert_ne!(Some(&relation.subject), relation.object.as_ref(), "{place}: subject is object");
            assert!(document.text.contains(&relation.evidence), "{place}: no {:?} in the text", relation.evidence);
        }
    }
}

#[test]
fn the_scorer_knows_right_from_wrong() {
    let gold = gold();
    let perfect = score(gold.iter().map(|(_, gold)| (gold, gold)));
    for score in [perfect.entities, perfect.events, perfect.ties] {
        assert!(score.gold > 0 && score.correct == score.gold && score.system == score.gold, "{score:?}");
    }

    let turn = |annotated: &AnnotatedDocument| {
        let mut turned = annotated.clone();
        turned.relations.retain(|relation| relation.object.is_some() && !SYMMETRIC.contains(&&*relation.predicate));
        for relation in &mut turned.relations {
            let object = relation.object.replace(relation.subject.clone());
            relation.subject = object.unwrap_or_default();
        }
        turned
    };
    let turned: Vec<_> = gold.iter().map(|(_, gold)| turn(gold)).collect();
    let scores = score(gold.iter().map(|(_, gold)| gold).zip(&turned));
    assert_eq!(scores.entities.f1(), 100.0);
    assert!(scores.events.f1() < 20.0, "direction is not looked at: {:?}", scores.events);
    assert_eq!(scores.ties.correct, 0);
}
