//! What the sentences of a document tell each other about names. In: words and scores of name tags, sentence by sentence;
//! out: names. A name is mostly of one kind wherever it stands near by (Finkel, Grenager and Manning 2005 bind the labels of
//! equal words so), and an acronym is of the kind of the name whose initials it is.

use super::{CERTAIN, extent, first_tag, lead};
use crate::syntax::network::NAME_TAGS;
use crate::syntax::{Name, NameType, decode, elections};
use crate::tensor::softmax;
use foldhash::HashMap;
use std::ops::Range;

/// How far, in sentences, words speak for each other.
const REACH: usize = 20;
/// How much the other places of a word count, for one of them; more count more, up to [`ENOUGH`].
const REPEATED: f32 = 2.0;
const ENOUGH: usize = 3;
/// How much the name counts whose initials a word is.
const INITIALS: f32 = 10.0;
/// Classes of tags: no name, and the types of names.
const CLASSES: usize = NAME_TAGS.div_ceil(2);

/// The words of a document with the scores of their name tags.
#[derive(Debug, Default)]
pub(in crate::syntax) struct Passage<'a> {
    forms: Vec<&'a str>,
    /// [`NAME_TAGS`] a word.
    scores: Vec<f32>,
    /// Where each sentence ends, by word.
    ends: Vec<usize>,
}

/// A word of the document, and its sentence.
#[derive(Debug, Clone, Copy)]
struct Place<'a> {
    form: &'a str,
    word: usize,
    sentence: usize,
}

/// An acronym of the document.
#[derive(Debug)]
struct Spelled {
    /// Its first place, by word.
    first: usize,
    /// The names that it may be short for: sentence and kind.
    names: Vec<(usize, NameType)>,
}

impl<'a> Passage<'a> {
    /// Adds words with their scores to the sentence that is open.
    pub fn extend(&mut self, forms: &[&'a str], scores: &[f32]) {
        self.forms.extend_from_slice(forms);
        self.scores.extend_from_slice(scores);
    }

    /// Ends the open sentence.
    pub fn end_sentence(&mut self) {
        self.ends.push(self.forms.len());
    }

    /// The names of each sentence, in order.
    pub fn names(mut self) -> Vec<Vec<Name>> {
        let mut names: Vec<Vec<Name>> = (0..self.ends.len()).map(|sentence| self.decode(sentence)).collect();
        let mut touched = self.spell_out(&names);
        touched.extend(self.repeat());
        touched.sort_unstable();
        touched.dedup();
        for sentence in touched {
            names[sentence] = self.decode(sentence);
        }
        for (sentence, names) in names.iter_mut().enumerate() {
            let forms = &self.forms[self.words(sentence)];
            extent::mend(forms, names);
            for election in elections(forms) {
                names.retain(|name| name.words.start < election.start || election.end < name.words.end);
            }
        }
        names
    }

    /// The words of a sentence.
    fn words(&self, sentence: usize) -> Range<usize> {
        let start = sentence.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        start..self.ends[sentence]
    }

    fn row(&self, word: usize) -> &[f32] {
        &self.scores[word * NAME_TAGS..][..NAME_TAGS]
    }

    fn row_mut(&mut self, word: usize) -> &mut [f32] {
        &mut self.scores[word * NAME_TAGS..][..NAME_TAGS]
    }

    /// The names that the scores of a sentence tell.
    fn decode(&self, sentence: usize) -> Vec<Name> {
        let words = self.words(sentence);
        let scores = &self.scores[words.start * NAME_TAGS..words.end * NAME_TAGS];
        let mut names: Vec<Name> = Vec::new();
        for (at, (tag, scores)) in decode::name_tags(scores).into_iter().zip(scores.chunks_exact(NAME_TAGS)).enumerate()
        {
            if tag == 0 {
                continue;
            }
            let label = NameType::ALL[(tag - 1) / 2];
            let mut shares = scores.to_vec();
            softmax(&mut shares);
            let first = first_tag(label);
            let probability = shares[first] + shares[first + 1];
            match names.last_mut() {
                Some(name) if tag % 2 == 0 && name.words.end == at => {
                    name.words.end = at + 1;
                    name.probability = name.probability.min(probability);
                }
                _ => names.push(Name { words: at..at + 1, label, probability }),
            }
        }
        names
    }

    /// The words for which `counts` speaks, in order.
    fn places(&self, counts: impl Fn(&str) -> bool) -> Vec<Place<'a>> {
        let mut places = Vec::new();
        for sentence in 0..self.ends.len() {
            let words = self.words(sentence);
            let counted = words.filter(|&word| counts(self.forms[word]));
            places.extend(counted.map(|word| Place { form: self.forms[word], word, sentence }));
        }
        places
    }

    /// Acronyms are of the kind of the nearest of the `names` whose initials they are. Gives the sentences that changed.
    fn spell_out(&mut self, names: &[Vec<Name>]) -> Vec<usize> {
        let acronyms = self.places(is_acronym);
        if acronyms.is_empty() {
            return Vec::new();
        }
        let mut spelled: HashMap<&str, Spelled> = HashMap::default();
        for acronym in &acronyms {
            spelled.entry(acronym.form).or_insert(Spelled { first: acronym.word, names: Vec::new() });
        }
        for (sentence, names) in names.iter().enumerate() {
            let words = self.words(sentence);
            let start = words.start;
            for name in names {
                let forms = &self.forms[start + name.words.start..start + name.words.end];
                // "The Party of Reform (PvdR)": whatever the letters, it is the same body.
                // One that stands elsewhere before is no short form of it ("a Dutch firm (US)").
                let bracket = start + name.words.end;
                if name.label == NameType::Organization
                    && let ["(", short, ")", ..] = self.forms[bracket..words.end]
                    && let Some(known) = spelled.get_mut(short)
                    && known.first == bracket + 1
                {
                    known.names.push((sentence, name.label));
                }
                if name.words.len() == 1 {
                    continue;
                }
                for initials in [initials(forms, char::is_uppercase), initials(forms, char::is_alphabetic)] {
                    if let Some(known) = spelled.get_mut(initials.as_str()) {
                        known.names.push((sentence, name.label));
                    }
                }
            }
        }
        let mut touched = Vec::new();
        for acronym in acronyms {
            let at = acronym.word - self.words(acronym.sentence).start;
            // "US Steel" is no state, whatever "US" is.
            let inside = |name: &Name| name.words.len() > 1 && name.words.contains(&at);
            if names[acronym.sentence].iter().any(inside) {
                continue;
            }
            let known = spelled.get(acronym.form).map(|known| known.names.as_slice()).unwrap_or_default();
            if let Some((distance, label)) = nearest(known, acronym.sentence)
                && distance <= REACH
            {
                self.row_mut(acronym.word)[first_tag(label)] += INITIALS;
                touched.push(acronym.sentence);
            }
        }
        touched
    }

    /// Capitalized words of which the scores are not certain heed their other places. Gives the sentences that changed.
    fn repeat(&mut self) -> Vec<usize> {
        let mut places = self.places(|form| form.starts_with(char::is_uppercase) && form.chars().nth(2).is_some());
        places.sort_unstable_by_key(|place| (place.form, place.word));
        let mut touched = Vec::new();
        let mut mended: Vec<(usize, [f32; CLASSES])> = Vec::new();
        for same in places.chunk_by(|a, b| a.form == b.form) {
            let doubtful = |place: &Place| lead(self.row(place.word)) <= CERTAIN;
            if same.len() < 2 || !same.iter().any(doubtful) {
                continue;
            }
            let shares: Vec<[f32; CLASSES]> = same.iter().map(|place| classes(self.row(place.word))).collect();
            let (mut from, mut to, mut sums) = (0, 0, [0.0; CLASSES]);
            for (own, place) in same.iter().enumerate() {
                while to < same.len() && same[to].sentence <= place.sentence + REACH {
                    sums.iter_mut().zip(shares[to]).for_each(|(sum, share)| *sum += share);
                    to += 1;
                }
                while same[from].sentence + REACH < place.sentence {
                    sums.iter_mut().zip(shares[from]).for_each(|(sum, share)| *sum -= share);
                    from += 1;
                }
                let others = to - from - 1;
                if others == 0 || !doubtful(place) {
                    continue;
                }
                let weight = REPEATED * (others.min(ENOUGH) as f32).sqrt();
                let mean = |class: usize| (sums[class] - shares[own][class]) / others as f32;
                mended.push((place.word, std::array::from_fn(|class| weight * mean(class))));
                touched.push(place.sentence);
            }
        }
        for (word, added) in mended {
            for (tag, score) in self.row_mut(word).iter_mut().enumerate() {
                *score += added[tag.div_ceil(2)];
            }
        }
        touched
    }
}

/// How far away the nearest of `names`, in order of their sentences, is from `sentence`, and its kind; the first of equals.
fn nearest(names: &[(usize, NameType)], sentence: usize) -> Option<(usize, NameType)> {
    let behind = names.partition_point(|(at, _)| *at < sentence);
    let before = behind.checked_sub(1).map(|last| names.partition_point(|(at, _)| *at < names[last].0));
    let near = before.into_iter().chain([behind]).filter_map(|place| names.get(place));
    near.map(|(at, label)| (at.abs_diff(sentence), *label)).min_by_key(|(distance, _)| *distance)
}

/// The probability of each class of tags, each counted by its best tag.
fn classes(scores: &[f32]) -> [f32; CLASSES] {
    let best = |class: usize| match class {
        0 => scores[0],
        _ => scores[2 * class - 1].max(scores[2 * class]),
    };
    let mut shares = std::array::from_fn(best);
    softmax(&mut shares);
    shares
}

fn is_acronym(form: &str) -> bool {
    let capitals = form.chars().filter(|c| c.is_uppercase()).count();
    capitals > 1 && 2 * capitals > form.chars().count() && form.chars().all(char::is_alphabetic)
}

/// The first letters of `forms`, in capitals, of those words whose first letter `counts`.
fn initials(forms: &[&str], counts: impl Fn(char) -> bool) -> String {
    let firsts = forms.iter().filter_map(|form| form.chars().next()).filter(|&first| counts(first));
    firsts.flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: usize = 3;
    const PLACE: usize = 5;

    /// A passage of sentences whose words have a tag and by how much it leads.
    fn passage<'a>(sentences: &[&[(&'a str, usize, f32)]]) -> Passage<'a> {
        let mut passage = Passage::default();
        for sentence in sentences {
            for &(form, tag, lead) in *sentence {
                let mut scores = [0.0; NAME_TAGS];
                scores[tag] = lead;
                passage.extend(&[form], &scores);
            }
            passage.end_sentence();
        }
        passage
    }

    fn found(passage: Passage<'_>) -> Vec<Vec<(Range<usize>, NameType)>> {
        let all = passage.names().into_iter();
        all.map(|names| names.into_iter().map(|name| (name.words, name.label)).collect()).collect()
    }

    #[test]
    fn a_doubtful_word_heeds_its_other_places_near_by() {
        let sure: &[(&str, usize, f32)] = &[("Tarvek", BODY, 9.0), ("sells", 0, 9.0)];
        let doubtful: &[(&str, usize, f32)] = &[("Tarvek", PLACE, 0.5), ("waits", 0, 9.0)];
        let away: &[(&str, usize, f32)] = &[("It", 0, 9.0)];
        let near = found(passage(&[sure, away, doubtful]));
        assert_eq!(near[2], [(0..1, NameType::Organization)]);
        let mut far = vec![sure];
        far.extend([away; REACH + 1]);
        far.push(doubtful);
        assert_eq!(found(passage(&far)).last().unwrap()[..], [(0..1, NameType::Location)]);
        let certain: &[(&str, usize, f32)] = &[("Tarvek", PLACE, 8.0)];
        assert_eq!(found(passage(&[sure, sure, certain]))[2], [(0..1, NameType::Location)]);
    }

    #[test]
    fn an_acronym_is_of_the_kind_of_the_name_whose_initials_it_is() {
        let name: &[(&str, usize, f32)] =
            &[("Northern", BODY, 9.0), ("Timber", BODY + 1, 9.0), ("Board", BODY + 1, 9.0)];
        let acronym: &[(&str, usize, f32)] = &[("the", 0, 9.0), ("NTB", 0, 7.0), ("met", 0, 9.0)];
        let other: &[(&str, usize, f32)] = &[("the", 0, 9.0), ("NTA", 0, 7.0), ("met", 0, 9.0)];
        assert_eq!(found(passage(&[name, acronym, other]))[1..], [vec![(1..2, NameType::Organization)], vec![]]);
        let longer: &[(&str, usize, f32)] = &[("NTB", PLACE, 2.0), ("Hills", PLACE + 1, 2.0)];
        assert_eq!(found(passage(&[name, longer]))[1], [(0..2, NameType::Location)]);
    }

    #[test]
    fn of_names_equally_near_the_first_counts() {
        use NameType::{Location, Organization, Person};
        let names = [(1, Person), (4, Location), (4, Person), (6, Organization), (9, Person)];
        assert_eq!(nearest(&names, 5), Some((1, Location)));
        assert_eq!(nearest(&names, 6), Some((0, Organization)));
        assert_eq!(nearest(&names, 20), Some((11, Person)));
        assert_eq!(nearest(&names, 0), Some((1, Person)));
        assert_eq!(nearest(&[], 3), None);
    }

    #[test]
    fn the_name_of_a_body_goes_on_after_of() {
        let cut: &[(&str, usize, f32)] = &[
            ("Union", BODY, 3.0),
            ("of", BODY + 1, 3.0),
            ("Harbour", PLACE, 3.0),
            ("Pilots", 0, 1.0),
            ("left", 0, 9.0),
        ];
        assert_eq!(found(passage(&[cut]))[0], [(0..4, NameType::Organization)]);
        let with_article: &[(&str, usize, f32)] =
            &[("Union", BODY, 3.0), ("of", BODY + 1, 3.0), ("the", 0, 3.0), ("North", PLACE, 3.0), ("left", 0, 9.0)];
        assert_eq!(found(passage(&[with_article]))[0], [(0..4, NameType::Organization)]);
    }

    #[test]
    fn no_name_ends_with_a_small_word() {
        let two: &[(&str, usize, f32)] =
            &[("Reform", BODY, 3.0), ("Party", BODY + 1, 3.0), ("and", BODY + 1, 3.0), ("Alliance", BODY, 3.0)];
        assert_eq!(found(passage(&[two]))[0], [(0..2, NameType::Organization), (3..4, NameType::Organization)]);
        let nothing_follows: &[(&str, usize, f32)] =
            &[("Board", BODY, 3.0), ("of", BODY + 1, 3.0), ("its", 0, 3.0), ("club", 0, 3.0)];
        assert_eq!(found(passage(&[nothing_follows]))[0], [(0..1, NameType::Organization)]);
    }

    #[test]
    fn a_short_form_in_brackets_is_the_body_before_it() {
        let defined: &[(&str, usize, f32)] = &[
            ("Venstre", BODY, 3.0),
            ("Union", BODY + 1, 3.0),
            ("(", 0, 9.0),
            ("NvU", 0, 3.0),
            (")", 0, 9.0),
            ("won", 0, 9.0),
        ];
        let later: &[(&str, usize, f32)] = &[("the", 0, 9.0), ("NvU", PLACE, 3.0), ("lost", 0, 9.0)];
        let names = found(passage(&[defined, later]));
        assert_eq!(names[0], [(0..2, NameType::Organization), (3..4, NameType::Organization)]);
        assert_eq!(names[1], [(1..2, NameType::Organization)]);
        let town: &[(&str, usize, f32)] = &[("Varda", PLACE, 3.0), ("(", 0, 9.0), ("NvU", 0, 3.0), (")", 0, 9.0)];
        assert_eq!(found(passage(&[town]))[0], [(0..1, NameType::Location)]);
    }
}
