//! Time phrases. In: the words of a phrase ("last Friday", "Jan. 21", "earlier this year"), the day of publication and
//! whether the event is past or to come; out: the days that are meant, where the words tell them plainly.

use crate::syntax::calendar::{DAYS, MONTHS};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// First and last day of a time that the text gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct When {
    first: Date,
    last: Date,
}

/// On which side of the day of publication an event lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Coming,
    /// The words do not tell; news tells mostly of the past.
    Open,
}

impl When {
    fn day(day: Date) -> Self {
        Self { first: day, last: day }
    }

    fn month(year: i16, month: i8) -> Option<Self> {
        let first = Date::new(year, month, 1).ok()?;
        Some(Self { first, last: first.last_of_month() })
    }

    fn year(year: i16) -> Option<Self> {
        Some(Self { first: Date::new(year, 1, 1).ok()?, last: Date::new(year, 12, 31).ok()? })
    }

    /// In ISO 8601: a day, or the first and the last day with a slash between them.
    pub fn iso(self) -> String {
        if self.first == self.last { self.first.to_string() } else { format!("{}/{}", self.first, self.last) }
    }

    /// Whether all of it comes after `day`.
    pub fn is_after(self, day: Date) -> bool {
        self.first > day
    }
}

/// Reads the phrase of `words`, as they stand in the text, whose head is number `head`. `today` is the day of
/// publication, without which only a full date is a time.
pub(super) fn read(words: &[String], head: usize, today: Option<Date>, tense: Tense) -> Option<When> {
    let small: Vec<String> = words.iter().map(|w| w.to_lowercase()).collect();
    let phrase = Phrase { words, small: &small, head: small.get(head)?, tense };
    if let Ok(day) = words.concat().trim_matches(|c: char| !c.is_ascii_digit()).parse::<Date>() {
        return Some(When::day(day));
    }
    if let Some((at, month)) = phrase.month(head) {
        return phrase.of_month(at, month, today);
    }
    phrase.decade().or_else(|| phrase.relative(today?))
}

/// The full date that `words` give from their beginning on ("Friday, Jan. 21, 2022", "21 January 2022", "2022-01-21").
pub(super) fn full_date(words: &[String]) -> Option<Date> {
    let number = |at: usize| words.get(at).and_then(|w| day_number(w));
    let year = |at: usize| words.get(at).and_then(|w| year_number(w));
    let comma = |at: usize| usize::from(words.get(at).is_some_and(|w| w == ","));
    let iso = words.get(..5).and_then(|w| w.concat().parse().ok());
    iso.or_else(|| {
        let (at, month) = words.iter().take(3).enumerate().find_map(|(at, w)| Some((at, month_name(w)?)))?;
        let before = at.checked_sub(1).and_then(number);
        let (day, next) = match number(at + 1) {
            Some(day) => (day, at + 2),
            None => (before?, at + 1),
        };
        Date::new(year(next + comma(next))?, month, day).ok()
    })
}

struct Phrase<'a> {
    words: &'a [String],
    small: &'a [String],
    head: &'a str,
    tense: Tense,
}

impl Phrase<'_> {
    fn has(&self, word: &str) -> bool {
        self.small.iter().any(|w| w == word)
    }

    fn has_any(&self, words: &[&str]) -> bool {
        words.iter().any(|w| self.has(w))
    }

    /// The month that the phrase names. "May" and "March" alone are months only as the head of the phrase.
    fn month(&self, head: usize) -> Option<(usize, i8)> {
        let names = self.words.iter().enumerate().filter_map(|(at, w)| Some((at, month_name(w)?)));
        let sure = |&(at, month): &(usize, i8)| {
            let number =
                |at: usize| self.small.get(at).is_some_and(|w| day_number(w).or(year_number(w).map(|_| 1)).is_some());
            at == head || !matches!(month, 3 | 5) || number(at + 1) || at.checked_sub(1).is_some_and(number)
        };
        names.into_iter().find(sure)
    }

    /// "Jan. 21", "21 January 2014", "March 3-5", "in March", "last May".
    fn of_month(&self, at: usize, month: i8, today: Option<Date>) -> Option<When> {
        let day_at = |at: usize| self.small.get(at).and_then(|w| day_number(w));
        let year = self.small.iter().find_map(|w| year_number(w));
        let of = usize::from(at.checked_sub(1).is_some_and(|b| self.small.get(b).is_some_and(|w| w == "of")));
        let before = at.checked_sub(1 + of).and_then(day_at);
        let day = day_at(at + 1).or(before);
        let year = match (year, today) {
            (Some(year), _) => year,
            (None, Some(today)) => self.year_of(today, month, day),
            (None, None) => return None,
        };
        let Some(day) = day else { return When::month(year, month) };
        let first = Date::new(year, month, day).ok()?;
        let joint = self.small.get(at + 2).is_some_and(|w| matches!(w.as_str(), "-" | "\u{2013}" | "to" | "and"));
        let until = day_at(at + 3).filter(|&until| joint && until > day);
        let last = until.and_then(|day| Date::new(year, month, day).ok()).unwrap_or(first);
        Some(When { first, last })
    }

    /// The year of a month that is given without one: that in which it lies nearest on its side of today.
    fn year_of(&self, today: Date, month: i8, day: Option<i8>) -> i16 {
        let (here, now) = ((month, day.unwrap_or(today.day())), (today.month(), today.day()));
        let back = self.has("last") || self.tense == Tense::Past;
        let step = match () {
            () if here > now && back => -1,
            // "on Dec. 7" in January is last year's, "on Feb. 3" may be to come.
            () if here > now && self.tense == Tense::Open && month - today.month() > 1 => -1,
            () if here < now && (self.has("next") || self.tense == Tense::Coming) => 1,
            () => 0,
        };
        today.year() + step
    }

    /// "in the 1990s"
    fn decade(&self) -> Option<When> {
        let year = self.head.strip_suffix('s').and_then(year_number).filter(|y| y % 10 == 0)?;
        Some(When { first: Date::new(year, 1, 1).ok()?, last: Date::new(year + 9, 12, 31).ok()? })
    }

    /// What is counted from today.
    fn relative(&self, today: Date) -> Option<When> {
        let shifted = |days: i32| today.checked_add(days.days()).ok().map(When::day);
        let hours = matches!(self.head, "morning" | "afternoon" | "evening" | "night" | "noon" | "midday" | "hour");
        match () {
            () if self.has("ago") => self.ago(today),
            () if self.has("yesterday") => shifted(-1),
            () if self.has("tomorrow") => shifted(1),
            () if self.has_any(&["today", "tonight"]) => shifted(0),
            () if self.weekday(hours).is_some() => self.on_weekday(today, self.weekday(hours)?),
            () if hours && self.has("this") => shifted(0),
            () if self.head == "night" && self.has("last") => shifted(-1),
            () => self.of_unit(today),
        }
    }

    fn weekday(&self, hours: bool) -> Option<Weekday> {
        let named = |w: &str| (1..).zip(DAYS).find(|(_, name)| *name == w).map(|(number, _)| number);
        let within = || self.small.iter().zip(self.words).find(|(_, w)| w.starts_with(char::is_uppercase) && hours);
        let capital =
            |head: &&str| self.words.iter().any(|w| w.to_lowercase() == **head && w.starts_with(char::is_uppercase));
        let number = Some(self.head).filter(capital).and_then(named).or_else(|| named(within()?.0))?;
        Weekday::from_monday_one_offset(number).ok()
    }

    /// The weekday next to today: that day or before it, or after it for what is to come.
    fn on_weekday(&self, today: Date, weekday: Weekday) -> Option<When> {
        let back = i32::from(today.weekday().since(weekday));
        let ahead = i32::from(weekday.since(today.weekday()));
        let days = match () {
            () if self.has("last") => -(if back == 0 { 7 } else { back }),
            () if self.has("next") => {
                if ahead == 0 {
                    7
                } else {
                    ahead
                }
            }
            () if self.tense == Tense::Coming => ahead,
            () => -back,
        };
        today.checked_add(days.days()).ok().map(When::day)
    }

    /// "two days ago", "three weeks ago", "a year ago"
    fn ago(&self, today: Date) -> Option<When> {
        let count = self.small.iter().find_map(|w| count(w))?;
        let unit = self.small.iter().find_map(|w| w.strip_suffix('s').or(Some(w)).filter(|u| UNITS.contains(u)))?;
        match unit {
            "day" => today.checked_sub(count.days()).ok().map(When::day),
            "week" => week(today, -count),
            "month" => months(today, -count),
            _ => When::year(today.year() - i16::try_from(count).ok()?),
        }
    }

    /// "last week", "earlier this month", "next year", "in 2014", "over the weekend"
    fn of_unit(&self, today: Date) -> Option<When> {
        if let Some(year) = year_number(self.head) {
            return When::year(year).filter(|_| self.has_any(&["in", "during", "of"]));
        }
        let step = match () {
            () if self.has("last") => -1,
            () if self.has("next") => 1,
            () if self.has("this") => 0,
            () if self.head == "weekend" => i32::from(self.tense == Tense::Coming) - 1,
            () => return None,
        };
        let whole = match self.head {
            "week" => week(today, step),
            "month" => months(today, step),
            "year" => When::year(today.year() + i16::try_from(step).ok()?),
            "weekend" => self.weekend(today, step),
            _ => None,
        }?;
        Some(match step {
            0 if self.has("earlier") => When { last: today, ..whole },
            0 if self.has("later") => When { first: today, ..whole },
            _ => whole,
        })
    }

    /// Saturday and Sunday: the one that is over or on for what is past, else the one to come.
    fn weekend(&self, today: Date, step: i32) -> Option<When> {
        let since = i32::from(today.weekday().since(Weekday::Saturday));
        let ahead = step > 0 || step == 0 && self.tense != Tense::Past;
        let days = if ahead && since > 1 { 7 - since } else { -since };
        let first = today.checked_add(days.days()).ok()?;
        Some(When { first, last: first.tomorrow().ok()? })
    }
}

const UNITS: [&str; 4] = ["day", "week", "month", "year"];

fn week(today: Date, step: i32) -> Option<When> {
    let monday = today.checked_sub(i32::from(today.weekday().to_monday_zero_offset()).days()).ok()?;
    let first = monday.checked_add((7 * step).days()).ok()?;
    Some(When { first, last: first.checked_add(6.days()).ok()? })
}

fn months(today: Date, step: i32) -> Option<When> {
    let moved = today.first_of_month().checked_add(step.months()).ok()?;
    When::month(moved.year(), moved.month())
}

/// "Jan.", "January", "Sept", in capitals as months are written.
fn month_name(word: &str) -> Option<i8> {
    if !word.starts_with(char::is_uppercase) {
        return None;
    }
    let word = word.trim_end_matches('.').to_lowercase();
    let short = |m: &&str| m.get(..3) == Some(word.as_str()) || *m == "september" && word == "sept";
    let index = MONTHS.iter().position(|m| *m == word || short(m))?;
    i8::try_from(index + 1).ok()
}

/// "21", "21st"
fn day_number(word: &str) -> Option<i8> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    digits.parse().ok().filter(|n| (1..=31).contains(n) && digits.len() <= 2)
}

fn year_number(word: &str) -> Option<i16> {
    word.parse().ok().filter(|n| (1500..2200).contains(n) && word.len() == 4)
}

fn count(word: &str) -> Option<i32> {
    const WORDS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    if matches!(word, "a" | "an") {
        return Some(1);
    }
    let named = WORDS.iter().position(|w| *w == word).and_then(|at| i32::try_from(at + 1).ok());
    named.or_else(|| word.parse().ok().filter(|n| (1..1000).contains(n)))
}
