//! What is written verifies, says what it should, and is always the same.

use std::io::{self, Read};

use evidence::dossier::{DossierError, DossierWriter, ENTRIES_MAX, Letter, Registered, Rest};
use evidence::seal;
use evidence::verify::{Fault, Outcome, Trust, Why, ZIP, verify};
use register::note::KeyKind;

use crate::common::*;

#[test]
fn a_whole_dossier_is_right_in_every_part() {
    let checks = checks(&dossier());
    for check in &checks {
        assert_eq!(check.result, Outcome::Ok, "{}: {}", check.what, check.why);
    }
    let paths = layout(&dossier()).into_iter().map(|lies| lies.path);
    for path in paths {
        assert!(checks.iter().any(|check| check.what == path), "{path} is not told");
    }
    assert_eq!(checks[0].what, ZIP);
}

#[test]
fn the_same_values_make_the_same_bytes() {
    assert_eq!(dossier(), dossier());
}

#[test]
fn parts_lie_in_their_order_under_harmless_names() {
    let paths: Vec<String> = layout(&dossier()).into_iter().map(|lies| lies.path).collect();
    assert_eq!(
        paths,
        [
            "1-README-ar.txt",
            "1-README-fr.txt",
            "1-README-en.txt",
            "manifest.json",
            "seal.note",
            "key.txt",
            "exhibits/001-gpj.png",
            "exhibits/002-clip.mp4",
            "exhibits/003-account.txt",
            "events.jsonl",
            "letters/01-platform-fr.txt",
            "letters/02-prosecutor.txt",
            "register/01-entry",
            "register/02-entry",
            "register/policy",
            "register/01-proof",
            "register/02-proof",
            "register/02-opened",
            "contents.json",
            "contents.note",
        ]
    );
}

#[test]
fn each_language_says_when_it_was_received_and_what_that_does_not_prove() {
    let bytes = dossier();
    for lies in layout(&bytes).into_iter().take(3) {
        let text = std::str::from_utf8(&bytes[lies.data]).unwrap();
        assert!(text.contains("2026-11-24T10:00:00Z"), "{text}");
        assert!(text.contains("desk.example") && !text.contains('⟦'), "{text}");
    }
}

#[test]
fn without_a_key_nobody_knows_whose_dossier_it_is() {
    let checks = verify(&dossier()[..], &Trust::default()).unwrap();
    let unsure: Vec<_> = checks.iter().filter(|check| check.result != Outcome::Ok).collect();
    assert!(unsure.iter().all(|check| check.result == Outcome::NotChecked));
    let told: Vec<&str> = unsure.iter().map(|check| check.what.as_str()).collect();
    assert_eq!(told, ["key.txt", "register/01-proof", "register/02-proof"]);
    assert!(matches!(unsure[0].why, Why::NobodysKey { .. }));
}

#[test]
fn the_fingerprint_is_what_sha256sum_says_of_the_key_file() {
    let bytes = dossier();
    let key = layout(&bytes).into_iter().find(|lies| lies.path == "key.txt").unwrap();
    let fingerprint = record::id::Digest::of(&bytes[key.data]);
    let checks = verify(&bytes[..], &Trust::default()).unwrap();
    assert!(checks.iter().any(|check| check.why == Why::NobodysKey { fingerprint }));
}

#[test]
fn another_desks_key_opens_nothing() {
    let key = signer("desk.example/seal", KeyKind::Ed25519, 9).verifier().clone();
    let checks = verify(&dossier()[..], &Trust { key: Some(key), policy: None }).unwrap();
    let wrong = |what: &str| {
        checks.iter().any(|check| check.what == what && check.result == Outcome::Wrong)
    };
    assert!(wrong("key.txt") && wrong("seal.note") && wrong("contents.note"));
}

#[test]
fn a_dossier_needs_no_letter_and_no_entry() {
    let (manifest, key) = (manifest(), desk_key());
    let seal = seal::seal(&manifest, &key).unwrap();
    let mut writer = DossierWriter::new(Vec::new(), &manifest, &seal, key.verifier()).unwrap();
    for (number, (_, bytes)) in (1..).zip(EXHIBITS) {
        writer.exhibit(number, || Ok(bytes)).unwrap();
    }
    let rest = Rest { events: &events(&manifest), letters: &[], registered: &[], policy: None };
    let bytes = writer.finish(&rest, at(), &key).unwrap();
    assert_eq!(wrongs(&bytes), Vec::<String>::new());
}

#[test]
fn an_exhibit_that_is_not_the_one_received_is_never_written() {
    let (manifest, key) = (manifest(), desk_key());
    let seal = seal::seal(&manifest, &key).unwrap();
    let mut out = Vec::new();
    let mut writer = DossierWriter::new(&mut out, &manifest, &seal, key.verifier()).unwrap();
    let right = EXHIBITS[0].1;
    let longer = [right, b"x"].concat();
    let mut other = right.to_vec();
    other[9] ^= 1;
    for wrong in [&right[..5], &longer, &other, b""] {
        let refused = writer.exhibit(1, || Ok(wrong));
        assert!(matches!(refused, Err(DossierError::Differs { number: 1 })));
    }
    let refused = writer.exhibit(2, || Ok(EXHIBITS[1].1));
    assert!(matches!(refused, Err(DossierError::Number { expected: 1, found: 2 })));
    let mut readings = [right, &other[..]].into_iter();
    let refused = writer.exhibit(1, || readings.next().ok_or_else(|| io::Error::other("end")));
    assert!(matches!(refused, Err(DossierError::Differs { number: 1 })), "the second reading");
}

#[test]
fn a_dossier_without_all_exhibits_or_with_anothers_seal_is_not_finished() {
    let (manifest, key) = (manifest(), desk_key());
    let seal = seal::seal(&manifest, &key).unwrap();
    let writer = DossierWriter::new(Vec::new(), &manifest, &seal, key.verifier()).unwrap();
    let rest = Rest { events: &events(&manifest), letters: &[], registered: &[], policy: None };
    let refused = writer.finish(&rest, at(), &key);
    assert!(matches!(refused, Err(DossierError::Missing { number: 1 })));
    let other = signer("desk.example/seal", KeyKind::Ed25519, 9);
    let refused = DossierWriter::new(Vec::new(), &manifest, &seal, other.verifier());
    assert!(matches!(refused.err(), Some(DossierError::Seal(_))));
}

#[test]
fn a_dossier_takes_so_many_entries_and_no_more() {
    let (manifest, key, proofs) = (manifest(), desk_key(), proofs());
    let seal = seal::seal(&manifest, &key).unwrap();
    let registered = Registered { entry: ENTRY, proof: &proofs[0], opened: None };
    for (count, is_taken) in [(ENTRIES_MAX, true), (ENTRIES_MAX + 1, false)] {
        let mut writer = DossierWriter::new(Vec::new(), &manifest, &seal, key.verifier()).unwrap();
        for (number, (_, bytes)) in (1..).zip(EXHIBITS) {
            writer.exhibit(number, || Ok(bytes)).unwrap();
        }
        let all = vec![registered; count];
        let rest =
            Rest { events: &events(&manifest), letters: &[], registered: &all, policy: None };
        let written = writer.finish(&rest, at(), &key);
        assert_eq!(written.is_ok(), is_taken);
        assert_eq!(written.map(|bytes| wrongs(&bytes)).unwrap_or_default(), Vec::<String>::new());
    }
}

#[test]
#[should_panic(expected = "Letter")]
fn a_letter_cannot_choose_its_path() {
    write(Vec::new(), &[Letter { slug: "../x", text: "" }]);
}

/// Fails after some bytes, as a disk does.
struct Breaks<'a>(&'a [u8]);

impl Read for Breaks<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.0.is_empty() {
            return Err(io::Error::other("the disk is gone"));
        }
        self.0.read(buffer)
    }
}

#[test]
fn a_disk_that_fails_is_no_verdict_about_the_dossier() {
    let bytes = dossier();
    for length in [0, 3, 100, bytes.len()] {
        assert!(verify(Breaks(&bytes[..length]), &trust()).is_err(), "{length}");
    }
}

#[test]
fn nothing_at_all_is_no_dossier() {
    for bytes in [&b""[..], b"PK", b"hello", &[0; 100], b"PK\x05\x06"] {
        let checks = checks(bytes);
        assert_eq!(checks[0].result, Outcome::Wrong);
        assert!(matches!(checks[0].why, Why::Zip(Fault::Beginning | Fault::Empty)));
    }
}
