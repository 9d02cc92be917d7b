//! What a word says of that which it governs: "plans to", "fears of", "refused to", "denied that". In: a governor and its
//! content; out: what it adds to the stance of an event, and whether it is a word of saying.

use super::scene::Scene;
use super::stance::Met;
use crate::schema::{Frame, Predicate, Scope, TriggerClass};
use crate::syntax::{Deprel, Upos, Xpos};
use std::borrow::Cow;

/// Adds what the governor `head` says of its content; true if it is a word of saying, above which nothing counts.
pub(super) fn meaning(scene: &Scene, head: usize, content: usize, met: &mut Met) -> bool {
    let cues = &scene.vocabulary.cues;
    let mut lemma = Cow::Borrowed(scene.lemma(head));
    if let Some(particle) = scene.view.particle(head) {
        lemma += " ";
        lemma += particle;
    } else {
        // "fell short of", "ruled the talks out": its second word may be an adverb.
        let scopes = [&cues.negated, &cues.denied, &cues.planned, &cues.hypothetical];
        let beside = scene.tree.children(head).iter().map(|&c| format!("{lemma} {}", scene.lemma(c)));
        // "called for talks"
        let phrase = scene.view.preposition(content).map(|p| format!("{lemma} {p}"));
        let listed = beside.chain(phrase).find(|both| scopes.iter().any(|scope| scope.governors.contains(both)));
        lemma = listed.map_or(lemma, Cow::Owned);
    }
    // "has to leave": whether it will is open.
    let obliged = scene.vocabulary.in_words("needing", &lemma) && scene.tree.word(head).xpos != Xpos::Vbd;
    let yet = scene.tree.children_by(head, &[Deprel::Advmod]).any(|c| scene.lemma(c) == "yet");
    met.hypothetical |= obliged && !yet && scene.view.mark(content).as_deref() == Some("to");
    let governs = |scope: &Scope| scope.governors.contains(&*lemma);
    let clause = matches!(
        scene.tree.word(content).deprel,
        Deprel::Xcomp | Deprel::Ccomp | Deprel::Acl | Deprel::AclRelcl | Deprel::Advcl | Deprel::Csubj
    );
    // "a plan backed by Chad", "the pact, signed in May": the participle tells of the noun, and is not what it speaks of.
    let told_of_noun = scene.tree.word(content).deprel == Deprel::Acl
        && scene.tree.word(content).xpos == Xpos::Vbn
        && scene.view.mark(content).is_none()
        && scene.tree.word(head).upos == Upos::Noun;
    if told_of_noun {
        return true;
    }
    // "is to visit"; "be" with anything else plans nothing.
    if lemma == "be" {
        met.planned |= scene.tree.word(content).deprel == Deprel::Xcomp;
        return false;
    }
    // "has yet to sign"
    met.negations += usize::from(lemma == "have" && yet);
    let direct = content == met.event && !clause;
    if direct && is_kept(scene, content, &lemma) {
        // What lies above concerns the stopping or opposing.
        return true;
    }
    // "rejected resolutions requiring it to stop": they do require it.
    if cues.kept.denials.contains(&*lemma) && says_so(scene, content, met.event) {
        return true;
    }
    if governs(&cues.denied) && (clause || scene.is_nominal(content)) {
        // "rejected the deal" leaves the deal undone, "rejected the allegations that" denies what they say.
        met.denied = true;
    }
    met.negations += usize::from(governs(&cues.negated) && (clause || !cues.negated.clausal.contains(&*lemma)));
    // "did not rule out a visit" leaves it open.
    met.hypothetical |= scene.vocabulary.in_words("excluding", &lemma.replace(' ', "_")) && is_negated(scene, head);
    // "going to", not "going for"
    met.future |= governs(&cues.future) && clause;
    // "approved the deployment of troops": they are still to be sent.
    let ahead = || scene.vocabulary.in_words("approving", &lemma) && is_ahead(scene, content);
    met.planned |= governs(&cues.planned)
        && (clause || !cues.planned.clausal.contains(&*lemma) || ahead())
        && !(clause && content == met.event && is_taken(scene, head, content))
        && (!scene.vocabulary.in_class("deal", &lemma) || is_infinitive(scene, content));
    // "insists that Chad stop" demands it, "insists that it has stopped" says so.
    let stated = scene.vocabulary.in_words("stating", &lemma) && is_indicative(scene, content);
    // "told Chad to leave" asks it, "told Chad that it had left" says so.
    let told_of = scene.vocabulary.in_words("bidding", &lemma) && scene.view.is_finite(content);
    met.hypothetical |=
        governs(&cues.hypothetical) && !stated && !told_of && (clause || !cues.hypothetical.clausal.contains(&*lemma));
    // "petitioned Japan to extradite him": whoever is asked has not done it yet.
    met.hypothetical |= clause
        && scene.tree.word(content).deprel != Deprel::Acl
        && is_infinitive(scene, content)
        && scene.tree.children_by(head, &[Deprel::Obj, Deprel::Iobj]).next().is_some()
        && asks(scene, scene.lemma(head));
    // "no truth to reports that it had left"
    met.denied |= clause && is_untrue(scene, head);
    met.future |=
        scene.vocabulary.in_words("listing", &lemma) && is_present(scene, head) && is_programme(scene, met.event);
    let told =
        matches!(scene.tree.word(content).deprel, Deprel::Ccomp | Deprel::Xcomp | Deprel::Advcl | Deprel::Parataxis);
    let noun = scene.tree.word(head).upos == Upos::Noun;
    // "is considering a statement condemning": what it says is not said yet.
    let stated = cues.report_nouns.contains(&*lemma) || scene.vocabulary.in_words("documents", &lemma);
    if stated && clause && noun && scene.tree.word(head).deprel == Deprel::Obj {
        let verb = scene.tree.word(head).head.filter(|&verb| !is_negated(scene, verb));
        let above = verb.map(|verb| scene.lemma(verb)).unwrap_or_default();
        let of_nouns = |scope: &Scope| scope.governors.contains(above) && !scope.clausal.contains(above);
        met.hypothetical |= of_nouns(&cues.hypothetical);
        met.planned |= of_nouns(&cues.planned);
        // "denied reports that they had attacked"; "rejected a report accusing them" leaves it made.
        met.denied |= cues.denied.governors.contains(above) && !says_so(scene, head, content);
    }
    let says = cues.report_verbs.contains(&*lemma) && told;
    if says {
        met.reported = !is_present(scene, head);
        unsaid(scene, head, &lemma, met);
    }
    let noun_says = cues.report_nouns.contains(&*lemma) && clause && noun;
    // "the announcement that it would"
    met.reported |= noun_says;
    says || noun_says
}

/// "the trip includes talks with Chad": whether the event is one that a programme in the present lists as to come.
fn is_programme(scene: &Scene, event: usize) -> bool {
    let consult = |p: &Predicate| p.plover.as_deref() == Some("CONSULT");
    scene.tree.word(event).upos == Upos::Noun && scene.tells(TriggerClass::Noun, scene.lemma(event), consult)
}

/// Whether the infinitive `clause` tells what its noun is for or of, not what was done: "the criteria to join the bank", but
/// "the first minister to visit Chad".
pub(super) fn is_aim(scene: &Scene, clause: usize, noun: usize) -> bool {
    // "the first", "the most senior", "the 16th"
    let picks = |w: usize| {
        let form = scene.form(w);
        let numeral = form.starts_with(|c: char| c.is_ascii_digit()) || form.ends_with("th");
        let ordinal = numeral && scene.tree.word(w).upos == Upos::Adj;
        ordinal || scene.tree.word(w).xpos == Xpos::Jjs || scene.vocabulary.in_words("picking", scene.lemma(w))
    };
    let within = |w: usize| scene.view.under(w, &[]).into_iter().any(picks);
    scene.view.mark(clause).as_deref() == Some("to")
        && matches!(scene.tree.word(noun).upos, Upos::Noun | Upos::Propn)
        // "among four countries to sanction Mali"; "an operation to bomb" bombs.
        && scene.view.preposition(noun).as_deref() != Some("among")
        && !["acts", "deeds"].iter().any(|list| scene.vocabulary.in_words(list, scene.lemma(noun)))
        && !scene.tells(TriggerClass::Verb, scene.lemma(clause), |p| p.speech)
        && !scene.tree.children_by(noun, &[Deprel::Amod, Deprel::Nummod, Deprel::Det]).any(within)
}

/// Whether the verb `lemma` by itself asks somebody to do something.
fn asks(scene: &Scene, lemma: &str) -> bool {
    let mut frames = scene.vocabulary.frames(TriggerClass::Verb, lemma);
    let urges = |f: &Frame| scene.vocabulary.number("urged") == Some(f.predicate);
    frames.any(|f| f.beside.is_empty() && f.with.is_none() && urges(f))
}

/// Whether what the noun `word` says comes after it is approved: forces and visits do, sanctions are in force by it.
fn is_ahead(scene: &Scene, word: usize) -> bool {
    let later = |p: &Predicate| matches!(p.plover.as_deref(), Some("MOBILIZE" | "CONSULT"));
    scene.tree.word(word).upos == Upos::Noun && scene.tells(TriggerClass::Noun, scene.lemma(word), later)
}

/// "decided to reject the plan", "voted to allow the rally": to decide on a stance or a permission is to take or give it.
fn is_taken(scene: &Scene, head: usize, content: usize) -> bool {
    let lemma = scene.lemma(content);
    let position = |f: &Frame| {
        let plover = scene.vocabulary.predicate(f.predicate).and_then(|p| p.plover.as_deref());
        f.beside.is_empty() && f.with.is_none() && matches!(plover, Some("SUPPORT" | "REJECT"))
    };
    scene.vocabulary.in_words("deciding", scene.lemma(head))
        && (scene.vocabulary.in_words("permitting", lemma)
            || scene.vocabulary.frames(TriggerClass::Verb, lemma).any(position))
}

/// Whether the clause of `verb` is told rather than demanded, by its first verb form: "stopped", "has stopped", "is", "would
/// stop".
pub(super) fn is_indicative(scene: &Scene, verb: usize) -> bool {
    let helpers = scene.tree.children_by(verb, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]);
    let first = helpers.into_iter().next().unwrap_or(verb);
    matches!(scene.tree.word(first).xpos, Xpos::Vbd | Xpos::Vbz)
        || matches!(scene.form(first), "would" | "will" | "can" | "could" | "may" | "might")
}

/// Whether the event noun `word` stands for something done although `governor` governs it: "rejected the attack", "denied the
/// accusation".
fn is_kept(scene: &Scene, word: usize, governor: &str) -> bool {
    let kept = &scene.vocabulary.cues.kept;
    let lemma = scene.lemma(word);
    let any = |wanted: fn(&Predicate) -> bool| {
        scene.tree.word(word).upos == Upos::Noun && scene.tells(TriggerClass::Noun, lemma, wanted)
    };
    let force = |p: &Predicate| matches!(p.plover.as_deref(), Some("ASSAULT" | "COERCE" | "SANCTION" | "MOBILIZE"));
    // "rejected a strike on Iran" did not let it happen.
    let known = || {
        scene.tree.children(word).iter().any(|&c| match scene.tree.word(c).deprel {
            Deprel::NmodPoss => true,
            Deprel::Det => matches!(scene.form(c), "the" | "this" | "that" | "these" | "those"),
            Deprel::Amod | Deprel::Compound => scene.mention(c).is_some(),
            _ => false,
        })
    };
    // "ended a visit", "cut short a trip": there was one.
    let begun = scene.vocabulary.in_words("ending", governor) && scene.vocabulary.in_class("journey", lemma);
    // "hopes that they ratify the pact": it was made.
    let made = scene.vocabulary.in_words("approving", governor) && scene.vocabulary.in_class("deal", lemma) && known();
    // "halted the talks", "suspended its cooperation": they had begun.
    let exchange = |p: &Predicate| matches!(p.plover.as_deref(), Some("CONSULT" | "COOPERATE"));
    let interrupted = scene.vocabulary.in_words("interrupting", governor) && any(exchange) && known();
    begun
        || made
        || interrupted
        || kept.denials.contains(governor) && any(|p| p.speech)
        || kept.governors.contains(governor) && any(force) && known()
}

/// Whether what the noun `claim` claims, or what it calls so itself, is said to be untrue: "there is no truth to reports
/// that", "reports that … were false", "it is a lie that".
pub(super) fn is_untrue(scene: &Scene, claim: usize) -> bool {
    let untrue = |w: usize| scene.vocabulary.in_words("untrue", scene.lemma(w));
    let tagged = scene.tree.word(claim);
    if untrue(claim) && scene.tree.child(claim, Deprel::Cop).is_some() {
        return !is_negated(scene, claim);
    }
    let Some(above) = tagged.head.filter(|_| scene.vocabulary.cues.report_nouns.contains(scene.lemma(claim))) else {
        return false;
    };
    let substance = scene.vocabulary.in_words("substance", scene.lemma(above));
    let negated = &scene.vocabulary.cues.negated;
    match tagged.deprel {
        Deprel::Nsubj if substance => scene.view.preposition(above).is_some_and(|p| negated.prepositions.contains(&*p)),
        // "Reports … were untrue, Roe said": the subject may have been hung from the verb of saying.
        Deprel::Nsubj if scene.tree.word(above).upos == Upos::Verb => {
            let said = scene.tree.children_by(above, &[Deprel::Ccomp]).find(|&c| claim < c && c < above);
            said.is_some_and(|c| untrue(c) && !is_negated(scene, c) && scene.tree.child(c, Deprel::Nsubj).is_none())
        }
        Deprel::Nsubj => untrue(above) && !is_negated(scene, above),
        Deprel::Nmod | Deprel::Obl if substance => {
            scene.tree.children_by(above, &[Deprel::Det]).any(|d| negated.determiners.contains(scene.form(d)))
        }
        _ => false,
    }
}

/// Whether the verb of saying is in the present, so that "would" in what it reports is no future of the past.
fn is_present(scene: &Scene, verb: usize) -> bool {
    let helpers = scene.tree.children_by(verb, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]);
    let first = helpers.map(|w| scene.tree.word(w).xpos).next().unwrap_or(scene.tree.word(verb).xpos);
    matches!(first, Xpos::Vbz | Xpos::Vbp)
}

/// Whether `event` is what the document `word` says by a participle.
fn says_so(scene: &Scene, word: usize, event: usize) -> bool {
    let tagged = scene.tree.word(event);
    scene.vocabulary.in_words("documents", scene.lemma(word))
        && (tagged.head, tagged.deprel, tagged.xpos) == (Some(word), Deprel::Acl, Xpos::Vbg)
        && scene.view.mark(event).is_none()
}

/// Whether the clause of `verb` is an infinitive, with or without a subject ("for Chad to leave").
fn is_infinitive(scene: &Scene, verb: usize) -> bool {
    scene.tree.children_by(verb, &[Deprel::Mark]).any(|m| scene.form(m) == "to")
}

/// Whether a negative adverb stands beside the verb, which "not only" is not.
pub(super) fn is_negated(scene: &Scene, verb: usize) -> bool {
    let not = |c: usize| {
        let next = scene.form_at(c + 1);
        scene.vocabulary.cues.negated.adverbs.contains(scene.lemma(c)) && !matches!(next, "only" | "just" | "merely")
    };
    scene.tree.children_by(verb, &[Deprel::Advmod]).any(not)
}

/// "did not say that": whether it is so is left open; "does not think that" thinks that it is not.
fn unsaid(scene: &Scene, verb: usize, lemma: &str, met: &mut Met) {
    let cues = &scene.vocabulary.cues;
    if !is_negated(scene, verb) || cues.denied.governors.contains(lemma) {
        return;
    }
    met.negations += usize::from(cues.thought_verbs.contains(lemma));
    met.hypothetical = true;
}
