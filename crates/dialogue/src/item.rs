//! What stands on the record of the dialogue: four kinds of items, each with a reference.

use record::id::{AskRef, CommitmentRef, MeetingRef, PositionRef};
use serde::{Deserialize, Serialize};

/// The kind of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// A meeting.
    Meeting,
    /// A position.
    Position,
    /// An ask.
    Ask,
    /// A commitment, with the evidence of what became of it.
    Commitment,
}

impl ItemKind {
    /// Every kind, in the order in which people read them.
    pub const ALL: [ItemKind; 4] =
        [ItemKind::Commitment, ItemKind::Ask, ItemKind::Meeting, ItemKind::Position];

    /// Its word, as in addresses and files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            ItemKind::Meeting => "meeting",
            ItemKind::Position => "position",
            ItemKind::Ask => "ask",
            ItemKind::Commitment => "commitment",
        }
    }

    /// The kind with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<ItemKind> {
        ItemKind::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// An item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemRef {
    /// A meeting.
    Meeting(MeetingRef),
    /// A position.
    Position(PositionRef),
    /// An ask.
    Ask(AskRef),
    /// A commitment.
    Commitment(CommitmentRef),
}

impl ItemRef {
    /// A new item of a kind, of 16 bytes that the caller drew at random.
    #[must_use]
    pub fn from_random(kind: ItemKind, bytes: [u8; 16]) -> ItemRef {
        match kind {
            ItemKind::Meeting => ItemRef::Meeting(MeetingRef::from_random(bytes)),
            ItemKind::Position => ItemRef::Position(PositionRef::from_random(bytes)),
            ItemKind::Ask => ItemRef::Ask(AskRef::from_random(bytes)),
            ItemKind::Commitment => ItemRef::Commitment(CommitmentRef::from_random(bytes)),
        }
    }

    /// The item of a kind with this reference in hexadecimal.
    #[must_use]
    pub fn parse(kind: ItemKind, text: &str) -> Option<ItemRef> {
        match kind {
            ItemKind::Meeting => text.parse().ok().map(ItemRef::Meeting),
            ItemKind::Position => text.parse().ok().map(ItemRef::Position),
            ItemKind::Ask => text.parse().ok().map(ItemRef::Ask),
            ItemKind::Commitment => text.parse().ok().map(ItemRef::Commitment),
        }
    }

    /// Its kind.
    #[must_use]
    pub const fn kind(self) -> ItemKind {
        match self {
            ItemRef::Meeting(_) => ItemKind::Meeting,
            ItemRef::Position(_) => ItemKind::Position,
            ItemRef::Ask(_) => ItemKind::Ask,
            ItemRef::Commitment(_) => ItemKind::Commitment,
        }
    }

    /// The bytes of its reference.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 16] {
        match self {
            ItemRef::Meeting(reference) => reference.as_bytes(),
            ItemRef::Position(reference) => reference.as_bytes(),
            ItemRef::Ask(reference) => reference.as_bytes(),
            ItemRef::Commitment(reference) => reference.as_bytes(),
        }
    }
}

impl std::fmt::Display for ItemRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ItemRef::Meeting(reference) => reference.fmt(f),
            ItemRef::Position(reference) => reference.fmt(f),
            ItemRef::Ask(reference) => reference.fmt(f),
            ItemRef::Commitment(reference) => reference.fmt(f),
        }
    }
}
