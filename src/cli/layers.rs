//! Layers for people. In: a document and its analysis; out: text, aligned.
//!
//! Positions are counted from 0 and half-open: `b` in bytes, as the program counts, `c` in Unicode code points, as its
//! output does.

use super::arguments::Layer;
use super::table::printable;
use demarche::document::{CodePoints, Document, Span};
use demarche::entity::{Entities, EntityId};
use demarche::pipeline::Analysis;
use demarche::relation::{Quotation, QuotationKind, Relation, Unused};
use demarche::syntax::conllu;
use demarche::text::SentenceKind;
use std::fmt::Write;

/// The printed form of one layer of `document`.
pub fn show(layer: Layer, document: &Document, analysis: &Analysis) -> String {
    let mut out = String::new();
    match layer {
        Layer::Tokens => tokens(&mut out, document, analysis),
        Layer::Syntax => syntax(&mut out, document, analysis),
        Layer::Entities => entities(&mut out, document, analysis),
        Layer::Relations => relations(&mut out, document, analysis),
    }
    out
}

/// `1  prose  Iran  b0..4  c0..4`: the sentence, its kind, the token and its places; `+` joins a clitic to its host.
fn tokens(out: &mut String, document: &Document, analysis: &Analysis) {
    let text = &analysis.text;
    let points = CodePoints::new(&document.text);
    let _ = writeln!(out, "# {}: {} sentences, {} tokens", document.id, text.sentences.len(), text.tokens.len());
    for (number, sentence) in text.sentences.iter().enumerate() {
        let kind = match sentence.kind {
            SentenceKind::Prose => "prose",
            SentenceKind::Heading => "heading",
            SentenceKind::Boilerplate => "boilerplate",
        };
        for token in text.tokens.get(sentence.tokens.clone()).unwrap_or_default() {
            let joined = if token.joined { "+" } else { "" };
            let form = format!("{joined}{}", printable(document.slice(token.span)));
            let (span, point) = (token.span, points.range(&document.text, token.span));
            let bytes = format!("b{}..{}", span.start(), span.end());
            let _ = writeln!(
                out,
                "{:>5}  {kind:<11}  {form:<20}  {bytes:<15}  c{}..{}",
                number + 1,
                point.start,
                point.end
            );
        }
    }
}

fn syntax(out: &mut String, document: &Document, analysis: &Analysis) {
    let _ = writeln!(out, "# newdoc id = {}", document.id);
    let mut paragraph = None;
    for (number, (tree, sentence)) in analysis.trees.iter().zip(&analysis.text.sentences).enumerate() {
        if paragraph.replace(sentence.paragraph) != Some(sentence.paragraph) {
            out.push_str("# newpar\n");
        }
        conllu::write_sentence(out, document, &analysis.text, number, tree);
    }
}

/// The triggers that gave nothing, a line each: sentence, word, rule and predicate, reason.
pub fn why(document: &Document, unused: &[Unused]) -> String {
    let mut out = format!("# {}: {} triggers gave nothing\n", document.id, unused.len());
    for one in unused {
        let (word, said) = (quoted(document, one.span), format!("{} ({})", one.rule, one.predicate));
        let _ = writeln!(out, "    {:>4}  {word:<16}  {said:<36}  {}", one.sentence + 1, printable(&one.reason));
    }
    out.push('\n');
    out
}

fn entities(out: &mut String, document: &Document, analysis: &Analysis) {
    let entities = &analysis.entities;
    let points = CodePoints::new(&document.text);
    let _ = writeln!(out, "# {}: {} entities", document.id, entities.entities.len());
    for (number, entity) in entities.entities.iter().enumerate() {
        let facts = [("iso3", &entity.iso3), ("country", &entity.country), ("wikidata", &entity.wikidata)];
        let facts = facts.iter().filter_map(|(name, value)| Some(format!("  {name} {}", value.as_deref()?)));
        let _ = writeln!(
            out,
            "e{:<4} {:<12} {}{}",
            number + 1,
            entity.kind.as_str(),
            entity.name,
            facts.collect::<String>()
        );
        for mention in &entity.mentions {
            let kind = format!("{:?}", mention.kind).to_lowercase();
            let place = points.range(&document.text, mention.span);
            let (place, text) = (format!("c{}..{}", place.start, place.end), printable(document.slice(mention.span)));
            let _ = writeln!(
                out,
                "      {:>4}  {place:<13}  {kind:<11}  {text:<28}  {}",
                mention.sentence + 1,
                mention.reason
            );
        }
    }
    for group in &entities.groups {
        let members: Vec<String> = group.members.iter().map(|&id| label(entities, id)).collect();
        let phrase = printable(document.slice(analysis.text.span(group.tokens.clone())));
        let _ = writeln!(out, "group  {:>4}  {phrase}: {}", group.sentence + 1, members.join(", "));
    }
    for office in &entities.offices {
        let of = office.of.map_or_else(String::new, |of| format!(" of {}", label(entities, of)));
        let former = if office.former { "former " } else { "" };
        let _ = writeln!(out, "office {}: {former}{}{of}", label(entities, office.person), office.role);
    }
    out.push('\n');
}

fn relations(out: &mut String, document: &Document, analysis: &Analysis) {
    let (facts, entities) = (&analysis.facts, &analysis.entities);
    let counts = (facts.relations.len(), facts.quotations.len());
    let _ = writeln!(out, "# {}: {} relations, {} quotations", document.id, counts.0, counts.1);
    for relation in &facts.relations {
        show_relation(out, document, entities, relation);
    }
    for quotation in &facts.quotations {
        show_quotation(out, document, entities, quotation);
    }
    out.push('\n');
}

/// The fact on one line, then its details, then each sentence that says it with the words it was read from.
fn show_relation(out: &mut String, document: &Document, entities: &Entities, relation: &Relation) {
    let names = |ids: &[EntityId]| ids.iter().map(|&id| label(entities, id)).collect::<Vec<_>>().join(", ");
    let object = relation.object.map_or_else(|| "–".to_owned(), |id| label(entities, id));
    let _ = writeln!(out, "{}  {}  {object}", label(entities, relation.subject), relation.predicate);
    let world = format!("{:?} {:?}", relation.polarity, relation.modality).to_lowercase();
    let details = [
        Some(world),
        relation.plover.clone(),
        relation.cameo.clone(),
        relation.date.clone(),
        relation.role.as_ref().map(|role| format!("role {role}")),
        (!relation.about.is_empty()).then(|| format!("about {}", names(&relation.about))),
        relation.source.map(|source| format!("said by {}", label(entities, source))),
        Some(format!("{:.2} {}", relation.confidence, relation.rule)),
    ];
    let _ = writeln!(out, "    {}", details.into_iter().flatten().collect::<Vec<_>>().join("; "));
    for piece in &relation.evidence {
        let words = [Some(piece.subject), Some(piece.trigger), piece.object];
        let words: Vec<String> = words.into_iter().flatten().map(|span| quoted(document, span)).collect();
        let _ = writeln!(
            out,
            "    {:>4}  {}  {}",
            piece.sentence + 1,
            words.join(" "),
            printable(document.slice(piece.span))
        );
    }
}

fn show_quotation(out: &mut String, document: &Document, entities: &Entities, quotation: &Quotation) {
    let kind = match quotation.kind {
        QuotationKind::Direct => "direct",
        QuotationKind::Indirect => "indirect",
        QuotationKind::Mixed => "mixed",
    };
    let (speaker, cue) = (label(entities, quotation.speaker), quoted(document, quotation.cue));
    let _ = writeln!(out, "{speaker}  {cue}  {kind}: {}", printable(document.slice(quotation.content)));
}

fn label(entities: &Entities, id: EntityId) -> String {
    let name = entities.entities.get(id.0).map_or("?", |entity| entity.name.as_str());
    format!("{name} (e{})", id.0 + 1)
}

fn quoted(document: &Document, span: Span) -> String {
    format!("[{}]", printable(document.slice(span)))
}
