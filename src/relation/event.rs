//! What a trigger with its roles says, before it is known whether and when: the currency of this room.

use super::scene::Filler;
use crate::entity::EntityId;

/// How the trigger says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Verb,
    Noun,
    Light,
    Adjective,
    Modal,
    Claim,
    Title,
    Phrase,
}

impl Class {
    /// The first part of a rule's name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Verb => "verb",
            Self::Noun => "noun",
            Self::Light => "light",
            Self::Adjective => "adjective",
            Self::Modal => "modal",
            Self::Claim => "claim",
            Self::Title => "title",
            Self::Phrase => "phrase",
        }
    }

    /// How often such a rule is right when its roles are named outright.
    pub fn confidence(self) -> f64 {
        match self {
            Self::Title => 0.95,
            Self::Verb => 0.85,
            Self::Light => 0.8,
            Self::Phrase => 0.85,
            Self::Noun => 0.8,
            Self::Adjective => 0.75,
            Self::Modal | Self::Claim => 0.75,
        }
    }
}

/// A trigger and those who take part.
#[derive(Debug, Clone)]
pub(super) struct Event {
    /// Number of the predicate in the vocabulary.
    pub predicate: usize,
    /// The trigger word.
    pub word: usize,
    pub class: Class,
    /// The trigger as rules name it.
    pub trigger: String,
    /// Subject and object of each relation that it says.
    pub pairs: Vec<(Filler, Option<Filler>)>,
    /// What a speech act is about.
    pub about: Vec<EntityId>,
    /// The role, of an office.
    pub role: Option<String>,
    /// Whether it is said to be past ("former").
    pub former: bool,
}

/// Each subject with each object.
pub(super) fn product(subjects: &[Filler], objects: &[Filler]) -> Vec<(Filler, Option<Filler>)> {
    let pairs = subjects.iter().flat_map(|&s| objects.iter().map(move |&o| (s, Some(o))));
    pairs.filter(|(s, o)| o.is_none_or(|o| o.entity != s.entity)).collect()
}

/// Each two of a group: "Egypt, Greece and Cyprus met".
pub(super) fn pairs_among(group: &[Filler]) -> Vec<(Filler, Option<Filler>)> {
    let mut pairs = Vec::new();
    for (index, &first) in group.iter().enumerate() {
        for &second in group.iter().skip(index + 1) {
            if first.entity != second.entity {
                pairs.push((first, Some(second)));
            }
        }
    }
    pairs
}
