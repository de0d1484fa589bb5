//! The rules of a witness: which checkpoints of other logs it may cosign, what it answers if it
//! may not, and the other side, how a log asks. Values in, values out; the store is the caller's.
//!
//! A cosignature is given in three steps that the types keep in order: [`decide`] yields a
//! [`PendingCosign`]; the store compares and swaps its [`HeadSwap`] durably; only then
//! [`PendingCosign::sign`] gives the line. Two requests at once cannot roll a head back, because
//! the swap of the slower one fails.
//!
//! Source: C2SP tlog-witness v1.0.0, "add-checkpoint".

use std::collections::BTreeMap;
use std::error::Error as _;
use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};
use thiserror::Error;

use crate::Hash;
use crate::checkpoint::{Checkpoint, CheckpointError, SignedCheckpoint};
use crate::cosignature::{self, CosignatureError};
use crate::lines::{parse_decimal, parse_hashes};
use crate::merkle;
use crate::note::{KeyKind, KeyName, NOTE_BYTES_MAX, Note, NoteError, NoteSignature};
use crate::note::{SignerKey, VerifierKey, parse_signatures};

pub use crate::lines::HashLinesError;

/// The largest request body we read: a note, and room for the old size and 63 hashes.
///
/// Unit: bytes.
pub const REQUEST_BYTES_MAX: usize = NOTE_BYTES_MAX + 4096;

/// Content type of the size a witness has stored.
///
/// Source: C2SP tlog-witness, "add-checkpoint".
pub const SIZE_CONTENT_TYPE: &str = "text/x.tlog.size";

/// Content type of every other answer.
pub const TEXT_CONTENT_TYPE: &str = "text/plain; charset=utf-8";

/// Why a body is no `add-checkpoint` request.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AddCheckpointError {
    /// More than [`REQUEST_BYTES_MAX`].
    #[error("the request is larger than {REQUEST_BYTES_MAX} bytes")]
    TooLarge,
    /// Requests are UTF-8.
    #[error("the request is not valid UTF-8")]
    Encoding,
    /// The first line is `old`, a space and a plain decimal number.
    #[error("the first line is not the word old and a plain decimal number")]
    OldSize,
    /// The lines that follow are not the hashes of a proof.
    #[error("the consistency proof cannot be read")]
    Proof(#[from] HashLinesError),
    /// What follows the blank line is no signed note.
    #[error("the checkpoint is no signed note")]
    Note(#[from] NoteError),
    /// The signed note is no checkpoint.
    #[error("the signed note is no checkpoint")]
    Checkpoint(#[from] CheckpointError),
}

/// A log's request for a cosignature, well formed; nothing in it is verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddCheckpoint {
    old_size: u64,
    proof: Vec<Hash>,
    note: Note,
    checkpoint: Checkpoint,
}

impl AddCheckpoint {
    /// Reads a request body. What is read comes back from [`AddCheckpoint::to_bytes`] byte for
    /// byte.
    ///
    /// # Errors
    ///
    /// An [`AddCheckpointError`], for which the answer is [`Refusal::Malformed`].
    pub fn parse(body: &[u8]) -> Result<AddCheckpoint, AddCheckpointError> {
        if body.len() > REQUEST_BYTES_MAX {
            return Err(AddCheckpointError::TooLarge);
        }
        let text = std::str::from_utf8(body).map_err(|_| AddCheckpointError::Encoding)?;
        let old = text.strip_prefix("old ").and_then(|rest| rest.split_once('\n'));
        let (old, rest) = old.ok_or(AddCheckpointError::OldSize)?;
        let old_size = parse_decimal(old).ok_or(AddCheckpointError::OldSize)?;
        let (proof, note) = parse_hashes(rest)?;
        let note = Note::parse(note.as_bytes())?;
        let checkpoint = Checkpoint::parse(note.text())?;
        Ok(AddCheckpoint { old_size, proof, note, checkpoint })
    }

    /// The request as it is sent.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        format_request(self.old_size, &self.proof, &self.note.to_bytes())
    }

    /// The log that the request is about. The caller looks up what it has stored for it.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.checkpoint.origin
    }
}

/// The logs a witness cosigns for: their keys by origin.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownLogs {
    keys: BTreeMap<String, Vec<VerifierKey>>,
}

impl KnownLogs {
    /// Trusts `key` to speak for `origin`. A log may have several keys, for instance while it
    /// changes them.
    ///
    /// # Errors
    ///
    /// [`NoteError::WrongKind`] for a key that makes cosignatures: the word of a witness is not
    /// the word of its log.
    pub fn trust(&mut self, origin: &str, key: VerifierKey) -> Result<(), NoteError> {
        if key.kind() != KeyKind::Ed25519 {
            return Err(NoteError::WrongKind { name: key.name().clone() });
        }
        let keys = self.keys.entry(origin.to_owned()).or_default();
        if !keys.contains(&key) {
            keys.push(key);
        }
        Ok(())
    }

    /// The keys that speak for `origin`; `None` for a log we do not know.
    #[must_use]
    pub fn keys_of(&self, origin: &str) -> Option<&[VerifierKey]> {
        self.keys.get(origin).map(Vec::as_slice)
    }

    /// The origins of all logs we know, in order.
    pub fn origins(&self) -> impl Iterator<Item = &str> {
        self.keys.keys().map(String::as_str)
    }
}

/// The latest head of a log that a witness stored. Before the first one, the tree is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoredHead {
    /// Entries in the tree.
    pub size: u64,
    /// Its root.
    pub root: Hash,
}

impl StoredHead {
    /// What a witness knows of a log it never cosigned for.
    pub const EMPTY: StoredHead = StoredHead { size: 0, root: Hash::EMPTY_ROOT };
}

/// What to do about a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Store the new head, then cosign it: status 200.
    Cosign(Box<PendingCosign>),
    /// Say no, and change nothing.
    Refuse(Refusal),
}

impl Decision {
    /// The HTTP status of the answer. 200 only becomes true once the new head is stored.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Decision::Cosign(_) => 200,
            Decision::Refuse(refusal) => refusal.status(),
        }
    }
}

/// Why a witness does not cosign.
///
/// What is stored is told only to requests that the log signed. Source: C2SP tlog-witness,
/// "add-checkpoint".
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// 400: the body is no request.
    #[error("the request is malformed")]
    Malformed(#[from] AddCheckpointError),
    /// 404: we do not witness this log.
    #[error("the origin of the checkpoint is unknown here")]
    UnknownLog,
    /// 403: no key that we trust for this log signed, or one of them signed something else.
    #[error("no trusted key of the log signed the checkpoint")]
    NotSigned,
    /// 400: the log asks for a proof that leads backwards.
    #[error("the old size is larger than the size of the checkpoint")]
    OldTooLarge,
    /// 409: the old size is not what is stored; the body says what is.
    #[error("the old size is not the stored size")]
    Stale {
        /// The stored size.
        size: u64,
    },
    /// 409: the log shows a second root for the stored size.
    #[error("the root is not the stored root of the same size")]
    RootMismatch {
        /// The stored size, which is also the size of the checkpoint.
        size: u64,
    },
    /// 422: the proof does not lead from the stored head to the checkpoint.
    #[error("the consistency proof does not verify")]
    BadProof,
}

impl Refusal {
    /// The HTTP status of the answer.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Refusal::Malformed(_) | Refusal::OldTooLarge => 400,
            Refusal::NotSigned => 403,
            Refusal::UnknownLog => 404,
            Refusal::Stale { .. } | Refusal::RootMismatch { .. } => 409,
            Refusal::BadProof => 422,
        }
    }

    /// The body of the answer: the stored size for 409, else one line for people.
    #[must_use]
    pub fn body(&self) -> String {
        if let Refusal::Stale { size } | Refusal::RootMismatch { size } = self {
            return format!("{size}\n");
        }
        let mut body = self.to_string();
        let mut source = self.source();
        while let Some(error) = source {
            body = format!("{body}: {error}");
            source = error.source();
        }
        body + "\n"
    }

    /// The `Content-Type` of the answer.
    #[must_use]
    pub fn content_type(&self) -> &'static str {
        match self {
            Refusal::Stale { .. } | Refusal::RootMismatch { .. } => SIZE_CONTENT_TYPE,
            _ => TEXT_CONTENT_TYPE,
        }
    }
}

/// Decides about a request, given what is stored for its origin.
///
/// The order of the checks is the rule: who asks comes first, so that a stranger learns nothing;
/// the proof is checked last, against the stored root and no other. Four edge cases are decided on
/// purpose. A log without a stored head has the empty tree, so that size 0 needs the empty root.
/// From size 0 the proof must be empty, and proves nothing. Between equal sizes it must be empty
/// too, and the roots equal. A tree with entries cannot have the empty root.
#[must_use]
pub fn decide(request: &AddCheckpoint, known: &KnownLogs, stored: Option<&StoredHead>) -> Decision {
    match check(request, known, stored) {
        Ok(pending) => Decision::Cosign(Box::new(pending)),
        Err(refusal) => Decision::Refuse(refusal),
    }
}

/// The checks of [`decide`], in their order.
fn check(
    request: &AddCheckpoint,
    known: &KnownLogs,
    stored: Option<&StoredHead>,
) -> Result<PendingCosign, Refusal> {
    let AddCheckpoint { old_size, proof, note, checkpoint } = request;
    let keys = known.keys_of(&checkpoint.origin).ok_or(Refusal::UnknownLog)?;
    let signed_by = note.verify(keys).map_err(|_| Refusal::NotSigned)?;
    // Lines of strangers are not worth keeping: the note may be served for years.
    let note = note.only_by(&signed_by).ok_or(Refusal::NotSigned)?;
    if *old_size > checkpoint.size {
        return Err(Refusal::OldTooLarge);
    }
    let old = stored.copied().unwrap_or(StoredHead::EMPTY);
    if *old_size != old.size {
        return Err(Refusal::Stale { size: old.size });
    }
    if old.size == checkpoint.size && old.root != checkpoint.root {
        return Err(Refusal::RootMismatch { size: old.size });
    }
    check_growth(&old, checkpoint, proof)?;
    let new_head = StoredHead { size: checkpoint.size, root: checkpoint.root };
    let origin = checkpoint.origin.clone();
    let expected = stored.copied();
    Ok(PendingCosign { swap: HeadSwap { origin, expected, new_head, note } })
}

/// Checks that the checkpoint's tree begins with all of the old one.
fn check_growth(old: &StoredHead, new: &Checkpoint, proof: &[Hash]) -> Result<(), Refusal> {
    if !new.is_consistent_empty() {
        return Err(Refusal::BadProof);
    }
    // Every tree begins with the empty one, and every tree with itself; the proof has no hashes.
    if old.size == 0 || old.size == new.size {
        return if proof.is_empty() { Ok(()) } else { Err(Refusal::BadProof) };
    }
    merkle::verify_consistency(old.size, new.size, proof, &old.root, &new.root)
        .map_err(|_| Refusal::BadProof)
}

/// What the store of a witness must do in one step, and durably, before anything is signed: if the
/// head stored for `origin` is still `expected`, replace it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadSwap {
    origin: String,
    expected: Option<StoredHead>,
    new_head: StoredHead,
    note: Note,
}

impl HeadSwap {
    /// The log whose head is to be replaced.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// What must still be stored; `None` if nothing is.
    #[must_use]
    pub fn expected(&self) -> Option<&StoredHead> {
        self.expected.as_ref()
    }

    /// What takes its place. It may be the same head again, and is compared all the same: to
    /// cosign a head is to say that no larger one was seen.
    #[must_use]
    pub fn new_head(&self) -> &StoredHead {
        &self.new_head
    }

    /// The checkpoint of the new head with the log's own lines only, to be stored with it and
    /// shown to monitors.
    #[must_use]
    pub fn note(&self) -> &Note {
        &self.note
    }
}

/// What became of a [`HeadSwap`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SwapOutcome {
    /// The new head is stored and survives a crash.
    Durable,
    /// Another request came first; nothing was changed.
    Changed {
        /// The size that is stored now.
        stored_size: u64,
    },
}

/// The store's word that a head is durable. It is needed to cosign that head, and no other.
#[derive(Debug, PartialEq, Eq)]
pub struct Persisted {
    origin: String,
    head: StoredHead,
}

impl Persisted {
    /// Turns the outcome of a swap into leave to cosign. Only the store calls this, with what
    /// really happened.
    ///
    /// # Errors
    ///
    /// [`Refusal::Stale`] with the size stored now if another request came first.
    pub fn after(swap: &HeadSwap, outcome: SwapOutcome) -> Result<Persisted, Refusal> {
        match outcome {
            SwapOutcome::Durable => {
                Ok(Persisted { origin: swap.origin.clone(), head: swap.new_head })
            }
            SwapOutcome::Changed { stored_size } => Err(Refusal::Stale { size: stored_size }),
        }
    }
}

/// Why an accepted head is not cosigned after all.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SignError {
    /// What was stored is another log's head, or another head.
    #[error("the stored head is not the one to be cosigned")]
    NotPersisted,
    /// The key or the time cannot be used.
    #[error("the head cannot be cosigned")]
    Cosignature(#[from] CosignatureError),
}

/// A checkpoint that may be cosigned once it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingCosign {
    swap: HeadSwap,
}

impl PendingCosign {
    /// What the store must do first.
    #[must_use]
    pub fn swap(&self) -> &HeadSwap {
        &self.swap
    }

    /// Cosigns the head that was stored. The line goes into the answer, see [`format_answer`].
    ///
    /// `time_unix_s` was read before the swap. A later time could be one at which another request
    /// had stored a larger head already, and the cosignature would deny that.
    ///
    /// # Errors
    ///
    /// [`SignError::NotPersisted`] if `persisted` is about another head,
    /// [`SignError::Cosignature`] if key or time cannot be used.
    pub fn sign(
        self,
        persisted: Persisted,
        key: &SignerKey,
        time_unix_s: u64,
    ) -> Result<NoteSignature, SignError> {
        let Persisted { origin, head } = persisted;
        if origin != self.swap.origin || head != self.swap.new_head {
            return Err(SignError::NotPersisted);
        }
        Ok(cosignature::cosign(self.swap.note.text(), key, time_unix_s)?)
    }
}

/// The body of a 200 answer: each cosignature with its newline.
#[must_use]
pub fn format_answer(lines: &[NoteSignature]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// The lower-case hexadecimal SHA-256 of an origin: where monitors find what a witness stored for
/// it, under `<monitoring prefix>/<hash>/checkpoint`.
#[must_use]
pub fn origin_hash(origin: &str) -> String {
    let hash: [u8; 32] = Sha256::digest(origin).into();
    hash.iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing into a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The request body with which a log asks a witness for its cosignature. `checkpoint` is a signed
/// checkpoint as it is published, `proof` leads to it from `old_size`, with at most 63 hashes.
#[must_use]
pub fn format_request(old_size: u64, proof: &[Hash], checkpoint: &[u8]) -> Vec<u8> {
    let mut text = format!("old {old_size}\n");
    for hash in proof {
        text += &format!("{hash}\n");
    }
    text.push('\n');
    [text.as_bytes(), checkpoint].concat()
}

/// Why a witness's answer is of no use.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ResponseError {
    /// The body is no sequence of signature lines.
    #[error("the answer of the witness is malformed")]
    Malformed,
    /// A line under a key we know is not that key's cosignature of this checkpoint.
    #[error("the answer of the witness has a bad cosignature")]
    Cosignature(#[from] CosignatureError),
    /// None of the lines is by a witness we know.
    #[error("the answer of the witness has no line of {}", list(expected))]
    NoKnownKey {
        /// The names of the keys we know.
        expected: Vec<KeyName>,
    },
}

/// Names for a message.
fn list(names: &[KeyName]) -> String {
    names.iter().map(KeyName::as_str).collect::<Vec<_>>().join(", ")
}

/// Reads the 200 answer of a witness: the cosignatures of `checkpoint` by the keys we know, all
/// verified. Lines of unknown keys are passed over.
///
/// # Errors
///
/// A [`ResponseError`]: malformed, a bad line of a known key, or no line of a known key.
pub fn parse_response(
    body: &[u8],
    checkpoint: &SignedCheckpoint,
    witnesses: &[VerifierKey],
) -> Result<Vec<NoteSignature>, ResponseError> {
    if body.len() > NOTE_BYTES_MAX {
        return Err(ResponseError::Malformed);
    }
    let text = std::str::from_utf8(body).map_err(|_| ResponseError::Malformed)?;
    let lines = parse_signatures(text).map_err(|_| ResponseError::Malformed)?;
    let mut verified = Vec::new();
    for line in lines {
        let Some(key) = witnesses.iter().find(|key| line.is_by(key)) else {
            continue;
        };
        cosignature::verify(checkpoint.note().text(), &line, key)?;
        verified.push(line);
    }
    if verified.is_empty() {
        let expected = witnesses.iter().map(|key| key.name().clone()).collect();
        return Err(ResponseError::NoKnownKey { expected });
    }
    Ok(verified)
}

/// Reads the body of a 409 answer: the size that the witness has stored. `None` if it is no plain
/// decimal number and a newline.
#[must_use]
pub fn parse_stored_size(body: &[u8]) -> Option<u64> {
    parse_decimal(std::str::from_utf8(body).ok()?.strip_suffix('\n')?)
}
