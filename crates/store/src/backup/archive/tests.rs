//! One way to write it, and no byte whose change stays unseen.

use register::note::{KeyKind, KeyName};

use super::*;

fn key(byte: u8) -> SignerKey {
    let name = KeyName::new("desk.example").unwrap();
    SignerKey::from_seed(name, KeyKind::Ed25519, [byte; 32]).unwrap()
}

fn sample() -> Vec<u8> {
    let mut writer = Writer::new(Vec::new(), Kind::Data, 1_795_000_000);
    writer.bytes("backup/data.json", b"{}").unwrap();
    writer.bytes("objects/ab/abcd", &[7; 700]).unwrap();
    writer.bytes("register/policy", b"").unwrap();
    writer.bytes("desk.db", &[9; BLOCK]).unwrap();
    writer.finish(&key(1)).unwrap()
}

/// Reads all of it, and returns its parts.
fn parts(file: &[u8]) -> Result<Vec<(String, Vec<u8>)>, ArchiveError> {
    let mut parts = Vec::new();
    let ending = read(file, |part, body| {
        let mut bytes = Vec::new();
        body.read_to_end(&mut bytes)?;
        parts.push((part.path.clone(), bytes));
        Ok(())
    })?;
    ending.check(key(1).verifier())?;
    Ok(parts)
}

#[test]
fn what_was_written_is_read_back_in_its_order() {
    let parts = parts(&sample()).unwrap();
    let names: Vec<&str> = parts.iter().map(|part| part.0.as_str()).collect();
    assert_eq!(names, ["backup/data.json", "objects/ab/abcd", "register/policy", "desk.db"]);
    assert_eq!((parts[1].1.len(), parts[2].1.len()), (700, 0));
    let (kind, about) = peek(&sample()[..], 100).unwrap();
    assert_eq!((kind, &about[..]), (Kind::Data, &b"{}"[..]));
}

#[test]
fn every_flipped_bit_is_noticed_and_so_is_every_length() {
    let file = sample();
    for bit in 0..file.len() * 8 {
        let mut altered = file.clone();
        altered[bit / 8] ^= 1 << (bit % 8);
        let refused = parts(&altered).expect_err("a flipped bit");
        assert!(refused.is_about_the_file(), "bit {bit}: {refused}");
    }
    for length in 0..file.len() {
        let refused = parts(&file[..length]).expect_err("an end that is missing");
        assert!(refused.is_about_the_file(), "length {length}: {refused}");
    }
    let longer = [&file[..], &[0]].concat();
    assert!(parts(&longer).is_err());
}

#[test]
fn the_part_that_is_altered_is_named() {
    let file = sample();
    let at = file.iter().position(|byte| *byte == 7).unwrap();
    let mut altered = file.clone();
    altered[at + 3] ^= 1;
    assert_eq!(parts(&altered).unwrap_err().to_string(), "objects/ab/abcd is altered");
    let cut = parts(&file[..at + 3]).unwrap_err();
    assert_eq!(cut.to_string(), "it is truncated: it ends in or behind objects/ab/abcd");
}

#[test]
fn whoever_has_another_key_cannot_make_one_that_passes() {
    let mut writer = Writer::new(Vec::new(), Kind::Data, 1);
    writer.bytes("backup/data.json", b"{}").unwrap();
    let forged = writer.finish(&key(2)).unwrap();
    let refused = parts(&forged).unwrap_err();
    assert!(matches!(refused, ArchiveError::Unsigned { .. }), "{refused}");
}

#[test]
fn no_path_leads_out_of_the_folder() {
    let mut writer = Writer::new(Vec::new(), Kind::Data, 1);
    for path in ["../x", "/x", "a//b", "a/", "", "a/../b", ".x", "a\nb", "a b", "a\\b"] {
        assert!(writer.bytes(path, b"").is_err(), "{path}");
        let mut block = header("abc", 0, 1);
        block[..3].copy_from_slice(&[0; 3]);
        block[..path.len()].copy_from_slice(path.as_bytes());
        assert_eq!(parse_header(&block), None, "{path}");
    }
    assert!(writer.bytes(&"x".repeat(101), b"").is_err());
}

#[test]
fn a_part_that_grows_or_shrinks_while_it_is_copied_is_an_error() {
    for size_bytes in [2, 4] {
        let mut writer = Writer::new(Vec::new(), Kind::Data, 1);
        let refused = writer.part("x", size_bytes, &mut &b"abc"[..], &mut |_| {});
        assert!(matches!(refused, Err(ArchiveError::Part { .. })));
    }
}

#[test]
fn a_part_of_eight_gibibytes_and_more_has_a_header_too() {
    for size_bytes in [0, OCTAL_SIZE_MAX - 1, OCTAL_SIZE_MAX, u64::MAX] {
        let (part, time_s) = parse_header(&header("desk.db", size_bytes, 5)).unwrap();
        assert_eq!((part.size_bytes, time_s), (size_bytes, 5));
    }
}
