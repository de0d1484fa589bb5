//! The only thing that may leave a desk for a platform.
//!
//! A [`ReleasableNotice`] can be made in one way: from a release whose parts open its entry, whose
//! entry is in the desk's own register under a checkpoint as its policy asks, and which an outside
//! reviewer signed where officials run the desk. The outbox takes nothing else.
//!
//! Source: the founding brief, lines 1 and 12.

use record::Entry;
use record::entry::{Body, Sender};
use record::id::VerifierKeyText;
use record::notice::{OpenError, Release};
use register::hash::leaf_hash;
use register::note::{Note, NoteError, VerifierKey};
use register::policy::Policy;
use register::proof_file::{ProofError, ProofFile, ProofFileError};

use crate::notice::Sending;

/// Why a notice may not leave.
#[derive(Debug, thiserror::Error)]
pub enum ReleaseError {
    /// Its parts are not what the entry commits to.
    #[error("the notice does not open its entry")]
    Open(#[from] OpenError),
    /// The proof cannot be read.
    #[error("the proof of the entry cannot be read")]
    Proof(#[source] ProofFileError),
    /// The entry is not in the register, or not under a checkpoint as the policy asks.
    #[error("the entry is not in the register as its policy asks")]
    NotRegistered(#[source] ProofError),
    /// A desk run by officials sends as a citizen, or the other way round.
    #[error("whatever leaves a desk run by an authority is an authority's notice")]
    WrongSender,
    /// The certificate cannot be read, or another key signed it.
    #[error("the release certificate is not signed by the reviewer")]
    Certificate(#[source] NoteError),
    /// The reviewer signed something else.
    #[error("the release certificate is about another notice, text, test or entry")]
    OtherCertificate,
    /// The key is not the one that the entry names, or not in force at that time.
    #[error("the reviewer's key is not the one that the entry names, or was not in force")]
    ReviewerKey,
}

/// A notice that may leave: approved, durable in the register, certified where it must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleasableNotice {
    release: Release,
    entry: Entry,
    index: u64,
}

impl ReleasableNotice {
    /// Checks everything that must hold before a notice leaves.
    ///
    /// `policy` is the desk's own, with the key of its log; `in_force` are the reviewers' keys that
    /// were in force when the entry was written.
    ///
    /// # Errors
    ///
    /// [`ReleaseError`], with the first thing that is missing.
    pub fn new(
        release: Release,
        sending: Sending,
        policy: &Policy,
        in_force: &[VerifierKeyText],
    ) -> Result<ReleasableNotice, ReleaseError> {
        let entry = release.open()?;
        let Body::NoticeIssued(issued) = entry.body() else {
            return Err(ReleaseError::WrongSender);
        };
        match (&issued.sender, sending) {
            (Sender::Authority(authority), Sending::Authority) => {
                let key = in_force.iter().find(|key| *key.name() == authority.reviewed_by);
                is_certified(&release, &entry, key.ok_or(ReleaseError::ReviewerKey)?)?;
            }
            (Sender::Citizen(_), Sending::Citizen) => {}
            _ => return Err(ReleaseError::WrongSender),
        }
        let proof = ProofFile::parse(release.proof.as_bytes()).map_err(ReleaseError::Proof)?;
        let leaf = leaf_hash(release.entry.as_bytes());
        proof.verify(&leaf, policy).map_err(ReleaseError::NotRegistered)?;
        Ok(ReleasableNotice { entry, index: proof.index(), release })
    }

    /// What is handed over.
    #[must_use]
    pub fn release(&self) -> &Release {
        &self.release
    }

    /// Its entry.
    #[must_use]
    pub fn entry(&self) -> &Entry {
        &self.entry
    }

    /// The number of its entry in the register.
    #[must_use]
    pub fn index(&self) -> u64 {
        self.index
    }
}

/// Whether the reviewer signed exactly this notice.
fn is_certified(
    release: &Release,
    entry: &Entry,
    key: &VerifierKeyText,
) -> Result<(), ReleaseError> {
    let key = VerifierKey::parse(key.as_str()).map_err(|_| ReleaseError::ReviewerKey)?;
    let certificate = release.certificate.as_deref().unwrap_or_default();
    certified(certificate, &release.certificate_text(entry), &key)
}

/// Checks a certificate: a signed note by `key` over exactly `text`.
///
/// # Errors
///
/// [`ReleaseError::Certificate`] or [`ReleaseError::OtherCertificate`].
pub fn certified(certificate: &str, text: &str, key: &VerifierKey) -> Result<(), ReleaseError> {
    let note = Note::parse(certificate.as_bytes()).map_err(ReleaseError::Certificate)?;
    note.verify(std::slice::from_ref(key)).map_err(ReleaseError::Certificate)?;
    if note.text() == text { Ok(()) } else { Err(ReleaseError::OtherCertificate) }
}

/// A line of a release certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CertificateLine {
    /// The first: that it is a release certificate at all.
    Kind,
    /// Of which desk.
    Desk,
    /// Of which notice.
    Notice,
    /// Which entry will stand for it.
    Entry,
    /// Which text.
    Text,
    /// Which three-part test.
    Test,
}

impl CertificateLine {
    /// Every line, in their order.
    pub const ALL: [CertificateLine; 6] = [
        CertificateLine::Kind,
        CertificateLine::Desk,
        CertificateLine::Notice,
        CertificateLine::Entry,
        CertificateLine::Text,
        CertificateLine::Test,
    ];
}

/// The first line in which a signed text differs from the one that was to be signed; nothing if they
/// are the same.
#[must_use]
pub fn certificate_difference(signed: &str, expected: &str) -> Option<CertificateLine> {
    if signed == expected {
        return None;
    }
    let mut pairs = CertificateLine::ALL.into_iter().zip(signed.lines().zip(expected.lines()));
    let differs = pairs.find(|(_, (signed, expected))| signed != expected);
    // One that ends early, or goes on, is none of ours.
    Some(differs.map_or(CertificateLine::Kind, |(line, _)| line))
}

/// How long a reviewer who opened a notice keeps it from the others. Unit: milliseconds.
///
/// Our own choice: a working week, after which whoever waits should not depend on one person.
pub const REVIEW_HELD_MS: u64 = 7 * 86_400_000;

/// Whether another reviewer may give back, to all of them, a notice that was opened at `opened_ms`:
/// after a week, or once the key that would sign it is no longer in force.
#[must_use]
pub const fn may_be_freed(opened_ms: u64, now_ms: u64, is_key_in_force: bool) -> bool {
    !is_key_in_force || now_ms.saturating_sub(opened_ms) > REVIEW_HELD_MS
}
