//! Names that a state shares with a part of another state (Georgia), or whose capital's with a union that has its seat there
//! (Brussels). In: what the gazetteer knows of the whole document; out: what the name does not mean in it.

use super::super::known::{Hit, Known};
use super::super::lexicon;
use super::super::view::View;
use crate::gazetteer::{CountryForm, CountryId, EntryRef, OrganizationId};
use crate::syntax::Deprel;
use std::collections::BTreeSet;

/// The state, and the one that has a part of the same name.
const SHARED: &[(&str, &str)] = &[("GEO", "USA")];

/// The state whose capital's name stands for a union of states, and that union.
const UNIONS: &[(&str, &str)] = &[("BEL", "European Union")];

/// The union that the capital of `country` stands for where it acts ("Brussels fined the company"): one that the document
/// names itself or by a body of its own, while it does not name the state.
pub(super) fn union_at(known: &Known, country: CountryId) -> Option<OrganizationId> {
    let (_, name) = UNIONS.iter().find(|(state, _)| known.gazetteer.country_by_iso3(state) == Some(country))?;
    let union = known.gazetteer.organization_of_phrase(name)?;
    let own = |hit: &Hit| match hit.entry {
        EntryRef::Organization { organization, ambiguous: false, .. } => {
            organization == union || known.gazetteer.organization(organization).part_of == Some(union)
        }
        _ => false,
    };
    let state = |hit: &Hit| match hit.entry {
        EntryRef::Country { country: named, form, .. } => named == country && form != CountryForm::Capital,
        _ => false,
    };
    (known.hits().iter().any(own) && !known.hits().iter().any(state)).then_some(union)
}

/// The states of [`SHARED`] whose name is here that of the other's part: nothing in the document is surely theirs, and
/// more of it is of the other state's places and bodies than there are third states named.
pub(super) fn meant_otherwise(known: &Known) -> BTreeSet<CountryId> {
    let pairs = SHARED.iter().filter_map(|(own, other)| {
        let find = |code| known.gazetteer.country_by_iso3(code);
        Some((find(own)?, find(other)?))
    });
    pairs.filter(|&(own, other)| is_other(known, own, other)).map(|(own, _)| own).collect()
}

/// "Georgia's governor", "Senator Roe of Georgia": whether the name of a state of [`SHARED`] is that of the other's part by
/// an office or organ that only parts have.
pub(super) fn is_part(view: &View, known: &Known, hit: &Hit, country: CountryId) -> bool {
    if !SHARED.iter().any(|(own, _)| known.gazetteer.country_by_iso3(own) == Some(country)) {
        return false;
    }
    let head = view.first_conjunct(view.head_of(hit.tokens.clone()));
    let Some(noun) = view.head(head) else { return false };
    let office = |t: usize| lexicon::is_of_part(view.lemma(t));
    // "Georgia's central bank governor" is of a bank.
    let of_bank = |noun: usize| view.children(noun).any(|c| view.lower(c) == "bank");
    match view.deprel(head) {
        Deprel::Nmod if matches!(view.case(head).as_deref(), Some("of" | "from")) => {
            let before = view.children(noun).filter(|&c| c < noun);
            !of_bank(noun) && std::iter::once(noun).chain(before).any(office)
        }
        Deprel::NmodPoss | Deprel::Compound | Deprel::NmodDesc | Deprel::NmodUnmarked => {
            let between = view.children(noun).filter(|&c| c > head && c < noun);
            !of_bank(noun) && std::iter::once(noun).chain(between).any(office)
        }
        _ => false,
    }
}

fn is_other(known: &Known, own: CountryId, other: CountryId) -> bool {
    let mut inside: BTreeSet<&str> = BTreeSet::new();
    let (mut here, mut abroad) = (BTreeSet::new(), BTreeSet::new());
    for Hit { tokens, entry } in known.hits() {
        match *entry {
            EntryRef::Country { country, form, .. } if country == own && form != CountryForm::Name => return false,
            EntryRef::Place { country, .. } if country == Some(own) => return false,
            EntryRef::Place { country, .. } if country == Some(other) => {
                here.insert(tokens.clone().start);
            }
            EntryRef::Organization { organization, .. } => {
                let body = known.gazetteer.organization(organization);
                if body.country == Some(own) {
                    return false;
                }
                if body.country == Some(other) {
                    inside.insert(&body.name);
                }
            }
            EntryRef::Country { country, form: CountryForm::Name | CountryForm::Demonym, .. }
                if country != own && country != other =>
            {
                abroad.insert(country);
            }
            _ => {}
        }
    }
    inside.len() + here.len() > 1 + abroad.len()
}
