//! Nouns as triggers: "Russia's invasion of Ukraine", "a Biden-Putin call", "held talks with", "came
//! under attack from". In: a noun of a sentence; out: at most one [`Event`].

use super::acts::acted_on;
use super::bearers::{addressees, bearers, claimants, judged, movers, owned, subject_phrases};
use super::company::companions;
use super::event::{Class, Event, pairs_among, product};
use super::mutual::across;
use super::phrase::{Role, referents};
use super::scene::{Filler, Scene};
use super::slots::{beside, fill_noun};
use super::stance::is_phase;
use super::turned::in_person;
use super::verbs::{able, actors, marches, touched};
use crate::entity::EntityKind;
use crate::schema::{Frame, Place, Predicate, TriggerClass};
use crate::syntax::{Deprel, Upos, Xpos};

/// How a verb lends a noun its grammar.
#[derive(Debug, Clone, Copy)]
pub(super) struct Support {
    pub verb: usize,
    /// Its subject is the noun's object ("came under fire from").
    reverse: bool,
}

/// The event that noun `noun` says.
pub(super) fn event(scene: &Scene, noun: usize) -> Option<Event> {
    if !matches!(scene.tree.word(noun).upos, Upos::Noun | Upos::Propn) {
        return None;
    }
    let lemma = scene.trigger_noun(noun);
    // "war games" are no war.
    let shown = |h: usize| scene.vocabulary.in_words("shows", scene.lemma(h));
    if scene.tree.word(noun).deprel == Deprel::Compound && scene.tree.word(noun).head.is_some_and(shown) {
        return None;
    }
    let mut known: Option<(Option<Support>, Vec<Filler>)> = None;
    for frame in scene.vocabulary.frames(TriggerClass::Noun, &lemma) {
        let Some(predicate) = scene.vocabulary.predicate(frame.predicate) else { continue };
        // "calls for a truce" are no telephone calls.
        if predicate.plover.as_deref() == Some("CONSULT") && is_appeal(scene, noun) {
            continue;
        }
        // "the Tour of Murcia" is a name.
        let named = is_travel(scene, frame) && scene.tree.word(noun).upos == Upos::Propn;
        // "Chad is a threat to peace in Niger" threatens to do nothing.
        let danger = predicate.name == "threatened" && scene.tree.child(noun, Deprel::Cop).is_some();
        if predicate.standing || named || danger || !beside(scene, noun, frame) {
            continue;
        }
        let (support, before) = known.get_or_insert_with(|| (support(scene, noun), before(scene, noun)));
        // "Varga supporters" support Varga, who does nothing himself.
        if scene.vocabulary.in_words("relational", &lemma) {
            before.clear();
        }
        let under = scene.tree.children_by(noun, &[Deprel::Case]).any(|c| scene.lemma(c) == "under");
        let pairs = match support {
            // "Turkey is under EU sanctions", "under pressure from Chad"
            _ if under && scene.tree.child(noun, Deprel::Cop).is_some() => {
                let phrases = scene.view.noun_phrases(noun).into_iter();
                let from = phrases.filter(|(p, _)| matches!(p.as_ref(), "from" | "by")).map(|(_, w)| w);
                let doers: Vec<Filler> = from.flat_map(|w| referents(scene, w, Role::Actor)).collect();
                let doers = if doers.is_empty() { before.clone() } else { doers };
                let objects: Vec<Filler> =
                    scene.view.subjects(noun).into_iter().flat_map(|w| referents(scene, w, Role::Undergoer)).collect();
                product(&able(scene, &doers, predicate), &touched(scene, &objects, predicate))
            }
            // "rejected calls for": who rejects calls has not called.
            Some(support) if predicate.speech && withholds(scene, support.verb) => {
                forward(scene, noun, frame, predicate, None, before)
            }
            Some(support) if support.reverse || is_backed(scene, noun, support.verb, predicate) => {
                reversed(scene, noun, frame, predicate, support.verb)
            }
            _ => forward(scene, noun, frame, predicate, support.map(|s| s.verb), before),
        };
        // "an interview with Haddad by Reuters", "a Reuters interview with Haddad": the outlet is told.
        let interview = scene.vocabulary.in_words("asking", &lemma);
        let pairs = if predicate.addressee && interview { told(scene, pairs) } else { pairs };
        let (pairs, asked) = match predicate.name == "urged" && pairs.is_empty() {
            true => (answered(scene, noun, before), true),
            false => (pairs, false),
        };
        if !pairs.is_empty() {
            let class = if asked {
                Class::Claim
            } else if support.is_some() {
                Class::Light
            } else {
                Class::Noun
            };
            let trigger = match support {
                Some(support) => format!("{} {lemma}", scene.lemma(support.verb)),
                None => lemma.clone().into_owned(),
            };
            return Some(Event {
                predicate: in_person(scene, noun, frame.predicate, &pairs),
                word: noun,
                class,
                trigger,
                pairs,
                about: Vec::new(),
                role: None,
                former: false,
            });
        }
    }
    None
}

/// Each outlet behind whom it has interviewed.
fn told(scene: &Scene, pairs: Vec<(Filler, Option<Filler>)>) -> Vec<(Filler, Option<Filler>)> {
    let person = |f: &Filler| scene.entity(f.entity).is_some_and(|e| e.kind == EntityKind::Person);
    let outlet = |f: &Filler| scene.entity(f.entity).is_some_and(|e| e.kind == EntityKind::Organization);
    let turned = |pair: (Filler, Option<Filler>)| match pair {
        (asker, Some(guest)) if outlet(&asker) && person(&guest) => (guest, Some(asker)),
        pair => pair,
    };
    pairs.into_iter().map(turned).collect()
}

/// "urged Niger to end its support for Chad": in an infinitive "its" is whoever is to do it.
fn controller(scene: &Scene, possessive: usize) -> Vec<Filler> {
    if !matches!(scene.form(possessive), "its" | "their") {
        return Vec::new();
    }
    let clause = scene.tree.ancestors(possessive).find(|&w| scene.tree.word(w).upos == Upos::Verb);
    let infinitive = clause.filter(|&w| {
        let below = matches!(scene.tree.word(w).deprel, Deprel::Xcomp | Deprel::Ccomp | Deprel::Advcl);
        below && scene.tree.word(w).xpos == Xpos::Vb && scene.view.mark(w).as_deref() == Some("to")
    });
    // Only where somebody else asks for it.
    let asked = infinitive.filter(|&w| {
        let above = scene.tree.word(w).head.map(|h| scene.view.subjects(h)).unwrap_or_default();
        scene.view.subjects(w).iter().any(|s| !above.contains(s))
    });
    asked.into_iter().flat_map(|w| scene.view.subjects(w)).flat_map(|w| referents(scene, w, Role::Actor)).collect()
}

/// Whether the noun calls for something rather than somebody: "calls for a truce", "the call to leave".
fn is_appeal(scene: &Scene, noun: usize) -> bool {
    let asks = scene.view.noun_phrases(noun).iter().any(|(p, _)| p == "for" || p == "on");
    let to = |c: usize| scene.view.mark(c).as_deref() == Some("to") && scene.tree.word(c).xpos == Xpos::Vb;
    // "promised in a call to help": what is promised may have been hung from the call.
    if matches!(scene.view.preposition(noun).as_deref(), Some("in" | "during" | "by" | "over")) {
        return false;
    }
    scene.lemma(noun) == "call" && (asks || scene.tree.children_by(noun, &[Deprel::Acl]).any(to))
}

/// "has the support of Chad": the subject is the one supported.
fn is_backed(scene: &Scene, noun: usize, verb: usize, predicate: &Predicate) -> bool {
    let of = || scene.view.noun_phrases(noun).iter().any(|(p, _)| p == "of" || p == "from");
    predicate.plover.as_deref() == Some("SUPPORT") && scene.vocabulary.in_words("backed", scene.lemma(verb)) && of()
}

/// "complied with the request of Chad", "met Turkey's demand": who gives in is the one who was asked.
fn answered(scene: &Scene, noun: usize, before: &[Filler]) -> Vec<(Filler, Option<Filler>)> {
    let word = scene.tree.word(noun);
    let Some(verb) = word.head.filter(|&v| scene.vocabulary.in_words("answering", scene.lemma(v))) else {
        return Vec::new();
    };
    if !matches!(word.deprel, Deprel::Obj | Deprel::Obl | Deprel::NsubjPass)
        || !scene.vocabulary.in_class("demand", scene.lemma(noun))
    {
        return Vec::new();
    }
    let phrases = scene.view.noun_phrases(noun).into_iter().filter(|(p, _)| matches!(p.as_ref(), "of" | "by" | "from"));
    let others = phrases.flat_map(|(_, w)| referents(scene, w, Role::Actor)).filter(|f| f.direct);
    let askers: Vec<Filler> = before.iter().copied().chain(others).collect();
    product(&askers, &actors(scene, verb))
}

/// Whether the verb turns down what others say: "dismissed the demand".
fn withholds(scene: &Scene, verb: usize) -> bool {
    scene.vocabulary.cues.kept.denials.contains(scene.lemma(verb))
}

/// The verb that supports the noun: "held talks", "talks that he held", "an attack carried out by", "engaged in talks",
/// "came under attack".
pub(super) fn support(scene: &Scene, noun: usize) -> Option<Support> {
    let lends = |verb: usize| {
        let lemma = scene.lemma(verb);
        (scene.tree.word(verb).upos == Upos::Verb).then_some(())?;
        let reverse = scene.vocabulary.in_words("reverse", lemma);
        // Who brokers a truce is no party to it.
        let mediates = scene.vocabulary.in_words("mediating", lemma);
        (reverse || !mediates && scene.vocabulary.in_words("support", lemma)).then_some(Support { verb, reverse })
    };
    let top = measured(scene, scene.view.first_conjunct(noun));
    let word = scene.tree.word(top);
    if let Some(head) = word.head {
        let found = match word.deprel {
            Deprel::Obj | Deprel::NsubjPass => lends(head),
            // "opened an inquiry into the attack" does not attack.
            Deprel::Obl if scene.view.objects(head).into_iter().any(|o| o != top) => None,
            Deprel::Obl => match scene.view.preposition(top).as_deref() {
                // "died in shelling by"
                Some("in" | "from") if scene.vocabulary.in_words("dying", scene.lemma(head)) => {
                    Some(Support { verb: head, reverse: true })
                }
                // "responded with sanctions on"
                Some("with") if scene.vocabulary.in_words("replying", scene.lemma(head)) => {
                    Some(Support { verb: head, reverse: false })
                }
                Some("in" | "into" | "for" | "with" | "out" | "on" | "to") => lends(head).filter(|s| !s.reverse),
                Some("under") => lends(head).filter(|s| s.reverse),
                _ => None,
            },
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    let clauses = scene.tree.children_by(noun, &[Deprel::Acl, Deprel::AclRelcl]);
    let through = clauses.filter(|&c| scene.view.undergoers(c).contains(&noun)).find_map(lends);
    through.filter(|s| !s.reverse)
}

/// Whether `word` only tells where somebody has his seat or on whose side he is: "a U.S.-based company", "Iranian-backed
/// militias" act for neither.
pub(super) fn seated(scene: &Scene, word: usize) -> bool {
    let linked = |form: &str| scene.vocabulary.in_words("linked", form);
    let form = scene.form(word);
    // The name may be of several words: "al-Qaida-linked".
    let joined = |h: usize| h > word && linked(scene.form(h)) && (h < word + 3 || scene.joined(h).is_some());
    form.rsplit_once('-').is_some_and(|(_, last)| linked(last)) || scene.tree.word(word).head.is_some_and(joined)
}

/// The noun that measures `noun`, or itself: "two days of talks", "a new round of sanctions".
pub(super) fn measured(scene: &Scene, noun: usize) -> usize {
    let word = scene.tree.word(noun);
    let above = word.head.filter(|_| word.deprel == Deprel::Nmod);
    let of = scene.view.preposition(noun).as_deref() == Some("of");
    // "at the end of a visit"
    let whole = |a: &usize| scene.vocabulary.in_words("measures", scene.lemma(*a)) || is_phase(scene, *a);
    above.filter(|a| of && whole(a)).unwrap_or(noun)
}

/// Whom the words before the noun name: possessor, adjective, compound ("Russia's", "Russian", "Biden-Putin").
pub(super) fn before(scene: &Scene, noun: usize) -> Vec<Filler> {
    let mut found: Vec<Filler> = Vec::new();
    for modifier in scene.view.modifiers(noun) {
        // "Russian-denied allegations" are somebody else's, "U.S.-led strikes" are not.
        let lemma = scene.lemma(modifier);
        let makes = || scene.vocabulary.in_words("makers", lemma) || scene.vocabulary.in_words("support", lemma);
        if scene.tree.word(modifier).xpos == Xpos::Vbn && !makes() {
            continue;
        }
        let fillers = if scene.tree.word(modifier).deprel == Deprel::NmodPoss {
            match controller(scene, modifier) {
                found if found.is_empty() => referents(scene, modifier, Role::Actor),
                found => found,
            }
        } else {
            // The parts of "U.S.-Russian" and "Biden-Putin" hang from one another.
            let below = scene.view.under(modifier, &[]).into_iter().filter(|&w| w < noun && !seated(scene, w));
            below
                .filter_map(|word| scene.mention(word).map(|(entity, _)| Filler { entity, word, direct: true }))
                .collect()
        };
        found.extend(fillers);
    }
    found.sort_by_key(|f| f.word);
    let mut unique: Vec<Filler> = Vec::new();
    for filler in found {
        if !unique.iter().any(|f| f.entity == filler.entity) {
            unique.push(filler);
        }
    }
    unique
}

fn forward(
    scene: &Scene,
    noun: usize,
    frame: &Frame,
    predicate: &Predicate,
    support: Option<usize>,
    before: &[Filler],
) -> Vec<(Filler, Option<Filler>)> {
    let mut objects = Vec::new();
    let mut possessed = false;
    for slot in &frame.slots {
        let filled = touched(scene, &fill_noun(scene, noun, slot, support), predicate);
        // In "talks with Chad and Niger" somebody else talks with both.
        let with = matches!(&slot.place, Place::Preposition(p) if p == "with");
        let among = slot.place == Place::Between
            || !with && (predicate.symmetric && filled.len() > 1 && support.is_none() && before.is_empty());
        if among
            && predicate.symmetric
            && filled.len() > 1
            && (slot.place == Place::Between || subject_phrases(scene, noun).is_empty())
        {
            let mut pairs = pairs_among(&filled);
            pairs.retain(|&(one, other)| !other.is_some_and(|o| counterparts(scene, one, o)));
            return pairs;
        }
        // "clashes between Chad and Niger": each attacks the other.
        if let (Place::Between, Some("ASSAULT"), [one, other]) =
            (&slot.place, predicate.plover.as_deref(), filled.as_slice())
        {
            return vec![(*one, Some(*other)), (*other, Some(*one))];
        }
        if !filled.is_empty() {
            possessed = slot.place == Place::Possessor;
            objects = filled;
            break;
        }
    }
    if predicate.symmetric && before.len() > 1 && objects.is_empty() && !is_journey(scene, noun) {
        return pairs_among(&able(scene, before, predicate));
    }
    if let ([traveller, goal], true, true) = (before, objects.is_empty(), is_travel(scene, frame)) {
        // "Roe's Chad visit"
        return product(&able(scene, &[*traveller], predicate), &touched(scene, &[*goal], predicate));
    }
    if objects.is_empty() && before.len() == 1 && predicate.plover.as_deref() == Some("RETREAT") {
        // "Israel's Gaza withdrawal"
        let places = scene.tree.children_by(noun, &[Deprel::Compound, Deprel::NmodUnmarked]);
        let states = places.filter_map(|word| Some((scene.entities.country_at(scene.offset + word)?, word)));
        let states: Vec<Filler> = states.map(|(entity, word)| Filler { entity, word, direct: false }).collect();
        objects = touched(scene, &states, predicate);
    }
    if objects.is_empty() && predicate.symmetric && predicate.plover.as_deref() == Some("CONSULT") {
        objects = touched(scene, &addressees(scene, noun), predicate);
    }
    let mut subjects: Vec<Filler> = subject_phrases(scene, noun);
    if subjects.is_empty() {
        // "approved the deployment of Thai troops": the troops go, whoever approves.
        let moved = movers(scene, noun, frame, predicate).into_iter();
        let there = |f: &Filler| objects.iter().any(|o| o.entity == f.entity);
        let own = |f: &Filler| scene.tree.word(f.word).head.is_some_and(|h| h > f.word);
        subjects = moved.filter(|f| is_body(scene, *f) && marches(scene, *f) && (own(f) || !there(f))).collect();
    }
    if subjects.is_empty() && predicate.speech && frame.slots.iter().any(|s| s.place == Place::That) {
        // "accusations from Chad that"
        let from = scene.view.noun_phrases(noun).into_iter().filter(|(p, _)| p == "from").map(|(_, w)| w);
        subjects = from.flat_map(|w| referents(scene, w, Role::Actor)).collect();
    }
    if subjects.is_empty() && predicate.addressee {
        // "said in a YouTube interview with": the medium gives no interview.
        subjects = companions(scene, noun);
    }
    if objects.is_empty() && predicate.addressee {
        objects = touched(scene, &aired(scene, noun), predicate);
    }
    if let Some(judged) = judged(scene, noun, predicate).filter(|_| objects.is_empty()) {
        objects = touched(scene, &judged, predicate);
    }
    if subjects.is_empty() && !possessed {
        subjects = before.to_vec();
    } else if subjects.is_empty() {
        let owned: Vec<_> = before.iter().filter(|b| !objects.iter().any(|o| o.entity == b.entity)).copied().collect();
        subjects = owned;
    }
    if subjects.is_empty() && owned(scene, noun) {
        return Vec::new();
    }
    if subjects.is_empty() {
        // Who rejects a complaint has not made it.
        let refuses = |verb: &usize| matches!(scene.lemma(*verb), "reject" | "refuse");
        let maker = support.filter(|verb| !(predicate.speech && refuses(verb)));
        subjects = maker.map(|verb| actors(scene, verb)).unwrap_or_default();
    }
    if subjects.is_empty() {
        subjects = bearers(scene, noun);
    }
    if subjects.is_empty() {
        subjects = claimants(scene, noun);
    }
    if subjects.is_empty() {
        subjects = movers(scene, noun, frame, predicate);
    }
    if subjects.is_empty() && (predicate.symmetric || predicate.addressee || is_travel(scene, frame)) {
        subjects = companions(scene, noun);
    }
    if let Some(verb) = support.filter(|&verb| scene.vocabulary.in_words("joining", scene.lemma(verb))) {
        // "joined the U.S.-led invasion": so does who joins it.
        let others = actors(scene, verb).into_iter().filter(|f| !subjects.iter().any(|s| s.entity == f.entity));
        let force = matches!(predicate.plover.as_deref(), Some("ASSAULT" | "SANCTION" | "PROTEST"));
        let others: Vec<Filler> = others.filter(|_| force).collect();
        subjects.extend(others);
    }
    let subjects = able(scene, &subjects, predicate);
    if matches!(predicate.plover.as_deref(), Some("ASSAULT" | "MOBILIZE" | "RETREAT")) {
        // "Norwegian and Iraqi troops began an operation in Iraq": where it is, one of them is at home.
        let located = |o: &Filler| scene.view.preposition(o.word).as_deref() == Some("in");
        objects.retain(|o| !located(o) || subjects.len() < 2 || !subjects.iter().any(|s| s.entity == o.entity));
    }
    let pairs = product(&subjects, &objects);
    // Those who join something together join others in it, not each other.
    let joins = support.is_some_and(|verb| scene.vocabulary.in_words("joining", scene.lemma(verb)));
    // Nor does a project bind all who act in its sentence; talks do.
    let joint = || scene.view.modifiers(noun).into_iter().any(|m| scene.lemma(m) == "joint");
    let together = support.is_some() || predicate.plover.as_deref() == Some("CONSULT") || joint();
    if pairs.is_empty()
        && predicate.symmetric
        && objects.is_empty()
        && subjects.len() > 1
        && !scene.view.noun_phrases(noun).iter().any(|(p, _)| p == "with")
        && !joins
        && !support.is_some_and(|verb| withholds(scene, verb))
        && together
        && !is_journey(scene, noun)
    {
        return across(scene, pairs_among(&subjects));
    }
    pairs
}

/// "in an interview published by the newspaper": the outlet is told.
fn aired(scene: &Scene, noun: usize) -> Vec<Filler> {
    let clauses = scene.tree.children_by(noun, &[Deprel::Acl, Deprel::AclRelcl]);
    let airing = clauses
        .filter(|&c| scene.vocabulary.in_words("airing", scene.lemma(c)) && scene.tree.word(c).xpos == Xpos::Vbn);
    let within = |c: usize| scene.view.obliques(c).into_iter().filter(|(p, _)| matches!(p.as_ref(), "in" | "on"));
    let outlets =
        airing.flat_map(|c| scene.view.agents(c).into_iter().chain(within(c).map(|(_, w)| w)).collect::<Vec<_>>());
    let found = outlets.flat_map(|w| referents(scene, w, Role::Undergoer));
    found.filter(|f| scene.entity(f.entity).is_some_and(|e| e.kind == EntityKind::Organization)).collect()
}

/// Whether both stand before one noun: "her Polish and Czech counterparts" met her, not each other.
fn counterparts(scene: &Scene, one: Filler, other: Filler) -> bool {
    let above = |f: Filler| scene.tree.ancestors(f.word).find(|&a| scene.lemma(a) == "counterpart");
    above(one).is_some_and(|noun| above(other) == Some(noun))
}

/// Whether the noun names a journey, also where it is a visit that one pays to a person.
fn is_journey(scene: &Scene, noun: usize) -> bool {
    scene.vocabulary.frames(TriggerClass::Noun, scene.lemma(noun)).any(|frame| is_travel(scene, frame))
}

/// Journeys are made by the subject of the sentence that mentions them: "will discuss it during a visit to Rome".
pub(super) fn is_travel(scene: &Scene, frame: &Frame) -> bool {
    scene.vocabulary.number("visited") == Some(frame.predicate)
}

/// "X came under attack from Y", "X faces criticism by Y".
fn reversed(
    scene: &Scene,
    noun: usize,
    frame: &Frame,
    predicate: &Predicate,
    verb: usize,
) -> Vec<(Filler, Option<Filler>)> {
    // "a move that drew condemnation from": what somebody did is his.
    let whom = |w: usize| match predicate.speech {
        true => acted_on(scene, w, &[], Role::Undergoer),
        false => referents(scene, w, Role::Undergoer),
    };
    let objects: Vec<Filler> = scene.view.subjects(verb).into_iter().flat_map(whom).collect();
    let mut subjects = Vec::new();
    let phrases = scene.view.obliques(verb).into_iter().chain(scene.view.noun_phrases(noun));
    let backers = predicate.plover.as_deref() == Some("SUPPORT");
    for (_, word) in phrases.filter(|(p, _)| matches!(p.as_ref(), "from" | "by") || backers && p == "of") {
        subjects.extend(referents(scene, word, Role::Actor));
    }
    if subjects.is_empty() {
        subjects = before(scene, noun);
    }
    if frame.slots.iter().any(|s| s.place == Place::Possessor) {
        return Vec::new();
    }
    // The fire of troops and rockets attacks, that of speakers criticizes.
    if frame.lemma == "fire" {
        let attack = predicate.plover.as_deref() == Some("ASSAULT");
        let modifiers = scene.view.modifiers(noun);
        let armed = modifiers.into_iter().any(|m| {
            scene.vocabulary.in_class("ordnance", scene.lemma(m)) || scene.vocabulary.in_class("aid", scene.lemma(m))
        });
        subjects.retain(|&s| (armed || marches(scene, s)) == attack);
    }
    product(&able(scene, &subjects, predicate), &touched(scene, &objects, predicate))
}

/// Whether the entity is a country or body, which can own and do, rather than a person.
pub(super) fn is_body(scene: &Scene, filler: Filler) -> bool {
    scene.entity(filler.entity).is_some_and(|e| e.kind != EntityKind::Person)
}
