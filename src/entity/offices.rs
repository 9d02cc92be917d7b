//! Offices that the text gives people. In: joined names; out: [`OfficeDraft`]s. Four constructions: a title before the
//! name ("Russian Foreign Minister Sergei Lavrov"), an apposition ("Jens Stoltenberg, the NATO secretary-general,", "the
//! Russian president, Vladimir Putin"), a copula ("Erdoğan is the president of Turkey"), and "as" ("as prime minister").

use super::coreference::Reading;
use super::draft::Identity;
use super::plain;
use super::recognition::candidate::title_gender;
use super::recognition::{SIDES, is_suffix};
use super::roles::{is_descent, is_unofficial, role_of};
use super::view::View;
use super::{EntityKind, lexicon};
use crate::gazetteer::{CountryId, EntryRef, Gender, OrganizationKind, TitleClass, TitleId};
use crate::syntax::{Deprel, Upos, Xpos};
use std::ops::Range;

/// What an office is an office of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// The entity of a draft.
    Draft(usize),
    /// A state that the gazetteer knows, whether or not the document names it.
    Country(CountryId),
}

/// An office as found, by drafts.
#[derive(Debug, Clone)]
pub(super) struct OfficeDraft {
    /// The draft of the office holder.
    pub person: usize,
    /// What it is an office of.
    pub of: Option<Owner>,
    /// The role as said, in small letters, without state and "former".
    pub role: String,
    /// What the gazetteer says that the role makes of its bearer.
    pub class: TitleClass,
    /// Sentence number.
    pub sentence: usize,
    /// Title and name.
    pub tokens: Range<usize>,
    /// The role words.
    pub role_tokens: Range<usize>,
    /// Whether it is over.
    pub former: bool,
}

/// Finds the offices of all named people, and notes what they tell: gender, and the state that a person belongs to.
pub(super) fn find(reading: &mut Reading) {
    let mut found = Vec::new();
    for person in 0..reading.clusters.drafts().len() {
        let draft = reading.clusters.get(person);
        if draft.kind == EntityKind::Person && draft.is_name() {
            before_name(reading, person, &mut found);
            beside_name(reading, person, &mut found);
        }
    }
    found.sort_by_key(|o| (o.tokens.start, o.role_tokens.start));
    let counterparts = super::counterparts::find(reading, &found);
    found.extend(counterparts);
    found.extend(super::holders::find(reading));
    found.sort_by_key(|o| (o.tokens.start, o.role_tokens.start));
    found.dedup_by(|a, b| a.role_tokens == b.role_tokens && a.person == b.person);
    for index in 0..found.len() {
        let shared = shared_owner(reading, &found, index);
        if let Some(office) = found.get_mut(index)
            && office.of.is_none()
        {
            office.of = shared;
        }
    }
    note_facts(reading, &found);
    under_leaders(reading, &mut found);
    let groups = reading.clusters.groups();
    let owners: Vec<(usize, Owner)> = found.iter().filter_map(|o| Some((o.sentence, o.of?))).collect();
    for office in &mut found {
        if office.of.is_none() && belongs_to_state(office.class) {
            let family = groups.get(&reading.clusters.root(office.person)).map_or(&[][..], Vec::as_slice);
            office.of = plain::country(reading, office, family, &owners);
        }
    }
    // Again: the leaders' own states are known now.
    under_leaders(reading, &mut found);
    note_facts(reading, &found);
    plain::well_known(reading);
    reading.offices = found;
}

/// Gives each office that is of nothing else the state of the leader whose it is.
fn under_leaders(reading: &Reading, found: &mut [OfficeDraft]) {
    for index in 0..found.len() {
        let owner = found.get(index).filter(|o| o.of.is_none()).and_then(|o| super::masters::state(reading, found, o));
        if let (Some(owner), Some(office)) = (owner, found.get_mut(index)) {
            office.of = Some(owner);
        }
    }
}

/// What offices tell of people: gender, and the state that they belong to.
fn note_facts(reading: &mut Reading, found: &[OfficeDraft]) {
    for office in found {
        if let Some(gender) = title_gender(&office.role) {
            reading.clusters.is_of_gender(office.person, gender);
        }
        if let Some(country) = office.of.and_then(|of| owner_country(reading, of))
            && !office.former
        {
            reading.clusters.belongs_to(office.person, country);
        }
    }
}

/// "Cypriot president Nicos Anastasiades and energy minister Georgios Lakkotrypis": what the office before it is of, where
/// the two people are coordinated.
fn shared_owner(reading: &Reading, found: &[OfficeDraft], index: usize) -> Option<Owner> {
    let (office, before) = (found.get(index)?, found.get(index.checked_sub(1)?)?);
    let view = reading.view;
    let near = office.sentence == before.sentence && belongs_to_state(office.class) && !before.former;
    let near = near && plain::only_state(reading, office).is_none();
    let between = before.tokens.end..office.role_tokens.start;
    let coordinated = between.len() < 4
        && between.clone().any(|t| matches!(view.lower(t), "and" | ","))
        && between.clone().all(|t| matches!(view.lower(t), "and" | "," | "the" | "his" | "her" | "its"));
    before.of.filter(|_| near && coordinated && !between.is_empty())
}

/// The state that an office holder of `owner` belongs to.
pub(super) fn owner_country(reading: &Reading, owner: Owner) -> Option<CountryId> {
    match owner {
        Owner::Country(country) => Some(country),
        Owner::Draft(index) => match reading.clusters.facts(index).identity {
            Some(Identity::Country(country)) => Some(country),
            _ => reading.clusters.facts(index).country,
        },
    }
}

/// Whether an office of `class` is one of a state, where nothing else is said.
pub(super) fn belongs_to_state(class: TitleClass) -> bool {
    matches!(
        class,
        TitleClass::HeadOfState
            | TitleClass::HeadOfGovernment
            | TitleClass::Minister
            | TitleClass::Diplomat
            | TitleClass::Royal
    )
}

/// "former", "ex-".
pub(super) fn ends_office(word: &str) -> bool {
    matches!(word, "former" | "ex" | "onetime" | "erstwhile" | "ousted" | "deposed") || word.starts_with("ex-")
}

/// Titles before a name, from the name leftwards: "former U.S. Secretary of State Rex Tillerson".
fn before_name(reading: &mut Reading, person: usize, found: &mut Vec<OfficeDraft>) {
    let name = reading.clusters.get(person).tokens.clone();
    let mut end = name.start;
    let first = reading.view.tokens_of(reading.view.sentence(name.start)).start;
    // "emir, Sheikh Tamim": a form of address may stand between.
    while let Some((tokens, id)) = reading.known.title_before(end) {
        if let Some(gender) = title_gender(&reading.known.gazetteer.title(id).form) {
            reading.clusters.is_of_gender(person, gender);
        }
        if reading.known.gazetteer.title(id).office {
            let whole = tokens.start..name.end;
            if let Some(office) = office(reading, person, tokens, id, whole) {
                let behind = || owner_behind(reading, name.end);
                found.push(OfficeDraft { of: office.of.or_else(behind), ..office });
            }
            return;
        }
        end = tokens.start;
        if end <= first {
            return;
        }
    }
    found.extend(over_owner(reading, person, end));
}

/// "Ex-president Pedro Roe of Peru": whose the office is may stand behind the name, which ends before token `end`.
fn owner_behind(reading: &Reading, end: usize) -> Option<Owner> {
    let view = reading.view;
    let article = usize::from(view.len() > end + 1 && view.lower(end + 1) == "the");
    let owner =
        (end + 1 + article < view.len() && view.lower(end) == "of").then(|| at_token(reading, end + 1 + article))??;
    let draft = reading.clusters.get(owner);
    // "of the German charity Kora" is not of Germany.
    let whole = !matches!(view.deprel(draft.head), Deprel::Amod | Deprel::Compound | Deprel::NmodPoss);
    (whole && draft.kind != EntityKind::Person && draft.sentence == view.sentence(end)).then_some(Owner::Draft(owner))
}

/// "the President of the United States Donald Trump": the owner stands between title and name.
fn over_owner(reading: &Reading, person: usize, end: usize) -> Option<OfficeDraft> {
    let view = reading.view;
    let name = reading.clusters.get(person).tokens.clone();
    let owner = at_token(reading, end.checked_sub(1)?).filter(|&i| {
        let draft = reading.clusters.get(i);
        draft.kind != EntityKind::Person && draft.tokens.end == end && draft.sentence == view.sentence(end)
    })?;
    let mut of = reading.clusters.get(owner).tokens.start;
    if of > 0 && view.lower(of - 1) == "the" {
        of -= 1;
    }
    let preposition = of.checked_sub(1).filter(|&t| matches!(view.lower(t), "of" | "for" | "to"))?;
    let (tokens, id) =
        reading.known.title_before(preposition).filter(|(_, id)| reading.known.gazetteer.title(*id).office)?;
    let found = office(reading, person, tokens.clone(), id, tokens.start..name.end)?;
    // An ambassador to a state is another's.
    let of = if view.lower(preposition) == "to" { found.of } else { Some(Owner::Draft(owner)) };
    Some(OfficeDraft { of, ..found })
}

/// Appositions, copulas and "as" beside a name.
fn beside_name(reading: &Reading, person: usize, found: &mut Vec<OfficeDraft>) {
    let view = reading.view;
    let draft = reading.clusters.get(person);
    for noun in role_nouns(view, draft.head) {
        if !matches!(view.upos(noun), Upos::Noun | Upos::Propn | Upos::Adj) || draft.tokens.contains(&noun) {
            continue;
        }
        let Some((tokens, id)) = title_with(reading, noun) else { continue };
        if !reading.known.gazetteer.title(id).office {
            continue;
        }
        // "the president's envoy, Jane Roe": the title is that of somebody unnamed.
        if tokens.end < view.len() && view.xpos(tokens.end) == Xpos::Pos {
            continue;
        }
        // "leader Roe and President Doe": the title before a name is that one's.
        let bearer = at_token(reading, tokens.end).filter(|&i| reading.clusters.get(i).tokens.start == tokens.end);
        if bearer.is_some_and(|i| i != person && reading.clusters.get(i).kind == EntityKind::Person) {
            continue;
        }
        let whole = tokens.start.min(draft.tokens.start)..tokens.end.max(draft.tokens.end);
        let left = is_left(view, noun);
        let found_here = office(reading, person, tokens, id, whole);
        let class = reading.known.gazetteer.title(id).class;
        let giver = || given_by(reading, noun, class);
        found.extend(found_here.map(|o| OfficeDraft { of: o.of.or_else(giver), former: o.former || left, ..o }));
    }
}

/// The body that gives an office of its own: "the bank named Ana Roe as president"; an organ of a state gives those of the
/// state: "the Peruvian congress elected Ana Roe as president".
fn given_by(reading: &Reading, noun: usize, class: TitleClass) -> Option<Owner> {
    let view = reading.view;
    let verb = view.head(noun).filter(|_| view.case(noun).as_deref() == Some("as"))?;
    let gives = lexicon::is_appointing(view.lemma(verb));
    let subject = view.child(verb, &[Deprel::Nsubj]).filter(|_| gives)?;
    let body = reading.at_head(subject).filter(|&i| reading.clusters.get(i).kind == EntityKind::Organization)?;
    if is_state_organ(reading, body, subject) {
        let state = reading.clusters.facts(body).country.filter(|_| belongs_to_state(class));
        return state.map(Owner::Country);
    }
    Some(Owner::Draft(body))
}

/// Whether the body of draft `body`, whose noun is `head`, is one of a state: by what is known of it, or by its noun.
fn is_state_organ(reading: &Reading, body: usize, head: usize) -> bool {
    use OrganizationKind::{Agency, Court, Legislature, Military, Ministry};
    let noun = |e: &EntryRef| matches!(e, EntryRef::Body(_));
    match reading.clusters.facts(body).identity {
        Some(Identity::Body(id)) => {
            let kind = reading.known.gazetteer.organization(id).kind;
            matches!(kind, Agency | Court | Legislature | Military | Ministry)
        }
        _ => reading.known.is(head, noun),
    }
}

/// The nouns that may say what the person named at `head` is.
fn role_nouns(view: &View, head: usize) -> Vec<usize> {
    let having = |top: usize, relation: Deprel| -> Vec<usize> {
        view.children(top).filter(|&c| view.deprel(c) == relation).collect()
    };
    let mut nouns = having(head, Deprel::Appos);
    if let Some(governor) = view.head(head) {
        match view.deprel(head) {
            // "The chief executive of Nestle, Mark Schneider": a person stands beside a person's role, not beside a body.
            Deprel::Appos
                if view.deprel(governor) == Deprel::Nmod
                    && matches!(view.case(governor).as_deref(), Some("of" | "to" | "for" | "at" | "in")) =>
            {
                // "A spokesman for the embassy in Rome, Ana Roe,": over each body or place to the role.
                let hung = |t: &usize| view.deprel(*t) == Deprel::Nmod;
                nouns.extend(view.ancestors(governor).take_while(hung).take(3));
                nouns.extend(view.ancestors(governor).take(4).find(|t| !hung(t)));
            }
            Deprel::Appos => nouns.push(governor),
            Deprel::Nsubj if view.child(governor, &[Deprel::Cop]).is_some() => nouns.push(governor),
            // "named Smith as prime minister", "Smith was forced to resign as foreign minister".
            Deprel::Obj | Deprel::NsubjPass | Deprel::Nsubj => {
                let clauses = std::iter::once(governor).chain(having(governor, Deprel::Xcomp));
                let as_roles = clauses.flat_map(|clause| having(clause, Deprel::Obl));
                nouns.extend(as_roles.filter(|&c| view.case(c).as_deref() == Some("as")));
            }
            _ => {}
        }
    }
    // "Biden, who served as vice president", "Putin, who is president".
    // "Roe and Doe, who is president": the last of several is, whomever the tree hangs it on.
    let later = |clause: usize| view.children(head).any(|c| view.deprel(c) == Deprel::Conj && c > head && c < clause);
    let mut clauses = having(head, Deprel::AclRelcl);
    clauses.retain(|&clause| !later(clause));
    if let Some(top) = view.head(head).filter(|_| view.deprel(head) == Deprel::Conj) {
        let next = |clause: usize| having(top, Deprel::Conj).into_iter().any(|c| c > head && c < clause);
        clauses.extend(having(top, Deprel::AclRelcl).into_iter().filter(|&c| c > head && !next(c)));
    }
    for clause in clauses {
        if view.child(clause, &[Deprel::Cop]).is_some() {
            nouns.push(clause);
        }
        nouns.extend(having(clause, Deprel::Obl).into_iter().filter(|&c| view.case(c).as_deref() == Some("as")));
    }
    // "the State Department Spokesperson" may hang flat on its first word.
    for relation in [Deprel::Flat, Deprel::Conj] {
        let more: Vec<usize> = nouns.iter().flat_map(|&n| having(n, relation)).collect();
        nouns.extend(more);
    }
    nouns
}

/// Whether the office at `noun` is one that somebody "resigned as" or was "ousted as".
fn is_left(view: &View, noun: usize) -> bool {
    const LEAVING: &[&str] = &["resign", "retire", "quit", "oust", "remove", "step", "dismiss", "fire", "replace"];
    view.case(noun).as_deref() == Some("as")
        && view.head(noun).is_some_and(|verb| {
            let past = view.xpos(verb) == Xpos::Vbd && view.lemma(verb) == "serve";
            past || LEAVING.contains(&view.lemma(verb))
        })
}

/// The longest title that `noun` is part of the head of: one that ends with it, or begins with it ("Secretary of State").
pub(super) fn title_with(reading: &Reading, noun: usize) -> Option<(Range<usize>, TitleId)> {
    let ending = reading.known.title_before(noun + 1);
    let starting = (noun.saturating_sub(3)..=noun)
        .filter_map(|t| reading.known.title_at(t))
        .find(|(tokens, _)| tokens.contains(&noun));
    match (ending, starting) {
        (Some(a), Some(b)) => Some(if b.0.len() > a.0.len() { b } else { a }),
        (a, b) => a.or(b),
    }
}

/// An office at its place, with what it is of and whether it is over.
fn office(
    reading: &Reading,
    person: usize,
    title: Range<usize>,
    id: TitleId,
    whole: Range<usize>,
) -> Option<OfficeDraft> {
    let view = reading.view;
    let (role, former) = role_of(reading, title);
    let head = view.head_of(role.clone());
    let person_tokens = reading.clusters.get(person).tokens.clone();
    let plural = matches!(view.xpos(head), Xpos::Nns | Xpos::Nnps);
    let negated = view.children(head).any(|c| matches!(view.lower(c), "not" | "n't" | "n’t" | "no"));
    if negated || (plural && role.end != person_tokens.start) {
        return None;
    }
    let class = reading.known.gazetteer.title(id).class;
    let of = owner(reading, &role, head, person, class);
    let of = of.filter(|&of| match of {
        Owner::Draft(index) => {
            reading.clusters.get(index).kind != EntityKind::Country || !is_unofficial(view, &role, head)
        }
        Owner::Country(_) => true,
    });
    let words: Vec<&str> = role.clone().map(|t| view.form(t)).collect();
    Some(OfficeDraft {
        person,
        of,
        role: join(view, &words),
        class,
        sentence: view.sentence(role.start),
        tokens: whole.start.min(role.start)..whole.end,
        role_tokens: role,
        former,
    })
}

/// Words as a phrase in small letters; hyphens without blanks.
fn join(_view: &View, words: &[&str]) -> String {
    words.join(" ").replace(" - ", "-").to_lowercase()
}

/// Whether a named mention covers `token`.
pub(super) fn in_entity(reading: &Reading, token: usize) -> bool {
    at_token(reading, token).is_some()
}

/// The innermost named mention that covers `token`.
pub(super) fn at_token(reading: &Reading, token: usize) -> Option<usize> {
    reading
        .named_in(reading.view.sentence(token))
        .filter(|(_, d)| d.tokens.contains(&token))
        .min_by_key(|(_, d)| d.tokens.len())
        .map(|(index, _)| index)
}

/// The outermost mention of a country or body that ends just before `end`, over a possessive and "former".
pub(super) fn owner_before(reading: &Reading, end: usize) -> Option<usize> {
    let view = reading.view;
    let first = view.tokens_of(view.sentence(end)).start;
    let mut at = end;
    while at > first {
        let word = at - 1;
        let skip = view.xpos(word) == Xpos::Pos
            || matches!(view.form(word), "'s" | "’s" | "'" | "’")
            || ends_office(view.lower(word))
            || is_descent(reading, word)
            || matches!(view.lower(word), "then" | "new" | "current" | "acting" | "-");
        if !skip {
            break;
        }
        at = word;
    }
    let last = at.checked_sub(1).filter(|&t| t >= first)?;
    reading
        .named_in(view.sentence(end))
        .filter(|(_, d)| d.kind != EntityKind::Person && d.tokens.end == last + 1 && d.reason != SIDES)
        .max_by_key(|(_, d)| d.tokens.len())
        .map(|(index, _)| index)
}

/// What the role at `role` is an office of: before it ("the NATO secretary-general", "Qatar's emir"), or after it with a
/// preposition ("president of Turkey", "ambassador to the United Nations" is the sender's, who may stand before).
fn owner(reading: &Reading, role: &Range<usize>, head: usize, person: usize, class: TitleClass) -> Option<Owner> {
    let view = reading.view;
    if let Some(index) = owner_before(reading, role.start) {
        // "Syria's U.N. ambassador" is Syria's.
        let body = reading.clusters.get(index);
        let sent = class == TitleClass::Diplomat && body.kind == EntityKind::Organization;
        let sender = Some(body.tokens.start).filter(|_| sent).and_then(|start| owner_before(reading, start));
        let sender = sender.filter(|&i| reading.clusters.get(i).kind == EntityKind::Country);
        return Some(Owner::Draft(sender.unwrap_or(index)));
    }
    let mut after = None;
    for child in view.children(head) {
        let fits = match view.deprel(child) {
            // "the U.N. envoy for Yemen", "ambassador in Kabul": that is where a diplomat is sent.
            Deprel::Nmod if class == TitleClass::Diplomat => view.case(child).as_deref() == Some("of"),
            Deprel::Nmod => matches!(view.case(child).as_deref(), Some("of" | "for" | "at" | "from" | "in" | "with")),
            Deprel::NmodPoss | Deprel::Compound | Deprel::Amod => true,
            _ => false,
        };
        if !fits || reading.clusters.get(person).tokens.contains(&child) || qualifies(view, child + 1) {
            continue;
        }
        let mention = reading.at_head(child).or_else(|| at_token(reading, child));
        if let Some(index) = mention
            && reading.clusters.get(index).kind != EntityKind::Person
            && reading.clusters.get(index).reason != SIDES
        {
            after.get_or_insert(Owner::Draft(index));
        }
    }
    after.or_else(|| possessor(reading, head))
}

/// Whether a hyphen and the end of an adjective begin at `hyphen`: of nobody who is "Chilean-born" or "Kremlin-backed" that tells
/// whose office it is.
pub(super) fn qualifies(view: &View, hyphen: usize) -> bool {
    matches!(view.form(hyphen), "-" | "‑")
        && view.touches(hyphen)
        && view.touches(hyphen + 1)
        && is_suffix(view.lower(hyphen + 1))
}

/// "its president", "their leader" stays open; "the country's president" too: the sieves for descriptions come later.
fn possessor(reading: &Reading, head: usize) -> Option<Owner> {
    let view = reading.view;
    // "Rebic, the head of the Serbian police": the state behind an unnamed body.
    let below = view
        .children(head)
        .find(|&c| view.deprel(c) == Deprel::Nmod && matches!(view.case(c).as_deref(), Some("of" | "for")))?;
    // "inspector for Iraq reconstruction" is of no body.
    let body = || {
        let word = view.lower(below);
        lexicon::is_body(word)
            || reading.known.is(below, |e| matches!(e, EntryRef::OrganizationWord | EntryRef::Body(_)))
    };
    if view.case(below).as_deref() == Some("for") && !body() {
        return None;
    }
    let inner = view.children(below).find_map(|c| reading.at_head(c))?;
    let draft = reading.clusters.get(inner);
    let state = matches!(draft.identity, Some(Identity::Country(_)));
    (state && matches!(view.deprel(draft.head), Deprel::Amod | Deprel::NmodPoss | Deprel::Compound))
        .then_some(Owner::Draft(inner))
}

/// Whether two people can share the pronoun of `gender`.
pub(super) fn gender_fits(known: Option<Gender>, pronoun: Gender) -> bool {
    known.is_none_or(|g| g == Gender::Unknown || g == pronoun)
}
