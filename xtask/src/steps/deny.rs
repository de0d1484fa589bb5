//! Licences, sources and bans of what we depend on; advisories where their database can be had.

use anyhow::Result;

use super::{Need, Outcome, Step};
use crate::site::{Site, run, run_quietly};

pub(super) const DENY: Step =
    Step { name: "deny", needs: &[Need::CargoDeny], run: check_dependencies };

fn check_dependencies(site: &Site) -> Result<Outcome> {
    let offline = ["deny", "check", "licenses", "bans", "sources"];
    if !run(&mut site.cargo(&offline))? {
        return Ok(Outcome::of(false));
    }
    let (succeeded, said) = run_quietly(&mut site.cargo(&["deny", "check", "advisories"]))?;
    print!("{said}");
    Ok(judge_advisories(succeeded, &said))
}

/// A database that cannot be fetched is no finding: a closed network must not stop the house.
fn judge_advisories(succeeded: bool, said: &str) -> Outcome {
    let unfetched = ["failed to fetch advisory database", "failed to load advisory database"];
    if !succeeded && unfetched.iter().any(|sign| said.contains(sign)) {
        return Outcome::PassedBut("advisories not checked: no database".to_owned());
    }
    Outcome::of(succeeded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_that_cannot_be_fetched_is_said_and_not_failed() {
        let said = "[ERROR] failed to fetch advisory database git://x";
        assert!(matches!(judge_advisories(false, said), Outcome::PassedBut(_)));
    }

    #[test]
    fn an_advisory_fails() {
        assert!(matches!(judge_advisories(false, "error[vulnerability]"), Outcome::Failed(_)));
        assert_eq!(judge_advisories(true, "advisories ok"), Outcome::Passed);
    }
}
