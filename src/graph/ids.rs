//! Stable ids: ASCII tokens (`[A-Za-z0-9_.-]+`) that XML, RDF, DOT and CSV all take as they are.
//!
//! An id depends on what it names and on nothing else, so two corpora give one thing the same id: a country by ISO 3166,
//! what Wikidata knows by its number there, the rest by kind and name.

use crate::entity::EntityKind;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letters of a slug at most: enough to recognize the name.
const SLUG: usize = 40;

/// The first `length` hexadecimal digits of the SHA-256 of `parts`, which are kept apart.
pub fn digest(parts: &[&str], length: usize) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update([0x1F]);
    }
    let digit = |half: u8| char::from_digit(u32::from(half), 16);
    hasher.finalize().iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).flatten().take(length).collect()
}

/// `Q159` if that is what `raw` is.
pub fn wikidata(raw: &str) -> Option<String> {
    let number = raw.trim().strip_prefix('Q')?;
    let sound = !number.starts_with('0') && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    sound.then(|| format!("Q{number}"))
}

/// `RUS` if `raw` is an alpha-3 code.
pub fn iso3(raw: &str) -> Option<String> {
    let code = raw.trim().to_ascii_uppercase();
    (code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase())).then_some(code)
}

/// Whether `id` is fit to be one.
pub fn is_token(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.-".contains(&b))
}

/// The id of a country by its alpha-3 code.
pub fn country(iso3: &str) -> String {
    format!("country-{iso3}")
}

/// The id of what has only a kind and a name; `country` tells apart those that share a name, and `document` what is known
/// within one document only.
pub fn named(kind: EntityKind, normalized: &str, country: Option<&str>, document: Option<&str>) -> String {
    let kind = kind.as_str().to_ascii_lowercase();
    let mut parts = vec![kind.as_str(), normalized];
    parts.extend(country);
    parts.extend(document.map(|_| "in"));
    parts.extend(document);
    let hash = digest(&parts, 10);
    match slug(normalized).as_str() {
        "" => format!("{kind}-{hash}"),
        slug => format!("{kind}-{slug}-{hash}"),
    }
}

/// The ASCII letters and digits of `name`, words joined by hyphens.
fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in name.nfkd().filter(|&c| !is_combining_mark(c)) {
        if out.len() >= SLUG {
            break;
        }
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_any_script_give_ascii_tokens() {
        for name in ["josé \"pepe\" <mujica>", "محمود عباس", "習近平", "a b\nc\\d", "", "node"] {
            assert!(is_token(&named(EntityKind::Person, name, None, None)), "{name}");
        }
        assert!(named(EntityKind::Person, "josé mujica", None, None).starts_with("person-jose-mujica-"));
        assert_ne!(named(EntityKind::Person, "習近平", None, None), named(EntityKind::Person, "محمود", None, None));
    }

    #[test]
    fn only_sound_codes_are_taken() {
        assert_eq!(wikidata("Q159").as_deref(), Some("Q159"));
        assert_eq!((wikidata("Q0"), wikidata("Q1 x"), wikidata("Q")), (None, None, None));
        assert_eq!((iso3("rus").as_deref(), iso3("R<S")), (Some("RUS"), None));
    }
}
