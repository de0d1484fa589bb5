//! `hiwar register find`: every entry about an address, for whoever holds the address.

use anyhow::Context as _;
use clap::Args;
use record::address::Address;
use record::commitment::Match;
use record::entry::Entry;
use register::bundle;
use register::reader::Tiles as _;
use register::tile::{TileKind, TilePath};

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
    for bundle_index in 0..size.div_ceil(256) {
        let path = TilePath::in_tree(TileKind::Entries, bundle_index, size);
        let path = path.context("no such bundle")?;
        let bytes = source.tile(&path).with_context(|| format!("could not read {path}"))?;
        let bytes = bytes.with_context(|| format!("{path} is missing"))?;
        let entries = bundle::read_entries(&bytes, path.width())
            .with_context(|| format!("could not read {path}"))?;
        for (index, bytes) in (bundle_index * 256..).zip(entries) {
            let Ok(entry) = Entry::from_bytes(bytes) else {
                unread += 1;
                continue;
            };
            if let Some(how) = entry.find(&address) {
                found += 1;
                show(index, &entry, how, arguments.json)?;
            }
        }
    }
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
