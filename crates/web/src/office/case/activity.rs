//! How many reports came in each hour, as a small picture with its words and its table. It is shown
//! and decides nothing.

use desk::case::Activity;
use words::Value;

use crate::frame::{Frame, Moment};

/// The width of one hour. Unit: pixels of the picture, like everything here.
const STEP: usize = 7;
/// The height of the highest hour.
const HEIGHT: usize = 56;
/// Fewer reports than this make no picture. Our own choice: a list says it better.
const REPORTS_MIN: u32 = 5;

/// The picture.
pub(super) struct Chart {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) bars: Vec<Bar>,
    pub(super) has_burst: bool,
    /// What it shows, in a sentence.
    pub(super) words: String,
    /// The hours with reports, for the table.
    pub(super) rows: Vec<(Moment, String, bool)>,
}

/// One hour with reports.
pub(super) struct Bar {
    pub(super) x: usize,
    pub(super) y: usize,
    pub(super) height: usize,
    pub(super) is_burst: bool,
}

/// The picture of these hours; nothing where there is little to see.
pub(super) fn chart(frame: &Frame, per_hour: &[(u64, u32)], now_ms: u64) -> Option<Chart> {
    let activity = Activity::new(per_hour, now_ms);
    let highest = activity.hours.iter().copied().max().unwrap_or(0);
    if activity.hours.iter().sum::<u32>() < REPORTS_MIN {
        return None;
    }
    let with_reports = || activity.hours.iter().enumerate().filter(|hour| *hour.1 > 0);
    let bar = |(at, count): (usize, &u32)| {
        let height = (*count as usize * HEIGHT).div_ceil(highest as usize);
        let is_burst = activity.bursts.contains(&at);
        Bar { x: at * STEP, y: HEIGHT - height, height, is_burst }
    };
    let row = |(at, count): (usize, &u32)| {
        let moment = frame.moment(activity.from_ms / 1000 + at as u64 * 3600);
        (moment, frame.number(u64::from(*count)), activity.bursts.contains(&at))
    };
    let id = if activity.has_burst() { "case-burst" } else { "case-no-burst" };
    Some(Chart {
        width: activity.hours.len() * STEP,
        height: HEIGHT,
        bars: with_reports().map(bar).collect(),
        has_burst: activity.has_burst(),
        words: frame.say(id, &[("count", Value::Count(u64::from(highest)))]),
        rows: with_reports().map(row).collect(),
    })
}
