//! A vocabulary of the user's own: the worked example of `examples/companies`, and mistakes with their lines.

use assert_cmd::Command;
use demarche::document::Document;
use demarche::pipeline::Analyzer;
use demarche::schema::Vocabulary;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/companies")
}

fn own() -> Vocabulary {
    Vocabulary::own("relations.toml", &fs::read_to_string(folder().join("relations.toml")).unwrap()).unwrap()
}

#[test]
fn the_example_of_companies_finds_what_its_articles_say() {
    let analyzer = Analyzer::new().unwrap().with_vocabulary(own());
    let mut found = Vec::new();
    for article in ["2024-03-11-takeover", "2024-04-02-patent", "2024-05-21-offer"] {
        let text = fs::read_to_string(folder().join(article).with_extension("txt")).unwrap();
        let extraction = analyzer.extract(&Document::new(article, text));
        let name = |id: &str| extraction.entities.iter().find(|entity| entity.id == id).unwrap().name.clone();
        found.extend(extraction.relations.iter().map(|r| {
            let object = r.object.as_deref().map(name).unwrap_or_default();
            let world = format!("{} {}", r.polarity.as_str(), r.modality.as_str());
            format!("{} {} {object}, {world}, {}", name(&r.subject), r.predicate, r.date.as_deref().unwrap_or("-"))
        }));
    }
    for fact in [
        "Brightwell Corp. acquired Halden Group, affirmed actual, 2024-03-11",
        "Brightwell Corp. hired Ingrid Sauer, affirmed actual, 2024-02-01/2024-02-29",
        "Halden Group dismissed Tom Whitby, affirmed actual, 2024-01-01/2024-01-31",
        "Castell Industries invested_in Halden Group, affirmed actual, 2022-01-01/2022-12-31",
        "Castell Industries sued Brightwell Corp., affirmed actual, 2024-04-02",
        "Brightwell Corp. sued Castell Industries, affirmed hypothetical, -",
        "Castell Industries partnered_with Merrow Technologies, affirmed actual, 2023-01-01/2023-12-31",
        "Merrow Technologies acquired Castell Industries, affirmed planned, 2024-01-01/2024-12-31",
    ] {
        assert!(found.iter().any(|f| f == fact), "not found: {fact}\nin {found:#?}");
    }
}

#[test]
fn the_tool_reads_it_and_says_why_a_trigger_gave_nothing() {
    let mut command = Command::cargo_bin("demarche").unwrap();
    let file = folder().join("relations.toml");
    command.args(["inspect", "-q", "--why", "--relations"]).arg(file).arg("-");
    let output = command.write_stdin("Some people bought Halden Group Inc. in May.").output().unwrap();
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(shown.contains("verb:buy (acquired)"), "{shown}");
    assert!(shown.contains("the subject “Some people” is no entity"), "{shown}");
}

#[test]
fn mistakes_are_told_with_their_lines() {
    let good = "[predicate.sued]\ndefinition = \"d\"\nexample = \"e\"\n";
    for (tail, line, reason) in [
        ("verbs = \"sue : obj\"\nplovr = \"X\"\n", 5, "unknown field `plovr`"),
        ("verbs = \"sue : obj\"\nsubject = [\"Compny\"]\n", 5, "unknown variant `Compny`"),
        ("verbs = \"\"\"\nsue : obj\nfile <suit> : against\n\"\"\"\n", 6, "class `suit`"),
        ("verbs = \"\"\"\nsue obj\n\"\"\"\n", 5, ""),
        ("verbs = \"sue : obj@Firm\"\n", 4, "`Firm` is no kind of entity"),
        ("verbs = \"sue : obj\n", 4, ""),
        ("", 1, "no word says `sued`"),
        (
            "verbs = \"sue : obj\"\n[predicate.\"Was Sued\"]\ndefinition = \"\"\nexample = \"\"\nverbs = \"x : obj\"\n",
            5,
            "is no name",
        ),
    ] {
        let error = Vocabulary::own("own.toml", &format!("{good}{tail}")).unwrap_err().to_string();
        assert!(error.starts_with(&format!("own.toml:{line}: ")) && error.contains(reason), "{tail:?}: {error}");
    }
    let error = Vocabulary::own("own.toml", "[predicate]\n").unwrap_err().to_string();
    assert!(error.contains("no relation is in it"), "{error}");
}
