//! `hiwar room`: the figures of the public room, from a copy of the log and nothing else.

use std::io;

use anyhow::Context as _;
use clap::Args;
use desk::public::{Account, Figures, enter};
use register::reader::{ReadError, TileReader};
use web::room::{figure_columns, figure_rows};

use crate::exit::{BadUsage, Ended};
use crate::register::source::{Source, SourceArguments};
use crate::say;

/// What `room` is told.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The log's folder or address.
    dump: Option<String>,
    #[command(flatten)]
    source: SourceArguments,
    /// Count the first so many entries only, as a page did that says how many it covers.
    #[arg(long)]
    size: Option<u64>,
    /// Print the figures as one JSON object, as the desk publishes them.
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Ended> {
    let source = Source::open(&arguments.source, arguments.dump.as_deref())?;
    let signed = source.checkpoint()?;
    let head = signed.checkpoint();
    let size = arguments.size.unwrap_or(head.size);
    if size > head.size {
        let all = head.size;
        return Err(BadUsage(format!("the log has {all} entries: --size cannot be more")).into());
    }
    let mut account = Account::default();
    let mut reader = TileReader::new(&source, head.size, head.root);
    for bundle in 0..size.div_ceil(256) {
        let entries = match reader.prove_bundle(bundle) {
            Ok(entries) => entries,
            Err(error) if is_lie(&error) => {
                say::note(format!("hiwar: this log is wrong: {:#}", anyhow::Error::from(error)));
                return Ok(Ended::Wrong);
            }
            Err(error) => return Err(error).context("could not read the log"),
        };
        let left = usize::try_from(size - bundle * 256).unwrap_or(usize::MAX);
        for entry in entries.iter().take(left) {
            let Ok(()) = enter(&mut account, entry);
        }
    }
    let figures = account.figures();
    if arguments.json {
        say::line(web::room::figures_json(&head.origin, &figures))?;
    } else {
        print(&head.origin, &figures)?;
    }
    say::note(format!("{size} entries, each proved under the signed checkpoint of {}", head.size));
    Ok(Ended::Well)
}

/// Whether the files contradict the signed checkpoint, which is another thing than files that are
/// not there.
fn is_lie(error: &ReadError<io::Error>) -> bool {
    matches!(error, ReadError::Altered { .. } | ReadError::Malformed(_))
}

/// The figures as lines, tab-separated, the names of the columns first.
fn print(origin: &str, figures: &Figures) -> anyhow::Result<()> {
    say::line(format_args!("register\t{origin}"))?;
    say::line(format_args!("entries\t{}", figures.entries))?;
    say::line(format_args!("contradictions\t{}", figures.odd))?;
    say::line(figure_columns().join("\t"))?;
    for row in figure_rows(figures) {
        say::line(row.join("\t"))?;
    }
    for (what, spread) in [
        ("case", &figures.by_case),
        ("platform", &figures.by_platform),
        ("article", &figures.by_article),
        ("day", &figures.by_day),
    ] {
        say::line(format_args!("different\t{what}\t{}", spread.different))?;
        for largest in &spread.largest {
            let (key, notices) = (&largest.key, largest.notices);
            say::line(format_args!("largest {what}\t{key}\t{notices}\tof {}", figures.all.issued))?;
        }
    }
    Ok(())
}
