//! Who does what a verb says and to whom, behind passives, coordination, control, relative clauses and participles. The
//! parser errs most where a subject stands far from its verb; what can be told from the words around such an error is
//! mended here ("Ministers, X said, agreed", two subjects of one verb).

use super::calendar::{DAYS, MONTHS};
use super::classes::{
    is_appeal, is_asking, is_charge, is_object_control, is_of_will, is_quoting, is_subject_control, is_thwarting,
    is_time, is_undertaking,
};
use super::enhanced::Enhanced;
use super::{Deprel, Upos, Xpos};
use std::borrow::Cow;

/// How far a search for a missing subject goes from clause to clause.
const REACH: usize = 8;

impl Enhanced<'_> {
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
            let by = |c: &usize| {
                *c > at
                    && match self.tree.word(*c).deprel {
                        Deprel::OblAgent => true,
                        Deprel::Obl => self.preposition(*c).as_deref() == Some("by"),
                        _ => false,
                    }
            };
            self.tree.children(at).iter().copied().filter(by).collect()
        };
        let found = own(verb);
        if !found.is_empty() {
            return found;
        }
        let under = |at: usize| {
            // "condemned in a statement by the three": the phrase may hang from another of the verb's.
            let phrases = self.tree.children_by(at, &[Deprel::Obl]);
            phrases
                .flat_map(|o| self.noun_phrases(o))
                .filter(|(p, _)| p == "by")
                .map(|(_, word)| word)
                .collect::<Vec<_>>()
        };
        let found = under(verb);
        if !found.is_empty() {
            return found;
        }
        // "attacked by militiamen armed with": the phrase may hang from the participle that follows it.
        let later = self.tree.children_by(verb, &[Deprel::Advcl, Deprel::Acl]).filter(|&c| c > verb);
        let held = later.flat_map(|c| {
            self.tree.children_by(c, &[Deprel::OblAgent]).filter(move |&a| verb < a && a < c).collect::<Vec<_>>()
        });
        let held: Vec<usize> = held.collect();
        if !held.is_empty() {
            return held;
        }
        if self.tree.word(verb).deprel == Deprel::Amod {
            // "U.S.-led strikes": what stands before the participle does it.
            let before = [
                Deprel::Compound,
                Deprel::Obl,
                Deprel::OblUnmarked,
                Deprel::NmodUnmarked,
                Deprel::Amod,
                Deprel::Nsubj,
                Deprel::Nmod,
                Deprel::Obj,
            ];
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
        let own = self.own_subjects(verb);
        if !own.is_empty() {
            return own.into_iter().map(|s| self.antecedent(s, verb).unwrap_or(s)).collect();
        }
        let word = self.tree.word(verb);
        let (Some(head), Some(reach)) = (word.head, reach.checked_sub(1)) else { return self.stray_subject(verb) };
        if !matches!(word.deprel, Deprel::Conj | Deprel::Xcomp | Deprel::AclRelcl | Deprel::Acl) && self.is_finite(verb)
        {
            if let Some(subject) = self.subordinate_subject(verb, head) {
                return vec![subject];
            }
            let stray = self.stray_subject(verb);
            if !stray.is_empty() {
                return stray;
            }
        }
        match word.deprel {
            Deprel::Conj => match self.coordinated_subject(verb) {
                Some(subject) => vec![subject],
                None => self.subjects_within(head, reach),
            },
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

    /// The subject of a finite clause whose "before" or "after" was read as the subject's preposition: "a day before Chad
    /// and Niger hold talks".
    fn subordinate_subject(&self, verb: usize, head: usize) -> Option<usize> {
        let temporal = |p: &str| matches!(p, "before" | "after" | "since" | "until" | "as");
        let near = |c: &usize| *c < verb && self.tree.extent(*c).end + 2 > verb;
        let phrases = self.tree.children_by(head, &[Deprel::Obl]);
        phrases.filter(near).find(|&c| self.preposition(c).is_some_and(|p| temporal(&p)))
    }

    /// Who controls the infinitive or gerund `verb` under `head`: "asked Iran to stop" Iran, "promised to stop" the
    /// subject, "is expected to speak" the surface subject.
    fn controllers(&self, verb: usize, head: usize, reach: usize) -> Vec<usize> {
        if !is_subject_control(self.lemma(head)) && !self.is_passive(head) {
            // "decided Tuesday to withdraw": a day may have been read as the object.
            let asked = |&c: &usize| c < verb && !DAYS.contains(&self.lemma(c).to_lowercase().as_str());
            let objects: Vec<usize> = self.tree.children_by(head, &[Deprel::Obj, Deprel::Iobj]).filter(asked).collect();
            if !objects.is_empty() {
                return objects;
            }
            // "called on Iran to stop", "appealed to them to return"
            let to = self.tree.word(verb).xpos == Xpos::Vb;
            let addressees = self.addressees(verb, head);
            if to && !addressees.is_empty() {
                return addressees;
            }
        }
        self.subjects_within(head, reach)
    }

    /// Those to whom `head` turns, in phrases before the infinitive `verb`: "on Iran", "to them".
    fn addressees(&self, verb: usize, head: usize) -> Vec<usize> {
        let turned = |(p, c): &(Cow<str>, usize)| {
            (head..verb).contains(c) && matches!(p.as_ref(), "on" | "upon" | "to" | "for" | "with")
        };
        self.obliques(head).into_iter().filter(turned).map(|(_, c)| c).collect()
    }

    /// The subject of the finite `verb`, a conjunct without one, where "and" and a noun phrase stand right before it:
    /// "backs Iran in the dispute and Korea endorsed ..." easily reads as if the dispute and Korea were joined.
    fn coordinated_subject(&self, verb: usize) -> Option<usize> {
        if !self.is_finite(verb) || self.tree.word(verb).upos != Upos::Verb {
            return None;
        }
        let own = [Deprel::Aux, Deprel::Advmod];
        let mut before = (0..verb).rev().take_while(|&w| w + 5 > verb);
        let last = before.find(|&w| {
            let word = self.tree.word(w);
            !(own.contains(&word.deprel) && word.head == Some(verb))
        })?;
        // The head of the phrase that ends there.
        let above = |w: &usize| matches!(self.tree.word(*w).deprel, Deprel::Flat | Deprel::Compound);
        let noun = if above(&last) { self.tree.word(last).head? } else { last };
        let tagged = self.tree.word(noun);
        let noun_conjunct = tagged.deprel == Deprel::Conj
            && tagged.head != Some(verb)
            && matches!(tagged.upos, Upos::Noun | Upos::Propn | Upos::Pron)
            && self.preposition(noun).is_none();
        let joins = self.tree.extent(noun).start;
        let joiner = |w: &usize| *w < noun && *w + 4 > noun && self.tree.word(*w).upos == Upos::Cconj;
        let joiner = (joins.saturating_sub(1)..noun).find(joiner)?;
        // Its own "and" does not stand between the phrase and the verb.
        let between = self.tree.children_by(verb, &[Deprel::Cc]).any(|c| c > noun);
        (noun_conjunct && noun < verb && joiner < noun && !between).then_some(noun)
    }

    /// The subject of an adverbial clause without one: that of the main clause ("citing fears, he left"), or the object
    /// where the clause says what the object is charged with or kept from ("accused Iran of hiding").
    fn adverbial_subjects(&self, verb: usize, head: usize, reach: usize) -> Vec<usize> {
        let mark = self.mark(verb);
        // "Were China to invade": the subject may hang from the main verb.
        let turned = |&s: &usize| {
            let before = self.tree.extent(s).start.checked_sub(1);
            s < verb
                && s + 3 > verb
                && before.is_some_and(|w| self.lemma(w) == "be" && self.tree.word(w).xpos == Xpos::Vbd)
        };
        let raised = self.tree.children_by(head, &[Deprel::Nsubj, Deprel::NsubjPass]).find(turned);
        if let Some(subject) = raised.filter(|_| mark.as_deref() == Some("to")) {
            return vec![subject];
        }
        // "called for all troops to leave": what stands between "for" and the verb was hung from the main verb.
        let mark_for = self.tree.children_by(verb, &[Deprel::Mark]).find(|&m| self.lemma(m) == "for" && m > head);
        let between = |w: &usize| mark_for.is_some_and(|m| m < *w && *w < verb) && self.preposition(*w).is_none();
        let those: Vec<usize> = self.tree.children_by(head, &[Deprel::Obl, Deprel::Obj]).filter(between).collect();
        if !those.is_empty() {
            return those;
        }
        if mark.as_deref() == Some("to") {
            // "welcomed the decision by Chad to leave": the infinitive may hang from the verb.
            let objects =
                self.tree.children_by(head, &[Deprel::Obj]).filter(|&o| o < verb && is_undertaking(self.lemma(o)));
            let by: Vec<usize> = objects.flat_map(|o| self.undertakers(verb, o)).collect();
            if !by.is_empty() {
                return by;
            }
        }
        if mark.as_deref() == Some("to") && is_appeal(self.lemma(head)) {
            // "called on Iran to stop"
            let addressees: Vec<usize> = self.addressees(verb, head);
            if !addressees.is_empty() {
                return addressees;
            }
        }
        if mark.as_deref() == Some("to") && is_object_control(self.lemma(head)) && !self.is_passive(head) {
            // "encouraged the president of Chad to sign": read as a purpose.
            let objects = self.tree.children_by(head, &[Deprel::Obj, Deprel::Iobj]);
            let asked: Vec<usize> = objects.filter(|&o| head < o && o < verb).collect();
            if !asked.is_empty() {
                return asked;
            }
        }
        let charged_with = mark.as_deref() == Some("with") && self.lemma(head) == "charge";
        if charged_with || matches!(mark.as_deref(), Some("of" | "against" | "from" | "for")) {
            let charged = self.undergoers_or_subjects(head);
            if !charged.is_empty() {
                return charged;
            }
        }
        if mark.as_deref() == Some("as") && is_quoting(self.lemma(head)) && !self.is_passive(head) {
            // "quoted the minister as saying"
            let quoted: Vec<usize> = self.tree.children_by(head, &[Deprel::Obj]).filter(|&o| o < verb).collect();
            if !quoted.is_empty() {
                return quoted;
            }
        }
        if self.is_passive(verb) && self.tree.word(verb).xpos == Xpos::Vbn && verb > head {
            // "killed in a raid ordered by": a participle after its clause modifies what stands before it.
            return self.subjects_within(head, reach);
        }
        match self.is_passive(head) && mark.is_none() {
            true if self.tree.word(verb).xpos == Xpos::Vbg && !self.agents(head).is_empty() && verb > head => {
                self.agents(head)
            }
            _ => self.subjects_within(head, reach),
        }
    }

    /// "a bid by Chad to join", "the decision of Chad's rulers to join": whose undertaking the infinitive `verb` is.
    fn undertakers(&self, verb: usize, noun: usize) -> Vec<usize> {
        let own = is_undertaking(self.lemma(noun));
        let phrases = self.noun_phrases(noun).into_iter();
        phrases.filter(|(p, w)| (p == "by" || own && p == "of") && *w < verb).map(|(_, w)| w).collect()
    }

    fn undergoers_or_subjects(&self, head: usize) -> Vec<usize> {
        if self.is_passive(head) {
            self.subjects(head)
        } else {
            self.tree.children_by(head, &[Deprel::Obj, Deprel::Iobj]).collect()
        }
    }

    /// The subject of a clause that modifies the noun `head`: the noun itself for participles ("troops massing"), for
    /// infinitives and gerunds the one whose plan it is ("Russia's plan to invade", "has no intention of sending").
    fn adnominal_subjects(&self, verb: usize, head: usize, reach: usize) -> Vec<usize> {
        let infinitive = self.tree.word(verb).xpos == Xpos::Vb || self.mark(verb).is_some();
        if !infinitive || self.is_finite(verb) {
            return vec![head];
        }
        // "accused the group of hiding": what is charged may have been hung from whom.
        let governor = self.tree.word(head).head.map(|h| self.lemma(h)).unwrap_or_default();
        let charged = matches!(self.tree.word(head).deprel, Deprel::Obj | Deprel::NsubjPass)
            && self.tree.word(verb).xpos == Xpos::Vbg
            && self.mark(verb).is_some_and(|m| matches!(m.as_ref(), "of" | "for" | "from"));
        if charged && is_charge(governor) {
            return vec![head];
        }
        // "the worst disaster to strike Nepal", "the first president to visit": the noun does it, or of whom it is said.
        let picked = |m: usize| {
            self.tree.word(m).xpos == Xpos::Jjs || matches!(self.lemma(m), "first" | "last" | "only" | "latest")
        };
        if self.modifiers(head).into_iter().any(picked) && self.mark(verb).as_deref() == Some("to") {
            let said = self.tree.child(head, Deprel::Cop).is_some() || self.tree.word(head).deprel == Deprel::Xcomp;
            let subjects = if said { self.subjects_within(head, reach) } else { Vec::new() };
            return if subjects.is_empty() { vec![head] } else { subjects };
        }
        let owners: Vec<usize> = self.modifiers(head).into_iter().filter(|&m| m < verb).collect();
        let possessor = self.tree.children_by(head, &[Deprel::NmodPoss]).next();
        if let Some(possessor) = possessor {
            return vec![possessor];
        }
        let by = self.undertakers(verb, head);
        if !by.is_empty() {
            return by;
        }
        // "the deadline for troops to withdraw": the phrase may have been hung from the noun.
        let marks: Vec<usize> = self.tree.children_by(verb, &[Deprel::Mark]).collect();
        let those = self.tree.children_by(head, &[Deprel::Nmod]).find(|&w| {
            let extent = self.tree.extent(w);
            let before = extent.start.checked_sub(1).filter(|w| marks.contains(w)).unwrap_or(extent.start);
            marks.contains(&extent.end) && self.lemma(before) == "for"
        });
        if let Some(those) = those {
            return vec![those];
        }
        let noun = self.tree.word(head);
        let clause: Vec<usize> = match (noun.deprel, noun.head) {
            // "vetoed attempts to tighten": whoever made them was another; "rejected calls to tighten" might.
            (Deprel::Obj | Deprel::NsubjPass, Some(governor))
                if is_thwarting(self.lemma(governor)) && !is_asking(self.lemma(head)) =>
            {
                Vec::new()
            }
            (Deprel::Obj | Deprel::Obl | Deprel::Xcomp | Deprel::Ccomp, Some(governor)) => {
                self.subjects_within(governor, reach)
            }
            // "as part of an effort to stop"
            (Deprel::Nmod, Some(part)) if self.lemma(part) == "part" => {
                self.tree.word(part).head.map(|verb| self.subjects_within(verb, reach)).unwrap_or_default()
            }
            (Deprel::Conj, Some(first)) => match (self.tree.word(first).deprel, self.tree.word(first).head) {
                (Deprel::Obj | Deprel::Obl, Some(governor)) => self.subjects_within(governor, reach),
                _ => Vec::new(),
            },
            _ => self.tree.children_by(head, &[Deprel::Nsubj]).collect(),
        };
        if clause.is_empty() || !owners.is_empty() { owners.into_iter().chain(clause).collect() } else { clause }
    }

    /// The subjects that hang from `verb`, without those that belong to another clause, and with those of `verb` that
    /// were hung from the verb of saying beside it.
    fn own_subjects(&self, verb: usize) -> Vec<usize> {
        let relations = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::NsubjOuter];
        let mut own: Vec<usize> = self.tree.children_by(verb, &relations).collect();
        if own.is_empty() && is_of_will(self.lemma(verb)) {
            own = self.tree.children_by(verb, &[Deprel::Expl]).collect();
        }
        if own.len() > 1 {
            // "France and Canada have each offered": what shares out the subject is none beside it.
            let shares = |s: &usize| matches!(self.lemma(*s), "each" | "both" | "all");
            if own.iter().any(|s| !shares(s)) {
                own.retain(|s| !shares(s));
            }
        }
        if own.len() > 1 {
            // Before the verb rather than after it, and next to it unless "and" joins them.
            let before: Vec<usize> = own.iter().copied().filter(|&s| s < verb).collect();
            if let Some(&nearest) = before.last() {
                // "Burkina Faso cut": words of one name may each have been read as a subject.
                let name = |w: usize| self.tree.word(w).upos == Upos::Propn;
                let first = (0..=nearest).rev().take_while(|&w| before.contains(&w) && name(w)).last();
                let nearest = first.unwrap_or(nearest);
                own = before.into_iter().filter(|&s| s == nearest || self.joined(s, nearest)).collect();
            }
        }
        if own.is_empty() {
            // "He will not come, Lavrov said": the speaker may have been hung from what is said.
            let said = self.tree.children_by(verb, &[Deprel::Ccomp]).filter(|&c| c < verb);
            own = said
                .flat_map(|c| self.tree.children_by(c, &relations).filter(move |&s| c < s && s < verb))
                .filter(|&s| !self.is_relative(s))
                .collect();
        }
        if own.is_empty() && self.tree.children_by(verb, &[Deprel::Obj, Deprel::Iobj]).next().is_some() {
            // "Chad says it is asking Niger to": a pronoun beside an object is no mere filler.
            own = self.tree.children_by(verb, &[Deprel::Expl]).filter(|&c| c < verb && self.lemma(c) == "it").collect();
        }
        let word = self.tree.word(verb);
        let saying = match (word.deprel, word.head) {
            (Deprel::Ccomp, Some(head)) => Some(head),
            _ => self.tree.children_by(verb, &[Deprel::Parataxis]).find(|&p| p > verb),
        };
        if let Some(saying) = saying {
            let theirs: Vec<usize> = self.tree.children_by(saying, &relations).collect();
            // "Troops, NATO says, have left": the first of two before a verb of saying between commas.
            let parenthesis = saying < verb && theirs.len() > 1 && self.lemma(saying + 1) == ",";
            if let (true, true, [first, .., nearest]) = (own.is_empty(), parenthesis, theirs.as_slice())
                && *nearest < saying
                && !self.joined(*first, *nearest)
            {
                return vec![*first];
            }
            // "The ministry said Kerry met": a subject between the verb of saying and this verb, where the former has its own;
            // "Kerry met Lavrov, the ministry said": one before this verb, where the latter has a nearer one.
            let strays: Vec<usize> = theirs
                .iter()
                .copied()
                .filter(|&s| {
                    let others = theirs.iter().any(|&o| if saying < verb { o < saying } else { o > verb });
                    others && s < verb && (saying > verb || s > saying)
                })
                .collect();
            match own.first() {
                None => own = strays,
                Some(&first) => own.extend(strays.into_iter().filter(|&s| s < first && self.joined(s, first))),
            }
            own.sort_unstable();
        }
        own
    }

    /// Whether "and" joins the phrases of `first` and `second`.
    fn joined(&self, first: usize, second: usize) -> bool {
        let range = first.min(second) + 1..second.max(first);
        let mut between = range.filter(|&w| self.tree.word(w).upos == Upos::Cconj && self.lemma(w) == "and");
        // "agent and analyst Ali Soufan": the "and" is that of the titles.
        let later = self.tree.extent(second.max(first));
        // "Chad, which buys oil, and Peru agreed": the "and" before the second may have been hung from the verb.
        let verb = self.tree.word(second.max(first)).head;
        let last = second.max(first);
        let beside = |w: usize, h: usize| Some(h) == verb && (w + 1..last).all(|t| self.tree.is_under(t, last));
        between
            .next()
            .is_some_and(|w| self.tree.word(w).head.is_some_and(|h| h > w && (later.contains(&h) || beside(w, h))))
    }

    /// The subject of a finite verb that has none: the nearest phrase before it that has no preposition and that its own
    /// governor does not explain ("After the raid, Assadi, a spokesman, blamed").
    fn stray_subject(&self, verb: usize) -> Vec<usize> {
        if !self.is_finite(verb) || self.tree.word(verb).upos != Upos::Verb {
            return Vec::new();
        }
        let stray = |w: &usize| self.is_stray(*w, verb);
        let start = verb.saturating_sub(14);
        let Some(mut found) =
            (start..verb).rev().take_while(|&w| !self.is_finite(w) || self.tree.word(w).upos == Upos::Aux).find(stray)
        else {
            return Vec::new();
        };
        while let (Deprel::Appos, Some(head)) = (self.tree.word(found).deprel, self.tree.word(found).head) {
            if head >= found || !self.is_stray(head, verb) {
                break;
            }
            found = head;
        }
        vec![found]
    }

    /// Whether the noun `word` before `verb` hangs where no noun without preposition should.
    pub(super) fn is_stray(&self, word: usize, verb: usize) -> bool {
        let tagged = self.tree.word(word);
        let noun = matches!(tagged.upos, Upos::Noun | Upos::Propn | Upos::Pron) && !self.is_relative(word);
        let place = match tagged.deprel {
            Deprel::Appos | Deprel::Nmod | Deprel::Dep | Deprel::List | Deprel::Parataxis | Deprel::Dislocated => true,
            Deprel::Obj | Deprel::Obl => tagged.head == Some(verb),
            _ => false,
        };
        word < verb && noun && place && self.preposition(word).is_none() && !self.is_time(word)
    }

    /// Whether the noun `word` tells a time.
    pub fn is_time(&self, word: usize) -> bool {
        let lemma = self.lemma(word);
        let calendar = || [MONTHS.as_slice(), &DAYS].iter().any(|list| list.contains(&lemma));
        is_time(lemma) || calendar() || self.tree.word(word).upos == Upos::Num
    }
}
