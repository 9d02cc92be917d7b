//! The codes of PLOVER and CAMEO that an event gets by the rules of those ontologies (`data/codes.tsv`).

use demarche::document::Document;
use demarche::pipeline::Analyzer;

#[test]
fn events_get_the_codes_of_their_ontologies() {
    let analyzer = Analyzer::new().unwrap();
    let rows = include_str!("data/codes.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
    let mut wrong = Vec::new();
    for row in rows {
        let cells: Vec<&str> = row.split('\t').collect();
        let [sentence, predicate, plover, cameo] = cells[..] else { panic!("four cells: {row}") };
        let found = analyzer.extract(&Document::new("a", sentence));
        let codes: Vec<_> = (found.relations.iter().filter(|relation| relation.predicate == predicate))
            .map(|relation| (relation.plover.as_deref(), relation.cameo.as_deref()))
            .collect();
        if !codes.contains(&(Some(plover), Some(cameo))) {
            wrong.push(format!("{sentence} {predicate} {plover} {cameo}: found {codes:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
