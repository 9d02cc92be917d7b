//! People by their office: "the U.S. president", "Russia's top diplomat", "the envoy", "the prime minister".
//!
//! A description counts only if somebody named in the document holds that office; of several the last one spoken of.

use super::super::draft::Identity;
use super::super::offices::{OfficeDraft, Owner, at_token, belongs_to_state, ends_office, owner_country, title_with};
use super::super::{EntityKind, MentionKind, lexicon};
use super::Reading;
use super::spokespeople::{speaks_for, speaks_for_body};
use crate::gazetteer::{CountryId, TitleClass};
use crate::syntax::{Deprel, Upos, Xpos};
use std::ops::Range;

/// A definite description of a person by office.
struct Description {
    /// Role and state, without the article.
    tokens: Range<usize>,
    /// Last word of the role and all its words.
    noun: String,
    role: String,
    class: Option<TitleClass>,
    /// Whether a word that belongs to no known role narrows it: "the fish minister" is no foreign minister.
    narrowed: bool,
    /// The state or body whose office it is, if said.
    owner: Option<usize>,
    /// The noun that says of what it is an office, where that is nobody known: "the leader of Lebanon's majority".
    unnamed: Option<usize>,
    /// The person whose office-bearer it is: "the president's spokesman".
    master: Option<usize>,
    /// Whether the office is over, or its holder dead.
    past: Option<Past>,
    head: usize,
}

/// Why somebody does not hold an office any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Past {
    Former,
    Ousted,
    Late,
}

/// What a word before a noun for an office says of the past.
fn past(word: &str) -> Option<Past> {
    match word {
        "late" | "slain" | "assassinated" => Some(Past::Late),
        "ousted" | "deposed" | "exiled" | "toppled" | "overthrown" => Some(Past::Ousted),
        _ => ends_office(word).then_some(Past::Former),
    }
}

/// "the president", "the U.S. ambassador", "the Ukrainian envoy".
pub(super) fn office_holders(reading: &mut Reading) {
    resolve(reading, |reading, noun| {
        let (tokens, id) = title_with(reading, noun)?;
        let title = reading.known.gazetteer.title(id);
        if !title.office && title.class != TitleClass::Royal {
            return None;
        }
        let role = reading.view.phrase(tokens.clone()).replace(" - ", "-");
        Some(describe(reading, noun, tokens, role, Some(title.class)))
    });
}

/// "Russia's top diplomat", "the Turkish leader": a head of state or government, a foreign minister, in other words.
pub(super) fn leaders(reading: &mut Reading) {
    resolve(reading, |reading, noun| {
        let view = reading.view;
        let class = match view.lower(noun) {
            "leader" => TitleClass::HeadOfState,
            "monarch" => TitleClass::Royal,
            "diplomat" if view.children(noun).any(|c| matches!(view.lower(c), "top" | "chief")) => TitleClass::Minister,
            _ => return None,
        };
        let start = view.children(noun).filter(|&c| c < noun && view.deprel(c) == Deprel::Amod).last().unwrap_or(noun);
        let role = match class {
            TitleClass::Minister => "top diplomat",
            TitleClass::Royal => "monarch",
            _ => "leader",
        };
        Some(describe(reading, noun, start..noun + 1, role.to_owned(), Some(class)))
    });
}

/// "the U.S. diplomat", "the Israeli official": somebody of that state and that kind who was spoken of shortly before. Where
/// nobody was, the phrase stands for the state as it does in the plural.
pub(super) fn officials(reading: &mut Reading) {
    let nouns: Vec<usize> = reading.view.sentences().flat_map(|(_, tokens)| tokens).collect();
    for noun in nouns {
        let view = reading.view;
        if !matches!(view.lower(noun), "diplomat" | "envoy" | "official" | "emissary") || !is_definite(reading, noun) {
            continue;
        }
        let description = describe(reading, noun, noun..noun + 1, view.lower(noun).to_owned(), None);
        if let Some(person) = official(reading, &description) {
            let found = reading.reference(person, description.tokens, MentionKind::Description, "office");
            reading.refer(person, found);
        }
    }
}

/// How many sentences back an official may have been spoken of.
const RECENT: usize = 2;

fn official(reading: &Reading, description: &Description) -> Option<usize> {
    let view = reading.view;
    let noun = description.head;
    let state = description.owner.filter(|&o| reading.clusters.get(o).kind == EntityKind::Country)?;
    // "the other", "the former", "the unnamed U.S. official" is somebody else.
    let plain = view.children(noun).all(|c| match view.deprel(c) {
        Deprel::Amod | Deprel::Compound => {
            reading.at_head(c).is_some() || matches!(view.lower(c), "visiting" | "veteran" | "top" | "senior")
        }
        Deprel::Acl | Deprel::AclRelcl | Deprel::Nmod => false,
        _ => true,
    });
    if !plain {
        return None;
    }
    let fits = |office: &OfficeDraft| {
        let diplomat = office.class == TitleClass::Diplomat
            || is_foreign(&office.role)
            || office.role.ends_with("secretary of state")
            || office.role.ends_with("foreign minister");
        let official = !matches!(
            office.class,
            TitleClass::HeadOfState | TitleClass::HeadOfGovernment | TitleClass::Royal | TitleClass::Legislator
        );
        !office.former
            && owner_fits(reading, description, office)
            && (diplomat || official && description.noun == "official")
            && !reading.clusters.same(office.person, state)
    };
    let sentence = view.sentence(noun);
    // "A senior U.S. official said. The U.S. official": he who is unnamed is nearer than anybody before him.
    let from = view.tokens_of(sentence.saturating_sub(RECENT)).start;
    let unnamed = (from..noun).rev().find(|&t| view.lower(t) == view.lower(noun) && reading.at_head(t).is_none());
    let recent = reading.before(description.tokens.start, EntityKind::Person);
    let recent = recent.take_while(|&p| {
        let draft = reading.clusters.get(p);
        sentence - draft.sentence.min(sentence) <= RECENT && unnamed.is_none_or(|t| t < draft.head)
    });
    let offices = reading.offices.get(reading.offices_near(noun)).unwrap_or_default();
    recent.into_iter().find(|&p| offices.iter().any(|o| reading.clusters.same(o.person, p) && fits(o)))
}

/// Whether `role` is that of a state's top diplomat.
pub(super) fn is_foreign(role: &str) -> bool {
    role == "secretary of state" || role.starts_with("foreign") || role.contains("foreign affairs")
}

fn resolve(reading: &mut Reading, find: impl Fn(&Reading, usize) -> Option<Description>) {
    let nouns: Vec<usize> = reading.view.sentences().flat_map(|(_, tokens)| tokens).collect();
    for noun in nouns {
        if !is_definite(reading, noun) {
            continue;
        }
        let Some(description) = find(reading, noun) else { continue };
        let office = holder(reading, &description).map(|office| reading.offices[office].person);
        if let Some(person) = office.or_else(|| known_leader(reading, &description)) {
            let reason = "office";
            let last = description.tokens.end - 1;
            let mut found = reading.reference(person, description.tokens, MentionKind::Description, reason);
            // "president - elect": the tree may hang both parts where the phrase stands.
            let view = reading.view;
            if view.head(last) == view.head(found.head) && view.deprel(last) == view.deprel(found.head) {
                found.head = last;
            }
            reading.refer(person, found);
        }
    }
}

/// Whether `noun` is a singular noun that is definite, names nobody by itself, and is not said *of* somebody.
fn is_definite(reading: &Reading, noun: usize) -> bool {
    let view = reading.view;
    if !matches!(view.upos(noun), Upos::Noun | Upos::Propn) || matches!(view.xpos(noun), Xpos::Nns | Xpos::Nnps) {
        return false;
    }
    if matches!(
        view.deprel(noun),
        Deprel::NmodDesc | Deprel::Appos | Deprel::Compound | Deprel::Flat | Deprel::Vocative | Deprel::Amod
    ) || at_token(reading, noun).is_some()
        || reading.at_head(noun).is_some()
    {
        return false;
    }
    // "the Russian president, Vladimir Putin": the name follows.
    let named = view
        .children(noun)
        .any(|c| matches!(view.deprel(c), Deprel::Appos | Deprel::Flat) && at_token(reading, c).is_some());
    let predicate = view.child(noun, &[Deprel::Cop]).is_some();
    let as_role = view.case(noun).as_deref() == Some("as");
    let definite = view.children(noun).any(|c| match view.deprel(c) {
        Deprel::Det => view.lower(c) == "the",
        Deprel::NmodPoss => true,
        _ => false,
    });
    // A capitalized office without an article, as in British headlines: "Prime Minister says".
    let titled = view.upos(noun) == Upos::Propn && view.deprel(noun) == Deprel::Nsubj;
    !named && !predicate && !as_role && (definite || titled)
}

fn describe(
    reading: &Reading,
    noun: usize,
    title: Range<usize>,
    role: String,
    class: Option<TitleClass>,
) -> Description {
    let view = reading.view;
    let (mut owner, mut master) = (None, None);
    let mut start = title.start;
    for child in view.children(noun) {
        let fits = match view.deprel(child) {
            Deprel::Amod | Deprel::Compound | Deprel::NmodPoss => child < noun,
            Deprel::Nmod => matches!(view.case(child).as_deref(), Some("of" | "for")),
            _ => false,
        };
        if let Some(index) = reading.at_head(child).filter(|_| fits) {
            let draft = reading.clusters.get(index);
            if draft.kind == EntityKind::Person {
                master = master.or(Some(index).filter(|_| view.deprel(child) == Deprel::NmodPoss));
            } else {
                owner.get_or_insert(index);
                if draft.tokens.end <= noun && draft.form != MentionKind::Pronoun {
                    start = start.min(draft.tokens.start);
                }
            }
        }
    }
    let narrowed = view
        .children(noun)
        .any(|c| c + 1 == title.start && view.deprel(c) == Deprel::Compound && reading.at_head(c).is_none());
    let noun_text = view.lower(noun).to_owned();
    Description {
        tokens: start..noun.max(title.end - 1) + 1,
        noun: noun_text,
        role,
        class,
        narrowed,
        owner,
        unnamed: unnamed_owner(reading, noun, &title).filter(|_| owner.is_none()),
        master,
        past: view.children(noun).filter(|&c| c < noun).filter_map(|c| past(view.lower(c))).last(),
        head: noun,
    }
}

/// What the office at `noun` is one of by a possessor or "of", where that is no mention of anybody: a majority, a rebel
/// group, a region; "the country's president" may be anybody's whose country it is.
pub(super) fn unnamed_owner(reading: &Reading, noun: usize, title: &Range<usize>) -> Option<usize> {
    let view = reading.view;
    view.children(noun).find(|&c| {
        let owner = match view.deprel(c) {
            Deprel::NmodPoss => true,
            Deprel::Nmod => view.case(c).as_deref() == Some("of"),
            _ => false,
        };
        owner
            && !title.contains(&c)
            && matches!(view.upos(c), Upos::Noun | Upos::Propn)
            && reading.at_head(c).is_none()
            && !lexicon::is_land(view.lower(c))
    })
}

/// How many sentences ahead "the president" may be named.
const AHEAD: usize = 2;

/// The office that `description` means: of those whose role and owner fit, the one whose holder was spoken of last.
fn holder(reading: &Reading, description: &Description) -> Option<usize> {
    let mut fitting: Vec<usize> = Vec::new();
    for index in reading.offices_near(description.head) {
        let Some(office) = reading.offices.get(index) else { continue };
        let overlap = office.tokens.start <= description.head && description.head < office.tokens.end;
        // Whom nobody has named yet may be named soon, but an article does not keep its readers guessing.
        let later = office.sentence > reading.view.sentence(description.head) + AHEAD
            && !reading.named_before(office.person, description.head);
        if overlap
            || later
            || !time_fits(reading, description, office)
            || !role_fits(description, office)
            || !owner_fits(reading, description, office)
        {
            continue;
        }
        if !fitting.iter().any(|&f| reading.clusters.same(reading.offices[f].person, office.person)) {
            fitting.push(index);
        }
    }
    if fitting.is_empty() && description.role == "president" && description.past.is_none() {
        return led(reading, description);
    }
    if fitting.len() < 2 {
        return fitting.first().copied();
    }
    // The nearest before; descriptions and pronouns count as well.
    reading.before(description.tokens.start, EntityKind::Person).find_map(|mention| {
        fitting.iter().copied().find(|&f| reading.clusters.same(reading.offices[f].person, mention))
    })
}

/// Whether the office is over where the description says so, and only there: "the former president" is not the one who is
/// president, and "the late leader" is one who is said to have died, "the ousted leader" one who was ousted.
fn time_fits(reading: &Reading, description: &Description, office: &OfficeDraft) -> bool {
    let said = |verbs| is_said(reading, office.person, verbs);
    let called = |past| {
        let own = reading.offices.iter().filter(|o| reading.clusters.same(o.person, office.person));
        own.into_iter().any(|o| is_called(reading, o, past))
    };
    match description.past {
        None => !office.former,
        Some(Past::Former) => office.former || said(lexicon::is_leaving),
        Some(Past::Ousted) => called(Past::Ousted) || said(lexicon::is_leaving),
        Some(Past::Late) => called(Past::Late) || said(lexicon::is_dying),
    }
}

/// Whether a word before the office or the name of its holder says so of the past: "the late president Ana Roe".
fn is_called(reading: &Reading, office: &OfficeDraft, what: Past) -> bool {
    let view = reading.view;
    let noun = view.head_of(office.role_tokens.clone());
    let bearer = reading.clusters.get(office.person).head;
    view.children(noun).chain(view.children(bearer)).any(|c| past(view.lower(c)) == Some(what))
}

/// Whether a verb in the class `verbs` has the person of draft `index` as its subject, or a noun in it as whose it is
/// ("Roe stepped down", "Roe's death").
fn is_said(reading: &Reading, index: usize, verbs: fn(&str) -> bool) -> bool {
    let view = reading.view;
    reading.clusters.drafts().iter().enumerate().filter(|(i, _)| reading.clusters.same(*i, index)).any(|(_, draft)| {
        let relation = view.deprel(draft.head);
        let of = relation == Deprel::Nmod && view.case(draft.head).as_deref() == Some("of");
        let part = of || matches!(relation, Deprel::Nsubj | Deprel::NsubjPass | Deprel::NmodPoss);
        part && view.head(draft.head).is_some_and(|word| verbs(view.lemma(word)))
    })
}

/// "the president" where nobody is called so: who was said shortly before to be the leader of a state, of that state if the
/// description tells one.
fn led(reading: &Reading, description: &Description) -> Option<usize> {
    let sentence = reading.view.sentence(description.head);
    let near = reading.offices_near(description.head).rev();
    near.filter(|&index| {
        let Some(office) = reading.offices.get(index) else { return false };
        let state = office.of.is_some_and(|of| match of {
            Owner::Draft(index) => reading.clusters.get(index).kind == EntityKind::Country,
            Owner::Country(_) => true,
        });
        office.role == "leader"
            && state
            && !office.former
            && office.tokens.end <= description.head
            && sentence - office.sentence.min(sentence) <= AHEAD
            && owner_fits(reading, description, office)
    })
    .take(1)
    .next()
}

/// "the Palestinian leader" where the text calls nobody so: the one person spoken of shortly before who is known to lead, or
/// to have led, the state.
fn known_leader(reading: &Reading, description: &Description) -> Option<usize> {
    let state = state_of(reading, description.owner.filter(|_| description.role == "leader")?)?;
    // "Haiti's new leader" is somebody else.
    let other = |c: usize| reading.view.deprel(c) == Deprel::Amod && reading.at_head(c).is_none();
    let view = reading.view;
    if view.children(description.head).any(|c| other(c) && past(view.lower(c)).is_none()) {
        return None;
    }
    let sentence = reading.view.sentence(description.head);
    let near = reading.before(description.tokens.start, EntityKind::Person);
    let near = near.take_while(|&p| sentence - reading.clusters.get(p).sentence.min(sentence) <= RECENT + 1);
    let mut leaders: Vec<usize> = near.filter(|&p| reading.heads(p, state)).collect();
    leaders.dedup_by(|a, b| reading.clusters.same(*a, *b));
    let [leader] = leaders[..] else { return None };
    let fits = match description.past {
        Some(Past::Late) => is_said(reading, leader, lexicon::is_dying),
        Some(_) => is_said(reading, leader, lexicon::is_leaving),
        None => true,
    };
    fits.then_some(leader)
}

/// "president" fits "president" and "vice president" only itself; "envoy" fits ambassadors.
fn role_fits(description: &Description, office: &OfficeDraft) -> bool {
    let role = office.role.as_str();
    let last = role.split_whitespace().last().unwrap_or_default();
    let diplomat = |w: &str| matches!(w, "envoy" | "ambassador" | "representative" | "emissary");
    match description.role.as_str() {
        "leader" => {
            matches!(office.class, TitleClass::HeadOfState | TitleClass::HeadOfGovernment | TitleClass::Royal)
                && !role.starts_with("vice")
                && !role.starts_with("deputy")
                || last == "leader"
        }
        "monarch" => office.class == TitleClass::Royal && lexicon::is_monarch(last),
        "top diplomat" => is_foreign(role),
        wanted if diplomat(&description.noun) && description.class == Some(TitleClass::Diplomat) => {
            diplomat(last) || role.contains("ambassador") || role.contains(wanted)
        }
        wanted => {
            role == wanted
                || lexicon::is_office_word(wanted, role)
                || spokesperson(wanted) && spokesperson(last)
                // "the minister" for a foreign minister, "the secretary" for a secretary of state; not "the president"
                // for a vice president.
                || wanted == description.noun
                    && !description.narrowed
                    && matches!(wanted, "minister" | "secretary" | "chief" | "director" | "commander" | "general" | "prince")
                    && (last == wanted || role.starts_with(wanted))
                || role.ends_with(wanted) && role.len() > wanted.len() && !role.contains("vice") && !role.contains("deputy")
                    && wanted.contains(' ')
        }
    }
}

fn spokesperson(word: &str) -> bool {
    matches!(word, "spokesman" | "spokeswoman" | "spokesperson")
}

/// Whether the office is of the same state or body as the description says, if it says one.
fn owner_fits(reading: &Reading, description: &Description, office: &OfficeDraft) -> bool {
    if let Some(noun) = description.unnamed {
        if description.class == Some(TitleClass::Spokesperson) {
            return speaks_for_body(reading, office, noun);
        }
        // Somebody at the head of a state is not the leader of a party in it; whose office was said to be one of the same is.
        let view = reading.view;
        let own = view.head_of(office.role_tokens.clone());
        let same = unnamed_owner(reading, own, &office.role_tokens).is_some_and(|o| view.lemma(o) == view.lemma(noun));
        let state = office.of.is_some_and(|of| match of {
            Owner::Draft(index) => reading.clusters.get(index).kind == EntityKind::Country,
            Owner::Country(_) => true,
        });
        // "the chief of the Algerian mission" for an envoy of Algeria.
        let theirs = view.children(noun).filter_map(|c| reading.at_head(c)).find_map(|i| state_of(reading, i));
        let mission = theirs.is_some() && theirs == office.of.and_then(|of| owner_country(reading, of));
        return same || !state && !belongs_to_state(office.class) || mission && office.class == TitleClass::Diplomat;
    }
    if description.class == Some(TitleClass::Spokesperson)
        && let Some(master) = description.master
    {
        return speaks_for(reading, office, master);
    }
    let Some(owner) = description.owner else { return true };
    if matches!(office.of, Some(Owner::Draft(of)) if reading.clusters.same(of, owner)) {
        return true;
    }
    let said = state_of(reading, owner);
    let held = office.of.and_then(|of| owner_country(reading, of));
    said.is_some() && said == held
}

/// The state that draft `index` is.
fn state_of(reading: &Reading, index: usize) -> Option<CountryId> {
    match reading.clusters.facts(index).identity {
        Some(Identity::Country(country)) => Some(country),
        _ => None,
    }
}
