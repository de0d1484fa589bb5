//! Exit statuses, as `docs/contracts.md` states them.

use std::process::ExitCode;

use store::backup::BackupError;
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
            say::note(format!("hiwar: {error:#}{}", advice(&error)));
            let is_usage = error.is::<BadUsage>()
                || matches!(
                    error.downcast_ref(),
                    Some(FolderError::Name | FolderError::NotEmpty(_))
                );
            let backup = error.downcast_ref::<BackupError>();
            let is_usage = is_usage || backup.is_some_and(is_backup_usage);
            let is_wrong = error.downcast_ref::<WrongLog>().is_some()
                || backup.is_some_and(BackupError::is_about_the_file);
            ExitCode::from(match (is_usage, is_wrong) {
                (true, _) => 2,
                (false, true) => 1,
                (false, false) => 3,
            })
        }
    }
}

/// Whether what was asked of a back-up cannot be meant.
fn is_backup_usage(error: &BackupError) -> bool {
    use BackupError::{Exists, Kind, NotEmpty, OtherDesk};
    matches!(error, Exists(_) | NotEmpty(_) | Kind { .. } | OtherDesk { .. })
}

/// What to do about a disk that is full; nothing for other errors, which say so themselves.
pub(crate) fn advice(error: &anyhow::Error) -> &'static str {
    let is_full = |cause: &(dyn std::error::Error + 'static)| {
        let error = cause.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
        use std::io::ErrorKind::{QuotaExceeded, StorageFull};
        matches!(error, Some(StorageFull | QuotaExceeded))
    };
    if error.chain().any(is_full) {
        return "; the disk is full: make room, then start again; what was acknowledged is kept, but \
                never remove files of the log's own folder";
    }
    ""
}

/// `hiwar ... | head` closes our output: that is no failure.
fn is_closed_output(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<std::io::Error>()
        .is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use std::io;

    use anyhow::Context as _;

    use super::*;

    #[test]
    fn a_full_disk_is_said_with_what_to_do_however_deep_it_lies() {
        let failed = |kind: io::ErrorKind| {
            let failed: Result<(), _> = Err(io::Error::from(kind));
            failed.context("could not sync").context("the log stopped").unwrap_err()
        };
        assert!(advice(&failed(io::ErrorKind::StorageFull)).contains("make room"));
        assert_eq!(advice(&failed(io::ErrorKind::PermissionDenied)), "");
    }
}
