//! What holds for every text: layers fit the text and each other, positions slice, and neither the number of threads
//! nor the order of the files changes what comes out.

use crate::properties::run::{build, extract};
use demarche::document::{CodePoints, Document, Span};
use demarche::extraction::Extraction;
use demarche::pipeline::{Analysis, Analyzer};
use proptest::prelude::*;
use std::fs;
use std::sync::LazyLock;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new().unwrap());

/// Sentences with something to find, which random text is mixed from.
const PIECES: &[&str] = &[
    "Foreign Minister Anniken Huitfeldt met Wang Yi in Oslo on Jan. 7.",
    "\"We won't go,\" President Gabriel Boric told reporters; he didn't name Peru.",
    "The U.N. Security Council condemned North Korea’s launch -- its third",
    "Talks between Iran and the European Union broke down (see below).",
    "Canada's Trudeau, who had criticized Beijing, plans to visit Türkiye",
    "she",
    "they",
    "of",
    "and",
    "but not",
    "said",
    "'s",
    "n't",
    "’",
    "“",
    "”",
    "'",
    "\"",
    "(",
    ")",
    "[[",
    "]",
    "--",
    "—",
    "…",
    ".",
    ". . .",
    "?!",
    ",",
    ";",
    ":",
    "\n",
    "\n\n",
    "\r\n\r\n",
    "\t",
    "\u{a0}",
    "\u{200b}",
    "\u{feff}",
    "\0",
    "\u{7}",
    "é",
    "e\u{301}",
    "日本",
    "🇫🇷",
    "👩‍👩‍👧",
    "\u{202e}",
    "ﬁ",
    "İ",
    "U.S.",
    "Mr.",
    "$3.5bn",
    "12,000",
    "@who",
    "#EU",
    "http://a.b/c?d=e",
    "a@b.org",
    "Photo: AP",
    "SUBSCRIBE",
    "2022-01-31",
    "-",
    "_",
    "|",
    "<b>",
    "&amp;",
];

/// Text of pieces, of single characters of all kinds, or both.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(PIECES).prop_map(str::to_owned),
        2 => "[A-Z][a-z]{1,8}",
        1 => any::<char>().prop_map(String::from),
        1 => "\\PC{0,6}",
    ];
    let space = prop_oneof![8 => Just(" "), 2 => Just(""), 1 => Just("\n")];
    prop::collection::vec((piece, space), 0..60)
        .prop_map(|parts| parts.into_iter().flat_map(|(p, s)| [p, s.to_owned()]).collect())
}

fn slices(document: &Document, span: Span) -> bool {
    document.text.get(span.range()).is_some_and(|text| !text.is_empty())
}

/// Tokens lie in the text, in order, without white space at their ends; sentences divide them.
fn check_text(document: &Document, analysis: &Analysis) {
    let text = &analysis.text;
    for pair in text.tokens.windows(2) {
        assert!(pair[0].span.end() <= pair[1].span.start() || pair[0].span == pair[1].span, "{pair:?}");
    }
    for token in &text.tokens {
        assert!(slices(document, token.span), "{token:?}");
        let form = document.slice(token.span);
        assert_eq!(form, form.trim(), "white space is no part of a token");
    }
    let mut next = 0;
    for sentence in &text.sentences {
        assert!(sentence.tokens.start == next && sentence.tokens.end > next, "{sentence:?} after token {next}");
        next = sentence.tokens.end;
    }
    assert_eq!(next, text.tokens.len(), "sentences cover all tokens");
    let (mut at, mut between) = (0, String::new());
    for token in &text.tokens {
        between.push_str(document.text.get(at..token.span.start()).unwrap_or_default());
        at = at.max(token.span.end());
    }
    between.push_str(&document.text[at..]);
    let lost = between.chars().find(|c| c.is_alphanumeric());
    assert_eq!(lost, None, "every letter lies in a token: {between:?}");
}

/// One tree a sentence, as many words as tokens, one root, from which all words hang.
fn check_trees(analysis: &Analysis) {
    assert_eq!(analysis.trees.len(), analysis.text.sentences.len());
    for (tree, sentence) in analysis.trees.iter().zip(&analysis.text.sentences) {
        assert_eq!(tree.len(), sentence.tokens.len());
        assert_eq!(tree.words().iter().filter(|w| w.head.is_none()).count(), 1);
        for index in 0..tree.len() {
            assert!(
                tree.ancestors(index).take(tree.len() + 1).count() <= tree.len(),
                "word {index} goes round in a circle"
            );
        }
        for name in tree.names() {
            assert!(name.words.start < name.words.end && name.words.end <= tree.len(), "{name:?}");
            assert!((0.0..=1.0).contains(&name.probability), "{name:?}");
        }
    }
}

/// Mentions are tokens of one sentence; what relations and quotations point to exists.
fn check_facts(document: &Document, analysis: &Analysis) {
    let (text, entities) = (&analysis.text, &analysis.entities.entities);
    for mention in entities.iter().flat_map(|e| &e.mentions) {
        let sentence = &text.sentences[mention.sentence].tokens;
        assert!(sentence.start <= mention.tokens.start && mention.tokens.end <= sentence.end, "{mention:?}");
        assert!(mention.tokens.contains(&mention.head), "{mention:?}");
        assert!(slices(document, mention.span), "{mention:?}");
    }
    assert!(entities.iter().all(|e| !e.mentions.is_empty() && !e.name.trim().is_empty()), "{entities:?}");
    for relation in &analysis.facts.relations {
        let ids = [Some(relation.subject), relation.object, relation.source]
            .into_iter()
            .flatten()
            .chain(relation.about.clone());
        assert!(ids.into_iter().all(|id| id.0 < entities.len()), "{relation:?}");
        assert!((0.0..=1.0).contains(&relation.confidence), "{relation:?}");
        assert!(!relation.evidence.is_empty(), "{relation:?}");
        for piece in &relation.evidence {
            assert_eq!(piece.object.is_some(), relation.object.is_some(), "{relation:?}");
            let spans = [Some(piece.span), Some(piece.trigger), Some(piece.subject), piece.object];
            assert!(spans.into_iter().flatten().all(|span| slices(document, span)), "{piece:?}");
        }
    }
    for quotation in &analysis.facts.quotations {
        assert!(quotation.speaker.0 < entities.len() && slices(document, quotation.content), "{quotation:?}");
    }
}

/// The contract's positions are code points: what Python slices is the text that stands beside them.
fn check_extraction(document: &Document, extraction: &Extraction) {
    let characters: Vec<char> = document.text.chars().collect();
    let slice = |start: usize, end: usize| characters[start..end].iter().collect::<String>();
    for mention in extraction.entities.iter().flat_map(|e| &e.mentions) {
        assert_eq!(slice(mention.start, mention.end), mention.text);
    }
    for piece in extraction.relations.iter().flat_map(|r| &r.evidence) {
        assert_eq!(slice(piece.start, piece.end), piece.text);
        let [start, end] = piece.trigger;
        assert!(piece.start <= start && end <= piece.end, "{piece:?}");
    }
    let line = serde_json::to_string(extraction).unwrap();
    assert_eq!(&serde_json::from_str::<Extraction>(&line).unwrap(), extraction, "what is written is read back");
}

fn check(text: &str) {
    let document = Document::new("a", text);
    let analysis = ANALYZER.analyze(&document);
    check_text(&document, &analysis);
    check_trees(&analysis);
    check_facts(&document, &analysis);
    check_extraction(&document, &ANALYZER.extract(&document));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn any_text_gives_layers_that_fit_it(text in text()) {
        check(&text);
    }

    #[test]
    fn code_points_are_counted_as_characters(text in "\\PC{0,200}|[a-z]{0,200}", at in 0usize..800) {
        let points = CodePoints::new(&text);
        let at = (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap();
        prop_assert_eq!(points.at(&text, at), text[..at].chars().count());
    }
}

/// The properties above say nothing of layers that are empty: here none is.
#[test]
fn news_fills_every_layer() {
    let text = "Norway's foreign minister met Wang Yi in Oslo. \"We condemn Iran,\" Wang Yi said.";
    let analysis = ANALYZER.analyze(&Document::new("a", text));
    assert_eq!(analysis.text.sentences.len(), 2, "{:?}", analysis.text);
    assert_eq!(analysis.trees.len(), 2);
    assert!(analysis.entities.entities.len() >= 2, "{:?}", analysis.entities);
    assert!(!analysis.facts.relations.is_empty());
    check(text);
}

/// The binary, run on a corpus whose documents speak of the same people.
mod run {
    use assert_cmd::Command;
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::Path;

    pub fn extract(folder: &Path, arguments: &[&str]) -> Vec<u8> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
        let output = command.current_dir(folder).arg("extract").args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    }

    /// The files of the graph by name.
    pub fn build(folder: &Path, command: &str, arguments: &[&str]) -> BTreeMap<String, Vec<u8>> {
        let output = tempfile::TempDir::new().unwrap();
        let mut program = Command::new(env!("CARGO_BIN_EXE_demarche"));
        program.current_dir(folder).arg(command).args(arguments).arg("-o").arg(output.path()).assert().success();
        let files = fs::read_dir(output.path()).unwrap().map(|entry| entry.unwrap());
        files.map(|f| (f.file_name().into_string().unwrap(), fs::read(f.path()).unwrap())).collect()
    }
}

/// Thirty short articles of different lengths, in which the same names come again.
fn corpus() -> tempfile::TempDir {
    let folder = tempfile::TempDir::new().unwrap();
    for number in 0..30usize {
        let sentences = (0..1 + number % 7).map(|i| PIECES[(number * 3 + i) % 5]);
        let text = sentences.collect::<Vec<_>>().join(" ");
        fs::write(folder.path().join(format!("{:02}.txt", number * 17 % 30)), text + "\n").unwrap();
    }
    folder
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let corpus = corpus();
    let one = extract(corpus.path(), &[".", "--threads", "1"]);
    assert_eq!(one.iter().filter(|&&b| b == b'\n').count(), 30);
    for threads in ["2", "3", "8"] {
        assert!(extract(corpus.path(), &[".", "--threads", threads]) == one, "{threads} threads");
    }
    let graph = build(corpus.path(), "build", &[".", "--threads", "1"]);
    assert!(graph.len() >= 5, "{:?}", graph.keys());
    assert!(build(corpus.path(), "build", &[".", "--threads", "8"]) == graph);
}

#[test]
fn the_order_of_the_files_does_not_change_the_graph() {
    let corpus = corpus();
    let names: Vec<String> = (0..30).map(|i| format!("{i:02}.txt")).collect();
    let forwards: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut backwards = forwards.clone();
    backwards.reverse();
    let graph = build(corpus.path(), "build", &forwards);
    assert!(build(corpus.path(), "build", &backwards) == graph);
}

#[test]
fn build_is_extract_and_merge_in_parts_of_any_size() {
    let corpus = corpus();
    let whole = build(corpus.path(), "build", &["."]);
    fs::create_dir(corpus.path().join("parts")).unwrap();
    for part in 0..3 {
        let files: Vec<String> = (0..30).filter(|i| i % 3 == part).map(|i| format!("./{i:02}.txt")).collect();
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        fs::write(corpus.path().join(format!("parts/{part}.jsonl")), extract(corpus.path(), &files)).unwrap();
    }
    let merged = build(corpus.path(), "merge", &["parts/2.jsonl", "parts/0.jsonl", "parts/1.jsonl"]);
    assert!(merged == whole);
}
