//! The text formats against vectors of others: Tessera's checkpoints, cosigned checkpoints and
//! proofs made with other libraries, Wycheproof's Ed25519. They lie outside the repository; where
//! they are absent the tests say so and our own vectors in `fixtures/` remain.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do, by panicking")]
#![expect(clippy::print_stdout, reason = "a test that did not run says so")]

use std::path::PathBuf;

use register::Hash;
use register::checkpoint::SignedCheckpoint;
use register::cosignature;
use register::hash::leaf_hash;
use register::merkle;
use register::note::{KeyError, KeyKind, KeyName, Note, VerifierKey};
use register::policy::Policy;
use register::proof_file::ProofFile;
use serde_json::Value;

/// The vkey of Tessera's test log, as its repository states it.
const TESSERA_VKEY: &str =
    "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";
/// The entries of that log, spelled as they are there.
const TESSERA_ENTRIES: &str =
    "one two three four five six seven eit nain ten ileven twelf threeten fourten fivten";

/// A file of the shared evidence, if it is there.
fn shared(path: &str) -> Option<Vec<u8>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/evidence");
    let bytes = std::fs::read(PathBuf::from(folder).join(path)).ok();
    if bytes.is_none() {
        println!("not run: ../shared is absent");
    }
    bytes
}

/// A JSON file of the shared evidence, if it is there.
fn shared_json(path: &str) -> Option<Value> {
    shared(path).map(|bytes| serde_json::from_slice(&bytes).unwrap())
}

fn text<'v>(value: &'v Value, field: &str) -> &'v str {
    value[field].as_str().unwrap()
}

fn list<'v>(value: &'v Value, field: &str) -> &'v [Value] {
    value[field].as_array().unwrap()
}

fn bytes_from_hex(text: &str) -> Vec<u8> {
    let digits = text.as_bytes().chunks(2);
    digits.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}

#[test]
fn all_sixteen_checkpoints_of_tessera_verify_and_have_the_root_of_their_entries() {
    let key = VerifierKey::parse(TESSERA_VKEY).unwrap();
    let leaves: Vec<Hash> = TESSERA_ENTRIES.split(' ').map(|it| leaf_hash(it.as_bytes())).collect();
    for size in 0..=15 {
        let Some(bytes) = shared(&format!("tessera-testlog/checkpoint.{size}")) else {
            return;
        };
        let signed = SignedCheckpoint::parse(&bytes, &key).unwrap();
        assert_eq!(signed.to_bytes(), bytes);
        let checkpoint = signed.checkpoint();
        assert_eq!(checkpoint.size, size);
        assert!(checkpoint.is_consistent_empty());
        let root = merkle::root(size, |node| node_of(&leaves, node));
        assert_eq!(Ok(checkpoint.root), root);
    }
}

/// A complete node over the leaves.
fn node_of(leaves: &[Hash], node: merkle::Node) -> Result<Hash, std::convert::Infallible> {
    if node.level == 0 {
        return Ok(leaves[node.index as usize]);
    }
    let child = |index| node_of(leaves, merkle::Node { level: node.level - 1, index });
    let (left, right) = (child(2 * node.index)?, child(2 * node.index + 1)?);
    Ok(register::hash::node_hash(&left, &right))
}

#[test]
fn cosigned_checkpoints_of_other_libraries_verify_and_tampered_ones_do_not() {
    let Some(vectors) = shared_json("own-tlog-vectors.json") else {
        return;
    };
    let log = VerifierKey::parse(text(&vectors, "log_vkey")).unwrap();
    let witnesses = list(&vectors, "witnesses").iter();
    let witnesses: Vec<VerifierKey> =
        witnesses.map(|witness| VerifierKey::parse(text(witness, "vkey")).unwrap()).collect();
    let mut cosignatures = 0;
    for vector in list(&vectors, "checkpoints") {
        let bytes = text(vector, "checkpoint").as_bytes();
        let signed = SignedCheckpoint::parse(bytes, &log).unwrap();
        assert_eq!(signed.to_bytes(), bytes);
        assert_eq!(signed.checkpoint().size, vector["size"].as_u64().unwrap());
        assert_eq!(signed.checkpoint().root.to_string(), text(vector, "root"));
        let note = signed.note();
        assert_eq!(note.verify(&witnesses).map(|keys| keys.len()), Ok(4));
        let other = note.text().replace(".example/test\n", ".example/tezt\n");
        for (line, key) in note.signatures()[1..].iter().zip(&witnesses) {
            assert!(cosignature::verify(note.text(), line, key).is_ok());
            assert!(cosignature::verify(&other, line, key).is_err());
            cosignatures += 1;
        }
        // A line of ML-DSA-44 is one of an unknown key, and changes nothing.
        let with_line =
            text(vector, "checkpoint").to_owned() + text(vector, "mldsa_line").trim_end();
        let note = Note::parse((with_line + "\n").as_bytes()).unwrap();
        assert_eq!(note.signatures().len(), 6);
        assert_eq!(note.verify(&witnesses).map(|keys| keys.len()), Ok(4));
    }
    assert_eq!(cosignatures, 40);
}

#[test]
fn proof_files_of_other_libraries_verify_under_their_policy_and_no_tampered_one_does() {
    let Some(vectors) = shared_json("own-tlog-vectors.json") else {
        return;
    };
    let policy = text(&vectors, "policy");
    let policy_read = Policy::parse(policy.as_bytes()).unwrap();
    assert_eq!(policy_read.to_string(), policy);
    assert_eq!(policy_read.threshold(), (3, 4));
    assert_eq!(policy_read.blocking_count(), Some(2));
    let mut files = 0;
    for vector in list(&vectors, "checkpoints") {
        let Some(proof) = vector.get("tlog_proof").filter(|proof| !proof.is_null()) else {
            continue;
        };
        let bytes = text(proof, "file").as_bytes();
        let file = ProofFile::parse(bytes).unwrap();
        assert_eq!(file.to_bytes(), bytes);
        assert_eq!(Some(file.index()), proof["index"].as_u64());
        let leaf = leaf_hash(text(proof, "leaf").as_bytes());
        let verified = file.verify(&leaf, &policy_read).unwrap();
        assert_eq!(verified.cosigned_by.len(), 4);
        assert_eq!(verified.origin, text(&vectors, "origin"));
        assert!(file.verify(&leaf_hash(b"another entry"), &policy_read).is_err());
        for at in (0..bytes.len()).step_by(7) {
            let mut bytes = bytes.to_vec();
            bytes[at] ^= 1;
            let believed = ProofFile::parse(&bytes)
                .is_ok_and(|file| file.verify(&leaf, &policy_read).is_ok_and(|it| it == verified));
            // Only a key's name or id may differ: then its line is passed over, and said so.
            assert!(!believed, "byte {at}");
        }
        files += 1;
    }
    assert_eq!(files, 9);
}

#[test]
fn a_post_quantum_witness_is_named_as_not_supported() {
    let Some(vectors) = shared_json("own-tlog-vectors.json") else {
        return;
    };
    let vkey = text(&vectors["mldsa_witness"], "vkey");
    let kind = "ML-DSA-44 cosignature";
    let expected = Err(KeyError::Unsupported { code: 0x06, kind });
    assert_eq!(VerifierKey::parse(vkey), expected);
}

/// Wycheproof has no case where the strict check (no point of small order) and the one of
/// RFC 8032 differ; the strict check agrees with all of them.
#[test]
fn the_strict_check_agrees_with_all_cases_of_wycheproof() {
    let Some(vectors) = shared_json("wycheproof/ed25519_test.json") else {
        return;
    };
    let mut cases = 0;
    for group in list(&vectors, "testGroups") {
        let public: [u8; 32] = bytes_from_hex(text(&group["publicKey"], "pk")).try_into().unwrap();
        let name = KeyName::new("wycheproof.example").unwrap();
        let key = VerifierKey::from_public_bytes(name, KeyKind::Ed25519, &public).unwrap();
        for case in list(group, "tests") {
            let message = bytes_from_hex(text(case, "msg"));
            let signature = bytes_from_hex(text(case, "sig"));
            let is_valid = text(case, "result") == "valid";
            assert_eq!(key.verify(&message, &signature), is_valid, "case {}", case["tcId"]);
            cases += 1;
        }
    }
    assert_eq!(cases, 151);
}
