//! Why a check ended as it did.

use record::Timestamp;
use record::canonical::CanonicalError;
use record::id::Digest;
use register::merkle::MerkleError;
use register::note::VerifierKey;
use register::policy::{PolicyError, PolicyFileError};
use register::proof_file::ProofFileError;
use thiserror::Error;

use super::Fault;
use crate::dossier::key_text;
use crate::events::EventsError;
use crate::manifest::ManifestError;
use crate::plain::{chain, plain};
use crate::seal::SealError;

/// Why a check ended as it did. `Display` says it in English with what lies behind it,
/// in printable ASCII whatever the dossier holds.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Why {
    /// Every byte of the ZIP follows from its parts.
    #[error("every byte of the file is the one that its {parts} parts make")]
    ZipExact {
        /// How many parts.
        parts: usize,
    },
    /// Something of the ZIP is not as the parts make it.
    #[error("{0}")]
    Zip(Fault),
    /// It lies behind what is broken.
    #[error("the ZIP is broken before it, so it was not reached")]
    NotReached,
    /// It should be there.
    #[error("the part is missing")]
    Missing,
    /// It is there, and not in the signed list.
    #[error("the part is not in the list of contents")]
    NotListed,
    /// It is there, and not in the manifest.
    #[error("the exhibit is not in the manifest")]
    NotInManifest,
    /// Size or hash differ from the signed list.
    #[error("its size or its SHA-256 is not the one in the list of contents")]
    Differs,
    /// The list has other bytes for it than the sealed manifest.
    #[error("its SHA-256 is not the one in the sealed manifest")]
    DiffersFromManifest,
    /// As the list says.
    #[error("{bytes} bytes, size and SHA-256 as in the list of contents")]
    AsListed {
        /// Its size.
        bytes: u64,
    },
    /// As the manifest says, and the list if there is one.
    #[error("{bytes} bytes, SHA-256 as in the sealed manifest")]
    AsSealed {
        /// Its size.
        bytes: u64,
    },
    /// There is no list of contents to compare with.
    #[error("there is no list of contents to compare with")]
    NoContents,
    /// There is no manifest to compare with.
    #[error("there is no manifest to compare with")]
    NoManifest,
    /// There is no key to check a signature with.
    #[error("there is no key to check the signature with")]
    NoKey,
    /// The key file holds no key.
    #[error("the file does not hold a verifier key")]
    KeyUnreadable,
    /// The key inside is another than the one trusted.
    #[error("another key than the one given; the SHA-256 of this file is {fingerprint}")]
    OtherKey {
        /// SHA-256 of `key.txt`.
        fingerprint: Digest,
    },
    /// Nobody said whose key it is.
    #[error(
        "nobody said whose key this is: compare its SHA-256 {fingerprint} with one that the desk \
         published, or give the key"
    )]
    NobodysKey {
        /// SHA-256 of `key.txt`.
        fingerprint: Digest,
    },
    /// The key is the one trusted.
    #[error("it is the key that was given")]
    TrustedKey,
    /// A seal or cover does not hold.
    #[error("{}", chain(.0))]
    Seal(SealError),
    /// The cover is of another list.
    #[error("the signature of contents.note is over another list of contents")]
    OtherContents,
    /// The list cannot be read.
    #[error("the list of contents cannot be read: {0}")]
    ContentsUnreadable(CanonicalError),
    /// The cover is signed for another desk than the manifest's.
    #[error("it is signed for another desk than the manifest names")]
    OtherDesk,
    /// The cover holds.
    #[error("signed by {}, which says that this dossier was made at {made_at}", plain(key))]
    CoverSigned {
        /// The name of the key.
        key: String,
        /// When, as the desk says.
        made_at: Timestamp,
    },
    /// The list is the signed one.
    #[error("the list that contents.note signs, of {parts} parts")]
    ContentsSigned {
        /// How many parts it has.
        parts: usize,
    },
    /// The manifest cannot be read.
    #[error("{}", chain(.0))]
    Manifest(ManifestError),
    /// The seal names another manifest.
    #[error("the seal is over another manifest")]
    OtherManifest,
    /// The seal says another desk or time than its manifest.
    #[error("the seal and the manifest name another desk or another time")]
    OtherWords,
    /// The seal holds.
    #[error("{desk} signed that it received what the manifest lists at {received_at}")]
    Sealed {
        /// Who signed.
        desk: String,
        /// When, as the desk says.
        received_at: Timestamp,
    },
    /// The events are not a whole chain.
    #[error("{}", chain(.0))]
    Events(EventsError),
    /// The chain is whole.
    #[error("{events} events, each naming the one before, the first the manifest")]
    Chained {
        /// How many.
        events: usize,
    },
    /// Entry and proof come together.
    #[error("there is a proof without an entry, or an entry without a proof")]
    HalfRegistered,
    /// The text is the one that the entry commits to.
    #[error("the statement of reasons is, byte for byte, the one that its public entry commits to")]
    Opened,
    /// The text is another, or the entry commits to none.
    #[error("the text is not one that its public entry commits to")]
    OtherText,
    /// The proof cannot be read.
    #[error("{}", chain(.0))]
    Proof(ProofFileError),
    /// The policy in the dossier cannot be read.
    #[error("{}", chain(.0))]
    PolicyFile(PolicyFileError),
    /// The proof does not lead from the entry to its checkpoint.
    #[error("{}", chain(.0))]
    Inclusion(MerkleError),
    /// The checkpoint is not good enough under the policy.
    #[error("{}", chain(.0))]
    Policy(PolicyError),
    /// The entry is in the log, as the trusted policy asks.
    #[error(
        "the entry is number {index} of {size} in {}, signed by the log and cosigned by \
         {witnesses} witnesses, as the policy asks",
        plain(origin)
    )]
    Registered {
        /// The entry's place, from 0.
        index: u64,
        /// The size of the checkpoint.
        size: u64,
        /// The log.
        origin: String,
        /// How many witnesses of the policy cosigned.
        witnesses: usize,
    },
    /// The proof leads to its checkpoint, and nobody said which log to trust.
    #[error(
        "the proof leads from the entry, number {index} of {size}, to its checkpoint; give a \
         policy to check who signed that"
    )]
    NoPolicy {
        /// The entry's place, from 0.
        index: u64,
        /// The size of the checkpoint.
        size: u64,
    },
    /// The proof holds under the policy that the dossier brings itself.
    #[error(
        "the proof holds under the policy that the dossier brings itself: give one that you trust"
    )]
    OwnPolicy,
}

/// SHA-256 of the file `key.txt` that holds this key: what `sha256sum key.txt` prints.
pub(super) fn fingerprint(key: &VerifierKey) -> Digest {
    Digest::of(key_text(key).as_bytes())
}
