//! The file of a back-up: a tar of parts, the list of their SHA-256, and a signed note over the list.
//!
//! Any tar program unpacks it and `sha256sum` checks it. There is one way only to write given parts,
//! and reading refuses every other, so there is no byte whose change stays unseen. Whoever has not
//! the desk's key can make none that passes for the desk's. Trust: none is needed in the file.

use std::fmt;
use std::io::{self, Read, Write};

use register::note::{Note, SignerKey, VerifierKey};
use sha2::{Digest as _, Sha256};

/// A tar is made of blocks. Unit: bytes. Source: POSIX.1-2017, pax, "ustar Interchange Format".
const BLOCK: usize = 512;
/// The longest path that stands in a header whole. Unit: bytes. Source: the same.
const PATH_BYTES_MAX: usize = 100;
/// Sizes from here on do not fit eleven octal digits; they are written in binary, as GNU tar does.
const OCTAL_SIZE_MAX: u64 = 1 << 33;
/// The note over the list is a few lines. Unit: bytes.
const NOTE_BYTES_MAX: u64 = 4096;
/// What is copied at once. Unit: bytes.
const PIECE: usize = 64 << 10;

/// Which of the two files of a back-up it is. They are kept apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Everything but the keys: locked, or public.
    Data,
    /// The keys.
    Keys,
}

impl Kind {
    /// Its word in names and texts.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Kind::Data => "data",
            Kind::Keys => "keys",
        }
    }

    /// The first part: what the back-up is of, and of when.
    pub(super) fn about(self) -> String {
        format!("backup/{}.json", self.word())
    }

    fn list(self) -> String {
        format!("backup/{}.sha256", self.word())
    }

    fn note(self) -> String {
        format!("backup/{}.signed", self.word())
    }

    fn text(self, list: &str) -> String {
        format!("hiwar-backup/v1\n{}\n{}\n", self.word(), hex(&Sha256::digest(list.as_bytes())))
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// Why a back-up's file cannot be written or believed.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// It does not begin as one.
    #[error("it is no back-up")]
    NotABackup,
    /// Bytes are missing at the end.
    #[error("it is truncated: it ends in or behind {after}")]
    Ends {
        /// The last part of which something is there.
        after: String,
    },
    /// Some byte is not what was written.
    #[error("{part} is altered")]
    Altered {
        /// The part, or where it stands.
        part: String,
    },
    /// The note over the list is not signed with the key.
    #[error("{part} is not signed with the key {key}")]
    Unsigned {
        /// The part that holds the note.
        part: String,
        /// The key's name.
        key: String,
    },
    /// A part is not as long as it was said to be, or has a name that cannot stand in it.
    #[error("{part} cannot be a part of a back-up, or changed while it was copied")]
    Part {
        /// The part.
        part: String,
    },
    /// Its key cannot sign.
    #[error("the seal's key cannot sign the back-up")]
    Key,
    /// What was done with a part failed.
    #[error("could not {action} {part}")]
    Disk {
        /// What was attempted.
        action: &'static str,
        /// The part.
        part: String,
        /// Why it failed.
        #[source]
        source: io::Error,
    },
}

impl ArchiveError {
    pub(super) fn during(action: &'static str, part: &str) -> impl FnOnce(io::Error) -> Self {
        let part = part.to_owned();
        move |source| ArchiveError::Disk { action, part, source }
    }

    /// Whether the file itself is wrong, rather than a disk.
    #[must_use]
    pub fn is_about_the_file(&self) -> bool {
        use ArchiveError::{Altered, Ends, NotABackup, Unsigned};
        matches!(self, NotABackup | Ends { .. } | Altered { .. } | Unsigned { .. })
    }
}

/// Writes a back-up's file, part by part.
pub(super) struct Writer<W> {
    out: W,
    kind: Kind,
    /// Of when the parts are. Unit: seconds since 1970, UTC.
    time_s: u64,
    list: String,
}

impl<W: Write> Writer<W> {
    pub(super) fn new(out: W, kind: Kind, time_s: u64) -> Writer<W> {
        Writer { out, kind, time_s, list: String::new() }
    }

    /// Writes a part of just `size_bytes` that `from` gives.
    pub(super) fn part(
        &mut self,
        path: &str,
        size_bytes: u64,
        from: &mut dyn Read,
        passed: &mut dyn FnMut(u64),
    ) -> Result<(), ArchiveError> {
        let sha = self.copy(path, size_bytes, from, passed)?;
        self.list += &line(&sha, path);
        Ok(())
    }

    pub(super) fn bytes(&mut self, path: &str, bytes: &[u8]) -> Result<(), ArchiveError> {
        self.part(path, bytes.len() as u64, &mut &bytes[..], &mut |_| {})
    }

    /// Ends the file with the list and the signature.
    pub(super) fn finish(mut self, key: &SignerKey) -> Result<W, ArchiveError> {
        let note = Note::sign(self.kind.text(&self.list), key).map_err(|_| ArchiveError::Key)?;
        let (list, signed) = (std::mem::take(&mut self.list), note.to_bytes());
        for (path, bytes) in [(self.kind.list(), list.as_bytes()), (self.kind.note(), &signed)] {
            self.copy(&path, bytes.len() as u64, &mut &bytes[..], &mut |_| {})?;
        }
        let ended = self.out.write_all(&[0; 2 * BLOCK]).and_then(|()| self.out.flush());
        ended.map_err(ArchiveError::during("write", "the end"))?;
        Ok(self.out)
    }

    fn copy(
        &mut self,
        path: &str,
        size_bytes: u64,
        from: &mut dyn Read,
        passed: &mut dyn FnMut(u64),
    ) -> Result<[u8; 32], ArchiveError> {
        let changed = || ArchiveError::Part { part: path.to_owned() };
        if !is_path(path) {
            return Err(changed());
        }
        let failed = || ArchiveError::during("write", path);
        self.out.write_all(&header(path, size_bytes, self.time_s)).map_err(failed())?;
        let (mut sha, mut left, mut piece) = (Sha256::new(), size_bytes, vec![0; PIECE]);
        loop {
            let count = from.read(&mut piece).map_err(ArchiveError::during("read", path))?;
            if count == 0 {
                break;
            }
            left = left.checked_sub(count as u64).ok_or_else(changed)?;
            sha.update(&piece[..count]);
            self.out.write_all(&piece[..count]).map_err(failed())?;
            passed(count as u64);
        }
        if left > 0 {
            return Err(changed());
        }
        self.out.write_all(&[0; BLOCK][..padding(size_bytes)]).map_err(failed())?;
        Ok(sha.finalize().into())
    }
}

/// A part as it is met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) path: String,
    pub(super) size_bytes: u64,
}

/// What a file was found to be, once every byte of it was read.
pub(super) struct Ending {
    pub(super) kind: Kind,
    note: Note,
}

impl Ending {
    /// Checks that `key` signed it.
    pub(super) fn check(&self, key: &VerifierKey) -> Result<(), ArchiveError> {
        let is_signed = self.note.verify(std::slice::from_ref(key)).is_ok();
        let key = key.name().to_string();
        is_signed.then_some(()).ok_or(ArchiveError::Unsigned { part: self.kind.note(), key })
    }
}

/// Reads a file from its beginning to its end. `take` is given each part, what it is of first; what
/// it leaves unread is passed over. Nothing of it is to be believed before the end was reached and
/// [`Ending::check`] said so.
pub(super) fn read<R: Read>(
    input: R,
    mut take: impl FnMut(&Part, &mut dyn Read) -> io::Result<()>,
) -> Result<Ending, ArchiveError> {
    let mut reader = Reader { input, last: "its beginning".to_owned(), time: None };
    let first = reader.header()?.ok_or(ArchiveError::NotABackup)?;
    let kinds = [Kind::Data, Kind::Keys];
    let kind = kinds.into_iter().find(|kind| first.path == kind.about());
    let kind = kind.ok_or(ArchiveError::NotABackup)?;
    let (mut list, mut part) = (String::new(), first);
    while part.path != kind.list() {
        let sha = reader.body(&part, &mut |body| take(&part, body))?;
        list += &line(&sha, &part.path);
        part = reader.header()?.ok_or_else(|| reader.ends())?;
    }
    check_list(&mut reader, &part, &list)?;
    let part = reader.header()?.ok_or_else(|| reader.ends())?;
    let altered = || ArchiveError::Altered { part: kind.note() };
    let mut bytes = Vec::new();
    reader.body(&part, &mut |body| body.take(NOTE_BYTES_MAX).read_to_end(&mut bytes).map(drop))?;
    let note = Note::parse(&bytes).map_err(|_| altered())?;
    let is_ours = note.text() == kind.text(&list) && note.signatures().len() == 1;
    if part.path != kind.note() || !is_ours {
        return Err(altered());
    }
    reader.end()?;
    Ok(Ending { kind, note })
}

/// Reads the first part only, at most so many bytes of it: what the file says that it is.
pub(super) fn peek<R: Read>(input: R, most: u64) -> Result<(Kind, Vec<u8>), ArchiveError> {
    let mut reader = Reader { input, last: "its beginning".to_owned(), time: None };
    let part = reader.header()?.ok_or(ArchiveError::NotABackup)?;
    let kinds = [Kind::Data, Kind::Keys];
    let kind = kinds.into_iter().find(|kind| part.path == kind.about() && part.size_bytes <= most);
    let kind = kind.ok_or(ArchiveError::NotABackup)?;
    let mut bytes = Vec::new();
    reader.body(&part, &mut |body| body.read_to_end(&mut bytes).map(drop))?;
    Ok((kind, bytes))
}

/// Compares the list with what the parts were found to be, and names the first that is another.
fn check_list<R: Read>(
    reader: &mut Reader<R>,
    part: &Part,
    expected: &str,
) -> Result<(), ArchiveError> {
    let mut found = Vec::new();
    let most = expected.len() as u64 + 1;
    reader.body(part, &mut |body| body.take(most).read_to_end(&mut found).map(drop))?;
    if found == expected.as_bytes() {
        return Ok(());
    }
    let mut pairs = found.split(|byte| *byte == b'\n').zip(expected.lines());
    let differs = pairs.find(|(found, expected)| *found != expected.as_bytes());
    let named = differs.and_then(|(_, expected)| expected.split_once("  "));
    let part = named.map_or(&*part.path, |(_, path)| path);
    Err(ArchiveError::Altered { part: part.to_owned() })
}

struct Reader<R> {
    input: R,
    /// The part that was last begun.
    last: String,
    /// The time in the headers: all have the same.
    time: Option<u64>,
}

impl<R: Read> Reader<R> {
    fn ends(&self) -> ArchiveError {
        ArchiveError::Ends { after: self.last.clone() }
    }

    /// The next header; `None` where the blocks of the end begin or nothing is there at all.
    fn header(&mut self) -> Result<Option<Part>, ArchiveError> {
        let mut block = [0; BLOCK];
        let count = fill(&mut self.input, &mut block)
            .map_err(ArchiveError::during("read", "the back-up's file"))?;
        let is_first = self.time.is_none();
        if count < BLOCK {
            return if is_first { Ok(None) } else { Err(self.ends()) };
        }
        let found = parse_header(&block);
        let found = found.filter(|(_, time)| self.time.is_none_or(|before| before == *time));
        let Some((part, time)) = found else {
            let part = format!("the header behind {}", self.last);
            return if is_first { Ok(None) } else { Err(ArchiveError::Altered { part }) };
        };
        self.time = Some(time);
        self.last.clone_from(&part.path);
        Ok(Some(part))
    }

    /// Gives the bytes of a part to `take`, reads what is left, and returns the SHA-256 of all.
    fn body(
        &mut self,
        part: &Part,
        take: &mut dyn FnMut(&mut dyn Read) -> io::Result<()>,
    ) -> Result<[u8; 32], ArchiveError> {
        let path = &part.path;
        let mut body = Body {
            input: &mut self.input,
            left: part.size_bytes,
            sha: Sha256::new(),
            failed: None,
        };
        let taken = take(&mut body).and_then(|()| io::copy(&mut body, &mut io::sink()).map(drop));
        let (sha, failed) = (body.sha.finalize(), body.failed);
        match (failed, taken) {
            (Some(None), _) => return Err(self.ends()),
            (Some(Some(source)), _) => return Err(ArchiveError::during("read", path)(source)),
            (None, Err(source)) => return Err(ArchiveError::during("write", path)(source)),
            (None, Ok(())) => {}
        }
        let mut rest = [0; BLOCK];
        let rest = &mut rest[..padding(part.size_bytes)];
        let count = fill(&mut self.input, rest).map_err(ArchiveError::during("read", path))?;
        if count < rest.len() {
            return Err(self.ends());
        }
        if rest.iter().any(|byte| *byte != 0) {
            return Err(ArchiveError::Altered { part: path.clone() });
        }
        Ok(sha.into())
    }

    /// Checks that two empty blocks follow, and then nothing.
    fn end(&mut self) -> Result<(), ArchiveError> {
        let mut blocks = [0; 2 * BLOCK + 1];
        let count = fill(&mut self.input, &mut blocks)
            .map_err(ArchiveError::during("read", "the back-up's file"))?;
        if blocks.iter().any(|byte| *byte != 0) || count > 2 * BLOCK {
            return Err(ArchiveError::Altered { part: "the end".to_owned() });
        }
        if count < 2 * BLOCK { Err(self.ends()) } else { Ok(()) }
    }
}

/// The bytes of one part.
struct Body<'a, R> {
    input: &'a mut R,
    left: u64,
    sha: Sha256,
    /// How reading the file itself failed: with an error of the disk, or because it ends.
    failed: Option<Option<io::Error>>,
}

impl<R: Read> Read for Body<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        let read = loop {
            match self.input.read(&mut buffer[..most]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        match read {
            Ok(0) if most > 0 => {
                self.failed = Some(None);
                Err(io::ErrorKind::UnexpectedEof.into())
            }
            Ok(count) => {
                self.sha.update(&buffer[..count]);
                self.left -= count as u64;
                Ok(count)
            }
            Err(error) => {
                let kind = error.kind();
                self.failed = Some(Some(error));
                Err(kind.into())
            }
        }
    }
}

/// Reads until the buffer is full or nothing more comes.
fn fill(input: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut count = 0;
    while count < buffer.len() {
        match input.read(&mut buffer[count..]) {
            Ok(0) => break,
            Ok(more) => count += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(count)
}

/// A line of the list, as `sha256sum` reads it.
fn line(sha: &[u8], path: &str) -> String {
    format!("{}  {path}\n", hex(sha))
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// How many zeros fill the last block of so many bytes.
fn padding(size_bytes: u64) -> usize {
    (size_bytes.wrapping_neg() % BLOCK as u64) as usize
}

/// Whether a path leads nowhere but down from the folder it is unpacked in.
fn is_path(path: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    path.len() <= PATH_BYTES_MAX
        && path.split('/').all(|name| {
            name.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric())
                && name.bytes().all(is_plain)
        })
}

/// The only header that a part of this name, size and time has.
fn header(path: &str, size_bytes: u64, time_s: u64) -> [u8; BLOCK] {
    let mut block = [0; BLOCK];
    let mut put = |at: usize, bytes: &[u8]| block[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, path.as_bytes());
    put(100, b"0000600");
    put(108, b"0000000");
    put(116, b"0000000");
    if size_bytes < OCTAL_SIZE_MAX {
        put(124, format!("{size_bytes:011o}").as_bytes());
    } else {
        put(124, &[0x80]);
        put(128, &size_bytes.to_be_bytes());
    }
    put(136, format!("{time_s:011o}").as_bytes());
    put(148, b"        ");
    put(156, b"0");
    put(257, b"ustar\x0000");
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    block
}

/// What a header says, if it is just the one that [`header`] makes.
fn parse_header(block: &[u8; BLOCK]) -> Option<(Part, u64)> {
    let text = |from: usize, to: usize| {
        let field = block[from..to].split(|byte| *byte == 0).next()?;
        std::str::from_utf8(field).ok()
    };
    let octal = |from: usize| u64::from_str_radix(text(from, from + 12)?, 8).ok();
    let path = text(0, PATH_BYTES_MAX)?.to_owned();
    let size_bytes = match block[124] {
        0x80 => u64::from_be_bytes(block[128..136].try_into().ok()?),
        _ => octal(124)?,
    };
    let time_s = octal(136)?;
    let is_ours = is_path(&path) && time_s < OCTAL_SIZE_MAX;
    let is_ours = is_ours && header(&path, size_bytes, time_s) == *block;
    is_ours.then_some((Part { path, size_bytes }, time_s))
}

#[cfg(test)]
mod tests;
