//! From objects and their context to triples: as much of JSON-LD 1.1's expansion as [`super::shape`] needs. In: an
//! [`Item`]; out: its triples. A test compares them with what a JSON-LD reader finds.
//!
//! The objects are serialized, by serde, to triples as they are to JSON, without a JSON document in between: that is
//! what keeps large graphs fast. [`super::walk`] is the serializer.

use super::context::{Context, Key, Values};
use super::shape::Item;
use super::walk::{Failure, NodeWriter};
use std::borrow::Cow;
use std::io;

const TYPE: &str = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>";
const FIRST: &str = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#first>";
const REST: &str = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#rest>";
const NIL: &str = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#nil>";

/// What a triple says of its subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Object<'a> {
    /// `<IRI>` or `_:label`.
    Node(&'a str),
    /// A text, and its datatype (`<IRI>`) unless it is a plain string.
    Literal(&'a str, Option<&'a str>),
}

/// Takes triples: the subject is `<IRI>` or `_:label`, the property `<IRI>`.
pub(super) trait Take {
    fn triple(&mut self, subject: &str, property: &str, object: Object<'_>) -> io::Result<()>;
}

/// Gives the triples of `item` to `take`; nodes without a name are named by its `number`, which no other item has. The
/// triples of one subject come in order, those of an object within it in between.
pub(super) fn triples(context: &Context, item: &Item, number: usize, take: &mut dyn Take) -> io::Result<()> {
    let mut triples = Triples { context, take, number, blanks: 0 };
    serde::Serialize::serialize(item, NodeWriter::root(&mut triples)).map_err(Failure::into_error)
}

/// The triples of an item in the making.
pub(super) struct Triples<'a> {
    context: &'a Context,
    take: &'a mut dyn Take,
    number: usize,
    blanks: usize,
}

/// Where the values of a key go.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub subject: &'a str,
    pub property: &'a str,
    pub values: &'a Values,
}

impl<'a> Triples<'a> {
    pub(super) fn key(&self, name: &str) -> Option<&'a Key> {
        self.context.key(name)
    }

    pub(super) fn iri(&self, compact: &str) -> String {
        self.context.iri(compact)
    }

    /// A node without a name.
    pub(super) fn blank(&mut self) -> String {
        self.blanks += 1;
        format!("_:b{}x{}", self.number, self.blanks)
    }

    /// `subject` is of the class of that name.
    pub(super) fn class(&mut self, subject: &str, name: &str) -> io::Result<()> {
        self.take.triple(subject, TYPE, Object::Node(&self.context.term(name)))
    }

    pub(super) fn node(&mut self, subject: &str, property: &str, node: &str) -> io::Result<()> {
        self.take.triple(subject, property, Object::Node(node))
    }

    pub(super) fn text(&mut self, place: Place<'_>, text: &str) -> io::Result<()> {
        let object = match place.values {
            Values::Iri => return self.node(place.subject, place.property, &self.context.iri(text)),
            Values::Term => return self.node(place.subject, place.property, &self.context.term(text)),
            Values::Typed(datatype) | Values::Double(datatype) => Object::Literal(text, Some(datatype)),
            Values::Plain => Object::Literal(text, None),
        };
        self.take.triple(place.subject, place.property, object)
    }

    pub(super) fn number(&mut self, place: Place<'_>, number: f64) -> io::Result<()> {
        let written = match place.values {
            Values::Double(_) => double(number),
            _ => number.to_string().into(),
        };
        self.text(place, &written)
    }

    /// One more item of the list that `place` has; `before` is the item before it.
    pub(super) fn list_item(&mut self, place: Place<'_>, before: Option<&str>) -> io::Result<String> {
        let item = self.blank();
        match before {
            None => self.node(place.subject, place.property, &item)?,
            Some(before) => self.node(before, REST, &item)?,
        }
        Ok(item)
    }

    /// Where the value of an item of the list at `place` goes.
    pub(super) fn first_of<'b>(item: &'b str, place: Place<'b>) -> Place<'b> {
        Place { subject: item, property: FIRST, values: place.values }
    }

    /// The end of the list that `place` has, after its last item if it has any.
    pub(super) fn list_end(&mut self, place: Place<'_>, last: Option<&str>) -> io::Result<()> {
        match last {
            None => self.node(place.subject, place.property, NIL),
            Some(last) => self.node(last, REST, NIL),
        }
    }
}

/// The canonical form of an xsd:double, which JSON-LD writes for a number.
fn double(number: f64) -> Cow<'static, str> {
    let written = format!("{number:E}");
    match written.split_once('E') {
        Some((digits, exponent)) if !digits.contains('.') => format!("{digits}.0E{exponent}").into(),
        _ => written.into(),
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
