//! What is written down: identifiers, canonical JSON, salted commitments and the schema of an entry.
//!
//! An entry is one public line in the register. It can never be taken back, so it must never hold
//! a word about a person: every type here is closed (a number, a hash, a random reference, a word
//! from a list, the domain name of an organisation), and no entry has a place for free text. The
//! texts that an entry commits to are in [`notice`]; they go to one platform and never into a log.
//!
//! This crate reads no clock, randomness, file, socket or environment.

pub mod address;
pub mod bounded;
pub mod canonical;
pub mod choice;
pub mod commitment;
pub mod document;
pub mod entry;
pub mod id;
pub mod notice;
pub mod time;

mod text;

pub use address::Address;
pub use commitment::{AddressCommitment, AddressKind, Salt};
pub use document::{Document, PublicDocument, WithheldDocument};
pub use entry::{Body, Entry, EntryError, Kind};
pub use time::{Day, Timestamp};
