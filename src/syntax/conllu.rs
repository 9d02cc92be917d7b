//! CoNLL-U (<https://universaldependencies.org/format.html>), read and written.
//!
//! Reading gives documents whose text is rebuilt from the forms and `SpaceAfter=No`, with a blank line at each
//! `# newpar` and between documents' first sentences; empty nodes (`8.1`) are passed over.

use super::{Deprel, Tree, Upos, Word, Xpos};
use crate::document::{Document, Span};
use crate::text::{Sentence, SentenceKind, Text, Token};
use crate::{Error, Result};
use std::fmt::Write as _;

/// A gold document: its text, its tokens and sentences, and a tree a sentence.
#[derive(Debug, Clone, Default)]
pub struct Treebank {
    /// The rebuilt document; its id is that of `# newdoc id`.
    pub document: Document,
    /// Gold tokens and sentences.
    pub text: Text,
    /// Gold trees, one a sentence; no names.
    pub trees: Vec<Tree>,
    /// The MISC column of each token.
    pub misc: Vec<String>,
    /// `# sent_id` of each sentence.
    pub sentence_ids: Vec<String>,
}

/// Reads CoNLL-U text. `file` is for messages.
///
/// # Errors
/// [`Error::Schema`] with the line where a row has not ten columns, a head is no number, or a label is unknown.
pub fn read(file: &str, input: &str) -> Result<Vec<Treebank>> {
    let mut documents: Vec<Treebank> = Vec::new();
    let mut reader = Reader { file, words: Vec::new(), multiword: None, paragraph: 0, pending_break: true };
    for (number, line) in input.lines().enumerate() {
        let line = line.trim_end_matches('\r');
        if let Some(id) = line.strip_prefix("# newdoc") {
            documents.push(Treebank::default());
            reader.pending_break = true;
            reader.paragraph = 0;
            if let (Some(doc), Some((_, id))) = (documents.last_mut(), id.split_once('=')) {
                doc.document.id = id.trim().to_owned();
            }
            continue;
        }
        if documents.is_empty() {
            documents.push(Treebank::default());
        }
        let Some(document) = documents.last_mut() else { continue };
        if line.starts_with("# newpar") && !line.starts_with("# newpar_block") {
            reader.pending_break = true;
        } else if let Some(id) = line.strip_prefix("# sent_id =") {
            document.sentence_ids.push(id.trim().to_owned());
        } else if line.is_empty() {
            reader.finish_sentence(document);
        } else if !line.starts_with('#') {
            reader.row(document, line, number + 1)?;
        }
    }
    if let Some(document) = documents.last_mut() {
        reader.finish_sentence(document);
    }
    documents.retain(|d| !d.text.tokens.is_empty());
    Ok(documents)
}

struct Reader<'a> {
    file: &'a str,
    words: Vec<Word>,
    multiword: Option<Multiword>,
    paragraph: usize,
    pending_break: bool,
}

/// The multiword token being read.
struct Multiword {
    /// Id of its last word.
    last: usize,
    /// Where in the text the next word is expected.
    at: usize,
    span: Span,
    space_after: bool,
    first: bool,
}

impl Reader<'_> {
    fn error(&self, line: usize, reason: impl Into<String>) -> Error {
        Error::Schema { file: self.file.to_owned(), line, reason: reason.into() }
    }

    fn row(&mut self, document: &mut Treebank, line: &str, number: usize) -> Result<()> {
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, form, lemma, upos, xpos, _, head, deprel, _, misc] = columns[..] else {
            return Err(self.error(number, format!("{} columns, 10 expected", columns.len())));
        };
        if id.contains('.') {
            return Ok(());
        }
        let text = &mut document.document.text;
        if self.pending_break {
            if !text.is_empty() {
                text.truncate(text.trim_end().len());
                text.push_str("\n\n");
                self.paragraph += 1;
            }
            self.pending_break = false;
        }
        let space = !misc.split('|').any(|m| m == "SpaceAfter=No");
        if let Some((_, last)) = id.split_once('-') {
            let last = last.parse().map_err(|_| self.error(number, "bad range of ids"))?;
            let at = text.len();
            text.push_str(form);
            self.multiword =
                Some(Multiword { last, at, span: Span::new(at, text.len()), space_after: space, first: true });
            return Ok(());
        }
        let index: usize = id.parse().map_err(|_| self.error(number, "bad id"))?;
        let (span, joined) = match &mut self.multiword {
            Some(whole) => {
                // Words that spell their multiword token in turn get their part of it; others share the whole.
                let joined = !whole.first;
                whole.first = false;
                let span = if text.get(whole.at..).is_some_and(|rest| rest.starts_with(form)) {
                    Span::new(whole.at, whole.at + form.len())
                } else {
                    whole.span
                };
                whole.at = span.end();
                if index == whole.last {
                    if whole.space_after {
                        text.push(' ');
                    }
                    self.multiword = None;
                }
                (span, joined)
            }
            None => {
                let start = text.len();
                text.push_str(form);
                let span = Span::new(start, text.len());
                if space {
                    text.push(' ');
                }
                (span, false)
            }
        };
        let head: usize = head.parse().map_err(|_| self.error(number, format!("head {head:?} is no number")))?;
        let word = Word {
            upos: Upos::parse(upos).ok_or_else(|| self.error(number, format!("unknown UPOS {upos:?}")))?,
            xpos: Xpos::parse(xpos).ok_or_else(|| self.error(number, format!("unknown XPOS {xpos:?}")))?,
            lemma: lemma.to_owned(),
            head: head.checked_sub(1),
            deprel: Deprel::parse(deprel).ok_or_else(|| self.error(number, format!("unknown relation {deprel:?}")))?,
        };
        document.text.tokens.push(Token { span, joined });
        document.misc.push(misc.to_owned());
        self.words.push(word);
        Ok(())
    }

    fn finish_sentence(&mut self, document: &mut Treebank) {
        if self.words.is_empty() {
            return;
        }
        let end = document.text.tokens.len();
        let tokens = end - self.words.len()..end;
        document.text.sentences.push(Sentence { tokens, paragraph: self.paragraph, kind: SentenceKind::Prose });
        document.trees.push(Tree::new(std::mem::take(&mut self.words), Vec::new()));
    }
}

/// Writes one sentence of `document` as CoNLL-U, with a blank line after it. Names stand in MISC as `Name=B-PER`.
pub fn write_sentence(out: &mut String, document: &Document, text: &Text, sentence: usize, tree: &Tree) {
    let Some(range) = text.sentences.get(sentence).map(|s| s.tokens.clone()) else { return };
    let shown: String = document.slice(text.span(range.clone())).split_whitespace().collect::<Vec<_>>().join(" ");
    let _ = writeln!(out, "# sent_id = {}-{}\n# text = {shown}", document.id, sentence + 1);
    for (i, (token, word)) in range.clone().zip(tree.words()).enumerate() {
        let next_joined = |t: usize| t < range.end && text.tokens[t].joined;
        if next_joined(token + 1) && !text.tokens[token].joined {
            let mut last = token + 1;
            while next_joined(last + 1) {
                last += 1;
            }
            let form = document.slice(text.span(token..last + 1));
            let space = if text.space_after(document, last) { "_" } else { "SpaceAfter=No" };
            let _ = writeln!(out, "{}-{}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{space}", i + 1, i + 1 + last - token);
        }
        let form = document.slice(text.tokens[token].span);
        let mut misc = Vec::new();
        if let Some(name) = tree.names().iter().find(|n| n.words.contains(&i)) {
            misc.push(format!("Name={}-{}", if name.words.start == i { "B" } else { "I" }, name.label));
        }
        if !text.space_after(document, token) && !next_joined(token + 1) && !text.tokens[token].joined {
            misc.push("SpaceAfter=No".to_owned());
        }
        let misc = if misc.is_empty() { "_".to_owned() } else { misc.join("|") };
        let head = word.head.map_or(0, |h| h + 1);
        let _ = writeln!(
            out,
            "{}\t{form}\t{}\t{}\t{}\t_\t{head}\t{}\t_\t{misc}",
            i + 1,
            word.lemma,
            word.upos,
            word.xpos,
            word.deprel
        );
    }
    out.push('\n');
}
