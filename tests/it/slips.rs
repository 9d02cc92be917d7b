//! Slips of the user's pen: options that leave nothing, tables whose rows fit nothing, inputs of another command. Each is
//! told with its place and the mend.

use assert_cmd::Command;
use std::fs;
use tempfile::TempDir;

const ARTICLE: &str = "Chile's president, Ana Roe, met the prime minister of Norway in Oslo on Monday.\n";

/// Runs the tool in a folder with `a.txt` and these files; exit code and standard error.
fn run(files: &[(&str, &str)], arguments: &[&str]) -> (i32, String) {
    let desk = TempDir::new().unwrap();
    fs::write(desk.path().join("a.txt"), ARTICLE).unwrap();
    for (name, text) in files {
        fs::write(desk.path().join(name), text).unwrap();
    }
    let output =
        Command::new(env!("CARGO_BIN_EXE_demarche")).current_dir(desk.path()).args(arguments).output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_row_of_the_users_table_that_fits_nothing_is_named() {
    let table = "name\tkind\tcanonical\nAna Roe\tPERSON\tAna M. Roe\nAnna Row\tperson\tAna M. Roe\n";
    let (code, said) = run(&[("who.tsv", table)], &["build", "a.txt", "--aliases", "who.tsv"]);
    assert_eq!(code, 0, "{said}");
    let warnings: Vec<&str> = said.lines().filter(|line| line.contains("warning")).collect();
    assert!(matches!(warnings[..], [one] if one.contains("who.tsv:3: ") && one.contains("anna row")), "{said}");
}

#[test]
fn kinds_may_be_written_in_any_case() {
    let table = "name\tkind\nAna Roe\tPerson\nOslo Pier\tCompany\n";
    let (code, said) = run(&[("more.tsv", table)], &["build", "a.txt", "--gazetteer", "more.tsv"]);
    assert_eq!(code, 0, "{said}");
}

#[test]
fn days_and_numbers_that_leave_nothing_are_refused() {
    let (code, said) = run(&[], &["build", "a.txt", "--since", "2022-03", "--until", "2022-01"]);
    assert!(code == 2 && said.contains("--since") && said.contains("2022-01-31"), "{said}");
    let (code, said) = run(&[], &["build", "a.txt", "--largest", "0"]);
    assert!(code == 2 && said.contains("a number from 1"), "{said}");
}

#[test]
fn a_text_given_to_merge_is_sent_to_build() {
    let (code, said) = run(&[], &["merge", "a.txt"]);
    assert_eq!((code, said.matches("demarche build").count()), (2, 1), "{said}");
}

#[test]
fn what_is_wrong_in_json_is_said_without_words_of_rust() {
    let (code, said) = run(&[("a.jsonl", "{\"text\": {}}\n[1]\n")], &["extract", "a.jsonl"]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("a.jsonl:2: a list stands where an object is expected"), "{said}");
    assert!(!said.contains("struct") && !said.contains("Record"), "{said}");
    let (_, said) = run(&[("b.jsonl", "[1]\n")], &["merge", "b.jsonl"]);
    assert!(said.contains("not an extraction") && !said.contains("struct"), "{said}");
}
