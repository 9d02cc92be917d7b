//! One sentence with everything that is known about it: what the rules of this room read.

use super::acts::Attack;
use super::deeds::Deed;
use crate::document::{Document, Span};
use crate::entity::{Entities, Entity, EntityId, EntityKind, Mention, MentionKind};
use crate::schema::{Predicate, TriggerClass, Vocabulary};
use crate::syntax::{Enhanced, Tree, Upos};
use crate::text::{Lower, Text};
use std::borrow::Cow;
use std::cell::{Cell, OnceCell};
use std::collections::BTreeMap;

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
    /// The names of the document's countries and bodies.
    pub names: &'a Names,
    /// Who has acted more than once in the sentences before and is still spoken of, the most active first.
    pub actors: Vec<EntityId>,
    /// Of them, the one that the text is about: who has acted far more than any other.
    pub theme: Option<EntityId>,
    /// Who did something in the last sentence before that tells of a doer, and its number.
    pub acted: Option<(usize, Vec<EntityId>)>,
    /// The acts that the sentences before said to be somebody's.
    pub deeds: Vec<Deed>,
    /// The speaker of each word that stands in quotation marks.
    pub voices: Vec<Option<EntityId>>,
    /// The attacks that the sentences before told of.
    pub attacks: Vec<Attack>,
    /// Whom the sentence before speaks of.
    pub spoken_of: Vec<EntityId>,
    /// Who says something in the sentence before.
    pub said_before: Vec<EntityId>,
    /// The heads of what the sentence supposes or asks rather than says.
    pub supposed: Vec<usize>,
    /// The last act of violence told before whose victim is known and whose doer is not: its sentence, and the victim.
    pub struck: Option<(usize, EntityId)>,
    /// The last document told of before whose author is known: its sentence, and the author.
    pub written: Option<(usize, EntityId)>,
    /// The last whose court has done something in the sentences before: its sentence, and the state or court.
    pub ruled: Option<(usize, EntityId)>,
    /// The forms in lower case.
    lower: Lower,
    /// How many acts deep one is read for the slots of another.
    depth: Cell<usize>,
    /// The phrase that names the source of the whole sentence, as "according to X" does, once it was looked for.
    pub source: OnceCell<Option<usize>>,
    /// The verb of saying at the sentence's end and where its subject begins, once they were looked for.
    pub closing: OnceCell<Option<(usize, usize)>>,
}

/// Which country or body of the document each name and demonym names, and each country's code.
#[derive(Debug, Default)]
pub(super) struct Names {
    by_text: BTreeMap<String, EntityId>,
    by_code: BTreeMap<String, EntityId>,
}

impl Names {
    /// Reads the names of `entities` in `document`; the first entity of a name keeps it.
    pub fn new(document: &Document, entities: &Entities) -> Self {
        let mut names = Self::default();
        for (index, entity) in entities.entities.iter().enumerate().filter(|(_, e)| e.kind != EntityKind::Person) {
            let id = EntityId(index);
            let said = entity.mentions.iter().filter(|m| matches!(m.kind, MentionKind::Name | MentionKind::Demonym));
            let texts = said.map(|m| document.slice(m.span).to_lowercase()).chain([entity.name.to_lowercase()]);
            for text in texts.filter(|t| t.len() > 1) {
                names.by_text.entry(text).or_insert(id);
            }
            if let (EntityKind::Country, Some(code)) = (entity.kind, &entity.iso3) {
                names.by_code.entry(code.clone()).or_insert(id);
            }
        }
        names
    }

    /// What `text`, in lower case, names.
    pub fn named(&self, text: &str) -> Option<EntityId> {
        self.by_text.get(text).copied()
    }

    /// The country with this alpha-3 code.
    pub fn country(&self, code: &str) -> Option<EntityId> {
        self.by_code.get(code).copied()
    }
}

/// An entity that fills a role, and the word of the sentence that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Filler {
    pub entity: EntityId,
    pub word: usize,
    /// Whether the entity is named by the phrase's head itself, rather than standing behind it ("Russia's troops").
    pub direct: bool,
}

/// How many acts are read one inside another ("vowed to refuse to lift the ban on"). Each verb has several frames, so that
/// the time grows with a power of it.
const DEEPEST: usize = 2;

impl<'a> Scene<'a> {
    pub fn new(
        document: &'a Document,
        text: &'a Text,
        entities: &'a Entities,
        vocabulary: &'a Vocabulary,
        number: usize,
        tree: &'a Tree,
        names: &'a Names,
    ) -> Self {
        let tokens = text.sentences.get(number).map_or(0..0, |s| s.tokens.clone());
        let offset = tokens.start;
        let forms = text.tokens.get(tokens).unwrap_or_default().iter().map(|t| document.slice(t.span));
        let lower = Lower::new(forms);
        Self {
            document,
            text,
            entities,
            vocabulary,
            number,
            offset,
            tree,
            names,
            view: Enhanced::new(tree),
            actors: Vec::new(),
            theme: None,
            acted: None,
            deeds: Vec::new(),
            spoken_of: Vec::new(),
            said_before: Vec::new(),
            supposed: Vec::new(),
            voices: Vec::new(),
            attacks: Vec::new(),
            struck: None,
            written: None,
            ruled: None,
            lower,
            depth: Cell::new(0),
            source: OnceCell::new(),
            closing: OnceCell::new(),
        }
    }

    /// Whether `lemma` is a trigger of `class` for a predicate that is `wanted`.
    pub fn tells(&self, class: TriggerClass, lemma: &str, wanted: impl Fn(&Predicate) -> bool) -> bool {
        let mut frames = self.vocabulary.frames(class, lemma);
        frames.any(|f| self.vocabulary.predicate(f.predicate).is_some_and(&wanted))
    }

    /// What `read` finds of an act that fills a slot of another; nothing where too many stand one inside another.
    pub fn nested<T>(&self, read: impl FnOnce() -> Option<T>) -> Option<T> {
        let depth = self.depth.get();
        if depth == DEEPEST {
            return None;
        }
        self.depth.set(depth + 1);
        let found = read();
        self.depth.set(depth);
        found
    }

    /// The mention whose head is word `word`.
    pub fn mention(&self, word: usize) -> Option<(EntityId, &'a Mention)> {
        self.entities.at(self.offset + word)
    }

    /// The entities that a phrase headed by `word` stands for together ("the two leaders").
    pub fn group(&self, word: usize) -> Option<&'a [EntityId]> {
        self.entities.group_at(self.offset + word).map(|group| group.members.as_slice())
    }

    /// The entity with this id.
    pub fn entity(&self, id: EntityId) -> Option<&'a Entity> {
        self.entities.entities.get(id.0)
    }

    /// The state of a person or body, where the document names it.
    pub fn home(&self, id: EntityId) -> Option<EntityId> {
        self.names.country(self.entity(id)?.country.as_deref()?)
    }

    /// The state that `word` names, directly or by a place in it.
    pub fn state_at(&self, word: usize) -> Option<Filler> {
        let state = |id: &EntityId| self.entity(*id).is_some_and(|e| e.kind == EntityKind::Country);
        let named = self.mention(word).map(|(entity, _)| entity).filter(state);
        let entity = named.or_else(|| self.entities.country_at(self.offset + word))?;
        Some(Filler { entity, word, direct: named.is_some() })
    }

    /// Lemma of `word`, lower case.
    pub fn lemma(&self, word: usize) -> &'a str {
        self.view.lemma(word)
    }

    /// Lemma of `word` with what a hyphen joins to it: "cease-fire", which is three tokens.
    pub fn joined(&self, word: usize) -> Option<String> {
        let first = word.checked_sub(2).filter(|_| matches!(self.form(word - 1), "-" | "\u{2011}"))?;
        let touch = |a: usize, b: usize| self.span(a).end() == self.span(b).start();
        (touch(first, word - 1) && touch(word - 1, word)).then(|| format!("{}-{}", self.form(first), self.lemma(word)))
    }

    /// The lemma by which the noun `word` is a trigger: with what a hyphen joins to it, or as it stands ("Fighting", whose
    /// lemma may have been read as a verb's), where only so it is one.
    pub fn trigger_noun(&self, word: usize) -> Cow<'_, str> {
        let known = |lemma: &str| self.vocabulary.frames(TriggerClass::Noun, lemma).next().is_some();
        if let Some(joined) = self.joined(word).filter(|joined| known(joined)) {
            return Cow::Owned(joined);
        }
        let (lemma, form) = (self.lemma(word), self.form(word));
        Cow::Borrowed(if form != lemma && known(form) && !known(lemma) { form } else { lemma })
    }

    /// The word as it stands, in lower case.
    pub fn form(&self, word: usize) -> &str {
        self.lower.of(word, self.document.slice(self.span(word)))
    }

    /// As [`Scene::form`]; nothing where the sentence has no such word.
    pub fn form_at(&self, word: usize) -> &str {
        if word < self.tree.len() { self.form(word) } else { "" }
    }

    /// Bytes of `word`.
    pub fn span(&self, word: usize) -> Span {
        self.text.tokens.get(self.offset + word).map_or_else(Span::default, |t| t.span)
    }

    /// Bytes of the mention that `filler` stands for.
    pub fn mention_span(&self, filler: Filler) -> Span {
        self.mention(filler.word).map_or_else(|| self.span(filler.word), |(_, m)| m.span)
    }

    /// Whether `word` heads a clause or phrase that is supposed or asked.
    pub fn is_supposed(&self, word: usize) -> bool {
        self.supposed.binary_search(&word).is_ok()
    }

    /// Whether `word` is a noun, name, pronoun or number.
    pub fn is_nominal(&self, word: usize) -> bool {
        matches!(self.tree.word(word).upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Det)
    }
}
