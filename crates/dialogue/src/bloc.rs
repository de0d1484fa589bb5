//! The bloc: what the desks of several states say to each other, each with its signature, and what
//! follows when enough of them sign the same text.
//!
//! # One position, from one desk to all
//!
//! 1. The desks agree on a [`Membership`]: who they are, with which keys, and how many must sign. The
//!    hash of its document is an entry in each one's register.
//! 2. One of them tables a text, each signs it or says what it reserves: [`act::Statement`], signed as
//!    [`act::SignedAct`]. A desk says one thing about a position, once; who wants another text
//!    tables another position.
//! 3. Acts go around in [`bundle`]s, over the network or as a file, in any order and as often as
//!    anybody likes. [`Exchange`] is a set that only grows, and everything else is worked out from
//!    the set: whoever holds the same acts sees the same, whatever came first.
//! 4. A desk that said two things where one may be said is shown with both signatures and counts for
//!    nothing there: [`state::Lie`]. That needs no judge; both lines prove it.
//!
//! No order is taken from the moment an act bears: whoever signs it can write any moment.

pub mod act;
pub mod bundle;
mod exchange;
mod membership;
pub mod state;

pub use exchange::{ACTS_MAX, Exchange, Taken};
pub use membership::{Member, Membership, MembershipFault};

/// Tells whether a signature is by a key: Ed25519 (RFC 8032), strictly. The port through which this
/// room, which knows no cryptography, asks.
pub trait Verify {
    /// Whether `signature` is by `key`, over `message`.
    fn is_signed(&self, key: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool;
}
