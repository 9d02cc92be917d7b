//! Names of people: longer and shorter forms of one name.
//!
//! One: "Recep Tayyip Erdoğan", "Tayyip Erdogan", "Erdogan"; "Kim Jong-un", "Kim"; "Mohammad bin Salman", "Mohammad".
//! Two: "Joe Biden" and "Hunter Biden"; "Mr. Clinton" and "Hillary Clinton".

use super::super::EntityKind;
use super::super::draft::{Draft, fold};
use super::Reading;
use crate::gazetteer::{Gender, TitleClass};
use std::collections::BTreeMap;

/// The latest named mention of each person so far, by set.
fn persons(reading: &Reading) -> Vec<usize> {
    let drafts = reading.clusters.drafts();
    (0..drafts.len()).filter(|&i| drafts[i].kind == EntityKind::Person && drafts[i].is_name()).collect()
}

/// One draft a set, the one with the most words.
fn longest_forms(reading: &Reading, persons: &[usize]) -> Vec<usize> {
    let mut longest: BTreeMap<usize, usize> = BTreeMap::new();
    for &index in persons {
        let slot = longest.entry(reading.clusters.root(index)).or_insert(index);
        if reading.clusters.get(index).words.len() > reading.clusters.get(*slot).words.len() {
            *slot = index;
        }
    }
    longest.into_values().collect()
}

/// Joins names of two and more words of which one is the other with words left out or made initials.
pub(super) fn variants(reading: &mut Reading) {
    let persons = persons(reading);
    let forms: Vec<usize> =
        longest_forms(reading, &persons).into_iter().filter(|&i| reading.clusters.get(i).words.len() > 1).collect();
    // Names that can be variants share their first or last word or its initial: compare within those groups.
    let mut by_last: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for &index in &forms {
        let words = &reading.clusters.get(index).words;
        for end in [words.last(), words.first()].into_iter().flatten() {
            by_last.entry(end.clone()).or_default().push(index);
        }
    }
    for group in by_last.values() {
        for (position, &later) in group.iter().enumerate() {
            let fitting: Vec<usize> = group
                .iter()
                .take(position)
                .copied()
                .filter(|&earlier| {
                    let (a, b) = (reading.clusters.get(earlier), reading.clusters.get(later));
                    is_variant(&a.words, &b.words) || is_variant(&b.words, &a.words)
                })
                .collect();
            if let [only] = fitting[..] {
                reading.clusters.join(only, later, "form of the name");
            }
        }
    }
}

/// Whether `short` is `long` with words left out or made initials, first or last word kept.
fn is_variant(short: &[String], long: &[String]) -> bool {
    if short.len() > long.len() || short.len() < 2 {
        return false;
    }
    // The ends are looked at first: a document may have many people of one given name.
    let last = short.last() == long.last();
    let ends = last || short.first() == long.first() && (short.len() > 2 || long.len() > short.len());
    let fits = |s: &str, l: &str| s == l || (s.chars().count() == 1 && l.starts_with(s));
    let mut rest = long.iter();
    ends && short.iter().all(|s| rest.by_ref().any(|l| fits(s, l)))
}

/// Joins a single word to the person whose surname it is, or whose first word (a given name, or an East Asian surname), else
/// one between.
pub(super) fn surnames(reading: &mut Reading) {
    let persons = persons(reading);
    let full: Vec<usize> =
        longest_forms(reading, &persons).into_iter().filter(|&i| reading.clusters.get(i).words.len() > 1).collect();
    let mut by_last: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut by_first: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut by_middle: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for &index in &full {
        let words = &reading.clusters.get(index).words;
        for tail in tails(words) {
            by_last.entry(tail).or_default().push(index);
        }
        if let Some(first) = words.first() {
            by_first.entry(first.clone()).or_default().push(index);
        }
        // "Lula" for "Luiz Inácio Lula da Silva".
        for word in words.iter().skip(1).take(words.len().saturating_sub(2)) {
            if word.chars().count() > 2 && !is_particle(word) {
                by_middle.entry(word.clone()).or_default().push(index);
            }
        }
    }
    for index in persons {
        let draft = reading.clusters.get(index);
        let key = draft.folded();
        if draft.words.len() > 1 && !tails_like(draft) {
            continue;
        }
        let ways = [(&by_last, "surname"), (&by_first, "given name"), (&by_middle, "part of the name")];
        let Some((list, reason)) = ways.into_iter().find_map(|(by, reason)| Some((by.get(&key)?, reason))) else {
            continue;
        };
        // A name between others shortens only what was said in full before: it may be somebody else's surname.
        let said = |&full: &usize| reading.clusters.root(full) < reading.clusters.root(index);
        if reason == "part of the name" && !list.iter().all(said) {
            continue;
        }
        if let Some(antecedent) = choose(reading, list, index) {
            reading.clusters.join(antecedent, index, reason);
        }
    }
}

/// What a name can be cut down to from behind: the last word, and it with the particle before ("bin Salman").
fn tails(words: &[String]) -> Vec<String> {
    let mut tails = Vec::new();
    // "Robert Kennedy Jr.": "Kennedy".
    let words = match words {
        [name @ .., suffix] if name.len() > 1 && matches!(suffix.as_str(), "jr" | "sr" | "ii" | "iii" | "iv") => name,
        all => all,
    };
    if let Some(last) = words.last() {
        tails.push(last.clone());
    }
    for start in 1..words.len().saturating_sub(1) {
        if is_particle(&words[start]) {
            tails.push(words[start..].join(" "));
        }
    }
    // "Tamim bin Hamad Al Thani": "Al Thani"; "Thaksin Shinawatra": "Shinawatra". A hyphen with a particle: "al-Assad".
    if let Some(stripped) = words.last().and_then(|l| l.strip_prefix("al-").or_else(|| l.strip_prefix("el-"))) {
        tails.push(stripped.to_owned());
    }
    tails
}

fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "bin"
            | "ben"
            | "al"
            | "el"
            | "von"
            | "van"
            | "de"
            | "der"
            | "da"
            | "di"
            | "le"
            | "la"
            | "del"
            | "dos"
            | "ibn"
            | "ter"
            | "du"
    )
}

/// Whether a name is a particle with its word.
fn tails_like(draft: &Draft) -> bool {
    draft.words.first().is_some_and(|w| is_particle(w))
}

/// The one of `list` that a bare surname means: the only one; else the one that bare surnames have meant before; else
/// the one that stands out by its mentions. Relatives are called by their full names.
fn choose(reading: &Reading, list: &[usize], index: usize) -> Option<usize> {
    let fitting: Vec<usize> = list.iter().copied().filter(|&f| reading.clusters.may_join(f, index)).collect();
    if let [only] = fitting[..] {
        return Some(only);
    }
    // Who is introduced only later is not meant yet.
    let before: Vec<usize> = fitting.iter().copied().filter(|&f| reading.clusters.root(f) < index).collect();
    if let [only] = before[..] {
        return Some(only);
    }
    let size = |i: usize| reading.clusters.facts(i).size;
    let best = fitting.iter().copied().max_by_key(|&i| (size(i), usize::MAX - i))?;
    let next = fitting.iter().copied().filter(|&i| i != best).map(size).max()?;
    if size(best) > next {
        return Some(best);
    }
    // Of relatives who are spoken of alike, the one who holds or held an office.
    let mut known = fitting.iter().copied().filter(|&f| is_office_holder(reading, f));
    let holder = known.next().filter(|_| known.next().is_none());
    // "Mr. Kim", where the surname comes first: the one who is introduced as head of a state.
    holder.or_else(|| {
        let word = reading.clusters.get(index).words.first()?;
        let first = |f: &usize| reading.clusters.get(*f).words.first() == Some(word);
        let mut heads = fitting.iter().copied().filter(|&f| first(&f) && heads_state(reading, f));
        heads.next().filter(|_| heads.next().is_none() && fitting.iter().all(first))
    })
}

/// Whether the title before the name is that of the head of a state or its government.
fn heads_state(reading: &Reading, index: usize) -> bool {
    let start = reading.clusters.get(index).tokens.start;
    let class = reading.known.title_before(start).map(|(_, id)| reading.known.gazetteer.title(id).class);
    let leader = start.checked_sub(1).is_some_and(|t| reading.view.lower(t) == "leader");
    leader || matches!(class, Some(TitleClass::HeadOfState | TitleClass::HeadOfGovernment | TitleClass::Royal))
}

/// Whether the gazetteer has somebody of just this name among its office holders.
fn is_office_holder(reading: &Reading, index: usize) -> bool {
    let words = &reading.clusters.get(index).words;
    let rows = words.last().map_or(&[][..], |last| reading.holders_named(last));
    let holders = rows.iter().filter_map(|&row| reading.known.gazetteer.office_holders().get(row));
    holders.into_iter().any(|holder| fold(&holder.name).split(' ').eq(words.iter().map(String::as_str)))
}

/// Joins a surname to the one person whose surname differs from it by one letter or two, where it is long and otherwise
/// nobody's ("Soleymani" for "Soleimani").
pub(super) fn spellings(reading: &mut Reading) {
    let persons = persons(reading);
    let full: Vec<usize> =
        longest_forms(reading, &persons).into_iter().filter(|&i| reading.clusters.get(i).words.len() > 1).collect();
    // Every name is held against every other: in a text of thousands of names nothing would be safe anyway.
    if full.len() > 400 {
        return;
    }
    for &index in &persons {
        let draft = reading.clusters.get(index);
        let Some(word) = draft.words.last().filter(|w| w.chars().count() > 4) else { continue };
        // One letter more or less makes another name of a short one; swapped letters hardly do.
        let short = draft.words.len() == 1 && word.chars().count() == 5;
        // A surname that is somebody's already is not spelled another way: "Castro" is Fidel's or Raul's, and joins them not.
        let alone = draft.words.len() == 1;
        if alone && full.iter().any(|&f| reading.clusters.same(f, index)) {
            continue;
        }
        let mut fitting = full.iter().copied().filter(|&f| {
            let other = &reading.clusters.get(f).words;
            let given = draft.words.len() == 1 || draft.words.iter().zip(other).all(|(a, b)| a == b || near(a, b));
            !reading.clusters.same(f, index)
                && given
                && (draft.words.len() == 1 || draft.words.len() == other.len())
                && other.last().is_some_and(|last| {
                    near(word, last) && !(alone && last == word) && (!short || is_swapped(word, last))
                })
        });
        if let (Some(only), None) = (fitting.next(), fitting.next()) {
            drop(fitting);
            reading.clusters.join(only, index, "spelling of the name");
        }
    }
}

/// Notes the gender of people who are called by a given name alone.
pub(super) fn genders(reading: &mut Reading) {
    for index in persons(reading) {
        let draft = reading.clusters.get(index);
        let alone = draft.words.len() == 1 && reading.clusters.root(index) == index;
        if let Some(gender) = reading.known.given_name(draft.tokens.start).filter(|g| alone && *g != Gender::Unknown) {
            reading.clusters.is_of_gender(index, gender);
        }
    }
}

/// Whether two words differ in one letter, or in two where they are long and begin alike. The syllables of hyphenated
/// names are too short to differ by chance.
fn near(a: &str, b: &str) -> bool {
    // "al-Zarqawi": the article is no syllable of a name.
    let bare = |w: &'_ str| w.split_once('-').filter(|(first, _)| is_particle(first)).map(|(_, rest)| rest.to_owned());
    if let (Some(a), Some(b)) = (bare(a), bare(b)) {
        return near(&a, &b);
    }
    if a.contains('-') || b.contains('-') {
        return a == b;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let allowed = if a.len().min(b.len()) > 7 { 2 } else { 1 };
    let alike = a.first() == b.first() || a.len() > 4 && a.get(1..) == b.get(1..) && is_vowel(&a) && is_vowel(&b);
    alike && a.len().abs_diff(b.len()) <= allowed && a.len().min(b.len()) > 3 && distance(&a, &b) <= allowed
}

/// "Usama", "Osama": only first vowels are written so differently.
fn is_vowel(word: &[char]) -> bool {
    word.first().is_some_and(|c| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'))
}

/// How many letters must be changed, left out or put in, or swapped with the next one.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let cost = rows[i][j] + usize::from(x != y);
            let mut least = cost.min(rows[i][j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                least = least.min(rows[i - 1][j - 1] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

/// Whether two words have the same letters and two neighbours swapped.
fn is_swapped(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let differ: Vec<usize> = (0..a.len().min(b.len())).filter(|&i| a[i] != b[i]).collect();
    a.len() == b.len() && matches!(differ[..], [i, j] if j == i + 1 && a[i] == b[j] && a[j] == b[i])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn names_lose_words_and_shrink_to_initials() {
        assert!(is_variant(&words("tayyip erdogan"), &words("recep tayyip erdogan")));
        assert!(is_variant(&words("v putin"), &words("vladimir putin")));
        assert!(!is_variant(&words("hunter biden"), &words("joe biden")));
    }

    #[test]
    fn spellings_are_near_and_other_names_are_not() {
        assert!(near("soleymani", "soleimani"));
        assert!(!near("johnson", "jackson"));
        assert!(!near("wong", "fong"));
        assert!(near("al-zarqawi", "al-zarqwai"));
        assert!(near("mbeki", "mebki"));
        assert!(!near("jong-un", "jong-il"));
    }
}
