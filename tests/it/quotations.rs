//! Quotations against the gold of `data/quotations` (its README says how it was made): contents found at overlap 0.8,
//! speakers right, for the half that rules are developed on and for the half that is only measured.
//!
//! `cargo test --all-features quotations -- --nocapture` prints the figures, and what is missed in the first half.

use demarche::document::Document;
use demarche::extraction::{ExtractedQuotation, Extraction};
use demarche::pipeline::Analyzer;
use demarche::relation::QuotationKind;
use std::fs;
use std::path::Path;

/// F1 of contents at overlap 0.8.
const FLOOR_F1: f64 = 0.85;
/// Share of the contents found whose speaker is right.
const FLOOR_SPEAKER: f64 = 0.9;
/// How much of the longer of two contents both must share to be the same.
const OVERLAP: f64 = 0.8;

struct Article {
    document: Document,
    measure: bool,
    gold: Vec<Gold>,
}

struct Gold {
    kind: QuotationKind,
    /// None where nobody who counts as an entity speaks.
    speaker: Option<String>,
    cue: String,
    /// In code points.
    content: [usize; 2],
    optional: bool,
}

#[derive(Debug, Default)]
struct Scores {
    gold: usize,
    found: usize,
    matched: usize,
    speaker: usize,
    cue: usize,
    kind: usize,
}

impl Scores {
    fn f1(&self) -> f64 {
        2.0 * self.matched as f64 / (self.gold + self.found).max(1) as f64
    }

    fn share(&self, right: usize) -> f64 {
        right as f64 / self.matched.max(1) as f64
    }
}

fn articles() -> Vec<Article> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/data/quotations");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    let read = |path: &std::path::PathBuf| {
        let id = path.file_stem().unwrap().to_string_lossy().into_owned();
        article(&id, &fs::read_to_string(path).unwrap())
    };
    files.iter().map(read).collect()
}

fn article(id: &str, file: &str) -> Article {
    let (head, rest) = file.split_once("\n\n").unwrap();
    let (text, lines) = rest.split_once("\n---\n").unwrap_or_else(|| panic!("{id}: no line ---"));
    let measure = match head {
        "use: development" => false,
        "use: measure" => true,
        other => panic!("{id}: {other:?} is no use"),
    };
    let mut from = 0;
    let gold = lines.lines().map(|line| {
        let parts: Vec<_> = line.trim_start_matches('?').split(" | ").collect();
        let [kind, speaker, cue, content] = parts[..] else { panic!("{id}: {line}") };
        let kind = match kind {
            "direct" => QuotationKind::Direct,
            "indirect" => QuotationKind::Indirect,
            "mixed" => QuotationKind::Mixed,
            other => panic!("{id}: {other:?} is no kind of quotation"),
        };
        assert!(text.contains(cue), "{id}: no cue {cue:?} in the text");
        let speaker = (speaker != "-").then(|| speaker.to_owned());
        let [start, end] = place(text, content, from).unwrap_or_else(|| panic!("{id}: no {content:?} in the text"));
        from = start;
        let content = [start, end].map(|at| text[..at].chars().count());
        Gold { kind, speaker, cue: cue.to_owned(), content, optional: line.starts_with('?') }
    });
    let gold = gold.collect();
    Article { document: Document::new(id, text), measure, gold }
}

/// The bytes of `content` in `text`, the first at or after `from` or else the first of all; " … " stands for anything.
fn place(text: &str, content: &str, from: usize) -> Option<[usize; 2]> {
    let (first, last) = content.split_once(" … ").unwrap_or((content, ""));
    let start = text[from..].find(first).map(|at| at + from).or_else(|| text.find(first))?;
    let end = start + first.len();
    Some([start, text[end..].find(last)? + end + last.len()])
}

/// The part of the longer of two ranges that both share.
fn overlap(a: [usize; 2], b: [usize; 2]) -> f64 {
    let shared = a[1].min(b[1]).saturating_sub(a[0].max(b[0]));
    shared as f64 / (a[1] - a[0]).max(b[1] - b[0]).max(1) as f64
}

/// Whether entity `id` is called `name` somewhere in the article.
fn is_called(found: &Extraction, id: &str, name: &str) -> bool {
    let entity = found.entities.iter().find(|entity| entity.id == id).unwrap();
    entity.name == name || entity.mentions.iter().any(|mention| mention.text == name)
}

/// Adds the counts of one article to `scores`; returns what is wrong, a line each.
fn score(article: &Article, found: &Extraction, scores: &mut Scores) -> Vec<String> {
    let text = |range: [usize; 2]| -> String {
        article.document.text.chars().skip(range[0]).take(range[1] - range[0]).collect()
    };
    let name = |id: &str| found.entities.iter().find(|entity| entity.id == id).unwrap().name.clone();
    let mut errors = Vec::new();
    let mut free: Vec<&ExtractedQuotation> = found.quotations.iter().collect();
    for gold in &article.gold {
        let counts = gold.speaker.is_some() && !gold.optional;
        scores.gold += usize::from(counts);
        let best = (0..free.len())
            .max_by(|&a, &b| overlap(free[a].content, gold.content).total_cmp(&overlap(free[b].content, gold.content)));
        let best = best.filter(|&index| overlap(free[index].content, gold.content) >= OVERLAP);
        let Some(quotation) = best.filter(|_| counts || gold.optional).map(|index| free.remove(index)) else {
            if counts {
                errors.push(format!("missed: {:?} {:?}", gold.speaker, text(gold.content)));
            }
            continue;
        };
        if gold.optional {
            continue;
        }
        let right = is_called(found, &quotation.speaker, gold.speaker.as_deref().unwrap_or_default());
        scores.found += 1;
        scores.matched += 1;
        scores.speaker += usize::from(right);
        let cue = text(quotation.cue);
        scores.cue += usize::from(gold.cue.contains(&cue) || cue.contains(&gold.cue));
        scores.kind += usize::from(quotation.kind == gold.kind);
        if !right {
            let said = name(&quotation.speaker);
            errors.push(format!("speaker: {said} for {:?} {:?}", gold.speaker, text(gold.content)));
        }
    }
    scores.found += free.len();
    errors.extend(free.iter().map(|q| format!("spurious: {} {:?} {:?}", name(&q.speaker), q.kind, text(q.content))));
    errors
}

#[test]
fn quotations_stay_above_their_floors() {
    let analyzer = Analyzer::new().unwrap();
    let articles = articles();
    for (measure, name) in [(false, "development"), (true, "measure")] {
        let mut scores = Scores::default();
        for article in articles.iter().filter(|article| article.measure == measure) {
            let errors = score(article, &analyzer.extract(&article.document), &mut scores);
            for error in errors.iter().filter(|_| !measure) {
                println!("{}: {error}", article.document.id);
            }
        }
        let [speaker, cue, kind] = [scores.speaker, scores.cue, scores.kind].map(|right| scores.share(right));
        println!("{name:11} F1 {:.3}, speaker {speaker:.3}, cue {cue:.3}, kind {kind:.3} {scores:?}", scores.f1());
        assert!(scores.f1() >= FLOOR_F1, "{name}: quotations fell to {:.3}", scores.f1());
        assert!(speaker >= FLOOR_SPEAKER, "{name}: speakers fell to {speaker:.3}");
    }
}

#[test]
fn the_gold_of_quotations_is_large_enough_and_its_scorer_knows_right_from_wrong() {
    let articles = articles();
    let counted = articles.iter().flat_map(|article| &article.gold).filter(|g| g.speaker.is_some() && !g.optional);
    assert!(counted.count() >= 150);
    let article = article(
        "x",
        "use: measure\n\nPaul Anders said it was raining hard in Bergen.\n---\nindirect | Paul Anders | said | it was raining hard in Bergen\n",
    );
    assert!(overlap(article.gold[0].content, [19, 46]) > 0.9);
    assert!(overlap(article.gold[0].content, [19, 33]) < 0.8);
    let silent = Extraction::new(&article.document, &Default::default(), &Default::default());
    let mut scores = Scores::default();
    assert_eq!(score(&article, &silent, &mut scores).len(), 1);
    assert_eq!((scores.gold, scores.matched), (1, 0));
}
