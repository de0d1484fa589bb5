//! A commitment as a line in time: said, due, seen, today. Time runs left to right in every
//! language; the list beside it says the same in words.

use record::time::Day;

/// The size of the picture. Unit: pixels of the drawing.
const WIDTH: f64 = 560.0;
/// Its height.
pub(crate) const HEIGHT: u32 = 56;
/// Room at both ends.
const SIDE: f64 = 14.0;
/// Seconds of a day.
const DAY_S: f64 = 86_400.0;

/// The picture: places on the line, from its start to its end.
pub(crate) struct Line {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) marks: Vec<Mark>,
    /// The part of the line after the due day while nothing shows what became of it.
    pub(crate) late: Option<(String, String)>,
}

/// A mark on the line.
pub(crate) struct Mark {
    pub(crate) x: String,
    /// A class of the style sheet: `said`, `due`, `seen`, `today`.
    pub(crate) what: &'static str,
}

/// The line of what was said on a day. `None` where it has no length.
pub(crate) fn line(
    said: Day,
    due: Option<Day>,
    seen: &[Day],
    (today, is_late): (Day, bool),
) -> Option<Line> {
    let last = seen.iter().copied().chain(due).fold(today, Day::max);
    let days = |day: Day| day.start().seconds_since(said.start()) as f64 / DAY_S;
    let length = days(last);
    if length <= 0.0 {
        return None;
    }
    let x = |day: Day| format!("{:.1}", SIDE + (WIDTH - 2.0 * SIDE) * days(day).max(0.0) / length);
    let mark = |day: Day, what| Mark { x: x(day), what };
    let mut marks = vec![mark(said, "said")];
    marks.extend(due.map(|day| mark(day, "due")));
    marks.push(mark(today, "today"));
    marks.extend(seen.iter().map(|day| mark(*day, "seen")));
    let late = due.filter(|_| is_late).map(|due| (x(due), x(today)));
    Some(Line { from: x(said), to: x(last), marks, late })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_later_stands_further_to_the_right() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let (said, due, today) = (day("2026-01-01"), day("2026-02-01"), day("2026-03-01"));
        let line = line(said, Some(due), &[day("2026-02-10")], (today, true)).unwrap();
        let at = |what| {
            let mark = line.marks.iter().find(|mark| mark.what == what).unwrap();
            mark.x.parse::<f64>().unwrap()
        };
        assert!(at("said") < at("due") && at("due") < at("seen") && at("seen") < at("today"));
        assert_eq!(line.late, Some((format!("{:.1}", at("due")), format!("{:.1}", at("today")))));
        assert!(super::line(said, None, &[], (said, false)).is_none());
    }
}
