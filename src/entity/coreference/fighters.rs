//! Armed people: "the rebels" after "Tamil Tiger rebels". In: names and bodies already joined; a noun is joined only where the
//! text just said of which group such people are, or has named one armed group only.

use super::super::draft::Identity;
use super::super::{EntityKind, MentionKind, lexicon};
use super::Reading;
use crate::gazetteer::OrganizationKind;
use crate::syntax::Deprel;

/// How many sentences back the group may be named.
const REACH: usize = 2;

/// Joins "the rebels", "the militants" to the group whose they are.
pub(super) fn fighters(reading: &mut Reading) {
    let view = reading.view;
    let tokens: Vec<usize> = view.sentences().flat_map(|(_, tokens)| tokens).collect();
    for token in tokens {
        let named = reading.at_head(token).is_some() || matches!(view.deprel(token), Deprel::Compound | Deprel::Appos);
        if named || !lexicon::is_fighters(view.lower(token)) || !is_bare(reading, token) {
            continue;
        }
        if let Some(group) = group_of(reading, token) {
            let found = reading.reference(group, token..token + 1, MentionKind::Description, "fighters of the group");
            reading.refer(group, found);
        }
    }
}

/// Whether only "the" or "these" stands before the noun, and nothing tells which ones behind it.
fn is_bare(reading: &Reading, token: usize) -> bool {
    let view = reading.view;
    let the = view.child(token, &[Deprel::Det]).is_some_and(|d| matches!(view.lower(d), "the" | "these" | "those"));
    let plain = [Deprel::Det, Deprel::Case, Deprel::Punct, Deprel::Cc, Deprel::Conj];
    the && view.children(token).all(|c| plain.contains(&view.deprel(c)))
}

/// The group of those whom the text last called fighters, if it said whose they are; where it called nobody so, the one
/// armed group that it has named.
fn group_of(reading: &Reading, token: usize) -> Option<usize> {
    let view = reading.view;
    let from = view.tokens_of(view.sentence(token).saturating_sub(REACH)).start;
    match (from..token).rev().find(|&t| lexicon::is_fighters(view.lower(t))) {
        Some(before) => whose(reading, before),
        None => only_armed(reading, token, from),
    }
}

/// The body whose fighters the noun at `token` means.
fn whose(reading: &Reading, token: usize) -> Option<usize> {
    let view = reading.view;
    let belongs = |c: &usize| match view.deprel(*c) {
        Deprel::Compound | Deprel::Amod | Deprel::NmodPoss | Deprel::NmodUnmarked | Deprel::NmodDesc => *c < token,
        Deprel::Nmod => matches!(view.case(*c).as_deref(), Some("of" | "from")),
        _ => false,
    };
    let near = std::iter::once(token).chain(view.children(token).filter(belongs));
    let mut groups = near.filter_map(|t| reading.at_head(t)).filter(|&i| is_group(reading, i));
    groups.next().filter(|&first| groups.all(|other| reading.clusters.same(first, other)))
}

/// Whether fighters can be of the body of draft `index`: "NATO fighters" are aircraft.
fn is_group(reading: &Reading, index: usize) -> bool {
    let body = reading.clusters.get(index).kind == EntityKind::Organization;
    body && kind_of(reading, index)
        .is_none_or(|kind| matches!(kind, OrganizationKind::ArmedGroup | OrganizationKind::Party))
}

/// What kind of body it is known to be.
fn kind_of(reading: &Reading, index: usize) -> Option<OrganizationKind> {
    match reading.clusters.facts(index).identity {
        Some(Identity::Body(id)) => Some(reading.known.gazetteer.organization(id).kind),
        _ => None,
    }
}

/// The one armed group named between the token `from` and the one at `token`.
fn only_armed(reading: &Reading, token: usize, from: usize) -> Option<usize> {
    let near = reading.before(token, EntityKind::Organization);
    let near = near.take_while(|&i| reading.clusters.get(i).head >= from);
    // "an al-Qaida-linked cell" is none of its.
    let view = reading.view;
    let linked = |i: usize| {
        let end = reading.clusters.get(i).tokens.end;
        end < token && view.form(end) == "-"
    };
    let mut armed = near.filter(|&i| kind_of(reading, i) == Some(OrganizationKind::ArmedGroup) && !linked(i));
    armed.next().filter(|&first| armed.all(|other| reading.clusters.same(first, other)))
}
