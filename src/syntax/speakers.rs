//! What is joined by "and" to a clause below, though it is its governor's subject that does it. In: the words of a
//! sentence with their forms; out: the same, with such verbs joined to the verb whose subject they share: "said the move
//! was illegal and urged Togo to stop", "urged all sides to talk and blamed Togo"; and subjects joined to a noun before them.

use super::agreement::is_under;
use super::classes::{is_addressing, is_saying};
use super::{Deprel, Upos, Word, Xpos};

/// Joins the verbs among `words` that were joined to a clause below their own. `forms` are the words as they stand in the
/// text.
pub(super) fn raise(words: &mut [Word], forms: &[&str]) {
    for index in 0..words.len().min(forms.len()) {
        if let Some((and, subject)) = behind_and(words, index) {
            (words[subject].head, words[subject].deprel) = (Some(index), Deprel::Nsubj);
            words[and].head = Some(index);
            let above = above(words, index);
            // What stands between them ("on a visit to Chad") is the verb's.
            for between in (subject + 1..index).filter(|w| !above.contains(w)) {
                if words[between].head.is_some_and(|h| h < and) {
                    words[between].head = Some(index);
                }
            }
        }
        if let Some((subject, speaker, clause)) = interrupted(words, forms, index) {
            (words[clause].head, words[clause].deprel) = (words[index].head, words[index].deprel);
            (words[subject].head, words[subject].deprel) = (Some(clause), Deprel::Nsubj);
            (words[speaker].head, words[speaker].deprel) = (Some(index), Deprel::Nsubj);
            (words[index].head, words[index].deprel) = (Some(clause), Deprel::Parataxis);
        }
        if let Some(governor) = above_infinitive(words, index)
            .or_else(|| above_gerund(words, index))
            .or_else(|| speaker_of(words, forms, index))
        {
            words[index].head = Some(governor);
        }
    }
}

/// "Peru, Minister Roe said, stands with Chad": the subject of the clause that the speaker interrupts, the speaker who may
/// have been read as its apposition, and the verb of the clause.
fn interrupted(words: &[Word], forms: &[&str], index: usize) -> Option<(usize, usize, usize)> {
    if words[index].upos != Upos::Verb || !is_saying(&words[index].lemma) || forms.get(index + 1) != Some(&",") {
        return None;
    }
    let of = |top: usize, deprel: Deprel| move |w: &usize| words[*w].head == Some(top) && words[*w].deprel == deprel;
    let apposition = || {
        let subject = (0..index).find(of(index, Deprel::Nsubj))?;
        Some((subject, (subject + 1..index).find(of(subject, Deprel::Appos))?))
    };
    let aside = || {
        let speaker = (0..index).find(of(index, Deprel::Nsubj))?;
        let bare = [Deprel::OblUnmarked, Deprel::Dislocated, Deprel::Vocative];
        Some(((0..speaker).find(|w| bare.iter().any(|&deprel| of(index, deprel)(w)))?, speaker))
    };
    let (subject, speaker) = apposition().or_else(aside)?;
    // Nothing but a comma stands before the speaker, and nothing behind.
    let comma = (subject + 1..speaker).rfind(|&w| forms[w] == ",")?;
    let beside = (comma + 1..index).all(|w| is_under(words, w, speaker));
    let clause = (index + 2..words.len()).find(of(index, Deprel::Ccomp))?;
    let own = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::Expl, Deprel::Mark, Deprel::Csubj];
    (beside && !governs(words, clause, &own)).then_some((subject, speaker, clause))
}

/// The governors of `index`, one above the other.
fn above(words: &[Word], index: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = words[index].head;
    while let Some(word) = at.filter(|word| !found.contains(word)) {
        found.push(word);
        at = words[word].head;
    }
    found
}

/// Whether anything hangs from `head` by one of `relations`.
fn governs(words: &[Word], head: usize, relations: &[Deprel]) -> bool {
    words.iter().any(|w| w.head == Some(head) && relations.contains(&w.deprel))
}

/// The "and" of the conjunct `index`, from word `start` on.
fn and_of(words: &[Word], start: usize, index: usize) -> Option<usize> {
    (start..index).find(|&w| words[w].head == Some(index) && words[w].deprel == Deprel::Cc)
}

/// Whether `word` is a verb in a finite form of its own, without helpers.
fn is_plain(word: &Word) -> bool {
    word.upos == Upos::Verb && matches!(word.xpos, Xpos::Vbd | Xpos::Vbz)
}

/// The verb to which `index` is joined, if it is a finite verb without a subject of its own.
fn joined_to(words: &[Word], index: usize) -> Option<usize> {
    let word = &words[index];
    let first = word.head.filter(|&h| h < index && word.deprel == Deprel::Conj && is_plain(word))?;
    let own = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::Aux, Deprel::AuxPass, Deprel::Mark];
    (!governs(words, index, &own)).then_some(first)
}

/// "sold tanks, and Minister Roe, on a visit to Chad, pledged": what stands behind the "and" of a verb without a subject is
/// its subject, though it was joined to a noun before.
fn behind_and(words: &[Word], index: usize) -> Option<(usize, usize)> {
    let first = joined_to(words, index)?;
    // The "and" may hang from the noun, behind a comma.
    let hung = |w: usize| {
        let conjunct = words[w].deprel == Deprel::Conj && words[w].upos != Upos::Verb;
        let and = and_of(words, first + 1, w).filter(|_| conjunct)?;
        (words[and - 1].upos == Upos::Punct).then_some(and)
    };
    let and = and_of(words, first + 1, index).or_else(|| (first + 1..index).rev().find_map(hung))?;
    let name = |w: usize| {
        let word = &words[w];
        word.deprel == Deprel::Conj
            && matches!(word.upos, Upos::Noun | Upos::Propn)
            && word.head.is_some_and(|h| h < and && words[h].upos != Upos::Verb)
    };
    // Neither may be above the verb that they are hung from.
    let free = |w: usize| !is_under(words, index, w);
    let noun = (and + 1..index).find(|&w| name(w)).filter(|&noun| free(noun) && free(and))?;
    let bare = !governs(words, noun, &[Deprel::Case]) && and_of(words, and + 1, noun).is_none();
    // The phrase begins with the word behind the "and".
    let mut at = and + 1;
    for _ in 0..words.len() {
        if at == noun {
            return bare.then_some((and, noun));
        }
        at = words[at].head.filter(|&h| h > and && h <= noun)?;
    }
    None
}

/// An infinitive shares no helper with a finite verb: it is the verb above it which the latter is joined to.
fn above_infinitive(words: &[Word], index: usize) -> Option<usize> {
    let first = joined_to(words, index)?;
    let below = [Deprel::Xcomp, Deprel::Acl, Deprel::Advcl];
    let to = words.iter().take(first).any(|w| w.head == Some(first) && w.deprel == Deprel::Mark);
    if words[first].xpos != Xpos::Vb || !to || !below.contains(&words[first].deprel) {
        return None;
    }
    let verb = above(words, first).into_iter().find(|&w| words[w].upos == Upos::Verb)?;
    (verb < first && words[verb].xpos == words[index].xpos).then_some(verb)
}

/// "must stop helping them and commit to talks": a bare verb is joined to the one under the helper, not to a gerund.
fn above_gerund(words: &[Word], index: usize) -> Option<usize> {
    let word = &words[index];
    let gerund = word.head.filter(|&h| h < index && word.deprel == Deprel::Conj && word.xpos == Xpos::Vb)?;
    let own = governs(words, index, &[Deprel::Mark, Deprel::Aux, Deprel::Nsubj]);
    let verb = words[gerund].head.filter(|&v| v < gerund && words[gerund].deprel == Deprel::Xcomp && !own)?;
    (words[gerund].xpos == Xpos::Vbg && words[verb].xpos == Xpos::Vb).then_some(verb)
}

/// The verb of saying above the clause that `index` is joined to, where a comma stands between or the clause has no doer
/// who might also say something.
fn speaker_of(words: &[Word], forms: &[&str], index: usize) -> Option<usize> {
    let first = joined_to(words, index).filter(|_| is_addressing(&words[index].lemma))?;
    let saying = words[first].head.filter(|&s| s < first && words[first].deprel == Deprel::Ccomp)?;
    let helper = |list: &[Xpos]| words.iter().any(|w| w.head == Some(first) && list.contains(&w.xpos));
    // "says it will not return and warned": after what is or will be, "warned" can only tell what the speaker did.
    let present = helper(&[Xpos::Md, Xpos::Vbz, Xpos::Vbp]) || matches!(words[first].xpos, Xpos::Vbz | Xpos::Vbp);
    let alike = words[saying].xpos == words[index].xpos || present && words[index].xpos == Xpos::Vbd;
    let same = alike && words[saying].upos == Upos::Verb && is_saying(&words[saying].lemma);
    let and = and_of(words, first + 1, index)?;
    let comma = forms[and - 1] == ",";
    // "fired missiles, threatened Togo, and warned Chad": one series of deeds.
    let series = (first + 1..and)
        .any(|w| words[w].head == Some(first) && words[w].deprel == Deprel::Conj && words[w].upos == Upos::Verb);
    if series {
        return None;
    }
    let doing = words[first].upos == Upos::Verb && !governs(words, first, &[Deprel::AuxPass]) && !helper(&[Xpos::Md]);
    // "claims Togo stole it and blames Chad": nor does a verb in the present go on with the past.
    let turns = match words[index].xpos {
        Xpos::Vbz => words[first].xpos != Xpos::Vbz,
        _ => present,
    };
    (same && (comma || !doing || turns)).then_some(saying)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(rows: &[(Upos, Xpos, &str, Option<usize>, Deprel)]) -> Vec<Word> {
        let word = |&(upos, xpos, lemma, head, deprel): &(Upos, Xpos, &str, Option<usize>, Deprel)| Word {
            upos,
            xpos,
            lemma: lemma.to_owned(),
            head,
            deprel,
        };
        rows.iter().map(word).collect()
    }

    #[test]
    fn a_speaker_goes_on_behind_what_is_said() {
        let forms = ["Chad", "said", "Togo", "lied", ",", "and", "urged", "talks"];
        let mut said = words(&[
            (Upos::Propn, Xpos::Nnp, "Chad", Some(1), Deprel::Nsubj),
            (Upos::Verb, Xpos::Vbd, "say", None, Deprel::Root),
            (Upos::Propn, Xpos::Nnp, "Togo", Some(3), Deprel::Nsubj),
            (Upos::Verb, Xpos::Vbd, "lie", Some(1), Deprel::Ccomp),
            (Upos::Punct, Xpos::Comma, ",", Some(6), Deprel::Punct),
            (Upos::Cconj, Xpos::Cc, "and", Some(6), Deprel::Cc),
            (Upos::Verb, Xpos::Vbd, "urge", Some(3), Deprel::Conj),
            (Upos::Noun, Xpos::Nns, "talk", Some(6), Deprel::Obj),
        ]);
        raise(&mut said, &forms);
        assert_eq!(said[6].head, Some(1));
        said[6].head = Some(3);
        let forms = ["Chad", "said", "Togo", "lied", "then", "and", "urged", "talks"];
        raise(&mut said, &forms);
        assert_eq!(said[6].head, Some(3), "without a comma Togo may have urged it");
    }

    #[test]
    fn no_finite_verb_is_joined_to_an_infinitive() {
        let forms = ["Chad", "promised", "to", "stop", "and", "blamed", "Togo"];
        let mut promised = words(&[
            (Upos::Propn, Xpos::Nnp, "Chad", Some(1), Deprel::Nsubj),
            (Upos::Verb, Xpos::Vbd, "promise", None, Deprel::Root),
            (Upos::Part, Xpos::To, "to", Some(3), Deprel::Mark),
            (Upos::Verb, Xpos::Vb, "stop", Some(1), Deprel::Xcomp),
            (Upos::Cconj, Xpos::Cc, "and", Some(5), Deprel::Cc),
            (Upos::Verb, Xpos::Vbd, "blame", Some(3), Deprel::Conj),
            (Upos::Propn, Xpos::Nnp, "Togo", Some(5), Deprel::Obj),
        ]);
        raise(&mut promised, &forms);
        assert_eq!(promised[5].head, Some(1));
    }

    #[test]
    fn what_stands_behind_the_and_of_a_verb_is_its_subject() {
        let forms = ["Chad", "sold", "tanks", "and", "Togo", "pledged", "help"];
        let mut sold = words(&[
            (Upos::Propn, Xpos::Nnp, "Chad", Some(1), Deprel::Nsubj),
            (Upos::Verb, Xpos::Vbd, "sell", None, Deprel::Root),
            (Upos::Noun, Xpos::Nns, "tank", Some(1), Deprel::Obj),
            (Upos::Cconj, Xpos::Cc, "and", Some(5), Deprel::Cc),
            (Upos::Propn, Xpos::Nnp, "Togo", Some(2), Deprel::Conj),
            (Upos::Verb, Xpos::Vbd, "pledge", Some(1), Deprel::Conj),
            (Upos::Noun, Xpos::Nn, "help", Some(5), Deprel::Obj),
        ]);
        raise(&mut sold, &forms);
        assert_eq!((sold[4].head, sold[4].deprel), (Some(5), Deprel::Nsubj));
    }

    #[test]
    fn a_clause_goes_on_behind_its_speaker() {
        let forms = ["Peru", ",", "Roe", "said", ",", "helps", "Chad"];
        let mut said = words(&[
            (Upos::Propn, Xpos::Nnp, "Peru", Some(3), Deprel::Nsubj),
            (Upos::Punct, Xpos::Comma, ",", Some(0), Deprel::Punct),
            (Upos::Propn, Xpos::Nnp, "Roe", Some(0), Deprel::Appos),
            (Upos::Verb, Xpos::Vbd, "say", None, Deprel::Root),
            (Upos::Punct, Xpos::Comma, ",", Some(5), Deprel::Punct),
            (Upos::Verb, Xpos::Vbz, "help", Some(3), Deprel::Ccomp),
            (Upos::Propn, Xpos::Nnp, "Chad", Some(5), Deprel::Obj),
        ]);
        raise(&mut said, &forms);
        let heads: Vec<_> = said.iter().map(|w| (w.head, w.deprel)).collect();
        assert_eq!((heads[0], heads[2]), ((Some(5), Deprel::Nsubj), (Some(3), Deprel::Nsubj)));
        assert_eq!((heads[3], heads[5]), ((Some(5), Deprel::Parataxis), (None, Deprel::Root)));
    }
}
