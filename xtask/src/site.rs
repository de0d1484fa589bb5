//! Where a chore works: the folders, what the environment allows, and how it runs other programs.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::house::{cargo, output};

/// Where a chore works.
pub(crate) struct Site {
    /// The folder that holds the root `Cargo.toml`.
    pub root: PathBuf,
    /// Where cargo builds; every step shares it, so that nothing is built twice.
    pub target: PathBuf,
    /// Whether `CI` is set: warnings are errors then, and nothing may be skipped.
    pub is_ci: bool,
    /// Whether programs may be installed: not when `HIWAR_SKIP_INSTALL` is set.
    pub may_install: bool,
}

impl Site {
    /// The workspace this program was built in.
    ///
    /// # Errors
    ///
    /// If the workspace is no longer there.
    pub(crate) fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let root = root.canonicalize().context("the workspace has moved: build xtask again")?;
        let target =
            std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
        let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        Ok(Self {
            target: root.join(target),
            root,
            is_ci: is_set("CI"),
            may_install: !is_set("HIWAR_SKIP_INSTALL"),
        })
    }

    /// A cargo command at the root, with the toolchain that runs this program.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(cargo());
        command.args(arguments).current_dir(&self.root).env("CARGO_TARGET_DIR", &self.target);
        if self.is_ci {
            // What makes the next build quick is never used there, and takes as much room again.
            command.env("CARGO_INCREMENTAL", "0");
        }
        command
    }

    /// Another program at the root.
    pub(crate) fn program(&self, name: impl AsRef<std::ffi::OsStr>, arguments: &[&str]) -> Command {
        let mut command = Command::new(name);
        command.args(arguments).current_dir(&self.root);
        command
    }

    /// The triple of this machine, as rustc calls it.
    ///
    /// # Errors
    ///
    /// If rustc cannot be asked.
    pub(crate) fn host(&self) -> Result<String> {
        let said = output(&self.root, "rustc", &["-vV"])?;
        let host = said.lines().find_map(|line| line.strip_prefix("host: "));
        host.map(str::to_owned).context("rustc does not say its host")
    }

    /// Where rustc keeps its own libraries.
    ///
    /// # Errors
    ///
    /// If rustc cannot be asked.
    pub(crate) fn sysroot(&self) -> Result<PathBuf> {
        let said = output(&self.root, "rustc", &["--print", "sysroot"])?;
        Ok(PathBuf::from(said.trim()))
    }
}

/// Says what is run, runs it with its output left visible, and tells whether it succeeded.
///
/// # Errors
///
/// If it cannot be started.
pub(crate) fn run(command: &mut Command) -> Result<bool> {
    println!("$ {}", shown(command));
    let status = command.stdin(Stdio::null()).status();
    Ok(status.with_context(|| format!("cannot start `{}`", shown(command)))?.success())
}

/// Runs a command without showing it: whether it succeeded, and all it said.
///
/// # Errors
///
/// If it cannot be started.
pub(crate) fn run_quietly(command: &mut Command) -> Result<(bool, String)> {
    let output = command.stdin(Stdio::null()).output();
    let output = output.with_context(|| format!("cannot start `{}`", shown(command)))?;
    let said = [output.stdout, output.stderr].concat();
    Ok((output.status.success(), String::from_utf8_lossy(&said).into_owned()))
}

/// The command as a person would type it.
fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut words = vec![program.file_name().unwrap_or_default().to_string_lossy()];
    words.extend(command.get_args().map(|argument| argument.to_string_lossy()));
    words.join(" ")
}
