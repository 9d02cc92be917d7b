//! From phrases to entities: "Russian troops" is Russia, "the governments of Syria and Iraq" are two countries,
//! "Ukraine's border" is Ukraine for what is done there. In: the head word of a phrase; out: [`Filler`]s.

use super::charges::is_aside;
use super::owner::{is_state, led_by, own_state, owners};
use super::scene::{Filler, Scene};
use crate::entity::{EntityId, EntityKind, MentionKind, is_harm};
use crate::schema::{Predicate, TriggerClass};
use crate::syntax::{Deprel, Upos, Xpos, is_object_control};

/// What part the phrase plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It acts: only nouns that can act for a state or body stand for it.
    Actor,
    /// It is acted on or spoken to: what belongs to an entity stands for it.
    Undergoer,
}

/// How deep a phrase is searched: "the positions of the forces of Syria".
const DEPTH: usize = 4;

/// The entities that the phrase headed by `word` stands for, with its conjuncts and companions, each once.
pub(super) fn referents(scene: &Scene, word: usize, role: Role) -> Vec<Filler> {
    let mut found: Vec<Filler> = Vec::new();
    let verbal = scene.tree.word(word).upos == Upos::Verb;
    for conjunct in if verbal { vec![word] } else { scene.view.conjuncts(word) } {
        let heads = std::iter::once(conjunct).chain(companions(scene, conjunct));
        for filler in heads.flat_map(|h| single(scene, h, role, DEPTH)) {
            if !found.iter().any(|f| f.entity == filler.entity) {
                found.push(filler);
            }
        }
    }
    found
}

/// The phrases that stand beside `word` as company.
fn companions(scene: &Scene, word: usize) -> Vec<usize> {
    let phrases = scene.view.noun_phrases(word);
    // "other allies, not including Chad"
    let left_out = |c: usize| {
        let phrase = scene.tree.extent(c).start;
        phrase.checked_sub(1).is_some_and(|w| scene.form(w) == "not") || scene.form(phrase) == "not"
    };
    let beside = phrases
        .into_iter()
        .filter(|(p, c)| scene.vocabulary.in_words("company", &p.replace(' ', "_")) && !left_out(*c))
        .map(|(_, c)| c);
    beside.flat_map(|c| scene.view.conjuncts(c)).collect()
}

/// The entity of one phrase, without its conjuncts; several only where the phrase itself lists them ("two countries,
/// Iran and Iraq").
pub(super) fn single(scene: &Scene, word: usize, role: Role, depth: usize) -> Vec<Filler> {
    let Some(depth) = depth.checked_sub(1) else { return Vec::new() };
    let charged = charged(scene, word);
    if !charged.is_empty() {
        return charged;
    }
    if let Some((entity, mention)) = scene.mention(word) {
        if mention.kind == MentionKind::Description && scene.tree.word(word).upos == Upos::Noun {
            let leader = led_by(scene, word, depth);
            if role == Role::Actor && !leader.is_empty() {
                return leader;
            }
            // "the Taliban regime in Afghanistan": the body is named more closely than the state.
            if let Some(body) = body_before(scene, word, entity) {
                return vec![body];
            }
            // "Hungarian and Romanian officials" stand for two states.
            let states = owners(scene, word, role, true, depth);
            if states.len() > 1 && states.iter().any(|f| f.entity == entity) {
                return states;
            }
        }
        if mention.kind == MentionKind::Demonym {
            // "an American, Brent Roe": the one who is named is meant.
            let beside = scene.tree.children_by(word, &[Deprel::Appos]).flat_map(|w| scene.view.conjuncts(w));
            let people = beside.filter_map(|w| Some(Filler { entity: scene.mention(w)?.0, word: w, direct: true }));
            let person = |f: &Filler| scene.entity(f.entity).is_some_and(|e| e.kind == EntityKind::Person);
            let people: Vec<Filler> = people.filter(person).collect();
            if !people.is_empty() {
                return people;
            }
        }
        return vec![Filler { entity, word, direct: true }];
    }
    // "the two leaders", "both countries"
    if let Some(members) = scene.group(word) {
        return members.iter().map(|&entity| Filler { entity, word, direct: true }).collect();
    }
    if scene.tree.word(word).upos == Upos::Verb && matches!(scene.tree.word(word).deprel, Deprel::Nsubj | Deprel::Obj) {
        // "watchdog Amnesty International accused": a noun may have been read as a verb.
        return named_beside(scene, word, depth);
    }
    if !matches!(
        scene.tree.word(word).upos,
        Upos::Noun | Upos::Propn | Upos::Num | Upos::Det | Upos::Adj | Upos::Sym | Upos::Pron | Upos::X
    ) {
        return Vec::new();
    }
    let named = named_beside(scene, word, depth);
    if !named.is_empty() {
        return named;
    }
    let said_of = predicated(scene, word);
    if !said_of.is_empty() {
        return said_of;
    }
    if scene.form(word) == "what" {
        return so_called(scene, word, role, depth);
    }
    let own = own_state(scene, word, depth);
    if !own.is_empty() {
        return own;
    }
    if scene.tree.word(word).xpos == Xpos::WpS {
        return whose(scene, word).into_iter().collect();
    }
    if matches!(scene.tree.word(word).xpos, Xpos::Prp | Xpos::PrpS) {
        // "We urge Russia", he said: the speaker urges.
        let first = matches!(scene.form(word), "i" | "we" | "my" | "our" | "me" | "us");
        let speaker = scene.voices.get(word).copied().flatten().filter(|_| first);
        return match speaker {
            Some(entity) => vec![Filler { entity, word, direct: true }],
            None => self_report(scene, word, depth),
        };
    }
    let lemma = scene.lemma(word);
    if scene.vocabulary.in_words("measures", lemma) || scene.tree.word(word).upos == Upos::Num {
        // Of "tens of thousands of Danes" both phrases may hang from the first word.
        let wholes = scene.view.noun_phrases(word).into_iter().filter(|(p, _)| p == "of").map(|(_, c)| c);
        let mut found = wholes.map(|whole| -> Vec<Filler> {
            scene.view.conjuncts(whole).into_iter().flat_map(|c| single(scene, c, role, depth)).collect()
        });
        if let Some(first) = found.next() {
            return std::iter::once(first).chain(found).find(|f| !f.is_empty()).unwrap_or_default();
        }
    }
    // "told Security Council members": to speak to the members is to speak to the body.
    let spoken_to = lemma == "member" && matches!(scene.tree.word(word).deprel, Deprel::Obj | Deprel::Iobj);
    if scene.vocabulary.in_words("reporters", lemma)
        && matches!(scene.tree.word(word).deprel, Deprel::Obj | Deprel::Iobj)
    {
        // "told a Reuters reporter" tells Reuters.
        let outlet = |w: usize| {
            let (entity, _) = scene.mention(w)?;
            let body = scene.entity(entity).is_some_and(|e| e.kind == EntityKind::Organization);
            body.then_some(Filler { entity, word: w, direct: false })
        };
        let before = [Deprel::Compound, Deprel::NmodPoss, Deprel::NmodDesc, Deprel::Amod];
        let outlets: Vec<Filler> = scene.tree.children_by(word, &before).filter_map(outlet).collect();
        if !outlets.is_empty() {
            return outlets;
        }
    }
    if lemma == "counterpart" {
        // "her Japanese counterpart, Ken Abe": he is named.
        let behind = [word + 1, word + 2].into_iter().take_while(|&w| w == word + 1 || scene.form_at(word + 1) == ",");
        let person = |w: usize| {
            let (entity, mention) = scene.mention(w)?;
            let is = scene.entity(entity).is_some_and(|e| e.kind == EntityKind::Person);
            (is && mention.kind == MentionKind::Name).then_some(Filler { entity, word: w, direct: true })
        };
        if let Some(named) = behind.filter(|&w| w < scene.tree.len()).find_map(person) {
            return vec![named];
        }
        // "her Japanese counterpart" acts for Japan, whose ever the counterpart is.
        let states = scene.tree.children_by(word, &[Deprel::Amod, Deprel::Compound]);
        // "her counterparts in Oman and Jordan"
        let within =
            scene.view.noun_phrases(word).into_iter().filter(|(p, _)| matches!(p.as_ref(), "in" | "from" | "of"));
        let states = states.chain(
            within
                .map(|(_, w)| w)
                .filter(|&w| scene.mention(w).is_some_and(|(e, _)| is_state(scene, e)))
                .collect::<Vec<_>>(),
        );
        let states = states.flat_map(|m| scene.view.conjuncts(m)).filter_map(|m| scene.mention(m).map(|(e, _)| (e, m)));
        return states.map(|(entity, word)| Filler { entity, word, direct: false }).collect();
    }
    if lemma == "victim" {
        // "victims of the floods in Chad" are Chad's.
        let places = scene.view.noun_phrases(word).into_iter().filter(|(p, _)| matches!(p.as_ref(), "of" | "in"));
        let places = places.flat_map(|(p, w)| single(scene, w, role, depth).into_iter().map(move |f| (p == "in", f)));
        let state = |f: Filler| scene.entity(f.entity).is_some_and(|e| e.kind == EntityKind::Country);
        let found = places.filter(|&(within, f)| state(f) && (within || !f.direct));
        return found.map(|(_, f)| Filler { direct: false, ..f }).collect();
    }
    if scene.vocabulary.in_words("relational", lemma) && !spoken_to {
        // "Security Council members urged": those of a body act for it.
        let body = |m: &usize| {
            let (entity, _) = scene.mention(*m)?;
            scene.entity(entity).filter(|e| e.kind == EntityKind::Organization).map(|_| (entity, *m))
        };
        let bodies = scene.tree.children_by(word, &[Deprel::Compound]).filter_map(|m| body(&m));
        // Not "some", "several", "other members".
        let some = |c: usize| !matches!(scene.form(c), "the" | "all");
        let all = lemma == "member"
            && scene.tree.word(word).xpos == Xpos::Nns
            && role == Role::Actor
            && !scene.tree.children_by(word, &[Deprel::Nummod, Deprel::Det, Deprel::Amod]).any(some);
        return bodies.filter(|_| all).map(|(entity, word)| Filler { entity, word, direct: false }).collect();
    }
    let one = lemma.strip_suffix('s').unwrap_or(lemma);
    let agent = scene.vocabulary.in_words("agents", lemma)
        || scene.vocabulary.in_words("agents", one)
        || is_name_of_body(scene, word);
    let found = owners(scene, word, role, agent, depth);
    if found.is_empty() && role == Role::Actor { written_before(scene, word).into_iter().collect() } else { found }
}

/// "Chad, whose emir said": the state or body that the clause is about.
fn whose(scene: &Scene, word: usize) -> Option<Filler> {
    let clause = scene.tree.ancestors(word).find(|&w| scene.tree.word(w).deprel == Deprel::AclRelcl)?;
    let (entity, _) = scene.mention(scene.tree.word(clause).head?)?;
    let body = scene.entity(entity).is_some_and(|e| e.kind != EntityKind::Person);
    body.then_some(Filler { entity, word, direct: true })
}

/// How many sentences back it may have been said whose "the report" is.
const WRITTEN: usize = 3;

/// "A U.N. report … The report accuses": whose the document was said to be.
fn written_before(scene: &Scene, word: usize) -> Option<Filler> {
    let (sentence, entity) = scene.written.filter(|_| scene.vocabulary.in_words("writings", scene.lemma(word)))?;
    let definite = |&c: &usize| scene.form(c) == "the" || scene.tree.word(c).deprel != Deprel::Det;
    let bare = scene.tree.children(word).iter().all(|&c| {
        let own = [Deprel::Amod, Deprel::Compound, Deprel::NmodPoss, Deprel::Nmod];
        definite(&c) && !own.contains(&scene.tree.word(c).deprel)
    });
    let the = scene.tree.child(word, Deprel::Det).is_some();
    (the && bare && scene.number - sentence <= WRITTEN).then_some(Filler { entity, word, direct: false })
}

/// "Chad is a country that supports", "is one of five states working with": of whom the noun in the predicate is said.
fn predicated(scene: &Scene, word: usize) -> Vec<Filler> {
    if scene.tree.word(word).upos != Upos::Noun {
        return Vec::new();
    }
    let clauses = scene.tree.children_by(word, &[Deprel::AclRelcl, Deprel::Acl]).next();
    let top = match (scene.tree.word(word).deprel, scene.tree.word(word).head) {
        (Deprel::Nmod, Some(one)) if scene.lemma(one) == "one" => one,
        _ => word,
    };
    let plain = |c: usize| match scene.tree.word(c).deprel {
        Deprel::Aux => false,
        Deprel::Advmod => !scene.vocabulary.cues.negated.adverbs.contains(scene.lemma(c)),
        Deprel::Det => !scene.vocabulary.cues.negated.determiners.contains(scene.lemma(c)),
        _ => true,
    };
    let within = top != word || matches!(scene.view.preposition(word).as_deref(), None | Some("among"));
    if clauses.is_none() || scene.tree.child(top, Deprel::Cop).is_none() || !within {
        return Vec::new();
    }
    let states = scene.tree.children(top).iter().all(|&c| plain(c));
    let subjects = scene.tree.children_by(top, &[Deprel::Nsubj]).filter(|_| states);
    let named = subjects.flat_map(|w| scene.view.conjuncts(w)).filter_map(|w| Some((scene.mention(w)?.0, w)));
    named.map(|(entity, word)| Filler { entity, word, direct: true }).collect()
}

/// Whether the filler is a state that a crowd stands for, which does not act for it: "thousands of Croatians", "Uzbek
/// protesters".
pub(super) fn is_crowd(scene: &Scene, filler: Filler) -> bool {
    is_kind_of_crowd(scene, filler) || is_counted(scene, filler)
}

/// Whether the filler is a state whose people are said to be counted: "thousands of Croatians", "two Danes".
fn is_counted(scene: &Scene, filler: Filler) -> bool {
    let word = scene.tree.word(scene.view.first_conjunct(filler.word));
    let demonym = scene.mention(filler.word).is_some_and(|(_, m)| m.kind == MentionKind::Demonym);
    let measured =
        word.head.is_some_and(|h| scene.vocabulary.in_words("measures", scene.lemma(h)) && word.deprel == Deprel::Nmod);
    let counted = scene.tree.child(filler.word, Deprel::Nummod).is_some();
    let state = scene.entity(filler.entity).is_some_and(|e| e.kind == EntityKind::Country);
    state && matches!(word.xpos, Xpos::Nns | Xpos::Nnps) && demonym && (measured || counted)
}

/// Whether the filler is a state beside a noun for people who do not act for it: "Uzbek protesters".
pub(super) fn is_kind_of_crowd(scene: &Scene, filler: Filler) -> bool {
    if scene.entity(filler.entity).is_none_or(|e| e.kind != EntityKind::Country) {
        return false;
    }
    let word = scene.tree.word(scene.view.first_conjunct(filler.word));
    let listed = |w: usize| scene.vocabulary.in_words("crowds", scene.lemma(w));
    if matches!(word.xpos, Xpos::Nns | Xpos::Nnps) {
        return listed(filler.word);
    }
    let before = [Deprel::Amod, Deprel::Compound, Deprel::NmodDesc, Deprel::NmodUnmarked, Deprel::NmodPoss];
    // "Chinese university students"
    let inside = |&w: &usize| before.contains(&scene.tree.word(w).deprel);
    let start = scene.view.first_conjunct(filler.word);
    // "farmers in Chad"
    let within = || {
        let at = scene.tree.word(start);
        let of = matches!(scene.view.preposition(start).as_deref(), Some("in" | "from" | "of" | "across"));
        at.head.filter(|_| at.deprel == Deprel::Nmod && of).is_some_and(listed)
    };
    scene.tree.ancestors(start).take_while(inside).filter_map(|w| scene.tree.word(w).head).any(listed) || within()
}

/// The body that is named right before the noun that describes `state`.
fn body_before(scene: &Scene, word: usize, state: EntityId) -> Option<Filler> {
    let is = |id: EntityId, kind: EntityKind| scene.entity(id).is_some_and(|e| e.kind == kind);
    let before = word.checked_sub(1).filter(|&w| scene.tree.word(w).head == Some(word))?;
    let (entity, mention) = scene.mention(before)?;
    let body = mention.kind == MentionKind::Name && is(entity, EntityKind::Organization);
    (body && is(state, EntityKind::Country)).then_some(Filler { entity, word: before, direct: false })
}

/// "what he called the aggression of Russian forces": what is meant is what it is called.
fn so_called(scene: &Scene, word: usize, role: Role, depth: usize) -> Vec<Filler> {
    let clauses = scene.tree.children_by(word, &[Deprel::AclRelcl, Deprel::Acl]);
    let calling = clauses.filter(|&c| scene.vocabulary.in_words("judging", scene.lemma(c)));
    let names = calling.flat_map(|c| {
        scene
            .tree
            .children_by(c, &[Deprel::Obj, Deprel::Xcomp, Deprel::Obl])
            .filter(move |&w| w > c)
            .collect::<Vec<_>>()
    });
    let found = names.filter(|&w| scene.is_nominal(w)).map(|w| single(scene, w, role, depth)).find(|f| !f.is_empty());
    found.unwrap_or_default().into_iter().map(|f| Filler { direct: false, ..f }).collect()
}

/// "accused Niger of arming rebels, a charge it denies": a pronoun that answers a charge is the one who was charged.
fn charged(scene: &Scene, word: usize) -> Vec<Filler> {
    let tagged = scene.tree.word(word);
    let answer = tagged.head.filter(|_| tagged.deprel == Deprel::Nsubj && tagged.xpos == Xpos::Prp);
    let claim = answer.filter(|&verb| is_aside(scene, verb)).and_then(|verb| scene.tree.word(verb).head);
    let claim = claim.filter(|&noun| scene.vocabulary.in_class("claim", scene.lemma(noun)));
    let charges = |verb: &usize| {
        let accuses = |p: &Predicate| p.plover.as_deref() == Some("ACCUSE");
        scene.tree.word(*verb).upos == Upos::Verb && scene.tells(TriggerClass::Verb, scene.lemma(*verb), accuses)
    };
    let charge = claim.and_then(|noun| scene.tree.ancestors(noun).skip(1).find(charges));
    let those = charge.map(|verb| scene.view.undergoers(verb)).unwrap_or_default();
    those
        .into_iter()
        .filter(|&w| w < word)
        .filter_map(|w| Some(Filler { entity: scene.mention(w)?.0, word, direct: true }))
        .collect()
}

/// "The army said it had ...", "Germany and France said they would ...": a pronoun without antecedent as a subject of
/// what is said is the one who says it; he or she is also an official who is not named ("the Thai minister said he").
fn self_report(scene: &Scene, word: usize, depth: usize) -> Vec<Filler> {
    let form = scene.form(word);
    let deprel = scene.tree.word(word).deprel;
    // "says it is being forced to leave", not "says it is being used to punish".
    let passive = |verb: usize| {
        form == "it" && is_object_control(scene.lemma(verb)) && scene.tree.child(verb, Deprel::Xcomp).is_some()
    };
    let subject = |verb: &usize| match deprel {
        Deprel::NsubjPass => passive(*verb),
        deprel => matches!(deprel, Deprel::Nsubj | Deprel::Expl),
    };
    let Some(clause) = scene.tree.word(word).head.filter(subject) else {
        return Vec::new();
    };
    // Further below the clause that is said only a person is surely the speaker.
    let person = matches!(form, "he" | "she");
    let within = [Deprel::Advcl, Deprel::Conj, Deprel::Xcomp];
    let within = if person { within.as_slice() } else { &[] };
    let mut clauses = scene.tree.ancestors(clause);
    let top = clauses.find(|&c| !within.contains(&scene.tree.word(c).deprel)).unwrap_or(clause);
    let said = match (scene.tree.word(top).deprel, scene.tree.word(top).head) {
        (Deprel::Ccomp, Some(verb)) if scene.vocabulary.cues.report_verbs.contains(scene.lemma(verb)) => verb,
        _ => return Vec::new(),
    };
    if form == "it" && is_what_is_judged(scene, clause, said) {
        return Vec::new();
    }
    let fits = |actor: usize, kind: EntityKind| match form {
        "it" => kind != EntityKind::Person,
        // "He accuses the rebels and claims they fought": one who speaks is no "they".
        "they" => {
            let many = scene.view.conjuncts(scene.view.first_conjunct(actor)).len() > 1;
            kind != EntityKind::Person || many || scene.tree.word(actor).xpos != Xpos::Nnp && scene.form(actor) != "he"
        }
        "he" | "she" => kind == EntityKind::Person || scene.tree.word(actor).upos == Upos::Noun,
        _ => false,
    };
    let speakers = scene.view.actors(said).into_iter().flat_map(|a| scene.view.conjuncts(a)).filter(|&a| a != word);
    let found = speakers.flat_map(|a| single(scene, a, Role::Actor, depth).into_iter().map(move |f| (a, f)));
    let found = found.filter(|&(a, f)| scene.entity(f.entity).is_some_and(|e| fits(a, e.kind)));
    found.map(|(_, f)| Filler { word, direct: true, ..f }).collect()
}

/// Whether the clause that is `said` tells what harm a thing does that was judged before: "condemned the law, saying it
/// violates rights".
fn is_what_is_judged(scene: &Scene, clause: usize, said: usize) -> bool {
    let harm = is_harm(scene.lemma(clause)) && scene.tree.word(clause).xpos == Xpos::Vbz;
    let main = scene.tree.word(said).head.filter(|_| harm && scene.tree.word(said).deprel == Deprel::Advcl);
    let thing = |w: usize| w < said && scene.tree.word(w).upos == Upos::Noun && scene.mention(w).is_none();
    main.is_some_and(|main| scene.tree.children_by(main, &[Deprel::Obj, Deprel::Obl]).any(thing))
}

/// A capitalized noun is a body of its owner though no entity was made of it ("the Russian Duma").
fn is_name_of_body(scene: &Scene, word: usize) -> bool {
    scene.tree.word(word).upos == Upos::Propn
}

/// The name that stands in apposition: "its foreign minister, Sergei Lavrov", "President Macron".
fn named_beside(scene: &Scene, word: usize, depth: usize) -> Vec<Filler> {
    let beside = [Deprel::Appos, Deprel::Flat, Deprel::Nmod];
    let mut found = Vec::new();
    // "critic of president Vladimir Putin": a person's name right after a noun is that noun's.
    let next = scene.mention(word + 1).filter(|_| word + 1 < scene.tree.len());
    let next = next.filter(|(id, m)| {
        m.kind == MentionKind::Name && scene.entity(*id).is_some_and(|e| e.kind == EntityKind::Person)
    });
    if let (Some((entity, _)), None) = (next, scene.view.preposition(word + 1)) {
        return vec![Filler { entity, word: word + 1, direct: true }];
    }
    // "the PMF, an armed group": what a noun in apposition is said of.
    let above = scene.tree.word(word).head.filter(|_| scene.tree.word(word).deprel == Deprel::Appos);
    if let Some((head, (entity, _))) = above.and_then(|head| Some((head, scene.mention(head)?))) {
        return vec![Filler { entity, word: head, direct: true }];
    }
    // "a militia called M17", "a group known as the Lions"
    let clauses = scene.tree.children_by(word, &[Deprel::Acl]);
    // "calling itself", not "calling on Chad"
    let itself = |c: usize| scene.tree.children_by(c, &[Deprel::Obj]).any(|o| scene.lemma(o).ends_with("self"));
    let named = |c: &usize| scene.tree.word(*c).xpos != Xpos::Vbg || itself(*c);
    let naming = clauses.filter(|c| named(c) && scene.vocabulary.in_words("naming", scene.lemma(*c)));
    let mut names = naming.flat_map(|c| scene.tree.children_by(c, &[Deprel::Obj, Deprel::Xcomp, Deprel::Obl]));
    if let Some((name, (entity, _))) = names.find_map(|name| Some((name, scene.mention(name)?))) {
        return vec![Filler { entity, word: name, direct: true }];
    }
    for child in scene.tree.children_by(word, &beside) {
        if scene.tree.word(child).deprel == Deprel::Nmod
            && (scene.view.preposition(child).is_some() && !ends_title(scene, word, child)
                || scene.mention(child).is_none())
        {
            continue;
        }
        for conjunct in scene.view.conjuncts(child) {
            if let Some((entity, _)) = scene.mention(conjunct) {
                found.push(Filler { entity, word: conjunct, direct: true });
            } else if depth > 1 {
                found.extend(named_beside(scene, conjunct, depth - 1));
            }
        }
    }
    found
}

/// Whether the "of" before the name `name` belongs to the office `office`: "Secretary of State Antony Blinken".
fn ends_title(scene: &Scene, office: usize, name: usize) -> bool {
    let is_office = |w: usize| {
        let lemma = scene.lemma(w);
        scene
            .vocabulary
            .frames(TriggerClass::Noun, lemma)
            .any(|f| scene.vocabulary.number("holds_office") == Some(f.predicate))
    };
    let person = scene.mention(name).and_then(|(id, _)| scene.entity(id)).is_some_and(|e| e.kind == EntityKind::Person);
    let field = [Deprel::NmodDesc, Deprel::Compound, Deprel::NmodUnmarked];
    // The field may hang from the office itself.
    let own = scene.tree.children_by(office, &[Deprel::Nmod]);
    let fields = scene.tree.children_by(name, &field).chain(own);
    let mut fields = fields.filter(|&f| f < name && f > office + 1);
    person && is_office(office) && fields.next().is_some_and(|f| !is_office(f) && scene.mention(f).is_none())
}

/// The entities mentioned in the subtree of `word`, in order, without those under `except`.
pub(super) fn mentioned(scene: &Scene, word: usize, except: &[usize]) -> Vec<Filler> {
    let words = scene.view.under(word, except);
    let mentions = words.into_iter().filter_map(|w| scene.mention(w).map(|(entity, _)| (entity, w)));
    let mut found: Vec<Filler> = Vec::new();
    for (entity, word) in mentions {
        if !found.iter().any(|f| f.entity == entity) {
            found.push(Filler { entity, word, direct: true });
        }
    }
    found
}

/// The entities mentioned in the subtree of `word`, in order, without those of `taken`: what a claim is about besides them.
pub(super) fn mentioned_besides(scene: &Scene, word: usize, taken: &[EntityId]) -> Vec<EntityId> {
    mentioned(scene, word, &[]).into_iter().map(|f| f.entity).filter(|e| !taken.contains(e)).collect()
}
