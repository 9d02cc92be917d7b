//! What `schema/entities.toml` says of each kind of entity: its class in JSON-LD and its colour in drawings.

use crate::entity::EntityKind;
use crate::graph::Node;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const FILE: &str = include_str!("../../schema/entities.toml");

/// How one kind of entity is shown.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// What counts as one.
    pub definition: String,
    /// Its class, as a compact IRI.
    pub jsonld: String,
    /// Its colour, `#RRGGBB`.
    pub color: String,
}

/// The colour of events, where they are nodes.
const EVENT: Color = Color([0x6B, 0x6B, 0x7B]);

/// The colour of a node.
pub(super) fn color_of(node: &Node) -> Color {
    if node.event.is_some() { EVENT } else { color(node.kind) }
}

/// Red, green and blue, 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color(pub [u8; 3]);

static KINDS: LazyLock<BTreeMap<String, Kind>> = LazyLock::new(|| parse(FILE).unwrap_or_default());

/// All kinds by name. The file is compiled in; a test checks that it is well formed.
pub fn kinds() -> &'static BTreeMap<String, Kind> {
    &KINDS
}

/// The kinds that a file of that form describes.
pub fn parse(file: &str) -> Result<BTreeMap<String, Kind>, toml::de::Error> {
    toml::from_str(file)
}

/// The colour of `kind`; grey if the file gives none.
pub fn color(kind: EntityKind) -> Color {
    kinds().get(kind.as_str()).and_then(|kind| Color::parse(&kind.color)).unwrap_or(Color([128; 3]))
}

impl Color {
    /// The colour that `#RRGGBB` writes.
    pub fn parse(hex: &str) -> Option<Self> {
        let digits = hex.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let number = u32::from_str_radix(digits, 16).ok()?;
        let [_, red, green, blue] = number.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    /// Mixed with white: `share` hundredths of it stay.
    pub fn tint(self, share: u16) -> Self {
        let Self(channels) = self;
        Self(channels.map(|channel| (255 - (255 - u16::from(channel)) * share.min(100) / 100) as u8))
    }
}

impl std::fmt::Display for Color {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self([red, green, blue]) = self;
        write!(f, "#{red:02X}{green:02X}{blue:02X}")
    }
}
