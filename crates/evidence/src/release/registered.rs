//! That the notice's entry, and the entry of its reviewer's key, are in the desk's own register.

use record::Entry;
use record::choice::KeyChange;
use record::entry::{Body, ReviewerKey, Sender};
use record::id::{KeyName, OrganisationId};
use record::notice::OpenError;
use register::Hash;
use register::checkpoint::Checkpoint;
use register::hash::leaf_hash;
use register::merkle;
use register::note::VerifierKey;
use register::policy::Policy;
use register::proof_file::ProofFile;

use super::{Checks, Opened, Why};

/// An entry whose proof leads to a checkpoint.
pub(super) struct Proven {
    index: u64,
    size: u64,
    root: Hash,
    origin: String,
    /// The log's key and the number of witnesses, if a policy says that they may be believed.
    believed: Option<(VerifierKey, usize)>,
}

/// The proof of the notice's entry.
pub(super) fn check_entry(
    opened: &Opened<'_>,
    policy: Option<&Policy>,
    checks: &mut Checks,
) -> Option<Proven> {
    let release = opened.release;
    match prove(&release.entry, &release.proof, opened.entry.desk(), policy) {
        Ok(proven) => {
            match &proven.believed {
                Some((_, witnesses)) => checks.ok("proof", proven.registered(*witnesses)),
                None => checks.not_checked("proof", proven.unvouched()),
            }
            Some(proven)
        }
        Err(why) => {
            checks.wrong("proof", why);
            None
        }
    }
}

/// The reviewer's key: brought by an entry of the same log, in force when the notice was written
/// down, and of somebody outside the desk.
pub(super) fn check_key(
    opened: &Opened<'_>,
    notice: Option<&Proven>,
    policy: Option<&Policy>,
    checks: &mut Checks,
) -> Option<VerifierKey> {
    const WHAT: &str = "reviewer_key";
    if opened.is_wrong(WHAT) {
        checks.wrong(WHAT, Why::Open(OpenError::OwnReviewer));
        return None;
    }
    let (key, entry, proven) = match find_key(opened, notice, policy) {
        Ok(found) => found,
        Err(why) => {
            checks.wrong(WHAT, why);
            return None;
        }
    };
    match (&proven.believed, notice) {
        (Some(_), Some(_)) => {
            let key = key.name().to_string();
            let (index, since) = (proven.index, entry.effective_at);
            checks.ok(WHAT, Why::KeyInForce { key, index, since });
        }
        (Some(_), None) => checks.not_checked(WHAT, Why::NoProof),
        (None, _) => checks.not_checked(WHAT, proven.unvouched()),
    }
    Some(key)
}

fn find_key(
    opened: &Opened<'_>,
    notice: Option<&Proven>,
    policy: Option<&Policy>,
) -> Result<(VerifierKey, ReviewerKey, Proven), Why> {
    let Sender::Authority(authority) = &opened.issued.sender else { return Err(Why::NoKey) };
    let evidence = opened.release.reviewer_key.as_ref().ok_or(Why::NoKey)?;
    let entry = Entry::from_bytes(evidence.entry.as_bytes()).map_err(Why::KeyEntry)?;
    let Body::ReviewerKey(added) = entry.body() else { return Err(Why::KeyKind) };
    if added.change != KeyChange::Add {
        return Err(Why::KeyKind);
    }
    if *added.key.name() != authority.reviewed_by {
        return Err(Why::OtherKey { named: name(&authority.reviewed_by) });
    }
    if entry.desk() != opened.entry.desk() {
        return Err(Why::OtherLog);
    }
    if opened.entry.at() < added.effective_at {
        return Err(Why::KeyTooEarly { since: added.effective_at, at: opened.entry.at() });
    }
    let key = VerifierKey::parse(added.key.as_str()).map_err(Why::Key)?;
    let proven = prove(&evidence.entry, &evidence.proof, entry.desk(), policy)?;
    if let Some(notice) = notice {
        is_one_log(&proven, notice)?;
    }
    Ok((key, added.clone(), proven))
}

fn name(key: &KeyName) -> String {
    key.to_string()
}

/// Whether both proofs are of one log, and the key came before the notice.
fn is_one_log(key: &Proven, notice: &Proven) -> Result<(), Why> {
    let log = |proven: &Proven| proven.believed.as_ref().map(|(log, _)| log.clone());
    if key.origin != notice.origin || log(key) != log(notice) {
        return Err(Why::OtherLog);
    }
    if key.size == notice.size && key.root != notice.root {
        return Err(Why::TwoHistories { size: key.size });
    }
    if notice.index <= key.index {
        return Err(Why::KeyAfter { key: key.index, notice: notice.index });
    }
    Ok(())
}

/// Follows a proof from its entry to its checkpoint, and asks the policy about that.
fn prove(
    entry: &str,
    proof: &str,
    desk: &OrganisationId,
    policy: Option<&Policy>,
) -> Result<Proven, Why> {
    let proof = ProofFile::parse(proof.as_bytes()).map_err(Why::Proof)?;
    if proof.extra().is_some() {
        return Err(Why::Extra);
    }
    let Checkpoint { size, root, origin, .. } = proof.checkpoint().clone();
    let (index, leaf) = (proof.index(), leaf_hash(entry.as_bytes()));
    merkle::verify_inclusion(&leaf, index, size, proof.path(), &root).map_err(Why::Inclusion)?;
    if !is_log_of(&origin, desk) {
        return Err(Why::OtherDesk { origin, desk: desk.to_string() });
    }
    let believed = match policy {
        Some(policy) => {
            let cosigned = policy.check_checkpoint(proof.note()).map_err(Why::Policy)?;
            Some((cosigned.log().clone(), cosigned.cosigned_by().len()))
        }
        None => None,
    };
    Ok(Proven { index, size, root, origin, believed })
}

/// Whether a log is named after this desk or a part of it, as every desk's register is.
fn is_log_of(origin: &str, desk: &OrganisationId) -> bool {
    let host = origin.split('/').next().unwrap_or_default();
    host.strip_suffix(desk.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

impl Proven {
    fn registered(&self, witnesses: usize) -> Why {
        let Proven { index, size, origin, .. } = self;
        Why::Registered { index: *index, size: *size, origin: origin.clone(), witnesses }
    }

    fn unvouched(&self) -> Why {
        Why::NoPolicy { index: self.index, size: self.size }
    }
}
