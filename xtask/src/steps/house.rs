//! The steps that read the source and build nothing.

use super::{Outcome, Step};
use crate::house::House;
use crate::site::run;
use crate::tidy;

pub(super) const FMT: Step = Step {
    name: "fmt",
    needs: &[],
    run: |site| Ok(Outcome::of(run(&mut site.cargo(&["fmt", "--all", "--check"]))?)),
};

pub(super) const TIDY: Step = Step {
    name: "tidy",
    needs: &[],
    run: |site| Ok(Outcome::of(tidy::run(&House::read(&site.root)?)?)),
};
