//! Dates of events, by the table `data/dates.tsv`, and the day of publication that they are counted from.

use demarche::document::Document;
use demarche::extraction::Extraction;
use demarche::pipeline::Analyzer;
use std::sync::LazyLock;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new().unwrap());

/// How many rows may be wrong: those whose tree or trigger is.
const MISSED: usize = 3;

fn extract(published: Option<&str>, text: &str) -> Extraction {
    let mut document = Document::new("a", text);
    document.date = published.map(|day| day.parse().unwrap());
    ANALYZER.extract(&document)
}

#[test]
fn events_have_the_days_that_the_text_gives_them() {
    let rows = include_str!("data/dates.tsv").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let (mut wrong, mut missed, mut count) = (Vec::new(), Vec::new(), 0);
    for row in rows {
        let [published, predicate, date, sentence] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
        let found = extract(Some(published).filter(|day| *day != "-"), sentence);
        let relation = found.relations.iter().find(|relation| relation.predicate == predicate);
        let said = relation.map(|relation| relation.date.as_deref().unwrap_or("none"));
        match said {
            Some(said) if said == date => {}
            Some(said) => wrong.push(format!("{said}, not {date}: {sentence} (published {published})")),
            None => missed.push(format!("no {predicate}: {sentence}")),
        }
        count += 1;
    }
    assert!(count >= 60, "only {count} rows");
    assert!(wrong.len() + missed.len() <= MISSED, "{}\n{}", wrong.join("\n"), missed.join("\n"));
}

#[test]
fn the_day_of_publication_is_the_given_one_or_that_of_the_dateline() {
    let news = "Norway criticized Sweden on Friday.";
    let day = |published, text: &str| {
        let found = extract(published, text);
        let event = found.relations.iter().find(|r| r.predicate == "criticized").unwrap().date.clone();
        (found.date, event)
    };
    let some = |a: &str, b: &str| (Some(a.to_owned()), Some(b.to_owned()));
    let dateline = format!("OSLO, Feb. 2, 2022 (ANP) — {news}");
    assert_eq!(day(None, &dateline), some("2022-02-02", "2022-01-28"));
    assert_eq!(day(None, &format!("Wednesday, February 2, 2022\n\n{news}")), some("2022-02-02", "2022-01-28"));
    assert_eq!(day(Some("2022-02-09"), &dateline), some("2022-02-09", "2022-02-04"));
    // A day without its year, or one that is only spoken of, is none.
    assert_eq!(day(None, &format!("OSLO, Feb. 2 (ANP) — {news}")), (None, None));
    assert_eq!(day(None, &format!("{news} The treaty was signed in Oslo on February 2, 2022.")), (None, None));
}

#[test]
fn a_date_from_outside_is_the_last_resort() {
    let analyzer = Analyzer::new().unwrap().with_date(Some("2022-02-02".parse().unwrap()));
    let mut document = Document::new("a", "Norway criticized Sweden on Friday.");
    let found = analyzer.extract(&document);
    assert_eq!((found.date.as_deref(), found.relations[0].date.as_deref()), (Some("2022-02-02"), Some("2022-01-28")));
    document.date = Some("2022-02-09".parse().unwrap());
    assert_eq!(analyzer.extract(&document).relations[0].date.as_deref(), Some("2022-02-04"));
}
