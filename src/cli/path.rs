//! `demarche path`. In: a graph and two names; out: the shortest chain of relations between them.

use super::answers::{answer, clearest, days, object};
use super::console::Outcome;
use super::graphs::{entity, open};
use super::reading::Two;
use super::table::Table;
use demarche::graph::EdgeView;
use demarche::graph::analysis;
use demarche::{Error, Result};

/// Shows how two entities are connected.
///
/// # Errors
/// The graph cannot be read, nobody is called so, or nothing connects the two.
pub fn path(options: &Two) -> Result<Outcome> {
    let graph = open(&options.graph)?;
    let [from, to] = [entity(&graph, &options.one, &options.graph)?, entity(&graph, &options.other, &options.graph)?];
    let Some(steps) = analysis::path(&graph, from, to) else {
        let reason = format!("nothing connects {} and {}", graph.name(from), graph.name(to));
        return Err(Error::input(&options.graph, None, reason));
    };
    let views: Vec<EdgeView> = steps.iter().filter_map(|step| graph.edges().find(|view| view.index == *step)).collect();
    let mut table = Table::new(["subject", "relation", "object", "date", "sentence"]);
    for view in &views {
        let (source, target) = (view.source.name.clone(), view.target.name.clone());
        table.row([source, view.edge.label(), target, days(view), clearest(view)]);
    }
    answer(&options.form, || views.iter().map(|view| object(&graph, view)).collect(), &table, || table.text())
}
