//! What an event says beyond itself: a hostile act that its own subject announces is a threat, consent that is withheld a
//! refusal, and in an exchange of two the one speaks to the other. In: events of a sentence; out: further [`Event`]s, or
//! the same ones with an object.

use super::event::{Class, Event, product};
use super::phrase::{Role, mentioned, referents};
use super::scene::{Filler, Scene};
use super::stance::stance;
use super::verbs::actors;
use super::{Modality, Polarity};
use crate::entity::EntityId;
use crate::syntax::{Deprel, Upos};

/// "said it would shell", "vowed to punish", "will retaliate, X said".
pub(super) fn threat(scene: &Scene, event: &Event, speaker: Option<EntityId>) -> Option<Event> {
    let plover = scene.vocabulary.predicate(event.predicate)?.plover.as_deref()?;
    let hostile = matches!(plover, "SANCTION" | "ASSAULT" | "COERCE");
    // Only on a condition is it a threat to leave, to refuse or to march.
    let unwelcome = hostile || matches!(plover, "RETREAT" | "REJECT" | "PROTEST");
    let pairs: Vec<_> = event.pairs.iter().filter(|(s, o)| Some(s.entity) == speaker && o.is_some()).copied().collect();
    if !unwelcome || pairs.is_empty() || scene.tree.word(event.word).upos != Upos::Verb {
        return None;
    }
    // What is said already to be threatened needs no inference, what is denied is none.
    let (polarity, modality) = stance(scene, event.word);
    let cue = match super::attribution::speaker(scene, event.word) {
        super::attribution::Speaker::Named(_, cue) => Some(scene.lemma(cue)),
        _ => None,
    };
    let said_by = |list: &str| cue.is_some_and(|cue| scene.vocabulary.in_words(list, cue));
    let predicate = scene.vocabulary.number("threatened")?;
    let clauses = scene.tree.children_by(event.word, &[Deprel::Advcl]);
    let condition = clauses.into_iter().any(|c| scene.is_supposed(c) || scene.view.mark(c).as_deref() == Some("until"));
    // Announced sanctions are sanctions, unless something is asked for.
    if (plover == "SANCTION" || !hostile) && !condition {
        return None;
    }
    let word = scene.tree.word(event.word);
    let vowed =
        word.deprel == Deprel::Xcomp && word.head.is_some_and(|h| scene.vocabulary.in_words("vowing", scene.lemma(h)));
    let will = scene.tree.children_by(event.word, &[Deprel::Aux]).any(|a| match scene.form(a) {
        "would" | "will" => true,
        "may" | "might" | "could" => said_by("warning"),
        _ => false,
    });
    let announced = said_by("announcing") && (will || vowed);
    (announced && polarity == Polarity::Affirmed && modality != Modality::Actual).then(|| Event {
        predicate,
        class: Class::Modal,
        pairs,
        trigger: format!("would {}", event.trigger),
        about: Vec::new(),
        ..event.clone()
    })
}

/// "will not accept", "does not recognize", "cannot tolerate": consent that is withheld. What merely did not happen
/// ("did not agree") is no refusal.
pub(super) fn refusal(scene: &Scene, verb: usize) -> Option<Event> {
    let lemma = scene.lemma(verb);
    if scene.tree.word(verb).upos != Upos::Verb || !scene.vocabulary.in_words("consenting", lemma) {
        return None;
    }
    let negations = &scene.vocabulary.cues.negated.adverbs;
    let negated = scene.tree.children_by(verb, &[Deprel::Advmod]).any(|c| {
        (negations.contains(scene.lemma(c)) || negations.contains(scene.form(c)))
            && !matches!(scene.form_at(c + 1), "only" | "just")
    });
    let willing = scene.tree.children_by(verb, &[Deprel::Aux]).any(|a| {
        matches!(scene.form(a), "will" | "wo" | "would" | "can" | "ca" | "do" | "does" | "'ll" | "\u{2019}ll")
    });
    // "If Iran does not accept" refuses nothing yet.
    if !negated || !willing || scene.is_supposed(verb) {
        return None;
    }
    let subjects = actors(scene, verb);
    let objects = scene.view.undergoers(verb).into_iter().chain(
        scene.view.obliques(verb).into_iter().filter(|(p, _)| matches!(p.as_ref(), "with" | "to")).map(|(_, w)| w),
    );
    // "will not allow the rebels to march"
    let clauses = scene.tree.children_by(verb, &[Deprel::Ccomp, Deprel::Xcomp]).filter(|&c| !scene.view.is_finite(c));
    let hindered = clauses.flat_map(|c| scene.tree.children_by(c, &[Deprel::Nsubj]));
    let hindered = hindered.chain(scene.tree.children_by(verb, &[Deprel::Iobj]));
    let mut found = objects.chain(hindered).map(|w| referents(scene, w, Role::Undergoer));
    let objects = found.find(|f| !f.is_empty()).unwrap_or_default();
    let taken: Vec<EntityId> = subjects.iter().chain(&objects).map(|f| f.entity).collect();
    let about: Vec<EntityId> =
        mentioned(scene, verb, &[]).into_iter().map(|f| f.entity).filter(|e| !taken.contains(e)).collect();
    let mut pairs = product(&subjects, &objects);
    if objects.is_empty() && !about.is_empty() {
        pairs = subjects.iter().map(|&s| (s, None)).collect();
    }
    let predicate = scene.vocabulary.number("rejected")?;
    (!pairs.is_empty()).then(|| Event {
        predicate,
        word: verb,
        class: Class::Claim,
        trigger: format!("not {lemma}"),
        pairs,
        about,
        role: None,
        former: false,
    })
}

/// "Failed to reach agreement": each of the two rejects what the other would have.
pub(super) fn failure(scene: &Scene, event: &Event) -> Option<Event> {
    let word = scene.tree.word(event.word);
    let failing = word.head.filter(|&h| word.deprel == Deprel::Xcomp && scene.lemma(h) == "fail")?;
    let agreed = scene.vocabulary.number("agreed_with") == Some(event.predicate);
    if !agreed || stance(scene, failing) != (Polarity::Affirmed, Modality::Actual) {
        return None;
    }
    // Among three or more it is not said who refused whom.
    let [(one, Some(other))] = *event.pairs.as_slice() else { return None };
    let pairs = vec![(one, Some(other)), (other, Some(one))];
    let predicate = scene.vocabulary.number("rejected")?;
    Some(Event {
        predicate,
        class: Class::Claim,
        trigger: format!("fail {}", event.trigger),
        pairs,
        about: Vec::new(),
        ..event.clone()
    })
}

/// "would not let Chad in", "scrapped its pact with Chad": takes from `events` what a refusal above says already, the
/// concession or agreement that it withholds.
pub(super) fn drop_refused(scene: &Scene, events: &mut Vec<Event>) {
    let known = told(events);
    let refused = scene.vocabulary.number("rejected");
    let given = [scene.vocabulary.number("conceded_to"), scene.vocabulary.number("agreed_with")];
    for event in events.iter_mut() {
        if !given.contains(&Some(event.predicate)) || stance(scene, event.word).0 == Polarity::Affirmed {
            continue;
        }
        let above: Vec<usize> = scene.tree.ancestors(event.word).collect();
        let refusals = known.iter().filter(|(word, predicate, _)| Some(*predicate) == refused && above.contains(word));
        let said: Vec<_> = refusals.flat_map(|(_, _, pairs)| pairs).collect();
        event.pairs.retain(|(s, o)| !said.contains(&&(s.entity, o.map(|o| o.entity))));
    }
    events.retain(|event| !event.pairs.is_empty());
}

/// "gave tents to help Chad": takes from `events` what an infinitive only says again of its main clause.
pub(super) fn drop_twins(scene: &Scene, events: &mut Vec<Event>) {
    let known = told(events);
    for event in events.iter_mut() {
        let infinitive = scene.view.mark(event.word).as_deref() == Some("to");
        let purpose = infinitive
            && scene.tree.word(event.word).deprel == Deprel::Advcl
            && stance(scene, event.word) == (Polarity::Affirmed, Modality::Hypothetical);
        // "vowed to retaliate": the vow is the threat.
        let spoken = infinitive && scene.vocabulary.predicate(event.predicate).is_some_and(|p| p.speech);
        if !purpose && !spoken {
            continue;
        }
        let above: Vec<usize> = scene.tree.ancestors(event.word).filter(|&w| w != event.word).collect();
        let main = known.iter().filter(|(word, ..)| above.contains(word)).filter(|k| k.1 == event.predicate);
        let said: Vec<_> = main.flat_map(|(_, _, pairs)| pairs).collect();
        event.pairs.retain(|(s, o)| !said.contains(&&(s.entity, o.map(|o| o.entity))));
    }
    events.retain(|event| !event.pairs.is_empty());
}

/// The trigger of an event, its predicate and whom it is said of.
type Told = (usize, usize, Vec<(EntityId, Option<EntityId>)>);

fn told(events: &[Event]) -> Vec<Told> {
    let pairs = |e: &Event| e.pairs.iter().map(|(s, o)| (s.entity, o.map(|o| o.entity))).collect();
    events.iter().map(|e| (e.word, e.predicate, pairs(e))).collect()
}

/// "In a call with Biden, Putin warned that ...": who speaks in an exchange of two speaks to the other. Gives those
/// speech acts of the sentence an object that have none, or only the one that their content is about.
pub(super) fn address(scene: &Scene, events: &mut [Event]) {
    let is = |event: &Event, names: &[&str]| {
        scene.vocabulary.predicate(event.predicate).is_some_and(|p| names.contains(&p.name.as_str()))
    };
    let exchanges: Vec<(usize, Filler, Filler)> = (events.iter().filter(|e| is(e, &["spoke_with", "met_with"])))
        .filter_map(|e| match e.pairs.as_slice() {
            [(one, Some(other))] => Some((e.word, *one, *other)),
            _ => None,
        })
        .collect();
    let [(exchange, one, other)] = exchanges.as_slice() else { return };
    for event in events.iter_mut().filter(|e| is(e, &["warned", "urged", "threatened"]) && e.class == Class::Verb) {
        if !spoken_in(scene, event.word, *exchange) {
            continue;
        }
        for (speaker, object) in &mut event.pairs {
            let partner = match speaker.entity {
                s if s == one.entity => *other,
                s if s == other.entity => *one,
                _ => continue,
            };
            if !object.is_some_and(|o| addressed(scene, event.word, o.word)) {
                if let Some(before) = object.filter(|o| o.entity != partner.entity && !event.about.contains(&o.entity))
                {
                    event.about.push(before.entity);
                }
                event.about.retain(|&a| a != partner.entity);
                *object = Some(partner);
            }
        }
    }
}

/// Whether the speech act `verb` takes place in the exchange: "in a call with X, warned", "phoned X to urge". To
/// say something while one meets somebody else is to say it to the press.
fn spoken_in(scene: &Scene, verb: usize, exchange: usize) -> bool {
    if scene.tree.word(exchange).upos == Upos::Verb {
        let first = scene.view.first_conjunct(verb);
        let word = scene.tree.word(first);
        let goes_on =
            matches!(word.deprel, Deprel::Advcl | Deprel::Conj) && scene.view.mark(first).is_none_or(|m| m == "to");
        return exchange < verb
            && (goes_on && word.head == Some(exchange) || scene.view.conjuncts(exchange).contains(&verb));
    }
    let phrases = scene.view.obliques(verb);
    let mut during = phrases.iter().filter(|(p, _)| matches!(p.as_ref(), "in" | "during" | "at" | "on" | "over"));
    // "a call in which she warned"
    scene.tree.is_under(verb, exchange) || during.any(|&(_, w)| scene.tree.is_under(exchange, w))
}

/// Whether `word` stands in a phrase of the verb `verb` rather than in a clause below it, which tells the content.
fn addressed(scene: &Scene, verb: usize, word: usize) -> bool {
    let top = scene.tree.ancestors(word).find(|&a| scene.tree.word(a).head == Some(verb));
    let clauses = [Deprel::Ccomp, Deprel::Xcomp, Deprel::Advcl, Deprel::Parataxis];
    top.is_some_and(|t| !clauses.contains(&scene.tree.word(t).deprel))
}
