//! Entry bundles: up to 256 entries, each behind its length as two bytes, big end first.
//!
//! Source: C2SP tlog-tiles, "Log entries".

use crate::tile::TILE_WIDTH;

/// The longest entry a bundle can hold. Unit: bytes. Source: C2SP tlog-tiles, uint16 length prefix.
pub const MAX_ENTRY_BYTES: usize = 65_535;

/// Why bytes are not a bundle of the stated width.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// An entry is cut off.
    #[error("the bundle ends inside an entry")]
    Truncated,
    /// There are bytes after the last entry.
    #[error("the bundle has bytes after its last entry")]
    TrailingBytes,
    /// The entry is longer than its length prefix can say.
    #[error("an entry may be at most 65,535 bytes")]
    EntryTooLong,
}

/// Adds one entry to a bundle.
///
/// # Errors
///
/// [`BundleError::EntryTooLong`]; the bundle is then unchanged.
pub fn push_entry(bundle: &mut Vec<u8>, entry: &[u8]) -> Result<(), BundleError> {
    let length = u16::try_from(entry.len()).map_err(|_| BundleError::EntryTooLong)?;
    bundle.extend_from_slice(&length.to_be_bytes());
    bundle.extend_from_slice(entry);
    Ok(())
}

/// The entries of a bundle that holds exactly `width` of them.
///
/// # Errors
///
/// [`BundleError`] if there are fewer or more bytes than that.
pub fn read_entries(bundle: &[u8], width: u16) -> Result<Vec<&[u8]>, BundleError> {
    let mut entries = Vec::with_capacity(usize::from(width.min(TILE_WIDTH)));
    let mut rest = bundle;
    for _ in 0..width {
        let (entry, after) = split_entry(rest).ok_or(BundleError::Truncated)?;
        entries.push(entry);
        rest = after;
    }
    if rest.is_empty() { Ok(entries) } else { Err(BundleError::TrailingBytes) }
}

/// The first `width` entries of a bundle, as bytes: a partial bundle cut from a fuller one.
/// `None` if it holds fewer.
#[must_use]
pub fn truncate(bundle: &[u8], width: u16) -> Option<&[u8]> {
    let mut rest = bundle;
    for _ in 0..width {
        rest = split_entry(rest)?.1;
    }
    Some(&bundle[..bundle.len() - rest.len()])
}

fn split_entry(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<2>()?;
    rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_come_back_as_they_went_in() {
        let longest = vec![7; MAX_ENTRY_BYTES];
        let entries: [&[u8]; 3] = [b"", b"one", &longest];
        let mut bundle = Vec::new();
        for entry in entries {
            push_entry(&mut bundle, entry).unwrap();
        }
        assert_eq!(read_entries(&bundle, 3).unwrap(), entries);
        assert_eq!(truncate(&bundle, 2).unwrap(), [0, 0, 0, 3, b'o', b'n', b'e']);
        assert_eq!(truncate(&bundle, 4), None);
        assert_eq!(read_entries(&bundle, 2), Err(BundleError::TrailingBytes));
        assert_eq!(read_entries(&bundle, 4), Err(BundleError::Truncated));
        assert_eq!(
            push_entry(&mut bundle, &vec![0; MAX_ENTRY_BYTES + 1]),
            Err(BundleError::EntryTooLong)
        );
    }
}
