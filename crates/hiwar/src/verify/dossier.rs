//! `hiwar verify` of a dossier: read once from the disk, never whole in memory.

use std::fs::File;
use std::io::{self, BufReader, Read as _, Seek as _};
use std::path::Path;

use anyhow::Context as _;
use evidence::verify::{FIRST_BYTES, Outcome, Trust};
use register::note::VerifierKey;
use register::policy::Policy;

use super::{Checks, Result3};

/// Bytes read from the disk at once. Unit: bytes.
const BUFFER_BYTES: usize = 256 << 10;

/// Opens `path` if it begins as a dossier does, or is called `.zip`: then the very first bytes may
/// be what is broken.
pub(super) fn open(path: &Path) -> anyhow::Result<Option<File>> {
    let mut file =
        File::open(path).with_context(|| format!("could not read {}", path.display()))?;
    let mut first = [0; FIRST_BYTES.len()];
    let is_dossier = match file.read_exact(&mut first) {
        Ok(()) => first == FIRST_BYTES,
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => false,
        Err(error) => {
            return Err(error).with_context(|| format!("could not read {}", path.display()));
        }
    };
    let is_called_zip = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"));
    if !is_dossier && !is_called_zip {
        return Ok(None);
    }
    file.rewind().with_context(|| format!("could not read {}", path.display()))?;
    Ok(Some(file))
}

/// Checks a dossier. Without a key nothing says whose it is, and that is said.
pub(super) fn check(
    file: File,
    key: Option<VerifierKey>,
    policy: Option<Policy>,
    checks: &mut Checks,
) -> anyhow::Result<()> {
    let trust = Trust { key, policy };
    let found = evidence::verify::verify(BufReader::with_capacity(BUFFER_BYTES, file), &trust);
    for check in found.context("could not read the dossier")? {
        let why = check.why.to_string();
        let result = match check.result {
            Outcome::Ok => Result3::Ok(why),
            Outcome::Wrong => Result3::Wrong(why),
            Outcome::NotChecked => Result3::NotChecked(why),
        };
        checks.add_named(check.what, result);
    }
    Ok(())
}
