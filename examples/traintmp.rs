fn main() {
    let args: Vec<String> = std::env::args().collect();
    let settings = demarche::train::Settings {
        data: args[1].clone().into(),
        epochs: args[2].parse().unwrap(),
        seed: args.get(4).map_or(1, |s| s.parse().unwrap()),
        width: args.get(5).map_or(128, |s| s.parse().unwrap()),
        extra: args.iter().skip(6).map(|s| s.into()).collect(),
        ..Default::default()
    };
    let t = demarche::train::train(&settings, demarche::gazetteer::Gazetteer::embedded().unwrap(), &mut |l| {
        eprintln!("{l}")
    })
    .unwrap();
    for s in &t.scores {
        println!("{s}");
    }
    std::fs::write(&args[3], t.model.write()).unwrap();
}
