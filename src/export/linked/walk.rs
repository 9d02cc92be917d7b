//! The serializer of [`super::expand`]: it walks through an object and tells what stands where. An object is a node, of
//! which `id` gives the name and `type` the class; these come first, as [`super::shape`] has it.

use super::context::Key;
use super::expand::{Place, Triples};
use serde::ser::{Error, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer};
use std::fmt::{self, Display, Formatter};
use std::io;

/// What went wrong; serde wants a type of our own for it.
#[derive(Debug)]
pub(super) struct Failure(io::Error);

impl Failure {
    pub(super) fn into_error(self) -> io::Error {
        self.0
    }

    fn shape(what: &str) -> Self {
        Self(io::Error::other(format!("{what} cannot be written as triples")))
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Failure {}

impl Error for Failure {
    fn custom<T: Display>(message: T) -> Self {
        Self(io::Error::other(message.to_string()))
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self(error)
    }
}

type Done = Result<(), Failure>;

/// A value that is a text, as such.
struct Text<'a, T: ?Sized>(&'a T);

impl<T: Serialize + ?Sized> Display for Text<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.serialize(f)
    }
}

/// Writes an object.
pub(super) struct NodeWriter<'w, 'c> {
    triples: &'w mut Triples<'c>,
    /// What has it for a value: a subject and a property.
    of: Option<(&'w str, &'w str)>,
    /// Its name, once that is known.
    name: Option<String>,
    class: Option<String>,
    /// The key of a map whose value comes next.
    key: Option<String>,
}

impl<'w, 'c> NodeWriter<'w, 'c> {
    /// The writer of an object that stands in no other.
    pub(super) fn root(triples: &'w mut Triples<'c>) -> Self {
        Self { triples, of: None, name: None, class: None, key: None }
    }

    /// Names the node, and says what was to be said of it.
    fn begin(&mut self, name: String) -> Done {
        if let Some((subject, property)) = self.of {
            self.triples.node(subject, property, &name)?;
        }
        if let Some(class) = self.class.take() {
            self.triples.class(&name, &class)?;
        }
        self.name = Some(name);
        Ok(())
    }

    fn field<T: Serialize + ?Sized>(&mut self, field: &str, value: &T) -> Done {
        match (field, &self.name) {
            ("id", None) => {
                let name = self.triples.iri(&Text(value).to_string());
                return self.begin(name);
            }
            ("type", None) => {
                self.class = Some(Text(value).to_string());
                return Ok(());
            }
            ("type", Some(name)) => return Ok(self.triples.class(name, &Text(value).to_string())?),
            (_, None) => {
                let name = self.triples.blank();
                self.begin(name)?;
            }
            _ => {}
        }
        let (Some(key), Some(subject)) = (self.triples.key(field), &self.name) else { return Ok(()) };
        let Key { property, values, list } = key;
        value.serialize(ValueWriter { triples: self.triples, place: Place { subject, property, values }, list: *list })
    }

    fn finish(mut self) -> Done {
        if self.name.is_none() {
            let name = self.triples.blank();
            self.begin(name)?;
        }
        Ok(())
    }
}

impl SerializeStruct for NodeWriter<'_, '_> {
    type Ok = ();
    type Error = Failure;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Done {
        self.field(key, value)
    }

    fn end(self) -> Done {
        self.finish()
    }
}

impl SerializeMap for NodeWriter<'_, '_> {
    type Ok = ();
    type Error = Failure;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Done {
        self.key = Some(Text(key).to_string());
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        let key = self.key.take().unwrap_or_default();
        self.field(&key, value)
    }

    fn end(self) -> Done {
        self.finish()
    }
}

/// Writes the value or the values of a key.
struct ValueWriter<'w, 'c> {
    triples: &'w mut Triples<'c>,
    place: Place<'w>,
    list: bool,
}

impl<'w, 'c> ValueWriter<'w, 'c> {
    fn node(self) -> NodeWriter<'w, 'c> {
        let of = Some((self.place.subject, self.place.property));
        NodeWriter { triples: self.triples, of, name: None, class: None, key: None }
    }
}

/// Several values.
struct Several<'w, 'c> {
    triples: &'w mut Triples<'c>,
    place: Place<'w>,
    list: bool,
    last: Option<String>,
}

impl SerializeSeq for Several<'_, '_> {
    type Ok = ();
    type Error = Failure;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        if !self.list {
            return value.serialize(ValueWriter { triples: self.triples, place: self.place, list: false });
        }
        let item = self.triples.list_item(self.place, self.last.as_deref())?;
        let place = Triples::first_of(&item, self.place);
        value.serialize(ValueWriter { triples: self.triples, place, list: false })?;
        self.last = Some(item);
        Ok(())
    }

    fn end(self) -> Done {
        match self.list {
            true => Ok(self.triples.list_end(self.place, self.last.as_deref())?),
            false => Ok(()),
        }
    }
}

/// The methods that a serializer must have and that no object here calls for.
macro_rules! none {
    ($($name:ident($($argument:ty),*) -> $back:ty;)*) => {
        $(fn $name(self, $(_: $argument),*) -> Result<$back, Failure> {
            Err(Failure::shape(stringify!($name)))
        })*
    };
}

/// What both serializers do with what is wrapped: the wrapping is nothing, and no shape has variants with a value.
macro_rules! wrapped {
    () => {
        fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Done {
            value.serialize(self)
        }

        fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Done {
            value.serialize(self)
        }

        fn serialize_newtype_variant<T: Serialize + ?Sized>(
            self,
            _: &'static str,
            _: u32,
            _: &'static str,
            _: &T,
        ) -> Done {
            Err(Failure::shape("a variant"))
        }
    };
}

impl<'w, 'c> Serializer for ValueWriter<'w, 'c> {
    type Ok = ();
    type Error = Failure;
    type SerializeSeq = Several<'w, 'c>;
    type SerializeTuple = Impossible<(), Failure>;
    type SerializeTupleStruct = Impossible<(), Failure>;
    type SerializeTupleVariant = Impossible<(), Failure>;
    type SerializeMap = NodeWriter<'w, 'c>;
    type SerializeStruct = NodeWriter<'w, 'c>;
    type SerializeStructVariant = Impossible<(), Failure>;

    fn serialize_bool(self, value: bool) -> Done {
        Ok(self.triples.text(self.place, if value { "true" } else { "false" })?)
    }

    fn serialize_u64(self, value: u64) -> Done {
        Ok(self.triples.text(self.place, itoa::Buffer::new().format(value))?)
    }

    fn serialize_u32(self, value: u32) -> Done {
        self.serialize_u64(value.into())
    }

    fn serialize_f64(self, value: f64) -> Done {
        Ok(self.triples.number(self.place, value)?)
    }

    fn serialize_str(self, value: &str) -> Done {
        Ok(self.triples.text(self.place, value)?)
    }

    fn serialize_none(self) -> Done {
        Ok(())
    }

    wrapped!();

    fn serialize_seq(self, _: Option<usize>) -> Result<Several<'w, 'c>, Failure> {
        Ok(Several { triples: self.triples, place: self.place, list: self.list, last: None })
    }

    fn serialize_map(self, _: Option<usize>) -> Result<NodeWriter<'w, 'c>, Failure> {
        Ok(self.node())
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<NodeWriter<'w, 'c>, Failure> {
        Ok(self.node())
    }

    none! {
        serialize_i8(i8) -> ();
        serialize_i16(i16) -> ();
        serialize_i32(i32) -> ();
        serialize_i64(i64) -> ();
        serialize_u8(u8) -> ();
        serialize_u16(u16) -> ();
        serialize_f32(f32) -> ();
        serialize_char(char) -> ();
        serialize_bytes(&[u8]) -> ();
        serialize_unit() -> ();
        serialize_unit_struct(&'static str) -> ();
        serialize_unit_variant(&'static str, u32, &'static str) -> ();
        serialize_tuple(usize) -> Impossible<(), Failure>;
        serialize_tuple_struct(&'static str, usize) -> Impossible<(), Failure>;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Impossible<(), Failure>;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Impossible<(), Failure>;
    }
}

/// An object that stands in no other is nothing but a node.
impl<'w, 'c> Serializer for NodeWriter<'w, 'c> {
    type Ok = ();
    type Error = Failure;
    type SerializeSeq = Impossible<(), Failure>;
    type SerializeTuple = Impossible<(), Failure>;
    type SerializeTupleStruct = Impossible<(), Failure>;
    type SerializeTupleVariant = Impossible<(), Failure>;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Impossible<(), Failure>;

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Failure> {
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Failure> {
        Ok(self)
    }

    wrapped!();

    none! {
        serialize_bool(bool) -> ();
        serialize_i8(i8) -> ();
        serialize_i16(i16) -> ();
        serialize_i32(i32) -> ();
        serialize_i64(i64) -> ();
        serialize_u8(u8) -> ();
        serialize_u16(u16) -> ();
        serialize_u32(u32) -> ();
        serialize_u64(u64) -> ();
        serialize_f32(f32) -> ();
        serialize_f64(f64) -> ();
        serialize_char(char) -> ();
        serialize_str(&str) -> ();
        serialize_bytes(&[u8]) -> ();
        serialize_none() -> ();
        serialize_unit() -> ();
        serialize_unit_struct(&'static str) -> ();
        serialize_unit_variant(&'static str, u32, &'static str) -> ();
        serialize_seq(Option<usize>) -> Impossible<(), Failure>;
        serialize_tuple(usize) -> Impossible<(), Failure>;
        serialize_tuple_struct(&'static str, usize) -> Impossible<(), Failure>;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Impossible<(), Failure>;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Impossible<(), Failure>;
    }
}
