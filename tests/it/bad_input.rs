//! What comes in is not always an article. Each test runs the real binary in a folder of its own: the message names
//! the file and the mend, the exit code says how much was done, everything else is processed, nothing partial is left.

use assert_cmd::Command;
use demarche::document::{Document, Options, documents};
use flate2::Compression;
use flate2::write::GzEncoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const ARTICLE: &str = "Chile's president met the prime minister of Norway in Oslo on Monday.\n";

/// A folder to run in.
struct Desk(TempDir);

/// How a run ended.
#[derive(Debug)]
struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Desk {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn with(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Run {
        self.run_on(arguments, "")
    }

    fn run_on(&self, arguments: &[&str], input: impl Into<Vec<u8>>) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
        let output = command.current_dir(self.0.path()).args(arguments).write_stdin(input).output().unwrap();
        let run = Run {
            code: output.status.code().expect("ended by a signal"),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        };
        assert!(!run.err.contains("panicked"), "{}", run.err);
        run
    }

    /// Every file below, hidden ones too, in order.
    fn files(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![self.0.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                found.push(path.strip_prefix(self.0.path()).unwrap().display().to_string());
                if path.is_dir() {
                    folders.push(path);
                }
            }
        }
        found.sort();
        found
    }

    /// The documents that the library reads from `name`, and its complaints.
    fn read(&self, name: &str) -> (Vec<Document>, Vec<String>) {
        let (good, bad): (Vec<_>, Vec<_>) = documents(&[self.path(name)], Options::default()).partition(Result::is_ok);
        let complaints = bad.into_iter().map(|b| b.unwrap_err().to_string()).collect();
        (good.into_iter().map(Result::unwrap).collect(), complaints)
    }
}

impl Run {
    fn ids(&self) -> Vec<String> {
        let ids = self.out.lines().map(|line| {
            let value: serde_json::Value = serde_json::from_str(line).unwrap();
            value["id"].as_str().unwrap().to_owned()
        });
        ids.collect()
    }

    /// The one line of standard error that begins with `kind` and speaks of `place`.
    #[track_caller]
    fn said(&self, kind: &str, place: &str) -> &str {
        let found = self.err.lines().find(|line| line.starts_with(&format!("demarche: {kind}: {place}")));
        found.unwrap_or_else(|| panic!("no {kind} about {place} in:\n{}", self.err))
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

// What is not UTF-8.

#[test]
fn other_encodings_are_decoded_with_a_warning() {
    let utf16 = "\u{feff}Türkiye’s minister spoke.";
    let desk = Desk::new()
        .with("latin1.txt", b"El presidente de M\xe9xico se reuni\xf3 con Jos\xe9 Mu\xf1oz en Bogot\xe1 ayer.")
        .with("little.txt", utf16.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>())
        .with("big.txt", utf16.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>())
        .with("sjis.txt", encoding_rs::SHIFT_JIS.encode("日本の首相は北京で中国の外相と会談した。").0);
    for (name, says, text) in [
        ("latin1.txt", "windows-1252", "reunió con José Muñoz"),
        ("little.txt", "UTF-16LE", "Türkiye’s"),
        ("big.txt", "UTF-16BE", "Türkiye’s"),
        ("sjis.txt", "Shift_JIS", "日本の首相"),
    ] {
        let run = desk.run(&["extract", name]);
        assert_eq!(run.code, 0, "{run:?}");
        assert!(run.said("warning", name).contains(says), "{run:?}");
        assert!(run.said("warning", name).contains("iconv"), "{run:?}");
        let (read, complaints) = desk.read(name);
        assert!(complaints.is_empty() && read[0].text.contains(text), "{name}: {read:?}");
        assert!(!read[0].text.contains('\u{feff}'), "the byte-order mark is not text");
    }
}

#[test]
fn json_lines_in_utf16_are_read() {
    let lines = "\u{feff}{\"id\": \"a\", \"text\": \"Łódź\"}\r\n{\"id\": \"b\", \"text\": \"Zażółć\"}\r\n";
    let desk = Desk::new().with("a.jsonl", lines.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>());
    let (read, complaints) = desk.read("a.jsonl");
    assert_eq!(read.iter().map(|d| d.text.as_str()).collect::<Vec<_>>(), ["Łódź", "Zażółć"], "{complaints:?}");
}

#[test]
fn binary_data_is_refused_and_the_rest_processed() {
    let mut program = b"\x7fELF\x02\x01\x01".to_vec();
    program.extend((0..4000u32).flat_map(|i| i.wrapping_mul(2_654_435_761).to_be_bytes()));
    let desk = Desk::new().with("a.txt", ARTICLE).with("b.txt", program).with("c.txt", [0u8; 500]);
    let run = desk.run(&["extract", "."]);
    assert_eq!((run.code, run.ids()), (1, vec!["a".to_owned()]), "{run:?}");
    assert!(run.said("error", "./b.txt").contains("binary"));
    assert!(run.said("error", "./c.txt").contains("binary"));
}

#[test]
fn a_single_zero_byte_is_kept_with_a_warning() {
    let desk = Desk::new().with("a.txt", "Peru thanked\0 Chile for its help.");
    let run = desk.run(&["extract", "a.txt"]);
    assert_eq!((run.code, run.ids()), (0, vec!["a".to_owned()]), "{run:?}");
    assert!(run.said("warning", "a.txt").contains("NUL"));
    assert!(desk.read("a.txt").0[0].text.contains("thanked\0 Chile"), "positions count the text as it is");
}

// What holds nothing.

#[test]
fn an_empty_file_is_named() {
    let desk = Desk::new().with("in/a.txt", ARTICLE).with("in/empty.txt", "").with("in/blank.txt", "\u{feff} \n\n");
    let run = desk.run(&["extract", "in"]);
    assert_eq!((run.code, run.ids()), (1, vec!["a".to_owned()]), "{run:?}");
    assert!(run.said("error", "in/empty.txt").contains("empty"));
    assert!(run.said("error", "in/blank.txt").contains("empty"));
    let alone = desk.run(&["build", "in/empty.txt", "-o", "graph"]);
    assert_eq!(alone.code, 2, "{alone:?}");
    assert!(!desk.path("graph").exists(), "nothing was done, nothing is left");
    assert_eq!(desk.run_on(&["extract", "-"], "").code, 2);
    assert!(desk.run_on(&["extract", "-"], "").said("error", "standard input").contains("empty"));
}

#[test]
fn a_missing_path_is_named_and_the_rest_processed() {
    let desk = Desk::new().with("a.txt", ARTICLE).with("none/readme.md", "x");
    let run = desk.run(&["extract", "nowhere/b.txt", "a.txt", "*.json", "none"]);
    assert_eq!((run.code, run.ids()), (1, vec!["a".to_owned()]), "{run:?}");
    assert!(run.said("error", "nowhere/b.txt").contains("check the path"));
    assert!(run.said("error", "*.json").contains("no file matches"));
    assert!(run.said("error", "none").contains(".txt"), "the message says what is read");
    assert_eq!(desk.run(&["extract", "nowhere"]).code, 2);
}

// JSON Lines.

#[test]
fn a_malformed_line_is_named_and_the_others_processed() {
    let deep = "[".repeat(100_000);
    let lines = format!(
        "{{\"id\": \"one\", \"text\": \"Peru won.\"}}\n{{\"id\": \"two\", \"text\": \n\n{{\"id\": \"four\"}}\n{{\"text\": {deep}\n\
         {{\"id\": 6, \"text\": \"Chile won.\", \"tags\": {{\"a\": [1]}}}}\r\n{{\"text\": \"Cuba won.\"}}"
    );
    let desk = Desk::new().with("news.jsonl", lines);
    let run = desk.run(&["extract", "news.jsonl"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert_eq!(run.ids(), ["one", "6", "news-7"], "an id may be a number, or is made of file and line");
    assert!(run.said("error", "news.jsonl:2: ").contains("column"), "{run:?}");
    assert!(run.said("error", "news.jsonl:4: ").contains("text"), "{run:?}");
    assert!(run.said("error", "news.jsonl:5: ").contains("JSON object"), "{run:?}");
}

#[test]
fn json_over_several_lines_is_reported_once_with_the_mend() {
    let desk = Desk::new().with("a.jsonl", "[\n  {\n    \"text\": \"Peru won.\"\n  }\n]\n").with("b.txt", ARTICLE);
    let run = desk.run(&["extract", "a.jsonl", "b.txt"]);
    assert_eq!((run.code, run.ids()), (1, vec!["b".to_owned()]), "{run:?}");
    assert!(run.said("error", "a.jsonl:1").contains("jq -c"));
    assert_eq!(run.err.matches("demarche: error").count(), 1, "{run:?}");
}

#[test]
fn a_date_that_is_none_is_left_out_with_a_warning() {
    let lines = "{\"id\": \"a\", \"date\": \"2022-02-30\", \"text\": \"Peru won.\"}\n\
                 {\"id\": \"b\", \"date\": \"2022-02-03T10:00:00Z\", \"text\": \"Cuba won.\"}\n\
                 {\"id\": \"c\", \"date\": null, \"text\": \"Chile won.\"}\n";
    let desk = Desk::new().with("a.jsonl", lines);
    let run = desk.run(&["extract", "a.jsonl"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.said("warning", "a.jsonl:1").contains("2022-02-30"));
    assert_eq!(run.err.matches("warning").count(), 1, "{run:?}");
    let dates: Vec<Option<String>> = desk.read("a.jsonl").0.iter().map(|d| d.date.map(|d| d.to_string())).collect();
    assert_eq!(dates, [None, Some("2022-02-03".to_owned()), None]);
}

#[test]
fn documents_of_the_same_name_are_told_apart() {
    let desk = Desk::new().with("in/x/a.txt", ARTICLE).with("in/y/a.txt", ARTICLE).with("in/b.txt", ARTICLE);
    assert_eq!(desk.run(&["extract", "in"]).ids(), ["b", "x/a.txt", "y/a.txt"]);
    let desk = desk.with("c.jsonl", "{\"id\": \"a\", \"text\": \"x\"}\n{\"id\": \"a\", \"text\": \"y\"}\n");
    let run = desk.run(&["extract", "c.jsonl"]);
    assert_eq!((run.code, run.ids()), (0, vec!["a".to_owned(), "a-2".to_owned()]));
    assert!(run.said("warning", "c.jsonl:2").contains("a-2"));
}

// Compressed files.

#[test]
fn compressed_files_are_read_to_their_end_whatever_they_are_called() {
    let lines = |id: &str| format!("{{\"id\": \"{id}\", \"text\": \"Peru won.\"}}\n").into_bytes();
    let members = [gzip(&lines("a")), gzip(&lines("b"))].concat();
    let skippable = b"\x50\x2a\x4d\x18\x03\0\0\0abc".to_vec();
    let frames = [zstd(&lines("c")), skippable, zstd(&lines("d"))].concat();
    let desk = Desk::new().with("one.jsonl.gz", &members).with("two.jsonl.zst", frames).with("three", members);
    assert_eq!(desk.run(&["extract", "one.jsonl.gz"]).ids(), ["a", "b"]);
    assert_eq!(desk.run(&["extract", "two.jsonl.zst"]).ids(), ["c", "d"]);
    assert_eq!(desk.run(&["extract", "three"]).ids(), ["a", "b"]);
}

#[test]
fn a_truncated_archive_is_named_and_what_came_before_is_kept() {
    let line =
        |i: usize| format!("{{\"id\": \"{i}\", \"text\": \"Minister {} met minister {}.\"}}\n", i * 7919, i * 104_729);
    let lines: String = (0..5000).map(line).collect();
    for (name, whole) in [("a.jsonl.gz", gzip(lines.as_bytes())), ("a.jsonl.zst", zstd(lines.as_bytes()))] {
        let desk = Desk::new().with(name, &whole[..whole.len() * 9 / 10]).with("b.txt", ARTICLE);
        let run = desk.run(&["extract", name, "b.txt"]);
        assert_eq!(run.code, 1, "{run:?}");
        assert!(run.said("error", &format!("{name}:")).len() > 20);
        let ids = run.ids();
        assert!(ids.len() > 1000 && ids.last().unwrap() == "b", "{} lines were kept", ids.len());
    }
    let desk = Desk::new().with("a.txt.gz", &gzip(lines.as_bytes())[..400]);
    let run = desk.run(&["extract", "a.txt.gz"]);
    assert_eq!(run.code, 2);
    assert!(run.said("error", "a.txt.gz").contains("ends too early"), "{run:?}");
}

#[test]
fn an_archive_that_is_none_is_refused() {
    let mut broken = zstd(ARTICLE.repeat(200).as_bytes());
    for byte in broken.iter_mut().skip(12) {
        *byte ^= 0x5a;
    }
    let desk = Desk::new().with("a.txt.gz", ARTICLE).with("b.txt.zst", ARTICLE).with("c.txt.zst", broken);
    let run = desk.run(&["extract", "a.txt.gz", "b.txt.zst", "c.txt.zst"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.said("error", "a.txt.gz").contains("rename it"));
    assert!(run.said("error", "b.txt.zst").contains("rename it"));
    assert!(run.said("error", "c.txt.zst").contains("Zstandard"));
}

// What is large or odd: time in proportion to length.

/// Runs `extract` on `text` and gives the time it took.
fn time(text: &str) -> Duration {
    let desk = Desk::new().with("a.txt", text);
    let start = Instant::now();
    let run = desk.run(&["extract", "a.txt"]);
    assert_eq!((run.code, run.ids()), (0, vec!["a".to_owned()]), "{}", run.err);
    start.elapsed()
}

/// Four times the text may take four times as long, with room for a busy machine, but not sixteen times.
#[track_caller]
fn assert_linear(unit: &str, bytes: usize) {
    let text = |bytes: usize| unit.repeat(bytes / unit.len());
    let (short, long) = (time(&text(bytes / 4)), time(&text(bytes)));
    let bound = (short * 9).max(Duration::from_secs(2));
    assert!(long < bound, "{unit:?}: {short:?} for {} bytes, {long:?} for {bytes}", bytes / 4);
}

#[test]
fn long_texts_take_time_in_proportion() {
    assert_linear(
        "Chile's president met the prime minister of Norway in Oslo on Monday, and \"both\" praised it.\n\n",
        1 << 16,
    );
}

#[test]
fn a_long_text_without_a_stop_takes_time_in_proportion() {
    assert_linear("and then the minister of Norway, ", 1 << 16);
    assert_linear("Sergei Lavrov ", 1 << 18);
}

#[test]
fn a_line_of_a_megabyte_without_a_space_takes_time_in_proportion() {
    assert_linear("abcdefghij", 1 << 20);
}

#[test]
fn other_long_lines_take_time_in_proportion() {
    for unit in ["Aa.", "-", "“", "'s", "U.S.", "1,", "\u{301}", "🙂", "a@b."] {
        assert_linear(unit, 1 << 13);
    }
}

#[test]
fn acts_inside_acts_take_time_in_proportion() {
    for unit in ["refuse to ", "refuse to threaten to "] {
        let text = |times: usize| format!("Norway refused to {}attack Chad.\n", unit.repeat(times));
        let (short, long) = (time(&text(5)), time(&text(60)));
        assert!(long < (short * 40).max(Duration::from_secs(2)), "{unit:?}: {short:?}, {long:?}");
    }
}

#[test]
fn deep_brackets_take_time_in_proportion() {
    assert_linear("(", 1 << 13);
    assert_linear("[({", 1 << 12);
    let desk = Desk::new().with("a.txt", format!("Peru {}won{} twice.", "(".repeat(3_000), ")".repeat(3_000)));
    assert_eq!(desk.run(&["extract", "a.txt"]).code, 0);
}

// Where to write.

#[test]
fn an_output_that_cannot_be_written_is_named_and_nothing_is_left() {
    let desk = Desk::new().with("a.txt", ARTICLE).with("file", "x").with("folder/keep.txt", "x");
    let before = desk.files();
    for (arguments, place, mend) in [
        (["build", "a.txt", "-o", "file"], "file", "in the way"),
        (["build", "a.txt", "-o", "file/graph"], "file/graph", "a file, not a folder"),
        (["extract", "a.txt", "-o", "folder"], "folder", "name a file"),
        (["extract", "a.txt", "-o", "nowhere/facts.jsonl"], "nowhere", "check the path"),
    ] {
        let run = desk.run(&arguments);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{run:?}");
        assert!(run.said("error", place).contains(mend), "{run:?}");
        assert_eq!(desk.files(), before, "{arguments:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_said_so() {
    let run = Desk::new().with("a.txt", ARTICLE).run(&["extract", "a.txt", "-o", "/dev/full"]);
    assert_eq!(run.code, 2);
    assert!(run.said("error", "/dev/full").contains("free some space"), "{run:?}");
}

/// A folder made for a run that fails is taken away again; an older graph stays as it was.
#[test]
fn a_run_that_fails_changes_nothing() {
    let desk = Desk::new()
        .with("empty.txt", "")
        .with("old/graph.dot", "old")
        .with("taken/graph.dot/x", "x")
        .with("a.txt", ARTICLE);
    let before = desk.files();
    assert_eq!(desk.run(&["build", "empty.txt", "-o", "new/deep/graph"]).code, 2);
    assert_eq!(desk.run(&["build", "empty.txt", "-o", "old"]).code, 2);
    let run = desk.run(&["build", "a.txt", "-o", "taken"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.said("error", "taken/graph.dot").contains("folder"), "{run:?}");
    assert_eq!(desk.files(), before);
    assert_eq!(fs::read(desk.path("old/graph.dot")).unwrap(), b"old");
    assert_eq!(desk.run(&["build", "a.txt", "-o", "old"]).code, 0);
    assert_ne!(fs::read(desk.path("old/graph.dot")).unwrap(), b"old", "an older graph is replaced");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let lines: String = (0..5_000).map(|i| format!("{{\"id\": \"{i}\", \"text\": \"Peru won.\"}}\n")).collect();
    let desk = Desk::new().with("a.jsonl", lines);
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_demarche"));
    command.current_dir(desk.0.path()).args(["extract", "a.jsonl"]).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert!(first.starts_with("{\"id\":\"0\""), "{first}");
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(0), ""));
}

// What is asked for.

#[test]
fn what_is_not_understood_is_a_usage_error() {
    let desk = Desk::new().with("a.txt", ARTICLE);
    for (arguments, says) in [
        (&["extract", "a.txt", "--threads", "0"][..], "1 to 1024"),
        (&["extract", "a.txt", "--threads", "many"], "1 to 1024"),
        (&["extract", "a.txt", "--threads=-1"], "1 to 1024"),
        (&["build", "a.txt", "-f", "pdf"], "graphml"),
        (&["inspect", "a.txt", "--layer", "soul"], "syntax"),
        (&["extract"], "INPUT"),
        (&["conquer"], "conquer"),
    ] {
        let run = desk.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}: {run:?}");
        assert!(run.err.contains(says), "{arguments:?}: {run:?}");
    }
    assert_eq!(desk.files(), ["a.txt"]);
}

#[test]
fn each_command_explains_itself_with_examples() {
    let desk = Desk::new();
    for command in ["build", "extract", "merge", "inspect", "evaluate"] {
        let run = desk.run(&[command, "--help"]);
        assert_eq!(run.code, 0);
        assert!(run.out.contains("Examples:") && run.out.contains(&format!("demarche {command}")), "{}", run.out);
    }
    assert!(desk.run(&["--version"]).out.starts_with("demarche "));
}

// Where documents come from.

#[test]
fn folders_patterns_and_streams_give_their_documents_in_order_and_once() {
    let desk = Desk::new()
        .with("in/b.txt", ARTICLE)
        .with("in/a/z.jsonl", "{\"id\": \"line\", \"text\": \"Peru won.\"}\n")
        .with("in/.hidden.txt", ARTICLE)
        .with("in/.git/c.txt", ARTICLE)
        .with("in/notes.md", ARTICLE)
        .with("[odd].txt", ARTICLE);
    assert_eq!(desk.run(&["extract", "in"]).ids(), ["line", "b"]);
    assert_eq!(desk.run(&["extract", "in/b.txt", "./in", "in/*.txt"]).ids(), ["b", "line"]);
    assert_eq!(desk.run(&["extract", "in/**/*.jsonl", "[odd].txt", "in/notes.md"]).ids(), ["line", "[odd]", "notes"]);
    assert_eq!(desk.run_on(&["extract", "-"], ARTICLE).ids(), ["stdin"]);
    assert_eq!(
        desk.run_on(&["extract", "-"], "{\"text\": \"Peru won.\"}\n{\"text\": \"x\"}").ids(),
        ["stdin-1", "stdin-2"]
    );
    assert_eq!(desk.run_on(&["extract", "-"], "{Peru} won.").ids(), ["stdin"], "a brace alone is no JSON");
}

#[test]
fn what_a_run_writes_in_its_own_input_is_no_document_the_next_time() {
    let desk = Desk::new().with("in/a.txt", ARTICLE);
    let build = ["build", "in", "-o", "in/graph", "-f", "plover,ftm"];
    let first = desk.run(&build);
    assert_eq!(first.code, 0, "{}", first.err);
    let second = desk.run(&build);
    assert_eq!((second.code, &second.out), (0, &first.out), "{}", second.err);
    assert!(second.err.contains("1 document:"), "{}", second.err);
    for run in 0..2 {
        let extracted = desk.run(&["extract", "in/a.txt", "in/*.jsonl", "-o", "in/found.jsonl"]);
        assert_eq!(extracted.code, i32::from(run == 0), "a pattern without a match at first: {}", extracted.err);
    }
    let named = desk.run(&["extract", "in/graph/ftm.jsonl"]);
    assert!(named.err.contains("ftm.jsonl:1"), "what is named itself is read: {}", named.err);
}

#[test]
fn a_document_over_the_limit_is_refused_and_the_next_one_read() {
    let lines = format!("{{\"text\": \"{}\"}}\n{{\"id\": \"b\", \"text\": \"Peru won.\"}}\n", "a".repeat(3000));
    let desk = Desk::new().with("a.jsonl", lines).with("b.txt", "a ".repeat(1500));
    let mut options = Options::default();
    options.max_bytes = 2000;
    let inputs: [&Path; 2] = [&desk.path("a.jsonl"), &desk.path("b.txt")];
    let read: Vec<_> = documents(&inputs, options).collect();
    assert!(read[0].is_err() && read[2].is_err(), "{read:?}");
    assert_eq!(read[1].as_ref().unwrap().id, "b");
}

#[test]
fn quiet_says_nothing_but_errors() {
    let desk = Desk::new().with("a.txt", b"M\xe9xico y Per\xfa ganaron.".as_slice()).with("b.txt", "");
    let run = desk.run(&["extract", "a.txt", "--quiet", "-o", "facts.jsonl"]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""));
    let run = desk.run(&["--quiet", "extract", "a.txt", "b.txt"]);
    assert_eq!((run.code, run.err.lines().count()), (1, 1), "{run:?}");
}
