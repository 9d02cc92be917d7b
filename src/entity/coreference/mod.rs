//! Which mentions are one entity: an ordered list of small passes over the drafts, the surest first (the multi-pass sieve
//! of Raghunathan et al. 2010 and Lee et al. 2013, reduced to what news names need). A pass joins only what it is sure of
//! and sees what the passes before it have joined.

mod acronym;
mod aliases;
mod bearers;
mod binding;
mod bodies;
mod clusters;
mod conduct;
mod descriptions;
mod fighters;
mod groups;
mod identity;
mod lands;
mod pairs;
mod people;
mod predicates;
mod pronouns;
mod quotations;
mod spokespeople;
mod state;
mod turns;
mod visits;

pub(super) use clusters::Clusters;
use groups::GroupDraft;
pub(super) use pairs::HALF;
pub(super) use turns::ASKED;

use super::draft::{Draft, Identity, fold};
use super::known::Known;
use super::offices::OfficeDraft;
use super::recognition::SIDES;
use super::spelling::romanized;
use super::view::View;
use super::{EntityKind, MentionKind};
use crate::gazetteer::CountryId;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A document being read: its layers, its drafts and the offices that are known of them.
pub(super) struct Reading<'a> {
    pub view: &'a View<'a>,
    pub known: &'a Known<'a>,
    pub clusters: Clusters,
    /// In order of the text; empty until offices are found.
    pub offices: Vec<OfficeDraft>,
    /// Phrases that stand for several entities, in order of the text.
    pub groups: Vec<GroupDraft>,
    /// How many drafts are from recognition: these are in order of the text, those that sieves add stand behind them.
    named: usize,
    /// For each of those, where the last of them so far ends.
    reach: Vec<usize>,
    /// For each token, the drafts that it is the head of.
    heads: Vec<Vec<usize>>,
    /// Rows of the gazetteer's office holders by folded and romanized surname.
    holders: BTreeMap<String, Vec<usize>>,
    /// Found when it is first asked for, as are the next three: each of many offices asks.
    main: OnceCell<Option<usize>>,
    of_one_country: OnceCell<bool>,
    most: OnceCell<Option<usize>>,
    /// The state whose capital the report is written in.
    pub written_in: OnceCell<Option<CountryId>>,
}

/// How many tokens back an antecedent may stand: more than an article has, so that only very long texts are cut.
const WINDOW: usize = 4000;

/// How many offices back a description may reach: more than an article has.
const OFFICES: usize = 200;

/// A pass.
type Sieve = fn(&mut Reading);

/// The passes over names, the surest first.
const NAMES: &[Sieve] = &[
    identity::of_states,
    identity::same_identity,
    identity::same_words,
    acronym::in_brackets,
    acronym::by_initials,
    people::variants,
    people::surnames,
    people::spellings,
    aliases::known_as,
    people::genders,
    bodies::short_forms,
];

/// The passes over descriptions and pronouns, which need the offices.
const REFERENCES: &[Sieve] = &[
    state::halves,
    state::administrations,
    bearers::named_behind,
    descriptions::office_holders,
    descriptions::leaders,
    descriptions::officials,
    bearers::named_later,
    bearers::done_to,
    bodies::named_beside,
    bodies::descriptions,
    fighters::fighters,
    state::reported,
    state::again,
    state::governments,
    state::nearby,
    quotations::speakers,
    quotations::speeches,
    lands::lands,
    pronouns::people,
    super::masters::by_pronoun,
    // Again: "he said" has its person now, and "he ordered the army".
    quotations::speakers,
    state::reported,
    turns::turns,
    predicates::predicates,
    visits::capitals,
    groups::plurals,
    pronouns::bodies,
];

/// Joins the names.
pub(super) fn join_names(reading: &mut Reading) {
    for sieve in NAMES {
        sieve(reading);
    }
}

/// Finds and joins descriptions and pronouns.
pub(super) fn join_references(reading: &mut Reading) {
    for sieve in REFERENCES {
        sieve(reading);
    }
}

impl<'a> Reading<'a> {
    /// The beginning: named drafts, nothing joined.
    pub fn new(view: &'a View<'a>, known: &'a Known<'a>, drafts: Vec<Draft>) -> Self {
        let mut heads = vec![Vec::new(); view.len()];
        for (index, draft) in drafts.iter().enumerate() {
            // Nobody who is "pro-Russian" is Russia, or an official of it.
            if let Some(list) = heads.get_mut(draft.head).filter(|_| draft.reason != SIDES) {
                list.push(index);
            }
        }
        let names: BTreeSet<String> = drafts.iter().filter_map(|d| d.words.last()).map(|w| romanized(w)).collect();
        let mut holders: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (row, holder) in known.gazetteer.office_holders().iter().enumerate() {
            let surname = romanized(&fold(holder.name.rsplit(' ').next().unwrap_or_default()));
            if names.contains(&surname) {
                holders.entry(surname).or_default().push(row);
            }
        }
        let named = drafts.len();
        let furthest = |far: &mut usize, draft: &Draft| {
            *far = draft.tokens.end.max(*far);
            Some(*far)
        };
        let reach = drafts.iter().scan(0, furthest).collect();
        Self {
            named,
            reach,
            view,
            known,
            clusters: Clusters::new(drafts),
            offices: Vec::new(),
            groups: Vec::new(),
            heads,
            holders,
            main: OnceCell::new(),
            of_one_country: OnceCell::new(),
            most: OnceCell::new(),
            written_in: OnceCell::new(),
        }
    }

    /// The gazetteer's office holders with the folded surname `surname` in whatever romanization, by row.
    pub fn holders_named(&self, surname: &str) -> &[usize] {
        self.holders.get(&romanized(surname)).map_or(&[], Vec::as_slice)
    }

    /// The offices that the text gives near `token`, by index: more before it than an article has, and some behind.
    pub fn offices_near(&self, token: usize) -> Range<usize> {
        let here = self.offices.partition_point(|o| o.tokens.start < token);
        here.saturating_sub(OFFICES)..(here + OFFICES / 4).min(self.offices.len())
    }

    /// Enters draft `index` under its head.
    pub fn note_head(&mut self, index: usize) {
        if let Some(list) = self.heads.get_mut(self.clusters.get(index).head) {
            list.push(index);
        }
    }

    /// The first draft of `country`.
    pub fn country_draft(&self, country: CountryId) -> Option<usize> {
        self.clusters.drafts().iter().position(|d| d.identity == Some(Identity::Country(country)))
    }

    /// The state whose head or minister the person of draft `index` is or was by the gazetteer, by surname alone.
    pub fn country_of_leader(&self, index: usize) -> Option<CountryId> {
        let words = &self.clusters.get(index).words;
        let rows = self.holders_named(words.last()?);
        let countries: BTreeSet<CountryId> =
            rows.iter().filter_map(|&r| self.known.gazetteer.office_holders().get(r)?.country).collect();
        countries.first().copied().filter(|_| countries.len() == 1)
    }

    /// The drafts of sentence `sentence` that recognition found, with their numbers.
    pub fn named_in(&self, sentence: usize) -> impl Iterator<Item = (usize, &Draft)> {
        let named = self.clusters.drafts().get(..self.named).unwrap_or_default();
        let from = named.partition_point(|d| d.sentence < sentence);
        named.iter().enumerate().skip(from).take_while(move |(_, d)| d.sentence == sentence)
    }

    /// The draft whose head is `token`: a named one, else one that a sieve added; of several the longest.
    pub fn at_head(&self, token: usize) -> Option<usize> {
        let list = self.heads.get(token)?;
        list.iter().copied().max_by_key(|&i| (self.clusters.get(i).tokens.len(), usize::MAX - i))
    }

    /// Adds a draft that a sieve found, and joins it to `antecedent`.
    pub fn refer(&mut self, antecedent: usize, draft: Draft) {
        let (head, reason) = (draft.head, draft.reason);
        let index = self.clusters.add(draft);
        self.clusters.join(antecedent, index, reason);
        if let Some(list) = self.heads.get_mut(head) {
            list.push(index);
        }
    }

    /// A draft of `tokens` for the entity of draft `antecedent`.
    pub fn reference(&self, antecedent: usize, tokens: Range<usize>, form: MentionKind, reason: &'static str) -> Draft {
        Draft {
            sentence: self.view.sentence(tokens.start),
            head: self.view.head_of(tokens.clone()),
            tokens,
            kind: self.clusters.get(antecedent).kind,
            form,
            reason,
            identity: None,
            country: None,
            skip: 0,
            gender: None,
            words: Vec::new(),
        }
    }

    /// Named mentions and earlier references of `kind` that lie wholly before `token`, the nearest first.
    pub fn before(&self, token: usize, kind: EntityKind) -> impl Iterator<Item = usize> + '_ {
        let end = token.min(self.heads.len());
        (end.saturating_sub(WINDOW)..end)
            .rev()
            .flat_map(|t| self.heads.get(t).into_iter().flatten().copied())
            .filter(move |&i| self.clusters.get(i).kind == kind && self.clusters.get(i).tokens.end <= token)
    }

    /// Whether the entity of draft `index` has been named before `token`.
    pub fn named_before(&self, index: usize, token: usize) -> bool {
        // The root is the first draft of its set.
        self.reach.get(self.clusters.root(index)).is_some_and(|&end| end <= token)
    }

    /// The first draft of the country that the document names most, if it is named at least twice and more than any other.
    pub fn main_country(&self) -> Option<usize> {
        *self.main.get_or_init(|| self.find_main_country())
    }

    fn find_main_country(&self) -> Option<usize> {
        let counts = self.country_counts();
        let (&root, &most) = counts.iter().max_by_key(|&(&root, &count)| (count, usize::MAX - root))?;
        let rivals = counts.iter().filter(|&(&r, &c)| r != root && c * 2 > most).count();
        (rivals == 0).then_some(root)
    }

    /// Whether two thirds of all that the document says of countries are of one.
    pub fn is_of_one_country(&self) -> bool {
        *self.of_one_country.get_or_init(|| {
            let counts = self.country_counts();
            let all: usize = counts.values().sum();
            counts.values().any(|&count| count * 3 >= all * 2)
        })
    }

    /// The first draft of the country that the document names most, however close the next is; none where two are named
    /// as often.
    pub fn most_named(&self) -> Option<usize> {
        *self.most.get_or_init(|| self.find_most_named())
    }

    fn find_most_named(&self) -> Option<usize> {
        let counts = self.country_counts();
        let (&root, &most) = counts.iter().max_by_key(|&(_, &count)| count)?;
        counts.iter().all(|(&other, &count)| other == root || count < most).then_some(root)
    }

    /// How often the document names each country, by first draft.
    fn country_counts(&self) -> BTreeMap<usize, usize> {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for (index, draft) in self.clusters.drafts().iter().enumerate() {
            if draft.kind == EntityKind::Country && draft.form != MentionKind::Pronoun {
                *counts.entry(self.clusters.root(index)).or_default() += 1;
            }
        }
        counts
    }

    /// The state whose `office` the person of draft `index` holds by the gazetteer.
    pub fn holder_of(&self, index: usize, office: &OfficeDraft) -> Option<CountryId> {
        let draft = self.clusters.get(index);
        let last = draft.words.last()?;
        let gazetteer = self.known.gazetteer;
        let role = fold(&office.role);
        let mut found = None;
        for &number in self.holders_named(last) {
            let row = gazetteer.office_holders().get(number)?;
            if same_role(&role, &fold(&row.office)) && may_be(&draft.words, &row.name) {
                match (found, row.country) {
                    (None, country) => found = country,
                    (Some(a), Some(b)) if a != b => return None,
                    _ => {}
                }
            }
        }
        found
    }

    /// The one state that all office holders of the gazetteer with the surname of draft `index` have or had at their head,
    /// if nobody is called so by a given name.
    pub fn state_led(&self, index: usize) -> Option<CountryId> {
        let draft = self.clusters.get(index);
        let country = self.country_of_leader(index)?;
        let heads = |office: &str| !office.starts_with("Minister") && !office.starts_with("Foreign");
        let rows = self.holders_named(draft.words.last()?).iter();
        let mut holders = rows.filter_map(|&row| self.known.gazetteer.office_holders().get(row));
        let given = draft.tokens.clone().any(|t| self.known.given_name(t).is_some());
        (!given && holders.any(|h| heads(&h.office))).then_some(country)
    }

    /// Whether the gazetteer has somebody of the name of draft `index` at the head of `country`.
    pub fn heads(&self, index: usize, country: CountryId) -> bool {
        let words = &self.clusters.get(index).words;
        let rows = words.last().map_or(&[][..], |last| self.holders_named(last)).iter();
        let holders = rows.filter_map(|&row| self.known.gazetteer.office_holders().get(row));
        let same = |name: &str| words.len() == 1 || fold(name).split(' ').eq(words.iter().map(String::as_str));
        let head = |office: &str| !office.starts_with("Minister") && !office.starts_with("Foreign");
        holders.into_iter().any(|h| h.country == Some(country) && head(&h.office) && same(&h.name))
    }

    /// The one state of all office holders of the gazetteer that have the whole name of draft `index`.
    pub fn holder_named(&self, index: usize) -> Option<CountryId> {
        let words = &self.clusters.get(index).words;
        let rows = self.holders_named(words.last().filter(|_| words.len() > 1)?).iter();
        let holders = rows.filter_map(|&row| self.known.gazetteer.office_holders().get(row));
        let same = |name: &str| fold(name).split(' ').eq(words.iter().map(String::as_str));
        let states: BTreeSet<CountryId> = holders.filter(|h| same(&h.name)).filter_map(|h| h.country).collect();
        states.first().copied().filter(|_| states.len() == 1)
    }
}

/// Whether somebody called by `words` may be the `holder` of the same surname: "George Roe" is no Charles Roe.
fn may_be(words: &[String], holder: &str) -> bool {
    let initial = |name: &str| name.chars().next();
    words.len() < 2 || words.first().is_none_or(|first| initial(first) == initial(&fold(holder)))
}

/// Whether `role` as the text says it is the office of a row of the gazetteer ("foreign minister" and "Minister of Foreign
/// Affairs"; not "president" and "Vice President").
fn same_role(role: &str, office: &str) -> bool {
    // Who is elected or designated will hold it.
    let role =
        ["-elect", "-designate", " elect", " designate"].iter().find_map(|end| role.strip_suffix(end)).unwrap_or(role);
    let foreign = |s: &str| s.contains("foreign") || s.contains("external");
    if foreign(role) {
        return role.contains("minister") && foreign(office);
    }
    office.starts_with(role) || office.contains(role) && role.contains(' ')
}
