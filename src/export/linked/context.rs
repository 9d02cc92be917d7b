//! What the keys of objects mean: as much of JSON-LD 1.1's context as [`super::shape`] needs. In: the context as JSON;
//! out: the property of a key, the IRI of a name, in the syntax of N-Triples.

use foldhash::fast::FixedState;
use serde_json::Value;
use std::collections::HashMap;

/// What the keys of objects mean.
pub(super) struct Context {
    keys: Names<Key>,
    prefixes: Names<String>,
}

/// Names are looked up for every triple, so the usual hash, which withstands attacks, would cost too much.
type Names<T> = HashMap<String, T, FixedState>;

/// What a key means.
pub(super) struct Key {
    /// `<IRI>`.
    pub property: String,
    pub values: Values,
    /// Whether its values are an ordered list.
    pub list: bool,
}

/// How the values of a key are read.
pub(super) enum Values {
    Plain,
    /// Of a datatype, `<IRI>`.
    Typed(String),
    /// Numbers with the exponent that JSON-LD gives a double; of that datatype.
    Double(String),
    Iri,
    /// IRIs that may be written as a key or the name of a class.
    Term,
}

const DOUBLE: &str = "<http://www.w3.org/2001/XMLSchema#double>";

impl Context {
    /// The context that `json` defines.
    pub(super) fn new(json: &Value) -> Self {
        let mut context = Self { keys: Names::default(), prefixes: Names::default() };
        let Some(terms) = json.as_object() else { return context };
        for (name, meaning) in terms {
            let iri = meaning.get("@id").unwrap_or(meaning).as_str().unwrap_or_default();
            if iri.contains("://") || iri.ends_with(':') || meaning.get("@prefix").is_some() {
                context.prefixes.insert(name.clone(), iri.to_owned());
            }
        }
        for (name, meaning) in terms {
            let iri = meaning.get("@id").unwrap_or(meaning).as_str().unwrap_or_default();
            if iri.starts_with('@') || iri.is_empty() {
                continue;
            }
            let values = match meaning.get("@type").and_then(Value::as_str) {
                None => Values::Plain,
                Some("@id") => Values::Iri,
                Some("@vocab") => Values::Term,
                Some(datatype) => match context.iri(datatype) {
                    double if double == DOUBLE => Values::Double(double),
                    datatype => Values::Typed(datatype),
                },
            };
            let list = meaning.get("@container").and_then(Value::as_str) == Some("@list");
            let property = context.iri(iri);
            context.keys.insert(name.clone(), Key { property, values, list });
        }
        context
    }

    /// The prefixes and what they stand for, sorted.
    pub(super) fn prefixes(&self) -> Vec<(&str, &str)> {
        let mut all: Vec<(&str, &str)> =
            self.prefixes.iter().map(|(prefix, iri)| (prefix.as_str(), iri.as_str())).collect();
        all.sort_unstable();
        all
    }

    /// What `name` means as a key.
    pub(super) fn key(&self, name: &str) -> Option<&Key> {
        self.keys.get(name)
    }

    /// `<IRI>` of what `compact` writes with a prefix or in full.
    pub(super) fn iri(&self, compact: &str) -> String {
        let full = compact.split_once(':').and_then(|(prefix, rest)| {
            let iri = self.prefixes.get(prefix).filter(|_| !rest.starts_with("//"))?;
            Some(["<", iri, rest, ">"].concat())
        });
        full.unwrap_or_else(|| ["<", compact, ">"].concat())
    }

    /// `<IRI>` of a key or the name of a class, or else of a compact IRI.
    pub(super) fn term(&self, name: &str) -> String {
        self.keys.get(name).map_or_else(|| self.iri(name), |key| key.property.clone())
    }
}
