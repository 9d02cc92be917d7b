//! Whose an act is that the text only points at: "condemned the attack", "called the move a farce", "killed in the
//! airstrike". In: a noun without an owner and what the sentences before told; out: who did it, or nobody where the text
//! leaves a choice.

use super::deeds::doer;
use super::event::{Class, Event, product};
use super::phrase::{Role, referents};
use super::places::located;
use super::scene::{Filler, Scene};
use super::stance::stance;
use super::verbs::actors;
use super::{Modality, Polarity};
use crate::entity::{EntityId, EntityKind};
use crate::schema::{Frame, TriggerClass};
use crate::syntax::{Deprel, Upos, Xpos};
use std::borrow::Cow;

/// An attack that the text has told of as a fact: who made it, and the words that call it so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attack {
    sentence: usize,
    by: EntityId,
    /// Each with whether it is plural: one attack is not "the attacks".
    words: Vec<(String, bool)>,
}

impl Attack {
    /// The attack that `event` tells of, made by `by`: by its trigger, and by the acts that it happened in ("killed in an
    /// airstrike").
    pub fn new(scene: &Scene, event: &Event, by: EntityId) -> Self {
        let acts = scene.view.obliques(event.word).into_iter().map(|(_, word)| word).filter(|&w| is_violent(scene, w));
        let words =
            std::iter::once(event.word).chain(acts).map(|w| (called(scene, w).into_owned(), is_plural(scene, w)));
        Self { sentence: scene.number, by, words: words.collect() }
    }

    fn is_called(&self, name: &str, plural: bool) -> bool {
        self.words.iter().any(|(word, many)| *many == plural && alike(word, name))
    }
}

/// How many letters the names of one act share: "bomb", "bombing"; "invade", "invasion".
const SHARED: usize = 4;

/// Whether both words may call one act: "strike" and "airstrike", "bomb" and "bombing".
fn alike(one: &str, other: &str) -> bool {
    let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    one.ends_with(other) || other.ends_with(one) || same >= SHARED
}

/// What the word calls the act: "air strike" is an airstrike.
fn called<'a>(scene: &Scene<'a>, word: usize) -> Cow<'a, str> {
    let lemma = scene.lemma(word);
    match word.checked_sub(1).filter(|&w| scene.form(w) == "air") {
        Some(_) => Cow::Owned(format!("air{lemma}")),
        None => Cow::Borrowed(lemma),
    }
}

fn is_plural(scene: &Scene, word: usize) -> bool {
    matches!(scene.tree.word(word).xpos, Xpos::Nns | Xpos::Nnps)
}

fn is_violent(scene: &Scene, word: usize) -> bool {
    scene.vocabulary.in_class("killing", scene.lemma(word))
}

/// Whether the noun points at something known: "the airstrike", "this decision".
fn is_known(scene: &Scene, word: usize) -> bool {
    let the = |d: &usize| matches!(scene.lemma(*d), "the" | "this" | "that" | "these" | "those" | "such");
    scene.tree.children(word).iter().any(|d| *d < word && scene.tree.word(*d).upos == Upos::Det && the(d))
}

/// Who made the known attack `word`: that of the nearest attack which was called so, else whoever made all attacks that
/// the text has told of.
fn attacker(scene: &Scene, word: usize) -> Option<EntityId> {
    let (name, plural) = (called(scene, word), is_plural(scene, word));
    let so_called = scene.attacks.iter().rev().filter(|a| a.is_called(&name, plural));
    let near = so_called.clone().next().map(|a| a.sentence);
    let mut makers: Vec<EntityId> = match near {
        Some(sentence) => so_called.take_while(|a| a.sentence == sentence).map(|a| a.by).collect(),
        None => scene.attacks.iter().map(|a| a.by).collect(),
    };
    makers.sort_unstable();
    makers.dedup();
    <[EntityId; 1]>::try_from(makers).ok().map(|[one]| one)
}

/// The agent of the passive `verb` without one, where the act that it happened in has an owner: "killed in an Israeli
/// strike", "killed in the airstrike".
pub(super) fn by_act(scene: &Scene, verb: usize) -> Vec<Filler> {
    let acts = scene.view.obliques(verb).into_iter().filter(|(p, _)| matches!(p.as_ref(), "in" | "during" | "by"));
    let acts: Vec<usize> = acts.map(|(_, word)| word).collect();
    // "killed in a shootout with the police"
    let fights = acts.iter().filter(|&&w| scene.vocabulary.in_words("fights", scene.lemma(w)));
    let others = fights.flat_map(|&w| scene.view.noun_phrases(w)).filter(|(p, _)| p == "with");
    let killers: Vec<Filler> = others.flat_map(|(_, w)| referents(scene, w, Role::Actor)).collect();
    let harms =
        |f: &Frame| scene.vocabulary.predicate(f.predicate).is_some_and(|p| p.plover.as_deref() == Some("ASSAULT"));
    if !killers.is_empty() && scene.vocabulary.frames(TriggerClass::Verb, scene.lemma(verb)).any(harms) {
        return killers;
    }
    let act = |w: &usize| scene.vocabulary.in_words("acts", scene.lemma(*w)) || is_violent(scene, *w);
    let acts: Vec<usize> = acts.into_iter().filter(act).collect();
    let owners: Vec<Filler> = acts.iter().flat_map(|&word| super::nouns::before(scene, word)).collect();
    match acts.first() {
        Some(&word) if owners.is_empty() && is_known(scene, word) => {
            attacker(scene, word).map(|entity| Filler { entity, word, direct: false }).into_iter().collect()
        }
        _ => owners,
    }
}

/// Whom the phrase headed by `word` stands for, as the object of `subjects`; where it is a known act without an owner ("the
/// move"), the one who did it.
pub(super) fn acted_on(scene: &Scene, word: usize, subjects: &[Filler], role: Role) -> Vec<Filler> {
    let found = referents(scene, word, role);
    let act = scene.vocabulary.in_words("acts", scene.lemma(word));
    // "the verdict" is the court's, whoever else has been acting.
    let judge = judge(scene, word);
    let act = act || judge.is_some();
    // "the attack on the embassy": what names its victim is a known act of somebody not named.
    let aimed =
        scene.view.noun_phrases(word).into_iter().any(|(_, w)| !referents(scene, w, Role::Undergoer).is_empty());
    let deed = act || ["deeds", "documents"].iter().any(|list| scene.vocabulary.in_words(list, scene.lemma(word)));
    if !found.is_empty() || !deed || aimed || !act && is_known(scene, word) {
        return found;
    }
    if !is_known(scene, word) {
        return just_told(scene, word).into_iter().filter(|f| !subjects.iter().any(|s| s.entity == f.entity)).collect();
    }
    let maker = match judge {
        Some(judge) => Some(judge),
        None if is_violent(scene, word) => attacker(scene, word),
        None => doer(scene, Some(word), subjects),
    };
    let maker = maker.filter(|m| !subjects.iter().any(|s| s.entity == *m));
    maker.map(|entity| Filler { entity, word, direct: false }).into_iter().collect()
}

/// "struck two bases, an attack that Oman condemned", "seized the ship in an operation that Oman called piracy": who does
/// what the clause tells and the noun `word` sums up.
fn just_told(scene: &Scene, word: usize) -> Vec<Filler> {
    let tagged = scene.tree.word(word);
    let indefinite = scene.tree.children_by(word, &[Deprel::Det]).any(|d| matches!(scene.form(d), "a" | "an"));
    let sums_up = match tagged.deprel {
        Deprel::Appos => {
            let start = scene.tree.extent(word).start;
            [Some(start), start.checked_sub(1)].into_iter().flatten().any(|w| scene.form(w) == ",")
        }
        Deprel::Obl => scene.view.preposition(word).as_deref() == Some("in"),
        _ => false,
    };
    // "said he had left, an account that Oman disputes": whoever says it.
    let lemma = scene.lemma(word);
    let claims = scene.vocabulary.in_class("claim", lemma) || lemma == "account";
    let says = |w: usize| !claims || scene.vocabulary.cues.report_verbs.contains(scene.lemma(w));
    let clause =
        |w: &usize| *w < word && scene.tree.word(*w).upos == Upos::Verb && scene.view.is_finite(*w) && says(*w);
    let told = scene.tree.ancestors(word).skip(1).find(clause).filter(|_| indefinite && sums_up);
    // "suffered a raid, an attack that Oman condemned": whoever suffers it has not done it.
    let told = told.filter(|&verb| !scene.vocabulary.in_words("undergoing", scene.lemma(verb)));
    told.map(|verb| actors(scene, verb)).unwrap_or_default()
}

/// How many sentences back a court may have ruled whose "the verdict" is, and how many where the word is not a court's alone.
const RULED: usize = 4;
const DECIDED: usize = 3;

/// Whose the verdict, or the decision of a court, is that `word` points at.
fn judge(scene: &Scene, word: usize) -> Option<EntityId> {
    let lemma = scene.lemma(word);
    let reach = match () {
        () if !is_known(scene, word) => return None,
        () if scene.vocabulary.in_words("verdicts", lemma) => RULED,
        () if scene.vocabulary.in_words("decisions", lemma) => DECIDED,
        () => return None,
    };
    let before = || scene.ruled.filter(|(number, _)| scene.number - number <= reach).map(|(_, judge)| judge);
    ruling(scene, word).or_else(before)
}

/// The state or body whose court does something in the sentence before word `end`: the last; that of the sentences before,
/// where judges who are nobody's go on.
pub(super) fn ruling(scene: &Scene, end: usize) -> Option<EntityId> {
    let court = |w: usize| {
        let judges = |word: &str| scene.vocabulary.in_words("courts", word);
        let name = || scene.mention(w).and_then(|(entity, _)| scene.entity(entity)).map(|e| e.name.to_lowercase());
        judges(scene.lemma(w)) || name().is_some_and(|name| name.split(' ').any(judges))
    };
    let verbs = (0..end).rev().filter(|&w| scene.tree.word(w).upos == Upos::Verb);
    let judges: Vec<usize> = verbs.flat_map(|verb| scene.view.actors(verb)).filter(|&w| court(w)).collect();
    let before = scene.ruled.filter(|(number, _)| scene.number - number <= RULED && !judges.is_empty());
    let named = judges.into_iter().find_map(|w| referents(scene, w, Role::Actor).first().map(|f| f.entity));
    named.or(before.map(|(_, judge)| judge))
}

/// How many sentences back the act may be told for which somebody claims responsibility.
const BACK: usize = 3;

/// Whom the acts of violence of the sentence were done to, if it says so and not who did them: "a bomber killed five people
/// in Chad". States and bodies only.
pub(super) fn struck(scene: &Scene) -> Option<EntityId> {
    let attacked = scene.vocabulary.number("attacked");
    let is = |f: &Frame| Some(f.predicate) == attacked;
    let body = |f: &Filler| scene.entity(f.entity).is_some_and(|e| e.kind != EntityKind::Person);
    let touched = |w: usize| {
        let named = referents(scene, w, Role::Undergoer).into_iter();
        named.chain(located(scene, w)).find(body).map(|f| f.entity)
    };
    (0..scene.tree.len()).find_map(|word| {
        let verb = scene.tree.word(word).upos == Upos::Verb;
        let class = if verb { TriggerClass::Verb } else { TriggerClass::Noun };
        let violent = scene.vocabulary.frames(class, scene.lemma(word)).any(is);
        if !violent && !is_violent(scene, word) || verb && !actors(scene, word).is_empty() {
            return None;
        }
        let undergoers = if verb { scene.view.undergoers(word) } else { Vec::new() };
        let phrases = if verb { scene.view.obliques(word) } else { scene.view.noun_phrases(word) };
        let places = phrases.into_iter().filter(|(p, _)| matches!(p.as_ref(), "in" | "on" | "at" | "near" | "against"));
        undergoers.into_iter().chain(places.map(|(_, w)| w)).find_map(touched)
    })
}

/// "The group claimed responsibility for the bombing", said of an act told before whose doer was not known: the attack that
/// this makes it.
pub(super) fn claimed(scene: &Scene, verb: usize) -> Option<Event> {
    let lemma = scene.lemma(verb);
    let staged = scene.vocabulary.in_words("staging", lemma);
    if scene.tree.word(verb).upos != Upos::Verb || !staged && !scene.vocabulary.in_words("claiming", lemma) {
        return None;
    }
    // "carried out the attack" tells of a known one as "claimed responsibility for it" does.
    let told = |&w: &usize| match staged {
        true => is_violent(scene, w) && is_known(scene, w),
        false => scene.lemma(w) == "responsibility",
    };
    let duty = scene.view.undergoers(verb).into_iter().find(told)?;
    let phrases = scene.view.noun_phrases(duty).into_iter().chain(scene.view.obliques(verb));
    let act = match staged {
        true => Some(duty),
        false => phrases.filter(|(p, _)| p == "for").map(|(_, w)| w).next(),
    };
    // "for firing rockets" tells another act.
    let clauses = [duty, verb].into_iter().flat_map(|w| scene.tree.children_by(w, &[Deprel::Acl, Deprel::Advcl]));
    let told = clauses.into_iter().any(|c| scene.view.mark(c).as_deref() == Some("for"));
    if told
        || act.is_some_and(|w| !is_violent(scene, w))
        || stance(scene, verb) != (Polarity::Affirmed, Modality::Actual)
    {
        return None;
    }
    let named = act.map(|w| victim(scene, w));
    let before = || scene.struck.filter(|(number, _)| scene.number - number <= BACK).map(|(_, victim)| victim);
    let entity = match named {
        // "for the attack on the embassy": the noun itself says it.
        Some(Victim::Phrase) => return None,
        Some(Victim::Below(entity)) => entity,
        Some(Victim::Untold) | None => before()?,
    };
    let claimants: Vec<Filler> = actors(scene, verb).into_iter().map(|f| spoken_for(scene, f)).collect();
    let pairs = product(&claimants, &[Filler { entity, word: act.unwrap_or(duty), direct: false }]);
    let predicate = scene.vocabulary.number("attacked")?;
    (!pairs.is_empty()).then(|| Event {
        predicate,
        word: verb,
        class: Class::Light,
        trigger: format!("{} responsibility", scene.lemma(verb)),
        pairs,
        about: Vec::new(),
        role: None,
        former: false,
    })
}

/// What the phrase of an act tells of whom it was done to.
enum Victim {
    /// A phrase of the noun names him ("on the embassy").
    Phrase,
    /// A clause about the act does ("which killed five Danes").
    Below(EntityId),
    Untold,
}

fn victim(scene: &Scene, act: usize) -> Victim {
    let aimed = scene.view.noun_phrases(act).into_iter().any(|(_, w)| !referents(scene, w, Role::Undergoer).is_empty());
    // "the Israeli attack" tells whose it is, and so may the verb above.
    if aimed || !super::nouns::before(scene, act).is_empty() {
        return Victim::Phrase;
    }
    let body = |e: EntityId| scene.entity(e).is_some_and(|e| e.kind != EntityKind::Person);
    let named = |w: usize| {
        let mention = scene.mention(w).map(|(entity, _)| entity).filter(|&e| body(e));
        mention.or_else(|| scene.entities.country_at(scene.offset + w))
    };
    scene.view.under(act, &[]).into_iter().find_map(named).map_or(Victim::Untold, Victim::Below)
}

/// The body that a spokesperson speaks for, else the one who speaks.
fn spoken_for(scene: &Scene, filler: Filler) -> Filler {
    let offices = scene.entities.offices.iter().filter(|o| o.person == filler.entity);
    let speaks = |role: &str| role.split(' ').any(|word| scene.vocabulary.cues.spokespeople.contains(word));
    let body = offices.filter(|o| speaks(&o.role)).find_map(|o| o.of);
    body.map_or(filler, |entity| Filler { entity, direct: false, ..filler })
}
