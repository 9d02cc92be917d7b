//! Cuts one run of letters, digits and inner signs into syntactic words: compounds at their hyphens, ranges, clitics,
//! contractions, numbers from their units.

use super::romanized;
use super::vocabulary::{self, is_apostrophe, is_hyphen};
use super::{Span, Token};

/// Appends the tokens of `run`, which starts at byte `at` of the text.
pub(crate) fn cut(run: &str, at: usize, out: &mut Vec<Token>) {
    if run.bytes().all(|b| b.is_ascii_alphabetic()) || !has_inner_sign(run) {
        return piece(run, at, out);
    }
    let mut start = 0;
    for (sign_at, sign) in run.char_indices().filter(|&(_, c)| !is_inner(c)) {
        if sign_at < start || !cuts(run, start, sign_at, sign) {
            continue;
        }
        let left = run.get(start..sign_at).unwrap_or_default();
        let end = sign_at + sign.len_utf8();
        if sign == '.' && vocabulary::abbreviation(left).is_some()
            || sign == '/'
                && start == 0
                && left == "w"
                && run.get(end..).is_some_and(|r| r.starts_with(char::is_lowercase))
        {
            push(out, at + start, at + end, false);
        } else {
            piece(left, at + start, out);
            push(out, at + sign_at, at + end, false);
        }
        start = end;
    }
    piece(run.get(start..).unwrap_or_default(), at + start, out);
}

fn push(out: &mut Vec<Token>, start: usize, end: usize, joined: bool) {
    if start < end {
        out.push(Token { span: Span::new(start, end), joined });
    }
}

fn is_inner(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_apostrophe(c)
}

fn has_inner_sign(run: &str) -> bool {
    run.chars().any(|c| !is_inner(c))
}

/// Whether `sign` at byte `at` of `run` stands between two tokens; the present piece began at `start`.
fn cuts(run: &str, start: usize, at: usize, sign: char) -> bool {
    // Looking further than a long word's length would make runs of signs cost quadratic time.
    if at - start > 100 {
        return true;
    }
    let left = run.get(start..at).unwrap_or_default();
    let right_all = run.get(at + sign.len_utf8()..).unwrap_or_default();
    let right = right_all.get(..right_all.char_indices().take(40).last().map_or(0, |(i, c)| i + c.len_utf8()));
    let right = right.unwrap_or_default();
    let digit_before = left.ends_with(|c: char| c.is_ascii_digit());
    let digit_after = right.starts_with(|c: char| c.is_ascii_digit());
    match sign {
        ',' => !(digit_before && digit_after) || are_listed(left, right),
        ':' => !(digit_before && digit_after && all_numeric(left)),
        '/' => !(digit_before && digit_after && all_numeric(left) || vocabulary::keeps_slash(left, head(right))),
        '&' => {
            let letter = |part: &str| part.len() == 1;
            !(is_short_capitals(left) && is_short_capitals(head(right)) || letter(left) && letter(head(right)))
        }
        '.' => cuts_at_stop(left, right),
        c if is_hyphen(c) => cuts_at_hyphen(left, right),
        '*' => !is_masked(left, head(right)),
        _ => !matches!(sign, '\u{300}'..='\u{36F}' | '\u{200C}' | '\u{200D}' | '\u{AD}' | '@'),
    }
}

/// Whether the number at the end of `left` and that at the start of `right`, small ones, follow each other: "[13,14]" is two,
/// "1,000" and "7,5" are one.
fn are_listed(left: &str, right: &str) -> bool {
    let digits = right.find(|c: char| !c.is_ascii_digit()).unwrap_or(right.len());
    let last = left.rsplit(',').next().unwrap_or(left);
    let (next, rest) = right.split_at_checked(digits).unwrap_or_default();
    let (Ok(one), Ok(two)) = (last.parse::<u16>(), next.parse::<u16>()) else { return false };
    // "9,10,000" is one number in India.
    let grouped = next.starts_with('0') || rest.starts_with(',') && head(&rest[1..]).len() == 3;
    two < 100 && one.checked_add(1) == Some(two) && !grouped
}

/// Whether a star between `left` and `right` hides a letter: "d*mn".
fn is_masked(left: &str, right: &str) -> bool {
    let letters =
        |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic());
    letters(left, 2) && letters(right, 3)
}

fn all_numeric(part: &str) -> bool {
    part.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '/' | ':'))
}

fn is_short_capitals(part: &str) -> bool {
    part.len() <= 4 && !part.is_empty() && part.chars().all(char::is_uppercase)
}

/// Letters and digits at the start of `text`.
fn head(text: &str) -> &str {
    text.get(..text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len())).unwrap_or_default()
}

/// A missing space after a full stop ("said.The"), which is no address, number or abbreviation ("U.S.A").
fn cuts_at_stop(left: &str, right: &str) -> bool {
    let next = head(right);
    let mut next_letters = next.chars();
    let capitalized =
        next_letters.next().is_some_and(char::is_uppercase) && next_letters.next().is_some_and(char::is_lowercase);
    let last_part = left.rsplit(['.', '-', '/']).next().unwrap_or(left);
    let word_before =
        last_part.chars().count() > 1 && last_part.ends_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    // "said.I", "3.5.He"
    let lone = next == "I" && word_before;
    // "wet.the": in small letters only where no name of a host ends so.
    let small = matches!(next, "i" | "the" | "but" | "and" | "he" | "she" | "they" | "we" | "this" | "there")
        && left == last_part
        && left.chars().count() > 2
        && left.chars().all(char::is_lowercase)
        && next == right;
    let number = capitalized && left.ends_with(|c: char| c.is_ascii_digit()) && all_numeric(last_part);
    lone || small
        || (capitalized && word_before || number) && !vocabulary::is_domain_end(next)
        || capitalized && vocabulary::abbreviation(left).is_some_and(|a| a != vocabulary::Abbreviation::Acronym)
}

fn cuts_at_hyphen(left: &str, right: &str) -> bool {
    let next = head(right);
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if left.bytes().all(|b| b.is_ascii_digit() || b == b'-' || b == b'x') && !left.is_empty() && digits(next) {
        // Telephone and postal numbers and dates stay whole, ranges ("1990-1995") and scores do not.
        let groups = left.split('-').count() + right.split('-').take_while(|g| digits(g)).count();
        let telephone = matches!(left.len(), 1 | 3) && next.len() == 4 && right.len() == 4;
        let postal = left.len() == 5 && next.len() == 4 && right.len() == 4;
        return !(groups >= 3 || telephone || postal || left.starts_with('x'));
    }
    // "212/555-0114"
    if let Some((area, exchange)) = left.split_once('/')
        && [area, exchange].iter().all(|part| part.len() == 3 && digits(part))
        && next.len() == 4
        && digits(next)
    {
        return false;
    }
    let last_part = left.rsplit(is_hyphen).next().unwrap_or(left);
    if romanized::is_given_name(left, next) && !right.get(next.len()..).unwrap_or_default().starts_with(is_hyphen) {
        return false;
    }
    if !vocabulary::keeps_hyphen(last_part) {
        return true;
    }
    // "re-" and "e-" before a word; "co-" before a word, but a lone letter or number after it is a code.
    // "mid-1980s", "mid-20s"
    !next
        .chars()
        .next()
        .is_some_and(|c| c.is_alphabetic() || c.is_ascii_digit() && (next.len() > 3 || next.ends_with('s')))
}

/// One piece without inner hyphens: clitics, contractions and units apart.
fn piece(piece: &str, at: usize, out: &mut Vec<Token>) {
    if piece.is_empty() {
        return;
    }
    if let Some(lengths) = vocabulary::contraction(piece) {
        let mut start = at;
        for (index, length) in lengths.iter().enumerate() {
            push(out, start, start + length, index > 0);
            start += length;
        }
        return;
    }
    // "isn'ta", "I'ma": an article without its space.
    if let Some(word) = piece.strip_suffix('a').filter(|word| takes_article(word)) {
        self::piece(word, at, out);
        return push(out, at + word.len(), at + piece.len(), false);
    }
    if let Some(number) = number_before_unit(piece) {
        push(out, at, at + number, false);
        return push(out, at + number, at + piece.len(), false);
    }
    let mut cuts = Vec::new();
    let mut end = piece.len();
    // "mightn't've" has two; what seems to have more is no word.
    while cuts.len() < 3
        && let Some(cut) = clitic(piece.get(..end).unwrap_or_default())
    {
        cuts.push(cut);
        end = cut;
    }
    let mut start = 0;
    for cut in cuts.into_iter().rev().chain([piece.len()]) {
        push(out, at + start, at + cut, start > 0);
        start = cut;
    }
}

/// Whether `word` is one that an article may follow by mistake without a space; names ("N'da", "Ma'ma") go on so too.
fn takes_article(word: &str) -> bool {
    let mut letters = word.chars().rev();
    let (last, mark, before) = (letters.next(), letters.next(), letters.next());
    let negation = (before, last) == (Some('n'), Some('t'));
    let first_person = matches!(before, Some('I' | 'i')) && last == Some('m') && letters.next().is_none();
    mark.is_some_and(is_apostrophe) && (negation || first_person)
}

/// Where the last clitic of `word` begins: "n't", or an apostrophe with one of the clitic endings.
fn clitic(word: &str) -> Option<usize> {
    // The longest clitics, "n't" and "'ll", have three letters.
    let (mark_at, mark) = word.char_indices().rev().take(3).find(|&(_, c)| is_apostrophe(c))?;
    let before = word.get(..mark_at)?;
    let ending = word.get(mark_at + mark.len_utf8()..)?.to_lowercase();
    if ending == "t" {
        let cut = before.strip_suffix(['n', 'N'])?.len();
        return (cut > 0).then_some(cut);
    }
    let decade = before.ends_with('0') && matches!(before.len(), 2 | 4) && before.bytes().all(|b| b.is_ascii_digit());
    if decade {
        return None;
    }
    (matches!(ending.as_str(), "s" | "re" | "ve" | "ll" | "d" | "m") && !before.is_empty()).then_some(mark_at)
}

/// Length of the number in "10km", "7:30pm".
fn number_before_unit(piece: &str) -> Option<usize> {
    if !piece.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let letters = piece.find(|c: char| c.is_alphabetic())?;
    let number = piece.get(..letters)?;
    (all_numeric(number) && vocabulary::is_unit(piece.get(letters..)?)).then_some(letters)
}
