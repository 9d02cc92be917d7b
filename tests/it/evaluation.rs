//! The measures: gold against itself is perfect, and counted damage is counted.

use demarche::document::Document;
use demarche::evaluate::{
    Beneath, Layers, RelationReport, Score, Scores, compare, evaluate_names, evaluate_treebanks, read_gold, read_iob2,
};
use demarche::pipeline::Analyzer;
use demarche::schema::Vocabulary;
use demarche::syntax::conllu::{self, Treebank};
use demarche::syntax::{Name, NameType, Tree};
use demarche::text::Text;

const GOLD: &str = "\
# newdoc id = harbour
# sent_id = harbour-1
# text = The mayor didn't sell Anna's boats.
1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_
2\tmayor\tmayor\tNOUN\tNN\t_\t5\tnsubj\t_\t_
3-4\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
3\tdid\tdo\tAUX\tVBD\t_\t5\taux\t_\t_
4\tn't\tnot\tPART\tRB\t_\t5\tadvmod\t_\t_
5\tsell\tsell\tVERB\tVB\t_\t0\troot\t_\t_
6-7\tAnna's\t_\t_\t_\t_\t_\t_\t_\t_
6\tAnna\tAnna\tPROPN\tNNP\t_\t8\tnmod:poss\t_\t_
7\t's\t's\tPART\tPOS\t_\t6\tcase\t_\t_
8\tboats\tboat\tNOUN\tNNS\t_\t5\tobj\t_\tSpaceAfter=No
9\t.\t.\tPUNCT\t.\t_\t5\tpunct\t_\t_

# sent_id = harbour-2
# text = She waits.
1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\t_
2\twaits\twait\tVERB\tVBZ\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

";

fn gold() -> Treebank {
    conllu::read("gold", GOLD).unwrap().remove(0)
}

fn against(gold: &Treebank, other: &Treebank) -> Scores {
    compare(
        Layers { document: &gold.document, text: &gold.text, trees: &gold.trees },
        Layers { document: &other.document, text: &other.text, trees: &other.trees },
    )
}

#[test]
fn the_text_is_rebuilt_and_clitics_are_joined() {
    let gold = gold();
    assert_eq!(gold.document.text.trim(), "The mayor didn't sell Anna's boats. She waits.");
    let joined: Vec<&str> = gold.text.tokens.iter().filter(|t| t.joined).map(|t| gold.document.slice(t.span)).collect();
    assert_eq!(joined, ["n't", "'s"]);
}

#[test]
fn gold_against_itself_is_perfect() {
    let gold = gold();
    for (name, score) in against(&gold, &gold).rows() {
        assert!((score.f1() - 100.0).abs() < 1e-9 && score.gold > 0, "{name} {score:?}");
    }
}

#[test]
fn each_damaged_label_costs_one() {
    let damaged = GOLD
        .replace("boats\tboat\tNOUN\tNNS\t_\t5\tobj", "boats\tboats\tNOUN\tNN\t_\t5\tobl")
        .replace("She\tshe\tPRON\tPRP\t_\t2", "She\tshe\tDET\tPRP\t_\t3");
    let scores = against(&gold(), &conllu::read("damaged", &damaged).unwrap()[0]);
    let wrong = scores.rows().map(|(_, score)| score.gold - score.correct);
    // tokens, sentences, words, upos, xpos, lemmas, uas, las
    assert_eq!(wrong, [0, 0, 0, 1, 1, 1, 1, 2]);
}

#[test]
fn a_subtype_costs_nothing() {
    let damaged = GOLD.replace("nmod:poss", "nmod");
    let scores = against(&gold(), &conllu::read("damaged", &damaged).unwrap()[0]);
    assert_eq!(scores.las.correct, scores.las.gold);
}

#[test]
fn an_uncut_clitic_costs_its_words_and_one_sentence_break_two_sentences() {
    // "didn't" as one word, and both sentences run together.
    let damaged = GOLD
        .replace("3-4\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n3\tdid\tdo\tAUX\tVBD\t_\t5\taux\t_\t_\n4\tn't\tnot\tPART\tRB\t_\t5\tadvmod\t_\t_\n",
            "3\tdidn't\tdo\tAUX\tVBD\t_\t4\taux\t_\t_\n")
        .replace("5\tsell\tsell", "4\tsell\tsell")
        .replace("mayor\tNOUN\tNN\t_\t5", "mayor\tNOUN\tNN\t_\t4");
    let damaged = &conllu::read("damaged", &damaged).unwrap()[0];
    let scores = against(&gold(), damaged);
    assert_eq!((scores.words.gold, scores.words.system, scores.words.correct), (12, 11, 10));
    assert_eq!(scores.tokens.correct, scores.tokens.gold, "the token is the same");
    let joined = Treebank {
        text: Text {
            tokens: damaged.text.tokens.clone(),
            sentences: vec![demarche::text::Sentence {
                tokens: 0..damaged.text.tokens.len(),
                ..damaged.text.sentences[0].clone()
            }],
        },
        trees: vec![],
        ..damaged.clone()
    };
    assert_eq!(against(&gold(), &joined).sentences.correct, 0);
}

#[test]
fn a_perfect_parser_is_perfect_on_gold_tokens() {
    let gold = gold();
    let trees = gold.trees.clone();
    let parse =
        |_: &Document, text: &Text| if text.sentences.len() == trees.len() { trees.clone() } else { Vec::new() };
    let rows = evaluate_treebanks(std::slice::from_ref(&gold), &parse);
    let las = rows.iter().find(|r| r.layer == "las" && r.beneath == Beneath::GoldTokens).unwrap();
    assert_eq!(las.score.correct, 12);
    let lemmas = rows.iter().find(|r| r.layer == "lemmas" && r.beneath == Beneath::GoldTags).unwrap();
    assert_eq!(lemmas.score.correct, 12, "the lemma rules know all these words");
}

#[test]
fn names_count_by_exact_span_and_label() {
    let gold =
        read_iob2("names", "Anna\tB-PER\nBerg\tI-PER\nleft\tO\nOslo\tB-LOC\n.\tO\n\nNATO\tB-organisation\nwaits\tO\n")
            .unwrap();
    assert_eq!(gold.names.len(), 3);
    let name = |words, label| Name { words, label, probability: 1.0 };
    let gold_words = |text: &Text| text.sentences.iter().map(|s| s.tokens.len()).collect::<Vec<_>>();
    assert_eq!(gold_words(&gold.text), [5, 2]);
    // A parser that cuts the first name short and labels the last one right.
    let parse = |_: &Document, text: &Text| {
        let tree = |names| Tree::new(Vec::new(), names);
        assert_eq!(text.sentences.len(), 2);
        vec![
            tree(vec![name(0..1, NameType::Person), name(3..4, NameType::Location)]),
            tree(vec![name(0..1, NameType::Organization)]),
        ]
    };
    let rows = evaluate_names(&gold, &parse);
    let all = rows.iter().find(|r| r.layer == "names" && r.beneath == Beneath::GoldTokens).unwrap();
    assert_eq!((all.score.gold, all.score.system, all.score.correct), (3, 3, 2));
}

#[test]
fn malformed_gold_is_refused_with_its_line() {
    assert!(read_iob2("n.iob2", "Anna\tB-PER\nBerg\n").unwrap_err().to_string().starts_with("n.iob2:2:"));
    assert!(read_iob2("n.iob2", "Anna\tX\n").is_err());
    assert!(conllu::read("t.conllu", "1\tA\n").is_err());
}

/// What `Norway warned Sweden. Denmark met Sweden.` says, with one relation too many, one without direction turned round
/// and one on which readers differ.
const SAID: &str = r#"{"id": "fjord",
 "entities": [{"id": "n", "type": "Country", "name": "Norway", "mentions": ["Norway"]},
              {"id": "s", "type": "Country", "name": "Sweden", "mentions": ["Sweden"]},
              {"id": "d", "type": "Country", "name": "Denmark", "mentions": ["Denmark"]}],
 "relations": [{"subject": "n", "predicate": "warned", "object": "s"},
               {"subject": "s", "predicate": "met_with", "object": "d"},
               {"subject": "d", "predicate": "attacked", "object": "s"},
               {"subject": "n", "predicate": "attacked", "object": "d", "optional": true}]}"#;

#[test]
fn relations_count_by_their_ends_and_each_confidence_has_its_share_of_right_ones() {
    let text = "Norway warned Sweden. Denmark met with Sweden. Norway praised Denmark.";
    let found = Analyzer::new().unwrap().extract(&Document::new("fjord", text));
    let mut report = RelationReport::default();
    report.add(&read_gold("fjord.json", SAID).unwrap(), &(&found).into(), &Vocabulary::embedded().unwrap());
    assert_eq!(report.entities, Score { gold: 3, system: 3, correct: 3 });
    assert_eq!(report.events, Score { gold: 3, system: 3, correct: 2 });
    assert_eq!(report.stances, Score { gold: 2, system: 2, correct: 2 });
    let (all, right) = report.bins.iter().fold((0, 0), |(a, r), bin| (a + bin.relations, r + bin.right));
    assert_eq!((all, right), (3, 2));
    let refused = read_gold("fjord.json", "{\n \"id\": 3}").unwrap_err().to_string();
    assert!(refused.contains("fjord.json:2"), "{refused}");
}
