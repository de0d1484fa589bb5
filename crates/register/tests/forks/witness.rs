//! A witness: honest ones go through the real types, step by step, so that requests can overtake
//! each other and a crash can come in between; a liar cosigns whatever it is shown.

use register::cosignature::cosign;
use register::note::{KeyKind, KeyName, Note, SignerKey};
use register::witness::{
    AddCheckpoint, Decision, HeadSwap, KnownLogs, PendingCosign, Persisted, Refusal, StoredHead,
    SwapOutcome, decide, format_answer,
};

use crate::history::{Histories, ORIGIN};
use crate::log::About;

/// The key of a witness.
pub(crate) fn key(number: usize) -> SignerKey {
    let name = KeyName::new(&format!("w{number}.example")).unwrap();
    SignerKey::from_seed(name, KeyKind::CosignatureEd25519, [100 + number as u8; 32]).unwrap()
}

/// How a witness keeps the head it saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Store {
    /// As it must: compares, swaps, and survives a crash.
    Durable,
    /// Writes whatever it is told, and says that it compared.
    SwapsBlindly,
    /// Says that the head is durable, and has lost it after a crash.
    ForgetsInACrash,
}

/// What a witness answers, and to which question.
pub(crate) struct Answer {
    pub(crate) about: About,
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

/// A request that was found good and waits to be stored and signed.
struct Working {
    about: About,
    pending: PendingCosign,
    time_unix_s: u64,
}

pub(crate) struct Witness<'a> {
    key: &'a SignerKey,
    known: KnownLogs,
    store: Store,
    stored: Option<StoredHead>,
    working: Vec<Working>,
    pub(crate) is_liar: bool,
    pub(crate) is_offline: bool,
}

impl<'a> Witness<'a> {
    pub(crate) fn new(key: &'a SignerKey, histories: &Histories, store: Store) -> Witness<'a> {
        let mut known = KnownLogs::default();
        known.trust(ORIGIN, histories.key.verifier().clone()).unwrap();
        let working = Vec::new();
        Witness { key, known, store, stored: None, working, is_liar: false, is_offline: false }
    }

    /// How many requests wait to be finished.
    pub(crate) fn working(&self) -> usize {
        self.working.len()
    }

    /// Reads a request. `None` if nobody is there, or if it is good and has to be finished.
    pub(crate) fn receive(&mut self, about: About, body: &[u8], now: u64) -> Option<Answer> {
        if self.is_offline {
            return None;
        }
        if self.is_liar {
            return Some(self.lie(about, body, now));
        }
        let refusal = match AddCheckpoint::parse(body) {
            Err(error) => Refusal::Malformed(error),
            Ok(request) => match decide(&request, &self.known, self.stored.as_ref()) {
                Decision::Refuse(refusal) => refusal,
                Decision::Cosign(pending) => {
                    self.working.push(Working { about, pending: *pending, time_unix_s: now });
                    return None;
                }
            },
        };
        Some(refused(about, &refusal))
    }

    fn lie(&self, about: About, body: &[u8], now: u64) -> Answer {
        let note = body.windows(2).position(|pair| pair == b"\n\n").unwrap() + 2;
        let note = Note::parse(&body[note..]).unwrap();
        let line = cosign(note.text(), self.key, now).unwrap();
        Answer { about, status: 200, body: format_answer(&[line]).into_bytes() }
    }

    /// Stores and signs one of the requests that wait; `None` if it goes down in between.
    pub(crate) fn finish(&mut self, which: usize, goes_down: bool) -> Option<Answer> {
        let Working { about, pending, time_unix_s } = self.working.swap_remove(which);
        let outcome = self.swap(pending.swap());
        if goes_down {
            self.crash();
            return None;
        }
        match Persisted::after(pending.swap(), outcome) {
            Err(refusal) => Some(refused(about, &refusal)),
            Ok(persisted) => {
                let line = pending.sign(persisted, self.key, time_unix_s).unwrap();
                Some(Answer { about, status: 200, body: format_answer(&[line]).into_bytes() })
            }
        }
    }

    fn swap(&mut self, swap: &HeadSwap) -> SwapOutcome {
        if self.store != Store::SwapsBlindly && self.stored.as_ref() != swap.expected() {
            return SwapOutcome::Changed { stored_size: self.stored.map_or(0, |head| head.size) };
        }
        self.stored = Some(*swap.new_head());
        SwapOutcome::Durable
    }

    /// Everything that was only in memory is gone.
    pub(crate) fn crash(&mut self) {
        self.working.clear();
        if self.store == Store::ForgetsInACrash {
            self.stored = None;
        }
    }
}

fn refused(about: About, refusal: &Refusal) -> Answer {
    Answer { about, status: refusal.status(), body: refusal.body().into_bytes() }
}
