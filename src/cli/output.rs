//! Files that are written whole or not at all. In: bytes; out: a file under its own name only when all of it is
//! there: it is written beside it under a temporary name and renamed at the end.

use super::console::{Console, Outcome};
use demarche::export::{self, Format};
use demarche::extraction::Extraction;
use demarche::graph::KnowledgeGraph;
use demarche::{Error, Result};
use std::fs;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// A file that does not bear its name yet; dropped, it is gone.
struct Pending {
    file: BufWriter<NamedTempFile>,
    target: PathBuf,
}

impl Pending {
    fn create(target: PathBuf) -> Result<Self> {
        if target.is_dir() {
            return Err(Error::io(target, ErrorKind::IsADirectory.into()));
        }
        let folder = match target.parent() {
            Some(parent) if parent != Path::new("") => parent,
            _ => Path::new("."),
        };
        let mut builder = tempfile::Builder::new();
        builder.prefix(".demarche-").suffix(".part");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // As any new file, less what the user's mask takes away.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let file = builder.tempfile_in(folder).map_err(|e| Error::io(folder, bare(e)))?;
        Ok(Self { file: BufWriter::with_capacity(1 << 16, file), target })
    }

    /// Writes out what is buffered.
    fn close(self) -> Result<(NamedTempFile, PathBuf)> {
        let Self { file, target } = self;
        match file.into_inner() {
            Ok(file) => Ok((file, target)),
            Err(error) => Err(Error::io(target, error.into_error())),
        }
    }
}

/// The operating system's error without the temporary name that `tempfile` adds to it.
fn bare(error: io::Error) -> io::Error {
    error.kind().into()
}

fn rename((file, target): (NamedTempFile, PathBuf)) -> Result<()> {
    file.persist(&target).map(|_| ()).map_err(|e| Error::io(target, bare(e.error)))
}

/// A folder for several files of one run, which appear together at its end.
pub struct Folder {
    path: PathBuf,
    /// Folders that were made for it, innermost first; taken away again if nothing is written.
    made: Vec<PathBuf>,
}

impl Folder {
    /// Makes the folder where it is missing, and tries whether files can be written there, so that a long run does not
    /// fail at its end.
    ///
    /// # Errors
    /// It cannot be made or not be written to.
    pub fn create(path: &Path) -> Result<Self> {
        let missing = path.ancestors().take_while(|p| *p != Path::new("") && !p.exists());
        let folder = Self { path: path.to_owned(), made: missing.map(Path::to_owned).collect() };
        fs::create_dir_all(path).map_err(|e| Error::io(path, e))?;
        Pending::create(path.join("graph"))?;
        Ok(folder)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Every file of a graph that may stand in it, whatever the formats of this run.
    pub fn files(&self) -> Vec<PathBuf> {
        Format::ALL.iter().flat_map(|format| format.files()).map(|file| self.path.join(file.name)).collect()
    }

    /// Writes `graph` in `formats`; all files get their names after the last one is whole. Gives their number.
    ///
    /// # Errors
    /// One could not be written or named.
    pub fn write(mut self, graph: &KnowledgeGraph, formats: &[Format], options: &export::Options) -> Result<usize> {
        for file in formats.iter().flat_map(|format| format.files()) {
            let target = self.path.join(file.name);
            if target.is_dir() {
                return Err(Error::io(target, ErrorKind::IsADirectory.into()));
            }
        }
        let files = export::write_folder(graph, &self.path, formats, options)?;
        self.made.clear();
        Ok(files.len())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Only what is empty goes; an error here has nothing to add to the one that led here.
        for folder in &self.made {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// A stream of data: standard output, a device or pipe, or a file that appears when it is whole.
pub struct Output {
    name: PathBuf,
    to: Target,
    error: Option<io::Error>,
}

enum Target {
    Stream(Box<dyn Write>),
    File(Pending),
}

impl Output {
    /// Opens `path`; `-` is standard output.
    ///
    /// # Errors
    /// It cannot be written there.
    pub fn create(path: &Path) -> Result<Self> {
        let to = if path == Path::new("-") {
            Target::Stream(Box::new(io::stdout().lock()))
        } else if fs::metadata(path).is_ok_and(|m| !m.is_file() && !m.is_dir()) {
            let device = fs::OpenOptions::new().write(true).open(path).map_err(|e| Error::io(path, e))?;
            Target::Stream(Box::new(device))
        } else {
            Target::File(Pending::create(path.to_owned())?)
        };
        let name = if path == Path::new("-") { "standard output".into() } else { path.to_owned() };
        Ok(Self { name, to, error: None })
    }

    /// Writes one extraction; breaks off when that cannot be done ([`Output::finish`] says why).
    pub fn line(&mut self, extraction: &Extraction) -> ControlFlow<()> {
        let mut line = Vec::new();
        let made = extraction.write_line(&mut line);
        self.put(made, &line)
    }

    /// Writes text, as [`Output::line`] does.
    pub fn text(&mut self, text: &str) -> ControlFlow<()> {
        self.put(Ok(()), text.as_bytes())
    }

    /// Writes bytes, as [`Output::line`] does.
    #[cfg(feature = "train")]
    pub fn bytes(&mut self, bytes: &[u8]) -> ControlFlow<()> {
        self.put(Ok(()), bytes)
    }

    fn put(&mut self, made: io::Result<()>, bytes: &[u8]) -> ControlFlow<()> {
        let written = made.and_then(|()| match &mut self.to {
            // Whoever reads a stream gets each document when it is done.
            Target::Stream(stream) => stream.write_all(bytes).and_then(|()| stream.flush()),
            Target::File(pending) => pending.file.write_all(bytes),
        });
        match written {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.error = Some(error);
                ControlFlow::Break(())
            }
        }
    }

    /// Gives the file its name, if any document was done.
    ///
    /// # Errors
    /// Something could not be written.
    pub fn finish(self, console: &Console) -> Result<Outcome> {
        match self.error {
            Some(error) if error.kind() == ErrorKind::BrokenPipe => return Ok(Outcome::Unread),
            Some(error) => return Err(Error::io(self.name, error)),
            None if console.done() == 0 => return Ok(Outcome::Nothing),
            None => {}
        }
        let name = self.name.display().to_string();
        match self.to {
            Target::Stream(_) => Ok(Outcome::Done("written".to_owned())),
            Target::File(pending) => {
                rename(pending.close()?)?;
                Ok(Outcome::Done(format!("written to {name}")))
            }
        }
    }
}

/// Prints an answer on standard output, all of it or an error. A reader that went away is no error.
///
/// # Errors
/// It cannot be written.
pub fn print(text: &str) -> Result<Outcome> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ok(Outcome::Answered),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(Outcome::Unread),
        Err(error) => Err(Error::io("standard output", error)),
    }
}
