//! What entities do to each other. In: text, trees, entities and the vocabulary of `schema/relations.toml`; out:
//! [`Relation`]s with roles, polarity, modality, source, date and evidence, and [`Quotation`]s.

mod accession;
mod acts;
mod adjectives;
mod assemble;
mod attribution;
mod bearers;
mod charges;
mod claims;
mod company;
mod compose;
mod conditions;
mod dates;
mod deeds;
mod event;
mod governors;
mod judgement;
mod marks;
mod membership;
mod modal;
mod mutual;
mod nouns;
mod objects;
mod owner;
mod phrase;
mod places;
mod presence;
mod quotes;
mod reported;
mod scene;
mod sense;
mod slots;
mod stance;
mod stray;
mod ties;
mod times;
mod topic;
mod touch;
mod turned;
mod verbs;
mod why;

use crate::document::{Document, Span};
use crate::entity::{Entities, EntityId};
use crate::schema::Vocabulary;
use crate::syntax::Tree;
use crate::text::Text;
use attribution::Speaker;
use jiff::civil::Date;
use scene::Scene;

/// Whether the text says that it is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// It did, does or will happen.
    #[default]
    Affirmed,
    /// It did not, does not or will not.
    Negated,
}

/// In which world it is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// Said as a fact.
    #[default]
    Actual,
    /// Scheduled, intended, promised, expected.
    Planned,
    /// Conditional, considered, feared, alleged as possible, demanded, denied.
    Hypothetical,
}

impl Polarity {
    /// As extractions write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Affirmed => "affirmed",
            Self::Negated => "negated",
        }
    }
}

impl Modality {
    /// As extractions write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Actual => "actual",
            Self::Planned => "planned",
            Self::Hypothetical => "hypothetical",
        }
    }
}

/// One sentence that says a relation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Sentence number in the document.
    pub sentence: usize,
    /// Bytes of the evidence sentence.
    pub span: Span,
    /// Bytes of the trigger words.
    pub trigger: Span,
    /// Bytes of the subject's mention.
    pub subject: Span,
    /// Bytes of the object's mention, if there is an object.
    pub object: Option<Span>,
}

/// One relation of a document: unique by subject, predicate, object, polarity and modality.
#[derive(Debug, Clone, PartialEq)]
pub struct Relation {
    /// Who does it.
    pub subject: EntityId,
    /// The predicate's name in `schema/relations.toml` ("warned").
    pub predicate: String,
    /// Whom it is done to; none only for a speech act whose addressee is not named.
    pub object: Option<EntityId>,
    /// Entities that the content of a speech act is about, in order of the text.
    pub about: Vec<EntityId>,
    /// PLOVER event type by that ontology's own rules; none for standing ties.
    pub plover: Option<String>,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// Whether it is so.
    pub polarity: Polarity,
    /// In which world.
    pub modality: Modality,
    /// The innermost speaker who says so; none where the text says it in its own voice.
    pub source: Option<EntityId>,
    /// The office, of `holds_office` ("foreign minister").
    pub role: Option<String>,
    /// The day or interval of the event, ISO 8601, where it is known.
    pub date: Option<String>,
    /// 0 to 1.
    pub confidence: f64,
    /// Which rule found it ("verb:warn").
    pub rule: String,
    /// At least one piece, in order of the text.
    pub evidence: Vec<Evidence>,
}

/// How a quotation is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuotationKind {
    /// In quotation marks.
    Direct,
    /// Reported in the writer's words.
    Indirect,
    /// Partly in quotation marks.
    Mixed,
}

/// Something said, and who says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// The speaker.
    pub speaker: EntityId,
    /// Bytes of the word that reports it ("said").
    pub cue: Span,
    /// Bytes of what is said.
    pub content: Span,
    /// How.
    pub kind: QuotationKind,
}

pub use why::{Unused, unused};

/// Everything that the relation room finds in one document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// In order of first evidence.
    pub relations: Vec<Relation>,
    /// In order of the text.
    pub quotations: Vec<Quotation>,
}

/// Everything that the sentences of `document` say about its `entities`: relations in order of first evidence, each key
/// once, and quotations. `trees` are those of the sentences of `text`, in order; boilerplate says nothing.
pub fn extract(
    document: &Document,
    text: &Text,
    trees: &[Tree],
    entities: &Entities,
    vocabulary: &Vocabulary,
) -> Facts {
    let names = scene::Names::new(document, entities);
    let scenes = topic::scenes(document, text, trees, entities, vocabulary, &names);
    let quotes = quotes::read(text, &scenes);
    let mut facts = assemble::Assembly::new(vocabulary);
    for mut scene in scenes.into_iter().flatten() {
        scene.voices =
            (0..scene.tree.len()).map(|w| quotes.speaker_of(scene.offset + w).map(|(f, _)| f.entity)).collect();
        scene.attacks = facts.attacks().to_vec();
        read_sentence(&scene, &quotes, &mut facts);
    }
    Facts { relations: facts.finish(), quotations: quotes.quotations }
}

/// The day of publication that the text itself gives at its beginning, in a dateline or on a line of its own; none where it
/// gives none with its year.
pub fn published(document: &Document, text: &Text) -> Option<Date> {
    dates::published(document, text)
}

/// Finds the triggers of one sentence and adds what they say.
fn read_sentence(scene: &Scene, quotes: &quotes::Quotes, facts: &mut assemble::Assembly) {
    let mut events = Vec::new();
    let mut parts = Vec::new();
    for word in 0..scene.tree.len() {
        if let Some(event) = judgement::event(scene, word) {
            events.push(event);
        } else if let Some((event, part)) = verbs::event(scene, word) {
            // A meeting that is called off is refused, and does not take place.
            let is = |name: &str| scene.vocabulary.predicate(event.predicate).is_some_and(|p| p.name == name);
            // An accusation that is dismissed has been made.
            let refused = is("rejected");
            // So has an operation that is carried out together against somebody.
            let part = part.filter(|_| !is("denied") && !is("cooperated_with"));
            parts.extend(part.filter(|&p| !refused || stance::stance(scene, p).0 == Polarity::Affirmed));
            events.push(event);
        }
        if let Speaker::Named(speaker, cue) = speaker_of(scene, quotes, word) {
            events.extend(modal::event(scene, word, speaker));
            events.extend(claims::event(scene, word, speaker, cue));
            events.extend(claims::denial(scene, word, speaker));
        }
        events.extend(presence::event(scene, word));
        events.extend(acts::claimed(scene, word));
        events.extend(compose::refusal(scene, word));
        events.extend(adjectives::adjective(scene, word));
    }
    let nouns = (0..scene.tree.len()).filter(|word| !parts.contains(word));
    events.extend(nouns.filter_map(|word| nouns::event(scene, word)));
    events.extend(ties::events(scene));
    events.sort_by_key(|e| e.word);
    compose::address(scene, &mut events);
    compose::drop_refused(scene, &mut events);
    compose::drop_twins(scene, &mut events);
    let charges = charges::made(scene, &events);
    facts.charge(charges);
    charges::answer(scene, &mut events, facts.charges());
    for event in events {
        let speakers = match speaker_of(scene, quotes, event.word) {
            Speaker::Named(filler, cue) => together(scene, filler, cue),
            Speaker::Unnamed | Speaker::Narrator => Vec::new(),
        };
        if let Some(threat) = compose::threat(scene, &event, speakers.first().copied()) {
            facts.add(scene, threat, &[]);
        }
        if let Some(failure) = compose::failure(scene, &event) {
            facts.add(scene, failure, &speakers);
        }
        facts.add(scene, event, &speakers);
    }
}

/// The speaker and those who say it with him by the verb `cue`: "Peru and Chile said".
fn together(scene: &Scene, speaker: scene::Filler, cue: usize) -> Vec<EntityId> {
    let all = verbs::actors(scene, cue);
    let own = all.contains(&speaker);
    let others = all.into_iter().filter(|f| own && f.entity != speaker.entity);
    std::iter::once(speaker.entity).chain(others.map(|f| f.entity)).collect()
}

/// The innermost speaker of `word`: in its sentence, else the one whose quotation it stands in.
fn speaker_of(scene: &Scene, quotes: &quotes::Quotes, word: usize) -> Speaker {
    match attribution::speaker(scene, word) {
        Speaker::Narrator => match quotes.speaker_of(scene.offset + word) {
            Some((filler, _)) => Speaker::Named(filler, word),
            None => Speaker::Narrator,
        },
        found => found,
    }
}
