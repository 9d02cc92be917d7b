//! To whom a verb does what it says: its objects, also behind relative clauses and coordination, and where the parser read
//! them as something else. The subjects are in `roles`.

use super::Deprel;
use super::enhanced::Enhanced;

impl Enhanced<'_> {
    /// The direct objects of `verb`, also through a relative clause ("the troops that Russia sent") and shared by a
    /// coordination ("criticized and condemned the vote").
    pub fn objects(&self, verb: usize) -> Vec<usize> {
        let bare = |c: &usize| self.preposition(*c).is_none();
        let own: Vec<usize> =
            self.tree.children_by(verb, &[Deprel::Obj]).filter(|c| bare(c) && !self.is_stray(*c, verb)).collect();
        if !own.is_empty() {
            return own.into_iter().map(|o| self.antecedent(o, verb).unwrap_or(o)).collect();
        }
        // An object that was read as a conjunct of the subject.
        let subjects = self.tree.children_by(verb, &[Deprel::Nsubj]);
        let across: Vec<usize> = subjects
            .flat_map(|s| self.tree.children_by(s, &[Deprel::Conj]).filter(move |&c| self.is_across(s, c)))
            .filter(|c| bare(c) && self.tree.children_by(*c, &[Deprel::Cc]).next().is_none())
            .collect();
        if !across.is_empty() && !self.is_passive(verb) {
            return across;
        }
        // A phrase without preposition after its verb that tells no time is an object that was read as something else.
        let after = self.tree.children_by(verb, &[Deprel::Obl]).filter(|&c| c > verb && bare(&c) && !self.is_time(c));
        let after: Vec<usize> = after.collect();
        if !after.is_empty() && !self.is_passive(verb) {
            return after;
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
}
