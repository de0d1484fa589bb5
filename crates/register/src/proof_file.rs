//! Proof files: all that someone needs, with a policy and nothing else, to check that an entry is
//! in a log. They are usually kept as `.tlog-proof`.
//!
//! Source: C2SP tlog-proof v1, commit 0065ea5b716154a2dd48508e3f905012a16ce5e9.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use thiserror::Error;

use crate::Hash;
use crate::checkpoint::{Checkpoint, CheckpointError};
use crate::lines::{parse_decimal, parse_hashes};
use crate::merkle::{self, MAX_PROOF_HASHES, MerkleError};
use crate::note::{NOTE_BYTES_MAX, Note, NoteError, VerifierKey};
use crate::policy::{Cosigned, Policy, PolicyError};

pub use crate::lines::HashLinesError;

/// The largest proof file we read: a note and as much again for extra data and hashes.
///
/// Unit: bytes.
pub const PROOF_FILE_BYTES_MAX: usize = 2 * NOTE_BYTES_MAX;

/// The first line of a proof file.
pub const HEADER: &str = "c2sp.org/tlog-proof@v1";

/// Why bytes are no proof file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ProofFileError {
    /// More than [`PROOF_FILE_BYTES_MAX`].
    #[error("the proof file is larger than {PROOF_FILE_BYTES_MAX} bytes")]
    TooLarge,
    /// Proof files are UTF-8.
    #[error("the proof file is not valid UTF-8")]
    Encoding,
    /// The first line is another one.
    #[error("the proof file does not start with {HEADER}")]
    Header,
    /// The extra data is not canonical base64.
    #[error("the extra data is not canonical base64")]
    Extra,
    /// No index line, or one that is no plain decimal number.
    #[error("the proof file has no index line with a plain decimal number")]
    Index,
    /// The lines between index and checkpoint are not the hashes of a proof.
    #[error("the hashes of the proof file cannot be read")]
    Path(#[from] HashLinesError),
    /// The checkpoint is no note.
    #[error("what follows the proof is no signed note")]
    Note(#[from] NoteError),
    /// The note is no checkpoint.
    #[error("the note that follows the proof is no checkpoint")]
    Checkpoint(#[from] CheckpointError),
}

/// Why a well-formed proof does not prove anything.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ProofError {
    /// The checkpoint is not good enough under the policy.
    #[error("the checkpoint of the proof is not good enough")]
    Policy(#[from] PolicyError),
    /// The entry is not where the proof says.
    #[error("the proof does not lead from the entry to the checkpoint")]
    Merkle(#[from] MerkleError),
}

/// An entry's way into a checkpoint, well formed; [`ProofFile::verify`] says whether it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProofFile {
    extra: Option<Vec<u8>>,
    index: u64,
    path: Vec<Hash>,
    note: Note,
    checkpoint: Checkpoint,
}

impl ProofFile {
    /// Puts a proof together. `extra` is not authenticated by anything.
    ///
    /// # Errors
    ///
    /// [`ProofFileError::Path`] for too many hashes, [`ProofFileError::TooLarge`], or
    /// [`ProofFileError::Checkpoint`] if the note is none.
    pub fn new(
        extra: Option<Vec<u8>>,
        index: u64,
        path: Vec<Hash>,
        note: Note,
    ) -> Result<ProofFile, ProofFileError> {
        if path.len() > MAX_PROOF_HASHES {
            return Err(HashLinesError::TooMany.into());
        }
        let checkpoint = Checkpoint::parse(note.text())?;
        let file = ProofFile { extra, index, path, note, checkpoint };
        if file.to_bytes().len() > PROOF_FILE_BYTES_MAX {
            return Err(ProofFileError::TooLarge);
        }
        Ok(file)
    }

    /// Reads a proof file. What is read comes back from [`ProofFile::to_bytes`] byte for byte.
    ///
    /// # Errors
    ///
    /// A [`ProofFileError`] that says which part is malformed.
    pub fn parse(bytes: &[u8]) -> Result<ProofFile, ProofFileError> {
        if bytes.len() > PROOF_FILE_BYTES_MAX {
            return Err(ProofFileError::TooLarge);
        }
        let text = std::str::from_utf8(bytes).map_err(|_| ProofFileError::Encoding)?;
        let rest = text.strip_prefix(HEADER).and_then(|rest| rest.strip_prefix('\n'));
        let (extra, rest) = parse_extra(rest.ok_or(ProofFileError::Header)?)?;
        let index = rest.strip_prefix("index ").and_then(|rest| rest.split_once('\n'));
        let (index, rest) = index.ok_or(ProofFileError::Index)?;
        let index = parse_decimal(index).ok_or(ProofFileError::Index)?;
        let (path, note) = parse_hashes(rest)?;
        let note = Note::parse(note.as_bytes())?;
        let checkpoint = Checkpoint::parse(note.text())?;
        Ok(ProofFile { extra, index, path, note, checkpoint })
    }

    /// The file as it is stored and sent.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.to_string().into_bytes()
    }

    /// Opaque data of whoever made the file. Nothing authenticates it.
    #[must_use]
    pub fn extra(&self) -> Option<&[u8]> {
        self.extra.as_deref()
    }

    /// Which entry of the log the proof is about, counted from 0.
    #[must_use]
    pub fn index(&self) -> u64 {
        self.index
    }

    /// The hashes from the entry's sibling up to a child of the root.
    #[must_use]
    pub fn path(&self) -> &[Hash] {
        &self.path
    }

    /// The checkpoint's note, with all its lines.
    #[must_use]
    pub fn note(&self) -> &Note {
        &self.note
    }

    /// What the note says, not verified.
    #[must_use]
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// Checks that the entry with the hash `leaf` is in a log of the policy, at the index the file
    /// names, under a checkpoint that the policy accepts.
    ///
    /// # Errors
    ///
    /// [`ProofError::Policy`] if the checkpoint is not good enough, [`ProofError::Merkle`] if the
    /// path does not lead from this entry to it.
    pub fn verify(&self, leaf: &Hash, policy: &Policy) -> Result<Verified, ProofError> {
        let cosigned = policy.check_checkpoint(&self.note)?;
        let Checkpoint { origin, size, root, .. } = cosigned.checkpoint();
        merkle::verify_inclusion(leaf, self.index, *size, &self.path, root)?;
        Ok(Verified {
            index: self.index,
            size: *size,
            origin: origin.clone(),
            log: cosigned.log().clone(),
            cosigned_by: cosigned.cosigned_by().to_vec(),
        })
    }
}

/// The file as it is stored and sent.
impl fmt::Display for ProofFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADER}")?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", STANDARD.encode(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        self.path.iter().try_for_each(|hash| writeln!(f, "{hash}"))?;
        write!(f, "\n{}", self.note)
    }
}

/// What a proof proves, once it is verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The entry's place in the log, counted from 0.
    pub index: u64,
    /// The size of the checkpoint.
    pub size: u64,
    /// The log, by the origin line of the checkpoint.
    pub origin: String,
    /// The key the log signed with.
    pub log: VerifierKey,
    /// The witnesses that cosigned, and when each says it had seen the checkpoint: the entry
    /// existed by then.
    pub cosigned_by: Vec<Cosigned>,
}

/// The extra data, if the next line has any, and what follows.
fn parse_extra(text: &str) -> Result<(Option<Vec<u8>>, &str), ProofFileError> {
    let Some(line_on) = text.strip_prefix("extra ") else {
        return Ok((None, text));
    };
    let (encoded, rest) = line_on.split_once('\n').ok_or(ProofFileError::Extra)?;
    let extra = STANDARD.decode(encoded).map_err(|_| ProofFileError::Extra)?;
    Ok((Some(extra), rest))
}
