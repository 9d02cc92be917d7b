//! What may be a mention, before the choice between readings that overlap.

use super::super::draft::{Draft, Identity, fold};
use super::super::known::Known;
use super::super::view::View;
use super::super::{EntityKind, MentionKind};
use crate::gazetteer::{CountryId, Gender};
use crate::syntax::Deprel;
use std::ops::Range;

/// A reading of some tokens as a mention, with the evidence for it summed up in `score`.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    /// Tokens of the document.
    pub tokens: Range<usize>,
    /// What it would name.
    pub kind: EntityKind,
    /// How it would refer.
    pub form: MentionKind,
    /// From 0 (nothing speaks for it) to about 1; readings below [`THRESHOLD`] are dropped.
    pub score: f32,
    /// The evidence, in a word or two.
    pub reason: &'static str,
    /// What the gazetteer knows it as.
    pub identity: Option<Identity>,
    /// The state that it belongs to by its phrase.
    pub country: Option<CountryId>,
    /// Whether it is a body of that state, so that its name names the state too.
    pub of_state: bool,
    /// Bytes at the start of the first token that are no part of it: 4 in "pro-Beijing".
    pub skip: usize,
}

/// The least score of a mention.
pub(crate) const THRESHOLD: f32 = 0.5;

impl Candidate {
    /// A reading as a name.
    pub fn name(tokens: Range<usize>, kind: EntityKind, score: f32, reason: &'static str) -> Self {
        Self {
            tokens,
            kind,
            form: MentionKind::Name,
            score,
            reason,
            identity: None,
            country: None,
            of_state: false,
            skip: 0,
        }
    }

    /// The same with what the gazetteer knows it as.
    pub fn known(self, identity: Identity) -> Self {
        Self { identity: Some(identity), ..self }
    }

    /// As a mention.
    pub fn draft(self, view: &View, known: &Known) -> Draft {
        let words = words(view, self.tokens.clone());
        let gender = (self.kind == EntityKind::Person).then(|| gender(view, known, &self.tokens)).flatten();
        let head = view.head_of(self.tokens.clone());
        // 'Jason "Red" Roe met': the tree may make two subjects of it, of which the last one stands beside the verb.
        let twin = |t: &usize| view.head(*t) == view.head(head) && view.deprel(*t) == view.deprel(head);
        let quoted = self.kind == EntityKind::Person && self.tokens.clone().any(|t| view.is_quote(t));
        let last = self.tokens.clone().rev().find(twin).filter(|_| quoted && view.head(head).is_some());
        // "General Than Shwe": a word of the name that is read as a preposition hangs the name on the title.
        let title = view.head(head).filter(|&h| {
            let inside = |c: usize| view.deprel(c) == Deprel::Case && self.tokens.contains(&c);
            h + 1 == self.tokens.start && self.kind == EntityKind::Person && view.children(head).any(inside)
        });
        Draft {
            sentence: view.sentence(self.tokens.start),
            head: last.or(title).unwrap_or(head),
            tokens: self.tokens,
            kind: self.kind,
            form: self.form,
            reason: self.reason,
            identity: self.identity,
            country: self.country,
            skip: self.skip,
            gender,
            words,
        }
    }
}

/// The words of `tokens` folded for comparing, without punctuation, articles and possessives; a name that the tokenizer
/// cut at hyphens is one word.
pub(crate) fn words(view: &View, tokens: Range<usize>) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut joined = false;
    for token in tokens {
        let form = view.form(token);
        if matches!(form, "-" | "–" | "‐" | "‑") {
            joined = !words.is_empty();
            continue;
        }
        let word = fold(form);
        if !word.chars().any(char::is_alphanumeric) || matches!(word.as_str(), "the" | "'s") {
            continue;
        }
        match words.last_mut() {
            Some(last) if joined => {
                last.push('-');
                last.push_str(&word);
            }
            _ => words.push(word),
        }
        joined = false;
    }
    words
}

/// The gender that titles before a name and the given name at its start tell.
fn gender(view: &View, known: &Known, tokens: &Range<usize>) -> Option<Gender> {
    let long = tokens.len() > 1 && !matches!(view.form(tokens.start + 1), "-" | "‑");
    let by_name = || known.given_name(tokens.start).filter(|g| long && *g != Gender::Unknown);
    known.title_before(tokens.start).and_then(|(_, id)| title_gender(&known.gazetteer.title(id).form)).or_else(by_name)
}

/// The gender of those who bear a title.
pub(crate) fn title_gender(title: &str) -> Option<Gender> {
    let folded = fold(title);
    let last = folded.split_whitespace().last().unwrap_or_default();
    const MEN: &[&str] = &[
        "mr",
        "king",
        "prince",
        "sir",
        "lord",
        "emir",
        "sheikh",
        "sultan",
        "spokesman",
        "chairman",
        "congressman",
        "emperor",
        "pope",
        "imam",
        "businessman",
        "father",
        "councilman",
        "statesman",
        "assemblyman",
        "duke",
        "tsar",
        "ayatollah",
    ];
    const WOMEN: &[&str] = &[
        "mrs",
        "ms",
        "miss",
        "queen",
        "princess",
        "dame",
        "lady",
        "spokeswoman",
        "chairwoman",
        "congresswoman",
        "empress",
        "sheikha",
        "businesswoman",
        "mother",
        "councilwoman",
        "first lady",
        "duchess",
        "baroness",
        "assemblywoman",
    ];
    match last {
        _ if MEN.contains(&last) => Some(Gender::Masculine),
        _ if WOMEN.contains(&last) || folded == "first lady" => Some(Gender::Feminine),
        _ => None,
    }
}
