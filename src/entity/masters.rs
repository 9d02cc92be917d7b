//! Offices under a leader: "President Roe's security adviser, Jan Berg", "his defense minister, Jan Berg" are of the leader's
//! state. In: an office that is said to be of nothing else; out: the state of whoever it is said to be whose.

use super::EntityKind;
use super::coreference::Reading;
use super::offices::{OfficeDraft, Owner, owner_country};
use crate::gazetteer::TitleClass;
use crate::syntax::Deprel;

/// The state of the leader whose `office` is said to be, among those whose offices are `found`.
pub(super) fn state(reading: &Reading, found: &[OfficeDraft], office: &OfficeDraft) -> Option<Owner> {
    let view = reading.view;
    // Whom a spokesman speaks for may be the leader alone.
    if matches!(office.class, TitleClass::Spokesperson | TitleClass::Honorific) {
        return None;
    }
    // "his fellow leader, Doe" leads another, a "personal secretary" serves the person.
    let own = |word: &str| matches!(word, "fellow" | "personal" | "private" | "leader" | "rival");
    if office.role.split(' ').any(own) {
        return None;
    }
    let head = view.head_of(office.role_tokens.clone());
    let whose = view.children(head).find(|&c| view.deprel(c) == Deprel::NmodPoss)?;
    let master = reading.at_head(whose).filter(|&i| reading.clusters.get(i).kind == EntityKind::Person)?;
    if reading.clusters.same(master, office.person) {
        return None;
    }
    let leads = |o: &&OfficeDraft| {
        let leader = matches!(o.class, TitleClass::HeadOfState | TitleClass::HeadOfGovernment | TitleClass::Royal);
        leader && reading.clusters.same(o.person, master)
    };
    let of = found.iter().find(leads)?.of;
    let country = of.and_then(|of| owner_country(reading, of)).or(reading.clusters.facts(master).country)?;
    Some(Owner::Country(country))
}

/// Where the leader is a pronoun: "Roe and his defense minister, Jan Berg".
pub(super) fn by_pronoun(reading: &mut Reading) {
    for index in 0..reading.offices.len() {
        let Some(office) = reading.offices.get(index).filter(|o| o.of.is_none()) else { continue };
        let Some(owner) = state(reading, &reading.offices, office) else { continue };
        let (person, former) = (office.person, office.former);
        if let (Some(country), false) = (owner_country(reading, owner), former) {
            reading.clusters.belongs_to(person, country);
        }
        if let Some(office) = reading.offices.get_mut(index) {
            office.of = Some(owner);
        }
    }
}
