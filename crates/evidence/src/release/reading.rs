//! What only the log can say: that the notice is there, and what became since of it and of its
//! reviewer's key.

use record::choice::{KeyChange, WithdrawalReason};
use record::entry::{Body, ENTRY_VERSION, Kind, ReviewerKey, Sender};
use record::id::{NoticeRef, VerifierKeyText};
use record::notice::Release;
use record::{Entry, Timestamp};
use register::Hash;
use register::edge::{Edge, TileHash};
use register::hash::leaf_hash;
use register::proof_file::ProofFile;

use super::{Checks, Why};

/// One log, read entry by entry from the first, for what it says about one release.
///
/// Whoever reads also checks that the entries are those that the log signed; this only remembers.
#[derive(Debug, Clone)]
pub struct Reading {
    origin: String,
    /// Where the notice's entry must be, and its hash.
    place: (u64, Hash),
    /// The checkpoints of the proofs: so many entries have this root.
    heads: Vec<(u64, Hash)>,
    notice: NoticeRef,
    at: Timestamp,
    /// The reviewer's key and the place of the entry that brought it.
    key: Option<(VerifierKeyText, u64)>,
    edge: Edge,
    pushed: Vec<TileHash>,
    is_there: bool,
    is_forked: bool,
    /// Entries of a version that is not known here: any of them may say something about either.
    unread: u64,
    removed: Option<Why>,
    compromised: Option<Why>,
    withdrawn: Option<Why>,
}

impl Reading {
    /// A reading for this release; `None` if it is none, or names no place in a log.
    #[must_use]
    pub fn of(release: &[u8]) -> Option<Reading> {
        let release = Release::from_bytes(release).ok()?;
        let entry = Entry::from_bytes(release.entry.as_bytes()).ok()?;
        let Body::NoticeIssued(issued) = entry.body() else { return None };
        let proof = ProofFile::parse(release.proof.as_bytes()).ok()?;
        let mut heads = vec![(proof.checkpoint().size, proof.checkpoint().root)];
        let mut key = None;
        if let (Sender::Authority(_), Some(evidence)) = (&issued.sender, &release.reviewer_key) {
            let proof = ProofFile::parse(evidence.proof.as_bytes()).ok()?;
            let added = Entry::from_bytes(evidence.entry.as_bytes()).ok()?;
            let Body::ReviewerKey(added) = added.body() else { return None };
            heads.push((proof.checkpoint().size, proof.checkpoint().root));
            key = Some((added.key.clone(), proof.index()));
        }
        Some(Reading {
            origin: proof.checkpoint().origin.clone(),
            place: (proof.index(), leaf_hash(release.entry.as_bytes())),
            heads,
            notice: issued.notice,
            at: entry.at(),
            key,
            edge: Edge::empty(),
            pushed: Vec::new(),
            is_there: false,
            is_forked: false,
            unread: 0,
            removed: None,
            compromised: None,
            withdrawn: None,
        })
    }

    /// The name of the log that must be read.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Takes the next entry of the log.
    pub fn take(&mut self, entry: &[u8]) {
        let index = self.edge.size();
        let leaf = leaf_hash(entry);
        self.is_there |= (index, leaf) == self.place;
        self.pushed.clear();
        self.edge.append(leaf, &mut self.pushed);
        let size = self.edge.size();
        if self.heads.iter().any(|head| head.0 == size && head.1 != self.edge.root()) {
            self.is_forked = true;
        }
        match kind_in(entry) {
            None => self.unread += 1,
            Some(Kind::ReviewerKey | Kind::Withdrawal) => match Entry::from_bytes(entry) {
                Ok(entry) => self.note(index, &entry),
                Err(_) => self.unread += 1,
            },
            Some(_) => {}
        }
    }

    fn note(&mut self, index: u64, entry: &Entry) {
        match entry.body() {
            Body::Withdrawal(body) if body.notice == self.notice => {
                let (at, reason): (_, WithdrawalReason) = (entry.at(), body.reason);
                self.withdrawn.get_or_insert(Why::Withdrawn { index, at, reason });
            }
            Body::ReviewerKey(body) => self.note_key(index, body),
            _ => {}
        }
    }

    /// A key that goes counts from its day; one that somebody else may hold counts at once, also
    /// for a notice that was dated before and came into the log after.
    fn note_key(&mut self, index: u64, body: &ReviewerKey) {
        let Some((key, since)) = &self.key else { return };
        if body.change == KeyChange::Add || body.key != *key || index <= *since {
            return;
        }
        let is_compromised = body.change == KeyChange::RemoveCompromised;
        let from = body.effective_at;
        if from <= self.at || (is_compromised && index < self.place.0) {
            self.removed.get_or_insert(Why::KeyRemoved { index, from });
        } else if is_compromised {
            self.compromised.get_or_insert(Why::KeyCompromised { index, from });
        }
    }

    /// What was read, as checks.
    pub(super) fn tell(&self, checks: &mut Checks) {
        let size = self.edge.size();
        let least = self.heads.iter().map(|head| head.0).max().unwrap_or_default();
        let well = match (size < least, self.is_forked, self.is_there) {
            (true, ..) => Err(Why::LogBehind { size, least }),
            (_, true, _) => Err(Why::Forked),
            (.., false) => Err(Why::NotThere { index: self.place.0 }),
            _ => Ok(Why::LogHolds { index: self.place.0, size }),
        };
        let is_well = well.is_ok();
        match well {
            Ok(why) => checks.ok("log", why),
            Err(why) => checks.wrong("log", why),
        }
        let mut tell = |what, found: Option<&Why>, doubt: Option<&Why>, fine: Why| match found {
            _ if !is_well => checks.not_checked(what, Why::LogWrong),
            Some(found) => checks.wrong(what, found.clone()),
            None if self.unread > 0 => {
                checks.not_checked(what, Why::Unread { count: self.unread });
            }
            None => match doubt {
                Some(doubt) => checks.not_checked(what, doubt.clone()),
                None => checks.ok(what, fine),
            },
        };
        if self.key.is_some() {
            let (removed, doubt) = (self.removed.as_ref(), self.compromised.as_ref());
            tell("key_removal", removed, doubt, Why::KeyNotRemoved { size });
        }
        tell("withdrawal", self.withdrawn.as_ref(), None, Why::NotWithdrawn { size });
    }
}

/// What stays open without a log.
pub(super) fn tell_unread(is_authority: bool, checks: &mut Checks) {
    if is_authority {
        checks.not_checked("key_removal", Why::NoLog);
    }
    checks.not_checked("withdrawal", Why::NoLog);
}

/// The kind of an entry by its end, because keys are sorted: most entries need not be read in full.
/// `None` if it is of no kind and version that is known here.
fn kind_in(entry: &[u8]) -> Option<Kind> {
    let end = format!("\",\"v\":{ENTRY_VERSION}}}");
    let rest = entry.strip_suffix(end.as_bytes())?;
    let begin = rest.iter().rposition(|byte| *byte == b'"')?;
    let word = std::str::from_utf8(&rest[begin + 1..]).ok()?;
    Kind::ALL.iter().copied().find(|kind| kind.word() == word)
}
