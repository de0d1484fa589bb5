//! `hiwar register find`: every entry about an address, for whoever holds the address.

use clap::Args;
use record::address::Address;
use record::commitment::Match;
use record::entry::{ENTRY_VERSION, Entry};

use super::source::{self, Source};
use crate::exit::{BadUsage, Ended};
use crate::say;

/// What `find` is told.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The address of the content, as it was seen.
    address: String,
    #[command(flatten)]
    source: source::SourceArguments,
    /// Print one JSON object a line.
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Ended> {
    let address: Address = arguments
        .address
        .parse()
        .map_err(|error| BadUsage(format!("this is no address of a content: {error}")))?;
    let source = Source::open(&arguments.source, None)?;
    let signed = source.checkpoint()?;
    let size = signed.checkpoint().size;
    let (mut found, mut unread) = (0u64, 0u64);
    source.entries(signed.checkpoint(), |index, bytes| {
        if !is_of_this_version(bytes) {
            unread += 1;
            return Ok(());
        }
        let Some(how) = Entry::find_in(bytes, &address) else { return Ok(()) };
        found += 1;
        show(index, &Entry::from_bytes(bytes)?, how, arguments.json)
    })?;
    say::note(format!("{found} of {size} entries are about this address"));
    if unread > 0 {
        say::note(format!("{unread} entries are of no kind that this version knows"));
    }
    if found == 0 {
        say::note(
            "Addresses that identify a victim, intimate material or a child are committed in secret \
             and cannot be found by anyone.",
        );
    }
    Ok(Ended::Well)
}

/// Whether an entry is one that this version reads, by its last field: keys are sorted.
fn is_of_this_version(bytes: &[u8]) -> bool {
    bytes.ends_with(format!(",\"v\":{ENTRY_VERSION}}}").as_bytes())
}

fn show(index: u64, entry: &Entry, how: Match, is_json: bool) -> anyhow::Result<()> {
    let (kind, at) = (entry.kind().word(), entry.at());
    let how = match how {
        Match::Address => "same address",
        Match::Content => "same content",
    };
    if is_json {
        let at = at.to_string();
        say::line(serde_json::json!({"index": index, "kind": kind, "at": at, "match": how}))?;
    } else {
        say::line(format_args!("index {index}\t{at}\t{kind}\t{how}"))?;
    }
    Ok(())
}
