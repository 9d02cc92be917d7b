//! Fills the slots of a trigger from the tree. In: a verb or noun and a [`Slot`]; out: [`Filler`]s that the slot admits.

use super::governors::is_indicative;
use super::objects::{direct, indirect};
use super::phrase::{Role, referents};
use super::places::{behind, located, stays};
use super::scene::{Filler, Scene};
use super::sense::is_to_act;
use crate::schema::{Frame, Place, Slot};
use crate::syntax::{Deprel, Upos, Xpos};
use std::borrow::Cow;

/// Whether the words that must stand beside the trigger do, among its dependents and theirs.
pub(super) fn beside(scene: &Scene, trigger: usize, frame: &Frame) -> bool {
    if frame.beside.is_empty() {
        return true;
    }
    if frame.beside == ["to"] {
        // "asked her to leave", not "told her that he was to leave"
        let clauses = [Deprel::Xcomp, Deprel::Ccomp, Deprel::Advcl, Deprel::Acl];
        let below = std::iter::once(trigger).chain(scene.tree.children_by(trigger, &[Deprel::Obj, Deprel::Iobj]));
        let mut infinitives = below.flat_map(|w| scene.tree.children_by(w, &clauses)).filter(|&c| c > trigger);
        // "wants Haddad to be released" asks nothing of Haddad.
        let active = |c: usize| !scene.view.is_finite(c) && scene.tree.child(c, Deprel::AuxPass).is_none();
        return infinitives.any(|c| scene.view.mark(c).as_deref() == Some("to") && active(c));
    }
    // "made the announcement during a visit" makes no visit.
    let apart = |c: usize| {
        let preposition = scene.view.preposition(c);
        preposition
            .is_some_and(|p| matches!(p.as_ref(), "during" | "after" | "before" | "despite" | "amid" | "following"))
    };
    let near: Vec<&str> = (scene.tree.children(trigger).iter().filter(|&&c| !apart(c)))
        .flat_map(|&c| {
            // "told him that Togo was to blame" is not "told him to".
            let told = scene.tree.word(c).deprel == Deprel::Ccomp && scene.view.is_finite(c);
            let below = if told { &[] } else { scene.tree.children(c) };
            std::iter::once(c).chain(below.iter().copied())
        })
        .map(|w| scene.lemma(w))
        .chain(ways(scene, trigger))
        .collect();
    frame.beside.iter().all(|word| near.contains(&word.as_str()))
        || frame.beside.len() > 1 && idiom_ahead(scene, trigger, frame)
}

/// "forced the agency, Oxfam, out of the country": the way out may hang from the object.
fn ways<'s>(scene: &'s Scene, verb: usize) -> Vec<&'s str> {
    let phrases = scene.tree.children_by(verb, &[Deprel::Obj]).flat_map(|o| scene.view.noun_phrases(o));
    let out = phrases.filter(|(p, _)| p == "out of").map(|_| "out");
    // "handed over three men": before a number the particle may have been read as its adverb.
    let over = Some(scene.form_at(verb + 1)).filter(|&form| form == "over");
    out.chain(over).collect()
}

/// How far behind its verb an idiom may end.
const IDIOM: usize = 25;

/// An idiom of several words may end far from its verb, and be hung elsewhere: "hold two officials, A and B, in contempt".
/// Its words then follow one another, and no other finite verb stands between.
fn idiom_ahead(scene: &Scene, trigger: usize, frame: &Frame) -> bool {
    let ahead: Vec<usize> = (trigger + 1..scene.tree.len().min(trigger + IDIOM))
        .take_while(|&w| !(scene.tree.word(w).upos == Upos::Verb && scene.view.is_finite(w)))
        .filter(|&w| scene.tree.word(w).upos != Upos::Det)
        .collect();
    let follows = |window: &[usize]| window.iter().zip(&frame.beside).all(|(&w, word)| scene.lemma(w) == *word);
    ahead.windows(frame.beside.len()).any(follows)
}

/// The object of the trigger that is part of it ("lift sanctions"), where the frame asks for one.
pub(super) fn class_object(scene: &Scene, verb: usize, class: &str, frame: &Frame) -> Option<usize> {
    // The particle of "called off the strike" may have been read as a preposition.
    let after = scene.view.obliques(verb).into_iter().filter(|(p, w)| *w > verb && frame.has_beside(p)).map(|(_, w)| w);
    // "allowed inspectors to enter": the object may have been read as the subject of what it is to do.
    let clauses = scene.tree.children_by(verb, &[Deprel::Ccomp]).filter(|&c| !scene.view.is_finite(c));
    let doers = clauses.flat_map(|c| scene.tree.children_by(c, &[Deprel::Nsubj]));
    let objects: Vec<usize> = scene.view.undergoers(verb).into_iter().chain(after).chain(doers).collect();
    let nouns = objects.into_iter().flat_map(|o| scene.view.conjuncts(o));
    nouns.into_iter().find(|&o| in_class(scene, o, class))
}

/// Whether the noun at `word`, or what it measures ("tons of aid"), is of `class`.
pub(super) fn in_class(scene: &Scene, word: usize, class: &str) -> bool {
    let is = |w: usize| {
        let lemma = scene.lemma(w);
        if scene.vocabulary.in_words("suggesting", lemma) && is_to_act(scene, w) {
            return matches!(class, "demand" | "reception");
        }
        // "troops" and "forces" may keep their plural as lemma.
        scene.vocabulary.in_class(class, lemma)
            || scene.joined(w).is_some_and(|joined| scene.vocabulary.in_class(class, &joined))
            || lemma.strip_suffix('s').is_some_and(|one| scene.vocabulary.in_class(class, one))
    };
    // "tons of aid", "$30 million in aid"
    let measured = |p: &str| matches!(p, "of" | "in") && measure(scene, word);
    is(word) || scene.view.noun_phrases(word).into_iter().any(|(p, c)| measured(&p) && is(c))
}

fn measure(scene: &Scene, word: usize) -> bool {
    scene.vocabulary.in_words("measures", scene.lemma(word))
        || matches!(scene.tree.word(word).upos, Upos::Num | Upos::Sym)
}

/// The fillers of one slot of a verb, which must be able to play `role`. `part` is the object that is part of the trigger.
pub(super) fn fill_verb(
    scene: &Scene,
    verb: usize,
    frame: &Frame,
    slot: &Slot,
    part: Option<usize>,
    role: Role,
) -> Vec<Filler> {
    if slot.place == Place::Infinitive {
        return infinitive_objects(scene, verb, slot, part);
    }
    admit(scene, slot, &words(scene, verb, frame, slot, part), role)
}

/// The words that stand in a slot of a verb, whether or not they name an entity.
pub(super) fn words(scene: &Scene, verb: usize, frame: &Frame, slot: &Slot, part: Option<usize>) -> Vec<usize> {
    match &slot.place {
        Place::Object if part.is_some() => part.into_iter().collect(),
        Place::Object => match direct(scene, verb) {
            // The particle of "sealed off the port" may have been read as a preposition.
            found if found.is_empty() && !frame.beside.is_empty() => {
                let after = scene.view.obliques(verb).into_iter();
                after.filter(|(p, w)| *w > verb && frame.has_beside(p)).map(|(_, w)| w).collect()
            }
            found => found,
        },
        Place::Indirect => indirect(scene, verb),
        Place::Preposition(preposition) => {
            let found = phrases(scene, verb, part.or_else(|| carrier(scene, verb, frame)), preposition);
            match preposition.as_str() {
                "for" if found.is_empty() => those_to(scene, verb),
                // Nothing is done "in the absence of" somebody.
                "in" => {
                    let stands = |w: &usize| !scene.vocabulary.in_words("circumstances", scene.lemma(*w));
                    found.into_iter().filter(stands).collect()
                }
                // "declined to resign despite pressure": the phrase may hang from the infinitive.
                "despite" if found.is_empty() => {
                    let below = complements(scene, verb).into_iter().flat_map(|c| scene.view.obliques(c));
                    with_preposition(below.collect(), preposition)
                }
                _ => found,
            }
        }
        Place::Between => phrases(scene, verb, part, "between"),
        // "requested that he be tried" asks nothing of him.
        Place::That if scene.vocabulary.number("urged") == Some(frame.predicate) => {
            let clauses = scene.tree.children_by(verb, &[Deprel::Ccomp]);
            let passive = clauses.into_iter().any(|c| scene.view.is_passive(c) && scene.view.agents(c).is_empty());
            // "insisted that Togo was safe" asks nothing of Togo either.
            let stated = scene.vocabulary.in_words("advising", scene.lemma(verb));
            let told = stated && scene.tree.children_by(verb, &[Deprel::Ccomp]).any(|c| is_indicative(scene, c));
            if passive || told { Vec::new() } else { clause_subjects(scene, verb) }
        }
        Place::That => clause_subjects(scene, verb),
        Place::Condition => condition_subjects(scene, verb),
        Place::Infinitive | Place::Possessor | Place::Nothing => Vec::new(),
    }
}

/// The noun among the words of an idiom, whose phrases are the verb's: "laid the blame on", "voted in favor of".
fn carrier(scene: &Scene, verb: usize, frame: &Frame) -> Option<usize> {
    let relations = [Deprel::Obj, Deprel::Obl, Deprel::Xcomp, Deprel::NsubjPass];
    let idiom = |w: &usize| frame.has_beside(scene.lemma(*w)) && scene.tree.word(*w).upos == Upos::Noun;
    scene.tree.children_by(verb, &relations).find(idiom)
}

/// The fillers of one slot of a noun, with the phrases of the verb that supports it.
pub(super) fn fill_noun(scene: &Scene, noun: usize, slot: &Slot, support: Option<usize>) -> Vec<Filler> {
    let words = match &slot.place {
        Place::Preposition(preposition) => noun_phrases(scene, noun, support, preposition),
        Place::Between => match noun_phrases(scene, noun, support, "between") {
            found if found.is_empty() => involved(scene, noun),
            found => match found.as_slice() {
                &[first] if scene.view.conjuncts(first).len() == 1 => {
                    found.into_iter().chain(other(scene, first)).collect()
                }
                _ => found,
            },
        },
        Place::Possessor => scene.tree.children_by(noun, &[Deprel::NmodPoss]).collect(),
        Place::That => (scene.tree.children_by(noun, &[Deprel::Acl, Deprel::Ccomp]))
            .flat_map(|clause| scene.tree.children_by(clause, &[Deprel::Nsubj, Deprel::NsubjPass]))
            .collect(),
        Place::Infinitive => {
            let clauses: Vec<usize> = scene.tree.children_by(noun, &[Deprel::Acl]).collect();
            return clauses
                .into_iter()
                .map(|c| clause_objects(scene, c, slot))
                .find(|f| !f.is_empty())
                .unwrap_or_default();
        }
        _ => Vec::new(),
    };
    let asked = words.is_empty() && matches!(&slot.place, Place::Preposition(p) if p == "for");
    let words = if asked { those_to(scene, noun) } else { words };
    admit(scene, slot, &words, Role::Undergoer)
}

/// The second of "between the Thai army and Lao rebels" where the tree did not join it to the first: the phrase after "and".
fn other(scene: &Scene, first: usize) -> Option<usize> {
    let name = |w: usize| w < scene.tree.len() && matches!(scene.tree.word(w).upos, Upos::Noun | Upos::Propn);
    let and = (first + 1..scene.tree.len().min(first + NEAR)).find(|&w| scene.form(w) == "and")?;
    let last = (and + 1..scene.tree.len().min(and + NEAR)).find(|&w| name(w) && !name(w + 1))?;
    let word = scene.tree.word(last);
    Some(word.head.filter(|_| matches!(word.deprel, Deprel::Flat | Deprel::Compound)).unwrap_or(last))
}

/// "talks involving Chad and Niger", "the project, which involves": those who take part.
fn involved(scene: &Scene, noun: usize) -> Vec<usize> {
    let clauses = scene.tree.children_by(noun, &[Deprel::Acl, Deprel::AclRelcl]);
    let involving = clauses.filter(|&c| scene.lemma(c) == "involve" && !scene.view.is_passive(c));
    involving.flat_map(|c| scene.tree.children_by(c, &[Deprel::Obj])).collect()
}

/// The fillers of one slot of an adjective: "critical of", "responsible for".
pub(super) fn fill_adjective(scene: &Scene, adjective: usize, slot: &Slot) -> Vec<Filler> {
    let Place::Preposition(preposition) = &slot.place else { return Vec::new() };
    let phrases = scene.view.obliques(adjective).into_iter().chain(scene.view.noun_phrases(adjective)).collect();
    let words: Vec<usize> =
        with_preposition(phrases, preposition).into_iter().flat_map(|w| scene.view.conjuncts(w)).collect();
    let found = admit(scene, slot, &words, Role::Undergoer);
    match &slot.only {
        Some(class) if found.is_empty() => {
            let acts = words.into_iter().filter(|&w| in_class(scene, w, class));
            acts.flat_map(|w| victims(scene, w)).collect()
        }
        _ => found,
    }
}

/// Whom the act that `word` names was done to: "responsible for the attacks on", "for the deaths of".
fn victims(scene: &Scene, word: usize) -> Vec<Filler> {
    let phrases = scene.view.noun_phrases(word);
    let places = ["of", "on", "against", "in", "at"];
    let mut found = places.iter().map(|place| -> Vec<Filler> {
        let named = phrases.iter().filter(|(p, _)| p == place).flat_map(|&(_, w)| referents(scene, w, Role::Undergoer));
        named.collect()
    });
    found.find(|f| !f.is_empty()).unwrap_or_default()
}

/// The entities of `words` that the slot admits.
fn admit(scene: &Scene, slot: &Slot, words: &[usize], role: Role) -> Vec<Filler> {
    let mut found: Vec<Filler> = Vec::new();
    for &word in words {
        if slot.only.as_ref().is_some_and(|class| !in_class(scene, word, class))
            || slot.never.as_ref().is_some_and(|class| in_class(scene, word, class))
        {
            continue;
        }
        let mut fillers = referents(scene, word, role);
        if fillers.is_empty() && role == Role::Undergoer {
            fillers = located(scene, word);
        }
        if fillers.is_empty() && role == Role::Undergoer && stays(scene, word) {
            fillers = behind(scene, word);
        }
        for filler in fillers {
            let kind = scene.entity(filler.entity).map(|e| e.kind.as_str());
            let admitted = match slot.kind.as_deref() {
                None => true,
                Some("Owner") => !filler.direct,
                // "received the Pope", not "received the Pope's letter"
                Some(wanted) => kind == Some(wanted) && (filler.direct || wanted != "Person"),
            };
            if admitted && !found.iter().any(|f| f.entity == filler.entity) {
                found.push(filler);
            }
        }
    }
    found
}

/// Phrases with `preposition` under the verb, else under the object that is part of the trigger or any other object.
fn phrases(scene: &Scene, verb: usize, part: Option<usize>, preposition: &str) -> Vec<usize> {
    let mut own = with_preposition(scene.view.obliques(verb), preposition);
    // "on Tuesday imposed a ban on": a day is nobody.
    own.retain(|&w| scene.mention(w).is_some() || !scene.view.is_time(w) || scene.tree.word(w).upos == Upos::Num);
    if !own.is_empty() {
        return own;
    }
    let objects = part.into_iter().chain(scene.view.undergoers(verb)).chain(scene.view.objects(verb));
    // "discussed its dispute with Iran": that one is the dispute's.
    let shared =
        |o: usize| part != Some(o) && preposition == "with" && scene.vocabulary.in_words("shared", scene.lemma(o));
    let under: Vec<usize> = objects
        .flat_map(|o| scene.view.conjuncts(o))
        .filter(|&o| !shared(o))
        // "bought tons of wheat from": the phrase may hang from what is measured.
        .flat_map(|o| {
            let whole = scene.view.noun_phrases(o).into_iter().filter(|(p, _)| p == "of" && measure(scene, o));
            std::iter::once(o).chain(whole.map(|(_, w)| w)).collect::<Vec<_>>()
        })
        .flat_map(|o| {
            // "fired rounds aimed at", "a road leading to", "troops serving in": a participle carries the phrase.
            let leads = |c: usize| scene.vocabulary.in_words("leading", scene.lemma(c)) && c > o;
            let carries = |c: &usize| {
                let active = scene.tree.word(*c).xpos == Xpos::Vbg && scene.tree.child(*c, Deprel::Obj).is_none();
                scene.view.is_passive(*c) || active || leads(*c)
            };
            let own = scene.tree.children_by(o, &[Deprel::Acl]).filter(carries);
            let participles = own.chain(scene.tree.children_by(verb, &[Deprel::Advcl]).filter(|&c| leads(c)));
            let carried = participles.flat_map(|c| scene.view.obliques(c)).collect::<Vec<_>>();
            with_preposition(scene.view.noun_phrases(o).into_iter().chain(carried).collect(), preposition)
        })
        .collect();
    if !under.is_empty() {
        return under;
    }
    // A coordinated verb shares the phrase that closes the coordination: "spoke and met with".
    // A participle among the objects may have been read as another verb: "provided tents and badly needed fuel to".
    let participle = |c: usize| {
        scene.tree.word(c).xpos == Xpos::Vbn
            && scene.tree.child(c, Deprel::Aux).is_none()
            && scene.tree.child(verb, Deprel::Aux).is_some()
    };
    let later = scene.tree.children_by(verb, &[Deprel::Conj]).filter(|&c| c <= verb + 3 || participle(c));
    let later: Vec<usize> = later.flat_map(|c| with_preposition(scene.view.obliques(c), preposition)).collect();
    // "discussed a wide range of topics with"
    let noun = part.or_else(|| scene.view.objects(verb).into_iter().find(|&o| o > verb && preposition == "with"));
    match noun {
        Some(noun) if later.is_empty() => following(scene, noun, preposition).into_iter().collect(),
        _ => later,
    }
}

/// How far a phrase may stand from the noun that it belongs to when it was hung elsewhere.
const NEAR: usize = 9;

/// The first phrase with `preposition` after `noun` with no verb, clause or comma between: long phrases are often hung from
/// the wrong noun of several.
fn following(scene: &Scene, noun: usize, preposition: &str) -> Option<usize> {
    let within = noun + 1..scene.tree.len().min(noun + NEAR);
    let clause = |w: usize| {
        let tagged = scene.tree.word(w);
        matches!(tagged.upos, Upos::Verb | Upos::Aux | Upos::Sconj)
            && tagged.deprel != Deprel::Amod
            && tagged.deprel != Deprel::Case
            || matches!(scene.form(w), "," | ";" | ":" | "\u{201d}" | "\"" | "who" | "which" | "that")
    };
    // "along the border between the two": a border has its own.
    let owned = |w: usize| {
        scene.tree.word(w).head.is_some_and(|h| h != noun && scene.vocabulary.in_words("borders", scene.lemma(h)))
    };
    let mut words = within.take_while(|&w| !clause(w));
    words.find(|&w| scene.is_nominal(w) && scene.view.preposition(w).as_deref() == Some(preposition) && !owned(w))
}

fn noun_phrases(scene: &Scene, noun: usize, support: Option<usize>, preposition: &str) -> Vec<usize> {
    let own = with_preposition(scene.view.noun_phrases(noun), preposition);
    if !own.is_empty() {
        return own;
    }
    let supported = support.map(|v| with_preposition(scene.view.obliques(v), preposition)).unwrap_or_default();
    if !supported.is_empty() {
        return supported;
    }
    // "fighting broke out between": what happens is told by a verb, which takes its phrase.
    let happens = |v: &usize| scene.vocabulary.cues.kept.happening.contains(scene.lemma(*v));
    let verb = scene.tree.word(noun).head.filter(|_| scene.tree.word(noun).deprel == Deprel::Nsubj);
    let told = verb.filter(happens).map(|v| with_preposition(scene.view.obliques(v), preposition)).unwrap_or_default();
    if !told.is_empty() && matches!(preposition, "between" | "with" | "against") {
        return told;
    }
    if let Some(word) = following(scene, noun, preposition) {
        return vec![word];
    }
    // "talks and a ceasefire with": the phrase may hang from a later conjunct; "its talks on X with Y" from a sister.
    let conjuncts = scene.view.conjuncts(noun).into_iter().filter(|&c| c > noun);
    let later: Vec<usize> = conjuncts.flat_map(|c| with_preposition(scene.view.noun_phrases(c), preposition)).collect();
    if !later.is_empty() {
        return later;
    }
    let sisters = scene
        .view
        .noun_phrases(noun)
        .into_iter()
        .filter(|(p, _)| matches!(p.as_ref(), "on" | "about" | "over" | "of" | "in"));
    sisters
        .filter(|(p, _)| p != preposition)
        .flat_map(|(_, c)| with_preposition(scene.view.noun_phrases(c), preposition))
        .filter(|_| matches!(preposition, "with" | "between"))
        .collect()
}

fn with_preposition(phrases: Vec<(Cow<str>, usize)>, wanted: &str) -> Vec<usize> {
    let is = |p: &str| {
        let longer = p.strip_prefix(wanted).is_some_and(|rest| rest.starts_with(' '));
        p == wanted || longer && wanted != "out" && p != "in front of"
    };
    phrases.into_iter().filter(|(p, _)| is(p)).map(|(_, word)| word).collect()
}

/// The complement clauses of a verb.
pub(super) fn complements(scene: &Scene, verb: usize) -> Vec<usize> {
    scene.tree.children_by(verb, &[Deprel::Ccomp, Deprel::Xcomp]).collect()
}

fn clause_subjects(scene: &Scene, verb: usize) -> Vec<usize> {
    // "warned that there are spies" warns no spies.
    let real = |&c: &usize| scene.tree.child(c, Deprel::Expl).is_none();
    let clauses: Vec<usize> = scene.tree.children_by(verb, &[Deprel::Ccomp]).filter(real).collect();
    let found: Vec<usize> =
        clauses.iter().flat_map(|&c| scene.tree.children_by(c, &[Deprel::Nsubj, Deprel::NsubjPass])).collect();
    if !found.is_empty() {
        return found;
    }
    // "demanded that the company pay": bare verbs are often read as nouns; what follows "that" is the subject.
    let words = verb + 1..scene.tree.len().min(verb + 8);
    let Some(that) = words.clone().find(|&w| scene.form(w) == "that") else { return Vec::new() };
    let mut nouns = words.filter(|&w| w > that).take_while(|&w| scene.tree.word(w).upos != Upos::Verb);
    nouns.find(|&w| scene.mention(w).is_some() && scene.view.preposition(w).is_none()).into_iter().collect()
}

fn infinitive_objects(scene: &Scene, verb: usize, slot: &Slot, part: Option<usize>) -> Vec<Filler> {
    // "agreed in principle to provide": far from its verb an infinitive is often read as one of purpose.
    let purpose = |&c: &usize| c > verb && scene.view.mark(c).as_deref() == Some("to");
    let apart = scene.tree.children_by(verb, &[Deprel::Advcl]).filter(purpose);
    // "pledged money to rebuild roads in"
    let of_part = part.into_iter().flat_map(|p| scene.tree.children_by(p, &[Deprel::Acl])).filter(purpose);
    let clauses =
        complements(scene, verb).into_iter().chain(apart).chain(of_part).filter(|&c| !scene.view.is_finite(c));
    let comments = |c: usize| scene.vocabulary.in_words("commenting", scene.lemma(c));
    let silent = scene.vocabulary.in_words("declining", scene.lemma(verb));
    let clauses: Vec<usize> =
        clauses.flat_map(|c| scene.view.conjuncts(c)).filter(|&c| !(silent && comments(c))).collect();
    let found = clauses.iter().map(|&c| clause_objects(scene, c, slot)).find(|f| !f.is_empty());
    // "threatened to impose a curfew in Chad": the act has slots of its own.
    let act = || clauses.iter().find_map(|&c| super::verbs::event(scene, c)).map(|(event, _)| event.pairs);
    let own = || scene.nested(act);
    found.unwrap_or_else(|| own().into_iter().flatten().filter_map(|(_, object)| object).collect())
}

/// Whom the act of an infinitive touches: its object, or the phrase that a hostile or friendly act is directed at.
pub(super) fn clause_objects(scene: &Scene, clause: usize, slot: &Slot) -> Vec<Filler> {
    let objects = scene.view.undergoers(clause);
    // What the actor itself makes ("impose sanctions") is not whom the act touches.
    let actors: Vec<_> = scene
        .view
        .actors(clause)
        .into_iter()
        .flat_map(|w| referents(scene, w, Role::Actor))
        .map(|f| f.entity)
        .collect();
    let mut found = admit(scene, slot, &objects, Role::Undergoer);
    found.retain(|f| !actors.contains(&f.entity));
    if !found.is_empty() {
        return found;
    }
    for preposition in ["on", "against", "at", "to", "with", "from", "of", "for", "into", "out of"] {
        let words = phrases(scene, clause, None, preposition);
        let found = admit(scene, slot, &words, Role::Undergoer);
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// Those who are to act: "called for Russia to withdraw", "the call for troops to leave".
fn those_to(scene: &Scene, verb: usize) -> Vec<usize> {
    let relations = [Deprel::Advcl, Deprel::Ccomp, Deprel::Xcomp, Deprel::Csubj, Deprel::Acl];
    // "set a deadline for Russia to withdraw"
    let of_object =
        scene.tree.children_by(verb, &[Deprel::Obj]).flat_map(|o| scene.tree.children_by(o, &[Deprel::Acl]));
    let clauses = scene.tree.children_by(verb, &relations).chain(of_object).filter(|&c| c > verb);
    let mut found = Vec::new();
    for clause in clauses {
        let mut marks = scene.tree.children_by(clause, &[Deprel::Mark]);
        let Some(mark) = marks.find(|&m| scene.form(m) == "for" && m > verb) else { continue };
        let subjects: Vec<usize> = scene.tree.children_by(clause, &[Deprel::Nsubj, Deprel::NsubjPass]).collect();
        // The subject of the infinitive may hang from the verb that stands before "for".
        let raised = [Deprel::Obl, Deprel::Obj, Deprel::Nmod];
        let raised = scene.tree.children_by(verb, &raised).filter(|&w| w > mark && w < clause);
        if subjects.is_empty() { found.extend(raised) } else { found.extend(subjects) }
    }
    found
}

/// The subjects of an if- or unless-clause under the verb or its complement: who has the condition in hand.
fn condition_subjects(scene: &Scene, verb: usize) -> Vec<usize> {
    let tops = std::iter::once(verb).chain(complements(scene, verb));
    let clauses = tops.flat_map(|t| scene.tree.children_by(t, &[Deprel::Advcl]).collect::<Vec<_>>());
    let conditional = clauses.filter(|&c| scene.is_supposed(c) || scene.view.mark(c).as_deref() == Some("until"));
    // "if it finds that Togo has broken the rules": what is found is in Togo's hand.
    let seen = |c: usize| {
        let finds = scene.vocabulary.in_words("finding", scene.lemma(c));
        let content = scene.tree.child(c, Deprel::Ccomp).filter(|_| finds);
        content.unwrap_or(c)
    };
    conditional.flat_map(|c| scene.view.subjects(seen(c))).collect()
}
