//! Which files of a graph the user wants, and which part of the graph. In: options; out: [`Format`]s and a
//! [`demarche::graph::View`].

use super::graphs::entity;
use clap::{Args, ValueEnum};
use demarche::Error;
use demarche::entity::EntityKind;
use demarche::export::{self, Format};
use demarche::graph::{Ego, KnowledgeGraph, View};
use demarche::schema::Vocabulary;
use jiff::civil::Date;
use std::path::Path;

/// Which files to write.
#[derive(Debug, Clone, Args)]
pub struct Formats {
    #[arg(long = "format", short = 'f', value_name = "FORMATS", value_delimiter = ',', value_parser = formats, help = formats_help())]
    chosen: Vec<Wanted>,
    #[arg(long = "as", value_name = "WHAT", default_value = "actors", hide_possible_values = true, help = AS)]
    drawn: As,
    /// Write the edges of `nodelink` as `links`, as D3 expects
    #[arg(long)]
    d3: bool,
}

const AS: &str = "Draw relations as edges between `actors`, or `events` as nodes with an edge for each part in them, in \
                  the formats of plain graphs (the others tell of events as such)";

/// What relations are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum As {
    /// Edges between those who act
    Actors,
    /// Nodes
    Events,
}

/// One format, or all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    All,
    One(Format),
}

fn formats(name: &str) -> Result<Wanted, String> {
    if name.eq_ignore_ascii_case("all") {
        return Ok(Wanted::All);
    }
    name.parse().map(Wanted::One)
}

impl Formats {
    /// The formats asked for, each once, in the library's order; the usual ones if none was.
    pub fn list(&self) -> Vec<Format> {
        let wanted = |format: &Format| match self.chosen.as_slice() {
            [] => Format::DEFAULT.contains(format),
            chosen => chosen.contains(&Wanted::All) || chosen.contains(&Wanted::One(*format)),
        };
        Format::ALL.into_iter().filter(wanted).collect()
    }

    /// What the files are to be like.
    pub fn options(&self) -> export::Options {
        export::Options { d3: self.d3, events: self.drawn == As::Events, ..export::Options::default() }
    }
}

fn formats_help() -> String {
    let names = |formats: &[Format]| formats.iter().map(|f| f.name()).collect::<Vec<_>>().join(",");
    let (all, usual) = (names(&Format::ALL), names(&Format::DEFAULT));
    format!("What to write, separated by commas: any of {all}, or all [default: {usual}]")
}

/// Which part of the graph to write.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Part of the graph")]
pub struct Views {
    /// Only what is asserted: affirmed, and as a fact
    #[arg(long, value_name = "WHAT")]
    only: Option<Only>,
    /// Only edges of these predicates, separated by commas
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    predicates: Vec<String>,
    /// Only edges between entities of these types, separated by commas
    #[arg(long, value_name = "TYPES", value_delimiter = ',', ignore_case = true)]
    types: Vec<Type>,
    /// Only events of this day, month or year (2022-01-31, 2022-01, 2022) or later
    #[arg(long, value_name = "DATE", value_parser = first_day)]
    since: Option<Date>,
    /// Only events of this day, month or year or earlier
    #[arg(long, value_name = "DATE", value_parser = last_day)]
    until: Option<Date>,
    /// Only edges that at least this many sentences say
    #[arg(long, value_name = "N")]
    min_weight: Option<usize>,
    /// Only statements that are at least as sure, from 0 to 1
    #[arg(long, value_name = "X", value_parser = share)]
    min_confidence: Option<f64>,
    /// Only this entity (a name or an id) and those around it
    #[arg(long, value_name = "NAME")]
    ego: Option<String>,
    /// How many edges away from the --ego others may be
    #[arg(long, value_name = "N", requires = "ego", default_value_t = 1)]
    hops: usize,
    /// Only the N entities with the most edges, and the edges between them
    #[arg(long, value_name = "N", value_parser = positive)]
    largest: Option<usize>,
    /// Merge edges of one PLOVER event type
    #[arg(long, value_name = "WHAT")]
    by: Option<By>,
}

/// What is said in which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Only {
    /// Affirmed, and as a fact
    Asserted,
}

/// What edges are merged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// The event types of the PLOVER ontology
    Plover,
}

/// A kind of entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Type {
    /// People
    Person,
    /// States
    Country,
    /// Bodies
    Organization,
}

impl From<Type> for EntityKind {
    fn from(kind: Type) -> Self {
        match kind {
            Type::Person => Self::Person,
            Type::Country => Self::Country,
            Type::Organization => Self::Organization,
        }
    }
}

impl Views {
    /// Refuses what no graph of this program's own can have, before a long run.
    ///
    /// # Errors
    /// A predicate is not in the vocabulary, or the dates leave no day.
    pub fn check(&self) -> demarche::Result<()> {
        self.has_days()?;
        self.known(&KnowledgeGraph::default(), &Vocabulary::embedded()?)
    }

    /// Refuses a first day that is later than the last.
    fn has_days(&self) -> demarche::Result<()> {
        match (self.since, self.until) {
            (Some(since), Some(until)) if since > until => {
                let reason = format!("{since} is later than --until {until}: no day is left; change one of them");
                Err(Error::input("--since", None, reason))
            }
            _ => Ok(()),
        }
    }

    /// Refuses predicates that neither the vocabulary nor `graph` knows.
    fn known(&self, graph: &KnowledgeGraph, vocabulary: &Vocabulary) -> demarche::Result<()> {
        let named: Vec<&str> = vocabulary.predicates.iter().map(|predicate| predicate.name.as_str()).collect();
        let used = |name: &str| graph.relations().iter().any(|relation| relation.key.predicate == name);
        match self.predicates.iter().find(|name| !named.contains(&name.as_str()) && !used(name)) {
            None => Ok(()),
            Some(name) => {
                let reason = format!("unknown predicate {name:?}; there are {}", named.join(", "));
                Err(Error::input("--predicates", None, reason))
            }
        }
    }

    /// Whether nothing is left out or merged.
    pub fn are_all(&self) -> bool {
        let chosen = !(self.predicates.is_empty() && self.types.is_empty());
        let dated = self.since.is_some() || self.until.is_some();
        let sure = self.min_weight.is_some() || self.min_confidence.is_some();
        let near = self.ego.is_some() || self.largest.is_some();
        !(chosen || dated || sure || near) && self.only.is_none() && self.by.is_none()
    }

    /// What is wanted of `graph`.
    ///
    /// # Errors
    /// The entity or a predicate that is asked for is not there.
    pub fn of(&self, graph: KnowledgeGraph, vocabulary: &Vocabulary) -> demarche::Result<KnowledgeGraph> {
        self.has_days()?;
        self.known(&graph, vocabulary)?;
        let ego = |name: &String| -> demarche::Result<Ego> {
            let index = entity(&graph, name, Path::new("--ego"))?;
            Ok(Ego { id: graph.id(index).to_owned(), hops: self.hops })
        };
        let view = View {
            asserted: self.only == Some(Only::Asserted),
            predicates: self.predicates.iter().cloned().collect(),
            kinds: self.types.iter().copied().map(EntityKind::from).collect(),
            since: self.since.map(|day| day.to_string()),
            until: self.until.map(|day| day.to_string()),
            min_confidence: self.min_confidence.map_or(0, |share| (share * 100.0).round() as u8),
            by_event_type: self.by == Some(By::Plover),
            min_statements: self.min_weight.unwrap_or_default(),
            ego: self.ego.as_ref().map(ego).transpose()?,
            largest: self.largest,
        };
        // What is not cut need not be copied.
        if view == View::default() { Ok(graph) } else { Ok(view.of(&graph)) }
    }
}

/// First and last day of `2022`, `2022-01` or `2022-01-31`.
fn days(text: &str) -> Result<(Date, Date), String> {
    let day = |written: String| written.parse::<Date>().ok();
    let span = match text.len() {
        4 => day(format!("{text}-01-01")).zip(day(format!("{text}-12-31"))),
        7 => day(format!("{text}-01")).map(|first| (first, first.last_of_month())),
        10 => day(text.to_owned()).map(|day| (day, day)),
        _ => None,
    };
    span.ok_or_else(|| "a day, a month or a year is expected: 2022-01-31, 2022-01 or 2022".to_owned())
}

fn first_day(text: &str) -> Result<Date, String> {
    days(text).map(|span| span.0)
}

fn last_day(text: &str) -> Result<Date, String> {
    days(text).map(|span| span.1)
}

fn positive(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|number| *number > 0).ok_or_else(|| "a number from 1 is expected".to_owned())
}

fn share(text: &str) -> Result<f64, String> {
    let share = text.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "a number from 0 to 1 is expected".to_owned())
}

#[cfg(test)]
mod tests {
    use super::days;

    #[test]
    fn a_month_lasts_from_its_first_day_to_its_last() {
        let span = |text: &str| days(text).map(|(first, last)| (first.to_string(), last.to_string()));
        let of = |first: &str, last: &str| Ok((first.to_owned(), last.to_owned()));
        assert_eq!(span("2024-02"), of("2024-02-01", "2024-02-29"));
        assert_eq!(span("2022"), of("2022-01-01", "2022-12-31"));
        assert_eq!(span("2022-01-31"), of("2022-01-31", "2022-01-31"));
        assert!(["2022-13", "yesterday", "2022-02-30", "é", ""].iter().all(|text| days(text).is_err()));
    }
}
