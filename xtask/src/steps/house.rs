//! The steps that read the source and build nothing.

use super::{Outcome, Step};
use crate::house::House;
use crate::site::run;
use crate::tidy;

pub(super) const FMT: Step = Step {
    name: "fmt",
    needs: &[],
    run: |site| {
        let rooms = run(&mut site.cargo(&["fmt", "--all", "--check"]))?;
        // A workspace of its own, so the line above does not see it.
        let fuzz = ["fmt", "--manifest-path", "fuzz/Cargo.toml", "--check"];
        Ok(Outcome::of(rooms & run(&mut site.cargo(&fuzz))?))
    },
};

pub(super) const TIDY: Step = Step {
    name: "tidy",
    needs: &[],
    run: |site| Ok(Outcome::of(tidy::run(&House::read(&site.root)?)?)),
};
