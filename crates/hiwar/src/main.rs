//! The `hiwar` binary: command line, configuration, jobs and wiring.

mod administrator;
mod backup;
mod clock;
mod demonstration;
mod desk;
mod dialogue;
mod exit;
mod http;
mod jobs;
mod log;
mod register;
mod retention;
mod review;
mod room;
mod say;
mod scorecard;
mod verify;

use clap::{Parser, Subcommand};

/// The desk between people and social platforms.
#[derive(Debug, Parser)]
#[command(name = "hiwar", version, about = "The desk between people and social platforms")]
struct Cli {
    /// Without a command, the demonstration of `hiwar demo` is started.
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// The public log: make one, serve it, prove and check what is in it.
    #[command(subcommand, arg_required_else_help = true)]
    Register(register::Command),
    /// A desk of a fictional country, in a fresh folder that goes when it ends: to try everything.
    Demo(register::DemoArguments),
    /// Run a desk: reports, cases, and the public register beside them.
    Serve(desk::ServeArguments),
    /// The people of a desk, from the machine it stands on.
    #[command(subcommand, arg_required_else_help = true)]
    Desk(administrator::Command),
    /// Your own mode, on your own machine: the interview, sealing and the dossier, with no desk and
    /// no state.
    Own(desk::OwnArguments),
    /// Back a desk up into two files, the data and the keys, while it runs; or check such files.
    Backup(backup::BackupArguments),
    /// Put a desk's back-up back into an empty folder.
    Restore(backup::RestoreArguments),
    /// What an outside reviewer does, on a machine of their own: make a key, read a notice, sign it.
    #[command(subcommand, arg_required_else_help = true)]
    Review(review::Command),
    /// Check a dossier, a notice, a proof or a checkpoint, without a server and, unless a log is
    /// named, without a network.
    Verify(verify::Arguments),
    /// The figures of the public room, worked out from a copy of a register and nothing else.
    Room(room::Arguments),
    /// The scorecards of platforms and authorities, counted from a dump of public entries and
    /// nothing else.
    Scorecard(scorecard::Arguments),
}

fn main() -> std::process::ExitCode {
    // clap ends with status 2 on bad usage, as the contract asks.
    let ended = match Cli::parse().command {
        None => register::demo(&register::DemoArguments::default()),
        Some(Command::Demo(arguments)) => register::demo(&arguments),
        Some(Command::Register(command)) => register::run(command),
        Some(Command::Serve(arguments)) => desk::run_serve(&arguments),
        Some(Command::Desk(command)) => administrator::run(&command),
        Some(Command::Own(arguments)) => desk::run_own(&arguments),
        Some(Command::Backup(arguments)) => backup::run_backup(&arguments),
        Some(Command::Restore(arguments)) => backup::run_restore(&arguments),
        Some(Command::Review(command)) => review::run(&command),
        Some(Command::Verify(arguments)) => verify::run(&arguments),
        Some(Command::Room(arguments)) => room::run(&arguments),
        Some(Command::Scorecard(arguments)) => scorecard::run(&arguments),
    };
    exit::report(ended)
}
