//! Who is who across documents: a corpus of traps, orders of documents, what the user rules, and what the tool says of it.

use assert_cmd::Command;
use demarche::document::{self, Document};
use demarche::evaluate::{compare_identity, read_identity};
use demarche::extraction::Extraction;
use demarche::graph::{Found, GraphBuilder, Identity, KnowledgeGraph, Rulings};
use demarche::pipeline::Analyzer;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/data/identity")
}

fn analyzer() -> &'static Analyzer {
    static ANALYZER: OnceLock<Analyzer> = OnceLock::new();
    ANALYZER.get_or_init(|| Analyzer::new().unwrap())
}

/// What is found in the articles with traps.
fn traps() -> &'static [Extraction] {
    static FOUND: OnceLock<Vec<Extraction>> = OnceLock::new();
    FOUND.get_or_init(|| {
        let documents = document::documents(&[folder()], document::Options::default());
        documents.map(|document| analyzer().extract(&document.unwrap())).collect()
    })
}

fn graph_of<'a>(extractions: impl IntoIterator<Item = &'a Extraction>, rulings: Rulings) -> KnowledgeGraph {
    let mut builder = GraphBuilder::default();
    builder.rule(rulings);
    extractions.into_iter().for_each(|extraction| builder.add(extraction));
    builder.finish(|predicate| matches!(predicate, "met_with" | "spoke_with"))
}

/// The graph of texts with the ids `a`, `b`, ...
fn graph(texts: &[&str], rulings: &str) -> KnowledgeGraph {
    let ids = ('a'..='z').map(String::from);
    let found: Vec<Extraction> =
        texts.iter().zip(ids).map(|(text, id)| analyzer().extract(&Document::new(id, *text))).collect();
    let rulings = if rulings.is_empty() { Rulings::default() } else { Rulings::read("ours.tsv", rulings).unwrap() };
    graph_of(&found, rulings)
}

fn names(graph: &KnowledgeGraph) -> Vec<&str> {
    graph.nodes().map(|node| node.name.as_str()).collect()
}

/// A shuffle with a fixed stream (Knuth's multiplicative generator).
fn shuffled<T>(items: &[T], seed: u64) -> Vec<&T> {
    let mut state = seed;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let mut all: Vec<&T> = items.iter().collect();
    for end in (1..all.len()).rev() {
        all.swap(end, next(end + 1));
    }
    all
}

#[test]
fn no_trap_merges_two_and_few_split_one() {
    let gold = read_identity("gold.tsv", &fs::read_to_string(folder().join("gold.tsv")).unwrap()).unwrap();
    let report = compare_identity("gold.tsv", &gold, &graph_of(traps(), Rulings::default()));
    assert!(report.wrong_merges.is_empty(), "{report}");
    assert!(report.split_rate() <= 5.0, "{report}");
    assert!(report.missed.len() * 20 <= report.rows, "the traps are not reached: {report}");
}

#[test]
fn the_measure_sees_a_wrong_merge_and_a_split() {
    let gold = read_identity("gold.tsv", &fs::read_to_string(folder().join("gold.tsv")).unwrap()).unwrap();
    let rows = "name\tkind\tcanonical\tid\nCarlos Mendoza\tPerson\tCarlos Mendoza\tboth-1\n\
                keep apart\tPerson\tSergei Lavrov\tSergey Lavrov\n";
    let graph = graph_of(traps(), Rulings::read("ours.tsv", rows).unwrap());
    let report = compare_identity("gold.tsv", &gold, &graph);
    assert!(
        report.wrong_merges.iter().any(|(node, _)| node.contains("both-1") || node.contains("Mendoza")),
        "{report}"
    );
    assert!(report.splits.iter().any(|(entity, _)| entity == "lavrov"), "{report}");
}

#[test]
fn the_order_of_documents_does_not_matter() {
    let first = graph_of(traps(), Rulings::default());
    for seed in 1..=50 {
        let mut parts = [GraphBuilder::default(), GraphBuilder::default()];
        for (number, extraction) in shuffled(traps(), seed).into_iter().enumerate() {
            parts[number % 2].add(extraction);
        }
        let [mut one, other] = parts;
        one.merge(other);
        let graph = one.finish(|predicate| matches!(predicate, "met_with" | "spoke_with"));
        assert!(graph == first, "order {seed} gives another graph");
    }
}

#[test]
fn a_finished_graph_merged_again_says_the_same() {
    let first = graph_of(traps(), Rulings::default());
    let mut builder = GraphBuilder::default();
    builder.add_graph(&first);
    assert!(builder.finish(|predicate| matches!(predicate, "met_with" | "spoke_with")) == first);
}

#[test]
fn every_join_says_what_spoke_for_it() {
    let graph = graph_of(traps(), Rulings::default());
    let Found::One(index) = graph.find("Blinken") else { panic!("one Blinken") };
    let node = graph.petgraph().node_weight(index).unwrap();
    let alone = node.occurrences.iter().find(|occurrence| occurrence.identity == Identity::Surname).unwrap();
    let because = alone.because.as_deref().unwrap();
    assert!(because.contains("Antony Blinken in geneva-session") && because.contains("United States"), "{because}");
    for node in graph.nodes() {
        for occurrence in &node.occurrences {
            let guessed = !matches!(occurrence.identity, Identity::Iso3 | Identity::Wikidata | Identity::Name);
            assert!(!guessed || occurrence.because.is_some(), "{}: {occurrence:?}", node.name);
        }
    }
}

#[test]
fn names_lead_to_nodes_without_case_and_accents_and_misspelt_ones_get_suggestions() {
    let graph = graph_of(traps(), Rulings::default());
    let id = |name: &str| match graph.find(name) {
        Found::One(index) => graph.id(index).to_owned(),
        other => panic!("{name}: {other:?}"),
    };
    assert_eq!(id("erdogan"), id("Recep Tayyip Erdoğan"));
    // A part of either spelling.
    assert_eq!(id("Zelenskiy"), id("Zelenskyy"));
    assert_eq!((id("RUS"), id("moscow")), ("country-RUS".to_owned(), "country-RUS".to_owned()));
    assert!(matches!(graph.find("Mendoza"), Found::Several(all) if all.len() == 2));
    assert!(matches!(graph.find("Zelenskyi"), Found::Nobody(alike) if alike[0].contains("Zelensk")));
    assert!(matches!(graph.find("Ztrwq"), Found::Nobody(alike) if alike.is_empty()));
}

#[test]
fn what_may_be_one_and_was_left_apart_is_listed_with_the_reason() {
    let graph = graph_of(traps(), Rulings::default());
    let pairs = graph.left_apart();
    let mendoza = pairs.iter().find(|pair| graph.name(pair.one) == "Carlos Mendoza").unwrap();
    assert!(mendoza.why.contains("PAN") && mendoza.why.contains("PHL"), "{}", mendoza.why);
}

const QUIST: [&str; 2] = [
    "Norwegian Foreign Minister Mara Quist met Swedish Foreign Minister Olof Lind in Oslo on Friday. Norway thanked Sweden.",
    "Norwegian Foreign Minister Marianne Quist-Dahl criticized Sweden on Monday, and Norway recalled its ambassador.",
];

#[test]
fn an_alias_joins_what_the_rules_leave_apart_and_gives_name_and_id() {
    let free = graph(&QUIST, "");
    assert!(
        names(&free).contains(&"Mara Quist") && names(&free).contains(&"Marianne Quist-Dahl"),
        "{:?}",
        names(&free)
    );
    let rulings = "name\tkind\tcanonical\tid\nMarianne Quist-Dahl\tPerson\tMara Quist\tours-17\n";
    let ruled = graph(&QUIST, rulings);
    let quist = ruled.node("ours-17").unwrap();
    assert_eq!((quist.name.as_str(), quist.documents), ("Mara Quist", 2));
    assert!(quist.occurrences.iter().all(|occurrence| occurrence.identity == Identity::Ruled));
    assert!(quist.occurrences[1].because.as_deref().unwrap().starts_with("ours.tsv:2"));
}

#[test]
fn an_alias_without_id_joins_the_entity_of_that_name() {
    let ruled = graph(&QUIST, "name\tkind\tcanonical\nMarianne Quist-Dahl\tPerson\tMara Quist\n");
    let quist = ruled.nodes().find(|node| node.name == "Mara Quist").unwrap();
    assert_eq!(quist.documents, 2);
}

#[test]
fn names_that_the_user_keeps_apart_stay_two() {
    let texts = [
        "Russian Foreign Minister Sergei Lavrov met Norwegian Foreign Minister Mara Quist in Oslo on Friday.",
        "Russian Foreign Minister Sergey Lavrov visited Sweden on Monday.",
    ];
    let one = graph(&texts, "");
    assert_eq!(one.nodes().filter(|node| node.name.contains("Lavrov")).count(), 1);
    let two = graph(&texts, "name\tkind\tcanonical\tid\nkeep apart\tPerson\tSergei Lavrov\tSergey Lavrov\n");
    assert_eq!(two.nodes().filter(|node| node.name.contains("Lavrov")).count(), 2);
}

fn demarche() -> Command {
    Command::cargo_bin("demarche").unwrap()
}

fn shown(command: &mut Command) -> String {
    String::from_utf8(command.assert().success().get_output().stdout.clone()).unwrap()
}

#[test]
fn the_tool_lists_and_explains_a_graph() {
    let place = tempfile::tempdir().unwrap();
    let at = |name: &str| place.path().join(name);
    fs::write(at("a.txt"), QUIST[0]).unwrap();
    fs::write(at("b.txt"), "The Tin Traders Guild (TTG) warned Mara Quist on Tuesday. Norway did not answer the TTG.")
        .unwrap();
    fs::write(at("names.tsv"), "name\tkind\taliases\tcountry\nTin Traders Guild\tngo\tTTG\tNOR\n").unwrap();
    fs::write(at("who.tsv"), "name\tkind\tcanonical\tid\nOlof Lind\tPerson\tOlof Lind\tlind-1\n").unwrap();
    let graph = at("graph");
    let mut build = demarche();
    build.args(["build", "-q", "--gazetteer"]).arg(at("names.tsv")).arg("--aliases").arg(at("who.tsv"));
    build.arg("-o").arg(&graph).arg(at("a.txt")).arg(at("b.txt")).assert().success();

    let table = shown(demarche().arg("entities").arg(&graph));
    assert!(table.contains("Mara Quist") && table.contains("lind-1") && table.contains("TTG"), "{table}");
    let json = shown(demarche().args(["entities", "--json", "--kind", "organization"]).arg(&graph));
    let listed: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!(listed.as_array().unwrap().iter().any(|node| node["country"] == "NOR"), "{json}");
    assert!(shown(demarche().args(["entities", "--csv"]).arg(&graph)).starts_with("id,name,kind,"));

    let why = shown(demarche().args(["explain", "Olof Lind"]).arg(&graph));
    assert!(why.contains("ruled by the user") && why.contains("who.tsv:2"), "{why}");
    let edge = shown(demarche().args(["explain", "quist", "lind"]).arg(&graph));
    for part in ["met with", "trigger", "met", "verb:meet", "affirmed", "actual", "document", "Mara Quist"] {
        assert!(edge.contains(part), "{part} is missing in {edge}");
    }
    let lost = demarche().args(["explain", "Qvist"]).arg(&graph).assert().code(2);
    let message = String::from_utf8(lost.get_output().stderr.clone()).unwrap();
    assert!(message.contains("do you mean Mara Quist?"), "{message}");
}

#[test]
fn faulty_tables_are_named_with_line_and_mend_and_nothing_is_written() {
    let place = tempfile::tempdir().unwrap();
    let at = |name: &str| place.path().join(name);
    fs::write(at("a.txt"), QUIST[0]).unwrap();
    fs::write(at("bad.tsv"), "name\tkind\tcanonical\nQuist\tWoman\tMara Quist\n").unwrap();
    for option in ["--aliases", "--gazetteer"] {
        let mut build = demarche();
        build.arg("build").arg(at("a.txt")).arg(option).arg(at("bad.tsv")).arg("-o").arg(at("graph"));
        let message = String::from_utf8(build.assert().code(2).get_output().stderr.clone()).unwrap();
        assert!(message.contains("bad.tsv:"), "{message}");
        assert!(!at("graph").exists());
    }
}

#[test]
fn evaluate_measures_identity() {
    let report = shown(demarche().args(["evaluate", "--json", "-q"]).arg(folder().join("gold.tsv")));
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert!(report["bCubed"]["f1"].as_f64().unwrap() > 95.0, "{report}");
    assert_eq!(report["wrongMerges"].as_array().unwrap().len(), 0);
}
