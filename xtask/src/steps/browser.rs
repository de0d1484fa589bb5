//! The pages in a real browser: `npm test` in `e2e/`, with Debian's Chromium.

use anyhow::Result;

use super::{Need, Outcome, Step};
use crate::site::{Site, run};

pub(super) const BROWSER: Step = Step {
    name: "browser",
    needs: &[
        Need::Folder("e2e"),
        Need::Step("build"),
        Need::Debian { thing: "chromium", packages: &["chromium"] },
        Need::Npm("e2e"),
    ],
    run: browse,
};

fn browse(site: &Site) -> Result<Outcome> {
    if !run(&mut site.cargo(&["build", "--package", "hiwar"]))? {
        return Ok(Outcome::of(false));
    }
    let mut tests = site.program("npm", &["test", "--prefix", "e2e"]);
    Ok(Outcome::of(run(tests.env("HIWAR", site.target.join("debug/hiwar")))?))
}
