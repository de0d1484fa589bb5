//! The workspace as the chores see it: its packages and its files, read once.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::source::RustFile;

/// The workspace, read once.
pub(crate) struct House {
    /// The folder that holds the root `Cargo.toml`.
    pub root: PathBuf,
    /// The members of the workspace, as `cargo metadata` tells them.
    pub packages: Vec<Package>,
    /// Every file that git knows or would add, in order of path.
    pub files: Vec<Tracked>,
    /// The Rust files among them.
    pub rust: Vec<RustFile>,
    /// The Rust files that could not be read: path, line, reason.
    pub unread: Vec<(String, usize, String)>,
}

/// A file that git knows or would add.
pub(crate) struct Tracked {
    /// From the root, with `/` between the parts.
    pub path: String,
    pub bytes: Vec<u8>,
}

/// A member of the workspace, with the fields of `cargo metadata` that the chores use.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Package {
    pub name: String,
    pub description: Option<String>,
    pub license: Option<String>,
    pub manifest_path: PathBuf,
    pub dependencies: Vec<Dependency>,
    #[serde(default)]
    pub targets: Vec<Target>,
}

/// A dependency as a manifest declares it.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Dependency {
    pub name: String,
    /// `None` for a normal dependency, else `dev` or `build`.
    pub kind: Option<String>,
    pub rename: Option<String>,
}

/// Something a package builds.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Target {
    pub name: String,
    pub kind: Vec<String>,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

impl Tracked {
    /// The text, or `None` where the file is not UTF-8.
    pub(crate) fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok()
    }
}

impl Dependency {
    /// The name that Rust code calls it by.
    pub(crate) fn name_in_code(&self) -> String {
        self.rename.as_deref().unwrap_or(&self.name).replace('-', "_")
    }
}

impl Package {
    /// Its folder from `root`, with `/` between the parts.
    pub(crate) fn folder(&self, root: &Path) -> String {
        let folder = self.manifest_path.parent().unwrap_or(root);
        folder.strip_prefix(root).unwrap_or(folder).to_string_lossy().replace('\\', "/")
    }
}

impl House {
    /// Reads the workspace at `root`.
    ///
    /// # Errors
    ///
    /// If cargo or git cannot be asked, or a file cannot be read.
    pub(crate) fn read(root: &Path) -> Result<Self> {
        let listed =
            output(root, "git", &["ls-files", "-z", "--cached", "--others", "--exclude-standard"])?;
        let mut paths: Vec<&str> = listed.split('\0').filter(|p| !p.is_empty()).collect();
        paths.sort_unstable();
        paths.dedup();
        let mut files = Vec::new();
        for path in paths {
            let full = root.join(path);
            // A file that is deleted but not yet committed so is still listed.
            if full.is_file() {
                let bytes = std::fs::read(&full).with_context(|| format!("cannot read {path}"))?;
                files.push(Tracked { path: path.to_owned(), bytes });
            }
        }
        Ok(Self::of(root, packages(&root.join("Cargo.toml"))?, files))
    }

    /// The workspace of these packages and files; what the tests of the rules build.
    pub(crate) fn of(root: &Path, packages: Vec<Package>, files: Vec<Tracked>) -> Self {
        let (mut rust, mut unread) = (Vec::new(), Vec::new());
        for file in files.iter().filter(|f| f.path.ends_with(".rs")) {
            let text = String::from_utf8_lossy(&file.bytes);
            match RustFile::parse(&file.path, &text) {
                Ok(file) => rust.push(file),
                Err((line, reason)) => unread.push((file.path.clone(), line, reason)),
            }
        }
        let modules: HashSet<String> = rust.iter().flat_map(RustFile::test_modules).collect();
        for file in &mut rust {
            let stem = file.path.trim_end_matches(".rs");
            file.is_test |= stem.match_indices('/').any(|(at, _)| modules.contains(&stem[..at]))
                || modules.contains(stem);
        }
        Self { root: root.to_owned(), packages, files, rust, unread }
    }

    /// The text of the file at `path`, if there is such a file.
    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        self.files.iter().find(|f| f.path == path).and_then(Tracked::text)
    }

    /// The members under `crates/`.
    pub(crate) fn rooms(&self) -> impl Iterator<Item = &Package> {
        self.packages.iter().filter(|p| p.folder(&self.root).starts_with("crates/"))
    }
}

/// The packages of the workspace whose root manifest is `manifest`.
///
/// # Errors
///
/// If cargo cannot be asked, or answers something else than metadata.
pub(crate) fn packages(manifest: &Path) -> Result<Vec<Package>> {
    let manifest = manifest.to_string_lossy();
    let arguments =
        ["metadata", "--format-version", "1", "--no-deps", "--manifest-path", &manifest];
    let answer = output(Path::new("."), &cargo(), &arguments)?;
    let metadata: Metadata = serde_json::from_str(&answer).context("cannot read cargo metadata")?;
    Ok(metadata.packages)
}

/// The cargo that runs this program, so that a chosen toolchain stays chosen.
pub(crate) fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}

/// What `program` prints on standard output, run in `folder`.
///
/// # Errors
///
/// If it cannot be started or fails; the error carries what it said.
pub(crate) fn output(folder: &Path, program: &str, arguments: &[&str]) -> Result<String> {
    let said = format!("{program} {}", arguments.join(" "));
    let output = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .output()
        .with_context(|| format!("cannot start `{said}`"))?;
    if !output.status.success() {
        bail!("`{said}` failed: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{said}` printed no UTF-8"))
}

#[cfg(test)]
impl House {
    /// A workspace of these files alone.
    pub(crate) fn of_files(files: &[(&str, &str)]) -> Self {
        let files = files
            .iter()
            .map(|(path, text)| Tracked {
                path: (*path).to_owned(),
                bytes: text.as_bytes().to_vec(),
            })
            .collect();
        Self::of(Path::new("/"), Vec::new(), files)
    }

    /// The same, with these members: name, and dependencies as `name` or `dev:name`.
    pub(crate) fn with_packages(mut self, packages: &[(&str, &[&str])]) -> Self {
        self.packages = packages
            .iter()
            .map(|(name, dependencies)| Package {
                name: (*name).to_owned(),
                description: Some("A sample.".to_owned()),
                license: Some("Apache-2.0".to_owned()),
                manifest_path: PathBuf::from(format!("/crates/{name}/Cargo.toml")),
                dependencies: dependencies.iter().map(|d| sample_dependency(d)).collect(),
                targets: Vec::new(),
            })
            .collect();
        self
    }
}

#[cfg(test)]
fn sample_dependency(text: &str) -> Dependency {
    let (kind, name) = match text.split_once(':') {
        Some((kind, name)) => (Some(kind.to_owned()), name),
        None => (None, text),
    };
    Dependency { name: name.to_owned(), kind, rename: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_under_a_test_module_is_test_code() {
        let house = House::of_files(&[
            ("crates/law/src/lib.rs", "#[cfg(test)]\nmod tests;\nmod route;"),
            ("crates/law/src/route.rs", ""),
            ("crates/law/src/tests/more.rs", ""),
            ("crates/law/src/tests.rs", ""),
            ("crates/law/tests/all.rs", ""),
        ]);
        let test: Vec<&str> =
            house.rust.iter().filter(|f| f.is_test).map(|f| f.path.as_str()).collect();
        assert_eq!(
            test,
            ["crates/law/src/tests/more.rs", "crates/law/src/tests.rs", "crates/law/tests/all.rs"]
        );
    }
}
