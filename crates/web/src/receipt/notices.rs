//! What was asked of platforms for the person whose report it is, and what came back. A notice is for
//! one person of a case, so nobody else's receipt shows it.

use desk::notice::State;
use record::notice::Release;
use store::desk::{DeskError, NoticeRow, TurnKind};

use crate::desk::Desk;
use crate::frame::{Frame, Moment};
use crate::office::notice::shown::{TurnRow, due, turn};
use crate::office::notices::{hex, platform_name};

/// A notice that left, or was ready to.
pub(crate) struct SentNotice {
    pub(crate) platform: String,
    /// What is asked.
    pub(crate) measure: String,
    /// The page of the public room, and the number and page of its entry.
    pub(crate) room: String,
    pub(crate) entry: Option<(String, String)>,
    /// Until when an answer is asked for, and whether that is over; nothing once there is one.
    pub(crate) due: Option<(Moment, bool)>,
    pub(crate) turns: Vec<TurnRow>,
}

/// The notices for this report that left, oldest first.
pub(crate) fn of_report(
    desk: &Desk,
    frame: &Frame,
    report_id: i64,
) -> Result<Vec<SentNotice>, DeskError> {
    let rows = desk.store.notices_of_report(report_id)?.into_iter();
    let left = rows.filter(|row| matches!(row.state, State::Released | State::Withdrawn));
    left.map(|row| asked(desk, frame, &row)).collect()
}

fn asked(desk: &Desk, frame: &Frame, row: &NoticeRow) -> Result<SentNotice, DeskError> {
    let turns = desk.store.notice_turns(row.id)?;
    let kept = desk.store.notice_fetch(row.id)?;
    let release = kept.and_then(|kept| Release::from_bytes(&kept.released).ok());
    let measure = release.map(|it| frame.word("measure", it.notice.measure.word()));
    let entry = |place| (frame.link(&format!("/register/entry/{place}")), frame.number(place));
    let row_of = |kept| {
        let told = turn(frame, kept);
        match kept.kind {
            TurnKind::Answered | TurnKind::Replied => told,
            // What proves a delivery may name people of the desk or of the platform.
            _ => TurnRow { body: String::new(), ..told },
        }
    };
    Ok(SentNotice {
        platform: platform_name(desk, &row.platform),
        measure: measure.unwrap_or_default(),
        room: frame.link(&format!("/room/notice/{}", hex(&row.reference))),
        entry: row.entry_place.map(entry),
        due: due(frame, row, &turns, desk.now()),
        turns: turns.iter().map(row_of).collect(),
    })
}
