//! Every layer of one short article, as `inspect` prints it, against the files of `tests/it/data/layers`: what a change
//! does to tokens, trees, entities and relations shows as a difference to read. Renew them, after reading, with
//! `DEMARCHE_RENEW=1 cargo test layers`.

use assert_cmd::Command;
use std::path::Path;

#[test]
fn layers_are_as_they_were_read() {
    let folder = Path::new("tests/it/data/layers");
    for layer in ["tokens", "syntax", "entities", "relations"] {
        let output = Command::cargo_bin("demarche")
            .unwrap()
            .args(["inspect", "--quiet", "--layer", layer])
            .arg(folder.join("strait.txt"))
            .output()
            .unwrap();
        assert!(output.status.success());
        let found = String::from_utf8(output.stdout).unwrap();
        let file = folder.join(format!("strait.{layer}"));
        if std::env::var_os("DEMARCHE_RENEW").is_some() {
            std::fs::write(&file, &found).unwrap();
        }
        let kept = std::fs::read_to_string(&file).unwrap_or_default();
        for (number, (kept, found)) in kept.lines().zip(found.lines()).enumerate() {
            assert_eq!(kept, found, "{}:{}", file.display(), number + 1);
        }
        assert_eq!(kept.lines().count(), found.lines().count(), "{}", file.display());
    }
}
