//! The state of an office that the text gives no state: "Interior Minister Amadi" is, in an article from Nairobi, Kenya's.
//! In: joined names and the offices whose owner is told; out: the state that the document makes plain, if it does.

use super::coreference::Reading;
use super::draft::Identity;
use super::known::Hit;
use super::offices::{OfficeDraft, Owner, qualifies};
use super::recognition::{SIDES, in_dateline};
use super::{EntityKind, lexicon};
use crate::gazetteer::{CountryForm, CountryId, EntryRef, TitleClass};
use crate::syntax::{Deprel, Xpos};
use std::collections::BTreeMap;

/// What must speak for a state, and more than for any other: a dateline alone is not enough, as reporters travel,
/// unless the sentence names its state as well.
const ENOUGH: usize = 3;

/// How many sentences back what is named counts as named of late.
const LATE: usize = 5;

/// The state of `office`, whose holder's drafts are `family`: that of the person's other offices, what the gazetteer knows
/// of the person, or the state that most speaks for: the sentence, what is most named, the dateline, the place where it was
/// said. `told` has the owners of offices that say them, by sentence.
pub(super) fn country(
    reading: &Reading,
    office: &OfficeDraft,
    family: &[usize],
    told: &[(usize, Owner)],
) -> Option<Owner> {
    let known = reading.clusters.facts(office.person).country.map(Owner::Country);
    if known.is_some() {
        return known;
    }
    if let Some(state) = only_state(reading, office) {
        return Some(Owner::Country(state));
    }
    let by_office = || family.iter().find_map(|&i| reading.holder_of(i, office));
    let by_name = || family.iter().find_map(|&i| reading.holder_named(i));
    let by_text = || match office.class {
        // "Roe, its vice president": of whom "it" means, if that is known.
        _ if is_possessed(reading, office) => None,
        TitleClass::Diplomat => sender(reading, office),
        // "Chad's defense minister quit. The minister, Ana Roe, said".
        _ if is_known(reading, office) => sender(reading, office).or_else(|| weighed(reading, office, told)),
        _ => weighed(reading, office, told),
    };
    by_office().or_else(by_name).or_else(|| announced(reading, office)).or_else(by_text).map(Owner::Country)
}

/// The state that alone has such an office: abroad it is the foreign minister, or the trade minister.
pub(super) fn only_state(reading: &Reading, office: &OfficeDraft) -> Option<CountryId> {
    let american = office.role.ends_with("secretary of state") || office.role == "trade representative";
    reading.known.gazetteer.country_by_iso3("USA").filter(|_| american)
}

/// Whether the title of `office` points at somebody told of before: "the minister, Ana Roe".
fn is_known(reading: &Reading, office: &OfficeDraft) -> bool {
    let view = reading.view;
    let noun = view.head_of(office.role_tokens.clone());
    let the = view.child(noun, &[Deprel::Det]).is_some_and(|d| view.lower(d) == "the");
    the && office.role_tokens.len() == 1 && view.form(noun + 1) == ","
}

/// Whether the title of `office` has a possessive pronoun before it.
fn is_possessed(reading: &Reading, office: &OfficeDraft) -> bool {
    let view = reading.view;
    let noun = view.head_of(office.role_tokens.clone());
    view.children(noun).any(|c| view.deprel(c) == Deprel::NmodPoss && matches!(view.xpos(c), Xpos::PrpS | Xpos::WpS))
}

/// "Peru's justice minister has quit. Justice Minister Roe said": the state of the one office of the same name of which the
/// sentences just before tell without naming anybody.
fn announced(reading: &Reading, office: &OfficeDraft) -> Option<CountryId> {
    let view = reading.view;
    let words: Vec<&str> = office.role.split([' ', '-']).collect();
    let first = view.tokens_of(office.sentence.saturating_sub(ANNOUNCED)).start;
    // Whoever meets him in his own sentence is another.
    let before = if office.former { first } else { view.tokens_of(office.sentence).start };
    let mut found = None;
    for start in first..before {
        let end = start + words.len();
        // "President-elect" is no president.
        let same = words.iter().zip(start..end).all(|(word, t)| view.lower(t) == *word) && view.form(end) != "-";
        let owner = if same { start.checked_sub(1).filter(|&t| t >= first) } else { None };
        // "Peru's", "the Peruvian", and nothing between.
        let owner = owner.map(|t| if view.xpos(t) == Xpos::Pos { t - 1 } else { t });
        let Some(owner) = owner.and_then(|t| reading.at_head(t)).and_then(|index| state(reading, index)) else {
            continue;
        };
        let named =
            reading.named_in(view.sentence(start)).any(|(_, d)| d.tokens.start >= end && d.tokens.start < end + 2);
        if named || found.is_some_and(|other| other != owner) {
            return None;
        }
        found = Some(owner);
    }
    found
}

/// How many sentences back an office may be told of whose holder is named then.
const ANNOUNCED: usize = 2;

/// How many sentences back "the Dutch ambassador" tells whose "Ambassador Roe" is.
const TOLD: usize = 3;

/// The state that has sent a diplomat: that of the last of the same rank before. What else a document tells speaks more for
/// the state where they are.
fn sender(reading: &Reading, office: &OfficeDraft) -> Option<CountryId> {
    let view = reading.view;
    let rank = office.role.rsplit([' ', '-']).next()?;
    let same_rank = |&token: &usize| view.lemma(token) == rank && !office.tokens.contains(&token);
    for sentence in (office.sentence.saturating_sub(TOLD)..=office.sentence).rev() {
        let tokens = view.tokens_of(sentence);
        let states: Vec<usize> = (tokens.start..tokens.end.min(office.tokens.start))
            .filter(same_rank)
            .flat_map(|noun| view.children(noun))
            .filter(|&c| matches!(view.deprel(c), Deprel::Amod | Deprel::Compound | Deprel::NmodPoss))
            .filter_map(|c| reading.at_head(c))
            .collect();
        if let [one] = states[..] {
            return state(reading, one);
        }
        if !states.is_empty() {
            break;
        }
    }
    None
}

/// Notes the state of those whom the text gives no office and the gazetteer knows: by their whole name or, where the text
/// never names them more fully ("Putin offered talks"), by a surname that only leaders of one state have.
pub(super) fn well_known(reading: &mut Reading) {
    let mut found = Vec::new();
    for (root, family) in reading.clusters.groups() {
        if reading.clusters.get(root).kind != EntityKind::Person || reading.clusters.facts(root).country.is_some() {
            continue;
        }
        let names: Vec<usize> = family.into_iter().filter(|&i| reading.clusters.get(i).is_name()).collect();
        let full = |i: usize| reading.clusters.get(i).words.len() > 1;
        let country = if names.iter().any(|&i| full(i)) {
            names.iter().find_map(|&i| reading.holder_named(i))
        } else if names.iter().all(|&i| is_bare(reading, i)) {
            names.iter().find_map(|&i| reading.state_led(i))
        } else {
            None
        };
        found.extend(country.map(|country| (root, country)));
    }
    for (person, country) in found {
        reading.clusters.belongs_to(person, country);
    }
}

/// Whether no title stands before the name, or one that anybody may bear: "Mr. Putin".
fn is_bare(reading: &Reading, index: usize) -> bool {
    let title = reading.known.title_before(reading.clusters.get(index).tokens.start);
    title.is_none_or(|(_, id)| reading.known.gazetteer.title(id).class == TitleClass::Honorific)
}

/// The state that most in the document speaks for.
fn weighed(reading: &Reading, office: &OfficeDraft, told: &[(usize, Owner)]) -> Option<CountryId> {
    let mut votes: BTreeMap<CountryId, usize> = BTreeMap::new();
    let mut vote = |country: Option<CountryId>, weight: usize| {
        country.into_iter().for_each(|country| *votes.entry(country).or_default() += weight);
    };
    // Of what state somebody speaks may be another's.
    vote(lone(reading, office, told), if speaks_of(reading, office) { 2 } else { 3 });
    // What a text is about speaks where it has been named of late, or nearly alone: digests tell of one after another.
    let alone = reading.is_of_one_country();
    let near = |country: &CountryId| {
        let paragraph = reading.view.paragraph(office.sentence);
        let of_late = |&s: &usize| s + LATE > office.sentence || reading.view.paragraph(s) == paragraph;
        let mut sentences = (0..=office.sentence).rev().take_while(of_late);
        alone
            || sentences.any(|s| reading.named_in(s).any(|(index, _)| state(reading, index).as_ref() == Some(country)))
    };
    let main = reading.main_country().and_then(|index| state(reading, index)).filter(near);
    let most = reading.most_named().and_then(|index| state(reading, index)).filter(near);
    // Less where the sentence names others and not this.
    let here: Vec<CountryId> =
        reading.named_in(office.sentence).filter_map(|(index, _)| state(reading, index)).collect();
    let elsewhere = |country: &CountryId| !here.is_empty() && !here.contains(country);
    vote(main, if main.as_ref().is_some_and(elsewhere) { 2 } else { 3 });
    vote(most.filter(|country| !elsewhere(country)), 1);
    let written_in = dateline(reading);
    vote(written_in, 2);
    let named = |country: &CountryId| {
        reading.named_in(office.sentence).any(|(index, _)| state(reading, index).as_ref() == Some(country))
    };
    vote(written_in.filter(named), 1);
    vote(place(reading, office.sentence).filter(named), 2);
    vote(place(reading, office.sentence), 2);
    // "In Manila, Defense Secretary Roe said": more than of whom he speaks.
    vote(place(reading, office.sentence).filter(|_| opens_at_home(reading, office)), 4);
    vote(subject(reading, office.sentence), 1);
    let before = office.sentence.checked_sub(1);
    let before = before.filter(|&b| reading.view.paragraph(b) == reading.view.paragraph(office.sentence));
    vote(before.and_then(|before| subject(reading, before)), 1);
    // Nobody is called "pro-Syrian" in Syria.
    let here = reading.named_in(office.sentence);
    let sides = here.filter(|(_, d)| {
        let start = office.role_tokens.start;
        // Nor is a president "Chilean-born" in Chile.
        let born = d.tokens.end + 2 == start && qualifies(reading.view, d.tokens.end);
        d.reason == SIDES && d.tokens.end == start || born
    });
    let against = acted_on(reading, office).into_iter().chain(acting_on(reading, office));
    for index in against.chain(sides.map(|(index, _)| index)) {
        state(reading, index).into_iter().for_each(|country| _ = votes.remove(&country));
    }
    let (&best, &most) = votes.iter().max_by_key(|&(_, &weight)| weight)?;
    let clear = votes.iter().all(|(&other, &weight)| other == best || weight < most);
    (most >= ENOUGH && clear).then_some(best)
}

/// How many words "In Abu Dhabi," may have before the office.
const OPENING: usize = 6;

fn state(reading: &Reading, index: usize) -> Option<CountryId> {
    match reading.clusters.facts(index).identity {
        Some(Identity::Country(country)) => Some(country),
        _ => None,
    }
}

/// The one state that the sentence of `office` names, if it names one, but for one whose official somebody else is or who
/// the sentence tells is met: "Minister Roe met the Norwegian ambassador" is no minister of Norway.
fn lone(reading: &Reading, office: &OfficeDraft, told: &[(usize, Owner)]) -> Option<CountryId> {
    let named =
        || reading.named_in(office.sentence).filter(|(_, d)| d.kind == EntityKind::Country && d.reason != SIDES);
    let mut here = named().map(|(index, _)| index);
    let first = here.next()?;
    if !here.all(|other| reading.clusters.same(first, other)) {
        return None;
    }
    let mut others = told.iter().filter(|(sentence, _)| *sentence == office.sentence);
    let taken = others.any(|(_, owner)| matches!(owner, Owner::Draft(index) if reading.clusters.same(*index, first)));
    let met = named().any(|(_, draft)| modifies_other(reading, office, draft.head));
    state(reading, first).filter(|_| !taken && !met)
}

/// Whether all states that the sentence names are named in what the holder of `office` says in it.
fn speaks_of(reading: &Reading, office: &OfficeDraft) -> bool {
    let view = reading.view;
    let person = reading.clusters.get(office.person).head;
    let Some(verb) = view.head(person).filter(|_| view.deprel(person) == Deprel::Nsubj) else { return false };
    let said = |head: usize| {
        view.ancestors(head)
            .any(|t| view.head(t) == Some(verb) && matches!(view.deprel(t), Deprel::Ccomp | Deprel::Parataxis))
    };
    let mut states = reading.named_in(office.sentence).filter(|(_, d)| d.kind == EntityKind::Country);
    states.all(|(_, d)| said(d.head))
}

/// Whether the word at `head` tells whose somebody is on whom the holder of `office` acts.
fn modifies_other(reading: &Reading, office: &OfficeDraft, head: usize) -> bool {
    let view = reading.view;
    let person = reading.clusters.get(office.person).head;
    let Some(verb) = view.head(person).filter(|_| view.deprel(person) == Deprel::Nsubj) else { return false };
    let owner = matches!(view.deprel(head), Deprel::Amod | Deprel::Compound | Deprel::NmodPoss);
    owner
        && view.head(head).is_some_and(|noun| {
            view.head(noun) == Some(verb)
                && matches!(view.deprel(noun), Deprel::Obj | Deprel::Iobj | Deprel::Obl)
                && reading.known.gazetteer.is_title(view.lower(noun))
        })
}

/// The states that the holder of `office` acts on in its sentence: "President Roe warned Norway", "threatened action against
/// Norway", is no president of Norway.
fn acted_on(reading: &Reading, office: &OfficeDraft) -> Vec<usize> {
    let view = reading.view;
    let person = reading.clusters.get(office.person).head;
    let Some(verb) = view.head(person).filter(|_| view.deprel(person) == Deprel::Nsubj) else { return Vec::new() };
    let undergoes = |head: usize| {
        let top = view.first_conjunct(head);
        let aimed = view.case(top).as_deref() == Some("against");
        let act = view.head(top).filter(|_| aimed && view.deprel(top) == Deprel::Nmod);
        let top = act.map_or(top, |act| view.first_conjunct(act));
        view.head(top) == Some(verb) && matches!(view.deprel(top), Deprel::Obj | Deprel::Iobj | Deprel::Obl)
    };
    let states = reading.named_in(office.sentence).filter(|(_, d)| d.kind == EntityKind::Country && undergoes(d.head));
    states.map(|(index, _)| index).collect()
}

/// The state that acts on the holder of `office` in its sentence: "Chad plotted to kill King Roe" is of another's king.
fn acting_on(reading: &Reading, office: &OfficeDraft) -> Option<usize> {
    let view = reading.view;
    let person = reading.clusters.get(office.person).head;
    let object = match view.deprel(person) {
        Deprel::Obj | Deprel::Iobj => true,
        Deprel::Obl => matches!(view.case(person).as_deref(), Some("to" | "with" | "against" | "on")),
        _ => false,
    };
    // A state names its own minister, sends and dismisses its own ambassador.
    let verb = view.head(person).filter(|&v| object && !lexicon::is_over_own(view.lemma(v)))?;
    let same = |t: &usize| matches!(view.deprel(*t), Deprel::Xcomp | Deprel::Conj);
    let mut verbs = view.ancestors(verb).take_while(same).collect::<Vec<_>>();
    verbs.extend(view.ancestors(verb).find(|t| !same(t)));
    let subject = verbs.into_iter().find_map(|v| view.child(v, &[Deprel::Nsubj]))?;
    reading.at_head(subject).filter(|&i| reading.clusters.get(i).kind == EntityKind::Country)
}

/// The state whose capital the report is written in.
fn dateline(reading: &Reading) -> Option<CountryId> {
    *reading.written_in.get_or_init(|| {
        let mut all = capitals(reading.known.hits());
        all.find(|&(start, _)| in_dateline(reading.view, start)).map(|(_, country)| country)
    })
}

/// The state in whose capital something is said or done in the sentence: "said in London".
fn place(reading: &Reading, sentence: usize) -> Option<CountryId> {
    let tokens = reading.view.tokens_of(sentence);
    let mut here = capitals(reading.known.within(&tokens));
    let within = |start: usize| start.checked_sub(1).is_some_and(|before| reading.view.lower(before) == "in");
    here.find(|&(start, _)| within(start)).map(|(_, country)| country)
}

/// Whether nothing but the name of a capital stands before the office that opens the sentence.
fn opens_at_home(reading: &Reading, office: &OfficeDraft) -> bool {
    let view = reading.view;
    let tokens = view.tokens_of(office.sentence);
    let capital = capitals(reading.known.within(&(tokens.start..office.tokens.start))).next();
    view.lower(tokens.start) == "in"
        && capital.is_some_and(|(start, _)| start == tokens.start + 1)
        && office.tokens.start.checked_sub(1).is_some_and(|comma| view.form(comma) == ",")
        && office.tokens.start < tokens.start + OPENING
}

/// Where `hits` name capitals: first tokens, and the states.
fn capitals(hits: &[Hit]) -> impl Iterator<Item = (usize, CountryId)> {
    hits.iter().filter_map(|hit| match hit.entry {
        EntryRef::Country { country, form: CountryForm::Capital, .. } => Some((hit.tokens.start, country)),
        _ => None,
    })
}

/// The state that is the subject of a clause of the sentence, if only one is.
fn subject(reading: &Reading, sentence: usize) -> Option<CountryId> {
    let is = |deprel: Deprel| matches!(deprel, Deprel::Nsubj | Deprel::NsubjPass);
    let named = reading.named_in(sentence);
    let mut found = named
        .filter(|(_, d)| d.kind == EntityKind::Country && is(reading.view.deprel(d.head)))
        .filter_map(|(index, _)| state(reading, index));
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}
