//! How fast a large graph is written, and how much memory that takes beyond the graph:
//!
//! ```sh
//! cargo bench --bench exports                                 # a million edges between 100,000 entities
//! cargo bench --bench exports -- --nodes 20000 --edges 200000 --formats csv,graphml
//! cargo bench --bench exports -- --peers python3              # and how long others take for the same graph: peers.py
//! ```
//!
//! Each edge has a predicate, a date, a polarity, a modality and a sentence of eleven words. Seconds are the processor's
//! (Linux; all threads together) and the clock's. Files go to a temporary folder; the peers read our `csv` and `nquads`
//! there, which therefore come before `graphml`, `gexf` and `jsonld`.

#![expect(clippy::expect_used, reason = "a benchmark may stop where it fails")]

use demarche::entity::{EntityKind, MentionKind};
use demarche::export::{Format, Options, OutputFile};
use demarche::extraction::{ExtractedEntity, ExtractedEvidence, ExtractedMention, ExtractedRelation, Extraction};
use demarche::graph::{GraphBuilder, KnowledgeGraph};
use demarche::relation::{Modality, Polarity};
use demarche::schema::Vocabulary;
use std::collections::BTreeMap;
use std::fs;
use std::io::BufWriter;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// Edges that one document states.
const A_DOCUMENT: usize = 1000;
const WORDS: [&str; 16] = [
    "envoys", "from", "both", "sides", "said", "that", "the", "bridge", "<would>", "stay", "\"open\"", "&", "free",
    "for", "lorries", "tomorrow",
];
const KINDS: [EntityKind; 3] = [EntityKind::Person, EntityKind::Country, EntityKind::Organization];

/// The generator of Knuth's MMIX.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }
}

fn entity(id: String, number: usize) -> ExtractedEntity {
    let (name, kind) = (format!("Entity {number}"), KINDS[number % 3]);
    let text = name.clone();
    let mention = ExtractedMention { start: 0, end: 1, text, kind: MentionKind::Name, reason: String::new() };
    ExtractedEntity { id, kind, name, iso3: None, country: None, wikidata: None, mentions: vec![mention] }
}

fn document(number: usize, nodes: usize, dice: &mut Dice, predicates: &[String]) -> Extraction {
    let mut ids: BTreeMap<usize, String> = BTreeMap::new();
    let mut relations = Vec::with_capacity(A_DOCUMENT);
    for _ in 0..A_DOCUMENT {
        // Few entities have many edges, as in the news.
        let mut end = || {
            let entity = dice.roll(nodes).min(dice.roll(nodes));
            let next = format!("e{}", ids.len() + 1);
            ids.entry(entity).or_insert(next).clone()
        };
        let (subject, object) = (end(), end());
        let words: Vec<&str> = (0..11).map(|_| WORDS[dice.roll(WORDS.len())]).collect();
        let text = words.join(" ");
        let evidence = ExtractedEvidence {
            start: 0,
            end: text.chars().count(),
            text,
            trigger: [0, 2],
            subject: [3, 4],
            object: Some([5, 6]),
        };
        relations.push(ExtractedRelation {
            subject,
            predicate: predicates[dice.roll(predicates.len())].clone(),
            object: Some(object),
            about: Vec::new(),
            plover: None,
            cameo: None,
            polarity: [Polarity::Affirmed, Polarity::Negated][dice.roll(2)],
            modality: [Modality::Actual, Modality::Planned, Modality::Hypothetical][dice.roll(3)],
            source: None,
            role: None,
            date: Some(format!("20{}-{:02}-{:02}", 10 + dice.roll(15), 1 + dice.roll(12), 1 + dice.roll(28))),
            confidence: 0.8,
            rule: "verb:say".to_owned(),
            evidence: vec![evidence],
        });
    }
    let entities = ids.into_iter().map(|(entity_number, id)| entity(id, entity_number)).collect();
    Extraction { id: format!("document-{number:05}"), entities, relations, ..Extraction::default() }
}

fn graph(nodes: usize, edges: usize) -> KnowledgeGraph {
    let vocabulary = Vocabulary::embedded().expect("the vocabulary is part of the program");
    let predicates: Vec<String> = vocabulary.predicates.iter().map(|predicate| predicate.name.clone()).collect();
    let (mut dice, mut builder) = (Dice(7), GraphBuilder::default());
    for number in 0..edges / A_DOCUMENT {
        builder.add(&document(number, nodes, &mut dice, &predicates));
    }
    builder.finish(|_| false)
}

/// Seconds of the processor that this process has used, in hundredths.
fn seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// A line of /proc/self/status, in MB.
fn memory(line: &str) -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let found = status.lines().find_map(|l| l.strip_prefix(line));
    found.and_then(|l| l.split_whitespace().nth(1)).and_then(|kb| kb.parse::<f64>().ok()).unwrap_or_default() / 1024.0
}

/// How many seconds writing a file took.
struct Written {
    processor: f64,
    clock: f64,
}

fn write(graph: &KnowledgeGraph, file: &OutputFile, folder: &Path) -> Written {
    // The peak is counted from here.
    let _ = fs::write("/proc/self/clear_refs", "5");
    let (before, began, clock) = (memory("VmRSS"), seconds(), Instant::now());
    let path = folder.join(file.name);
    let mut out = BufWriter::with_capacity(1 << 16, fs::File::create(&path).expect("a temporary file"));
    file.write(graph, &Options::default(), &mut out).expect("room for the file");
    let written = Written { processor: seconds() - began, clock: clock.elapsed().as_secs_f64() };
    let above = memory("VmHWM") - before;
    let size = fs::metadata(&path).map_or(0.0, |file| file.len() as f64 / 1e6);
    println!(
        "{:<14} {:6.2} s of the processor, {:6.2} s of the clock, {size:8.1} MB written, {above:6.1} MB above the graph",
        file.name, written.processor, written.clock
    );
    written
}

/// Lets the peers write the same graph and says how many times as long they take.
fn compare(python: &str, format: Format, folder: &Path, ours: &Written) {
    let peers = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers.py");
    let run = Command::new(python).arg(peers).arg(format.name()).arg(folder).output().expect("the Python of --peers");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    for line in String::from_utf8_lossy(&run.stdout).lines() {
        let mut parts = line.split('\t');
        let name = parts.next().unwrap_or_default();
        let mut number = || parts.next().and_then(|n| n.parse::<f64>().ok()).unwrap_or_default();
        let (processor, clock) = (number(), number());
        println!(
            "    {name:<30} {processor:6.2} s of the processor ({:.1} times ours), {clock:6.2} s of the clock ({:.1} times ours)",
            processor / ours.processor,
            clock / ours.clock
        );
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let option = |name: &str| arguments.iter().position(|a| a == name).and_then(|at| arguments.get(at + 1));
    let number = |name: &str, usual: usize| option(name).and_then(|n| n.parse().ok()).unwrap_or(usual);
    let (nodes, edges) = (number("--nodes", 100_000), number("--edges", 1_000_000));
    let formats = option("--formats").map_or("csv,graphml,gexf,nquads,jsonld", String::as_str);
    let graph = graph(nodes, edges);
    println!("{} nodes, {} edges, {:.0} MB", graph.nodes().len(), graph.edge_count(), memory("VmRSS"));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let peers = option("--peers");
    for format in formats.split(',').map(|name| name.parse::<Format>().expect("the name of a format")) {
        let mut files = format.files().iter().map(|file| write(&graph, file, folder.path()));
        let ours =
            files.by_ref().reduce(|a, b| Written { processor: a.processor + b.processor, clock: a.clock + b.clock });
        if let (Some(python), Some(ours)) = (peers, ours) {
            compare(python, format, folder.path(), &ours);
        }
        // The peers read our tables and triples.
        let kept = matches!(format, Format::Csv | Format::Nquads);
        for file in format.files().iter().filter(|_| !kept) {
            let _ = fs::remove_file(folder.path().join(file.name));
        }
    }
}
