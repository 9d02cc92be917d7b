//! The rows of the tables as the rest of the program sees them.

use super::entry::{CountryId, OrganizationId};

/// What a row of `countries.tsv` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Statehood {
    /// A member of the United Nations.
    Member,
    /// A state that is no member, or a de-facto state with a widely used code (Vatican, Palestine, Kosovo, Taiwan, Western
    /// Sahara).
    DeFacto,
    /// A state that is no more (the Soviet Union), with its former alpha-3 code.
    Former,
    /// A dependent territory: a place, no state.
    Territory,
}

/// A state or territory.
#[derive(Debug, Clone)]
pub struct Country {
    /// ISO 3166-1 alpha-3 (ISO 3166-3 for former states; XKX for Kosovo).
    pub iso3: Box<str>,
    /// ISO 3166-1 alpha-2; empty for former states without one.
    pub iso2: Box<str>,
    /// Wikidata id.
    pub wikidata: Box<str>,
    /// Whether it is a state.
    pub statehood: Statehood,
    /// For a territory, the state that it belongs to.
    pub sovereign: Option<CountryId>,
    /// The common English short name: canonical.
    pub name: Box<str>,
    /// Other names.
    pub aliases: Vec<Box<str>>,
    /// Adjectives, the common one first ("Russian").
    pub adjectives: Vec<Box<str>>,
    /// Nouns for its people, singular and plural, where they differ from the adjective ("Russians", "Dane", "Danes").
    pub people: Vec<Box<str>>,
    /// The capital in its spellings, the common one first, then other cities that stand for the government.
    pub capitals: Vec<Box<str>>,
    /// Seats of power that stand for the state.
    pub seats: Vec<Box<str>>,
}

impl Country {
    /// Whether it counts as an entity of kind Country.
    pub fn is_state(&self) -> bool {
        self.statehood != Statehood::Territory
    }
}

/// The kind of an organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrganizationKind {
    /// Intergovernmental, with organs and agencies.
    International,
    /// A non-governmental body, international or national: aid, rights, research, religion, sport.
    Ngo,
    /// An armed group that is no state's army.
    ArmedGroup,
    /// A political party or alliance of parties.
    Party,
    /// An agency, service, commission or bank of a state.
    Agency,
    /// A ministry or department.
    Ministry,
    /// An army or a branch of one.
    Military,
    /// A company.
    Company,
    /// A news organization.
    Media,
    /// A court.
    Court,
    /// A parliament or a chamber.
    Legislature,
    /// A university or institute.
    Academic,
}

/// A body with a name of its own.
#[derive(Debug, Clone)]
pub struct Organization {
    /// Wikidata id, where it is sure.
    pub wikidata: Option<Box<str>>,
    /// Canonical name; unique.
    pub name: Box<str>,
    /// Other names and acronyms.
    pub aliases: Vec<Box<str>>,
    /// What it is.
    pub kind: OrganizationKind,
    /// The state that it belongs to or is based in as a national body; none for international ones.
    pub country: Option<CountryId>,
    /// The body that it is an organ of.
    pub part_of: Option<OrganizationId>,
    /// The city of its headquarters.
    pub headquarters: Option<Box<str>>,
}

/// What a title makes of its bearer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TitleClass {
    /// "president", "emir".
    HeadOfState,
    /// "prime minister", "chancellor".
    HeadOfGovernment,
    /// "foreign minister", "secretary of state".
    Minister,
    /// "ambassador", "envoy".
    Diplomat,
    /// "senator", "lawmaker".
    Legislator,
    /// "general", "commander".
    Military,
    /// "king", "crown prince" (a reigning one is a head of state as well).
    Royal,
    /// "pope", "ayatollah".
    Religious,
    /// "judge", "prosecutor".
    Judge,
    /// "spokesman".
    Spokesperson,
    /// "chief executive", "director".
    Executive,
    /// "governor", "mayor".
    Regional,
    /// "Mr.", "Dr.".
    Honorific,
    /// "leader", "activist", "analyst".
    Other,
}

/// A title or office.
#[derive(Debug, Clone)]
pub struct Title {
    /// The common form ("secretary of state").
    pub form: Box<str>,
    /// What it makes of its bearer.
    pub class: TitleClass,
    /// Whether it is an office in a state or body ("foreign minister": holds_office), not only a form of address or a
    /// trade ("Mr.", "Sheikh", "analyst").
    pub office: bool,
}

/// The head of a body of a state without a name of its own.
#[derive(Debug, Clone)]
pub struct BodyHead {
    /// The common form ("foreign ministry").
    pub form: Box<str>,
    /// What it is.
    pub kind: OrganizationKind,
    /// Whether it is a named body with its country ("the Russian Foreign Ministry"); otherwise it merely stands for the
    /// state ("Russian troops", "the Russian government").
    pub named: bool,
}

/// A person's term in an office.
#[derive(Debug, Clone)]
pub struct OfficeHolder {
    /// Full name.
    pub name: Box<str>,
    /// Wikidata id.
    pub wikidata: Option<Box<str>>,
    /// The office, with its country or body as the source has it ("President of Albania").
    pub office: Box<str>,
    /// The state.
    pub country: Option<CountryId>,
    /// The year (or day) it began, as ISO 8601.
    pub start: Option<Box<str>>,
    /// The year (or day) it ended; none where the person held it when the table was made.
    pub end: Option<Box<str>>,
}
