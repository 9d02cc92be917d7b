//! The known names: what must match and what must not, and that the tables are sound.

use demarche::gazetteer::{
    Class, CountryForm, EntryRef, FEATURE_BITS, Gazetteer, OrganizationKind, Source, Statehood, Table, TitleClass,
};
use std::collections::BTreeSet;

fn gazetteer() -> &'static Gazetteer {
    Gazetteer::embedded().unwrap()
}

/// The matches of a sentence in words, those that `say` has a word for: "Russia: RUS Name".
fn found(sentence: &str, say: impl Fn(EntryRef) -> Option<String>) -> Vec<String> {
    let words: Vec<&str> = sentence.split(' ').collect();
    let matches = gazetteer().matches(&words);
    let line = |m: &demarche::gazetteer::Match| {
        m.entries.iter().find_map(|&e| Some(format!("{}: {}", words[m.tokens.clone()].join(" "), say(e)?)))
    };
    matches.iter().filter_map(line).collect()
}

fn countries(sentence: &str) -> Vec<String> {
    found(sentence, |e| match e {
        EntryRef::Country { country, form, .. } => Some(format!("{} {form:?}", gazetteer().country(country).iso3)),
        _ => None,
    })
}

fn organizations(sentence: &str) -> Vec<String> {
    found(sentence, |e| match e {
        EntryRef::Organization { organization, .. } => Some(gazetteer().organization(organization).name.to_string()),
        _ => None,
    })
}

fn titles(sentence: &str) -> Vec<String> {
    found(sentence, |e| match e {
        EntryRef::Title(title) => Some(format!("{:?}", gazetteer().title(title).class)),
        _ => None,
    })
}

fn bodies(sentence: &str) -> Vec<String> {
    let words: Vec<&str> = sentence.split(' ').collect();
    let g = gazetteer();
    let all = g.bodies(&words, &g.matches(&words));
    let say = |b: &demarche::gazetteer::BodyMatch| {
        let kind = if g.body(b.body).named { "body" } else { "state" };
        format!("{}: {} {kind}", words[b.tokens.clone()].join(" "), g.country(b.country).iso3)
    };
    all.iter().map(say).collect()
}

#[test]
fn every_member_of_the_united_nations_is_complete() {
    let members: Vec<_> = gazetteer().countries().iter().filter(|c| c.statehood == Statehood::Member).collect();
    assert_eq!(members.len(), 193);
    for country in members {
        assert_eq!(country.iso2.len(), 2, "{}", country.name);
        assert!(country.wikidata.starts_with('Q'), "{}", country.name);
        assert!(!country.adjectives.is_empty(), "{} has no demonym", country.name);
        assert!(!country.capitals.is_empty(), "{} has no capital", country.name);
    }
    for iso3 in ["PSE", "XKX", "TWN", "VAT", "ESH"] {
        let id = gazetteer().country_by_iso3(iso3).unwrap();
        assert_eq!(gazetteer().country(id).statehood, Statehood::DeFacto);
    }
    let ids: BTreeSet<_> = gazetteer().countries().iter().map(|c| &c.wikidata).collect();
    assert_eq!(ids.len(), gazetteer().countries().len(), "Wikidata ids are unique");
}

#[test]
fn international_bodies_are_many_and_identified() {
    let all = gazetteer().organizations();
    let igos = all.iter().filter(|o| o.kind == OrganizationKind::International && o.wikidata.is_some());
    assert!(igos.count() >= 200);
    let ids: Vec<_> = all.iter().filter_map(|o| o.wikidata.as_deref()).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "Wikidata ids are unique");
    let council = gazetteer().organization_of_phrase("U.N. Security Council").unwrap();
    let whole = gazetteer().organization(council).part_of.unwrap();
    assert_eq!(&*gazetteer().organization(whole).name, "United Nations");
}

#[test]
fn names_demonyms_capitals_and_seats() {
    assert_eq!(
        countries("Russian troops left Ukraine , the Kremlin told Kyiv"),
        ["Russian: RUS Demonym", "Ukraine: UKR Name", "Kremlin: RUS Seat", "Kyiv: UKR Capital"]
    );
    assert_eq!(
        countries("South Sudanese and Brits met Kyrgyz in Guinea - Bissau"),
        ["South Sudanese: SSD Demonym", "Brits: GBR Demonym", "Kyrgyz: KGZ Demonym", "Guinea - Bissau: GNB Name"]
    );
    assert_eq!(countries("the US , the U.S. and the U.K."), ["US: USA Name", "U.S.: USA Name", "U.K.: GBR Name"]);
    assert_eq!(
        countries("RUSSIA WARNS TURKEY OVER SYRIA"),
        ["RUSSIA: RUS Name", "TURKEY: TUR Name", "SYRIA: SYR Name"]
    );
    assert_eq!(countries("the E\u{301}lyse\u{301}e said").len(), 1, "accents may be characters of their own");
    assert_eq!(countries("the Elysee said").len(), 1);
    assert_eq!(gazetteer().demonym("Danes"), Some("DNK"));
    assert_eq!(gazetteer().demonym("Russia"), None);
    assert_eq!(gazetteer().country_of_phrase("Burma").map(|c| c.1), Some(CountryForm::Name));
    assert_eq!(gazetteer().country_name("CIV"), Some("Ivory Coast"));
}

#[test]
fn words_that_only_look_like_names() {
    assert!(countries("they told us that turkey is tasty , polish the china").is_empty());
    assert!(countries("Us and Them").is_empty());
    assert!(organizations("people who fed it with a quad").is_empty());
    assert!(organizations("WHO TOLD YOU THAT").is_empty());
    assert!(organizations("Who is it ?").is_empty());
}

#[test]
fn a_longer_place_hides_the_country_inside() {
    assert!(countries("ships in the South China Sea and the Gulf of Mexico").is_empty());
    assert_eq!(countries("Mexico City"), ["Mexico City: MEX Capital"]);
    assert_eq!(countries("a bank in New Mexico and one in Mexico"), ["Mexico: MEX Name"]);
}

#[test]
fn organizations_by_name_and_acronym() {
    assert_eq!(
        organizations("Nato and the WHO met al-Qaeda"),
        ["Nato: North Atlantic Treaty Organization", "WHO: World Health Organization", "al-Qaeda: al-Qaeda"]
    );
    assert_eq!(organizations("al - Qaeda"), ["al - Qaeda: al-Qaeda"]);
    assert_eq!(organizations("the New York Times reported"), ["New York Times: New York Times"]);
    assert_eq!(organizations("a Pentagon spokesman"), ["Pentagon: Department of Defense"]);
}

#[test]
fn kinds_that_overlap_are_all_given() {
    assert_eq!(countries("the Bank of China"), ["China: CHN Name"]);
    let words = ["Vladimir", "Putin"];
    let entries: Vec<_> = gazetteer().matches(&words).into_iter().flat_map(|m| m.entries).collect();
    assert!(entries.iter().any(|e| matches!(e, EntryRef::OfficeHolder(_))));
    assert!(entries.iter().any(|e| matches!(e, EntryRef::GivenName(_))));
    assert!(entries.contains(&EntryRef::Surname));
}

#[test]
fn titles_and_offices() {
    assert_eq!(titles("Secretary of State Smith"), ["Secretary of State: Minister"]);
    assert_eq!(
        titles("Deputy Foreign Minister Smith and Gen. Jones"),
        ["Deputy Foreign Minister: Minister", "Gen.: Military"]
    );
    assert_eq!(titles("the crown prince"), ["crown prince: Royal"]);
    let gazetteer = gazetteer();
    let office = |word: &str| {
        gazetteer.matches(&[word]).iter().flat_map(|m| &m.entries).any(|e| match *e {
            EntryRef::Title(t) => gazetteer.title(t).office && gazetteer.title(t).class != TitleClass::Honorific,
            _ => false,
        })
    };
    assert!(office("senator") && office("spokeswoman"));
    assert!(!office("Mr.") && !office("Dr.") && !office("analyst"));
}

#[test]
fn bodies_of_states_have_their_country() {
    assert_eq!(bodies("the Russian Foreign Ministry said"), ["Russian Foreign Ministry: RUS body"]);
    assert_eq!(bodies("Turkey 's parliament voted"), ["Turkey 's parliament: TUR body"]);
    assert_eq!(bodies("the Ministry of Defense of Iran"), ["Ministry of Defense of Iran: IRN body"]);
    assert_eq!(bodies("Russian troops"), ["Russian troops: RUS state"]);
    assert!(bodies("the foreign ministry said").is_empty());
}

#[test]
fn features_mark_begin_and_inside() {
    let bit = |class: Class| 1u64 << (2 * class as usize);
    let bits = gazetteer().features(&["The", "United", "Kingdom", "and", "Mr.", "Smith", "."]);
    assert_eq!(bits[0] & bit(Class::CountryName), 0);
    assert_eq!(bits[1] & bit(Class::CountryName), bit(Class::CountryName));
    assert_eq!(bits[2] & (bit(Class::CountryName) << 1), bit(Class::CountryName) << 1);
    assert_eq!(bits[4] & bit(Class::Honorific), bit(Class::Honorific));
    assert_eq!(bits[5] & bit(Class::Surname), bit(Class::Surname));
    assert_eq!(bits[6], 0);
    const { assert!(FEATURE_BITS <= 40) };
    assert!(bits.iter().all(|b| b >> FEATURE_BITS == 0));
    assert!(gazetteer().features(&[]).is_empty());
    assert_eq!(gazetteer().features(&["", "'", "-", "\u{301}", "🙂"]), [0; 5]);
}

#[test]
fn a_faulty_row_is_named_by_file_and_line() {
    let mut tables = Gazetteer::embedded_tables().to_vec();
    let text = "# mine\nforms\tcountry\nSpringfield\tUSA\nAtlantis\tATL\n";
    tables.push(Source { table: Table::Places, file: "mine.tsv", text });
    let message = Gazetteer::from_tables(&tables).unwrap_err().to_string();
    assert!(message.starts_with("mine.tsv:4: `ATL`"), "{message}");
}

#[test]
fn a_user_may_add_rows() {
    let mut tables = Gazetteer::embedded_tables().to_vec();
    let text = "wikidata\tname\taliases\tkind\tcountry\tpart_of\theadquarters\n\tGuild of Testers\tGOT\tngo\tCHE\t\t\n";
    tables.push(Source { table: Table::Organizations, file: "mine.tsv", text });
    let more = Gazetteer::from_tables(&tables).unwrap();
    let id = more.organization_of_phrase("Guild of Testers").unwrap();
    assert_eq!(more.organization(id).country, more.country_by_iso3("CHE"));
}
