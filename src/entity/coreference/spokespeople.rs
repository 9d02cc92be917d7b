//! For whom a spokesperson speaks: "the ministry's spokesman", "the president's spokeswoman". In: an office and what a
//! description says of whose it is; out: whether they fit.

use super::super::MentionKind;
use super::super::offices::{OfficeDraft, Owner, owner_country};
use super::super::recognition::SEAT;
use super::Reading;
use super::descriptions::unnamed_owner;

/// Whether a spokesperson's office may be one in a body that the noun at `noun` calls, which no name stands beside ("the
/// ministry's spokesman"): one of the same noun, of a body with the noun in its name, or of nothing that the text tells.
pub(super) fn speaks_for_body(reading: &Reading, office: &OfficeDraft, noun: usize) -> bool {
    let view = reading.view;
    let word = view.lemma(noun);
    let own = view.head_of(office.role_tokens.clone());
    let same = unnamed_owner(reading, own, &office.role_tokens).is_some_and(|o| view.lemma(o) == word);
    match office.of {
        Some(Owner::Draft(of)) => {
            let named = |index: usize| {
                let draft = reading.clusters.get(index);
                reading.clusters.same(index, of)
                    && (draft.words.iter().any(|w| w == word)
                        || draft.form == MentionKind::Description && view.lemma(draft.head) == word)
            };
            same || (0..reading.clusters.drafts().len()).any(named)
        }
        Some(Owner::Country(_)) => same,
        None => same || is_plain(office),
    }
}

/// Whether a spokesperson's office may be that of whoever speaks for the person of draft `master`: one in the seat of the
/// same state, or of nothing that the text tells.
pub(super) fn speaks_for(reading: &Reading, office: &OfficeDraft, master: usize) -> bool {
    let view = reading.view;
    let own = view.head_of(office.role_tokens.clone());
    let named = view.children(own).filter_map(|c| reading.at_head(c)).any(|i| reading.clusters.same(i, master));
    match office.of {
        Some(Owner::Draft(of)) => {
            let state = reading.clusters.facts(master).country;
            let seat = reading.clusters.get(of).reason == SEAT;
            named || seat && state.is_some() && state == owner_country(reading, Owner::Draft(of))
        }
        Some(Owner::Country(state)) => named || reading.clusters.facts(master).country == Some(state),
        None => named || is_plain(office),
    }
}

/// Whether the role is one word with nothing that narrows it: a "police spokesman" is nobody else's.
fn is_plain(office: &OfficeDraft) -> bool {
    !office.role.contains(' ')
}
