//! The kinds of entity, as `schema/entities.toml` describes them.

/// The kind of an entity (see `schema/entities.toml`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum EntityKind {
    /// A named human being.
    Person,
    /// A sovereign or de-facto state.
    Country,
    /// A named body.
    Organization,
}

impl EntityKind {
    /// As extractions write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "Person",
            Self::Country => "Country",
            Self::Organization => "Organization",
        }
    }
}
