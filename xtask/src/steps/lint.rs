//! Clippy and the documentation. Warnings are errors in CI only, so that work in progress builds.

use super::{Outcome, Step};
use crate::site::run;

pub(super) const CLIPPY: Step = Step {
    name: "clippy",
    needs: &[],
    run: |site| {
        let mut command = site.cargo(&["clippy", "--workspace", "--all-targets"]);
        if site.is_ci {
            // After `--` it holds for our crates alone, so nothing else is built again.
            command.args(["--", "-D", "warnings"]);
        }
        Ok(Outcome::of(run(&mut command)?))
    },
};

pub(super) const DOC: Step = Step {
    name: "doc",
    needs: &[],
    run: |site| {
        let words = ["doc", "--workspace", "--no-deps", "--document-private-items"];
        let mut command = site.cargo(&words);
        if site.is_ci {
            command.env("RUSTDOCFLAGS", "-D warnings");
        }
        Ok(Outcome::of(run(&mut command)?))
    },
};
