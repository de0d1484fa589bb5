//! How much room the disk has left, and how much of it is to stay free.

use std::io;
use std::path::Path;
use std::str::FromStr;

/// The room of the file system that a folder is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Space {
    /// What may still be written. Unit: bytes.
    pub free_bytes: u64,
    /// What there is in all. Unit: bytes.
    pub all_bytes: u64,
}

impl Space {
    /// The room of the file system that `folder` is on, as a process that is not the administrator's
    /// has it.
    ///
    /// # Errors
    ///
    /// If the system does not say.
    pub fn of(folder: &Path) -> io::Result<Space> {
        let told = rustix::fs::statvfs(folder)?;
        let bytes = |blocks: u64| blocks.saturating_mul(told.f_frsize);
        Ok(Space { free_bytes: bytes(told.f_bavail), all_bytes: bytes(told.f_blocks) })
    }
}

/// How much of a disk is to stay free: what is written last, the register and people's words, must
/// still find room when files do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeepFree {
    /// So much. Unit: bytes.
    Bytes(u64),
    /// So many hundredths of the whole disk.
    Percent(u8),
}

impl KeepFree {
    /// What is kept free if nobody says: room for the write-ahead logs, the register's segments and
    /// some hundred thousand reports in words.
    pub const DEFAULT: KeepFree = KeepFree::Bytes(2 << 30);

    /// How much is to stay free on this disk. Unit: bytes.
    #[must_use]
    pub fn floor_bytes(self, space: Space) -> u64 {
        match self {
            KeepFree::Bytes(bytes) => bytes,
            KeepFree::Percent(percent) => space.all_bytes / 100 * u64::from(percent),
        }
    }
}

/// Why a text says no size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a size is written as 2GiB, 500MiB or 0, and a share as 5%")]
pub struct SizeError;

/// Reads a size as people write it: `500MiB`, `2GiB`, `0`.
///
/// # Errors
///
/// [`SizeError`].
pub fn parse_bytes(text: &str) -> Result<u64, SizeError> {
    let at = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(at);
    let shift = match unit {
        "" | "B" => 0,
        "KiB" => 10,
        "MiB" => 20,
        "GiB" => 30,
        "TiB" => 40,
        _ => return Err(SizeError),
    };
    let number: u64 = number.parse().map_err(|_| SizeError)?;
    number.checked_mul(1 << shift).ok_or(SizeError)
}

impl FromStr for KeepFree {
    type Err = SizeError;

    fn from_str(text: &str) -> Result<KeepFree, SizeError> {
        match text.strip_suffix('%') {
            Some(percent) => {
                let percent = percent.parse().map_err(|_| SizeError)?;
                if percent > 100 { Err(SizeError) } else { Ok(KeepFree::Percent(percent)) }
            }
            None => parse_bytes(text).map(KeepFree::Bytes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_as_people_write_them_and_nothing_else_is() {
        assert_eq!("2GiB".parse(), Ok(KeepFree::Bytes(2 << 30)));
        assert_eq!("0".parse(), Ok(KeepFree::Bytes(0)));
        assert_eq!("5%".parse(), Ok(KeepFree::Percent(5)));
        for text in ["", "GiB", "-1", "2GB", "2 GiB", "101%", "%", "99999999999TiB"] {
            assert_eq!(text.parse::<KeepFree>(), Err(SizeError), "{text}");
        }
    }

    #[test]
    fn a_share_is_of_the_whole_disk_and_not_of_what_is_left() {
        let space = Space { free_bytes: 10, all_bytes: 4_000 };
        assert_eq!(KeepFree::Percent(5).floor_bytes(space), 200);
        assert_eq!(KeepFree::Bytes(7).floor_bytes(space), 7);
    }

    #[test]
    fn the_disk_under_this_folder_has_some_room() {
        let space = Space::of(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        assert!(space.all_bytes > space.free_bytes && space.all_bytes > 0);
        assert!(Space::of(Path::new("/nowhere/at/all")).is_err());
    }
}
