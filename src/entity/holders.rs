//! Offices that no title before or beside one name gives: of people named together behind a plural ("The Polish and Czech
//! prime ministers, Ana Roe and Jan Poe,"), and by verbs ("Roe chairs the council", "the army is commanded by General Poe").
//! In: joined names; out: [`OfficeDraft`]s.

use super::coreference::Reading;
use super::draft::Draft;
use super::offices::{OfficeDraft, Owner, at_token, title_with};
use super::{EntityKind, lexicon};
use crate::gazetteer::TitleClass;
use crate::syntax::{Deprel, Upos, Xpos};

/// All such offices, in order of the text.
pub(super) fn find(reading: &Reading) -> Vec<OfficeDraft> {
    let tokens = reading.view.sentences().flat_map(|(_, tokens)| tokens);
    tokens
        .flat_map(|token| match reading.view.upos(token) {
            Upos::Noun | Upos::Propn => paired(reading, token).unwrap_or_default(),
            Upos::Verb => by_verb(reading, token).into_iter().collect(),
            _ => Vec::new(),
        })
        .collect()
}

/// As many people behind a plural office as states or bodies are said to have one: each has that of the owner of the same
/// place in the row.
fn paired(reading: &Reading, noun: usize) -> Option<Vec<OfficeDraft>> {
    let view = reading.view;
    if !matches!(view.xpos(noun), Xpos::Nns | Xpos::Nnps) {
        return None;
    }
    let (tokens, id) = title_of_plural(reading, noun)?;
    let (owners, people) = row(reading, noun)?;
    let words = tokens.clone().filter(|&t| t != noun).map(|t| view.lower(t));
    let role = words.chain([view.lemma(noun)]).collect::<Vec<_>>().join(" ");
    let office = |(owner, person): (usize, usize)| {
        let name = reading.clusters.get(person).tokens.clone();
        OfficeDraft {
            person,
            of: Some(Owner::Draft(owner)),
            role: role.clone(),
            class: reading.known.gazetteer.title(id).class,
            sentence: view.sentence(noun),
            tokens: tokens.start..name.end,
            role_tokens: tokens.clone(),
            former: view.children(noun).any(|c| super::offices::ends_office(view.lower(c))),
        }
    };
    Some(owners.into_iter().zip(people).map(office).collect())
}

/// The title that the plural at `noun` is one of, by the words before it and its singular.
fn title_of_plural(reading: &Reading, noun: usize) -> Option<(std::ops::Range<usize>, crate::gazetteer::TitleId)> {
    let (tokens, id) = title_with(reading, noun)?;
    // "foreign ministers", where only "ministers" is known.
    let view = reading.view;
    let part = |t: &usize| {
        matches!(view.upos(*t), Upos::Adj | Upos::Noun) && view.is_under(*t, noun) && at_token(reading, *t).is_none()
    };
    let first = view.tokens_of(view.sentence(noun)).start;
    let start = (first..tokens.start).rev().take_while(part).last().unwrap_or(tokens.start);
    let office = reading.known.gazetteer.title(id).office && tokens.end == noun + 1;
    office.then_some((start..tokens.end, id))
}

/// The people behind the plural office at `noun`, one for each of its owners.
pub(super) fn holders_of(reading: &Reading, noun: usize) -> Option<Vec<usize>> {
    if reading.view.xpos(noun) != Xpos::Nns {
        return None;
    }
    title_of_plural(reading, noun)?;
    row(reading, noun).map(|(_, people)| people)
}

/// The owners and the holders of the plural office at `noun`, in order of the text: as many of the one as of the other,
/// two or more.
fn row(reading: &Reading, noun: usize) -> Option<(Vec<usize>, Vec<usize>)> {
    let view = reading.view;
    let sentence = view.sentence(noun);
    let here: Vec<(usize, &Draft)> = reading.named_in(sentence).collect();
    let between = |from: usize, to: usize| {
        from <= to
            && to - from < 4
            && (from..to).all(|t| matches!(view.lower(t), "and" | "," | "the" | "of") || view.deprel(t) == Deprel::Det)
    };
    // People: the first right behind a comma, the others after "and" or a comma.
    let mut people: Vec<usize> = Vec::new();
    let mut end = None;
    for (index, draft) in here.iter().filter(|(_, d)| d.tokens.start > noun && d.is_name()) {
        match (draft.kind, end) {
            (EntityKind::Person, None) if view.form(draft.tokens.start - 1) == "," => {}
            (EntityKind::Person, Some(end)) if between(end, draft.tokens.start) && end < draft.tokens.start => {}
            (_, None) if draft.kind != EntityKind::Person => continue,
            _ => break,
        }
        people.push(*index);
        end = Some(draft.tokens.end);
    }
    let first = people.first().map(|&p| reading.clusters.get(p).tokens.start)?;
    // Owners: a row right before the title, or right behind it after "of".
    let owners = |list: Vec<(usize, &Draft)>| {
        let mut row: Vec<usize> = Vec::new();
        let mut last: Option<usize> = None;
        for (index, draft) in list {
            if last.is_some_and(|last| !between(last, draft.tokens.start)) {
                return Vec::new();
            }
            row.push(index);
            last = Some(draft.tokens.end);
        }
        row
    };
    let owner = |d: &Draft| d.kind != EntityKind::Person;
    let before = here.iter().filter(|(_, d)| owner(d) && d.tokens.end <= noun && noun - d.tokens.end < 9).copied();
    let behind = here.iter().filter(|(_, d)| owner(d) && d.tokens.start > noun && d.tokens.end < first).copied();
    let close = |row: &[usize]| {
        let ends = row.first().zip(row.last());
        ends.is_some_and(|(&a, &b)| {
            let (start, end) = (reading.clusters.get(a).tokens.start, reading.clusters.get(b).tokens.end);
            // "Polish and Czech prime ministers,", "ministers of France and Germany,"
            let bare = |from: usize, to: usize| (from..to).all(|t| view.is_under(t, noun));
            if end <= noun { bare(end, noun) && first - noun < 3 } else { between(noun + 1, start) && first - end < 2 }
        })
    };
    let rows = [owners(behind.collect()), owners(before.collect())];
    let owners = rows.into_iter().find(|row| row.len() > 1 && row.len() == people.len() && close(row))?;
    Some((owners, people))
}

/// "Ana Roe chairs the council", "presides over the court", "The army is commanded by General Poe"; not who will, should
/// or did so, nor who "leads the party in the polls".
fn by_verb(reading: &Reading, verb: usize) -> Option<OfficeDraft> {
    let view = reading.view;
    let lemma = view.lemma(verb);
    let over = |t: usize| view.case(t).as_deref() == Some("over");
    let role = lexicon::office_of(lemma)?;
    // "Roe, who chairs the council"; "the militia, commanded by Poe".
    let who = |t: usize| match view.lower(t) {
        "who" | "that" if view.deprel(verb) == Deprel::AclRelcl => view.head(verb),
        _ => Some(t),
    };
    let below = view.deprel(verb) == Deprel::Acl && view.xpos(verb) == Xpos::Vbn;
    let (person, body) = if below {
        (view.child(verb, &[Deprel::OblAgent])?, view.head(verb)?)
    } else if view.child(verb, &[Deprel::NsubjPass]).is_some() {
        (view.child(verb, &[Deprel::OblAgent])?, view.child(verb, &[Deprel::NsubjPass])?)
    } else {
        let presided = || view.children(verb).find(|&c| view.deprel(c) == Deprel::Obl && over(c));
        let body = view.child(verb, &[Deprel::Obj]).or_else(presided)?;
        (who(view.child(verb, &[Deprel::Nsubj])?)?, body)
    };
    let other_mood = |c: usize| match view.deprel(c) {
        Deprel::Aux => !matches!(view.lemma(c), "have" | "be" | "do") || view.lower(c) == "had",
        Deprel::Mark => matches!(view.lower(c), "if" | "unless" | "whether"),
        _ => matches!(view.lower(c), "not" | "n't" | "n’t" | "never" | "longer"),
    };
    // "leads the party in the polls", "by ten points", "in Wales" is ahead, or at the head of a part.
    let within =
        |c: usize| matches!(view.deprel(c), Deprel::Obl | Deprel::Nmod) && view.case(c).as_deref() == Some("in");
    let ahead = lemma == "lead" && view.children(verb).chain(view.children(body)).any(within);
    let open = ahead
        || view.children(verb).any(other_mood)
        || view.deprel(verb) == Deprel::Xcomp
        || view.deprel(verb) == Deprel::Acl && !below
        || view.xpos(verb) == Xpos::Vbg && view.child(verb, &[Deprel::Aux]).is_none();
    let person = reading.at_head(person).filter(|&i| reading.clusters.get(i).kind == EntityKind::Person && !open)?;
    let body = reading.at_head(body).filter(|&i| {
        let draft = reading.clusters.get(i);
        draft.kind == EntityKind::Organization && draft.is_name()
    })?;
    let name = reading.clusters.get(person).tokens.clone();
    // "led": past is no office of today, and may be one in a match.
    let passive = below || view.child(verb, &[Deprel::NsubjPass]).is_some();
    let former = view.xpos(verb) == Xpos::Vbd && !passive;
    (!former && !name.is_empty()).then(|| OfficeDraft {
        person,
        of: Some(Owner::Draft(body)),
        role: role.to_owned(),
        class: TitleClass::Other,
        sentence: view.sentence(verb),
        tokens: name.start.min(verb)..name.end.max(verb + 1),
        role_tokens: verb..verb + 1,
        former: false,
    })
}
