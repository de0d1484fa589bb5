//! Manifests: what they hold, what they refuse, and what becomes of hostile names.

use super::*;

fn at() -> Timestamp {
    "2026-11-24T10:00:00Z".parse().unwrap()
}

fn part(number: u16, name: &str) -> Part {
    Part {
        bytes: 3,
        declared_type: Some(DeclaredType::new("image/jpeg")),
        media_type: MediaType::Jpeg,
        name: FileName::new(name),
        number,
        origin: Origin::Uploaded,
        received_at: at(),
        sha256: Digest::of(b"abc"),
    }
}

fn made(parts: Vec<Part>) -> Result<Manifest, ManifestError> {
    let desk = Desk::Named("desk.example".parse().unwrap());
    let address = GivenAddress::new("HTTPS://www.example.org/a?utm_source=x").unwrap();
    Manifest::new(ReportRef::from_random([1; 16]), desk, at(), parts, vec![address])
}

#[test]
fn a_manifest_reads_back_as_the_same_bytes() {
    let manifest = made(vec![part(1, "a.jpg"), part(2, "b")]).unwrap();
    let bytes = manifest.to_bytes();
    assert_eq!(Manifest::parse(&bytes), Ok(manifest));
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.contains("\"version\":\"hiwar-manifest/v1\""), "{text}");
    assert!(text.contains("\"statement\":\"received-not-online/v1\""), "{text}");
    assert!(text.contains("\"canonical\":\"https://example.org/a\""), "{text}");
}

#[test]
fn a_later_version_is_refused_as_such_whatever_its_fields() {
    let later = br#"{"version":"hiwar-manifest/v2","anything":1.5}"#;
    assert_eq!(Manifest::parse(later), Err(ManifestError::Version));
    let text = String::from_utf8(made(vec![part(1, "a")]).unwrap().to_bytes()).unwrap();
    let captured = text.replace("\"uploaded\"", "\"captured\"");
    assert!(matches!(Manifest::parse(captured.as_bytes()), Err(ManifestError::Json(_))));
}

#[test]
fn bounds_are_kept_when_made_and_when_read() {
    assert_eq!(made(vec![]), Err(ManifestError::PartCount));
    let many = (1..=21).map(|number| part(number, "a")).collect();
    assert_eq!(made(many), Err(ManifestError::PartCount));
    let wrong = made(vec![part(1, "a"), part(3, "b")]);
    assert_eq!(wrong, Err(ManifestError::PartNumber { expected: 2, found: 3 }));
    let large = Part { bytes: FILE_BYTES_MAX + 1, ..part(1, "a") };
    assert_eq!(made(vec![large]), Err(ManifestError::PartSize { number: 1 }));
    assert_eq!(Manifest::parse(&vec![b' '; MANIFEST_BYTES_MAX + 1]), Err(ManifestError::TooLarge));
    let text = String::from_utf8(made(vec![part(1, "a")]).unwrap().to_bytes()).unwrap();
    let other = text.replace("\"number\":1", "\"number\":2");
    assert!(Manifest::parse(other.as_bytes()).is_err());
    assert!(GivenAddress::new(&"a".repeat(ADDRESS_MAX_BYTES + 1)).is_err());
}

#[track_caller]
fn check_path(name: &str, path: &str) {
    assert_eq!(part(7, name).exhibit_path(), path, "{name:?}");
}

#[test]
fn no_name_leads_a_path_astray() {
    check_path("photo.jpg", "exhibits/007-photo.jpg");
    check_path("../../etc/passwd", "exhibits/007-passwd.jpg");
    check_path("C:\\Windows\\x.exe", "exhibits/007-x.jpg");
    check_path("..", "exhibits/007-file.jpg");
    check_path("", "exhibits/007-file.jpg");
    check_path("صورة.jpg", "exhibits/007-file.jpg");
    check_path("a\u{202e}gpj.exe", "exhibits/007-a-gpj.jpg");
    check_path("my photo (2).final.png", "exhibits/007-my-photo-2-final.jpg");
    check_path("-rf.txt", "exhibits/007-rf.jpg");
    check_path("a\0b\nc", "exhibits/007-a-b-c.jpg");
    check_path(&"x".repeat(5000), &format!("exhibits/007-{}.jpg", "x".repeat(40)));
}

#[test]
fn a_name_is_kept_as_given() {
    let name = "صورة\u{202e}gpj.exe";
    let manifest = made(vec![part(1, name)]).unwrap();
    let read = Manifest::parse(&manifest.to_bytes()).unwrap();
    assert_eq!(read.parts()[0].name.as_str(), name);
}

#[test]
fn what_a_person_wrote_is_not_shown_when_debugged() {
    let shown = format!("{:?}", made(vec![part(1, "salma.jpg")]).unwrap());
    assert!(!shown.contains("salma") && !shown.contains("example.org"), "{shown}");
}

#[test]
fn a_desk_owns_keys_under_its_own_name_only() {
    let desk = Desk::Named("desk.example".parse().unwrap());
    assert!(desk.owns_key_name("desk.example") && desk.owns_key_name("desk.example/seal"));
    assert!(!desk.owns_key_name("desk.example.org") && !desk.owns_key_name("own"));
    assert!(Desk::Own.owns_key_name("own") && !Desk::Own.owns_key_name("owner.example"));
}
