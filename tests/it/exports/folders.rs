//! What a folder holds after several runs: what a run does not write stays, and it says so where that could mislead.

use assert_cmd::Command;
use std::fs;
use std::path::Path;

/// Runs `demarche` on the kept graph of the examples or what was made of it; gives what it says to people.
fn merge(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    let run = command.current_dir(env!("CARGO_MANIFEST_DIR")).arg("merge").args(arguments).assert().success();
    String::from_utf8(run.get_output().stderr.clone()).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_graph_converted_in_its_own_folder_loses_nothing() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().to_str().unwrap();
    merge(&["output/graph.jsonld", "-f", "jsonld,dot", "-o", folder]);
    let before = fs::read(place.path().join("graph.jsonld")).unwrap();
    let said = merge(&[folder, "-f", "gexf", "-o", folder]);
    assert!(!said.contains("earlier run"), "all files are of one graph: {said}");
    assert_eq!(names(place.path()), ["graph.dot", "graph.gexf", "graph.jsonld"]);
    assert!(fs::read(place.path().join("graph.jsonld")).unwrap() == before);
}

#[test]
fn files_of_an_earlier_run_stay_and_are_named() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().to_str().unwrap();
    merge(&["output", "-f", "all", "-o", folder]);
    let said = merge(&["output", "-f", "csv,jsonld", "--only", "asserted", "-o", folder]);
    assert!(
        said.contains("graph.graphml, ") && said.contains("neo4j-import.txt") && said.contains(" -f graphml,dot,"),
        "{said}"
    );
    assert!(!said.contains("nodes.csv, edges.csv") && !said.contains("graph.jsonld"), "{said}");
    // A part that is written into the folder of the whole is told of as well.
    let part = merge(&[folder, "-f", "gexf", "--largest", "3", "-o", folder]);
    assert!(part.contains("graph.jsonld"), "{part}");
    let quiet = merge(&["output", "-f", "csv", "-o", folder, "--quiet"]);
    assert_eq!(quiet, "");
    let fresh = merge(&["output", "-f", "all", "-o", folder]);
    assert!(!fresh.contains("earlier run"), "{fresh}");
}
