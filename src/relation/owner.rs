//! Whose a phrase is that names no entity itself: "Russia's troops", "the government of Chad", "the plan that Malta has
//! adopted", "his country". In: the head word of a phrase; out: [`Filler`]s for those whom it belongs to.

use super::phrase::{Role, mentioned, single};
use super::scene::{Filler, Scene};
use crate::entity::{EntityId, EntityKind};
use crate::schema::{Frame, Place, TriggerClass};
use crate::syntax::{Deprel, Upos, Xpos};
use std::borrow::Cow;

/// Those to whom the noun belongs: by adjective, compound, possessive or preposition.
pub(super) fn owners(scene: &Scene, word: usize, role: Role, agent: bool, depth: usize) -> Vec<Filler> {
    // "Chad's rebel group", "gunmen in Chad", "a leader of Chad's largest party" do not act for Chad.
    let unofficial = role == Role::Actor && is_unofficial(scene, word);
    if is_past(scene, word) {
        return named_behind(scene, word);
    }
    let harm = harm(scene, word).or_else(|| freed(scene, word).filter(|_| role == Role::Actor));
    let leader = if role == Role::Actor { led_by(scene, word, depth) } else { Vec::new() };
    if !leader.is_empty() {
        return leader;
    }
    let before = if harm == Some(Harm::Suffered) { Vec::new() } else { modifying(scene, word, role, agent, depth) };
    if !before.is_empty() {
        return before;
    }
    // "a bomb planted by the group killed": who used the weapon acts.
    let armed = || ["lethal", "ordnance", "killing"].iter().any(|c| scene.vocabulary.in_class(c, scene.lemma(word)));
    if role == Role::Actor && (!agent || armed()) {
        let armed = armed();
        let used = scene.tree.children_by(word, &[Deprel::Acl]).filter(|_| armed).flat_map(|c| scene.view.agents(c));
        let found = used.flat_map(|w| scene.view.conjuncts(w)).flat_map(|w| single(scene, w, Role::Actor, depth));
        let found: Vec<Filler> = found.map(|f| Filler { direct: false, ..f }).collect();
        if !agent || !found.is_empty() {
            return found;
        }
    }
    if agent && is_of_members(scene, word, role, depth) {
        return Vec::new();
    }
    let by = || -> Vec<Filler> {
        let own = scene.view.noun_phrases(word).into_iter().filter(|(p, _)| p == "by").map(|(_, w)| w);
        let mut phrases: Vec<usize> = own.collect();
        if phrases.is_empty() {
            phrases.extend(misplaced_agent(scene, word));
        }
        let phrases = phrases.into_iter();
        let named = phrases.flat_map(|w| scene.view.conjuncts(w)).flat_map(|w| single(scene, w, Role::Actor, depth));
        named.map(|f| Filler { direct: false, ..f }).collect()
    };
    let clauses = scene.tree.children_by(word, &[Deprel::Acl, Deprel::AclRelcl]);
    if role == Role::Actor {
        let belonging = clauses.filter(|&c| scene.vocabulary.in_words("belonging", scene.lemma(c)));
        let found: Vec<Filler> = belonging.flat_map(|clause| makers(scene, word, clause, depth)).collect();
        if !found.is_empty() {
            return found;
        }
    } else {
        let authors = by();
        if !authors.is_empty() {
            return authors;
        }
        // "the campaign launched by the union" is the union's, "a policy that Malta has maintained" Malta's.
        let mut found: Vec<Filler> = clauses.flat_map(|clause| makers(scene, word, clause, depth)).collect();
        if let (true, Deprel::Obj, Some(governor)) =
            (found.is_empty(), scene.tree.word(word).deprel, scene.tree.word(word).head)
        {
            found = makers(scene, word, governor, depth);
        }
        if found.is_empty() {
            found = stayers(scene, word);
        }
        if found.is_empty() {
            found = named_within(scene, word);
        }
        if !found.is_empty() {
            return found;
        }
    }
    // "talks with the country's leaders on Chad": the possessor owns, whoever it is.
    let possessed =
        |m: &usize| scene.tree.word(*m).deprel == Deprel::NmodPoss && scene.tree.word(*m).upos == Upos::Noun && agent;
    if scene.view.modifiers(word).iter().any(possessed) {
        return Vec::new();
    }
    let phrases: &[&str] = match harm {
        // "the attack on the embassy" is not the embassy's: only who did it owns it ("by", "the aggression of").
        Some(Harm::Done) if !suffers(scene, word, "of") => &["by", "of"],
        Some(_) => &["by"],
        None => &["of", "in", "from", "to", "with", "against", "at", "on", "by", "for"],
    };
    for &wanted in phrases {
        // "a spokesman for the council"
        let speaks = wanted == "for" && scene.vocabulary.cues.spokespeople.contains(scene.lemma(word));
        // "officials with the agency", "a negotiator for the rebels"
        let listed = |list: &str| scene.vocabulary.in_words(list, scene.lemma(word));
        let attached = wanted == "with" && listed("attached") || wanted == "for" && listed("sent");
        // "an air strike by Chad killed"
        let done = wanted == "by" && harm == Some(Harm::Done);
        // "a report by the agency accuses"
        let written = wanted == "by" && scene.vocabulary.in_words("documents", scene.lemma(word));
        let plain = matches!(wanted, "of" | "from" | "in" | "at");
        if role == Role::Actor && !(plain || speaks || done || attached || written) {
            continue;
        }
        // "aides of Haddad"
        let attending = scene.vocabulary.in_words("attendants", scene.lemma(word));
        // "the embassy in Chad" is not Chad's.
        if role == Role::Actor && matches!(wanted, "in" | "at") && scene.vocabulary.in_class("seat", scene.lemma(word))
        {
            continue;
        }
        let phrases = scene.view.noun_phrases(word);
        let mut found = Vec::new();
        for (_, noun) in phrases.into_iter().filter(|(p, _)| p == wanted) {
            // "ministers at a meeting of the bank" are not the bank's.
            if role == Role::Actor && wanted != "of" && scene.vocabulary.in_class("talks", scene.lemma(noun)) {
                continue;
            }
            let member = is_unofficial(scene, noun) && scene.tree.child(noun, Deprel::NmodPoss).is_some();
            for conjunct in scene.view.conjuncts(noun) {
                let owners = single(scene, conjunct, Role::Undergoer, depth).into_iter();
                // "reports from Chad" are nobody's in Chad.
                let place = wanted == "from" && scene.vocabulary.in_words("documents", scene.lemma(word));
                let apart = |f: &Filler| {
                    let follower = attending && is_person(scene, f.entity);
                    role == Role::Actor && (follower || (member || unofficial || place) && is_state(scene, f.entity))
                };
                found.extend(owners.filter(|f| !apart(f)));
            }
        }
        if matches!(wanted, "for" | "with") && role == Role::Actor {
            found.retain(|&f| super::nouns::is_body(scene, f));
        }
        if !found.is_empty() {
            found.iter_mut().for_each(|f| f.direct = false);
            return found;
        }
    }
    Vec::new()
}

/// Those whom the words before the noun name: "Russia's", "Russian", "eastern Ukraine" before "troops".
fn modifying(scene: &Scene, word: usize, role: Role, agent: bool, depth: usize) -> Vec<Filler> {
    let actor = role == Role::Actor;
    let plural = scene.tree.word(word).xpos == Xpos::Nns;
    let unofficial = actor && is_unofficial(scene, word);
    // "Russian banks", "Russian news reports"
    let is_private = |w: usize| scene.vocabulary.in_words("private", scene.lemma(w));
    let told = scene.vocabulary.in_words("documents", scene.lemma(word));
    let private =
        actor && (is_private(word) || told && scene.tree.children_by(word, &[Deprel::Compound]).any(is_private));
    let member = plural && scene.vocabulary.in_words("members", scene.lemma(word));
    // "a Colombian rebel leader", "Palestinian gunmen", "the Syrian opposition"
    let opposed = actor && is_opposing(scene, word);
    let mut before = Vec::new();
    for modifier in scene.view.modifiers(word) {
        let possessive = scene.tree.word(modifier).deprel == Deprel::NmodPoss;
        if role == Role::Actor && !agent && (possessive || !plural) {
            continue;
        }
        for conjunct in scene.view.conjuncts(modifier).into_iter().chain(paired(scene, modifier).filter(|_| !agent)) {
            match scene.mention(conjunct) {
                Some((entity, _)) if (possessive && unofficial || opposed) && is_state(scene, entity) => {}
                // "a Danish company" does not act for Denmark, nor "NATO countries" for NATO.
                Some((entity, _)) if private && is_state(scene, entity) || member && !is_state(scene, entity) => {}
                Some(_) if super::nouns::seated(scene, conjunct) => {}
                Some((entity, _)) if allowed(scene, conjunct, role, possessive) => {
                    before.push(Filler { entity, word: conjunct, direct: false });
                }
                None if possessive => before.extend(single(scene, conjunct, role, depth)),
                // "State Department officials": the compound is the name's last word; "eastern Ukraine border".
                None => before.extend(nested(scene, conjunct)),
                _ => {}
            }
        }
    }
    if !before.is_empty() && scene.vocabulary.in_words("borders", scene.lemma(word)) {
        // "its border with Chad" is Chad's as well.
        let beyond = scene.view.noun_phrases(word).into_iter().filter(|(p, _)| p == "with").map(|(_, w)| w);
        before.extend(beyond.flat_map(|w| single(scene, w, Role::Undergoer, depth)));
    }
    // "Chad's NATO bid" is Chad's.
    let owned = |f: &Filler| scene.tree.word(f.word).deprel == Deprel::NmodPoss;
    let act = ["demand", "position"].iter().any(|class| scene.vocabulary.in_class(class, scene.lemma(word)));
    if act && before.iter().any(owned) {
        before.retain(owned);
    }
    before.iter_mut().for_each(|f| f.direct = false);
    before
}

/// "ministers of NATO countries in Chad": whether the noun is of members who are not named.
fn is_of_members(scene: &Scene, word: usize, role: Role, depth: usize) -> bool {
    let members = |&(ref p, w): &(Cow<str>, usize)| {
        p == "of" && scene.vocabulary.in_words("members", scene.lemma(w)) && scene.tree.word(w).xpos == Xpos::Nns
    };
    let phrases = scene.view.noun_phrases(word);
    phrases.iter().any(|phrase| members(phrase) && single(scene, phrase.1, role, depth).is_empty())
}

/// "a Danish delegation led by Haddad": the one who leads it is named more closely.
pub(super) fn led_by(scene: &Scene, word: usize, depth: usize) -> Vec<Filler> {
    let lemma = scene.lemma(word);
    if !scene.vocabulary.in_class("delegation", lemma) && !scene.vocabulary.in_words("visitors", lemma) {
        return Vec::new();
    }
    let clauses = scene.tree.children_by(word, &[Deprel::Acl]);
    let leading = clauses.filter(|&c| scene.vocabulary.in_words("heading", scene.lemma(c)));
    let leaders = leading.flat_map(|c| scene.view.agents(c)).flat_map(|w| single(scene, w, Role::Actor, depth));
    let person = |f: &Filler| scene.entity(f.entity).is_some_and(|e| e.kind == EntityKind::Person);
    leaders.filter(person).collect()
}

/// "the proclamation of the hills as Togolese land by President Roe": the agent of an act may hang from a thing below it.
fn misplaced_agent(scene: &Scene, word: usize) -> Option<usize> {
    let thing = |w: usize| {
        matches!(scene.tree.word(w).upos, Upos::Noun | Upos::Propn)
            && scene.vocabulary.frames(TriggerClass::Noun, scene.lemma(w)).next().is_none()
    };
    let below = scene.view.under(word, &[]).into_iter().filter(|&w| w > word);
    let mut agents = below.filter(|&w| {
        let tagged = scene.tree.word(w);
        let by = tagged.deprel == Deprel::Nmod && scene.view.preposition(w).as_deref() == Some("by");
        by && tagged.head.is_some_and(|h| h != word && thing(h))
    });
    let act = scene.vocabulary.in_words("acts", scene.lemma(word))
        || scene.vocabulary.in_class("position", scene.lemma(word))
        || harm(scene, word).is_some();
    agents.next().filter(|_| act)
}

/// "the Turkish-Libyan agreement": the first of two states that a hyphen joins.
fn paired(scene: &Scene, modifier: usize) -> Option<usize> {
    let first = modifier.checked_sub(2).filter(|_| scene.joined(modifier).is_some())?;
    let under = scene.tree.word(first).head == Some(modifier);
    let state = |w: usize| scene.mention(w).is_some_and(|(entity, _)| is_state(scene, entity));
    (under && state(first) && state(modifier)).then_some(first)
}

fn is_person(scene: &Scene, entity: EntityId) -> bool {
    scene.entity(entity).is_some_and(|e| e.kind == EntityKind::Person)
}

pub(super) fn is_state(scene: &Scene, entity: EntityId) -> bool {
    scene.entity(entity).is_some_and(|e| e.kind == EntityKind::Country)
}

/// Whether the noun means those who are in a state or of it and do not act for it: rebels, parties, firms, by itself or by
/// what describes it ("rebel leaders").
fn is_unofficial(scene: &Scene, word: usize) -> bool {
    let mut modifiers = scene.tree.children_by(word, &[Deprel::Compound, Deprel::Amod]);
    let apart = |w: usize| stands_apart(scene, w) || scene.vocabulary.in_words("civil", scene.lemma(w));
    stands_apart(scene, word) || scene.vocabulary.in_words("agents", scene.lemma(word)) && modifiers.any(apart)
}

/// Whether the word itself means such: those who are against a state, bodies of private life, and other people of it.
pub(super) fn stands_apart(scene: &Scene, word: usize) -> bool {
    let lemma = scene.lemma(word);
    ["unofficial", "opposing", "private"].iter().any(|list| scene.vocabulary.in_words(list, lemma))
}

/// Whether the noun means somebody who is not of the state that an adjective names: rebels, their leaders, criminals,
/// "business leaders".
fn is_opposing(scene: &Scene, word: usize) -> bool {
    let listed = |w: usize| scene.vocabulary.in_words("opposing", scene.lemma(w));
    let civil = |w: usize| scene.vocabulary.in_words("civil", scene.lemma(w));
    let mut modifiers = scene.tree.children_by(word, &[Deprel::Compound, Deprel::Amod]);
    listed(word) || modifiers.any(|w| listed(w) || civil(w))
}

/// "a former fighter with the army, Haddad": the person whose name stands behind, wherever it was hung.
fn named_behind(scene: &Scene, word: usize) -> Vec<Filler> {
    let beside = |w: usize| w > word && scene.tree.word(w).deprel == Deprel::Appos;
    let below = scene.view.under(word, &[]).into_iter().filter(|&w| beside(w));
    // Right behind the comma that ends the phrase, whatever it was hung from.
    let phrase = (word + 1..scene.tree.len()).take_while(|&w| scene.tree.word(w).upos != Upos::Verb);
    let right = phrase.into_iter().find(|&w| scene.form(w) == ",").map(|w| w + 1).filter(|&w| w < scene.tree.len());
    let named = below.chain(right).filter_map(|w| Some(Filler { entity: scene.mention(w)?.0, word: w, direct: true }));
    named.filter(|f| scene.entity(f.entity).is_some_and(|e| e.kind == EntityKind::Person)).take(1).collect()
}

/// "a former Chadian mayor", "an ex-member of the party": somebody who was of it, and acts for it no more.
fn is_past(scene: &Scene, word: usize) -> bool {
    let past = |w: usize| w < word && scene.vocabulary.in_words("past", scene.lemma(w));
    let described = scene.view.modifiers(word).into_iter().chain(scene.tree.children(word).iter().copied()).any(past);
    described && scene.tree.word(word).upos == Upos::Noun && !scene.vocabulary.in_words("ruling", scene.lemma(word))
}

/// "refugees fleeing the war in Liberia", "civilians trapped in Gaza": people belong to the country that their own clause
/// places them in.
fn stayers(scene: &Scene, word: usize) -> Vec<Filler> {
    if !scene.vocabulary.in_class("people", scene.lemma(word)) {
        return Vec::new();
    }
    let clauses = scene.tree.children_by(word, &[Deprel::Acl, Deprel::AclRelcl]);
    let placed = clauses.flat_map(|clause| mentioned(scene, clause, &[])).filter(|f| {
        let place = matches!(scene.view.preposition(f.word).as_deref(), Some("in" | "from" | "of" | "inside"));
        place && scene.entity(f.entity).is_some_and(|e| e.kind == EntityKind::Country)
    });
    placed.take(1).map(|f| Filler { direct: false, ..f }).collect()
}

/// "a car carrying Hamas fighters", "reports linking Haddad to": whom a thing holds, or whom a claim is about.
fn named_within(scene: &Scene, word: usize) -> Vec<Filler> {
    let claim = scene.vocabulary.in_class("claim", scene.lemma(word));
    let list = if claim { "linking" } else { "carrying" };
    let clauses = scene.tree.children_by(word, &[Deprel::Acl]);
    // "a resolution holding Chad responsible" holds nobody.
    let document = !claim && scene.vocabulary.in_words("documents", scene.lemma(word));
    let holds = |c: &usize| {
        let listed = scene.vocabulary.in_words(list, scene.lemma(*c)) && !scene.view.is_passive(*c);
        listed && !document && scene.tree.child(*c, Deprel::Xcomp).is_none()
    };
    let within = clauses.filter(holds);
    let objects = within.flat_map(|c| scene.tree.children_by(c, &[Deprel::Obj])).flat_map(|w| scene.view.conjuncts(w));
    let named = objects.flat_map(|w| single(scene, w, Role::Undergoer, 1));
    named.map(|f| Filler { direct: false, ..f }).collect()
}

/// Whose a harmful act is by its possessor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Harm {
    /// "Egypt's attack": the possessor does it.
    Done,
    /// "Haddad's arrest": the possessor suffers it.
    Suffered,
}

/// Whether the noun names an act of harm, by the vocabulary's own triggers.
fn harm(scene: &Scene, word: usize) -> Option<Harm> {
    let lemma = scene.trigger_noun(word);
    let hostile = |f: &&Frame| {
        let plover = scene.vocabulary.predicate(f.predicate).and_then(|p| p.plover.as_deref());
        matches!(plover, Some("ASSAULT" | "COERCE" | "SANCTION" | "MOBILIZE"))
    };
    let frame = scene.vocabulary.frames(TriggerClass::Noun, &lemma).find(hostile)?;
    let suffered = frame.slots.iter().any(|s| s.place == Place::Possessor);
    Some(if suffered { Harm::Suffered } else { Harm::Done })
}

/// "demanded Haddad's release": nor does who is freed act.
fn freed(scene: &Scene, word: usize) -> Option<Harm> {
    let done_to = |f: &Frame| f.slots.iter().any(|s| s.place == Place::Possessor);
    let mut frames = scene.vocabulary.frames(TriggerClass::Noun, scene.lemma(word));
    frames.any(done_to).then_some(Harm::Suffered)
}

/// Whether a phrase with `preposition` names whom the act of the noun was done to: "the invasion of", not "the attack of".
fn suffers(scene: &Scene, word: usize, preposition: &str) -> bool {
    let slot = |s: &crate::schema::Slot| matches!(&s.place, Place::Preposition(p) if p == preposition);
    scene.vocabulary.frames(TriggerClass::Noun, scene.lemma(word)).any(|f| f.slots.iter().any(slot))
}

/// Those who made, launched or keep the thing `word`, by the verb `clause`, or to whom it belongs.
fn makers(scene: &Scene, word: usize, clause: usize, depth: usize) -> Vec<Filler> {
    // "forces belonging to Chad", "workers affiliated with the union"
    if scene.vocabulary.in_words("belonging", scene.lemma(clause)) {
        let to = scene.view.obliques(clause).into_iter();
        let to = to.filter(|(p, _)| matches!(p.as_ref(), "to" | "with")).map(|(_, w)| w);
        let found = to.flat_map(|w| scene.view.conjuncts(w)).flat_map(|w| single(scene, w, Role::Undergoer, depth));
        return found.map(|f| Filler { direct: false, ..f }).collect();
    }
    // "the complaint that Morocco made": a relative clause without object may have been read as content.
    let gap = scene.tree.word(clause).deprel == Deprel::Acl
        && scene.view.mark(clause).as_deref() == Some("that")
        && !scene.view.is_passive(clause)
        && scene.view.undergoers(clause).is_empty();
    if !scene.vocabulary.in_words("makers", scene.lemma(clause))
        || !(gap || scene.view.undergoers(clause).contains(&word))
    {
        return Vec::new();
    }
    let actors = scene.view.actors(clause).into_iter().flat_map(|a| scene.view.conjuncts(a));
    let found = actors.filter(|&a| !scene.view.is_relative(a)).flat_map(|a| single(scene, a, Role::Actor, depth));
    found.map(|f| Filler { direct: false, ..f }).collect()
}

/// A person's possession acts for nobody, and a person before a noun is seldom its owner ("the Putin era").
fn allowed(scene: &Scene, word: usize, role: Role, possessive: bool) -> bool {
    let listed =
        |list: &str| scene.tree.word(word).head.is_some_and(|h| scene.vocabulary.in_words(list, scene.lemma(h)));
    let person = scene.mention(word).and_then(|(id, _)| scene.entity(id)).is_some_and(|e| e.kind == EntityKind::Person);
    // "Merkel's office said"; "Haddad's party" is another than he, his birthday parties are not.
    let one = scene.tree.word(word).head.is_some_and(|h| scene.tree.word(h).xpos != Xpos::Nns);
    !person
        || possessive
            && !(one && listed("followings"))
            && !listed("attendants")
            && (listed("staffs") || role == Role::Undergoer)
}

/// An entity below a modifier that is none itself ("Ukraine border area", "Kremlin-backed").
fn nested(scene: &Scene, word: usize) -> Vec<Filler> {
    let relations = [Deprel::Amod, Deprel::Compound, Deprel::NmodUnmarked, Deprel::OblUnmarked, Deprel::Obl];
    let deeper = scene.tree.children_by(word, &relations);
    let deeper = deeper.filter(|&c| !super::nouns::seated(scene, c));
    // "fighters loyal to Haddad" are not he.
    let behind = scene.tree.word(word).head.is_some_and(|noun| noun < word);
    let apart = |f: &Filler| behind && is_person(scene, f.entity) && scene.view.preposition(f.word).is_some();
    let found = deeper.filter_map(|c| scene.mention(c).map(|(entity, _)| Filler { entity, word: c, direct: false }));
    found.filter(|f| !apart(f)).collect()
}

/// "his country", "her government", "Haddad's forces": the state of a person, by the document; of a state that speaks,
/// the state itself.
pub(super) fn own_state(scene: &Scene, word: usize, depth: usize) -> Vec<Filler> {
    let lemma = scene.lemma(word);
    if !scene.vocabulary.in_words("state_of", lemma)
        && !lemma.strip_suffix('s').is_some_and(|one| scene.vocabulary.in_words("state_of", one))
    {
        return Vec::new();
    }
    let Some(possessor) = scene.tree.children_by(word, &[Deprel::NmodPoss]).next() else { return Vec::new() };
    let owners = match scene.mention(possessor) {
        Some((entity, _)) => vec![entity],
        None if scene.tree.word(possessor).xpos == Xpos::PrpS => {
            let content =
                |&w: &usize| matches!(scene.tree.word(w).deprel, Deprel::Ccomp | Deprel::Xcomp | Deprel::Advcl);
            let clauses = scene.tree.ancestors(word).filter(content).filter_map(|w| scene.tree.word(w).head);
            let mut saying = clauses.filter(|&w| scene.vocabulary.cues.report_verbs.contains(scene.lemma(w)));
            let speakers = saying.next().into_iter().flat_map(|verb| scene.view.actors(verb));
            let spoken = speakers.flat_map(|a| single(scene, a, Role::Actor, depth)).map(|f| f.entity);
            let voice = scene.voices.get(possessor).copied().flatten();
            spoken.chain(voice).take(1).collect()
        }
        // "Roe, whose country is at war"
        None if scene.tree.word(possessor).xpos == Xpos::WpS => {
            let clause = scene.tree.ancestors(word).find(|&w| scene.tree.word(w).deprel == Deprel::AclRelcl);
            let whose = clause.and_then(|clause| scene.tree.word(clause).head);
            whose.and_then(|w| scene.mention(w)).map(|(entity, _)| entity).into_iter().collect()
        }
        None => Vec::new(),
    };
    let state = |id: EntityId| {
        let entity = scene.entity(id)?;
        match entity.kind {
            EntityKind::Person => scene.names.country(entity.country.as_deref()?),
            EntityKind::Country => Some(id),
            EntityKind::Organization => None,
        }
    };
    owners.into_iter().filter_map(state).map(|entity| Filler { entity, word, direct: false }).collect()
}
