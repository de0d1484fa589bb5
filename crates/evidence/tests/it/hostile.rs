//! ZIPs that were made to deceive: each is told, nothing panics.

use evidence::verify::{Check, Fault, Outcome, Trust, Why, verify};
use register::note::KeyKind;

use crate::common::*;

/// A ZIP of these parts, stored, as any program would write it; the header can be bent.
fn zip(parts: &[(&[u8], &[u8])], bend: impl Fn(usize, &mut Vec<u8>)) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for (index, (name, data)) in parts.iter().enumerate() {
        let mut fields = vec![20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0];
        fields.extend(crc32fast::hash(data).to_le_bytes());
        fields.extend((data.len() as u32).to_le_bytes());
        fields.extend((data.len() as u32).to_le_bytes());
        fields.extend((name.len() as u16).to_le_bytes());
        fields.extend([0, 0]);
        bend(index, &mut fields);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&fields);
        directory.extend([0; 10]);
        directory.extend((out.len() as u32).to_le_bytes());
        directory.extend(*name);
        out.extend(b"PK\x03\x04");
        out.extend(fields);
        out.extend(*name);
        out.extend(*data);
    }
    let start = out.len() as u32;
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    let count = (parts.len() as u16).to_le_bytes();
    out.extend([count, count].concat());
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    out
}

/// The dossier taken apart, and put together with one change by a stranger who knows the format.
fn rebuilt(change: impl Fn(&mut Vec<(Vec<u8>, Vec<u8>)>)) -> Vec<u8> {
    let whole = dossier();
    let part = |lies: Lies| (lies.path.into_bytes(), whole[lies.data].to_vec());
    let mut parts: Vec<_> = layout(&whole).into_iter().map(part).collect();
    change(&mut parts);
    let parts: Vec<(&[u8], &[u8])> =
        parts.iter().map(|(name, data)| (&name[..], &data[..])).collect();
    zip(&parts, |_, _| {})
}

fn is_told(checks: &[Check], what: &str, why: &Why) -> bool {
    let same = |check: &Check| check.what == what && check.why == *why;
    checks.iter().any(|check| same(check) && check.result == Outcome::Wrong)
}

#[track_caller]
fn check(bytes: &[u8], what: &str, why: Why) {
    let checks = checks(bytes);
    let all: Vec<String> =
        checks.iter().map(|c| format!("{:?} {} {}\n", c.result, c.what, c.why)).collect();
    assert!(is_told(&checks, what, &why), "{what} {why} is not in\n{}", all.concat());
}

fn at(parts: &[(Vec<u8>, Vec<u8>)], path: &str) -> usize {
    parts.iter().position(|(name, _)| name == path.as_bytes()).unwrap()
}

#[test]
fn the_builder_of_these_tests_makes_the_same_bytes_as_the_writer() {
    assert_eq!(rebuilt(|_| {}), dossier());
}

#[test]
fn a_part_taken_out_put_in_doubled_or_moved_is_named() {
    for (index, lies) in layout(&dossier()).into_iter().enumerate() {
        let bytes = rebuilt(|parts| drop(parts.remove(index)));
        let checks = checks(&bytes);
        let path = lies.path.as_str();
        let is_named = is_told(&checks, path, &Why::Missing)
            || is_told(&checks, &path.replace("entry", "proof"), &Why::HalfRegistered);
        assert!(is_named, "{path}");
    }
    let extra = (b"letters/03-more.txt".to_vec(), b"x".to_vec());
    let bytes = rebuilt(|parts| parts.insert(at(parts, "register/01-entry"), extra.clone()));
    check(&bytes, "letters/03-more.txt", Why::NotListed);
    let bytes = rebuilt(|parts| {
        let seal = parts[at(parts, "seal.note")].clone();
        parts.insert(at(parts, "seal.note"), seal);
    });
    check(&bytes, "seal.note", Why::Zip(Fault::Twice));
    let bytes = rebuilt(|parts| parts.swap(4, 5));
    check(&bytes, "seal.note", Why::Zip(Fault::Order));
}

#[test]
fn an_exhibit_or_letter_exchanged_is_named() {
    for path in ["exhibits/002-clip.mp4", "letters/01-platform-fr.txt", "1-README-en.txt"] {
        let bytes = rebuilt(|parts| {
            let index = at(parts, path);
            parts[index].1 = b"other".to_vec();
        });
        check(&bytes, path, Why::Differs);
    }
}

#[test]
fn a_statement_that_its_entry_does_not_commit_to_is_named() {
    let other = String::from_utf8(opened()).unwrap().replace("lawful", "unlawful").into_bytes();
    let bytes = rebuilt(|parts| {
        let index = at(parts, "register/02-opened");
        parts[index].1 = other.clone();
    });
    check(&bytes, "register/02-opened", Why::OtherText);
    // The first entry commits to no statement, so that nothing can be said to be one of it.
    let bytes = rebuilt(|parts| {
        let index = at(parts, "register/02-opened");
        parts[index].0 = b"register/01-opened".to_vec();
    });
    check(&bytes, "register/01-opened", Why::OtherText);
}

#[test]
fn a_hostile_name_is_told_escaped_and_never_printed() {
    for (name, told) in [
        (&b"../../etc/passwd"[..], "../../etc/passwd"),
        (b"/etc/passwd", "/etc/passwd"),
        (b"exhibits\\001-x.png", "exhibits\\\\001-x.png"),
        ("exhibits/001-\u{202e}gnp.exe".as_bytes(), "exhibits/001-\\xe2\\x80\\xaegnp.exe"),
        (b"a\x1b[2Jb\n", "a\\x1b[2Jb\\n"),
        (b"", ""),
        (b"exhibits/", "exhibits/"),
    ] {
        let bytes = rebuilt(|parts| parts.insert(6, (name.to_vec(), b"x".to_vec())));
        check(&bytes, told, Why::Zip(Fault::Name));
    }
    let long = vec![b'a'; 60_000];
    let bytes = rebuilt(|parts| parts.insert(6, (long.clone(), b"x".to_vec())));
    check(&bytes, "zip", Why::Zip(Fault::NameLength));
}

/// Field of a header, from its version on, and what a stranger writes there.
#[track_caller]
fn check_bent(field: usize, value: &[u8], fault: Fault) {
    let whole = dossier();
    let parts: Vec<Lies> = layout(&whole);
    let parts: Vec<(&[u8], &[u8])> =
        parts.iter().map(|lies| (lies.path.as_bytes(), &whole[lies.data.clone()])).collect();
    let bytes = zip(&parts, |index, fields| {
        if index == 6 {
            fields[field..field + value.len()].copy_from_slice(value);
        }
    });
    check(&bytes, "exhibits/001-gpj.png", Why::Zip(fault));
}

#[test]
fn encrypted_compressed_and_lying_headers_are_named() {
    check_bent(2, &[1, 0], Fault::Encrypted);
    check_bent(2, &[0x41, 0], Fault::Encrypted);
    check_bent(4, &[8, 0], Fault::Compressed);
    check_bent(4, &[99, 0], Fault::Compressed);
    check_bent(2, &[8, 0], Fault::Header);
    check_bent(2, &[0, 8], Fault::Header);
    check_bent(0, &[45, 0], Fault::Header);
    check_bent(6, &[1, 0], Fault::Header);
    check_bent(10, &[0, 0, 0, 0], Fault::Checksum);
    check_bent(18, &[1, 0, 0, 0], Fault::Sizes);
    check_bent(14, &[0xff; 8], Fault::TooLarge);
    check_bent(14, &[1, 0, 0, 0x80, 1, 0, 0, 0x80], Fault::TooLarge);
    check_bent(14, &[0, 0, 0, 0x80, 0, 0, 0, 0x80], Fault::Truncated);
    check_bent(24, &[20, 0], Fault::Extra);
}

#[test]
fn parts_that_overlap_or_leave_gaps_are_told() {
    // The header of one part says that it reaches into the next.
    check_bent(14, &[40, 0, 0, 0, 40, 0, 0, 0], Fault::Lost);
    let whole = dossier();
    let gap = layout(&whole)[6].data.end;
    let bytes = [&whole[..gap], b"hidden", &whole[gap..]].concat();
    check(&bytes, "exhibits/001-gpj.png", Why::Zip(Fault::Lost));
    let bytes = [b"#!/bin/sh\n", &whole[..]].concat();
    check(&bytes, "zip", Why::Zip(Fault::Beginning));
    check(&[&whole[..], b"\0"].concat(), "zip", Why::Zip(Fault::Trailing));
    let twice = [&whole[..], &whole[..]].concat();
    check(&twice, "zip", Why::Zip(Fault::Trailing));
}

#[test]
fn a_directory_that_lies_about_a_part_is_told() {
    let whole = dossier();
    let start = layout(&whole).last().unwrap().data.end;
    // The first entry of the directory points elsewhere: its offset is at 42.
    let mut bytes = whole.clone();
    bytes[start + 42] = 1;
    check(&bytes, "1-README-ar.txt", Why::Zip(Fault::Directory));
    let end = whole.len();
    let mut bytes = whole.clone();
    bytes[end - 1] = 1;
    check(&bytes, "zip", Why::Zip(Fault::End));
    // A 64-bit end where none belongs.
    let mut bytes = whole[..end - 22].to_vec();
    bytes.extend(b"PK\x06\x06\x2c");
    bytes.extend(&whole[end - 22..]);
    check(&bytes, "zip", Why::Zip(Fault::End));
}

#[test]
fn the_name_of_a_strangers_key_cannot_command_a_terminal() {
    let key = signer("desk.example/\u{202e}\u{9b}2J", KeyKind::Ed25519, 1);
    let bytes = rebuilt(|parts| {
        let index = at(parts, "key.txt");
        parts[index].1 = format!("{}\n", key.verifier()).into_bytes();
    });
    for trust in [Trust { key: Some(key.verifier().clone()), policy: None }, Trust::default()] {
        let checks = verify(&bytes[..], &trust).unwrap();
        let all: String = checks.iter().map(|check| check.why.to_string()).collect();
        assert!(all.contains("\\u{202e}\\u{9b}2J"), "{all}");
        assert!(all.chars().all(|c| (' '..='~').contains(&c)), "{all}");
    }
}

#[test]
fn too_many_parts_are_refused_early() {
    let names: Vec<Vec<u8>> = (0..500).map(|n| format!("p{n}").into_bytes()).collect();
    let parts: Vec<(&[u8], &[u8])> = names.iter().map(|name| (&name[..], &b""[..])).collect();
    let checks = checks(&zip(&parts, |_, _| {}));
    assert!(is_told(&checks, "p400", &Why::Zip(Fault::TooManyParts)));
    assert!(checks.len() < 900);
}
