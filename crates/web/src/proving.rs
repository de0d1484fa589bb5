//! The proof that an entry is in the log: which checkpoint it goes to, and what is known of it.

use register::checkpoint::SignedCheckpoint;
use register::policy::{Cosigned, Policy, PolicyError};
use register::proof_file::{ProofError, ProofFile};
use register::reader::ProvedEntry;

use crate::reading::{self, Trouble};
use crate::state::RegisterState;

/// A proof together with what the server found when it checked it.
pub(crate) struct Proof {
    /// The proof as it is handed out.
    pub(crate) file: ProofFile,
    /// The entry and its path, checked against the signed root.
    pub(crate) proved: ProvedEntry,
    /// Who saw the checkpoint.
    pub(crate) seen: Seen,
}

/// Who saw the checkpoint of a proof.
pub(crate) enum Seen {
    /// Enough witnesses, these.
    Enough(Vec<Cosigned>),
    /// Too few of those that count.
    TooFew {
        /// Who did.
        cosigned: Vec<Cosigned>,
        /// Who did not, by name.
        missing: Vec<String>,
    },
    /// The log asks no witness.
    NoPolicy,
}

/// Proves entry `index`, under the cosigned checkpoint if it covers the entry, else the latest.
pub(crate) fn prove(state: &RegisterState, index: u64) -> Result<Proof, Trouble> {
    let latest = state.reader.checkpoint();
    let size = latest.checkpoint().size;
    if index >= size {
        return Err(Trouble::NoSuchEntry { size });
    }
    let covering = reading::cosigned(state).filter(|signed| index < signed.checkpoint().size);
    let signed: &SignedCheckpoint = covering.as_ref().unwrap_or(&latest);
    let proved = reading::entry(state, signed.checkpoint(), index)?;
    let file = ProofFile::new(None, index, proved.path.clone(), signed.note().clone());
    let file = file.map_err(|_| Trouble::Altered)?;
    let seen = match &state.policy {
        None => Seen::NoPolicy,
        Some(policy) => seen(policy, &file, &proved)?,
    };
    Ok(Proof { file, proved, seen })
}

fn seen(policy: &Policy, file: &ProofFile, proved: &ProvedEntry) -> Result<Seen, Trouble> {
    match file.verify(&proved.leaf, policy) {
        Ok(_) if policy.threshold().0 == 0 => Ok(Seen::NoPolicy),
        Ok(verified) => Ok(Seen::Enough(verified.cosigned_by)),
        Err(ProofError::Policy(PolicyError::Quorum { cosigned, missing })) => {
            let missing = missing.iter().map(ToString::to_string).collect();
            Ok(Seen::TooFew { cosigned, missing })
        }
        Err(_) => Err(Trouble::Altered),
    }
}
