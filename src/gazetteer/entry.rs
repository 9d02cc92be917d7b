//! What a known phrase stands for.

/// An index into [`Gazetteer::countries`](super::Gazetteer::countries).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryId(pub(super) u16);

/// An index into [`Gazetteer::organizations`](super::Gazetteer::organizations).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganizationId(pub(super) u16);

/// An index into the titles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TitleId(pub(super) u16);

/// An index into the heads of bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BodyId(pub(super) u16);

/// An index into the terms of office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HolderId(pub(super) u16);

impl CountryId {
    /// The number of its row, from 0.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

impl OrganizationId {
    /// The number of its row, from 0.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// By what word a country is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CountryForm {
    /// "Russia", "the Russian Federation".
    Name,
    /// "Russian", "Russians", "Brits".
    Demonym,
    /// "Moscow", which may also be just the city.
    Capital,
    /// "the Kremlin", "Downing Street".
    Seat,
}

/// Which sex a given name is commonly given to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    /// Men.
    Masculine,
    /// Women.
    Feminine,
    /// Both, or not known.
    Unknown,
}

/// What a known phrase stands for; ids lead to the rows of the [`Gazetteer`](super::Gazetteer).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryRef {
    /// A state.
    Country {
        /// Which.
        country: CountryId,
        /// By what word.
        form: CountryForm,
        /// Whether the word often means something else ("Jordan", "Georgia", "Turkey" at the start of a sentence).
        ambiguous: bool,
    },
    /// A body with a name of its own.
    Organization {
        /// Which.
        organization: OrganizationId,
        /// Whether the phrase is an acronym ("UN", "U.N.").
        acronym: bool,
        /// Whether the phrase often means something else ("the Council", "Quad").
        ambiguous: bool,
    },
    /// A title or office.
    Title(TitleId),
    /// The head of a state's body that has no name of its own ("foreign ministry", "troops").
    Body(BodyId),
    /// A word that ends or begins names of organizations ("Party", "University", "Ltd").
    OrganizationWord,
    /// A word that ends or begins names of places ("River", "Province").
    PlaceWord,
    /// A city, region, water or territory that is no state.
    Place {
        /// The state that it lies in, where it lies in one.
        country: Option<CountryId>,
        /// Whether the word is as often something else ("Reading", "Nice", "Mobile").
        ambiguous: bool,
    },
    /// A given name.
    GivenName(Gender),
    /// A family name.
    Surname,
    /// The full name of somebody who holds or held an office.
    OfficeHolder(HolderId),
}

/// The classes of evidence that [`Gazetteer::features`](super::Gazetteer::features) tells apart; class `c` owns bits
/// `2c` (a name of the class begins at the token) and `2c + 1` (the token continues one). Their order is part of the
/// trained model: append, never reorder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Class {
    /// A state's name that hardly means anything else.
    CountryName,
    /// A demonym.
    Demonym,
    /// A capital or seat of power.
    Seat,
    /// Any other place.
    Place,
    /// An international body or other known organization of no kind below.
    International,
    /// The acronym of an organization (beside the bit of its kind).
    Acronym,
    /// An armed group or a party.
    Group,
    /// A company.
    Company,
    /// A news organization.
    Media,
    /// A state's named agency, ministry, army, court or parliament.
    Agency,
    /// A body of a state without a name of its own ("foreign ministry").
    Body,
    /// Words that stand for the state itself ("government", "troops").
    StateWord,
    /// A word that heads names of organizations.
    OrganizationWord,
    /// A title or office.
    Title,
    /// "Mr.", "Dr.".
    Honorific,
    /// A given name.
    GivenName,
    /// A family name.
    Surname,
    /// The full name of an office holder.
    OfficeHolder,
    /// An ambiguous name of a country, organization or place.
    Ambiguous,
    /// A word that heads names of places.
    PlaceWord,
}

impl Class {
    /// How many there are.
    pub const COUNT: usize = 20;

    /// Matches of one group compete: the longer hides the shorter ("South Sudan" hides "Sudan", "South China Sea"
    /// hides "China"); matches of different groups stand side by side ("Bank of China" and "China").
    pub(super) fn group(entry: EntryRef) -> usize {
        match entry {
            EntryRef::Country { .. } | EntryRef::Place { .. } => 0,
            EntryRef::Organization { .. } => 1,
            EntryRef::Title(_) => 2,
            EntryRef::Body(_) => 3,
            EntryRef::OrganizationWord => 4,
            EntryRef::PlaceWord => 5,
            EntryRef::GivenName(_) => 6,
            EntryRef::Surname => 7,
            EntryRef::OfficeHolder(_) => 8,
        }
    }

    /// Number of groups.
    pub(super) const GROUPS: usize = 9;
}
