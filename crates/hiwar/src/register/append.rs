//! `hiwar register append`: lines of standard input into a test log.

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use anyhow::{Context as _, bail};
use clap::Args;
use register::bundle::MAX_ENTRY_BYTES;
use register::policy::Policy;
use store::folder::{LogFolder, LogKind};
use store::wal::SEGMENT_BYTES;

use crate::clock;
use crate::exit::Ended;
use crate::say;

/// Lines of one batch at most.
const BATCH_LINES: usize = 4096;

/// What `append` is told.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The log's folder.
    #[arg(long)]
    dir: PathBuf,
}

/// A line of the input: its number from 1, and its bytes or that it is too long.
type Line = (u64, Result<Vec<u8>, TooLong>);

struct TooLong;

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Ended> {
    let folder = LogFolder::open(&arguments.dir)?;
    if folder.identity().kind != LogKind::Test {
        bail!("this is a desk's register: only the desk itself appends to it");
    }
    let lock = folder.lock()?;
    let policy = folder.policy_to_write_under(&lock)?;
    if policy.as_ref().and_then(Policy::blocking_count).is_some() {
        bail!(
            "this log has witnesses, who must be asked first: append through `serve --bench-append`"
        );
    }
    if folder.restored()?.is_some() {
        bail!(
            "this log was put back from a back-up, and nobody has said that no newer head of it is \
             known: `hiwar register recover` does"
        );
    }
    let (mut appender, mut flusher, reader) =
        store::log::open(&folder.disk(), folder.signer()?, SEGMENT_BYTES)?;
    if reader.cosigned()?.is_some() {
        bail!("this log has had cosignatures: append through `serve --bench-append`");
    }
    let lines = read_lines()?;
    let mut ended = Ended::Well;
    while let Ok(first) = lines.recv() {
        let batch = std::iter::once(first).chain(lines.try_iter()).take(BATCH_LINES);
        let mut entries = Vec::new();
        for (number, line) in batch {
            match line {
                Ok(entry) => entries.push(entry),
                Err(TooLong) => {
                    say::note(format!("line {number}: longer than {MAX_ENTRY_BYTES} bytes"));
                    ended = Ended::Wrong;
                }
            }
        }
        if entries.is_empty() {
            continue;
        }
        let first_index = appender.commit(&entries, clock::now_ms())?;
        // The published checkpoint of a log that nobody serves is the file.
        flusher.flush()?;
        let places = first_index..first_index + entries.len() as u64;
        let answer: String = places.map(|index| format!("index {index}\n")).collect();
        say::bytes(answer.as_bytes())?;
    }
    Ok(ended)
}

/// Reads standard input on a thread of its own, so that a batch is whatever has arrived.
fn read_lines() -> anyhow::Result<Receiver<Line>> {
    let (sender, lines) = sync_channel(BATCH_LINES);
    let read = move || {
        let mut input = io::stdin().lock();
        let mut number = 0;
        while let Some(line) = read_line(&mut input) {
            number += 1;
            if sender.send((number, line)).is_err() {
                return;
            }
        }
    };
    thread::Builder::new().spawn(read).context("could not start a thread")?;
    Ok(lines)
}

/// One line without its newline, in bounded memory; `None` at the end of the input.
fn read_line(input: &mut impl io::BufRead) -> Option<Result<Vec<u8>, TooLong>> {
    let (mut line, mut is_too_long, mut has_any) = (Vec::new(), false, false);
    loop {
        let Ok(chunk) = input.fill_buf() else { return None };
        if chunk.is_empty() {
            break;
        }
        has_any = true;
        let end = chunk.iter().position(|byte| *byte == b'\n');
        let part = &chunk[..end.unwrap_or(chunk.len())];
        if line.len() + part.len() > MAX_ENTRY_BYTES {
            is_too_long = true;
        } else if !is_too_long {
            line.extend_from_slice(part);
        }
        let used = part.len() + usize::from(end.is_some());
        input.consume(used);
        if end.is_some() {
            break;
        }
    }
    has_any.then_some(if is_too_long { Err(TooLong) } else { Ok(line) })
}
