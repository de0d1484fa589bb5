//! A dossier with every kind of part, and what its parts look like inside the ZIP.

use std::io;
use std::ops::Range;

use evidence::dossier::{DossierWriter, Letter, Opened, Registered, Rest};
use evidence::events::Events;
use evidence::manifest::{DeclaredType, Desk, FileName, GivenAddress, Manifest, Origin, Part};
use evidence::media::{self, MediaType};
use evidence::seal;
use evidence::verify::{Check, Outcome, Trust, verify};
use record::bounded::Few;
use record::choice::{Basis, Decider, Decision, Language};
use record::entry::{Answer, Body};
use record::id::{Digest, NoticeRef, ReportRef};
use record::notice::OpenedSalt;
use record::{Entry, Salt, Timestamp, WithheldDocument};
use register::checkpoint::{Checkpoint, SignedCheckpoint};
use register::cosignature;
use register::hash::{leaf_hash, node_hash};
use register::note::{KeyKind, KeyName, SignerKey};
use register::policy::{Policy, PolicyText, PolicyWitness};
use register::proof_file::ProofFile;

/// The exhibits of the dossier: name as given, bytes.
pub(crate) const EXHIBITS: [(&str, &[u8]); 3] = [
    ("../صورة\u{202e}gpj.exe", b"\x89PNG\r\n\x1a\n a picture"),
    ("clip.mp4", b"\0\0\0\x18ftypmp42 a clip"),
    ("account.txt", b"What happened, in my words."),
];

/// The first entry of the register in the dossier.
pub(crate) const ENTRY: &[u8] = b"an entry";

/// The second: an answer that commits to the statement of reasons of [`opened`].
pub(crate) fn answer() -> Vec<u8> {
    let opened: Opened = serde_json::from_slice(&opened()).unwrap();
    let languages = Few::new([Language::English]).unwrap();
    let salt = opened.salt.salt();
    let body = Body::Answer(Answer {
        answered_at: at(),
        basis: Basis::Law,
        decider: Decider::Person,
        decision: Decision::Refused,
        measure: None,
        notice: NoticeRef::from_random([4; 16]),
        reasons: Some(WithheldDocument::kept(opened.text.as_bytes(), &salt, languages)),
        recorded_by: None,
    });
    Entry::new(at(), "desk.example".parse().unwrap(), body).unwrap().to_bytes().unwrap()
}

/// What the platform said, with the salt of its commitment.
pub(crate) fn opened() -> Vec<u8> {
    let salt = OpenedSalt::of(&Salt::from_random([8; 32]));
    serde_json::to_vec(&Opened { salt, text: "It is lawful.".into() }).unwrap()
}

pub(crate) fn at() -> Timestamp {
    "2026-11-24T10:00:00Z".parse().unwrap()
}

pub(crate) fn signer(name: &str, kind: KeyKind, byte: u8) -> SignerKey {
    SignerKey::from_seed(KeyName::new(name).unwrap(), kind, [byte; 32]).unwrap()
}

pub(crate) fn desk_key() -> SignerKey {
    signer("desk.example/seal", KeyKind::Ed25519, 1)
}

fn log_key() -> SignerKey {
    signer("desk.example/log", KeyKind::Ed25519, 2)
}

fn witness_key() -> SignerKey {
    signer("witness.example", KeyKind::CosignatureEd25519, 3)
}

pub(crate) fn part(number: u16, name: &str, bytes: &[u8], origin: Origin) -> Part {
    Part {
        bytes: bytes.len() as u64,
        declared_type: (number == 1).then(|| DeclaredType::new("image/jpeg")),
        media_type: media::sniff(bytes),
        name: FileName::new(name),
        number,
        origin,
        received_at: at(),
        sha256: Digest::of(bytes),
    }
}

pub(crate) fn manifest() -> Manifest {
    let origins = [Origin::Uploaded, Origin::Uploaded, Origin::Typed];
    let parts: Vec<Part> = (1..)
        .zip(EXHIBITS.iter().zip(origins))
        .map(|(number, ((name, bytes), origin))| part(number, name, bytes, origin))
        .collect();
    assert_eq!(parts[0].media_type, MediaType::Png);
    let desk = Desk::try_from("desk.example".to_owned()).unwrap();
    let address = GivenAddress::new("https://www.example.org/post?utm_source=x").unwrap();
    Manifest::new(ReportRef::from_random([7; 16]), desk, at(), parts, vec![address]).unwrap()
}

pub(crate) fn events(manifest: &Manifest) -> Events {
    let mut events = Events::begin(manifest);
    events.push(at(), "received", &[]).unwrap();
    events.push(at(), "letter_made", &[("letter", "1")]).unwrap();
    events
}

/// The proofs of the two entries.
pub(crate) fn proofs() -> [ProofFile; 2] {
    let leaves = [leaf_hash(ENTRY), leaf_hash(&answer())];
    let checkpoint = Checkpoint::new("desk.example/log", 2, node_hash(&leaves[0], &leaves[1]));
    let line = cosignature::cosign(&checkpoint.to_text(), &witness_key(), 1_780_000_000).unwrap();
    let signed = SignedCheckpoint::sign(&checkpoint, &log_key()).unwrap().with_cosignature(line);
    let proof =
        |index, other| ProofFile::new(None, index, vec![other], signed.note().clone()).unwrap();
    [proof(0, leaves[1]), proof(1, leaves[0])]
}

pub(crate) fn policy() -> Policy {
    let witness = PolicyWitness {
        name: PolicyText::new(b"w").unwrap(),
        key: witness_key().verifier().clone(),
        url: None,
    };
    Policy::k_of_n(log_key().verifier().clone(), 1, vec![witness]).unwrap()
}

/// Writes the dossier into `out`, with these letters.
pub(crate) fn write<W: io::Write>(out: W, letters: &[Letter<'_>]) -> W {
    let (manifest, key) = (manifest(), desk_key());
    let seal = seal::seal(&manifest, &key).unwrap();
    let mut writer = DossierWriter::new(out, &manifest, &seal, key.verifier()).unwrap();
    for (number, (_, bytes)) in (1..).zip(EXHIBITS) {
        writer.exhibit(number, || Ok(bytes)).unwrap();
    }
    let (events, proofs, policy) = (events(&manifest), proofs(), policy());
    let (answer, opened) = (answer(), opened());
    let registered = [
        Registered { entry: ENTRY, proof: &proofs[0], opened: None },
        Registered { entry: &answer, proof: &proofs[1], opened: Some(&opened) },
    ];
    let rest = Rest { events: &events, letters, registered: &registered, policy: Some(&policy) };
    writer.finish(&rest, at(), &key).unwrap()
}

pub(crate) fn dossier() -> Vec<u8> {
    let letters = [
        Letter { slug: "platform-fr", text: "Madame, Monsieur" },
        Letter { slug: "prosecutor", text: "السيد وكيل الملك" },
    ];
    write(Vec::new(), &letters)
}

/// Everything is trusted that can be.
pub(crate) fn trust() -> Trust {
    Trust { key: Some(desk_key().verifier().clone()), policy: Some(policy()) }
}

pub(crate) fn checks(bytes: &[u8]) -> Vec<Check> {
    verify(bytes, &trust()).unwrap()
}

/// What is wrong, by part.
pub(crate) fn wrongs(bytes: &[u8]) -> Vec<String> {
    let wrong = |check: &Check| check.result == Outcome::Wrong;
    checks(bytes).into_iter().filter(wrong).map(|check| check.what).collect()
}

/// A part inside the ZIP: its path, its header with the name, and its bytes.
#[derive(Debug, Clone)]
pub(crate) struct Lies {
    pub(crate) path: String,
    pub(crate) header: Range<usize>,
    pub(crate) data: Range<usize>,
}

/// Where each part lies, read from the headers as APPNOTE 4.3.7 lays them out.
pub(crate) fn layout(zip: &[u8]) -> Vec<Lies> {
    let mut found = Vec::new();
    let mut at = 0;
    while zip[at..].starts_with(b"PK\x03\x04") {
        let size = u32::from_le_bytes(zip[at + 18..at + 22].try_into().unwrap()) as usize;
        let name = usize::from(u16::from_le_bytes(zip[at + 26..at + 28].try_into().unwrap()));
        let path = String::from_utf8(zip[at + 30..at + 30 + name].to_vec()).unwrap();
        let data = at + 30 + name..at + 30 + name + size;
        found.push(Lies { path, header: at..data.start, data: data.clone() });
        at = data.end;
    }
    found
}
