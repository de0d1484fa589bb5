//! What an outside reviewer says with a signature of their own, beside the release certificate: that
//! they object to a notice, and how they rule on a contest.
//!
//! A [`SignedObjection`] and a [`SignedRuling`] can be made in one way: from a note that the reviewer's
//! own key signed, while that key is in force, over exactly the notice, the plea and the reasons at
//! hand. A desk takes nothing else for a reviewer's word, so that whoever runs its server cannot put
//! words into a reviewer's mouth that others would not find out.
//!
//! Source: the founding brief, lines 6 and 12.

use record::id::{Digest, KeyName, NoticeRef, VerifierKeyText};
use record::notice::{ContestPlea, Objection, Ruling, RulingDecision};
use register::note::{Note, NoteError, VerifierKey};

use crate::contest;
use crate::notice::Written;
use crate::text::FreeText;

/// Why a reviewer objects. Unit: characters. Our own bound.
pub const OBJECTION_CHARS_MAX: usize = 2000;

/// The reasons of an objection as they are signed and kept. `None` if there are none, as the officers
/// are owed some, or if they are longer than [`OBJECTION_CHARS_MAX`].
#[must_use]
pub fn objection(typed: &str) -> Option<String> {
    let text = FreeText::new(typed, OBJECTION_CHARS_MAX).ok()?.into_string();
    (!text.is_empty()).then_some(text)
}

/// A reviewer's key as the desk's register has it.
#[derive(Debug, Clone, Copy)]
pub struct KnownKey<'a> {
    /// The key.
    pub key: &'a VerifierKeyText,
    /// Whether a signature made with it now counts.
    pub is_in_force: bool,
}

/// Who hands in a note: a reviewer by the name of their key, among every key that the register knows.
#[derive(Debug, Clone, Copy)]
pub struct Signer<'a> {
    /// The name of the key under which they came in.
    pub name: &'a KeyName,
    /// Every reviewer's key that there is or was.
    pub keys: &'a [KnownKey<'a>],
}

/// Why a note is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoteProblem {
    /// There are no reasons, or too many.
    #[error("the reasons are missing or too long")]
    NoReasons,
    /// Whoever hands it in has no key that is in force.
    #[error("the reviewer's key is not in force")]
    NotInForce,
    /// There is no note.
    #[error("the signed note is missing")]
    Empty,
    /// It is no note with one signature.
    #[error("this is no note with one signature")]
    Unreadable,
    /// The signature is missing.
    #[error("the note has no signature")]
    Unsigned,
    /// The signature does not fit the text.
    #[error("the signature does not fit the text")]
    Broken,
    /// No reviewer's key signed it.
    #[error("no reviewer's key signed the note")]
    UnknownKey,
    /// Another reviewer signed it.
    #[error("another reviewer signed the note")]
    OtherReviewer,
    /// A key signed it that is not in force.
    #[error("a key signed the note that is not in force")]
    OldKey,
    /// Something else was signed.
    #[error("the note says something else than it should")]
    Kind,
    /// It is about a notice of another desk.
    #[error("the note is about a notice of another desk")]
    Desk,
    /// It is about another notice.
    #[error("the note is about another notice")]
    Notice,
    /// It is about another form of the notice, of its test or of its entry.
    #[error("the note is about another form of this notice")]
    Form,
    /// It is about another plea.
    #[error("the note is about another contest")]
    Plea,
    /// It decides otherwise.
    #[error("the note decides otherwise than was chosen")]
    Decision,
    /// The reasons that were signed are others.
    #[error("the reasons that were signed are others")]
    Reasons,
}

/// An objection that the reviewer of a notice signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedObjection {
    by: KeyName,
    notice: NoticeRef,
    reasons: String,
    note: String,
}

impl SignedObjection {
    /// Takes an objection to the notice that is `written`, for the reasons as they were typed.
    ///
    /// # Errors
    ///
    /// [`NoteProblem`], with the first thing that is wrong.
    pub fn new(
        note: &str,
        typed: &str,
        written: &Written,
        signer: Signer<'_>,
    ) -> Result<SignedObjection, NoteProblem> {
        let reasons = objection(typed).ok_or(NoteProblem::NoReasons)?;
        let test = written.test.as_ref().ok_or(NoteProblem::Form)?;
        let expected = Objection::new(&written.entry, &written.notice, test, &reasons);
        let note = signed(note, signer)?;
        let said = Objection::from_text(note.text()).map_err(|_| NoteProblem::Kind)?;
        first_wrong(&[
            (said.desk == expected.desk, NoteProblem::Desk),
            (said.notice == expected.notice, NoteProblem::Notice),
            (said.entry == expected.entry, NoteProblem::Form),
            (said.text == expected.text, NoteProblem::Form),
            (said.test == expected.test, NoteProblem::Form),
            (said.reasons == expected.reasons, NoteProblem::Reasons),
        ])?;
        Ok(SignedObjection {
            by: signer.name.clone(),
            notice: expected.notice,
            reasons,
            note: note.to_string(),
        })
    }

    /// Whose key signed it.
    #[must_use]
    pub fn by(&self) -> &KeyName {
        &self.by
    }

    /// The notice.
    #[must_use]
    pub fn notice(&self) -> NoticeRef {
        self.notice
    }

    /// The reasons.
    #[must_use]
    pub fn reasons(&self) -> &str {
        &self.reasons
    }

    /// The signed note.
    #[must_use]
    pub fn note(&self) -> &str {
        &self.note
    }
}

/// What is ruled on: the plea of a contest, and the notice as it was written.
#[derive(Debug, Clone, Copy)]
pub struct Contested<'a> {
    /// The notice.
    pub written: &'a Written,
    /// What was said against it.
    pub plea: &'a ContestPlea,
}

/// A ruling on a contest that an outside reviewer signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedRuling {
    by: KeyName,
    notice: NoticeRef,
    plea: Digest,
    decision: RulingDecision,
    reasons: String,
    note: String,
}

impl SignedRuling {
    /// Takes a ruling on what is `contested`: the decision as it was chosen, for the reasons as they
    /// were typed. Whether this reviewer decides the contest at all is [`contest::may_decide`].
    ///
    /// # Errors
    ///
    /// [`NoteProblem`], with the first thing that is wrong.
    pub fn new(
        note: &str,
        (decision, typed): (RulingDecision, &str),
        contested: Contested<'_>,
        signer: Signer<'_>,
    ) -> Result<SignedRuling, NoteProblem> {
        let reasons = contest::ruling(typed).ok_or(NoteProblem::NoReasons)?;
        let Contested { written, plea } = contested;
        let (notice, plea) = (written.notice.notice, plea.digest());
        let note = signed(note, signer)?;
        let said = Ruling::from_text(note.text()).map_err(|_| NoteProblem::Kind)?;
        first_wrong(&[
            (said.desk == *written.entry.desk(), NoteProblem::Desk),
            (said.notice == notice, NoteProblem::Notice),
            (said.plea == plea, NoteProblem::Plea),
            (said.decision == decision, NoteProblem::Decision),
            (said.reasons == Digest::of(reasons.as_bytes()), NoteProblem::Reasons),
        ])?;
        let by = signer.name.clone();
        Ok(SignedRuling { by, notice, plea, decision, reasons, note: note.to_string() })
    }

    /// Whose key signed it.
    #[must_use]
    pub fn by(&self) -> &KeyName {
        &self.by
    }

    /// The contested notice.
    #[must_use]
    pub fn notice(&self) -> NoticeRef {
        self.notice
    }

    /// The hash of the plea.
    #[must_use]
    pub fn plea(&self) -> Digest {
        self.plea
    }

    /// How it was decided.
    #[must_use]
    pub fn decision(&self) -> RulingDecision {
        self.decision
    }

    /// The reasons.
    #[must_use]
    pub fn reasons(&self) -> &str {
        &self.reasons
    }

    /// The signed note.
    #[must_use]
    pub fn note(&self) -> &str {
        &self.note
    }
}

fn first_wrong(asked: &[(bool, NoteProblem)]) -> Result<(), NoteProblem> {
    asked.iter().find(|(is_same, _)| !is_same).map_or(Ok(()), |(_, problem)| Err(*problem))
}

/// The note, if the signer's own key signed it, alone, and is in force.
fn signed(note: &str, signer: Signer<'_>) -> Result<Note, NoteProblem> {
    let own = signer.keys.iter().find(|known| known.key.name() == signer.name);
    let own = own.filter(|known| known.is_in_force).ok_or(NoteProblem::NotInForce)?;
    if note.trim().is_empty() {
        return Err(NoteProblem::Empty);
    }
    let note = Note::parse(note.as_bytes()).map_err(|error| match error {
        NoteError::NoBlankLine | NoteError::NoSignature => NoteProblem::Unsigned,
        _ => NoteProblem::Unreadable,
    })?;
    // A second line would be a place for words beside what was signed.
    if note.signatures().len() != 1 {
        return Err(NoteProblem::Unreadable);
    }
    match verify(&note, own.key) {
        Ok(()) => Ok(note),
        Err(NoteError::NoKnownKey) => Err(who_else(&note, signer.keys)),
        Err(NoteError::BadSignature { .. }) => Err(NoteProblem::Broken),
        Err(_) => Err(NoteProblem::Unreadable),
    }
}

fn verify(note: &Note, key: &VerifierKeyText) -> Result<(), NoteError> {
    // A key that no longer reads has signed nothing.
    let known: Vec<VerifierKey> = VerifierKey::parse(key.as_str()).into_iter().collect();
    note.verify(&known).map(drop)
}

/// Who signed a note that is not the reviewer's own.
fn who_else(note: &Note, keys: &[KnownKey<'_>]) -> NoteProblem {
    match keys.iter().find(|known| verify(note, known.key).is_ok()) {
        Some(known) if known.is_in_force => NoteProblem::OtherReviewer,
        Some(_) => NoteProblem::OldKey,
        None => NoteProblem::UnknownKey,
    }
}
