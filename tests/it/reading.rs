//! A graph read in the terminal: the commands that answer questions, on the graph of the example articles.

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// Runs `demarche`; gives exit code, standard output and standard error.
fn demarche(arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().expect("ended by a signal"), text(output.stdout), text(output.stderr))
}

/// What a question that can be answered prints, and nothing else.
fn answer(arguments: &[&str]) -> String {
    let (code, out, err) = demarche(arguments);
    assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
    out
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&answer(&[arguments, &["--json"]].concat())).unwrap()
}

/// Rows of CSV by column.
fn csv(arguments: &[&str]) -> Vec<std::collections::BTreeMap<String, String>> {
    let out = answer(&[arguments, &["--csv"]].concat());
    csv::Reader::from_reader(out.as_bytes()).deserialize().map(Result::unwrap).collect()
}

/// The edges of the example graph, as its table has them.
fn edges() -> Vec<std::collections::BTreeMap<String, String>> {
    csv::Reader::from_path(concat!(env!("CARGO_MANIFEST_DIR"), "/output/edges.csv"))
        .unwrap()
        .deserialize()
        .map(Result::unwrap)
        .collect()
}

#[test]
fn stats_count_what_the_tables_hold() {
    let stats = json(&["stats", "output", "--top", "5"]);
    assert_eq!(stats["edges"], edges().len());
    assert_eq!(stats["actors"].as_array().unwrap().len(), 5);
    let predicates = stats["predicates"].as_array().unwrap();
    assert_eq!(predicates.iter().map(|p| p["edges"].as_u64().unwrap()).sum::<u64>(), edges().len() as u64);

    let everybody = csv(&["stats", "output"]);
    let entities = stats["entities"].as_object().unwrap().values().filter_map(Value::as_u64);
    assert_eq!(everybody.len() as u64, entities.sum::<u64>());
    let ranks: f64 = everybody.iter().map(|row| row["PageRank"].parse::<f64>().unwrap()).sum();
    assert!((ranks - 1.0).abs() < 0.01, "{ranks}");
    let ukraine = everybody.iter().position(|row| row["entity"] == "Ukraine").unwrap();
    assert!(ukraine < 10, "Ukraine is the {ukraine}th");
    let text = answer(&["stats", "output"]);
    for heading in ["ENTITY", "PREDICATE", "MONTH", "COMMUNITY"] {
        assert!(text.contains(heading), "{text}");
    }
}

#[test]
fn show_tells_all_of_one_entity() {
    let text = answer(&["show", "Lavrov", "output"]);
    assert!(text.starts_with("Sergei Lavrov (Person, "), "{text}");
    assert!(text.contains("foreign minister, Russia"), "{text}");
    let russia = json(&["show", "RUS", "output"]);
    assert_eq!((&russia["name"], &russia["kind"]), (&"Russia".into(), &"Country".into()));
    let of_russia = edges().iter().filter(|e| e["Source"] == "country-RUS" || e["Target"] == "country-RUS").count();
    assert_eq!(russia["relations"].as_array().unwrap().len(), of_russia);
}

#[test]
fn a_path_is_a_chain_from_one_to_the_other() {
    let steps = json(&["path", "Lavrov", "Iran", "output"]);
    let steps = steps.as_array().unwrap();
    let mut at = "Sergei Lavrov";
    for step in steps {
        let ends = [step["subject"]["name"].as_str().unwrap(), step["object"]["name"].as_str().unwrap()];
        assert!(ends.contains(&at), "{at} is no end of {ends:?}");
        at = if ends[0] == at { ends[1] } else { ends[0] };
    }
    assert_eq!(at, "Iran");
    assert!((1..5).contains(&steps.len()), "{} steps", steps.len());
}

#[test]
fn a_timeline_is_in_order_of_time() {
    let said = csv(&["timeline", "Russia", "Ukraine", "output"]);
    let dates: Vec<&str> = said.iter().map(|row| row["date"].as_str()).filter(|date| !date.is_empty()).collect();
    assert!(dates.is_sorted(), "{dates:?}");
    let attack = |row: &&std::collections::BTreeMap<String, String>| row["relation"].contains("attacked");
    let attack = said.iter().find(attack).expect("an attack");
    assert!(!attack["sentence"].is_empty());
    for row in &said {
        let mut ends = [row["subject"].as_str(), row["object"].as_str()];
        ends.sort_unstable();
        assert_eq!(ends, ["Russia", "Ukraine"]);
    }
}

#[test]
fn a_query_finds_what_fits() {
    let expected = |keep: &dyn Fn(&std::collections::BTreeMap<String, String>) -> bool| {
        edges().iter().filter(|row| keep(row)).count()
    };
    let count = |arguments: &[&str]| json(arguments).as_array().unwrap().len();
    assert_eq!(count(&["query", "*", "*", "*", "output"]), edges().len());
    assert_eq!(
        count(&["query", "*", "accused,urged", "*", "output"]),
        expected(&|row| row["Predicate"] == "accused" || row["Predicate"] == "urged")
    );
    let by_russia =
        expected(&|row| row["Source"] == "country-RUS" || row["Symmetric"] == "true" && row["Target"] == "country-RUS");
    assert_eq!(count(&["query", "Russia", "*", "*", "output"]), by_russia);
    let ministries = csv(&["query", "*ministry*", "*", "*", "output"]);
    assert!(!ministries.is_empty());
}

#[test]
fn a_graph_does_not_differ_from_itself_and_an_added_article_shows() {
    assert_eq!(answer(&["diff", "output", "output"]), "the two graphs say the same\n");
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    std::fs::write(path("news.txt"), "On Monday, Kenya accused Norway of spying.\n").unwrap();
    let (facts, old, new) = (path("facts.jsonl"), path("old"), path("new"));
    assert_eq!(demarche(&["merge", "output/graph.jsonld", "-o", &old, "-q"]).0, 0);
    assert_eq!(demarche(&["extract", &path("news.txt"), "-o", &facts, "-q"]).0, 0);
    assert_eq!(demarche(&["merge", "output/graph.jsonld", &facts, "-o", &new, "-q"]).0, 0);
    let diff = json(&["diff", &old, &new]);
    let added = diff["relations"]["added"].as_array().unwrap();
    assert!(added.iter().any(|edge| edge["subject"]["name"] == "Kenya" && edge["predicate"] == "accused"), "{diff}");
    assert_eq!(diff["relations"]["removed"], Value::Array(Vec::new()));
    assert!(answer(&["diff", &old, &new]).starts_with("+ "));
}

#[test]
fn what_is_not_there_is_said_with_a_suggestion() {
    for (arguments, hint) in [
        (&["show", "Lavrof", "output"][..], "Sergei Lavrov"),
        (&["path", "Lavrov", "Irann", "output"], "Iran"),
        (&["query", "*", "acused", "*", "output"], "accused"),
        (&["query", "*Zanzibar*", "*", "*", "output"], "no name fits"),
        (&["stats", "examples"], "graph.jsonld"),
        (&["stats", "no-such-folder"], "no such file"),
    ] {
        let (code, out, err) = demarche(arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains(hint), "{arguments:?}: {err}");
    }
}
