//! Dossiers: whatever the bytes are, they are answered with checks that can be printed; and what
//! is right under the desk's key is one of the dossiers that it signed.
#![no_main]

use evidence::dossier::{DossierWriter, Letter, Registered, Rest};
use evidence::events::Events;
use evidence::manifest::{Desk, FileName, GivenAddress, Manifest, Origin, Part};
use evidence::media::sniff;
use evidence::seal::seal;
use evidence::verify::{Outcome, Trust, verify};
use hiwar_fuzz::{cosigned, log, plant, spoiled};
use libfuzzer_sys::fuzz_target;
use record::Timestamp;
use record::id::{Digest, ReportRef};
use register::policy::Policy;
use register::proof_file::ProofFile;

/// What is in the exhibits of every seed.
const EXHIBITS: [&[u8]; 2] = [b"%PDF-1.7 and so on", b"What happened, in my words."];

fn at() -> Timestamp {
    "2026-11-24T10:00:00Z".parse().expect("it is a time")
}

fn manifest() -> Manifest {
    let origins = [Origin::Uploaded, Origin::Typed];
    let part = |(number, (bytes, origin)): (u16, (&&[u8], Origin))| Part {
        bytes: bytes.len() as u64,
        declared_type: None,
        media_type: sniff(bytes),
        name: FileName::new("a name.exe"),
        number,
        origin,
        received_at: at(),
        sha256: Digest::of(bytes),
    };
    let parts = (1..).zip(EXHIBITS.iter().zip(origins)).map(part).collect();
    let desk = Desk::try_from("test.example".to_owned()).expect("it is the name of a desk");
    let addresses = vec![GivenAddress::new("example.org/a").expect("it is short")];
    Manifest::new(ReportRef::from_random([1; 16]), desk, at(), parts, addresses)
        .expect("it is whole")
}

/// A dossier with a letter, or with an entry of the log.
fn dossier(has_entry: bool) -> Vec<u8> {
    let (manifest, key) = (manifest(), log());
    let seal = seal(&manifest, &key).expect("the key is the desk's");
    let mut events = Events::begin(&manifest);
    events.push(at(), "received", &[]).expect("it is an event");
    let out = Vec::new();
    let mut writer =
        DossierWriter::new(out, &manifest, &seal, key.verifier()).expect("the seal fits");
    for (number, bytes) in (1..).zip(EXHIBITS) {
        writer.exhibit(number, || Ok(bytes)).expect("it is the exhibit");
    }
    let note = cosigned(1, 3).note().clone();
    let proof = ProofFile::new(None, 0, Vec::new(), note).expect("the proof is well formed");
    let policy = policy();
    let registered = [Registered { entry: b"0", proof: &proof, opened: None }];
    let letters = [Letter { slug: "letter", text: "Bonjour" }];
    let rest = Rest {
        events: &events,
        letters: if has_entry { &[] } else { &letters },
        registered: if has_entry { &registered } else { &[] },
        policy: Some(&policy),
    };
    writer.finish(&rest, at(), &key).expect("it is whole")
}

fn policy() -> Policy {
    Policy::k_of_n(log().verifier().clone(), 0, Vec::new()).expect("it is valid")
}

fn seeds() -> Vec<Vec<u8>> {
    spoiled(vec![dossier(false), dossier(true)])
}

fuzz_target!(init: plant(&seeds()), |bytes: &[u8]| {
    let trust = Trust { key: Some(log().verifier().clone()), policy: Some(policy()) };
    for trust in [trust, Trust::default()] {
        let checks = verify(bytes, &trust).expect("bytes in memory can be read");
        assert!(!checks.is_empty());
        for check in &checks {
            assert!(check.what.is_ascii() && !check.what.contains(char::is_control));
            assert!(!check.why.to_string().contains(char::is_control), "{}", check.why);
        }
        if trust.key.is_some() && checks.iter().all(|check| check.result == Outcome::Ok) {
            assert!([dossier(false), dossier(true)].iter().any(|ours| ours == bytes));
        }
    }
});
