//! Cases that a linguist can read (`data/cases/*.md`): a sentence or two, and the facts that must and must not be found.
//!
//! ```text
//! > Norway warned Sweden not to close the strait.
//! + Norway warned Sweden
//! - Sweden warned Norway
//! - Sweden seized *            any object or none
//! + Sweden seized -            no object
//! + Oslo visited Sweden [planned; source=Oslo]
//! ?+ Norway is Country         known failure: counted, not fatal
//! ```
//! A `+` fact is affirmed, actual unless its bracket says otherwise; a `-` fact is forbidden in every form unless its
//! bracket narrows it (`negated affirmed planned hypothetical actual source= role= about=`; `any` leaves the modality of a
//! `+` fact open). `X is Person` asks for an entity and its kind. Names are any name or mention of the entity. Everything else in the files is for readers.

use crate::quality::{EVENTS, SYMMETRIC, TIES};
use demarche::document::Document;
use demarche::entity::EntityKind;
use demarche::evaluate::{AnnotatedDocument, AnnotatedEntity, AnnotatedRelation, plain};
use demarche::pipeline::Analyzer;
use demarche::relation::{Modality, Polarity};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A text and what must and must not be found in it.
struct Case {
    place: String,
    text: String,
    facts: Vec<Fact>,
}

/// One line under a case.
struct Fact {
    place: String,
    line: String,
    wanted: bool,
    known_failure: bool,
    claim: Claim,
}

/// What a line claims.
enum Claim {
    Kind(String, EntityKind),
    Relation { subject: String, predicate: String, object: String, limits: Limits },
}

/// The bracket behind a relation; what is none is not asked.
#[derive(Default)]
struct Limits {
    polarity: Option<Polarity>,
    modality: Option<Modality>,
    source: Option<String>,
    role: Option<String>,
    about: Vec<String>,
}

/// All cases of all files, in order; the error names file and line.
fn read() -> Result<Vec<Case>, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/data/cases");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut cases = Vec::new();
    for path in files {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        read_file(&name, &fs::read_to_string(&path).unwrap(), &mut cases)?;
    }
    Ok(cases)
}

fn read_file(name: &str, content: &str, cases: &mut Vec<Case>) -> Result<(), String> {
    let mut quoting = false;
    for (number, line) in content.lines().enumerate() {
        let place = format!("{name}:{}", number + 1);
        if let Some(text) = line.strip_prefix('>') {
            if !quoting {
                cases.push(Case { place, text: String::new(), facts: Vec::new() });
            }
            if let Some(case) = cases.last_mut() {
                case.text.push_str(text.trim());
                case.text.push('\n');
            }
            quoting = true;
            continue;
        }
        quoting = false;
        let known_failure = line.starts_with('?');
        let rest = line.strip_prefix('?').unwrap_or(line);
        let wanted = match rest.get(..2) {
            Some("+ ") => true,
            Some("- ") => false,
            _ => continue,
        };
        let claim = claim(rest[2..].trim(), wanted).map_err(|why| format!("{place}: {why}: {line}"))?;
        let case = cases.last_mut().ok_or_else(|| format!("{place}: a fact before the first case"))?;
        case.facts.push(Fact { place, line: line.to_owned(), wanted, known_failure, claim });
    }
    Ok(())
}

fn claim(text: &str, wanted: bool) -> Result<Claim, String> {
    let (body, bracket) = match text.split_once('[') {
        Some((body, rest)) => (body.trim(), rest.strip_suffix(']').ok_or("bracket not closed")?),
        None => (text, ""),
    };
    let words: Vec<_> = body.split_whitespace().collect();
    let at = words
        .iter()
        .position(|word| EVENTS.contains(word) || TIES.contains(word) || *word == "is")
        .filter(|&at| at > 0 && at + 1 < words.len())
        .ok_or("expected SUBJECT predicate OBJECT")?;
    let (subject, object) = (words[..at].join(" "), words[at + 1..].join(" "));
    if words[at] == "is" {
        let kind = match object.as_str() {
            "Person" => EntityKind::Person,
            "Country" => EntityKind::Country,
            "Organization" => EntityKind::Organization,
            _ => return Err("expected Person, Country or Organization".into()),
        };
        return Ok(Claim::Kind(subject, kind));
    }
    Ok(Claim::Relation { subject, predicate: words[at].to_owned(), object, limits: limits(bracket, wanted)? })
}

fn limits(bracket: &str, wanted: bool) -> Result<Limits, String> {
    let mut limits = Limits::default();
    if wanted {
        limits.polarity = Some(Polarity::Affirmed);
        limits.modality = Some(Modality::Actual);
    }
    for item in bracket.split(';').map(str::trim).filter(|item| !item.is_empty()) {
        match item.split_once('=') {
            None if item == "any" => limits.modality = None,
            None if item == "affirmed" => limits.polarity = Some(Polarity::Affirmed),
            None if item == "negated" => limits.polarity = Some(Polarity::Negated),
            None if item == "actual" => limits.modality = Some(Modality::Actual),
            None if item == "planned" => limits.modality = Some(Modality::Planned),
            None if item == "hypothetical" => limits.modality = Some(Modality::Hypothetical),
            Some(("source", name)) => limits.source = Some(name.trim().to_owned()),
            Some(("role", role)) => limits.role = Some(role.trim().to_owned()),
            Some(("about", name)) => limits.about.push(name.trim().to_owned()),
            _ => return Err(format!("unknown limit {item:?}")),
        }
    }
    Ok(limits)
}

/// Whether entity `id` of `found` goes by `name`: `*` is any or none, `-` none.
fn goes_by(found: &AnnotatedDocument, id: Option<&String>, name: &str) -> bool {
    match (id, name) {
        (_, "*") => true,
        (None, name) => name == "-",
        (Some(id), name) => found.entities.iter().any(|e| e.id == *id && e.strings().contains(&plain(name))),
    }
}

fn holds(claim: &Claim, found: &AnnotatedDocument) -> bool {
    match claim {
        Claim::Kind(name, kind) => {
            let named = |e: &AnnotatedEntity| e.kind == *kind && (name == "*" || e.strings().contains(&plain(name)));
            found.entities.iter().any(named)
        }
        Claim::Relation { subject, predicate, object, limits } => found.relations.iter().any(|relation| {
            let ends = |a: Option<&String>, b: Option<&String>| goes_by(found, a, subject) && goes_by(found, b, object);
            let (s, o) = (Some(&relation.subject), relation.object.as_ref());
            relation.predicate == *predicate
                && (ends(s, o) || SYMMETRIC.contains(&predicate.as_str()) && ends(o, s))
                && within(limits, relation, found)
        }),
    }
}

fn within(limits: &Limits, relation: &AnnotatedRelation, found: &AnnotatedDocument) -> bool {
    let source = |name: &String| goes_by(found, relation.source.as_ref(), name);
    let role = |role: &String| relation.role.as_ref().is_some_and(|said| plain(said) == plain(role));
    let about = |name: &String| relation.about.iter().any(|id| goes_by(found, Some(id), name));
    limits.polarity.is_none_or(|polarity| polarity == relation.polarity)
        && limits.modality.is_none_or(|modality| modality == relation.modality)
        && limits.source.as_ref().is_none_or(source)
        && limits.role.as_ref().is_none_or(role)
        && limits.about.iter().all(about)
}

/// One found relation as a line of a case would say it.
fn show(relation: &AnnotatedRelation, found: &AnnotatedDocument) -> String {
    let name = |id: &String| found.entities.iter().find(|e| e.id == *id).map_or(id.clone(), |e| e.name.clone());
    let mut limits = Vec::new();
    if relation.polarity == Polarity::Negated {
        limits.push("negated".to_owned());
    }
    match relation.modality {
        Modality::Actual => {}
        Modality::Planned => limits.push("planned".to_owned()),
        Modality::Hypothetical => limits.push("hypothetical".to_owned()),
    }
    limits.extend(relation.source.as_ref().map(|id| format!("source={}", name(id))));
    limits.extend(relation.role.as_ref().map(|role| format!("role={role}")));
    limits.extend(relation.about.iter().map(|id| format!("about={}", name(id))));
    let object = relation.object.as_ref().map_or("-".to_owned(), name);
    format!("{} {} {object} [{}]", name(&relation.subject), relation.predicate, limits.join("; "))
}

#[test]
fn facts_appear_and_do_not_appear() {
    let cases = read().unwrap_or_else(|error| panic!("{error}"));
    let analyzer = Analyzer::new().unwrap();
    let (mut right, mut known, mut mended, mut wrong) = (0, 0, 0, 0);
    for case in &cases {
        let found = AnnotatedDocument::from(&analyzer.extract(&Document::new(&case.place, &case.text)));
        let mut shown = false;
        for fact in &case.facts {
            match (holds(&fact.claim, &found) == fact.wanted, fact.known_failure) {
                (true, false) => right += 1,
                (false, true) => known += 1,
                (true, true) => {
                    mended += 1;
                    println!("{}: holds now, remove its '?': {}", fact.place, fact.line);
                }
                (false, false) => {
                    wrong += 1;
                    if !std::mem::replace(&mut shown, true) {
                        println!("{}: {}", case.place, case.text.trim_end());
                        let relations = found.relations.iter().map(|relation| show(relation, &found));
                        println!("    found: {}", relations.collect::<Vec<_>>().join("\n           "));
                    }
                    println!("    {}: fails: {}", fact.place, fact.line);
                }
            }
        }
    }
    println!("{} cases: {right} facts right, {wrong} wrong, {known} known failures, {mended} mended", cases.len());
    assert_eq!(wrong, 0, "facts that fail and are not marked '?' (of {})", right + wrong + known + mended);
}

#[test]
fn every_predicate_has_cases() {
    let cases = read().unwrap_or_else(|error| panic!("{error}"));
    assert!(cases.len() >= 140, "only {} cases", cases.len());
    let mut wanted: BTreeMap<&str, usize> = BTreeMap::new();
    for case in &cases {
        assert!(!case.facts.is_empty(), "{}: a case without facts", case.place);
        for fact in case.facts.iter().filter(|fact| fact.wanted) {
            if let Claim::Relation { predicate, .. } = &fact.claim {
                *wanted.entry(predicate.as_str()).or_default() += 1;
            }
        }
    }
    for predicate in EVENTS.iter().chain(&TIES) {
        let count = wanted.get(predicate).copied().unwrap_or(0);
        assert!(count >= 3, "{predicate}: wanted in {count} facts only");
    }
}
