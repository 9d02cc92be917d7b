//! What the tokenizer and the splitter know of English words: abbreviations and contractions from `schema/`, and the
//! few closed lists that belong to the writing system.

use crate::schema::word_classes;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What an abbreviation tells of the words around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// "Gen.": a name follows.
    Title,
    /// "Dec.": a day or year follows.
    Month,
    /// "No.", "p.": a number follows.
    Number,
    /// "Inc.": a name went before.
    Firm,
    /// "ft.": a number went before.
    Unit,
    /// "Ave.", "Calif.".
    Place,
    /// "etc.", "Jr.".
    Other,
    /// One letter: "J.".
    Initial,
    /// Letters with stops between: "U.S.", "p.m.".
    Acronym,
}

impl Abbreviation {
    /// The class as the splitter's cues name it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Month => "month",
            Self::Number => "number",
            Self::Firm => "firm",
            Self::Unit => "unit",
            Self::Place => "place",
            Self::Other => "other",
            Self::Initial => "initial",
            Self::Acronym => "acronym",
        }
    }

    fn parse(name: &str) -> Option<Self> {
        [Self::Title, Self::Month, Self::Number, Self::Firm, Self::Unit, Self::Place, Self::Other]
            .into_iter()
            .find(|class| class.name() == name)
    }
}

/// The rows of a two-column table; comments and rows of another shape are passed over (a test counts them).
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

static ABBREVIATIONS: LazyLock<HashMap<&'static str, Abbreviation>> = LazyLock::new(|| {
    rows(include_str!("../../schema/abbreviations.tsv"))
        .filter_map(|(form, class)| Some((form, Abbreviation::parse(class)?)))
        .collect()
});

static CONTRACTIONS: LazyLock<HashMap<&'static str, Contraction>> = LazyLock::new(|| {
    rows(include_str!("../../schema/contractions.tsv"))
        .map(|(form, rest)| {
            let (parts, mark) = rest.split_once('\t').unwrap_or((rest, ""));
            let holds = match mark {
                "doubtful" => Holds::Perhaps,
                "first" => Holds::First,
                _ => Holds::Always,
            };
            (form, Contraction { lengths: parts.split(' ').filter_map(|n| n.parse().ok()).collect(), holds })
        })
        .collect()
});

/// A word that stands for several.
struct Contraction {
    /// Letters of each.
    lengths: Vec<usize>,
    holds: Holds,
}

/// Where a form is a contraction.
#[derive(PartialEq)]
enum Holds {
    Always,
    /// It may be another word: what stands around it decides.
    Perhaps,
    /// It may be another word, but not at the beginning of a sentence.
    First,
}

/// The longest abbreviation or contraction of the tables, in bytes: longer words need not be looked up.
const LONGEST: usize = 12;

/// The class of `word` (without its final stop) if a stop after it may belong to it.
pub(crate) fn abbreviation(word: &str) -> Option<Abbreviation> {
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let mut letters = word.chars();
    if let (Some(only), None) = (letters.next(), letters.next())
        && only.is_uppercase()
        && only != 'I'
    {
        return Some(Abbreviation::Initial);
    }
    if is_acronym(word) {
        return Some(Abbreviation::Acronym);
    }
    let class = ABBREVIATIONS.get(word.to_lowercase().as_str()).copied()?;
    // "no.", "rep.", "mon." in small letters end sentences; "p.", "ft.", "etc." do not need a capital.
    let capital = word.starts_with(char::is_uppercase);
    let free =
        matches!(class, Abbreviation::Number | Abbreviation::Unit | Abbreviation::Other) && !word.starts_with("no");
    (capital || free).then_some(class)
}

/// "U.S", "p.m", "Ph.D", "M.Sc": short letter groups with stops between.
fn is_acronym(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic))
        && word.split('.').any(|part| part.chars().count() == 1)
}

/// Lengths of the words in a contraction without an apostrophe ("cannot": 3, 3).
pub(crate) fn contraction(word: &str) -> Option<&'static [usize]> {
    find_contraction(word, Holds::Always)
}

/// The same for one that is a contraction only at the beginning of a sentence ("Lets go").
pub(crate) fn first_contraction(word: &str) -> Option<&'static [usize]> {
    let small = word.get(1..).is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_lowercase()));
    find_contraction(word, Holds::First).filter(|_| small)
}

fn find_contraction(word: &str, holds: Holds) -> Option<&'static [usize]> {
    if word.len() > LONGEST || !word.is_ascii() {
        return None;
    }
    let found = CONTRACTIONS.get(word.to_ascii_lowercase().as_str()).filter(|c| c.holds == holds)?;
    Some(&found.lengths)
}

/// A row of the table of contractions: the form, and the lengths of its words.
type Row = (&'static str, &'static [usize]);

/// The words that may be contractions or others.
static DOUBTFUL: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let rows =
        CONTRACTIONS.iter().filter(|(_, c)| c.holds == Holds::Perhaps).map(|(form, c)| (*form, c.lengths.as_slice()));
    let mut rows: Vec<Row> = rows.collect();
    rows.sort_unstable();
    rows
});

/// What `word` would be as a contraction, where it may be another word. Words in capitals are not.
pub(crate) fn doubtful(word: &str) -> Option<Row> {
    let small = word.ends_with(|c: char| c.is_ascii_lowercase());
    DOUBTFUL.iter().find(|(form, _)| form.len() == word.len() && small && form.eq_ignore_ascii_case(word)).copied()
}

/// The doubtful word that `host` and `clitic` make without their apostrophe, or one that is often written for them: "your"
/// for "you" and "re".
#[cfg(feature = "train")]
pub(crate) fn doubtful_from(host: &str, clitic: &str) -> Option<Row> {
    let fits = |(form, lengths): &&Row| {
        let (first, rest) = form.split_at_checked(lengths.first().copied().unwrap_or(0)).unwrap_or_default();
        first == host && (rest.starts_with(clitic) || clitic.starts_with(rest))
    };
    DOUBTFUL.iter().find(fits).copied()
}

/// Prefixes that keep their hyphen and the word after it in one token, as the treebanks have it ("non-profit",
/// "co-founder"), where other compounds are cut ("long" "-" "term").
const HYPHEN_PREFIXES: &[&str] = &[
    "anti", "bi", "co", "counter", "cross", "de", "e", "ex", "extra", "hyper", "inter", "intra", "mega", "micro",
    "mid", "mini", "mis", "multi", "non", "over", "pan", "post", "pre", "pro", "pseudo", "psycho", "re", "semi",
    "socio", "sub", "super", "trans", "ultra", "under",
];

/// Whether a hyphen after `part` does not cut the word.
pub(crate) fn keeps_hyphen(part: &str) -> bool {
    part.len() <= 7 && HYPHEN_PREFIXES.contains(&part.to_lowercase().as_str())
}

/// Whether the two words around a slash are an abbreviation of letters: "w/o", "b/c", "s/he".
pub(crate) fn keeps_slash(left: &str, right: &str) -> bool {
    const WHOLE: &[(&str, &str)] =
        &[("w", "o"), ("b", "c"), ("s", "he"), ("n", "a"), ("l", "c"), ("i", "c"), ("w", "in"), ("w", "out")];
    WHOLE.contains(&(left.to_lowercase().as_str(), right.to_lowercase().as_str()))
}

/// Whether `letters` directly after a number are a word of their own ("10km", "7pm", "$5bn").
pub(crate) fn is_unit(letters: &str) -> bool {
    const UNITS: &[&str] = &[
        "km", "k", "K", "m", "M", "mm", "cm", "ft", "kg", "g", "mg", "lb", "lbs", "am", "pm", "AM", "PM", "a.m", "p.m",
        "mph", "kph", "bn", "b", "B", "tn", "MM", "MW", "GW", "kW", "GB", "MB", "TB", "KB", "gb", "mb", "kb", "GHz",
        "MHz", "ha", "nm", "hrs", "min", "mins", "yr", "yrs", "hz", "Hz", "kHz", "x", "people", "person", "persons",
        "percent", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year",
        "years", "miles", "feet", "dollars", "euros", "times", "watt", "watts",
    ];
    UNITS.contains(&letters)
}

/// Whether `letters` before "$" are part of the sign: "US$".
pub(crate) fn is_dollar_prefix(letters: &str) -> bool {
    ["US", "U", "A", "C", "AU", "CA", "CAN", "NZ", "HK", "S", "NT", "R", "Z"].contains(&letters)
}

/// Whether a word may begin with an apostrophe: "'em", "'til".
pub(crate) fn is_clipped(word: &str) -> bool {
    ["em", "til", "till", "cause", "bout", "tis", "twas", "n", "round"].contains(&word.to_lowercase().as_str())
}

/// The last part of internet names, those that stand in running text without "www".
pub(crate) fn is_domain_end(part: &str) -> bool {
    [
        "com", "org", "net", "gov", "edu", "mil", "int", "info", "io", "uk", "us", "eu", "de", "fr", "ca", "au", "ru",
        "cn", "tv", "co", "biz", "ly", "me",
    ]
    .contains(&part.to_ascii_lowercase().as_str())
}

/// Whether `word` is the name of a file: "budget.xls".
pub(crate) fn is_file(word: &str) -> bool {
    word.rsplit_once('.').is_some_and(|(_, ending)| is_file_ending(ending))
}

/// Whether what stands after a stop says what a file holds.
pub(crate) fn is_file_ending(part: &str) -> bool {
    ends_file(&part.to_ascii_lowercase())
}

word_classes! {
    "text":
    pub(crate) is_report = report,
    pub(crate) leads_on = leads_on,
    pub(crate) begins_sentence = opener,
    pub(crate) has_mark = marked,
    pub(crate) may_be_let = allowed,
    ends_file = file,
}

/// Any apostrophe: straight, curly, and the accents that are typed for it.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | '＇')
}

/// Hyphens, without the dashes.
pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openers_are_in_order() {
        assert!(["A", "Because", "Nobody", "Officials", "Your"].iter().all(|word| begins_sentence(word)));
    }

    #[test]
    fn every_row_of_the_tables_is_understood() {
        let count = |table: &str| table.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).count();
        assert_eq!(ABBREVIATIONS.len(), count(include_str!("../../schema/abbreviations.tsv")));
        assert_eq!(CONTRACTIONS.len(), count(include_str!("../../schema/contractions.tsv")));
        assert!(CONTRACTIONS.iter().all(|(form, c)| c.lengths.iter().sum::<usize>() == form.len()));
        assert!(ABBREVIATIONS.keys().chain(CONTRACTIONS.keys()).all(|form| form.len() <= LONGEST));
    }
}
