//! What happened to a notice since it left, in its order: the clock that it moves, whom it waits for,
//! and what may come next.
//!
//! The clock is a pure function of what happened, so that it is the same whenever it is asked.

use record::Timestamp;
use record::entry::AnswerHours;

use crate::seat::{NotNow, may_speak};

/// Something that happened to a notice, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// It was delivered, provably: the clock starts.
    Delivered(Timestamp),
    /// The platform said that it has it, which moves no clock.
    Received(Timestamp),
    /// The platform asks before it decides: its clock stands still, for so long and no longer.
    Asked(Timestamp),
    /// The platform answered: nothing is awaited any more.
    Answered(Timestamp),
    /// The desk gave what was asked for: the platform has its whole time again.
    Replied(Timestamp),
    /// The desk wrote down that no answer came. An answer may still come.
    Silent(Timestamp),
    /// The desk took the notice back.
    Withdrawn(Timestamp),
}

impl Turn {
    /// When it happened.
    #[must_use]
    pub const fn at(self) -> Timestamp {
        match self {
            Turn::Delivered(at)
            | Turn::Received(at)
            | Turn::Asked(at)
            | Turn::Answered(at)
            | Turn::Replied(at)
            | Turn::Silent(at)
            | Turn::Withdrawn(at) => at,
        }
    }

    const fn is_of_platform(self) -> bool {
        matches!(self, Turn::Received(_) | Turn::Asked(_) | Turn::Answered(_))
    }
}

/// How long a platform has. Both are the desk's own times and have no legal force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// How long it is asked to take, from delivery or from the desk's reply.
    pub within: AnswerHours,
    /// How much longer it has at most because it asked. Without this bound nobody who asks would ever
    /// be silent.
    pub pause: AnswerHours,
}

fn later(at: Timestamp, by: AnswerHours) -> Option<Timestamp> {
    at.plus_seconds(i64::from(by.hours()) * 3600).ok()
}

/// Until when an answer is in time; nothing while none is awaited.
#[must_use]
pub fn deadline(turns: &[Turn], clock: Clock) -> Option<Timestamp> {
    let (mut awaited, mut is_delivered, mut is_asked) = (None, false, false);
    for turn in turns {
        match *turn {
            // The first delivery counts; a second one gives no more time.
            Turn::Delivered(at) if !is_delivered => {
                is_delivered = true;
                awaited = later(at, clock.within);
            }
            Turn::Replied(at) if is_delivered => {
                is_asked = false;
                awaited = later(at, clock.within);
            }
            // A second question gives no more time than the first, and one that comes too late none.
            Turn::Asked(at) if !is_asked => {
                is_asked = true;
                let running = awaited.filter(|last| at <= *last);
                awaited = running.and_then(|last| later(last, clock.pause)).or(awaited);
            }
            Turn::Answered(_) | Turn::Silent(_) => awaited = None,
            Turn::Withdrawn(_) => return None,
            Turn::Delivered(_) | Turn::Received(_) | Turn::Asked(_) | Turn::Replied(_) => {}
        }
    }
    awaited
}

/// Whether the platform is silent at `now`. The deadline itself is still on time.
#[must_use]
pub fn is_silent(turns: &[Turn], clock: Clock, now: Timestamp) -> bool {
    deadline(turns, clock).is_some_and(|last| last < now)
}

/// A moment before which no silence comes, whatever the pause of a question is; nothing while no answer
/// is awaited. Who looks for silence looks only at notices that are past it.
#[must_use]
pub fn no_silence_before(turns: &[Turn], within: AnswerHours) -> Option<Timestamp> {
    let unasked: Vec<Turn> =
        turns.iter().copied().filter(|turn| !matches!(turn, Turn::Asked(_))).collect();
    deadline(&unasked, Clock { within, pause: within })
}

/// When it was first delivered.
#[must_use]
pub fn delivered_at(turns: &[Turn]) -> Option<Timestamp> {
    turns.iter().find_map(|turn| match turn {
        Turn::Delivered(at) => Some(*at),
        _ => None,
    })
}

/// The last word of the dialogue: a question, an answer or a reply.
pub(crate) fn last_word(turns: &[Turn]) -> Option<Turn> {
    let is_word =
        |turn: &&Turn| matches!(turn, Turn::Asked(_) | Turn::Answered(_) | Turn::Replied(_));
    turns.iter().rfind(is_word).copied()
}

/// Whether a platform has said its last word, or none in its time, or is asked for nothing any more.
/// Until then no second notice of the same case goes to it.
#[must_use]
pub fn is_over(turns: &[Turn]) -> bool {
    let moves_none = |turn: &&Turn| !matches!(turn, Turn::Received(_) | Turn::Delivered(_));
    let last = turns.iter().rfind(moves_none);
    matches!(last, Some(Turn::Answered(_) | Turn::Silent(_) | Turn::Withdrawn(_)))
}

/// What a notice that left waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Awaits {
    /// That somebody hands it over.
    Delivery,
    /// The platform's answer.
    Answer,
    /// The desk's reply to a question of the platform.
    Reply,
    /// Nothing: it was answered, its time is over, or it was taken back.
    Nothing,
}

impl Awaits {
    /// Every one, in the order of a notice's life.
    pub const ALL: [Awaits; 4] = [Awaits::Delivery, Awaits::Answer, Awaits::Reply, Awaits::Nothing];

    /// Its word, as it is kept.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Awaits::Delivery => "delivery",
            Awaits::Answer => "answer",
            Awaits::Reply => "reply",
            Awaits::Nothing => "nothing",
        }
    }
}

/// What a notice waits for after these turns. A question waits for its reply even when the time to
/// answer is over.
#[must_use]
pub fn awaits(turns: &[Turn]) -> Awaits {
    let is_any = |wanted: fn(&Turn) -> bool| turns.iter().any(wanted);
    if is_any(|turn| matches!(turn, Turn::Withdrawn(_))) {
        return Awaits::Nothing;
    }
    match last_word(turns) {
        Some(Turn::Asked(_)) => Awaits::Reply,
        Some(Turn::Answered(_)) => Awaits::Nothing,
        _ if !is_any(|turn| matches!(turn, Turn::Delivered(_))) => Awaits::Delivery,
        _ if is_over(turns) => Awaits::Nothing,
        _ => Awaits::Answer,
    }
}

/// Why something is not written down as having happened to a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum OutOfPlace {
    /// The desk took it back: nothing more happens to it.
    #[error("the desk took this notice back")]
    Withdrawn,
    /// Nothing comes back on what was never delivered.
    #[error("no delivery of this notice is written down")]
    NotDelivered,
    /// There are as many answers and questions as there may be.
    #[error("there are too many answers and questions about this notice already")]
    TooMany,
    /// It is dated before the notice's own entry: there was nothing to deliver yet.
    #[error("it is dated before the notice was issued")]
    BeforeIssued,
    /// What came back is dated before the delivery.
    #[error("it is dated before the notice was delivered")]
    BeforeDelivery,
    /// It is dated in the future.
    #[error("it is dated in the future")]
    InFuture,
    /// The desk replies to a question, and the platform has none open.
    #[error("the platform asks nothing")]
    NothingAsked,
}

impl OutOfPlace {
    /// Every reason.
    pub const ALL: [OutOfPlace; 7] = [
        OutOfPlace::Withdrawn,
        OutOfPlace::NotDelivered,
        OutOfPlace::TooMany,
        OutOfPlace::BeforeIssued,
        OutOfPlace::BeforeDelivery,
        OutOfPlace::InFuture,
        OutOfPlace::NothingAsked,
    ];

    /// Its word, in the ids of texts.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            OutOfPlace::Withdrawn => "withdrawn",
            OutOfPlace::NotDelivered => "not-delivered",
            OutOfPlace::TooMany => "too-many",
            OutOfPlace::BeforeIssued => "before-issued",
            OutOfPlace::BeforeDelivery => "before-delivery",
            OutOfPlace::InFuture => "in-future",
            OutOfPlace::NothingAsked => "nothing-asked",
        }
    }
}

impl From<NotNow> for OutOfPlace {
    fn from(why: NotNow) -> OutOfPlace {
        match why {
            NotNow::Withdrawn => OutOfPlace::Withdrawn,
            NotNow::NotOpened => OutOfPlace::NotDelivered,
            NotNow::TooMany => OutOfPlace::TooMany,
        }
    }
}

/// Whether `next` may happen at `now` to a notice whose public entry is dated `issued`, after these
/// turns: by hand or at the seat, the same holds, and anybody can check it in the register. Silence
/// would be published at once if a delivery could be dated before the notice was there.
///
/// # Errors
///
/// [`OutOfPlace`].
pub fn may_follow(
    next: Turn,
    turns: &[Turn],
    issued: Timestamp,
    now: Timestamp,
) -> Result<(), OutOfPlace> {
    if turns.iter().any(|turn| matches!(turn, Turn::Withdrawn(_))) {
        return Err(OutOfPlace::Withdrawn);
    }
    if next.at() > now {
        return Err(OutOfPlace::InFuture);
    }
    if next.at() < issued {
        return Err(OutOfPlace::BeforeIssued);
    }
    if next.is_of_platform() {
        may_speak(turns)?;
    }
    let delivered = delivered_at(turns);
    match next {
        Turn::Delivered(_) | Turn::Withdrawn(_) => Ok(()),
        Turn::Replied(_) if awaits(turns) != Awaits::Reply => Err(OutOfPlace::NothingAsked),
        _ if delivered.is_none() => Err(OutOfPlace::NotDelivered),
        _ if delivered.is_some_and(|delivered| next.at() < delivered) => {
            Err(OutOfPlace::BeforeDelivery)
        }
        _ => Ok(()),
    }
}
