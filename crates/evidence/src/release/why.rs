//! Why a check of a release ended as it did.

use record::choice::WithdrawalReason;
use record::notice::OpenError;
use record::{EntryError, Timestamp};
use register::merkle::MerkleError;
use register::note::{KeyError, NoteError};
use register::policy::PolicyError;
use register::proof_file::ProofFileError;
use thiserror::Error;

use crate::plain::{chain, plain};

/// Why a check of a release ended as it did. `Display` says it in English with what lies behind it,
/// in printable ASCII whatever the release holds.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Why {
    /// It is a release.
    #[error("a release in canonical form, {bytes} bytes")]
    Readable {
        /// Its size.
        bytes: usize,
    },
    /// A part is not what the entry commits to.
    #[error("{}", chain(.0))]
    Open(OpenError),
    /// The entry is that of a notice.
    #[error("{desk} wrote down notice {notice} at {at}")]
    Entry {
        /// The desk.
        desk: String,
        /// The notice.
        notice: String,
        /// When, as the desk says.
        at: Timestamp,
    },
    /// The notice is the text that the entry commits to.
    #[error("the notice is the text that the entry commits to, and says what the entry says")]
    Notice,
    /// The addresses are those that the entry commits to.
    #[error("{count} addresses, each the one that the entry commits to")]
    Addresses {
        /// How many.
        count: usize,
    },
    /// The test is the one that the entry commits to.
    #[error("the three-part test that the entry commits to, about this notice, measure and law")]
    Test,
    /// A proof cannot be read.
    #[error("{}", chain(.0))]
    Proof(ProofFileError),
    /// A proof brings data that nothing vouches for.
    #[error("the proof carries extra data, which nothing vouches for")]
    Extra,
    /// The proof does not lead from the entry to its checkpoint.
    #[error("{}", chain(.0))]
    Inclusion(MerkleError),
    /// The checkpoint is not good enough under the policy.
    #[error("{}", chain(.0))]
    Policy(PolicyError),
    /// The log is of somebody else.
    #[error("the log {} is not one of the desk {desk}, which the entry names", plain(origin))]
    OtherDesk {
        /// The log.
        origin: String,
        /// The desk of the entry.
        desk: String,
    },
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
        "the proof leads from the entry, number {index} of {size}, to its checkpoint; give the \
         log's key with --key, or a policy with --policy, to check who signed that"
    )]
    NoPolicy {
        /// The entry's place, from 0.
        index: u64,
        /// The size of the checkpoint.
        size: u64,
    },
    /// An authority's notice without its certificate.
    #[error("a notice of an authority needs the certificate of an outside reviewer")]
    NoCertificate,
    /// An authority's notice without the entry that brought the reviewer's key.
    #[error("a notice of an authority needs the entry that brought its reviewer's key")]
    NoKey,
    /// The key's entry cannot be read.
    #[error("{}", chain(.0))]
    KeyEntry(EntryError),
    /// The key's entry is of another kind.
    #[error("this is not the entry by which a reviewer's key came")]
    KeyKind,
    /// The key is another than the notice's entry names.
    #[error("it is the entry of another key than {named}, which the notice's entry names")]
    OtherKey {
        /// The key that is named.
        named: String,
    },
    /// The key came into another log.
    #[error("the key and the notice are not in one log of one desk")]
    OtherLog,
    /// The proofs show two roots of one size.
    #[error("the two proofs show two different logs of {size} entries under one name")]
    TwoHistories {
        /// The size of both.
        size: u64,
    },
    /// The key came after the notice.
    #[error("the key came as entry {key}, after the notice, which is entry {notice}")]
    KeyAfter {
        /// The key's place.
        key: u64,
        /// The notice's place.
        notice: u64,
    },
    /// The key was not yet in force.
    #[error("the key may sign from {since} on, and the notice was written down at {at}")]
    KeyTooEarly {
        /// From when on it may sign.
        since: Timestamp,
        /// When the notice was written down.
        at: Timestamp,
    },
    /// The key cannot be used.
    #[error("{}", chain(.0))]
    Key(KeyError),
    /// The key's own proof holds and there is no other to compare it with.
    #[error("the notice's own proof is wrong, so it is not known whether the key is in its log")]
    NoProof,
    /// The key was in force.
    #[error("{key} came as entry {index} and may sign from {since} on")]
    KeyInForce {
        /// Its name.
        key: String,
        /// The place of its entry.
        index: u64,
        /// From when on.
        since: Timestamp,
    },
    /// The certificate is no note, or not signed by the key.
    #[error("{}", chain(.0))]
    Certificate(NoteError),
    /// The certificate is about something else.
    #[error("the certificate is about another notice, text, test or entry")]
    OtherCertificate,
    /// The certificate has lines of others.
    #[error("the certificate has more than the one signature of the reviewer")]
    CertificateLines,
    /// There is no key to check the certificate with.
    #[error("the reviewer's key is not known, so the signature was not checked")]
    NoReviewerKey,
    /// The certificate holds.
    #[error("{} signed the hashes of this notice, its test and its entry", plain(key))]
    Certified {
        /// The name of the key.
        key: String,
    },
    /// Nobody gave a log to read.
    #[error("only the register can say: name it with --log ADDRESS or --dir FOLDER")]
    NoLog,
    /// The log ends before the proofs.
    #[error("the log shows {size} entries, and a proof is about {least}")]
    LogBehind {
        /// What it shows.
        size: u64,
        /// What it must have had.
        least: u64,
    },
    /// The log is another than the one of the proofs.
    #[error("the log shows another history than the one that the proofs are about")]
    Forked,
    /// The entry is not in the log.
    #[error("entry {index} of the log is another one")]
    NotThere {
        /// The place.
        index: u64,
    },
    /// The entry is in the log.
    #[error("entry {index} of the log, which has {size} and goes on from what the proofs show")]
    LogHolds {
        /// The place.
        index: u64,
        /// How many entries were read.
        size: u64,
    },
    /// The log does not hold, so nothing it says counts.
    #[error("the log is not the one that the proofs are about")]
    LogWrong,
    /// Entries that this version does not know.
    #[error("{count} entries of the log are of a kind or version that is not known here")]
    Unread {
        /// How many.
        count: u64,
    },
    /// The key was taken back.
    #[error("entry {index} took the reviewer's key back from {from} on")]
    KeyRemoved {
        /// The place.
        index: u64,
        /// From when on.
        from: Timestamp,
    },
    /// The key was in other hands later.
    #[error(
        "entry {index} says that since {from} somebody else may hold the reviewer's key: ask the \
         reviewer whether they signed this certificate"
    )]
    KeyCompromised {
        /// The place.
        index: u64,
        /// From when on.
        from: Timestamp,
    },
    /// The key was not taken back.
    #[error("no entry of {size} took the reviewer's key back before the notice")]
    KeyNotRemoved {
        /// How many entries were read.
        size: u64,
    },
    /// The notice was taken back.
    #[error("entry {index} of {at} took the notice back: {reason}")]
    Withdrawn {
        /// The place.
        index: u64,
        /// When.
        at: Timestamp,
        /// Why.
        reason: WithdrawalReason,
    },
    /// The notice was not taken back.
    #[error("no entry of {size} took the notice back")]
    NotWithdrawn {
        /// How many entries were read.
        size: u64,
    },
}
