//! The report of an evaluation: a score a layer, and what stood beneath that layer.

use super::coreference::Coreference;
use super::score::Score;
use serde_json::{Value, json};
use std::fmt;

/// What a layer was built on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Beneath {
    /// The bare text: every layer below is predicted.
    Text,
    /// Gold tokens and sentences.
    GoldTokens,
    /// Gold tokens, sentences and tags.
    GoldTags,
}

impl Beneath {
    /// As reports name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::GoldTokens => "gold tokens",
            Self::GoldTags => "gold tags",
        }
    }
}

/// One line of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The layer measured.
    pub layer: String,
    /// What it was built on.
    pub beneath: Beneath,
    /// The counts.
    pub score: Score,
}

/// The scores of one gold file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FileReport {
    /// The file as the user named it.
    pub file: String,
    /// Its scores, layer by layer.
    pub rows: Vec<Row>,
    /// How well mentions are joined; empty where gold has no entities.
    pub coreference: Vec<Coreference>,
}

impl FileReport {
    /// The score of `layer` on `beneath`, if it was measured.
    pub fn score(&self, layer: &str, beneath: Beneath) -> Option<Score> {
        self.rows.iter().find(|row| row.layer == layer && row.beneath == beneath).map(|row| row.score)
    }

    /// As JSON: file, and its rows with counts and percentages.
    pub fn to_json(&self) -> Value {
        let rows = self.rows.iter().map(|row| {
            let score = &row.score;
            json!({
                "layer": row.layer, "beneath": row.beneath.as_str(),
                "gold": score.gold, "system": score.system, "correct": score.correct,
                "precision": rounded(score.precision()), "recall": rounded(score.recall()), "f1": rounded(score.f1()),
            })
        });
        let mut report = json!({"file": self.file, "scores": rows.collect::<Vec<_>>()});
        if !self.coreference.is_empty() {
            let blocks = self.coreference.iter().map(|found| {
                let measures = found.rows().map(|(name, ratio)| {
                    let value = json!({
                        "precision": rounded(ratio.precision()), "recall": rounded(ratio.recall()), "f1": rounded(ratio.f1()),
                    });
                    (name.to_owned(), value)
                });
                let measures: serde_json::Map<String, Value> = measures.into_iter().collect();
                json!({"beneath": found.beneath.as_str(), "measures": measures, "conll_f1": rounded(found.conll())})
            });
            report["coreference"] = blocks.collect();
        }
        report
    }
}

/// Two decimals, as the table shows.
fn rounded(percent: f64) -> f64 {
    (percent * 100.0).round() / 100.0
}

impl fmt::Display for FileReport {
    /// A table: layer, what is beneath, precision, recall, F1 in percent, and how many gold has.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.file)?;
        writeln!(
            f,
            "  {:<12} {:<12} {:>9} {:>7} {:>7} {:>8}",
            "layer", "built on", "precision", "recall", "F1", "gold"
        )?;
        for Row { layer, beneath, score } in &self.rows {
            let (precision, recall, f1) = (score.precision(), score.recall(), score.f1());
            let beneath = beneath.as_str();
            writeln!(f, "  {layer:<12} {beneath:<12} {precision:>9.2} {recall:>7.2} {f1:>7.2} {:>8}", score.gold)?;
        }
        for found in &self.coreference {
            let beneath = found.beneath.as_str();
            for (name, ratio) in found.rows() {
                let (precision, recall, f1) = (ratio.precision(), ratio.recall(), ratio.f1());
                writeln!(f, "  {name:<12} {beneath:<12} {precision:>9.2} {recall:>7.2} {f1:>7.2} {:>8.0}", ratio.gold)?;
            }
            writeln!(f, "  {:<12} {beneath:<12} {:>9} {:>7} {:>7.2}", "CoNLL F1", "", "", found.conll())?;
        }
        Ok(())
    }
}
