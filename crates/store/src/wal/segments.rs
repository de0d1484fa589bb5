//! The files of the write-ahead log: which are there, which are idle, and the next one, laid out
//! beforehand.
//!
//! A file that grows makes every sync wait for the file system's journal, behind whatever else is
//! being written there: on ext4 the tiles' own syncs held batches up for 10 to 260 ms. A file that
//! is as long as it will ever be has no such wait. So the next segment is made in the background,
//! from a segment that tiles have made idle or from zeros, and beginning it is one write.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{FOLDER, WalError, disk_error};
use crate::disk::{Disk, DiskFile as _};

/// A segment that is not laid out gives way to one that is once it has grown so long; a log that
/// takes a few entries never fills a whole one with zeros. Unit: bytes.
const GIVES_WAY_AT: u64 = 1 << 20;
/// Zeros are written in pieces of this size, each made durable, so that no sync elsewhere has to
/// wait for all of them. Unit: bytes.
const PIECE: usize = 1 << 20;

/// A segment that is still there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Segment {
    pub(super) number: u64,
    /// Size of the log where it begins.
    pub(super) size: u64,
    /// Whether its file has its whole length.
    pub(super) is_laid_out: bool,
}

/// The next segment's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Unmade,
    /// Wanted, by the one who appends.
    Wanted,
    /// Being made, in the background; nobody else may take its number.
    InTheMaking,
    /// There, durable, and not begun.
    LaidOut,
}

#[derive(Debug)]
struct Files {
    /// From the oldest to the one that is appended to.
    segments: Vec<Segment>,
    next: Next,
}

impl Files {
    fn next_number(&self) -> u64 {
        self.segments.last().map_or(1, |last| last.number + 1)
    }
}

/// What the one who appends and the one who tidies share. The lock is never held over a file
/// operation.
#[derive(Debug, Clone)]
pub(super) struct Segments {
    files: Arc<Mutex<Files>>,
    /// How long a segment is. Unit: bytes.
    length: u64,
}

/// Whether and how the segment that is appended to gives way to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// It goes on.
    Stay,
    /// The next begins in a file that is laid out.
    Take(u64),
    /// The next begins in a file to be made.
    Make(u64),
}

pub(super) fn path(number: u64) -> PathBuf {
    Path::new(FOLDER).join(format!("{number:020}"))
}

impl Segments {
    pub(super) fn new(segments: Vec<Segment>, length: u64) -> Segments {
        Segments { files: Arc::new(Mutex::new(Files { segments, next: Next::Unmade })), length }
    }

    fn lock(&self) -> MutexGuard<'_, Files> {
        // Each change is one assignment, push or removal.
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is to be done once the newest segment has grown to `offset`. Whoever is told to take or
    /// make a file must say how it went: [`Segments::began`] or [`Segments::not_begun`].
    pub(super) fn turn(&self, offset: u64) -> Turn {
        if offset < GIVES_WAY_AT.min(self.length / 4) {
            return Turn::Stay;
        }
        let mut files = self.lock();
        let is_short = files.segments.last().is_none_or(|last| !last.is_laid_out);
        let number = files.next_number();
        let turn = match files.next {
            Next::LaidOut if is_short || offset >= self.length => Turn::Take(number),
            Next::Unmade | Next::Wanted if offset >= self.length.saturating_mul(2) => {
                Turn::Make(number)
            }
            _ => Turn::Stay,
        };
        match turn {
            Turn::Take(_) | Turn::Make(_) => files.next = Next::InTheMaking,
            Turn::Stay if files.next == Next::Unmade => files.next = Next::Wanted,
            Turn::Stay => {}
        }
        turn
    }

    /// Says that the next segment has begun at `size`.
    pub(super) fn began(&self, number: u64, size: u64, is_laid_out: bool) {
        let mut files = self.lock();
        files.segments.push(Segment { number, size, is_laid_out });
        files.next = Next::Unmade;
    }

    /// Says that the file of the next segment could not be made, and that the newest one goes on.
    pub(super) fn not_begun(&self) {
        self.lock().next = Next::Wanted;
    }

    /// Removes the segments whose entries all stand in durable tiles, those before `durable_size`,
    /// and lays out the next one if it is wanted. One thread at a time.
    pub(super) fn tend<D: Disk>(&self, disk: &D, durable_size: u64) -> Result<(), WalError> {
        while let Some(idle) = self.idle(durable_size) {
            let from = path(idle.number);
            // A file that is already long enough is used again whether one is wanted yet or not.
            let again = idle.is_laid_out.then(|| self.claim(&[Next::Unmade, Next::Wanted]));
            let retired = match again.flatten() {
                Some(number) => self.make(|| {
                    disk.rename(&from, &path(number))?;
                    disk.sync_dir(Path::new(FOLDER))
                }),
                // One by one, so that no crash can bring back an older one and not a newer one.
                None => disk.remove(&from).and_then(|()| disk.sync_dir(Path::new(FOLDER))),
            };
            retired.map_err(disk_error("trim"))?;
            self.lock().segments.remove(0);
        }
        let Some(number) = self.claim(&[Next::Wanted]) else { return Ok(()) };
        self.make(|| lay_out(disk, &path(number), self.length)).map_err(disk_error("lay out"))
    }

    /// The oldest segment if it is idle.
    fn idle(&self, durable_size: u64) -> Option<Segment> {
        match self.lock().segments[..] {
            [first, second, ..] if second.size <= durable_size => Some(first),
            _ => None,
        }
    }

    /// Takes the next number if its file is in one of these states.
    fn claim(&self, states: &[Next]) -> Option<u64> {
        let mut files = self.lock();
        if !states.contains(&files.next) {
            return None;
        }
        files.next = Next::InTheMaking;
        Some(files.next_number())
    }

    fn make(&self, make: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
        let made = make();
        self.lock().next = if made.is_ok() { Next::LaidOut } else { Next::Wanted };
        made
    }
}

/// Makes a file of zeros, durable with its name. A header never begins with zeros, so a crash that
/// leaves it behind leaves a segment that was not begun.
fn lay_out<D: Disk>(disk: &D, path: &Path, length: u64) -> io::Result<()> {
    let mut file = disk.create(path)?;
    let zeros = vec![0; PIECE];
    let mut offset = 0;
    while offset < length {
        let piece = PIECE.min((length - offset) as usize);
        file.write_all_at(&zeros[..piece], offset)?;
        file.sync()?;
        offset += piece as u64;
    }
    disk.sync_dir(Path::new(FOLDER))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segments(next: Next) -> Segments {
        let segment = |number, size| Segment { number, size, is_laid_out: true };
        let segments = Segments::new(vec![segment(4, 0), segment(5, 10)], 64 << 20);
        segments.lock().next = next;
        segments
    }

    #[test]
    fn a_segment_is_idle_only_once_tiles_hold_all_that_is_in_it() {
        let segments = segments(Next::Unmade);
        assert!(segments.idle(9).is_none());
        assert_eq!(segments.idle(10).map(|segment| segment.number), Some(4));
    }

    #[test]
    fn a_number_that_is_being_made_is_given_to_nobody_else() {
        for next in [Next::InTheMaking, Next::LaidOut] {
            assert_eq!(segments(next).claim(&[Next::Unmade, Next::Wanted]), None);
        }
        let segments = segments(Next::InTheMaking);
        assert_eq!(segments.turn(1 << 40), Turn::Stay);
        segments.not_begun();
        assert_eq!(segments.turn(1 << 40), Turn::Make(6));
        assert_eq!(segments.claim(&[Next::Unmade, Next::Wanted]), None);
    }
}
