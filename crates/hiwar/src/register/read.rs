//! `hiwar register head` and `prove`: reading one log.

use std::fs;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use register::checkpoint::SignedCheckpoint;
use register::proof_file::ProofFile;
use register::reader::TileReader;

use super::source::{self, Source};
use crate::exit::{BadUsage, Ended};
use crate::say;

/// What `head` is told.
#[derive(Debug, Args)]
pub(crate) struct HeadArguments {
    /// The log's folder or address.
    here: Option<String>,
    #[command(flatten)]
    source: source::SourceArguments,
    /// Print one JSON object instead of the signed checkpoint.
    #[arg(long)]
    json: bool,
}

/// What `prove` is told.
#[derive(Debug, Args)]
pub(crate) struct ProveArguments {
    /// The place of the entry, from 0.
    index: u64,
    #[command(flatten)]
    source: source::SourceArguments,
    /// Where to write the proof; the entry goes beside it, ending in `.entry`. Without it the proof
    /// is printed.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Print one JSON object that holds the proof and the entry.
    #[arg(long, conflicts_with = "out")]
    json: bool,
}

pub(crate) fn head(arguments: &HeadArguments) -> anyhow::Result<Ended> {
    let source = Source::open(&arguments.source, arguments.here.as_deref())?;
    let signed = source.checkpoint()?;
    if !arguments.json {
        say::bytes(&signed.to_bytes())?;
        return Ok(Ended::Well);
    }
    let head = signed.checkpoint();
    let cosigned = source.cosigned()?.map(|signed| signed.checkpoint().size);
    say::line(serde_json::json!({
        "origin": head.origin,
        "size": head.size,
        "root": head.root.to_string(),
        "cosigned_size": cosigned,
        "note": String::from_utf8_lossy(&signed.to_bytes()),
    }))?;
    Ok(Ended::Well)
}

pub(crate) fn prove(arguments: &ProveArguments) -> anyhow::Result<Ended> {
    let source = Source::open(&arguments.source, None)?;
    let signed = best_checkpoint(&source, arguments.index)?;
    let head = signed.checkpoint();
    if arguments.index >= head.size {
        let size = head.size;
        return Err(BadUsage(format!("the log has {size} entries, numbered from 0")).into());
    }
    let proved = TileReader::new(&source, head.size, head.root)
        .prove_inclusion(arguments.index)
        .context("could not prove the entry")?;
    let proof = ProofFile::new(None, arguments.index, proved.path, signed.note().clone())?;
    let bytes = proof.to_bytes();
    if let Some(out) = &arguments.out {
        let entry = out.with_extension("entry");
        fs::write(out, &bytes).with_context(|| format!("could not write {}", out.display()))?;
        fs::write(&entry, &proved.entry)
            .with_context(|| format!("could not write {}", entry.display()))?;
        say::note(format!("check it with: hiwar verify {} --key {}", out.display(), source.key));
    } else if arguments.json {
        say::line(serde_json::json!({
            "index": arguments.index,
            "entry": String::from_utf8(proved.entry.clone()).ok(),
            "entry_bytes": proved.entry,
            "leaf": proved.leaf.to_string(),
            "proof": String::from_utf8_lossy(&bytes),
        }))?;
    } else {
        say::bytes(&bytes)?;
    }
    Ok(Ended::Well)
}

/// The cosigned checkpoint if it covers the entry, else the latest one.
fn best_checkpoint(source: &Source, index: u64) -> anyhow::Result<SignedCheckpoint> {
    match source.cosigned()? {
        Some(cosigned) if cosigned.checkpoint().size > index => Ok(cosigned),
        _ => source.checkpoint(),
    }
}
