//! The formats beside the usual ones: each holds what the graph holds, by the rules of the programs that read it.

use super::sets::{document, graph, nasty, said, world};
use super::{files, schema_file, text};
use demarche::entity::EntityKind;
use demarche::export::{Format, Options};
use demarche::graph::KnowledgeGraph;
use demarche::relation::Polarity;
use oxrdf::Dataset;
use oxrdf::dataset::CanonicalizationAlgorithm;
use proptest::prelude::*;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    element
        .try_get_attribute(name)
        .unwrap()
        .map(|found| quick_xml::escape::unescape(&found.value).unwrap().into_owned())
}

/// Every element of `file`: its name and what `read` makes of it.
fn elements<T>(file: &str, mut read: impl FnMut(&str, &BytesStart) -> Option<T>) -> Vec<T> {
    let mut reader = quick_xml::Reader::from_str(file);
    let mut found = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) | Event::Empty(element) => {
                let name = element.name().as_ref().to_owned();
                found.extend(read(&name, &element));
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

fn lines(file: &str) -> Vec<Value> {
    file.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn table(file: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(file.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

// --- linked data --------------------------------------------------------------------------------------------------

fn canonical(mut dataset: Dataset) -> BTreeSet<String> {
    dataset.canonicalize(CanonicalizationAlgorithm::Unstable);
    dataset.iter().map(|quad| quad.to_string()).collect()
}

#[test]
fn turtle_and_nquads_are_the_triples_of_the_jsonld() {
    for documents in [nasty(), world(20), Vec::new()] {
        let written = files(&graph(&documents));
        let parsed = oxjsonld::JsonLdParser::new().for_slice(&written["graph.jsonld"]);
        let expected: Dataset = parsed.map(Result::unwrap).collect();
        let quads: Vec<oxrdf::Quad> =
            oxttl::NQuadsParser::new().for_slice(&written["graph.nq"]).map(Result::unwrap).collect();
        let triples = oxttl::TurtleParser::new().for_slice(&written["graph.ttl"]).map(Result::unwrap);
        let turtle: Dataset = triples.map(|triple| triple.in_graph(oxrdf::GraphName::DefaultGraph)).collect();
        assert_eq!(quads.len(), expected.len(), "each triple stands once");
        let expected = canonical(expected);
        assert_eq!(canonical(quads.into_iter().collect()), expected);
        assert_eq!(canonical(turtle), expected);
    }
}

// --- GEXF, by the rules of Gephi's reader -------------------------------------------------------------------------

#[test]
fn gexf_is_of_the_namespace_that_readers_compare_to_the_letter() {
    let file = text(&graph(&world(5)), "graph.gexf");
    let root = elements(&file, |name, element| (name == "gexf").then(|| element.clone().into_owned())).remove(0);
    assert_eq!(attribute(&root, "xmlns").as_deref(), Some("http://gexf.net/1.3"));
    assert_eq!(attribute(&root, "xmlns:viz").as_deref(), Some("http://gexf.net/1.3/viz"));
    assert_eq!(attribute(&root, "version").as_deref(), Some("1.3"));
}

#[test]
fn gephi_keeps_every_edge_of_the_gexf_apart() {
    for graph in [graph(&nasty()), graph(&world(60))] {
        let file = text(&graph, "graph.gexf");
        let edges = elements(&file, |name, element| {
            let value = |key: &str| attribute(element, key).unwrap();
            (name == "edge").then(|| (value("id"), [value("source"), value("target"), value("kind")]))
        });
        let ids: BTreeSet<&String> = edges.iter().map(|(id, _)| id).collect();
        let merged_by: BTreeSet<&[String; 3]> = edges.iter().map(|(_, key)| key).collect();
        assert_eq!((edges.len(), ids.len(), merged_by.len()), [graph.edge_count(); 3].into());
    }
}

#[test]
fn gexf_lays_out_colours_and_dates() {
    let graph = graph(&world(60));
    let file = text(&graph, "graph.gexf");
    let count = |wanted: &str| elements(&file, |name, _| (name == wanted).then_some(())).len();
    assert_eq!((count("viz:position"), count("viz:size")), (graph.nodes().len(), graph.nodes().len()));
    assert_eq!(count("viz:color"), graph.nodes().len() + graph.edge_count());
    let places: BTreeSet<(String, String)> = elements(&file, |name, element| {
        (name == "viz:position").then(|| (attribute(element, "x").unwrap(), attribute(element, "y").unwrap()))
    })
    .into_iter()
    .collect();
    assert_eq!(places.len(), graph.nodes().len(), "no two nodes at one place");
    let spans = elements(&file, |name, element| {
        (name == "edge").then(|| (attribute(element, "start"), attribute(element, "end")))
    });
    let expected: Vec<_> = graph.edges().map(|view| (view.edge.first.clone(), view.edge.last.clone())).collect();
    assert_eq!(spans, expected);
    let dynamic =
        elements(&file, |name, element| (name == "graph").then(|| attribute(element, "timeformat"))).remove(0);
    assert_eq!(dynamic.as_deref(), Some("date"));
}

#[test]
fn gexf_has_no_time_where_nothing_is_dated() {
    let mut undated = document("a", &[(EntityKind::Person, "Ann Berg"), (EntityKind::Person, "Bo Cruz")]);
    undated.date = None;
    undated.relations.push(said("e1", "accused", Some("e2"), "A accused B."));
    undated.relations.push(said("e2", "accused", Some("e1"), "B accused A."));
    undated.relations[1].date = Some("the day before".into());
    let file = text(&graph([&undated]), "graph.gexf");
    assert!(file.contains("mode=\"static\"") && !file.contains("start="), "no day of the calendar, no time");
    assert!(file.contains("value=\"the day before\""), "the words are kept as an attribute");
}

#[test]
fn gexf_declares_every_attribute_that_it_uses() {
    let file = text(&graph(&nasty()), "graph.gexf");
    let of = |wanted: &str, key: &str| -> BTreeSet<String> {
        elements(&file, |name, element| (name == wanted).then(|| attribute(element, key).unwrap()))
            .into_iter()
            .collect()
    };
    assert!(of("attvalue", "for").is_subset(&of("attribute", "id")));
    let types = BTreeSet::from(["string", "integer", "double", "boolean"].map(str::to_owned));
    assert!(of("attribute", "type").is_subset(&types), "NetworkX reads no lists");
}

// --- node-link ----------------------------------------------------------------------------------------------------

#[test]
fn nodelink_is_of_the_published_form_for_networkx_and_for_d3() {
    let schema: Value = serde_json::from_str(&schema_file("nodelink.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for graph in [graph(&nasty()), graph(&world(30)), graph(&[])] {
        for d3 in [false, true] {
            let mut bytes = Vec::new();
            let options = Options { d3, ..Options::default() };
            Format::Nodelink.files()[0].write(&graph, &options, &mut bytes).unwrap();
            let value: Value = serde_json::from_slice(&bytes).unwrap();
            let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
            assert_eq!(errors, Vec::<String>::new());
            let edges = value[if d3 { "links" } else { "edges" }].as_array().unwrap();
            assert_eq!(edges.len(), graph.edge_count());
            for (edge, view) in edges.iter().zip(graph.edges()) {
                assert_eq!(edge["key"], view.edge.id);
                assert_eq!(
                    (&edge["source"], &edge["target"]),
                    (&Value::from(&*view.source.id), &(&*view.target.id).into())
                );
            }
        }
    }
}

// --- Neo4j --------------------------------------------------------------------------------------------------------

#[test]
fn neo4j_tables_have_the_headers_of_its_importer_and_no_broken_cells() {
    let graph = graph(&nasty());
    let (nodes, edges) = (text(&graph, "neo4j-nodes.csv"), text(&graph, "neo4j-relationships.csv"));
    assert!(nodes.starts_with("id:ID,name,:LABEL,iso3,country,wikidata,aliases:string[],"));
    assert!(edges.starts_with(":START_ID,:END_ID,:TYPE,id,predicate,"));
    assert!(edges.lines().next().unwrap().contains("firstDate:date"));
    let (nodes, edges) = (table(&nodes), table(&edges));
    assert_eq!((nodes.len(), edges.len()), (graph.nodes().len(), graph.edge_count()));
    let ids: BTreeSet<&String> = nodes.iter().map(|row| &row["id:ID"]).collect();
    for row in &edges {
        assert!(ids.contains(&row[":START_ID"]) && ids.contains(&row[":END_ID"]));
        assert!(row[":TYPE"].bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_'));
        assert!(row.values().all(|cell| !cell.contains('\n')), "the importer wants an option for line breaks");
    }
    for (row, node) in nodes.iter().zip(graph.nodes()) {
        let aliases = row["aliases:string[]"].split(';').filter(|alias| !alias.is_empty()).count();
        assert_eq!(row[":LABEL"], format!("Entity;{}", node.kind.as_str()));
        assert!(aliases <= node.aliases.len(), "a semicolon within a name parts no names");
    }
}

// --- event data and entities --------------------------------------------------------------------------------------

fn event_story() -> KnowledgeGraph {
    let mut story = document("a", &[(EntityKind::Country, "Kenya"), (EntityKind::Person, "Ann Berg")]);
    story.entities[0].iso3 = Some("KEN".into());
    story.relations.push(said("e2", "accused", Some("e1"), "A accused B."));
    story.relations.push(said("e1", "met_with", Some("e2"), "A met B."));
    story.relations.push(said("e2", "holds_office", Some("e1"), "A is envoy."));
    for (relation, plover) in story.relations.iter_mut().zip([Some("ACCUSE"), Some("CONSULT"), None]) {
        relation.plover = plover.map(str::to_owned);
    }
    story.relations[0].polarity = Polarity::Negated;
    story.relations[0].date = Some("2022-01-03/2022-01-05".into());
    story.relations[2].role = Some("envoy".into());
    graph([&story])
}

#[test]
fn plover_records_events_and_no_ties_with_the_manuals_field_names() {
    let records = lines(&text(&event_story(), "plover.jsonl"));
    assert_eq!(records.len(), 2);
    let of = |event: &str| records.iter().find(|record| record["event"][0] == event).unwrap();
    let accused = of("ACCUSE");
    assert_eq!((&accused["date"], &accused["enddate"]), (&"2022-01-03".into(), &"2022-01-05".into()));
    assert_eq!(accused["source"][0]["identifier_text"], "Ann Berg");
    assert_eq!((&accused["recipient"][0]["code"], &accused["polarity"]), (&"KEN".into(), &"negated".into()));
    assert_eq!((&accused["text"], &accused["cite_info"]["citation"]), (&"A accused B.".into(), &"a".into()));
    let met = of("CONSULT");
    assert_eq!((met["source"].as_array().unwrap().len(), met["recipient"].as_array().unwrap().len()), (2, 0));
    assert!(accused.get("mode").is_none() && met.get("mode").is_none(), "the vocabulary tells no mode of these");
    let mut story = document("b", &[(EntityKind::Person, "Ann Berg"), (EntityKind::Country, "Kenya")]);
    for (predicate, rule) in [("visited", "verb:tour"), ("spoke_with", "noun:call"), ("spoke_with", "verb:talk")] {
        let mut relation = said("e1", predicate, Some("e2"), &format!("A {rule} B."));
        (relation.rule, relation.plover) = (rule.into(), Some("CONSULT".into()));
        story.relations.push(relation);
    }
    let modes = lines(&text(&graph([&story]), "plover.jsonl")).into_iter().map(|record| record["mode"].to_string());
    assert_eq!(modes.collect::<BTreeSet<_>>(), ["[\"phone\"]", "[\"visit\"]", "null"].map(str::to_owned).into());
    for record in &records {
        let required = ["id", "date", "source", "event"];
        assert!(required.iter().all(|field| record.get(field).is_some()), "{record}");
    }
}

#[test]
fn a_denial_is_no_fact_to_followthemoney_and_links_have_their_ends() {
    let entities = lines(&text(&event_story(), "ftm.jsonl"));
    let by_id: BTreeMap<&str, &Value> =
        entities.iter().map(|entity| (entity["id"].as_str().unwrap(), entity)).collect();
    assert_eq!(by_id.len(), entities.len());
    let links: Vec<&Value> = entities.iter().filter(|entity| entity["schema"] == "UnknownLink").collect();
    assert_eq!(links.len(), 3);
    for link in &links {
        for end in ["subject", "object", "proof"] {
            assert!(by_id.contains_key(link["properties"][end][0].as_str().unwrap()));
        }
    }
    let roles: BTreeSet<&str> = links.iter().map(|link| link["properties"]["role"][0].as_str().unwrap()).collect();
    assert_eq!(roles, BTreeSet::from(["not accused", "met with", "holds office: envoy"]));
    assert_eq!(by_id["country-KEN"]["properties"]["country"][0], "ke");
}

// --- the picture --------------------------------------------------------------------------------------------------

#[test]
fn the_picture_draws_every_node_and_edge_and_nothing_runs_in_it() {
    for graph in [graph(&nasty()), graph(&world(60)), graph(&[])] {
        let file = text(&graph, "graph.svg");
        let titles = elements(&file, |name, _| (name == "title").then_some(())).len();
        assert_eq!(titles, graph.nodes().len() + graph.edge_count());
        let risky = elements(&file, |name, element| {
            let handler = element.attributes().any(|a| a.unwrap().key.as_ref().starts_with("on"));
            (name == "script" || name == "foreignObject" || handler).then(|| name.to_owned())
        });
        assert_eq!(risky, Vec::<String>::new());
    }
}

// --- every string survives ----------------------------------------------------------------------------------------

/// The names of nodes in each file that can be read back; of tables the cells.
fn names(written: &BTreeMap<&'static str, Vec<u8>>) -> BTreeMap<&'static str, Vec<String>> {
    let file = |name: &str| String::from_utf8(written[name].clone()).unwrap();
    let string = |value: &Value| value.as_str().unwrap().to_owned();
    let gexf = elements(&file("graph.gexf"), |name, e| (name == "node").then(|| attribute(e, "label").unwrap()));
    let json: Value = serde_json::from_slice(&written["graph.json"]).unwrap();
    let ftm = lines(&file("ftm.jsonl")).into_iter().filter(|entity| entity["schema"] == "Person");
    let column = |name: &str, column: &str| table(&file(name)).iter().map(|row| row[column].clone()).collect();
    BTreeMap::from([
        ("gexf", gexf),
        ("nodelink", json["nodes"].as_array().unwrap().iter().map(|node| string(&node["label"])).collect()),
        ("ftm", ftm.map(|entity| string(&entity["properties"]["name"][0])).collect()),
        ("neo4j", column("neo4j-nodes.csv", "name")),
        ("csv", column("nodes.csv", "Label")),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn names_survive_every_format(names in prop::collection::vec("[\\PC\u{0}-\u{1f}\"'<>&\\\\;,|{}#=+@\u{202e}\u{feff}]{1,12}", 1..6)) {
        let entities: Vec<(EntityKind, &str)> = names.iter().map(|name| (EntityKind::Person, name.as_str())).collect();
        let graph = graph([&document("a", &entities)]);
        let expected: Vec<&str> = graph.nodes().map(|node| node.name.as_str()).collect();
        let written = files(&graph);
        for (format, found) in self::names(&written) {
            if format == "csv" {
                let strip = |name: &str| name.replace('\\', "/").trim_start_matches('\'').to_owned();
                let found: Vec<String> = found.iter().map(|name| strip(name)).collect();
                prop_assert_eq!(found, expected.iter().map(|name| strip(name)).collect::<Vec<_>>());
            } else {
                prop_assert_eq!(&found, &expected, "{}", format);
            }
        }
        let literals: BTreeSet<String> = (oxttl::NQuadsParser::new().for_slice(&written["graph.nq"]))
            .filter_map(|quad| match quad.unwrap().object {
                oxrdf::Term::Literal(literal) => Some(literal.value().to_owned()),
                _ => None,
            })
            .collect();
        prop_assert!(expected.iter().all(|name| literals.contains(*name)));
    }
}

/// The tables hold what the CSV tables hold, with types; the sentences are those of the statements.
#[test]
#[cfg(feature = "parquet")]
fn parquet_tables_read_back() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;
    for graph in [graph(&nasty()), graph(&world(60)), graph(&[])] {
        let read = |name: &str| {
            let bytes = files(&graph).remove(name).unwrap();
            let place = tempfile::tempdir().unwrap();
            std::fs::write(place.path().join(name), bytes).unwrap();
            let file = std::fs::File::open(place.path().join(name)).unwrap();
            let reader = SerializedFileReader::new(file).unwrap();
            reader.get_row_iter(None).unwrap().map(Result::unwrap).collect::<Vec<_>>()
        };
        let names: Vec<(String, String)> = read("nodes.parquet")
            .iter()
            .map(|row| (row.get_string(0).unwrap().clone(), row.get_string(1).unwrap().clone()))
            .collect();
        assert_eq!(names, graph.nodes().map(|node| (node.id.clone(), node.name.clone())).collect::<Vec<_>>());
        let ends: Vec<[String; 3]> = read("edges.parquet")
            .iter()
            .map(|row| [0, 1, 2].map(|column| row.get_string(column).unwrap().clone()))
            .collect();
        let expected = graph.edges().map(|v| [v.source.id.clone(), v.target.id.clone(), v.edge.id.clone()]);
        assert_eq!(ends, expected.collect::<Vec<_>>());
        let sentences: Vec<String> =
            read("evidence.parquet").iter().map(|row| row.get_string(15).unwrap().clone()).collect();
        let pieces = graph.relations().iter().flat_map(|r| &r.statements).flat_map(|s| &s.evidence);
        assert_eq!(sentences, pieces.map(|piece| piece.text.clone()).collect::<Vec<_>>());
    }
}

/// What Gephi's importers look for or stumble over, beside what the tests above hold: each line is a rule of theirs.
#[test]
fn gephis_importers_find_what_they_look_for() {
    for graph in [graph(&nasty()), graph(&world(60))] {
        // Tables: their kind is told by the header, and `Type` by its own column; an empty id is a row that is dropped.
        for (name, first, never) in [
            ("nodes.csv", &["Id", "Label"][..], &["source", "target", "timeset"][..]),
            ("edges.csv", &["Id", "Source", "Target", "Type", "Kind", "Label", "Weight"], &["timeset"]),
        ] {
            let file = text(&graph, name);
            let mut reader = csv::Reader::from_reader(file.as_bytes());
            let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
            assert_eq!(header[..first.len()], *first);
            assert!(!header.iter().any(|column| never.contains(&column.to_lowercase().as_str())), "{header:?}");
            let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
            for row in &rows {
                assert!(!row[0].is_empty() && (name == "nodes.csv" || &row[3] == "Directed"), "{row:?}");
            }
            // The type of a column is guessed from 25 rows: what looks like numbers there must be numbers all the way.
            let numeric = |cell: &str| cell.is_empty() || cell.parse::<f64>().is_ok() || cell.parse::<bool>().is_ok();
            for (at, column) in header.iter().enumerate() {
                let cells = || rows.iter().map(|row| &row[at]);
                if cells().take(25).any(|cell| !cell.is_empty()) && cells().take(25).all(numeric) {
                    assert!(cells().all(numeric), "{column} holds text after row 25");
                }
            }
        }
        // GraphML: keys are told by lower-cased names, which must not collide; only the schema's types; places and colours
        // by the names that are properties there.
        let file = text(&graph, "graph.graphml");
        let keys = elements(&file, |name, key| {
            let of = |what: &str| attribute(key, what).unwrap();
            (name == "key").then(|| (of("for"), of("attr.name"), of("attr.type")))
        });
        let names: BTreeSet<(&str, String)> =
            keys.iter().map(|(of, name, _)| (of.as_str(), name.to_lowercase())).collect();
        assert_eq!(names.len(), keys.len());
        for (of, name) in [("node", "label"), ("node", "size"), ("node", "r"), ("edge", "label"), ("edge", "weight")] {
            assert!(names.contains(&(of, name.to_owned())), "{of} {name}");
        }
        let types = ["boolean", "int", "long", "float", "double", "string"];
        assert!(keys.iter().all(|(_, name, kind)| types.contains(&kind.as_str()) && name != "id"), "{keys:?}");
        assert!(!file.contains("<desc") && !file.contains("directed=\"false\""));
        // DOT: a large `weight` ends Graphviz, and Gephi reads no default attributes.
        let dot = text(&graph, "graph.dot");
        assert!(dot.lines().all(|line| !line.contains(" weight=") && !line.trim_start().starts_with(['n', 'e', 's'])));
        // GEXF: the namespaces to the letter, and a time that is one.
        let gexf = text(&graph, "graph.gexf");
        assert!(gexf.contains("xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\""));
        let spans =
            elements(&gexf, |name, edge| (name == "edge").then(|| (attribute(edge, "start"), attribute(edge, "end"))));
        let day = |date: &str| date.len() == 10 && date.parse::<jiff::civil::Date>().is_ok();
        for (start, end) in spans.iter().filter_map(|(start, end)| start.as_ref().zip(end.as_ref())) {
            assert!(day(start) && day(end) && start <= end, "{start} {end}");
        }
        assert_eq!(
            gexf.contains("mode=\"dynamic\" timeformat=\"date\""),
            spans.iter().any(|(start, _)| start.is_some())
        );
        assert!(gexf.contains("<viz:position") && gexf.contains("<viz:color") && gexf.contains("<viz:size"));
    }
}

// --- the page -----------------------------------------------------------------------------------------------------

#[test]
fn the_page_shows_each_edge_as_the_table_has_it() {
    let written = graph(&world(60));
    let page = text(&written, "graph.html");
    let data = page.split_once("id=\"graph\"").unwrap().1.split_once('>').unwrap().1.split_once("</script>").unwrap().0;
    let data: Value = serde_json::from_str(data).unwrap();
    let number = |edge: &Value, field: &str| edge[field].as_u64().unwrap() as usize;
    let shown: BTreeMap<&str, [usize; 3]> = (data["edges"].as_array().unwrap().iter())
        .map(|edge| (edge["id"].as_str().unwrap(), ["p", "m", "l"].map(|field| number(edge, field))))
        .collect();
    let place = |of: &[&str], value: &str| of.iter().position(|known| *known == value).unwrap();
    let rows = table(&text(&written, "edges.csv"));
    for row in &rows {
        let expected = [
            place(&["affirmed", "negated"], &row["Polarity"]),
            place(&["actual", "planned", "hypothetical"], &row["Modality"]),
            place(&["object", "about"], &row["Slot"]),
        ];
        assert_eq!(shown[row["Id"].as_str()], expected, "{row:?}");
    }
    assert_eq!(shown.len(), rows.len());
    let slots: BTreeSet<&str> = rows.iter().map(|row| row["Slot"].as_str()).collect();
    assert_eq!(slots.len(), 2, "edges of both kinds");
}
