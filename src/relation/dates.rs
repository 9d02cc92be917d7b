//! When an event is said to happen. In: a trigger word and the day of publication; out: an ISO 8601 day, month, year or
//! interval, where the sentence says it plainly; never a guess, never the day of the run.

use super::scene::Scene;
use crate::syntax::calendar::{DAYS, MONTHS};
use crate::syntax::{Deprel, Upos};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// A time that the sentence gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// One day.
    Day(Date),
    /// First and last day.
    Between(Date, Date),
    /// A month of a year.
    Month(i16, i8),
    /// A year.
    Year(i16),
}

impl When {
    /// In ISO 8601.
    pub fn iso(self) -> String {
        match self {
            Self::Day(day) => day.to_string(),
            Self::Between(first, last) => format!("{first}/{last}"),
            Self::Month(year, month) => format!("{year:04}-{month:02}"),
            Self::Year(year) => format!("{year:04}"),
        }
    }

    /// Whether all of it comes after `day`.
    pub fn is_after(self, day: Date) -> bool {
        match self {
            Self::Day(date) | Self::Between(date, _) => date > day,
            Self::Month(year, month) => (year, month) > (day.year(), day.month()),
            Self::Year(year) => year > day.year(),
        }
    }
}

/// When the event of `word` happens. `future`: whether it is said to be to come, so that a weekday is the next one.
pub(super) fn date(scene: &Scene, word: usize, future: bool) -> Option<When> {
    let anchor = scene.document.date;
    let mut at = word;
    // The time of an event noun may stand with the verb that it belongs to, the time of a verb with its governor's.
    for _ in 0..4 {
        if let Some(found) = phrases(scene, at).find_map(|phrase| read(scene, phrase, anchor, future)) {
            return Some(found);
        }
        let tagged = scene.tree.word(at);
        match (tagged.deprel, tagged.head) {
            (Deprel::Obj | Deprel::Xcomp | Deprel::NsubjPass | Deprel::Nsubj, Some(head)) => at = head,
            (Deprel::Obl, Some(head)) if scene.tree.word(at).upos == Upos::Noun => at = head,
            _ => return None,
        }
    }
    None
}

/// The dependents of `word` that may tell a time.
fn phrases<'a>(scene: &'a Scene, word: usize) -> impl Iterator<Item = usize> + 'a {
    let relations = &[
        Deprel::Obl,
        Deprel::OblUnmarked,
        Deprel::Nmod,
        Deprel::NmodUnmarked,
        Deprel::Advmod,
        Deprel::Compound,
        Deprel::NmodPoss,
        Deprel::Dep,
        Deprel::NmodDesc,
    ];
    scene.tree.children_by(word, relations)
}

/// Reads the time phrase headed by `word`.
fn read(scene: &Scene, word: usize, anchor: Option<Date>, future: bool) -> Option<When> {
    let words: Vec<String> =
        scene.view.under(word, &[]).into_iter().filter(|w| w.abs_diff(word) <= 4).map(|w| scene.form(w)).collect();
    let head = scene.form(word);
    let has = |text: &str| words.iter().any(|w| w == text);
    let preposition = scene.view.preposition(word);
    if matches!(preposition.as_deref(), Some("since" | "until" | "by" | "before" | "after" | "from")) {
        return None;
    }
    if let Some(month) = words.iter().find_map(|w| month(w)) {
        return month_phrase(&words, month, anchor, future);
    }
    let weekday = (1..).zip(DAYS).find(|(_, name)| *name == head);
    if let Some(weekday) = weekday.and_then(|(number, _)| Weekday::from_monday_one_offset(number).ok()) {
        return Some(When::Day(nearest(anchor?, weekday, future || has("next"), has("last"))));
    }
    match head.as_str() {
        "today" | "tonight" => anchor.map(When::Day),
        "yesterday" => anchor?.checked_sub(1.day()).ok().map(When::Day),
        "tomorrow" => anchor?.checked_add(1.day()).ok().map(When::Day),
        "week" if has("last") => week(anchor?, -1),
        "week" if has("next") => week(anchor?, 1),
        "month" if has("last") => shifted_month(anchor?, -1),
        "month" if has("next") => shifted_month(anchor?, 1),
        "year" if has("last") => Some(When::Year(anchor?.year() - 1)),
        "year" if has("next") => Some(When::Year(anchor?.year() + 1)),
        year if matches!(preposition.as_deref(), Some("in" | "during")) && year.len() == 4 => {
            year.parse().ok().filter(|y| (1500..2200).contains(y)).map(When::Year)
        }
        _ => None,
    }
}

fn month(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.');
    // "may" and "march" are months only in capitals with a number, which `month_phrase` asks for.
    let index =
        MONTHS.iter().position(|m| *m == word || (word.len() >= 3 && word.len() <= 4 && m.starts_with(word)))?;
    i8::try_from(index + 1).ok()
}

/// "Jan. 21", "21 January 2014", "in March".
fn month_phrase(words: &[String], month: i8, anchor: Option<Date>, future: bool) -> Option<When> {
    // "21st" and "7th" as well as "21"
    let numbers: Vec<i16> = words.iter().filter_map(|w| w.trim_end_matches(char::is_alphabetic).parse().ok()).collect();
    let year = numbers.iter().copied().find(|n| (1500..2200).contains(n));
    let day = numbers.iter().copied().find(|n| (1..=31).contains(n)).and_then(|d| i8::try_from(d).ok());
    let year = year.or_else(|| anchor.map(|a| nearest_year(a, month, day.unwrap_or(15), future)))?;
    match day {
        Some(day) => Date::new(year, month, day).ok().map(When::Day),
        None => Some(When::Month(year, month)),
    }
}

/// The year in which the day lies nearest to the article's, before it unless the event is to come.
fn nearest_year(anchor: Date, month: i8, day: i8, future: bool) -> i16 {
    let here = (month, day);
    let now = (anchor.month(), anchor.day());
    match future {
        true if here < now => anchor.year() + 1,
        false if here > now && month - anchor.month() > 1 => anchor.year() - 1,
        _ => anchor.year(),
    }
}

/// The weekday next to the article's day: that day or before it, or after it for what is to come.
fn nearest(anchor: Date, weekday: Weekday, future: bool, last: bool) -> Date {
    let back = i32::from(anchor.weekday().since(weekday));
    let ahead = i32::from(weekday.since(anchor.weekday()));
    let days = match () {
        () if last => -(if back == 0 { 7 } else { back }),
        () if future => ahead,
        () => -back,
    };
    anchor.checked_add(days.days()).unwrap_or(anchor)
}

fn week(anchor: Date, offset: i32) -> Option<When> {
    let monday = anchor.checked_sub(i32::from(anchor.weekday().to_monday_zero_offset()).days()).ok()?;
    let first = monday.checked_add((7 * offset).days()).ok()?;
    Some(When::Between(first, first.checked_add(6.days()).ok()?))
}

fn shifted_month(anchor: Date, offset: i32) -> Option<When> {
    let moved = anchor.first_of_month().checked_add(offset.months()).ok()?;
    Some(When::Month(moved.year(), moved.month()))
}
