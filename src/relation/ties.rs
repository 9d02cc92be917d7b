//! Standing ties: offices, memberships, bodies of states, alliances, from titles, possessives, appositions and copulas.
//! In: a sentence; out: [`Event`]s of the predicates without an event type.

use super::event::{Class, Event, pairs_among, product};
use super::nouns::is_body;
use super::phrase::{Role, referents};
use super::scene::{Filler, Scene};
use super::stance::stance;
use super::verbs::{able, touched};
use super::{Modality, Polarity};
use crate::entity::{EntityId, EntityKind, MentionKind, Office, is_unofficial};
use crate::schema::{Place, TriggerClass};
use crate::syntax::{Deprel, Upos, Xpos};

/// All standing ties that the sentence says.
pub(super) fn events(scene: &Scene) -> Vec<Event> {
    let mut found = Vec::new();
    let holds = scene.vocabulary.number("holds_office");
    let offices: Vec<&Office> = offices(scene);
    found.extend(offices.iter().filter_map(|office| titled(scene, office, holds?)));
    for word in 0..scene.tree.len() {
        if matches!(scene.tree.word(word).upos, Upos::Noun | Upos::Propn) {
            // The title of a name is that name's, whatever the tree hangs it on ("Roe and Norwegian President Doe").
            let titled: Vec<&&Office> =
                (offices.iter()).filter(|o| o.of.is_some() && o.role_tokens.contains(&(scene.offset + word))).collect();
            // "former" may have been hung on the name.
            let over = titled.iter().any(|o| o.former);
            let of_noun = role_noun(scene, word).and_then(|event| own(scene, &titled, event));
            found.extend(of_noun.map(|e| Event { former: e.former || over, ..e }));
            found.extend(part_of(scene, word));
            found.extend(super::accession::event(scene, word));
        }
    }
    found.extend(super::membership::events(scene));
    found
}

/// What a noun says of those who hold the offices that it is known to name, if it is known: of them alone; of the state that
/// a body's office is for ("Amnesty's director for Chad") nobody holds one, and of several holders each has the own state.
fn own(scene: &Scene, titled: &[&&Office], event: Event) -> Option<Event> {
    let Some(first) = titled.first() else { return Some(event) };
    if titled.iter().any(|o| o.person != first.person) {
        return None;
    }
    let body = |id: &EntityId| scene.entity(*id).is_some_and(|e| e.kind == EntityKind::Organization);
    // "Iraqi Cabinet minister": the body's own state is not another's.
    let home = |id: &EntityId| scene.entity(*id).and_then(|e| country(scene, e.country.as_deref()?));
    let of = first.of.filter(body);
    let fits = |object: EntityId| of.is_none_or(|of| body(&object) || home(&of) == Some(object));
    let mut pairs = event.pairs;
    pairs.retain(|(s, o)| s.entity == first.person && o.is_none_or(|o| fits(o.entity)));
    (!pairs.is_empty()).then_some(Event { pairs, ..event })
}

/// The offices of the sentence; those of a document are in the order of its text.
fn offices<'a>(scene: &Scene<'a>) -> Vec<&'a Office> {
    let all = &scene.entities.offices;
    let first = all.partition_point(|o| o.sentence < scene.number);
    all.iter().skip(first).take_while(|o| o.sentence == scene.number).collect()
}

/// An office that the entities' room read from a title.
fn titled(scene: &Scene, office: &Office, predicate: usize) -> Option<Event> {
    let of = office.of?;
    // "Labour MP Yvette Cooper" belongs to a body rather than holding an office of it.
    let last = office.role.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let member = scene.vocabulary.number("member_of");
    let member = member.filter(|&m| scene.vocabulary.frames(TriggerClass::Noun, &last).any(|f| f.predicate == m));
    let member = member.filter(|_| scene.entity(of).is_some_and(|e| e.kind == EntityKind::Organization));
    let (predicate, role) = member.map_or_else(|| (predicate, Some(office.role.clone())), |m| (m, None));
    let word = office.role_tokens.start.checked_sub(scene.offset).filter(|&w| w < scene.tree.len())?;
    let person = filler(scene, office.person, office.tokens.clone());
    let body = filler(scene, of, office.tokens.clone());
    let pairs = vec![(
        person.unwrap_or(Filler { entity: office.person, word, direct: true }),
        Some(body.unwrap_or(Filler { entity: of, word, direct: false })),
    )];
    Some(Event {
        predicate,
        word,
        class: Class::Title,
        trigger: office.role.to_lowercase(),
        pairs,
        about: Vec::new(),
        role,
        former: office.former || person.is_some_and(|p| resigns(scene, p.word)),
    })
}

/// Whether the person named at `word` is said to have resigned.
fn resigns(scene: &Scene, word: usize) -> bool {
    let above = scene.tree.ancestors(word).take_while(|&a| scene.tree.word(a).upos != Upos::Verb).last();
    let top = above.filter(|&a| scene.tree.word(a).deprel == Deprel::Nsubj);
    let Some(verb) = top.and_then(|a| scene.tree.word(a).head) else { return false };
    let down = scene.view.particle(verb).is_some_and(|p| matches!(p, "down" | "aside"))
        || scene.tree.children_by(verb, &[Deprel::Advmod]).any(|c| matches!(scene.form(c), "down" | "aside"));
    let leaves = match scene.lemma(verb) {
        "resign" => true,
        "step" | "stand" => down,
        _ => false,
    };
    // "resigned as head of the party" need not leave the other office.
    let other = scene.view.obliques(verb).iter().any(|(p, _)| p == "as");
    leaves && !other && stance(scene, verb) == (Polarity::Affirmed, Modality::Actual)
}

/// The mention of `entity` whose head lies in the document tokens `tokens`.
fn filler(scene: &Scene, entity: EntityId, tokens: std::ops::Range<usize>) -> Option<Filler> {
    let words = tokens.filter_map(|t| t.checked_sub(scene.offset)).filter(|&w| w < scene.tree.len());
    words
        .filter(|&w| scene.mention(w).is_some_and(|(e, _)| e == entity))
        .map(|word| Filler { entity, word, direct: true })
        .next()
}

/// "X is the president of Y", "Y's foreign minister, X", "X, a member of Y", "Y's ally X": a noun that names a tie, with
/// the one whom it is said of.
fn role_noun(scene: &Scene, noun: usize) -> Option<Event> {
    let lemma = scene.lemma(noun);
    for frame in scene.vocabulary.frames(TriggerClass::Noun, lemma) {
        let Some(predicate) = scene.vocabulary.predicate(frame.predicate) else { continue };
        if !predicate.standing {
            continue;
        }
        // An envoy is the sender's, whomever he is sent to, for or with.
        let sent = scene.vocabulary.in_words("envoys", lemma);
        let wanted = |p: &str| {
            !(sent && p != "of" && p != "from")
                && frame.slots.iter().any(|s| match &s.place {
                    Place::Preposition(word) => word == p,
                    Place::Between => p == "between",
                    _ => false,
                })
        };
        // People hold offices in bodies, and are allies of people too.
        let partner = predicate.symmetric;
        let mut objects: Vec<Filler> = Vec::new();
        let phrases = scene.view.noun_phrases(noun).into_iter().filter(|(p, _)| wanted(p));
        for (_, word) in phrases {
            objects
                .extend(referents(scene, word, Role::Undergoer).into_iter().filter(|&f| partner || is_body(scene, f)));
        }
        if objects.is_empty() {
            for modifier in own_modifiers(scene, noun) {
                // "a Chilean-born leader".
                if is_joined(scene, modifier) {
                    continue;
                }
                let owner = scene.tree.word(modifier).deprel == Deprel::NmodPoss && scene.mention(modifier).is_none();
                let words = scene.view.under(modifier, &[]).into_iter().filter(|&w| w < noun && !owner);
                let bodies =
                    words.filter_map(|w| scene.mention(w).map(|(entity, _)| Filler { entity, word: w, direct: true }));
                objects.extend(bodies.filter(|&f| is_body(scene, f)));
            }
            // "her close Labor ally", "its Danish partner": the ally is the possessor's.
            if partner {
                let whose = scene.tree.children_by(noun, &[Deprel::NmodPoss]);
                let own = whose.filter_map(|w| Some(Filler { entity: scene.mention(w)?.0, word: w, direct: true }));
                let own: Vec<Filler> = own.collect();
                objects = if own.is_empty() { objects } else { own };
            }
            // "a Chadian rebel leader" holds no office of Chad.
            if scene.tree.children_by(noun, &[Deprel::Amod, Deprel::Compound]).any(|c| is_unofficial(scene.form(c))) {
                let body = |f: &Filler| scene.entity(f.entity).is_some_and(|e| e.kind == EntityKind::Organization);
                objects.retain(body);
            }
            // The nearest body is the one meant: "U.S. State Department spokesman".
            if predicate.name != "allied_with" && objects.len() > 1 {
                let organization = objects
                    .iter()
                    .rev()
                    .find(|f| scene.entity(f.entity).is_some_and(|e| e.kind == EntityKind::Organization));
                objects = organization.or(objects.last()).copied().into_iter().collect();
            }
        }
        let subjects = able(scene, &bearers(scene, noun), predicate);
        if objects.is_empty() && scene.vocabulary.in_words("state_offices", lemma) {
            objects.extend(subjects.first().and_then(|s| own_country(scene, *s)));
        }
        let objects = touched(scene, &objects, predicate);
        let between = || scene.view.noun_phrases(noun).iter().any(|(p, _)| p == "between");
        let mutual = matches!(scene.tree.word(noun).xpos, Xpos::Nns) && objects.is_empty();
        // "his partner": the partner of one who dances or trades is no ally.
        let person = |f: &Filler| scene.entity(f.entity).is_some_and(|e| e.kind == EntityKind::Person);
        let whose = scene.tree.child(noun, Deprel::NmodPoss).is_some();
        if lemma == "partner" && whose && subjects.iter().all(person) && objects.iter().all(person) {
            continue;
        }
        let pairs = if predicate.symmetric && subjects.is_empty() && between() {
            pairs_among(&objects)
        } else if predicate.symmetric && mutual {
            // "Japan and the Philippines are allies"
            pairs_among(&subjects)
        } else {
            product(&subjects, &objects)
        };
        if pairs.is_empty() {
            continue;
        }
        // What a copula says may be denied or planned; what a title says is so.
        let said = scene.tree.child(noun, Deprel::Cop).is_some() || scene.tree.word(noun).deprel == Deprel::Xcomp;
        let class = if said { Class::Noun } else { Class::Title };
        let office = predicate.name == "holds_office";
        let left = || {
            scene.tree.word(noun).head.is_some_and(|h| {
                scene.vocabulary.in_words("leaving", scene.lemma(h)) && scene.tree.word(noun).deprel == Deprel::Obl
            })
        };
        // "a former Acme executive and Lima mayor": said of both.
        let first = || {
            let second = scene.tree.word(noun).head.filter(|_| scene.tree.word(noun).deprel == Deprel::Compound);
            let over = |m: usize| m < noun && scene.vocabulary.in_words("former", scene.lemma(m));
            second.is_some_and(|second| scene.view.modifiers(second).into_iter().any(over))
        };
        let former = left()
            || first()
            || scene.view.modifiers(noun).into_iter().any(|m| scene.vocabulary.in_words("former", scene.lemma(m)));
        return Some(Event {
            predicate: frame.predicate,
            word: noun,
            class,
            trigger: lemma.to_owned(),
            pairs,
            about: Vec::new(),
            role: office.then(|| role_text(scene, noun)),
            former,
        });
    }
    None
}

/// Whether the word is a participle that a hyphen ties to the word before it: "Chilean-born".
fn is_joined(scene: &Scene, word: usize) -> bool {
    let hyphen = word.checked_sub(1).is_some_and(|before| is_hyphen(scene, before));
    hyphen && scene.tree.word(word).upos == Upos::Verb
}

fn is_hyphen(scene: &Scene, word: usize) -> bool {
    matches!(scene.form_at(word), "-" | "‑" | "–")
}

/// The modifiers of a noun but those of the first of two roles that the tree has hung on the second: "a former Acme
/// executive and Lima mayor".
fn own_modifiers(scene: &Scene, noun: usize) -> Vec<usize> {
    let all = scene.view.modifiers(noun);
    let and = (0..noun)
        .rev()
        .take_while(|&w| scene.tree.word(w).upos != Upos::Verb)
        .find(|&w| scene.tree.word(w).deprel == Deprel::Cc && scene.tree.ancestors(w).skip(1).any(|a| a == noun));
    let role = |w: usize| scene.vocabulary.frames(TriggerClass::Noun, scene.lemma(w)).next().is_some();
    let first =
        |and: usize| all.iter().any(|&m| m + 1 == and && role(m) && scene.tree.word(m).deprel == Deprel::Compound);
    let and = and.filter(|&and| first(and));
    all.into_iter().filter(|&m| and.is_none_or(|and| m > and)).collect()
}

/// The country that the document makes a person's, for offices of state that name none.
fn own_country(scene: &Scene, person: Filler) -> Option<Filler> {
    let code = scene.entity(person.entity)?.country.as_deref()?;
    Some(Filler { entity: country(scene, code)?, word: person.word, direct: false })
}

/// The document's country with this code.
fn country(scene: &Scene, code: &str) -> Option<EntityId> {
    scene.names.country(code)
}

/// Whether a name or demonym of `country` is a word of `name`: "Centre for the Study of Chile".
fn named_in(scene: &Scene, country: EntityId, name: &str) -> bool {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    (1..=3).any(|length| words.windows(length).any(|part| scene.names.named(&part.join(" ")) == Some(country)))
}

/// The state or body whose name the name of `body` begins with: "Indonesian Navy", "NATO Parliamentary Assembly".
fn owner_in_name(scene: &Scene, body: EntityId) -> Option<EntityId> {
    let name = scene.entity(body)?.name.to_lowercase();
    let mut ends: Vec<usize> = name.match_indices([' ', '\'', '\u{2019}']).map(|(at, _)| at).collect();
    ends.reverse();
    let mut owners = ends.into_iter().filter_map(|at| scene.names.named(name.get(..at)?));
    owners.find(|&owner| owner != body)
}

/// Whom a role noun is said of: the name beside it, or the subject of its copula.
fn bearers(scene: &Scene, noun: usize) -> Vec<Filler> {
    let word = scene.tree.word(noun);
    let mut found: Vec<Filler> = Vec::new();
    let beside = [Deprel::Appos, Deprel::Flat];
    let plural = matches!(scene.tree.word(noun).xpos, Xpos::Nns | Xpos::Nnps);
    // "NATO members Turkey and Hungary": names right behind the noun, whatever the tree calls them.
    let behind = [Deprel::Obj, Deprel::Dep, Deprel::NmodUnmarked, Deprel::NmodDesc];
    let names = scene.tree.children_by(noun, &behind).filter(|&c| c == noun + 1 && scene.mention(c).is_some());
    for child in scene.tree.children_by(noun, &beside).chain(names) {
        match scene.mention(child) {
            Some((entity, _)) if !plural => found.push(Filler { entity, word: child, direct: true }),
            _ => found.extend(referents(scene, child, Role::Undergoer).into_iter().filter(|f| f.direct)),
        }
    }
    if let (Deprel::Appos | Deprel::NmodDesc | Deprel::Compound | Deprel::Flat, Some(head)) = (word.deprel, word.head) {
        // "NATO members Turkey and Hungary": a plural before names is said of all.
        let all = word.deprel == Deprel::NmodDesc && plural;
        let named = if all { scene.view.conjuncts(head) } else { vec![head] };
        let named = named.into_iter().filter_map(|w| scene.mention(w).map(|(entity, _)| (entity, w)));
        found.extend(named.map(|(entity, word)| Filler { entity, word, direct: true }));
    }
    // "was nominated to be secretary", "his candidacy to be mayor".
    let sought = || {
        let above = scene.tree.ancestors(noun).skip(1).take(2);
        scene.tree.children(noun).iter().any(|&c| scene.form(c) == "to")
            && above.into_iter().any(|a| scene.vocabulary.in_words("candidacy", scene.lemma(a)))
    };
    let copula = scene.tree.child(noun, Deprel::Cop).is_some() && !sought();
    let becomes = word.deprel == Deprel::Xcomp
        && word.head.is_some_and(|h| {
            let lemma = scene.lemma(h);
            scene.vocabulary.in_words("becoming", lemma)
                || scene.vocabulary.in_words("appointing", lemma) && scene.view.is_passive(h)
        });
    if found.is_empty() && (copula || becomes) {
        let subjects = scene.view.subjects(noun);
        found.extend(subjects.into_iter().flat_map(|w| referents(scene, w, Role::Undergoer)).filter(|f| f.direct));
    }
    if let (true, Deprel::Obj | Deprel::Xcomp | Deprel::Obl, Some(verb)) = (found.is_empty(), word.deprel, word.head)
        && scene.vocabulary.in_words("calling", scene.lemma(verb))
        && (word.deprel != Deprel::Obl || scene.view.preposition(noun).as_deref() == Some("as"))
    {
        let objects = scene.tree.children_by(verb, &[Deprel::Obj]).filter(|&o| o < noun);
        found.extend(objects.flat_map(|o| referents(scene, o, Role::Undergoer)).filter(|f| f.direct));
    }
    if let (Deprel::Obl, Some(head)) = (word.deprel, word.head) {
        // "was elected as president of", "resigned as minister of"
        if scene.view.preposition(noun).as_deref() == Some("as") {
            let subjects = scene.view.subjects(head);
            found.extend(subjects.into_iter().flat_map(|w| referents(scene, w, Role::Undergoer)).filter(|f| f.direct));
        }
    }
    found
}

/// The role as the text says it, without the country: "foreign minister".
fn role_text(scene: &Scene, noun: usize) -> String {
    let relations = [Deprel::Amod, Deprel::Compound];
    let skip = |w: usize| {
        scene.mention(w).is_some()
            || scene.vocabulary.in_words("former", scene.lemma(w))
            || scene.vocabulary.in_words("incumbent", scene.lemma(w))
    };
    let own = own_modifiers(scene, noun);
    let mut words: Vec<usize> = scene.tree.children_by(noun, &relations).filter(|w| own.contains(w)).collect();
    words.retain(|&w| w < noun && !skip(w) && !is_joined(scene, w));
    words.push(noun);
    words.into_iter().map(|w| scene.document.slice(scene.span(w)).to_owned()).collect::<Vec<_>>().join(" ")
}

/// "the Indonesian Navy", "Iran's Quds Force", "the U.S. State Department": a body with its state before it or in its name.
fn part_of(scene: &Scene, word: usize) -> Option<Event> {
    let (body, mention) = scene.mention(word)?;
    let entity = scene.entity(body)?;
    if entity.kind != EntityKind::Organization || mention.kind != MentionKind::Name {
        return None;
    }
    let predicate = scene.vocabulary.number("part_of")?;
    let subject = Filler { entity: body, word, direct: true };
    let before = owner_before(scene, word, body);
    // "Radio Ozodi's parent, RFE/RL": the one before belongs to the one behind.
    let parent = |noun: usize| noun != word && scene.vocabulary.in_words("parents", scene.lemma(noun));
    if let Some((_, part)) = before.filter(|(noun, part)| parent(*noun) && is_named_body(scene, *part)) {
        return tie(predicate, word, product(&[part], &[subject]));
    }
    let before = before.map(|(_, owner)| owner);
    let owning = || {
        let mut clauses = scene.tree.children_by(word, &[Deprel::Acl]);
        let verb =
            clauses.find(|&c| scene.vocabulary.in_words("owning", scene.lemma(c)) && scene.view.is_passive(c))?;
        let mut owners = scene.view.agents(verb).into_iter().flat_map(|w| referents(scene, w, Role::Actor));
        owners.find(|&f| f.direct && is_body(scene, f))
    };
    let public = scene
        .view
        .under(word, &[])
        .into_iter()
        .chain([word])
        .any(|w| scene.vocabulary.in_words("state_bodies", scene.lemma(w)));
    let of = || {
        let phrases = scene.view.noun_phrases(word).into_iter().filter(|(p, _)| p == "of");
        let mut owners = phrases.flat_map(|(_, w)| referents(scene, w, Role::Undergoer));
        owners.find(|&f| f.direct && is_body(scene, f))
    };
    let named = || {
        let own = entity.country.as_deref().and_then(|code| country(scene, code));
        let owner = own.filter(|&c| named_in(scene, c, &entity.name)).or_else(|| owner_in_name(scene, body))?;
        Some(Filler { entity: owner, word, direct: false })
    };
    // "Orsa, a Danish arms maker,"
    let described = || {
        let noun = scene
            .tree
            .children_by(word, &[Deprel::Appos])
            .find(|&c| c > word && scene.tree.word(c).upos == Upos::Noun)?;
        let states = scene.tree.children_by(noun, &[Deprel::Amod, Deprel::NmodPoss, Deprel::Compound]);
        // Not "the nation's largest bank".
        let mut states = states.filter_map(|w| {
            let (entity, mention) = scene.mention(w)?;
            let named = matches!(mention.kind, MentionKind::Name | MentionKind::Demonym);
            named.then_some(Filler { entity, word: w, direct: true })
        });
        let tied = |f: &Filler| {
            let state = scene.entity(f.entity).is_some_and(|e| e.kind == EntityKind::Country);
            let hyphen = f.word + 1 < scene.tree.len() && is_hyphen(scene, f.word + 1);
            state && !hyphen && !relates(scene, noun)
        };
        states.find(tied)
    };
    let owner = before.or_else(owning).or_else(described).or_else(|| public.then(|| of().or_else(named)).flatten())?;
    tie(predicate, word, product(&[subject], &[owner]))
}

/// The state or body that stands before the name of `body` at `word`, or before a noun that says what the body is; with
/// the word that it stands before.
fn owner_before(scene: &Scene, word: usize, body: EntityId) -> Option<(usize, Filler)> {
    let tagged = scene.tree.word(word);
    let nameless = |noun: usize| scene.mention(noun).is_none_or(|(other, _)| other == body);
    let above = |deprels: &[Deprel]| tagged.head.filter(|&noun| deprels.contains(&tagged.deprel) && nameless(noun));
    // "Chad's news agency ATPE"
    let name = above(&[Deprel::Flat, Deprel::Appos]).unwrap_or(word);
    // "Danish arms maker Orsa"
    let titles = scene.tree.children_by(word, &[Deprel::NmodDesc]);
    let titles = titles.filter(|&t| t < word && scene.tree.word(t).upos == Upos::Noun && scene.mention(t).is_none());
    // "Chad's official ATPE news agency"
    let listed = |noun: &usize| {
        ["private", "state_bodies"].iter().any(|list| scene.vocabulary.in_words(list, scene.lemma(*noun)))
    };
    let behind = above(&[Deprel::Compound]).filter(listed);
    // "An ethnic Danish militia" is of no state.
    let kindred = |noun: usize| {
        scene.tree.children_by(noun, &[Deprel::Amod]).any(|a| scene.vocabulary.in_words("kindred", scene.lemma(a)))
    };
    let nouns = std::iter::once(name).chain(titles).chain(behind).filter(|&noun| !kindred(noun));
    let beside = [Deprel::NmodPoss, Deprel::Amod, Deprel::Compound, Deprel::NmodUnmarked];
    let mut found = nouns.flat_map(|noun| scene.tree.children_by(noun, &beside).map(move |child| (noun, child)));
    found.find_map(|(noun, child)| {
        let (owner, mention) = scene.mention(child)?;
        let relation = scene.tree.word(child).deprel;
        // "its Danish partner Orsa" is no part of those whose partner it is.
        let theirs = noun != word && relation == Deprel::NmodPoss && relates(scene, noun);
        // "The Danish and NATO forces", "a joint U.N.-Danish force" are of both.
        let both = || {
            let first = child.min(word);
            let mut between = first..child.max(word);
            scene.form_at(first + 1) == "-" || between.any(|w| matches!(scene.form(w), "and" | ","))
        };
        let loose = || !matches!(relation, Deprel::NmodPoss | Deprel::Amod) || both();
        // "the U.N.-African Union mission" is of both.
        let hyphen = is_hyphen(scene, mention.tokens.end.checked_sub(scene.offset)?);
        let person = scene.entity(owner)?.kind == EntityKind::Person;
        let owns = !(theirs || hyphen || person || behind == Some(noun) && loose());
        owns.then_some((noun, Filler { entity: owner, word: child, direct: true }))
    })
}

/// Whether the noun says what one is to another rather than where it is at home: "a Danish partner".
fn relates(scene: &Scene, noun: usize) -> bool {
    scene.vocabulary.in_words("relational", scene.lemma(noun))
}

/// Whether the filler is a body, and no state.
fn is_named_body(scene: &Scene, filler: Filler) -> bool {
    scene.entity(filler.entity).is_some_and(|e| e.kind == EntityKind::Organization)
}

/// The tie that the phrase of `word` says between `pairs`, if there are any.
fn tie(predicate: usize, word: usize, pairs: Vec<(Filler, Option<Filler>)>) -> Option<Event> {
    (!pairs.is_empty()).then(|| Event {
        predicate,
        word,
        class: Class::Phrase,
        trigger: "possessive".to_owned(),
        pairs,
        about: Vec::new(),
        role: None,
        former: false,
    })
}
