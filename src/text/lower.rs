//! Words in lower case, which rules ask for again and again.

/// The words of a list in lower case: only those with capitals are copied.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Lower(Vec<Option<Box<str>>>);

impl Lower {
    /// The lower case of `words`, in order.
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        Self(words.into_iter().map(lowered).collect())
    }

    /// Word number `index` of the list, which is written as `word`, in lower case.
    pub fn of<'a>(&'a self, index: usize, word: &'a str) -> &'a str {
        self.0.get(index).and_then(Option::as_deref).unwrap_or(word)
    }
}

/// `word` in lower case; nothing where it is so already.
fn lowered(word: &str) -> Option<Box<str>> {
    if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return None;
    }
    Some(word.to_lowercase()).filter(|lower| lower != word).map(String::into_boxed_str)
}
