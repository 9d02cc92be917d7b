//! Extractions to export: the nasty file that `tests/consumers` shares, and a made-up world of a wished size.

use demarche::entity::{EntityKind, MentionKind};
use demarche::extraction::{ExtractedEntity, ExtractedEvidence, ExtractedMention, ExtractedRelation, Extraction};
use demarche::graph::{GraphBuilder, KnowledgeGraph};
use demarche::relation::{Modality, Polarity};

/// Whether the ends of a predicate are alike; the names of `schema/relations.toml`.
pub fn is_symmetric(predicate: &str) -> bool {
    ["spoke_with", "met_with", "agreed_with", "cooperated_with", "allied_with"].contains(&predicate)
}

/// The graph of `extractions`.
pub fn graph<'a>(extractions: impl IntoIterator<Item = &'a Extraction>) -> KnowledgeGraph {
    let mut builder = GraphBuilder::default();
    extractions.into_iter().for_each(|extraction| builder.add(extraction));
    builder.finish(is_symmetric)
}

/// Names and sentences with everything that some reader of some format has stumbled over.
pub fn nasty() -> Vec<Extraction> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/consumers/nasty.jsonl");
    let file = std::fs::read_to_string(path).unwrap();
    file.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A document of `id` with the named entities, `e1`, `e2`, … each mentioned once by its name.
pub fn document(id: &str, entities: &[(EntityKind, &str)]) -> Extraction {
    let entity = |(number, (kind, name)): (usize, &(EntityKind, &str))| ExtractedEntity {
        id: format!("e{}", number + 1),
        kind: *kind,
        name: (*name).to_owned(),
        iso3: None,
        country: None,
        wikidata: None,
        mentions: vec![mention(name, MentionKind::Name)],
    };
    let entities = entities.iter().enumerate().map(entity).collect();
    Extraction { id: id.to_owned(), date: Some("2022-01-31".to_owned()), entities, ..Extraction::default() }
}

/// A mention at the start of the text.
pub fn mention(text: &str, kind: MentionKind) -> ExtractedMention {
    ExtractedMention { start: 0, end: text.chars().count(), text: text.to_owned(), kind, reason: String::new() }
}

/// A relation said once, as a fact.
pub fn said(subject: &str, predicate: &str, object: Option<&str>, sentence: &str) -> ExtractedRelation {
    ExtractedRelation {
        subject: subject.to_owned(),
        predicate: predicate.to_owned(),
        object: object.map(str::to_owned),
        about: Vec::new(),
        plover: None,
        cameo: None,
        polarity: Polarity::Affirmed,
        modality: Modality::Actual,
        source: None,
        role: None,
        date: None,
        confidence: 0.9,
        rule: "verb:test".to_owned(),
        evidence: vec![ExtractedEvidence {
            start: 0,
            end: sentence.chars().count(),
            text: sentence.to_owned(),
            trigger: [2, 4],
            subject: [0, 1],
            object: object.map(|_| [5, 6]),
        }],
    }
}

/// A small generator of Knuth's, so that the world is the same everywhere.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }
}

const COUNTRIES: [(&str, &str, &str); 12] = [
    ("France", "FRA", "Q142"),
    ("Kenya", "KEN", "Q114"),
    ("Japan", "JPN", "Q17"),
    ("Brazil", "BRA", "Q155"),
    ("Norway", "NOR", "Q20"),
    ("Ukraine", "UKR", "Q212"),
    ("Russia", "RUS", "Q159"),
    ("United States", "USA", "Q30"),
    ("China", "CHN", "Q148"),
    ("Iran", "IRN", "Q794"),
    ("Bosnia and Herzegovina", "BIH", "Q225"),
    ("Turkey", "TUR", "Q43"),
];

const BODIES: [&str; 12] = [
    "NATO",
    "European Union",
    "U.N. Security Council",
    "Ministry of Foreign Affairs",
    "International Atomic Energy Agency",
    "African Union",
    "Pentagon",
    "World Bank",
    "Red Crescent",
    "Gazprom",
    "OSCE",
    "Organization of American States",
];

const PEOPLE: [&str; 16] = [
    "Ingrid Solberg",
    "Amina Otieno",
    "Marc Duval",
    "Kenji Mori",
    "Paulo Reis",
    "Olena Kovalenko",
    "Pyotr Antonov",
    "Dana Whitfield",
    "Wei Zhang",
    "Leila Rahimi",
    "Emir Hodžić",
    "Selin Aydın",
    "Jean-Baptiste Lemoine-Fournier",
    "Sofia Lindqvist",
    "Tomás Herrera",
    "Grace Achieng",
];

const PREDICATES: [&str; 12] = [
    "warned",
    "met_with",
    "accused",
    "sanctioned",
    "supported",
    "urged",
    "spoke_with",
    "attacked",
    "aided",
    "criticized",
    "visited",
    "allied_with",
];

/// Forty entities in `documents` articles; a handful of them are in most stories.
pub fn world(documents: usize) -> Vec<Extraction> {
    let mut dice = Dice::new(7);
    (0..documents).map(|number| story(number, &mut dice)).collect()
}

fn story(number: usize, dice: &mut Dice) -> Extraction {
    let mut pick = |count: usize| dice.roll(count).min(dice.roll(count));
    let (a, b) = (pick(12), 12 - 1 - pick(12));
    let mut names: Vec<(EntityKind, &str)> = vec![(EntityKind::Country, COUNTRIES[a].0)];
    if b != a {
        names.push((EntityKind::Country, COUNTRIES[b].0));
    }
    names.push((EntityKind::Organization, BODIES[pick(12)]));
    names.push((EntityKind::Person, PEOPLE[pick(16)]));
    let mut story = document(&format!("story-{number:03}"), &names);
    story.date = Some(format!("2022-{:02}-{:02}", 1 + number % 12, 1 + number % 28));
    for entity in &mut story.entities {
        if let Some(&(_, iso3, wikidata)) = COUNTRIES.iter().find(|country| country.0 == entity.name) {
            entity.iso3 = Some(iso3.to_owned());
            entity.wikidata = Some(wikidata.to_owned());
        }
    }
    let ids: Vec<String> = story.entities.iter().map(|entity| entity.id.clone()).collect();
    for _ in 0..2 {
        let (from, to) = (dice.roll(ids.len()), dice.roll(ids.len()));
        if from == to {
            continue;
        }
        let predicate = PREDICATES[dice.roll(PREDICATES.len()).min(dice.roll(PREDICATES.len()))];
        let sentence = format!("{} {predicate} {} on that day.", story.entities[from].name, story.entities[to].name);
        let mut relation = said(&ids[from], predicate, Some(&ids[to]), &sentence);
        relation.polarity = if dice.roll(8) == 0 { Polarity::Negated } else { Polarity::Affirmed };
        relation.modality =
            [Modality::Actual, Modality::Actual, Modality::Planned, Modality::Hypothetical][dice.roll(4)];
        if predicate == "criticized" {
            relation.about = vec![relation.object.take().unwrap()];
            relation.evidence[0].object = None;
        }
        story.relations.push(relation);
    }
    let mut office = said(&ids[ids.len() - 1], "holds_office", Some(&ids[0]), "The minister spoke.");
    office.role = Some("foreign minister".to_owned());
    if dice.roll(3) == 0 {
        story.relations.push(office);
    }
    story
}
