//! The entries of the public register in a dossier: their proofs, and the texts that they open.

use std::collections::BTreeSet;

use record::Entry;
use record::entry::Body;
use register::checkpoint::Checkpoint;
use register::hash::leaf_hash;
use register::merkle;
use register::policy::Policy;
use register::proof_file::ProofFile;

use super::{Checks, FoundParts, Why};
use crate::dossier::Opened;
use crate::path::{self, Place};

/// Checks that each proof leads from its entry to a checkpoint, and that the log signed it and the
/// witnesses cosigned it as `policy` asks. Without one, the dossier's own policy is tried, which
/// proves nothing by itself, and can only be wrong. A text that is opened must be the one that its
/// entry commits to.
pub(super) fn check(found: &FoundParts, policy: Option<&Policy>, checks: &mut Checks) {
    let of_entry = |path: &String| path::of_entry(path).map(|(number, _)| number);
    let numbers: BTreeSet<usize> = found.parts.keys().filter_map(of_entry).collect();
    if numbers.is_empty() && found.content(path::REGISTER_POLICY).is_some() {
        half(path::REGISTER_POLICY, found, checks);
    }
    for number in numbers {
        check_entry(number, found, policy, checks);
        check_opened(number, found, checks);
    }
}

fn half(path: &str, found: &FoundParts, checks: &mut Checks) {
    match found.is_lost {
        true => checks.not_checked(path, Why::NotReached),
        false => checks.wrong(path, Why::HalfRegistered),
    }
}

fn check_entry(number: usize, found: &FoundParts, policy: Option<&Policy>, checks: &mut Checks) {
    let at = path::registered(number, Place::RegisterProof);
    let entry = found.content(&path::registered(number, Place::RegisterEntry));
    let (Some(entry), Some(proof)) = (entry, found.content(&at)) else {
        return half(&at, found, checks);
    };
    let proof = match ProofFile::parse(proof) {
        Ok(proof) => proof,
        Err(error) => return checks.wrong(&at, Why::Proof(error)),
    };
    let Checkpoint { size, root, .. } = proof.checkpoint();
    let leaf = leaf_hash(entry);
    if let Err(error) = merkle::verify_inclusion(&leaf, proof.index(), *size, proof.path(), root) {
        return checks.wrong(&at, Why::Inclusion(error));
    }
    match policy {
        Some(policy) => trusted(&at, &proof, policy, checks),
        None => untrusted(&at, &proof, found, checks),
    }
}

/// A text that is opened, against the statement of reasons to which the entry of an answer commits.
/// No other kind of entry is opened in a dossier.
fn check_opened(number: usize, found: &FoundParts, checks: &mut Checks) {
    let at = path::registered(number, Place::RegisterOpened);
    let Some(bytes) = found.content(&at) else { return };
    let Some(entry) = found.content(&path::registered(number, Place::RegisterEntry)) else {
        return half(&at, found, checks);
    };
    let entry = Entry::from_bytes(entry).ok();
    let document = entry.as_ref().and_then(|entry| match entry.body() {
        Body::Answer(answer) => answer.reasons.as_ref(),
        _ => None,
    });
    let opened: Option<Opened> = serde_json::from_slice(bytes).ok();
    let is_its = document.zip(opened).is_some_and(|(document, opened)| {
        document.opens_with(opened.text.as_bytes(), &opened.salt.salt())
    });
    match is_its {
        true => checks.ok(&at, Why::Opened),
        false => checks.wrong(&at, Why::OtherText),
    }
}

fn trusted(at: &str, proof: &ProofFile, policy: &Policy, checks: &mut Checks) {
    match policy.check_checkpoint(proof.note()) {
        Ok(cosigned) => {
            let Checkpoint { size, origin, .. } = cosigned.checkpoint().clone();
            let witnesses = cosigned.cosigned_by().len();
            checks.ok(at, Why::Registered { index: proof.index(), size, origin, witnesses });
        }
        Err(error) => checks.wrong(at, Why::Policy(error)),
    }
}

fn untrusted(at: &str, proof: &ProofFile, found: &FoundParts, checks: &mut Checks) {
    let Some(own) = found.content(path::REGISTER_POLICY) else {
        let why = Why::NoPolicy { index: proof.index(), size: proof.checkpoint().size };
        return checks.not_checked(at, why);
    };
    let own = match Policy::parse(own) {
        Ok(policy) => policy,
        Err(error) => return checks.wrong(path::REGISTER_POLICY, Why::PolicyFile(error)),
    };
    match own.check_checkpoint(proof.note()) {
        Ok(_) => checks.not_checked(at, Why::OwnPolicy),
        Err(error) => checks.wrong(at, Why::Policy(error)),
    }
}
