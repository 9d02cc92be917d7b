//! `demarche timeline`. In: a graph and two names; out: what is said between the two, by date.

use super::answers::answer;
use super::console::Outcome;
use super::graphs::{entity, open};
use super::reading::Two;
use super::table::Table;
use demarche::Result;
use demarche::graph::{EdgeView, KnowledgeGraph, Statement};
use serde_json::{Value, json};

/// Shows what two entities do to each other, by date.
///
/// # Errors
/// The graph cannot be read, or nobody, or several, are called so.
pub fn timeline(options: &Two) -> Result<Outcome> {
    let graph = open(&options.graph)?;
    let ends = [entity(&graph, &options.one, &options.graph)?, entity(&graph, &options.other, &options.graph)?];
    let [one, other] = ends.map(|end| graph.id(end).to_owned());
    let between = |view: &EdgeView| {
        let ends = (view.source.id.as_str(), view.target.id.as_str());
        ends == (&one, &other) || ends == (&other, &one)
    };
    let mut said: Vec<Said> = Vec::new();
    for view in graph.edges().filter(between) {
        said.extend(view.statements().map(|statement| Said::new(&graph, view, statement)));
    }
    // What has no date comes last.
    said.sort_by(|a, b| (a.date.is_none(), &a.date).cmp(&(b.date.is_none(), &b.date)));
    let mut table = Table::new(["date", "subject", "relation", "object", "said by", "article", "sentence"]);
    for said in &said {
        table.row(said.row());
    }
    let text = || {
        let nothing = || format!("nothing is said between {} and {}\n", graph.name(ends[0]), graph.name(ends[1]));
        if said.is_empty() { nothing() } else { table.text() }
    };
    answer(&options.form, || said.iter().map(Said::object).collect(), &table, text)
}

/// One statement.
struct Said<'a> {
    /// Of the event, or else of the article.
    date: Option<&'a str>,
    /// Whether it is the article's.
    published: bool,
    view: EdgeView<'a>,
    by: &'a str,
    article: &'a str,
    sentence: String,
}

impl<'a> Said<'a> {
    fn new(graph: &'a KnowledgeGraph, view: EdgeView<'a>, statement: &'a Statement) -> Self {
        let article = graph.article(statement.article);
        let published = article.and_then(|article| article.date.as_deref());
        let sentences: Vec<&str> = statement.evidence.iter().map(|piece| piece.text.as_str()).collect();
        Self {
            date: statement.date.as_deref().or(published),
            published: statement.date.is_none() && published.is_some(),
            view,
            by: statement.said_by.map_or("", |node| graph.name(node)),
            article: article.map_or("", |article| &article.id),
            sentence: sentences.join(" "),
        }
    }

    fn row(&self) -> [String; 7] {
        let date = self.date.unwrap_or_default();
        [
            if self.published { format!("{date} (article)") } else { date.to_owned() },
            self.view.source.name.clone(),
            self.view.edge.label(),
            self.view.target.name.clone(),
            self.by.to_owned(),
            self.article.to_owned(),
            self.sentence.clone(),
        ]
    }

    fn object(&self) -> Value {
        json!({
            "date": self.date,
            "dateOf": self.date.map(|_| if self.published { "article" } else { "event" }),
            "edge": self.view.edge.id,
            "subject": self.view.source.name,
            "predicate": self.view.edge.predicate,
            "object": self.view.target.name,
            "polarity": self.view.edge.polarity.as_str(),
            "modality": self.view.edge.modality.as_str(),
            "saidBy": Some(self.by).filter(|name| !name.is_empty()),
            "article": self.article,
            "sentence": self.sentence,
        })
    }
}
