//! Text from bytes. In: the bytes of one file or line; out: text, with a warning where they were not UTF-8, or the
//! reason why they are not text.
//!
//! UTF-8 is taken as it is; UTF-16 is known by its mark or by its zero bytes; any other encoding is guessed by
//! `chardetng` (the detector of Firefox), which looks at the whole input.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Decoded text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    pub text: String,
    /// What the user should know about how it was read.
    pub warning: Option<String>,
}

const BINARY: &str = "binary data, not text: leave it out, or extract its text first";

/// The text of `bytes`, without a byte-order mark.
///
/// # Errors
/// What the bytes are instead, and the mend.
pub(super) fn decode(bytes: Vec<u8>) -> Result<Decoded, String> {
    if let [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] = bytes[..] {
        return Err("UTF-32, which is not read: convert it with iconv -f UTF-32 -t UTF-8".to_owned());
    }
    match Encoding::for_bom(&bytes) {
        Some((encoding, mark)) if encoding != UTF_8 => {
            Ok(transcode(&bytes[mark..], encoding, "by its byte-order mark"))
        }
        Some((_, mark)) => without_mark(bytes, mark),
        None => without_mark(bytes, 0),
    }
}

fn without_mark(mut bytes: Vec<u8>, mark: usize) -> Result<Decoded, String> {
    bytes.drain(..mark);
    if let Some(encoding) = unmarked_utf16(&bytes) {
        return Ok(transcode(&bytes, encoding, "by its zero bytes"));
    }
    if is_binary(&bytes) {
        return Err(BINARY.to_owned());
    }
    match String::from_utf8(bytes) {
        Ok(text) => {
            let zeros = text.bytes().filter(|&b| b == 0).count();
            let warning = (zeros > 0).then(|| format!("{zeros} NUL byte(s) in the text, kept as they are"));
            Ok(Decoded { text, warning })
        }
        Err(error) => recognize(&error.into_bytes()),
    }
}

/// Text that is not UTF-8: damaged UTF-8 or another encoding.
fn recognize(bytes: &[u8]) -> Result<Decoded, String> {
    let (good, bad) = utf8_sequences(bytes);
    if good > 4 * bad {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let warning = Some(format!("{bad} byte sequence(s) are not UTF-8: replaced by U+FFFD"));
        return Ok(Decoded { text, warning });
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let decoded = transcode(bytes, encoding, "as far as can be told");
    let replaced = decoded.text.chars().filter(|&c| c == '\u{fffd}').count();
    if replaced > 2 && replaced * 100 > decoded.text.len() {
        return Err("text in an unknown encoding: convert it to UTF-8 with iconv".to_owned());
    }
    Ok(decoded)
}

fn transcode(bytes: &[u8], encoding: &'static Encoding, how: &str) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let damage = if damaged { ", with undecodable bytes replaced by U+FFFD" } else { "" };
    let name = encoding.name();
    let warning = format!("not UTF-8: read as {name} ({how}){damage}; if that is wrong, convert it with iconv");
    Decoded { text: text.into_owned(), warning: Some(warning) }
}

/// Numbers of well-formed sequences of several bytes and of malformed ones.
fn utf8_sequences(bytes: &[u8]) -> (usize, usize) {
    bytes.utf8_chunks().fold((0, 0), |(good, bad), chunk| {
        let several = chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        (good + several, bad + usize::from(!chunk.invalid().is_empty()))
    })
}

/// UTF-16 of mostly Latin text without its mark: every other byte is zero.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut zeros = [0usize; 2];
    for (index, _) in bytes.iter().enumerate().filter(|&(_, &b)| b == 0) {
        zeros[index % 2] += 1;
    }
    let units = bytes.len() / 2;
    let [even, odd] = zeros;
    match () {
        () if units < 4 => None,
        () if odd * 10 > units * 7 && even * 20 < units => Some(UTF_16LE),
        () if even * 10 > units * 7 && odd * 20 < units => Some(UTF_16BE),
        () => None,
    }
}

/// Whether control characters that no text holds come too often: more than two, and more than one in 200 bytes.
fn is_binary(bytes: &[u8]) -> bool {
    let odd = bytes.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1a | 0x1b));
    let count = odd.count();
    count > 2 && count * 200 > bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(bytes: &[u8]) -> String {
        decode(bytes.to_vec()).map(|d| d.text).unwrap_or_else(|e| format!("refused: {e}"))
    }

    #[test]
    fn utf8_is_taken_as_it_is() {
        let text = "“Łódź” said nothing.\r\n";
        assert_eq!(decode(text.as_bytes().to_vec()), Ok(Decoded { text: text.to_owned(), warning: None }));
    }

    #[test]
    fn utf16_is_known_with_and_without_its_mark() {
        let text = "The minister of Türkiye spoke.";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text_of(&little), text);
        assert_eq!(text_of(&big), text);
        assert_eq!(text_of(&[&[0xff, 0xfe], &little[..]].concat()), text);
        assert_eq!(text_of(&[&[0xfe, 0xff], &big[..]].concat()), text);
    }

    #[test]
    fn one_bad_byte_does_not_turn_utf8_into_another_encoding() {
        let mut bytes = "Emmanuel Macron a reçu à l’Élysée son homologue José Müller. ".repeat(3).into_bytes();
        bytes.push(0xe9);
        let text = text_of(&bytes);
        assert!(text.contains("reçu") && text.ends_with('\u{fffd}'), "{text}");
    }

    #[test]
    fn one_zero_byte_is_text_and_many_are_not() {
        assert_eq!(text_of(b"Iran said\0 no."), "Iran said\0 no.");
        assert!(text_of(&[b'a', 0, 0, 0, 7, 0, 0, 0].repeat(40)).starts_with("refused: binary"));
    }
}
