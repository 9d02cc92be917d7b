//! Verbs as triggers: "Paris urged Baku to ...", "was condemned by", "threatened to expel". In: a verb of a sentence;
//! out: at most one [`Event`], by the frame that says most among those whose slots are filled.

use super::acts::{acted_on, by_act};
use super::charges::{is_aside, points_back};
use super::event::{Class, Event, pairs_among, product};
use super::mutual::among;
use super::nouns::is_body;
use super::phrase::{Role, is_crowd, is_kind_of_crowd, mentioned, referents};
use super::scene::{Filler, Scene};
use super::slots::{beside, class_object, fill_verb, in_class, words};
use super::stray::{is_idle, is_stray};
use super::touch::{is_against, is_one_national, is_outlet, is_suffered, is_touched, is_victim};
use super::turned::turned;
use crate::entity::{EntityId, EntityKind};
use crate::schema::{Frame, Place, Predicate, TriggerClass};
use crate::syntax::{Deprel, Upos, Xpos};
use std::borrow::Cow;

/// The event that verb `verb` says, and the noun that is part of its trigger.
pub(super) fn event(scene: &Scene, verb: usize) -> Option<(Event, Option<usize>)> {
    if scene.tree.word(verb).upos != Upos::Verb || is_idle(scene, verb) {
        return None;
    }
    let mut subjects: Option<Vec<Filler>> = None;
    for frame in scene.vocabulary.frames(TriggerClass::Verb, scene.lemma(verb)) {
        if !beside(scene, verb, frame) || is_stray(scene, verb, frame) {
            continue;
        }
        let part = match &frame.with {
            Some(class) => match class_object(scene, verb, class, frame) {
                Some(noun) => Some(noun),
                None => continue,
            },
            None => None,
        };
        let Some(predicate) = scene.vocabulary.predicate(frame.predicate) else { continue };
        let subjects = subjects.get_or_insert_with(|| actors(scene, verb));
        let subjects = doers(scene, verb, frame, predicate, able(scene, subjects, predicate));
        if let Some((pairs, about)) = pairs(scene, verb, frame, predicate, part, &subjects) {
            // Who receives a thing is given it; who receives people lets them in.
            let thing = frame.with.as_deref().is_some_and(|class| class != "outsiders");
            let received = thing && scene.vocabulary.in_words("receiving", &frame.lemma);
            let pairs = if received { exchanged(&pairs) } else { undergone(scene, frame, pairs) };
            let class = if frame.with.is_some() || !frame.beside.is_empty() { Class::Light } else { Class::Verb };
            // To leave a body is to be no more of it.
            let former = predicate.standing && scene.vocabulary.in_words("leaving", &frame.lemma);
            let event = Event {
                predicate: frame.predicate,
                word: verb,
                class,
                trigger: frame.name(),
                pairs,
                about,
                role: None,
                former,
            };
            let event = turned(scene, verb, predicate, event);
            return Some((event, part)).filter(|(e, _)| !e.pairs.is_empty());
        }
    }
    None
}

/// Those of `subjects`, who can be the subject of `predicate`, who do what the frame's verb says of them: some verbs move forces,
/// invade or travel only where forces, states or people are their subject.
fn doers(scene: &Scene, verb: usize, frame: &Frame, predicate: &Predicate, mut subjects: Vec<Filler>) -> Vec<Filler> {
    let listed = |list: &str| scene.vocabulary.in_words(list, &frame.lemma);
    if moves_forces(predicate) {
        if subjects.is_empty() {
            // "French soldiers stationed in Chad", "the general sent Thai troops": forces are moved by those whose they are.
            let forces = scene.view.undergoers(verb).into_iter().flat_map(|w| referents(scene, w, Role::Actor));
            subjects = forces.filter(|&f| is_body(scene, f) && marches(scene, f)).collect();
        }
        if listed("marching") {
            let body = |s: &Filler| scene.entity(s.entity).is_some_and(|e| e.kind == EntityKind::Organization);
            subjects.retain(|s| body(s) || marches(scene, *s));
        }
        if listed("leaving") {
            // A person who leaves a country pulls nobody out of it, nor does a diplomat who is told to go.
            let diplomat = |s: &Filler| {
                let head = scene.tree.word(s.word).head.unwrap_or(s.word);
                [s.word, head].iter().any(|&w| scene.vocabulary.in_class("diplomats", scene.lemma(w)))
            };
            subjects.retain(|s| is_body(scene, *s) && !diplomat(s));
        }
    }
    if predicate.plover.as_deref() == Some("ASSAULT") && listed("invading") {
        // "refugees poured into", "thousands of Danes poured into", "poured money into" invade nothing.
        let moves = scene.tree.child(verb, Deprel::Obj).is_none();
        subjects.retain(|&s| moves && (s.direct && is_body(scene, s) && !is_crowd(scene, s) || marches(scene, s)));
    }
    if listed("confirming") && frame.slots.iter().any(|s| s.kind.as_deref() == Some("Person")) {
        // A legislature confirms a minister, the police who the dead man is.
        subjects.retain(|s| scene.entity(s.entity).is_some_and(|e| e.kind == EntityKind::Organization));
    }
    if predicate.name == "detained" && listed("holding") {
        // "held him in high esteem", "the champion held Roe": a state or body holds people.
        let esteem = |(p, w): &(Cow<str>, usize)| p == "in" && scene.vocabulary.in_words("esteem", scene.lemma(*w));
        let held = !scene.view.obliques(verb).iter().any(esteem);
        subjects.retain(|&s| held && is_body(scene, s));
    }
    if predicate.name == "visited" && listed("scheduled") {
        // An airline flies to a country and visits nobody.
        subjects.retain(|s| scene.entity(s.entity).is_none_or(|e| e.kind != EntityKind::Organization));
    }
    if predicate.name == "visited" && listed("onward") {
        // Deliveries continue to a country as well.
        subjects.retain(|&s| !is_body(scene, s));
    }
    subjects
}

/// Whether the predicate tells where forces go or stand.
fn moves_forces(predicate: &Predicate) -> bool {
    matches!(predicate.plover.as_deref(), Some("MOBILIZE" | "RETREAT"))
}

/// Whether the filler stands for forces by the noun of its phrase: "Sudanese troops".
pub(super) fn marches(scene: &Scene, filler: Filler) -> bool {
    // "British and Canadian forces": the second hangs from the first.
    let first = scene.view.first_conjunct(filler.word);
    let head = scene.tree.word(first).head.unwrap_or(filler.word);
    let force = |w: usize| {
        let lemma = scene.lemma(w);
        scene.vocabulary.in_class("troops", lemma.strip_suffix('s').unwrap_or(lemma))
            || scene.vocabulary.in_words("forces", lemma)
    };
    force(filler.word) || force(head)
}

/// Who acts: the subjects, with those that a phrase of company adds.
pub(super) fn actors(scene: &Scene, verb: usize) -> Vec<Filler> {
    let mut found: Vec<Filler> = Vec::new();
    for word in scene.view.actors(verb) {
        add(&mut found, referents(scene, word, Role::Actor));
    }
    if found.is_empty() {
        for word in scene.view.actors(verb) {
            add(&mut found, authors(scene, word, verb));
        }
    }
    // "joined Japan in urging China": both urge.
    let word = scene.tree.word(verb);
    if let (Deprel::Advcl | Deprel::Obl, Some("in"), Some(head)) =
        (word.deprel, scene.view.mark(verb).as_deref(), word.head)
        && scene.lemma(head) == "join"
    {
        for object in scene.view.objects(head) {
            add(&mut found, referents(scene, object, Role::Actor));
        }
    }
    if found.is_empty() && scene.view.is_passive(verb) {
        let acting = by_act(scene, verb);
        add(&mut found, acting);
    }
    let company = scene.view.obliques(verb).into_iter();
    for (_, word) in company
        .filter(|(p, w)| *w < verb && matches!(p.as_ref(), "like" | "along with" | "together with" | "as well as"))
    {
        add(&mut found, referents(scene, word, Role::Actor));
    }
    found
}

/// Those who issue the document `word` that the clause of `verb` describes: "issued a statement condemning", "a
/// resolution was passed urging".
fn authors(scene: &Scene, word: usize, verb: usize) -> Vec<Filler> {
    if !scene.vocabulary.in_words("documents", scene.lemma(word)) || !scene.tree.is_under(verb, word) {
        return Vec::new();
    }
    // "a resolution adopted by the council, which censured"
    let makes = |&c: &usize| c != verb && scene.vocabulary.in_words("makers", scene.lemma(c));
    let made = scene.tree.children_by(word, &[Deprel::Acl]).filter(makes).flat_map(|c| scene.view.agents(c));
    let makers: Vec<Filler> = made.flat_map(|a| referents(scene, a, Role::Actor)).collect();
    if !makers.is_empty() {
        return makers;
    }
    let (deprel, Some(governor)) = (scene.tree.word(word).deprel, scene.tree.word(word).head) else {
        return Vec::new();
    };
    let lemma = scene.lemma(governor);
    if scene.vocabulary.cues.kept.denials.contains(lemma) {
        // "rejected a bill calling for": it is somebody else's.
        return Vec::new();
    }
    let weighs = scene.vocabulary.in_words("weighing", lemma);
    if deprel != Deprel::Obl
        && !weighs
        && !scene.vocabulary.in_words("makers", lemma)
        && !scene.vocabulary.in_words("support", lemma)
    {
        return Vec::new();
    }
    let issued = match deprel {
        // "said in a statement condemning"
        Deprel::Obl => scene.view.preposition(word).as_deref() == Some("in"),
        Deprel::Obj => !scene.view.is_passive(governor),
        Deprel::NsubjPass => true,
        _ => false,
    };
    let found = scene.view.actors(governor).into_iter().filter(|&a| issued && a != word);
    found.flat_map(|a| referents(scene, a, Role::Actor)).collect()
}

/// `pairs` turned round where the subject is the one to whom it is done: "went on trial before the tribunal", "the BBC
/// interviewed Roe".
fn undergone(scene: &Scene, frame: &Frame, mut pairs: Pairs) -> Pairs {
    if scene.vocabulary.in_words("asking", &frame.lemma) {
        let outlet = |f: &Filler| scene.entity(f.entity).is_some_and(|e| e.kind == EntityKind::Organization);
        pairs.retain(|(asker, _)| outlet(asker));
        return exchanged(&pairs);
    }
    if scene.vocabulary.in_words("undergone", &frame.name().replace(' ', "_")) { exchanged(&pairs) } else { pairs }
}

/// Each giver before its receiver: "Ukraine received missiles from Britain".
fn exchanged(pairs: &Pairs) -> Pairs {
    pairs.iter().filter_map(|&(receiver, giver)| giver.map(|giver| (giver, Some(receiver)))).collect()
}

/// Adds the fillers whose entity is new.
fn add(found: &mut Vec<Filler>, fillers: Vec<Filler>) {
    for filler in fillers {
        if !found.iter().any(|f| f.entity == filler.entity) {
            found.push(filler);
        }
    }
}

/// Those of `fillers` who can be the subject of `predicate`.
pub(super) fn able(scene: &Scene, fillers: &[Filler], predicate: &Predicate) -> Vec<Filler> {
    let official = matches!(
        predicate.plover.as_deref(),
        Some("RETREAT" | "AGREE" | "COOPERATE" | "CONSULT" | "CONCEDE" | "SANCTION" | "INVESTIGATE")
    );
    // A people may take to the streets, but its journalists do not speak for it, nor do two of its men bomb for it.
    let spoken = matches!(
        predicate.plover.as_deref(),
        Some("REQUEST" | "THREATEN" | "ACCUSE" | "REJECT" | "SUPPORT" | "ASSAULT" | "COERCE")
    );
    let mut able = admitted(scene, fillers, &predicate.subject, false);
    able.retain(|&f| !(official && is_crowd(scene, f) || spoken && is_kind_of_crowd(scene, f)));
    able
}

/// Those of `fillers` who can be the object of `predicate`.
pub(super) fn touched(scene: &Scene, fillers: &[Filler], predicate: &Predicate) -> Vec<Filler> {
    let mut touched = admitted(scene, fillers, &predicate.object, predicate.place);
    // "favours its own services": its own is the subject's.
    let own = |f: &Filler| scene.tree.word(f.word).xpos == Xpos::PrpS && scene.form_at(f.word + 1) == "own";
    touched.retain(|f| !own(f));
    touched.retain(|&f| match predicate.plover.as_deref() {
        Some("ACCUSE") => !is_crowd(scene, f),
        Some("CONSULT") if predicate.place => !is_crowd(scene, f),
        Some("CONSULT") => !is_crowd(scene, f) && !is_outlet(scene, f) && !is_against(scene, f),
        Some("AGREE" | "COOPERATE" | "SUPPORT" | "AID") => !is_against(scene, f),
        Some("INVESTIGATE") => !is_victim(scene, f),
        Some("COERCE") if predicate.name == "detained" => !is_one_national(scene, f),
        _ => true,
    });
    touched
}

/// Those of `fillers` whose kind is one of `kinds`; places stand for their country only where something is done in them.
fn admitted(scene: &Scene, fillers: &[Filler], kinds: &[EntityKind], places: bool) -> Vec<Filler> {
    let place = |f: &Filler| scene.entities.country_at(scene.offset + f.word) == Some(f.entity);
    let admit = |f: &&Filler| scene.entity(f.entity).is_some_and(|e| kinds.contains(&e.kind)) && (places || !place(f));
    fillers.iter().filter(admit).copied().collect()
}

pub(super) type Pairs = Vec<(Filler, Option<Filler>)>;

/// Subject and object of each relation that the frame says here, and what it is about; none if a needed slot is empty.
fn pairs(
    scene: &Scene,
    verb: usize,
    frame: &Frame,
    predicate: &Predicate,
    part: Option<usize>,
    subjects: &[Filler],
) -> Option<(Pairs, Vec<EntityId>)> {
    // Only those who can act can be spoken to: "ordered the killing of X" asks nothing of X.
    let role = match predicate.name.as_str() {
        "urged" | "told" | "warned" => Role::Actor,
        _ => Role::Undergoer,
    };
    let mut objects = Vec::new();
    for slot in &frame.slots {
        // "Chad and Niger agreed to help Mali": two who agree do so with each other, whatever they will do.
        // "agreed on a plan of the League": nor with whose plan it is.
        let with_others = match &slot.place {
            Place::Infinitive | Place::That => false,
            Place::Preposition(p) => p != "on",
            _ => true,
        };
        if predicate.symmetric && subjects.len() > 1 && !with_others {
            continue;
        }
        // "flew troops to", "returned the ship to": who moves something else does not travel.
        if predicate.name == "visited"
            && frame.beside.is_empty()
            && frame.with.is_none()
            && matches!(slot.place, Place::Preposition(_))
            && scene.tree.child(verb, Deprel::Obj).is_some()
        {
            continue;
        }
        if slot.place == Place::Between {
            let group = fill_verb(scene, verb, frame, slot, part, role);
            let found = pairs_among(&touched(scene, &group, predicate));
            if !found.is_empty() && predicate.symmetric {
                return Some((found, Vec::new()));
            }
            // "brokered a deal between Chad and its rivals": who mediates is no party to it.
            if scene.vocabulary.in_words("mediating", &frame.lemma) && !group.is_empty() {
                return None;
            }
        }
        // "a truce with Chad, brokered by Peru"
        if scene.vocabulary.in_words("mediating", &frame.lemma) && scene.view.is_passive(verb) {
            return None;
        }
        let filled = fill_verb(scene, verb, frame, slot, part, role);
        let own = |o: &Filler| subjects.iter().any(|s| s.entity == o.entity);
        // "Algerians marched against Roe's government": of one's own state it is the ruler who is meant.
        let meant = filled.into_iter().filter_map(|f| if own(&f) { ruler(scene, f) } else { Some(f) });
        objects = touched(scene, &meant.collect::<Vec<_>>(), predicate);
        objects.retain(|o| !own(o) && is_touched(scene, frame, predicate, slot, subjects, *o));
        if !objects.is_empty() {
            break;
        }
    }
    if subjects.is_empty() {
        return None;
    }
    if objects.is_empty() && role == Role::Actor && frame.with.is_none() && frame.beside.is_empty() {
        // "warned NATO against crossing lines": beside another object the addressee may have been read as indirect.
        let addressees = scene.tree.children_by(verb, &[Deprel::Iobj]).flat_map(|w| referents(scene, w, role));
        objects = touched(scene, &addressees.collect::<Vec<_>>(), predicate);
        objects.retain(|o| !subjects.iter().any(|s| s.entity == o.entity));
    }
    if objects.is_empty()
        && frame.with.is_none()
        && matches!(predicate.plover.as_deref(), Some("ACCUSE" | "SUPPORT" | "REJECT"))
    {
        let slots = frame.slots.iter().filter(|s| {
            s.kind.is_none() && s.only.is_none() && matches!(s.place, Place::Object | Place::Preposition(_))
        });
        let standing = slots.flat_map(|slot| {
            // "evidence to support the claim"
            let words_only = slot.never.as_deref().filter(|class| matches!(*class, "claim" | "question"));
            let barred = |w: &usize| words_only.is_some_and(|class| in_class(scene, *w, class));
            words(scene, verb, frame, slot, part).into_iter().filter(|w| !barred(w)).collect::<Vec<_>>()
        });
        let mut found = standing.map(|w| acted_on(scene, w, subjects, Role::Undergoer));
        let above = || act_above(scene, verb).map(|w| referents(scene, w, Role::Undergoer));
        objects = touched(scene, &found.find(|f| !f.is_empty()).or_else(above).unwrap_or_default(), predicate);
        let suffered =
            |o: &Filler| matches!(predicate.plover.as_deref(), Some("ACCUSE" | "SUPPORT")) && is_suffered(scene, *o);
        objects.retain(|o| !subjects.iter().any(|s| s.entity == o.entity) && !suffered(o));
    }
    if matches!(predicate.name.as_str(), "urged" | "warned" | "threatened")
        && objects.is_empty()
        && frame.slots.iter().any(|s| s.place == Place::Nothing)
    {
        // "told Roe that the plan would fail, and asked for a delay": still of Roe.
        objects = touched(scene, &addressed_before(scene, verb), predicate);
        objects.retain(|o| !subjects.iter().any(|s| s.entity == o.entity));
    }
    if predicate.name == "urged" && objects.is_empty() && frame.slots.iter().any(|s| s.place == Place::Nothing) {
        // "called for a Russian withdrawal": whose act it would be is to act.
        let acts = frame.slots.iter().flat_map(|slot| words(scene, verb, frame, slot, part));
        let acts: Vec<usize> = acts.collect();
        // "called for the resignation of Roe": he is to resign.
        let stepping = acts.iter().filter(|&&w| scene.vocabulary.in_words("stepping", scene.lemma(w)));
        let of = stepping.flat_map(|&w| scene.view.noun_phrases(w)).filter(|(p, _)| p == "of").map(|(_, w)| w);
        let leavers: Vec<Filler> = of.flat_map(|w| referents(scene, w, Role::Actor)).filter(|f| f.direct).collect();
        let doers = acts
            .into_iter()
            .filter(|&w| has_doer(scene, w) || scene.vocabulary.in_words("asked", scene.lemma(w)))
            .flat_map(|w| super::nouns::before(scene, w));
        objects = touched(scene, &doers.collect::<Vec<_>>(), predicate);
        objects.retain(|&o| is_body(scene, o) && !subjects.iter().any(|s| s.entity == o.entity));
        if objects.is_empty() {
            objects = touched(scene, &leavers, predicate);
            objects.retain(|&o| !subjects.iter().any(|s| s.entity == o.entity));
        }
    }
    if matches!(predicate.name.as_str(), "denied" | "accused") {
        // "The Syrian ministry denied that Syrian officials hold him": it contradicts somebody else, and accuses no one.
        objects.retain(|o| !subjects.iter().any(|&s| is_state_of(scene, o.entity, s)));
    }
    let mut about = about(scene, verb, subjects, &objects);
    let found = product(subjects, &objects);
    if !found.is_empty() {
        return Some((found, about));
    }
    if let Some(pairs) = among(scene, verb, frame, predicate, part, subjects) {
        return Some((pairs, about));
    }
    // "slammed into the coast" criticizes nobody.
    // Nor does "has bombs to defend against Chad" support it.
    let against = predicate.plover.as_deref() == Some("SUPPORT");
    let into = scene.view.obliques(verb).iter().any(|(p, _)| p == "into" || against && p == "against");
    let bare = frame.slots.iter().any(|s| s.place == Place::Nothing) && !into;
    let points_back = predicate.name == "denied" && (points_back(scene, verb) || denies_plan(scene, verb));
    if points_back && about.is_empty() && objects.is_empty() && !is_aside(scene, verb) {
        // What a denial denies may stand in the sentence before.
        about = scene.spoken_of.iter().copied().filter(|a| !subjects.iter().any(|s| s.entity == *a)).collect();
    }
    (bare && predicate.speech && (points_back || !about.is_empty()))
        .then(|| (subjects.iter().map(|&s| (s, None)).collect(), about))
}

/// To whom the verb that `verb` is joined to says something: "told Roe that ..., and asked for".
fn addressed_before(scene: &Scene, verb: usize) -> Vec<Filler> {
    let word = scene.tree.word(verb);
    let own = [Deprel::Nsubj, Deprel::NsubjPass];
    let before = word.head.filter(|&h| {
        word.deprel == Deprel::Conj
            && scene.tree.children_by(verb, &own).next().is_none()
            && scene.vocabulary.in_words("telling", scene.lemma(h))
            && !scene.view.is_passive(h)
    });
    let told = before.into_iter().flat_map(|h| scene.tree.children_by(h, &[Deprel::Obj, Deprel::Iobj]));
    told.flat_map(|w| referents(scene, w, Role::Undergoer)).collect()
}

/// Whether the noun names an act of the one whom the words before it name: "a Russian withdrawal", not "Navalny's release",
/// "Iran sanctions".
fn has_doer(scene: &Scene, word: usize) -> bool {
    let lemma = scene.lemma(word);
    let mut frames = scene.vocabulary.frames(TriggerClass::Noun, lemma).peekable();
    let suffered = |f: &Frame| {
        let plover = scene.vocabulary.predicate(f.predicate).and_then(|p| p.plover.as_deref());
        f.slots.iter().any(|s| s.place == Place::Possessor) || matches!(plover, Some("SANCTION" | "ASSAULT" | "COERCE"))
    };
    scene.tree.word(word).upos == Upos::Noun && frames.peek().is_some() && !frames.any(suffered)
}

/// Whether the body `subject` belongs to the state `state`.
fn is_state_of(scene: &Scene, state: EntityId, subject: Filler) -> bool {
    let (Some(state), Some(body)) = (scene.entity(state), scene.entity(subject.entity)) else { return false };
    let official = body.name.to_lowercase().split(' ').any(|word| scene.vocabulary.in_words("own_bodies", word));
    official && body.kind == EntityKind::Organization && state.iso3.is_some() && state.iso3 == body.country
}

/// "a policy of jailing poets which Togo condemned": a relative clause is often hung on the last noun of a phrase, where
/// the act above it is meant.
fn act_above(scene: &Scene, verb: usize) -> Option<usize> {
    let word = scene.tree.word(verb);
    let noun = word.head.filter(|_| word.deprel == Deprel::AclRelcl)?;
    let act = |w: usize| {
        let lemma = scene.lemma(w);
        scene.vocabulary.in_words("acts", lemma) || scene.vocabulary.in_class("position", lemma)
    };
    let clause = |w: usize| scene.tree.word(w).upos == Upos::Verb && scene.view.is_finite(w);
    let mut above = scene.tree.ancestors(noun).take_while(|&w| !clause(w));
    above.find(|&w| act(w)).filter(|&w| w != noun)
}

/// Whether the verb denies a plan without a word of what is planned for whom: "denied plans for an attack".
fn denies_plan(scene: &Scene, verb: usize) -> bool {
    let plan = |&w: &usize| scene.vocabulary.in_words("intent", scene.lemma(w)) && mentioned(scene, w, &[]).is_empty();
    scene.view.undergoers(verb).iter().any(plan)
}

/// The person whose government the phrase of `filler` names.
fn ruler(scene: &Scene, filler: Filler) -> Option<Filler> {
    let word = scene.tree.child(filler.word, Deprel::NmodPoss)?;
    let (entity, _) = scene.mention(word)?;
    let person = scene.entity(entity).is_some_and(|e| e.kind == EntityKind::Person);
    (person && entity != filler.entity).then_some(Filler { entity, word, direct: false })
}

/// The entities that the content of the verb is about.
fn about(scene: &Scene, verb: usize, subjects: &[Filler], objects: &[Filler]) -> Vec<EntityId> {
    let content =
        [Deprel::Ccomp, Deprel::Xcomp, Deprel::Obj, Deprel::Obl, Deprel::NsubjPass, Deprel::Advcl, Deprel::Parataxis];
    let mut found: Vec<_> = Vec::new();
    // "…, the minister said" tells who speaks, not of whom.
    let speaker = |&c: &usize| scene.tree.word(c).deprel == Deprel::Parataxis && super::reported::reports(scene, c);
    // "as Kim spoke" tells when; "if Kim attacks" is what a threat is about.
    let when = |&c: &usize| scene.view.is_circumstance(c) && !scene.is_supposed(c);
    // Nor does "according to the agency".
    let source = |&c: &usize| scene.view.preposition(c).is_some_and(|p| scene.vocabulary.cues.according.contains(&*p));
    let tops = scene.tree.children_by(verb, &content).filter(|c| !speaker(c) && !when(c) && !source(c));
    let mut tops: Vec<usize> = tops.collect();
    tops.extend(scene.view.undergoers(verb));
    tops.sort_unstable();
    tops.dedup();
    for filler in tops.into_iter().flat_map(|c| mentioned(scene, c, &[])) {
        let taken = subjects.iter().chain(objects).any(|f| f.entity == filler.entity);
        if !taken && !found.contains(&filler.entity) {
            found.push(filler.entity);
        }
    }
    found
}
