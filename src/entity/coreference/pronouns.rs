//! Third-person pronouns. In: names, descriptions and offices already joined; a pronoun is joined only where one
//! antecedent stands out: by gender, number, nearness and by being a subject (after Hobbs 1978 and Lappin & Leass 1994,
//! with their weights reduced to an order of search).

use super::super::draft::Identity;
use super::super::offices::{gender_fits, title_with};
use super::super::{EntityKind, MentionKind, lexicon};
use super::Reading;
use super::binding::{bound_apart, goes_on, is_about, is_about_own, is_coargument, main_verb};
use super::bodies::is_body_noun;
use super::conduct;
use super::quotations::{around, quotations, speaker};
use crate::gazetteer::{Gender, OrganizationKind, TitleClass};
use crate::syntax::{Deprel, Upos, Xpos, is_object_control, is_of_will};
use std::ops::Range;

/// How many sentences back an antecedent may stand.
const REACH: usize = 3;

/// Joins "he", "she" and their forms.
pub(super) fn people(reading: &mut Reading) {
    let tokens: Vec<usize> = reading.view.sentences().flat_map(|(_, tokens)| tokens).collect();
    let quotations = quotations(reading);
    for token in tokens {
        let view = reading.view;
        let gender = match view.lower(token) {
            "he" | "him" | "his" | "himself" => Gender::Masculine,
            "she" | "her" | "hers" | "herself" => Gender::Feminine,
            _ => continue,
        };
        if view.upos(token) != Upos::Pron || reading.at_head(token).is_some() {
            continue;
        }
        if let Some(antecedent) = person_before(reading, &quotations, token, gender) {
            let found = reading.reference(antecedent, token..token + 1, MentionKind::Pronoun, "pronoun");
            reading.clusters.is_of_gender(antecedent, gender);
            reading.refer(antecedent, found);
        }
    }
}

/// The person that a pronoun at `token` most likely means.
fn person_before(reading: &Reading, quotations: &[Range<usize>], token: usize, gender: Gender) -> Option<usize> {
    let view = reading.view;
    let sentence = view.sentence(token);
    let quotation = around(quotations, token);
    let says = quotation.and_then(|q| speaker(reading, quotations, q));
    let named = named_below(reading, token);
    let barrier = nearer(reading, token, gender);
    // "Roe took his papers with him" is free to mean Roe.
    let bound = matches!(view.deprel(token), Deprel::Obj | Deprel::Iobj | Deprel::Nsubj)
        && !matches!(view.lower(token), "himself" | "herself");
    let apart: Vec<usize> = reading
        .before(token, EntityKind::Person)
        .take_while(|&m| reading.clusters.get(m).sentence == sentence)
        .filter(|&m| bound && is_coargument(reading, token, reading.clusters.get(m).head))
        .collect();
    let mut reach = if someone_else(reading, token, gender) { 1 } else { REACH };
    let mut best: Option<(i32, usize)> = None;
    for mention in reading.before(token, EntityKind::Person).take(40) {
        let draft = reading.clusters.get(mention);
        let distance = sentence.saturating_sub(draft.sentence);
        if distance > reach || distance > 0 && barrier {
            break;
        }
        if !gender_fits(reading.clusters.facts(mention).gender, gender) || bound_apart(reading, token, mention) {
            continue;
        }
        if apart.iter().any(|&other| reading.clusters.same(other, mention)) {
            // Another is meant who has been spoken of just before, or by no name.
            reach = reach.min(1);
            continue;
        }
        if named.iter().any(|&name| reading.clusters.same(name, mention)) {
            // Whoever tells of them was spoken of not long before them, or by no name.
            reach = reach.min(distance + 1);
            continue;
        }
        // In a quotation "he" is not its speaker: where that is not known, not the subject outside of it; "I" and "you" are
        // never "he".
        let speaks = match says {
            Some(speaker) => reading.clusters.same(speaker, mention),
            None => distance == 0 && around(quotations, draft.head).is_none() && is_subject(reading, draft.head),
        };
        if quotation.is_some() && speaks || is_of_talk(view.lower(draft.head)) {
            continue;
        }
        let mut weight = 100 - 30 * i32::try_from(distance).unwrap_or(3);
        weight += role_weight(reading, draft.head);
        if reading.clusters.facts(mention).gender == Some(gender) {
            weight += 8;
        }
        if draft.form == MentionKind::Pronoun {
            weight += 6;
        }
        if reports_of_self(reading, token, draft.head) {
            weight += 20;
        }
        if is_about(reading, token, draft.head) || is_about_own(reading, token, draft.head) {
            weight += 30;
        }
        if goes_on(reading, token, draft.head) {
            weight += 30;
        }
        // Whom the text speaks of most it also speaks of on.
        weight += i32::try_from(reading.clusters.facts(mention).size.min(16)).unwrap_or(16);
        if best.is_none_or(|(most, _)| weight > most) {
            best = Some((weight, mention));
        }
    }
    best.map(|(_, mention)| mention)
}

/// Subjects are spoken of on; possessors and modifiers less so.
fn role_weight(reading: &Reading, head: usize) -> i32 {
    match reading.view.deprel(reading.view.first_conjunct(head)) {
        Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter => 25,
        Deprel::Obj | Deprel::Iobj | Deprel::OblAgent => 10,
        Deprel::Appos => 8,
        Deprel::Obl => 5,
        Deprel::NmodPoss => 3,
        _ => 0,
    }
}

/// "Larsson has said he is willing": who speaks is the nearest of all that he can be.
fn reports_of_self(reading: &Reading, token: usize, head: usize) -> bool {
    let view = reading.view;
    let clause = view.head(token).filter(|_| view.deprel(token) == Deprel::Nsubj);
    let content = clause.filter(|&c| view.deprel(c) == Deprel::Ccomp);
    is_subject(reading, head) && content.is_some_and(|c| view.head(c).is_some() && view.head(c) == view.head(head))
}

pub(super) fn is_subject(reading: &Reading, head: usize) -> bool {
    matches!(reading.view.deprel(head), Deprel::Nsubj | Deprel::NsubjPass)
}

/// "I", "you" and their forms.
fn is_of_talk(word: &str) -> bool {
    matches!(word, "i" | "me" | "my" | "mine" | "myself" | "we" | "us" | "our" | "ours" | "you" | "your" | "yours")
}

/// The only body or state that the main verb's objects and phrases name, where "it" is the object of a verb that shares the
/// main verb's subject: "made remarks about the bank, accusing it".
fn object_before(reading: &Reading, token: usize, plural: bool) -> Option<usize> {
    let view = reading.view;
    let main = main_verb(view, token)?;
    let phrases = view
        .children(main)
        .filter(|&c| main < c && c < token && matches!(view.deprel(c), Deprel::Obj | Deprel::Iobj | Deprel::Obl));
    let phrases: Vec<usize> = phrases.collect();
    let named = (main..token).filter(|&t| phrases.iter().any(|&p| p == t || view.is_under(t, p)));
    let mut found = named.filter_map(|t| reading.at_head(t)).filter(|&i| fits(reading, i, plural));
    let first = found.next()?;
    found.all(|other| reading.clusters.same(first, other)).then_some(first)
}

/// The people whom the clause that the pronoun at `token` is the subject of names or describes below its verb, or in what
/// it says: none of them is meant ("He also says Mr. Roe will call", "We told Roe so, she said"), wherever else they are
/// named (principle C).
fn named_below(reading: &Reading, token: usize) -> Vec<usize> {
    let view = reading.view;
    let Some(verb) = view.head(token).filter(|_| is_subject(reading, token)) else { return Vec::new() };
    let governed = |c: &usize| match view.deprel(*c) {
        Deprel::Ccomp | Deprel::Xcomp => true,
        Deprel::Obj | Deprel::Iobj | Deprel::Obl => *c > token,
        _ => false,
    };
    let below: Vec<usize> = view.children(verb).filter(governed).collect();
    let under = |t: usize| below.iter().any(|&c| view.is_under(t, c));
    let people = view.tokens_of(view.sentence(token)).filter(|&t| under(t)).filter_map(|t| reading.at_head(t));
    let named = |i: &usize| {
        let draft = reading.clusters.get(*i);
        draft.kind == EntityKind::Person && draft.form != MentionKind::Pronoun
    };
    people.filter(named).collect()
}

/// Whether somebody unnamed is nearer than anybody of an earlier sentence: a noun for a person that is the subject above the
/// pronoun, and is indefinite or tells whose the person is ("a farmer found the disease in his chickens", "the Chilean
/// mining minister says he").
fn nearer(reading: &Reading, token: usize, gender: Gender) -> bool {
    let view = reading.view;
    let possessive = view.deprel(token) == Deprel::NmodPoss;
    let subjects = view.ancestors(token).skip(1).filter_map(|a| {
        // "a reporter asked him" speaks of two.
        let own = Some(a) == view.head(token) && !possessive;
        view.child(a, &[Deprel::Nsubj, Deprel::NsubjPass]).filter(|&s| s < token && !own)
    });
    subjects.into_iter().any(|s| {
        let word = view.lower(s);
        let other = match gender {
            Gender::Masculine => lexicon::is_female(word),
            _ => lexicon::is_male(word),
        };
        let indefinite = view.child(s, &[Deprel::Det]).is_some_and(|d| matches!(view.lower(d), "a" | "an"));
        // "the U.S. secretary of agriculture", "his daughter", "the man who sold it": somebody told by whose or which one
        // he or she is; "the Polish minister" is as often somebody who was named.
        let the = view.child(s, &[Deprel::Det]).is_some_and(|d| view.lower(d) == "the");
        let full = view.child(s, &[Deprel::Nmod]).is_some_and(|of| view.case(of).as_deref() == Some("of"));
        let told = || {
            let own = |c: usize| match view.deprel(c) {
                Deprel::NmodPoss => !is_of_gender(view.lower(c), gender),
                Deprel::Amod | Deprel::Compound => reading.at_head(c).is_some() && (!the || full),
                Deprel::AclRelcl => the && view.form(s + 1) != ",",
                _ => false,
            };
            view.children(s).any(own)
        };
        matches!(view.upos(s), Upos::Noun | Upos::Propn)
            && matches!(view.xpos(s), Xpos::Nn | Xpos::Nnp)
            && reading.at_head(s).is_none()
            && (indefinite
                && view.upos(s) == Upos::Noun
                && lexicon::is_bearer(word)
                && !lexicon::is_staff(word)
                // "a judge ruled that he must stay": a judge speaks of others.
                && !lexicon::is_arbiter(word)
                || told() && is_somebody(reading, s))
            && !other
            && view.children(s).all(|c| !matches!(view.deprel(c), Deprel::Appos | Deprel::Conj))
            && !matches!(view.head(s).map(|v| view.lemma(v)), Some("ask"))
    })
}

/// Whether the sentence before the one that the pronoun at `token` is the subject of tells of somebody unnamed and of nobody
/// who is named ("A 27-year-old man was shot. He"): nobody of the sentences before is meant.
fn someone_else(reading: &Reading, token: usize, gender: Gender) -> bool {
    let view = reading.view;
    let sentence = view.sentence(token);
    let Some(before) = sentence.checked_sub(1).filter(|_| is_subject(reading, token)) else { return false };
    let words = view.tokens_of(before);
    let root = words.clone().find(|&t| view.head(t).is_none());
    let subject = root.and_then(|root| view.child(root, &[Deprel::Nsubj, Deprel::NsubjPass]));
    let named = |t: usize| reading.at_head(t).is_some_and(|i| reading.clusters.get(i).kind == EntityKind::Person);
    subject.is_some_and(|s| {
        let word = view.lower(s);
        let other = match gender {
            Gender::Masculine => lexicon::is_female(word),
            _ => lexicon::is_male(word),
        };
        let one = view.child(s, &[Deprel::Det]).is_some_and(|d| matches!(view.lower(d), "a" | "an"));
        one && !other
            && (view.upos(s), view.xpos(s)) == (Upos::Noun, Xpos::Nn)
            && lexicon::is_bearer(word)
            && !lexicon::is_staff(word)
            && !words.clone().any(named)
    })
}

/// Whether the noun at `noun` is one for a person who speaks for himself or herself: "commander", "daughter"; a spokesman or an
/// aide says what somebody else does.
fn is_somebody(reading: &Reading, noun: usize) -> bool {
    let word = reading.view.lower(noun);
    if lexicon::is_body(word) || lexicon::is_thing(word) {
        return false;
    }
    let class = title_with(reading, noun).map(|(_, id)| reading.known.gazetteer.title(id).class);
    match class {
        Some(TitleClass::Spokesperson) => false,
        Some(TitleClass::Other) | None => lexicon::is_bearer(word) && !lexicon::is_staff(word),
        Some(_) => true,
    }
}

/// Whether a possessive pronoun is of `gender`.
fn is_of_gender(word: &str, gender: Gender) -> bool {
    matches!((word, gender), ("his", Gender::Masculine) | ("her", Gender::Feminine))
}

/// Joins "it", "its" and "they", "their" to a country or body, where the nearest subject before is one.
pub(super) fn bodies(reading: &mut Reading) {
    let tokens: Vec<usize> = reading.view.sentences().flat_map(|(_, tokens)| tokens).collect();
    let quotations = quotations(reading);
    for token in tokens {
        let view = reading.view;
        let plural = match view.lower(token) {
            "it" | "its" | "itself" => false,
            "they" | "their" | "them" => true,
            _ => continue,
        };
        let will = || {
            view.head(token).is_some_and(|governor| {
                // "says it is being forced to leave": whoever is made to do something is somebody.
                let made = view.child(governor, &[Deprel::AuxPass]).is_some()
                    && is_object_control(view.lemma(governor))
                    && view.child(governor, &[Deprel::Xcomp]).is_some();
                is_of_will(view.lemma(governor)) || made
            })
        };
        let empty = view.deprel(token) == Deprel::Expl && !will();
        let group = reading.groups.binary_search_by_key(&token, |g| g.head).is_ok();
        if view.upos(token) != Upos::Pron || empty || group || reading.at_head(token).is_some() {
            continue;
        }
        if is_empty_subject(reading, token) {
            continue;
        }
        let judged = || conduct::judged(reading, token);
        if let Some(antecedent) = judged().or_else(|| body_before(reading, &quotations, token, plural)) {
            if is_what_was_judged(reading, token, antecedent) {
                continue;
            }
            let found = reading.reference(antecedent, token..token + 1, MentionKind::Pronoun, "pronoun");
            reading.refer(antecedent, found);
        }
    }
}

/// Whether "it" is the thing that the entity of draft `antecedent` speaks of rather than that itself: "Ghana condemned the
/// law, saying it violates rights".
fn is_what_was_judged(reading: &Reading, token: usize, antecedent: usize) -> bool {
    let view = reading.view;
    let harms = |verb: &usize| {
        is_subject(reading, token)
            && view.deprel(*verb) == Deprel::Ccomp
            && view.xpos(*verb) == Xpos::Vbz
            && lexicon::is_harm(view.lemma(*verb))
    };
    let saying = view.head(token).filter(harms).and_then(|verb| view.head(verb));
    let main = saying.filter(|&s| view.deprel(s) == Deprel::Advcl).and_then(|s| view.head(s));
    main.is_some_and(|main| {
        let thing =
            |c: usize| matches!(view.deprel(c), Deprel::Obj | Deprel::Obl) && c < token && view.upos(c) == Upos::Noun;
        view.head(reading.clusters.get(antecedent).head) == Some(main) && view.children(main).any(thing)
    })
}

/// "it is better to talk", "it seems that".
fn is_empty_subject(reading: &Reading, token: usize) -> bool {
    let view = reading.view;
    if view.lower(token) != "it" {
        return false;
    }
    let Some(governor) = view.head(token) else { return true };
    let adjective = view.upos(governor) == Upos::Adj;
    let clause = view
        .children(governor)
        .any(|c| matches!(view.deprel(c), Deprel::Csubj | Deprel::Ccomp | Deprel::Xcomp | Deprel::Advcl));
    let weather = matches!(view.lemma(governor), "seem" | "appear" | "rain" | "happen" | "turn");
    adjective && clause && !is_of_will(view.lemma(governor)) || weather
}

/// The country or body that is the nearest subject before `token` in its sentence, or the subject of the sentence before.
/// Where a noun that is no entity is nearer, the pronoun may mean that, and nothing is joined. First of all, the one that the
/// pronoun's clause or conjunct is about ("Ruritania and its allies", "Acme, which said it would close").
fn body_before(reading: &Reading, quotations: &[Range<usize>], token: usize, plural: bool) -> Option<usize> {
    let view = reading.view;
    let above = view.ancestors(token).skip(1).filter(|&a| a < token);
    let about = |&i: &usize| {
        let head = reading.clusters.get(i).head;
        is_about(reading, token, head) && !bound_apart(reading, token, i)
    };
    let near = above.filter_map(|a| reading.at_head(a)).find(about);
    if let Some(about) = near.filter(|&i| fits(reading, i, plural)) {
        return Some(about);
    }
    if let Some(object) = object_before(reading, token, plural) {
        return Some(object);
    }
    let quoted = around(quotations, token).is_some();
    let level = |s: &usize| quoted || around(quotations, *s).is_none();
    let sentence = view.sentence(token);
    let start = view.tokens_of(sentence).start;
    let possessive = view.deprel(token) == Deprel::NmodPoss;
    // Subjects in this sentence, the nearest first; those of clauses above the pronoun come first by grammar.
    let above: Vec<usize> = view
        .ancestors(token)
        .filter_map(|a| view.child(a, &[Deprel::Nsubj, Deprel::NsubjPass]))
        .filter(|&s| s < token && s != token)
        .filter(level)
        .collect();
    let subject = above.iter().copied().find(|&s| possessive || view.head(s) != view.head(token)).or_else(|| {
        (start..token).rev().filter(level).find(|&t| is_subject(reading, t) && view.head(t) != view.head(token))
    });
    let found = match subject {
        Some(subject) => antecedent(reading, subject, plural).or_else(|| possessor(reading, token, subject, plural)),
        None => {
            // Up to three sentences are no safer than one: only the sentence before.
            let before = sentence.checked_sub(1).filter(|&s| view.paragraph(s) == view.paragraph(sentence))?;
            let root = view.tokens_of(before).find(|&t| view.head(t).is_none())?;
            let subject = view.child(root, &[Deprel::Nsubj, Deprel::NsubjPass])?;
            antecedent(reading, subject, plural)
        }
    }?;
    (!bound_apart(reading, token, found)).then_some(found)
}

/// "Chad's progress depends on its willingness to talk": whose the subject is, where what is "its" can only be theirs.
fn possessor(reading: &Reading, token: usize, subject: usize, plural: bool) -> Option<usize> {
    let view = reading.view;
    let noun = view.head(token).filter(|_| view.deprel(token) == Deprel::NmodPoss)?;
    let owner = view.child(subject, &[Deprel::NmodPoss]).and_then(|owner| reading.at_head(owner))?;
    let word = view.lower(subject);
    // "Chad's party has its policy".
    let actor = lexicon::is_body(word) || is_body_noun(word) || lexicon::is_state_actor(word);
    let thing = view.upos(subject) == Upos::Noun && !actor;
    let named = thing && reading.at_head(subject).is_none() && reading.clusters.get(owner).form != MentionKind::Pronoun;
    (named && lexicon::is_own(view.lemma(noun)) && fits(reading, owner, plural)).then_some(owner)
}

fn antecedent(reading: &Reading, subject: usize, plural: bool) -> Option<usize> {
    let coordinated = reading.view.children(subject).any(|c| reading.view.deprel(c) == Deprel::Conj);
    // "Reuters said police had arrested them": an outlet tells of others.
    let outlet = |index: usize| match reading.clusters.facts(index).identity {
        Some(Identity::Body(id)) => reading.known.gazetteer.organization(id).kind == OrganizationKind::Media,
        _ => false,
    };
    if plural && reading.at_head(subject).is_some_and(outlet) {
        return None;
    }
    reading.at_head(subject).filter(|&index| fits(reading, index, plural) && !coordinated)
}

/// Whether "it" or, if `plural`, "they" can be the entity of draft `index`.
fn fits(reading: &Reading, index: usize, plural: bool) -> bool {
    let draft = reading.clusters.get(index);
    let people = matches!(reading.view.xpos(draft.head), Xpos::Nns | Xpos::Nnps) || draft.form == MentionKind::Demonym;
    match draft.kind {
        EntityKind::Person => false,
        EntityKind::Country => plural == people,
        EntityKind::Organization => true,
    }
}
