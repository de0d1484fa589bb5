//! What one desk says to the others, with its signature.

use std::fmt;

use record::Timestamp;
use record::canonical::{self, CanonicalError};
use record::id::{Digest, OrganisationId, PositionRef};
use serde::{Deserialize, Serialize};

use crate::content::{Content, DialogueDocument};
use crate::item::ItemRef;
use crate::position::Position;
use crate::text::Trilingual;

/// The version of acts.
pub const ACT_VERSION: u64 = 1;

/// What stands before the act in what is signed, so that no signature made for anything else is one.
pub const PREFIX: &[u8] = b"hiwar-bloc/v1\n";

/// How far an act may go.
///
/// Source: FIRST, Traffic Light Protocol 2.0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tlp {
    /// To everybody.
    Clear,
    /// To the member desks and those who work with them.
    Green,
    /// To the member desks.
    Amber,
    /// To nobody: it stays at the desk.
    Red,
}

/// For whom a bundle is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// Anybody.
    Public,
    /// Who works with the member desks.
    Partner,
    /// A member desk.
    Member,
}

impl Tlp {
    /// Every mark, the widest first.
    pub const ALL: [Tlp; 4] = [Tlp::Clear, Tlp::Green, Tlp::Amber, Tlp::Red];

    /// Whether what bears this mark may go to an audience.
    #[must_use]
    pub const fn may_reach(self, audience: Audience) -> bool {
        match (self, audience) {
            (Tlp::Clear, _) => true,
            (Tlp::Green, Audience::Partner | Audience::Member) => true,
            (Tlp::Amber, Audience::Member) => true,
            (Tlp::Green | Tlp::Amber | Tlp::Red, _) => false,
        }
    }
}

/// What a desk says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "say", rename_all = "snake_case", deny_unknown_fields)]
pub enum Statement {
    /// It puts a text before the others.
    Table {
        /// As this position.
        position: PositionRef,
        /// The text, in three languages.
        text: Position,
    },
    /// It signs a text.
    Sign {
        /// Of this position.
        position: PositionRef,
        /// The hash of the text's document.
        text: Digest,
    },
    /// It does not sign, and says why.
    Reserve {
        /// Of this position.
        position: PositionRef,
        /// The hash of the text's document.
        text: Digest,
        /// Why.
        why: Trilingual,
    },
    /// It shows the others what it asked, was promised or saw.
    Share {
        /// The document, as its own register vouches for it.
        document: Box<DialogueDocument>,
        /// How far that may go.
        tlp: Tlp,
    },
}

impl Statement {
    /// How far it may go. Positions and votes are entries in registers, and so everybody's.
    #[must_use]
    pub fn tlp(&self) -> Tlp {
        match self {
            Statement::Share { tlp, .. } => *tlp,
            _ => Tlp::Clear,
        }
    }

    /// The position that it is about, and whether it is a vote rather than a text.
    #[must_use]
    pub fn position(&self) -> Option<(PositionRef, bool)> {
        match self {
            Statement::Table { position, .. } => Some((*position, false)),
            Statement::Sign { position, .. } | Statement::Reserve { position, .. } => {
                Some((*position, true))
            }
            Statement::Share { .. } => None,
        }
    }

    /// The hash of the text of a position that it is about.
    ///
    /// # Errors
    ///
    /// [`CanonicalError`] if the text cannot be written.
    pub fn text(&self) -> Result<Option<Digest>, CanonicalError> {
        Ok(match self {
            Statement::Table { position, text } => Some(text_digest(*position, text)?),
            Statement::Sign { text, .. } | Statement::Reserve { text, .. } => Some(*text),
            Statement::Share { .. } => None,
        })
    }

    /// Whether it is whole: in all languages, and of a kind that desks share.
    #[must_use]
    pub fn is_whole(&self, at: Timestamp) -> bool {
        match self {
            Statement::Table { text, .. } => {
                text.title.missing().is_empty() && text.text.missing().is_empty()
            }
            Statement::Sign { .. } => true,
            Statement::Reserve { why, .. } => why.missing().is_empty(),
            Statement::Share { document, .. } => {
                let content = &document.content;
                let is_position = matches!(content, Content::Position(_));
                let is_its = content.kind() == document.item.kind();
                !is_position && is_its && content.lacks(at.day()).is_empty()
            }
        }
    }
}

/// The hash of the document of a text, which a register vouches for too.
///
/// # Errors
///
/// [`CanonicalError`].
pub fn text_digest(position: PositionRef, text: &Position) -> Result<Digest, CanonicalError> {
    Content::Position(text.clone()).digest(ItemRef::Position(position))
}

/// What a desk says, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// When, as the desk says. Nothing is decided by it.
    pub at: Timestamp,
    /// Which desk.
    pub by: OrganisationId,
    /// What.
    pub says: Statement,
    /// [`ACT_VERSION`].
    pub v: u64,
}

impl Act {
    /// The bytes that are signed.
    ///
    /// # Errors
    ///
    /// [`CanonicalError`].
    pub fn message(&self) -> Result<Vec<u8>, CanonicalError> {
        Ok([PREFIX, &canonical::to_bytes(self)?].concat())
    }
}

/// A signature as text: 128 hexadecimal digits in lower case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Signature(pub [u8; 64]);

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&String::from(*self))
    }
}

impl From<Signature> for String {
    fn from(signature: Signature) -> String {
        super::membership::hex(&signature.0)
    }
}

impl TryFrom<String> for Signature {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Signature, &'static str> {
        super::membership::unhex(&text).map(Signature).ok_or("no signature of 128 digits")
    }
}

/// An act with its signature: one line of a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedAct {
    /// What was said.
    pub act: Act,
    /// The signature over [`Act::message`].
    pub sig: Signature,
}

impl SignedAct {
    /// The line, without its end.
    ///
    /// # Errors
    ///
    /// [`CanonicalError`].
    pub fn line(&self) -> Result<Vec<u8>, CanonicalError> {
        canonical::to_bytes(self)
    }
}
