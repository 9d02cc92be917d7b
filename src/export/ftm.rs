//! `ftm.jsonl`: FollowTheMoney entities, one a line, for Aleph, OpenAleph and their tools.
//!
//! People and organizations are entities of those schemata, countries are territories, documents are articles. An edge
//! is a link: a `Membership` where a person or body belongs to a body, an `Employment` where a person has an office in
//! one, else an `UnknownLink`, whose `role` says all ("not warned (planned)"), so that no denial is taken for a fact. Its
//! `proof` are the articles. Countries are written in lower-case ISO 3166-1 alpha-2, as there.

use super::days::is_day;
use super::{Options, OutputFile, one_line};
use crate::entity::{EntityKind, MentionKind};
use crate::gazetteer::Gazetteer;
use crate::graph::{Article, EdgeView, KnowledgeGraph, Node, Slot, digest};
use crate::relation::{Modality, Polarity};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// The one file of the format.
pub(super) const FILE: OutputFile =
    OutputFile { name: "ftm.jsonl", media_type: "application/x-ndjson", writer: write, plain: false };

/// Properties of which only those with a value are kept.
type Properties = BTreeMap<&'static str, Vec<String>>;

#[derive(Serialize)]
struct Entity {
    id: String,
    schema: &'static str,
    properties: Properties,
}

fn write(graph: &KnowledgeGraph, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let mut line = |entity: Entity| {
        serde_json::to_writer(&mut *out, &entity)?;
        out.write_all(b"\n")
    };
    for article in graph.articles() {
        line(article_entity(article))?;
    }
    for node in graph.nodes() {
        line(node_entity(node))?;
    }
    graph.edges().try_for_each(|view| line(link(graph, &view)))
}

fn entity(
    id: String,
    schema: &'static str,
    properties: impl IntoIterator<Item = (&'static str, Vec<String>)>,
) -> Entity {
    Entity { id, schema, properties: properties.into_iter().filter(|(_, values)| !values.is_empty()).collect() }
}

fn one(value: Option<&str>) -> Vec<String> {
    value.map(str::to_owned).into_iter().collect()
}

fn day(value: Option<&str>) -> Vec<String> {
    one(value.filter(|day| is_day(day)))
}

fn article_id(article: &Article) -> String {
    format!("article-{}", digest(&[&article.id], 16))
}

fn article_entity(article: &Article) -> Entity {
    let properties = [
        ("name", one(Some(article.title.as_deref().unwrap_or(&article.id)))),
        ("title", one(article.title.as_deref())),
        ("fileName", one(article.path.as_deref().and_then(|path| path.rsplit('/').next()))),
        ("sourceUrl", one(article.url.as_deref())),
        ("publisher", one(article.publisher.as_deref())),
        ("publishedAt", day(article.date.as_deref())),
    ];
    entity(article_id(article), "Article", properties)
}

/// The code of a state in FollowTheMoney's list.
fn country(iso3: Option<&str>) -> Vec<String> {
    let find = |iso3: &str| {
        let gazetteer = Gazetteer::embedded().ok()?;
        let code = &gazetteer.country(gazetteer.country_by_iso3(iso3)?).iso2;
        Some(code.to_ascii_lowercase()).filter(|code| !code.is_empty())
    };
    iso3.and_then(find).into_iter().collect()
}

fn node_entity(node: &Node) -> Entity {
    let schema = match node.kind {
        EntityKind::Person => "Person",
        EntityKind::Country => "Territory",
        EntityKind::Organization => "Organization",
    };
    let forms = |kinds: &[MentionKind]| node.other_names(kinds).into_iter().map(str::to_owned).collect::<Vec<_>>();
    let mut roles: Vec<String> = Vec::new();
    for office in node.offices.iter().filter(|office| office.polarity == Polarity::Affirmed) {
        if node.kind == EntityKind::Person && !roles.contains(&office.role) {
            roles.push(office.role.clone());
        }
    }
    let properties = [
        ("name", one(Some(&node.name))),
        ("alias", forms(&[MentionKind::Name])),
        ("weakAlias", forms(&[MentionKind::Demonym, MentionKind::Seat])),
        ("country", country(node.iso3.as_deref().or(node.country.as_deref()))),
        ("wikidataId", one(node.wikidata.as_deref())),
        ("position", roles),
    ];
    entity(node.id.clone(), schema, properties)
}

fn link(graph: &KnowledgeGraph, view: &EdgeView<'_>) -> Entity {
    let edge = view.edge;
    let fact = (edge.polarity, edge.modality, edge.slot) == (Polarity::Affirmed, Modality::Actual, Slot::Object);
    let ends = (edge.predicate.as_str(), view.source.kind, view.target.kind);
    let (schema, from, to) = match ends {
        ("member_of", EntityKind::Person | EntityKind::Organization, EntityKind::Organization) if fact => {
            ("Membership", "member", "organization")
        }
        ("holds_office", EntityKind::Person, EntityKind::Organization) if fact => {
            ("Employment", "employee", "employer")
        }
        _ => ("UnknownLink", "subject", "object"),
    };
    let role = edge.role.clone().filter(|_| schema != "UnknownLink").unwrap_or_else(|| edge.label());
    let mut proof: Vec<String> = Vec::new();
    let mut sentences: Vec<String> = Vec::new();
    for statement in view.statements() {
        proof.extend(graph.article(statement.article).map(article_id).filter(|id| !proof.contains(id)));
        for piece in &statement.evidence {
            sentences.push(one_line(&piece.text).into_owned());
        }
    }
    let properties = [
        (from, one(Some(&view.source.id))),
        (to, one(Some(&view.target.id))),
        ("role", vec![role]),
        ("startDate", day(edge.first.as_deref())),
        ("endDate", day(edge.last.as_deref())),
        ("summary", sentences),
        ("recordId", one(Some(&view.relation.id))),
        ("namesMentioned", edge.said_by.iter().map(|&speaker| graph.name(speaker).to_owned()).collect()),
        ("proof", proof),
    ];
    entity(edge.id.clone(), schema, properties)
}
