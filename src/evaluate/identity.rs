//! Measures identity across documents: which names of which documents are one entity. In: gold rows and a graph of the
//! documents; out: an [`IdentityReport`].
//!
//! A row says that a name, as it stands in a document, is an entity. Every row is looked up in the graph; then two rows of
//! one entity should lie in one node, and two of different entities in two. Precision and recall are those of pairs of
//! rows, and of B-cubed (Bagga and Baldwin 1998), which is fair to small entities.

use super::score::Score;
use crate::entity::MentionKind;
use crate::graph::{KnowledgeGraph, Node};
use crate::{Error, Result};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The columns of a gold file.
const HEADER: &str = "document\tname\tentity";

/// One row of gold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentityRow {
    /// The document's id.
    pub document: String,
    /// A name as it stands there.
    pub name: String,
    /// The key of the entity that it means.
    pub entity: String,
}

/// Reads gold: tab-separated, with the header `document`, `name`, `entity`; lines that begin with `#` are comments.
///
/// # Errors
/// A faulty row, with `file` and line.
pub fn read_identity(file: &str, text: &str) -> Result<Vec<IdentityRow>> {
    let refuse = |line: usize, reason: &str| Error::Schema { file: file.to_owned(), line, reason: reason.to_owned() };
    let mut lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty() && !line.starts_with('#'));
    if lines.next().is_none_or(|(line, _)| line != HEADER) {
        return Err(refuse(1, "the header must be the columns document, name, entity, parted by tabs"));
    }
    let row = |(line, number): (&str, usize)| match line.split('\t').collect::<Vec<_>>()[..] {
        [document, name, entity] if !entity.is_empty() => {
            Ok(IdentityRow { document: document.to_owned(), name: name.to_owned(), entity: entity.to_owned() })
        }
        _ => Err(refuse(number, "three columns are expected: document, name, entity")),
    };
    lines.map(row).collect()
}

/// What came of the gold rows of a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct IdentityReport {
    /// The file as the user named it.
    pub file: String,
    /// How many rows gold has.
    pub rows: usize,
    /// Rows whose name the documents' readers did not find: "name in document".
    pub missed: Vec<String>,
    /// Entities that gold names in more than one row.
    pub entities: usize,
    /// Pairs of found rows that are one entity.
    pub pairs: Score,
    /// B-cubed precision, 0 to 1.
    pub precision: f64,
    /// B-cubed recall, 0 to 1.
    pub recall: f64,
    /// Nodes that hold more than one entity, each with the entities' keys.
    pub wrong_merges: Vec<(String, Vec<String>)>,
    /// Entities that lie in more than one node, each with the nodes' ids.
    pub splits: Vec<(String, Vec<String>)>,
}

/// Compares `gold` with the nodes of `graph`; `file` is the name of gold in the report.
pub fn compare_identity(file: &str, gold: &[IdentityRow], graph: &KnowledgeGraph) -> IdentityReport {
    let mut report = IdentityReport { file: file.to_owned(), rows: gold.len(), ..IdentityReport::default() };
    let mut found: Vec<(&str, &str)> = Vec::new();
    for row in gold {
        match node_of(graph, row) {
            Some(node) => found.push((&row.entity, &node.id)),
            None => report.missed.push(format!("{} in {}", row.name, row.document)),
        }
    }
    let mut nodes: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    let mut entities: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for &(entity, node) in &found {
        *nodes.entry(node).or_default().entry(entity).or_default() += 1;
        *entities.entry(entity).or_default().entry(node).or_default() += 1;
    }
    let pairs = |n: usize| n * n.saturating_sub(1) / 2;
    let all = |groups: &BTreeMap<&str, BTreeMap<&str, usize>>| groups.values().map(|g| pairs(g.values().sum())).sum();
    let correct = nodes.values().flat_map(BTreeMap::values).map(|&n| pairs(n)).sum();
    report.pairs = Score { gold: all(&entities), system: all(&nodes), correct };
    let b_cubed = |groups: &BTreeMap<&str, BTreeMap<&str, usize>>| {
        let share = |group: &BTreeMap<&str, usize>| {
            let size: usize = group.values().sum();
            group.values().map(|&n| (n * n) as f64 / size as f64).sum::<f64>()
        };
        if found.is_empty() { 0.0 } else { groups.values().map(share).sum::<f64>() / found.len() as f64 }
    };
    (report.precision, report.recall) = (b_cubed(&nodes), b_cubed(&entities));
    let several = |groups: &BTreeMap<&str, BTreeMap<&str, usize>>| -> Vec<(String, Vec<String>)> {
        let listed = |keys: &BTreeMap<&str, usize>| keys.keys().map(|key| (*key).to_owned()).collect();
        groups.iter().filter(|(_, keys)| keys.len() > 1).map(|(own, keys)| ((*own).to_owned(), listed(keys))).collect()
    };
    (report.wrong_merges, report.splits) = (several(&nodes), several(&entities));
    let mut named: BTreeMap<&str, usize> = BTreeMap::new();
    gold.iter().for_each(|row| *named.entry(&row.entity).or_default() += 1);
    report.entities = named.values().filter(|&&rows| rows > 1).count();
    report
}

/// The node that the row's document calls by the row's name: proper names go before other forms.
fn node_of<'a>(graph: &'a KnowledgeGraph, row: &IdentityRow) -> Option<&'a Node> {
    let article = graph.articles().iter().position(|article| article.id == row.document)?;
    let fit = |node: &Node| {
        let here = node.occurrences.iter().filter(|occurrence| occurrence.article.0 == article);
        let forms = here.flat_map(|occurrence| &occurrence.aliases).filter(|form| form.text == row.name);
        forms.map(|form| (form.kind != MentionKind::Name, usize::MAX - form.count)).min()
    };
    graph.nodes().filter_map(|node| Some((fit(node)?, node))).min_by_key(|(fit, _)| *fit).map(|(_, node)| node)
}

impl IdentityReport {
    /// Share of the entities of several rows that lie in more than one node, in percent.
    pub fn split_rate(&self) -> f64 {
        let names: BTreeSet<&String> = self.splits.iter().map(|(entity, _)| entity).collect();
        if self.entities == 0 { 0.0 } else { 100.0 * names.len() as f64 / self.entities as f64 }
    }

    /// As JSON, percentages with two decimals.
    pub fn to_json(&self) -> Value {
        let rounded = |percent: f64| (percent * 100.0).round() / 100.0;
        let pair = |precision: f64, recall: f64, f1: f64| json!({"precision": rounded(precision), "recall": rounded(recall), "f1": rounded(f1)});
        let (p, r) = (100.0 * self.precision, 100.0 * self.recall);
        let named = |groups: &[(String, Vec<String>)], own: &str, others: &str| {
            groups.iter().map(|(one, many)| json!({own: one, others: many})).collect::<Vec<_>>()
        };
        json!({
            "file": self.file,
            "rows": self.rows,
            "missed": self.missed,
            "entities": self.entities,
            "bCubed": pair(p, r, harmonic(p, r)),
            "pairs": pair(self.pairs.precision(), self.pairs.recall(), self.pairs.f1()),
            "wrongMerges": named(&self.wrong_merges, "node", "entities"),
            "splits": named(&self.splits, "entity", "nodes"),
            "splitRate": rounded(self.split_rate()),
        })
    }
}

fn harmonic(p: f64, r: f64) -> f64 {
    if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
}

impl fmt::Display for IdentityReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.file)?;
        writeln!(f, "  {:<11} {:>9} {:>7} {:>7}", "identity", "precision", "recall", "F1")?;
        let (p, r) = (100.0 * self.precision, 100.0 * self.recall);
        writeln!(f, "  {:<11} {p:>9.2} {r:>7.2} {:>7.2}", "B-cubed", harmonic(p, r))?;
        let pairs = &self.pairs;
        writeln!(f, "  {:<11} {:>9.2} {:>7.2} {:>7.2}", "pairs", pairs.precision(), pairs.recall(), pairs.f1())?;
        writeln!(
            f,
            "  wrong merges {}, split entities {} of {}",
            self.wrong_merges.len(),
            self.splits.len(),
            self.entities
        )?;
        for (node, entities) in &self.wrong_merges {
            writeln!(f, "    {node} holds {}", entities.join(", "))?;
        }
        for (entity, nodes) in &self.splits {
            writeln!(f, "    {entity} lies in {}", nodes.join(", "))?;
        }
        writeln!(f, "  names not found {} of {}", self.missed.len(), self.rows)?;
        self.missed.iter().try_for_each(|missed| writeln!(f, "    {missed}"))
    }
}
