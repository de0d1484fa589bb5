//! A server that is measured: started, asked how much memory it has, and ended with its value.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result};

/// A server that ends with its value.
pub(super) struct Server {
    child: Child,
    pub(super) address: SocketAddr,
}

/// What a process has in memory. Unit: KiB. Source: proc(5), `smaps_rollup`.
pub(super) struct Memory {
    /// All pages that are in memory.
    pub(super) resident_kib: u64,
    /// The same, with each shared page divided by how many share it.
    pub(super) share_kib: u64,
}

impl Server {
    /// Starts it and waits until it says where it listens.
    pub(super) fn start(command: &mut Command) -> Result<Server> {
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        let out = child.stdout.take().context("no output")?;
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line)?;
        let address = line.trim().strip_prefix("listening on http://");
        let address = address.context("the server did not say where it listens")?.parse()?;
        Ok(Server { child, address })
    }

    /// Its memory now.
    pub(super) fn memory(&self) -> Result<Memory> {
        let path = format!("/proc/{}/smaps_rollup", self.child.id());
        let text = std::fs::read_to_string(path).context("cannot read the server's memory")?;
        let value = |name: &str| -> Result<u64> {
            let line =
                text.lines().find_map(|line| line.strip_prefix(name)).context("no memory")?;
            Ok(line.trim().trim_end_matches(" kB").parse()?)
        };
        Ok(Memory { resident_kib: value("Rss:")?, share_kib: value("Pss:")? })
    }

    /// Asks it to stop, and waits until it has: nothing is left to do for the next one.
    pub(super) fn stop(mut self) -> Result<()> {
        let asked = Command::new("kill").arg(self.child.id().to_string()).status()?;
        anyhow::ensure!(asked.success(), "the server is gone already");
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Measured is measured; nothing of it is kept.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
