//! `output/` is the graph of `examples/articles` as the program makes it today, byte for byte.

use demarche::document::{Options, documents};
use demarche::export::{Format, Options as Exports};
use demarche::graph::GraphBuilder;
use demarche::pipeline::Analyzer;
use demarche::schema::Vocabulary;
use std::path::{Path, PathBuf};

#[test]
fn the_output_folder_is_fresh() {
    // Paths stand in the files as the user names them: relative to the repository, where tests are run.
    let analyzer = Analyzer::new().unwrap();
    let mut builder = GraphBuilder::default();
    let mut read = 0;
    for document in documents(&[PathBuf::from("examples/articles")], Options::default()) {
        builder.add(&analyzer.extract(&document.unwrap()));
        read += 1;
    }
    assert!(read >= 8, "only {read} example articles");
    let vocabulary = Vocabulary::embedded().unwrap();
    let graph = builder.finish(|name| vocabulary.is_symmetric(name));
    for format in Format::DEFAULT.into_iter().chain([Format::Svg]) {
        for file in format.files() {
            let mut made = Vec::new();
            file.write(&graph, &Exports::default(), &mut made).unwrap();
            let kept = std::fs::read(Path::new("output").join(file.name)).unwrap_or_default();
            assert!(
                made == kept,
                "output/{} is stale: cargo run --release -- build examples/articles -o output -f csv,graphml,dot,jsonld,svg",
                file.name
            );
        }
    }
}
