//! The author of a content: what was asked about it, by whom and under which article, and how to
//! contest it. Opened by the sixteen digits that the platform is asked to forward; nothing of the
//! person who complained stands here but the capacity.

pub(crate) mod decide;
mod due_process;
mod enter;
pub(crate) mod person;
mod view;

use axum::extract::DefaultBodyLimit;
use axum::http::HeaderMap;
use axum::routing::{get, post};
use desk::Action;
use desk::contest;
use desk::turn::Turn;
use record::Timestamp;
use store::desk::{Contest, DeskError, KeptTurn};

use crate::desk::{CONTEST, Desk, DeskState, Elsewhere, cookie, go};
use crate::frame::{Frame, Moment};
use crate::office::Who;
use crate::routes::{Route, files as answers, page};

/// How long an opened page stays open in a browser. Unit: seconds.
const OPEN_SECONDS: u64 = crate::receipt::OPEN_SECONDS;
/// The largest form here. Unit: bytes. A plea of 4,000 characters of four bytes, each written as three.
const FORM_BYTES_MAX: usize = 64 << 10;
/// What the cookie is locked for.
const PURPOSE: &str = "opened contest";

/// The routes of this room.
pub(crate) fn routes() -> Vec<Route<Desk>> {
    let form = || DefaultBodyLimit::max(FORM_BYTES_MAX);
    let decides = Who::Officer(Action::DecideContest);
    let ruled = get(decide::officers_page).post(decide::officers_ruling).layer(form());
    let asked = get(person::page).post(person::contest).layer(form());
    vec![
        page("/contest", "/contest", get(enter::page).post(enter::enter)),
        answers("/contest/view", get(view::page)),
        answers("/contest/write", post(view::write).layer(form())).of_page("/contest/view"),
        answers("/contest/close", post(enter::close)).of_page("/contest/view"),
        answers("/receipt/contest/{reference}", asked)
            .with_example("/receipt/contest/00000000000000000000000000000000"),
        page("/desk/contests", "/desk/contests", get(decide::list)).only(decides),
        answers("/desk/contest/{id}", ruled).only(decides).with_example("/desk/contest/0"),
        page("/room/due-process", "/room/due-process", get(due_process::page)),
        answers("/room/due-process.json", get(due_process::json)),
        answers("/room/due-process.csv", get(due_process::csv)),
    ]
}

/// A notice whose author's page a browser may see, for now.
struct Opened {
    notice_id: i64,
    cookie: String,
}

/// The cookie that lets a browser see an author's page until `expires_s`.
fn cookie_for(desk: &Desk, notice_id: i64, expires_s: u64) -> Result<String, DeskError> {
    let bytes = [notice_id.to_le_bytes(), expires_s.to_le_bytes()].concat();
    desk.store.token_lock(PURPOSE, &bytes)
}

/// The notice of a request, or the page to which somebody without one is led.
fn open(desk: &Desk, frame: &Frame, headers: &HeaderMap) -> Result<Opened, Elsewhere> {
    let opened = cookie(headers, CONTEST).and_then(|text| {
        let bytes = desk.store.token_open(PURPOSE, text)?;
        let (notice_id, expires_s) = bytes.split_first_chunk::<8>()?;
        let expires_s = u64::from_le_bytes(expires_s.try_into().ok()?);
        let is_open = desk.now_ms() / 1000 < expires_s;
        let opened = Opened { notice_id: i64::from_le_bytes(*notice_id), cookie: text.to_owned() };
        is_open.then_some(opened)
    });
    opened.ok_or_else(|| Box::new(go(&frame.link("/contest"))))
}

/// What moved the clock of a notice.
fn clock(turns: &[KeptTurn]) -> Vec<Turn> {
    turns.iter().map(KeptTurn::turn).collect()
}

/// Whether a contest was made after its time.
fn is_late(desk: &DeskState, turns: &[KeptTurn], contest: &Contest) -> bool {
    let at = Timestamp::nearest(i64::try_from(contest.at_ms / 1000).unwrap_or(i64::MAX));
    contest::is_late(&clock(turns), desk.parties.contest_within_s(), at)
}

/// Until when a contest is in time, once the notice was delivered.
fn in_time_until(desk: &DeskState, frame: &Frame, turns: &[KeptTurn]) -> Option<Moment> {
    let last = contest::in_time_until(&clock(turns), desk.parties.contest_within_s())?;
    Some(frame.moment(u64::try_from(last.unix()).ok()?))
}

/// A contest as whoever made it sees it again. What they wrote is not shown: whoever has the code
/// could read it.
pub(crate) struct Made {
    pub(crate) at: Moment,
    pub(crate) state: String,
    pub(crate) is_late: bool,
    pub(crate) decided: Option<Moment>,
    pub(crate) ruling: String,
    /// The note by which an outside reviewer signed it; empty if an officer decided.
    pub(crate) signed: String,
}

/// The contests of one side of a notice, oldest first.
fn made(
    desk: &Desk,
    frame: &Frame,
    (notice_id, who): (i64, contest::Contester),
    turns: &[KeptTurn],
) -> Result<Vec<Made>, DeskError> {
    let contests = desk.store.contests_of(notice_id)?.into_iter();
    let made = |it: Contest| Made {
        at: frame.moment(it.at_ms / 1000),
        state: frame.t(state_words(it.state)),
        is_late: is_late(desk, turns, &it),
        decided: it.decided_ms.map(|ms| frame.moment(ms / 1000)),
        ruling: it.ruling,
        signed: it.signed,
    };
    Ok(contests.filter(|it| it.who == who).map(made).collect())
}

/// How a contest stands, for whoever made it.
const fn state_words(state: contest::ContestState) -> &'static str {
    match state {
        contest::ContestState::Open => "contest-open",
        contest::ContestState::Upheld => "contest-upheld",
        contest::ContestState::Rejected => "contest-rejected",
    }
}

/// Why a plea was not taken, in words.
fn wrong(frame: &Frame, problem: contest::PleaProblem) -> String {
    use words::Value;
    let long = |found: usize, most: usize| {
        let (found, most) = (frame.number(found as u64), frame.number(most as u64));
        let values = [("found", Value::Text(&found)), ("most", Value::Text(&most))];
        frame.say("wrong-too-long", &values)
    };
    match problem {
        contest::PleaProblem::NoText => frame.t("contest-no-text"),
        contest::PleaProblem::TextTooLong(found) => long(found, contest::PLEA_CHARS_MAX),
        contest::PleaProblem::ContactTooLong(found) => long(found, contest::CONTACT_CHARS_MAX),
    }
}
