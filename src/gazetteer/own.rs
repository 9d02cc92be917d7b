//! Tables of the user's. In: a file with the header of one of the gazetteer's tables, or a short table of names; out: the
//! same rows, at the same lines, as the gazetteer's own tables have them.

use super::load::{KINDS, Table};
use crate::{Error, Result};

/// Columns of the short table; the first two are needed.
const SHORT: [&str; 5] = ["name", "kind", "aliases", "country", "wikidata"];

/// The tables that `text` is: one, or of a short table the bodies and the people apart.
pub(super) fn tables(file: &str, text: &str) -> Result<Vec<(Table, String)>> {
    let text = text.trim_start_matches('\u{feff}');
    let error = |line: usize, reason: String| Error::Schema { file: file.to_owned(), line, reason };
    let mut lines = text.lines().zip(1..);
    let Some((header, start)) = lines.find(|(line, _)| !line.trim().is_empty() && !line.starts_with('#')) else {
        return Err(error(0, format!("empty: a header line such as {} is expected", SHORT.join("<tab>"))));
    };
    let columns: Vec<&str> = header.split('\t').map(str::trim).collect();
    if let Some(table) = Table::ALL.into_iter().find(|table| columns == table.columns()) {
        return Ok(vec![(table, text.to_owned())]);
    }
    let place = |column: &str| columns.iter().position(|own| *own == column);
    let known = columns.iter().all(|column| SHORT.contains(column));
    let (Some(name), Some(kind), true) = (place("name"), place("kind"), known) else {
        let reason = format!(
            "the header must be that of a table in schema/gazetteer, or name columns of {}, parted by tabs",
            SHORT.join(", ")
        );
        return Err(error(start, reason));
    };
    // Lines stay where they are, so that messages name the right one.
    let mut bodies = "\n".repeat(start - 1) + &Table::Organizations.columns().join("\t") + "\n";
    let mut people = "\n".repeat(start - 1) + &Table::Offices.columns().join("\t") + "\n";
    for (line, number) in lines {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let blank = line.trim().is_empty() || line.starts_with('#');
        if !blank && cells.len() > columns.len() {
            return Err(error(number, format!("{} columns, expected {}", cells.len(), columns.len())));
        }
        let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).copied().unwrap_or_default();
        let (name, kind, aliases) = (cell(Some(name)), cell(Some(kind)), cell(place("aliases")));
        let (country, wikidata) = (cell(place("country")), cell(place("wikidata")));
        match kind.to_lowercase().as_str() {
            _ if blank => {}
            "" => return Err(error(number, format!("no kind: {}", kinds()))),
            "person" => {
                let names = if aliases.is_empty() { name.to_owned() } else { format!("{name}|{aliases}") };
                people.push_str(&format!("{names}\t{wikidata}\t\t{country}\t\t"));
            }
            kind if KINDS.iter().any(|(known, _)| *known == kind) => {
                bodies.push_str(&format!("{wikidata}\t{name}\t{aliases}\t{kind}\t{country}\t\t"));
            }
            _ => return Err(error(number, format!("kind {kind:?}: {}", kinds()))),
        }
        bodies.push('\n');
        people.push('\n');
    }
    Ok(vec![(Table::Organizations, bodies), (Table::Offices, people)])
}

fn kinds() -> String {
    let known: Vec<&str> = KINDS.iter().map(|(name, _)| *name).collect();
    format!("write person, {}", known.join(", "))
}

#[cfg(test)]
mod tests {
    use super::super::Gazetteer;

    fn with(text: &str) -> crate::Result<Gazetteer> {
        Gazetteer::with_tables(&[("own.tsv".to_owned(), text.to_owned())])
    }

    #[test]
    fn a_short_table_names_bodies_and_people() {
        let text =
            "# ours\nname\tkind\taliases\tcountry\nTin Traders Guild\tngo\tTTG\tCHE\nMara Quist\tperson\t\tNOR\n";
        let gazetteer = with(text).unwrap();
        let guild = gazetteer.organization_of_phrase("TTG").map(|id| gazetteer.organization(id));
        assert_eq!(guild.map(|guild| &*guild.name), Some("Tin Traders Guild"));
        assert!(gazetteer.office_holders().iter().any(|holder| &*holder.name == "Mara Quist"));
    }

    #[test]
    fn a_row_for_a_known_body_adds_to_it() {
        let header = "wikidata\tname\taliases\tkind\tcountry\tpart_of\theadquarters";
        let gazetteer = with(&format!("{header}\n\tEuropean Union\tBrussels Club\tigo\t\t\t\n")).unwrap();
        let known = gazetteer.organization_of_phrase("Brussels Club").map(|id| gazetteer.organization(id));
        assert_eq!(known.and_then(|body| body.wikidata.as_deref()), Some("Q458"));
    }

    #[test]
    fn faulty_rows_are_named_by_file_and_line() {
        let fails = |text: &str| with(text).unwrap_err().to_string();
        assert!(fails("a\tb\nx\ty\n").starts_with("own.tsv:1: the header must be"));
        assert!(fails("name\tkind\nGuild\tclub\n").starts_with("own.tsv:2: kind \"club\""));
        assert!(fails("name\tkind\tcountry\nGuild\tngo\tXYZ\n").starts_with("own.tsv:2: `XYZ` is no country"));
    }
}
