//! Go's own note and tlog, from Debian, read a log that our binary wrote.
//!
//! `oracles/go/main.go` gets the path of the binary as its argument and ends non-zero where the two
//! do not agree.

use anyhow::Result;

use super::{Need, Outcome, Step};
use crate::site::{Site, run};

pub(super) const GO: Step = Step {
    name: "go",
    needs: &[
        Need::Folder("oracles/go"),
        Need::Step("build"),
        Need::Debian { program: "go", packages: &["golang-go", "golang-golang-x-mod-dev"] },
    ],
    run: compare,
};

fn compare(site: &Site) -> Result<Outcome> {
    if !run(&mut site.cargo(&["build", "--package", "hiwar"]))? {
        return Ok(Outcome::of(false));
    }
    let mut oracle = site.program("go", &["run", "oracles/go/main.go"]);
    // Debian keeps Go's libraries in this folder, for builds without modules and without a network.
    oracle.env("GO111MODULE", "off").env("GOPATH", "/usr/share/gocode");
    oracle.env("GOCACHE", site.target.join("go-cache"));
    Ok(Outcome::of(run(oracle.arg(site.target.join("debug/hiwar")))?))
}
