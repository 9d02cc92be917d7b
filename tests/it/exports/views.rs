//! A part of a graph is a graph, and says nothing that the whole does not.

use super::sets::{Dice, document, graph, nasty, said, world};
use demarche::entity::EntityKind;
use demarche::export::{Format, Options, jsonld};
use demarche::graph::{Ego, KnowledgeGraph, View};
use demarche::relation::{Modality, Polarity};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A view that the dice choose.
fn any(dice: &mut Dice, graph: &KnowledgeGraph) -> View {
    let mut yes = |of: usize| dice.roll(of) == 0;
    let mut view = View { asserted: yes(3), ..View::default() };
    if yes(3) {
        view.predicates = ["warned", "accused", "met_with", "criticized"].map(str::to_owned).into();
    }
    if yes(3) {
        view.kinds = [EntityKind::Country, EntityKind::Person].into();
    }
    if yes(3) {
        (view.since, view.until) = (Some("2022-03-01".into()), Some("2022-09-30".into()));
    }
    view.min_statements = if yes(3) { 2 } else { 0 };
    view.min_confidence = if yes(4) { 91 } else { 0 };
    if yes(4) && graph.nodes().len() > 0 {
        let id = graph.nodes().nth(dice.roll(graph.nodes().len())).unwrap().id.clone();
        view.ego = Some(Ego { id, hops: 1 + dice.roll(2) });
    } else if dice.roll(3) == 0 {
        view.largest = Some(1 + dice.roll(12));
    }
    view
}

#[test]
fn a_view_invents_nothing_and_a_view_of_it_is_itself() {
    let mut dice = Dice::new(11);
    for graph in [graph(&world(80)), graph(&nasty()), graph(&[])] {
        let whole: BTreeMap<&str, _> = graph.edges().map(|view| (view.edge.id.as_str(), view)).collect();
        for _ in 0..60 {
            let wanted = any(&mut dice, &graph);
            let part = wanted.of(&graph);
            assert!(wanted.of(&part) == part, "{wanted:?}");
            for view in part.edges() {
                let of = whole[view.edge.id.as_str()];
                assert_eq!((&view.source.name, &view.target.name), (&of.source.name, &of.target.name));
                assert_eq!(view.edge.label(), of.edge.label());
                assert!(view.edge.statements <= of.edge.statements);
                let sentences: BTreeSet<&str> =
                    of.statements().flat_map(|s| &s.evidence).map(|piece| piece.text.as_str()).collect();
                assert!(view.statements().flat_map(|s| &s.evidence).all(|p| sentences.contains(p.text.as_str())));
                let speakers: BTreeSet<&str> = of.edge.said_by.iter().map(|&index| graph.name(index)).collect();
                assert!(view.edge.said_by.iter().all(|&index| speakers.contains(part.name(index))));
            }
            for node in part.nodes() {
                let of = graph.node(&node.id).unwrap();
                assert_eq!((&node.name, node.documents, node.mentions), (&of.name, of.documents, of.mentions));
            }
        }
    }
}

#[test]
fn a_view_is_written_and_read_like_any_graph() {
    let whole = graph(&world(60));
    let part = View { asserted: true, largest: Some(9), ..View::default() }.of(&whole);
    assert!(part.edge_count() > 0 && part.nodes().len() < whole.nodes().len());
    let bytes = super::files(&part).remove("graph.jsonld").unwrap();
    assert!(jsonld::read(bytes.as_slice(), Path::new("graph.jsonld")).unwrap() == part);
}

#[test]
fn what_is_wanted_is_all_there() {
    let whole = graph(&world(80));
    let count = |view: View| view.of(&whole).edge_count();
    let edges = |keep: &dyn Fn(&demarche::graph::EdgeView) -> bool| whole.edges().filter(|view| keep(view)).count();
    let asserted = |view: &demarche::graph::EdgeView| {
        (view.edge.polarity, view.edge.modality) == (Polarity::Affirmed, Modality::Actual)
    };
    assert_eq!(count(View { asserted: true, ..View::default() }), edges(&asserted));
    let warned = BTreeSet::from(["warned".to_owned()]);
    assert_eq!(count(View { predicates: warned, ..View::default() }), edges(&|view| view.edge.predicate == "warned"));
    let often = |view: &demarche::graph::EdgeView| view.edge.statements >= 2;
    assert_eq!(count(View { min_statements: 2, ..View::default() }), edges(&often));
    let countries = |view: &demarche::graph::EdgeView| {
        [view.source.kind, view.target.kind] == [EntityKind::Country, EntityKind::Country]
    };
    assert_eq!(count(View { kinds: [EntityKind::Country].into(), ..View::default() }), edges(&countries));
    let hub = whole.nodes().next().unwrap();
    let beside = |view: &demarche::graph::EdgeView| view.source.id == hub.id || view.target.id == hub.id;
    let near: BTreeSet<String> =
        whole.edges().filter(beside).flat_map(|v| [&v.source.id, &v.target.id]).cloned().collect();
    let inside = |view: &demarche::graph::EdgeView| near.contains(&view.source.id) && near.contains(&view.target.id);
    assert_eq!(count(View { ego: Some(Ego { id: hub.id.clone(), hops: 1 }), ..View::default() }), edges(&inside));
}

#[test]
fn a_date_is_the_events_and_else_the_articles() {
    let mut old = document("a", &[(EntityKind::Person, "Ann Berg"), (EntityKind::Person, "Bo Cruz")]);
    old.date = Some("2022-05-01".into());
    old.relations.push(said("e1", "accused", Some("e2"), "A accused B."));
    old.relations.push(said("e1", "visited", Some("e2"), "A saw B."));
    old.relations[1].date = Some("2022-01-30/2022-02-02".into());
    let whole = graph([&old]);
    let between = |since: &str, until: &str| {
        let view = View { since: Some(since.into()), until: Some(until.into()), ..View::default() };
        view.of(&whole).edges().map(|view| view.edge.predicate.clone()).collect::<Vec<_>>()
    };
    assert_eq!(between("2022-02-01", "2022-02-28"), ["visited"]);
    assert_eq!(between("2022-04-01", "2022-12-31"), ["accused"]);
    assert_eq!(between("2022-01-01", "2022-12-31").len(), 2);
    assert!(between("2023-01-01", "2023-12-31").is_empty());
}

#[test]
fn a_claim_keeps_its_speaker() {
    let people = [(EntityKind::Person, "Ann Berg"), (EntityKind::Country, "Kenya"), (EntityKind::Country, "Chad")];
    let mut claim = document("a", &people);
    claim.relations.push(said("e2", "attacked", Some("e3"), "B hit C, said A."));
    claim.relations[0].source = Some("e1".into());
    let part = View { kinds: [EntityKind::Country].into(), ..View::default() }.of(&graph([&claim]));
    let view = part.edges().next().unwrap();
    assert_eq!(view.edge.said_by.iter().map(|&who| part.name(who)).collect::<Vec<_>>(), ["Ann Berg"]);
}

#[test]
fn edges_of_one_event_type_are_merged_and_no_direction_is_made_up() {
    let mut story = document("a", &[(EntityKind::Person, "Ann Berg"), (EntityKind::Person, "Bo Cruz")]);
    for (from, predicate, to, plover) in [
        ("e1", "visited", "e2", Some("CONSULT")),
        ("e2", "visited", "e1", Some("CONSULT")),
        ("e1", "met_with", "e2", Some("CONSULT")),
        ("e1", "accused", "e2", Some("ACCUSE")),
        ("e1", "criticized", "e2", Some("ACCUSE")),
        ("e2", "accused", "e1", Some("ACCUSE")),
        ("e1", "allied_with", "e2", None),
    ] {
        let mut relation = said(from, predicate, Some(to), &format!("{from} {predicate} {to}."));
        relation.plover = plover.map(str::to_owned);
        story.relations.push(relation);
    }
    let part = View { by_event_type: true, ..View::default() }.of(&graph([&story]));
    let edges: BTreeSet<(&str, &str, usize, bool)> = (part.edges())
        .map(|v| (v.edge.predicate.as_str(), v.source.name.as_str(), v.edge.statements, v.relation.key.symmetric))
        .collect();
    let expected = [
        ("CONSULT", "Ann Berg", 3, true),
        ("ACCUSE", "Ann Berg", 2, false),
        ("ACCUSE", "Bo Cruz", 1, false),
        ("allied_with", "Ann Berg", 1, true),
    ];
    assert_eq!(edges, BTreeSet::from(expected));
}

/// Everything of a graph, an event a node: each relation has one, with an edge from its agent, one to its object, and one
/// to each whom it is about and who says so.
#[test]
fn events_are_nodes_between_those_who_have_a_part_in_them() {
    for whole in [graph(&world(60)), graph(&nasty()), graph(&[])] {
        let drawn = whole.with_events();
        assert_eq!(drawn.nodes().len(), whole.nodes().len() + whole.relations().len());
        let ids: BTreeSet<&str> = drawn.edges().map(|view| view.edge.id.as_str()).collect();
        assert_eq!(ids.len(), drawn.edge_count(), "every edge has an id of its own");
        let mut parts: BTreeSet<(&str, &str, &str)> = BTreeSet::new();
        for view in drawn.edges() {
            let part = view.edge.predicate.as_str();
            let (event, end) = if part == "agent" { (view.target, view.source) } else { (view.source, view.target) };
            assert!(event.event.is_some() && end.event.is_none(), "{part}");
            assert_eq!(view.edge.label(), part.replace('_', " "));
            parts.insert((event.id.as_str(), part, end.id.as_str()));
        }
        let mut expected: BTreeSet<(&str, &str, &str)> = BTreeSet::new();
        for relation in whole.relations() {
            let id = relation.id.as_str();
            expected.insert((id, "agent", whole.id(relation.key.subject)));
            expected.extend(relation.key.object.map(|object| (id, "object", whole.id(object))));
            expected.extend(relation.about().into_iter().map(|about| (id, "about", whole.id(about))));
            let speakers = relation.statements.iter().filter_map(|statement| statement.said_by);
            expected.extend(speakers.map(|speaker| (id, "said_by", whole.id(speaker))));
            let node = drawn.node(id).unwrap();
            let sentences: usize = relation.statements.iter().map(|statement| statement.evidence.len()).sum();
            assert_eq!(node.event.as_ref().map(|event| event.statements), Some(sentences));
        }
        assert_eq!(parts, expected);
        assert!(whole.nodes().all(|node| drawn.node(&node.id) == Some(node)));
    }
}

#[test]
fn formats_that_tell_of_events_are_written_as_ever() {
    let mut story = document("claim", &[(EntityKind::Person, "Ann Berg"), (EntityKind::Country, "Kenya")]);
    story.relations.push(said("e2", "warned", None, "B warned of A, said A."));
    (story.relations[0].about, story.relations[0].source) = (vec!["e1".into()], Some("e1".into()));
    let whole = graph(world(30).iter().chain([&story]));
    let write = |file: &demarche::export::OutputFile, events: bool| {
        let mut bytes = Vec::new();
        file.write(&whole, &Options { events, ..Options::default() }, &mut bytes).unwrap();
        bytes
    };
    for format in Format::ALL {
        for file in
            format.files().iter().filter(|file| file.name != "neo4j-import.txt" && file.name != "evidence.parquet")
        {
            assert_eq!(write(file, true) == write(file, false), format.has_events(), "{}", file.name);
        }
    }
    let edges = write(&Format::Csv.files()[1], true);
    let mut reader = csv::Reader::from_reader(edges.as_slice());
    let kinds: BTreeSet<String> = reader.records().map(|row| row.unwrap()[9].to_owned()).collect();
    assert_eq!(kinds, ["about", "agent", "object", "said_by"].map(str::to_owned).into());
}
