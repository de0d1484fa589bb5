//! The code of the desk's benchmarks, on a small desk and for a moment, and that of the scorecards. No time is judged: what does
//! not answer as it must fails.

use super::{Need, Outcome, Step};
use crate::bench;

pub(super) const BENCHES: Step = Step {
    name: "benches",
    needs: &[Need::Step("build")],
    run: |site| {
        let quick = ["--quick".to_owned(), "1".to_owned()];
        for bench in [bench::intake, bench::queue, bench::start, bench::scorecard] {
            if !bench(site, &quick)? {
                return Ok(Outcome::of(false));
            }
        }
        Ok(Outcome::Passed)
    },
};
