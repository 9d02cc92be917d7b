//! The word classes that rules turn on, from `schema/classes.toml`: a table for each room that has any.

use serde::de::{DeserializeOwned, Error as _};
use std::collections::HashSet;

const FILE: &str = include_str!("../../schema/classes.toml");

/// The words of a class.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(from = "String")]
pub(crate) struct Words(HashSet<String, foldhash::fast::FixedState>);

impl From<String> for Words {
    fn from(words: String) -> Self {
        Self(words.split_whitespace().map(str::to_owned).collect())
    }
}

impl Words {
    pub(crate) fn contains(&self, word: &str) -> bool {
        self.0.contains(word)
    }

    /// All of them, in no order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether one of them, taken for an ending, ends `word` and leaves more than two bytes before it.
    pub(crate) fn end(&self, word: &str) -> bool {
        self.0.iter().any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending.as_str()))
    }

    #[cfg(test)]
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The classes of `room`, by the fields of `T`.
///
/// # Errors
/// The file is not well formed, has no such table, or has other classes in it. The tests of [`word_classes`] look for that,
/// as the file is compiled in.
pub(crate) fn classes<T: DeserializeOwned>(room: &str) -> Result<T, toml::de::Error> {
    let mut rooms: toml::Table = toml::from_str(FILE)?;
    rooms.remove(room).ok_or_else(|| toml::de::Error::custom(format!("no table [{room}]")))?.try_into()
}

/// Makes of each class of the table of a room a function that says whether a word is in it; those after a semicolon are
/// only read, into `CLASSES`. What a class is stands in the file.
macro_rules! word_classes {
    ($room:literal: $($visibility:vis $function:ident = $class:ident),* $(,)? $(; $($other:ident),*)?) => {
        #[derive(Default, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Classes {
            $($class: crate::schema::Words,)*
            $($($other: crate::schema::Words,)*)?
        }

        static CLASSES: std::sync::LazyLock<Classes> =
            std::sync::LazyLock::new(|| crate::schema::classes($room).unwrap_or_default());

        $($visibility fn $function(word: &str) -> bool {
            CLASSES.$class.contains(word)
        })*

        #[cfg(test)]
        #[test]
        fn every_class_of_the_table_has_words_and_a_use() {
            let classes: Classes = crate::schema::classes($room).unwrap();
            $(assert!(!classes.$class.is_empty(), stringify!($class));)*
            $($(assert!(!classes.$other.is_empty(), stringify!($other));)*)?
        }
    };
}
pub(crate) use word_classes;
