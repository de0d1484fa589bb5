//! A log's folder: when it is a log, and when it is none yet.
#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use std::path::{Path, PathBuf};

use register::note::{KeyKind, KeyName, SignerKey};
use store::folder::{FolderError, LogFolder, LogKind, NewKeys};

const ORIGIN: &str = "test.example/folder";

fn keys() -> NewKeys {
    let key = |name: &str, kind| {
        SignerKey::from_seed(KeyName::new(name).unwrap(), kind, [3; 32]).unwrap()
    };
    NewKeys {
        log: key(ORIGIN, KeyKind::Ed25519),
        witness: key("test.example/folder/witness", KeyKind::CosignatureEd25519),
    }
}

fn fresh(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&dir);
    dir
}

#[test]
fn a_log_without_the_first_entry_it_was_to_begin_with_is_no_log() {
    let dir = fresh("first-entry");
    // An entry that cannot be appended stops it where an interruption would.
    let made = LogFolder::create_with(&dir, LogKind::Test, &keys(), &[b'x'; 70_000], 0);
    assert!(matches!(made, Err(FolderError::First(_))), "{made:?}");
    assert!(matches!(LogFolder::open(&dir), Err(FolderError::NotALog(_))));
    let again = LogFolder::create_with(&dir, LogKind::Test, &keys(), b"first", 0);
    let Err(again @ FolderError::NotEmpty(_)) = again else { panic!("{again:?}") };
    assert!(again.to_string().contains("remove it and create again"), "{again}");
    std::fs::remove_dir_all(&dir).unwrap();
    LogFolder::create_with(&dir, LogKind::Test, &keys(), b"first", 0).unwrap();
    let folder = LogFolder::open(&dir).unwrap();
    let published = store::log::published(&folder.disk(), folder.verifier()).unwrap().unwrap();
    assert_eq!(published.checkpoint().size, 1);
    std::fs::remove_dir_all(&dir).unwrap();
}
