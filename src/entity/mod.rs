//! People, countries and organizations, and every mention of each. In: text, trees, gazetteer; out: [`Entities`], the
//! document's entities after coreference, each mention with its reason.
//!
//! [`recognize`] reads the layers below together (`view`, `known`), finds mentions (`recognition`), joins names, finds
//! offices, joins descriptions and pronouns (`coreference`), and gives each entity its name and ids (`naming`).

mod coreference;
mod counterparts;
mod draft;
mod holders;
mod known;
mod lexicon;
mod masters;
mod naming;
mod offices;
mod plain;
mod recognition;
mod roles;
mod spelling;
mod view;

use crate::document::{Document, Span};
use crate::gazetteer::Gazetteer;
pub use crate::schema::EntityKind;
use crate::syntax::Tree;
use crate::text::Text;
pub(crate) use lexicon::{is_harm, is_unofficial};

use coreference::Reading;
use std::ops::Range;

/// The people, countries and organizations of a document, with every mention, and the offices that it gives people.
/// `trees` has one tree a sentence of `text`; a sentence without a tree of its length gives no mentions, nor does one of
/// boilerplate. Odd text gives fewer mentions, never a failure.
pub fn recognize(document: &Document, text: &Text, trees: &[Tree], gazetteer: &Gazetteer) -> Entities {
    let view = view::View::new(document, text, trees);
    let known = known::Known::new(&view, gazetteer);
    let mut reading = Reading::new(&view, &known, recognition::find(&view, &known));
    coreference::join_names(&mut reading);
    offices::find(&mut reading);
    coreference::join_references(&mut reading);
    naming::entities(&reading)
}

/// How a mention refers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MentionKind {
    /// A proper name, full or short, or an acronym.
    Name,
    /// A demonym ("Russian", "the Russians").
    Demonym,
    /// A capital or seat of power that acts ("Moscow", "the Kremlin").
    Seat,
    /// A definite description ("the U.S. president", "the ministry").
    Description,
    /// A pronoun.
    Pronoun,
}

/// One place that refers to an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Sentence number in the document.
    pub sentence: usize,
    /// Tokens of the document, by index, without titles ("President" is no part of "President Biden").
    pub tokens: Range<usize>,
    /// The token of `tokens` that carries it in the tree.
    pub head: usize,
    /// Its bytes.
    pub span: Span,
    /// How it refers.
    pub kind: MentionKind,
    /// Why it was joined to its entity, a word or two for people ("surname", "acronym", "demonym", "pronoun").
    pub reason: &'static str,
}

/// One entity of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// The fullest form in the document; a country's common English short name.
    pub name: String,
    /// A country's own ISO 3166-1 alpha-3 code.
    pub iso3: Option<String>,
    /// The state that a person or body belongs to (alpha-3), as far as document or gazetteer tells.
    pub country: Option<String>,
    /// Wikidata id ("Q159").
    pub wikidata: Option<String>,
    /// In order of the text; at least one.
    pub mentions: Vec<Mention>,
}

/// An index into [`Entities::entities`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub usize);

/// A title or office that the text gives a person, found while names were read: "Russian Foreign Minister Sergei Lavrov".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// The office holder.
    pub person: EntityId,
    /// The country or body it is an office of, where phrase or document tell.
    pub of: Option<EntityId>,
    /// The role as said, without the country ("foreign minister").
    pub role: String,
    /// Sentence number.
    pub sentence: usize,
    /// Tokens of the phrase that says so (title and name).
    pub tokens: Range<usize>,
    /// Tokens of the role words.
    pub role_tokens: Range<usize>,
    /// "former", "ex-", "late".
    pub former: bool,
}

/// A phrase that stands for several entities at once: "the two leaders", "both countries", "they". It is a mention of none
/// of them alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Sentence number.
    pub sentence: usize,
    /// Tokens of the document.
    pub tokens: Range<usize>,
    /// The token of `tokens` that carries it in the tree.
    pub head: usize,
    /// Whom it stands for: two or more, in order of the text that names them.
    pub members: Vec<EntityId>,
}

/// A place inside a country that the document names: "Aleppo" in an article about Syria. It is no mention of the country, but
/// what is done there is done to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locality {
    /// Tokens of the document.
    pub tokens: Range<usize>,
    /// The token of `tokens` that carries it in the tree.
    pub head: usize,
    /// The country that it lies in.
    pub country: EntityId,
}

/// All entities of one document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entities {
    /// In order of first mention.
    pub entities: Vec<Entity>,
    /// Offices, in order of the text.
    pub offices: Vec<Office>,
    /// Phrases for several entities, in order of their heads.
    pub groups: Vec<Group>,
    /// Places in the document's countries, in order of their heads.
    pub localities: Vec<Locality>,
    /// For each token of the document the mention that it is the *head* of: (entity, index into its mentions); "you" of a
    /// question stands for nobody here, since what is asked is not said, nor does the state in "pro-Russian".
    pub by_head: Vec<Option<(EntityId, usize)>>,
}

impl Entities {
    /// The entity at `id`, which must come from this document.
    pub fn get(&self, id: EntityId) -> &Entity {
        &self.entities[id.0]
    }

    /// The entity and mention whose head is document token `token`.
    pub fn at(&self, token: usize) -> Option<(EntityId, &Mention)> {
        let (id, mention) = (*self.by_head.get(token)?)?;
        Some((id, self.entities.get(id.0)?.mentions.get(mention)?))
    }

    /// The phrase for several entities whose head is document token `token`.
    pub fn group_at(&self, token: usize) -> Option<&Group> {
        self.groups.binary_search_by_key(&token, |group| group.head).ok().and_then(|index| self.groups.get(index))
    }

    /// The country of the place whose head is document token `token`.
    pub fn country_at(&self, token: usize) -> Option<EntityId> {
        let index = self.localities.binary_search_by_key(&token, |place| place.head).ok()?;
        self.localities.get(index).map(|place| place.country)
    }
}
