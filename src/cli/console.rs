//! What people see, on standard error: progress on a terminal, warnings, errors, one line at the end. Counts what was
//! done, which gives the exit code.

use demarche::document::{self, Document, Documents};
use demarche::pipeline;
use demarche::{Error, Result};
use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Instant;

/// How a command ended that was not stopped by an error.
#[derive(Debug)]
pub enum Outcome {
    /// What there was to do is done; what came of it, for the last line.
    Done(String),
    /// No document could be read; why not is said already.
    Nothing,
    /// The answer is on standard output, and there is nothing to add.
    Answered,
    /// Nobody reads what is written (`| head`): nothing more to say.
    Unread,
}

/// Standard error, and the counts of the run.
#[derive(Debug, Clone)]
pub struct Console {
    quiet: bool,
    threads: NonZeroUsize,
    started: Instant,
    bar: ProgressBar,
    done: Arc<AtomicU64>,
    failed: Arc<AtomicU64>,
}

impl Console {
    /// A console that says nothing but errors if `quiet`, for a run on `threads` (if none, one for each processor).
    pub fn new(quiet: bool, threads: Option<NonZeroUsize>) -> Self {
        let threads = threads.or_else(|| thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
        let (done, failed) = Default::default();
        Self { quiet, threads, started: Instant::now(), bar: ProgressBar::hidden(), done, failed }
    }

    /// How many documents were done.
    pub fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }

    fn failed(&self) -> u64 {
        self.failed.load(Ordering::Relaxed)
    }

    /// Applies `work` to the documents of `inputs`, many at a time, and gives the results to `take` in their order, until
    /// it breaks off; documents that fail are named. Files of `written`, which the run writes, are no documents where a
    /// folder is searched: the graph of a folder may stand in the folder.
    ///
    /// # Errors
    /// No thread can be started.
    pub fn each<T: Send>(
        &self,
        inputs: &[PathBuf],
        written: Vec<PathBuf>,
        work: impl Fn(&Document) -> T + Sync,
        take: impl FnMut(T) -> ControlFlow<()>,
    ) -> Result<()> {
        pipeline::for_each(self.documents(inputs, written), self.threads, work, self.counting(take))
    }

    /// The documents of `inputs`, whose warnings and progress are shown here.
    fn documents(
        &self,
        inputs: &[PathBuf],
        written: Vec<PathBuf>,
    ) -> impl Iterator<Item = Result<Document>> + Send + use<> {
        let warner = self.clone();
        let mut options = document::Options::default();
        options.leave_out = written;
        let documents = document::documents(inputs, options);
        if !self.quiet {
            self.show_progress(&documents);
        }
        let (read, bar) = (documents.bytes_read(), self.bar.clone());
        let documents = documents.on_warning(move |warning| warner.warn(warning));
        documents.inspect(move |_| bar.set_position(read.load(Ordering::Relaxed)))
    }

    /// A bar on a terminal, nothing elsewhere.
    fn show_progress(&self, documents: &Documents) {
        self.bar.set_length(documents.total_bytes());
        let known = documents.total_bytes() > 0;
        let template = if known { "{bar:40} {bytes} of {total_bytes}, {eta} left" } else { "{spinner} {bytes}" };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style);
        }
        self.bar.set_draw_target(ProgressDrawTarget::stderr());
    }

    /// A sink for results: counts them, names those that failed, and gives the others to `take` until it breaks off.
    pub fn counting<'a, T>(
        &'a self,
        mut take: impl FnMut(T) -> ControlFlow<()> + 'a,
    ) -> impl FnMut(Result<T>) -> ControlFlow<()> + 'a {
        move |result| match result {
            Ok(value) => {
                self.done.fetch_add(1, Ordering::Relaxed);
                take(value)
            }
            Err(error) => {
                self.fail(&error);
                ControlFlow::Continue(())
            }
        }
    }

    /// Counts documents that were done elsewhere: those of a graph.
    pub fn count(&self, documents: usize) {
        self.done.fetch_add(documents as u64, Ordering::Relaxed);
    }

    /// Names a document that failed.
    pub fn fail(&self, error: &Error) {
        self.failed.fetch_add(1, Ordering::Relaxed);
        self.say("error", &error.to_string());
    }

    /// Says a line that is no warning: how far a long piece of work has come, what came out of it.
    pub fn note(&self, line: &str) {
        if !self.quiet {
            let _ = writeln!(io::stderr(), "{line}");
        }
    }

    /// Says what is not as the user may think, though it keeps nothing from being done.
    pub fn warn_of(&self, line: &str) {
        if !self.quiet {
            self.say("warning", line);
        }
    }

    fn warn(&self, warning: &Error) {
        if !self.quiet {
            self.say("warning", &warning.to_string());
        }
    }

    /// One line that does not tear the bar. A closed standard error is no reason to stop.
    fn say(&self, kind: &str, text: &str) {
        self.bar.suspend(|| _ = writeln!(io::stderr(), "demarche: {kind}: {text}"));
    }

    /// The last line and the exit code: 0 all done, 1 some documents failed, 2 nothing could be done.
    pub fn end(&self, outcome: Result<Outcome>) -> ExitCode {
        self.bar.finish_and_clear();
        match outcome {
            Ok(Outcome::Done(what)) => {
                self.sum_up(&what);
                ExitCode::from(if self.failed() > 0 { 1 } else { 0 })
            }
            Ok(Outcome::Nothing) => {
                self.say("error", "nothing could be done: no document could be read");
                ExitCode::from(2)
            }
            Ok(Outcome::Answered | Outcome::Unread) => ExitCode::SUCCESS,
            Err(error) => {
                self.say("error", &error.to_string());
                ExitCode::from(2)
            }
        }
    }

    fn sum_up(&self, what: &str) {
        if self.quiet {
            return;
        }
        let failed = match self.failed() {
            0 => String::new(),
            failed => format!(", {} failed", HumanCount(failed)),
        };
        let (done, seconds) = (self.done(), self.started.elapsed().as_secs_f64());
        let plural = if done == 1 { "" } else { "s" };
        let _ = writeln!(io::stderr(), "{} document{plural}{failed}: {what} in {seconds:.1} s", HumanCount(done));
    }
}
