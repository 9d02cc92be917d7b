//! People by their office: "the U.S. president", "Russia's top diplomat", "the envoy", "the prime minister".
//!
//! A description counts only if somebody named in the document holds that office; of several the last one spoken of.

use super::super::draft::Identity;
use super::super::offices::{OfficeDraft, at_token, owner_country, title_with};
use super::super::{EntityKind, MentionKind};
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
        let role = reading.view.phrase(tokens.clone());
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

fn resolve(reading: &mut Reading, find: impl Fn(&Reading, usize) -> Option<Description>) {
    let nouns: Vec<usize> = reading.view.sentences().flat_map(|(_, tokens)| tokens).collect();
    for noun in nouns {
        if !is_definite(reading, noun) {
            continue;
        }
        let Some(description) = find(reading, noun) else { continue };
        if let Some(office) = holder(reading, &description) {
            let (person, reason) = (reading.offices[office].person, "office");
            let found = reading.reference(person, description.tokens, MentionKind::Description, reason);
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
        head: noun,
    }
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
    if fitting.len() < 2 {
        return fitting.first().copied();
    }
    // The nearest before; descriptions and pronouns count as well.
    reading.before(description.tokens.start, EntityKind::Person).find_map(|mention| {
        fitting.iter().copied().find(|&f| reading.clusters.same(reading.offices[f].person, mention))
    })
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
        "top diplomat" => {
            matches!(role, "secretary of state") || role.starts_with("foreign") || role.contains("foreign affairs")
        }
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
    let Some(owner) = description.owner else { return true };
    if matches!(office.of, Some(super::super::offices::Owner::Draft(of)) if reading.clusters.same(of, owner)) {
        return true;
    }
    let said: Option<CountryId> = match reading.clusters.facts(owner).identity {
        Some(Identity::Country(country)) => Some(country),
        _ => None,
    };
    let held = office.of.and_then(|of| owner_country(reading, of));
    said.is_some() && said == held
}
