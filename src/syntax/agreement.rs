//! Tags and heads that the rest of the tree contradicts. In: the words of a sentence with their forms; out: the same, with
//! each common noun that has an object of its own made the verb that it is: "walks away and attacks Niger", "in case Egypt
//! bombs Libya". The forms of many verbs are also plurals of nouns, and the tree often knows better which of the two one is.
//! Headlines leave out "and" and the verb before an infinitive.
//! A preposition before a title ("spoke with army chief Roe") is the name's, which the title describes; a participle
//! before one ("Roe and visiting Prime Minister Kim") is no second subject, nor is the second word of a name.
//! "Which" is no person.

use super::classes::is_person;
use super::{Deprel, Upos, Word, Xpos, lemma};

/// How far behind the verb the head of its object may stand.
const NEAR: usize = 4;
/// How many words, at most, the title and the name behind a participle have.
const TITLE: usize = 8;

/// Makes verbs of the nouns among `words` that govern as verbs do. `forms` are the words as they stand in the text.
pub(super) fn agree(words: &mut [Word], forms: &[&str]) {
    for index in 0..words.len().min(forms.len()) {
        if !is_verb(words, index, forms[index]) {
            continue;
        }
        let xpos = if words[index].xpos == Xpos::Nns { Xpos::Vbz } else { Xpos::Vbp };
        let governor = governor(words, index);
        let word = &mut words[index];
        (word.upos, word.xpos) = (Upos::Verb, xpos);
        word.lemma = lemma(forms[index], Upos::Verb, xpos);
        if let Some(governor) = governor {
            word.head = Some(governor);
        }
    }
    // "Insurgents in Iraq": a common noun has its capital from the sentence that it begins.
    if let (Some(word), Some(form)) = (words.first_mut(), forms.first())
        && (word.upos, word.xpos) == (Upos::Propn, Xpos::Nns)
    {
        word.upos = Upos::Noun;
        word.lemma = lemma(form, Upos::Noun, Xpos::Nns);
    }
    if words.len() == forms.len() {
        headline(words, forms);
    }
    for index in 0..words.len() {
        if let Some(first) = split_name(words, index) {
            for word in words.iter_mut().filter(|w| w.head == Some(index)) {
                word.head = Some(first);
            }
            (words[index].head, words[index].deprel) = (Some(first), Deprel::Flat);
        }
        if let Some(name) = titled(words, index) {
            words[index].head = Some(name);
        }
        if let Some(name) = acting(words, forms, index) {
            serve(words, index, name);
        }
        if let Some(place) = impersonal(words, forms, index) {
            words[index].head = Some(place);
        }
        if let Some(predicate) = phrase_of(words, index) {
            for word in &mut words[..predicate] {
                if word.head == Some(index) {
                    word.head = Some(predicate);
                }
            }
            words[index].deprel = Deprel::Obl;
        }
        if let Some(title) = described(words, index) {
            describe(words, title, index);
        }
        if let Some(noun) = before_adjective(words, forms, index) {
            if words[noun].head == Some(index) {
                (words[noun].head, words[noun].deprel) = (words[index].head, words[index].deprel);
                for word in words.iter_mut().filter(|w| w.head == Some(index)) {
                    word.head = Some(noun);
                }
            }
            let word = &mut words[index];
            (word.upos, word.xpos, word.head, word.deprel) = (Upos::Adj, Xpos::Jj, Some(noun), Deprel::Amod);
        }
        if is_prepositional(words, index) {
            (words[index].upos, words[index].deprel) = (Upos::Adp, Deprel::Case);
        }
        if let Some(clause) = subordinate(words, forms, index) {
            words[index].head = Some(clause);
        }
        if is_past(words, index) {
            words[index].xpos = Xpos::Vbd;
        }
        if let Some(saying) = resumed(words, forms, index) {
            words[index].head = Some(saying);
        }
        if let Some((first, name)) = attributive(words, index) {
            for word in &mut words[first..index] {
                if word.head == Some(index) {
                    word.head = Some(name);
                }
            }
            (words[name].head, words[name].deprel) = (Some(first), Deprel::Conj);
            (words[index].head, words[index].deprel) = (Some(name), Deprel::Amod);
        }
    }
}

/// "Burkina Faso, Mali and Niger condemned": of two capitalized words side by side that are both subject of one
/// verb, the second belongs to the name that the first begins.
fn split_name(words: &[Word], index: usize) -> Option<usize> {
    let first = index.checked_sub(1)?;
    let (one, other) = (&words[first], &words[index]);
    let part = matches!(one.deprel, Deprel::Nsubj | Deprel::NsubjPass);
    let names = one.upos == Upos::Propn && other.upos == Upos::Propn;
    // "told NBC Roe had left": the first is told.
    let told = || words[one.head?].head.filter(|&above| above + 1 == first);
    let both = one.deprel == other.deprel && one.head.is_some() && one.head == other.head;
    // Others that are joined to the second would be lost.
    let joined = || words.iter().any(|w| w.head == Some(index) && w.deprel == Deprel::Conj);
    // "apologized to Burkina Faso": one preposition before both.
    let phrase = || {
        // "the ambassador to the U.N. Mette Skov": there the second is the person.
        matches!(one.deprel, Deprel::Obl | Deprel::Nmod | Deprel::OblAgent)
            && one.head.is_some_and(|head| !is_person(&words[head].lemma.to_lowercase()))
            && words[..first].iter().any(|w| w.head == Some(index) && w.deprel == Deprel::Case)
    };
    (names && both && (phrase() || part && told().is_none() && joined())).then_some(first)
}

/// "spoke with acting Ambassador Roe": the titled name behind "acting" that was read as its object.
fn acting(words: &[Word], forms: &[&str], index: usize) -> Option<usize> {
    let word = &words[index];
    let clause = matches!(word.deprel, Deprel::Advcl | Deprel::Acl) && word.xpos == Xpos::Vbg;
    let marked = index.checked_sub(1).is_some_and(|m| words[m].head == Some(index) && words[m].deprel == Deprel::Mark);
    if !clause || !marked || forms.get(index) != Some(&"acting") {
        return None;
    }
    let object = |w: &usize| words[*w].head == Some(index) && words[*w].deprel == Deprel::Obj;
    let objects: Vec<usize> = (index + 1..words.len().min(index + TITLE)).filter(object).collect();
    // The title may have been read as an object of its own.
    let (title, name) = match objects[..] {
        [name] => {
            ((index + 1..name).find(|&t| words[t].head == Some(name) && words[t].deprel == Deprel::NmodDesc)?, name)
        }
        [title, name] if title + 1 == name => (title, name),
        _ => return None,
    };
    let within = (index + 1..name).all(|w| is_under(words, w, name) || is_under(words, w, title));
    (within && words[title].upos != Upos::Pron).then_some(name)
}

/// Makes the participle at `index` an attribute of `name`, which takes its place in the clause.
fn serve(words: &mut [Word], index: usize, name: usize) {
    let head = words[index].head;
    let verbal = head.is_some_and(|h| words[h].upos == Upos::Verb);
    for (at, word) in words.iter_mut().enumerate().filter(|(at, w)| *at != name && w.head == Some(index)) {
        word.head = if at < name { Some(name) } else { head };
        if word.deprel == Deprel::Obj {
            word.deprel = Deprel::NmodDesc;
        }
        if word.deprel == Deprel::Mark {
            (word.upos, word.deprel) = (Upos::Adp, Deprel::Case);
        }
    }
    (words[name].head, words[name].deprel) = (head, if verbal { Deprel::Obl } else { Deprel::Nmod });
    (words[index].head, words[index].deprel) = (Some(name), Deprel::Amod);
}

/// "said she had met Kim, and called on him": a past tense behind a comma goes on from the verb of saying, where the clause
/// in between is of an earlier time.
fn resumed(words: &[Word], forms: &[&str], index: usize) -> Option<usize> {
    let word = &words[index];
    let told = word.head.filter(|&h| h < index && word.deprel == Deprel::Conj && word.xpos == Xpos::Vbd)?;
    let saying = words[told].head.filter(|&s| s < told && words[told].deprel == Deprel::Ccomp)?;
    let own = |top: usize, wanted: &[Deprel]| {
        (0..words.len()).find(|&w| words[w].head == Some(top) && wanted.contains(&words[w].deprel))
    };
    let had = own(told, &[Deprel::Aux]).is_some_and(|aux| forms[aux] == "had") && words[told].xpos == Xpos::Vbn;
    let and = own(index, &[Deprel::Cc]).filter(|&cc| forms[cc] == "and")?;
    let comma = and.checked_sub(1).is_some_and(|c| forms[c] == ",");
    let bare = own(index, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Aux, Deprel::AuxPass]).is_none();
    let past = words[saying].xpos == Xpos::Vbd && words[saying].upos == Upos::Verb;
    (had && comma && bare && past && and > told).then_some(saying)
}

/// "is due in Nairobi": the adjective, where the noun behind it was read as a clause, and may have its subject and copula.
fn phrase_of(words: &[Word], index: usize) -> Option<usize> {
    let word = &words[index];
    let adjective = word.head.filter(|&head| head < index && words[head].upos == Upos::Adj)?;
    let noun = matches!(word.upos, Upos::Noun | Upos::Propn) && word.deprel == Deprel::Advcl;
    let own = |words: &[Word], deprel: Deprel| words.iter().any(|w| w.head == Some(index) && w.deprel == deprel);
    let before = [Deprel::Nsubj, Deprel::Cop].map(|deprel| own(&words[..adjective], deprel));
    let clause = [Deprel::Nsubj, Deprel::Cop, Deprel::Mark].into_iter().any(|deprel| own(&words[adjective..], deprel));
    (noun && own(&words[adjective..index], Deprel::Case) && before[0] == before[1] && !clause).then_some(adjective)
}

/// "Spanish actor Roe", "opposition leaders Roe and Kim": the bare title before the name at `index`, where the name was hung
/// from it or both from the same word. With a determiner the title is the head ("the actor Roe").
fn described(words: &[Word], index: usize) -> Option<usize> {
    let name = &words[index];
    let title = if name.deprel == Deprel::Appos { name.head } else { index.checked_sub(1) }?;
    let noun = title < index && words[title].upos == Upos::Noun && name.upos == Upos::Propn;
    let own = |w: &Word, top: usize| w.head == Some(top);
    let bare = |top: usize, list: &[Deprel]| !words[..index].iter().any(|w| own(w, top) && list.contains(&w.deprel));
    let siblings = || {
        let same = name.head == words[title].head && name.deprel == words[title].deprel;
        let part = matches!(name.deprel, Deprel::Nmod | Deprel::Obl | Deprel::OblAgent | Deprel::Obj | Deprel::Conj);
        same && part && bare(index, &[Deprel::Case, Deprel::Cc, Deprel::Punct])
    };
    let whole = (title + 1..index).all(|w| words[w].upos != Upos::Punct && is_under(words, w, title));
    let beside = name.deprel == Deprel::Appos || is_person(&words[title].lemma) && siblings();
    (noun && beside && whole && bare(title, &[Deprel::Det, Deprel::NmodPoss, Deprel::Nummod])).then_some(title)
}

/// Makes the name take the place of the `title` before it.
fn describe(words: &mut [Word], title: usize, name: usize) {
    let (head, deprel) = (words[title].head, words[title].deprel);
    let frame = [Deprel::Case, Deprel::Cc, Deprel::Mark, Deprel::Punct, Deprel::Cop, Deprel::Nsubj];
    for at in (0..words.len()).filter(|&at| at != name) {
        if words[at].head == Some(title) && (at > name || frame.contains(&words[at].deprel)) {
            words[at].head = Some(name);
        }
    }
    (words[name].head, words[name].deprel) = (head, deprel);
    (words[title].head, words[title].deprel) = (Some(name), Deprel::NmodDesc);
}

/// "president-elect": the noun behind which an adjective stands.
fn before_adjective(words: &[Word], forms: &[&str], index: usize) -> Option<usize> {
    let noun = index.checked_sub(2).filter(|_| matches!(forms[index], "elect" | "designate") && forms[index - 1] == "-")?;
    let either = words[index].head == Some(noun) || words[noun].head == Some(index);
    (either && matches!(words[noun].upos, Upos::Noun | Upos::Propn)).then_some(noun)
}

/// "died in shelling": before a noun in no clause stands a preposition.
fn is_prepositional(words: &[Word], index: usize) -> bool {
    let word = &words[index];
    let Some(noun) = word.head.filter(|&n| index < n && word.deprel == Deprel::Mark && word.xpos == Xpos::In) else {
        return false;
    };
    let phrase = matches!(words[noun].deprel, Deprel::Obl | Deprel::Nmod | Deprel::OblAgent);
    let clause = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::Cop, Deprel::Aux, Deprel::Case];
    let bare = !words.iter().any(|w| w.head == Some(noun) && clause.contains(&w.deprel));
    phrase && bare && matches!(words[noun].upos, Upos::Noun | Upos::Propn)
}

/// "If, however, Chad attacks Niger, the pact will end": the clause that the subordinator at `index` begins, where it was
/// hung from the main verb, which has none.
fn subordinate(words: &[Word], forms: &[&str], index: usize) -> Option<usize> {
    let main = words[index].head.filter(|&main| index < main && words[main].head.is_none())?;
    let mark = words[index].deprel == Deprel::Mark && matches!(forms[index], "If" | "Unless" | "if" | "unless");
    let own = |top: usize, deprel: Deprel| words.iter().any(|w| w.head == Some(top) && w.deprel == deprel);
    let clause = |&w: &usize| words[w].head == Some(main) && words[w].deprel == Deprel::Advcl && !own(w, Deprel::Mark);
    (index + 1..main).find(clause).filter(|_| mark)
}

/// Whether the main verb at `index` was read as a participle, though it has a subject and no auxiliary.
fn is_past(words: &[Word], index: usize) -> bool {
    let has = |deprels: &[Deprel]| words.iter().any(|w| w.head == Some(index) && deprels.contains(&w.deprel));
    (words[index].xpos, words[index].deprel) == (Xpos::Vbn, Deprel::Root)
        && has(&[Deprel::Nsubj])
        && !has(&[Deprel::Aux, Deprel::AuxPass, Deprel::Cop])
}

/// "a citizen of Chad, which refused": the place, where "which" was read as the person before it.
fn impersonal(words: &[Word], forms: &[&str], index: usize) -> Option<usize> {
    let word = &words[index];
    let person = word.head.filter(|&h| h < index && word.deprel == Deprel::AclRelcl)?;
    if words[person].upos != Upos::Noun || !is_person(&words[person].lemma.to_lowercase()) {
        return None;
    }
    let which = (person + 1..index).find(|&w| forms.get(w) == Some(&"which") && words[w].head == Some(index))?;
    let comma = which.checked_sub(1).filter(|&c| forms[c] == ",")?;
    // The last word of the name, and up to the phrase that hangs from the person.
    let mut place = comma.checked_sub(1).filter(|&p| p > person && words[p].upos == Upos::Propn)?;
    while matches!(words[place].deprel, Deprel::Flat | Deprel::Compound) {
        place = words[place].head?;
    }
    (words[place].deprel == Deprel::Nmod && words[place].upos == Upos::Propn && place > person).then_some(place)
}

/// "Roe and visiting Prime Minister Kim signed": where a participle was read as what "and" joins and the name behind it as
/// a further subject of the same verb, the participle is the name's: what it was joined to, and the name.
fn attributive(words: &[Word], index: usize) -> Option<(usize, usize)> {
    let word = &words[index];
    let first = word.head.filter(|&f| f < index && word.deprel == Deprel::Conj && word.xpos == Xpos::Vbg)?;
    let (verb, part) = (words[first].head?, words[first].deprel);
    let subject = matches!(part, Deprel::Nsubj | Deprel::NsubjPass);
    let ahead = index + 1..words.len().min(index + TITLE);
    // The name may have been read as the participle's object: then its title tells.
    let titled = |w: usize| {
        let of = |t: usize| words[t].head == Some(w) && words[t].deprel == Deprel::NmodDesc;
        words[w].head == Some(index) && words[w].deprel == Deprel::Obj && (index + 1..w).any(of)
    };
    let name = ahead.into_iter().find(|&w| words[w].head == Some(verb) && words[w].deprel == part || titled(w))?;
    let bare = !words[index + 1..name].iter().any(|w| w.head == Some(index) || w.deprel == Deprel::Cc);
    let near = matches!(words[name].upos, Upos::Propn | Upos::Noun);
    (subject && bare && near && name < verb).then_some((first, name))
}

/// What headlines leave out: "Norway, Sweden agree" joins by a comma, and in "Norway to host talks" the infinitive is the
/// predicate.
fn headline(words: &mut [Word], forms: &[&str]) {
    let finite = |w: &Word| matches!(w.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
    if let Some((first, second)) = side_by_side(words, forms) {
        words[first].deprel = Deprel::Nsubj;
        (words[second].head, words[second].deprel) = (Some(first), Deprel::Conj);
    }
    let Some(root) = words.iter().position(|w| w.head.is_none()) else { return };
    // "The U.N. chief to visit Chad", not "a good place to eat".
    let name = |w: usize| {
        let before = matches!(words[w].deprel, Deprel::Compound | Deprel::NmodPoss | Deprel::Amod);
        words[w].head == Some(root) && before && words[w].upos == Upos::Propn
    };
    let nominal = words[root].upos == Upos::Propn || words[root].upos == Upos::Noun && (0..root).any(name);
    if !nominal || words.iter().any(finite) {
        return;
    }
    let infinitive = |w: usize| {
        // "Peru's refusal to recognize Chad" is what the noun says.
        let own = words[root].upos == Upos::Propn && words[w].deprel == Deprel::Acl;
        let clause = words[w].head == Some(root) && (words[w].deprel == Deprel::Advcl || own);
        let to = w.checked_sub(1).filter(|&m| words[m].head == Some(w) && words[m].deprel == Deprel::Mark);
        let subject = |m: usize| (root + 1..m).all(|i| is_under(words, i, root) && !is_under(words, i, w));
        clause && words[w].xpos == Xpos::Vb && to.is_some_and(|m| root < m && forms[m] == "to" && subject(m))
    };
    if let Some(verb) = (root + 1..words.len()).find(|&w| infinitive(w)) {
        for word in words.iter_mut().filter(|w| w.head == Some(root) && w.deprel == Deprel::Punct) {
            word.head = Some(verb);
        }
        (words[root].head, words[root].deprel) = (Some(verb), Deprel::Nsubj);
        (words[verb].head, words[verb].deprel) = (None, Deprel::Root);
    }
}

/// Two names with a comma between that open the sentence before a verb in the plural: its subjects.
fn side_by_side(words: &[Word], forms: &[&str]) -> Option<(usize, usize)> {
    let comma = forms.iter().take(NEAR + 1).position(|form| *form == ",")?;
    let verb = (comma + 1..words.len().min(comma + NEAR + 2)).find(|&w| words[w].upos == Upos::Verb)?;
    // In the plural, as one name is not: "Geneva, Switzerland hosts".
    let plural = words[verb].xpos == Xpos::Vbp;
    let part = |w: usize, list: &[Deprel]| {
        words[w].head == Some(verb) && list.contains(&words[w].deprel) && words[w].upos == Upos::Propn
    };
    let first = (0..comma).find(|&w| part(w, &[Deprel::Nsubj, Deprel::Vocative]))?;
    let beside =
        |w: usize| words[w].head == Some(first) && words[w].deprel == Deprel::Appos && words[w].upos == Upos::Propn;
    let second = (comma + 1..verb).find(|&w| part(w, &[Deprel::Nsubj]) || beside(w))?;
    let whole = (0..comma).all(|w| is_under(words, w, first)) && (comma + 1..verb).all(|w| is_under(words, w, second));
    (plural && whole).then_some((first, second))
}

/// Whether `index` lies in the subtree of `top`.
fn is_under(words: &[Word], index: usize, top: usize) -> bool {
    let mut at = Some(index);
    for _ in 0..words.len() {
        match at {
            Some(word) if word == top => return true,
            Some(word) => at = words[word].head,
            None => return false,
        }
    }
    false
}

/// The name behind the title that the preposition at `index` has been hung from, if it has none of its own.
fn titled(words: &[Word], index: usize) -> Option<usize> {
    let title = words[index].head.filter(|&t| index < t && words[index].deprel == Deprel::Case)?;
    let name = words.get(title)?.head.filter(|&n| title < n && words[title].deprel == Deprel::NmodDesc)?;
    let own = (index + 1..name).any(|w| words[w].head == Some(name) && words[w].deprel == Deprel::Case);
    (!own).then_some(name)
}

/// Whether the noun has an object or subject right beside it, and nothing that only a noun has.
fn is_verb(words: &[Word], index: usize, form: &str) -> bool {
    let word = &words[index];
    if word.upos != Upos::Noun || !matches!(word.xpos, Xpos::Nn | Xpos::Nns) || !form.starts_with(char::is_lowercase) {
        return false;
    }
    let own = |wanted: Deprel| {
        let near = index.saturating_sub(NEAR)..words.len().min(index + NEAR + 1);
        near.into_iter().filter(move |&w| words[w].head == Some(index) && words[w].deprel == wanted)
    };
    let nominal = [
        Deprel::Det,
        Deprel::Amod,
        Deprel::NmodPoss,
        Deprel::Nummod,
        Deprel::Compound,
        Deprel::Cop,
        Deprel::Nmod,
    ];
    let object = own(Deprel::Obj).any(|w| w > index && matches!(words[w].upos, Upos::Propn | Upos::Pron | Upos::Noun));
    let has = |relation: Deprel| own(relation).next().is_some();
    // "In case Egypt attacks Libya": what has a subject too may have a preposition, which "in case" was read as.
    let phrase = has(Deprel::Case) && !has(Deprel::Nsubj);
    object && word.xpos == Xpos::Nns && !phrase && !nominal.into_iter().any(has)
}

/// The verb that a verb read as a noun's conjunct goes on from.
fn governor(words: &[Word], index: usize) -> Option<usize> {
    if words[index].deprel != Deprel::Conj {
        return None;
    }
    let mut at = words[index].head?;
    for _ in 0..words.len() {
        if words.get(at)?.upos == Upos::Verb {
            return (at < index).then_some(at);
        }
        at = words[at].head?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(upos: Upos, xpos: Xpos, head: Option<usize>, deprel: Deprel) -> Word {
        Word { upos, xpos, lemma: String::new(), head, deprel }
    }

    #[test]
    fn the_preposition_before_a_title_is_the_names() {
        let mut words = vec![
            word(Upos::Verb, Xpos::Vbd, None, Deprel::Root),
            word(Upos::Adp, Xpos::In, Some(2), Deprel::Case),
            word(Upos::Noun, Xpos::Nn, Some(3), Deprel::NmodDesc),
            word(Upos::Propn, Xpos::Nnp, Some(0), Deprel::Obl),
        ];
        agree(&mut words, &["spoke", "with", "general", "Roe"]);
        assert_eq!(words[1].head, Some(3));
        words[2].deprel = Deprel::Compound;
        words[1].head = Some(2);
        agree(&mut words, &["spoke", "in", "house", "Roe"]);
        assert_eq!(words[1].head, Some(2), "no title");
    }

    #[test]
    fn headlines_join_by_commas_and_tell_by_infinitives() {
        let mut words = vec![
            word(Upos::Propn, Xpos::Nnp, Some(3), Deprel::Vocative),
            word(Upos::Punct, Xpos::Comma, Some(0), Deprel::Punct),
            word(Upos::Propn, Xpos::Nnp, Some(3), Deprel::Nsubj),
            word(Upos::Verb, Xpos::Vbp, None, Deprel::Root),
        ];
        agree(&mut words, &["Norway", ",", "Sweden", "agree"]);
        assert_eq!((words[0].deprel, words[2].head, words[2].deprel), (Deprel::Nsubj, Some(0), Deprel::Conj));
        let mut words = vec![
            word(Upos::Propn, Xpos::Nnp, None, Deprel::Root),
            word(Upos::Part, Xpos::To, Some(2), Deprel::Mark),
            word(Upos::Verb, Xpos::Vb, Some(0), Deprel::Advcl),
            word(Upos::Noun, Xpos::Nns, Some(2), Deprel::Obj),
        ];
        agree(&mut words, &["Norway", "to", "host", "talks"]);
        assert_eq!((words[0].head, words[0].deprel, words[2].head), (Some(2), Deprel::Nsubj, None));
    }

    #[test]
    fn a_participle_before_a_name_is_no_subject() {
        let mut words = vec![
            word(Upos::Propn, Xpos::Nnp, Some(5), Deprel::Nsubj),
            word(Upos::Cconj, Xpos::Cc, Some(2), Deprel::Cc),
            word(Upos::Verb, Xpos::Vbg, Some(0), Deprel::Conj),
            word(Upos::Noun, Xpos::Nn, Some(4), Deprel::NmodDesc),
            word(Upos::Propn, Xpos::Nnp, Some(5), Deprel::Nsubj),
            word(Upos::Verb, Xpos::Vbd, None, Deprel::Root),
        ];
        agree(&mut words, &["Roe", "and", "visiting", "premier", "Kim", "signed"]);
        let heads: Vec<_> = words.iter().map(|w| (w.head, w.deprel)).collect();
        assert_eq!(heads[1], (Some(4), Deprel::Cc));
        assert_eq!(heads[2], (Some(4), Deprel::Amod));
        assert_eq!(heads[4], (Some(0), Deprel::Conj));
    }

    #[test]
    fn who_is_acting_is_named_behind() {
        let mut words = vec![
            word(Upos::Verb, Xpos::Vbd, None, Deprel::Root),
            word(Upos::Sconj, Xpos::In, Some(2), Deprel::Mark),
            word(Upos::Verb, Xpos::Vbg, Some(0), Deprel::Advcl),
            word(Upos::Propn, Xpos::Nnp, Some(4), Deprel::NmodDesc),
            word(Upos::Propn, Xpos::Nnp, Some(2), Deprel::Obj),
        ];
        agree(&mut words, &["spoke", "with", "acting", "Ambassador", "Roe"]);
        let heads: Vec<_> = words.iter().map(|w| (w.head, w.deprel)).collect();
        assert_eq!(heads[1], (Some(4), Deprel::Case));
        assert_eq!(heads[2], (Some(4), Deprel::Amod));
        assert_eq!(heads[4], (Some(0), Deprel::Obl));
    }

    #[test]
    fn which_is_no_person() {
        let mut words = vec![
            word(Upos::Noun, Xpos::Nn, None, Deprel::Root),
            word(Upos::Adp, Xpos::In, Some(2), Deprel::Case),
            word(Upos::Propn, Xpos::Nnp, Some(0), Deprel::Nmod),
            word(Upos::Punct, Xpos::Comma, Some(5), Deprel::Punct),
            word(Upos::Pron, Xpos::Wdt, Some(5), Deprel::Nsubj),
            word(Upos::Verb, Xpos::Vbd, Some(0), Deprel::AclRelcl),
        ];
        words[0].lemma = "citizen".to_owned();
        agree(&mut words, &["citizen", "of", "Chad", ",", "which", "refused"]);
        assert_eq!(words[5].head, Some(2));
    }

    #[test]
    fn a_noun_with_an_object_is_a_verb() {
        let forms = ["walks", "from", "talks", "and", "attacks", "Niger"];
        let mut words = vec![
            word(Upos::Verb, Xpos::Vbz, None, Deprel::Root),
            word(Upos::Adp, Xpos::In, Some(2), Deprel::Case),
            word(Upos::Noun, Xpos::Nns, Some(0), Deprel::Obl),
            word(Upos::Cconj, Xpos::Cc, Some(4), Deprel::Cc),
            word(Upos::Noun, Xpos::Nns, Some(2), Deprel::Conj),
            word(Upos::Propn, Xpos::Nnp, Some(4), Deprel::Obj),
        ];
        agree(&mut words, &forms);
        assert_eq!((words[4].upos, words[4].xpos, words[4].head), (Upos::Verb, Xpos::Vbz, Some(0)));
        assert_eq!(words[4].lemma, "attack");
        assert_eq!(words[2].upos, Upos::Noun, "talks have a preposition and no object");
    }
}
