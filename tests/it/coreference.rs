//! Who is meant, read off whole texts: turns of speakers, what somebody is said to be, and names that the document itself
//! decides. Each text is short and plain, so that the trees are not what is tested.

use demarche::document::Document;
use demarche::entity::MentionKind;
use demarche::extraction::{ExtractedEntity, Extraction};
use demarche::pipeline::Analyzer;
use std::sync::OnceLock;

fn read(text: &str) -> Extraction {
    static ANALYZER: OnceLock<Analyzer> = OnceLock::new();
    ANALYZER.get_or_init(|| Analyzer::new().unwrap()).extract(&Document::new("a", text))
}

fn entity<'a>(found: &'a Extraction, name: &str) -> &'a ExtractedEntity {
    let names: Vec<&str> = found.entities.iter().map(|e| e.name.as_str()).collect();
    found.entities.iter().find(|e| e.name == name).unwrap_or_else(|| panic!("{name} is not among {names:?}"))
}

/// The mentions of the entity called `name` that are not names.
fn others(text: &str, name: &str) -> Vec<String> {
    let found = read(text);
    let mentions = entity(&found, name).mentions.iter().filter(|m| m.kind != MentionKind::Name);
    mentions.map(|m| m.text.clone()).collect()
}

const INTERVIEW: &str = "Interview with harbour master Olga Brandt\n\nSunday, May 3, 2020\n\nOlga Brandt runs the port of \
    Visby.\n\nHow did you hear about the strike?\n\nMy brother told me. I was at home, and I drove to the port at once.\n\n\
    Do you blame Sweden for it?\n\nNo. I met the minister and I warned him.\n";

#[test]
fn in_an_interview_i_is_the_guest_and_you_in_the_questions() {
    let said = others(INTERVIEW, "Olga Brandt");
    assert_eq!(said, ["you", "My", "me", "I", "I", "you", "I", "I"]);
}

#[test]
fn a_question_tells_nothing_of_the_one_who_is_asked() {
    let found = read(INTERVIEW);
    assert!(found.relations.iter().all(|r| r.predicate != "accused"), "{:?}", found.relations);
}

#[test]
fn in_a_transcript_i_is_the_one_who_is_named_before_the_turn() {
    let text = "Ana Roe: I never met the minister. I met his aide.\n\nPaul Quist: I was at that meeting, and I saw you there.\n\n\
                Ana Roe: I was at home.\n";
    assert_eq!(others(text, "Ana Roe"), ["I", "I", "you", "I"]);
    assert_eq!(others(text, "Paul Quist"), ["I", "I"]);
}

#[test]
fn a_speech_is_that_of_the_person_in_its_heading() {
    let text =
        "Remarks by President Ana Roe\n\nI came to thank you. I know what this town has lost.\n\nI will come again.\n";
    assert_eq!(others(text, "Ana Roe"), ["I", "I", "I"]);
    let column = "Ana Roe and the harbour\n\nI went to the harbour. I saw nothing.\n\nI will go again.\n";
    assert_eq!(others(column, "Ana Roe"), [""; 0]);
}

#[test]
fn what_somebody_is_said_to_be_means_the_same_person_again() {
    let text = "Ana Ruiz, a surgeon from Lima, warned Chile on Friday. Chile did not answer. The surgeon left Lima.\n";
    assert_eq!(others(text, "Ana Ruiz"), ["surgeon", "surgeon"]);
    let two = "Ana Ruiz, a surgeon from Lima, met Paul Quist, a surgeon from Oslo. The surgeon left Lima.\n";
    assert_eq!(others(two, "Paul Quist"), ["surgeon"]);
}

#[test]
fn nobody_is_what_he_is_said_not_to_be() {
    assert_eq!(others("Paul Quist is not a surgeon. Paul Quist may become a teacher.\n", "Paul Quist"), [""; 0]);
}

#[test]
fn our_country_is_that_of_the_speaker() {
    let text = "\"Our country will not wait,\" said Ukrainian President Volodymyr Zelenskyy in Warsaw.\n";
    assert!(others(text, "Ukraine").contains(&"country".to_owned()), "{:?}", others(text, "Ukraine"));
}

#[test]
fn letters_of_several_bodies_are_the_one_that_the_document_names() {
    let found = read("Paul Quist teaches at the Massachusetts Institute of Technology. He left MIT in May.\n");
    assert_eq!(entity(&found, "Massachusetts Institute of Technology").mentions.len(), 2, "{:?}", found.entities);
}

#[test]
fn an_election_named_by_its_year_is_no_state() {
    let found = read("Paul Quist lost the 1987 New Zealand general election.\n");
    assert!(found.entities.iter().all(|e| e.name != "New Zealand"), "{:?}", found.entities);
    let found = read("In 1987 New Zealand held a general election.\n");
    entity(&found, "New Zealand");
}

#[test]
fn a_company_is_one_under_its_short_name() {
    let found =
        read("Ford recalled ninety thousand trucks on Friday. Ford Motor Company blamed a supplier in Germany.\n");
    assert_eq!(entity(&found, "Ford Motor Company").mentions.len(), 2, "{:?}", found.entities);
    let found =
        read("Halvard Motors and Sweden fell out on Friday. Halvard's chief executive, Kari Moe, blamed Sweden.\n");
    assert_eq!(entity(&found, "Halvard Motors").mentions.len(), 2, "{:?}", found.entities);
}

#[test]
fn a_party_of_many_states_is_the_one_of_the_state_spoken_of() {
    let text = "Norway votes on Monday. Norway's Labour Party wants a new port. The Labour Party has governed Norway for years.\n";
    let found = read(text);
    let party = found.entities.iter().find(|e| e.name.ends_with("Labour Party")).unwrap();
    assert_eq!((party.country.as_deref(), party.wikidata.as_deref()), (Some("NOR"), None), "{party:?}");
}

#[test]
fn a_pronoun_in_a_conjunct_or_clause_of_a_name_means_that_name() {
    assert_eq!(others("Denmark and its neighbours closed the strait.", "Denmark"), ["its"]);
    assert_eq!(others("Olga Brandt and her deputies left the port.", "Olga Brandt"), ["her"]);
    let text = "Erik Dahl met Olga Brandt, who said she had lost her job.";
    assert_eq!(others(text, "Olga Brandt"), ["she", "her"]);
    // Not in its very own phrase, nor where the verb has both.
    let text = "Erik Dahl met Olga Brandt. His brother Nils Dahl praised him.";
    assert_eq!(others(text, "Nils Dahl"), ["brother"]);
}

#[test]
fn nobody_demands_of_himself() {
    let text = "Erik Dahl phoned Nils Lund and demanded that he open the port.";
    assert_eq!(others(text, "Nils Lund"), ["he"]);
    let text = "Erik Dahl phoned Nils Lund and said that he would open the port.";
    assert_eq!(others(text, "Erik Dahl"), ["he"]);
}

#[test]
fn a_quotation_of_two_sentences_is_still_that_of_its_speaker() {
    let text = "Olga Brandt runs the port.\n\n\"I was there. I saw the fire,\" she said.";
    assert_eq!(others(text, "Olga Brandt"), ["I", "I", "she"]);
    // Nobody who is known says the second one.
    let text = "\"I was there,\" Olga Brandt said. \"I saw nothing,\" a witness said.";
    assert_eq!(others(text, "Olga Brandt"), ["I"]);
}

#[test]
fn in_a_quotation_he_is_not_its_speaker() {
    let text = "Erik Dahl knows Nils Lund. \"I think he lied,\" Dahl said.";
    assert_eq!(others(text, "Nils Lund"), ["he"]);
}

#[test]
fn the_capital_of_a_union_acts_for_it_where_the_state_is_not_named() {
    let text = "The European Union has new rules. Brussels warned Google.";
    assert_eq!(others(text, "European Union"), ["Brussels"]);
    let text = "The European Union met Belgium's king. Brussels warned Google.";
    assert_eq!(others(text, "European Union"), Vec::<String>::new());
}

#[test]
fn a_name_between_others_shortens_what_was_said_in_full_before() {
    let names = |text: &str| read(text).entities.iter().map(|e| e.name.clone()).collect::<Vec<_>>();
    let text = "Jorge Inacio Zefo da Mata won. Zefo thanked his mother.";
    assert_eq!(names(text), ["Jorge Inacio Zefo da Mata"]);
    assert_eq!(others(text, "Jorge Inacio Zefo da Mata"), ["his"]);
}

#[test]
fn a_surname_that_two_relatives_bear_joins_them_not() {
    let text = "Governor Pedro Maltsev fell ill in May. Mr. Maltsev ceded power to his brother Anton Maltsev. The doctors said \
                Mr. Maltsev was weak. Anton Maltsev met the doctors.";
    let found = read(text);
    let name = |name: &str| entity(&found, name).mentions.iter().filter(|m| m.kind == MentionKind::Name).count();
    assert!(name("Pedro Maltsev") >= 1 && name("Anton Maltsev") >= 2, "{:?}", found.entities);
}

/// The names of the entities of `text`, with their states.
fn names(text: &str) -> Vec<String> {
    let state = |e: &ExtractedEntity| e.country.as_ref().map(|c| format!(" ({c})")).unwrap_or_default();
    read(text).entities.iter().map(|e| e.name.clone() + &state(e)).collect()
}

#[test]
fn laws_agreements_and_days_are_nobody() {
    assert_eq!(
        names(
            "The National Harbour Authorization Act cuts aid to Peru. The Friendship and Transit Agreement with Chad failed."
        ),
        ["Peru", "Chad"]
    );
    assert_eq!(
        names("The town was quiet on Martin Luther King Day. The Clean Rivers Bill failed."),
        Vec::<String>::new()
    );
    assert_eq!(names("The villagers of the town of Karim left Togo on Monday."), ["Togo"]);
}

#[test]
fn a_party_of_another_state_is_not_the_known_one() {
    let text = "The conference of Britain's ruling Labor Party begins on Sunday. The Labor Party criticized Iran.";
    assert_eq!(names(text), ["United Kingdom", "Labor Party (GBR)", "Iran"]);
    assert_eq!(names("The Israeli-Hezbollah war ended. Hezbollah won."), ["Israel", "Hezbollah (LBN)"]);
}

#[test]
fn names_are_shown_whole_and_without_what_they_name() {
    assert_eq!(names("The U.N. nuclear agency urged Iran to stop."), ["U.N. nuclear agency", "Iran"]);
    assert_eq!(names("The Hamas movement criticized Egypt."), ["Hamas (PSE)", "Egypt"]);
    assert_eq!(names("The New Light of Myanmar criticized Chad."), ["New Light of Myanmar (MMR)", "Chad"]);
}

#[test]
fn a_farmer_is_nearer_than_yesterdays_minister() {
    let text = "Health Minister Ali Demir spoke in Ankara on Monday. A farmer reported the illness in his chickens.";
    assert!(!others(text, "Ali Demir").contains(&"his".to_owned()));
}

#[test]
fn names_keep_what_a_hyphen_or_quotation_mark_joins() {
    assert_eq!(
        names("The Norway-Iceland Fishing Commission criticized Peru."),
        ["Norway-Iceland Fishing Commission", "Peru"]
    );
    assert_eq!(names("The group Al-Qamariya criticized Peru."), ["Al-Qamariya", "Peru"]);
    assert_eq!(names("Singer Nils \"Thunder\" Lund criticized Peru."), ["Nils \"Thunder\" Lund", "Peru"]);
    assert_eq!(names("The Associated Press criticized Peru."), ["Associated Press (USA)", "Peru"]);
}

#[test]
fn whose_last_hope_somebody_is_is_no_part_of_the_name() {
    let text = "Erik Morland left Oslo. Brandt called Mr. Morland Europe's last hope.";
    assert_eq!(others(text, "Erik Morland"), [""; 0]);
    assert!(read(text).entities.iter().all(|e| !e.name.contains("Europe")));
}

#[test]
fn reports_rules_and_groups_of_a_tournament_are_nobody() {
    assert_eq!(names("The Annual Report on Harbour Freedom criticized Peru."), ["Peru"]);
    assert_eq!(names("The Harbour Affairs Provisions cost Peru a fleet."), ["Peru"]);
    assert_eq!(names("Peru is in Group F."), ["Peru"]);
    // The council's revolution is none.
    assert_eq!(
        names("The liberal Party of the Green Revolution criticized Peru."),
        ["Party of the Green Revolution", "Peru"]
    );
    assert_eq!(
        names("The Supreme Council for the Green Revolution criticized Peru."),
        ["Supreme Council for the Green Revolution", "Peru"]
    );
}

#[test]
fn swapped_letters_are_no_other_person() {
    let text = "Minister Karim al-Haddawi left Tunis. Al-Hadadwi criticized Peru. Thabo Mkebi left Chad. Mekbi criticized Togo.";
    assert_eq!(names(text).iter().filter(|n| n.starts_with("Al-") || n.starts_with("Mek")).count(), 0);
}

#[test]
fn a_reporters_state_is_not_that_of_the_outlet() {
    let state = |text: &str| entity(&read(text), "BBC").country.clone();
    assert_eq!(state("An Afghan BBC reporter was freed on Monday. The BBC thanked Chad."), Some("GBR".to_owned()));
}

#[test]
fn an_official_who_is_not_named_is_nearer_than_one_who_is() {
    let text = "U.S. Secretary of State Mary Hale met the Chadian king on Friday. A senior U.S. official said the talks were frank. \
                The U.S. official warned Chad.";
    assert!(!others(text, "Mary Hale").contains(&"The U.S. official".to_owned()));
    let text = "U.S. Secretary of State Mary Hale met the Chadian king on Friday. The U.S. official warned Chad.";
    assert!(others(text, "Mary Hale").iter().any(|m| m.ends_with("official")), "{:?}", others(text, "Mary Hale"));
}

#[test]
fn a_judge_speaks_of_others() {
    let text = "Former minister Omar Demir was arrested on Monday. A judge ruled that he must stay in prison.";
    assert!(others(text, "Omar Demir").contains(&"he".to_owned()));
}
