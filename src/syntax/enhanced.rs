//! The tree made to say what the sentence says: who does what to whom behind passives, coordination, control and
//! raising, relative clauses and participles. In: a [`Tree`]; out: answers to questions about one word of it.
//!
//! The basic tree of Universal Dependencies gives each word one head, so that in "Biden plans to call and warn Putin"
//! neither "call" nor "warn" has a subject of its own. The rules here follow that project's enhanced dependencies
//! (<https://universaldependencies.org/u/overview/enhanced-syntax.html>), with the subjects of nouns' infinitives
//! ("Russia's plan to invade") and of participles added.

use super::classes::is_circumstance;
use super::{Deprel, Tree, Upos, Xpos};
use std::borrow::Cow;

/// A [`Tree`] with the edges that its sentence implies.
#[derive(Debug, Clone, Copy)]
pub struct Enhanced<'t> {
    /// The basic tree.
    pub tree: &'t Tree,
}

impl<'t> Enhanced<'t> {
    /// The view of `tree`.
    pub fn new(tree: &'t Tree) -> Self {
        Self { tree }
    }

    /// The lemma of `word` in lower case.
    pub fn lemma(&self, word: usize) -> &'t str {
        self.tree.lemma(word)
    }

    /// `word` and everything coordinated with it, where `word` is the first conjunct.
    pub fn conjuncts(&self, word: usize) -> Vec<usize> {
        let mut found = vec![word];
        let mut next = 0;
        while let Some(&at) = found.get(next) {
            let across = |c: &usize| self.is_across(at, *c);
            found.extend(self.tree.children_by(at, &[Deprel::Conj]).filter(|c| !across(c)));
            next += 1;
        }
        found.sort_unstable();
        found
    }

    /// Whether the verb that the noun `first` depends on stands between it and its conjunct `later`: no coordination, but
    /// subject and object of that verb ("jets and tanks shelled positions").
    pub(super) fn is_across(&self, first: usize, later: usize) -> bool {
        let word = self.tree.word(first);
        let verb = word.head.filter(|&h| self.tree.word(h).upos == Upos::Verb);
        matches!(word.deprel, Deprel::Nsubj | Deprel::NsubjPass) && verb.is_some_and(|v| first < v && v < later)
    }

    /// The first conjunct of the coordination that `word` stands in.
    pub fn first_conjunct(&self, word: usize) -> usize {
        let mut at = word;
        while let (Deprel::Conj, Some(head)) = (self.tree.word(at).deprel, self.tree.word(at).head) {
            at = head;
        }
        at
    }

    /// Whether `verb` is passive: "was sanctioned by", "troops deployed by", "is and remains condemned by".
    pub fn is_passive(&self, verb: usize) -> bool {
        let word = self.tree.word(verb);
        if word.xpos != Xpos::Vbn && self.tree.child(verb, Deprel::NsubjPass).is_none() {
            return false;
        }
        let marks = [Deprel::AuxPass, Deprel::NsubjPass, Deprel::CsubjPass];
        let agent = self.tree.child(verb, Deprel::OblAgent).is_some();
        // "conferred by telephone": a past tense may have been read as a participle with an agent.
        if agent && self.tree.child(verb, Deprel::Nsubj).is_none() {
            return true;
        }
        if self.tree.children_by(verb, &marks).next().is_some() {
            return true;
        }
        if self.tree.children_by(verb, &[Deprel::Aux, Deprel::Nsubj, Deprel::Obj]).next().is_some() {
            return false;
        }
        match (word.deprel, word.head) {
            (Deprel::Acl | Deprel::Advcl | Deprel::Amod, _) => true,
            (Deprel::Conj, Some(head)) => self.is_passive(head),
            (Deprel::Xcomp, Some(_)) => true,
            _ => false,
        }
    }

    /// Whether `word` is a relative word ("which").
    pub fn is_relative(&self, word: usize) -> bool {
        matches!(self.tree.word(word).xpos, Xpos::Wdt | Xpos::Wp | Xpos::WpS)
    }

    /// What the relative word `word` in the clause of `verb` stands for.
    pub(super) fn antecedent(&self, word: usize, verb: usize) -> Option<usize> {
        if !self.is_relative(word) {
            return None;
        }
        let clause = self.tree.ancestors(verb).find(|&a| self.tree.word(a).deprel == Deprel::AclRelcl)?;
        self.tree.word(clause).head
    }

    /// The prepositional phrases of `verb`: preposition (several words joined by a blank) and noun. A relative word
    /// ("to which") stands for its antecedent.
    pub fn obliques(&self, verb: usize) -> Vec<(Cow<'t, str>, usize)> {
        // An object with a preposition is a phrase that was read as an object.
        let relations = [Deprel::Obl, Deprel::OblAgent, Deprel::OblUnmarked, Deprel::Obj, Deprel::Iobj];
        (self.tree.children_by(verb, &relations))
            .filter_map(|c| Some((self.preposition(c)?, self.antecedent(c, verb).unwrap_or(c))))
            .collect()
    }

    /// The prepositional phrases of a noun.
    pub fn noun_phrases(&self, noun: usize) -> Vec<(Cow<'t, str>, usize)> {
        // In "to gas supplier Tarvek" the preposition is not the name's.
        let behind = |c: &usize| *c < noun || self.tree.child(*c, Deprel::Case).is_none_or(|case| case > noun);
        (self.tree.children_by(noun, &[Deprel::Nmod, Deprel::Obl]))
            .filter(behind)
            .filter_map(|c| Some((self.preposition(c)?, c)))
            .collect()
    }

    /// The preposition of the noun `noun`, in lower case: "with", "out of". A conjunct without one shares the first's.
    pub fn preposition(&self, noun: usize) -> Option<Cow<'t, str>> {
        let apart = |&c: &usize| self.tree.word(c).xpos == Xpos::Pos || self.is_approximation(c, noun);
        let cases = self.tree.children_by(noun, &[Deprel::Case]).filter(|c| !apart(c));
        cases.map(|case| self.with_fixed(case)).reduce(|before, case| before + " " + case)
    }

    /// The lemma of `word` with those of the words that make one expression with it: "out of".
    fn with_fixed(&self, word: usize) -> Cow<'t, str> {
        let fixed = self.tree.children_by(word, &[Deprel::Fixed]);
        fixed.fold(Cow::Borrowed(self.lemma(word)), |before, next| before + " " + self.lemma(next))
    }

    /// Whether the preposition `case` only makes the number of `noun` vague: "more than 100 people", "at least eight".
    fn is_approximation(&self, case: usize, noun: usize) -> bool {
        let number = self.tree.children_by(noun, &[Deprel::Nummod]).next();
        let Some(number) = number.filter(|&n| case < n && n <= case + 3) else { return false };
        let before = case.checked_sub(1).map(|w| self.lemma(w)).unwrap_or_default();
        match self.lemma(case) {
            "than" => true,
            "to" => matches!(before, "up" | "close"),
            "at" => self.lemma(case + 1) == "least" || self.lemma(case + 1) == "most",
            "about" | "around" | "over" | "under" | "nearly" | "some" | "as" | "up" => {
                case + 1 == number || case + 2 == number
            }
            _ => false,
        }
    }

    /// The words that stand in front of `noun` and say whose or of which state it is: possessors, adjectives, compounds.
    pub fn modifiers(&self, noun: usize) -> Vec<usize> {
        let relations =
            [Deprel::NmodPoss, Deprel::Amod, Deprel::Compound, Deprel::NmodDesc, Deprel::NmodUnmarked, Deprel::Det];
        let direct = self.tree.children_by(noun, &relations);
        direct.filter(|&c| self.tree.word(c).upos != Upos::Det).collect()
    }

    /// The subordinator of a clause: "if", "that", "to", "of" before a gerund. Lower-case lemma.
    pub fn mark(&self, clause: usize) -> Option<Cow<'t, str>> {
        let marks = [Deprel::Mark, Deprel::Case];
        let first = self.tree.children_by(clause, &marks).find(|&c| c < clause)?;
        Some(self.with_fixed(first))
    }

    /// Whether `clause` only tells the circumstances of its governor: "after they met", "if it rains".
    pub fn is_circumstance(&self, clause: usize) -> bool {
        if !matches!(self.tree.word(clause).deprel, Deprel::Advcl | Deprel::AdvclRelcl) {
            return false;
        }
        let wh = self.tree.children_by(clause, &[Deprel::Advmod]).any(|c| self.tree.word(c).xpos == Xpos::Wrb);
        let first = self.mark(clause);
        let word = first.as_deref().and_then(|m| m.split(' ').next());
        wh || word.is_none_or(is_circumstance)
    }

    /// Whether `verb` heads a finite clause.
    pub fn is_finite(&self, verb: usize) -> bool {
        let finite = |w: usize| matches!(self.tree.word(w).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
        finite(verb) || self.tree.children_by(verb, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]).any(finite)
    }

    /// The particle of a phrasal verb ("call off"), lower case.
    pub fn particle(&self, verb: usize) -> Option<&'t str> {
        // "up to 16 people" has no particle.
        let number =
            |p: usize| p + 2 < self.tree.len() && self.lemma(p + 1) == "to" && self.tree.word(p + 2).upos == Upos::Num;
        self.tree.child(verb, Deprel::CompoundPrt).filter(|&p| !number(p)).map(|p| self.lemma(p))
    }

    /// The words of the subtree of `word`, in order, without those under any of `except`.
    pub fn under(&self, word: usize, except: &[usize]) -> Vec<usize> {
        let mut found = Vec::new();
        let mut stack = vec![word];
        while let Some(at) = stack.pop() {
            if except.contains(&at) {
                continue;
            }
            found.push(at);
            stack.extend_from_slice(self.tree.children(at));
        }
        found.sort_unstable();
        found
    }
}
