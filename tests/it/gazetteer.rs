//! The known names: what must match and what must not, and that the tables are sound.

use demarche::gazetteer::{CountryForm, EntryRef, FEATURE_BITS, Gazetteer, Match};

fn gazetteer() -> &'static Gazetteer {
    Gazetteer::embedded().unwrap()
}

/// Country matches of a sentence in words: "Russia/RUS/Name".
fn countries(sentence: &str) -> Vec<String> {
    let words: Vec<&str> = sentence.split(' ').collect();
    let g = gazetteer();
    let say = |m: &Match| {
        m.entries.iter().find_map(|e| match *e {
            EntryRef::Country { country, form, .. } => {
                Some(format!("{}/{}/{form:?}", words[m.tokens.clone()].join(" "), g.country(country).iso3))
            }
            _ => None,
        })
    };
    g.matches(&words).iter().filter_map(say).collect()
}

#[test]
fn the_tables_are_valid() {
    Gazetteer::embedded().unwrap();
    const { assert!(FEATURE_BITS <= 40) };
}

#[test]
fn names_demonyms_and_seats() {
    assert_eq!(
        countries("Russian troops left Ukraine , the Kremlin told Kyiv"),
        ["Russian/RUS/Demonym", "Ukraine/UKR/Name", "Kremlin/RUS/Seat", "Kyiv/UKR/Capital"]
    );
    assert_eq!(gazetteer().demonym("Danes"), Some("DNK"));
    assert_eq!(gazetteer().country_of_phrase("Burma").map(|c| c.1), Some(CountryForm::Name));
}
