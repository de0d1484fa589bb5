//! `hiwar room`: the figures of the public room, from a copy of the log and nothing else.

use std::io;

use anyhow::Context as _;
use clap::Args;
use desk::public::{Account, Counts, Figures, Group, Quantile, State, enter};
use register::reader::{ReadError, TileReader};

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
    let states: Vec<&str> = State::ALL.iter().map(|state| state.word()).collect();
    say::line(format_args!(
        "what\tkey\tissued\t{}\toverdue\ttaken_back\tanswered_late\tofficial\t\
         refused_or_narrowed\tof\ttimed\tmedian_s\tmedian_low_s\tmedian_high_s\tninth_decile_s\t\
         ninth_decile_low_s\tninth_decile_high_s",
        states.join("\t")
    ))?;
    say::line(row("all", "", &figures.all))?;
    for (what, groups) in [
        ("platform", &figures.platforms),
        ("harm", &figures.harms),
        ("article", &figures.articles),
        ("month", &figures.months),
    ] {
        for Group { key, counts } in groups {
            say::line(row(what, key, counts))?;
        }
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

fn row(what: &str, key: &str, counts: &Counts) -> String {
    let mut cells = vec![what.to_owned(), key.to_owned(), counts.issued.to_string()];
    cells.extend(State::ALL.iter().map(|state| counts.in_state(*state).to_string()));
    let share = counts.refused_or_narrowed;
    let numbers = [
        counts.overdue,
        counts.taken_back,
        counts.answered_late,
        counts.official,
        share.part,
        share.of,
        counts.times.count,
    ];
    cells.extend(numbers.map(|number| number.to_string()));
    let quantiles = [counts.times.median, counts.times.ninth_decile];
    cells.extend(quantiles.into_iter().flat_map(quantile));
    cells.join("\t")
}

/// The value and both ends; empty where there is none.
fn quantile(quantile: Option<Quantile>) -> [String; 3] {
    let text = |seconds: Option<u64>| seconds.map(|it| it.to_string()).unwrap_or_default();
    [
        text(quantile.map(|it| it.value_s)),
        text(quantile.and_then(|it| it.low_s)),
        text(quantile.and_then(|it| it.high_s)),
    ]
}
