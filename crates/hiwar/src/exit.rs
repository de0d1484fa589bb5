//! Exit statuses, as `docs/contracts.md` states them.

use std::process::ExitCode;

use store::folder::FolderError;

use crate::register::source::WrongLog;
use crate::say;

/// How a command ended, when nothing stopped it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    /// Status 0: all right.
    Well,
    /// Status 1: the thing checked is wrong, or some lines failed; each was said.
    Wrong,
    /// Status 3: nothing was found wrong, but not all could be checked; what is missing was said.
    NotChecked,
}

/// The thing asked for is wrong in itself: status 2, as for a misspelt option.
#[derive(Debug)]
pub(crate) struct BadUsage(pub(crate) String);

impl std::fmt::Display for BadUsage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BadUsage {}

/// Turns how a command ended into its status, and says why it could not be done if so.
pub(crate) fn report(ended: anyhow::Result<Ended>) -> ExitCode {
    match ended {
        Ok(Ended::Well) => ExitCode::SUCCESS,
        Ok(Ended::Wrong) => ExitCode::from(1),
        Ok(Ended::NotChecked) => ExitCode::from(3),
        Err(error) if is_closed_output(&error) => ExitCode::SUCCESS,
        Err(error) => {
            say::note(format!("hiwar: {error:#}"));
            let is_usage = error.is::<BadUsage>()
                || matches!(
                    error.downcast_ref(),
                    Some(FolderError::Name | FolderError::NotEmpty(_))
                );
            let is_wrong = error.downcast_ref::<WrongLog>().is_some();
            ExitCode::from(match (is_usage, is_wrong) {
                (true, _) => 2,
                (false, true) => 1,
                (false, false) => 3,
            })
        }
    }
}

/// `hiwar ... | head` closes our output: that is no failure.
fn is_closed_output(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<std::io::Error>()
        .is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}
