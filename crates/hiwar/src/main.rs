//! The `hiwar` binary: command line, configuration, jobs and wiring.

fn main() {}
