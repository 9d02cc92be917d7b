//! The house stands as planned: rooms import only rooms before them, no file is unsafe, none knows a machine.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Files that may say `unsafe`: the kernels, because instructions of newer processors can be used in no other way.
const UNSAFE_ALLOWED: &[&str] = &["src/tensor/kernels.rs"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All files under `folder` with one of `endings`, as path from the root and text.
fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if endings.iter().any(|e| path.extension().is_some_and(|found| found == *e)) {
                let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// The rooms in the order in which `lib.rs` lists them.
fn rooms() -> Vec<String> {
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let names = lib.lines().filter_map(|line| line.trim().strip_prefix("pub mod ")?.strip_suffix(';'));
    names.map(str::to_owned).collect()
}

/// The room that a source file belongs to: `src/text/lexer.rs` is of `text`.
fn room_of(file: &str) -> String {
    let inside = file.strip_prefix("src/").unwrap();
    let first = inside.split('/').next().unwrap();
    first.strip_suffix(".rs").unwrap_or(first).to_owned()
}

/// Code without comments, without white space between tokens that matter, and without the unit tests at its end, which
/// may build what they need out of any room.
fn code(text: &str) -> String {
    let shipped = text.split("\n#[cfg(test)]").next().unwrap_or_default();
    let lines = shipped.lines().map(|line| line.split("//").next().unwrap_or_default().trim());
    lines.collect::<Vec<_>>().join(" ")
}

/// The rooms that `code` names after `crate::`, also in lists: `use crate::{text::Text, syntax}`.
fn imported(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with(|c: char| c == '$' || c == '_' || c.is_alphanumeric()) {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => names.extend(top_level(list)),
            None => names.push(first_name(rest)),
        }
    }
    names
}

/// First names of the parts of a list, up to its closing brace.
fn top_level(list: &str) -> Vec<String> {
    let (mut depth, mut part, mut parts) = (0, String::new(), Vec::new());
    for c in list.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => parts.push(std::mem::take(&mut part)),
            _ if depth == 0 => part.push(c),
            _ => {}
        }
    }
    parts.push(part);
    parts.iter().map(|p| first_name(p.trim())).collect()
}

fn first_name(path: &str) -> String {
    path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn the_check_itself_sees_every_way_to_import() {
    let text = "use crate::text::Text; use crate::{Error, syntax::{Tree, conllu}, graph};\n// use crate::export\n\
                fn f() -> crate::entity::Entities { $crate::model::x() }\n#[cfg(test)]\nuse crate::pipeline;";
    assert_eq!(imported(&code(text)), ["text", "Error", "syntax", "graph", "entity"]);
}

/// documents → text → syntax → entities → relations → graph → export: what a room imports stands above it in lib.rs.
#[test]
fn data_flows_one_way() {
    let mut uses: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    let rooms = rooms();
    for (file, text) in files("src", &["rs"]) {
        let room = room_of(&file);
        if matches!(room.as_str(), "lib" | "main" | "cli") {
            continue;
        }
        assert!(rooms.contains(&room), "{file} belongs to no room that lib.rs lists");
        for used in imported(&code(&text)).into_iter().filter(|used| rooms.contains(used) && *used != room) {
            uses.entry(room.clone()).or_default().entry(used).or_insert(file.clone());
        }
    }
    assert!(uses.values().map(BTreeMap::len).sum::<usize>() > 10, "too few imports seen: {uses:?}");
    let mut wrong = Vec::new();
    let place = |room: &str| rooms.iter().position(|r| r == room);
    for (room, used) in &uses {
        for (used, file) in used {
            if place(used) >= place(room) {
                wrong.push(format!("{file}: {room} uses {used}, which comes after it"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The tool stands on the public library alone: it has no way in but `demarche::`.
#[test]
fn the_library_knows_nothing_of_the_tool() {
    for (file, text) in files("src", &["rs"]) {
        if !matches!(room_of(&file).as_str(), "main" | "cli") {
            let code = code(&text);
            for outside in ["clap::", "indicatif::", "std::env::args", "eprintln!", "println!", "process::exit"] {
                assert!(!code.contains(outside), "{file} uses {outside}, which is the tool's");
            }
        }
    }
}

#[test]
fn main_is_a_table_of_contents() {
    let main = fs::read_to_string(root().join("src/main.rs")).unwrap();
    assert!(main.lines().count() < 80, "main.rs has {} lines", main.lines().count());
}

#[test]
fn nothing_but_the_kernels_is_unsafe() {
    for (file, text) in files("src", &["rs"]) {
        let says = code(&text).split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == "unsafe");
        assert!(!says || UNSAFE_ALLOWED.contains(&file.as_str()), "{file} says unsafe and is not on the list");
    }
}

/// Nothing in the repository depends on where somebody built it.
#[test]
fn no_file_knows_a_machine() {
    let places = ["work/", "root/", "home/", "Users/"].map(|place| format!("/{place}"));
    for folder in ["src", "tests", "schema", "examples", "output", "benches"] {
        if !Path::new(&root()).join(folder).exists() {
            continue;
        }
        for (file, text) in
            files(folder, &["rs", "toml", "md", "py", "tsv", "json", "jsonld", "ttl", "csv", "graphml", "dot"])
        {
            for (number, line) in text.lines().enumerate() {
                let found = places.iter().find(|place| names_place(line, place));
                assert!(found.is_none(), "{file}:{}: a path of a machine: {line}", number + 1);
            }
        }
    }
}

/// Whether `line` has the absolute path `place`: after a space or quote, not inside a longer path or address.
fn names_place(line: &str, place: &str) -> bool {
    line.match_indices(place)
        .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || ".~*}>/_-".contains(c)))
}

/// Files that stay readable: what is larger is split.
#[test]
fn files_are_small() {
    for (file, text) in files("src", &["rs"]) {
        let lines = text.lines().count();
        assert!(lines <= 500, "{file} has {lines} lines");
    }
}
