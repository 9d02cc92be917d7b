//! The graph and its files: what is one entity, what is one edge, and that every file holds what the graph holds.
//! `tests/consumers/check.py` reads the same files with the programs they are meant for.

mod folders;
mod formats;
mod sets;
mod views;

use demarche::entity::{EntityKind, MentionKind};
use demarche::export::{BaseIri, Format, Options, jsonld, write_folder};
use demarche::extraction::Extraction;
use demarche::graph::{GraphBuilder, Identity, KnowledgeGraph, Slot};
use demarche::relation::{Modality, Polarity};
use sets::{Dice, document, graph, is_symmetric, mention, nasty, said, world};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The bytes of every file, by name.
fn files(graph: &KnowledgeGraph) -> BTreeMap<&'static str, Vec<u8>> {
    let outputs = Format::ALL.iter().flat_map(|format| format.files());
    let write = |file: &'static demarche::export::OutputFile| {
        let mut bytes = Vec::new();
        file.write(graph, &Options::default(), &mut bytes).unwrap();
        (file.name, bytes)
    };
    outputs.map(write).collect()
}

fn text(graph: &KnowledgeGraph, name: &str) -> String {
    String::from_utf8(files(graph).remove(name).unwrap()).unwrap()
}

fn sorted_names(graph: &KnowledgeGraph) -> Vec<&str> {
    let mut names: Vec<&str> = graph.nodes().map(|node| node.name.as_str()).collect();
    names.sort_unstable();
    names
}

// --- what is one entity -------------------------------------------------------------------------------------------

#[test]
fn a_country_is_one_node_by_its_code_whatever_it_is_called() {
    let mut first = document("a", &[(EntityKind::Country, "Russia")]);
    first.entities[0].iso3 = Some("RUS".into());
    first.entities[0].wikidata = Some("Q159".into());
    let mut second = document("b", &[(EntityKind::Country, "Russian Federation")]);
    second.entities[0].iso3 = Some("RUS".into());
    let mut third = document("c", &[(EntityKind::Country, "Russia")]);
    third.entities[0].wikidata = Some("Q159".into());
    let graph = graph([&first, &second, &third]);
    let russia = graph.node("country-RUS").unwrap();
    assert_eq!((graph.nodes().len(), russia.name.as_str(), russia.documents), (1, "Russia", 3));
    let reasons: Vec<Identity> = russia.occurrences.iter().map(|occurrence| occurrence.identity).collect();
    assert_eq!(reasons, [Identity::Iso3, Identity::Iso3, Identity::Wikidata]);
}

#[test]
fn a_full_name_joins_the_known_person_and_a_bare_surname_does_not() {
    let mut known = document("a", &[(EntityKind::Person, "Angela Merkel")]);
    known.entities[0].wikidata = Some("Q567".into());
    let full = document("b", &[(EntityKind::Person, "ANGELA MERKEL")]);
    let bare = document("c", &[(EntityKind::Person, "Merkel")]);
    let graph = graph([&known, &full, &bare]);
    assert_eq!(sorted_names(&graph), ["Angela Merkel", "Merkel"]);
    assert_eq!(graph.node("Q567").unwrap().documents, 2);
}

#[test]
fn a_name_that_two_known_people_bear_joins_neither() {
    let mut documents: Vec<Extraction> =
        ["a", "b", "c"].iter().map(|id| document(id, &[(EntityKind::Person, "John Smith")])).collect();
    documents[0].entities[0].wikidata = Some("Q1".into());
    documents[1].entities[0].wikidata = Some("Q2".into());
    assert_eq!(graph(&documents).nodes().len(), 3);
}

#[test]
fn foreign_ministries_of_two_states_are_two_and_one_without_a_state_is_neither() {
    let ministry = |id: &str, country: Option<&str>| {
        let mut document = document(id, &[(EntityKind::Organization, "Foreign Ministry")]);
        document.entities[0].country = country.map(str::to_owned);
        document
    };
    let three = [ministry("a", Some("KEN")), ministry("b", Some("NOR")), ministry("c", None)];
    assert_eq!(graph(&three).nodes().len(), 3);
    let two = [ministry("a", Some("KEN")), ministry("c", None)];
    assert_eq!(graph(&two).nodes().len(), 1, "the only foreign ministry of the corpus");
}

#[test]
fn an_acronym_given_in_one_document_names_the_body_in_another() {
    let name = "Southern African Development Community";
    let mut full = document("a", &[(EntityKind::Organization, name)]);
    full.entities[0].mentions.push(mention("SADC", MentionKind::Name));
    let short = document("b", &[(EntityKind::Organization, "SADC")]);
    let one = graph([&full, &short]);
    assert_eq!(sorted_names(&one), [name]);
    assert_eq!(one.nodes().next().unwrap().occurrences[1].identity, Identity::Acronym);

    let mut rival = document("c", &[(EntityKind::Organization, "Saint Ann Debating Club")]);
    rival.entities[0].mentions.push(mention("SADC", MentionKind::Name));
    assert_eq!(graph([&full, &short, &rival]).nodes().len(), 3, "two bodies with the acronym: it tells neither");
}

// --- what is one edge ---------------------------------------------------------------------------------------------

fn pair(id: &str) -> Extraction {
    document(id, &[(EntityKind::Person, "Ann Berg"), (EntityKind::Person, "Bo Cruz"), (EntityKind::Person, "Cy Dunn")])
}

#[test]
fn the_ends_of_a_meeting_are_alike_and_those_of_a_warning_are_not() {
    let mut document = pair("a");
    for predicate in ["met_with", "warned"] {
        document.relations.push(said("e1", predicate, Some("e2"), "A and B one."));
        document.relations.push(said("e2", predicate, Some("e1"), "B and A two."));
    }
    let graph = graph([&document]);
    let edges: Vec<(&str, &str, usize)> =
        graph.edges().map(|e| (e.edge.predicate.as_str(), e.source.name.as_str(), e.edge.statements)).collect();
    assert_eq!(edges, [("met_with", "Ann Berg", 2), ("warned", "Ann Berg", 1), ("warned", "Bo Cruz", 1)]);
    let places: BTreeSet<[usize; 2]> = graph.relations()[0].statements.iter().map(|s| s.evidence[0].subject).collect();
    assert_eq!(places, BTreeSet::from([[0, 1], [5, 6]]), "each piece points at the mention of the edge's own start");
}

#[test]
fn what_is_denied_or_planned_is_another_edge() {
    let mut document = pair("a");
    for (polarity, modality) in [
        (Polarity::Affirmed, Modality::Actual),
        (Polarity::Negated, Modality::Actual),
        (Polarity::Affirmed, Modality::Planned),
    ] {
        document.relations.push(demarche::extraction::ExtractedRelation {
            polarity,
            modality,
            ..said("e1", "attacked", Some("e2"), "A x B.")
        });
    }
    let graph = graph([&document]);
    let labels: Vec<String> = graph.edges().map(|view| view.edge.label()).collect();
    assert_eq!(labels, ["attacked", "attacked (planned)", "not attacked"]);
}

#[test]
fn a_warning_to_nobody_is_an_edge_to_each_it_is_about_and_one_event() {
    let mut document = pair("a");
    let mut warning = said("e1", "warned", None, "A warned that B and C would fall out.");
    warning.about = vec!["e3".into(), "e2".into()];
    document.relations.push(warning);
    let graph = graph([&document]);
    let ends: Vec<(&str, Slot)> = graph.edges().map(|e| (e.target.name.as_str(), e.edge.slot)).collect();
    assert_eq!(ends, [("Bo Cruz", Slot::About), ("Cy Dunn", Slot::About)]);
    assert_eq!(graph.relations().len(), 1);
    assert_eq!(graph.edges().map(|e| e.edge.id.clone()).collect::<BTreeSet<_>>().len(), 2);
}

#[test]
fn an_edge_sums_up_its_documents() {
    let documents: Vec<Extraction> = [("a", "2022-03-01", Some("2022-02-27")), ("b", "2022-03-05", None)]
        .into_iter()
        .map(|(id, published, date)| {
            let mut document = pair(id);
            document.date = Some(published.into());
            document.relations.push(said("e1", "accused", Some("e2"), "A accused B."));
            document.relations[0].date = date.map(str::to_owned);
            document.relations[0].source = Some("e3".into());
            document
        })
        .collect();
    let graph = graph(&documents);
    let view = graph.edges().next().unwrap();
    assert_eq!((view.edge.statements, view.edge.documents), (2, 2));
    assert_eq!((view.edge.first.as_deref(), view.edge.last.as_deref()), (Some("2022-02-27"), Some("2022-03-05")));
    assert_eq!(view.edge.said_by.iter().map(|&who| graph.name(who)).collect::<Vec<_>>(), ["Cy Dunn"]);
    assert_eq!(view.relation.statements[0].evidence[0].words([2, 9]), "accused");
}

#[test]
fn an_office_is_kept_with_the_person() {
    let mut document = pair("a");
    document.relations.push(said("e1", "holds_office", Some("e2"), "A heads B."));
    document.relations[0].role = Some("chair".into());
    let graph = graph([&document]);
    let ann = graph.nodes().find(|node| node.name == "Ann Berg").unwrap();
    assert_eq!((ann.offices[0].role.as_str(), graph.name(ann.offices[0].of)), ("chair", "Bo Cruz"));
}

// --- order does not matter, and nothing is lost -------------------------------------------------------------------

#[test]
fn neither_order_nor_grouping_nor_repetition_of_documents_shows() {
    let mut documents = world(60);
    documents.extend(nasty());
    let expected = files(&graph(&documents));
    let mut dice = Dice::new(3);
    for _ in 0..5 {
        for last in (1..documents.len()).rev() {
            documents.swap(last, dice.roll(last + 1));
        }
        let (left, right) = documents.split_at(dice.roll(documents.len()));
        let mut builders = [left, right, &documents[..3]].map(|part| {
            let mut builder = GraphBuilder::default();
            part.iter().for_each(|extraction| builder.add(extraction));
            builder
        });
        let [mut all, second, again] = std::mem::take(&mut builders);
        all.merge(again);
        all.merge(second);
        assert!(files(&all.finish(is_symmetric)) == expected);
    }
}

#[test]
fn jsonld_is_lossless() {
    for documents in [nasty(), world(60), Vec::new()] {
        let graph = graph(&documents);
        let written = files(&graph);
        let read = jsonld::read(written["graph.jsonld"].as_slice(), Path::new("graph.jsonld")).unwrap();
        assert!(read == graph);
        let again = files(&read);
        for (name, bytes) in &written {
            assert!(&again[name] == bytes, "{name} differs after reading graph.jsonld back");
        }
        let mut builder = GraphBuilder::default();
        builder.add_graph(&read);
        assert!(files(&builder.finish(is_symmetric)) == written, "collected again, it is the same graph");
    }
}

#[test]
fn what_is_no_graph_is_refused_with_its_reason() {
    let whole = text(&graph(&world(3)), "graph.jsonld");
    let fails = |file: &str| jsonld::read(file.as_bytes(), Path::new("g.jsonld")).unwrap_err().to_string();
    assert!(fails("{\"a\": 1}").contains("g.jsonld"));
    assert!(fails(&whole[..whole.len() / 2]).contains("g.jsonld:"));
    assert!(fails(&whole.replacen("\"formatVersion\":1", "\"formatVersion\":99", 1)).contains("newer"));
    assert!(
        fails(&whole.replace("\"id\":\"article:story-000\"", "\"id\":\"article:x\"")).contains("article:story-000")
    );
}

// --- the files ----------------------------------------------------------------------------------------------------

#[test]
fn every_id_is_a_token_and_every_edge_has_its_own() {
    for graph in [graph(&nasty()), graph(&world(60))] {
        let token = |id: &str| id.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.-".contains(&b)) && !id.is_empty();
        assert!(graph.nodes().all(|node| token(&node.id)));
        let ids: BTreeSet<&str> = graph.edges().map(|view| view.edge.id.as_str()).collect();
        assert!(ids.iter().all(|id| token(id)));
        assert_eq!(ids.len(), graph.edge_count());
    }
}

#[test]
fn no_file_holds_a_control_character() {
    for (name, bytes) in files(&graph(&nasty())) {
        if name.ends_with(".parquet") {
            continue;
        }
        let text = String::from_utf8(bytes).unwrap();
        let control = text.chars().find(|&c| (c.is_control() && !"\n\r\t".contains(c)) || c == '\u{FFFE}');
        assert_eq!(control, None, "{name}");
    }
}

#[test]
fn graphml_holds_every_node_edge_and_name() {
    use quick_xml::events::Event;
    let graph = graph(&nasty());
    let file = text(&graph, "graph.graphml");
    let mut reader = quick_xml::Reader::from_str(&file);
    let (mut nodes, mut edges, mut key, mut labels) = (0, 0, String::new(), BTreeSet::<String>::new());
    let mut words = String::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                nodes += usize::from(start.name().as_ref() == "node");
                edges += usize::from(start.name().as_ref() == "edge");
                let value = |name: &str| start.try_get_attribute(name).unwrap().map(|a| a.value.into_owned());
                key = value("key").unwrap_or_default();
                words.clear();
            }
            Event::Text(chunk) => words.push_str(&chunk),
            Event::GeneralRef(entity) => {
                let name = entity.to_string();
                words.push_str(quick_xml::escape::resolve_predefined_entity(&name).unwrap());
            }
            Event::End(end) if end.name().as_ref() == "data" && key == "n_label" => {
                labels.insert(words.clone());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!((nodes, edges), (graph.nodes().len(), graph.edge_count()));
    assert_eq!(labels, graph.nodes().map(|node| node.name.clone()).collect());
}

#[test]
fn tables_are_plain_to_every_reader() {
    let graph = graph(&nasty());
    for (name, rows) in [("nodes.csv", graph.nodes().len()), ("edges.csv", graph.edge_count())] {
        let file = text(&graph, name);
        let mut reader = csv::Reader::from_reader(file.as_bytes());
        let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_lowercase).collect();
        assert_eq!(header.iter().collect::<BTreeSet<_>>().len(), header.len());
        assert!(!header.iter().any(|column| column.contains("interval") || column.contains("timestamp")));
        let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(records.len(), rows);
        for cell in records.iter().flat_map(|record| record.iter()) {
            assert!(!cell.contains('\\') && !cell.starts_with(['=', '+', '-', '@', '\t']), "{cell:?}");
        }
    }
}

#[test]
fn dot_has_only_nodes_and_edges_and_labels_that_read_back() {
    let graph = graph(&nasty());
    let file = text(&graph, "graph.dot");
    let body: Vec<&str> = file.lines().skip(1).collect();
    assert_eq!(body.len(), graph.nodes().len() + graph.edge_count());
    let (last, others) = body.split_last().unwrap();
    assert!(body.iter().all(|line| line.starts_with("  \"")));
    assert!(others.iter().all(|line| line.ends_with("\"];")), "no statement but nodes and edges, one a line");
    assert!(last.split_once("//").unwrap().1.ends_with("}"), "what follows is a comment to Gephi");
    for (line, node) in body.iter().zip(graph.nodes()) {
        let label = line.split_once("[label=\"").unwrap().1.split_once("\", kind=").unwrap().0;
        let shown = label.replace("\\\"", "\"").replace("\\\\", "\\").replace("&amp;", "&");
        assert_eq!(shown, node.name);
    }
    assert!(!file.contains("weight="));
}

#[test]
fn jsonld_means_what_the_graph_holds_to_an_rdf_reader() {
    const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    let graph = graph(&nasty());
    let file = text(&graph, "graph.jsonld");
    let mut classes: BTreeMap<String, usize> = BTreeMap::new();
    let mut names = BTreeSet::new();
    let mut warned = 0;
    for quad in oxjsonld::JsonLdParser::new().for_slice(file.as_bytes()) {
        let quad = quad.unwrap();
        match (quad.predicate.as_str(), quad.object) {
            (TYPE, oxrdf::Term::NamedNode(class)) => *classes.entry(class.into_string()).or_default() += 1,
            ("https://schema.org/name", oxrdf::Term::Literal(name)) => {
                names.insert(name.value().to_owned());
            }
            ("urn:demarche:warned", _) => warned += 1,
            _ => {}
        }
    }
    let count = |class: &str| classes.get(class).copied().unwrap_or_default();
    let schema = |kind: &str| count(&format!("https://schema.org/{kind}"));
    assert_eq!(schema("Person") + schema("Country") + schema("Organization"), graph.nodes().len());
    assert_eq!(count("http://semanticweb.cs.vu.nl/2009/11/sem/Event"), graph.relations().len());
    assert_eq!(schema("NewsArticle"), graph.articles().len());
    assert!(graph.nodes().all(|node| names.contains(&node.name)));
    let facts = graph.edges().filter(|view| {
        let edge = view.edge;
        let fact = (edge.polarity, edge.modality, edge.slot) == (Polarity::Affirmed, Modality::Actual, Slot::Object);
        fact && edge.predicate == "warned"
    });
    assert_eq!(
        warned,
        facts.count(),
        "a direct triple is written for what is affirmed as a fact, and for nothing else"
    );
}

#[test]
fn a_base_iri_moves_the_corpus_and_not_the_vocabulary() {
    let graph = graph(&world(3));
    let options = Options { base_iri: "https://example.org/kg".parse::<BaseIri>().unwrap(), ..Options::default() };
    let mut bytes = Vec::new();
    Format::Jsonld.files()[0].write(&graph, &options, &mut bytes).unwrap();
    let subjects: Vec<String> = (oxjsonld::JsonLdParser::new().for_slice(&bytes))
        .map(|quad| quad.unwrap())
        .filter(|quad| quad.predicate.as_str() == "urn:demarche:polarity")
        .map(|quad| quad.subject.to_string())
        .collect();
    assert_eq!(subjects.len(), graph.relations().len());
    assert!(subjects.iter().all(|subject| subject.starts_with("<https://example.org/kg/event/r-")));
    let read = jsonld::read(bytes.as_slice(), Path::new("graph.jsonld")).unwrap();
    assert!(files(&read) == files(&graph));
}

#[test]
fn a_folder_gets_every_file_and_nothing_else() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("exports");
    for (name, documents) in [("nasty", nasty()), ("world", world(60)), ("empty", Vec::new())] {
        let folder = folder.join(name);
        let written = write_folder(&graph(&documents), &folder, &Format::DEFAULT, &Options::default()).unwrap();
        let mut found: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        found.sort();
        let mut expected = written.clone();
        expected.sort();
        assert_eq!(found, expected);
        assert_eq!(written.len(), 5);
    }
}

// --- the schema files ---------------------------------------------------------------------------------------------

fn schema_file(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("schema").join(name)).unwrap()
}

/// Names of the predicates that `schema/ontology.ttl` describes, and of those the symmetric ones.
fn ontology() -> (BTreeSet<String>, BTreeSet<String>) {
    let file = schema_file("ontology.ttl");
    let predicates = file.lines().filter(|line| line.contains("sem:EventType"));
    let name = |line: &str| line.split([' ', ':']).nth(1).unwrap().to_owned();
    let symmetric = predicates.clone().filter(|line| line.contains("SymmetricProperty")).map(name).collect();
    (predicates.map(name).collect(), symmetric)
}

#[test]
fn the_nasty_extractions_are_of_the_published_form() {
    let schema: serde_json::Value = serde_json::from_str(&schema_file("extraction.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for extraction in nasty().into_iter().chain(world(5)) {
        let value = serde_json::to_value(&extraction).unwrap();
        assert_eq!(extraction.unknown_entity(), None);
        let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new(), "{}", extraction.id);
    }
    let mut wrong = serde_json::to_value(document("a", &[(EntityKind::Person, "Ann Berg")])).unwrap();
    wrong["entities"][0]["type"] = "Planet".into();
    assert!(!validator.is_valid(&wrong));
}

#[test]
fn the_context_and_the_ontology_describe_the_same_predicates() {
    let context: serde_json::Value = serde_json::from_str(&schema_file("context.jsonld")).unwrap();
    let terms = context["@context"].as_object().unwrap();
    let (predicates, _) = ontology();
    assert_eq!(predicates.len(), 28);
    for predicate in &predicates {
        assert_eq!(terms[predicate]["@id"], format!("dm:{predicate}"));
    }
    let file = schema_file("ontology.ttl");
    for (term, meaning) in terms {
        let iri = meaning.get("@id").unwrap_or(meaning).as_str().unwrap_or_default();
        if let Some(name) = iri.strip_prefix("dm:") {
            assert!(file.contains(&format!("\ndm:{name} a ")), "{term} ({iri}) is not described");
        }
    }
}

#[test]
fn the_ontology_describes_the_predicates_of_the_vocabulary() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/relations.toml");
    let Ok(file) = std::fs::read_to_string(path) else { return };
    let vocabulary: toml::Table = toml::from_str(&file).unwrap();
    let described = vocabulary["predicate"].as_table().unwrap();
    let symmetric = |value: &toml::Value| value.get("symmetric").and_then(toml::Value::as_bool).unwrap_or(false);
    let alike: BTreeSet<String> =
        described.iter().filter(|(_, p)| symmetric(p)).map(|(name, _)| name.clone()).collect();
    assert_eq!(ontology(), (described.keys().cloned().collect(), alike));
}

#[test]
fn the_kinds_of_entity_have_a_class_and_a_colour_of_their_own() {
    let kinds = demarche::export::kinds::parse(&schema_file("entities.toml")).unwrap();
    assert_eq!(kinds.keys().collect::<Vec<_>>(), ["Country", "Organization", "Person"]);
    let colors: BTreeSet<String> =
        kinds.values().map(|kind| demarche::export::kinds::Color::parse(&kind.color).unwrap().to_string()).collect();
    assert_eq!(colors.len(), 3);
    assert!(kinds.values().all(|kind| kind.jsonld.starts_with("schema:")));
}

/// For measuring: `cargo test --release --test it large -- --ignored --nocapture`.
#[test]
#[ignore = "takes long; prints times"]
fn large() {
    for documents in [20_000, 200_000] {
        let extractions = world(documents);
        let mut lap = std::time::Instant::now();
        let mut tell = |what: &str| {
            println!("{documents} documents: {what} {:.2} s", lap.elapsed().as_secs_f64());
            lap = std::time::Instant::now();
        };
        let graph = graph(&extractions);
        tell("build");
        for file in Format::ALL.iter().flat_map(|format| format.files()) {
            file.write(&graph, &Options::default(), &mut std::io::sink()).unwrap();
            tell(file.name);
        }
    }
}
