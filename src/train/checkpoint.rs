//! The state of a run between two epochs, so that a long run which was stopped can go on: to the same bytes, as each epoch
//! draws from a random stream of its own.

use super::Settings;
use super::optimize::Adam;
use crate::syntax::network::Weights;
use crate::{Error, Result};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Write as _;
use std::path::Path;

const MAGIC: &[u8] = b"demarche checkpoint 1\n";

/// What a run needs to go on after an epoch.
pub(super) struct Checkpoint {
    /// The last epoch that is done.
    pub epoch: usize,
    steps: usize,
    /// The weights and the optimizer's moving averages.
    values: [Vec<f32>; 4],
}

impl Checkpoint {
    /// The state in the settings' checkpoint file; none where the settings name no file, or it is not there yet.
    ///
    /// # Errors
    /// The file cannot be read, is no checkpoint, or is of a run with other settings.
    pub fn read(settings: &Settings, parameters: usize) -> Result<Option<Self>> {
        let Some(path) = settings.checkpoint.as_deref().filter(|path| path.exists()) else { return Ok(None) };
        let bytes = fs::read(path).map_err(|e| Error::io(path, e))?;
        let refuse = |reason: &str| Error::input(path, None, format!("{reason}; remove the file to start anew"));
        let rest = bytes.strip_prefix(MAGIC).ok_or_else(|| refuse("not a checkpoint of this program"))?;
        let (run, rest) = rest.split_at_checked(32).ok_or_else(|| refuse("the checkpoint is cut short"))?;
        if run != fingerprint(settings).as_slice() {
            return Err(refuse("the checkpoint is of a run with other settings"));
        }
        let (counts, rest) = rest.split_at_checked(16).ok_or_else(|| refuse("the checkpoint is cut short"))?;
        if rest.len() != 16 * parameters {
            return Err(refuse("the checkpoint has another number of parameters"));
        }
        let count = |part: &[u8]| part.iter().rev().fold(0usize, |sum, &byte| sum << 8 | usize::from(byte));
        let value = |b: &[u8]| f32::from_le_bytes([b[0], b[1], b[2], b[3]]);
        let list = |number: usize| {
            rest[4 * parameters * number..][..4 * parameters].chunks_exact(4).map(value).collect::<Vec<f32>>()
        };
        Ok(Some(Self { epoch: count(&counts[..8]), steps: count(&counts[8..]), values: [0, 1, 2, 3].map(list) }))
    }

    /// Puts the state back.
    pub fn restore(self, weights: &mut Weights, adam: &mut Adam) {
        let [flat, moments @ ..] = self.values;
        weights.flat = flat;
        weights.repack();
        adam.moments = moments;
        adam.done = self.steps;
    }

    /// Keeps the state after `epoch`, where the settings name a file. The file before it stays until the new one is whole.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write(settings: &Settings, epoch: usize, weights: &Weights, adam: &Adam) -> Result<()> {
        let Some(path) = &settings.checkpoint else { return Ok(()) };
        let mut bytes = MAGIC.to_vec();
        bytes.extend(fingerprint(settings));
        bytes.extend((epoch as u64).to_le_bytes());
        bytes.extend((adam.done as u64).to_le_bytes());
        for list in std::iter::once(&weights.flat).chain(&adam.moments) {
            bytes.extend(list.iter().flat_map(|v| v.to_le_bytes()));
        }
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let io = |e| Error::io(path, e);
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(io)?;
        file.write_all(&bytes).map_err(io)?;
        file.persist(path).map_err(|e| Error::io(path, e.error))?;
        Ok(())
    }
}

/// What tells one run from another: its settings, wherever its files lie.
fn fingerprint(settings: &Settings) -> [u8; 32] {
    let run = Settings { data: "".into(), checkpoint: None, ..settings.clone() };
    Sha256::digest(format!("{run:?}")).into()
}
