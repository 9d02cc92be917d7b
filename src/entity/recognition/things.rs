//! Names of things that are no bodies: laws, treaties, prizes, projects, storms, ships. In: a run of tokens; out: whether it
//! names one, told by the word for the kind of thing in it or before it.

use super::super::known::Known;
use super::super::view::View;
use super::super::{EntityKind, MentionKind, lexicon};
use super::candidate::Candidate;
use crate::gazetteer::CountryForm;
use crate::syntax::{Deprel, Upos, elections};
use std::collections::BTreeSet;
use std::ops::Range;

/// Whether `span` names a law, treaty, prize, competition or other thing that is no body.
pub(super) fn is_event(view: &View, span: &Range<usize>) -> bool {
    // "Cyclone Nargis", "Operation Ivory", "Space Shuttle Columbia": the kind stands first.
    let kind = |t: usize| {
        matches!(view.lower(t), "earthquake" | "operation" | "shuttle" | "mount" | "lake")
            || lexicon::is_storm(view.lower(t))
    };
    let first = span.len() > 1 && kind(span.start) || span.len() > 2 && kind(span.start + 1);
    let last = view.lower(span.end - 1);
    let head = view.head_of(span.clone());
    let body = matches!(last, "center" | "centre" | "authority" | "agency" | "department" | "service" | "committee");
    // "Group F"
    let letter = span.len() == 2 && view.lower(span.start) == "group" && view.form(span.start + 1).len() == 1;
    // "Council for the Islamic Revolution"
    let of_body = head + 1 < span.end && lexicon::is_body(view.lower(head));
    // "the Foreign Terrorist Organization list": a category of bodies
    let category = matches!(last, "organization" | "organizations" | "organisation" | "organisations" | "group")
        && span.clone().any(|t| lexicon::is_branding(view.lower(t)) && view.is_capitalized(t));
    letter
        || category
        || is_topic(view, span)
        || lexicon::is_kind_of_thing(last) && !of_body
        || lexicon::is_kind_of_thing(view.lower(head))
        || first && !body
}

/// Whether `span` is what a text or law is about whose name it ends: "Annual Report on Religious Freedom".
fn is_topic(view: &View, span: &Range<usize>) -> bool {
    let first = view.tokens_of(view.sentence(span.start)).start;
    let preposition = span.start.checked_sub(1).filter(|&t| t > first && matches!(view.lower(t), "on" | "of" | "for"));
    let noun = preposition.map(|t| t - 1).filter(|&t| view.is_capitalized(t) && t > first);
    noun.is_some_and(|t| {
        matches!(view.lower(t), "report" | "reports" | "convention" | "act" | "declaration" | "treaty" | "covenant")
            && view.is_under(span.start, t)
    })
}

/// Drops names inside of the names of elections ("the 2019 United Kingdom general election").
pub(super) fn drop_elections(view: &View, known: &Known, candidates: &mut Vec<Candidate>) {
    // "New Zealand" is a state's name and its adjective.
    let name = |c: &Candidate| c.form == MentionKind::Name || known.country(&c.tokens, &[CountryForm::Name]).is_some();
    for (_, tokens) in view.sentences() {
        let forms: Vec<&str> = tokens.clone().map(|t| view.form(t)).collect();
        for election in elections(&forms) {
            let (start, end) = (election.start + tokens.start, election.end + tokens.start);
            candidates.retain(|c| !name(c) || c.tokens.start < start || end < c.tokens.end);
        }
    }
}

/// Drops the names of storms, wherever they stand: after "Hurricane Ivan" also "Ivan" alone.
pub(super) fn drop_storms(view: &View, candidates: &mut Vec<Candidate>) {
    let storm = |t: usize| view.is_capitalized(t) && lexicon::is_storm(view.lower(t)) && !view.is_all_caps(t);
    let joined = |a: usize, b: usize| {
        view.head(b) == Some(a) || view.head(a) == Some(b) || view.head(a).is_some() && view.head(a) == view.head(b)
    };
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for (_, tokens) in view.sentences().filter(|(number, _)| !view.is_heading(*number)) {
        let named = tokens.skip(1).filter(|&t| storm(t - 1) && view.is_capitalized(t) && joined(t - 1, t));
        names.extend(named.filter(|&t| view.upos(t) == Upos::Propn).map(|t| view.form(t)));
    }
    candidates.retain(|c| {
        let whole = c.tokens.len() == 1 && names.contains(view.form(c.tokens.start));
        c.form != MentionKind::Name || c.identity.is_some() || c.kind == EntityKind::Country || !whole
    });
}

/// Drops bodies that are read in the name of an aircraft ("Air Force One", "a Varda 320").
pub(super) fn drop_call_signs(view: &View, candidates: &mut Vec<Candidate>) {
    let model = |c: &Candidate| c.kind == EntityKind::Organization && is_model(view, &c.tokens);
    candidates.retain(|c| !is_call_sign(view, &(c.tokens.start..c.tokens.end + 1)) && !model(c));
}

/// Whether the name of a maker stands in that of what it made: between an article or number and the number of a model.
fn is_model(view: &View, maker: &Range<usize>) -> bool {
    let (Some(before), after) = (maker.start.checked_sub(1), maker.end) else { return false };
    let one = matches!(view.upos(before), Upos::Det | Upos::Num) && view.sentence(before) == view.sentence(after);
    let number = view.form(after).chars().filter(char::is_ascii_digit).count() > 1;
    let tied =
        view.head(after).is_some_and(|h| maker.contains(&h)) || view.head(view.head_of(maker.clone())) == Some(after);
    one && number && tied
}

fn is_call_sign(view: &View, span: &Range<usize>) -> bool {
    lexicon::is_call_sign(&span.clone().map(|t| view.lower(t)).collect::<Vec<_>>().join("_"))
}

/// Whether `span` is the name of a ship or an aircraft: "the USS Ronald Reagan", "the carrier Liaoning".
pub(super) fn is_vessel(view: &View, span: &Range<usize>) -> bool {
    let first = view.tokens_of(view.sentence(span.start)).start;
    let before = span.start.checked_sub(1).filter(|&t| t >= first);
    let noun = view.head(view.head_of(span.clone())).filter(|&h| {
        h < span.start
            && span.start - h < 3
            && matches!(view.deprel(view.head_of(span.clone())), Deprel::Appos | Deprel::Flat)
    });
    before.into_iter().chain(noun).any(|t| {
        let prefix = view.is_all_caps(t) && lexicon::is_vessel(view.lower(t));
        prefix || view.upos(t) == Upos::Noun && lexicon::is_vessel(view.lemma(t))
    }) || view.is_all_caps(span.start)
        && span.len() > 1
        && matches!(view.form(span.start), "USS" | "HMS" | "INS" | "HMAS")
        || is_call_sign(view, span)
}

/// Drops the names of people and bodies that are only the first words of what is named after them ("Martin Luther King
/// Day", "National Defense Authorization" before "Act"), and its last word read as a name ("the Clean Rivers Bill").
pub(super) fn drop_namesakes(view: &View, known: &Known, candidates: &mut Vec<Candidate>) {
    candidates.retain(|c| {
        let named = c.form == MentionKind::Name && c.kind != EntityKind::Country && c.identity.is_none();
        !named || view.is_heading(view.sentence(c.tokens.start)) || !is_part(view, known, c)
    });
}

fn is_part(view: &View, known: &Known, found: &Candidate) -> bool {
    let span = &found.tokens;
    let sentence = view.tokens_of(view.sentence(span.start));
    let kind = |t: usize| match found.kind {
        EntityKind::Person => lexicon::is_namesake(view.lower(t)),
        _ => lexicon::is_kind_of_thing(view.lower(t)),
    };
    let written = |t: &usize| view.is_capitalized(*t) && matches!(view.upos(*t), Upos::Propn | Upos::Noun);
    let last = (span.end..sentence.end).take_while(written).last();
    if last.is_some_and(|last| kind(last) && view.is_under(span.start, last)) {
        return true;
    }
    // "Rivers Bill": the word before it hangs on it, or it on that; "Senator Bill" and "Doris Day" are people.
    let before = span.start.checked_sub(1).filter(|&t| t >= sentence.start && view.upos(t) == Upos::Propn);
    span.len() == 1
        && found.kind == EntityKind::Person
        && kind(span.start)
        && before.is_some_and(|t| {
            let hangs = view.is_capitalized(t)
                && (view.is_under(t, span.start) || [view.head(t), Some(t)].contains(&view.head(span.start)))
                && known.given_name(t).is_none();
            let title =
                known.title_before(span.start).is_none_or(|(title, _)| view.deprel(title.start) == Deprel::Flat);
            hangs && title
        })
}
