//! Ten seconds of fuzzing for each target.

use super::{Need, Outcome, Step};
use crate::fuzz;

/// Seconds for each target; hours are for `cargo xtask soak fuzz`.
const SMOKE_SECONDS: u64 = 10;

pub(super) const FUZZ: Step = Step {
    name: "fuzz",
    needs: &[Need::Folder("fuzz"), Need::Debian { thing: "c++", packages: &["g++"] }],
    run: |site| {
        let failed = fuzz::run(site, &[], SMOKE_SECONDS)?;
        Ok(if failed.is_empty() {
            Outcome::Passed
        } else {
            Outcome::Failed(format!("crashed or did not run: {}", failed.join(", ")))
        })
    },
};
