use demarche::document::Document;
use demarche::text::{Sentence, SentenceKind, Text};
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let g = demarche::gazetteer::Gazetteer::embedded().unwrap();
    let p =
        demarche::syntax::Parser::new(&demarche::model::Model::read(&std::fs::read(&a[1]).unwrap()).unwrap()).unwrap();
    let (from, n): (usize, usize) = (a[3].parse().unwrap(), a[4].parse().unwrap());
    let all = std::fs::read_to_string(&a[2]).unwrap();
    let lines: Vec<&str> = all.lines().skip(from).take(n).collect();
    let mut out = String::new();
    for (i, chunk) in lines.chunks(20).enumerate() {
        let d = Document::new(format!("voa{i}"), chunk.join("\n\n"));
        let t: Text = demarche::text::analyze(&d);
        let trees = p.parse(&d, &t, g);
        out.push_str(&format!("# newdoc id = voa{i}\n"));
        for (s, tree) in trees.iter().enumerate() {
            let _: &Sentence = &t.sentences[s];
            if t.sentences[s].kind == SentenceKind::Boilerplate || tree.len() < 4 || tree.len() > 60 {
                continue;
            }
            demarche::syntax::conllu::write_sentence(&mut out, &d, &t, s, tree);
        }
    }
    std::fs::write(&a[5], out).unwrap();
}
