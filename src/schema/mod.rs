//! The vocabulary of relations: predicates with their triggers, and the words of modality. In: `schema/relations.toml`
//! and `schema/modality.toml` (embedded, or a user's own); out: [`Vocabulary`], checked, with file and line in the error.
//! And the word classes of other rooms, from `schema/classes.toml`.

mod classes;
mod cues;
mod kind;
mod notation;
mod vocabulary;

pub(crate) use classes::{Words, classes, word_classes};
pub use cues::{Cues, Scope};
pub use kind::EntityKind;
pub use notation::{Frame, Place, Slot};
pub use vocabulary::{Predicate, TriggerClass, Vocabulary};
