//! What the network knows of forms.

use super::features;
use super::network::Batch;
use crate::model::{Model, Values};
use crate::{Error, Result};

/// The name of the groups in the model.
pub(crate) const GROUPS: &str = "lexicon.groups";
/// Ways in which the vectors are divided into groups.
pub const DIVISIONS: usize = 4;

/// The forms that the network knows: which are frequent, and which have a static vector.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lexicon {
    /// Keys of the lower-cased forms seen twice in training, ascending.
    pub known: Vec<u32>,
    /// Keys of the forms with a vector, ascending.
    pub keys: Vec<u32>,
    /// The vector of each of `keys`.
    pub rows: Vec<u16>,
    /// Values of a vector.
    pub width: usize,
    /// A scale for each vector.
    pub scales: Vec<f32>,
    /// The vectors.
    pub vectors: Vec<i8>,
    /// The groups of like vectors of each, one for each of four divisions, from 1; empty if nobody made any.
    pub groups: Vec<u16>,
}

impl Lexicon {
    /// Adds the word `form` to `batch`, with its gazetteer evidence; gives its [groups](Self::groups).
    pub fn push(&self, form: &str, bits: u64, batch: &mut Batch) -> [u16; DIVISIONS] {
        let normal = features::normal(form);
        let lower = normal.to_lowercase();
        let known = self.known.binary_search(&features::key(&lower)).is_ok();
        batch.rows.push(features::rows(&normal, &lower, known));
        batch.bits.push(bits);
        let vector = self.vector(&normal, &lower);
        let values = vector.and_then(|row| {
            let (row, scale) = (usize::from(row), *self.scales.get(usize::from(row))?);
            Some((self.vectors.get(row * self.width..(row + 1) * self.width)?, scale))
        });
        match values {
            Some((values, scale)) => batch.vectors.extend(values.iter().map(|&v| f32::from(v) * scale)),
            None => batch.vectors.extend(std::iter::repeat_n(0.0, self.width)),
        }
        self.groups_of(vector)
    }

    /// The groups of the vector of `form`; zeros without any.
    pub fn groups(&self, form: &str) -> [u16; DIVISIONS] {
        let normal = features::normal(form);
        self.groups_of(self.vector(&normal, &normal.to_lowercase()))
    }

    fn groups_of(&self, vector: Option<u16>) -> [u16; DIVISIONS] {
        vector.and_then(|row| self.groups.as_chunks().0.get(usize::from(row))).copied().unwrap_or_default()
    }

    /// The row of the vector of a normal form, or of its small letters.
    fn vector(&self, normal: &str, lower: &str) -> Option<u16> {
        self.row(normal).or_else(|| self.row(lower))
    }

    fn row(&self, form: &str) -> Option<u16> {
        let at = self.keys.binary_search(&features::key(form)).ok()?;
        self.rows.get(at).copied()
    }

    /// The lexicon of `model`, whose vectors must have `width` values.
    pub(crate) fn read(model: &Model, width: usize) -> Result<Self> {
        let keys = |name: &str| match &model.tensor(name)?.values {
            Values::Key(keys) => Ok(keys.clone()),
            _ => Err(Error::Model(format!("tensor {name:?} is no list of keys"))),
        };
        let Values::Index(rows) = &model.tensor("lexicon.rows")?.values else {
            return Err(Error::Model("tensor \"lexicon.rows\" is no list of rows".into()));
        };
        let Values::Byte { scales, bytes } = &model.tensor("lexicon.vectors")?.values else {
            return Err(Error::Model("tensor \"lexicon.vectors\" is no byte matrix".into()));
        };
        let (keyed, known) = (keys("lexicon.keys")?, keys("lexicon.known")?);
        if keyed.len() != rows.len() || scales.len().checked_mul(width) != Some(bytes.len()) {
            return Err(Error::Model("the lexicon's forms, rows and vectors do not fit together".into()));
        }
        let groups = match model.tensors.get(GROUPS).map(|groups| &groups.values) {
            None => Vec::new(),
            Some(Values::Index(groups)) if groups.len() == DIVISIONS * scales.len() => groups.clone(),
            Some(_) => return Err(Error::Model(format!("tensor {GROUPS:?} does not fit the vectors"))),
        };
        Ok(Self {
            known,
            keys: keyed,
            rows: rows.clone(),
            width,
            scales: scales.clone(),
            vectors: bytes.clone(),
            groups,
        })
    }
}
