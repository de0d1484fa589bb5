//! The registrar: appends what the desk says in public, keeps the proofs, lets notices leave, and
//! writes down silence. All of it can be done again after a crash: an entry that is in the register
//! already is found there and not appended twice.

#[cfg(test)]
mod tests;

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use anyhow::Context as _;
use axum::body::Bytes;
use desk::notice::{Sending, State, Written};
use desk::release::ReleasableNotice;
use desk::turn::{Clock, Turn, deadline, delivered_at, is_silent};
use record::entry::{AnswerHours, Silence};
use record::id::{KeyName, NoticeRef, OrganisationId, VerifierKeyText};
use record::notice::KeyEvidence;
use record::{Body, Entry, Timestamp};
use register::checkpoint::SignedCheckpoint;
use register::hash::leaf_hash;
use register::note::VerifierKey;
use register::policy::Policy;
use register::proof_file::ProofFile;
use register::reader::TileReader;
use store::desk::{By, DeskKind, KeptEntry, KeptTurn, NewTurn, NoticeRow, TurnKind, WaitingEntry};
use tokio::sync::{mpsc, oneshot};
use web::append::AppendRequest;
use web::desk::Desk;
use web::state::Shared;

use crate::clock;
use crate::log;

/// How often the queues are looked at.
const PAUSE: Duration = Duration::from_millis(200);
/// How many of a kind are done in one round.
const ROUND_MAX: u32 = 256;

/// The thread; it ends with its value, once what it is doing is done.
pub(crate) struct Registrar {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Registrar {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Begins to carry entries from the desk into its register.
pub(crate) fn start(
    desk: Desk,
    register: Shared,
    queue: mpsc::Sender<AppendRequest>,
) -> anyhow::Result<Registrar> {
    let mut carrier = Carrier::new(desk, register, queue)?;
    let (stop, stopped) = channel();
    let run = move || carrier.run(&stopped);
    let thread = thread::Builder::new().name("registrar".into()).spawn(run);
    let thread = thread.context("could not start a thread")?;
    Ok(Registrar { stop: Some(stop), thread: Some(thread) })
}

struct Carrier {
    desk: Desk,
    register: Shared,
    queue: mpsc::Sender<AppendRequest>,
    /// What a proof must satisfy: the register's own policy.
    policy: Policy,
    /// Up to where the register was searched for entries whose place a crash kept from being written
    /// down; nothing before the first round.
    looked_to: Option<u64>,
}

impl Carrier {
    fn new(
        desk: Desk,
        register: Shared,
        queue: mpsc::Sender<AppendRequest>,
    ) -> anyhow::Result<Carrier> {
        let key = VerifierKey::parse(&register.identity.key)?;
        let policy = match &register.policy {
            Some(policy) => policy.clone(),
            None => Policy::k_of_n(key, 0, Vec::new())?,
        };
        Ok(Carrier { desk, register, queue, policy, looked_to: None })
    }

    fn run(&mut self, stopped: &Receiver<()>) {
        let mut last_trouble = String::new();
        loop {
            let trouble = match self.round() {
                Ok(()) => String::new(),
                Err(error) => format!("{error:#}"),
            };
            // The same trouble every fifth of a second is told once.
            if !trouble.is_empty() && trouble != last_trouble {
                log::error("registrar", "the desk's entries wait", &[("why", &trouble)]);
            }
            last_trouble = trouble;
            match stopped.recv_timeout(PAUSE) {
                Err(RecvTimeoutError::Timeout) => {}
                _ => return,
            }
        }
    }

    fn round(&mut self) -> anyhow::Result<()> {
        self.append()?;
        self.prove()?;
        self.release()?;
        self.note_silence()
    }

    /// Appends what waits, in its order, one after the other.
    fn append(&mut self) -> anyhow::Result<()> {
        let waiting = self.desk.store.entries_waiting(ROUND_MAX)?;
        if waiting.is_empty() || !self.register.is_running() {
            return Ok(());
        }
        let missed = self.places_missed(&waiting)?;
        for entry in waiting {
            let place = match missed.iter().find(|(leaf, _)| *leaf == leaf_hash(&entry.bytes)) {
                Some((_, place)) => *place,
                None => self.append_one(&entry)?,
            };
            self.desk.store.entry_placed(entry.id, place)?;
            self.looked_to = Some(place + 1);
        }
        Ok(())
    }

    /// The waiting entries that are in the register already: appended before a crash, which came
    /// before their place was written down. Looked for once, since nobody else appends.
    fn places_missed(
        &mut self,
        waiting: &[WaitingEntry],
    ) -> anyhow::Result<Vec<(register::Hash, u64)>> {
        let signed = self.register.reader.checkpoint();
        let head = signed.checkpoint();
        let from = match self.looked_to {
            Some(to) => to,
            None => self.desk.store.entries_known_to()?,
        };
        let mut reader = TileReader::new(&self.register.reader, head.size, head.root);
        let mut found = Vec::new();
        for index in from..head.size {
            let leaf = reader.prove_inclusion(index).context("could not read the register")?.leaf;
            if waiting.iter().any(|entry| leaf_hash(&entry.bytes) == leaf) {
                found.push((leaf, index));
            }
        }
        self.looked_to = Some(head.size.max(from));
        Ok(found)
    }

    fn append_one(&mut self, entry: &WaitingEntry) -> anyhow::Result<u64> {
        // Until it is known where this one went, the next round looks from here.
        let from = self.looked_to;
        self.looked_to = None;
        let (done, place) = oneshot::channel();
        let request = AppendRequest { entry: Bytes::from(entry.bytes.clone()), done };
        self.queue.blocking_send(request).ok().context("the register takes no entries")?;
        let place = place.blocking_recv().context("the register stopped")?;
        self.looked_to = from;
        Ok(place)
    }

    /// Keeps the proofs of entries that a checkpoint as the policy asks covers by now.
    fn prove(&self) -> anyhow::Result<()> {
        let unproven = self.desk.store.entries_unproven(ROUND_MAX)?;
        if unproven.is_empty() {
            return Ok(());
        }
        let Some(signed) = self.good_checkpoint()? else { return Ok(()) };
        let head = signed.checkpoint();
        let mut reader = TileReader::new(&self.register.reader, head.size, head.root);
        for (id, place) in unproven.into_iter().filter(|(_, place)| *place < head.size) {
            let proved = reader.prove_inclusion(place).context("could not read the register")?;
            let file = ProofFile::new(None, place, proved.path, signed.note().clone())?;
            file.verify(&proved.leaf, &self.policy).context("a proof does not hold")?;
            self.desk.store.entry_proven(id, file.to_bytes())?;
        }
        Ok(())
    }

    /// The latest checkpoint that is good enough under the policy.
    fn good_checkpoint(&self) -> anyhow::Result<Option<SignedCheckpoint>> {
        if self.register.policy.is_none() {
            return Ok(Some(SignedCheckpoint::clone(&self.register.reader.checkpoint())));
        }
        let key = VerifierKey::parse(&self.register.identity.key)?;
        let Some(bytes) = self.register.reader.cosigned()? else { return Ok(None) };
        Ok(Some(SignedCheckpoint::parse(&bytes, &key)?))
    }

    /// Lets those notices leave whose entry has its proof. One that may not leave holds up no other.
    fn release(&self) -> anyhow::Result<()> {
        let mut first_error = Ok(());
        for notice in self.desk.store.notices_in(State::Registering, ROUND_MAX)? {
            if let Err(error) = self.release_one(&notice) {
                first_error = first_error.and(Err(error));
            }
        }
        first_error
    }

    fn release_one(&self, row: &NoticeRow) -> anyhow::Result<()> {
        let store = &self.desk.store;
        let Some(entry_id) = row.entry_id else { return Ok(()) };
        let proof = store.entry_fetch(entry_id)?.and_then(|entry| entry.proof);
        let Some(proof) = proof else { return Ok(()) };
        let notice = store.notice_fetch(row.id)?.context("a notice lost its key")?;
        let written: Written = serde_json::from_slice(&notice.written)?;
        let certificate = String::from_utf8(notice.certificate)?;
        let certificate = Some(certificate).filter(|text| !text.is_empty());
        let (keys, evidence) = self.reviewer(row, written.entry.at())?;
        let release = written.release(String::from_utf8(proof)?, certificate, evidence);
        let release = release.context("a notice cannot be written again")?;
        let releasable = ReleasableNotice::new(release, self.sending(), &self.policy, &keys)
            .context("a notice may not leave")?;
        store.outbox_put(row.id, &releasable, clock::now_ms())?;
        Ok(())
    }

    /// The reviewers' keys that were in force when an entry was written, and the register's own
    /// evidence for the one that this notice names.
    fn reviewer(
        &self,
        row: &NoticeRow,
        at: Timestamp,
    ) -> anyhow::Result<(Vec<VerifierKeyText>, Option<KeyEvidence>)> {
        let Some(name) = &row.reviewer else { return Ok((Vec::new(), None)) };
        let at_ms = u64::try_from(at.unix())? * 1000;
        let name: KeyName = name.parse()?;
        let Some(kept) = self.desk.store.reviewer_key_named(&name, at_ms)? else {
            return Ok((Vec::new(), None));
        };
        let entry = self.desk.store.entry_fetch(kept.entry_id)?;
        let evidence = match entry {
            Some(KeptEntry { bytes, proof: Some(proof), .. }) => Some(KeyEvidence {
                entry: String::from_utf8(bytes)?,
                proof: String::from_utf8(proof)?,
            }),
            _ => None,
        };
        Ok((vec![kept.key], evidence))
    }

    fn sending(&self) -> Sending {
        match self.desk.store.identity().kind {
            DeskKind::Authority => Sending::Authority,
            DeskKind::Association | DeskKind::Own => Sending::Citizen,
        }
    }

    /// Writes down that a platform did not answer, once its time is over: a fact of its own, with its
    /// public entry.
    fn note_silence(&self) -> anyhow::Result<()> {
        let store = &self.desk.store;
        let now_ms = clock::now_ms();
        let now = Timestamp::nearest(i64::try_from(now_ms / 1000)?);
        let mut after = (0, 0);
        loop {
            let due = store.notices_due(now_ms, after, ROUND_MAX)?;
            let Some((due_ms, last)) = due.last() else { return Ok(()) };
            after = (*due_ms, last.id);
            for (_, row) in &due {
                self.note_silence_of(row, now_ms, now)?;
            }
        }
    }

    fn note_silence_of(&self, row: &NoticeRow, now_ms: u64, now: Timestamp) -> anyhow::Result<()> {
        let store = &self.desk.store;
        let Some(within) = row.hours.and_then(|hours| AnswerHours::new(hours).ok()) else {
            return Ok(());
        };
        let clock = self.desk.parties.clock(within);
        let kept = store.notice_turns(row.id)?;
        let turns: Vec<Turn> = kept.iter().map(KeptTurn::turn).collect();
        if !is_silent(&turns, clock, now) {
            return Ok(());
        }
        let Some(silence) = silence(row, &turns, clock) else { return Ok(()) };
        let desk: OrganisationId = store.identity().name.parse()?;
        let entry = Entry::new(now, desk, Body::Silence(silence))?.to_bytes()?;
        let turn = NewTurn {
            kind: TurnKind::Silent,
            happened_ms: now_ms,
            means: "",
            own_id: None,
            body: b"",
            entry: Some(&entry),
        };
        let by = By { actor: "desk", at_ms: now_ms, seen: None };
        store.notice_turn_blocking(row.id, kept.len(), turn, by)?;
        Ok(())
    }
}

/// The silence of a platform: when the notice was delivered, and when its time ended, which a question
/// or a reply may have put off.
fn silence(row: &NoticeRow, turns: &[Turn], clock: Clock) -> Option<Silence> {
    let (deadline, delivered_at) = (deadline(turns, clock)?, delivered_at(turns)?);
    Some(Silence { deadline, delivered_at, notice: NoticeRef::from_random(row.reference) })
}
