//! The entry of the public register in a dossier, and its proof.

use register::checkpoint::Checkpoint;
use register::hash::leaf_hash;
use register::merkle;
use register::policy::Policy;
use register::proof_file::ProofFile;

use super::{Checks, FoundParts, Why};
use crate::path;

/// Checks that the proof leads from the entry to a checkpoint, and that the log signed it and the
/// witnesses cosigned it as `policy` asks. Without one, the dossier's own policy is tried, which
/// proves nothing by itself, and can only be wrong.
pub(super) fn check(found: &FoundParts, policy: Option<&Policy>, checks: &mut Checks) {
    let proof = found.content(path::REGISTER_PROOF);
    let entry = found.content(path::REGISTER_ENTRY);
    let (proof, entry) = match (proof, entry) {
        (None, None) if found.content(path::REGISTER_POLICY).is_none() => return,
        (Some(proof), Some(entry)) => (proof, entry),
        _ if found.is_lost => {
            return checks.not_checked(path::REGISTER_PROOF, Why::NotReached);
        }
        _ => return checks.wrong(path::REGISTER_PROOF, Why::HalfRegistered),
    };
    let proof = match ProofFile::parse(proof) {
        Ok(proof) => proof,
        Err(error) => return checks.wrong(path::REGISTER_PROOF, Why::Proof(error)),
    };
    let Checkpoint { size, root, .. } = proof.checkpoint();
    let leaf = leaf_hash(entry);
    if let Err(error) = merkle::verify_inclusion(&leaf, proof.index(), *size, proof.path(), root) {
        return checks.wrong(path::REGISTER_PROOF, Why::Inclusion(error));
    }
    match policy {
        Some(policy) => trusted(&proof, policy, checks),
        None => untrusted(&proof, found, checks),
    }
}

fn trusted(proof: &ProofFile, policy: &Policy, checks: &mut Checks) {
    match policy.check_checkpoint(proof.note()) {
        Ok(cosigned) => {
            let Checkpoint { size, origin, .. } = cosigned.checkpoint().clone();
            let witnesses = cosigned.cosigned_by().len();
            let why = Why::Registered { index: proof.index(), size, origin, witnesses };
            checks.ok(path::REGISTER_PROOF, why);
        }
        Err(error) => checks.wrong(path::REGISTER_PROOF, Why::Policy(error)),
    }
}

fn untrusted(proof: &ProofFile, found: &FoundParts, checks: &mut Checks) {
    let Some(own) = found.content(path::REGISTER_POLICY) else {
        let why = Why::NoPolicy { index: proof.index(), size: proof.checkpoint().size };
        return checks.not_checked(path::REGISTER_PROOF, why);
    };
    let own = match Policy::parse(own) {
        Ok(policy) => policy,
        Err(error) => return checks.wrong(path::REGISTER_POLICY, Why::PolicyFile(error)),
    };
    match own.check_checkpoint(proof.note()) {
        Ok(_) => checks.not_checked(path::REGISTER_PROOF, Why::OwnPolicy),
        Err(error) => checks.wrong(path::REGISTER_PROOF, Why::Policy(error)),
    }
}
