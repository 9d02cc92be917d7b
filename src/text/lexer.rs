//! Cuts text without white space into tokens by the conventions of the English Universal Dependencies treebanks.
//!
//! In: one chunk (a run of characters other than white space); out: spans. A chunk is read once from left to right:
//! at each place a web address, a word or a run of punctuation begins. What happens inside a word (hyphens, clitics,
//! units) is left to `word`.

use super::vocabulary::{self, is_apostrophe, is_hyphen};
use super::word;
use super::{Span, Token};

/// The tokens of the paragraph at `span` of `text`.
pub(crate) fn tokens(text: &str, span: Span) -> Vec<Token> {
    let mut lexer = Lexer { text, tokens: Vec::with_capacity(span.len() / 5 + 1), single_open: false };
    let paragraph = text.get(span.range()).unwrap_or_default();
    let mut at = span.start();
    for chunk in paragraph.split(char::is_whitespace) {
        lexer.chunk(at, at + chunk.len());
        let space = text.get(at + chunk.len()..).and_then(|rest| rest.chars().next());
        at += chunk.len() + space.map_or(0, char::len_utf8);
    }
    lexer.tokens
}

/// Reads chunks of one paragraph; quotes opened in one chunk may close in another.
struct Lexer<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    /// Whether a single quotation mark stands open: an apostrophe after "s" may then close it.
    single_open: bool,
}

impl Lexer<'_> {
    /// Reads the chunk `start..end`.
    fn chunk(&mut self, start: usize, end: usize) {
        let mut at = start;
        while at < end {
            let rest = self.text.get(at..end).unwrap_or_default();
            let Some(first) = rest.chars().next() else { break };
            let before = self.text.get(start..at).and_then(|s| s.chars().next_back());
            let whole = address(rest)
                .or_else(|| file_name(rest, before))
                .or_else(|| signed(rest, before))
                .or_else(|| fraction(rest, before));
            let length = if let Some(length) = whole {
                self.push(at, length);
                length
            } else if first.is_alphanumeric() {
                self.word(at, rest)
            } else if is_apostrophe(first) {
                self.apostrophe(at, rest, before)
            } else {
                let length = sign(rest, before.is_none());
                self.push(at, length);
                length
            };
            at += length.max(1);
        }
    }

    fn push(&mut self, at: usize, length: usize) {
        self.tokens.push(Token { span: Span::new(at, at + length), joined: false });
    }

    /// A word and what belongs to it after it: the stop of an abbreviation, a possessive apostrophe, "US$".
    fn word(&mut self, at: usize, rest: &str) -> usize {
        let run = run(rest);
        word::cut(run, at, &mut self.tokens);
        let after = rest.get(run.len()..).unwrap_or_default();
        let Some(last) = self.tokens.last_mut() else { return run.len() };
        let last_form = self.text.get(last.span.range()).unwrap_or_default();
        let mut signs = after.chars();
        let (next, then) = (signs.next(), signs.next());
        let ellipsis = after.starts_with("...");
        match next {
            Some('!') if vocabulary::has_mark(last_form) => {
                last.span = Span::new(last.span.start(), last.span.end() + 1);
                // "Yahoo!'s"
                let clitic = after.get(1..).filter(|rest| is_detached_clitic(rest)).map_or(0, str::len);
                if clitic > 0 {
                    let start = at + run.len() + 1;
                    self.tokens.push(Token { span: Span::new(start, start + clitic), joined: true });
                }
                run.len() + 1 + clitic
            }
            Some('.') if !ellipsis && vocabulary::abbreviation(last_form).is_some() => {
                last.span = Span::new(last.span.start(), last.span.end() + 1);
                run.len() + 1
            }
            Some('$') if vocabulary::is_dollar_prefix(last_form) => {
                last.span = Span::new(last.span.start(), last.span.end() + 1);
                run.len() + 1
            }
            Some(mark)
                if is_apostrophe(mark) && !self.single_open && then != Some(mark) && takes_possessive(last_form) =>
            {
                let span = Span::new(at + run.len(), at + run.len() + mark.len_utf8());
                self.tokens.push(Token { span, joined: true });
                run.len() + mark.len_utf8()
            }
            _ => run.len(),
        }
    }

    /// An apostrophe that is not inside a word: "'em", "'90s", a doubled quotation mark or a single one.
    fn apostrophe(&mut self, at: usize, rest: &str, before: Option<char>) -> usize {
        let mut chars = rest.chars();
        let mark = chars.next().unwrap_or('\'');
        let after = chars.as_str();
        let word = run(after);
        let opens = before.is_none_or(|c| !c.is_alphanumeric());
        let decade = word.len() >= 2 && word.len() <= 3 && word.bytes().take(2).all(|b| b.is_ascii_digit());
        let length = if before.is_none() && is_detached_clitic(rest) {
            rest.len()
        } else if opens && mark != '`' && !word.is_empty() && (decade || vocabulary::is_clipped(word)) {
            mark.len_utf8() + word.len()
        } else if after.starts_with(is_apostrophe) {
            mark.len_utf8() + after.chars().next().map_or(0, char::len_utf8)
        } else {
            self.single_open = opens && !word.is_empty() && before.is_none_or(|c| !matches!(c, '.' | ',' | '!' | '?'));
            mark.len_utf8()
        };
        self.push(at, length);
        length
    }
}

/// A clitic that stands alone, as in text that was cut into tokens before: "'s", "’ll".
fn is_detached_clitic(chunk: &str) -> bool {
    let mut chars = chunk.chars();
    chars.next().is_some_and(is_apostrophe) && matches!(chars.as_str(), "s" | "re" | "ve" | "ll" | "d" | "m" | "S")
}

/// "workers'", "Perez'".
fn takes_possessive(word: &str) -> bool {
    word.len() > 1 && word.ends_with(['s', 'S', 'x', 'z']) && word.chars().all(|c| c.is_alphabetic() || is_hyphen(c))
}

/// The longest run of letters and digits at the start of `rest`, with single signs that may stand inside a word.
fn run(rest: &str) -> &str {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if is_word_char(c) {
            end = at + c.len_utf8();
        } else if end == 0 || !is_joiner(c) || end != at || !chars.peek().is_some_and(|&(_, next)| is_word_char(next)) {
            break;
        }
    }
    rest.get(..end).unwrap_or_default()
}

fn is_word_char(c: char) -> bool {
    // Combining marks, and the joiners of scripts that need them, belong to the letter before.
    c.is_alphanumeric() || c == '_' || matches!(c, '\u{300}'..='\u{36F}' | '\u{200C}' | '\u{200D}' | '\u{AD}')
}

fn is_joiner(c: char) -> bool {
    matches!(c, '.' | ',' | ':' | '/' | '&' | '@' | '*') || is_apostrophe(c) || is_hyphen(c)
}

/// The length of a web or mail address, hashtag or handle at the start of `rest`.
fn address(rest: &str) -> Option<usize> {
    let first = rest.chars().next()?;
    if matches!(first, '#' | '@') {
        let name = rest.get(1..)?;
        let length = name.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(name.len());
        return name.starts_with(char::is_alphabetic).then_some(1 + length);
    }
    if !first.is_ascii_alphanumeric() {
        return None;
    }
    let lower = rest.get(..8).or_else(|| rest.get(..4)).unwrap_or_default().to_ascii_lowercase();
    let web = ["http://", "https://", "www.", "ftp://", "mailto:"].iter().any(|p| lower.starts_with(p));
    if web || is_bare_address(rest) {
        return Some(address_end(rest));
    }
    let window = window(rest);
    let host = window.find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '%' | '+')))?;
    let domain = window.get(host..)?.strip_prefix('@')?;
    let length = domain.find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '_'))).unwrap_or(domain.len());
    let domain = domain.get(..length)?.trim_end_matches(['.', '-']);
    (!domain.is_empty()).then_some(host + 1 + domain.len())
}

/// The length of the name of a file at the start of `rest`, which stands after `before`: one with signs that would cut it
/// ("12-20-00.doc"), or the end of one or of an address alone (".doc", ".tv").
fn file_name(rest: &str, before: Option<char>) -> Option<usize> {
    if !before.is_none_or(|c| matches!(c, '<' | '(' | ')' | '[' | '"' | '“')) {
        return None;
    }
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '#' | '~' | '&' | '%' | '!' | '+');
    let window = window(rest);
    let name = window.get(..window.find(|c: char| !inner(c)).unwrap_or(window.len()))?.trim_end_matches(['.', '!']);
    let (stem, ending) = name.rsplit_once('.')?;
    let known = match stem {
        // "(draft).doc", but no word after a quotation that ended: "“…”.Me".
        "" => vocabulary::is_file_ending(ending) || before != Some(')') && vocabulary::is_domain_end(ending),
        stem => vocabulary::is_file_ending(ending) && stem.contains(['-', '#', '~', '&', '%', '!', '+']),
    };
    known.then_some(name.len())
}

/// The length of a number with its sign at the start of `rest`: "+44", "+1602275-4958"; not "+2.5" or "+10%".
fn signed(rest: &str, before: Option<char>) -> Option<usize> {
    let number = rest.strip_prefix('+').filter(|_| before.is_none_or(|c| c == '('))?;
    let length = number.find(|c: char| !(c.is_ascii_digit() || c == '-')).unwrap_or(number.len());
    let mut after = number.get(length..)?.chars();
    let ends = match after.next() {
        Some('.') => !after.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => !c.is_alphanumeric() && !matches!(c, '%' | '°'),
        None => true,
    };
    (number.starts_with(|c: char| c.is_ascii_digit()) && ends).then_some(1 + length)
}

/// The length of a number without a digit before its point at the start of `rest`: ".05".
fn fraction(rest: &str, before: Option<char>) -> Option<usize> {
    let opens =
        |c: char| matches!(c, '(' | '[' | '“' | '‘' | '$' | '€' | '£' | '=' | '<' | '>' | '~' | '-' | '+' | '/');
    let digits = rest.strip_prefix('.').filter(|_| before.is_none_or(opens))?;
    let length = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    (length > 0).then_some(1 + length)
}

/// The first 256 bytes or so: as far as a host or mailbox may reach. Looking further would cost quadratic time where
/// there is no white space for long.
fn window(rest: &str) -> &str {
    let end = (0..4).find_map(|step| rest.get(..256 + step)).map_or(rest.len(), str::len);
    rest.get(..end).unwrap_or(rest)
}

/// "example.org/page": a known ending, then a path.
fn is_bare_address(rest: &str) -> bool {
    let rest = window(rest);
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))).unwrap_or(rest.len());
    let (host, path) = rest.split_at_checked(end).unwrap_or((rest, ""));
    path.starts_with('/')
        && host.rsplit_once('.').is_some_and(|(name, last)| !name.is_empty() && vocabulary::is_domain_end(last))
}

/// Where an address ends: at a quotation mark or angle bracket, without the punctuation of the sentence around it.
fn address_end(rest: &str) -> usize {
    let end = rest.find(['<', '>', '"', '“', '”', '’', '|']).unwrap_or(rest.len());
    let mut url = rest.get(..end).unwrap_or_default();
    let balanced = url.matches('(').count() >= url.matches(')').count();
    while let Some(last) = url.chars().next_back() {
        let loose = matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | ']') || (last == ')' && !balanced);
        if !loose || url.len() <= 1 {
            break;
        }
        url = url.get(..url.len() - last.len_utf8()).unwrap_or_default();
    }
    url.len()
}

/// Faces made of signs that count as one token.
const FACES: &[&str] = &[
    ":-)", ":-(", ";-)", ":-D", ":-P", ":-/", ":)", ":(", ";)", ":D", ":P", "=)", "=(", "^_^", "<3", ":'(", ":o)",
    "=D", "(:", ":/", ":o", ":O", ":p", ";p", ";P",
];

/// The length of the token of signs at the start of `rest`.
fn sign(rest: &str, begins: bool) -> usize {
    let Some(first) = rest.chars().next() else { return 0 };
    if let Some(face) = FACES.iter().find(|f| rest.starts_with(**f)) {
        let after = rest.get(face.len()..).and_then(|r| r.chars().next());
        if begins && after.is_none_or(|c| !c.is_alphanumeric()) || matches!(face.len(), 3) && *face != "<3" {
            return face.len();
        }
    }
    // ",?": a sign of another encoding after a mark.
    if rest.starts_with([',', ':', ';']) && rest.get(1..) == Some("?") {
        return 2;
    }
    // "->", "<--"
    let arrow = rest.trim_start_matches('<').trim_start_matches(['-', '=']);
    let shaft = rest.len() - arrow.len();
    if shaft > 1 && rest.starts_with("<-") || shaft > 0 && !rest.starts_with('<') && arrow.starts_with('>') {
        return shaft + usize::from(arrow.starts_with('>'));
    }
    // ".?", "!!." are one mark, as the treebanks have it; "...?" is two.
    let marks = rest.find(|c| !matches!(c, '.' | '!' | '?')).unwrap_or(rest.len());
    if marks > 1 && rest.get(..marks).is_some_and(|marks| marks.contains(['!', '?']) && !marks.contains("..")) {
        return marks;
    }
    let same = |c: char| match first {
        '!' | '?' => matches!(c, '!' | '?'),
        '.' | '…' => matches!(c, '.' | '…'),
        '-' | '=' | '_' => matches!(c, '-' | '=' | '_'),
        '*' | '~' | '+' | '<' | '>' | '#' | '^' | '|' | '$' | '/' | '\\' => c == first,
        _ => false,
    };
    let repeated = rest.find(|c| !same(c)).unwrap_or(rest.len()).max(first.len_utf8());
    if repeated > first.len_utf8() {
        return repeated;
    }
    emoji(rest).unwrap_or(first.len_utf8())
}

/// An emoji with its skin tone, variation selectors and joined parts; a flag's two letters.
fn emoji(rest: &str) -> Option<usize> {
    let is_base = |c: char| matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}');
    let mut chars = rest.char_indices().peekable();
    let (_, first) = chars.next().filter(|&(_, c)| is_base(c))?;
    let mut end = first.len_utf8();
    let mut joins = matches!(first, '\u{1F1E6}'..='\u{1F1FF}');
    while let Some(&(at, c)) = chars.peek() {
        let modifies = matches!(c, '\u{FE0E}' | '\u{FE0F}' | '\u{200D}' | '\u{20E3}' | '\u{1F3FB}'..='\u{1F3FF}');
        if !(modifies || joins && is_base(c)) {
            break;
        }
        joins = c == '\u{200D}';
        end = at + c.len_utf8();
        chars.next();
    }
    Some(end)
}
