//! `demarche explain`. In: a graph and one name or two; out: which mentions and names were joined into the node and by
//! which rule, or every sentence behind the edges between two nodes.

use super::asking::Explain;
use super::console::Outcome;
use super::graphs;
use super::output::print;
use super::table::{Table, printable};
use demarche::Result;
use demarche::graph::{EdgeView, Evidence, Identity, KnowledgeGraph, Node, Occurrence, Statement};
use petgraph::graph::NodeIndex;
use serde_json::{Value, json};
use std::fmt::Write;

/// Explains a node, or the edges between two.
///
/// # Errors
/// The graph cannot be read, or a name leads to no node or to several.
pub fn explain(options: &Explain) -> Result<Outcome> {
    let (names, path) = options.parts();
    let graph = graphs::open(path)?;
    let ends: Vec<NodeIndex> = names.iter().map(|name| graphs::entity(&graph, name, path)).collect::<Result<_>>()?;
    let nodes: Vec<&Node> = ends.iter().filter_map(|&end| graph.petgraph().node_weight(end)).collect();
    match nodes[..] {
        [one, other] => {
            let between = |edge: &EdgeView| {
                let ends = (edge.source.id.as_str(), edge.target.id.as_str());
                ends == (&one.id, &other.id) || ends == (&other.id, &one.id)
            };
            let edges: Vec<EdgeView> = graph.edges().filter(between).collect();
            if options.json {
                let all: Vec<Value> = edges.iter().map(|edge| edge_object(&graph, edge)).collect();
                return print(&format!("{:#}\n", Value::Array(all)));
            }
            print(&shown_edges(&graph, one, other, &edges))
        }
        [node] if options.json => print(&format!("{:#}\n", node_object(&graph, node))),
        [node] => print(&shown_node(&graph, node, ends[0])),
        _ => Ok(Outcome::Nothing),
    }
}

/// The rule in words.
fn rule(identity: Identity) -> &'static str {
    match identity {
        Identity::Iso3 => "the same ISO 3166 code",
        Identity::Wikidata => "the same Wikidata id",
        Identity::Name => "the same name",
        Identity::Acronym => "acronym",
        Identity::Form => "form of the name",
        Identity::Spelling => "spelling of the name",
        Identity::Surname => "surname",
        Identity::Ruled => "ruled by the user",
    }
}

fn document<'a>(graph: &'a KnowledgeGraph, occurrence: &Occurrence) -> &'a str {
    graph.article(occurrence.article).map_or("", |article| &article.id)
}

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

fn shown_node(graph: &KnowledgeGraph, node: &Node, index: NodeIndex) -> String {
    let mut out = String::new();
    let of = node.country.as_ref().map(|country| format!(" of {country}")).unwrap_or_default();
    let _ = writeln!(out, "{}: {}{of}, id {}", printable(&node.name), node.kind.as_str(), node.id);
    let (mentions, documents) = (count(node.mentions, "mention"), count(node.documents, "document"));
    let _ = writeln!(out, "{mentions} in {documents}");
    for office in &node.offices {
        let statements = count(office.statements, "sentence");
        let _ = writeln!(out, "{} of {} ({statements})", printable(&office.role), printable(graph.name(office.of)));
    }
    out.push('\n');
    let mut table = Table::new(["document", "named", "joined by", "because"]);
    for occurrence in &node.occurrences {
        let because = occurrence.because.clone().unwrap_or_else(|| known(node, occurrence));
        table.row([document(graph, occurrence), &occurrence.name, rule(occurrence.identity), &because]);
    }
    let _ = writeln!(out, "{}", table.text());
    let mut table = Table::new(["document", "form", "times", "is", "taken for it as"]).numbers(&[2]);
    for occurrence in &node.occurrences {
        for form in &occurrence.aliases {
            let (times, kind) = (form.count.to_string(), format!("{:?}", form.kind).to_lowercase());
            table.row([document(graph, occurrence), &form.text, &times, &kind, &form.reason]);
        }
    }
    out.push_str(&table.text());
    let apart: Vec<_> = graph.left_apart().into_iter().filter(|p| p.one == index || p.other == index).collect();
    if !apart.is_empty() {
        let mut table = Table::new(["left apart", "id", "why"]);
        for pair in apart {
            let other = if pair.one == index { pair.other } else { pair.one };
            table.row([graph.name(other), graph.id(other), &pair.why]);
        }
        let _ = write!(out, "\n{}", table.text());
    }
    out
}

/// What a code or id says of itself.
fn known(node: &Node, occurrence: &Occurrence) -> String {
    match occurrence.identity {
        Identity::Iso3 => occurrence.iso3.clone().unwrap_or_default(),
        Identity::Wikidata => occurrence.wikidata.clone().unwrap_or_default(),
        _ if node.occurrences.len() == 1 => "named in no other document".to_owned(),
        _ => occurrence.country.as_ref().map(|country| format!("of {country}")).unwrap_or_default(),
    }
}

fn node_object(graph: &KnowledgeGraph, node: &Node) -> Value {
    let occurrence = |occurrence: &Occurrence| {
        let forms: Vec<Value> = (occurrence.aliases.iter())
            .map(|form| json!({"text": form.text, "kind": form.kind, "count": form.count, "reason": form.reason}))
            .collect();
        json!({
            "document": document(graph, occurrence),
            "name": occurrence.name,
            "rule": rule(occurrence.identity),
            "because": occurrence.because.clone().unwrap_or_else(|| known(node, occurrence)),
            "forms": forms,
        })
    };
    json!({
        "id": node.id,
        "name": node.name,
        "kind": node.kind,
        "country": node.country,
        "documents": node.documents,
        "mentions": node.mentions,
        "occurrences": node.occurrences.iter().map(occurrence).collect::<Vec<_>>(),
    })
}

fn shown_edges(graph: &KnowledgeGraph, one: &Node, other: &Node, edges: &[EdgeView]) -> String {
    if edges.is_empty() {
        return format!("No document says anything between {} and {}.\n", printable(&one.name), printable(&other.name));
    }
    let mut out = String::new();
    for (number, edge) in edges.iter().enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let (source, target) = (printable(&edge.source.name), printable(&edge.target.name));
        let arrow = if edge.relation.key.symmetric { "<->" } else { "->" };
        let said = count(edge.edge.statements, "sentence");
        let _ = writeln!(out, "{source} {arrow} {target}: {} ({said})", edge.edge.label());
        for statement in edge.statements() {
            for piece in &statement.evidence {
                shown_piece(&mut out, graph, edge, statement, piece);
            }
        }
    }
    out
}

fn shown_piece(out: &mut String, graph: &KnowledgeGraph, edge: &EdgeView, statement: &Statement, piece: &Evidence) {
    let _ = writeln!(out, "  \"{}\"", printable(&piece.text));
    let words = |range| printable(&piece.words(range));
    let mut line = |name: &str, value: String| {
        if !value.is_empty() {
            let _ = writeln!(out, "    {name:<10} {value}");
        }
    };
    line("trigger", words(piece.trigger));
    let named = |index: NodeIndex| printable(graph.name(index));
    let mention = |range: Option<[usize; 2]>, index: NodeIndex| {
        let (name, words) = (named(index), range.map(words).unwrap_or_default());
        if words.is_empty() || words == name { name } else { format!("{name} ({words})") }
    };
    line("subject", mention(Some(piece.subject), edge.relation.key.subject));
    line("object", edge.relation.key.object.map(|object| mention(piece.object, object)).unwrap_or_default());
    line("about", statement.about.iter().map(|&about| named(about)).collect::<Vec<_>>().join(", "));
    line("role", statement.role.as_deref().map(printable).unwrap_or_default());
    line("said by", statement.said_by.map_or_else(|| "the text".to_owned(), named));
    line("polarity", edge.edge.polarity.as_str().to_owned());
    line("modality", edge.edge.modality.as_str().to_owned());
    let article = graph.article(statement.article);
    let published = article.and_then(|article| article.date.as_deref()).map(|day| format!("published {day}"));
    line("date", statement.date.clone().or(published).unwrap_or_else(|| "not told".to_owned()));
    line("confidence", format!("{:.2}", f64::from(statement.confidence) / 100.0));
    line("rule", statement.rule.clone());
    line("document", article.map(|article| printable(&article.id)).unwrap_or_default());
}

fn edge_object(graph: &KnowledgeGraph, edge: &EdgeView) -> Value {
    let statement = |statement: &Statement| {
        let evidence = |piece: &Evidence| {
            json!({
                "text": piece.text,
                "trigger": piece.words(piece.trigger),
                "subject": piece.words(piece.subject),
                "object": piece.object.map(|range| piece.words(range)),
            })
        };
        let article = graph.article(statement.article);
        json!({
            "document": article.map(|article| &article.id),
            "published": article.and_then(|article| article.date.as_ref()),
            "date": statement.date,
            "about": statement.about.iter().map(|&about| graph.id(about)).collect::<Vec<_>>(),
            "saidBy": statement.said_by.map(|speaker| graph.id(speaker)),
            "role": statement.role,
            "confidence": f64::from(statement.confidence) / 100.0,
            "rule": statement.rule,
            "evidence": statement.evidence.iter().map(evidence).collect::<Vec<_>>(),
        })
    };
    json!({
        "id": edge.edge.id,
        "source": edge.source.id,
        "predicate": edge.edge.predicate,
        "target": edge.target.id,
        "slot": edge.edge.slot.as_str(),
        "symmetric": edge.relation.key.symmetric,
        "polarity": edge.edge.polarity.as_str(),
        "modality": edge.edge.modality.as_str(),
        "statements": edge.statements().map(statement).collect::<Vec<_>>(),
    })
}
