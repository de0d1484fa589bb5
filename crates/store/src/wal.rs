//! The write-ahead log: where a batch and the checkpoint that covers it become durable together.
//!
//! It is the register's head, the part that must not lie. It needs no tiles to go on: each segment
//! begins with the checkpoint and the right edge that it continues. Segments are removed once tiles
//! hold what is in them. Nothing is ever appended to a segment that an earlier process left behind,
//! so a torn end is never written over or continued: each opening begins an *anchor*, a segment that
//! says that everything before it stands in durable tiles, and so makes earlier segments idle. This
//! matters after a failed sync, when a record can still be read once but was never kept.
//!
//! Files are laid out beforehand and used again (`segments.rs`), so what follows the last record of a
//! segment may be anything, and a last file may stand there not begun.
//!
//! Layout: a header, then records, each padded to [`PAGE`] bytes so that no write touches a page
//! that holds acknowledged records. Numbers are little end first. Every piece ends with a SHA-256
//! over itself and the hash of the piece before it.

mod segments;

use std::io;
use std::path::{Path, PathBuf};

use register::bundle;
use register::edge::RightEdge;
use register::hash::Hash;
use register::sequencer::{Head, KeptHead, NextHead};
use register::tile::HASH_BYTES;
use sha2::{Digest as _, Sha256};

use crate::disk::{Disk, DiskFile};
use segments::{Segments, Turn};

/// Records begin at multiples of this. Unit: bytes.
pub const PAGE: usize = 4096;
/// A segment that has grown past this is closed, and the next begun. Unit: bytes.
pub const SEGMENT_BYTES: u64 = 64 << 20;
/// The folder of the segments.
pub const FOLDER: &str = "wal";

const HEADER_MAGIC: &[u8; 8] = b"hiwarwal";
const RECORD_MAGIC: &[u8; 8] = b"hiwarbat";
/// Version of this layout.
const VERSION: u32 = 1;
const SUM_BYTES: usize = 32;

/// Why the write-ahead log cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum WalError {
    /// There is no segment at all: the head is lost. It is never made anew by itself.
    #[error("the log has no head: its write-ahead log is missing; restore it, never start afresh")]
    Missing,
    /// A segment that must be whole is not.
    #[error("segment {number} of the write-ahead log is damaged: {what}")]
    Damaged {
        /// Number of the segment, which is its file name.
        number: u64,
        /// What does not fit.
        what: &'static str,
    },
    /// The head moved under us: somebody else writes this log.
    #[error("the head is not the expected one: another process writes this log")]
    Conflict,
    /// An earlier rotation failed half-way.
    #[error("an earlier write failed; the log must be opened again")]
    Torn,
    /// The disk failed. The process must stop: only a fresh read says what is durable.
    #[error("could not {action} the write-ahead log")]
    Disk {
        /// What was attempted.
        action: &'static str,
        /// Why it failed.
        #[source]
        source: io::Error,
    },
}

fn disk_error(action: &'static str) -> impl FnOnce(io::Error) -> WalError {
    move |source| WalError::Disk { action, source }
}

/// The open segment of a log's write-ahead log.
pub struct Wal<D: Disk> {
    disk: D,
    file: D::File,
    segments: Segments,
    offset: u64,
    sum: [u8; SUM_BYTES],
    size: u64,
    root: Hash,
    checkpoint: Vec<u8>,
    buffer: Vec<u8>,
    /// A rotation failed half-way, so it is unknown which segment a fresh read would continue.
    is_torn: bool,
}

/// Begins a new anchor behind `edge`, whose tiles are already there and durable. What the head kept
/// before is idle from then on.
///
/// # Errors
///
/// [`WalError`]; the folder may be absent, as after a restore of the public files alone.
pub fn anchor<D: Disk>(disk: &D, edge: &RightEdge, checkpoint: &[u8]) -> Result<(), WalError> {
    disk.create_folder(Path::new(FOLDER)).map_err(disk_error("create"))?;
    let names = disk.list(Path::new(FOLDER)).map_err(disk_error("list"))?;
    let last = names.iter().filter_map(|name| name.parse::<u64>().ok()).max();
    let number = last.unwrap_or(0) + 1;
    write_segment(disk, number, Start::Anchor, edge, checkpoint).map(|_| ())
}

/// The one file of a write-ahead log that holds nothing but an anchor behind `edge`: its path, and its
/// bytes.
#[must_use]
pub fn anchor_file(edge: &RightEdge, checkpoint: &[u8]) -> (PathBuf, Vec<u8>) {
    (segments::path(1), header(1, Start::Anchor, edge, checkpoint).0)
}

/// How a segment relates to the ones before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    /// Everything before it stands in durable tiles.
    Anchor,
    /// It continues the segment before it, which is still needed until tiles hold it.
    Continuation,
}

/// Reads what is kept, changing nothing.
///
/// # Errors
///
/// [`WalError`]; a damaged end of the last segment is not an error, as it was never acknowledged.
pub fn load<D: Disk>(disk: &D) -> Result<KeptHead, WalError> {
    Ok(load_segments(disk)?.0)
}

fn load_segments<D: Disk>(disk: &D) -> Result<(KeptHead, Vec<segments::Segment>), WalError> {
    let names = match disk.list(Path::new(FOLDER)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(WalError::Missing),
        listed => listed.map_err(disk_error("list"))?,
    };
    let mut numbers: Vec<u64> = names.iter().filter_map(|name| name.parse().ok()).collect();
    numbers.sort_unstable();
    let mut kept: Option<KeptHead> = None;
    let mut segments: Vec<segments::Segment> = Vec::new();
    let mut size = 0;
    let mut not_begun = None;
    for (at, number) in numbers.iter().enumerate() {
        let bytes = disk.read(&segments::path(*number)).map_err(disk_error("read"))?;
        let damaged = |what| WalError::Damaged { number: *number, what };
        let Some(segment) = read_segment(&bytes, *number) else {
            // A file that was laid out and not begun, or a crash while it was: nothing was ever
            // acknowledged from it. Only an anchor may follow, which needs nothing before it.
            not_begun = not_begun.or(Some((at, damaged("its header"))));
            continue;
        };
        let base = || KeptHead {
            base: segment.base.clone(),
            entries: Vec::new(),
            checkpoint: segment.checkpoint.clone(),
        };
        match (&kept, segment.start) {
            (_, Start::Anchor) => {
                not_begun = None;
                size = segment.base.size();
                kept = Some(base());
            }
            (_, Start::Continuation) if not_begun.is_some() => break,
            // The oldest one left begins with its own edge; those before it are in tiles.
            (None, Start::Continuation) => {
                size = segment.base.size();
                kept = Some(base());
            }
            (Some(kept), Start::Continuation) => {
                let follows = segments.last().is_some_and(|last| last.number + 1 == *number);
                let is_next = segment.base.size() == size && segment.checkpoint == kept.checkpoint;
                if !follows || !is_next {
                    return Err(damaged("it does not continue the one before it"));
                }
            }
        }
        segments.push(segments::Segment { number: *number, size, is_laid_out: false });
        let kept = kept.as_mut().ok_or(WalError::Missing)?;
        for record in segment.records {
            size += record.entries.len() as u64;
            kept.entries.extend(record.entries);
            kept.checkpoint = record.checkpoint;
        }
    }
    match (kept, not_begun) {
        // One file at the end may be such; before anything that was begun, it is damage.
        (Some(kept), None) => Ok((kept, segments)),
        (Some(kept), Some((at, _))) if at + 1 == numbers.len() => Ok((kept, segments)),
        (_, Some((_, damaged))) => Err(damaged),
        (None, None) => Err(WalError::Missing),
    }
}

impl<D: Disk> Wal<D> {
    /// Opens the write-ahead log for writing behind `edge` and `checkpoint`, which the caller has
    /// rebuilt from [`load`], checked, and made durable in tiles. Begins an anchor.
    ///
    /// # Errors
    ///
    /// [`WalError`].
    pub fn open(
        disk: D,
        edge: &RightEdge,
        checkpoint: &[u8],
        segment_bytes: u64,
    ) -> Result<Wal<D>, WalError> {
        let (kept, mut segments) = load_segments(&disk)?;
        if kept.checkpoint != checkpoint {
            return Err(WalError::Conflict);
        }
        let number = segments.last().map_or(1, |last| last.number + 1);
        let (file, offset, sum) = write_segment(&disk, number, Start::Anchor, edge, checkpoint)?;
        segments.push(segments::Segment { number, size: edge.size(), is_laid_out: false });
        Ok(Wal {
            disk,
            file,
            segments: Segments::new(segments, segment_bytes),
            offset,
            sum,
            size: edge.size(),
            root: edge.edge().root(),
            checkpoint: checkpoint.to_vec(),
            buffer: Vec::new(),
            is_torn: false,
        })
    }

    /// What tidies behind this log, in another thread.
    pub(crate) fn keeper(&self) -> Keeper<D>
    where
        D: Clone,
    {
        Keeper { disk: self.disk.clone(), segments: self.segments.clone() }
    }

    /// Closes the segment once it is long enough, and begins the next one behind the edge that
    /// `edge` gives.
    ///
    /// # Errors
    ///
    /// [`WalError`]; the log must then be opened again.
    pub fn rotate_if_full(&mut self, edge: impl FnOnce() -> RightEdge) -> Result<(), WalError> {
        match self.segments.turn(self.offset) {
            Turn::Stay => Ok(()),
            Turn::Take(number) => self.rotate(number, true, &edge()),
            Turn::Make(number) => self.rotate(number, false, &edge()),
        }
    }

    fn rotate(&mut self, number: u64, is_laid_out: bool, edge: &RightEdge) -> Result<(), WalError> {
        // Until the new segment has its header, a fresh read might continue either.
        self.is_torn = true;
        if edge.size() != self.size {
            return Err(WalError::Conflict);
        }
        let begun = if is_laid_out {
            let file = self.disk.open(&segments::path(number)).map_err(disk_error("open"))?;
            begin(file, number, Start::Continuation, edge, &self.checkpoint)
        } else {
            write_segment(&self.disk, number, Start::Continuation, edge, &self.checkpoint)
        };
        if let Err(WalError::Disk { action: "create", .. }) = begun {
            // A file that could not even be made leaves this segment the last one: it goes on.
            self.is_torn = false;
            self.segments.not_begun();
        }
        (self.file, self.offset, self.sum) = begun?;
        self.segments.began(number, self.size, is_laid_out);
        self.is_torn = false;
        Ok(())
    }
}

/// Tidies behind a write-ahead log while it is appended to: retires the segments that tiles have
/// made idle, and lays out the next one. There is one for a log.
pub(crate) struct Keeper<D> {
    disk: D,
    segments: Segments,
}

impl<D: Disk> Keeper<D> {
    /// Retires what stands in durable tiles, everything before `durable_size`.
    ///
    /// # Errors
    ///
    /// [`WalError::Disk`]; it can be tried again.
    pub(crate) fn tend(&self, durable_size: u64) -> Result<(), WalError> {
        self.segments.tend(&self.disk, durable_size)
    }
}

impl<D: Disk> Head for Wal<D> {
    type Error = WalError;

    fn commit<E: AsRef<[u8]>>(&mut self, next: &NextHead<'_, E>) -> Result<(), WalError> {
        if self.is_torn {
            return Err(WalError::Torn);
        }
        if next.old_size != self.size || *next.old_root != self.root {
            return Err(WalError::Conflict);
        }
        self.buffer.clear();
        encode_record(&mut self.buffer, next);
        let sum = seal(&mut self.buffer, &self.sum);
        self.file.write_all_at(&self.buffer, self.offset).map_err(disk_error("append to"))?;
        self.file.sync().map_err(disk_error("sync"))?;
        self.offset += self.buffer.len() as u64;
        self.size += next.entries.len() as u64;
        self.root = *next.new_root;
        self.sum = sum;
        self.checkpoint = next.checkpoint.to_vec();
        Ok(())
    }
}

fn encode_record<E: AsRef<[u8]>>(buffer: &mut Vec<u8>, next: &NextHead<'_, E>) {
    buffer.extend_from_slice(RECORD_MAGIC);
    buffer.extend_from_slice(&0u32.to_le_bytes());
    buffer.extend_from_slice(&next.time_ms.to_le_bytes());
    buffer.extend_from_slice(&(next.entries.len() as u32).to_le_bytes());
    buffer.extend_from_slice(&(next.checkpoint.len() as u32).to_le_bytes());
    buffer.extend_from_slice(next.checkpoint);
    for entry in next.entries {
        bundle::push_entry(buffer, entry.as_ref()).expect("the sequencer checked the length");
    }
    let length = (buffer.len() - RECORD_MAGIC.len() - 4) as u32;
    buffer[8..12].copy_from_slice(&length.to_le_bytes());
}

/// Ends a piece with its sum, and pads it to a whole number of pages.
fn seal(buffer: &mut Vec<u8>, before: &[u8; SUM_BYTES]) -> [u8; SUM_BYTES] {
    let sum = sum_of(buffer, before);
    buffer.extend_from_slice(&sum);
    buffer.resize(buffer.len().next_multiple_of(PAGE), 0);
    sum
}

fn sum_of(bytes: &[u8], before: &[u8; SUM_BYTES]) -> [u8; SUM_BYTES] {
    let mut sha = Sha256::new();
    sha.update(before);
    sha.update(bytes);
    sha.finalize().into()
}

/// Where a segment can be appended to: its file, the offset behind the header, the header's sum.
type Begun<F> = (F, u64, [u8; SUM_BYTES]);

/// Makes the file of a new segment and begins it, durably.
fn write_segment<D: Disk>(
    disk: &D,
    number: u64,
    start: Start,
    edge: &RightEdge,
    checkpoint: &[u8],
) -> Result<Begun<D::File>, WalError> {
    let file = disk.create(&segments::path(number)).map_err(disk_error("create"))?;
    let begun = begin(file, number, start, edge, checkpoint)?;
    disk.sync_dir(Path::new(FOLDER)).map_err(disk_error("sync"))?;
    Ok(begun)
}

/// Writes the header of a segment into its file, durably. Records that an earlier use of the file
/// left behind the header continue another sum, and so are never read.
fn begin<F: DiskFile>(
    mut file: F,
    number: u64,
    start: Start,
    edge: &RightEdge,
    checkpoint: &[u8],
) -> Result<Begun<F>, WalError> {
    let (bytes, sum) = header(number, start, edge, checkpoint);
    file.write_all_at(&bytes, 0).map_err(disk_error("begin"))?;
    file.sync().map_err(disk_error("sync"))?;
    Ok((file, bytes.len() as u64, sum))
}

fn header(
    number: u64,
    start: Start,
    edge: &RightEdge,
    checkpoint: &[u8],
) -> (Vec<u8>, [u8; SUM_BYTES]) {
    let mut bytes = Vec::new();
    bytes.extend_from_slice(HEADER_MAGIC);
    bytes.extend_from_slice(&0u32.to_le_bytes());
    bytes.extend_from_slice(&VERSION.to_le_bytes());
    bytes.extend_from_slice(&number.to_le_bytes());
    bytes.extend_from_slice(&u32::from(start == Start::Anchor).to_le_bytes());
    bytes.extend_from_slice(&edge.size().to_le_bytes());
    for part in
        [checkpoint, edge.bundle()].into_iter().chain(edge.levels().iter().map(Vec::as_slice))
    {
        bytes.extend_from_slice(&(part.len() as u32).to_le_bytes());
        bytes.extend_from_slice(part);
    }
    let length = (bytes.len() - HEADER_MAGIC.len() - 4) as u32;
    bytes[8..12].copy_from_slice(&length.to_le_bytes());
    let sum = seal(&mut bytes, &[0; SUM_BYTES]);
    (bytes, sum)
}

struct Record {
    entries: Vec<Vec<u8>>,
    checkpoint: Vec<u8>,
}

struct Segment {
    start: Start,
    base: RightEdge,
    checkpoint: Vec<u8>,
    records: Vec<Record>,
}

/// The body of the piece at the start of `bytes`, its sum, and the bytes after it; `None` if it is
/// not whole.
fn open_piece<'a>(
    bytes: &'a [u8],
    magic: &[u8; 8],
    before: &[u8; SUM_BYTES],
) -> Option<(Fields<'a>, [u8; SUM_BYTES], &'a [u8])> {
    let (found, rest) = bytes.split_first_chunk::<8>()?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    if found != magic {
        return None;
    }
    let length = u32::from_le_bytes(*length) as usize;
    let (body, rest) = rest.split_at_checked(length)?;
    let (sum, _) = rest.split_first_chunk::<SUM_BYTES>()?;
    let end = 12 + length;
    if sum_of(&bytes[..end], before) != *sum {
        return None;
    }
    let after = (end + SUM_BYTES).next_multiple_of(PAGE);
    Some((Fields(body), *sum, bytes.get(after..).unwrap_or_default()))
}

/// Reads fields off the front of a body; each is `None` once the body is too short.
struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (field, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*field)
    }

    fn u32(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    fn u64(&mut self) -> Option<u64> {
        self.take().map(u64::from_le_bytes)
    }

    fn part(&mut self) -> Option<Vec<u8>> {
        let length = self.u32()? as usize;
        let (part, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(part.to_vec())
    }
}

fn read_segment(bytes: &[u8], number: u64) -> Option<Segment> {
    let (mut fields, mut sum, mut rest) = open_piece(bytes, HEADER_MAGIC, &[0; SUM_BYTES])?;
    if fields.u32()? != VERSION || fields.u64()? != number {
        return None;
    }
    let start = match fields.u32()? {
        0 => Start::Continuation,
        1 => Start::Anchor,
        _ => return None,
    };
    let size = fields.u64()?;
    let (checkpoint, bundle) = (fields.part()?, fields.part()?);
    let mut levels = Vec::new();
    while !fields.0.is_empty() {
        let level = fields.part()?;
        if level.len() % HASH_BYTES != 0 {
            return None;
        }
        levels.push(level);
    }
    let base = RightEdge::from_parts(size, levels, bundle).ok()?;
    let mut records = Vec::new();
    // The first piece that is not whole ends the segment: a batch that was being written when the
    // process stopped, and so was acknowledged to nobody.
    while let Some((fields, next_sum, after)) = open_piece(rest, RECORD_MAGIC, &sum) {
        let Some(record) = read_record(fields) else {
            break;
        };
        records.push(record);
        (sum, rest) = (next_sum, after);
    }
    Some(Segment { start, base, checkpoint, records })
}

fn read_record(mut fields: Fields<'_>) -> Option<Record> {
    let _time_ms = fields.u64()?;
    let count = fields.u32()?;
    let checkpoint = fields.part()?;
    let mut entries = Vec::new();
    for _ in 0..count {
        let length = u16::from_be_bytes(fields.take()?);
        let (entry, rest) = fields.0.split_at_checked(usize::from(length))?;
        fields.0 = rest;
        entries.push(entry.to_vec());
    }
    fields.0.is_empty().then_some(Record { entries, checkpoint })
}
