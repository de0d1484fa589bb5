//! `hiwar desk retention`: how long things are kept, and what is past its time.

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::Args;
use desk::retention::{Length, Retention, Rule};
use record::Timestamp;
use store::desk::{DeskError, DeskStore, Due, Retired, retention_due_in};

use crate::clock;
use crate::exit::Ended;
use crate::say;

/// What `desk retention` is told.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The desk's data folder.
    #[arg(long)]
    data: PathBuf,
    /// Only say what would be erased; the desk may run meanwhile.
    #[arg(long)]
    dry_run: bool,
    /// The clock is right, though it lies more than a day ahead of the last time that the desk looked
    /// for what is past its time. Without this, nothing is erased by such a clock.
    #[arg(long, conflicts_with = "dry_run")]
    clock_is_right: bool,
}

/// Says the policy and what is past its time, and erases it unless it is only asked.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Ended> {
    let retention = Retention::standard().context("the policy cannot be read")?;
    let now_ms = clock::now_ms();
    for rule in retention.rules() {
        say::line(rule_line(rule))?;
    }
    if arguments.dry_run {
        for due in retention_due_in(&arguments.data, &retention, now_ms)? {
            say::line(due_line(&due))?;
        }
        return Ok(Ended::Well);
    }
    let opened = DeskStore::open(&arguments.data, clock::fill_random);
    if matches!(opened, Err(DeskError::Busy(_))) {
        return opened
            .map(|_| Ended::Well)
            .context("the desk is running, and erases what is past its time by itself");
    }
    let store = opened?;
    if arguments.clock_is_right {
        store.clock_confirm_blocking(now_ms)?;
    }
    match store.retire(&retention, now_ms)? {
        Retired::Erased(count) => {
            say::line(format_args!("erased\t{count}"))?;
            Ok(Ended::Well)
        }
        Retired::ClockAhead(ahead) => {
            let (now, known) = (moment(ahead.now_ms), moment(ahead.known_ms));
            bail!(
                "nothing was erased: the clock shows {now}, and the desk last looked at {known}; if \
                 the clock is right, say --clock-is-right"
            )
        }
    }
}

/// One rule: what, for how long, its sources, when it was checked, and how far.
fn rule_line(rule: &Rule) -> String {
    let length = match rule.length {
        Length::Hours(hours) => format!("{hours} hours"),
        Length::Years(years) => format!("{years} years"),
        Length::WithReport => "with its report".to_owned(),
        Length::WithNotice => "with its notice".to_owned(),
    };
    let basis = &rule.basis;
    let (sources, what) = (basis.sources.join(" "), rule.what.word());
    format!("keep\t{what}\t{length}\t{sources}\t{}\t{}", basis.checked, basis.state)
}

/// One thing: the reference of its report or notice, the rule, and since when it is quiet.
fn due_line(due: &Due) -> String {
    let reference: String = due.reference.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("would erase\t{reference}\t{}\t{}", due.why.word(), moment(due.quiet_ms))
}

fn moment(ms: u64) -> Timestamp {
    Timestamp::nearest(i64::try_from(ms / 1000).unwrap_or(i64::MAX))
}
