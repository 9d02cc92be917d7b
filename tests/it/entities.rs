//! Who is found in a document and which mentions are one: each test reads a few sentences with their trees as a linguist
//! would write them, so that it tests this room and not the parser.

use demarche::document::Document;
use demarche::entity::{Entities, EntityKind, MentionKind, recognize};
use demarche::gazetteer::Gazetteer;
use demarche::syntax::{Name, NameType, Tree, conllu};
use demarche::text::Text;

/// A document from sentences of lines `form UPOS head deprel [lemma]`, heads from 1, 0 for the root; a form that ends in
/// `_` has no space after it. A line that begins with `=` names: `= PER 3 4` (first and last word).
struct Case {
    document: Document,
    text: Text,
    trees: Vec<Tree>,
}

fn case(sentences: &[&str]) -> Case {
    let mut rows = String::from("# newdoc id = case\n# newpar\n");
    let mut names: Vec<Vec<Name>> = Vec::new();
    for sentence in sentences {
        let mut here = Vec::new();
        let mut number = 0;
        for line in sentence.lines().map(str::trim).filter(|l| !l.is_empty()) {
            let cells: Vec<&str> = line.split_whitespace().collect();
            if let ["=", label, first, last] = cells[..] {
                let words = first.parse::<usize>().unwrap() - 1..last.parse().unwrap();
                here.push(Name { words, label: NameType::parse(label).unwrap(), probability: 0.9 });
                continue;
            }
            number += 1;
            let (form, space) = cells[0].strip_suffix('_').map_or((cells[0], "_"), |f| (f, "SpaceAfter=No"));
            let lemma = cells.get(4).map_or_else(|| form.to_lowercase(), |l| (*l).to_owned());
            let xpos = match cells[1] {
                "PROPN" if form.ends_with('s') && form.len() > 6 => "NNPS",
                "PROPN" => "NNP",
                "NOUN" if form.ends_with('s') => "NNS",
                "NOUN" => "NN",
                "VERB" => "VBD",
                "PRON" => "PRP",
                "ADJ" => "JJ",
                "PART" => "POS",
                "DET" => "DT",
                "ADP" => "IN",
                "PUNCT" => ".",
                _ => "RB",
            };
            rows.push_str(&format!(
                "{number}\t{form}\t{lemma}\t{}\t{xpos}\t_\t{}\t{}\t_\t{space}\n",
                cells[1], cells[2], cells[3]
            ));
        }
        rows.push('\n');
        names.push(here);
    }
    let bank = conllu::read("case", &rows).unwrap().remove(0);
    let trees = bank.trees.iter().zip(names).map(|(t, n)| Tree::new(t.words().to_vec(), n)).collect();
    Case { document: bank.document, text: bank.text, trees }
}

impl Case {
    fn read(&self) -> Entities {
        recognize(&self.document, &self.text, &self.trees, Gazetteer::embedded().unwrap())
    }

    /// Each entity on a line: its kind, name, and mentions by their text.
    fn summary(&self) -> Vec<String> {
        let found = self.read();
        let line = |e: &demarche::entity::Entity| {
            let mentions: Vec<&str> = e.mentions.iter().map(|m| self.document.slice(m.span)).collect();
            format!("{} {}: {}", e.kind.as_str(), e.name, mentions.join(" | "))
        };
        found.entities.iter().map(line).collect()
    }
}

#[test]
fn a_title_gives_an_office_and_is_no_part_of_the_name() {
    let case = case(&["Russian ADJ 3 amod
        Foreign ADJ 3 amod
        Minister PROPN 4 nmod:desc
        Sergei PROPN 6 nsubj
        Lavrov PROPN 4 flat
        arrived_ VERB 0 root arrive
        . PUNCT 6 punct
        = PER 4 5"]);
    assert_eq!(case.summary(), ["Country Russia: Russian", "Person Sergei Lavrov: Sergei Lavrov"]);
    let found = case.read();
    let [office] = &found.offices[..] else { panic!("{:?}", found.offices) };
    assert_eq!(office.role, "foreign minister");
    assert_eq!(office.of.map(|of| found.get(of).name.as_str()), Some("Russia"));
    assert_eq!(found.entities[1].country.as_deref(), Some("RUS"));
    assert!(!office.former);
}

#[test]
fn what_a_minister_is_minister_of_is_no_body_and_another_minister_is_not_meant() {
    let case = case(&[
        "Norwegian ADJ 3 amod
        Reindeer PROPN 3 compound
        Minister PROPN 4 nmod:desc
        Mara PROPN 6 nsubj
        Quist PROPN 4 flat
        met VERB 0 root meet
        Foreign ADJ 8 amod
        Minister PROPN 9 nmod:desc
        Olof PROPN 6 obj
        Lind PROPN 9 flat
        and CCONJ 13 cc
        Health PROPN 13 compound
        Secretary PROPN 14 nmod:desc
        Ebba PROPN 9 conj
        Roos_ PROPN 14 flat
        . PUNCT 6 punct
        = ORG 2 2
        = PER 4 5
        = PER 9 10
        = PER 14 15",
        "The DET 3 det
        turnip NOUN 3 compound
        secretary NOUN 4 nsubj
        agreed_ VERB 0 root agree
        . PUNCT 4 punct",
        "The DET 2 det
        secretary NOUN 3 nsubj
        agreed_ VERB 0 root agree
        . PUNCT 3 punct",
    ]);
    assert_eq!(
        case.summary(),
        [
            "Country Norway: Norwegian",
            "Person Mara Quist: Mara Quist",
            "Person Olof Lind: Olof Lind",
            "Person Ebba Roos: Ebba Roos | secretary",
        ]
    );
}

#[test]
fn surname_and_pronoun_follow_the_full_name() {
    let case = case(&[
        "President PROPN 2 nmod:desc
        Joe PROPN 4 nsubj
        Biden PROPN 2 flat
        spoke_ VERB 0 root speak
        . PUNCT 4 punct
        = PER 2 3",
        "Biden PROPN 2 nsubj
        said VERB 0 root say
        he PRON 4 nsubj
        agreed_ VERB 2 ccomp agree
        . PUNCT 2 punct",
    ]);
    assert_eq!(case.summary()[0], "Person Joe Biden: Joe Biden | Biden | he");
}

#[test]
fn two_people_with_one_surname_stay_two() {
    let case = case(&["Joe PROPN 6 nsubj
        Biden PROPN 1 flat
        and CCONJ 4 cc
        Hunter PROPN 1 conj
        Biden PROPN 4 flat
        met_ VERB 0 root meet
        . PUNCT 6 punct
        = PER 1 2
        = PER 4 5"]);
    assert_eq!(case.summary(), ["Person Joe Biden: Joe Biden", "Person Hunter Biden: Hunter Biden"]);
}

#[test]
fn a_capital_that_acts_is_its_state_and_one_that_is_visited_is_a_place() {
    let acting = case(&["Moscow PROPN 2 nsubj
        denied VERB 0 root deny
        it_ PRON 2 obj
        . PUNCT 2 punct"]);
    assert_eq!(acting.summary(), ["Country Russia: Moscow"]);
    assert_eq!(acting.read().entities[0].mentions[0].kind, MentionKind::Seat);
    let visited = case(&["He PRON 2 nsubj
        travelled VERB 0 root travel
        to ADP 4 case
        Moscow_ PROPN 2 obl
        . PUNCT 2 punct"]);
    assert_eq!(visited.summary(), Vec::<String>::new());
}

#[test]
fn a_seat_of_power_is_a_body_only_with_its_staff() {
    let staff = case(&["A DET 3 det
        Kremlin PROPN 3 compound
        spokesman NOUN 4 nsubj
        agreed_ VERB 0 root agree
        . PUNCT 4 punct"]);
    assert_eq!(staff.summary(), ["Organization Kremlin: Kremlin"]);
    let state = case(&["The DET 2 det
        Kremlin PROPN 3 nsubj
        agreed_ VERB 0 root agree
        . PUNCT 3 punct"]);
    assert_eq!(state.summary(), ["Country Russia: Kremlin"]);
}

#[test]
fn languages_are_no_states() {
    let case = case(&["She PRON 2 nsubj
        answered VERB 0 root answer
        in ADP 4 case
        Russian_ PROPN 2 obl
        . PUNCT 2 punct"]);
    assert_eq!(case.summary(), Vec::<String>::new());
}

#[test]
fn troops_are_their_state() {
    let case = case(&["Russian ADJ 2 amod
        troops NOUN 3 nsubj
        left_ VERB 0 root leave
        . PUNCT 3 punct"]);
    let found = case.read();
    assert_eq!(case.summary(), ["Country Russia: Russian | Russian troops"]);
    let (id, mention) = found.at(1).unwrap();
    assert_eq!((found.get(id).kind, mention.kind), (EntityKind::Country, MentionKind::Description));
}

#[test]
fn an_acronym_in_brackets_is_the_body_before_it() {
    let case = case(&[
        "The DET 4 det
        Syrian ADJ 4 amod
        Democratic ADJ 4 amod
        Forces PROPN 8 nsubj
        (_ PUNCT 6 punct
        SDF_ PROPN 4 appos
        ) PUNCT 6 punct
        agreed_ VERB 0 root agree
        . PUNCT 8 punct
        = ORG 2 4
        = ORG 6 6",
        "The DET 2 det
        SDF PROPN 3 nsubj
        won_ VERB 0 root win
        . PUNCT 3 punct",
    ]);
    let summary = case.summary();
    assert!(
        summary.contains(&"Organization Syrian Democratic Forces: Syrian Democratic Forces | SDF | SDF".to_owned()),
        "{summary:?}"
    );
}

#[test]
fn the_u_s_president_is_whoever_holds_that_office_here() {
    let case = case(&[
        "U.S. PROPN 2 compound
        President PROPN 3 nmod:desc
        Joe PROPN 5 nsubj
        Biden PROPN 3 flat
        called VERB 0 root call
        Russian ADJ 7 amod
        President PROPN 8 nmod:desc
        Vladimir PROPN 5 obj
        Putin_ PROPN 8 flat
        . PUNCT 5 punct
        = PER 3 4
        = PER 8 9",
        "The DET 3 det
        Russian ADJ 3 amod
        president NOUN 4 nsubj
        listened_ VERB 0 root listen
        . PUNCT 4 punct",
    ]);
    let found = case.read();
    let (id, mention) = found.at(12).unwrap();
    assert_eq!(found.get(id).name, "Vladimir Putin");
    assert_eq!((mention.kind, mention.reason), (MentionKind::Description, "office"));
}

#[test]
fn i_in_a_quotation_is_its_speaker() {
    let case = case(&["“_ PUNCT 3 punct
        I PRON 3 nsubj
        agree_ VERB 6 ccomp
        ”_ PUNCT 3 punct
        , PUNCT 6 punct
        said VERB 0 root say
        Angela PROPN 6 nsubj
        Merkel_ PROPN 7 flat
        . PUNCT 6 punct
        = PER 7 8"]);
    assert_eq!(case.summary(), ["Person Angela Merkel: I | Angela Merkel"]);
}

#[test]
fn an_administration_is_the_state_of_its_leader() {
    let case = case(&[
        "U.S. PROPN 2 compound
        President PROPN 3 nmod:desc
        Joe PROPN 5 nsubj
        Biden PROPN 3 flat
        spoke_ VERB 0 root speak
        . PUNCT 5 punct
        = PER 3 4",
        "The DET 3 det
        Biden PROPN 3 compound
        administration NOUN 4 nsubj
        agreed_ VERB 0 root agree
        . PUNCT 4 punct",
    ]);
    let found = case.read();
    let (id, mention) = found.at(8).unwrap();
    assert_eq!((found.get(id).iso3.as_deref(), mention.kind), (Some("USA"), MentionKind::Description));
}

#[test]
fn whoever_is_never_named_more_fully_is_the_one_whom_everybody_knows() {
    let country = |sentence: &str| case(&[sentence]).read().entities[0].country.clone();
    let bare = |name: &str| {
        country(&format!(
            "{name} PROPN 2 nsubj
            spoke_ VERB 0 root speak
            . PUNCT 2 punct
            = PER 1 1"
        ))
    };
    assert_eq!(bare("Ahmadinejad").as_deref(), Some("IRN"));
    // A given name, and one of leaders of several states.
    assert_eq!(bare("Jesus"), None);
    assert_eq!(bare("Santos"), None);
    let titled = |title: &str| {
        country(&format!(
            "{title} PROPN 2 nmod:desc
            Ahmadinejad PROPN 3 nsubj
            spoke_ VERB 0 root speak
            . PUNCT 3 punct
            = PER 2 2"
        ))
    };
    assert_eq!(titled("Mr.").as_deref(), Some("IRN"));
    assert_eq!(titled("Sergeant"), None);
}

#[test]
fn a_president_of_another_given_name_is_another() {
    let titled = |given: &str| {
        let case = case(&[&format!(
            "President PROPN 2 nmod:desc
            {given} PROPN 4 nsubj
            Gbagbo PROPN 2 flat
            spoke_ VERB 0 root speak
            . PUNCT 4 punct
            = PER 2 3"
        )]);
        case.read().entities[0].country.clone()
    };
    assert_eq!(titled("Laurent").as_deref(), Some("CIV"));
    assert_eq!(titled("Mathilde"), None);
}

#[test]
fn a_double_surname_is_one_name_and_two_leaders_are_two() {
    let case = case(&[
        "Linda PROPN 5 nsubj
        Thomas_ PROPN 1 flat
        -_ PUNCT 4 punct
        Greenfield PROPN 1 flat
        spoke_ VERB 0 root speak
        . PUNCT 5 punct
        = PER 1 4",
        "Thomas_ PROPN 4 nsubj
        -_ PUNCT 3 punct
        Greenfield PROPN 1 flat
        left_ VERB 0 root leave
        . PUNCT 4 punct
        = PER 1 1",
    ]);
    assert_eq!(case.summary(), ["Person Linda Thomas-Greenfield: Linda Thomas-Greenfield | Thomas-Greenfield"]);
}

#[test]
fn an_office_may_stand_before_its_state_and_a_coordinated_one_shares_it() {
    let case = case(&["the DET 2 det
        President PROPN 9 nsubj
        of ADP 5 case
        the DET 5 det
        United PROPN 2 nmod
        States PROPN 5 flat
        Donald PROPN 2 flat
        Trump PROPN 7 flat
        left_ VERB 0 root leave
        . PUNCT 9 punct
        = PER 7 8"]);
    let found = case.read();
    let [office] = &found.offices[..] else { panic!("{:?}", found.offices) };
    assert_eq!(
        (office.role.as_str(), office.of.map(|of| found.get(of).name.as_str())),
        ("president", Some("United States"))
    );
}

#[test]
fn a_prefix_is_no_part_of_the_state() {
    let case = case(&["The DET 3 det
        pro-Beijing ADJ 3 amod
        camp NOUN 4 nsubj
        won_ VERB 0 root win
        . PUNCT 4 punct"]);
    assert_eq!(case.summary(), ["Country China: Beijing"]);
}

#[test]
fn a_city_told_by_its_state_is_no_person() {
    let case = case(&["Otranto_ PROPN 6 nsubj
        , PUNCT 3 punct
        Italy_ PROPN 1 appos
        , PUNCT 3 punct
        is AUX 6 cop be
        old_ ADJ 0 root
        . PUNCT 6 punct
        = PER 1 1"]);
    assert_eq!(case.summary(), ["Country Italy: Italy"]);
}

/// Each group on a line: the phrase and the names of its members.
fn groups(case: &Case) -> Vec<String> {
    let found = case.read();
    let line = |group: &demarche::entity::Group| {
        let members: Vec<&str> = group.members.iter().map(|&id| found.get(id).name.as_str()).collect();
        format!("{}: {}", case.document.slice(case.text.span(group.tokens.clone())), members.join(", "))
    };
    found.groups.iter().map(line).collect()
}

const TWO_STATES: &str = "Norway PROPN 4 nsubj
        and CCONJ 3 cc
        Sweden PROPN 1 conj
        quarrelled_ VERB 0 root quarrel
        . PUNCT 4 punct
        = LOC 1 1
        = LOC 3 3";

#[test]
fn both_countries_are_the_two_that_were_named() {
    let two = case(&[
        TWO_STATES,
        "The DET 3 det
        two NUM 3 nummod
        countries NOUN 4 nsubj country
        agreed_ VERB 0 root agree
        . PUNCT 4 punct",
    ]);
    assert_eq!(groups(&two), ["The two countries: Norway, Sweden"]);
    let three = case(&[
        TWO_STATES,
        "The DET 3 det
        three NUM 3 nummod
        countries NOUN 4 nsubj country
        agreed_ VERB 0 root agree
        . PUNCT 4 punct",
    ]);
    assert_eq!(groups(&three), Vec::<String>::new(), "only two were named");
}

#[test]
fn they_are_the_coordination_before_and_one_of_the_two_is_not_both() {
    let they = case(&[TWO_STATES, "They PRON 2 nsubj\nagreed_ VERB 0 root agree\n. PUNCT 2 punct"]);
    assert_eq!(groups(&they), ["They: Norway, Sweden"]);
    let one = case(&[
        TWO_STATES,
        "One NUM 6 nsubj
        of ADP 5 case
        the DET 5 det
        two NUM 5 nummod
        countries NOUN 1 nmod country
        agreed_ VERB 0 root agree
        . PUNCT 6 punct",
    ]);
    assert_eq!(groups(&one), Vec::<String>::new());
}

#[test]
fn who_travels_to_a_capital_visits_its_state() {
    let trip = case(&["Ana PROPN 3 nsubj
        Ruiz PROPN 1 flat
        travelled VERB 0 root travel
        to ADP 5 case
        Oslo_ PROPN 3 obl
        . PUNCT 3 punct
        = PER 1 2"]);
    assert_eq!(trip.summary(), ["Person Ana Ruiz: Ana Ruiz", "Country Norway: Oslo"]);
}

#[test]
fn the_country_is_the_one_spoken_of() {
    let case = case(&[
        "Ghana PROPN 2 nsubj\nvoted_ VERB 0 root vote\n. PUNCT 2 punct\n= LOC 1 1",
        "The DET 2 det\ncountry NOUN 3 nsubj\nwaits_ VERB 0 root wait\n. PUNCT 3 punct",
    ]);
    assert_eq!(case.summary(), ["Country Ghana: Ghana | country"]);
}

#[test]
fn georgia_among_american_bodies_is_no_country() {
    let state = case(&["Senate PROPN 2 compound
        Republicans PROPN 3 nsubj
        won VERB 0 root win
        in ADP 5 case
        Georgia PROPN 3 obl
        and CCONJ 7 cc
        Texas_ PROPN 5 conj
        . PUNCT 3 punct
        = ORG 1 1
        = ORG 2 2
        = LOC 5 5
        = LOC 7 7"]);
    assert!(state.summary().iter().all(|line| !line.starts_with("Country")), "{:?}", state.summary());
    let country = case(&["Georgia PROPN 2 nsubj
        thanked VERB 0 root thank
        Poland_ PROPN 2 obj
        . PUNCT 2 punct
        = LOC 1 1
        = LOC 3 3"]);
    assert_eq!(country.summary(), ["Country Georgia: Georgia", "Country Poland: Poland"]);
}

#[test]
fn two_departments_share_their_last_word() {
    let case = case(&["The DET 6 det
        State PROPN 6 compound
        and CCONJ 5 cc
        Homeland PROPN 5 compound
        Security PROPN 2 conj
        Departments PROPN 7 nsubj
        refused_ VERB 0 root refuse
        . PUNCT 7 punct
        = ORG 2 6"]);
    assert_eq!(case.summary(), ["Organization State: State", "Organization Homeland Security: Homeland Security"]);
    let known = case.read().entities.iter().all(|e| e.wikidata.is_some());
    assert!(known, "both are bodies that the gazetteer knows");
}

#[test]
fn a_ship_is_neither_its_namesake_nor_a_body() {
    let case = case(&["The DET 4 det
        carrier NOUN 4 nmod:desc
        Ronald PROPN 5 nsubj
        Reagan PROPN 3 flat
        sailed_ VERB 0 root sail
        . PUNCT 5 punct
        = PER 3 4"]);
    assert_eq!(case.summary(), Vec::<String>::new());
}

#[test]
fn a_nickname_in_quotation_marks_is_inside_the_name() {
    let case = case(&[
        "Roberto PROPN 6 nsubj
        “_ PUNCT 3 punct
        Beto_ PROPN 1 flat
        ” PUNCT 3 punct
        Costa PROPN 1 flat
        left_ VERB 0 root leave
        . PUNCT 6 punct
        = PER 1 1
        = PER 5 5",
        "Costa PROPN 2 nsubj\nsmiled_ VERB 0 root smile\n. PUNCT 2 punct\n= PER 1 1",
    ]);
    assert_eq!(case.summary(), ["Person Roberto “Beto” Costa: Roberto “Beto” Costa | Costa"]);
}
