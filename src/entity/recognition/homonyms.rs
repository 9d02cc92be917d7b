//! Names that a state shares with a part of another state: Georgia. In: what the gazetteer knows of the whole document;
//! out: the states that their bare name does not mean in it.

use super::super::known::{Hit, Known};
use crate::gazetteer::{CountryForm, CountryId, EntryRef};
use std::collections::BTreeSet;

/// The state, and the one that has a part of the same name.
const SHARED: &[(&str, &str)] = &[("GEO", "USA")];

/// The states of [`SHARED`] whose name is here that of the other's part: nothing in the document is surely theirs, and
/// more of it is of the other state's places and bodies than there are third states named.
pub(super) fn meant_otherwise(known: &Known) -> BTreeSet<CountryId> {
    let pairs = SHARED.iter().filter_map(|(own, other)| {
        let find = |code| known.gazetteer.country_by_iso3(code);
        Some((find(own)?, find(other)?))
    });
    pairs.filter(|&(own, other)| is_other(known, own, other)).map(|(own, _)| own).collect()
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
