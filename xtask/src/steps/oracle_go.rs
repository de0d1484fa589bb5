//! Go's own note and tlog, from Debian, read a log that our binary wrote.
//!
//! `oracles/go/main.go` gets the path of the binary as its argument and ends non-zero where the two
//! do not agree.

use anyhow::Result;

use super::{Need, Outcome, Step};
use crate::site::{Site, run};

/// Where Debian keeps Go's libraries, for builds without modules and without a network.
const GOPATH: &str = "/usr/share/gocode";

/// The library that the oracle stands on.
const NOTE: &str = "/usr/share/gocode/src/golang.org/x/mod/sumdb/note";

pub(super) const GO: Step = Step {
    name: "go",
    needs: &[
        Need::Folder("oracles/go"),
        Need::Step("build"),
        Need::Debian { thing: "go", packages: &["golang-go"] },
        Need::Debian { thing: NOTE, packages: &["golang-golang-x-mod-dev"] },
    ],
    run: compare,
};

fn compare(site: &Site) -> Result<Outcome> {
    if !run(&mut site.cargo(&["build", "--package", "hiwar"]))? {
        return Ok(Outcome::of(false));
    }
    let mut oracle = site.program("go", &["run", "oracles/go/main.go"]);
    oracle.env("GO111MODULE", "off").env("GOPATH", GOPATH);
    oracle.env("GOCACHE", site.target.join("go-cache"));
    Ok(Outcome::of(run(oracle.arg(site.target.join("debug/hiwar")))?))
}
