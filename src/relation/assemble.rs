//! From events to relations: each key of (subject, predicate, object, polarity, modality) once in a document, with all
//! its evidence, its date, its codes in the PLOVER and CAMEO ontologies and its confidence.

use super::acts::Attack;
use super::charges::Charge;
use super::dates;
use super::event::{Class, Event};
use super::scene::{Filler, Scene};
use super::sense;
use super::stance::{scheduled, stance};
use super::times::When;
use super::topic::MEMORY;
use super::{Evidence, Modality, Polarity, Relation};
use crate::entity::{EntityId, EntityKind};
use crate::schema::{Predicate, Vocabulary};
use crate::syntax::Deprel;
use jiff::ToSpan;
use std::collections::BTreeMap;

type Key = (EntityId, usize, Option<EntityId>, Polarity, Modality);

/// The relations of a document while its sentences are read.
pub(super) struct Assembly<'v> {
    vocabulary: &'v Vocabulary,
    relations: Vec<Relation>,
    by_key: BTreeMap<Key, usize>,
    attacks: Vec<Attack>,
    charges: Vec<Charge>,
}

impl<'v> Assembly<'v> {
    pub fn new(vocabulary: &'v Vocabulary) -> Self {
        Self { vocabulary, relations: Vec::new(), by_key: BTreeMap::new(), attacks: Vec::new(), charges: Vec::new() }
    }

    /// Adds what `event` says in `scene`, as said by `speakers` together (none: the text's own voice).
    pub fn add(&mut self, scene: &Scene, event: Event, speakers: &[EntityId]) {
        let Some(predicate) = self.vocabulary.predicate(event.predicate) else { return };
        let (mut polarity, mut modality) = stance(scene, event.word);
        if event.former {
            polarity = Polarity::Negated;
        }
        if matches!(event.class, Class::Modal | Class::Claim)
            || (event.class == Class::Title && !event.former)
            || event.class == Class::Phrase
        {
            (polarity, modality) = (Polarity::Affirmed, Modality::Actual);
        }
        if event.class == Class::Light && modality == Modality::Actual && !own_word(predicate) {
            // "pledged aid": it is promised, not yet given.
            let promised = scene.vocabulary.in_words("promising", scene.lemma(event.word));
            modality = if promised { Modality::Planned } else { modality };
        }
        let when = dates::date(scene, event.word, modality).filter(|_| !predicate.standing);
        let later = when.zip(scene.document.date).is_some_and(|(when, today)| when.is_after(today));
        // "meets Abe on Friday" is to come, if Friday is not long ago.
        let past =
            when.zip(scene.document.date).is_some_and(|(when, today)| !when.is_after(today.saturating_sub(1.day())));
        // "is flying to Riga on Friday for talks": so are the talks.
        let journey = |word: usize| {
            let tagged = scene.tree.word(word);
            let aim = tagged.deprel == Deprel::Obl && scene.view.preposition(word).as_deref() == Some("for");
            tagged.head.filter(|_| aim && predicate.plover.as_deref() == Some("CONSULT"))
        };
        let present = || match event.class {
            Class::Verb => !past && scheduled(scene, event.word, predicate),
            _ => !past && journey(event.word).is_some_and(|verb| scheduled(scene, verb, predicate)),
        };
        if modality == Modality::Actual && !predicate.speech && !predicate.standing && (later || present()) {
            modality = Modality::Planned;
        }
        let words = format!("{} {}", event.trigger, scene.lemma(event.word));
        let intended = modality == Modality::Planned && polarity == Polarity::Affirmed;
        let codes = self.vocabulary.codes(predicate, &words, intended);
        // Whose office or body it is the writer tells, whoever is quoted.
        let told = matches!(event.class, Class::Title | Class::Phrase);
        for &(subject, object) in &event.pairs {
            if object.is_none() && event.about.iter().all(|&a| a == subject.entity) {
                continue;
            }
            let subject = if predicate.speech { subject } else { for_state(scene, subject) };
            if object.is_some_and(|object| !sense::holds(scene, &event, predicate, subject, object)) {
                continue;
            }
            let own = speakers.contains(&subject.entity);
            let source = if own { Some(subject.entity) } else { speakers.first().copied() };
            let source = source.filter(|_| !(told || own && own_word(predicate)));
            let relation = Relation {
                subject: subject.entity,
                predicate: predicate.name.clone(),
                object: object.map(|o| o.entity),
                about: event
                    .about
                    .iter()
                    .copied()
                    .filter(|&a| predicate.speech && a != subject.entity && object.is_none_or(|o| o.entity != a))
                    .collect(),
                plover: codes.map(|(event, _)| event.to_owned()),
                cameo: codes.and_then(|(_, code)| code).map(str::to_owned),
                polarity,
                modality,
                source,
                role: event.role.clone(),
                date: when.map(When::iso),
                confidence: confidence(&event, subject, object),
                rule: format!("{}:{}", event.class.as_str(), event.trigger),
                evidence: vec![evidence(scene, &event, subject, object)],
            };
            let happened = (polarity, modality) == (Polarity::Affirmed, Modality::Actual);
            if happened && predicate.name == "attacked" {
                self.attacks.push(Attack::new(scene, &event, subject.entity));
                let old = self.attacks.len().saturating_sub(MEMORY);
                self.attacks.drain(..old);
            }
            self.insert(event.predicate, predicate.symmetric, relation);
        }
    }

    /// Joins the relation to the one of its key, or starts one.
    fn insert(&mut self, predicate: usize, symmetric: bool, relation: Relation) {
        let (mut first, mut second) = (relation.subject, relation.object);
        if let Some(object) = second.filter(|&o| symmetric && o < first) {
            (first, second) = (object, Some(first));
        }
        let key = (first, predicate, second, relation.polarity, relation.modality);
        match self.by_key.get(&key).and_then(|&index| self.relations.get_mut(index)) {
            Some(known) => {
                for about in relation.about {
                    if !known.about.contains(&about) {
                        known.about.push(about);
                    }
                }
                known.date = known.date.take().or(relation.date);
                known.role = known.role.take().or(relation.role);
                known.confidence = known.confidence.max(relation.confidence);
                for piece in relation.evidence {
                    if !known.evidence.iter().any(|e| e.span == piece.span) {
                        known.evidence.push(piece);
                    }
                }
            }
            None => {
                self.by_key.insert(key, self.relations.len());
                self.relations.push(relation);
            }
        }
    }

    /// The attacks that are told as facts so far, in order.
    pub fn attacks(&self) -> &[Attack] {
        &self.attacks
    }

    /// Adds the charges of a sentence.
    pub fn charge(&mut self, charges: Vec<Charge>) {
        self.charges.extend(charges);
    }

    /// All charges so far, in order.
    pub fn charges(&self) -> &[Charge] {
        &self.charges
    }

    /// All relations in order of first evidence.
    pub fn finish(self) -> Vec<Relation> {
        let mut relations = self.relations;
        drop_doubles(&mut relations, self.vocabulary);
        relations
    }
}

/// "We will resume talks", said by a minister: what states do, we do as the state.
fn for_state(scene: &Scene, subject: Filler) -> Filler {
    let we = matches!(scene.form(subject.word), "we" | "our" | "us");
    let code =
        scene.entity(subject.entity).filter(|e| we && e.kind == EntityKind::Person).and_then(|e| e.country.as_deref());
    let state = code.and_then(|code| scene.names.country(code));
    state.map_or(subject, |entity| Filler { entity, ..subject })
}

/// Whether saying it is doing it, so that the subject is no source of it: speech acts, agreements, and ties.
fn own_word(predicate: &Predicate) -> bool {
    predicate.speech || predicate.standing || predicate.plover.as_deref() == Some("AGREE")
}

/// How many sentences behind a meeting what is discussed belongs to it.
const NEAR: usize = 3;

/// One exchange is met or spoke, never both; and what has an object need not be said without one.
fn drop_doubles(relations: &mut Vec<Relation>, vocabulary: &Vocabulary) {
    let pair = |r: &Relation| {
        let object = r.object.unwrap_or(r.subject);
        (r.subject.min(object), r.subject.max(object))
    };
    let weaker = |a: &Relation, b: &Relation| {
        let consult =
            a.predicate == "spoke_with" && b.predicate == "met_with" && pair(a) == pair(b) && a.modality == b.modality;
        let bare = a.object.is_none() && b.object.is_some() && a.predicate == b.predicate && a.subject == b.subject;
        consult || bare
    };
    let mut by_sentence: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, relation) in relations.iter().enumerate() {
        for piece in &relation.evidence {
            by_sentence.entry(piece.sentence).or_default().push(index);
        }
    }
    // "The two leaders discussed trade": at the meeting told shortly before.
    let discussed = |a: &Relation| {
        let verb = a.rule.strip_prefix("verb:").is_some_and(|verb| vocabulary.in_words("discussing", verb));
        let at = |sentence: usize| {
            let before = (sentence.saturating_sub(NEAR)..sentence).filter_map(|s| by_sentence.get(&s)).flatten();
            // "will meet" or "met": "are expected to discuss" is of the same meeting.
            let sure = |b: &Relation| a.modality == b.modality || a.modality != Modality::Actual;
            let same = |b: &Relation| pair(a) == pair(b) && a.polarity == b.polarity && sure(b);
            before.filter_map(|&index| relations.get(index)).any(|b| b.predicate == "met_with" && same(b))
        };
        verb && a.predicate == "spoke_with" && a.evidence.iter().all(|piece| at(piece.sentence))
    };
    let beaten = |a: &Relation| {
        let beside = a.evidence.iter().filter_map(|piece| by_sentence.get(&piece.sentence)).flatten();
        beside.filter_map(|&index| relations.get(index)).any(|b| weaker(a, b))
    };
    let kept: Vec<bool> = relations.iter().map(|a| !beaten(a) && !discussed(a)).collect();
    let mut kept = kept.into_iter();
    relations.retain(|_| kept.next().unwrap_or(true));
}

fn confidence(event: &Event, subject: Filler, object: Option<Filler>) -> f64 {
    let behind = |f: Filler| if f.direct { 1.0 } else { 0.93 };
    event.class.confidence() * behind(subject) * object.map_or(0.65, behind)
}

fn evidence(scene: &Scene, event: &Event, subject: Filler, object: Option<Filler>) -> Evidence {
    Evidence {
        sentence: scene.number,
        span: scene.text.sentence_span(scene.number),
        trigger: scene.span(event.word),
        subject: scene.mention_span(subject),
        object: object.map(|o| scene.mention_span(o)),
    }
}
