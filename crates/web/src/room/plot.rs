//! The picture of answer times: a line for each platform, a dot for each answer, from left to right
//! in every language, on a scale on which an hour, a day and a month are as far apart.

use desk::public::Quantile;

/// The picture's width: it fits a narrow phone, and grows with the page. Unit: pixels of the
/// picture, like everything here.
const WIDTH: f64 = 320.0;
/// Room on both sides, so that the first and the last label fit.
const SIDE: f64 = 26.0;
/// Room for the labels of the scale.
const TOP: f64 = 26.0;
/// Height of one platform: its name over its line.
const ROW: f64 = 46.0;
/// Where the line stands under the top of its row.
const LINE: f64 = 32.0;

/// The shortest and the longest time on the scale; what lies beyond stands at its end. Unit: seconds.
const FIRST_S: u64 = 15 * 60;
const LAST_S: u64 = 60 * 86_400;

/// Where the scale has its marks, and the names of their texts. Unit: seconds.
const MARKS: &[(u64, &str)] = &[
    (3_600, "room-scale-hour"),
    (86_400, "room-scale-day"),
    (7 * 86_400, "room-scale-week"),
    (30 * 86_400, "room-scale-month"),
];

/// What one platform's line shows.
pub(super) struct Series {
    /// The platform.
    pub(super) name: String,
    /// Its latest answer times. Unit: seconds.
    pub(super) times_s: Vec<u64>,
    /// The median, where enough are known.
    pub(super) median: Option<Quantile>,
}

/// A mark of the scale.
pub(super) struct Mark {
    pub(super) x: String,
    pub(super) label_id: &'static str,
}

/// One platform as it is drawn.
pub(super) struct Line {
    pub(super) name: String,
    pub(super) label_y: String,
    pub(super) y: String,
    pub(super) dots: Vec<String>,
    /// From where to where the interval of the median goes.
    pub(super) interval: Option<(String, String)>,
    pub(super) median: Option<String>,
}

/// The whole picture.
pub(super) struct Plot {
    pub(super) width: String,
    pub(super) height: String,
    pub(super) left: String,
    pub(super) right: String,
    pub(super) bottom: String,
    pub(super) marks: Vec<Mark>,
    pub(super) lines: Vec<Line>,
}

/// Where a time stands on the scale.
fn place(seconds: u64) -> f64 {
    let at = |seconds: u64| (seconds as f64).ln();
    let part = (at(seconds.clamp(FIRST_S, LAST_S)) - at(FIRST_S)) / (at(LAST_S) - at(FIRST_S));
    SIDE + part * (WIDTH - 2.0 * SIDE)
}

fn text(at: f64) -> String {
    format!("{at:.1}")
}

/// Draws these platforms, in their order.
pub(super) fn plot(series: Vec<Series>) -> Plot {
    let height = TOP + ROW * series.len() as f64 + 6.0;
    let line = |(at, series): (usize, Series)| {
        let top = TOP + ROW * at as f64;
        let median = series.median;
        let interval = median.map(|quantile| {
            let low = quantile.low_s.unwrap_or(FIRST_S);
            let high = quantile.high_s.unwrap_or(LAST_S);
            (text(place(low)), text(place(high)))
        });
        Line {
            name: series.name,
            label_y: text(top + LINE - 14.0),
            y: text(top + LINE),
            dots: series.times_s.into_iter().map(|seconds| text(place(seconds))).collect(),
            interval,
            median: median.map(|quantile| text(place(quantile.value_s))),
        }
    };
    Plot {
        width: text(WIDTH),
        height: text(height),
        left: text(SIDE),
        right: text(WIDTH - SIDE),
        bottom: text(height - 6.0),
        marks: MARKS
            .iter()
            .map(|(seconds, label_id)| Mark { x: text(place(*seconds)), label_id })
            .collect(),
        lines: series.into_iter().enumerate().map(line).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_times_stand_further_right_and_none_stands_outside() {
        let times = [0, 60, 3_600, 86_400, 604_800, 2_592_000, 10_000_000_000];
        let places = times.map(place);
        assert!(places.is_sorted(), "{places:?}");
        assert_eq!((places[0], places[6]), (SIDE, WIDTH - SIDE));
        assert_eq!(places[1], SIDE);
    }

    #[test]
    fn an_open_interval_goes_to_the_end_of_the_scale() {
        let median = Some(Quantile { value_s: 86_400, low_s: Some(3_600), high_s: None });
        let drawn = plot(vec![Series { name: "a".into(), times_s: vec![86_400], median }]);
        let line = &drawn.lines[0];
        let expected = (text(place(3_600)), text(WIDTH - SIDE));
        assert_eq!(line.interval.as_ref(), Some(&expected));
        assert_eq!(line.median.as_ref(), Some(&line.dots[0]));
    }
}
