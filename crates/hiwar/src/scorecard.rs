//! `hiwar scorecard`: the scorecards, from a dump of public entries and nothing else. The library
//! counts and writes the rows; this only reads and prints.

use std::fs::File;
use std::io::{self, Read};
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::Context as _;
use clap::Args;
use dialogue::scorecard::{COLUMNS, Damage, Parsed, Reader, parse, rows};

use crate::exit::Ended;
use crate::say;

/// How much of the dump is read at a time. Unit: bytes.
const PIECE_BYTES: usize = 4 << 20;

/// The most threads that parse side by side: what they give is taken in order by one.
const THREADS_MAX: usize = 8;

/// So many lines that were left out are named; of the others, only how many there are.
const NAMED_MAX: u64 = 20;

/// What `scorecard` is told.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The dump: public entries in the order of the log, a line each; `-` is standard input.
    dump: PathBuf,
    /// Print one JSON object a line.
    #[arg(long)]
    json: bool,
}

/// Counts the lines that were left out, and names the first of them.
#[derive(Default)]
struct LeftOut(u64);

impl LeftOut {
    fn tell(&mut self, damage: Damage) {
        self.0 += 1;
        if self.0 <= NAMED_MAX {
            say::note(format_args!("line {}: left out: {}", damage.line, damage.why.word()));
        }
    }

    fn end(&self) -> Ended {
        if self.0 > NAMED_MAX {
            say::note(format_args!("{} lines more were left out", self.0 - NAMED_MAX));
        }
        if self.0 == 0 { Ended::Well } else { Ended::Wrong }
    }
}

/// What each line says, in their order; every processor takes a part of them.
fn parse_all(lines: &[&[u8]]) -> Vec<Parsed> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(THREADS_MAX);
    let part = lines.len().div_ceil(threads).max(1);
    thread::scope(|scope| {
        let parse_part = |lines: &[&[u8]]| lines.iter().map(|line| parse(line)).collect::<Vec<_>>();
        let parts: Vec<_> =
            lines.chunks(part).map(|lines| scope.spawn(move || parse_part(lines))).collect();
        // A thread that panicked is a fault of ours, and goes on here.
        let done = parts.into_iter().map(|it| it.join().unwrap_or_else(|why| resume_unwind(why)));
        done.flatten().collect()
    })
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Ended> {
    let mut dump = open(&arguments.dump)?;
    let mut reader = Reader::default();
    let mut left_out = LeftOut::default();
    let mut piece = vec![0; PIECE_BYTES];
    loop {
        let read = match dump.read(&mut piece) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read.context("could not read the dump")?,
        };
        if read == 0 {
            break;
        }
        reader.read_by(&piece[..read], parse_all, |damage| left_out.tell(damage));
    }
    let cards = reader.finish(|damage| left_out.tell(damage));
    let mut out = String::new();
    if !arguments.json {
        out.push_str(&COLUMNS.join("\t"));
        out.push('\n');
    }
    for row in rows(&cards) {
        let line = if arguments.json { as_json(&row) } else { row.join("\t") };
        out.push_str(&line);
        out.push('\n');
    }
    say::bytes(out.as_bytes())?;
    Ok(left_out.end())
}

/// One row as a JSON object. Its values are the texts of the table, so that no reader rounds them.
fn as_json(row: &[String; 8]) -> String {
    let pairs = COLUMNS.iter().zip(row).map(|(name, value)| ((*name).to_owned(), value.as_str()));
    let object: serde_json::Map<_, _> = pairs.map(|(name, value)| (name, value.into())).collect();
    serde_json::Value::Object(object).to_string()
}

fn open(path: &Path) -> anyhow::Result<Box<dyn Read>> {
    if path == Path::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    let file = File::open(path);
    let file = file.with_context(|| format!("could not read {}", path.display()))?;
    Ok(Box::new(file))
}
