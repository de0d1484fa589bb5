//! Every byte of a dossier is covered: turn, take out, put in any one, and the place is named.

use evidence::verify::ZIP;

use crate::common::*;

/// One bit, another, and all: what a failing disk and what a forger does.
const PATTERNS: [u8; 3] = [0x01, 0x80, 0xff];

/// The names under which a change at `at` may be told: the part itself if the byte is in it; for
/// its header the part or the ZIP; for the directory the ZIP or any part.
fn is_named(wrongs: &[String], layout: &[Lies], at: usize) -> bool {
    let named = |what: &str| wrongs.iter().any(|wrong| wrong == what);
    match layout.iter().position(|lies| (lies.header.start..lies.data.end).contains(&at)) {
        Some(index) if layout[index].data.contains(&at) => named(&layout[index].path),
        Some(index) => {
            let before = index.checked_sub(1).map(|before| layout[before].path.as_str());
            // With another name, or another length of it, the part is told under what it is called now.
            let name = layout[index].header.start + 26..layout[index].header.end;
            named(&layout[index].path)
                || named(ZIP)
                || before.is_some_and(named)
                || (name.contains(&at) && !wrongs.is_empty())
        }
        None => !wrongs.is_empty(),
    }
}

#[test]
fn every_byte_turned_is_noticed_and_its_part_is_named() {
    let whole = dossier();
    let layout = layout(&whole);
    let mut bytes = whole.clone();
    for at in 0..whole.len() {
        for pattern in PATTERNS {
            bytes[at] = whole[at] ^ pattern;
            let wrongs = wrongs(&bytes);
            assert!(is_named(&wrongs, &layout, at), "byte {at} ^ {pattern:#x}: {wrongs:?}");
        }
        bytes[at] = whole[at];
    }
}

#[test]
fn every_byte_turned_is_noticed_without_a_key_too() {
    let whole = dossier();
    let mut bytes = whole.clone();
    for at in (0..whole.len()).step_by(3) {
        bytes[at] ^= 0x20;
        let checks = evidence::verify::verify(&bytes[..], &Default::default()).unwrap();
        let is_wrong = checks.iter().any(|c| c.result == evidence::verify::Outcome::Wrong);
        assert!(is_wrong, "byte {at}");
        bytes[at] = whole[at];
    }
}

#[test]
fn every_byte_taken_out_or_put_in_is_noticed() {
    let whole = dossier();
    for at in 0..whole.len() {
        let without = [&whole[..at], &whole[at + 1..]].concat();
        assert!(!wrongs(&without).is_empty(), "byte {at} taken out");
        let with = [&whole[..at], &[whole[at]], &whole[at..]].concat();
        assert!(!wrongs(&with).is_empty(), "byte {at} doubled");
    }
    for extra in [0, b'P', b'\n'] {
        assert!(!wrongs(&[&whole[..], &[extra]].concat()).is_empty());
        assert!(!wrongs(&[&[extra], &whole[..]].concat()).is_empty());
    }
}

#[test]
fn a_dossier_cut_anywhere_is_noticed() {
    let whole = dossier();
    for length in 0..whole.len() {
        assert!(!wrongs(&whole[..length]).is_empty(), "cut to {length}");
    }
}
