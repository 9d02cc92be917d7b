//! Where a sentence may end, and what speaks for and against it: the cues that the learnt splitter weighs.
//!
//! The trainer calls the same functions, so that what was learnt is what is applied.

use super::Token;
use super::vocabulary::{self, Abbreviation, is_apostrophe};

/// The tokens of one paragraph with what the cues need to know of each.
pub(crate) struct Paragraph<'a> {
    text: &'a str,
    tokens: &'a [Token],
    marks: Vec<Mark>,
}

/// What the quotation marks and brackets up to a token say.
#[derive(Clone, Copy, Default)]
struct Mark {
    /// The token closes a quotation or bracket.
    closes: bool,
    /// The token opens one.
    opens: bool,
    /// After it, a quotation stands open.
    in_quote: bool,
    /// After it, a bracket stands open.
    in_bracket: bool,
}

impl<'a> Paragraph<'a> {
    /// Looks through `tokens` of `text`, one paragraph.
    pub(crate) fn new(text: &'a str, tokens: &'a [Token]) -> Self {
        let mut paragraph = Self { text, tokens, marks: Vec::with_capacity(tokens.len()) };
        let mut state = Mark::default();
        for index in 0..tokens.len() {
            let (closes, opens) = paragraph.direction(index, state.in_quote);
            let form = paragraph.form(index);
            if matches!(form, "(" | "[" | "{" | ")" | "]" | "}") {
                state.in_bracket = opens;
            } else if (closes || opens) && !matches!(form, "'" | "’" | "‘" | "`") {
                state.in_quote = opens;
            }
            paragraph.marks.push(Mark { closes, opens, ..state });
        }
        paragraph
    }

    /// Whether the token closes or opens a quotation or bracket.
    fn direction(&self, index: usize, in_quote: bool) -> (bool, bool) {
        let form = self.form(index);
        match form {
            ")" | "]" | "}" | "”" | "»" | "’’" => (true, false),
            "(" | "[" | "{" | "“" | "«" | "``" | "„" | "‘‘" => (false, true),
            "\"" | "''" | "'" | "’" | "‘" | "`" => {
                if self.tokens.get(index).is_some_and(|t| t.joined) {
                    return (false, false);
                }
                let (before, after) = (self.space_before(index), self.space_before(index + 1));
                let closes = if before == after { in_quote } else { !before };
                (closes, !closes)
            }
            _ => (false, false),
        }
    }

    fn form(&self, index: usize) -> &'a str {
        self.tokens.get(index).and_then(|t| self.text.get(t.span.range())).unwrap_or_default()
    }

    /// Whether white space (or an end of the paragraph) is before the token.
    fn space_before(&self, index: usize) -> bool {
        let (Some(before), Some(token)) =
            (index.checked_sub(1).and_then(|i| self.tokens.get(i)), self.tokens.get(index))
        else {
            return true;
        };
        before.span.end() < token.span.start()
    }

    fn mark(&self, index: usize) -> Mark {
        self.marks.get(index).copied().unwrap_or_default()
    }

    /// The last token up to `index` that closes nothing.
    fn core(&self, index: usize) -> usize {
        (0..=index).rev().take(4).find(|&i| !self.mark(i).closes).unwrap_or(index)
    }

    /// Whether a sentence could end after token `index`, another token following.
    pub(crate) fn is_candidate(&self, index: usize) -> bool {
        let Some(next) = self.tokens.get(index + 1) else { return false };
        if next.joined || self.mark(index + 1).closes || self.mark(index).opens {
            return false;
        }
        let core = self.form(self.core(index));
        let title = core.strip_suffix('.').and_then(vocabulary::abbreviation) == Some(Abbreviation::Title);
        if title && self.form(index + 1).starts_with(char::is_uppercase) {
            return false;
        }
        if matches!(core, "?" | "!") && self.speaker_follows(index) {
            return false;
        }
        if is_terminal(core) || self.mark(index).closes && self.space_before(index + 1) {
            return true;
        }
        // In mail and notes sentences also end with an address, a file or a sign.
        self.space_before(index + 1) && (is_break_sign(core) || is_reference(core) || self.is_bare(index))
    }

    /// Whether a line of a mail or note might end here without any mark: a word or comma, then what is written as the
    /// first word of a sentence is.
    fn is_bare(&self, index: usize) -> bool {
        let (form, next) = (self.form(index), self.form(index + 1));
        (form == "," || form.ends_with(char::is_alphanumeric) && !vocabulary::leads_on(form))
            && next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    }

    /// "…?” she asked", "…!” Minister Berg said": the quoted words end, but the sentence goes on to their speaker. There
    /// is too little of it in the treebanks to be learnt.
    fn speaker_follows(&self, index: usize) -> bool {
        let next = self.form(index + 1);
        if !self.mark(index).closes || matches!(self.form(index), ")" | "]") || vocabulary::begins_sentence(next) {
            return false;
        }
        let name = |form: &str| form.starts_with(char::is_uppercase);
        let small = next.starts_with(char::is_lowercase);
        let mut speaker = (index + 1..index + 6)
            .map(|i| self.form(i))
            .skip_while(|f| !vocabulary::is_report(f) && (small && f.starts_with(char::is_alphabetic) || name(f)));
        speaker.next().is_some_and(vocabulary::is_report)
    }

    /// How far after `index` a verb of saying stands, in the same clause: the speaker of the words just quoted is named.
    fn report_after(&self, index: usize) -> &'static str {
        let ahead = (0..5).map(|step| self.form(index + step));
        let mut clause = ahead.take_while(|form| !matches!(*form, "." | "," | "?" | "!" | "“" | "\""));
        match clause.position(vocabulary::is_report) {
            None => "none",
            Some(0) => "0",
            Some(1) => "1",
            Some(_) => "2+",
        }
    }

    /// The cues of a place where no mark stands.
    fn bare_cues(&self, start: usize, index: usize, buffer: &mut String, mut each: impl FnMut(&str)) {
        let (word, before) = (self.form(index), index.checked_sub(1).map_or("^", |i| self.form(i)));
        let (next, then, third) = (self.form(index + 1), self.form(index + 2), self.form(index + 3));
        let (lower, next_lower, then_lower) = (word.to_lowercase(), next.to_lowercase(), then.to_lowercase());
        let before_lower = before.to_lowercase();
        let kind = if word == "," { "," } else { "word" };
        let (s, n, t, b) = (fine(word), fine(next), fine(then), if before == "^" { "^" } else { fine(before) });
        let opens = if vocabulary::begins_sentence(next) { "opens" } else { "" };
        let length = bucket(index + 1 - start);
        let left = bucket(self.tokens.len() - index - 1);
        let last = self.tokens.len() - 1;
        let stopped = if is_terminal(self.form(self.core(last))) { "stopped" } else { "open" };
        // No more than four count: a paragraph of capitals would be read to its end at each of its words.
        let capital = |&i: &usize| self.form(i).starts_with(char::is_uppercase);
        let run = (start..=index).rev().take(4).take_while(capital).count();
        let run_from = index + 1 - run == start;
        let ahead = (index + 1..self.tokens.len()).take(4).take_while(capital).count();
        let run = ["0", "1", "2", "3", "4"][run];
        let ahead = ["0", "1", "2", "3", "4"][ahead];
        let whole = if run_from { "whole" } else { "" };
        let mut cue = |parts: &[&str]| {
            join("bare", parts, buffer);
            each(buffer);
        };
        cue(&[kind]);
        cue(&["length", kind, length, n]);
        cue(&["left", kind, left, stopped]);
        cue(&["stopped", stopped, s, n]);
        cue(&["word", &lower]);
        cue(&["next", kind, &next_lower]);
        cue(&["word+shape", &lower, n]);
        cue(&["shape+next", s, &next_lower]);
        cue(&["then", n, &then_lower]);
        cue(&["then2", n, t, fine(third)]);
        cue(&["before", &before_lower, s, n]);
        cue(&["shapes", b, s, n, t]);
        cue(&["shapes3", s, n, t]);
        cue(&["opens", opens, s, kind, stopped]);
        cue(&["opens+length", opens, kind, length]);
        cue(&["run", run, whole, ahead, n]);
        cue(&["run+then", run, whole, ahead, t]);
        cue(&["run+opens", run, whole, opens, stopped]);
    }

    /// Calls `each` with the name of each cue at the candidate `index`; `buffer` is scratch space.
    pub(crate) fn cues(&self, start: usize, index: usize, buffer: &mut String, mut each: impl FnMut(&str)) {
        let core = self.core(index);
        let last = self.form(core);
        if !(is_terminal(last) || self.mark(index).closes || is_break_sign(last) || is_reference(last)) {
            return self.bare_cues(start, index, buffer, each);
        }
        let terminal = terminal_class(self.form(core));
        let closers = if core == index { "" } else { bracket_class(self.form(index)) };
        let before = core.checked_sub(1).map_or("^", |i| self.form(i));
        let opener = if self.mark(index + 1).opens { bracket_class(self.form(index + 1)) } else { "" };
        let next = index + 1 + usize::from(!opener.is_empty());
        let (word, then) = (self.form(next), self.form(next + 1));
        let (shape, then_shape, before_shape) = (shape(word), shape_or_end(then), shape_or_end(before));
        let state = self.mark(index);
        let quote = if state.in_quote { "quoted" } else { "" };
        let bracket = if state.in_bracket { "bracketed" } else { "" };
        let gap = if self.space_before(index + 1) { "space" } else { "tight" };
        let attached = if self.space_before(core) { "loose" } else { "" };
        let place = place(index);
        let (lower, then_lower, before_lower) = (word.to_lowercase(), then.to_lowercase(), before.to_lowercase());
        let abbreviation = self.form(core).to_lowercase();
        let mut cue = |parts: &[&str]| {
            let (name, parts) = parts.split_first().unwrap_or((&"", &[]));
            join(name, parts, buffer);
            each(buffer);
        };
        cue(&["end", terminal]);
        cue(&["end+next", terminal, closers, opener, shape]);
        cue(&["end+quote", terminal, closers, quote, bracket, shape]);
        cue(&["end+gap", terminal, gap, attached, shape]);
        cue(&["end+place", terminal, place, shape]);
        cue(&["end+length", terminal, bucket(index + 1 - start), shape]);
        cue(&["end+left", terminal, bucket(self.tokens.len() - index - 1), shape]);
        let opens = if vocabulary::begins_sentence(word) { "opens" } else { "" };
        cue(&["end+opens", terminal, opens, closers]);
        cue(&["before+opens", before_shape, opens, shape]);
        cue(&["end+then", terminal, shape, then_shape]);
        cue(&["end+before", terminal, before_shape, shape]);
        cue(&["next", &lower]);
        cue(&["end+word", terminal, &lower]);
        cue(&["then", closers, &then_lower]);
        cue(&["closed+word", terminal, closers, &lower]);
        if matches!(closers, "\"" | "'") {
            cue(&["closed+report", terminal, shape, self.report_after(next)]);
        }
        cue(&["word+then", shape, &then_lower]);
        cue(&["before", terminal, &before_lower]);
        cue(&["before+shape", &before_lower, shape]);
        // Capitals with stops are too many to be known one by one.
        if self.form(core).ends_with('.') && terminal != "ACRONYM" {
            cue(&["abbreviation", &abbreviation]);
            cue(&["abbreviation+shape", &abbreviation, shape]);
            cue(&["abbreviation+word", &abbreviation, &lower]);
        }
    }
}

/// Writes the name of a cue into `buffer`: `parts`, the first 24 characters of each, after `name`.
pub(crate) fn join(name: &str, parts: &[&str], buffer: &mut String) {
    buffer.clear();
    buffer.push_str(name);
    for part in parts {
        buffer.push(' ');
        if part.len() <= 24 {
            buffer.push_str(part);
        } else {
            buffer.extend(part.chars().take(24));
        }
    }
}

/// Marks after which sentences end.
fn is_terminal(form: &str) -> bool {
    form.ends_with(['.', '?', '!', '…', '。'])
}

fn is_address(form: &str) -> bool {
    form.len() > 4 && (form.contains('@') || form.contains("://"))
}

/// What stands for something that is elsewhere: an address, a file.
fn is_reference(form: &str) -> bool {
    is_address(form) || vocabulary::is_file(form)
}

/// Marks after which sentences sometimes end, and faces.
fn is_break_sign(form: &str) -> bool {
    !form.chars().any(char::is_alphanumeric)
        && !matches!(form, "," | "$" | "#" | "%" | "&" | "/" | "(" | "[" | "\"" | "'" | "€" | "£" | "@")
}

/// The class of the last token of the would-be sentence.
fn terminal_class(form: &str) -> &'static str {
    match form {
        "." => ".",
        "?" => "?",
        "!" => "!",
        ":" => ":",
        ";" => ";",
        "-" => "-",
        "--" | "—" | "–" => "--",
        "*" => "*",
        "..." | "…" => "...",
        _ if form.starts_with("..") => "....",
        _ if form.contains(['!', '?']) && form.chars().all(|c| matches!(c, '.' | '!' | '?')) => "!?",
        _ => match form.strip_suffix('.') {
            Some(word) => match vocabulary::abbreviation(word) {
                // "U.S." and "p.m." behave differently, but all of a kind behave alike.
                Some(Abbreviation::Acronym) if word.starts_with(char::is_uppercase) => "ACRONYM",
                class => class.map_or("abbr", Abbreviation::name),
            },
            None if is_address(form) => "address",
            None if vocabulary::is_file(form) => "file",
            None if form.chars().any(char::is_alphanumeric) => "word",
            None => "sign",
        },
    }
}

fn bracket_class(form: &str) -> &'static str {
    match form {
        "(" | "[" | "{" => "(",
        ")" | "]" | "}" => ")",
        _ if form.chars().all(is_apostrophe) && form.chars().count() == 1 => "'",
        _ => "\"",
    }
}

pub(crate) fn shape_or_end(form: &str) -> &'static str {
    if form.is_empty() { "$" } else { shape(form) }
}

/// How a word is written.
fn shape(form: &str) -> &'static str {
    let mut chars = form.chars();
    let Some(first) = chars.next() else { return "$" };
    if first.is_numeric() {
        return if form.chars().all(|c| c.is_ascii_digit()) { "9" } else { "9x" };
    }
    if first.is_uppercase() {
        let rest = chars.as_str();
        return match (rest.is_empty(), rest.chars().any(char::is_lowercase), form.ends_with('.')) {
            (true, ..) => "X",
            (_, true, false) => "Xx",
            (_, true, true) => "Xx.",
            (_, false, false) => "XX",
            (_, false, true) => "X.",
        };
    }
    if first.is_lowercase() {
        return "x";
    }
    match first {
        ',' | ';' => ",",
        ':' => ":",
        '-' | '—' | '–' => "-",
        '.' | '?' | '!' | '…' => ".",
        c if c.is_alphabetic() => "?",
        _ => "sign",
    }
}

/// A number of tokens, roughly.
fn bucket(count: usize) -> &'static str {
    match count {
        1 => "1",
        2 => "2",
        3 => "3",
        4 => "4",
        5..=6 => "5-",
        7..=9 => "7-",
        10..=14 => "10-",
        15..=24 => "15-",
        25..=39 => "25-",
        _ => "40-",
    }
}

/// How a word is written, times and dates told apart.
fn fine(form: &str) -> &'static str {
    let digits = form.starts_with(|c: char| c.is_ascii_digit());
    match form {
        "AM" | "PM" | "am" | "pm" => "AM",
        _ if digits && form.contains(':') => "9:9",
        _ if digits && form.contains('/') => "9/9",
        _ if is_address(form) => "@",
        _ if vocabulary::is_file(form) => "file",
        _ => shape_or_end(form),
    }
}

/// Where in the paragraph the candidate is: list numbers and datelines stand at the start.
fn place(index: usize) -> &'static str {
    match index {
        0 => "0",
        1 => "1",
        2..=4 => "2-4",
        _ => "5-",
    }
}
