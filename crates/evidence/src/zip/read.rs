//! Reads a ZIP once, from its first byte to its last, and compares all of it with what our own
//! writer would have written for the same parts.

use std::io::{self, Read};

use record::id::Digest;
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use super::{CENTRAL, END, Entry, LOCAL, LOCAL_BYTES, PARTS_MAX, count, end};
use crate::path::{PATH_BYTES_MAX, Place};

/// How much is read at a time.
const CHUNK_BYTES: usize = 64 << 10;

/// What is wrong with a ZIP.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    /// The file ends before it is complete.
    #[error("the file ends too early")]
    Truncated,
    /// The file does not begin as a ZIP.
    #[error("the file does not begin with the header of a part")]
    Beginning,
    /// Between two parts, or after the last, stands something else.
    #[error("what follows this part is neither a part nor the directory")]
    Lost,
    /// There is nothing in it.
    #[error("there is no part in the file")]
    Empty,
    /// More parts than any dossier has.
    #[error("there are more than {PARTS_MAX} parts")]
    TooManyParts,
    /// A name longer than any path of a dossier.
    #[error("the name is longer than {PATH_BYTES_MAX} bytes")]
    NameLength,
    /// A path that no dossier has.
    #[error("no dossier has a part of this name")]
    Name,
    /// The same path twice.
    #[error("the part is there twice")]
    Twice,
    /// A part that stands before one it belongs after.
    #[error("the part is not at its place in the order")]
    Order,
    /// Encrypted.
    #[error("the part is encrypted")]
    Encrypted,
    /// Compressed: a dossier stores parts as they are.
    #[error("the part is compressed")]
    Compressed,
    /// Extra fields.
    #[error("the header has an extra field")]
    Extra,
    /// The two sizes differ, or promise 64 bits elsewhere.
    #[error("the two sizes in the header differ")]
    Sizes,
    /// Larger than a part of this name may be.
    #[error("the part is larger than it may be")]
    TooLarge,
    /// Some other field of the header.
    #[error("the header is not the one this part must have")]
    Header,
    /// The checksum.
    #[error("the checksum (CRC-32) does not fit the part")]
    Checksum,
    /// The entry of a part in the directory.
    #[error("the entry in the directory of the ZIP is not the one this part must have")]
    Directory,
    /// The end of the directory.
    #[error("the end of the ZIP is not the one these parts must have")]
    End,
    /// Bytes after the end.
    #[error("there are bytes after the end of the ZIP")]
    Trailing,
}

impl Fault {
    /// Whether what follows in the file can no longer be made out.
    fn is_fatal(&self) -> bool {
        use Fault::{Beginning, Empty, Extra, Lost, NameLength, TooLarge, TooManyParts, Truncated};
        matches!(
            self,
            Truncated | Beginning | Lost | Empty | TooManyParts | NameLength | Extra | TooLarge
        )
    }
}

/// A part as it was found.
pub(crate) struct Part {
    /// Its name, with everything but printable ASCII escaped.
    pub(crate) name: String,
    /// `None` for a path that no dossier has.
    pub(crate) place: Option<Place>,
    pub(crate) bytes: u64,
    pub(crate) sha256: Digest,
    /// What is in it, where verification reads that.
    pub(crate) content: Option<Vec<u8>>,
    pub(crate) faults: Vec<Fault>,
}

/// A fault after which nothing follows, and the part it was noticed at, if any.
type Told = (Option<String>, Fault);

/// Goes through a ZIP from front to back.
pub(crate) struct Walker<R> {
    input: R,
    offset: u64,
    entries: Vec<Entry>,
    is_lost: bool,
}

impl<R: Read> Walker<R> {
    pub(crate) fn new(input: R) -> Walker<R> {
        Walker { input, offset: 0, entries: Vec::new(), is_lost: false }
    }

    /// One that begins in the middle of a file too large for a test.
    #[cfg(test)]
    pub(super) fn from(input: R, offset: u64) -> Walker<R> {
        Walker { offset, ..Walker::new(input) }
    }

    /// Whether a fault hid what follows, so that missing parts may be there all the same.
    pub(crate) fn is_lost(&self) -> bool {
        self.is_lost
    }

    /// The next part; `None` after the last. A fault that is not a part's own is an error inside,
    /// with the name of the part it was noticed at, and nothing follows it.
    pub(crate) fn next(&mut self) -> io::Result<Option<Result<Part, Told>>> {
        let mut signature = [0; 4];
        let found = self.fill(&mut signature)?;
        if found == signature.len() && signature == LOCAL {
            return Ok(Some(self.part()?.map_err(|(name, fault)| self.lose(name, fault))));
        }
        if found == signature.len() && signature == CENTRAL && !self.entries.is_empty() {
            return Ok(self.directory()?.map(Err));
        }
        let fault = match (self.entries.is_empty(), found) {
            (true, 4) if signature == END => Fault::Empty,
            (true, _) => Fault::Beginning,
            (false, 4) => Fault::Lost,
            (false, _) => Fault::Truncated,
        };
        let last = self.entries.last().map(|entry| shown(&entry.name));
        Ok(Some(Err(self.lose(last, fault))))
    }

    fn lose(&mut self, name: Option<String>, fault: Fault) -> Told {
        self.is_lost = true;
        (name, fault)
    }

    /// Reads as much as there is.
    fn fill(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut filled = 0;
        while filled < buffer.len() {
            match self.input.read(&mut buffer[filled..]) {
                Ok(0) => break,
                Ok(read) => filled += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.offset += filled as u64;
        Ok(filled)
    }

    fn part(&mut self) -> io::Result<Result<Part, Told>> {
        let offset = self.offset - LOCAL.len() as u64;
        let mut header = [0; LOCAL_BYTES];
        header[..4].copy_from_slice(&LOCAL);
        if self.fill(&mut header[4..])? < LOCAL_BYTES - 4 {
            return Ok(Err((None, Fault::Truncated)));
        }
        let (field_16, field_32) = (fields_16(&header), fields_32(&header));
        let name_bytes = usize::from(field_16(26));
        if name_bytes > PATH_BYTES_MAX {
            return Ok(Err((None, Fault::NameLength)));
        }
        let mut name = vec![0; name_bytes];
        let read = self.fill(&mut name)?;
        let label = shown(&name[..read]);
        if read < name_bytes {
            return Ok(Err((Some(label), Fault::Truncated)));
        }
        let entry = Entry { name, crc: field_32(14), size: field_32(18), offset };
        let mut faults = header_faults(&entry, &header);
        let place = std::str::from_utf8(&entry.name).ok().and_then(Place::of);
        if place.is_none() {
            faults.push(Fault::Name);
        }
        let bytes_max = place.map_or(0, Place::bytes_max);
        if u64::from(entry.size) > bytes_max && place.is_some() {
            faults.push(Fault::TooLarge);
        }
        if self.entries.len() == PARTS_MAX {
            faults.push(Fault::TooManyParts);
        }
        if let Some(fatal) = faults.iter().find(|fault| fault.is_fatal()) {
            return Ok(Err((Some(label), fatal.clone())));
        }
        self.data(entry, label, place, faults)
    }

    /// Reads what is in a part.
    fn data(
        &mut self,
        entry: Entry,
        label: String,
        place: Option<Place>,
        mut faults: Vec<Fault>,
    ) -> io::Result<Result<Part, Told>> {
        let mut content = place.is_some_and(Place::is_kept).then(Vec::new);
        let (mut sha, mut crc) = (Sha256::new(), crc32fast::Hasher::new());
        let mut chunk = vec![0; CHUNK_BYTES];
        let mut left = u64::from(entry.size);
        while left > 0 {
            let wanted = usize::try_from(left).unwrap_or(CHUNK_BYTES).min(CHUNK_BYTES);
            let read = self.fill(&mut chunk[..wanted])?;
            sha.update(&chunk[..read]);
            crc.update(&chunk[..read]);
            if let Some(content) = &mut content {
                content.extend_from_slice(&chunk[..read]);
            }
            if read < wanted {
                return Ok(Err((Some(label), Fault::Truncated)));
            }
            left -= read as u64;
        }
        if crc.finalize() != entry.crc {
            faults.push(Fault::Checksum);
        }
        let bytes = u64::from(entry.size);
        self.entries.push(entry);
        let sha256 = Digest::from_bytes(sha.finalize().into());
        Ok(Ok(Part { name: label, place, bytes, sha256, content, faults }))
    }

    /// Compares all that follows the parts with what must follow them. The signature of the first
    /// entry was read.
    fn directory(&mut self) -> io::Result<Option<Told>> {
        let start = self.offset - CENTRAL.len() as u64;
        let mut skip = CENTRAL.len();
        for entry in std::mem::take(&mut self.entries) {
            if !self.is_next(&entry.central()[skip..])? {
                return Ok(Some((Some(shown(&entry.name)), Fault::Directory)));
            }
            skip = 0;
            self.entries.push(entry);
        }
        let end = end(count(&self.entries), start, self.offset - start);
        if !self.is_next(&end)? {
            return Ok(Some((None, Fault::End)));
        }
        let has_more = self.fill(&mut [0])? > 0;
        Ok(has_more.then_some((None, Fault::Trailing)))
    }

    fn is_next(&mut self, expected: &[u8]) -> io::Result<bool> {
        let mut found = vec![0; expected.len()];
        Ok(self.fill(&mut found)? == expected.len() && found == expected)
    }
}

/// What is wrong with the header of a part, the checksum apart: first what has a name, then
/// anything else.
fn header_faults(entry: &Entry, header: &[u8; LOCAL_BYTES]) -> Vec<Fault> {
    let (field_16, field_32) = (fields_16(header), fields_32(header));
    let mut faults = Vec::new();
    // Bit 0: encrypted; bit 6: strongly; bit 13: the directory too. Source: APPNOTE 4.4.4.
    if field_16(6) & (1 | 1 << 6 | 1 << 13) != 0 {
        faults.push(Fault::Encrypted);
    }
    if field_16(8) != 0 {
        faults.push(Fault::Compressed);
    }
    if field_32(18) != field_32(22) || field_32(18) == u32::MAX {
        faults.push(Fault::Sizes);
    }
    if field_16(28) != 0 {
        faults.push(Fault::Extra);
    }
    if faults.is_empty() && !entry.local().starts_with(header) {
        faults.push(Fault::Header);
    }
    faults
}

fn fields_16(header: &[u8; LOCAL_BYTES]) -> impl Fn(usize) -> u16 + '_ {
    |at| u16::from_le_bytes([header[at], header[at + 1]])
}

fn fields_32(header: &[u8; LOCAL_BYTES]) -> impl Fn(usize) -> u32 + '_ {
    |at| u32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
}

/// A name from a stranger, safe to print: no control character, no mark of direction.
fn shown(name: &[u8]) -> String {
    name.escape_ascii().to_string()
}
