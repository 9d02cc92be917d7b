//! The form under which names are compared. In: a token as written; out: its [`Piece`]s, hashed.
//!
//! A token is cut at hyphens and apostrophes and stripped of full stops, accents and case, so that "al-Qaeda" matches
//! whether a tokenizer made one token of it or three, "U.S." matches "US", and "Élysée" matches "Elysee". What case
//! tells ("US" is a country, "us" is not) is kept beside the hash as [`Piece::capitals`].

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// A run of letters and digits of one token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    /// Hash of the folded characters.
    pub hash: u64,
    /// Capital letters: 0 none, 1 (`0b01`) one, 3 (`0b11`) two or more, so that `need & !capitals == 0` reads "at least".
    pub capitals: u8,
    /// Number of letters and digits.
    pub length: u16,
    /// Whether it has a small letter.
    pub small: bool,
}

/// 64-bit FNV-1a.
const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

struct Builder {
    piece: Piece,
    capitals: u32,
}

impl Builder {
    fn new() -> Self {
        Self { piece: Piece { hash: OFFSET, capitals: 0, length: 0, small: false }, capitals: 0 }
    }

    fn push(&mut self, folded: char) {
        let mut utf8 = [0; 4];
        for byte in folded.encode_utf8(&mut utf8).bytes() {
            self.piece.hash = (self.piece.hash ^ u64::from(byte)).wrapping_mul(PRIME);
        }
    }

    fn push_ascii(&mut self, byte: u8) {
        self.piece.hash = (self.piece.hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(PRIME);
        self.piece.length = self.piece.length.saturating_add(1);
        self.capitals += u32::from(byte.is_ascii_uppercase());
        self.piece.small |= byte.is_ascii_lowercase();
    }

    fn push_char(&mut self, c: char) {
        if is_combining_mark(c) {
            return;
        }
        self.piece.length = self.piece.length.saturating_add(1);
        self.capitals += u32::from(c.is_uppercase());
        self.piece.small |= c.is_lowercase();
        for lower in c.to_lowercase() {
            decompose_canonical(lower, |part| match part {
                'ø' => self.push('o'),
                'ł' => self.push('l'),
                'đ' | 'ð' => self.push('d'),
                'ı' => self.push('i'),
                'ß' => {
                    self.push('s');
                    self.push('s');
                }
                'æ' => {
                    self.push('a');
                    self.push('e');
                }
                'œ' => {
                    self.push('o');
                    self.push('e');
                }
                mark if is_combining_mark(mark) => {}
                other => self.push(other),
            });
        }
    }

    /// The piece so far, if it is not empty; starts anew.
    fn take(&mut self) -> Option<Piece> {
        let done = std::mem::replace(self, Self::new());
        let capitals = [0b00, 0b01, 0b11][done.capitals.min(2) as usize];
        (done.piece.length > 0).then_some(Piece { capitals, ..done.piece })
    }
}

/// Whether `c` parts two pieces of a token.
fn is_joint(c: char) -> bool {
    matches!(c, '-' | '\'' | '’' | '‘' | 'ʼ' | '`' | '\u{2010}' | '\u{2011}' | '–' | '/')
}

/// Calls `found` with each piece of the token `form`, in order. A token of punctuation alone has none.
pub(super) fn pieces(form: &str, mut found: impl FnMut(Piece)) {
    let mut builder = Builder::new();
    if form.is_ascii() {
        for byte in form.bytes() {
            if byte.is_ascii_alphanumeric() || byte == b'&' {
                builder.push_ascii(byte);
            } else if is_joint(char::from(byte))
                && let Some(piece) = builder.take()
            {
                found(piece);
            }
        }
    } else {
        for c in form.chars() {
            if c.is_alphanumeric() || is_combining_mark(c) || c == '&' {
                builder.push_char(c);
            } else if is_joint(c)
                && let Some(piece) = builder.take()
            {
                found(piece);
            }
        }
    }
    if let Some(piece) = builder.take() {
        found(piece);
    }
}

/// Whether the token `form` only joins two others, as the hyphen of "al-Qaeda" does where it is a token of its own.
pub(super) fn is_joiner(form: &str) -> bool {
    !form.is_empty() && form.chars().all(is_joint)
}

/// The hash of a sequence of pieces that begins with the sequence hashed as `before` (0 for none) and ends with `piece`.
pub(super) fn extend(before: u64, piece: u64) -> u64 {
    let mixed = (before.rotate_left(23) ^ piece).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(form: &str) -> Vec<Piece> {
        let mut all = Vec::new();
        pieces(form, |p| all.push(p));
        all
    }

    #[test]
    fn stops_accents_and_case_do_not_count() {
        assert_eq!(of("U.S.")[0].hash, of("us")[0].hash);
        assert_eq!(of("ÉLYSÉE")[0].hash, of("Elysee")[0].hash);
        assert_eq!(of("Erdo\u{11f}an")[0].hash, of("Erdog\u{306}an")[0].hash);
        assert_eq!(of("d’Ivoire"), of("d'Ivoire"));
    }

    #[test]
    fn capitals_are_counted_to_two() {
        assert_eq!(of("us")[0].capitals, 0);
        assert_eq!(of("Us")[0].capitals, 0b01);
        assert_eq!(of("U.S.")[0].capitals, 0b11);
    }

    #[test]
    fn punctuation_has_no_piece() {
        assert!(of("-").is_empty() && of(".").is_empty() && of("").is_empty() && of("…").is_empty());
        assert!(is_joiner("-") && is_joiner("–") && !is_joiner(".") && !is_joiner(""));
    }
}
