//! The tree made to say what the sentence says: who does what to whom behind passives, coordination, control and
//! raising, relative clauses and participles. In: a [`Tree`]; out: answers to questions about one word of it.
//!
//! The basic tree of Universal Dependencies gives each word one head, so that in "Biden plans to call and warn Putin"
//! neither "call" nor "warn" has a subject of its own. The rules here follow that project's enhanced dependencies
//! (<https://universaldependencies.org/u/overview/enhanced-syntax.html>), with the subjects of nouns' infinitives
//! ("Russia's plan to invade") and of participles added.

use super::{Deprel, Tree, Upos, Xpos};

/// How far a search for a missing subject goes from clause to clause.
const REACH: usize = 8;

/// Verbs whose subject, not object, does what their infinitive says: "promised Ukraine to send".
const SUBJECT_CONTROL: [&str; 6] = ["promise", "threaten", "vow", "pledge", "offer", "commit"];

/// Subordinators of clauses that tell when, why or under which condition, rather than what.
const CIRCUMSTANCE: [&str; 22] = [
    "after", "although", "as", "because", "before", "despite", "during", "if", "in", "once", "since", "so", "than",
    "though", "unless", "until", "upon", "when", "whenever", "whether", "while", "with",
];

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
    pub fn lemma(&self, word: usize) -> String {
        self.tree.words().get(word).map(|w| w.lemma.to_lowercase()).unwrap_or_default()
    }

    /// `word` and everything coordinated with it, where `word` is the first conjunct.
    pub fn conjuncts(&self, word: usize) -> Vec<usize> {
        let mut found = vec![word];
        let mut next = 0;
        while let Some(&at) = found.get(next) {
            found.extend(self.tree.children_by(at, &[Deprel::Conj]));
            next += 1;
        }
        found.sort_unstable();
        found
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
        let marks = [Deprel::AuxPass, Deprel::NsubjPass, Deprel::CsubjPass, Deprel::OblAgent];
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

    /// Those who do what `verb` says: its subjects, or the agents of a passive. Heads of phrases, first conjuncts only.
    pub fn actors(&self, verb: usize) -> Vec<usize> {
        if self.is_passive(verb) { self.agents(verb) } else { self.subjects(verb) }
    }

    /// Those to whom `verb` is done: its objects, or the subjects of a passive. Heads of phrases, first conjuncts only.
    pub fn undergoers(&self, verb: usize) -> Vec<usize> {
        if self.is_passive(verb) { self.subjects(verb) } else { self.objects(verb) }
    }

    /// The by-phrases of a passive; a coordinated passive shares those of its last conjunct ("hit and damaged by").
    pub fn agents(&self, verb: usize) -> Vec<usize> {
        let own = |at: usize| -> Vec<usize> {
            let by = |c: &usize| match self.tree.word(*c).deprel {
                Deprel::OblAgent => true,
                Deprel::Obl => self.preposition(*c).as_deref() == Some("by"),
                _ => false,
            };
            self.tree.children(at).iter().copied().filter(by).collect()
        };
        let found = own(verb);
        if !found.is_empty() {
            return found;
        }
        if self.tree.word(verb).deprel == Deprel::Amod {
            // "U.S.-led strikes": what stands before the participle does it.
            let before = [Deprel::Compound, Deprel::Obl, Deprel::OblUnmarked, Deprel::NmodUnmarked, Deprel::Amod, Deprel::Nsubj, Deprel::Nmod, Deprel::Obj];
            return self.tree.children_by(verb, &before).filter(|&c| c < verb).collect();
        }
        let first = self.first_conjunct(verb);
        self.conjuncts(first).into_iter().filter(|&c| c > verb).map(own).find(|v| !v.is_empty()).unwrap_or_default()
    }

    /// The subjects that `verb` (or a predicate noun or adjective) has on the surface or shares with another clause.
    pub fn subjects(&self, verb: usize) -> Vec<usize> {
        self.subjects_within(verb, REACH)
    }

    fn subjects_within(&self, verb: usize, reach: usize) -> Vec<usize> {
        let subjects = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::NsubjOuter];
        let own: Vec<usize> = self.tree.children_by(verb, &subjects).collect();
        if !own.is_empty() {
            return own.into_iter().map(|s| self.antecedent(s, verb).unwrap_or(s)).collect();
        }
        let word = self.tree.word(verb);
        let (Some(head), Some(reach)) = (word.head, reach.checked_sub(1)) else { return Vec::new() };
        match word.deprel {
            Deprel::Conj => self.subjects_within(head, reach),
            Deprel::Xcomp => self.controllers(verb, head, reach),
            Deprel::Ccomp if !self.is_finite(verb) => self.controllers(verb, head, reach),
            Deprel::Advcl | Deprel::AdvclRelcl if !self.is_finite(verb) => self.adverbial_subjects(verb, head, reach),
            Deprel::Acl => self.adnominal_subjects(verb, head, reach),
            Deprel::AclRelcl => vec![head],
            Deprel::Amod if word.upos == Upos::Verb => vec![head],
            // "the Americans have been preparing, said Lavrov": a gerund as subject or object has the clause's subject.
            Deprel::Obj | Deprel::Obl | Deprel::Csubj if word.xpos == Xpos::Vbg => self.subjects_within(head, reach),
            _ => Vec::new(),
        }
    }

    /// Who controls the infinitive or gerund `verb` under `head`: "asked Iran to stop" Iran, "promised to stop" the
    /// subject, "is expected to speak" the surface subject.
    fn controllers(&self, verb: usize, head: usize, reach: usize) -> Vec<usize> {
        if !SUBJECT_CONTROL.contains(&self.lemma(head).as_str()) && !self.is_passive(head) {
            let objects: Vec<usize> =
                self.tree.children_by(head, &[Deprel::Obj, Deprel::Iobj]).filter(|&c| c < verb).collect();
            if !objects.is_empty() {
                return objects;
            }
            // "called on Iran to stop", "appealed to them to return"
            let to = self.tree.word(verb).xpos == Xpos::Vb;
            let addressee = self.obliques(head).into_iter().filter(|(p, c)| *c < verb && matches!(p.as_str(), "on" | "upon" | "to" | "for" | "with"));
            let addressees: Vec<usize> = addressee.map(|(_, c)| c).collect();
            if to && !addressees.is_empty() {
                return addressees;
            }
        }
        self.subjects_within(head, reach)
    }

    /// The subject of an adverbial clause without one: that of the main clause ("citing fears, he left"), or the object
    /// where the clause says what the object is charged with or kept from ("accused Iran of hiding").
    fn adverbial_subjects(&self, verb: usize, head: usize, reach: usize) -> Vec<usize> {
        let mark = self.mark(verb);
        if matches!(mark.as_deref(), Some("of" | "against" | "from" | "for")) {
            let charged = self.undergoers_or_subjects(head);
            if !charged.is_empty() {
                return charged;
            }
        }
        if self.is_passive(verb) && self.tree.word(verb).xpos == Xpos::Vbn && verb > head {
            // "killed in a raid ordered by": a participle after its clause modifies what stands before it.
            return self.subjects_within(head, reach);
        }
        match self.is_passive(head) {
            true if self.tree.word(verb).xpos == Xpos::Vbg && !self.agents(head).is_empty() && verb > head => self.agents(head),
            _ => self.subjects_within(head, reach),
        }
    }

    fn undergoers_or_subjects(&self, head: usize) -> Vec<usize> {
        if self.is_passive(head) { self.subjects(head) } else { self.tree.children_by(head, &[Deprel::Obj, Deprel::Iobj]).collect() }
    }

    /// The subject of a clause that modifies the noun `head`: the noun itself for participles ("troops massing"), for
    /// infinitives and gerunds the one whose plan it is ("Russia's plan to invade", "has no intention of sending").
    fn adnominal_subjects(&self, verb: usize, head: usize, reach: usize) -> Vec<usize> {
        let infinitive = self.tree.word(verb).xpos == Xpos::Vb || self.mark(verb).is_some();
        if !infinitive || self.is_finite(verb) {
            return vec![head];
        }
        let owners: Vec<usize> = self.modifiers(head).into_iter().filter(|&m| m < verb).collect();
        let possessor = self.tree.children_by(head, &[Deprel::NmodPoss]).next();
        if let Some(possessor) = possessor {
            return vec![possessor];
        }
        let noun = self.tree.word(head);
        let clause: Vec<usize> = match (noun.deprel, noun.head) {
            (Deprel::Obj | Deprel::Obl | Deprel::Xcomp | Deprel::Ccomp, Some(governor)) => self.subjects_within(governor, reach),
            (Deprel::Conj, Some(first)) => match (self.tree.word(first).deprel, self.tree.word(first).head) {
                (Deprel::Obj | Deprel::Obl, Some(governor)) => self.subjects_within(governor, reach),
                _ => Vec::new(),
            },
            _ => self.tree.children_by(head, &[Deprel::Nsubj]).collect(),
        };
        if clause.is_empty() || !owners.is_empty() { owners.into_iter().chain(clause).collect() } else { clause }
    }

    /// The direct objects of `verb`, also through a relative clause ("the troops that Russia sent") and shared by a
    /// coordination ("criticized and condemned the vote").
    pub fn objects(&self, verb: usize) -> Vec<usize> {
        let own: Vec<usize> = self.tree.children_by(verb, &[Deprel::Obj]).collect();
        if !own.is_empty() {
            return own.into_iter().map(|o| self.antecedent(o, verb).unwrap_or(o)).collect();
        }
        if let Some(gap) = self.relative_gap(verb) {
            return vec![gap];
        }
        let bare = self.tree.children_by(verb, &[Deprel::Obl, Deprel::Xcomp, Deprel::Ccomp]).next().is_none();
        let later = self.tree.children_by(verb, &[Deprel::Conj]).find(|&c| self.tree.child(c, Deprel::Obj).is_some());
        match later {
            Some(conjunct) if bare && conjunct <= verb + 3 => self.tree.children_by(conjunct, &[Deprel::Obj]).collect(),
            _ => Vec::new(),
        }
    }

    /// The noun whose relative clause lacks an object: "the troops Russia plans to send" for "send".
    fn relative_gap(&self, verb: usize) -> Option<usize> {
        let mut top = verb;
        while let (Deprel::Xcomp | Deprel::Conj, Some(head)) = (self.tree.word(top).deprel, self.tree.word(top).head) {
            top = head;
        }
        let word = self.tree.word(top);
        if word.deprel != Deprel::AclRelcl || self.is_passive(verb) {
            return None;
        }
        let subject = self.tree.children_by(top, &[Deprel::Nsubj, Deprel::NsubjPass]).next()?;
        // The relative word is the subject, or stands in another place of the clause.
        let relative = |c: &usize| self.is_relative(*c);
        let used = self.tree.children(top).iter().any(|c| relative(c) || self.tree.children(*c).iter().any(relative));
        (!self.is_relative(subject) && !used).then_some(word.head).flatten()
    }

    /// Whether `word` is a relative word ("which").
    pub fn is_relative(&self, word: usize) -> bool {
        matches!(self.tree.word(word).xpos, Xpos::Wdt | Xpos::Wp | Xpos::WpS)
    }

    /// What the relative word `word` in the clause of `verb` stands for.
    fn antecedent(&self, word: usize, verb: usize) -> Option<usize> {
        if !self.is_relative(word) {
            return None;
        }
        let clause = self.tree.ancestors(verb).find(|&a| self.tree.word(a).deprel == Deprel::AclRelcl)?;
        self.tree.word(clause).head
    }

    /// The prepositional phrases of `verb`: preposition (several words joined by a blank) and noun. A relative word
    /// ("to which") stands for its antecedent.
    pub fn obliques(&self, verb: usize) -> Vec<(String, usize)> {
        let relations = [Deprel::Obl, Deprel::OblAgent, Deprel::OblUnmarked];
        (self.tree.children_by(verb, &relations))
            .filter_map(|c| Some((self.preposition(c)?, self.antecedent(c, verb).unwrap_or(c))))
            .collect()
    }

    /// The prepositional phrases of a noun.
    pub fn noun_phrases(&self, noun: usize) -> Vec<(String, usize)> {
        (self.tree.children_by(noun, &[Deprel::Nmod, Deprel::Obl]))
            .filter_map(|c| Some((self.preposition(c)?, c)))
            .collect()
    }

    /// The preposition of the noun `noun`, in lower case: "with", "out of". A conjunct without one shares the first's.
    pub fn preposition(&self, noun: usize) -> Option<String> {
        let mut words = Vec::new();
        for case in self.tree.children_by(noun, &[Deprel::Case]) {
            if matches!(self.tree.word(case).xpos, Xpos::Pos) {
                continue;
            }
            words.push(self.lemma(case));
            words.extend(self.tree.children_by(case, &[Deprel::Fixed]).map(|f| self.lemma(f)));
        }
        (!words.is_empty()).then(|| words.join(" "))
    }

    /// The words that stand in front of `noun` and say whose or of which state it is: possessors, adjectives, compounds.
    pub fn modifiers(&self, noun: usize) -> Vec<usize> {
        let relations = [
            Deprel::NmodPoss, Deprel::Amod, Deprel::Compound, Deprel::NmodDesc, Deprel::NmodUnmarked, Deprel::Det,
        ];
        let direct = self.tree.children_by(noun, &relations);
        direct.filter(|&c| self.tree.word(c).upos != Upos::Det).collect()
    }

    /// The subordinator of a clause: "if", "that", "to", "of" before a gerund. Lower-case lemma.
    pub fn mark(&self, clause: usize) -> Option<String> {
        let marks = [Deprel::Mark, Deprel::Case];
        let first = self.tree.children_by(clause, &marks).find(|&c| c < clause)?;
        let mut text = self.lemma(first);
        for fixed in self.tree.children_by(first, &[Deprel::Fixed]) {
            text.push(' ');
            text.push_str(&self.lemma(fixed));
        }
        Some(text)
    }

    /// Whether `clause` only tells the circumstances of its governor: "after they met", "if it rains".
    pub fn is_circumstance(&self, clause: usize) -> bool {
        if !matches!(self.tree.word(clause).deprel, Deprel::Advcl | Deprel::AdvclRelcl) {
            return false;
        }
        let wh = self.tree.children_by(clause, &[Deprel::Advmod]).any(|c| self.tree.word(c).xpos == Xpos::Wrb);
        let first = self.mark(clause);
        let word = first.as_deref().and_then(|m| m.split(' ').next());
        wh || word.is_none_or(|m| CIRCUMSTANCE.contains(&m))
    }

    /// Whether `verb` heads a finite clause.
    pub fn is_finite(&self, verb: usize) -> bool {
        let finite = |w: usize| matches!(self.tree.word(w).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
        finite(verb) || self.tree.children_by(verb, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]).any(finite)
    }

    /// The particle of a phrasal verb ("call off"), lower case.
    pub fn particle(&self, verb: usize) -> Option<String> {
        self.tree.child(verb, Deprel::CompoundPrt).map(|p| self.lemma(p))
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
