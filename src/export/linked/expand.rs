//! From objects and their context to triples: as much of JSON-LD 1.1's expansion as [`super::shape`] needs. In: an
//! [`Item`]; out: its triples, those of one subject together. A test compares them with what a JSON-LD reader finds.

use super::shape::Item;
use oxrdf::vocab::{rdf, xsd};
use oxrdf::{BlankNode, LiteralRef, NamedNode, NamedOrBlankNode, Term, TermRef, TripleRef};
use serde_json::{Map, Value};
use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};
use std::io;

/// What the keys of objects mean, and how many nodes without a name there were so far: each gets a number of its own.
pub(super) struct Context {
    keys: HashMap<String, Key>,
    prefixes: BTreeMap<String, String>,
    blanks: Cell<u128>,
}

struct Key {
    property: NamedNode,
    values: Values,
    list: bool,
}

/// How the values of a key are read.
enum Values {
    Plain,
    Iri,
    Term,
    Typed(NamedNode),
}

type Take<'a> = dyn FnMut(TripleRef<'_>) -> io::Result<()> + 'a;

impl Context {
    /// The context that `json` defines.
    pub(super) fn new(json: &Value) -> Self {
        let mut context = Self { keys: HashMap::new(), prefixes: BTreeMap::new(), blanks: Cell::new(0) };
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
                Some(datatype) => Values::Typed(context.iri(datatype)),
            };
            let list = meaning.get("@container").and_then(Value::as_str) == Some("@list");
            let property = context.iri(iri);
            context.keys.insert(name.clone(), Key { property, values, list });
        }
        context
    }

    /// The prefixes and what they stand for.
    pub(super) fn prefixes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.prefixes.iter().map(|(prefix, iri)| (prefix.as_str(), iri.as_str()))
    }

    /// Gives the triples of `item` to `take`.
    pub(super) fn triples(&self, item: &Item, take: &mut Take) -> io::Result<()> {
        match serde_json::to_value(item)? {
            Value::Object(object) => {
                let subject = self.subject(&object);
                self.node(&subject, &object, take)
            }
            _ => Ok(()),
        }
    }

    /// The IRI that `compact` writes, with a prefix or in full.
    fn iri(&self, compact: &str) -> NamedNode {
        let full = compact.split_once(':').and_then(|(prefix, rest)| {
            let iri = self.prefixes.get(prefix).filter(|_| !rest.starts_with("//"))?;
            Some(format!("{iri}{rest}"))
        });
        NamedNode::new_unchecked(full.unwrap_or_else(|| compact.to_owned()))
    }

    /// The IRI of a term, or else of a compact IRI.
    fn term(&self, name: &str) -> NamedNode {
        self.keys.get(name).map_or_else(|| self.iri(name), |key| key.property.clone())
    }

    fn subject(&self, object: &Map<String, Value>) -> NamedOrBlankNode {
        match object.get("id").and_then(Value::as_str) {
            Some(id) => self.iri(id).into(),
            None => self.blank().into(),
        }
    }

    fn blank(&self) -> BlankNode {
        self.blanks.set(self.blanks.get() + 1);
        BlankNode::new_from_unique_id(self.blanks.get())
    }

    /// The triples about `subject`, then those about the objects in it.
    fn node(&self, subject: &NamedOrBlankNode, object: &Map<String, Value>, take: &mut Take) -> io::Result<()> {
        let mut inner: Vec<(NamedOrBlankNode, &Map<String, Value>)> = Vec::new();
        let mut lists: Vec<(NamedOrBlankNode, &Key, &[Value])> = Vec::new();
        if let Some(class) = object.get("type").and_then(Value::as_str) {
            take(TripleRef::new(subject, rdf::TYPE, &self.term(class)))?;
        }
        for (name, value) in object {
            let Some(key) = self.keys.get(name) else { continue };
            let values = match value {
                Value::Array(all) => all.as_slice(),
                one => std::slice::from_ref(one),
            };
            if key.list {
                let empty = || NamedOrBlankNode::from(rdf::NIL.into_owned());
                let head = if values.is_empty() { empty() } else { self.blank().into() };
                take(TripleRef::new(subject, &key.property, &Term::from(head.clone())))?;
                lists.push((head, key, values));
                continue;
            }
            for value in values {
                match value {
                    Value::Object(object) => {
                        let node = self.subject(object);
                        take(TripleRef::new(subject, &key.property, &Term::from(node.clone())))?;
                        inner.push((node, object));
                    }
                    value => self.value(key, value, |term| take(TripleRef::new(subject, &key.property, term)))?,
                }
            }
        }
        for (head, key, values) in lists {
            self.list(head, key, values, take)?;
        }
        for (subject, object) in inner {
            self.node(&subject, object, take)?;
        }
        Ok(())
    }

    /// A list of values without keys of their own.
    fn list(&self, head: NamedOrBlankNode, key: &Key, values: &[Value], take: &mut Take) -> io::Result<()> {
        let (mut place, mut left) = (head, values.len());
        for value in values {
            left -= 1;
            let next: NamedOrBlankNode = if left == 0 { rdf::NIL.into_owned().into() } else { self.blank().into() };
            self.value(key, value, |term| take(TripleRef::new(&place, rdf::FIRST, term)))?;
            take(TripleRef::new(&place, rdf::REST, &Term::from(next.clone())))?;
            place = next;
        }
        Ok(())
    }

    /// Gives `take` what a value of `key` stands for.
    fn value<T>(&self, key: &Key, value: &Value, take: impl FnOnce(TermRef<'_>) -> T) -> T {
        let number;
        let written = match value {
            Value::String(text) => text.as_str(),
            Value::Number(digits) if matches!(&key.values, Values::Typed(datatype) if *datatype == xsd::DOUBLE) => {
                number = double(digits.as_f64().unwrap_or_default());
                &number
            }
            other => {
                number = other.to_string();
                &number
            }
        };
        match &key.values {
            Values::Iri => take(self.iri(written).as_ref().into()),
            Values::Term => take(self.term(written).as_ref().into()),
            Values::Typed(datatype) => take(LiteralRef::new_typed_literal(written, datatype).into()),
            Values::Plain => take(LiteralRef::new_simple_literal(written).into()),
        }
    }
}

/// The canonical form of an xsd:double, which JSON-LD writes for a number.
fn double(number: f64) -> String {
    let written = format!("{number:E}");
    match written.split_once('E') {
        Some((digits, exponent)) if !digits.contains('.') => format!("{digits}.0E{exponent}"),
        _ => written,
    }
}

#[cfg(test)]
mod tests {
    use super::double;

    #[test]
    fn doubles_are_canonical() {
        assert_eq!([double(0.83), double(1.0), double(0.0)], ["8.3E-1", "1.0E0", "0.0E0"]);
    }
}
