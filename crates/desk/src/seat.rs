//! A platform at its seat: where a notice stands for it, what it may do with one, and what each act
//! says.
//!
//! The seat is the platform's own room at the desk. What is opened there is delivered, provably; what
//! is written there is the platform's word. Its clock is asked by the desk and has no legal force.

use record::choice::{Basis, Decider, Decision, Means, Measure};
use record::id::{Digest, NoticeRef, OfficerId, OrganisationId};
use record::{Timestamp, canonical};
use serde::{Deserialize, Serialize};

use crate::answer::{Statement, StatementDraft, StatementProblem};
use crate::text::FreeText;
use crate::turn::{Clock, Turn, deadline, last_word};

/// The most answers and questions about one notice, each of which is a public entry for ever. Our own
/// bound: a program that goes round in circles stops here.
pub const ANSWERS_MAX: usize = 50;
/// A platform's own reference for a notice. Unit: characters. Our own bound.
pub const REFERENCE_CHARS_MAX: usize = 200;
/// A question to the desk. Unit: characters. It is kept as the explanation of a statement.
pub const QUESTION_CHARS_MAX: usize = crate::answer::EXPLANATION_CHARS_MAX;

/// Where a notice stands for its platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// An answer is awaited, or will be once the notice is opened.
    Awaiting,
    /// The platform asked, and the desk has not replied. Its clock stands still for a while only.
    Asked,
    /// The platform answered, and nothing more is awaited.
    Answered,
    /// The time to answer has passed without one. An answer may still come.
    Silent,
    /// The desk took it back.
    Withdrawn,
}

impl Standing {
    /// Every one, as a list is filtered by them.
    pub const ALL: [Standing; 5] = [
        Standing::Awaiting,
        Standing::Asked,
        Standing::Answered,
        Standing::Silent,
        Standing::Withdrawn,
    ];

    /// Its word, in addresses, in the API and in the ids of texts.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Standing::Awaiting => "awaiting",
            Standing::Asked => "asked",
            Standing::Answered => "answered",
            Standing::Silent => "silent",
            Standing::Withdrawn => "withdrawn",
        }
    }

    /// The standing of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Standing> {
        Standing::ALL.into_iter().find(|standing| standing.word() == word)
    }
}

/// Where a notice stands, with its clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stand {
    /// Where it stands.
    pub standing: Standing,
    /// Until when an answer is, or was, in time. None before the delivery, nor once there is nothing
    /// to answer.
    pub due: Option<Timestamp>,
}

/// Where a notice stands at `now` after these turns.
#[must_use]
pub fn stand(turns: &[Turn], clock: Clock, now: Timestamp) -> Stand {
    if turns.iter().any(|turn| matches!(turn, Turn::Withdrawn(_))) {
        return Stand { standing: Standing::Withdrawn, due: None };
    }
    let open = match last_word(turns) {
        Some(Turn::Asked(_)) => Standing::Asked,
        Some(Turn::Answered(_)) => Standing::Answered,
        _ => Standing::Awaiting,
    };
    // That silence was written down changes nothing for the seat: it is the clock's own end.
    let heard: Vec<Turn> =
        turns.iter().copied().filter(|turn| !matches!(turn, Turn::Silent(_))).collect();
    let due = deadline(&heard, clock);
    let standing = if due.is_some_and(|due| due < now) { Standing::Silent } else { open };
    Stand { standing, due }
}

/// Whether opening a notice at the seat is its delivery, to be written down: for the first time, and
/// while an answer is awaited. A notice that was handed over by hand is delivered here once more,
/// with a better proof, which gives no more time.
#[must_use]
pub fn is_delivery(turns: &[Turn], was_opened_here: bool) -> bool {
    let is_over = |turn: &Turn| matches!(turn, Turn::Withdrawn(_));
    let is_answered = matches!(last_word(turns), Some(Turn::Answered(_)));
    !was_opened_here && !is_answered && !turns.iter().any(is_over)
}

/// Why a seat cannot do this with a notice now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum NotNow {
    /// The desk took it back: there is nothing left to answer.
    #[error("the desk took this notice back")]
    Withdrawn,
    /// It was never delivered: nobody answers what they have not read.
    #[error("this notice was not opened yet")]
    NotOpened,
    /// There are [`ANSWERS_MAX`] answers and questions already.
    #[error("there are {ANSWERS_MAX} answers and questions about this notice already")]
    TooMany,
}

impl NotNow {
    /// Every reason.
    pub const ALL: [NotNow; 3] = [NotNow::Withdrawn, NotNow::NotOpened, NotNow::TooMany];

    /// Its word, in the API and in the ids of texts.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            NotNow::Withdrawn => "withdrawn",
            NotNow::NotOpened => "not-opened",
            NotNow::TooMany => "too-many",
        }
    }
}

/// Whether a platform may say something about a notice after these turns: that it has it, a
/// question, an answer.
///
/// # Errors
///
/// [`NotNow`].
pub fn may_speak(turns: &[Turn]) -> Result<(), NotNow> {
    let is_any = |wanted: fn(&Turn) -> bool| turns.iter().any(wanted);
    let is_said = |turn: &&Turn| matches!(turn, Turn::Answered(_) | Turn::Asked(_));
    if is_any(|turn| matches!(turn, Turn::Withdrawn(_))) {
        Err(NotNow::Withdrawn)
    } else if !is_any(|turn| matches!(turn, Turn::Delivered(_))) {
        Err(NotNow::NotOpened)
    } else if turns.iter().filter(is_said).count() >= ANSWERS_MAX {
        Err(NotNow::TooMany)
    } else {
        Ok(())
    }
}

/// What the desk replies to a question of a platform. Unit: characters. Our own bound, the same as for
/// the question.
pub const REPLY_CHARS_MAX: usize = QUESTION_CHARS_MAX;

/// Whether a decision may come after the decisions in `earlier`: only what was taken down or limited
/// is put back.
///
/// # Errors
///
/// [`StatementProblem::NothingToRestore`].
pub fn may_decide(decision: Decision, earlier: &[Decision]) -> Result<(), StatementProblem> {
    let takes = |decision: &&Decision| {
        matches!(decision, Decision::Accepted | Decision::Narrowed | Decision::Restored)
    };
    let is_in_place = !matches!(earlier.iter().rfind(takes), None | Some(Decision::Restored));
    match decision {
        Decision::Restored if !is_in_place => Err(StatementProblem::NothingToRestore),
        _ => Ok(()),
    }
}

/// What a platform asks before it decides.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Question {
    /// What it asks.
    pub question: String,
    /// The language of the question, as in a statement.
    pub language: String,
    /// The platform's own name for it; the same one twice is one question.
    pub own_id: String,
}

impl Question {
    /// The statement that it is: an answer which asks for more.
    ///
    /// # Errors
    ///
    /// Every problem at once; [`StatementProblem::Explanation`] is about the question itself.
    pub fn statement(&self, asked: Measure) -> Result<Statement, Vec<StatementProblem>> {
        let draft = StatementDraft {
            decision: Decision::AskedForMore.word().to_owned(),
            basis: Basis::NotSaid.word().to_owned(),
            decider: Decider::NotSaid.word().to_owned(),
            explanation: self.question.clone(),
            language: self.language.clone(),
            own_id: self.own_id.clone(),
            ..StatementDraft::default()
        };
        draft.check(asked)
    }
}

/// The platform's word that it has a notice.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Received {
    /// The platform's own reference; empty if it has none.
    pub reference: String,
}

impl Received {
    /// The same on one line, or nothing if the reference is too long.
    #[must_use]
    pub fn check(&self) -> Option<Received> {
        let reference = FreeText::line(&self.reference, REFERENCE_CHARS_MAX).ok()?.into_string();
        Some(Received { reference })
    }
}

/// What a seat was given when it opened a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// The page that shows it whole.
    Page,
    /// The file, downloaded from the page.
    File,
    /// The file, fetched by a program.
    Interface,
}

/// Who was given which notice, when: the proof of a delivery at the seat.
///
/// *Shape:* canonical JSON, committed to in the entry with a salt, and kept by the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeliveryProof {
    /// When it was given.
    pub at: Timestamp,
    /// The pseudonym of the seat's account.
    pub by: OfficerId,
    /// How: [`Means::Interface`].
    pub means: Means,
    /// The notice.
    pub notice: NoticeRef,
    /// The hash of the file that was given, or that the page showed.
    pub sha256: Digest,
    /// The platform.
    pub to: OrganisationId,
    /// The version of this form.
    pub v: u64,
    /// What was given.
    pub way: Way,
}

impl DeliveryProof {
    /// That `by`, at the seat of `to`, was given `release` of `notice` at `at`.
    #[must_use]
    pub fn new(
        notice: NoticeRef,
        release: &[u8],
        to: &OrganisationId,
        by: OfficerId,
        way: Way,
        at: Timestamp,
    ) -> DeliveryProof {
        let (means, sha256) = (Means::Interface, Digest::of(release));
        DeliveryProof { at, by, means, notice, sha256, to: to.clone(), v: 1, way }
    }

    /// The canonical form.
    ///
    /// # Panics
    ///
    /// Never: each of its fields has a canonical form.
    #[must_use]
    pub fn to_text(&self) -> String {
        let bytes =
            canonical::to_bytes(self).expect("words, hashes and times have a canonical form");
        String::from_utf8(bytes).expect("canonical JSON is UTF-8")
    }
}
