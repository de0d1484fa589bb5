//! What an outside reviewer signs beside a certificate: an objection to a notice, and the ruling on a
//! contest. Each is a few lines of hashes, signed as a C2SP signed note; what they stand for is kept
//! beside it, and never enters the register.

use std::str::FromStr;

use thiserror::Error;

use super::{Notice, ThreePartText};
use crate::canonical;
use crate::entry::Entry;
use crate::id::{Digest, NoticeRef, OrganisationId};
use crate::text::closed_words;

/// The first line of an objection.
const OBJECTION: &str = "hiwar/objection/v1";
/// The first line of a ruling.
const RULING: &str = "hiwar/ruling/v1";

closed_words! {
    /// What a ruling says about a contest.
    RulingDecision {
        /// Whoever contested was right.
        Upheld = "upheld",
        /// They were not.
        Rejected = "rejected",
    }
}

impl RulingDecision {
    /// The decision of this word.
    pub fn from_word(word: &str) -> Option<RulingDecision> {
        RulingDecision::ALL.iter().copied().find(|it| it.word() == word)
    }
}

/// What the text of an objection says: to which form of which notice, and with which reasons.
///
/// *Shape:* seven lines, the first of which names what it is; [`Objection::to_text`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objection {
    /// The desk that would send the notice.
    pub desk: OrganisationId,
    /// The notice.
    pub notice: NoticeRef,
    /// The entry that would stand for it, in its canonical form.
    pub entry: Digest,
    /// The notice, in its canonical form.
    pub text: Digest,
    /// Its three-part test, in its canonical form.
    pub test: Digest,
    /// The reasons, word for word.
    pub reasons: Digest,
}

/// What the text of a ruling says: on which plea, how it was decided, and with which reasons.
///
/// *Shape:* six lines, the first of which names what it is; [`Ruling::to_text`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    /// The desk that sent the notice.
    pub desk: OrganisationId,
    /// The contested notice.
    pub notice: NoticeRef,
    /// What was contested: [`super::ContestPlea::digest`].
    pub plea: Digest,
    /// How it was decided.
    pub decision: RulingDecision,
    /// The reasons, word for word.
    pub reasons: Digest,
}

/// Why a text is not an objection or a ruling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SignedTextError {
    /// The first line is another one.
    #[error("the text does not begin with {0}")]
    Kind(&'static str),
    /// A line is missing, is another one, or says nothing that can stand there.
    #[error("the text does not say its {0} as it must")]
    Line(&'static str),
    /// There is more than belongs there.
    #[error("the text goes on where it must end")]
    More,
}

/// The lines of a text behind its first one.
struct Lines<'a>(&'a str);

impl<'a> Lines<'a> {
    fn after(kind: &'static str, text: &'a str) -> Result<Lines<'a>, SignedTextError> {
        let rest = text.strip_prefix(kind).and_then(|rest| rest.strip_prefix('\n'));
        rest.map(Lines).ok_or(SignedTextError::Kind(kind))
    }

    /// The value of the next line, which must have this name.
    fn word(&mut self, name: &'static str) -> Result<&'a str, SignedTextError> {
        let error = SignedTextError::Line(name);
        let (line, rest) = self.0.split_once('\n').ok_or(error)?;
        self.0 = rest;
        line.strip_prefix(name).and_then(|line| line.strip_prefix(' ')).ok_or(error)
    }

    fn value<T: FromStr>(&mut self, name: &'static str) -> Result<T, SignedTextError> {
        self.word(name)?.parse().map_err(|_| SignedTextError::Line(name))
    }

    fn end(self) -> Result<(), SignedTextError> {
        if self.0.is_empty() { Ok(()) } else { Err(SignedTextError::More) }
    }
}

impl Objection {
    /// An objection to the notice that would stand under `entry`, for `reasons`.
    pub fn new(entry: &Entry, notice: &Notice, test: &ThreePartText, reasons: &str) -> Objection {
        // These values were read from canonical JSON or made of its types, so they can be written.
        let entry_bytes = entry.to_bytes().unwrap_or_default();
        Objection {
            desk: entry.desk().clone(),
            notice: notice.notice,
            entry: Digest::of(&entry_bytes),
            text: Digest::of(&canonical::to_bytes(notice).unwrap_or_default()),
            test: Digest::of(&canonical::to_bytes(test).unwrap_or_default()),
            reasons: Digest::of(reasons.as_bytes()),
        }
    }

    /// The text that is signed.
    pub fn to_text(&self) -> String {
        let Objection { desk, notice, entry, text, test, reasons } = self;
        format!(
            "{OBJECTION}\ndesk {}\nnotice {notice}\nentry {entry}\ntext {text}\ntest {test}\n\
             reasons {reasons}\n",
            desk.as_str()
        )
    }

    /// Reads what was signed. There is one text for each objection, and no other is read.
    ///
    /// # Errors
    ///
    /// [`SignedTextError`], with the first line that is wrong.
    pub fn from_text(text: &str) -> Result<Objection, SignedTextError> {
        let mut lines = Lines::after(OBJECTION, text)?;
        let objection = Objection {
            desk: lines.value("desk")?,
            notice: lines.value("notice")?,
            entry: lines.value("entry")?,
            text: lines.value("text")?,
            test: lines.value("test")?,
            reasons: lines.value("reasons")?,
        };
        lines.end()?;
        Ok(objection)
    }
}

impl Ruling {
    /// The text that is signed.
    pub fn to_text(&self) -> String {
        let Ruling { desk, notice, plea, decision, reasons } = self;
        format!(
            "{RULING}\ndesk {}\nnotice {notice}\nplea {plea}\ndecision {decision}\n\
             reasons {reasons}\n",
            desk.as_str()
        )
    }

    /// Reads what was signed. There is one text for each ruling, and no other is read.
    ///
    /// # Errors
    ///
    /// [`SignedTextError`], with the first line that is wrong.
    pub fn from_text(text: &str) -> Result<Ruling, SignedTextError> {
        let mut lines = Lines::after(RULING, text)?;
        let ruling = Ruling {
            desk: lines.value("desk")?,
            notice: lines.value("notice")?,
            plea: lines.value("plea")?,
            decision: RulingDecision::from_word(lines.word("decision")?)
                .ok_or(SignedTextError::Line("decision"))?,
            reasons: lines.value("reasons")?,
        };
        lines.end()?;
        Ok(ruling)
    }
}

/// What a reviewer signs who objects: which notice of which desk, the hashes of its opened text, of
/// its test and of the entry that would stand for it, and the hash of the reasons.
pub fn objection_text(
    entry: &Entry,
    notice: &Notice,
    test: &ThreePartText,
    reasons: &str,
) -> String {
    Objection::new(entry, notice, test, reasons).to_text()
}

/// What a reviewer signs who rules on a contest: about which notice of which desk, the hash of the
/// plea, the decision, and the hash of the reasons.
pub fn ruling_text(
    desk: &OrganisationId,
    notice: NoticeRef,
    plea: Digest,
    decision: RulingDecision,
    reasons: &str,
) -> String {
    let reasons = Digest::of(reasons.as_bytes());
    Ruling { desk: desk.clone(), notice, plea, decision, reasons }.to_text()
}
