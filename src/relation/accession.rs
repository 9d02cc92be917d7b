//! Joining a body as a noun: "Serbia's accession to the European Union", "sought membership of NATO". In: a noun of a
//! sentence; out: a `member_of` [`Event`].

use super::event::{Class, Event, product};
use super::nouns::is_body;
use super::phrase::{Role, referents};
use super::scene::{Filler, Scene};
use super::verbs::{able, actors, touched};
use crate::entity::EntityKind;
use crate::syntax::{Deprel, Upos, Xpos};

/// Who joins, or is to join, which body by the noun `word`.
pub(super) fn event(scene: &Scene, word: usize) -> Option<Event> {
    if !is_accession(scene, word) {
        return None;
    }
    let number = scene.vocabulary.number("member_of")?;
    let predicate = scene.vocabulary.predicate(number)?;
    let named = |w: usize| referents(scene, w, Role::Undergoer).into_iter().filter(|&f| f.direct && is_body(scene, f));
    // "Ukraine's NATO membership": the body stands before the noun, "accession to the EU" behind it.
    let into = |p: &str| matches!(p, "to" | "into" | "in" | "of");
    // "Iran's admission that it had enriched uranium" admits it.
    if scene.tree.children_by(word, &[Deprel::Acl]).any(|c| scene.view.mark(c).as_deref() == Some("that")) {
        return None;
    }
    let phrases = scene.view.noun_phrases(word);
    let behind = phrases.iter().filter(|(p, _)| into(p)).flat_map(|&(_, w)| named(w));
    let before = scene.tree.children_by(word, &[Deprel::Compound, Deprel::Amod, Deprel::NmodDesc]).flat_map(named);
    let objects: Vec<Filler> = behind.chain(before).filter(|f| is(scene, *f, EntityKind::Organization)).collect();
    // "the accession of Serbia", else its owner, else whoever seeks it.
    let of = phrases.iter().filter(|(p, _)| p == "of" || p == "for").flat_map(|&(_, w)| named(w));
    // "sought membership of NATO for Serbia"
    let sought = scene.tree.word(word).head.map(|h| scene.view.obliques(h)).unwrap_or_default();
    let of = of.chain(sought.iter().filter(|(p, _)| p == "for").flat_map(|&(_, w)| named(w)));
    let owners = scene.tree.children_by(word, &[Deprel::NmodPoss, Deprel::Amod]).flat_map(named);
    let mut subjects: Vec<Filler> = of.chain(owners).filter(|f| is(scene, *f, EntityKind::Country)).collect();
    if subjects.is_empty() {
        subjects = seekers(scene, word);
    }
    let pairs = product(&able(scene, &subjects, predicate), &touched(scene, &objects, predicate));
    (!pairs.is_empty()).then(|| Event {
        predicate: number,
        word,
        class: Class::Noun,
        trigger: scene.lemma(word).to_owned(),
        pairs,
        about: Vec::new(),
        role: None,
        former: false,
    })
}

/// "Serbia applied for membership", "a bid by Serbia for membership": those who want what `word` says.
fn seekers(scene: &Scene, word: usize) -> Vec<Filler> {
    let tagged = scene.tree.word(word);
    let Some(head) = tagged.head.filter(|&h| scene.vocabulary.in_words("seeking", scene.lemma(h))) else {
        return Vec::new();
    };
    let country = |f: &Filler| is(scene, *f, EntityKind::Country);
    let direct = |f: &Filler| f.direct && country(f);
    match scene.tree.word(head).upos {
        Upos::Verb if matches!(tagged.deprel, Deprel::Obj | Deprel::Obl) => {
            actors(scene, head).into_iter().filter(country).collect()
        }
        _ => scene
            .tree
            .children_by(head, &[Deprel::NmodPoss, Deprel::Amod])
            .flat_map(|w| referents(scene, w, Role::Undergoer))
            .filter(direct)
            .collect(),
    }
}

fn is(scene: &Scene, filler: Filler, kind: EntityKind) -> bool {
    scene.entity(filler.entity).is_some_and(|e| e.kind == kind)
}

fn is_accession(scene: &Scene, word: usize) -> bool {
    scene.tree.word(word).upos == Upos::Noun && scene.vocabulary.in_words("accession", scene.lemma(word))
}

/// Whether the membership that `word` says is still to come: it is sought, backed or refused; accession always is, unless
/// it is told as done.
pub(super) fn is_to_come(scene: &Scene, word: usize) -> bool {
    let under =
        |list: &str| scene.tree.word(word).head.is_some_and(|h| scene.vocabulary.in_words(list, scene.lemma(h)));
    let after = || matches!(scene.view.preposition(word).as_deref(), Some("after" | "since" | "following" | "upon"));
    is_accession(scene, word)
        && match scene.lemma(word) {
            "membership" => under("seeking") || under("admitting"),
            _ => !under("completing") && !under("topics") && !after() && !is_dated(scene, word),
        }
}

/// "Poland's accession in 2004": whether a year stands with the noun that is over by the day of publication.
fn is_dated(scene: &Scene, word: usize) -> bool {
    let told = scene.tree.word(word).head.is_some_and(|h| scene.tree.word(h).xpos == Xpos::Vbd);
    let phrases = scene.view.noun_phrases(word);
    // "its accession to the union in 2004": the year may hang from the union.
    let below = phrases.iter().flat_map(|&(_, w)| scene.view.noun_phrases(w));
    let years = phrases.iter().cloned().chain(below).filter(|(p, _)| p == "in");
    let past = |year: i16| scene.document.date.map_or(told, |day| year < day.year());
    years.filter_map(|(_, w)| scene.form(w).parse().ok()).any(|year: i16| year > 999 && past(year))
}
