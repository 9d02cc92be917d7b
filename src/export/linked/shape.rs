//! The objects of `graph.jsonld` as JSON: what the writer writes and the reader reads. Ids are compact IRIs
//! (`entity:country-RUS`); what each key means is said in `schema/context.jsonld`.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A word that the program itself gives.
type Word = Cow<'static, str>;

/// One object of the top level.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "type")]
pub(super) enum Item {
    Graph(GraphItem),
    NewsArticle(ArticleItem),
    Person(EntityItem),
    Country(EntityItem),
    Organization(EntityItem),
    Event(EventItem),
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct GraphItem {
    pub id: String,
    pub format_version: u32,
    pub generator: String,
    #[serde(default)]
    pub entity_count: usize,
    #[serde(default)]
    pub event_count: usize,
    #[serde(default)]
    pub edge_count: usize,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct ArticleItem {
    pub id: String,
    pub identifier: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headline: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct EntityItem {
    pub id: String,
    pub name: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternate_name: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iso3: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wikidata: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub same_as: Vec<String>,
    pub document_count: usize,
    pub mention_count: usize,
    pub occurrences: Vec<OccurrenceItem>,
    /// Predicate to the entities that it is said of, affirmed and actual; written only.
    #[serde(flatten, skip_deserializing)]
    pub shortcuts: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct OccurrenceItem {
    pub id: String,
    #[serde(rename = "type")]
    pub class: Word,
    pub in_article: String,
    pub name: String,
    pub kind: Word,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iso3: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wikidata: Option<String>,
    pub identity: Word,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    pub mention_count: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<FormItem>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct FormItem {
    #[serde(rename = "type")]
    pub class: Word,
    pub text: String,
    pub form_kind: Word,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reason: String,
    pub count: usize,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct EventItem {
    pub id: String,
    pub event_type: String,
    pub agent: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<String>,
    pub polarity: Word,
    pub modality: Word,
    pub symmetric: bool,
    pub statement_count: usize,
    pub document_count: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributed_to: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub derived_from: Vec<String>,
    pub statements: Vec<StatementItem>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct StatementItem {
    pub id: String,
    #[serde(rename = "type")]
    pub class: Word,
    pub derived_from: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributed_to: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub about_in_order: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plover_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cameo_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub begin_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_text: Option<String>,
    pub confidence: f64,
    pub rule: String,
    pub evidence: Vec<AnnotationItem>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct AnnotationItem {
    pub id: String,
    #[serde(rename = "type")]
    pub class: Word,
    pub has_body: String,
    pub has_target: TargetItem,
    pub trigger: SelectorItem,
    pub subject_mention: SelectorItem,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object_mention: Option<SelectorItem>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct TargetItem {
    #[serde(rename = "type")]
    pub class: Word,
    pub has_source: String,
    pub has_selector: Vec<SelectorItem>,
}

/// A range of code points, or a quotation, or both.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct SelectorItem {
    #[serde(rename = "type")]
    pub class: Word,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exact: Option<String>,
}
