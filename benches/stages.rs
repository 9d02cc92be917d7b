//! Words a second of each stage on one thread, on the example articles; the network and the whole with each kernel of
//! this processor, of which the first is the safe twin. The peer in the same run is the cheapest thing
//! that could be called reading: splitting the text at white space and folding case; quote the ratio to it, not the time.

#![expect(clippy::unwrap_used, reason = "a benchmark may stop where it fails")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use demarche::document::{Document, Options, documents};
use demarche::pipeline::Analyzer;
use demarche::tensor::Kernel;
use demarche::text;
use std::hint::black_box;

fn stages(criterion: &mut Criterion) {
    let articles: Vec<Document> =
        documents(&["examples/articles"], Options::default()).map(|document| document.unwrap()).collect();
    let words: usize = articles.iter().map(|article| article.text.split_whitespace().count()).sum();
    let texts: Vec<_> = articles.iter().map(text::analyze).collect();
    let mut group = criterion.benchmark_group("stages");
    group.throughput(Throughput::Elements(words as u64)).sample_size(20);
    group.bench_function("peer: split and fold", |bench| {
        bench.iter(|| {
            for article in &articles {
                article.text.split_whitespace().for_each(|word| _ = black_box(word.to_lowercase()));
            }
        });
    });
    group.bench_function("text", |bench| {
        bench.iter(|| articles.iter().for_each(|article| _ = black_box(text::analyze(article))));
    });
    for kernel in Kernel::ALL.into_iter().filter(|kernel| kernel.is_supported()) {
        let analyzer = Analyzer::new().unwrap().with_kernel(kernel);
        group.bench_function(format!("syntax, {kernel:?}"), |bench| {
            bench.iter(|| articles.iter().zip(&texts).for_each(|(a, t)| _ = black_box(analyzer.parse(a, t))));
        });
        group.bench_function(format!("all, {kernel:?}"), |bench| {
            bench.iter(|| articles.iter().for_each(|article| _ = black_box(analyzer.extract(article))));
        });
    }
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
