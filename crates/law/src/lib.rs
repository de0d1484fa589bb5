//! What law may apply to a harm: articles, questions, routes, clocks and letters. It proposes and
//! counts; it never decides which law applies, and nothing here is legal advice.
//!
//! # One report, from the first question to the letter
//!
//! 1. [`Pack::morocco`] reads the data that counsel edits, `content/law/ma/*.toml`, and refuses it
//!    whole if one reference in it leads nowhere.
//! 2. A page holds a [`Partial`] and asks what [`questions`] names next; each reply goes in with
//!    [`Partial::answered`]. Only questions that can change the law are asked.
//! 3. [`Answers`] is made from it when harm, medium and capacity are known. "Not sure" is an
//!    answer, and stays one.
//! 4. [`upload()`] says, before a file is taken, whether there may be one: sexual material of a
//!    minor goes to the police and never to a desk.
//! 5. [`assess()`] looks up the cell of the table (harm, capacity, medium): may a notice go to the
//!    platform, who approves it, which routes there are and in what order.
//! 6. [`candidates()`] lists the articles that may apply, press track and penal track side by side,
//!    each with its reasons and the answers that led there.
//! 7. [`clocks`] counts what runs, the shortest reading first; [`compute`] counts one period.
//! 8. [`letter`] fills a complaint, a reply or a request; what is not known is a dotted line.
//!
//! Everything in the pack has a source, the day it was checked and its state: "awaiting counsel".
//! Names of people and texts of pages are not here: this crate gives message ids of `law.ftl`.
//!
//! This crate reads no clock, randomness, file, socket or environment.

mod answers;
mod article;
mod assess;
mod basis;
mod candidates;
mod choice;
mod clock;
mod letters;
mod pack;
mod question;
mod route;
mod running;
mod table;
mod upload;

pub use answers::{AnswerError, Answers, Partial};
pub use article::{Article, Law, RightsNote, Track, Trigger, WhoActs};
pub use assess::{Assessment, assess};
pub use basis::{Basis, Review, Source, Text};
pub use candidates::{Because, Candidate, Note, candidates, notes};
pub use choice::{Advice, Capacity, Harm, Medium, Reply};
pub use clock::{
    Clock, ClockStart, Computed, Counting, Holiday, HolidayDay, Length, Unit, compute,
};
/// A civil date, as the interview and the clocks use it.
pub use jiff::civil::Date;
pub use letters::{
    Letter, LetterError, LetterExhibit, LetterFacts, LetterKind, LetterLanguage, letter, letters,
};
pub use pack::{Pack, PackError};
pub use question::{Form, Question, questions};
pub use route::{Line, Route, RouteKind};
pub use running::{Counted, Running, StartReading, clocks};
pub use table::{Approver, Cell, Condition, Never, NoticeRule, Rule};
pub use upload::{Upload, UploadReason, upload};
