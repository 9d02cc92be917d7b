//! Whether what stands in a slot is in truth told, warned, helped or investigated: "repeated its opposition to Chad" tells
//! Chad nothing, "sends arms to militias in Chad" does not help it. In: a filler of a slot; out: yes or no.

use super::owner::stands_apart;
use super::scene::{Filler, Scene};
use crate::entity::{EntityKind, MentionKind};
use crate::schema::{Frame, Place, Predicate, Slot, TriggerClass};
use crate::syntax::{Deprel, Upos, Xpos};

/// Whether what stands in the slot of the verb is in truth told, warned or helped.
pub(super) fn is_touched(
    scene: &Scene,
    frame: &Frame,
    predicate: &Predicate,
    slot: &Slot,
    subjects: &[Filler],
    object: Filler,
) -> bool {
    let above = scene.tree.word(object.word).head;
    let kind = predicate.plover.as_deref();
    if predicate.addressee && frame.with.is_none() && frame.beside.is_empty() {
        // "repeated its opposition to Chad" tells Chad nothing: the phrase is the noun's.
        let Place::Preposition(place) = &slot.place else { return true };
        let own = |f: &Frame| f.slots.iter().any(|s| matches!(&s.place, Place::Preposition(p) if p == place));
        return !above.is_some_and(|h| {
            scene.tree.word(h).deprel == Deprel::Obj
                && scene.vocabulary.frames(TriggerClass::Noun, scene.lemma(h)).any(own)
        });
    }
    if kind == Some("ACCUSE") && slot.kind.is_some() && !object.direct {
        // "charged two men of Omani descent" accuses no state.
        return false;
    }
    // "upheld Roe's impeachment" supports someone else.
    if matches!(kind, Some("ACCUSE" | "SUPPORT")) && is_suffered(scene, object) {
        return false;
    }
    if kind == Some("MOBILIZE") && slot.place == Place::Infinitive {
        // "sent troops to join the mission in Chad", not "to replace French troops".
        let place = matches!(scene.view.preposition(object.word).as_deref(), Some("in" | "off" | "near"));
        return place && above.is_some_and(|h| scene.tree.word(h).upos == Upos::Noun);
    }
    // "sent tanks to the Chadian border" helps nobody.
    // "joined a Chad-led government" has not joined Chad.
    let participle = |h: usize| scene.tree.word(h).deprel == Deprel::Amod && scene.tree.word(h).xpos == Xpos::Vbn;
    if predicate.name == "member_of" && above.is_some_and(participle) {
        return false;
    }
    // "President Roe takes over the government" as elected.
    if predicate.name == "seized" && frame.lemma == "take" && frame.has_beside("over") {
        let person = |s: &Filler| scene.entity(s.entity).is_some_and(|e| e.kind == EntityKind::Person);
        let government = |w: usize| scene.vocabulary.in_class("organ", scene.lemma(w));
        if subjects.iter().all(person) && [Some(object.word), above].into_iter().flatten().any(government) {
            return false;
        }
    }
    if kind == Some("AID") && above.is_some_and(|h| scene.vocabulary.in_words("borders", scene.lemma(h))) {
        return false;
    }
    let at_home = |s: &Filler| scene.home(s.entity) == Some(object.entity);
    let person = |s: &&Filler| scene.entity(s.entity).is_some_and(|e| e.kind == EntityKind::Person);
    let located = scene.entities.country_at(scene.offset + object.word).is_some();
    if predicate.place && located && subjects.iter().filter(person).any(at_home) {
        // "sent troops to storm a mosque in the capital" is no act against his own country.
        return predicate.name == "visited";
    }
    if matches!(predicate.name.as_str(), "warned" | "urged") && !object.direct {
        // "warned of a Chadian attack": an attack is not spoken to.
        let force =
            |f: &Frame| scene.vocabulary.predicate(f.predicate).is_some_and(|p| p.plover.as_deref() == Some("ASSAULT"));
        let act = |h: usize| scene.vocabulary.frames(TriggerClass::Noun, &scene.trigger_noun(h)).any(force);
        if above.is_some_and(act) {
            return false;
        }
    }
    if predicate.name == "urged" && matches!(&slot.place, Place::Preposition(p) if p == "of") {
        // "demanded the release of Roe": those who hold him are asked.
        let suffered = |h: usize| {
            let done_to = |f: &Frame| f.slots.iter().any(|s| s.place == Place::Possessor);
            scene.vocabulary.frames(TriggerClass::Noun, scene.lemma(h)).any(done_to)
        };
        // "of hundreds of prisoners"
        let phrase = scene.tree.ancestors(object.word).take_while(|&w| scene.tree.word(w).upos != Upos::Verb);
        if phrase.take(4).any(suffered) {
            return false;
        }
    }
    if slot.place == Place::That && kind == Some("THREATEN") {
        // "warned that his country had drawn up plans" warns somebody else.
        return !subjects.iter().any(at_home);
    }
    // "sends arms to militias in Chad" does not help Chad.
    let unofficial = |w: usize| stands_apart(scene, w) || scene.vocabulary.in_words("followings", scene.lemma(w));
    let within = scene.view.preposition(object.word).as_deref() == Some("in");
    !(matches!(kind, Some("AID" | "MOBILIZE")) && within && !object.direct && above.is_some_and(unofficial))
}

/// "criticized Togo's exclusion", "Roe's arrest": whether the noun names what its possessor has suffered. A state arrests,
/// a person is arrested.
pub(super) fn is_suffered(scene: &Scene, possessor: Filler) -> bool {
    let Some(noun) = scene.tree.word(possessor.word).head.filter(|_| !possessor.direct) else { return false };
    let person = scene.entity(possessor.entity).is_some_and(|e| e.kind == EntityKind::Person);
    let mut frames = scene.vocabulary.frames(TriggerClass::Noun, scene.lemma(noun));
    let patient = scene.vocabulary.in_words("suffered", scene.lemma(noun))
        || person
            && frames.any(|frame| {
                let of = frame.slots.iter().any(|s| matches!(&s.place, Place::Preposition(p) if p == "of"));
                of && scene.vocabulary.number("detained") == Some(frame.predicate)
            });
    // "Togo's exclusion of Roe" is what Togo has done.
    patient
        && scene.tree.word(possessor.word).deprel == Deprel::NmodPoss
        && !scene.view.noun_phrases(noun).iter().any(|(p, _)| matches!(p.as_ref(), "of" | "on" | "against" | "for"))
}

/// "gave an interview to three Danish newspapers": whether a state only tells where an outlet is.
pub(super) fn is_outlet(scene: &Scene, filler: Filler) -> bool {
    let state = scene.entity(filler.entity).is_some_and(|e| e.kind == EntityKind::Country);
    let press = |h: usize| scene.vocabulary.in_class("press", scene.lemma(h));
    state && scene.tree.word(filler.word).head.is_some_and(press)
}

/// "met with Chad's rebel leaders", "armed Chadian rebels": whether a state only tells where those are who do not act for it.
pub(super) fn is_against(scene: &Scene, filler: Filler) -> bool {
    let state = scene.entity(filler.entity).is_some_and(|e| e.kind == EntityKind::Country);
    let described = scene.mention(filler.word).is_some_and(|(_, m)| m.kind != MentionKind::Name);
    let above = scene.tree.word(filler.word).head;
    state && (!filler.direct && above.is_some_and(|h| is_apart(scene, h)) || described && is_apart(scene, filler.word))
}

/// Whether the noun means those who do not act for a state, or what is theirs: "rebels", "rebel leaders", "militant bases".
fn is_apart(scene: &Scene, noun: usize) -> bool {
    let mut modifiers = scene.tree.children_by(noun, &[Deprel::Compound, Deprel::Amod]);
    stands_apart(scene, noun) || modifiers.any(|w| stands_apart(scene, w))
}

/// "an inquiry into the killing of Roe": he is not the one who is suspected.
pub(super) fn is_victim(scene: &Scene, filler: Filler) -> bool {
    let fate = |h: &usize| scene.vocabulary.in_class("fate", scene.lemma(*h));
    let of = |w: usize| scene.view.preposition(w).as_deref() == Some("of");
    let Some(fate) = scene.tree.ancestors(filler.word).take(3).find(fate) else { return false };
    // "Chad's killing of Roe": the possessor has done it.
    let suffered = !scene.view.noun_phrases(fate).iter().any(|(p, w)| p == "of" && *w != filler.word);
    of(filler.word)
        || suffered && scene.tree.word(filler.word).deprel == Deprel::NmodPoss
        || !filler.direct && scene.tree.word(filler.word).head.is_some_and(of)
}

/// "arrested a Spanish citizen": whether a state only tells where one nameless person is from who is none of its officials
/// or soldiers.
pub(super) fn is_one_national(scene: &Scene, filler: Filler) -> bool {
    let state = scene.entity(filler.entity).is_some_and(|e| e.kind == EntityKind::Country);
    let demonym = scene.mention(filler.word).is_some_and(|(_, m)| m.kind == MentionKind::Demonym);
    let noun = scene.tree.word(filler.word).head.filter(|_| state && demonym && !filler.direct);
    noun.is_some_and(|n| {
        let lemma = scene.lemma(n);
        let listed = |list: &str| scene.vocabulary.in_words(list, lemma);
        let classed = |class: &str| scene.vocabulary.in_class(class, lemma);
        let article = |c: &usize| matches!(scene.form(*c), "a" | "an" | "one" | "another");
        let official = listed("agents") && !listed("crowds") && !classed("people");
        scene.tree.word(n).xpos == Xpos::Nn
            && scene.tree.children(n).iter().any(article)
            && !(official || classed("troops") || classed("diplomats") || lemma == "soldier")
    })
}
