//! The parts of a graph. An entity is a [`Node`]; what one entity does to another is a [`Relation`], which is drawn as one
//! [`Edge`] to its object or, where it has none, as one edge to each entity it is about.
//!
//! Nothing is thrown away: a node keeps an [`Occurrence`] a document, a relation a [`Statement`] a document, and all
//! counts are sums of those.

use crate::entity::{EntityKind, MentionKind};
use crate::relation::{Modality, Polarity};
use petgraph::graph::NodeIndex;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The article that something was said in.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Article {
    /// The document's id, unique in the graph.
    pub id: String,
    /// The file it came from.
    pub path: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Day of publication, ISO 8601.
    pub date: Option<String>,
}

/// An index into [`KnowledgeGraph::articles`](super::KnowledgeGraph::articles).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ArticleIndex(pub usize);

/// A form that the texts use for an entity.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Alias {
    /// As written, on one line.
    pub text: String,
    /// How it refers.
    pub kind: MentionKind,
    /// How often.
    pub count: usize,
}

/// A form that one document uses for an entity, and why its reader took it to mean that entity.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Form {
    /// As written, on one line.
    pub text: String,
    /// How it refers.
    pub kind: MentionKind,
    /// A word or two: "surname", "acronym", "office".
    pub reason: String,
    /// How often.
    pub count: usize,
}

/// By which rule a document's entity is this node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Identity {
    /// The same ISO 3166 code.
    Iso3,
    /// The same Wikidata id.
    Wikidata,
    /// The same kind and name.
    Name,
    /// Named by an acronym that only this body is given in the collected documents.
    Acronym,
    /// A longer or shorter form of the name.
    Form,
    /// Another spelling of the name.
    Spelling,
    /// Named by the surname that only this person bears, or by one that the document supports.
    Surname,
    /// The user has ruled so.
    Ruled,
}

impl Identity {
    /// Every reason.
    pub const ALL: [Identity; 8] =
        [Self::Iso3, Self::Wikidata, Self::Name, Self::Acronym, Self::Form, Self::Spelling, Self::Surname, Self::Ruled];
}

/// An entity in one document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    /// Where.
    pub article: ArticleIndex,
    /// Its canonical name there.
    pub name: String,
    /// What the document's reader took it for.
    pub kind: EntityKind,
    /// Its own ISO code, as found there.
    pub iso3: Option<String>,
    /// The state it belongs to, as found there.
    pub country: Option<String>,
    /// Wikidata id, as found there.
    pub wikidata: Option<String>,
    /// Mentions of every kind, pronouns among them.
    pub mentions: usize,
    /// Forms used there (no pronouns), sorted.
    pub aliases: Vec<Form>,
    /// By which rule it is this node.
    pub identity: Identity,
    /// What spoke for it, where the rule alone does not say it: "both are foreign minister of Russia".
    pub because: Option<String>,
}

/// An office that a person is said to hold or to have held.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Office {
    /// As said ("foreign minister").
    pub role: String,
    /// The country or body it is an office of.
    pub of: NodeIndex,
    /// Whether it is said to be held (not: former, resigned).
    pub polarity: Polarity,
    /// How many sentences say so.
    pub statements: usize,
}

/// An entity over the whole corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Stable over corpora; an ASCII token.
    pub id: String,
    /// What it is.
    pub kind: EntityKind,
    /// The canonical name that most documents use.
    pub name: String,
    /// A country's own alpha-3 code.
    pub iso3: Option<String>,
    /// The state it belongs to, alpha-3.
    pub country: Option<String>,
    /// Wikidata id.
    pub wikidata: Option<String>,
    /// Every form, the most frequent first; counts over all documents.
    pub aliases: Vec<Alias>,
    /// In how many documents.
    pub documents: usize,
    /// How many mentions.
    pub mentions: usize,
    /// Offices said to be held, the most often said first.
    pub offices: Vec<Office>,
    /// Document by document.
    pub occurrences: Vec<Occurrence>,
    /// Of a node that is an event ([`KnowledgeGraph::with_events`](super::KnowledgeGraph::with_events)) all that is said
    /// of it, summed up; then `kind` is its agent's, and `documents` and `mentions` count what says it. Entities have none.
    pub event: Option<Box<Edge>>,
}

impl Node {
    /// The name to write where there is room for `letters`: the canonical name; of a body whose name is longer, the form
    /// that the texts use most among those that fit; else the beginning of the name.
    pub fn short_name(&self, letters: usize) -> Cow<'_, str> {
        let fits = |name: &str| name.chars().count() <= letters;
        if fits(&self.name) {
            return Cow::Borrowed(&self.name);
        }
        let mut others = self.aliases.iter().filter(|a| a.kind == MentionKind::Name && fits(&a.text));
        match others.next().filter(|_| self.kind == EntityKind::Organization) {
            Some(alias) => Cow::Borrowed(&alias.text),
            None => self.name.chars().take(letters.saturating_sub(1)).chain(['…']).collect(),
        }
    }

    /// What it is, as the files write it: `Person`, `Country`, `Organization`, or `Event`.
    pub fn kind_name(&self) -> &'static str {
        if self.event.is_some() { "Event" } else { self.kind.as_str() }
    }

    /// The forms of `kinds` other than the canonical name, each once, the most frequent first.
    pub fn other_names(&self, kinds: &[MentionKind]) -> Vec<&str> {
        let mut seen = BTreeSet::new();
        let forms = self.aliases.iter().filter(|alias| kinds.contains(&alias.kind)).map(|alias| alias.text.as_str());
        forms.filter(|text| *text != self.name && seen.insert(*text)).collect()
    }
}

/// What a relation is, apart from where it was said: two statements of the same key are one relation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RelationKey {
    /// Who does it; of a symmetric predicate, the end whose id sorts first.
    pub subject: NodeIndex,
    /// The predicate's name.
    pub predicate: String,
    /// Whom it is done to; none for a speech act whose addressee is not named.
    pub object: Option<NodeIndex>,
    /// Whether it is so.
    pub polarity: Polarity,
    /// In which world.
    pub modality: Modality,
    /// Whether its two ends are alike, so that the direction says nothing.
    pub symmetric: bool,
}

/// One relation over the whole corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// Stable over corpora; an ASCII token.
    pub id: String,
    /// What it says.
    pub key: RelationKey,
    /// Who said it where; at least one, sorted.
    pub statements: Vec<Statement>,
}

impl Relation {
    /// All entities it is about, in order of node.
    pub fn about(&self) -> Vec<NodeIndex> {
        let mut about: Vec<NodeIndex> = self.statements.iter().flat_map(|s| s.about.iter().copied()).collect();
        about.sort_unstable();
        about.dedup();
        about
    }
}

/// What one document says of a relation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Statement {
    /// Where.
    pub article: ArticleIndex,
    /// At least one sentence, in order of the text.
    pub evidence: Vec<Evidence>,
    /// Entities that the content of a speech act is about, in order of the text.
    pub about: Vec<NodeIndex>,
    /// The innermost speaker who says so; none where the text says it in its own voice.
    pub said_by: Option<NodeIndex>,
    /// The office, of `holds_office`.
    pub role: Option<String>,
    /// PLOVER event type.
    pub plover: Option<String>,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// Day or interval of the event, ISO 8601.
    pub date: Option<String>,
    /// Hundredths, 0 to 100.
    pub confidence: u8,
    /// The rule that found it ("verb:warn").
    pub rule: String,
}

/// A sentence that says a relation; positions are code points of the document's text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// First code point of the sentence.
    pub start: usize,
    /// The code point after its last.
    pub end: usize,
    /// The sentence, control characters replaced by spaces.
    pub text: String,
    /// The trigger words.
    pub trigger: [usize; 2],
    /// The mention of the relation's subject.
    pub subject: [usize; 2],
    /// The mention of its object.
    pub object: Option<[usize; 2]>,
}

impl Evidence {
    /// The words at `range` of the document, as far as they lie in this sentence.
    pub fn words(&self, range: [usize; 2]) -> String {
        let from = range[0].saturating_sub(self.start);
        let length = range[1].saturating_sub(range[0].max(self.start));
        self.text.chars().skip(from).take(length).collect()
    }
}

/// What an edge points at; in a graph [`with_events`](super::KnowledgeGraph::with_events), which part an entity has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// Only with events as nodes: the target is what the source does.
    Agent,
    /// The relation's object.
    Object,
    /// One of the entities that a relation without object is about.
    About,
    /// Only with events as nodes: one of those who say so.
    SaidBy,
}

impl Slot {
    /// As the files write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Agent => "agent",
            Self::Object => "object",
            Self::About => "about",
            Self::SaidBy => "said_by",
        }
    }
}

/// One relation as it is drawn between two nodes: the sum of its statements (of an about edge, those about the target).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// Unique and stable; an ASCII token.
    pub id: String,
    /// Index into [`KnowledgeGraph::relations`](super::KnowledgeGraph::relations); edges of one relation share it.
    pub relation: usize,
    /// Which of the relation's statements it sums up, in order: all, or of an about edge those about the target.
    pub said: Vec<usize>,
    /// What the target is.
    pub slot: Slot,
    /// The predicate's name.
    pub predicate: String,
    /// Whether it is so.
    pub polarity: Polarity,
    /// In which world.
    pub modality: Modality,
    /// How many sentences say it.
    pub statements: usize,
    /// How many documents say it.
    pub documents: usize,
    /// The first day: of the event where it is known, else of publication.
    pub first: Option<String>,
    /// The last day, likewise.
    pub last: Option<String>,
    /// Who says so, in order of node.
    pub said_by: Vec<NodeIndex>,
    /// What the content is about, of an edge to an object.
    pub about: Vec<NodeIndex>,
    /// The PLOVER type most often given.
    pub plover: Option<String>,
    /// The CAMEO code most often given.
    pub cameo: Option<String>,
    /// The role most often given.
    pub role: Option<String>,
    /// The highest confidence of a statement, in hundredths.
    pub confidence: u8,
    /// All rules that found it, sorted.
    pub rules: Vec<String>,
}

impl Edge {
    /// Whether it says which part an entity has in an event that is a node.
    pub fn is_part(&self) -> bool {
        self.predicate == self.slot.as_str()
    }

    /// What the edge says, for people: "accused", "not attacked", "met with (planned)", "holds office: foreign minister",
    /// "warned (about)"; of an edge of an event its part alone: "agent", "said by".
    pub fn label(&self) -> String {
        if self.is_part() {
            return self.predicate.replace('_', " ");
        }
        let mut label = String::with_capacity(48);
        if self.polarity == Polarity::Negated {
            label.push_str("not ");
        }
        for (number, word) in self.predicate.split('_').enumerate() {
            label.push_str(if number > 0 { " " } else { "" });
            label.push_str(word);
        }
        if let Some(role) = &self.role {
            label.push_str(": ");
            label.push_str(role);
        }
        let modality = (self.modality != Modality::Actual).then_some(self.modality.as_str());
        let about = (self.slot == Slot::About).then_some("about");
        for (note, before) in about.into_iter().chain(modality).zip([" (", ", "]) {
            label.push_str(before);
            label.push_str(note);
        }
        if about.or(modality).is_some() {
            label.push(')');
        }
        label
    }
}
