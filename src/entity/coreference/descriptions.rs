//! People by their office: "the U.S. president", "Russia's top diplomat", "the envoy", "the prime minister".
//!
//! A description counts only if somebody named in the document holds that office; of several the last one spoken of.

use super::super::draft::Identity;
use super::super::offices::{OfficeDraft, Owner, at_token, belongs_to_state, owner_country, title_with};
use super::super::{EntityKind, MentionKind, lexicon};
use super::Reading;
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
    head: usize,
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
            "diplomat" if view.children(noun).any(|c| matches!(view.lower(c), "top" | "chief")) => TitleClass::Minister,
            _ => return None,
        };
        let start = view.children(noun).filter(|&c| c < noun && view.deprel(c) == Deprel::Amod).last().unwrap_or(noun);
        let role = if class == TitleClass::Minister { "top diplomat" } else { "leader" };
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
        let diplomat = office.class == TitleClass::Diplomat || is_foreign(&office.role);
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
    let recent = reading.before(description.tokens.start, EntityKind::Person);
    let recent = recent.take_while(|&p| sentence - reading.clusters.get(p).sentence.min(sentence) <= RECENT);
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
        if let Some(office) = holder(reading, &description) {
            let (person, reason) = (reading.offices[office].person, "office");
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
    let mut owner = None;
    let mut start = title.start;
    for child in view.children(noun) {
        let fits = match view.deprel(child) {
            Deprel::Amod | Deprel::Compound | Deprel::NmodPoss => child < noun,
            Deprel::Nmod => matches!(view.case(child).as_deref(), Some("of" | "for")),
            _ => false,
        };
        if let Some(index) = reading.at_head(child).filter(|_| fits) {
            let draft = reading.clusters.get(index);
            if draft.kind != EntityKind::Person {
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
        head: noun,
    }
}

/// What the office at `noun` is one of by a possessor or "of", where that is no mention of anybody: a majority, a rebel
/// group, a region; "the country's president" may be anybody's whose country it is.
fn unnamed_owner(reading: &Reading, noun: usize, title: &Range<usize>) -> Option<usize> {
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
            || office.former
            || !role_fits(description, office)
            || !owner_fits(reading, description, office)
        {
            continue;
        }
        if !fitting.iter().any(|&f| reading.clusters.same(reading.offices[f].person, office.person)) {
            fitting.push(index);
        }
    }
    if fitting.is_empty() && description.role == "president" {
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
        "top diplomat" => is_foreign(role),
        wanted if diplomat(&description.noun) && description.class == Some(TitleClass::Diplomat) => {
            diplomat(last) || role.contains("ambassador") || role.contains(wanted)
        }
        wanted => {
            role == wanted
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
