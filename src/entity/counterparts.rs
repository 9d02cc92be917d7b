//! "Sweden's foreign minister, Tobias Billstrom, and his Danish counterpart, Lars Lokke Rasmussen": whoever is called a
//! counterpart holds the office of the one named before, in the state that stands before the word. In: joined names and
//! the offices that titles gave; out: more [`OfficeDraft`]s.

use super::EntityKind;
use super::coreference::Reading;
use super::offices::{OfficeDraft, Owner, belongs_to_state};
use crate::syntax::Upos;

/// The offices of counterparts whose name stands beside the word.
pub(super) fn find(reading: &Reading, offices: &[OfficeDraft]) -> Vec<OfficeDraft> {
    let tokens = reading.view.sentences().flat_map(|(_, tokens)| tokens);
    tokens.filter_map(|token| counterpart(reading, offices, token)).collect()
}

fn counterpart(reading: &Reading, offices: &[OfficeDraft], token: usize) -> Option<OfficeDraft> {
    let view = reading.view;
    if view.lower(token) != "counterpart" || view.upos(token) != Upos::Noun {
        return None;
    }
    let sentence = view.sentence(token);
    let here = || reading.named_in(sentence);
    let of = here().find(|(_, d)| d.kind == EntityKind::Country && d.tokens.end == token)?.0;
    let named = |(_, d): &(usize, &super::draft::Draft)| d.kind == EntityKind::Person && d.is_name();
    // "his counterpart Lars Rasmussen", "his counterpart, Lars Rasmussen"; else "Lars Rasmussen, his Danish counterpart".
    let behind = |start: usize| start == token + 1 || start == token + 2 && view.form(token + 1) == ",";
    let before = |end: usize| end < token && token - end < 5 && view.form(end) == "," && view.form(token + 1) != "in";
    let person = here()
        .filter(named)
        .find(|(_, d)| behind(d.tokens.start))
        .or_else(|| here().filter(named).find(|(_, d)| before(d.tokens.end)))?
        .0;
    // The office is that of the person spoken of before, if the text told one by then.
    let model = offices
        .iter()
        .rev()
        .filter(|o| o.tokens.start < token && (o.of.is_some() || belongs_to_state(o.class)) && !o.former)
        .take_while(|o| sentence.saturating_sub(o.sentence) < 3)
        .find(|o| !reading.clusters.same(o.person, person))?;
    let name = reading.clusters.get(person).tokens.clone();
    let own = offices.iter().any(|o| o.sentence == sentence && reading.clusters.same(o.person, person));
    (!own).then(|| OfficeDraft {
        person,
        of: Some(Owner::Draft(of)),
        role: model.role.clone(),
        class: model.class,
        sentence,
        tokens: token.min(name.start)..name.end.max(token + 1),
        role_tokens: token..token + 1,
        former: false,
    })
}
