//! Texts and forms of Arabic, French and English: what people see, and nothing that decides.
//!
//! The texts are Fluent files under `content/locales`, compiled in. Values put into a text are
//! wrapped in marks of direction, so that a domain name inside an Arabic sentence stays whole.
//!
//! This crate reads no clock, randomness, file, socket or environment.

mod bundle;
mod fold;
mod language;
mod number;
mod time;

pub use bundle::{Value, has, ids, isolated, text, variables};
pub use fold::{fold, folded_words};
pub use language::Language;
pub use number::number;
pub use time::{ago, date, day, hours, moment};
