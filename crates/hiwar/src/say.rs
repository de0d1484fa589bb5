//! The one place that prints. What a program reads goes to standard output, everything else to
//! standard error.

use std::io::{self, Write as _};

/// Prints one line for the reader of the output.
///
/// # Errors
///
/// If the output is closed: whoever reads has seen enough.
pub(crate) fn line(text: impl std::fmt::Display) -> io::Result<()> {
    writeln!(io::stdout().lock(), "{text}")
}

/// Prints bytes as they are.
///
/// # Errors
///
/// If the output is closed.
pub(crate) fn bytes(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

/// Tells the person at the terminal something.
pub(crate) fn note(text: impl std::fmt::Display) {
    // In one write, so that no other process writes into the middle of a line; and a closed standard
    // error must not stop the work.
    let _ = io::stderr().lock().write_all(format!("{text}\n").as_bytes());
}
