//! When an event is said to happen. In: a trigger word and the day of publication; out: the day or days, where the
//! sentence says it plainly (`times` reads the words); never a guess, never the day of the run. Also the day of
//! publication, where the text itself begins with it.

use super::Modality;
use super::scene::Scene;
use super::times::{Tense, When, full_date, read};
use crate::document::Document;
use crate::entity::MentionKind;
use crate::syntax::{Deprel, Upos, Xpos};
use crate::text::Text;
use jiff::civil::Date;

/// When the event of `word`, which is so in the world of `modality`, happens.
pub(super) fn date(scene: &Scene, word: usize, modality: Modality) -> Option<When> {
    let tense = tense(scene, word, modality);
    let mut at = word;
    let mut before = scene.tree.len();
    // The time of an event noun may stand with the verb that it belongs to, the time of a verb with its governor's.
    for _ in 0..4 {
        let found = phrases(scene, at).into_iter().filter(|&phrase| phrase < before);
        if let Some(found) = found.into_iter().find_map(|phrase| of_phrase(scene, at, phrase, tense)) {
            return Some(found);
        }
        let tagged = scene.tree.word(at);
        match (tagged.deprel, tagged.head) {
            // "promised on Monday to meet": not the day of the meeting.
            (Deprel::Xcomp, Some(_)) if modality != Modality::Actual => return None,
            (Deprel::Obj | Deprel::Xcomp | Deprel::NsubjPass | Deprel::Nsubj, Some(head)) => at = head,
            (Deprel::Obl, Some(head)) if scene.tree.word(at).upos == Upos::Noun => at = head,
            // "On Friday she met Abe and flew to Lima."
            (Deprel::Conj, Some(head)) if scene.tree.word(at).upos == Upos::Verb => (at, before) = (head, head),
            _ => return None,
        }
    }
    None
}

/// Whether the words say that the event of `word` is past or to come.
fn tense(scene: &Scene, word: usize, modality: Modality) -> Tense {
    if modality == Modality::Planned {
        return Tense::Coming;
    }
    let verb = scene.tree.ancestors(word).take(4).find(|&w| scene.tree.word(w).upos == Upos::Verb);
    let Some(verb) = verb else { return Tense::Open };
    let helpers = scene.tree.children_by(verb, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]);
    let tags: Vec<Xpos> = helpers.map(|w| scene.tree.word(w).xpos).chain([scene.tree.word(verb).xpos]).collect();
    // "are to speak on Saturday"
    let bound = scene.tree.word(verb).head.is_some_and(|h| scene.lemma(h) == "be")
        && scene.tree.children_by(verb, &[Deprel::Mark]).any(|m| scene.form(m) == "to");
    let perfect = scene.tree.children_by(verb, &[Deprel::Aux]).any(|w| scene.lemma(w) == "have");
    match () {
        () if tags.contains(&Xpos::Md) || bound => Tense::Coming,
        () if tags.contains(&Xpos::Vbd) || perfect => Tense::Past,
        () if tags.contains(&Xpos::Vbz) || tags.contains(&Xpos::Vbp) => Tense::Coming,
        () if scene.tree.word(verb).xpos == Xpos::Vbn => Tense::Past,
        () => Tense::Open,
    }
}

/// The dependents of `word` that may tell a time, those of a place beside it ("in Geneva on Friday") last.
fn phrases(scene: &Scene, word: usize) -> Vec<usize> {
    let relations = [
        Deprel::Obl,
        Deprel::OblUnmarked,
        Deprel::Nmod,
        Deprel::NmodUnmarked,
        Deprel::Advmod,
        Deprel::Compound,
        Deprel::NmodPoss,
        Deprel::Dep,
        Deprel::NmodDesc,
        Deprel::Nummod,
    ];
    let mut found: Vec<usize> = scene.tree.children_by(word, &relations).collect();
    let places: Vec<usize> = scene.tree.children_by(word, &[Deprel::Obl]).collect();
    for place in places {
        found.extend(scene.tree.children_by(place, &[Deprel::Nmod, Deprel::NmodUnmarked]));
    }
    found
}

/// Reads the phrase headed by `head` beside `event`.
fn of_phrase(scene: &Scene, event: usize, head: usize, tense: Tense) -> Option<When> {
    let preposition = scene.view.preposition(head);
    let bound = ["since", "until", "till", "by", "before", "after", "from", "through", "within", "for", "as of"];
    if preposition.as_deref().is_some_and(|p| bound.contains(&p) || p.starts_with("ahead")) || is_name(scene, head) {
        return None;
    }
    let tag = scene.tree.word(head);
    if tag.deprel == Deprel::Nummod {
        // "its 2014 annexation" is a year, "2014 attacks" are many.
        let one = scene.tree.word(event).xpos == Xpos::Nn && head < event;
        return one.then(|| read(&["in".to_owned(), text(scene, head)], 1, scene.document.date, tense)).flatten();
    }
    let own: Vec<usize> = scene.view.under(head, &[]).into_iter().filter(|w| w.abs_diff(head) <= 5).collect();
    let first = own.first().copied().unwrap_or(head);
    // "earlier this week", "early on Friday": the adverb may hang from the verb.
    let adverb = first.checked_sub(1).filter(|&w| matches!(scene.form(w), "earlier" | "later"));
    let words: Vec<usize> = adverb.into_iter().chain(own).collect();
    let place = words.iter().position(|&w| w == head)?;
    let words: Vec<String> = words.into_iter().map(|w| text(scene, w)).collect();
    read(&words, place, scene.document.date, tense)
}

/// Whether `word` belongs to a name ("the Sunday Times", "Bloody Sunday"), so that it tells no time.
fn is_name(scene: &Scene, word: usize) -> bool {
    let token = scene.offset + word;
    let near = (word.saturating_sub(4)..scene.tree.len().min(word + 4)).filter_map(|w| scene.mention(w));
    let mut names = near.filter(|(_, m)| m.kind == MentionKind::Name);
    let before = word.checked_sub(1).is_some_and(|w| {
        let tag = scene.tree.word(w);
        tag.upos == Upos::Propn
            && tag.head == Some(word)
            && tag.deprel != Deprel::Nummod
            && !scene.form(w).ends_with('.')
    });
    let weekday = scene.form(word).ends_with("day");
    names.any(|(_, m)| m.tokens.contains(&token)) || before && weekday
}

fn text(scene: &Scene, word: usize) -> String {
    scene.document.slice(scene.span(word)).to_owned()
}

/// The day of publication that the text gives at its beginning: in a dateline ("GENEVA, Jan. 21, 2022 (AP) —") or on a
/// line of its own ("Friday, January 21, 2022").
pub(super) fn published(document: &Document, text: &Text) -> Option<Date> {
    text.sentences.iter().take(4).find_map(|sentence| {
        let tokens = text.tokens.get(sentence.tokens.clone()).unwrap_or_default();
        let words: Vec<String> = tokens.iter().take(24).map(|t| document.slice(t.span).to_owned()).collect();
        let dash = |w: &String| matches!(w.as_str(), "-" | "--" | "\u{2013}" | "\u{2014}");
        let capital = words.first().is_some_and(|w| w.chars().filter(|c| c.is_uppercase()).count() > 1);
        let alone = tokens.len() <= 9;
        (0..words.len().min(14)).find_map(|at| {
            let day = full_date(words.get(at..)?)?;
            let dateline = capital && words.iter().skip(at).take(12).any(dash);
            (alone || dateline).then_some(day)
        })
    })
}
