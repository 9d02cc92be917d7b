//! Tokens, sentences, kinds of sentence, lemmas: what a reader of the treebanks expects.

use demarche::document::Document;
use demarche::syntax::{Upos, Xpos, lemma};
use demarche::text::{SentenceKind, Text, analyze};
use proptest::prelude::*;

/// The tokens of `source` between spaces; a clitic has a "+" before it.
fn tokens(source: &str) -> String {
    let document = Document::new("t", source);
    let text = analyze(&document);
    let shown = text.tokens.iter().map(|t| format!("{}{}", if t.joined { "+" } else { "" }, document.slice(t.span)));
    shown.collect::<Vec<_>>().join(" ")
}

/// The sentences of `source` with their kinds.
fn sentences(source: &str) -> Vec<(String, SentenceKind)> {
    let document = Document::new("t", source);
    let text = analyze(&document);
    let span = |i: usize| document.slice(text.sentence_span(i)).to_owned();
    text.sentences.iter().enumerate().map(|(i, s)| (span(i), s.kind)).collect()
}

fn plain(source: &str) -> Vec<String> {
    sentences(source).into_iter().map(|(text, _)| text).collect()
}

#[test]
fn clitics_are_words_of_one_token() {
    assert_eq!(tokens("They don't know it's Anna's."), "They do +n't know it +'s Anna +'s .");
    assert_eq!(tokens("We’ll say she couldn’t’ve."), "We +’ll say she could +n’t +’ve .");
    assert_eq!(tokens("I cannot, and I'm gonna stay"), "I can +not , and I +'m gon +na stay");
    assert_eq!(tokens("the workers' rights and the ’90s"), "the workers +' rights and the ’90s");
    assert_eq!(tokens("Mr. O'Hara's vote at two o'clock"), "Mr. O'Hara +'s vote at two o'clock");
}

#[test]
fn a_closing_quotation_mark_is_no_possessive() {
    assert_eq!(tokens("He named 'the talks' useless."), "He named ' the talks ' useless .");
}

#[test]
fn a_stop_without_a_space_ends_a_word_but_not_an_address() {
    assert_eq!(tokens("He left.Then I said.I saw 3.5.She"), "He left . Then I said . I saw 3.5 . She");
    assert_eq!(tokens("See bbc.co.uk or mailto:a.b@c.org or Node.js"), "See bbc.co.uk or mailto:a.b@c.org or Node.js");
}

#[test]
fn hyphens_cut_compounds_but_not_prefixes() {
    assert_eq!(tokens("a large-scale Russia-led plan"), "a large - scale Russia - led plan");
    assert_eq!(
        tokens("the non-profit co-founder of an anti-war group"),
        "the non-profit co-founder of an anti-war group"
    );
    assert_eq!(tokens("a 10-year term from 1990-1995"), "a 10 - year term from 1990 - 1995");
    assert_eq!(tokens("Call 202-555-0143 today"), "Call 202-555-0143 today");
}

#[test]
fn numbers_keep_their_inner_signs_and_leave_their_units() {
    assert_eq!(tokens("$5 or US$4.5bn, 7.5% of 1,00,000"), "$ 5 or US$ 4.5 bn , 7.5 % of 1,00,000");
    assert_eq!(tokens("At 5:30pm on 9/11, 10km away"), "At 5:30 pm on 9/11 , 10 km away");
    assert_eq!(tokens("either and/or both (now)"), "either and / or both ( now )");
}

#[test]
fn abbreviations_keep_their_stop_inside_a_sentence_and_lend_it_at_the_end() {
    assert_eq!(tokens("Gen. Roe left the U.S. on Dec. 7."), "Gen. Roe left the U.S. on Dec. 7 .");
    assert_eq!(tokens("He flew to the U.S."), "He flew to the U.S .");
    assert_eq!(
        tokens("It ended at 5 p.m. sharp, e.g. by Acme Inc., again"),
        "It ended at 5 p.m. sharp , e.g. by Acme Inc. , again"
    );
    assert_eq!(tokens("She said no. He agreed."), "She said no . He agreed .");
}

#[test]
fn addresses_tags_and_signs_are_whole() {
    assert_eq!(
        tokens("See https://example.org/a,b?c=1. Write to jane.roe@example.org, #peace @desk"),
        "See https://example.org/a,b?c=1 . Write to jane.roe@example.org , #peace @desk"
    );
    assert_eq!(tokens("Wait... what?! – no — “yes” -- 👍🏽 ok"), "Wait ... what ?! – no — “ yes ” -- 👍🏽 ok");
    assert_eq!(tokens("He left.The door closed."), "He left . The door closed .");
}

#[test]
fn sentences_end_where_a_reader_stops() {
    let text = "Gen. Mark Roe met Dr. Lee in Washington, D.C., on Jan. 12. He said the U.S. Army was ready. \
                “We will wait,” he said. “Nobody is leaving.” Then he left.";
    assert_eq!(
        plain(text),
        [
            "Gen. Mark Roe met Dr. Lee in Washington, D.C., on Jan. 12.",
            "He said the U.S. Army was ready.",
            "“We will wait,” he said.",
            "“Nobody is leaving.”",
            "Then he left."
        ]
    );
}

#[test]
fn a_line_of_a_letter_ends_without_a_mark_and_a_name_does_not() {
    assert_eq!(
        plain(
            "Please send the draft by noon. Best regards, Jane Roe 03/14/2002 09:30 AM I have seen the second draft."
        )
        .len(),
        5
    );
    let news =
        "On Monday President Jane Roe of the United Nations Security Council met Foreign Minister John Doe in Oslo.";
    assert_eq!(plain(news), [news]);
}

#[test]
fn a_contraction_may_want_its_apostrophe() {
    assert_eq!(tokens("I like it because its a quiet town."), "I like it because it +s a quiet town .");
    assert_eq!(tokens("If your in the city, call us."), "If you +r in the city , call us .");
    let news = "The law lets your bank sell its 12 ships , whose owners let nobody see its books .";
    assert_eq!(tokens(news), news);
}

#[test]
fn lets_is_a_contraction_where_a_sentence_begins() {
    assert_eq!(tokens("It is late. Lets go home."), "It is late . Let +s go home .");
    let others = "The new law lets police wait . Lets you share pictures . LETS is short";
    assert_eq!(tokens(others), others);
}

#[test]
fn notes_and_mail_keep_their_files_and_numbers_whole() {
    assert_eq!(
        tokens("See 12-20-04.doc and (draft).xls, the domain “.tv”, room 3143C."),
        "See 12-20-04.doc and ( draft ) .xls , the domain “ .tv ” , room 3143C ."
    );
    assert_eq!(
        tokens("Call +44 20 5550 0114 or 212/555-0114, Oslo, TX 77415-0027."),
        "Call +44 20 5550 0114 or 212/555-0114 , Oslo , TX 77415-0027 ."
    );
    assert_eq!(
        tokens("p = .05 in [13,14] of 3,04,569 and 9,10,000, 1990-1995"),
        "p = .05 in [ 13 , 14 ] of 3,04,569 and 9,10,000 , 1990 - 1995"
    );
    assert_eq!(tokens("Sent by jane@OSLO_DESK -> here"), "Sent by jane@OSLO_DESK -> here");
    assert_eq!(tokens("Up +3. Down +2.5 (+1)"), "Up +3 . Down + 2.5 ( +1 )");
    assert_eq!(
        tokens("Yahoo! said so, d*mn it, w/out him and w/friends, Yahoo!'s"),
        "Yahoo! said so , d*mn it , w/out him and w/ friends , Yahoo! +'s"
    );
}

#[test]
fn words_without_their_space_are_cut() {
    assert_eq!(tokens("It isn'ta game, it was wet.the end"), "It is +n't a game , it was wet . the end");
    let names = "The N'da family of Ma'ma saw footnote";
    assert!(!tokens(names).contains(" a "));
    assert_eq!(tokens("3days, 61persons, visit example.me now"), "3 days , 61 persons , visit example.me now");
}

#[test]
fn attachments_are_a_line_each() {
    let text = "Please have a look at these files. - budget.xls - minutes.doc - plan.pdf";
    assert_eq!(plain(text).last().map(String::as_str), Some("- plan.pdf"));
}

#[test]
fn a_dateline_stands_before_its_sentence() {
    let text = "ACCRA, Ghana (Wire) — Ministers met on Monday.\n\nNAIROBI — Kenya shut the port.";
    assert_eq!(plain(text), ["ACCRA, Ghana (Wire) —", "Ministers met on Monday.", "NAIROBI —", "Kenya shut the port."]);
}

#[test]
fn a_question_quoted_before_its_speaker_does_not_end_the_sentence() {
    assert_eq!(plain("“Who will pay for it?” she asked. Nobody knew.").len(), 2);
}

#[test]
fn headings_stand_alone_without_a_stop() {
    let text = "Ministers meet in Oslo\n\nThe ministers met on Monday.\n\nA long night\n\nThey talked until dawn.";
    let kinds: Vec<SentenceKind> = sentences(text).into_iter().map(|(_, kind)| kind).collect();
    use SentenceKind::{Heading, Prose};
    assert_eq!(kinds, [Heading, Prose, Heading, Prose]);
    assert_eq!(sentences("Norway thanked Sweden")[0].1, Prose, "a lone line is the text itself");
}

#[test]
fn boilerplate_is_known_by_its_form() {
    for line in [
        "Subscribe",
        "Advertisement",
        "Sign up for our morning briefing and get it by email.",
        "Read more: Who won the vote in Peru",
        "Follow us on Twitter and Facebook",
        "By Jane Roe and John Doe, Example News",
        "Jane Roe contributed to this report.",
        "(Reporting by Jane Roe in Paris; editing by John Doe)",
        "© 2022 Example News. All rights reserved.",
        "We use cookies to improve this site.",
        "Some information for this report came from the wires.",
        "(Jane Roe/Example Pictures)",
        "* * *",
        "5 min read",
    ] {
        let found = sentences(&format!("The talks began on Monday.\n\n{line}\n\nThey go on."));
        let middle = &found[1..found.len() - 1];
        assert!(middle.iter().all(|(_, kind)| *kind == SentenceKind::Boilerplate), "{middle:?}");
        assert_eq!(found[0].1, SentenceKind::Prose);
    }
}

#[test]
fn prose_that_sounds_like_boilerplate_stays() {
    for line in [
        "The union will subscribe to the treaty next year.",
        "By Tuesday the army had left the town.",
        "Britain and France share intelligence on the matter.",
        "The newspaper said its report came from two officials (and one minister).",
        "Hundreds of readers followed the trial on Twitter.",
    ] {
        assert_eq!(sentences(line), [(line.to_owned(), SentenceKind::Prose)]);
    }
}

#[test]
fn a_credit_does_not_swallow_its_caption_and_a_second_caption_is_dropped() {
    let caption = "Prime Minister Anna Berg greets the visitors at the airport on Friday.";
    let found = sentences(&format!("{caption}\n\n{caption} (Jane Roe/Example Pictures)\n\nThe visit lasted an hour."));
    use SentenceKind::{Boilerplate, Prose};
    let kinds: Vec<SentenceKind> = found.iter().map(|(_, kind)| *kind).collect();
    assert_eq!(kinds, [Prose, Boilerplate, Boilerplate, Prose], "{found:?}");
    let once = sentences(&format!("{caption} (Jane Roe/Example Pictures)"));
    assert_eq!(once[0], (caption.to_owned(), Prose));
}

#[test]
fn lemmas_follow_the_treebanks() {
    use Upos::{Adj, Aux, Noun, Part, Pron, Propn, Verb};
    for (form, upos, xpos, expected) in [
        ("n’t", Part, Xpos::Rb, "not"),
        ("'s", Aux, Xpos::Vbz, "be"),
        ("'s", Part, Xpos::Pos, "'s"),
        ("me", Pron, Xpos::Prp, "I"),
        ("States", Propn, Xpos::Nnps, "State"),
        ("Blinken", Propn, Xpos::Nnp, "Blinken"),
        ("Dec.", Propn, Xpos::Nnp, "December"),
        ("allies", Noun, Xpos::Nns, "ally"),
        ("crises", Noun, Xpos::Nns, "crisis"),
        ("said", Verb, Xpos::Vbd, "say"),
        ("accused", Verb, Xpos::Vbn, "accuse"),
        ("visiting", Verb, Xpos::Vbg, "visit"),
        ("stopped", Verb, Xpos::Vbd, "stop"),
        ("negotiating", Verb, Xpos::Vbg, "negotiate"),
        ("denies", Verb, Xpos::Vbz, "deny"),
        ("worst", Adj, Xpos::Jjs, "bad"),
        ("larger", Adj, Xpos::Jjr, "large"),
        ("Russian", Adj, Xpos::Jj, "Russian"),
        ("Several", Adj, Xpos::Jj, "several"),
    ] {
        assert_eq!(lemma(form, upos, xpos), expected, "{form} {upos} {xpos}");
    }
}

/// What holds of every text: tokens in order with ink in them, sentences that cover them, nothing lost.
fn check(source: &str, text: &Text) {
    let mut at = 0;
    for token in &text.tokens {
        let form = source.get(token.span.range()).expect("a token lies on character boundaries");
        assert!(!form.is_empty() && token.span.start() >= at);
        assert!(source[at..token.span.start()].chars().all(char::is_whitespace), "a character was lost");
        at = token.span.end();
    }
    assert!(source[at..].chars().all(char::is_whitespace));
    let mut next = 0;
    for sentence in &text.sentences {
        assert!(sentence.tokens.start == next && sentence.tokens.end > next);
        assert!(!text.tokens[next].joined, "a sentence begins inside a word");
        next = sentence.tokens.end;
    }
    assert_eq!(next, text.tokens.len());
}

proptest! {
    #[test]
    fn any_text_is_covered(source in "\\PC{0,80}|[ -~\\n’“”…—\u{301}\u{200D}👍é]{0,120}") {
        check(&source, &analyze(&Document::new("t", source.as_str())));
    }

    #[test]
    fn any_news_like_text_is_covered(words in prop::collection::vec("U\\.S\\.|Mr\\.|don’t|“[A-Z]a\\.”|\\(A B/C\\)|x-y|\\n\\n|[a-z]{1,5}[.?!,]?|'s|10km|\\.\\.\\.", 0..40)) {
        let source = words.join(" ");
        check(&source, &analyze(&Document::new("t", source.as_str())));
    }
}

#[test]
fn what_never_ends_is_cut_into_pieces_that_can_be_parsed() {
    let document = Document::new("t", "ships, boats and rafts ".repeat(5_000));
    let text = analyze(&document);
    check(&document.text, &text);
    assert!(text.sentences.iter().all(|s| s.tokens.len() <= 400));
    assert!(document.slice(text.sentence_span(0)).ends_with(','), "cut at a comma");
}

#[test]
fn long_lines_without_a_space_take_linear_time() {
    for unit in ["a", "a-b.c", "--a", "non-", "1-", "'s", "\"(", "@a", "a."] {
        let source = unit.repeat(1_000_000 / unit.len());
        let start = std::time::Instant::now();
        check(&source, &analyze(&Document::new("t", source.as_str())));
        assert!(start.elapsed().as_secs() < 20, "{unit:?} took {:?}", start.elapsed());
    }
}
