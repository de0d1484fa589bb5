//! What a log asks of a witness: a request prints back as it was, and whatever it says, the witness
//! cosigns only what the log signed and never a smaller tree or a second root of one size.
#![no_main]

use hiwar_fuzz::{ORIGIN, SIZES, TREE_MAX, cosigned, log, node, plant, root, spoiled};
use libfuzzer_sys::fuzz_target;
use register::merkle;
use register::witness::{AddCheckpoint, Decision, KnownLogs, StoredHead, decide, format_request};

fn seeds() -> Vec<Vec<u8>> {
    let mut requests = Vec::new();
    for new in SIZES {
        for old in SIZES.into_iter().filter(|old| *old <= new.min(TREE_MAX)) {
            let has_proof = 0 < old && new <= TREE_MAX;
            let Ok(proof) = merkle::consistency_path(if has_proof { old } else { 0 }, new, node);
            let note = cosigned(new, 0).to_bytes();
            requests.push(format_request(old, &proof.unwrap_or_default(), &note));
        }
    }
    spoiled(requests)
}

fuzz_target!(init: plant(&seeds()), |bytes: &[u8]| {
    let Ok(request) = AddCheckpoint::parse(bytes) else { return };
    assert_eq!(request.to_bytes(), bytes);
    let mut known = KnownLogs::default();
    known.trust(ORIGIN, log().verifier().clone()).expect("it is the key of a log");
    for size in [0, 1, 3, 8] {
        let stored = StoredHead { size, root: root(size) };
        match decide(&request, &known, (size > 0).then_some(&stored)) {
            Decision::Cosign(pending) => {
                let head = pending.swap().new_head();
                assert!(head.size >= stored.size);
                assert!(head.size > stored.size || head.root == stored.root);
                let text = pending.swap().note().text();
                assert!(SIZES.iter().any(|size| cosigned(*size, 0).note().text() == text));
            }
            Decision::Refuse(refusal) => {
                assert!([400, 403, 404, 409, 422].contains(&refusal.status()));
                assert!(refusal.body().ends_with('\n'));
            }
        }
    }
});
