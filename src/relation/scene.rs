//! One sentence with everything that is known about it: what the rules of this room read.

use crate::document::{Document, Span};
use crate::entity::{Entities, Entity, EntityId, Mention};
use crate::schema::Vocabulary;
use crate::syntax::{Enhanced, Tree, Upos};
use crate::text::Text;

/// A sentence, its tree, its document's entities and the vocabulary.
pub(super) struct Scene<'a> {
    pub document: &'a Document,
    pub text: &'a Text,
    pub entities: &'a Entities,
    pub vocabulary: &'a Vocabulary,
    /// Sentence number.
    pub number: usize,
    /// Document token of the sentence's first word.
    pub offset: usize,
    pub tree: &'a Tree,
    pub view: Enhanced<'a>,
    /// Who has been acting in the sentences before, the latest first.
    pub actors: Vec<EntityId>,
    /// The speaker of each word that stands in quotation marks.
    pub voices: Vec<Option<EntityId>>,
    /// Who made the last attack that the text spoke of.
    pub attacker: Option<EntityId>,
    /// Whom the sentence before speaks of.
    pub spoken_of: Vec<EntityId>,
}

/// An entity that fills a role, and the word of the sentence that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Filler {
    pub entity: EntityId,
    pub word: usize,
    /// Whether the entity is named by the phrase's head itself, rather than standing behind it ("Russia's troops").
    pub direct: bool,
}

impl<'a> Scene<'a> {
    pub fn new(
        document: &'a Document,
        text: &'a Text,
        entities: &'a Entities,
        vocabulary: &'a Vocabulary,
        number: usize,
        tree: &'a Tree,
    ) -> Self {
        let offset = text.sentences.get(number).map_or(0, |s| s.tokens.start);
        Self {
            document,
            text,
            entities,
            vocabulary,
            number,
            offset,
            tree,
            view: Enhanced::new(tree),
            actors: Vec::new(),
            spoken_of: Vec::new(),
            voices: Vec::new(),
            attacker: None,
        }
    }

    /// The mention whose head is word `word`.
    pub fn mention(&self, word: usize) -> Option<(EntityId, &'a Mention)> {
        self.entities.at(self.offset + word)
    }

    /// The entity with this id.
    pub fn entity(&self, id: EntityId) -> Option<&'a Entity> {
        self.entities.entities.get(id.0)
    }

    /// Lemma of `word`, lower case.
    pub fn lemma(&self, word: usize) -> String {
        self.view.lemma(word)
    }

    /// The word as it stands, in lower case.
    pub fn form(&self, word: usize) -> String {
        let span = self.span(word);
        self.document.slice(span).to_lowercase()
    }

    /// Bytes of `word`.
    pub fn span(&self, word: usize) -> Span {
        self.text.tokens.get(self.offset + word).map_or_else(Span::default, |t| t.span)
    }

    /// Bytes of the mention that `filler` stands for.
    pub fn mention_span(&self, filler: Filler) -> Span {
        self.mention(filler.word).map_or_else(|| self.span(filler.word), |(_, m)| m.span)
    }

    /// Whether `word` is a noun, name, pronoun or number.
    pub fn is_nominal(&self, word: usize) -> bool {
        matches!(self.tree.word(word).upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Det)
    }
}
