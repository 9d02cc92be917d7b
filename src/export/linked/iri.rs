//! IRIs: the base that entities, events and articles stand under, and the inline context that says what keys mean.

use super::super::kinds::kinds;
use crate::graph::KnowledgeGraph;
use serde_json::{Map, Value, json};
use std::str::FromStr;

const CONTEXT: &str = include_str!("../../../schema/context.jsonld");

/// The prefixes of what a corpus holds; the rest of the context is the vocabulary's.
const PREFIXES: [&str; 6] = ["entity", "event", "statement", "annotation", "article", "occurrence"];

/// An absolute IRI under which a corpus's entities, events and articles stand; `urn:demarche:` unless one is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseIri(String);

impl Default for BaseIri {
    fn default() -> Self {
        Self("urn:demarche:".to_owned())
    }
}

impl FromStr for BaseIri {
    type Err = String;

    fn from_str(iri: &str) -> Result<Self, String> {
        let (scheme, rest) = iri.split_once(':').unwrap_or_default();
        let sound = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
            && !rest.is_empty()
            && !iri.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c));
        match sound {
            false => Err(format!("{iri:?} is no absolute IRI; give one such as https://example.org/news/")),
            true if iri.ends_with(['/', ':', '#']) => Ok(Self(iri.to_owned())),
            true => Ok(Self(format!("{iri}/"))),
        }
    }
}

impl BaseIri {
    /// Where the things named `prefix` stand: `https://example.org/news/entity/`.
    fn of(&self, prefix: &str) -> String {
        let end = match self.0.chars().last() {
            Some('#') => '-',
            Some(':') => ':',
            _ => '/',
        };
        format!("{}{prefix}{end}", self.0)
    }

    /// The IRI of the graph itself.
    pub(super) fn graph(&self) -> String {
        format!("{}graph", self.0)
    }
}

/// The inline context: that of `schema/context.jsonld` with this base, the classes of `schema/entities.toml`, and
/// every predicate that the graph uses.
pub(super) fn context(graph: &KnowledgeGraph, base: &BaseIri) -> Value {
    let mut file: Value = serde_json::from_str(CONTEXT).unwrap_or_default();
    let mut context: Map<String, Value> = match file.get_mut("@context").map(Value::take) {
        Some(Value::Object(context)) => context,
        _ => Map::new(),
    };
    for prefix in PREFIXES {
        context.insert(prefix.to_owned(), json!({"@id": base.of(prefix), "@prefix": true}));
    }
    for (name, kind) in kinds() {
        context.insert(name.clone(), Value::String(kind.jsonld.clone()));
    }
    for relation in graph.relations() {
        let term = predicate_term(&relation.key.predicate);
        let definition = json!({"@id": format!("dm:{}", relation.key.predicate), "@type": "@id", "@container": "@set"});
        context.entry(term).or_insert(definition);
    }
    Value::Object(context)
}

/// The key of a predicate: its name, or with the prefix where the context means something else by the name.
pub(super) fn predicate_term(predicate: &str) -> String {
    static TERMS: std::sync::LazyLock<Value> =
        std::sync::LazyLock::new(|| serde_json::from_str(CONTEXT).unwrap_or_default());
    let known = TERMS.get("@context").and_then(|context| context.get(predicate));
    let own = format!("dm:{predicate}");
    let free = known.is_none_or(|term| term.get("@id").and_then(Value::as_str) == Some(own.as_str()));
    if free { predicate.to_owned() } else { own }
}

/// `article:` and the id, with what cannot stand in an IRI percent-encoded.
pub(super) fn article(id: &str) -> String {
    let mut out = String::from("article:");
    for &byte in id.as_bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// `entity:` and the id of a node.
pub(super) fn entity(id: &str) -> String {
    format!("entity:{id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_is_an_absolute_iri() {
        let of = |iri: &str| iri.parse::<BaseIri>().map(|base| base.of("entity"));
        assert_eq!(of("https://example.org/news").as_deref(), Ok("https://example.org/news/entity/"));
        assert_eq!(of("urn:x:").as_deref(), Ok("urn:x:entity:"));
        assert_eq!(of("https://example.org/news#").as_deref(), Ok("https://example.org/news#entity-"));
        for wrong in ["", "news", "https://a b/", "https://<x>", "1:x", "urn:"] {
            assert!(of(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_predicate_that_is_named_like_a_key_keeps_its_own_meaning() {
        assert_eq!(predicate_term("accused"), "accused");
        assert_eq!(predicate_term("name"), "dm:name");
        assert_eq!(predicate_term("sang_to"), "sang_to");
    }
}
