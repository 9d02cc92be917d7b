//! Membership by the side of a name: "Starry Lee of the DAB", "the DAB's Starry Lee and Holden Chow". In: a sentence;
//! out: `member_of` [`Event`]s. Names stand next to each other here, and lists of them are where trees err most, so that
//! the order of the mentions is what is read.

use super::event::{Class, Event, product};
use super::scene::{Filler, Scene};
use crate::entity::{EntityId, EntityKind, Mention, MentionKind};
use crate::syntax::{Deprel, Upos};

/// A name of the sentence.
struct Name<'a> {
    entity: EntityId,
    word: usize,
    kind: EntityKind,
    mention: &'a Mention,
}

/// All memberships that stand beside names.
pub(super) fn events(scene: &Scene) -> Vec<Event> {
    let Some(predicate) = scene.vocabulary.number("member_of") else { return Vec::new() };
    let mut names: Vec<Name> = (0..scene.tree.len())
        .filter_map(|word| {
            let (entity, mention) = scene.mention(word)?;
            let kind = scene.entity(entity)?.kind;
            (mention.kind == MentionKind::Name && kind != EntityKind::Country).then_some(Name {
                entity,
                word,
                kind,
                mention,
            })
        })
        .collect();
    names.sort_by_key(|n| n.mention.tokens.start);
    let mut found: Vec<Event> = names.iter().filter_map(|name| own_party(scene, predicate, name)).collect();
    found.extend(names.iter().filter_map(|name| partisan(scene, predicate, name)));
    found.extend((0..scene.tree.len()).filter_map(|word| composed(scene, predicate, word)));
    let mut shared: Option<&Name> = None;
    for (index, name) in names.iter().enumerate() {
        if name.kind != EntityKind::Person {
            continue;
        }
        let previous = index.checked_sub(1).and_then(|i| names.get(i));
        let next = names.get(index + 1).filter(|n| n.kind == EntityKind::Organization);
        let after = next.filter(|n| {
            matches!(between(scene, name, n).as_slice(), [of] | [of, _] if matches!(*of, "of" | "from"))
                && no_comma(scene, name, n)
        });
        let owner = previous.filter(|p| p.kind == EntityKind::Organization && possessive(&between(scene, p, name)));
        // "the DAB's Starry Lee and Holden Chow"
        let joined =
            previous.filter(|p| p.kind == EntityKind::Person && between(scene, p, name) == ["and"]).and(shared);
        shared = owner.or(joined);
        let Some(body) = after.or(owner).or(joined) else { continue };
        let subject = Filler { entity: name.entity, word: name.word, direct: true };
        let object = Filler { entity: body.entity, word: body.word, direct: true };
        let (class, trigger) = (Class::Phrase, if after.is_some() { "of" } else { "possessive" }.to_owned());
        let pairs = product(&[subject], &[object]);
        found.push(Event {
            predicate,
            word: name.word,
            class,
            trigger,
            pairs,
            about: Vec::new(),
            role: None,
            former: false,
        });
    }
    found
}

/// "the Quartet, made up of Chad, Mali and Peru": two or more states and bodies that a body is said to consist of.
fn composed(scene: &Scene, predicate: usize, verb: usize) -> Option<Event> {
    let lemma = scene.lemma(verb);
    let made = lemma == "make" && scene.form_at(verb + 1) == "up" && scene.form_at(verb + 2) == "of";
    if scene.tree.word(verb).upos != Upos::Verb || !made && !scene.vocabulary.in_words("composing", lemma) {
        return None;
    }
    let passive = scene.view.is_passive(verb);
    let whole = match scene.tree.word(verb).deprel {
        Deprel::Acl => scene.tree.word(verb).head.into_iter().collect(),
        _ if passive => scene.view.undergoers(verb),
        _ => scene.view.subjects(verb),
    };
    let body = |w: &usize| scene.mention(*w).filter(|(e, _)| kind(scene, *e) == Some(EntityKind::Organization));
    let (word, body) = whole.into_iter().find_map(|w| Some((w, body(&w)?.0)))?;
    let of = scene.view.obliques(verb).into_iter().filter(|(p, _)| p == "of").map(|(_, w)| w);
    let parts: Vec<usize> = if passive || made || lemma == "consist" { of.collect() } else { scene.view.objects(verb) };
    let named = parts.into_iter().flat_map(|w| scene.view.conjuncts(w)).filter_map(|w| {
        let (entity, mention) = scene.mention(w).filter(|(e, _)| *e != body)?;
        let whole = mention.kind == MentionKind::Name && kind(scene, entity) != Some(EntityKind::Person);
        whole.then_some(Filler { entity, word: w, direct: true })
    });
    let members: Vec<Filler> = named.collect();
    (members.len() > 1).then(|| Event {
        predicate,
        word: verb,
        class: Class::Verb,
        trigger: lemma.to_owned(),
        pairs: product(&members, &[Filler { entity: body, word, direct: true }]),
        about: Vec::new(),
        role: None,
        former: false,
    })
}

fn kind(scene: &Scene, entity: EntityId) -> Option<EntityKind> {
    scene.entity(entity).map(|e| e.kind)
}

/// "Haddad and his Green Party", "said his ruling Workers' Party": the party of whom the possessive means.
fn own_party(scene: &Scene, predicate: usize, name: &Name) -> Option<Event> {
    let last = name.mention.tokens.end.checked_sub(scene.offset + 1).filter(|&w| w < scene.tree.len())?;
    let party = name.kind == EntityKind::Organization
        && [name.word, last].iter().any(|&w| scene.vocabulary.in_words("parties", scene.lemma(w)));
    let possessive = scene.tree.child(name.word, Deprel::NmodPoss).filter(|_| party)?;
    let (entity, mention) = scene.mention(possessive)?;
    let named = matches!(mention.kind, MentionKind::Pronoun | MentionKind::Name);
    let person = named && scene.entity(entity)?.kind == EntityKind::Person;
    let subject = Filler { entity, word: possessive, direct: true };
    let object = Filler { entity: name.entity, word: name.word, direct: true };
    person.then(|| Event {
        predicate,
        word: name.word,
        class: Class::Phrase,
        trigger: "possessive".to_owned(),
        pairs: product(&[subject], &[object]),
        about: Vec::new(),
        role: None,
        former: false,
    })
}

/// "Roe, a Republican,", "Roe is a Texas Democrat": somebody who is called by the name of the party.
fn partisan(scene: &Scene, predicate: usize, name: &Name) -> Option<Event> {
    let noun = name.word;
    let one = scene.tree.children_by(noun, &[Deprel::Det]).any(|d| matches!(scene.form(d), "a" | "an"));
    let tagged = scene.tree.word(noun);
    let whom = match tagged.deprel {
        _ if name.kind != EntityKind::Organization || !one => return None,
        // Of two who are each called so the tree may hang the second on the first: the nearest is meant.
        Deprel::Appos => {
            let before = scene.tree.extent(noun).start.checked_sub(1)?;
            let before = if scene.view.tree.word(before).upos == Upos::Punct { before } else { before + 1 };
            let beside =
                (0..before).find(|&w| scene.mention(w).is_some_and(|(_, m)| m.tokens.end == scene.offset + before));
            beside.or(tagged.head)?
        }
        _ if scene.tree.child(noun, Deprel::Cop).is_some() => scene.view.subjects(noun).first().copied()?,
        _ => return None,
    };
    let (entity, _) = scene.mention(whom).filter(|(e, _)| kind(scene, *e) == Some(EntityKind::Person))?;
    let subject = Filler { entity, word: whom, direct: true };
    let object = Filler { entity: name.entity, word: noun, direct: true };
    Some(Event {
        predicate,
        word: noun,
        class: if tagged.deprel == Deprel::Appos { Class::Phrase } else { Class::Noun },
        trigger: scene.lemma(noun).to_owned(),
        pairs: product(&[subject], &[object]),
        about: Vec::new(),
        role: None,
        former: false,
    })
}

/// The words between two names, in lower case, without articles and commas.
fn between<'s>(scene: &'s Scene, first: &Name, second: &Name) -> Vec<&'s str> {
    let range = first.mention.tokens.end..second.mention.tokens.start;
    let words = range.filter_map(|token| token.checked_sub(scene.offset)).filter(|&w| w < scene.tree.len());
    words.map(|w| scene.form(w)).filter(|&w| w != "the" && w != ",").collect()
}

fn no_comma(scene: &Scene, first: &Name, second: &Name) -> bool {
    (second.mention.tokens.start).saturating_sub(first.mention.tokens.end) <= 3 && {
        let between = first.mention.tokens.end..second.mention.tokens.start;
        between
            .filter_map(|t| t.checked_sub(scene.offset))
            .all(|w| scene.form(w) != "," || w + scene.offset == first.mention.tokens.end)
    }
}

fn possessive(words: &[&str]) -> bool {
    matches!(words, [mark] if matches!(*mark, "'s" | "\u{2019}s" | "'" | "\u{2019}"))
}
