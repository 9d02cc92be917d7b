//! Every stage in order. In: documents; out: what was found in each, in the order of the documents, however many
//! threads work on them.

use crate::document::Document;
use crate::entity::{self, Entities};
use crate::extraction::Extraction;
use crate::gazetteer::Gazetteer;
use crate::model::Model;
use crate::relation::{self, Facts};
use crate::schema::Vocabulary;
use crate::syntax::{Parser, Tree};
use crate::tensor::Kernel;
use crate::text::{self, Text};
use crate::{Error, Result};
use jiff::civil::Date;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// The layers of one document.
#[derive(Debug, Clone, Default)]
pub struct Analysis {
    /// Tokens and sentences.
    pub text: Text,
    /// One tree a sentence.
    pub trees: Vec<Tree>,
    /// Entities and their mentions.
    pub entities: Entities,
    /// Relations and quotations.
    pub facts: Facts,
    /// The day of publication: the document's own, else that of its dateline, else the one that the user gave.
    pub published: Option<Date>,
}

/// What analysis needs to know: names, vocabulary and the trained model. Built once, shared by all threads.
pub struct Analyzer {
    gazetteer: Cow<'static, Gazetteer>,
    parser: Parser,
    vocabulary: Vocabulary,
    date: Option<Date>,
}

impl Analyzer {
    /// Loads what is built into the program.
    ///
    /// # Errors
    /// The model or the vocabulary cannot be read.
    pub fn new() -> Result<Self> {
        Self::with_model(Model::embedded()?)
    }

    /// Loads what is built into the program, but for the network of `model`.
    ///
    /// # Errors
    /// The model does not fit the program, or the vocabulary cannot be read.
    pub fn with_model(model: &Model) -> Result<Self> {
        let (gazetteer, vocabulary) = (Cow::Borrowed(Gazetteer::embedded()?), Vocabulary::embedded()?);
        Ok(Self { gazetteer, parser: Parser::new(model)?, vocabulary, date: None })
    }

    /// The same, but for the known names.
    #[must_use]
    pub fn with_names(self, gazetteer: Gazetteer) -> Self {
        Self { gazetteer: Cow::Owned(gazetteer), ..self }
    }

    /// Looks for the relations of `vocabulary`.
    #[must_use]
    pub fn with_vocabulary(self, vocabulary: Vocabulary) -> Self {
        Self { vocabulary, ..self }
    }

    /// Takes `date` for the day of publication of documents that do not tell theirs.
    #[must_use]
    pub fn with_date(self, date: Option<Date>) -> Self {
        Self { date, ..self }
    }

    /// The same analysis with the integer products of `kernel` instead of the fastest that this processor has: the
    /// results are the same, to be tested and timed.
    #[must_use]
    pub fn with_kernel(mut self, kernel: Kernel) -> Self {
        self.parser = self.parser.with_kernel(kernel);
        self
    }

    /// All layers of `document`. Odd text gives fewer facts, never an error.
    pub fn analyze(&self, document: &Document) -> Analysis {
        let text = text::analyze(document);
        let document = &*self.dated(document, &text);
        let trees = self.parse(document, &text);
        let entities = entity::recognize(document, &text, &trees, &self.gazetteer);
        let facts = relation::extract(document, &text, &trees, &entities, &self.vocabulary);
        Analysis { text, trees, entities, facts, published: document.date }
    }

    /// The document with a day of publication, where it can be known.
    fn dated<'a>(&self, document: &'a Document, text: &Text) -> Cow<'a, Document> {
        let found = document.date.is_none().then(|| relation::published(document, text).or(self.date)).flatten();
        match found {
            Some(date) => Cow::Owned(Document { date: Some(date), ..document.clone() }),
            None => Cow::Borrowed(document),
        }
    }

    /// Which triggers of `document` say nothing in `analysis`, and why.
    pub fn unused(&self, document: &Document, analysis: &Analysis) -> Vec<relation::Unused> {
        let Analysis { text, trees, entities, facts, .. } = analysis;
        relation::unused(document, text, trees, entities, &self.vocabulary, facts)
    }

    /// The trees of the sentences of `text`.
    pub fn parse(&self, document: &Document, text: &Text) -> Vec<Tree> {
        self.parser.parse(document, text, &self.gazetteer)
    }

    /// What `extract` writes for `document`.
    pub fn extract(&self, document: &Document) -> Extraction {
        // Tokens and trees are let go before the output is made: they are the most of it.
        let Analysis { entities, facts, published, .. } = self.analyze(document);
        let date = published.map(|date| date.to_string());
        Extraction { date, ..Extraction::new(document, &entities, &facts) }
    }
}

/// How many documents each thread may be ahead of the one whose turn it is: bounds what is held in memory.
const AHEAD: usize = 4;

/// A deep tree is walked by recursion in some stages: as much stack as the main thread of a program has.
const STACK: usize = 8 << 20;

/// Applies `work` to every document on `threads` threads and hands the results to `sink` in the order of the
/// documents, until `sink` breaks off. At most a few documents a thread are held at a time.
///
/// An error among `documents` is handed on in its place; a panic in `work` becomes an error of that document.
///
/// # Errors
/// No thread can be started.
pub fn for_each<T: Send>(
    documents: impl Iterator<Item = Result<Document>> + Send,
    threads: NonZeroUsize,
    work: impl Fn(&Document) -> T + Sync,
    mut sink: impl FnMut(Result<T>) -> ControlFlow<()>,
) -> Result<()> {
    let (permits, permitted) = mpsc::channel();
    let (results, finished) = mpsc::channel();
    for _ in 0..threads.get() * AHEAD {
        let _ = permits.send(());
    }
    let queue = Mutex::new(Queue { documents, permitted, next: 0 });
    thread::scope(|scope| {
        for number in 0..threads.get() {
            let (queue, work, results) = (&queue, &work, results.clone());
            let thread = thread::Builder::new().name(format!("analysis {number}")).stack_size(STACK);
            if let Err(error) = thread.spawn_scoped(scope, move || run(queue, work, &results)) {
                // The threads that did start end when there are no more permits.
                drop(permits);
                return Err(Error::input("--threads", None, format!("{error}: ask for fewer threads")));
            }
        }
        drop(results);
        deliver(finished, permits, &mut sink);
        Ok(())
    })
}

/// The documents not yet begun, their numbers, and the permits to begin one.
struct Queue<D> {
    documents: D,
    permitted: Receiver<()>,
    next: usize,
}

/// One thread: takes the next document, works, sends the result with its number.
fn run<T>(
    queue: &Mutex<Queue<impl Iterator<Item = Result<Document>>>>,
    work: impl Fn(&Document) -> T,
    results: &Sender<(usize, Result<T>)>,
) {
    loop {
        let (number, document) = {
            let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
            // Waiting with the lock held is meant: who else would begin a document has to wait for a permit as well.
            if queue.permitted.recv().is_err() {
                return;
            }
            let Some(document) = queue.documents.next() else { return };
            queue.next += 1;
            (queue.next - 1, document)
        };
        let result = document.and_then(|document| {
            catch_unwind(AssertUnwindSafe(|| work(&document))).map_err(|_| {
                let place = document.path.as_deref().unwrap_or("-");
                let reason =
                    format!("document {:?} broke the analysis, a fault of this program: please report it", document.id);
                Error::input(place, None, reason)
            })
        });
        if results.send((number, result)).is_err() {
            return;
        }
    }
}

/// Hands results on in order of their numbers, and a permit back for each.
fn deliver<T>(
    finished: Receiver<(usize, Result<T>)>,
    permits: Sender<()>,
    sink: &mut impl FnMut(Result<T>) -> ControlFlow<()>,
) {
    let (mut waiting, mut turn) = (BTreeMap::new(), 0);
    for (number, result) in finished {
        waiting.insert(number, result);
        while let Some(result) = waiting.remove(&turn) {
            turn += 1;
            if sink(result).is_break() {
                return;
            }
            let _ = permits.send(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn threads(n: usize) -> NonZeroUsize {
        NonZeroUsize::new(n).unwrap_or(NonZeroUsize::MIN)
    }

    fn numbered(n: usize) -> impl Iterator<Item = Result<Document>> + Send {
        (0..n).map(|i| match i % 7 {
            3 => Err(Error::input("x", Some(i as u64), "bad")),
            _ => Ok(Document::new(i.to_string(), "")),
        })
    }

    /// Works longer on early documents, so that later ones are done first.
    fn slowly(document: &Document) -> String {
        let number: u64 = document.id.parse().unwrap_or(0);
        thread::sleep(std::time::Duration::from_micros(500 * (5 - number % 5)));
        assert_ne!(number, 40, "this document breaks the analysis");
        document.id.clone()
    }

    #[test]
    fn results_come_in_the_order_of_the_documents_for_any_number_of_threads() {
        let run = |n| {
            let mut seen = Vec::new();
            let done = for_each(numbered(100), threads(n), slowly, |result| {
                seen.push(result.unwrap_or_else(|e| e.to_string()));
                ControlFlow::Continue(())
            });
            assert!(done.is_ok());
            seen
        };
        let alone = run(1);
        assert_eq!(alone.len(), 100);
        assert_eq!((alone[0].as_str(), alone[3].as_str(), alone[99].as_str()), ("0", "x:3: bad", "99"));
        assert!(alone[40].contains("broke the analysis"), "{}", alone[40]);
        assert_eq!(run(8), alone);
    }

    #[test]
    fn few_documents_are_held_and_none_are_read_after_a_break() {
        let begun = AtomicUsize::new(0);
        let documents = numbered(1000).inspect(|_| _ = begun.fetch_add(1, Ordering::Relaxed));
        let mut seen = 0;
        let done = for_each(documents, threads(3), slowly, |_| {
            seen += 1;
            assert!(begun.load(Ordering::Relaxed) <= seen + 3 * AHEAD);
            if seen == 20 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert!(done.is_ok());
        assert!(begun.load(Ordering::Relaxed) <= 20 + 3 * AHEAD);
    }
}
