//! What an outside reviewer signed elsewhere and hands in here: how it comes through a form, whose it
//! is, and what is said where it is not taken. What counts is asked of `desk::signed`.

use desk::signed::{KnownKey, NoteProblem, Signer};
use record::id::KeyName;
use store::desk::DeskError;

use crate::desk::Desk;

/// What was to be signed, for what is said of another thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signed {
    /// An objection to a notice.
    Objection,
    /// The ruling on a contest.
    Ruling,
}

/// A signed note as it was before it went through a form: browsers send a carriage return with each
/// line, and people lose the last newline or take along a mark at the start.
pub(crate) fn pasted(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    format!("{}\n", text.trim_start_matches('\u{FEFF}').trim())
}

/// Asks with everything that the register knows of reviewers' keys at `now_ms`.
pub(crate) fn with_signer<T>(
    desk: &Desk,
    name: &KeyName,
    now_ms: u64,
    ask: impl FnOnce(Signer<'_>) -> T,
) -> Result<T, DeskError> {
    let kept = desk.store.reviewer_keys()?;
    let known = kept.iter();
    let known = known.map(|it| KnownKey { key: &it.key, is_in_force: it.is_in_force(now_ms) });
    let keys: Vec<KnownKey<'_>> = known.collect();
    Ok(ask(Signer { name, keys: &keys }))
}

/// Why what was handed in is not taken, in words.
pub(crate) const fn trouble(problem: NoteProblem, signed: Signed) -> &'static str {
    match (problem, signed) {
        (NoteProblem::NoReasons, Signed::Objection) => "notice-reason-wrong",
        (NoteProblem::NoReasons, Signed::Ruling) => "contest-ruling-wrong",
        (NoteProblem::NotInForce, _) => "contest-not-key",
        (NoteProblem::Empty, _) => "signed-empty",
        (NoteProblem::Unreadable, _) => "signed-unreadable",
        (NoteProblem::Unsigned, _) => "signed-unsigned",
        (NoteProblem::Broken, _) => "review-sign-broken",
        (NoteProblem::UnknownKey, _) => "signed-unknown-key",
        (NoteProblem::OtherReviewer, _) => "signed-other-reviewer",
        (NoteProblem::OldKey, _) => "signed-old-key",
        (NoteProblem::Kind, Signed::Objection) => "signed-no-objection",
        (NoteProblem::Kind, Signed::Ruling) => "signed-no-ruling",
        (NoteProblem::Desk, _) => "signed-other-desk",
        (NoteProblem::Notice, _) => "signed-other-notice",
        (NoteProblem::Form, _) => "signed-other-form",
        (NoteProblem::Plea, _) => "signed-other-plea",
        (NoteProblem::Decision, _) => "signed-other-decision",
        (NoteProblem::Reasons, _) => "signed-other-reasons",
    }
}
