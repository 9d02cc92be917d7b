//! Reported speech in the writer's words. In: a sentence; out: the clauses that a verb of saying or an "according to"
//! reports, wherever the tree hung them, with their speakers; and who is the speaker of a verb of saying.

use super::attribution::Speaker;
use super::phrase::{Role, referents};
use super::scene::{Filler, Scene};
use super::verbs::actors;
use crate::document::Span;
use crate::entity::MentionKind;
use crate::syntax::{Deprel, Upos, Xpos};
use std::ops::Range;

/// A clause that is reported. Words are counted from the beginning of its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reported {
    pub speaker: Speaker,
    /// Bytes of the word that reports it.
    pub cue: Span,
    /// What is said; a reporting clause in its middle is not cut out.
    pub content: Range<usize>,
    /// The words of such a clause; empty where there is none in the middle.
    pub aside: Range<usize>,
}

/// Whether `word` is a verb that reports what is said or written.
pub(super) fn reports(scene: &Scene, word: usize) -> bool {
    if scene.tree.word(word).upos != Upos::Verb {
        return false;
    }
    let (lemma, cues) = (scene.lemma(word), &scene.vocabulary.cues);
    cues.report_verbs.contains(lemma) || cues.quoting_verbs.contains(lemma)
}

/// Who says what `verb` reports: an entity, somebody else, or (the narrator) nobody in sight.
pub(super) fn sayer(scene: &Scene, verb: usize) -> Speaker {
    if let Some(&filler) = actors(scene, verb).first() {
        return Speaker::Named(filler, verb);
    }
    let subjects = scene.view.actors(verb);
    for &subject in &subjects {
        if let Some(filler) = office_holder(scene, subject) {
            return Speaker::Named(filler, verb);
        }
        let lemma = scene.lemma(subject);
        if scene.vocabulary.cues.spokespeople.contains(lemma) {
            if let Some(filler) = represented(scene, subject) {
                return Speaker::Named(filler, verb);
            }
        } else if scene.vocabulary.cues.report_nouns.contains(lemma) {
            // "the statement read": whose it is, or whoever spoke before.
            let owner = referents(scene, subject, Role::Undergoer).first().copied();
            return owner.map_or(Speaker::Narrator, |owner| Speaker::Named(owner, verb));
        }
    }
    if subjects.is_empty() { Speaker::Narrator } else { Speaker::Unnamed }
}

/// The person whose office `word` names, however the tree hung the name: "a spokeswoman for the council, Dana Hollis".
fn office_holder(scene: &Scene, word: usize) -> Option<Filler> {
    let token = scene.offset + word;
    let mut offices = scene.entities.offices.iter().filter(|o| o.sentence == scene.number);
    let entity = offices.find(|o| o.role_tokens.contains(&token))?.person;
    Some(Filler { entity, word, direct: true })
}

/// The body or state for which an unnamed spokesperson speaks.
fn represented(scene: &Scene, word: usize) -> Option<Filler> {
    let before = scene.view.modifiers(word).into_iter().find_map(|m| referents(scene, m, Role::Undergoer).pop());
    let phrases = scene.view.noun_phrases(word).into_iter().filter(|(p, _)| matches!(p.as_ref(), "for" | "of"));
    before.or_else(|| phrases.into_iter().find_map(|(_, noun)| referents(scene, noun, Role::Undergoer).pop()))
}

/// The clauses reported in the sentence by `verbs`, its verbs of saying, and by phrases such as "according to".
pub(super) fn clauses(scene: &Scene, verbs: &[usize]) -> Vec<Reported> {
    let mut found = Vec::new();
    for &verb in verbs.iter().filter(|&&v| says(scene, v)) {
        let before = found.len();
        if let Some((content, aside)) = around(scene, verb, verbs) {
            found.push(Reported { speaker: sayer(scene, verb), cue: scene.span(verb), content, aside });
        }
        if found.len() == before {
            let contents: Vec<Range<usize>> = heads(scene, verb).into_iter().map(|h| after(scene, verb, h)).collect();
            for content in contents.into_iter().filter(|c| c.len() > 1) {
                found.push(Reported { speaker: sayer(scene, verb), cue: scene.span(verb), content, aside: 0..0 });
            }
        }
    }
    found.extend(according(scene));
    found
}

/// Whether the verb says that something is said: not "did not say that", "would say", "to say" (but "went on to say").
fn says(scene: &Scene, verb: usize) -> bool {
    if scene.vocabulary.cues.thought_verbs.contains(scene.lemma(verb)) {
        return false;
    }
    let not = |w: usize| scene.vocabulary.cues.negated.adverbs.contains(scene.lemma(w));
    let mut negations = scene.tree.children_by(verb, &[Deprel::Advmod]);
    let mut auxiliaries = scene.tree.children_by(verb, &[Deprel::Aux]);
    let supposed = auxiliaries.any(|a| scene.tree.word(a).xpos == Xpos::Md);
    let infinitive = || {
        let governor = scene.tree.word(verb).head.map(|h| scene.lemma(h)).unwrap_or_default();
        scene.tree.children_by(verb, &[Deprel::Mark]).any(|m| scene.form(m) == "to")
            && !matches!(governor, "go" | "continue")
    };
    let condition = || scene.view.mark(verb).is_some_and(|m| matches!(m.as_ref(), "if" | "unless" | "whether"));
    !supposed && !negations.any(not) && !infinitive() && !condition()
}

/// The heads of the finite clauses after `verb` that it reports.
fn heads(scene: &Scene, verb: usize) -> Vec<usize> {
    let mut found: Vec<usize> = scene.tree.children_by(verb, &[Deprel::Ccomp]).filter(|&c| c > verb).collect();
    let that = |c: &usize| scene.tree.children_by(*c, &[Deprel::Mark]).any(|m| scene.form(m) == "that");
    found.extend(scene.tree.children_by(verb, &[Deprel::Advcl]).filter(|c| *c > verb && that(c)));
    if found.is_empty() {
        // "told analysts on a call that ...": the clause may hang from the noun before it.
        let nouns = scene.tree.children_by(verb, &[Deprel::Obj, Deprel::Iobj, Deprel::Obl]).filter(|&n| n > verb);
        let below = |noun| std::iter::once(noun).chain(scene.tree.children_by(noun, &[Deprel::Nmod]));
        let clauses = |noun| scene.tree.children_by(noun, &[Deprel::Acl, Deprel::AclRelcl]);
        found.extend(nouns.flat_map(below).flat_map(clauses).filter(that));
    }
    // "spoke to Katz, who ...": a relative clause is no content.
    let relative = |head: usize| {
        let first = scene.tree.extent(head).start.max(verb + 1);
        scene.lemma(verb) != "ask" && (first..head).take(2).any(|w| matches!(scene.form(w), "who" | "which"))
    };
    found.retain(|&head| scene.view.is_finite(head) && !relative(head));
    found
}

/// The words of the clause of `head`, after `verb` and without its "that".
fn after(scene: &Scene, verb: usize, head: usize) -> Range<usize> {
    let extent = scene.tree.extent(head);
    let opening = |w: &usize| {
        let form = scene.form(*w);
        matches!(form, "that" | "," | ":") && (form != "that" || scene.tree.word(*w).deprel == Deprel::Mark)
    };
    let that = scene.tree.children_by(head, &[Deprel::Mark]).find(|&m| m > verb && scene.form(m) == "that");
    let mut start = that.unwrap_or(extent.start).max(verb + 1);
    while start < extent.end && opening(&start) {
        start += 1;
    }
    // ", and called on ...": what the speaker also says is no part of it, nor is what follows a colon.
    let again = |c: &usize| reports(scene, *c) && scene.tree.child(*c, Deprel::Nsubj).is_none();
    let also = scene.tree.children_by(head, &[Deprel::Conj]).filter(again).filter_map(|c| {
        let start = scene.tree.extent(c).start;
        (start.saturating_sub(2)..=start + 1).find(|&w| scene.form(w.min(c)) == ",").filter(|&w| w < c)
    });
    let colon = (start..extent.end).find(|&w| scene.form(w) == ":" && w + 2 < extent.end);
    let end = also.chain(colon).min().map_or(extent.end, |cut| cut.max(start));
    trimmed(scene, start..end)
}

/// The clause that `verb`, one of `verbs`, reports from behind or from the middle: "..., X said", "..., she said, ...".
/// Also the words of the reporting clause, where it stands in the middle.
fn around(scene: &Scene, verb: usize, verbs: &[usize]) -> Option<(Range<usize>, Range<usize>)> {
    let word = scene.tree.word(verb);
    let main = match word.deprel {
        Deprel::Parataxis => word.head?,
        Deprel::Advcl if scene.view.mark(verb).as_deref() == Some("as") => word.head?,
        _ => scene.tree.child(verb, Deprel::Ccomp).filter(|&c| c < verb)?,
    };
    if heads(scene, verb).into_iter().any(|h| h > verb && h != main) {
        return None;
    }
    let subjects = scene.view.subjects(verb).into_iter().map(|s| scene.tree.extent(s));
    let (first, last) = subjects.fold((verb, verb), |(a, b), s| (a.min(s.start), b.max(s.end.saturating_sub(1))));
    let comma = |w: &usize| matches!(scene.form(*w), "," | "\u{2014}" | "\u{2013}");
    let open = (0..first).rev().take(3).find(comma)?;
    let close = (last.max(verb)..scene.tree.len()).find(comma).unwrap_or(scene.tree.len());
    let own = scene.tree.extent(main);
    let start = if own.start < open { body_start(scene, own.start) } else { return None };
    // What comes after it belongs to the content by the tree, or because what comes before is no clause: "The debt, he
    // said, has grown." Another verb of saying begins something new.
    let finite = |w: usize| scene.tree.word(w).upos == Upos::Verb && scene.view.is_finite(w);
    let part = open < start + 4 || !(start..open).any(finite) && !scene.view.is_finite(main);
    let new = scene.tree.len() > close + 1
        && (scene.tree.word(close + 1).xpos == Xpos::Vbg || scene.tree.word(close + 1).upos == Upos::Cconj);
    let end = if part && !new { scene.tree.len() } else { own.end };
    let more = end > close + 2 && !verbs.iter().any(|&v| close < v && v < end);
    match more {
        true => Some((trimmed(scene, start..end), open..close + 1)),
        false => Some((trimmed(scene, start..open), 0..0)),
    }
}

/// Where the sentence begins behind its dateline.
fn body_start(scene: &Scene, start: usize) -> usize {
    let capitals =
        scene.number < 3 && scene.document.slice(scene.span(0)).chars().filter(|c| c.is_uppercase()).count() > 1;
    let dash = |w: &usize| matches!(scene.form(*w), "-" | "--" | "\u{2013}" | "\u{2014}");
    let dateline = (start..scene.tree.len().min(start + 14)).find(dash).filter(|_| capitals && start == 0);
    dateline.map_or(start, |dash| dash + 1)
}

/// What phrases such as "according to X" report.
fn according(scene: &Scene) -> Vec<Reported> {
    let mut found = Vec::new();
    for word in (0..scene.tree.len()).filter(|&w| scene.is_nominal(w)) {
        let cases = scene.tree.children_by(word, &[Deprel::Case]);
        let Some(case) = cases.into_iter().next() else { continue };
        let cued = scene.view.preposition(word).is_some_and(|p| scene.vocabulary.cues.according.contains(&*p));
        if !cued || scene.form(case) == "per" {
            continue;
        }
        let clausal = |w: &usize| scene.tree.word(*w).upos == Upos::Verb || scene.tree.word(*w).head.is_none();
        let Some(head) = scene.tree.ancestors(word).skip(1).find(clausal) else { continue };
        let (phrase, clause) = (scene.tree.extent(word), scene.tree.extent(head));
        let spoken = |range: Range<usize>| range.filter(|&w| scene.tree.word(w).upos != Upos::Punct).count();
        let content = match (spoken(clause.start..phrase.start), spoken(phrase.end..clause.end)) {
            (0 | 1, 2..) => trimmed(scene, phrase.end..clause.end),
            (2.., 0) => trimmed(scene, body_start(scene, clause.start)..phrase.start),
            (2.., _) if scene.tree.word(head).deprel != Deprel::AclRelcl => trimmed(scene, clause),
            _ => continue,
        };
        let finite = |w: usize| !phrase.contains(&w) && scene.view.is_finite(w);
        if !content.clone().any(finite) {
            continue;
        }
        let last = scene.tree.children_by(case, &[Deprel::Fixed]).last().unwrap_or(case);
        let cue = scene.span(case).cover(scene.span(last));
        let speaker = match referents(scene, word, Role::Undergoer).first() {
            Some(&filler) => Speaker::Named(filler, word),
            None => Speaker::Unnamed,
        };
        let aside = if content.start < phrase.start && phrase.end < content.end { phrase } else { 0..0 };
        found.push(Reported { speaker, cue, content, aside });
    }
    found
}

/// `range` without commas and stops at its ends.
fn trimmed(scene: &Scene, mut range: Range<usize>) -> Range<usize> {
    let loose = |w: usize| matches!(scene.form(w), "," | "." | ";" | ":" | "-" | "--" | "\u{2014}" | "\u{2013}");
    while range.start < range.end && loose(range.start) {
        range.start += 1;
    }
    while range.start < range.end && loose(range.end - 1) {
        range.end -= 1;
    }
    range
}

/// The name that stands right beside `verb`, for sentences whose tree has no subject there: "added Ms Hollis".
pub(super) fn name_beside(scene: &Scene, verb: usize) -> Option<Filler> {
    let named = |w: usize| {
        let (entity, mention) = scene.mention(w)?;
        let near = mention.tokens.start <= scene.offset + verb + 3 && scene.offset + verb <= mention.tokens.end + 1;
        (mention.kind == MentionKind::Name && near).then_some(Filler { entity, word: w, direct: true })
    };
    let behind = (verb + 1..scene.tree.len().min(verb + 7)).find_map(named);
    behind.or_else(|| (verb.saturating_sub(3)..verb).rev().find_map(named))
}
