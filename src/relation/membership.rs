//! Membership by the side of a name: "Starry Lee of the DAB", "the DAB's Starry Lee and Holden Chow". In: a sentence;
//! out: `member_of` [`Event`]s. Names stand next to each other here, and lists of them are where trees err most, so that
//! the order of the mentions is what is read.

use super::event::{Class, Event, product};
use super::scene::{Filler, Scene};
use crate::entity::{EntityId, EntityKind, Mention, MentionKind};
use crate::syntax::Deprel;

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

/// "Haddad and his Green Party", "said his ruling Workers' Party": the party of whom the possessive means.
fn own_party(scene: &Scene, predicate: usize, name: &Name) -> Option<Event> {
    let last = name.mention.tokens.end.checked_sub(scene.offset + 1).filter(|&w| w < scene.tree.len())?;
    let party = name.kind == EntityKind::Organization
        && [name.word, last].iter().any(|&w| scene.vocabulary.in_words("parties", scene.lemma(w)));
    let possessive = scene.tree.child(name.word, Deprel::NmodPoss).filter(|_| party)?;
    let (entity, mention) = scene.mention(possessive)?;
    let person = mention.kind == MentionKind::Pronoun && scene.entity(entity)?.kind == EntityKind::Person;
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
