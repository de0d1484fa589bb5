//! How many reports of a case came in each hour, and which hours stand out. It is shown and decides
//! nothing: a thousand reports may be a thousand people, or one with a script.

/// How many hours are shown.
pub const ACTIVITY_HOURS: usize = 48;

/// Unit: milliseconds.
const HOUR_MS: u64 = 3_600_000;
/// Fewer reports in an hour than this are no burst, however quiet the case was. Our own choice: a
/// family and its friends.
const BURST_MIN: u32 = 12;
/// How many times the usual an hour must have. Our own choice.
const BURST_TIMES: u64 = 6;

/// The reports of a case by hour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// Reports of each of the last [`ACTIVITY_HOURS`] hours, the oldest first; the last one is the
    /// hour that runs.
    pub hours: Vec<u32>,
    /// When the first of these hours began. Unit: milliseconds since 1970, UTC.
    pub from_ms: u64,
    /// Which of them stand out, by their place in `hours`.
    pub bursts: Vec<usize>,
}

impl Activity {
    /// From how many reports came in which hour: pairs of hours since 1970 and counts, each hour once.
    #[must_use]
    pub fn new(per_hour: &[(u64, u32)], now_ms: u64) -> Activity {
        let now = now_ms / HOUR_MS;
        let from = (now + 1).saturating_sub(ACTIVITY_HOURS as u64);
        let mut hours = vec![0; ACTIVITY_HOURS];
        for (hour, count) in per_hour {
            let at = hour.checked_sub(from).and_then(|at| usize::try_from(at).ok());
            if let Some(cell) = at.and_then(|at| hours.get_mut(at)) {
                *cell = *count;
            }
        }
        let bursts = (0..hours.len()).filter(|at| is_burst(per_hour, from + *at as u64)).collect();
        Activity { hours, from_ms: from * HOUR_MS, bursts }
    }

    /// Whether an hour stands out.
    #[must_use]
    pub fn has_burst(&self) -> bool {
        !self.bursts.is_empty()
    }
}

/// Whether `hour` has far more reports than the case's usual: the mean of the hours from its first
/// report up to this one. The first hour of all has no usual, so there a burst is many at once.
fn is_burst(per_hour: &[(u64, u32)], hour: u64) -> bool {
    let count = per_hour.iter().find(|row| row.0 == hour).map_or(0, |row| row.1);
    if count < BURST_MIN {
        return false;
    }
    let before = per_hour.iter().filter(|row| row.0 < hour);
    let (first, sum) =
        before.fold((hour, 0), |(first, sum), row| (first.min(row.0), sum + u64::from(row.1)));
    // count >= BURST_TIMES * sum / hours, without a fraction.
    u64::from(count) * (hour - first).max(1) >= BURST_TIMES * sum
}
