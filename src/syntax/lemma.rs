//! To be built.
use super::{Upos, Xpos};
/// TEMP
pub fn lemma(form: &str, _u: Upos, _x: Xpos) -> String { form.to_lowercase() }
