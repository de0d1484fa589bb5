//! `hiwar register`: the public log from the command line.

mod append;
mod audit;
mod create;
mod demo;
mod find;
mod read;
mod recover;
pub(crate) mod serve;
pub(crate) mod source;

use clap::Subcommand;

use crate::exit::Ended;

/// The commands of the public log.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make an empty log in an empty folder.
    Create(create::Arguments),
    /// Append each line of standard input as one entry (test logs only).
    Append(append::Arguments),
    /// Serve a log over HTTP, keep its witnesses asked, and be a witness for others.
    Serve(serve::Arguments),
    /// Print the latest checkpoint.
    Head(read::HeadArguments),
    /// Write the proof that an entry is in the log, as a .tlog-proof file.
    Prove(read::ProveArguments),
    /// Check a whole log from its static files, from where the last audit ended.
    Audit(audit::AuditArguments),
    /// Check a log's own folder: head, write-ahead log, every tile, every entry.
    Fsck(audit::FsckArguments),
    /// Find every entry about an address.
    Find(find::Arguments),
    /// Bring back the tiles that an older copy lost, up to a checkpoint that a witness knows.
    Recover(recover::Arguments),
    /// Make three logs in a fresh folder, with an entry of every kind, that witness one another, and
    /// serve them on this machine.
    Demo(demo::Arguments),
    /// Make a key: the secret on standard output, the public half on standard error.
    Keygen(create::KeygenArguments),
}

/// Runs one of them.
pub(crate) fn run(command: Command) -> anyhow::Result<Ended> {
    match command {
        Command::Create(arguments) => create::create(&arguments),
        Command::Append(arguments) => append::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Head(arguments) => read::head(&arguments),
        Command::Prove(arguments) => read::prove(&arguments),
        Command::Audit(arguments) => audit::audit(&arguments),
        Command::Fsck(arguments) => audit::fsck(&arguments),
        Command::Find(arguments) => find::run(&arguments),
        Command::Recover(arguments) => recover::run(&arguments),
        Command::Demo(arguments) => demo::run(&arguments),
        Command::Keygen(arguments) => create::keygen(&arguments),
    }
}

pub(crate) use demo::DeskArguments as DemoArguments;

/// Runs the demonstration.
pub(crate) fn demo(arguments: &DemoArguments) -> anyhow::Result<Ended> {
    demo::run_desk(arguments)
}
