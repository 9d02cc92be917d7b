//! The known names: countries, bodies, titles, office holders, places and people's names, compiled from the tables of
//! `schema/gazetteer` into one phrase index. In: the tables, and the tokens of a sentence; out: [`Match`]es with typed
//! entries, and evidence for the network ([`Gazetteer::features`]).
//!
//! Names match as written, in the Title Case and the CAPITALS of headlines, and with or without accents and full stops;
//! never in small letters, so that "us", "turkey" and "who" are words.

mod body;
mod entry;
mod features;
mod fold;
mod index;
mod load;
mod own;
mod lookup;
mod rows;
mod table;

pub use body::BodyMatch;
pub use entry::{BodyId, Class, CountryForm, CountryId, EntryRef, Gender, HolderId, OrganizationId, TitleId};
pub use features::FEATURE_BITS;
pub(crate) use features::{INSIDE_NAMES, known_body, known_firm, known_person};
pub use load::{Source, Table};
pub use lookup::Match;
pub use rows::{BodyHead, Country, OfficeHolder, Organization, OrganizationKind, Statehood, Title, TitleClass};

use crate::{Error, Result};
use index::Index;
use std::collections::HashMap;
use std::sync::OnceLock;

/// The tables that are compiled into the program.
const EMBEDDED: &[Source<'static>] = &[
    source(Table::Countries, "countries.tsv", include_str!("../../schema/gazetteer/countries.tsv")),
    source(Table::Organizations, "organizations.tsv", include_str!("../../schema/gazetteer/organizations.tsv")),
    source(Table::Titles, "titles.tsv", include_str!("../../schema/gazetteer/titles.tsv")),
    source(Table::Bodies, "bodies.tsv", include_str!("../../schema/gazetteer/bodies.tsv")),
    source(Table::Words, "words.tsv", include_str!("../../schema/gazetteer/words.tsv")),
    source(Table::Places, "places.tsv", include_str!("../../schema/gazetteer/places.tsv")),
    source(Table::GivenNames, "given_names.tsv", include_str!("../../schema/gazetteer/given_names.tsv")),
    source(Table::Surnames, "surnames.tsv", include_str!("../../schema/gazetteer/surnames.tsv")),
    source(Table::Offices, "offices.tsv", include_str!("../../schema/gazetteer/offices.tsv")),
];

const fn source(table: Table, file: &'static str, text: &'static str) -> Source<'static> {
    Source { table, file, text }
}

/// The known names.
#[derive(Debug, Default, Clone)]
pub struct Gazetteer {
    countries: Vec<Country>,
    organizations: Vec<Organization>,
    titles: Vec<Title>,
    bodies: Vec<BodyHead>,
    holders: Vec<OfficeHolder>,
    by_iso3: HashMap<Box<str>, CountryId>,
    index: Index,
}

impl Gazetteer {
    /// The gazetteer of the tables in the program, compiled at the first call. An [`Error::Schema`] means that the
    /// program was built with a faulty table.
    pub fn embedded() -> Result<&'static Self> {
        static COMPILED: OnceLock<Result<Gazetteer>> = OnceLock::new();
        match COMPILED.get_or_init(|| Self::from_tables(EMBEDDED)) {
            Ok(gazetteer) => Ok(gazetteer),
            Err(Error::Schema { file, line, reason }) => {
                Err(Error::Schema { file: file.clone(), line: *line, reason: reason.clone() })
            }
            Err(other) => Err(Error::Schema { file: "gazetteer".into(), line: 0, reason: other.to_string() }),
        }
    }

    /// A gazetteer of `sources` alone. A table may come in several files; what it lacks is empty. Rows are checked:
    /// columns, codes, kinds, unique codes and names, references to countries and bodies. Fails with
    /// [`Error::Schema`], which names file and line.
    pub fn from_tables(sources: &[Source]) -> Result<Self> {
        load::Loader::load(sources)
    }

    /// The tables in the program and the user's own, each with its file's name: tables with the header of one in
    /// `schema/gazetteer`, or short ones with the columns `name`, `kind` and, if wanted, `aliases`, `country`, `wikidata`.
    /// A row for a known body adds to it. Fails with [`Error::Schema`], which names file and line.
    pub fn with_tables(files: &[(String, String)]) -> Result<Self> {
        let mut long: Vec<(Table, &str, String)> = Vec::new();
        for (file, text) in files {
            long.extend(own::tables(file, text)?.into_iter().map(|(table, text)| (table, file.as_str(), text)));
        }
        let mut sources = EMBEDDED.to_vec();
        sources.extend(long.iter().map(|(table, file, text)| Source { table: *table, file, text }));
        Self::from_tables(&sources)
    }

    /// The tables in the program, to which a user's own can be added for [`Gazetteer::from_tables`].
    pub fn embedded_tables() -> &'static [Source<'static>] {
        EMBEDDED
    }

    /// States and territories, in the order of the table.
    pub fn countries(&self) -> &[Country] {
        &self.countries
    }

    /// Known bodies, in the order of the table.
    pub fn organizations(&self) -> &[Organization] {
        &self.organizations
    }

    /// Terms of office, in the order of the table.
    pub fn office_holders(&self) -> &[OfficeHolder] {
        &self.holders
    }

    /// The state or territory `id`, which must come from this gazetteer.
    pub fn country(&self, id: CountryId) -> &Country {
        &self.countries[usize::from(id.0)]
    }

    /// The body `id`, which must come from this gazetteer.
    pub fn organization(&self, id: OrganizationId) -> &Organization {
        &self.organizations[usize::from(id.0)]
    }

    /// The title `id`, which must come from this gazetteer.
    pub fn title(&self, id: TitleId) -> &Title {
        &self.titles[usize::from(id.0)]
    }

    /// The head of a body `id`, which must come from this gazetteer.
    pub fn body(&self, id: BodyId) -> &BodyHead {
        &self.bodies[usize::from(id.0)]
    }

    /// The term of office `id`, which must come from this gazetteer.
    pub fn office_holder(&self, id: HolderId) -> &OfficeHolder {
        &self.holders[usize::from(id.0)]
    }

    /// The row with the alpha-3 code `iso3`.
    pub fn country_by_iso3(&self, iso3: &str) -> Option<CountryId> {
        self.by_iso3.get(iso3).copied()
    }

    /// The common English short name of the country with the alpha-3 code `iso3`.
    pub fn country_name(&self, iso3: &str) -> Option<&str> {
        Some(&*self.country(self.country_by_iso3(iso3)?).name)
    }

    /// The state that `phrase` (one or more words, nothing else) is a name, demonym, capital or seat of; where it is
    /// several, the first in the table.
    pub fn country_of_phrase(&self, phrase: &str) -> Option<(CountryId, CountryForm)> {
        self.whole(phrase).into_iter().find_map(|entry| match entry {
            EntryRef::Country { country, form, .. } => Some((country, form)),
            _ => None,
        })
    }

    /// The code of the state whose people or things are called `word` ("Dane", "Kyrgyz", "Brits").
    pub fn demonym(&self, word: &str) -> Option<&str> {
        self.whole(word).into_iter().find_map(|entry| match entry {
            EntryRef::Country { country, form: CountryForm::Demonym, .. } => Some(&*self.country(country).iso3),
            _ => None,
        })
    }

    /// The known body that `phrase` (one or more words, nothing else) names.
    pub fn organization_of_phrase(&self, phrase: &str) -> Option<OrganizationId> {
        self.whole(phrase).into_iter().find_map(|entry| match entry {
            EntryRef::Organization { organization, .. } => Some(organization),
            _ => None,
        })
    }

    /// Whether `phrase` is a title or office, or a form of address ("Prince", "Sheikh").
    pub fn is_title(&self, phrase: &str) -> bool {
        self.whole(phrase).iter().any(|entry| matches!(entry, EntryRef::Title(_)))
    }

    /// Whether `word`, as written, is a given name.
    pub fn is_given_name(&self, word: &str) -> bool {
        self.whole(word).iter().any(|entry| matches!(entry, EntryRef::GivenName(_)))
    }

    /// The head of the state's body that `name` is ("Chinese Foreign Ministry": "foreign ministry"), in the first form of
    /// its row, and the code of the state if `name` tells it, which must be `country` if that is known. None for bodies
    /// with a name of their own.
    pub fn state_body(&self, name: &str, country: Option<&str>) -> Option<(&str, Option<&str>)> {
        let spaced = name.replace("'s ", " 's ").replace("’s ", " ’s ");
        let words: Vec<&str> = spaced.split_whitespace().collect();
        let words = words.strip_prefix(&["the"]).or(words.strip_prefix(&["The"])).unwrap_or(&words);
        let matches = self.matches(words);
        let whole = matches.iter().find(|m| m.tokens == (0..words.len()));
        let head = whole.and_then(|m| {
            m.entries.iter().find_map(|entry| match *entry {
                EntryRef::Body(id) => Some(self.body(id)),
                _ => None,
            })
        });
        if let Some(head) = head.filter(|head| head.named) {
            return Some((&head.form, None));
        }
        let of_state = self.bodies(words, &matches).into_iter().find(|body| body.tokens == (0..words.len()))?;
        let code = &*self.country(of_state.country).iso3;
        let head = self.body(of_state.body);
        (head.named && country.is_none_or(|known| known == code)).then_some((&*head.form, Some(code)))
    }

    /// The entries for all of `phrase`.
    fn whole(&self, phrase: &str) -> Vec<EntryRef> {
        let words: Vec<&str> = phrase.split_whitespace().collect();
        let matches = self.matches(&words);
        matches.into_iter().find(|m| m.tokens == (0..words.len())).map(|m| m.entries).unwrap_or_default()
    }

    fn index(&self) -> &Index {
        &self.index
    }
}
