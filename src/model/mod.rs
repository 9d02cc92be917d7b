//! The trained model: its file format, and the model that is built into the program.
//!
//! A file is the magic `DEMARCHE`, a CRC-32 of all that follows, the length of a JSON header (both little-endian `u32`),
//! the header, and the tensors in the header's order: matrices as signed bytes with an `f32` scale a row, small ones as
//! `f32`, lists of forms as little-endian integers. The header names format and feature versions, label sets, sizes and
//! provenance; what does not fit this program is refused with the reason.

use crate::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The version of the file format.
pub const FORMAT: u32 = 1;
const MAGIC: &[u8; 8] = b"DEMARCHE";

/// What the file says of itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Header {
    /// [`FORMAT`] of the program that wrote it.
    pub format: u32,
    /// The feature version of the program that wrote it.
    pub features: u32,
    /// The output units' labels, by head.
    pub labels: BTreeMap<String, Vec<String>>,
    /// Sizes of the network, by name.
    pub shape: BTreeMap<String, usize>,
    /// Data, seed, settings: as the card says them.
    pub provenance: BTreeMap<String, String>,
    /// The tensors in the order of the file.
    pub tensors: Vec<Entry>,
}

/// One tensor's name, size and form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Name.
    pub name: String,
    /// Rows.
    pub rows: usize,
    /// Columns.
    pub columns: usize,
    /// How its values are written.
    pub form: Form,
}

/// How values are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// `f32`.
    Float,
    /// `i8`, after one `f32` scale for each row.
    Byte,
    /// `u32`.
    Key,
    /// `u16`.
    Index,
}

/// Values of one tensor.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// Plain numbers, row-major.
    Float(Vec<f32>),
    /// Bytes and a scale for each row.
    Byte {
        /// One a row.
        scales: Vec<f32>,
        /// Row-major.
        bytes: Vec<i8>,
    },
    /// Keys of forms, ascending.
    Key(Vec<u32>),
    /// Numbers of rows.
    Index(Vec<u16>),
}

/// A matrix of the model.
#[derive(Debug, Clone, PartialEq)]
pub struct Tensor {
    /// Values in a row.
    pub columns: usize,
    /// The values.
    pub values: Values,
}

/// A model file read into memory.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// What it says of itself.
    pub header: Header,
    /// By name.
    pub tensors: BTreeMap<String, Tensor>,
}

impl Tensor {
    /// Signed bytes and a scale for each row of `values`, which have rows of `columns`.
    pub fn quantized(values: &[f32], columns: usize) -> Self {
        let mut scales = Vec::new();
        let mut bytes = Vec::with_capacity(values.len());
        for row in values.chunks(columns.max(1)) {
            let top = row.iter().fold(0.0f32, |m, v| m.max(v.abs()));
            let scale = if top > 0.0 { top / 127.0 } else { 1.0 };
            scales.push(scale);
            bytes.extend(row.iter().map(|v| (v / scale).round() as i8));
        }
        Self { columns, values: Values::Byte { scales, bytes } }
    }

    /// Plain numbers, whatever the form; nothing for keys and indices.
    pub fn floats(&self) -> Vec<f32> {
        match &self.values {
            Values::Float(values) => values.clone(),
            Values::Byte { scales, bytes } => (bytes.chunks(self.columns.max(1)).zip(scales))
                .flat_map(|(row, &scale)| row.iter().map(move |&b| f32::from(b) * scale))
                .collect(),
            Values::Key(_) | Values::Index(_) => Vec::new(),
        }
    }

    /// Number of values, form and bytes as the file has them.
    fn encode(&self, payload: &mut Vec<u8>) -> (usize, Form) {
        match &self.values {
            Values::Float(v) => {
                v.iter().for_each(|x| payload.extend(x.to_le_bytes()));
                (v.len(), Form::Float)
            }
            Values::Byte { scales, bytes } => {
                scales.iter().for_each(|x| payload.extend(x.to_le_bytes()));
                payload.extend(bytes.iter().map(|b| b.cast_unsigned()));
                (bytes.len(), Form::Byte)
            }
            Values::Key(v) => {
                v.iter().for_each(|x| payload.extend(x.to_le_bytes()));
                (v.len(), Form::Key)
            }
            Values::Index(v) => {
                v.iter().for_each(|x| payload.extend(x.to_le_bytes()));
                (v.len(), Form::Index)
            }
        }
    }
}

impl Model {
    /// The model that is built into the program, read once.
    ///
    /// # Errors
    /// [`Error::Model`] if the bytes are damaged.
    pub fn embedded() -> Result<&'static Self> {
        static MODEL: OnceLock<std::result::Result<Model, String>> = OnceLock::new();
        MODEL
            .get_or_init(|| Self::read(include_bytes!("english.bin")).map_err(|e| e.to_string()))
            .as_ref()
            .map_err(|reason| Error::Model(reason.trim_start_matches("model: ").to_owned()))
    }

    /// Reads a model file.
    ///
    /// # Errors
    /// [`Error::Model`] with the reason where the bytes are damaged, cut short, or of another format.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        let mut rest = bytes;
        if take(&mut rest, MAGIC.len())? != MAGIC {
            return Err(Error::Model("not a demarche model (wrong first bytes)".into()));
        }
        let checksum = number(take(&mut rest, 4)?);
        let mut crc = flate2::Crc::new();
        crc.update(rest);
        if crc.sum() != checksum {
            return Err(Error::Model("damaged: the checksum does not fit; train or fetch it again".into()));
        }
        let length = number(take(&mut rest, 4)?) as usize;
        let header = read_header(take(&mut rest, length)?)?;
        let mut tensors = BTreeMap::new();
        for entry in &header.tensors {
            let values = read_values(&mut rest, entry)?;
            if tensors.insert(entry.name.clone(), Tensor { columns: entry.columns, values }).is_some() {
                return Err(Error::Model(format!("tensor {:?} is there twice", entry.name)));
            }
        }
        match rest.len() {
            0 => Ok(Self { header, tensors }),
            more => Err(Error::Model(format!("{more} bytes after the last tensor"))),
        }
    }

    /// The file's bytes; the header's list of tensors is made anew.
    pub fn write(&self) -> Vec<u8> {
        let mut header = self.header.clone();
        header.tensors.clear();
        let mut payload = Vec::new();
        for (name, tensor) in &self.tensors {
            let columns = tensor.columns.max(1);
            let (count, form) = tensor.encode(&mut payload);
            header.tensors.push(Entry { name: name.clone(), rows: count / columns, columns, form });
        }
        // A header of plain strings and numbers always serializes.
        let header = serde_json::to_vec(&header).unwrap_or_default();
        let mut body = Vec::with_capacity(header.len() + payload.len() + 4);
        body.extend((header.len() as u32).to_le_bytes());
        body.extend(header);
        body.extend(payload);
        let mut crc = flate2::Crc::new();
        crc.update(&body);
        [MAGIC.as_slice(), &crc.sum().to_le_bytes(), &body].concat()
    }

    /// A tensor by name.
    ///
    /// # Errors
    /// [`Error::Model`] if it is missing.
    pub fn tensor(&self, name: &str) -> Result<&Tensor> {
        self.tensors.get(name).ok_or_else(|| Error::Model(format!("tensor {name:?} is missing")))
    }
}

fn take<'a>(rest: &mut &'a [u8], length: usize) -> Result<&'a [u8]> {
    match rest.split_at_checked(length) {
        Some((taken, left)) => {
            *rest = left;
            Ok(taken)
        }
        None => Err(Error::Model("cut short".into())),
    }
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |n, &b| n << 8 | u32::from(b))
}

fn read_header(json: &[u8]) -> Result<Header> {
    /// What a header of every format has.
    #[derive(Deserialize)]
    struct Version {
        format: u32,
    }
    let refuse = |e| Error::Model(format!("the header cannot be read: {e}"));
    let Version { format } = serde_json::from_slice(json).map_err(refuse)?;
    if format != FORMAT {
        return Err(Error::Model(format!("format {format}, this program reads format {FORMAT}")));
    }
    serde_json::from_slice(json).map_err(refuse)
}

fn read_values(rest: &mut &[u8], entry: &Entry) -> Result<Values> {
    let size = match entry.form {
        Form::Float | Form::Key => 4,
        Form::Index => 2,
        Form::Byte => 1,
    };
    let count = entry.rows.checked_mul(entry.columns).filter(|&n| n <= rest.len() && entry.rows <= rest.len());
    let Some(count) = count else { return Err(Error::Model(format!("tensor {:?} is cut short", entry.name))) };
    let floats = |bytes: &[u8]| {
        let values: Vec<f32> = bytes.chunks_exact(4).map(|b| f32::from_bits(number(b))).collect();
        match values.iter().all(|v| v.is_finite()) {
            true => Ok(values),
            false => Err(Error::Model(format!("tensor {:?} holds what is no number", entry.name))),
        }
    };
    let scales = match entry.form {
        Form::Byte => floats(take(rest, entry.rows.saturating_mul(4))?)?,
        _ => Vec::new(),
    };
    let bytes = take(rest, count.saturating_mul(size))?;
    Ok(match entry.form {
        Form::Float => Values::Float(floats(bytes)?),
        Form::Byte => Values::Byte { scales, bytes: bytes.iter().map(|b| b.cast_signed()).collect() },
        Form::Key => Values::Key(bytes.chunks_exact(4).map(number).collect()),
        Form::Index => Values::Index(bytes.chunks_exact(2).map(|b| number(b) as u16).collect()),
    })
}
