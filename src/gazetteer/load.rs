//! From the tables to the [`Gazetteer`]. In: [`Source`]s; out: rows, checked against each other, and the phrase index.

use super::Gazetteer;
use super::entry::*;
use super::index::Index;
use super::rows::*;
use super::table::{Phrase, Row, rows};
use crate::Result;
use std::collections::{HashMap, HashSet};

/// Which table a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// States and territories.
    Countries,
    /// Bodies with a name of their own.
    Organizations,
    /// Titles and offices.
    Titles,
    /// Heads of bodies without a name of their own.
    Bodies,
    /// Words that head names of organizations or places.
    Words,
    /// Places that are no states.
    Places,
    /// Given names.
    GivenNames,
    /// Family names.
    Surnames,
    /// Terms of office.
    Offices,
}

impl Table {
    /// Every table.
    pub(super) const ALL: [Table; 9] = [
        Self::Countries,
        Self::Organizations,
        Self::Titles,
        Self::Bodies,
        Self::Words,
        Self::Places,
        Self::GivenNames,
        Self::Surnames,
        Self::Offices,
    ];

    /// Its columns, which its header names.
    pub(super) fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Countries => {
                &["iso3", "iso2", "wikidata", "kind", "name", "aliases", "adjectives", "people", "capitals", "seats"]
            }
            Self::Organizations => &["wikidata", "name", "aliases", "kind", "country", "part_of", "headquarters"],
            Self::Titles => &["forms", "class", "use"],
            Self::Bodies => &["forms", "kind", "names"],
            Self::Words => &["forms", "class"],
            Self::Places => &["forms", "country"],
            Self::GivenNames => &["forms", "gender"],
            Self::Surnames => &["forms"],
            Self::Offices => &["name", "wikidata", "office", "country", "start", "end"],
        }
    }
}

/// One table's file.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// What it holds.
    pub table: Table,
    /// Its name, for messages.
    pub file: &'a str,
    /// Its text: tab-separated, the columns of `schema/gazetteer/SOURCES.md`.
    pub text: &'a str,
}

pub(super) const KINDS: &[(&str, OrganizationKind)] = &[
    ("igo", OrganizationKind::International),
    ("ngo", OrganizationKind::Ngo),
    ("armed_group", OrganizationKind::ArmedGroup),
    ("party", OrganizationKind::Party),
    ("agency", OrganizationKind::Agency),
    ("ministry", OrganizationKind::Ministry),
    ("military", OrganizationKind::Military),
    ("company", OrganizationKind::Company),
    ("media", OrganizationKind::Media),
    ("court", OrganizationKind::Court),
    ("legislature", OrganizationKind::Legislature),
    ("academic", OrganizationKind::Academic),
];

/// The tables being read.
#[derive(Default)]
pub(super) struct Loader {
    gazetteer: Gazetteer,
    organizations: HashMap<Box<str>, OrganizationId>,
    /// Which files have a row for a body.
    files: HashSet<(OrganizationId, Box<str>)>,
    /// (organization, the name of the body it is part of, where it says so).
    parts: Vec<(OrganizationId, Box<str>, usize, Box<str>)>,
}

/// Takes one row of a table.
type AddRow = fn(&mut Loader, &Row) -> Result<()>;

impl Loader {
    /// Reads `sources` in the order of [`Table`], so that a row may name the country of a later file.
    pub fn load(sources: &[Source]) -> Result<Gazetteer> {
        let mut ordered: Vec<&Source> = sources.iter().collect();
        ordered.sort_by_key(|s| s.table);
        let size: usize = sources.iter().map(|s| s.text.len()).sum();
        let mut loader = Self::default();
        loader.gazetteer.index = Index::with_capacity(size / 12);
        for source in ordered {
            loader.read(source)?;
        }
        loader.join_parts()?;
        Ok(loader.gazetteer)
    }

    fn read(&mut self, source: &Source) -> Result<()> {
        let add: AddRow = match source.table {
            Table::Countries => Self::country,
            Table::Organizations => Self::organization,
            Table::Titles => Self::title,
            Table::Bodies => Self::body,
            Table::Words => Self::word,
            Table::Places => Self::place,
            Table::GivenNames => Self::given_name,
            Table::Surnames => Self::surname,
            Table::Offices => Self::office,
        };
        rows(source.file, source.text, source.table.columns(), |row| add(self, row))
    }

    /// Puts the alternatives of `column` into the index.
    fn index(&mut self, row: &Row, column: usize, class: Class, entry: impl Fn(&Phrase) -> EntryRef) -> Result<()> {
        for phrase in row.phrases(column) {
            if !self.gazetteer.index.insert(phrase.text, phrase.case, class, entry(&phrase)) {
                return Err(row.error(format!("`{}` has no letters or too many words", phrase.text)));
            }
        }
        Ok(())
    }

    /// The country whose code stands in `column`, none if the cell is empty.
    fn country_in(&self, row: &Row, column: usize) -> Result<Option<CountryId>> {
        match row.cell(column) {
            "" => Ok(None),
            code => match self.gazetteer.country_by_iso3(code) {
                Some(id) => Ok(Some(id)),
                None => Err(row.error(format!("`{code}` is no country of the table of countries"))),
            },
        }
    }

    fn country(&mut self, row: &Row) -> Result<()> {
        let kind = row.cell(3);
        let (kind, sovereign) = kind.split_once(':').map_or((kind, None), |(k, s)| (k, Some(s)));
        let (statehood, sovereign) = match (kind, sovereign) {
            ("member", None) => (Statehood::Member, None),
            ("defacto", None) => (Statehood::DeFacto, None),
            ("former", None) => (Statehood::Former, None),
            ("territory", Some(code)) => {
                let state = self.gazetteer.country_by_iso3(code);
                (
                    Statehood::Territory,
                    Some(state.ok_or_else(|| row.error(format!("no row above has the code {code}")))?),
                )
            }
            _ => return Err(row.error(format!("`{kind}` is none of member, defacto, former, territory:CODE"))),
        };
        let iso3 = row.code(0, 3)?;
        let iso2 = if statehood == Statehood::Former { row.text(1) } else { row.code(1, 2)? };
        let wikidata = row.wikidata(2)?.ok_or_else(|| row.error("a country needs a Wikidata id"))?;
        let id = CountryId(self.gazetteer.countries.len() as u16);
        if self.gazetteer.by_iso3.insert(iso3.clone(), id).is_some() {
            return Err(row.error(format!("`{iso3}` has a row already")));
        }
        let name = Phrase::text_of(row.cell(4)).ok_or_else(|| row.error("a country needs a name"))?;
        let place = statehood == Statehood::Territory;
        for (column, class, form) in [
            (4, Class::CountryName, CountryForm::Name),
            (5, Class::CountryName, CountryForm::Name),
            (6, Class::Demonym, CountryForm::Demonym),
            (7, Class::Demonym, CountryForm::Demonym),
            (8, Class::Seat, CountryForm::Capital),
            (9, Class::Seat, CountryForm::Seat),
        ] {
            if place && form == CountryForm::Demonym {
                continue;
            }
            let class = if place { Class::Place } else { class };
            self.index(row, column, class, |phrase| {
                let ambiguous = phrase.ambiguous;
                if place {
                    EntryRef::Place { country: sovereign, ambiguous }
                } else {
                    EntryRef::Country { country: id, form, ambiguous }
                }
            })?;
        }
        self.gazetteer.countries.push(Country {
            iso3,
            iso2,
            wikidata,
            statehood,
            sovereign,
            name: name.into(),
            aliases: row.list(5),
            adjectives: row.list(6),
            people: row.list(7),
            capitals: row.list(8),
            seats: row.list(9),
        });
        Ok(())
    }

    fn organization(&mut self, row: &Row) -> Result<()> {
        let name: Box<str> = Phrase::text_of(row.cell(1)).ok_or_else(|| row.error("a body needs a name"))?.into();
        let next = OrganizationId(self.gazetteer.organizations.len() as u16);
        // A table of the user's may say more of a body that the program knows.
        let id = self.organizations.get(&name).copied().unwrap_or(next);
        if !self.files.insert((id, row.file.into())) {
            return Err(row.error(format!("`{name}` has a row already")));
        }
        self.organizations.insert(name.clone(), id);
        let kind = row.one_of(3, KINDS)?;
        let class = match kind {
            OrganizationKind::International | OrganizationKind::Ngo | OrganizationKind::Academic => {
                Class::International
            }
            OrganizationKind::ArmedGroup | OrganizationKind::Party => Class::Group,
            OrganizationKind::Company => Class::Company,
            OrganizationKind::Media => Class::Media,
            _ => Class::Agency,
        };
        for column in [1, 2] {
            self.index(row, column, class, |phrase| EntryRef::Organization {
                organization: id,
                acronym: phrase.is_acronym(),
                ambiguous: phrase.ambiguous,
            })?;
        }
        if !row.cell(5).is_empty() {
            self.parts.push((id, row.file.into(), row.line, row.text(5)));
        }
        let (wikidata, country, headquarters) = (row.wikidata(0)?, self.country_in(row, 4)?, row.optional(6));
        let aliases = row.list(2);
        match self.gazetteer.organizations.get_mut(id.index()) {
            Some(known) => {
                known.aliases.extend(aliases);
                known.kind = kind;
                known.wikidata = wikidata.or(known.wikidata.take());
                known.country = country.or(known.country);
                known.headquarters = headquarters.or(known.headquarters.take());
            }
            None => self.gazetteer.organizations.push(Organization {
                wikidata,
                name,
                aliases,
                kind,
                country,
                part_of: None,
                headquarters,
            }),
        }
        Ok(())
    }

    /// Resolves the names in the column `part_of`.
    fn join_parts(&mut self) -> Result<()> {
        for (part, file, line, whole) in std::mem::take(&mut self.parts) {
            let Some(&id) = self.organizations.get(&whole) else {
                let reason = format!("part of `{whole}`, which has no row");
                return Err(crate::Error::Schema { file: file.into(), line, reason });
            };
            if let Some(organization) = self.gazetteer.organizations.get_mut(part.index()) {
                organization.part_of = Some(id);
            }
        }
        Ok(())
    }

    fn title(&mut self, row: &Row) -> Result<()> {
        let id = TitleId(self.gazetteer.titles.len() as u16);
        let class = row.one_of(
            1,
            &[
                ("head_of_state", TitleClass::HeadOfState),
                ("head_of_government", TitleClass::HeadOfGovernment),
                ("minister", TitleClass::Minister),
                ("diplomat", TitleClass::Diplomat),
                ("legislator", TitleClass::Legislator),
                ("military", TitleClass::Military),
                ("royal", TitleClass::Royal),
                ("religious", TitleClass::Religious),
                ("judge", TitleClass::Judge),
                ("spokesperson", TitleClass::Spokesperson),
                ("executive", TitleClass::Executive),
                ("regional", TitleClass::Regional),
                ("honorific", TitleClass::Honorific),
                ("other", TitleClass::Other),
            ],
        )?;
        let office = row.one_of(2, &[("office", true), ("address", false), ("trade", false)])?;
        let evidence = if class == TitleClass::Honorific { Class::Honorific } else { Class::Title };
        self.index(row, 0, evidence, |_| EntryRef::Title(id))?;
        let form = first(row, 0)?;
        self.gazetteer.titles.push(Title { form, class, office });
        Ok(())
    }

    fn body(&mut self, row: &Row) -> Result<()> {
        let id = BodyId(self.gazetteer.bodies.len() as u16);
        let kind = row.one_of(1, KINDS)?;
        let named = row.one_of(2, &[("body", true), ("state", false)])?;
        self.index(row, 0, if named { Class::Body } else { Class::StateWord }, |_| EntryRef::Body(id))?;
        let form = first(row, 0)?;
        self.gazetteer.bodies.push(BodyHead { form, kind, named });
        Ok(())
    }

    fn word(&mut self, row: &Row) -> Result<()> {
        if row.one_of(1, &[("organization", true), ("place", false)])? {
            self.index(row, 0, Class::OrganizationWord, |_| EntryRef::OrganizationWord)
        } else {
            self.index(row, 0, Class::PlaceWord, |_| EntryRef::PlaceWord)
        }
    }

    fn place(&mut self, row: &Row) -> Result<()> {
        let country = self.country_in(row, 1)?;
        self.index(row, 0, Class::Place, |phrase| EntryRef::Place { country, ambiguous: phrase.ambiguous })
    }

    fn given_name(&mut self, row: &Row) -> Result<()> {
        let gender = row.one_of(1, &[("m", Gender::Masculine), ("f", Gender::Feminine), ("u", Gender::Unknown)])?;
        self.index(row, 0, Class::GivenName, |_| EntryRef::GivenName(gender))
    }

    fn surname(&mut self, row: &Row) -> Result<()> {
        self.index(row, 0, Class::Surname, |_| EntryRef::Surname)
    }

    fn office(&mut self, row: &Row) -> Result<()> {
        let id = HolderId(self.gazetteer.holders.len() as u16);
        self.index(row, 0, Class::OfficeHolder, |_| EntryRef::OfficeHolder(id))?;
        self.gazetteer.holders.push(OfficeHolder {
            name: first(row, 0)?,
            wikidata: row.wikidata(1)?,
            office: row.text(2),
            country: self.country_in(row, 3)?,
            start: row.optional(4),
            end: row.optional(5),
        });
        Ok(())
    }
}

/// The first alternative of a cell.
fn first(row: &Row, column: usize) -> Result<Box<str>> {
    let phrase = row.phrases(column).next().ok_or_else(|| row.error("the first column is empty"))?;
    Ok(phrase.text.into())
}
