//! The contract between `extract` and `merge`: one JSON object a document (`schema/extraction.schema.json`). In: a
//! document with its entities and facts; out: [`Extraction`], whose positions are Unicode code points of the text.

use crate::document::{CodePoints, Document, Lines, Span, plain};
use crate::entity::{Entities, EntityId, EntityKind, MentionKind};
use crate::relation::{Facts, Modality, Polarity, QuotationKind};
use crate::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

/// All that was found in one document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Extraction {
    /// The document's id, unique in a corpus.
    pub id: String,
    /// The file it came from.
    pub path: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Day of publication, ISO 8601.
    pub date: Option<String>,
    /// Ids are `e1`, `e2`, … in order of first mention.
    pub entities: Vec<ExtractedEntity>,
    /// In order of first evidence.
    pub relations: Vec<ExtractedRelation>,
    /// In order of the text.
    pub quotations: Vec<ExtractedQuotation>,
}

/// One entity of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExtractedEntity {
    /// `e1`, …
    pub id: String,
    /// Person, Country or Organization.
    #[serde(rename = "type")]
    pub kind: EntityKind,
    /// Canonical name.
    pub name: String,
    /// A country's own alpha-3 code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iso3: Option<String>,
    /// The state a person or body belongs to, alpha-3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Wikidata id.
    pub wikidata: Option<String>,
    /// In order of the text.
    pub mentions: Vec<ExtractedMention>,
}

/// One mention.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExtractedMention {
    /// First code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// The text there.
    pub text: String,
    /// How it refers.
    pub kind: MentionKind,
    /// Why it was joined to its entity.
    pub reason: String,
}

/// One relation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExtractedRelation {
    /// Entity id.
    pub subject: String,
    /// Name of the predicate.
    pub predicate: String,
    /// Entity id.
    pub object: Option<String>,
    /// Entity ids.
    pub about: Vec<String>,
    /// PLOVER type.
    pub plover: Option<String>,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// affirmed, negated
    pub polarity: Polarity,
    /// actual, planned, hypothetical
    pub modality: Modality,
    /// Entity id of the innermost speaker.
    pub source: Option<String>,
    /// Office, of `holds_office`.
    pub role: Option<String>,
    /// ISO 8601 day or interval.
    pub date: Option<String>,
    /// 0 to 1, two decimals.
    pub confidence: f64,
    /// The rule.
    pub rule: String,
    /// At least one.
    pub evidence: Vec<ExtractedEvidence>,
}

/// One piece of evidence; all pairs are half-open code-point ranges of the document's text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExtractedEvidence {
    /// First code point of the sentence.
    pub start: usize,
    /// The code point after its last.
    pub end: usize,
    /// The sentence as it stands.
    pub text: String,
    /// The trigger words.
    pub trigger: [usize; 2],
    /// The subject's mention.
    pub subject: [usize; 2],
    /// The object's mention.
    pub object: Option<[usize; 2]>,
}

/// One quotation; pairs as in [`ExtractedEvidence`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExtractedQuotation {
    /// Entity id.
    pub speaker: String,
    /// The reporting word.
    pub cue: [usize; 2],
    /// What is said.
    pub content: [usize; 2],
    /// direct, indirect, mixed
    pub kind: QuotationKind,
}

/// The longest line of extractions that is read: a document's evidence may be longer than its text.
const LONGEST_LINE: u64 = 4 << 30;

/// The extractions in `path` (`-` is standard input), one JSON object a line, plain or compressed, one at a time.
///
/// # Errors
/// The file cannot be opened; as items, lines that are not extractions, with file and line.
pub fn read(path: &Path) -> Result<impl Iterator<Item = Result<Extraction>> + use<>> {
    let file = path.to_owned();
    Ok(Lines::open(path, LONGEST_LINE)?.map(move |line| {
        let line = line?;
        let refuse = |why: String| {
            let reason = format!("not an extraction ({why}): give what `demarche extract` wrote");
            Error::input(&file, Some(line.number), reason)
        };
        let found: Extraction = serde_json::from_str(&line.text).map_err(|error| refuse(plain(&error.to_string())))?;
        match found.unknown_entity() {
            Some(id) => Err(refuse(format!("a relation names entity {id:?}, which is not listed"))),
            None => Ok(found),
        }
    }))
}

impl Extraction {
    /// Writes it as one line of JSON.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write_line(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let mut line = serde_json::to_vec(self)?;
        line.push(b'\n');
        out.write_all(&line)
    }

    /// The contract's form of what was found in `document`.
    pub fn new(document: &Document, entities: &Entities, facts: &Facts) -> Self {
        let text = &document.text;
        let points = CodePoints::new(text);
        let pair = |span: Span| {
            let range = points.range(text, span);
            [range.start, range.end]
        };
        let name = |id: EntityId| format!("e{}", id.0 + 1);
        Self {
            id: document.id.clone(),
            path: document.path.clone(),
            url: document.url.clone(),
            publisher: document.publisher.clone(),
            title: document.title.clone(),
            date: document.date.map(|d| d.to_string()),
            entities: (entities.entities.iter().enumerate())
                .map(|(index, entity)| ExtractedEntity {
                    id: name(EntityId(index)),
                    kind: entity.kind,
                    name: entity.name.clone(),
                    iso3: entity.iso3.clone(),
                    country: entity.country.clone(),
                    wikidata: entity.wikidata.clone(),
                    mentions: (entity.mentions.iter())
                        .map(|mention| {
                            let [start, end] = pair(mention.span);
                            let (kind, reason) = (mention.kind, mention.reason.to_owned());
                            ExtractedMention { start, end, text: document.slice(mention.span).to_owned(), kind, reason }
                        })
                        .collect(),
                })
                .collect(),
            relations: (facts.relations.iter())
                .map(|relation| ExtractedRelation {
                    subject: name(relation.subject),
                    predicate: relation.predicate.clone(),
                    object: relation.object.map(name),
                    about: relation.about.iter().copied().map(name).collect(),
                    plover: relation.plover.clone(),
                    cameo: relation.cameo.clone(),
                    polarity: relation.polarity,
                    modality: relation.modality,
                    source: relation.source.map(name),
                    role: relation.role.clone(),
                    date: relation.date.clone(),
                    confidence: (relation.confidence * 100.0).round() / 100.0,
                    rule: relation.rule.clone(),
                    evidence: (relation.evidence.iter())
                        .map(|piece| {
                            let [start, end] = pair(piece.span);
                            ExtractedEvidence {
                                start,
                                end,
                                text: document.slice(piece.span).to_owned(),
                                trigger: pair(piece.trigger),
                                subject: pair(piece.subject),
                                object: piece.object.map(pair),
                            }
                        })
                        .collect(),
                })
                .collect(),
            quotations: (facts.quotations.iter())
                .map(|quotation| ExtractedQuotation {
                    speaker: name(quotation.speaker),
                    cue: pair(quotation.cue),
                    content: pair(quotation.content),
                    kind: quotation.kind,
                })
                .collect(),
        }
    }

    /// The first entity id that a relation or quotation names and `entities` does not list, if any. What
    /// [`Extraction::new`] makes has none; a file that somebody else wrote may.
    pub fn unknown_entity(&self) -> Option<&str> {
        let known: BTreeSet<&str> = self.entities.iter().map(|entity| entity.id.as_str()).collect();
        let of_relations = self.relations.iter().flat_map(|relation| {
            let ends = [Some(&relation.subject), relation.object.as_ref(), relation.source.as_ref()];
            ends.into_iter().flatten().chain(&relation.about)
        });
        let speakers = self.quotations.iter().map(|quotation| &quotation.speaker);
        of_relations.chain(speakers).map(String::as_str).find(|id| !known.contains(id))
    }
}
