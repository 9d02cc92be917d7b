//! The notation of triggers in `relations.toml`: "lift `<sanction>`, end `<sanction>` : on against". In: one line; out:
//! [`Frame`]s. What the notation means is written at the head of that file.

use std::collections::BTreeSet;

/// The class of all nouns, for a direct object of whatever kind.
pub const ANY: &str = "any";

/// Where the object of a trigger may stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Direct object, or subject of a passive.
    Object,
    /// Indirect object.
    Indirect,
    /// A phrase with this preposition ("out of" as two words).
    Preposition(String),
    /// Subject of the complement clause.
    That,
    /// Object of the infinitive complement.
    Infinitive,
    /// Subject of the clause that states the condition ("if Russia invades").
    Condition,
    /// Possessor of a trigger noun.
    Possessor,
    /// The two of "between X and Y".
    Between,
    /// None needed.
    Nothing,
}

/// A place with what it admits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Where.
    pub place: Place,
    /// The noun there must be of this class.
    pub only: Option<String>,
    /// The noun there must not be of this class.
    pub never: Option<String>,
    /// The entity must be of this kind ("Person"); "Owner" admits only an entity behind another noun.
    pub kind: Option<String>,
}

/// One trigger: a word, what stands beside it, and the slots of its object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Number of its predicate in the vocabulary.
    pub predicate: usize,
    /// Lemma of the trigger word.
    pub lemma: String,
    /// Lemmas that must stand beside it.
    pub beside: Vec<String>,
    /// Class of its direct object, which is then part of the trigger.
    pub with: Option<String>,
    /// In order of preference.
    pub slots: Vec<Slot>,
}

impl Frame {
    /// Whether `word` is one of those that must stand beside the trigger.
    pub fn has_beside(&self, word: &str) -> bool {
        self.beside.iter().any(|beside| beside == word)
    }

    /// How much the trigger says by itself: a frame with more words is tried before one with fewer.
    pub fn weight(&self) -> usize {
        let narrowed = self.slots.iter().filter(|s| s.only.is_some() || s.kind.is_some()).count();
        4 * self.beside.len() + 4 * usize::from(self.with.is_some()) + usize::from(narrowed > 0)
    }

    /// The trigger as rules name it: "call off talks".
    pub fn name(&self) -> String {
        let mut name = self.lemma.clone();
        for word in &self.beside {
            name.push(' ');
            name.push_str(word);
        }
        if let Some(class) = &self.with {
            name.push(' ');
            name.push_str(class);
        }
        name
    }
}

/// Reads one line of triggers for predicate number `predicate`; classes must be among `classes`.
///
/// # Errors
/// What is wrong with the line, in prose.
pub fn read_line(line: &str, predicate: usize, classes: &BTreeSet<String>) -> Result<Vec<Frame>, String> {
    let Some((heads, slots)) = line.split_once(':') else {
        return Err(format!("expected `words : slots`, found `{line}`"));
    };
    let slots = slots.split_whitespace().map(|s| read_slot(s, classes)).collect::<Result<Vec<_>, _>>()?;
    if slots.is_empty() {
        return Err(format!("`{}` has no slot; write `-` if it needs no object", heads.trim()));
    }
    heads.split(',').map(|head| read_head(head, predicate, &slots, classes)).collect()
}

fn read_head(head: &str, predicate: usize, slots: &[Slot], classes: &BTreeSet<String>) -> Result<Frame, String> {
    let mut words = head.split_whitespace();
    let lemma = words.next().ok_or_else(|| "an empty trigger between two commas".to_owned())?;
    let (mut beside, mut with) = (Vec::new(), None);
    for word in words {
        match word.strip_prefix('<').and_then(|w| w.strip_suffix('>')) {
            Some(class) => with = Some(known(class, classes)?),
            None => beside.push(word.to_lowercase()),
        }
    }
    Ok(Frame { predicate, lemma: lemma.to_lowercase(), beside, with, slots: slots.to_vec() })
}

fn known(class: &str, classes: &BTreeSet<String>) -> Result<String, String> {
    match class == ANY || classes.contains(class) {
        true => Ok(class.to_owned()),
        false => Err(format!("the class `{class}` is not defined under [classes]")),
    }
}

fn read_slot(text: &str, classes: &BTreeSet<String>) -> Result<Slot, String> {
    let (rest, kind) = match text.split_once('@') {
        Some((rest, kind)) if ["Person", "Country", "Organization", "Owner"].contains(&kind) => {
            (rest, Some(kind.to_owned()))
        }
        Some((_, kind)) => return Err(format!("`{kind}` is no kind of entity")),
        None => (text, None),
    };
    let (rest, never) = match rest.split_once('!') {
        Some((rest, class)) => (rest, Some(known(class, classes)?)),
        None => (rest, None),
    };
    let (rest, only) = match rest.split_once('<') {
        Some((rest, class)) => (rest, Some(known(class.trim_end_matches('>'), classes)?)),
        None => (rest, None),
    };
    let place = match rest {
        "obj" => Place::Object,
        "iobj" => Place::Indirect,
        "that" => Place::That,
        "inf" => Place::Infinitive,
        "cond" => Place::Condition,
        "poss" => Place::Possessor,
        "between" => Place::Between,
        "-" => Place::Nothing,
        word if !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c == '_') => {
            Place::Preposition(word.replace('_', " "))
        }
        other => return Err(format!("`{other}` is no slot")),
    };
    Ok(Slot { place, only, never, kind })
}
