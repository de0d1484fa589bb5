//! What `bench`, `soak` and `eval` find by name.

use anyhow::{Context, Result};

use crate::bench;
use crate::fuzz;
use crate::site::Site;

/// Something that runs when asked for by name.
pub(crate) struct Chore {
    pub name: &'static str,
    /// One line for the list.
    pub about: &'static str,
    /// Gets the words after the name; true if all is well.
    pub run: fn(&Site, &[String]) -> Result<bool>,
}

/// Figures, each beside a baseline in the same run.
pub(crate) const BENCHES: &[Chore] = &[
    Chore {
        name: "register",
        about: "[SECONDS [http] [storage] [audit] [proof]]: the log's figures",
        run: bench::register,
    },
    Chore {
        name: "intake",
        about: "[--quick] [SECONDS]: reports sent to a desk that has a million cases",
        run: bench::intake,
    },
    Chore {
        name: "queue",
        about: "[--quick] [SECONDS]: the officers' queue, its counts and its search",
        run: bench::queue,
    },
    Chore {
        name: "start",
        about: "[--quick] [SECONDS]: start, idle memory, and the size of the program",
        run: bench::start,
    },
    Chore {
        name: "upload",
        about: "[--quick]: memory while a file of 2 GiB is given",
        run: bench::upload,
    },
    Chore {
        name: "scorecard",
        about: "[--quick]: scorecards counted from a dump of 1,000,000 public entries",
        run: bench::scorecard,
    },
    Chore {
        name: "dialogue",
        about: "[--quick] [SECONDS]: the public pages of a dialogue of 2,000 items",
        run: bench::dialogue,
    },
    Chore {
        name: "bloc",
        about: "[--quick]: a bundle of 10,000 signed acts merged",
        run: bench::bloc,
    },
];

/// Tests that run for minutes or hours.
pub(crate) const SOAKS: &[Chore] = &[
    Chore {
        name: "fuzz",
        about: "[SECONDS [TARGET...]]: fuzz each target, 600 seconds if not said",
        run: soak_fuzz,
    },
    Chore {
        name: "crash",
        about: "[TIMES]: kill log and desk and break the disk 20 times as often as the tests do",
        run: |site, words| {
            let desk = ("hiwar", "desk", "a_desk_that_is_killed");
            soak_tests(site, words, 20, &[("hiwar", "register", ""), desk, ("store", "crash", "")])
        },
    },
    Chore {
        name: "dialogue",
        about: "[TIMES]: a million random lives of commitments, read event by event and all again",
        run: |site, words| soak_tests(site, words, 100, &[("dialogue", "histories", "")]),
    },
    Chore {
        name: "oracles",
        about: "[TIMES]: a million random proofs against other implementations, a million forks",
        run: |site, words| {
            let tests = [("register", "oracles_tree", ""), ("register", "forks", "")];
            soak_tests(site, words, 100, &tests)
        },
    },
    Chore {
        name: "upload",
        about: "[TIMES]: a desk takes a file of 64 MiB times 32, and says its most memory",
        run: |site, words| soak_tests(site, words, 32, &[("hiwar", "desk", "large_file")]),
    },
];

/// Measures of quality on real data.
pub(crate) const EVALS: &[Chore] = &[];

/// Seconds for each fuzz target of a soak, if not said.
const SOAK_FUZZ_SECONDS: u64 = 600;

/// Runs integration tests, those whose name holds the third word, that read from `HIWAR_SOAK` how many times longer they are to be.
fn soak_tests(
    site: &Site,
    words: &[String],
    normal: u64,
    tests: &[(&str, &str, &str)],
) -> Result<bool> {
    let times = match words.first() {
        Some(word) => word.parse().context("TIMES is not a number")?,
        None => normal,
    };
    let mut is_well = true;
    for (package, test, name) in tests {
        let arguments = ["test", "--package", package, "--test", test, "--", "--nocapture", name];
        let ended = site.cargo(&arguments).env("HIWAR_SOAK", times.to_string()).status()?;
        is_well &= ended.success();
    }
    Ok(is_well)
}

fn soak_fuzz(site: &Site, words: &[String]) -> Result<bool> {
    let (seconds, names) = match words.split_first() {
        Some((seconds, names)) => (seconds.parse().context("SECONDS is not a number")?, names),
        None => (SOAK_FUZZ_SECONDS, words),
    };
    let failed = fuzz::run(site, names, seconds)?;
    println!("fuzz: {} crashed {}", failed.len(), failed.join(" "));
    Ok(failed.is_empty())
}
