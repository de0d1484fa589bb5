//! Opening a notice at the seat, which is its delivery.

use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse as _, Response};
use desk::answer::Statement;
use desk::notice::State as Stand;
use desk::seat::{DeliveryProof, NotNow, Way, is_delivery};
use desk::turn::{OutOfPlace, Turn};
use record::choice::{Decision, Means};
use record::entry::NoticeDelivered;
use record::id::{NoticeRef, OfficerId, OrganisationId};
use record::notice::Release;
use record::{Body, Entry};
use store::desk::{By, DeskError, KeptTurn, NewTurn, NoticeRow, TurnKind, Turned};

use crate::compose::{self, Said};
use crate::desk::{Desk, no_store};
use crate::frame::Frame;
use crate::office::Seat;
use crate::pages::message;

/// How often an act is tried again when somebody else acts on the same notice at the same moment.
pub(crate) const TRIES_MAX: usize = 8;

/// Somebody at a platform's seat: a person with a browser, or a program.
#[derive(Debug, Clone)]
pub(crate) struct AtSeat {
    /// The name of the account in events.
    pub(crate) pseudonym: OfficerId,
    /// Whose seat it is. Nothing of another platform is ever found through it.
    pub(crate) platform: OrganisationId,
}

impl From<&Seat> for AtSeat {
    fn from(seat: &Seat) -> AtSeat {
        AtSeat { pseudonym: seat.pseudonym, platform: seat.platform.clone() }
    }
}

/// Why something could not be done at the seat.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SeatError {
    /// There is no such notice, or it is not this platform's: nobody learns which.
    #[error("there is no such notice")]
    Unknown,
    /// It cannot be done now.
    #[error(transparent)]
    NotNow(#[from] NotNow),
    /// Others act on the same notice all the time.
    #[error("others act on this notice at the same moment")]
    Busy,
    /// What is kept could not be read or written.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// What is kept is not as it was written down, or its entry cannot be written.
    #[error("the notice was kept in a form that cannot be read")]
    Kept,
}

impl From<OutOfPlace> for SeatError {
    fn from(why: OutOfPlace) -> SeatError {
        match why {
            OutOfPlace::Withdrawn => NotNow::Withdrawn.into(),
            OutOfPlace::NotDelivered => NotNow::NotOpened.into(),
            OutOfPlace::TooMany => NotNow::TooMany.into(),
            // A seat dates nothing itself and does not reply: only a clock that went back gets here.
            _ => SeatError::Busy,
        }
    }
}

impl SeatError {
    /// The page that says so.
    pub(crate) fn page(&self, frame: Frame) -> Response {
        match self {
            SeatError::Unknown => message::no_page(frame),
            SeatError::NotNow(why) => message::not_now(frame, *why),
            SeatError::Busy => message::overtaken(frame),
            SeatError::Desk(_) | SeatError::Kept => message::failed(frame, self),
        }
    }
}

/// A notice that left for this platform.
pub(crate) struct Read {
    /// What stands beside it.
    pub(crate) row: NoticeRow,
    /// What left.
    pub(crate) release: Release,
    /// The same, byte for byte.
    pub(crate) bytes: Vec<u8>,
    /// What happened since.
    pub(crate) turns: Vec<KeptTurn>,
}

/// What was said with a turn that is an answer.
pub(crate) fn statement(turn: &KeptTurn) -> Option<Statement> {
    let is_answer = turn.kind == TurnKind::Answered;
    is_answer.then(|| serde_json::from_str(&Said::read(&turn.body)).ok()).flatten()
}

impl Read {
    /// The notice.
    pub(crate) fn notice(&self) -> NoticeRef {
        self.release.notice.notice
    }

    /// What happened, for the clock.
    pub(crate) fn clock(&self) -> Vec<Turn> {
        self.turns.iter().map(KeptTurn::turn).collect()
    }

    /// What the platform decided so far.
    pub(crate) fn decisions(&self) -> Vec<Decision> {
        let answers = self.turns.iter().filter(|turn| turn.kind == TurnKind::Answered);
        let decision =
            |turn: &KeptTurn| Decision::ALL.iter().copied().find(|it| it.word() == turn.means);
        answers.filter_map(decision).collect()
    }

    /// Whether it was opened at the seat before.
    pub(crate) fn was_opened(&self) -> bool {
        let is_here = |turn: &KeptTurn| {
            turn.kind == TurnKind::Delivered && turn.means == Means::Interface.word()
        };
        self.turns.iter().any(is_here)
    }

    /// Reads again what happened.
    pub(crate) fn reload(&mut self, desk: &Desk) -> Result<(), SeatError> {
        self.turns = desk.store.notice_turns(self.row.id)?;
        Ok(())
    }

    /// The canonical form of an entry of now that says this.
    pub(crate) fn entry(&self, desk: &Desk, body: Body) -> Result<Vec<u8>, SeatError> {
        let name = desk.store.identity().name.parse().map_err(|_| SeatError::Kept)?;
        let entry = Entry::new(desk.now(), name, body).and_then(|entry| entry.to_bytes());
        entry.map_err(|_| SeatError::Kept)
    }
}

/// The notice of this reference, if it left for this platform. A notice that was taken back before
/// anybody here opened it is not shown any more.
pub(crate) fn find(desk: &Desk, at: &AtSeat, reference: &str) -> Result<Read, SeatError> {
    let reference = compose::reference(reference).ok_or(SeatError::Unknown)?;
    let row = desk.store.notice_by_reference(&reference)?.ok_or(SeatError::Unknown)?;
    let has_left = matches!(row.state, Stand::Released | Stand::Withdrawn);
    if !has_left || row.platform != at.platform.as_str() {
        return Err(SeatError::Unknown);
    }
    let kept = desk.store.notice_fetch(row.id)?.ok_or(SeatError::Unknown)?;
    let release = Release::from_bytes(&kept.released).map_err(|_| SeatError::Kept)?;
    let turns = desk.store.notice_turns(row.id)?;
    let read = Read { row, release, bytes: kept.released, turns };
    if read.row.state == Stand::Withdrawn && !read.was_opened() {
        return Err(NotNow::Withdrawn.into());
    }
    Ok(read)
}

/// Opens a notice: the first time is its delivery, which is written down with its public entry before
/// anything of it is handed over.
pub(crate) async fn open(
    desk: &Desk,
    at: &AtSeat,
    reference: &str,
    way: Way,
) -> Result<Read, SeatError> {
    let mut read = find(desk, at, reference)?;
    for _ in 0..TRIES_MAX {
        if !is_delivery(&read.clock(), read.was_opened()) {
            return Ok(read);
        }
        let turned = deliver(desk, at, &read, way).await?;
        read.reload(desk)?;
        match turned {
            Turned::Elsewhere => return Err(NotNow::Withdrawn.into()),
            Turned::OutOfPlace(why) => return Err(why.into()),
            Turned::Kept(_) | Turned::Already(_) | Turned::Overtaken => {}
        }
    }
    Err(SeatError::Busy)
}

async fn deliver(desk: &Desk, at: &AtSeat, read: &Read, way: Way) -> Result<Turned, SeatError> {
    let now = desk.now();
    let proof =
        DeliveryProof::new(read.notice(), &read.bytes, &at.platform, at.pseudonym, way, now);
    let said = Said::new(desk, proof.to_text())?;
    let body = Body::NoticeDelivered(NoticeDelivered {
        delivered_at: now,
        // No officer hands over what a platform opens by itself: the desk's machine does.
        delivered_by: desk.store.machine_pseudonym(),
        means: Means::Interface,
        notice: read.notice(),
        proof: said.document(),
    });
    let turn = NewTurn {
        kind: TurnKind::Delivered,
        happened_ms: desk.now_ms(),
        means: Means::Interface.word(),
        own_id: None,
        body: &said.to_bytes(),
        entry: Some(&read.entry(desk, body)?),
    };
    let actor = at.pseudonym.to_string();
    let by = By { actor: &actor, at_ms: desk.now_ms(), seen: None };
    Ok(desk.store.notice_turn(read.row.id, read.turns.len(), turn, by).await?)
}

/// The answer to a request that only looks ahead, as browsers make for a page that is not asked for
/// yet: it opens nothing, since nobody reads what it would be given.
///
/// Source: Fetch (WHATWG), `Sec-Purpose`; Speculative loading (WHATWG), a server may refuse with 503.
pub(crate) fn only_looks(method: &Method, headers: &HeaderMap) -> Option<Response> {
    let purposes = headers.get_all("sec-purpose").into_iter().chain(headers.get_all("purpose"));
    let is_ahead = purposes.filter_map(|it| it.to_str().ok()).any(|it| it.contains("prefetch"));
    match (*method == Method::GET, is_ahead) {
        (true, false) => None,
        (true, true) => Some((StatusCode::SERVICE_UNAVAILABLE, [no_store()]).into_response()),
        (false, _) => Some((StatusCode::METHOD_NOT_ALLOWED, [no_store()]).into_response()),
    }
}
