//! The words of modality and of reported speech, from `schema/modality.toml`.

use crate::{Error, Result};
use std::collections::BTreeSet;

/// One way of being so, and the words that say it by their place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// The event is what they speak of.
    pub governors: BTreeSet<String>,
    /// Auxiliaries of its clause.
    pub auxiliaries: BTreeSet<String>,
    /// Adverbs of its clause.
    pub adverbs: BTreeSet<String>,
    /// Determiners of an event noun.
    pub determiners: BTreeSet<String>,
    /// Adjectives of an event noun.
    pub modifiers: BTreeSet<String>,
    /// Subordinators of its clause.
    pub marks: BTreeSet<String>,
    /// Prepositions before an event noun.
    pub prepositions: BTreeSet<String>,
    /// Those governors that say so of a clause only.
    pub clausal: BTreeSet<String>,
}

/// What leaves an event as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    /// Governors of acts of force that have been done all the same: "rejected the attack".
    pub governors: BTreeSet<String>,
    /// Governors of speech acts that have been made all the same: "denied the accusation".
    pub denials: BTreeSet<String>,
    /// Verbs whose infinitive of purpose is done: "met to discuss".
    pub purposes: BTreeSet<String>,
    /// Verbs whose infinitive of purpose they do: "used the speech to criticize".
    pub means: BTreeSet<String>,
    /// Verbs that say of their subject that it happens.
    pub happening: BTreeSet<String>,
}

/// All words of modality.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cues {
    /// It is not so.
    pub negated: Scope,
    /// Somebody denies it.
    pub denied: Scope,
    /// It is planned.
    pub planned: Scope,
    /// It is to come; weaker than a condition.
    pub future: Scope,
    /// It is supposed, feared, demanded.
    pub hypothetical: Scope,
    /// What opens a condition, perhaps several words.
    pub conditions: BTreeSet<String>,
    /// With one of these or a day of the week, what is told in the present is to come.
    pub times: BTreeSet<String>,
    /// It is so all the same.
    pub kept: Kept,
    /// Verbs of saying.
    pub report_verbs: BTreeSet<String>,
    /// Further verbs that report words in quotation marks and clauses, but are no source of what else depends on them.
    pub quoting_verbs: BTreeSet<String>,
    /// Verbs of the report verbs that tell a thought: what depends on them is no quotation.
    pub thought_verbs: BTreeSet<String>,
    /// Verbs whose subject uses the quoted words beside them: "dismissed it as “a farce”".
    pub judging_verbs: BTreeSet<String>,
    /// Those who speak for others.
    pub spokespeople: BTreeSet<String>,
    /// Nouns of saying.
    pub report_nouns: BTreeSet<String>,
    /// Prepositions that name a source.
    pub according: BTreeSet<String>,
    /// Verbs of saying that a clause with "as" quotes.
    pub aside_verbs: BTreeSet<String>,
    /// Verbs of saying whose object is what is said.
    pub content_verbs: BTreeSet<String>,
    /// Verbs of saying whose infinitive is done rather than said.
    pub deed_verbs: BTreeSet<String>,
    /// Verbs of saying whose infinitive is said by their subject in the active only.
    pub raising_verbs: BTreeSet<String>,
}

impl Cues {
    /// Reads the cue file. `file` is for messages.
    ///
    /// # Errors
    /// [`Error::Schema`] with the line of a syntax error, an unknown table or key, or a value that is no text.
    pub fn read(file: &str, source: &str) -> Result<Self> {
        let fail = |line: usize, reason: String| Error::Schema { file: file.to_owned(), line, reason };
        let table: toml::Table = toml::from_str(source).map_err(|e| {
            let line = e.span().map_or(0, |s| super::vocabulary::line_of(source, s.start));
            fail(line, e.message().to_owned())
        })?;
        let mut cues = Self::default();
        for (scope, entries) in &table {
            let line = source.lines().position(|l| l.trim() == format!("[{scope}]")).map_or(0, |l| l + 1);
            let Some(entries) = entries.as_table() else {
                return Err(fail(line, format!("`{scope}` must be a table such as [negated]")));
            };
            for (key, value) in entries {
                let Some(text) = value.as_str() else {
                    return Err(fail(line, format!("`{key}` must be a text of words")));
                };
                let words = text.split_whitespace().map(|w| w.replace('_', " ").to_lowercase()).collect();
                match cues.place(scope, key) {
                    Some(place) => *place = words,
                    None => return Err(fail(line, format!("[{scope}] has no key `{key}`"))),
                }
            }
        }
        Ok(cues)
    }

    fn place(&mut self, scope: &str, key: &str) -> Option<&mut BTreeSet<String>> {
        let scope = match scope {
            "negated" => &mut self.negated,
            "denied" => &mut self.denied,
            "planned" if key == "times" => return Some(&mut self.times),
            "planned" => &mut self.planned,
            "future" => &mut self.future,
            "hypothetical" if key == "conditions" => return Some(&mut self.conditions),
            "hypothetical" => &mut self.hypothetical,
            "kept" => {
                return match key {
                    "governors" => Some(&mut self.kept.governors),
                    "denials" => Some(&mut self.kept.denials),
                    "purposes" => Some(&mut self.kept.purposes),
                    "means" => Some(&mut self.kept.means),
                    "happening" => Some(&mut self.kept.happening),
                    _ => None,
                };
            }
            "report" => {
                return match key {
                    "verbs" => Some(&mut self.report_verbs),
                    "quoting" => Some(&mut self.quoting_verbs),
                    "thoughts" => Some(&mut self.thought_verbs),
                    "judging" => Some(&mut self.judging_verbs),
                    "spokespeople" => Some(&mut self.spokespeople),
                    "nouns" => Some(&mut self.report_nouns),
                    "according" => Some(&mut self.according),
                    "aside" => Some(&mut self.aside_verbs),
                    "contents" => Some(&mut self.content_verbs),
                    "deeds" => Some(&mut self.deed_verbs),
                    "raising" => Some(&mut self.raising_verbs),
                    _ => None,
                };
            }
            _ => return None,
        };
        match key {
            "governors" => Some(&mut scope.governors),
            "auxiliaries" => Some(&mut scope.auxiliaries),
            "adverbs" => Some(&mut scope.adverbs),
            "determiners" => Some(&mut scope.determiners),
            "modifiers" => Some(&mut scope.modifiers),
            "marks" => Some(&mut scope.marks),
            "prepositions" => Some(&mut scope.prepositions),
            "clausal" => Some(&mut scope.clausal),
            _ => None,
        }
    }
}
