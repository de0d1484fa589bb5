//! What must hold for any input: no parser panics, what is read comes back byte for byte, and no
//! changed byte of a signed file is believed.

use proptest::prelude::*;
use proptest::sample::Index;
use register::checkpoint::Checkpoint;
use register::note::{Note, SignerKey, VerifierKey};
use register::policy::Policy;
use register::proof_file::ProofFile;
use register::witness::{AddCheckpoint, parse_stored_size};

use crate::support::{Tree, log_key};

const CHECKPOINT: &[u8] = include_bytes!("../../fixtures/checkpoint-7.txt");
const POLICY: &[u8] = include_bytes!("../../fixtures/policy.txt");
const PROOF: &[u8] = include_bytes!("../../fixtures/entry-3.tlog-proof");
const REQUEST: &[u8] = include_bytes!("../../fixtures/add-checkpoint-7-13.txt");
const KEYS: &str = include_str!("../../fixtures/keys.txt");

/// Reads the bytes as everything; whatever can be read must come back unchanged.
fn check_all(bytes: &[u8]) {
    if let Ok(note) = Note::parse(bytes) {
        assert_eq!(note.to_bytes(), bytes);
    }
    if let Ok(file) = ProofFile::parse(bytes) {
        assert_eq!(file.to_bytes(), bytes);
    }
    if let Ok(request) = AddCheckpoint::parse(bytes) {
        assert_eq!(request.to_bytes(), bytes);
    }
    if let Ok(policy) = Policy::parse(bytes) {
        assert_eq!(Policy::parse(&policy.to_bytes()).as_ref(), Ok(&policy));
        let (k, n) = policy.threshold();
        let blocking = policy.blocking_count();
        assert!(k <= n && blocking.is_none_or(|count| (1..=n).contains(&count)));
    }
    if let Some(size) = parse_stored_size(bytes) {
        assert_eq!(format!("{size}\n").as_bytes(), bytes);
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    if let Ok(checkpoint) = Checkpoint::parse(text) {
        assert_eq!(checkpoint.to_text(), text);
    }
    if let Ok(key) = VerifierKey::parse(text) {
        assert_eq!(key.to_string(), text);
    }
    if let Ok(key) = SignerKey::parse(text) {
        assert_eq!(*key.to_secret_text(), text);
    }
}

/// Changes a few bytes of a good file: put in, taken out, replaced.
fn damage(file: &[u8], changes: &[(u8, Index, u8)]) -> Vec<u8> {
    let mut bytes = file.to_vec();
    for (kind, place, value) in changes {
        let at = place.index(bytes.len());
        match kind % 3 {
            0 => bytes[at] = *value,
            1 => bytes.insert(at, *value),
            _ if bytes.len() > 1 => drop(bytes.remove(at)),
            _ => {}
        }
    }
    bytes
}

/// The pieces that files are made of, so that random files are often nearly right.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\n".to_owned()),
        Just("\u{2014} log.example AAAAAAA=\n".to_owned()),
        Just("log.example\n7\n".to_owned()),
        Just("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n".to_owned()),
        Just("c2sp.org/tlog-proof@v1\n".to_owned()),
        Just("extra AAAA\n".to_owned()),
        Just("index 3\n".to_owned()),
        Just("old 3\n".to_owned()),
        Just("quorum none\n".to_owned()),
        Just("group g all W1 \n".to_owned()),
        proptest::sample::select(KEYS.lines().collect::<Vec<_>>())
            .prop_map(|key| format!("witness W1 {key} https://w.example\n")),
        "\\PC{0,12}\n?",
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_a_parser_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        check_all(&bytes);
    }

    #[test]
    fn what_is_put_together_from_pieces_comes_back_unchanged(text in pieces()) {
        check_all(text.as_bytes());
    }

    #[test]
    fn damaged_files_come_back_unchanged_or_are_refused(
        file in proptest::sample::select(vec![CHECKPOINT, POLICY, PROOF, REQUEST]),
        changes in proptest::collection::vec((any::<u8>(), any::<Index>(), any::<u8>()), 1..4),
    ) {
        check_all(&damage(file, &changes));
    }

    #[test]
    fn any_text_is_signed_and_verified(
        lines in proptest::collection::vec("[^\\x00-\\x1f]{0,30}", 1..8),
    ) {
        let key = log_key("log.example");
        let note = Note::sign(lines.join("\n") + "\n", &key).unwrap();
        let read = Note::parse(&note.to_bytes()).unwrap();
        prop_assert_eq!(&read, &note);
        let known = [key.verifier().clone()];
        prop_assert_eq!(read.verify(&known), Ok(vec![key.verifier()]));
    }

    #[test]
    fn any_checkpoint_comes_back_as_it_was_signed(
        origin in "[^\\x00-\\x1f]{1,30}",
        size in any::<u64>(),
        root in any::<[u8; 32]>(),
        extensions in proptest::collection::vec("[^\\x00-\\x1f]{1,30}", 0..4),
    ) {
        let checkpoint = Checkpoint { origin, size, root: register::Hash(root), extensions };
        prop_assert_eq!(Checkpoint::parse(&checkpoint.to_text()), Ok(checkpoint));
    }
}

#[test]
fn no_flipped_bit_of_a_signed_note_is_believed() {
    let key = log_key("log.example");
    let bytes = Tree::of(5).checkpoint(5, &key).to_bytes();
    let known = [key.verifier().clone()];
    assert!(Note::parse(&bytes).unwrap().verify(&known).is_ok());
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut bytes = bytes.clone();
            bytes[at] ^= 1 << bit;
            let believed = Note::parse(&bytes).is_ok_and(|note| note.verify(&known).is_ok());
            assert!(!believed, "bit {bit} of byte {at}");
        }
    }
}

#[test]
fn no_changed_byte_of_a_signed_note_is_believed() {
    let key = log_key("log.example");
    let bytes = Note::sign("text\n".to_owned(), &key).unwrap().to_bytes();
    let known = [key.verifier().clone()];
    for at in 0..bytes.len() {
        for value in (0..=255).filter(|value| *value != bytes[at]) {
            let mut bytes = bytes.clone();
            bytes[at] = value;
            let believed = Note::parse(&bytes).is_ok_and(|note| note.verify(&known).is_ok());
            assert!(!believed, "byte {at} as {value}");
        }
    }
}
