//! Checks a dossier, from its bytes alone: without the desk, without a server, in one pass and in
//! bounded memory.
//!
//! The ZIP is compared, byte for byte, with the only one that its parts can make; the parts with
//! the signed list; the exhibits with the sealed manifest. So there is no byte whose change stays
//! unseen. The one thing that a file cannot say about itself is whose key signed it: that has to
//! be known from elsewhere.

use std::collections::BTreeMap;
use std::io::{self, Read};

use record::id::Digest;
use register::note::VerifierKey;
use register::policy::Policy;

use crate::contents::{Contents, Listed};
use crate::events::Events;
use crate::manifest::Manifest;
use crate::path::{self, Place};
use crate::seal::{self, Sealed};
use crate::zip::{Part, Walker};

mod register_part;
mod why;

pub use crate::zip::Fault;
pub use why::Why;

/// What the reader trusts; without it, the file can only agree with itself.
#[derive(Debug, Clone, Default)]
pub struct Trust {
    /// The desk's key, known from elsewhere than the dossier.
    pub key: Option<VerifierKey>,
    /// Which logs and which witnesses are trusted.
    pub policy: Option<Policy>,
}

/// How a check ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It holds.
    Ok,
    /// It does not.
    Wrong,
    /// It could not be checked with what was given.
    NotChecked,
}

/// One check of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// How it ended.
    pub result: Outcome,
    /// The path of the part, in printable ASCII with the rest escaped; [`ZIP`] for the file.
    pub what: String,
    /// Why. `Display` says it in English.
    pub why: Why,
}

/// What a check is about if it is about no single part.
pub const ZIP: &str = "zip";

/// How the file of a dossier begins. Source: PKWARE APPNOTE 4.3.7.
pub const FIRST_BYTES: [u8; 4] = *b"PK\x03\x04";

/// Checks a dossier.
///
/// The dossier holds if no check is [`Outcome::Wrong`]. That it is the desk's, and not only
/// consistent, is known if `key.txt` is [`Outcome::Ok`], which needs [`Trust::key`].
///
/// # Errors
///
/// Only if the bytes cannot be read; whatever they are, they are answered with checks.
pub fn verify(dossier: impl Read, trust: &Trust) -> io::Result<Vec<Check>> {
    let mut checks = Checks(Vec::new());
    let found = read(dossier, &mut checks)?;
    let key = check_key(&found, trust, &mut checks);
    let cover = check_cover(&found, key.as_ref(), &mut checks);
    let contents = check_contents(&found, cover.as_ref(), &mut checks);
    let manifest = check_manifest(&found, cover.as_ref(), &mut checks);
    check_parts(&found, contents.as_ref(), manifest.as_ref(), &mut checks);
    check_seal(&found, manifest.as_ref(), key.as_ref(), &mut checks);
    check_events(&found, &mut checks);
    register_part::check(&found, trust.policy.as_ref(), &mut checks);
    Ok(checks.0)
}

/// The checks so far, in the order in which they are told.
struct Checks(Vec<Check>);

impl Checks {
    fn add(&mut self, result: Outcome, what: &str, why: Why) {
        self.0.push(Check { result, what: what.to_owned(), why });
    }

    fn ok(&mut self, what: &str, why: Why) {
        self.add(Outcome::Ok, what, why);
    }

    fn wrong(&mut self, what: &str, why: Why) {
        self.add(Outcome::Wrong, what, why);
    }

    fn not_checked(&mut self, what: &str, why: Why) {
        self.add(Outcome::NotChecked, what, why);
    }
}

/// What was found of a part.
struct Found {
    bytes: u64,
    sha256: Digest,
    content: Option<Vec<u8>>,
}

/// All parts that a dossier may have and that were found, by path.
struct FoundParts {
    parts: BTreeMap<String, Found>,
    /// Whether a fault of the ZIP hid some of the file.
    is_lost: bool,
}

impl FoundParts {
    fn content(&self, path: &str) -> Option<&[u8]> {
        self.parts.get(path)?.content.as_deref()
    }

    /// A part without which there is no dossier; says so if it is missing.
    fn required(&self, path: &str, checks: &mut Checks) -> Option<&[u8]> {
        let content = self.content(path);
        if content.is_none() {
            self.missing(path, checks);
        }
        content
    }

    fn missing(&self, path: &str, checks: &mut Checks) {
        match self.is_lost {
            true => checks.not_checked(path, Why::NotReached),
            false => checks.wrong(path, Why::Missing),
        }
    }
}

/// Goes through the ZIP. Parts of unknown paths are told and left aside.
fn read(dossier: impl Read, checks: &mut Checks) -> io::Result<FoundParts> {
    let mut walker = Walker::new(dossier);
    let mut parts = BTreeMap::new();
    let mut last: Option<String> = None;
    let mut is_right = true;
    while let Some(next) = walker.next()? {
        let part = match next {
            Ok(part) => part,
            Err((name, fault)) => {
                checks.wrong(name.as_deref().unwrap_or(ZIP), Why::Zip(fault));
                is_right = false;
                break;
            }
        };
        for fault in place_faults(&part, &parts, last.as_deref()).into_iter().chain(part.faults) {
            checks.wrong(&part.name, Why::Zip(fault));
            is_right = false;
        }
        if part.place.is_some() && !parts.contains_key(&part.name) {
            last = Some(part.name.clone());
            let Part { bytes, sha256, content, .. } = part;
            parts.insert(part.name, Found { bytes, sha256, content });
        }
    }
    if is_right {
        checks.ok(ZIP, Why::ZipExact { parts: parts.len() });
    }
    Ok(FoundParts { parts, is_lost: walker.is_lost() })
}

/// Whether a part is there twice, or before its turn.
fn place_faults(part: &Part, seen: &BTreeMap<String, Found>, last: Option<&str>) -> Vec<Fault> {
    if part.place.is_none() {
        return Vec::new();
    }
    if seen.contains_key(&part.name) {
        return vec![Fault::Twice];
    }
    let is_after = last.is_none_or(|last| path::order(last) < path::order(&part.name));
    if is_after { Vec::new() } else { vec![Fault::Order] }
}

/// The key that signatures are checked with: the one that is trusted, else the dossier's own.
fn check_key(found: &FoundParts, trust: &Trust, checks: &mut Checks) -> Option<VerifierKey> {
    let inside = found.required(path::KEY, checks).map(|bytes| {
        let text = std::str::from_utf8(bytes).ok().and_then(|text| text.strip_suffix('\n'));
        text.and_then(|text| VerifierKey::parse(text).ok())
    });
    match (inside, &trust.key) {
        (Some(None), _) => checks.wrong(path::KEY, Why::KeyUnreadable),
        (Some(Some(inside)), Some(trusted)) if inside != *trusted => {
            checks.wrong(path::KEY, Why::OtherKey { fingerprint: why::fingerprint(&inside) });
        }
        (Some(Some(inside)), None) => {
            let fingerprint = why::fingerprint(&inside);
            checks.not_checked(path::KEY, Why::NobodysKey { fingerprint });
            return Some(inside);
        }
        (Some(Some(_)), Some(_)) => checks.ok(path::KEY, Why::TrustedKey),
        (None, _) => {}
    }
    trust.key.clone()
}

/// The desk's signature over the list of contents.
fn check_cover(
    found: &FoundParts,
    key: Option<&VerifierKey>,
    checks: &mut Checks,
) -> Option<Sealed> {
    let bytes = found.required(path::COVER, checks)?;
    let Some(key) = key else {
        checks.not_checked(path::COVER, Why::NoKey);
        return None;
    };
    match seal::open_cover(bytes, key) {
        Ok(cover) => {
            let key = key.name().to_string();
            checks.ok(path::COVER, Why::CoverSigned { key, made_at: cover.at });
            Some(cover)
        }
        Err(error) => {
            checks.wrong(path::COVER, Why::Seal(error));
            None
        }
    }
}

fn check_contents(
    found: &FoundParts,
    cover: Option<&Sealed>,
    checks: &mut Checks,
) -> Option<Contents> {
    let bytes = found.required(path::CONTENTS, checks)?;
    if cover.is_some_and(|cover| cover.digest != Digest::of(bytes)) {
        checks.wrong(path::CONTENTS, Why::OtherContents);
        return None;
    }
    match Contents::parse(bytes) {
        Ok(contents) => {
            if cover.is_some() {
                checks.ok(path::CONTENTS, Why::ContentsSigned { parts: contents.parts().len() });
            }
            Some(contents)
        }
        Err(error) => {
            checks.wrong(path::CONTENTS, Why::ContentsUnreadable(error));
            None
        }
    }
}

fn check_manifest(
    found: &FoundParts,
    cover: Option<&Sealed>,
    checks: &mut Checks,
) -> Option<Manifest> {
    let bytes = found.required(path::MANIFEST, checks)?;
    match Manifest::parse(bytes) {
        Ok(manifest) => {
            if cover.is_some_and(|cover| cover.desk != *manifest.desk()) {
                checks.wrong(path::COVER, Why::OtherDesk);
            }
            Some(manifest)
        }
        Err(error) => {
            checks.wrong(path::MANIFEST, Why::Manifest(error));
            None
        }
    }
}

/// Each part against the list and, for exhibits, against the manifest; none missing, none extra.
fn check_parts(
    found: &FoundParts,
    contents: Option<&Contents>,
    manifest: Option<&Manifest>,
    checks: &mut Checks,
) {
    let listed = |contents: &Contents| -> BTreeMap<String, Listed> {
        contents.parts().iter().map(|listed| (listed.path.clone(), listed.clone())).collect()
    };
    let listed = contents.map(listed);
    let exhibits: Option<BTreeMap<String, Digest>> = manifest.map(|manifest| {
        manifest.parts().iter().map(|part| (part.exhibit_path(), part.sha256)).collect()
    });
    let mut paths: Vec<&str> = found.parts.keys().map(String::as_str).collect();
    paths.extend(listed.iter().flat_map(|listed| listed.keys().map(String::as_str)));
    paths.extend(exhibits.iter().flat_map(|exhibits| exhibits.keys().map(String::as_str)));
    paths.extend(path::REQUIRED);
    paths.retain(|path| ![path::CONTENTS, path::COVER].contains(path));
    // A path that only a hostile list has comes last, and is escaped when told.
    paths.sort_by_key(|path| (path::order(path).is_none(), path::order(path)));
    paths.dedup();
    for path in paths {
        let listed = listed.as_ref().map(|listed| listed.get(path));
        let exhibit = exhibits.as_ref().map(|exhibits| exhibits.get(path));
        check_part(path, found, listed, exhibit, checks);
    }
}

/// `None`: there is no list, or no manifest, to compare with. `Some(None)`: it is not in it.
fn check_part(
    path: &str,
    found: &FoundParts,
    listed: Option<Option<&Listed>>,
    exhibit: Option<Option<&Digest>>,
    checks: &mut Checks,
) {
    let what = path.as_bytes().escape_ascii().to_string();
    let is_exhibit = Place::of(path) == Some(Place::Exhibit);
    let Some(part) = found.parts.get(path) else {
        let is_told = checks.0.iter().any(|check| check.what == what);
        if !is_told {
            found.missing(&what, checks);
        }
        return;
    };
    let is_as_listed = |listed: &Listed| listed.bytes == part.bytes && listed.sha256 == part.sha256;
    let bytes = part.bytes;
    match (listed, exhibit.filter(|_| is_exhibit)) {
        (Some(None), _) => checks.wrong(&what, Why::NotListed),
        (Some(Some(listed)), _) if !is_as_listed(listed) => checks.wrong(&what, Why::Differs),
        (_, Some(None)) => checks.wrong(&what, Why::NotInManifest),
        (_, Some(Some(sha256))) if *sha256 != part.sha256 => {
            checks.wrong(&what, Why::DiffersFromManifest);
        }
        (_, Some(Some(_))) => checks.ok(&what, Why::AsSealed { bytes }),
        (_, None) if is_exhibit => checks.not_checked(&what, Why::NoManifest),
        (Some(_), None) => checks.ok(&what, Why::AsListed { bytes }),
        (None, None) => checks.not_checked(&what, Why::NoContents),
    }
}

/// The seal: signed, and of the manifest that is there.
fn check_seal(
    found: &FoundParts,
    manifest: Option<&Manifest>,
    key: Option<&VerifierKey>,
    checks: &mut Checks,
) {
    let Some(bytes) = found.content(path::SEAL) else { return };
    let Some(key) = key else {
        return checks.not_checked(path::SEAL, Why::NoKey);
    };
    let sealed = match seal::open_seal(bytes, key) {
        Ok(sealed) => sealed,
        Err(error) => return checks.wrong(path::SEAL, Why::Seal(error)),
    };
    let Some(manifest) = manifest else {
        return checks.not_checked(path::SEAL, Why::NoManifest);
    };
    if sealed.digest != manifest.digest() {
        return checks.wrong(path::SEAL, Why::OtherManifest);
    }
    if sealed.at != manifest.received_at() || sealed.desk != *manifest.desk() {
        return checks.wrong(path::SEAL, Why::OtherWords);
    }
    let desk = sealed.desk.to_string();
    checks.ok(path::SEAL, Why::Sealed { desk, received_at: sealed.at });
}

/// The chain of events, from the manifest on.
fn check_events(found: &FoundParts, checks: &mut Checks) {
    let Some(bytes) = found.content(path::EVENTS) else { return };
    let Some(manifest) = found.content(path::MANIFEST) else {
        return checks.not_checked(path::EVENTS, Why::NoManifest);
    };
    match Events::parse(bytes, Digest::of(manifest)) {
        Ok(events) => checks.ok(path::EVENTS, Why::Chained { events: events.list().len() }),
        Err(error) => checks.wrong(path::EVENTS, Why::Events(error)),
    }
}
