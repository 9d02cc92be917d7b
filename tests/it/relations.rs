//! Relations from trees: a sentence, its tree and its entities, and the facts that must and must not appear. The trees
//! are gold, so that these cases judge the rules alone. A token is written `form/lemma/tag/head/relation`, heads count
//! from 1.

use demarche::document::Document;
use demarche::entity::{Entities, Entity, EntityId, EntityKind, Mention, MentionKind};
use demarche::relation::{Facts, extract};
use demarche::schema::Vocabulary;
use demarche::syntax::{Tree, conllu};

const PEOPLE: [&str; 7] = ["Merkel", "Macron", "Ramos", "Okafor", "Lindqvist", "Haddad", "Varga"];
const BODIES: [&str; 5] = ["NATO", "Interpol", "UNESCO", "Fatah", "Reuters"];

/// What the sentences (one a line) say: "Merkel met_with Macron", with "not", "planned", "hypothetical", "(by X)" and
/// "about X" where they apply. Sorted.
fn facts(sentences: &str) -> Vec<String> {
    let (facts, entities) = read(sentences);
    let name = |id: EntityId| entities.get(id).name.clone();
    let mut lines: Vec<String> = (facts.relations.iter())
        .map(|r| {
            let mut line = format!("{} {} {}", name(r.subject), r.predicate, r.object.map_or("-".to_owned(), name));
            if r.polarity == demarche::relation::Polarity::Negated {
                line.push_str(" not");
            }
            match r.modality {
                demarche::relation::Modality::Actual => {}
                demarche::relation::Modality::Planned => line.push_str(" planned"),
                demarche::relation::Modality::Hypothetical => line.push_str(" hypothetical"),
            }
            if r.object.is_none() {
                let about: Vec<String> = r.about.iter().copied().map(name).collect();
                line.push_str(&format!(" about {}", about.join(", ")));
            }
            if let Some(source) = r.source {
                line.push_str(&format!(" (by {})", name(source)));
            }
            line
        })
        .collect();
    lines.sort();
    lines
}

fn read(sentences: &str) -> (Facts, Entities) {
    let mut conllu = String::from("# newdoc id = test\n# newpar\n");
    for sentence in sentences.trim().lines() {
        for (index, token) in sentence.split_whitespace().enumerate() {
            let fields: Vec<&str> = token.split('/').collect();
            let [form, lemma, tag, head, relation] = fields[..] else { panic!("five fields, not `{token}`") };
            conllu.push_str(&format!(
                "{}\t{form}\t{lemma}\t{}\t{tag}\t_\t{head}\t{relation}\t_\t_\n",
                index + 1,
                upos(tag, relation)
            ));
        }
        conllu.push('\n');
    }
    let bank = conllu::read("test", &conllu).unwrap().remove(0);
    let mut document: Document = bank.document.clone();
    document.date = "2024-03-13".parse().ok();
    let entities = entities(&document, &bank.text, &bank.trees);
    let vocabulary = Vocabulary::embedded().unwrap();
    (extract(&document, &bank.text, &bank.trees, &entities, &vocabulary), entities)
}

fn upos(tag: &str, relation: &str) -> &'static str {
    match tag {
        "NNP" | "NNPS" => "PROPN",
        "NN" | "NNS" => "NOUN",
        "MD" => "AUX",
        _ if relation.starts_with("aux") || relation == "cop" => "AUX",
        t if t.starts_with("VB") => "VERB",
        "JJ" => "ADJ",
        "RB" | "WRB" => "ADV",
        "IN" => "ADP",
        "TO" => "PART",
        "DT" => "DET",
        "CC" => "CCONJ",
        "CD" => "NUM",
        "PRP" | "PRP$" | "WDT" | "WP" => "PRON",
        "POS" => "PART",
        _ => "PUNCT",
    }
}

/// Every name of the lists above and every country name or demonym in the text, as one entity each.
fn entities(document: &Document, text: &demarche::text::Text, trees: &[Tree]) -> Entities {
    let countries = [
        ("Chile", "Chilean"),
        ("Peru", "Peruvian"),
        ("Norway", "Norwegian"),
        ("Kenya", "Kenyan"),
        ("Japan", "Japanese"),
        ("Egypt", "Egyptian"),
        ("Qatar", "Qatari"),
        ("Ghana", "Ghanaian"),
    ];
    let mut found = Entities { by_head: vec![None; text.tokens.len()], ..Entities::default() };
    for (number, (sentence, tree)) in text.sentences.iter().zip(trees).enumerate() {
        for token in sentence.tokens.clone() {
            let form = document.slice(text.tokens[token].span);
            let country = countries.iter().find(|(name, demonym)| *name == form || *demonym == form);
            let (name, kind) = match country {
                Some((name, _)) => (*name, EntityKind::Country),
                None if PEOPLE.contains(&form) => (form, EntityKind::Person),
                None if BODIES.contains(&form) => (form, EntityKind::Organization),
                None => continue,
            };
            let id = found.entities.iter().position(|e| e.name == name).unwrap_or_else(|| {
                let (iso3, country) = (None, None);
                found.entities.push(Entity {
                    kind,
                    name: name.to_owned(),
                    iso3,
                    country,
                    wikidata: None,
                    mentions: vec![],
                });
                found.entities.len() - 1
            });
            assert!(tree.len() > token - sentence.tokens.start);
            found.by_head[token] = Some((EntityId(id), found.entities[id].mentions.len()));
            found.entities[id].mentions.push(Mention {
                sentence: number,
                tokens: token..token + 1,
                head: token,
                span: text.tokens[token].span,
                kind: MentionKind::Name,
                reason: "name",
            });
        }
    }
    found
}

#[track_caller]
fn says(sentences: &str, expected: &[&str]) {
    assert_eq!(facts(sentences), expected, "{sentences}");
}

#[test]
fn active_with_two_objects() {
    says(
        "Chile/Chile/NNP/2/nsubj urged/urge/VBD/0/root Peru/Peru/NNP/2/obj and/and/CC/5/cc Japan/Japan/NNP/3/conj to/to/TO/7/mark wait/wait/VB/2/xcomp",
        &["Chile urged Japan", "Chile urged Peru"],
    );
}

#[test]
fn passive_with_agent_turns_round() {
    says(
        "Peru/Peru/NNP/3/nsubj:pass was/be/VBD/3/aux:pass condemned/condemn/VBN/0/root by/by/IN/5/case Norway/Norway/NNP/3/obl:agent",
        &["Norway criticized Peru"],
    );
}

#[test]
fn passive_without_agent_says_nothing() {
    says("Peru/Peru/NNP/3/nsubj:pass was/be/VBD/3/aux:pass condemned/condemn/VBN/0/root", &[]);
}

#[test]
fn coordinated_verbs_share_their_subject() {
    says(
        "Merkel/Merkel/NNP/2/nsubj praised/praise/VBD/0/root Kenya/Kenya/NNP/2/obj and/and/CC/5/cc met/meet/VBD/2/conj Macron/Macron/NNP/5/obj",
        &["Merkel met_with Macron", "Merkel supported Kenya"],
    );
}

#[test]
fn a_plan_to_talk_is_planned() {
    says(
        "Merkel/Merkel/NNP/2/nsubj plans/plan/VBZ/0/root to/to/TO/4/mark speak/speak/VB/2/xcomp with/with/IN/6/case Macron/Macron/NNP/4/obl",
        &["Merkel spoke_with Macron planned"],
    );
}

#[test]
fn raising_gives_the_surface_subject() {
    says(
        "Merkel/Merkel/NNP/3/nsubj:pass is/be/VBD/3/aux:pass expected/expect/VBN/0/root to/to/TO/5/mark visit/visit/VB/3/xcomp Ghana/Ghana/NNP/5/obj",
        &["Merkel visited Ghana planned"],
    );
}

#[test]
fn a_threat_falls_on_the_object_of_the_infinitive() {
    says(
        "Egypt/Egypt/NNP/2/nsubj threatened/threaten/VBD/0/root to/to/TO/4/mark bomb/bomb/VB/2/xcomp Qatar/Qatar/NNP/4/obj",
        &["Egypt attacked Qatar hypothetical (by Egypt)", "Egypt threatened Qatar"],
    );
}

#[test]
fn a_threat_with_a_condition_falls_on_who_has_it_in_hand() {
    says(
        "Egypt/Egypt/NNP/2/nsubj threatened/threaten/VBD/0/root to/to/TO/4/mark impose/impose/VB/2/xcomp sanctions/sanction/NNS/4/obj \
         if/if/IN/8/mark Qatar/Qatar/NNP/8/nsubj leaves/leave/VBZ/4/advcl NATO/NATO/NNP/8/obj",
        &[
            "Egypt sanctioned Qatar hypothetical (by Egypt)",
            "Egypt threatened Qatar",
            "Qatar member_of NATO not hypothetical (by Egypt)",
        ],
    );
}

#[test]
fn participles_share_the_subject() {
    says(
        "Accusing/accuse/VBG/7/advcl Peru/Peru/NNP/1/obj of/of/IN/4/mark cheating/cheat/VBG/1/advcl ,/,/,/1/punct \
         Ramos/Ramos/NNP/7/nsubj left/leave/VBD/0/root",
        &["Ramos accused Peru"],
    );
}

#[test]
fn reduced_relatives_have_their_noun_as_object() {
    says(
        "Kenyan/Kenyan/JJ/2/amod ships/ship/NNS/6/nsubj seized/seize/VBN/2/acl by/by/IN/5/case Egypt/Egypt/NNP/3/obl:agent sank/sink/VBD/0/root",
        &["Egypt seized Kenya"],
    );
}

#[test]
fn light_verbs_lend_their_subject() {
    says(
        "Okafor/Okafor/NNP/2/nsubj held/hold/VBD/0/root talks/talk/NNS/2/obj with/with/IN/5/case Haddad/Haddad/NNP/3/nmod",
        &["Okafor spoke_with Haddad"],
    );
    says(
        "Norway/Norway/NNP/2/nsubj imposed/impose/VBD/0/root sanctions/sanction/NNS/2/obj on/on/IN/5/case Kenya/Kenya/NNP/2/obl",
        &["Norway sanctioned Kenya"],
    );
    says(
        "Norway/Norway/NNP/2/nsubj lifted/lift/VBD/0/root sanctions/sanction/NNS/2/obj on/on/IN/5/case Kenya/Kenya/NNP/2/obl",
        &["Norway conceded_to Kenya"],
    );
}

#[test]
fn coming_under_fire_turns_round() {
    says(
        "Peru/Peru/NNP/2/nsubj faced/face/VBD/0/root criticism/criticism/NN/2/obj from/from/IN/5/case UNESCO/UNESCO/NNP/3/nmod",
        &["UNESCO criticized Peru"],
    );
}

#[test]
fn event_nouns_have_roles() {
    says(
        "Egypt/Egypt/NNP/3/nmod:poss 's/'s/POS/1/case invasion/invasion/NN/6/nsubj of/of/IN/5/case Qatar/Qatar/NNP/3/nmod failed/fail/VBD/0/root",
        &["Egypt attacked Qatar"],
    );
    says(
        "The/the/DT/5/det Merkel/Merkel/NNP/4/compound -/-/HYPH/2/punct Macron/Macron/NNP/5/compound call/call/NN/6/nsubj lasted/last/VBD/0/root",
        &["Merkel spoke_with Macron"],
    );
    says(
        "Talks/talk/NNS/6/nsubj between/between/IN/3/case Chile/Chile/NNP/1/nmod and/and/CC/5/cc Peru/Peru/NNP/3/conj stalled/stall/VBD/0/root",
        &["Chile spoke_with Peru"],
    );
}

#[test]
fn an_attack_without_attacker_says_nothing() {
    says(
        "Ramos/Ramos/NNP/2/nsubj mourned/deplore/VBD/0/root the/the/DT/4/det attack/attack/NN/2/obj on/on/IN/6/case Kenya/Kenya/NNP/4/nmod",
        &["Ramos criticized - about Kenya"],
    );
}

#[test]
fn a_group_that_meets_meets_each_other() {
    says(
        "Chile/Chile/NNP/6/nsubj ,/,/,/3/punct Peru/Peru/NNP/1/conj and/and/CC/5/cc Ghana/Ghana/NNP/1/conj met/meet/VBD/0/root",
        &["Chile met_with Ghana", "Chile met_with Peru", "Peru met_with Ghana"],
    );
}

#[test]
fn forces_are_their_state_and_borders_too() {
    says(
        "Egyptian/Egyptian/JJ/2/amod troops/troop/NNS/3/nsubj massed/mass/VBD/0/root along/along/IN/7/case Qatar/Qatar/NNP/7/nmod:poss 's/'s/POS/5/case border/border/NN/3/obl",
        &["Egypt deployed_to Qatar"],
    );
}

#[test]
fn allies_of_a_body_are_not_the_body() {
    says("NATO/NATO/NNP/2/compound allies/ally/NNS/3/nsubj praised/praise/VBD/0/root Ghana/Ghana/NNP/3/obj", &[]);
}

#[test]
fn a_denial_denies_what_it_governs() {
    says(
        "Egypt/Egypt/NNP/2/nsubj denied/deny/VBD/0/root that/that/IN/5/mark it/it/PRP/5/nsubj attacked/attack/VBD/2/ccomp Qatar/Qatar/NNP/5/obj",
        &["Egypt attacked Qatar not hypothetical (by Egypt)", "Egypt denied - about Qatar"],
    );
    says(
        "Egypt/Egypt/NNP/2/nsubj denied/deny/VBD/0/root attacking/attack/VBG/2/xcomp Qatar/Qatar/NNP/3/obj",
        &["Egypt attacked Qatar not hypothetical (by Egypt)", "Egypt denied - about Qatar"],
    );
}

#[test]
fn no_plans_is_negated_and_planned() {
    says(
        "Egypt/Egypt/NNP/2/nsubj has/have/VBZ/0/root no/no/DT/4/det plans/plan/NNS/2/obj to/to/TO/6/mark invade/invade/VB/4/acl Qatar/Qatar/NNP/6/obj",
        &["Egypt attacked Qatar not planned"],
    );
}

#[test]
fn conditions_and_possibilities_are_hypothetical() {
    says(
        "Egypt/Egypt/NNP/3/nsubj may/may/MD/3/aux invade/invade/VB/0/root Qatar/Qatar/NNP/3/obj",
        &["Egypt attacked Qatar hypothetical"],
    );
    says(
        "If/if/IN/3/mark Egypt/Egypt/NNP/3/nsubj invades/invade/VBZ/8/advcl Qatar/Qatar/NNP/3/obj ,/,/,/3/punct Norway/Norway/NNP/8/nsubj will/will/MD/8/aux sanction/sanction/VB/0/root Egypt/Egypt/NNP/8/obj",
        &["Egypt attacked Qatar hypothetical", "Norway sanctioned Egypt hypothetical"],
    );
}

#[test]
fn reported_speech_has_a_source() {
    says(
        "Merkel/Merkel/NNP/2/nsubj said/say/VBD/0/root Egypt/Egypt/NNP/4/nsubj attacked/attack/VBD/2/ccomp Qatar/Qatar/NNP/4/obj",
        &["Egypt attacked Qatar (by Merkel)"],
    );
    says(
        "Egypt/Egypt/NNP/2/nsubj attacked/attack/VBD/0/root Qatar/Qatar/NNP/2/obj ,/,/,/6/punct Merkel/Merkel/NNP/6/nsubj said/say/VBD/2/parataxis",
        &["Egypt attacked Qatar (by Merkel)"],
    );
    says(
        "According/accord/VBG/3/case to/to/IN/1/fixed Reuters/Reuters/NNP/5/obl Egypt/Egypt/NNP/5/nsubj attacked/attack/VBD/0/root Qatar/Qatar/NNP/5/obj",
        &["Egypt attacked Qatar (by Reuters)"],
    );
}

#[test]
fn telling_needs_a_named_addressee() {
    says(
        "Varga/Varga/NNP/2/nsubj told/tell/VBD/0/root Reuters/Reuters/NNP/2/iobj that/that/IN/6/mark he/he/PRP/6/nsubj agreed/agree/VBD/2/ccomp",
        &["Varga told Reuters"],
    );
    says(
        "Varga/Varga/NNP/2/nsubj told/tell/VBD/0/root reporters/reporter/NNS/2/iobj that/that/IN/6/mark he/he/PRP/6/nsubj agreed/agree/VBD/2/ccomp",
        &[],
    );
}

#[test]
fn must_in_a_speakers_mouth_urges() {
    says(
        "Merkel/Merkel/NNP/2/nsubj said/say/VBD/0/root Egypt/Egypt/NNP/5/nsubj must/must/MD/5/aux wait/wait/VB/2/ccomp",
        &["Merkel urged Egypt"],
    );
}

#[test]
fn weapons_given_are_aid_and_company_gives_too() {
    says(
        "Norway/Norway/NNP/7/nsubj ,/,/,/4/punct like/like/IN/4/case Japan/Japan/NNP/1/nmod ,/,/,/4/punct has/have/VBD/7/aux provided/provide/VBN/0/root \
         weapons/weapon/NNS/7/obj to/to/IN/10/case Ghana/Ghana/NNP/7/obl",
        &["Japan aided Ghana", "Norway aided Ghana"],
    );
}

#[test]
fn refusing_rejects_the_one_it_touches() {
    says(
        "Norway/Norway/NNP/2/nsubj refused/refuse/VBD/0/root to/to/TO/4/mark extradite/extradite/VB/2/xcomp Haddad/Haddad/NNP/4/obj to/to/IN/7/case Kenya/Kenya/NNP/4/obl",
        &["Norway cooperated_with Kenya not", "Norway rejected Haddad"],
    );
}

#[test]
fn an_attack_is_not_its_victims() {
    says(
        "Ramos/Ramos/NNP/2/nsubj condemned/condemn/VBD/0/root the/the/DT/4/det attack/attack/NN/2/obj on/on/IN/8/case the/the/DT/8/det Kenyan/Kenyan/JJ/8/amod embassy/embassy/NN/4/nmod",
        &["Ramos criticized - about Kenya"],
    );
    says(
        "Ramos/Ramos/NNP/2/nsubj condemned/condemn/VBD/0/root Egypt/Egypt/NNP/5/nmod:poss 's/'s/POS/3/case attack/attack/NN/2/obj on/on/IN/7/case Kenya/Kenya/NNP/5/nmod",
        &["Egypt attacked Kenya", "Ramos criticized Egypt"],
    );
}

#[test]
fn killed_in_a_strike_of_somebody() {
    says(
        "Haddad/Haddad/NNP/3/nsubj:pass was/be/VBD/3/aux:pass killed/kill/VBN/0/root in/in/IN/7/case an/a/DT/7/det Egyptian/Egyptian/JJ/7/amod strike/strike/NN/3/obl",
        &["Egypt attacked Haddad"],
    );
}

#[test]
fn what_is_judged_may_have_been_read_as_part_of_the_verdict() {
    says(
        "Ramos/Ramos/NNP/2/nsubj called/call/VBD/0/root Kenya/Kenya/NNP/5/nmod:poss 's/'s/POS/3/case order/order/NN/6/compound swift/swift/JJ/2/xcomp",
        &["Ramos supported Kenya"],
    );
}

#[test]
fn a_receiver_may_have_been_read_as_a_possessor() {
    says(
        "Norway/Norway/NNP/2/nsubj granted/grant/VBD/0/root Peru/Peru/NNP/4/nmod:poss loans/loan/NNS/2/obj",
        &["Norway aided Peru"],
    );
}

#[test]
fn judgements_by_their_verdict() {
    says(
        "Merkel/Merkel/NNP/2/nsubj called/call/VBD/0/root Macron/Macron/NNP/5/nmod:poss 's/'s/POS/3/case plan/plan/NN/2/obj a/a/DT/7/det mistake/mistake/NN/2/xcomp",
        &["Merkel criticized Macron"],
    );
}

#[test]
fn a_vague_number_is_no_preposition() {
    says(
        "Egypt/Egypt/NNP/2/nsubj arrested/arrest/VBD/0/root up/up/IN/4/case to/to/IN/6/case 100/100/CD/6/nummod Kenyan/Kenyan/JJ/2/obl",
        &["Egypt detained Kenya"],
    );
}

#[test]
fn membership_by_of() {
    says(
        "Haddad/Haddad/NNP/4/nsubj of/of/IN/3/case Fatah/Fatah/NNP/1/nmod slept/sleep/VBD/0/root",
        &["Haddad member_of Fatah"],
    );
}

#[test]
fn said_twice_is_one_relation_with_two_pieces_of_evidence() {
    let sentence = "Chile/Chile/NNP/2/nsubj criticized/criticize/VBD/0/root Peru/Peru/NNP/2/obj !/!/./2/punct";
    let (facts, _) = read(&format!("{sentence}\n{sentence}"));
    assert_eq!(facts.relations.len(), 1);
    assert_eq!(facts.relations[0].evidence.len(), 2);
    assert_eq!(facts.relations[0].rule, "verb:criticize");
    assert_eq!(facts.relations[0].plover.as_deref(), Some("ACCUSE"));
}

#[test]
fn weekdays_count_from_the_article() {
    let (facts, _) = read(
        "Merkel/Merkel/NNP/2/nsubj met/meet/VBD/0/root Macron/Macron/NNP/2/obj on/on/IN/5/case Monday/Monday/NNP/2/obl",
    );
    assert_eq!(facts.relations[0].date.as_deref(), Some("2024-03-11"));
}

#[test]
fn a_vocabulary_error_has_file_and_line() {
    let source = "[predicate.hired]\ndefinition = \"\"\nexample = \"\"\nverbs = \"\"\"\nhire : obj\nsack\n\"\"\"\n";
    let error = Vocabulary::read("mine.toml", source, "cues.toml", "").unwrap_err().to_string();
    assert!(error.starts_with("mine.toml:6:"), "{error}");
}
