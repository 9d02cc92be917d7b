//! What the user has ruled on identity. In: a table of aliases; out: [`Rulings`], which [`GraphBuilder`] asks before its
//! own rules.
//!
//! [`GraphBuilder`]: super::GraphBuilder

use super::ids;
use super::names::normalize;
use crate::entity::EntityKind;
use crate::{Error, Result};
use std::collections::BTreeSet;

/// The columns, and the first cell of a row that keeps apart.
const COLUMNS: [&str; 4] = ["name", "kind", "canonical", "id"];
const KEEP_APART: &str = "keep apart";

/// Aliases and names to keep apart.
#[derive(Debug, Clone, Default)]
pub struct Rulings {
    aliases: Vec<Alias>,
    apart: Vec<Apart>,
}

#[derive(Debug, Clone)]
struct Alias {
    name: String,
    kind: Option<EntityKind>,
    canonical: String,
    id: Option<String>,
    place: String,
}

/// Two normalized names, or ids, of which no node may hold both.
#[derive(Debug, Clone)]
struct Apart {
    kind: Option<EntityKind>,
    one: String,
    other: String,
}

/// What is ruled on a name.
pub(super) struct Ruled<'a> {
    pub canonical: &'a str,
    pub id: Option<&'a str>,
    /// File and line.
    pub place: &'a str,
}

impl Rulings {
    /// The rulings in `text`, a table of tab-separated columns with a header line: `name`, `kind` (`Person`, `Country`,
    /// `Organization`; empty for any), `canonical` name and, if wanted, `id` (of Wikidata, of ISO 3166-1 alpha-3 for a
    /// country, or of your own: letters, digits, `_`, `.`, `-`). A row `keep apart`, kind, name, name says that two names,
    /// or ids, are two. Lines that begin with `#` are comments. `file` is the table's name in messages.
    ///
    /// # Errors
    /// A row is none of these, or contradicts one above, with file, line and what is expected.
    pub fn read(file: &str, text: &str) -> Result<Self> {
        let mut rulings = Self::default();
        let mut header = true;
        for (line, number) in text.trim_start_matches('\u{feff}').lines().zip(1..) {
            let refuse = |reason: String| Error::Schema { file: file.to_owned(), line: number, reason };
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
            if std::mem::take(&mut header) {
                let named = cells.iter().zip(COLUMNS).all(|(cell, column)| *cell == column);
                if !named || !(3..=4).contains(&cells.len()) {
                    let reason = "the first line must name the columns, parted by tabs: name, kind, canonical, id";
                    return Err(refuse(reason.to_owned()));
                }
                continue;
            }
            let (kind, cells) = (cells.get(1).copied().unwrap_or_default(), cells);
            let kind = match kind.to_lowercase().as_str() {
                "" => None,
                "person" => Some(EntityKind::Person),
                "country" => Some(EntityKind::Country),
                "organization" | "organisation" => Some(EntityKind::Organization),
                _ => {
                    let reason = format!("kind {kind:?}: write Person, Country, Organization, or nothing for any");
                    return Err(refuse(reason));
                }
            };
            rulings.row(&cells, kind, format!("{file}:{number}")).map_err(refuse)?;
        }
        if header {
            let reason = "empty: a header line with the columns name, kind, canonical, id is expected".to_owned();
            return Err(Error::Schema { file: file.to_owned(), line: 0, reason });
        }
        Ok(rulings)
    }

    fn row(&mut self, cells: &[&str], kind: Option<EntityKind>, place: String) -> std::result::Result<(), String> {
        let [first, _, third, rest @ ..] = cells else {
            return Err("too few columns: name, kind and canonical are needed, parted by tabs".to_owned());
        };
        let fourth = match rest {
            [] => "",
            [one] => one,
            _ => return Err(format!("{} columns: at most name, kind, canonical, id are expected", cells.len())),
        };
        if first.eq_ignore_ascii_case(KEEP_APART) {
            if third.is_empty() || fourth.is_empty() || normalize(third) == normalize(fourth) {
                return Err("`keep apart` needs two different names: keep apart, kind, name, name".to_owned());
            }
            self.apart.push(Apart { kind, one: normalize(third), other: normalize(fourth) });
            return Ok(());
        }
        if first.is_empty() || third.is_empty() {
            return Err("a name and its canonical name are needed".to_owned());
        }
        let id = Some(fourth).filter(|id| !id.is_empty());
        if let Some(id) = id.filter(|id| !ids::is_token(id)) {
            return Err(format!("id {id:?}: only ASCII letters, digits, '_', '.' and '-' are allowed"));
        }
        let (name, canonical) = (normalize(first), (*third).to_owned());
        let other = self.aliases.iter().find(|alias| alias.name == name && alias.kind == kind);
        if let Some(other) = other.filter(|other| normalize(&other.canonical) != normalize(&canonical)) {
            return Err(format!("{first} is {} in {}, and {canonical} here: keep one", other.canonical, other.place));
        }
        let id = id.map(str::to_owned);
        self.aliases.push(Alias { name, kind, canonical, id, place });
        Ok(())
    }

    /// The alias rows whose name none of `named` is (kind and normalized name), each with its file and line: a slip of
    /// the pen, or a name that the documents use only beside a fuller one.
    pub(super) fn idle<'a>(
        &'a self,
        named: &'a BTreeSet<(EntityKind, String)>,
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        let has = |kind: Option<EntityKind>, name: &str| {
            [EntityKind::Person, EntityKind::Country, EntityKind::Organization]
                .into_iter()
                .any(|of| kind.is_none_or(|k| k == of) && named.contains(&(of, name.to_owned())))
        };
        let idle = self.aliases.iter().filter(move |alias| {
            let bearing = alias.id.is_some() && has(alias.kind, &normalize(&alias.canonical));
            !has(alias.kind, &alias.name) && !bearing
        });
        idle.map(|alias| (alias.place.as_str(), alias.name.as_str()))
    }

    /// Whether nothing is ruled.
    pub fn is_empty(&self) -> bool {
        self.aliases.is_empty() && self.apart.is_empty()
    }

    /// What is ruled on an entity of `kind` that a document calls by the normalized `name`: its row, or else a row with
    /// an id whose canonical name it bears.
    pub(super) fn of(&self, kind: EntityKind, name: &str) -> Option<Ruled<'_>> {
        let of_kind = || self.aliases.iter().filter(|alias| alias.kind.is_none_or(|of| of == kind));
        let named = of_kind().find(|alias| alias.name == name);
        let bearing = || of_kind().find(|alias| normalize(&alias.canonical) == name && alias.id.is_some());
        let alias = named.or_else(bearing)?;
        // The id may stand in another row of the same canonical name.
        let with_id = || of_kind().find(|a| a.id.is_some() && normalize(&a.canonical) == normalize(&alias.canonical));
        let id = alias.id.as_deref().or_else(|| with_id()?.id.as_deref());
        Some(Ruled { canonical: &alias.canonical, id, place: &alias.place })
    }

    /// Canonical names that come without id, with their kinds.
    pub(super) fn canonical_names(&self) -> impl Iterator<Item = (Option<EntityKind>, &str)> {
        self.aliases.iter().filter(|alias| alias.id.is_none()).map(|alias| (alias.kind, alias.canonical.as_str()))
    }

    /// Ids with their canonical names.
    pub(super) fn canonical_ids(&self) -> impl Iterator<Item = (&str, &str)> {
        self.aliases.iter().filter_map(|alias| Some((alias.id.as_deref()?, alias.canonical.as_str())))
    }

    /// Whether a row keeps an entity of these names or ids apart from one of those.
    pub(super) fn are_apart(&self, kind: Option<EntityKind>, a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
        let has = |names: &BTreeSet<String>, name: &str| names.iter().any(|own| own == name || normalize(own) == name);
        self.apart.iter().any(|row| {
            let of_kind = row.kind.is_none() || row.kind == kind;
            of_kind && (has(a, &row.one) && has(b, &row.other) || has(a, &row.other) && has(b, &row.one))
        })
    }

    /// Whether the normalized `name` is kept apart from some other, so that a shared id does not join it.
    pub(super) fn is_split(&self, kind: EntityKind, name: &str) -> bool {
        self.apart.iter().any(|row| row.kind.is_none_or(|of| of == kind) && (row.other == name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "name\tkind\tcanonical\tid\n";

    #[test]
    fn a_row_gives_a_name_its_canonical_name_and_id() {
        let text = format!("# ours\n{HEADER}BoJo\tPerson\tBoris Johnson\tQ180589\nEl Presidente\t\tJuan Ruiz\n");
        let rulings = Rulings::read("a.tsv", &text).unwrap();
        let ruled = rulings.of(EntityKind::Person, "bojo").unwrap();
        assert_eq!((ruled.canonical, ruled.id, ruled.place), ("Boris Johnson", Some("Q180589"), "a.tsv:3"));
        assert!(rulings.of(EntityKind::Organization, "bojo").is_none());
        assert_eq!(rulings.of(EntityKind::Person, "boris johnson").unwrap().id, Some("Q180589"));
        assert_eq!(rulings.of(EntityKind::Organization, "el presidente").unwrap().canonical, "Juan Ruiz");
    }

    #[test]
    fn faulty_rows_are_named_with_what_is_expected() {
        let fails = |text: &str| Rulings::read("a.tsv", text).unwrap_err().to_string();
        assert!(fails("x\ty\n").starts_with("a.tsv:1: the first line must name the columns"));
        assert!(fails("").starts_with("a.tsv:0: empty"));
        let row = |row: &str| fails(&format!("{HEADER}{row}\n"));
        assert!(row("BoJo\tMan\tBoris Johnson").contains("a.tsv:2: kind \"Man\""));
        assert!(row("BoJo\tPerson").contains("too few columns"));
        assert!(row("keep apart\tPerson\tA").contains("two different names"));
        assert!(row("A\tPerson\tB\tQ1 2").contains("only ASCII letters"));
        assert!(row("A\tPerson\tB\nA\tPerson\tC").contains("a.tsv:3: A is B in a.tsv:2"));
    }
}
