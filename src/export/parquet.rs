//! `nodes.parquet`, `edges.parquet` and `evidence.parquet`: Apache Parquet, for DuckDB, pandas, Polars, Spark and the
//! importers of graph databases, with types and without the guessing that CSV needs.
//!
//! Nodes have their id first; edges the ids of their two ends, as Kuzu's and Ladybug's `COPY` wants them. Evidence has one
//! row for each sentence, with the relation and the article; positions are Unicode code points of the article's text.
//! Several values are lists, days are dates (a date that is no day is left out), and what is absent is null.

use super::days::is_day;
use super::fields::{EDGE, Type, Value, node_fields, share};
use super::{Options, OutputFile};
use crate::graph::{Article, EdgeView, Evidence, KnowledgeGraph, Node, Relation, Statement};
use jiff::civil::Date;
use parquet::basic::Compression;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use petgraph::graph::{EdgeIndex, NodeIndex};
use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};

const MEDIA: &str = "application/vnd.apache.parquet";

/// The table of entities.
pub(super) const NODES: OutputFile =
    OutputFile { name: "nodes.parquet", media_type: MEDIA, writer: nodes, plain: true };
/// The table of edges.
pub(super) const EDGES: OutputFile =
    OutputFile { name: "edges.parquet", media_type: MEDIA, writer: edges, plain: true };
/// The table of sentences.
pub(super) const EVIDENCE: OutputFile =
    OutputFile { name: "evidence.parquet", media_type: MEDIA, writer: evidence, plain: true };

/// Rows that are in memory at a time.
const ROWS: usize = 1 << 14;

/// A column: its name, the type of its values, and what a row has there.
struct Column<R> {
    name: &'static str,
    kind: Type,
    of: Of<R>,
}

type Of<R> = Box<dyn for<'a> Fn(&'a KnowledgeGraph, &R) -> Value<'a>>;

fn column<R>(
    name: &'static str,
    kind: Type,
    of: impl for<'a> Fn(&'a KnowledgeGraph, &R) -> Value<'a> + 'static,
) -> Column<R> {
    Column { name, kind, of: Box::new(of) }
}

fn text(text: &str) -> Value<'_> {
    Value::Text(text.into())
}

fn optional(text: Option<&str>) -> Value<'_> {
    text.map_or(Value::Absent, |text| Value::Text(text.into()))
}

fn nodes(graph: &KnowledgeGraph, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    fn at<'a>(graph: &'a KnowledgeGraph, index: &NodeIndex, of: impl Fn(&'a Node) -> Value<'a>) -> Value<'a> {
        graph.petgraph().node_weight(*index).map_or(Value::Absent, of)
    }
    let mut columns = vec![column("id", Type::Text, |graph, index| at(graph, index, |node| text(&node.id)))];
    columns.extend(
        node_fields(graph).map(|field| {
            column(field.name, field.kind, |graph, index| at(graph, index, |node| (field.of)(graph, node)))
        }),
    );
    table(graph, out, &columns, graph.petgraph().node_indices())
}

fn edges(graph: &KnowledgeGraph, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    fn at<'a>(graph: &'a KnowledgeGraph, index: &EdgeIndex, of: impl Fn(EdgeView<'a>) -> Value<'a>) -> Value<'a> {
        graph.edge(*index).map_or(Value::Absent, of)
    }
    let mut columns = vec![
        column("source", Type::Text, |graph, index| at(graph, index, |view| text(&view.source.id))),
        column("target", Type::Text, |graph, index| at(graph, index, |view| text(&view.target.id))),
        column("id", Type::Text, |graph, index| at(graph, index, |view| text(&view.edge.id))),
    ];
    columns.extend(
        EDGE.iter().map(|field| {
            column(field.name, field.kind, |graph, index| at(graph, index, |view| (field.of)(graph, &view)))
        }),
    );
    table(graph, out, &columns, graph.petgraph().edge_indices())
}

/// The numbers of a relation, of a statement in it, and of a piece of evidence in that.
struct Place(usize, usize, usize);

impl Place {
    fn relation<'a>(&self, graph: &'a KnowledgeGraph) -> Option<&'a Relation> {
        graph.relations().get(self.0)
    }

    fn statement<'a>(&self, graph: &'a KnowledgeGraph) -> Option<&'a Statement> {
        self.relation(graph)?.statements.get(self.1)
    }

    fn piece<'a>(&self, graph: &'a KnowledgeGraph) -> Option<&'a Evidence> {
        self.statement(graph)?.evidence.get(self.2)
    }
}

fn of_relation<'a>(graph: &'a KnowledgeGraph, at: &Place, of: impl Fn(&'a Relation) -> Value<'a>) -> Value<'a> {
    at.relation(graph).map_or(Value::Absent, of)
}

fn of_statement<'a>(graph: &'a KnowledgeGraph, at: &Place, of: impl Fn(&'a Statement) -> Value<'a>) -> Value<'a> {
    at.statement(graph).map_or(Value::Absent, of)
}

fn of_article<'a>(graph: &'a KnowledgeGraph, at: &Place, of: impl Fn(&'a Article) -> Value<'a>) -> Value<'a> {
    at.statement(graph).and_then(|statement| graph.article(statement.article)).map_or(Value::Absent, of)
}

fn position(graph: &KnowledgeGraph, at: &Place, of: impl Fn(&Evidence) -> Option<usize>) -> Value<'static> {
    at.piece(graph).and_then(of).map_or(Value::Absent, Value::Integer)
}

fn evidence(graph: &KnowledgeGraph, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let columns: Vec<Column<Place>> = vec![
        column("relation", Type::Text, |g, at| of_relation(g, at, |r| text(&r.id))),
        column("subject", Type::Text, |g, at| of_relation(g, at, |r| text(g.id(r.key.subject)))),
        column("predicate", Type::Text, |g, at| of_relation(g, at, |r| text(&r.key.predicate))),
        column("object", Type::Text, |g, at| of_relation(g, at, |r| optional(r.key.object.map(|node| g.id(node))))),
        column("polarity", Type::Text, |g, at| of_relation(g, at, |r| text(r.key.polarity.as_str()))),
        column("modality", Type::Text, |g, at| of_relation(g, at, |r| text(r.key.modality.as_str()))),
        column("about", Type::Texts, |g, at| {
            of_statement(g, at, |s| match s.about.as_slice() {
                [] => Value::Absent,
                about => Value::Texts(about.iter().map(|&node| g.id(node).into()).collect()),
            })
        }),
        column("said_by", Type::Text, |g, at| of_statement(g, at, |s| optional(s.said_by.map(|node| g.id(node))))),
        column("role", Type::Text, |g, at| of_statement(g, at, |s| optional(s.role.as_deref()))),
        column("plover", Type::Text, |g, at| of_statement(g, at, |s| optional(s.plover.as_deref()))),
        column("cameo", Type::Text, |g, at| of_statement(g, at, |s| optional(s.cameo.as_deref()))),
        column("first_date", Type::Date, |g, at| {
            of_statement(g, at, |s| optional(s.date.as_deref().map(|d| ends(d).0)))
        }),
        column("last_date", Type::Date, |g, at| {
            of_statement(g, at, |s| optional(s.date.as_deref().map(|d| ends(d).1)))
        }),
        column("confidence", Type::Share, |g, at| of_statement(g, at, |s| Value::Share(s.confidence))),
        column("rule", Type::Text, |g, at| of_statement(g, at, |s| text(&s.rule))),
        column("sentence", Type::Text, |g, at: &Place| at.piece(g).map_or(Value::Absent, |piece| text(&piece.text))),
        column("start", Type::Integer, |g, at| position(g, at, |piece| Some(piece.start))),
        column("end", Type::Integer, |g, at| position(g, at, |piece| Some(piece.end))),
        column("trigger_start", Type::Integer, |g, at| position(g, at, |piece| Some(piece.trigger[0]))),
        column("trigger_end", Type::Integer, |g, at| position(g, at, |piece| Some(piece.trigger[1]))),
        column("subject_start", Type::Integer, |g, at| position(g, at, |piece| Some(piece.subject[0]))),
        column("subject_end", Type::Integer, |g, at| position(g, at, |piece| Some(piece.subject[1]))),
        column("object_start", Type::Integer, |g, at| position(g, at, |piece| piece.object.map(|range| range[0]))),
        column("object_end", Type::Integer, |g, at| position(g, at, |piece| piece.object.map(|range| range[1]))),
        column("article", Type::Text, |g, at| of_article(g, at, |a| text(&a.id))),
        column("published", Type::Date, |g, at| of_article(g, at, |a| optional(a.date.as_deref()))),
        column("publisher", Type::Text, |g, at| of_article(g, at, |a| optional(a.publisher.as_deref()))),
        column("title", Type::Text, |g, at| of_article(g, at, |a| optional(a.title.as_deref()))),
        column("url", Type::Text, |g, at| of_article(g, at, |a| optional(a.url.as_deref()))),
    ];
    let places = graph.relations().iter().enumerate().flat_map(|(relation, of)| {
        let statements = of.statements.iter().enumerate();
        statements.flat_map(move |(statement, of)| (0..of.evidence.len()).map(move |n| Place(relation, statement, n)))
    });
    table(graph, out, &columns, places)
}

/// The first and the last day of a date or an interval.
fn ends(date: &str) -> (&str, &str) {
    date.split_once('/').unwrap_or((date, date))
}

/// The writer's bytes on their way: it wants an owner that can go to another thread.
#[derive(Clone, Default)]
struct Pipe(Arc<Mutex<Vec<u8>>>);

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().map_err(|_| io::Error::other("a writer has failed"))?.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Pipe {
    fn empty_into(&self, out: &mut dyn Write) -> io::Result<()> {
        let bytes = std::mem::take(&mut *self.0.lock().map_err(|_| io::Error::other("a writer has failed"))?);
        out.write_all(&bytes)
    }
}

/// Writes the table of `rows`, some of them at a time.
fn table<R>(
    graph: &KnowledgeGraph,
    out: &mut dyn Write,
    columns: &[Column<R>],
    mut rows: impl Iterator<Item = R>,
) -> io::Result<()> {
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(concat!("demarche ", env!("CARGO_PKG_VERSION")).to_owned())
        .build();
    let pipe = Pipe::default();
    let schema = parse_message_type(&message(columns))?;
    let mut file = SerializedFileWriter::new(pipe.clone(), Arc::new(schema), Arc::new(properties))?;
    loop {
        let some: Vec<R> = rows.by_ref().take(ROWS).collect();
        if some.is_empty() {
            break;
        }
        let mut group = file.next_row_group()?;
        for column in columns {
            write_column(&mut group, column.kind, some.iter().map(|row| (column.of)(graph, row)))?;
        }
        group.close()?;
        pipe.empty_into(out)?;
    }
    file.close()?;
    pipe.empty_into(out)
}

/// The schema, in Parquet's own language.
fn message<R>(columns: &[Column<R>]) -> String {
    let mut message = "message demarche {\n".to_owned();
    for Column { name, kind, .. } in columns {
        let _ = match kind {
            Type::Text => writeln!(message, "optional binary {name} (STRING);"),
            Type::Texts => writeln!(
                message,
                "optional group {name} (LIST) {{ repeated group list {{ required binary element (STRING); }} }}"
            ),
            Type::Integer => writeln!(message, "optional int64 {name};"),
            Type::Share => writeln!(message, "optional double {name};"),
            Type::Boolean => writeln!(message, "optional boolean {name};"),
            Type::Date => writeln!(message, "optional int32 {name} (DATE);"),
        };
    }
    message + "}"
}

type Group<'a> = SerializedRowGroupWriter<'a, Pipe>;

fn write_column<'a>(
    group: &mut Group<'_>,
    kind: Type,
    values: impl Iterator<Item = Value<'a>>,
) -> Result<(), ParquetError> {
    match kind {
        Type::Text => single::<ByteArrayType>(group, values, |value| match value {
            Value::Text(text) => Some(ByteArray::from(text.as_bytes().to_vec())),
            _ => None,
        }),
        Type::Texts => lists(group, values),
        Type::Integer => single::<Int64Type>(group, values, |value| match value {
            Value::Integer(number) => i64::try_from(number).ok(),
            _ => None,
        }),
        Type::Share => single::<DoubleType>(group, values, |value| match value {
            Value::Share(hundredths) => Some(share(hundredths)),
            _ => None,
        }),
        Type::Boolean => single::<BoolType>(group, values, |value| match value {
            Value::Boolean(yes) => Some(yes),
            _ => None,
        }),
        Type::Date => single::<Int32Type>(group, values, |value| match value {
            Value::Text(day) if is_day(&day) => days(&day),
            _ => None,
        }),
    }
}

/// Days since 1970, as Parquet counts them.
fn days(day: &str) -> Option<i32> {
    let date: Date = day.parse().ok()?;
    Some(date.since(Date::constant(1970, 1, 1)).ok()?.get_days())
}

/// Writes a column of single values: a level of 1 for one that is there and of 0 for one that is not.
fn single<'a, T: DataType>(
    group: &mut Group<'_>,
    values: impl Iterator<Item = Value<'a>>,
    of: impl Fn(Value<'a>) -> Option<T::T>,
) -> Result<(), ParquetError> {
    let (mut levels, mut present) = (Vec::new(), Vec::new());
    for value in values.map(of) {
        levels.push(i16::from(value.is_some()));
        present.extend(value);
    }
    let Some(mut column) = group.next_column()? else { return Ok(()) };
    column.typed::<T>().write_batch(&present, Some(&levels), None)?;
    column.close()
}

/// Writes a column of lists: a level of 2 for each text in one, repeated from the second on, and of 0 where there is none.
fn lists<'a>(group: &mut Group<'_>, values: impl Iterator<Item = Value<'a>>) -> Result<(), ParquetError> {
    let (mut levels, mut repeats, mut present) = (Vec::new(), Vec::new(), Vec::new());
    for value in values {
        let Value::Texts(texts) = value else {
            levels.push(0);
            repeats.push(0);
            continue;
        };
        levels.extend(texts.is_empty().then_some(1));
        repeats.extend(texts.is_empty().then_some(0));
        for (number, text) in texts.iter().enumerate() {
            levels.push(2);
            repeats.push(i16::from(number > 0));
            present.push(ByteArray::from(text.as_bytes().to_vec()));
        }
    }
    let Some(mut column) = group.next_column()? else { return Ok(()) };
    column.typed::<ByteArrayType>().write_batch(&present, Some(&levels), Some(&repeats))?;
    column.close()
}

#[cfg(test)]
mod tests {
    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(
            [super::days("1970-01-01"), super::days("2022-01-31"), super::days("1969-12-31")],
            [Some(0), Some(19023), Some(-1)]
        );
    }
}
