//! The dialogue with platforms on record: meetings, positions, asks, commitments, and what became of
//! them. Values only: no clock, no file, no network.
//!
//! # One promise, from the first word to the last
//!
//! 1. An officer writes a draft of a [`commitment::Commitment`]: who said it, when, where, by which
//!    day, and how anybody can tell that it is kept. [`content::Content::lacks`] says what is missing.
//! 2. Another officer reads what the public would see and publishes it: [`history::Item::take`]
//!    refuses everybody who wrote it. [`content::Content::entry_body`] is the entry in the register,
//!    which vouches for the public document by its hash.
//! 3. When its day is over it is due: [`commitment::standing`]. Only [`commitment::Evidence`], written
//!    by one officer and published by another, moves it to kept, partly kept, broken or withdrawn.
//!
//! [`text::PublicText`] keeps out what points at a person. [`scorecard`] says who answers, and after
//! how long, from the public entries alone.

pub mod ask;
pub mod bloc;
pub mod commitment;
pub mod content;
pub mod history;
pub mod item;
mod lines;
pub mod meeting;
pub mod position;
pub mod scorecard;
pub mod seed;
pub mod source;
pub mod text;
pub mod view;

pub use content::{Content, DialogueDocument, Lack};
pub use history::{Act, Event, Item, Refused};
pub use item::{ItemKind, ItemRef};
pub use text::{PublicText, Trilingual};
pub use view::View;
