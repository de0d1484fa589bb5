//! The ZIP of a dossier, of which every byte follows from the names and contents of its parts:
//! parts are stored as they are, all dates are 1 January 1980, nothing is optional.
//!
//! A ZIP says most things twice (before each part and in the directory at the end), and programs
//! believe one or the other. Here both are worked out from the parts and compared byte for byte,
//! so that all programs see the same file, and there is no byte in which something could hide.
//! That is why the format is written here and not taken from a library, whose next version may
//! write another header.
//!
//! Source: PKWARE APPNOTE 6.3.10, sections 4.3 to 4.5.

mod read;

use std::io::{self, Write};

pub use read::Fault;
pub(crate) use read::{Part, Walker};

/// Signature of what stands before each part.
const LOCAL: [u8; 4] = *b"PK\x03\x04";
/// Signature of each entry of the directory.
const CENTRAL: [u8; 4] = *b"PK\x01\x02";
/// Signature of the 64-bit end, of its locator, and of the end.
const END_64: [u8; 4] = *b"PK\x06\x06";
const LOCATOR_64: [u8; 4] = *b"PK\x06\x07";
const END: [u8; 4] = *b"PK\x05\x06";

/// Bytes before the name in front of a part.
const LOCAL_BYTES: usize = 30;

/// Versions needed to read: 2.0, and 4.5 where an offset takes 64 bits. Source: 4.4.3.2.
const VERSION: u16 = 20;
const VERSION_64: u16 = 45;

/// 1 January 1980, the first day of the format. Source: 4.4.6.
const DATE: u16 = 1 << 5 | 1;

/// From here on an offset is written in 64 bits.
const LARGE: u64 = 0xffff_ffff;

/// The most parts of a dossier: 3 texts, 8 files of the desk, exhibits, letters, public entries with
/// what belongs to them, with room.
pub(crate) const PARTS_MAX: usize = 400;

/// One part as the headers describe it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    name: Vec<u8>,
    crc: u32,
    size: u32,
    offset: u64,
}

impl Entry {
    fn version(&self) -> u16 {
        if self.offset >= LARGE { VERSION_64 } else { VERSION }
    }

    /// Version, flags, method, time, date, checksum, sizes and lengths: common to both headers.
    fn common(&self, extra_bytes: u16) -> Vec<u8> {
        let mut bytes = self.version().to_le_bytes().to_vec();
        for field in [0, 0, 0, DATE] {
            bytes.extend_from_slice(&u16::to_le_bytes(field));
        }
        for field in [self.crc, self.size, self.size] {
            bytes.extend_from_slice(&field.to_le_bytes());
        }
        let name_bytes = u16::try_from(self.name.len()).unwrap_or(u16::MAX);
        bytes.extend_from_slice(&name_bytes.to_le_bytes());
        bytes.extend_from_slice(&extra_bytes.to_le_bytes());
        bytes
    }

    /// What stands before the part. Source: 4.3.7.
    fn local(&self) -> Vec<u8> {
        [&LOCAL[..], &self.common(0), &self.name].concat()
    }

    /// Its entry in the directory. Source: 4.3.12, and 4.5.3 for the 64-bit offset.
    fn central(&self) -> Vec<u8> {
        let is_large = self.offset >= LARGE;
        let mut bytes = CENTRAL.to_vec();
        bytes.extend_from_slice(&self.version().to_le_bytes());
        bytes.extend_from_slice(&self.common(if is_large { 12 } else { 0 }));
        // No comment, first disk, no attributes of either kind.
        bytes.extend_from_slice(&[0; 10]);
        bytes.extend_from_slice(&low(self.offset).to_le_bytes());
        bytes.extend_from_slice(&self.name);
        if is_large {
            bytes.extend_from_slice(&[1, 0, 8, 0]);
            bytes.extend_from_slice(&self.offset.to_le_bytes());
        }
        bytes
    }
}

/// The 32-bit field of an offset; all ones say that 64 bits stand elsewhere.
fn low(offset: u64) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// What stands after the directory. Source: 4.3.14 to 4.3.16.
fn end(entries: u16, directory_offset: u64, directory_bytes: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    if directory_offset >= LARGE {
        bytes.extend_from_slice(&END_64);
        bytes.extend_from_slice(&44_u64.to_le_bytes());
        bytes.extend_from_slice(&VERSION_64.to_le_bytes());
        bytes.extend_from_slice(&VERSION_64.to_le_bytes());
        bytes.extend_from_slice(&[0; 8]);
        let count = u64::from(entries);
        for field in [count, count, directory_bytes, directory_offset] {
            bytes.extend_from_slice(&field.to_le_bytes());
        }
        bytes.extend_from_slice(&LOCATOR_64);
        bytes.extend_from_slice(&[0; 4]);
        bytes.extend_from_slice(&(directory_offset + directory_bytes).to_le_bytes());
        bytes.extend_from_slice(&1_u32.to_le_bytes());
    }
    bytes.extend_from_slice(&END);
    bytes.extend_from_slice(&[0; 4]);
    bytes.extend_from_slice(&entries.to_le_bytes());
    bytes.extend_from_slice(&entries.to_le_bytes());
    bytes.extend_from_slice(&low(directory_bytes).to_le_bytes());
    bytes.extend_from_slice(&low(directory_offset).to_le_bytes());
    bytes.extend_from_slice(&[0; 2]);
    bytes
}

/// How many entries there are, as the end says it. There are at most [`PARTS_MAX`].
fn count(entries: &[Entry]) -> u16 {
    u16::try_from(entries.len()).unwrap_or(u16::MAX)
}

/// Writes a ZIP to something that only goes forward.
pub(crate) struct ZipWriter<W> {
    out: W,
    offset: u64,
    entries: Vec<Entry>,
}

impl<W: Write> ZipWriter<W> {
    pub(crate) fn new(out: W) -> ZipWriter<W> {
        ZipWriter { out, offset: 0, entries: Vec::new() }
    }

    /// Begins a part; exactly `size` bytes with this checksum must follow through
    /// [`ZipWriter::data`].
    pub(crate) fn begin(&mut self, name: &str, crc: u32, size: u32) -> io::Result<()> {
        let entry = Entry { name: name.as_bytes().to_vec(), crc, size, offset: self.offset };
        let header = entry.local();
        self.entries.push(entry);
        self.data(&header)
    }

    /// Writes bytes of the part begun last.
    pub(crate) fn data(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.offset += bytes.len() as u64;
        Ok(())
    }

    /// Writes the directory and its end, and gives the output back.
    pub(crate) fn finish(mut self) -> io::Result<W> {
        let start = self.offset;
        let directory: Vec<u8> = self.entries.iter().flat_map(Entry::central).collect();
        self.data(&directory)?;
        let end = end(count(&self.entries), start, directory.len() as u64);
        self.data(&end)?;
        self.out.flush()?;
        Ok(self.out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A ZIP of two parts, the second of them beginning at `offset`, as far as it is written here:
    /// what would lie before is passed over by both sides.
    fn near(offset: u64) -> (Vec<u8>, u64) {
        let first = (LOCAL_BYTES + "key.txt".len() + 1) as u64;
        let mut zip = ZipWriter { out: Vec::new(), offset: offset - first, entries: Vec::new() };
        for (name, byte) in [("key.txt", b"k"), ("events.jsonl", b"e")] {
            zip.begin(name, crc32fast::hash(byte), 1).unwrap();
            zip.data(byte).unwrap();
        }
        (zip.finish().unwrap(), offset - first)
    }

    #[track_caller]
    fn check(bytes: &[u8], from: u64, expected: Option<Fault>) {
        let mut walker = Walker::from(bytes, from);
        let mut found = None;
        while let (None, Some(next)) = (&found, walker.next().unwrap()) {
            found = match next {
                Ok(part) => part.faults.first().cloned(),
                Err((_, fault)) => Some(fault),
            };
        }
        assert_eq!(found, expected);
    }

    #[test]
    fn offsets_past_four_gibibytes_are_written_in_64_bits_and_read_back() {
        for offset in [LARGE - 100, LARGE - 1, LARGE, LARGE + 1, 40 << 30] {
            let (bytes, from) = near(offset);
            check(&bytes, from, None);
        }
    }

    #[test]
    fn a_64_bit_offset_that_lies_is_noticed_at_each_of_its_bytes() {
        let (whole, from) = near(40 << 30);
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 1;
            let mut walker = Walker::from(&bytes[..], from);
            let mut is_noticed = false;
            while let Some(next) = walker.next().unwrap() {
                // A turned byte of content is for the list of contents to notice, and the checksum.
                is_noticed |= next.as_ref().map_or(true, |part| !part.faults.is_empty());
                if next.is_err() {
                    break;
                }
            }
            assert!(is_noticed, "byte {at}");
        }
    }
}
