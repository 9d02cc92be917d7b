//! Bytes of a file, decompressed. In: a file or standard input; out: a reader of plain bytes.
//!
//! What a file begins with says how it is compressed (gzip, RFC 1952; Zstandard, RFC 8878); its name is believed only
//! where it promises a compression that the bytes do not have.

use crate::{Error, Result};
use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A reader of plain bytes that may move to another thread.
pub(super) type Bytes = Box<dyn BufRead + Send>;

const GZIP: &[u8] = &[0x1f, 0x8b];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];
const BUFFER: usize = 1 << 16;

/// Opens `path` (`-` is standard input), adding the bytes read from it, before decompression, to `count`.
///
/// # Errors
/// The file cannot be opened, or is named `.gz` or `.zst` and is not.
pub(super) fn open(path: &Path, count: Arc<AtomicU64>) -> Result<Bytes> {
    let raw: Box<dyn Read + Send> = if path == Path::new("-") {
        Box::new(io::stdin())
    } else {
        Box::new(File::open(path).map_err(|e| Error::io(path, e))?)
    };
    let mut raw: Bytes = Box::new(BufReader::with_capacity(BUFFER, Counted { raw, count }));
    let start = peek(&mut raw, ZSTD.len()).map_err(|e| Error::io(path, e))?;
    let promised = path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase);
    if start.starts_with(GZIP) {
        return Ok(Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(raw))));
    }
    if start.starts_with(ZSTD) || is_skippable(&start) {
        return Ok(Box::new(BufReader::with_capacity(BUFFER, Frames::new(raw))));
    }
    match promised.as_deref() {
        Some("gz") if !start.is_empty() => Err(misnamed(path, "gzip", "gzip")),
        Some("zst") if !start.is_empty() => Err(misnamed(path, "Zstandard", "zstd")),
        _ => Ok(raw),
    }
}

fn misnamed(path: &Path, format: &str, program: &str) -> Error {
    let reason = format!("named as {format} data, but it is not: rename it, or compress it again with {program}");
    Error::input(path, None, reason)
}

/// The first `count` bytes, or fewer at the end, which `bytes` gives again when it is read.
pub(super) fn peek(bytes: &mut Bytes, count: usize) -> io::Result<Vec<u8>> {
    let mut start = Vec::with_capacity(count);
    bytes.by_ref().take(count as u64).read_to_end(&mut start)?;
    let rest = std::mem::replace(bytes, Box::new(io::empty()));
    *bytes = Box::new(Cursor::new(start.clone()).chain(rest));
    Ok(start)
}

/// A reader that tells how far it has come.
struct Counted<R> {
    raw: R,
    count: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.raw.read(buffer)?;
        self.count.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// Whether a Zstandard frame begins here that holds no data (RFC 8878, 3.1.2).
fn is_skippable(start: &[u8]) -> bool {
    matches!(start, [0x50..=0x5f, 0x2a, 0x4d, 0x18])
}

/// All frames of a Zstandard stream, one after the other: the decoder beneath reads one.
struct Frames<R> {
    source: R,
    decoder: FrameDecoder,
    in_frame: bool,
}

impl<R: BufRead> Frames<R> {
    fn new(source: R) -> Self {
        Self { source, decoder: FrameDecoder::new(), in_frame: false }
    }

    /// Goes to the next frame that holds data; whether there is one.
    fn next_frame(&mut self) -> io::Result<bool> {
        while !self.source.fill_buf()?.is_empty() {
            match self.decoder.init(&mut self.source) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    io::copy(&mut self.source.by_ref().take(u64::from(length)), &mut io::sink())?;
                }
                Err(error) => return Err(broken(&error)),
            }
        }
        Ok(false)
    }

    /// Compares the frame's checksum, where it has one.
    fn check(&self) -> io::Result<()> {
        match (self.decoder.get_checksum_from_data(), self.decoder.get_calculated_checksum()) {
            (Some(written), Some(found)) if written != found => Err(broken(&"the checksum does not agree")),
            _ => Ok(()),
        }
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            if !self.in_frame {
                self.in_frame = self.next_frame()?;
                if !self.in_frame {
                    return Ok(0);
                }
            }
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                let step = BlockDecodingStrategy::UptoBlocks(1);
                self.decoder.decode_blocks(&mut self.source, step).map_err(|e| broken(&e))?;
            }
            let read = self.decoder.read(buffer)?;
            if read > 0 {
                return Ok(read);
            }
            self.check()?;
            self.in_frame = false;
        }
    }
}

fn broken(reason: &dyn std::fmt::Display) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("broken Zstandard data ({reason})"))
}
