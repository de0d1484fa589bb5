//! Every thinking room builds for a browser.

use anyhow::Result;

use super::{Need, Outcome, Step};
use crate::house::House;
use crate::install;
use crate::site::{Site, run};
use crate::tidy::thinking_rooms;

pub(super) const WASM: Step =
    Step { name: "wasm", needs: &[Need::Wasm], run: |site| build(site, &House::read(&site.root)?) };

/// Builds the rooms of floors 0 and 1 for WASM.
///
/// # Errors
///
/// If cargo cannot be started.
pub(crate) fn build(site: &Site, house: &House) -> Result<Outcome> {
    let mut command = site.cargo(&["build", "--target", install::WASM]);
    for room in thinking_rooms(house) {
        command.args(["--package", room]);
    }
    Ok(Outcome::of(run(&mut command)?))
}
