//! Tags and heads that the rest of the tree contradicts. In: the words of a sentence with their forms; out: the same, with
//! each common noun that has an object of its own made the verb that it is: "walks away and attacks Niger", "in case Egypt
//! bombs Libya". The forms of many verbs are also plurals of nouns, and the tree often knows better which of the two one is.
//! Headlines leave out "and" and the verb before an infinitive.
//! Of what stands before a name, [`super::titles`] tells.
//! "Which" is no person.

use super::classes::is_person;
use super::titles;
use super::{Deprel, Upos, Word, Xpos, lemma};

/// How far behind the verb the head of its object may stand.
const NEAR: usize = 4;

/// Mends tags and heads of `words` that contradict the rest of their tree, as each rule below says. `forms` are the words as
/// they stand in the text, as many.
pub(super) fn agree(words: &mut [Word], forms: &[&str]) {
    if words.len() != forms.len() {
        return;
    }
    for index in 0..words.len() {
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
    headline(words, forms);
    for index in 0..words.len() {
        if let Some(first) = split_name(words, index) {
            for word in words.iter_mut().filter(|w| w.head == Some(index)) {
                word.head = Some(first);
            }
            (words[index].head, words[index].deprel) = (Some(first), Deprel::Flat);
        }
        titles::hang(words, forms, index);
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
        if let Some(adjective) = before_infinitive(words, forms, index) {
            infinitive(words, adjective, index);
        }
        if let Some(noun) = conjunction_of(words, index) {
            words[index].head = Some(noun);
        }
        if let Some(first) = coordinated(words, index) {
            (words[index].head, words[index].deprel) = (Some(first), Deprel::Conj);
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

/// "is due to visit Chad": the adjective, where "to" was read as part of the preposition "due to"; the verb is at `index`.
fn before_infinitive(words: &[Word], forms: &[&str], index: usize) -> Option<usize> {
    let adjective = index.checked_sub(2).filter(|&a| words[index].xpos == Xpos::Vb && forms[a] == "due")?;
    let to = words[index - 1].xpos == Xpos::To && words[index - 1].head == Some(adjective);
    let beside = words[adjective].head == Some(index) || words[index].head == Some(adjective);
    (to && beside && words[index - 1].deprel == Deprel::Fixed).then_some(adjective)
}

/// Makes the adjective the predicate that the verb was taken for, and the verb what it is open to.
fn infinitive(words: &mut [Word], adjective: usize, verb: usize) {
    if words[adjective].head == Some(verb) {
        (words[adjective].head, words[adjective].deprel) = (words[verb].head, words[verb].deprel);
    }
    for word in words[..adjective].iter_mut().filter(|w| w.head == Some(verb)) {
        word.head = Some(adjective);
        if matches!(word.deprel, Deprel::NsubjPass | Deprel::NsubjOuter) {
            word.deprel = Deprel::Nsubj;
        }
    }
    (words[adjective].upos, words[adjective].xpos) = (Upos::Adj, Xpos::Jj);
    (words[verb - 1].head, words[verb - 1].deprel) = (Some(verb), Deprel::Mark);
    (words[verb].head, words[verb].deprel) = (Some(adjective), Deprel::Xcomp);
}

/// "and incoming chair Roe": the noun whose "and" at `index` was hung from the word before it that describes it.
fn conjunction_of(words: &[Word], index: usize) -> Option<usize> {
    let modifier = words[index].head.filter(|&m| index < m && words[index].deprel == Deprel::Cc)?;
    let first = matches!(words[modifier].deprel, Deprel::Amod | Deprel::Compound | Deprel::Det | Deprel::NmodPoss);
    let noun = words[modifier].head.filter(|&noun| modifier < noun && first && modifier == index + 1)?;
    // "British and French troops", "leader and Prime Minister Roe": it joins two of what stands before the noun.
    let alone = index.checked_sub(1).is_some_and(|before| !is_under(words, before, noun));
    alone.then_some(noun)
}

/// "a raid by Peru and Chilean forces": what an "and" stands before is joined to the phrase before the "and" that has the
/// same relation to the same word.
fn coordinated(words: &[Word], index: usize) -> Option<usize> {
    let word = &words[index];
    let joined = matches!(word.deprel, Deprel::Nsubj | Deprel::Obj | Deprel::Obl | Deprel::OblAgent | Deprel::Nmod);
    if !joined && word.deprel != Deprel::Appos {
        return None;
    }
    let own = |w: &usize, deprel: Deprel| words[*w].head == Some(index) && words[*w].deprel == deprel;
    let and = (0..index).find(|w| own(w, Deprel::Cc))?;
    // An apposition with an "and" is none.
    let beside = word.head.filter(|&first| first < and && word.deprel == Deprel::Appos);
    let same = |&w: &usize| joined && words[w].head == word.head && words[w].deprel == word.deprel;
    let first = beside.or_else(|| (0..and).rev().find(same))?;
    // The second has no preposition of its own, and all between belongs to one of the two.
    let bare = !(and..index).any(|w| own(&w, Deprel::Case));
    let whole = (first + 1..and).all(|w| is_under(words, w, first) || is_under(words, w, index));
    (bare && whole && words[index].upos != Upos::Verb).then_some(first)
}

/// "died in shelling": before a noun in no clause stands a preposition.
fn is_prepositional(words: &[Word], index: usize) -> bool {
    let word = &words[index];
    let Some(noun) = word.head.filter(|&n| index < n && word.deprel == Deprel::Mark && word.xpos == Xpos::In) else {
        return false;
    };
    if !matches!(words[noun].deprel, Deprel::Obl | Deprel::Nmod | Deprel::OblAgent) {
        return false;
    }
    let clause = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::Cop, Deprel::Aux, Deprel::Case];
    let bare = !words.iter().any(|w| w.head == Some(noun) && clause.contains(&w.deprel));
    bare && matches!(words[noun].upos, Upos::Noun | Upos::Propn)
}

/// "If, however, Chad attacks Niger, the pact will end": the clause that the subordinator at `index` begins, where it was
/// hung from the main verb, which has none.
fn subordinate(words: &[Word], forms: &[&str], index: usize) -> Option<usize> {
    if words[index].deprel != Deprel::Mark || !matches!(forms[index], "If" | "Unless" | "if" | "unless") {
        return None;
    }
    let main = words[index].head.filter(|&main| index < main && words[main].head.is_none())?;
    let own = |top: usize, deprel: Deprel| words.iter().any(|w| w.head == Some(top) && w.deprel == deprel);
    let clause = |&w: &usize| words[w].head == Some(main) && words[w].deprel == Deprel::Advcl && !own(w, Deprel::Mark);
    (index + 1..main).find(clause)
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
    while place > person && matches!(words[place].deprel, Deprel::Flat | Deprel::Compound) {
        place = words[place].head.filter(|&head| head < place)?;
    }
    let phrase =
        words[place].deprel == Deprel::Nmod && is_under(words, place, person) && !is_under(words, place, index);
    (phrase && words[place].upos == Upos::Propn && place > person).then_some(place)
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
pub(super) fn is_under(words: &[Word], index: usize, top: usize) -> bool {
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
    let nominal =
        [Deprel::Det, Deprel::Amod, Deprel::NmodPoss, Deprel::Nummod, Deprel::Compound, Deprel::Cop, Deprel::Nmod];
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
    fn what_an_and_stands_before_is_joined() {
        let mut words = vec![
            word(Upos::Noun, Xpos::Nn, None, Deprel::Root),
            word(Upos::Adp, Xpos::In, Some(2), Deprel::Case),
            word(Upos::Propn, Xpos::Nnp, Some(0), Deprel::Nmod),
            word(Upos::Cconj, Xpos::Cc, Some(4), Deprel::Cc),
            word(Upos::Adj, Xpos::Jj, Some(5), Deprel::Amod),
            word(Upos::Noun, Xpos::Nns, Some(0), Deprel::Nmod),
        ];
        agree(&mut words, &["raid", "by", "Peru", "and", "Chilean", "forces"]);
        assert_eq!(words[3].head, Some(5), "the \"and\" is the noun's");
        assert_eq!((words[5].head, words[5].deprel), (Some(2), Deprel::Conj));
    }

    #[test]
    fn who_is_due_to_act_is_due() {
        let mut words = vec![
            word(Upos::Propn, Xpos::Nnp, Some(2), Deprel::Nsubj),
            word(Upos::Aux, Xpos::Vbz, Some(4), Deprel::Cop),
            word(Upos::Adj, Xpos::Jj, None, Deprel::Root),
            word(Upos::Part, Xpos::To, Some(2), Deprel::Fixed),
            word(Upos::Verb, Xpos::Vb, Some(2), Deprel::Advcl),
        ];
        agree(&mut words, &["Roe", "is", "due", "to", "speak"]);
        let heads: Vec<_> = words.iter().map(|w| (w.head, w.deprel)).collect();
        assert_eq!(heads[1], (Some(2), Deprel::Cop));
        assert_eq!(heads[3..], [(Some(4), Deprel::Mark), (Some(2), Deprel::Xcomp)]);
    }

    #[test]
    fn the_main_clause_has_no_condition_word() {
        let mut words = vec![
            word(Upos::Sconj, Xpos::In, Some(4), Deprel::Mark),
            word(Upos::Propn, Xpos::Nnp, Some(2), Deprel::Nsubj),
            word(Upos::Verb, Xpos::Vbz, Some(4), Deprel::Advcl),
            word(Upos::Propn, Xpos::Nnp, Some(4), Deprel::Nsubj),
            word(Upos::Verb, Xpos::Vbz, None, Deprel::Root),
        ];
        agree(&mut words, &["If", "Roe", "leaves", "Kim", "stays"]);
        assert_eq!(words[0].head, Some(2));
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
