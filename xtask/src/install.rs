//! Installs what a step needs and may have; otherwise says exactly what to install.
//!
//! Each function answers `Ok` when the thing is there afterwards, else the sentence to show.

use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use crate::site::{Site, run, run_quietly};

/// The version of cargo-deny that CI installs.
const CARGO_DENY: &str = "0.20.2";

/// The target that the thinking rooms build for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Whether a program of this name, or a file at this path, is there.
fn has(thing: &str) -> bool {
    if thing.starts_with('/') { Path::new(thing).exists() } else { has_program(thing) }
}

fn has_program(name: &str) -> bool {
    let script = format!("command -v {name}");
    let found = run_quietly(Command::new("sh").args(["-c", &script]));
    found.is_ok_and(|(found, _)| found)
}

/// Sees to it that `thing` is there, from these packages of Debian: a program, or a path.
pub(crate) fn ensure_apt(site: &Site, thing: &str, packages: &[&str]) -> Result<(), String> {
    /// Whether the package lists were read, once in a run.
    static UPDATED: OnceLock<bool> = OnceLock::new();

    if has(thing) {
        return Ok(());
    }
    let list = packages.join(" ");
    let by_hand = format!("`{thing}` is missing: apt-get install {list}");
    if !site.may_install || !has_program("apt-get") {
        return Err(by_hand);
    }
    let Some(apt) = apt(site) else { return Err(by_hand) };
    let updated = *UPDATED.get_or_init(|| succeeds(&mut apt(&["update", "-qq"])));
    let mut install = apt(&["install", "-y", "-qq", "--no-install-recommends"]);
    if !updated || !succeeds(install.args(packages)) || !has(thing) {
        return Err(format!("apt-get could not install {list}"));
    }
    Ok(())
}

/// How apt-get may be run here: by root, or by sudo without a password.
fn apt(site: &Site) -> Option<impl Fn(&[&str]) -> Command + '_> {
    let is_root = run_quietly(Command::new("id").arg("-u")).is_ok_and(|(_, id)| id.trim() == "0");
    let has_sudo =
        || run_quietly(Command::new("sudo").args(["-n", "true"])).is_ok_and(|(ok, _)| ok);
    if !is_root && !has_sudo() {
        return None;
    }
    Some(move |arguments: &[&str]| {
        let before: &[&str] = if is_root { &[] } else { &["sudo", "-n"] };
        let words =
            [before, &["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"], arguments].concat();
        site.program(words[0], &words[1..])
    })
}

/// Sees to it that the packages of `folder/package-lock.json` are there.
pub(crate) fn ensure_npm(site: &Site, folder: &str) -> Result<(), String> {
    ensure_apt(site, "npm", &["npm"])?;
    if !site.may_install {
        let there = site.root.join(folder).join("node_modules").is_dir();
        return if there { Ok(()) } else { Err(format!("npm ci --prefix {folder}")) };
    }
    let mut install = site.program("npm", &["ci", "--no-audit", "--no-fund", "--prefix", folder]);
    if succeeds(&mut install) { Ok(()) } else { Err(format!("npm could not install {folder}")) }
}

/// Sees to it that this toolchain builds for WASM.
pub(crate) fn ensure_wasm(site: &Site) -> Result<(), String> {
    let has_wasm = || site.sysroot().is_ok_and(|root| root.join("lib/rustlib").join(WASM).is_dir());
    if has_wasm() {
        return Ok(());
    }
    if site.may_install {
        succeeds(&mut site.program("rustup", &["target", "add", WASM]));
    }
    if has_wasm() { Ok(()) } else { Err(format!("rustup target add {WASM}")) }
}

/// Sees to it that `cargo deny` answers.
pub(crate) fn ensure_cargo_deny(site: &Site) -> Result<(), String> {
    let has_deny = || run_quietly(&mut site.cargo(&["deny", "--version"])).is_ok_and(|(ok, _)| ok);
    if has_deny() {
        return Ok(());
    }
    // A debug build takes one minute on two cores where a release build takes three.
    let words = ["install", "--debug", "--locked", "cargo-deny", "--version", CARGO_DENY];
    if site.may_install {
        succeeds(site.cargo(&words).env_remove("CARGO_TARGET_DIR"));
    }
    if has_deny() { Ok(()) } else { Err(format!("cargo {}", words.join(" "))) }
}

fn succeeds(command: &mut Command) -> bool {
    run(command).unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closed_site() -> Site {
        Site { root: ".".into(), target: ".".into(), is_ci: false, may_install: false }
    }

    #[test]
    fn what_is_there_is_not_installed() {
        assert_eq!(ensure_apt(&closed_site(), "sh", &["no-such-package"]), Ok(()));
        assert_eq!(ensure_apt(&closed_site(), "/", &["no-such-package"]), Ok(()));
    }

    #[test]
    fn what_may_not_be_installed_is_told_exactly() {
        let told = ensure_apt(&closed_site(), "no-such-program", &["one", "two"]);
        let expected = "`no-such-program` is missing: apt-get install one two";
        assert_eq!(told, Err(expected.to_owned()));
    }
}
