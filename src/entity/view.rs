//! A document with its text and trees under one numbering: tokens by their index in the document. In: the finished
//! layers; out: what the rules of this room ask of a token. Nothing here decides anything.

use crate::document::Document;
use crate::syntax::{Deprel, Tree, Upos, Word, Xpos};
use crate::text::{Lower, SentenceKind, Text};
use std::ops::Range;

/// The layers below entities, seen token by token.
pub(super) struct View<'a> {
    pub document: &'a Document,
    pub text: &'a Text,
    trees: &'a [Tree],
    /// The sentence of each token.
    sentence_of: Vec<usize>,
    /// The forms in lower case.
    lower: Lower,
}

impl<'a> View<'a> {
    /// Joins the layers; sentences without a tree of their length are treated as boilerplate.
    pub fn new(document: &'a Document, text: &'a Text, trees: &'a [Tree]) -> Self {
        let mut sentence_of = vec![usize::MAX; text.tokens.len()];
        for (number, sentence) in text.sentences.iter().enumerate() {
            for slot in sentence_of.get_mut(sentence.tokens.clone()).into_iter().flatten() {
                *slot = number;
            }
        }
        let lower = Lower::new(text.tokens.iter().map(|t| document.slice(t.span)));
        Self { document, text, trees, sentence_of, lower }
    }

    /// Number of tokens in the document.
    pub fn len(&self) -> usize {
        self.text.tokens.len()
    }

    /// The sentences that may hold mentions, with their numbers.
    pub fn sentences(&self) -> impl Iterator<Item = (usize, Range<usize>)> + '_ {
        self.text.sentences.iter().enumerate().filter_map(|(number, s)| {
            let tree = self.trees.get(number)?;
            (s.kind != SentenceKind::Boilerplate && tree.len() == s.tokens.len() && !tree.is_empty())
                .then(|| (number, s.tokens.clone()))
        })
    }

    /// The number of the sentence that holds `token`.
    pub fn sentence(&self, token: usize) -> usize {
        self.sentence_of.get(token).copied().unwrap_or(usize::MAX)
    }

    /// The tokens of sentence `number`.
    pub fn tokens_of(&self, number: usize) -> Range<usize> {
        self.text.sentences.get(number).map_or(0..0, |s| s.tokens.clone())
    }

    /// The paragraph of sentence `number`.
    pub fn paragraph(&self, number: usize) -> usize {
        self.text.sentences.get(number).map_or(usize::MAX, |s| s.paragraph)
    }

    /// Whether sentence `number` is a headline or section heading.
    pub fn is_heading(&self, number: usize) -> bool {
        self.text.sentences.get(number).is_some_and(|s| s.kind == SentenceKind::Heading)
    }

    /// The tree of sentence `number`, if it has as many words as the sentence has tokens.
    pub fn tree(&self, number: usize) -> Option<&'a Tree> {
        let tree = self.trees.get(number)?;
        (tree.len() == self.tokens_of(number).len()).then_some(tree)
    }

    fn place(&self, token: usize) -> Option<(&'a Tree, usize, usize)> {
        let number = self.sentence(token);
        let start = self.text.sentences.get(number)?.tokens.start;
        Some((self.tree(number)?, start, token - start))
    }

    fn word(&self, token: usize) -> Option<&'a Word> {
        let (tree, _, index) = self.place(token)?;
        tree.words().get(index)
    }

    /// The token as written.
    pub fn form(&self, token: usize) -> &'a str {
        self.text.tokens.get(token).map_or("", |t| self.document.slice(t.span))
    }

    /// The token in lower case.
    pub fn lower(&self, token: usize) -> &str {
        self.lower.of(token, self.form(token))
    }

    /// The token's lemma in lower case.
    pub fn lemma(&self, token: usize) -> &'a str {
        self.place(token).map_or("", |(tree, _, index)| tree.lemma(index))
    }

    /// Universal part of speech.
    pub fn upos(&self, token: usize) -> Upos {
        self.word(token).map_or(Upos::X, |w| w.upos)
    }

    /// Penn tag.
    pub fn xpos(&self, token: usize) -> Xpos {
        self.word(token).map_or(Xpos::Fw, |w| w.xpos)
    }

    /// Relation to the head.
    pub fn deprel(&self, token: usize) -> Deprel {
        self.word(token).map_or(Deprel::Dep, |w| w.deprel)
    }

    /// The head of `token`; none for a root.
    pub fn head(&self, token: usize) -> Option<usize> {
        let (tree, start, index) = self.place(token)?;
        Some(tree.words().get(index)?.head? + start)
    }

    /// The dependents of `token` in order.
    pub fn children(&self, token: usize) -> impl Iterator<Item = usize> + 'a {
        let (list, start) = match self.place(token) {
            Some((tree, start, index)) => (tree.children(index), start),
            None => (&[][..], 0),
        };
        list.iter().map(move |c| c + start)
    }

    /// The first dependent of `token` with one of `relations`.
    pub fn child(&self, token: usize, relations: &[Deprel]) -> Option<usize> {
        self.children(token).find(|&c| relations.contains(&self.deprel(c)))
    }

    /// `token`, its head, the head's head and so on.
    pub fn ancestors(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(token), |&t| self.head(t))
    }

    /// Whether `token` lies in the subtree of `top`.
    pub fn is_under(&self, token: usize, top: usize) -> bool {
        self.ancestors(token).any(|a| a == top)
    }

    /// The token of `span` that carries it: the one whose head lies outside, the nearest to the root if there are several.
    pub fn head_of(&self, span: Range<usize>) -> usize {
        let outside = |&t: &usize| self.head(t).is_none_or(|h| !span.contains(&h));
        // "The" of a name may hang from the noun behind it ("The New York Times newspaper").
        let rank = |&t: &usize| (self.ancestors(t).count(), self.deprel(t) == Deprel::Det);
        span.clone().filter(outside).min_by_key(rank).unwrap_or(span.start)
    }

    /// Whether the token begins with a capital letter.
    pub fn is_capitalized(&self, token: usize) -> bool {
        self.form(token).chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether the token has two or more letters, all of them capitals ("NATO", "U.N.").
    pub fn is_all_caps(&self, token: usize) -> bool {
        let form = self.form(token);
        form.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !form.chars().any(char::is_lowercase)
    }

    /// Whether the token is a quotation mark.
    pub fn is_quote(&self, token: usize) -> bool {
        matches!(self.form(token), "\"" | "“" | "”" | "``" | "''" | "„" | "«" | "»")
    }

    /// Whether nothing stands between `token` and the token before it.
    pub fn touches(&self, token: usize) -> bool {
        let ends = token.checked_sub(1).and_then(|t| self.text.tokens.get(t)).map(|t| t.span.end());
        ends.is_some() && ends == self.text.tokens.get(token).map(|t| t.span.start())
    }

    /// The preposition or clitic that marks `token` ("with", "'s").
    pub fn case(&self, token: usize) -> Option<String> {
        let marker = self.children(token).find(|&c| self.deprel(c) == Deprel::Case && self.xpos(c) != Xpos::Pos)?;
        Some(self.lower(marker).to_owned())
    }

    /// The first of the conjuncts that `token` belongs to.
    pub fn first_conjunct(&self, token: usize) -> usize {
        let mut at = token;
        while self.deprel(at) == Deprel::Conj
            && let Some(head) = self.head(at)
        {
            at = head;
        }
        at
    }

    /// Words of `tokens` as written, each apart by a blank, for comparing.
    pub fn phrase(&self, tokens: Range<usize>) -> String {
        tokens.map(|t| self.lower(t)).collect::<Vec<_>>().join(" ")
    }
}
