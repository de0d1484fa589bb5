//! The log: it may grow two histories at once, asks witnesses for both, and keeps every cosignature
//! it gets. What it is told is read with the real types.

use std::collections::{BTreeMap, BTreeSet};

use register::checkpoint::SignedCheckpoint;
use register::note::VerifierKey;
use register::policy::Policy;
use register::witness::{format_request, parse_response, parse_stored_size};

use crate::WITNESSES;
use crate::history::{FORKS, Histories, History, SIZE_MAX};
use crate::witness::{Answer, key};

/// Which checkpoint is meant: a side of the fork, and a size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct About {
    pub(crate) side: usize,
    pub(crate) size: u64,
}

pub(crate) struct Log<'a> {
    sides: [&'a History; 2],
    fork: u64,
    policy: &'a Policy,
    witnesses: Vec<VerifierKey>,
    sizes: [u64; 2],
    /// By witness, the size that the log believes it has stored.
    believed: [u64; WITNESSES],
    cosigned: BTreeMap<About, SignedCheckpoint>,
    accepted: BTreeSet<About>,
}

impl<'a> Log<'a> {
    pub(crate) fn new(histories: &'a Histories, fork: usize, policy: &'a Policy) -> Log<'a> {
        Log {
            sides: [&histories.first, &histories.others[fork]],
            fork: FORKS[fork],
            policy,
            witnesses: (0..WITNESSES).map(|number| key(number).verifier().clone()).collect(),
            sizes: [1, 1],
            believed: [0; WITNESSES],
            cosigned: BTreeMap::new(),
            accepted: BTreeSet::new(),
        }
    }

    pub(crate) fn size(&self, side: usize) -> u64 {
        self.sizes[side]
    }

    pub(crate) fn grow(&mut self, side: usize, by: u64) {
        self.sizes[side] = (self.sizes[side] + by).min(SIZE_MAX);
    }

    pub(crate) fn believed(&self, witness: usize) -> u64 {
        self.believed[witness]
    }

    pub(crate) fn request(&self, about: About, old: u64) -> Vec<u8> {
        let side = self.sides[about.side];
        let checkpoint = side.checkpoint(about.size).to_bytes();
        format_request(old, &side.consistency(old, about.size), &checkpoint)
    }

    /// What the two sides share is the same checkpoint.
    fn same(&self, about: About) -> About {
        if about.size <= self.fork { About { side: 0, ..about } } else { about }
    }

    pub(crate) fn take_answer(&mut self, from: usize, answer: &Answer) {
        match answer.status {
            200 => self.take_cosignature(from, answer),
            409 => self.believed[from] = parse_stored_size(&answer.body).unwrap(),
            _ => {}
        }
    }

    fn take_cosignature(&mut self, from: usize, answer: &Answer) {
        let about = self.same(answer.about);
        let signed = self.cosigned.remove(&about);
        let mut signed =
            signed.unwrap_or_else(|| self.sides[about.side].checkpoint(about.size).clone());
        let keys = std::slice::from_ref(&self.witnesses[from]);
        for line in parse_response(&answer.body, &signed, keys).unwrap() {
            signed = signed.with_cosignature(line);
        }
        // The log's own line is one of them: with one witness too few, the policy is asked as well.
        let (needed, _) = self.policy.threshold();
        let is_asked = signed.note().signatures().len() >= needed;
        if is_asked
            && !self.accepted.contains(&about)
            && self.policy.check_checkpoint(signed.note()).is_ok()
        {
            self.accepted.insert(about);
        }
        self.believed[from] = about.size;
        self.cosigned.insert(about, signed);
    }

    pub(crate) fn has_cosigned(&self, witness: usize, about: About) -> bool {
        let signed = self.cosigned.get(&self.same(about));
        signed.is_some_and(|signed| self.is_cosigned_by(signed, witness))
    }

    fn is_cosigned_by(&self, signed: &SignedCheckpoint, witness: usize) -> bool {
        signed.note().signatures().iter().any(|line| line.is_by(&self.witnesses[witness]))
    }

    /// Whether a witness cosigned a checkpoint that only this side of the fork has.
    pub(crate) fn has_cosigned_beyond_fork(&self, witness: usize, side: usize) -> bool {
        let mut here = self.cosigned.iter().filter(|(about, _)| self.is_beyond_fork(about, side));
        here.any(|(_, signed)| self.is_cosigned_by(signed, witness))
    }

    fn is_beyond_fork(&self, about: &About, side: usize) -> bool {
        about.side == side && about.size > self.fork
    }

    pub(crate) fn is_accepted(&self, about: About) -> bool {
        self.accepted.contains(&self.same(about))
    }

    /// Whether the policy accepts a checkpoint that only this side of the fork has. Two such, one
    /// of each side, are two histories.
    pub(crate) fn has_quorum_beyond_fork(&self, side: usize) -> bool {
        self.accepted.iter().any(|about| self.is_beyond_fork(about, side))
    }
}
