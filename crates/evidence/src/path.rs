//! The paths a dossier may have, and what belongs to each: its place, its bounds, whether it is
//! kept in memory to be read. There is no other path.

use register::note::NOTE_BYTES_MAX;
use register::policy::POLICY_BYTES_MAX;

use crate::dossier::{LETTER_BYTES_MAX, SLUG_BYTES_MAX};
use crate::events::EVENTS_BYTES_MAX;
use crate::manifest::MANIFEST_BYTES_MAX;
use crate::media::FILE_BYTES_MAX;

/// The longest path. Unit: bytes. The longest exhibit has 9 + 4 + 40 + 5.
pub(crate) const PATH_BYTES_MAX: usize = 80;

/// The largest entry of a log. Source: C2SP tlog-tiles, "Log entries", 16 bits of length.
pub(crate) const ENTRY_BYTES_MAX: usize = 65_535;

/// The largest text to read first.
const README_BYTES_MAX: usize = 64 << 10;

/// The longest verifier key: a name of 1,024 bytes, an id, a key.
const KEY_BYTES_MAX: usize = 2048;

/// The largest list of contents: 400 parts of under 200 bytes.
pub(crate) const CONTENTS_BYTES_MAX: usize = 128 << 10;

/// The most public entries in a dossier. Our own choice: a notice that a platform asked back about
/// ten times has some thirty.
pub const ENTRIES_MAX: usize = 60;

/// The largest text of an entry that is opened, with its salt: some 9,000 characters, each of which
/// may be written with six bytes.
pub(crate) const OPENED_BYTES_MAX: usize = 128 << 10;

/// The largest proof in a dossier. A checkpoint with its witnesses and the hashes up to it has a few
/// thousand bytes; what a log may make of it is far more, and sixty of those would fill the memory.
pub(crate) const PROOF_BYTES_MAX: usize = 64 << 10;

/// What a part of a dossier is, in the order in which parts lie in the ZIP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    Readme,
    Manifest,
    Seal,
    Key,
    Exhibit,
    Events,
    Letter,
    RegisterEntry,
    RegisterPolicy,
    RegisterProof,
    RegisterOpened,
    Contents,
    Cover,
}

/// The text to read first, in Arabic, French and English.
pub(crate) const READMES: [&str; 3] = ["1-README-ar.txt", "1-README-fr.txt", "1-README-en.txt"];
/// What was received.
pub(crate) const MANIFEST: &str = "manifest.json";
/// The desk's seal over the manifest.
pub(crate) const SEAL: &str = "seal.note";
/// The desk's verifier key.
pub(crate) const KEY: &str = "key.txt";
/// What happened since.
pub(crate) const EVENTS: &str = "events.jsonl";
/// Which log and which witnesses the desk names.
pub(crate) const REGISTER_POLICY: &str = "register/policy";
/// The list of all parts above.
pub(crate) const CONTENTS: &str = "contents.json";
/// The desk's signature over the list.
pub(crate) const COVER: &str = "contents.note";

/// What must be there in every dossier, besides its exhibits.
pub(crate) const REQUIRED: [&str; 9] =
    [READMES[0], READMES[1], READMES[2], MANIFEST, SEAL, KEY, EVENTS, CONTENTS, COVER];

impl Place {
    /// What the path stands for; `None` if no dossier has it.
    pub(crate) fn of(path: &str) -> Option<Place> {
        match path {
            MANIFEST => Some(Place::Manifest),
            SEAL => Some(Place::Seal),
            KEY => Some(Place::Key),
            EVENTS => Some(Place::Events),
            REGISTER_POLICY => Some(Place::RegisterPolicy),
            CONTENTS => Some(Place::Contents),
            COVER => Some(Place::Cover),
            path if READMES.contains(&path) => Some(Place::Readme),
            path if is_exhibit(path) => Some(Place::Exhibit),
            path if is_letter(path) => Some(Place::Letter),
            path => Some(of_entry(path)?.1),
        }
    }

    /// The most bytes a part has here.
    pub(crate) fn bytes_max(self) -> u64 {
        let bytes = match self {
            Place::Exhibit => return FILE_BYTES_MAX,
            Place::Readme => README_BYTES_MAX,
            Place::Manifest => MANIFEST_BYTES_MAX,
            Place::Seal | Place::Cover => NOTE_BYTES_MAX,
            Place::Key => KEY_BYTES_MAX,
            Place::Events => EVENTS_BYTES_MAX,
            Place::Letter => LETTER_BYTES_MAX,
            Place::RegisterEntry => ENTRY_BYTES_MAX,
            Place::RegisterProof => PROOF_BYTES_MAX,
            Place::RegisterOpened => OPENED_BYTES_MAX,
            Place::RegisterPolicy => POLICY_BYTES_MAX,
            Place::Contents => CONTENTS_BYTES_MAX,
        };
        bytes as u64
    }

    /// Whether verification reads what is in it, and not only its hash.
    pub(crate) fn is_kept(self) -> bool {
        !matches!(self, Place::Readme | Place::Exhibit | Place::Letter)
    }
}

/// The sort key of a path: where its kind lies, then its name. The texts to read first are in the
/// order of [`READMES`].
pub(crate) fn order(path: &str) -> Option<(Place, usize, &str)> {
    let place = Place::of(path)?;
    let language = READMES.iter().position(|readme| *readme == path).unwrap_or(0);
    Some((place, language, path))
}

/// The path of letter `number`, from 1.
pub(crate) fn letter(number: usize, slug: &str) -> String {
    format!("letters/{number:02}-{slug}.txt")
}

/// Whether a letter may be called so: lower-case letters, digits, hyphens.
pub(crate) fn is_slug(slug: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=SLUG_BYTES_MAX).contains(&slug.len()) && slug.bytes().all(is_plain)
}

/// The path of what belongs to public entry `number`, from 1.
pub(crate) fn registered(number: usize, place: Place) -> String {
    let what = match place {
        Place::RegisterEntry => "entry",
        Place::RegisterOpened => "opened",
        _ => "proof",
    };
    format!("register/{number:02}-{what}")
}

/// The number of the public entry to which a path belongs, and what of it lies there.
pub(crate) fn of_entry(path: &str) -> Option<(usize, Place)> {
    let (number, what) = path.strip_prefix("register/")?.split_once('-')?;
    let place = match what {
        "entry" => Place::RegisterEntry,
        "proof" => Place::RegisterProof,
        "opened" => Place::RegisterOpened,
        _ => return None,
    };
    let number: usize = number.parse().ok().filter(|_| is_number(number, 2))?;
    (1..=ENTRIES_MAX).contains(&number).then_some((number, place))
}

fn is_letter(path: &str) -> bool {
    let name = path.strip_prefix("letters/").and_then(|rest| rest.strip_suffix(".txt"));
    let parts = name.and_then(|name| name.split_once('-'));
    parts.is_some_and(|(number, slug)| is_number(number, 2) && is_slug(slug))
}

/// `exhibits/NNN-stem.ending`; which ones there are is in the manifest.
fn is_exhibit(path: &str) -> bool {
    let name = path.strip_prefix("exhibits/").and_then(|name| name.split_once('-'));
    let Some((number, name)) = name else { return false };
    let Some((stem, ending)) = name.split_once('.') else { return false };
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    path.len() <= PATH_BYTES_MAX
        && is_number(number, 3)
        && !stem.is_empty()
        && stem.bytes().all(is_plain)
        && !ending.is_empty()
        && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn is_number(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_paths_are_no_part_of_a_dossier() {
        for path in [
            "",
            "/manifest.json",
            "./manifest.json",
            "../manifest.json",
            "MANIFEST.JSON",
            "manifest.json/",
            "exhibits/",
            "exhibits/../../x-y.txt",
            "exhibits/001-a/b.jpg",
            "exhibits\\001-a.jpg",
            "exhibits/001-a..jpg",
            "exhibits/001-a.tar.gz",
            "exhibits/1-a.jpg",
            "exhibits/001-a\u{202e}b.jpg",
            "exhibits/001-a.jpg\0",
            "letters/1-a.txt",
            "letters/01-A.txt",
            "letters/01-../a.txt",
            "C:manifest.json",
            "register/entry",
            "register/00-entry",
            "register/1-entry",
            "register/01-",
            "register/61-entry",
            "register/+1-entry",
        ] {
            assert_eq!(Place::of(path), None, "{path:?}");
        }
    }

    #[test]
    fn parts_have_one_order() {
        let paths = [
            READMES[0],
            READMES[1],
            READMES[2],
            MANIFEST,
            SEAL,
            KEY,
            "exhibits/001-b.jpg",
            "exhibits/002-a.jpg",
            EVENTS,
            "letters/01-b.txt",
            "letters/02-a.txt",
            "register/01-entry",
            "register/02-entry",
            REGISTER_POLICY,
            "register/01-proof",
            "register/02-proof",
            "register/02-opened",
            CONTENTS,
            COVER,
        ];
        assert!(paths.is_sorted_by(|a, b| order(a) < order(b)));
    }
}
