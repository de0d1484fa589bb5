//! The witness: every answer of the specification, the order of the checks, and the races.

use std::collections::BTreeMap;

use register::Hash;
use register::checkpoint::{Checkpoint, CheckpointError, SignedCheckpoint};
use register::cosignature::{self, CosignatureError, cosign};
use register::note::{KeyKind, Note, NoteError, NoteSignature, SignerKey};
use register::witness::{
    AddCheckpoint, AddCheckpointError, Decision, HashLinesError, HeadSwap, KnownLogs,
    PendingCosign, Persisted, REQUEST_BYTES_MAX, Refusal, ResponseError, SIZE_CONTENT_TYPE,
    SignError, StoredHead, SwapOutcome, TEXT_CONTENT_TYPE, decide, format_answer, format_request,
    origin_hash, parse_response, parse_stored_size,
};

use crate::support::{self, Tree, log_key, verifiers, witness_key};

const ORIGIN: &str = "log.example";
const TIME: u64 = 1_800_000_000;

fn known() -> KnownLogs {
    let mut known = KnownLogs::default();
    known.trust(ORIGIN, log_key(ORIGIN).verifier().clone()).unwrap();
    known
}

fn stored(tree: &Tree, size: u64) -> StoredHead {
    StoredHead { size, root: tree.root(size) }
}

/// A request, through its text form.
fn request(old: u64, proof: &[Hash], note: &[u8]) -> AddCheckpoint {
    AddCheckpoint::parse(&format_request(old, proof, note)).unwrap()
}

/// An honest request of the log.
fn honest(tree: &Tree, old: u64, new: u64) -> AddCheckpoint {
    let note = tree.checkpoint(new, &log_key(ORIGIN)).to_bytes();
    request(old, &tree.consistency(old, new), &note)
}

/// A request with any root, signed by the log.
fn claiming(old: u64, proof: &[Hash], size: u64, root: Hash) -> AddCheckpoint {
    let checkpoint = Checkpoint::new(ORIGIN, size, root);
    let signed = SignedCheckpoint::sign(&checkpoint, &log_key(ORIGIN)).unwrap();
    request(old, proof, &signed.to_bytes())
}

#[track_caller]
fn check_refused(request: &AddCheckpoint, stored: Option<&StoredHead>, expected: Refusal) {
    assert_eq!(decide(request, &known(), stored), Decision::Refuse(expected));
}

#[track_caller]
fn accepted(request: &AddCheckpoint, stored: Option<&StoredHead>) -> PendingCosign {
    match decide(request, &known(), stored) {
        Decision::Cosign(pending) => *pending,
        Decision::Refuse(refusal) => panic!("refused: {refusal}"),
    }
}

/// A store as a witness needs one: compares and swaps in one step.
#[derive(Default)]
struct Store(BTreeMap<String, StoredHead>);

impl Store {
    fn swap(&mut self, swap: &HeadSwap) -> SwapOutcome {
        let current = self.0.get(swap.origin());
        if current != swap.expected() {
            return SwapOutcome::Changed { stored_size: current.map_or(0, |head| head.size) };
        }
        self.0.insert(swap.origin().to_owned(), *swap.new_head());
        SwapOutcome::Durable
    }

    fn size(&self) -> u64 {
        self.0.get(ORIGIN).map_or(0, |head| head.size)
    }
}

#[test]
fn every_honest_step_between_small_sizes_is_cosigned() {
    let tree = Tree::of(17);
    for old in 0..=17 {
        let head = (old > 0).then(|| stored(&tree, old));
        for new in old..=17 {
            let pending = accepted(&honest(&tree, old, new), head.as_ref());
            assert_eq!(pending.swap().expected(), head.as_ref());
            assert_eq!(pending.swap().new_head(), &stored(&tree, new));
            let persisted = Persisted::after(pending.swap(), SwapOutcome::Durable).unwrap();
            let signed = tree.checkpoint(new, &log_key(ORIGIN));
            let line = pending.sign(persisted, &witness_key(1), TIME).unwrap();
            let text = signed.note().text();
            let time = cosignature::verify(text, &line, witness_key(1).verifier());
            assert_eq!(time, Ok(TIME), "{old} to {new}");
        }
    }
}

#[test]
fn each_refusal_has_the_status_body_and_type_of_the_specification() {
    let text = TEXT_CONTENT_TYPE;
    for (refusal, status, body, content_type) in [
        (
            Refusal::Malformed(AddCheckpointError::Note(NoteError::NoBlankLine)),
            400,
            "the request is malformed: the checkpoint is no signed note: \
             the note has no blank line before its signatures\n",
            text,
        ),
        (Refusal::UnknownLog, 404, "the origin of the checkpoint is unknown here\n", text),
        (Refusal::NotSigned, 403, "no trusted key of the log signed the checkpoint\n", text),
        (
            Refusal::OldTooLarge,
            400,
            "the old size is larger than the size of the checkpoint\n",
            text,
        ),
        (Refusal::Stale { size: 0 }, 409, "0\n", SIZE_CONTENT_TYPE),
        (Refusal::RootMismatch { size: 20_852_163 }, 409, "20852163\n", SIZE_CONTENT_TYPE),
        (Refusal::BadProof, 422, "the consistency proof does not verify\n", text),
    ] {
        assert_eq!(refusal.status(), status);
        assert_eq!(refusal.body(), body);
        assert_eq!(refusal.content_type(), content_type);
        assert_eq!(Decision::Refuse(refusal).status(), status);
    }
    let tree = Tree::of(2);
    assert_eq!(decide(&honest(&tree, 0, 2), &known(), None).status(), 200);
    assert_eq!(SIZE_CONTENT_TYPE, "text/x.tlog.size");
}

/// Everything wrong at once, then one thing less with every step: the order of the checks.
#[test]
fn the_first_thing_wrong_decides_the_answer() {
    let (tree, junk) = (Tree::of(9), Hash([7; 32]));
    let head = stored(&tree, 5);
    let other = Checkpoint::new("other.example", 3, junk);
    let unknown = SignedCheckpoint::sign(&other, &log_key("other.example")).unwrap();
    let unsigned = Note::sign(
        Checkpoint::new(ORIGIN, 3, junk).to_text(),
        &support::key(ORIGIN, KeyKind::Ed25519, 66),
    );
    let head = Some(&head);
    check_refused(&request(4, &[junk], &unknown.to_bytes()), head, Refusal::UnknownLog);
    check_refused(&request(4, &[junk], &unsigned.unwrap().to_bytes()), head, Refusal::NotSigned);
    check_refused(&claiming(4, &[junk], 3, junk), head, Refusal::OldTooLarge);
    check_refused(&claiming(3, &[junk], 3, junk), head, Refusal::Stale { size: 5 });
    check_refused(&claiming(5, &[junk], 5, junk), head, Refusal::RootMismatch { size: 5 });
    check_refused(&claiming(5, &[junk], 5, tree.root(5)), head, Refusal::BadProof);
    check_refused(&claiming(5, &[junk], 9, tree.root(9)), head, Refusal::BadProof);
    accepted(&claiming(5, &tree.consistency(5, 9), 9, tree.root(9)), head);
}

#[test]
fn only_the_log_learns_what_is_stored() {
    let tree = Tree::of(9);
    let stranger = support::key(ORIGIN, KeyKind::Ed25519, 66);
    for size in [1, 5, 9] {
        let head = stored(&tree, size);
        for old in [0, 4, 5, 9, 10] {
            let note = tree.checkpoint(9, &stranger).to_bytes();
            check_refused(&request(old, &[], &note), Some(&head), Refusal::NotSigned);
            check_refused(&request(old, &[], &note), None, Refusal::NotSigned);
        }
    }
}

#[test]
fn one_bad_line_of_a_trusted_key_is_no_signature_of_the_log() {
    let (tree, second) = (Tree::of(3), support::key("second.example", KeyKind::Ed25519, 77));
    let mut known = known();
    known.trust(ORIGIN, second.verifier().clone()).unwrap();
    let elsewhere = Note::sign("elsewhere\n".to_owned(), &second).unwrap();
    let line = elsewhere.signatures()[0].clone();
    let note = tree.checkpoint(3, &log_key(ORIGIN)).note().clone();
    let bad = request(0, &[], &note.clone().with_signature(line).to_bytes());
    assert_eq!(decide(&bad, &known, None), Decision::Refuse(Refusal::NotSigned));
    assert_eq!(decide(&request(0, &[], &note.to_bytes()), &known, None).status(), 200);
    let by_second = Note::sign(note.text().to_owned(), &second).unwrap();
    assert_eq!(decide(&request(0, &[], &by_second.to_bytes()), &known, None).status(), 200);
}

#[test]
fn from_size_zero_the_proof_must_be_empty() {
    let tree = Tree::of(4);
    for proof in [vec![tree.root(1)], tree.consistency(1, 4), vec![Hash::EMPTY_ROOT]] {
        check_refused(&claiming(0, &proof, 4, tree.root(4)), None, Refusal::BadProof);
        check_refused(&claiming(0, &proof, 0, Hash::EMPTY_ROOT), None, Refusal::BadProof);
    }
    accepted(&claiming(0, &[], 4, tree.root(4)), None);
}

#[test]
fn size_zero_has_the_empty_root_and_no_other_size_has_it() {
    for root in [Hash([0; 32]), Tree::of(1).root(1)] {
        let refused = Refusal::RootMismatch { size: 0 };
        check_refused(&claiming(0, &[], 0, root), None, refused.clone());
        check_refused(&claiming(0, &[], 0, root), Some(&StoredHead::EMPTY), refused);
    }
    accepted(&claiming(0, &[], 0, Hash::EMPTY_ROOT), None);
    accepted(&claiming(0, &[], 0, Hash::EMPTY_ROOT), Some(&StoredHead::EMPTY));
    check_refused(&claiming(0, &[], 1, Hash::EMPTY_ROOT), None, Refusal::BadProof);
}

#[test]
fn between_equal_sizes_the_root_is_the_same_and_the_proof_empty() {
    let (tree, size) = (Tree::of(6), 6);
    let head = stored(&tree, size);
    accepted(&honest(&tree, size, size), Some(&head));
    let forked = tree.forked_at(5);
    let refused = Refusal::RootMismatch { size };
    check_refused(&honest(&forked, size, size), Some(&head), refused);
    let padded = claiming(size, &[tree.root(6)], size, tree.root(6));
    check_refused(&padded, Some(&head), Refusal::BadProof);
}

#[test]
fn a_fork_is_refused_because_the_stored_root_counts() {
    let tree = Tree::of(12);
    for old in 1..12 {
        let forked = tree.forked_at(old as usize - 1);
        let head = stored(&tree, old);
        // The proof is perfect from the forked log's own root of that size.
        check_refused(&honest(&forked, old, 12), Some(&head), Refusal::BadProof);
        let own = stored(&forked, old);
        accepted(&honest(&forked, old, 12), Some(&own));
    }
}

#[test]
fn a_proof_with_a_hash_missing_added_or_changed_is_refused() {
    let tree = Tree::of(13);
    let (head, proof) = (stored(&tree, 6), tree.consistency(6, 13));
    for index in 0..proof.len() {
        let mut changed = proof.clone();
        changed[index].0[31] ^= 1;
        let mut missing = proof.clone();
        missing.remove(index);
        let mut added = proof.clone();
        added.insert(index, proof[index]);
        for proof in [changed, missing, added] {
            let request = claiming(6, &proof, 13, tree.root(13));
            check_refused(&request, Some(&head), Refusal::BadProof);
        }
    }
}

/// The race of the specification: both requests are checked before either is stored.
#[test]
fn a_slower_request_never_rolls_a_head_back() {
    let (tree, key) = (Tree::of(30), witness_key(1));
    let mut store = Store::default();
    let first = accepted(&honest(&tree, 0, 10), None);
    let persisted = Persisted::after(first.swap(), store.swap(first.swap())).unwrap();
    first.sign(persisted, &key, TIME).unwrap();
    let head = store.0.get(ORIGIN).copied();
    let small = accepted(&honest(&tree, 10, 20), head.as_ref());
    let large = accepted(&honest(&tree, 10, 30), head.as_ref());
    let same = accepted(&honest(&tree, 10, 10), head.as_ref());
    let persisted = Persisted::after(large.swap(), store.swap(large.swap())).unwrap();
    large.sign(persisted, &key, TIME).unwrap();
    for slow in [small, same] {
        let late = Persisted::after(slow.swap(), store.swap(slow.swap()));
        assert_eq!(late, Err(Refusal::Stale { size: 30 }));
        assert_eq!(store.size(), 30);
    }
}

/// A log that answers two ways at once gets a cosignature for one of them only.
#[test]
fn two_forks_from_one_head_are_not_both_cosigned() {
    let tree = Tree::of(20);
    let forked = tree.forked_at(15);
    for base in [0, 10] {
        let mut store = Store::default();
        if base > 0 {
            store.0.insert(ORIGIN.to_owned(), stored(&tree, base));
        }
        let head = store.0.get(ORIGIN).copied();
        let one = accepted(&honest(&tree, base, 20), head.as_ref());
        let two = accepted(&honest(&forked, base, 20), head.as_ref());
        assert!(Persisted::after(one.swap(), store.swap(one.swap())).is_ok());
        assert!(Persisted::after(two.swap(), store.swap(two.swap())).is_err());
    }
}

#[test]
fn leave_for_one_head_is_not_leave_for_another() {
    let (tree, key) = (Tree::of(8), witness_key(1));
    let mut known = known();
    known.trust("other.example", log_key("other.example").verifier().clone()).unwrap();
    let other = tree.checkpoint(8, &log_key("other.example")).to_bytes();
    let Decision::Cosign(other) = decide(&request(0, &[], &other), &known, None) else {
        panic!("the other log is known too");
    };
    let smaller = accepted(&honest(&tree, 0, 7), None);
    for swap in [other.swap(), smaller.swap()] {
        let pending = accepted(&honest(&tree, 0, 8), None);
        let persisted = Persisted::after(swap, SwapOutcome::Durable).unwrap();
        assert_eq!(pending.sign(persisted, &key, TIME), Err(SignError::NotPersisted));
    }
    let pending = accepted(&honest(&tree, 0, 8), None);
    let persisted = Persisted::after(pending.swap(), SwapOutcome::Durable).unwrap();
    let refused = pending.sign(persisted, &log_key(ORIGIN), TIME);
    let name = log_key(ORIGIN).name().clone();
    assert_eq!(refused, Err(SignError::Cosignature(CosignatureError::WrongKind { name })));
}

#[test]
fn what_is_stored_has_the_lines_of_the_log_only() {
    let tree = Tree::of(3);
    let signed = tree.checkpoint(3, &log_key(ORIGIN));
    let text = signed.note().text();
    let full = signed.clone().with_cosignature(cosign(text, &witness_key(9), TIME).unwrap());
    let pending = accepted(&request(0, &[], &full.to_bytes()), None);
    assert_eq!(pending.swap().note().to_bytes(), signed.to_bytes());
}

#[test]
fn a_witness_key_cannot_be_trusted_as_a_log() {
    let refused = KnownLogs::default().trust(ORIGIN, witness_key(1).verifier().clone());
    assert_eq!(refused, Err(NoteError::WrongKind { name: witness_key(1).name().clone() }));
    let known = known();
    assert_eq!(known.origins().collect::<Vec<_>>(), [ORIGIN]);
    assert_eq!(known.keys_of("other.example"), None);
}

#[track_caller]
fn check_malformed(body: &[u8], expected: AddCheckpointError) {
    assert_eq!(AddCheckpoint::parse(body), Err(expected), "{}", String::from_utf8_lossy(body));
}

#[test]
fn a_malformed_body_is_refused_with_its_reason() {
    let tree = Tree::of(3);
    let note = String::from_utf8(tree.checkpoint(3, &log_key(ORIGIN)).to_bytes()).unwrap();
    let hash = tree.root(3);
    for old in ["", "old\n", "Old 1\n", "old  1\n", "old 01\n", "old -1\n", "old 1 \n"] {
        check_malformed(format!("{old}\n{note}").as_bytes(), AddCheckpointError::OldSize);
    }
    let no_blank = AddCheckpointError::Proof(HashLinesError::NoBlankLine);
    check_malformed(b"old 1\n", no_blank.clone());
    check_malformed(format!("old 1\n{hash}\n").as_bytes(), no_blank);
    for line in [&note[..20], "AAAA", &hash.to_string()[..43], " "] {
        let bad = AddCheckpointError::Proof(HashLinesError::Hash { number: 2 });
        check_malformed(format!("old 1\n{hash}\n{line}\n\n{note}").as_bytes(), bad);
    }
    check_malformed(b"old 1\n\n", AddCheckpointError::Note(NoteError::NoBlankLine));
    let text = Note::sign("text\n".to_owned(), &log_key(ORIGIN)).unwrap();
    let bad = AddCheckpointError::Checkpoint(CheckpointError::Missing("size"));
    check_malformed(format!("old 1\n\n{text}").as_bytes(), bad);
    check_malformed(b"old 1\n\n\xff", AddCheckpointError::Encoding);
    check_malformed(&vec![b'x'; REQUEST_BYTES_MAX + 1], AddCheckpointError::TooLarge);
}

#[test]
fn sixty_three_proof_lines_are_read_and_one_more_is_not() {
    let note = Tree::of(3).checkpoint(3, &log_key(ORIGIN)).to_bytes();
    let body = |count| format_request(1, &vec![Hash([1; 32]); count], &note);
    assert!(AddCheckpoint::parse(&body(63)).is_ok());
    check_malformed(&body(64), AddCheckpointError::Proof(HashLinesError::TooMany));
}

/// Lines by these keys on a checkpoint of three entries.
fn lines_by(keys: &[&SignerKey]) -> (SignedCheckpoint, Vec<NoteSignature>) {
    let signed = Tree::of(3).checkpoint(3, &log_key(ORIGIN));
    let lines = keys.iter().map(|key| cosign(signed.note().text(), key, TIME).unwrap()).collect();
    (signed, lines)
}

#[test]
fn the_answer_of_a_witness_is_read_verified_and_added() {
    let (one, two) = (witness_key(1), witness_key(2));
    let (signed, lines) = lines_by(&[&one, &two]);
    let body = format_answer(&lines);
    assert!(body.ends_with('\n') && body.lines().count() == 2);
    let keys = verifiers(&[&one]);
    let found = parse_response(body.as_bytes(), &signed, &keys).unwrap();
    assert_eq!(found, lines[..1]);
    let cosigned = signed.with_cosignature(found[0].clone());
    let known = verifiers(&[&log_key(ORIGIN), &one]);
    assert_eq!(cosigned.note().verify(&known).map(|keys| keys.len()), Ok(2));
}

#[test]
fn an_answer_without_a_good_line_of_a_known_key_is_refused() {
    let (one, two) = (witness_key(1), witness_key(2));
    let (signed, lines) = lines_by(&[&one]);
    let body = format_answer(&lines);
    let expected = vec![two.name().clone()];
    let no_key = Err(ResponseError::NoKnownKey { expected });
    assert_eq!(parse_response(body.as_bytes(), &signed, &verifiers(&[&two])), no_key);
    assert_eq!(parse_response(b"", &signed, &verifiers(&[&two])), no_key);
    let other = Tree::of(4).checkpoint(4, &log_key(ORIGIN));
    let name = one.name().clone();
    let bad = Err(ResponseError::Cosignature(CosignatureError::BadSignature { name }));
    assert_eq!(parse_response(body.as_bytes(), &other, &verifiers(&[&one])), bad);
    for body in ["\n", "x\n", body.trim_end(), "\u{2014} w AAAA\n"] {
        let refused = parse_response(body.as_bytes(), &signed, &verifiers(&[&one]));
        assert_eq!(refused, Err(ResponseError::Malformed));
    }
}

#[test]
fn the_stored_size_is_read_from_a_conflict() {
    for size in [0, 7, u64::MAX] {
        assert_eq!(parse_stored_size(Refusal::Stale { size }.body().as_bytes()), Some(size));
    }
    for body in ["", "\n", "7", "07\n", "7\n\n", "-7\n", "seven\n"] {
        assert_eq!(parse_stored_size(body.as_bytes()), None, "{body:?}");
    }
}

#[test]
fn monitors_find_a_log_under_the_hash_of_its_origin() {
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(origin_hash(""), empty);
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(origin_hash("abc"), abc);
}
