//! One name in several romanizations: the endings that newspapers write differently ("Zelenskiy", "Zelenskyy",
//! "Zelensky"; "Sergei", "Sergey").

/// A folded word with the endings of Slavic names in one spelling. Two names that become the same are not yet one person:
/// office or country must agree.
pub(super) fn romanized(word: &str) -> String {
    const ENDINGS: [(&str, &str); 7] =
        [("yy", "y"), ("iy", "y"), ("ii", "y"), ("ij", "y"), ("yi", "y"), ("ei", "ey"), ("ej", "ey")];
    for (ending, common) in ENDINGS {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() > 2) {
            return format!("{stem}{common}");
        }
    }
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::romanized;

    #[test]
    fn romanizations_of_one_name_are_one() {
        for spelling in ["zelenskiy", "zelenskyy", "zelensky"] {
            assert_eq!(romanized(spelling), "zelensky");
        }
        assert_eq!(romanized("sergei"), romanized("sergey"));
        assert_ne!(romanized("lavrov"), romanized("lavrova"));
        assert_eq!(romanized("li"), "li");
    }
}
