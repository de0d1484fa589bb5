//! Policies: a policy that is read writes a file that reads as the same policy, and the numbers it
//! tells agree with what it accepts.
#![no_main]

use std::collections::BTreeSet;

use hiwar_fuzz::{cosigned, log, plant, spoiled, witness};
use libfuzzer_sys::fuzz_target;
use register::policy::{Policy, PolicyText, PolicyWitness};

fn seeds() -> Vec<Vec<u8>> {
    let name = |index| PolicyText::new(format!("w{index}").as_bytes()).expect("it is a name");
    let url = PolicyText::new(b"https://witness.example/");
    let one = |index| PolicyWitness {
        name: name(index),
        key: witness(index).verifier().clone(),
        url: url.clone(),
    };
    let policy = |k| {
        let witnesses = (0..4).map(one).collect();
        Policy::k_of_n(log().verifier().clone(), k, witnesses).expect("it is valid")
    };
    let mut seeds: Vec<Vec<u8>> = (0..=4).map(|k| policy(k).to_bytes()).collect();
    let nested = "# c\n\ngroup g any w0 w1\ngroup h all g w2\nquorum h\n";
    let lines = String::from_utf8_lossy(&seeds[0]).into_owned();
    let keys: String =
        lines.lines().filter(|l| !l.starts_with("quorum")).map(|l| format!("{l}\n")).collect();
    seeds.push(format!("{keys}{nested}").into_bytes());
    spoiled(seeds)
}

fuzz_target!(init: plant(&seeds()), |bytes: &[u8]| {
    let Ok(policy) = Policy::parse(bytes) else { return };
    let written = policy.to_bytes();
    assert_eq!(Policy::parse(&written).as_ref(), Ok(&policy));
    let everybody: BTreeSet<PolicyText> =
        policy.witnesses().iter().map(|witness| witness.name.clone()).collect();
    assert!(policy.is_satisfied(&everybody));
    let (least, count) = policy.threshold();
    assert!(least <= count && count <= everybody.len());
    assert_eq!(policy.is_satisfied(&BTreeSet::new()), least == 0);
    assert_eq!(policy.blocking_count().is_none(), least == 0);
    let _ = policy.check_checkpoint(cosigned(1, 3).note());
});
