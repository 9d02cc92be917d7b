//! What stands before a name: titles, and the participles and prepositions before them. In: the words of a sentence with
//! their forms; out: the same, with each bare title hung from its name ("Spanish actor Roe"), the preposition before a title
//! hung from the name too ("spoke with army chief Roe"), and no participle before one taken for a clause or a second
//! subject ("Roe and visiting Prime Minister Kim").

use super::agreement::is_under;
use super::classes::is_person;
use super::{Deprel, Upos, Word, Xpos};

/// How many words, at most, the title and the name behind a participle have.
const TITLE: usize = 8;

/// Hangs the word at `index` anew, if it is such a title, name or participle, or what stands before one.
pub(super) fn hang(words: &mut [Word], forms: &[&str], index: usize) {
    if let Some(name) = titled(words, index) {
        words[index].head = Some(name);
    }
    if let Some(name) = acting(words, forms, index).or_else(|| visiting(words, index)) {
        serve(words, index, name);
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

/// "Spanish actor Roe", "opposition leaders Roe and Kim": the bare title before the name at `index`, where the name was hung
/// from it or both from the same word. With a determiner the title is the head ("the actor Roe").
fn described(words: &[Word], index: usize) -> Option<usize> {
    let name = &words[index];
    let title = if name.deprel == Deprel::Appos { name.head } else { index.checked_sub(1) }?;
    let person = is_person(&words[title].lemma.to_lowercase());
    let noun = title < index && (words[title].upos == Upos::Noun || person) && name.upos == Upos::Propn;
    let own = |w: &Word, top: usize| w.head == Some(top);
    let bare = |top: usize, list: &[Deprel]| !words[..index].iter().any(|w| own(w, top) && list.contains(&w.deprel));
    let siblings = || {
        let same = name.head == words[title].head && name.deprel == words[title].deprel;
        let part = matches!(name.deprel, Deprel::Nmod | Deprel::Obl | Deprel::OblAgent | Deprel::Obj | Deprel::Conj);
        same && part && bare(index, &[Deprel::Case, Deprel::Cc, Deprel::Punct])
    };
    let whole = (title + 1..index).all(|w| words[w].upos != Upos::Punct && is_under(words, w, title));
    let beside = name.deprel == Deprel::Appos || person && siblings();
    (noun && beside && whole && bare(title, &[Deprel::Det, Deprel::NmodPoss, Deprel::Nummod])).then_some(title)
}

/// Makes the name take the place of the `title` before it.
fn describe(words: &mut [Word], title: usize, name: usize) {
    let (head, deprel) = (words[title].head, words[title].deprel);
    // What is said of the noun itself stays; "not", helpers and the subject are those of the whole phrase.
    let own = [
        Deprel::Amod,
        Deprel::Compound,
        Deprel::Nummod,
        Deprel::Nmod,
        Deprel::NmodDesc,
        Deprel::NmodUnmarked,
        Deprel::Flat,
    ];
    for at in (0..words.len()).filter(|&at| at != name) {
        if words[at].head == Some(title) && (at > name || !own.contains(&words[at].deprel)) {
            words[at].head = Some(name);
        }
    }
    (words[name].head, words[name].deprel) = (head, deprel);
    (words[title].head, words[title].deprel) = (Some(name), Deprel::NmodDesc);
}

/// "president-elect": the noun behind which an adjective stands.
fn before_adjective(words: &[Word], forms: &[&str], index: usize) -> Option<usize> {
    let noun =
        index.checked_sub(2).filter(|_| matches!(forms[index], "elect" | "designate") && forms[index - 1] == "-")?;
    let either = words[index].head == Some(noun) || words[noun].head == Some(index);
    (either && matches!(words[noun].upos, Upos::Noun | Upos::Propn)).then_some(noun)
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

/// "visiting Foreign Minister Roe urged": the titled name, where the participle was read as the subject of the verb behind.
fn visiting(words: &[Word], index: usize) -> Option<usize> {
    if words[index].deprel != Deprel::Csubj || words[index].xpos != Xpos::Vbg {
        return None;
    }
    let of = |top: usize, deprel: Deprel| move |w: &usize| words[*w].head == Some(top) && words[*w].deprel == deprel;
    let ahead = index + 1..words[index].head?.min(index + TITLE);
    let name = ahead.clone().find(of(index, Deprel::Obj)).filter(|&w| words[w].upos == Upos::Propn)?;
    let title = (index + 1..name).any(|w| of(name, Deprel::NmodDesc)(&w));
    (title && (index + 1..name).all(|w| is_under(words, w, name))).then_some(name)
}

/// Makes the participle at `index` an attribute of `name`, which takes its place in the clause.
fn serve(words: &mut [Word], index: usize, name: usize) {
    let head = words[index].head;
    let place = match head.map(|h| words[h].upos) {
        _ if words[index].deprel == Deprel::Csubj => Deprel::Nsubj,
        Some(Upos::Verb) => Deprel::Obl,
        _ => Deprel::Nmod,
    };
    for (at, word) in words.iter_mut().enumerate().filter(|(at, w)| *at != name && w.head == Some(index)) {
        word.head = if at < name { Some(name) } else { head };
        if word.deprel == Deprel::Obj && at < name {
            word.deprel = Deprel::NmodDesc;
        }
        if word.deprel == Deprel::Mark {
            (word.upos, word.deprel) = (Upos::Adp, Deprel::Case);
        }
    }
    (words[name].head, words[name].deprel) = (head, place);
    (words[index].head, words[index].deprel) = (Some(name), Deprel::Amod);
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

/// The name behind the title that the preposition at `index` has been hung from, if it has none of its own.
fn titled(words: &[Word], index: usize) -> Option<usize> {
    let title = words[index].head.filter(|&t| index < t && words[index].deprel == Deprel::Case)?;
    let name = words.get(title)?.head.filter(|&n| title < n && words[title].deprel == Deprel::NmodDesc)?;
    let own = (index + 1..name).any(|w| words[w].head == Some(name) && words[w].deprel == Deprel::Case);
    (!own).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(upos: Upos, xpos: Xpos, head: Option<usize>, deprel: Deprel) -> Word {
        Word { upos, xpos, lemma: String::new(), head, deprel }
    }

    fn agree(words: &mut [Word], forms: &[&str]) {
        (0..words.len()).for_each(|index| hang(words, forms, index));
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
    fn a_bare_title_hangs_from_its_name() {
        let tree = |determiner: Deprel| {
            let mut words = vec![
                word(Upos::Verb, Xpos::Vbd, None, Deprel::Root),
                word(Upos::Adp, Xpos::In, Some(3), Deprel::Case),
                word(Upos::Adj, Xpos::Jj, Some(3), determiner),
                word(Upos::Noun, Xpos::Nn, Some(0), Deprel::Obl),
                word(Upos::Propn, Xpos::Nnp, Some(3), Deprel::Appos),
                word(Upos::Noun, Xpos::Nn, Some(3), Deprel::Nmod),
            ];
            agree(&mut words, &["spoke", "with", "Spanish", "actor", "Roe", "today"]);
            words.iter().map(|w| (w.head, w.deprel)).collect::<Vec<_>>()
        };
        let bare = tree(Deprel::Amod);
        assert_eq!(bare[1..3], [(Some(4), Deprel::Case), (Some(3), Deprel::Amod)]);
        assert_eq!(bare[3..], [(Some(4), Deprel::NmodDesc), (Some(0), Deprel::Obl), (Some(4), Deprel::Nmod)]);
        assert_eq!(tree(Deprel::Det)[4], (Some(3), Deprel::Appos), "the actor is the head");
    }

    #[test]
    fn elect_is_what_the_president_is() {
        let mut words = vec![
            word(Upos::Noun, Xpos::Nn, Some(2), Deprel::Compound),
            word(Upos::Punct, Xpos::Hyph, Some(2), Deprel::Punct),
            word(Upos::Noun, Xpos::Nn, Some(3), Deprel::Nsubj),
            word(Upos::Verb, Xpos::Vbd, None, Deprel::Root),
        ];
        agree(&mut words, &["president", "-", "elect", "spoke"]);
        let heads: Vec<_> = words.iter().map(|w| (w.head, w.deprel)).collect();
        assert_eq!(heads[0], (Some(3), Deprel::Nsubj));
        assert_eq!(heads[2], (Some(0), Deprel::Amod));
    }
}
