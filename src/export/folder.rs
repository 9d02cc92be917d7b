//! A folder of files, each written beside its place and then renamed into it, so that a reader sees the old file or the
//! new one and never a part.

use super::{Format, Options};
use crate::graph::KnowledgeGraph;
use crate::{Error, Result};
use std::io::BufWriter;
use std::path::{Path, PathBuf};

/// Writes `graph` in each of `formats` to `folder`, which is made if it does not exist; gives the files' paths.
pub fn write_folder(
    graph: &KnowledgeGraph,
    folder: &Path,
    formats: &[Format],
    options: &Options,
) -> Result<Vec<PathBuf>> {
    std::fs::create_dir_all(folder).map_err(|source| Error::io(folder, source))?;
    let mut pending = Vec::new();
    for file in formats.iter().flat_map(|format| format.files()) {
        let path = folder.join(file.name);
        let failed = |source| Error::io(&path, source);
        let mut temporary = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
        file.write(graph, options, &mut BufWriter::with_capacity(1 << 16, temporary.as_file_mut())).map_err(failed)?;
        readable(temporary.path()).map_err(failed)?;
        pending.push((temporary, path));
    }
    let mut written = Vec::new();
    for (temporary, path) in pending {
        temporary.persist(&path).map_err(|failed| Error::io(&path, failed.error))?;
        written.push(path);
    }
    Ok(written)
}

/// Temporary files are the owner's alone; an output file is for whoever may read the others.
#[cfg(unix)]
fn readable(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &Path) -> std::io::Result<()> {
    Ok(())
}
