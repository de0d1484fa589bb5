//! Builds everything once, then runs every test of it.

use super::{Need, Outcome, Step};
use crate::site::run;

pub(super) const BUILD: Step = Step {
    name: "build",
    needs: &[],
    run: |site| {
        Ok(Outcome::of(run(&mut site.cargo(&[
            "test",
            "--workspace",
            "--all-targets",
            "--no-run",
        ]))?))
    },
};

/// The runner's closing lines stay on standard output: CI reads them.
pub(super) const TESTS: Step = Step {
    name: "tests",
    needs: &[Need::Step("build")],
    run: |site| Ok(Outcome::of(run(&mut site.cargo(&["test", "--workspace", "--no-fail-fast"]))?)),
};
