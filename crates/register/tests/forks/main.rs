//! A log that signs two histories, and its witnesses, in thousands of random schedules: with three
//! of four witnesses asked for and one of them lying, never do both histories find a quorum. With
//! one liar more, one signature less, or a witness whose store is careless, they do, and the same
//! schedules find it. An honest log always finds its quorum, also with one witness away.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do, by panicking")]
#![expect(clippy::print_stdout, reason = "a test of chance says what chance has led to")]

#[path = "../common/chance.rs"]
mod chance;
mod history;
mod log;
mod witness;

use std::collections::BTreeMap;
use std::thread;

use chance::{Chance, trials};
use history::{FORKS, Histories, SIZE_MAX};
use log::{About, Log};
use register::note::SignerKey;
use register::policy::{Policy, PolicyText, PolicyWitness};
use witness::{Answer, Store, Witness};

/// Witnesses of every policy here.
const WITNESSES: usize = 4;
/// Threads that share the schedules.
const THREADS: u64 = 2;

/// Who takes part.
#[derive(Debug, Clone, Copy)]
struct Setup {
    /// How many witnesses must cosign.
    threshold: usize,
    /// How many of them cosign anything.
    liars: usize,
    /// How the others keep what they saw.
    store: Store,
}

/// Three of four, one liar, honest stores: what must be safe.
const SAFE: Setup = Setup { threshold: 3, liars: 1, store: Store::Durable };

/// What happened in some schedules.
#[derive(Debug, Default)]
struct Tally {
    schedules: u64,
    /// Schedules in which at least one history found a quorum for what the other does not have.
    one_side: u64,
    /// Schedules in which both did.
    both_sides: u64,
    /// Witnesses said to be honest that cosigned both.
    two_faced: u64,
    crashes: u64,
    /// By status, the answers of honest witnesses.
    answers: BTreeMap<u16, u64>,
}

impl Tally {
    fn add(&mut self, other: Tally) {
        self.schedules += other.schedules;
        self.one_side += other.one_side;
        self.both_sides += other.both_sides;
        self.two_faced += other.two_faced;
        self.crashes += other.crashes;
        for (status, count) in other.answers {
            *self.answers.entry(status).or_default() += count;
        }
    }
}

/// What does not change between schedules.
struct Stage {
    histories: Histories,
    keys: Vec<SignerKey>,
    policies: BTreeMap<usize, Policy>,
}

impl Stage {
    fn new() -> Stage {
        let histories = Histories::new();
        let keys: Vec<SignerKey> = (0..WITNESSES).map(witness::key).collect();
        let policy = |threshold| {
            let witnesses = keys.iter().map(|key| PolicyWitness {
                name: PolicyText::new(key.name().as_str().as_bytes()).unwrap(),
                key: key.verifier().clone(),
                url: None,
            });
            let log = histories.key.verifier().clone();
            (threshold, Policy::k_of_n(log, threshold, witnesses.collect()).unwrap())
        };
        let policies = [2, 3].into_iter().map(policy).collect();
        Stage { histories, keys, policies }
    }
}

/// A request on its way; requests may be lost, doubled and overtaken.
#[derive(Debug, Clone)]
struct Message {
    to: usize,
    about: About,
    body: Vec<u8>,
}

/// One schedule.
struct World<'a> {
    log: Log<'a>,
    witnesses: Vec<Witness<'a>>,
    sent: Vec<Message>,
    /// By witness, the side that the log would rather have it see.
    meant_for: [usize; WITNESSES],
    chance: Chance,
    /// Unit: seconds.
    now: u64,
    tally: Tally,
}

impl<'a> World<'a> {
    fn new(stage: &'a Stage, setup: Setup, fork: usize, seed: u64) -> World<'a> {
        let mut chance = Chance::new(seed);
        let policy = &stage.policies[&setup.threshold];
        let mut witnesses: Vec<Witness> =
            stage.keys.iter().map(|key| Witness::new(key, &stage.histories, setup.store)).collect();
        let first = chance.below(WITNESSES as u64) as usize;
        (first..first + setup.liars).for_each(|at| witnesses[at % WITNESSES].is_liar = true);
        let log = Log::new(&stage.histories, fork, policy);
        let tally = Tally { schedules: 1, ..Tally::default() };
        let meant_for = [(); WITNESSES].map(|()| chance.below(2) as usize);
        let sent = Vec::new();
        World { log, witnesses, sent, meant_for, chance, now: 1_800_000_000, tally }
    }

    fn any_witness(&mut self) -> usize {
        self.chance.below(WITNESSES as u64) as usize
    }

    /// One random thing happens, to a log of one side or two.
    fn step(&mut self, sides: usize) {
        self.now += self.chance.below(3);
        let side = self.chance.below(sides as u64) as usize;
        match self.chance.below(16) {
            0..=2 => self.log.grow(side, 1 + self.chance.below(3)),
            3..=7 => {
                let to = self.any_witness();
                let keeps_apart = self.chance.below(4) > 0;
                self.send(to, if keeps_apart { self.meant_for[to] % sides } else { side });
            }
            8..=11 => self.deliver_any(),
            12..=13 => {
                let at = self.any_witness();
                self.finish_any(at);
            }
            14 => {
                let at = self.any_witness();
                self.crash(at);
            }
            _ => {
                let at = self.any_witness();
                self.witnesses[at].is_offline = !self.witnesses[at].is_offline;
            }
        }
    }

    /// The log asks for its latest head, or an earlier one, from the size it believes in, or from
    /// one it remembers wrongly.
    fn send(&mut self, to: usize, side: usize) {
        let latest = self.log.size(side);
        let size = if self.chance.below(4) == 0 { self.chance.below(latest + 1) } else { latest };
        let old = match self.chance.below(6) {
            0 => self.chance.below(SIZE_MAX + 1),
            1 => 0,
            _ => self.log.believed(to),
        };
        let about = About { side, size };
        let body = self.log.request(about, old);
        self.sent.push(Message { to, about, body });
    }

    /// Any request arrives; now and then it stays on its way too, and arrives again.
    fn deliver_any(&mut self) {
        if self.sent.is_empty() {
            return;
        }
        let at = self.chance.below(self.sent.len() as u64) as usize;
        let message = if self.chance.below(4) == 0 {
            self.sent[at].clone()
        } else {
            self.sent.swap_remove(at)
        };
        self.deliver(&message);
        // Half of the time the witness is slow, and something else comes in between.
        if self.chance.below(2) == 0 {
            self.finish_any(message.to);
        }
    }

    /// The status if it is answered at once.
    fn deliver(&mut self, message: &Message) -> Option<u16> {
        let answer = self.witnesses[message.to].receive(message.about, &message.body, self.now);
        let status = answer.as_ref().map(|answer| answer.status);
        self.answered(message.to, answer);
        status
    }

    /// A witness stores and signs any of the requests it found good.
    fn finish_any(&mut self, at: usize) {
        let working = self.witnesses[at].working() as u64;
        if working == 0 {
            return;
        }
        let which = self.chance.below(working) as usize;
        // It may go down after it stored the head, and before it signed.
        let goes_down = self.chance.below(8) == 0;
        let answer = self.witnesses[at].finish(which, goes_down);
        self.tally.crashes += u64::from(goes_down);
        self.answered(at, answer);
    }

    fn crash(&mut self, at: usize) {
        self.witnesses[at].crash();
        self.tally.crashes += 1;
    }

    fn answered(&mut self, from: usize, answer: Option<Answer>) {
        let Some(answer) = answer else { return };
        if !self.witnesses[from].is_liar {
            *self.tally.answers.entry(answer.status).or_default() += 1;
        }
        self.log.take_answer(from, &answer);
    }

    /// Asks one witness for one head until it says yes, or says no for good.
    fn insist(&mut self, to: usize, about: About) {
        for _ in 0..16 {
            let is_final = self.ask(to, about) == Some(422);
            while self.witnesses[to].working() > 0 {
                self.finish_any(to);
            }
            if is_final || self.log.has_cosigned(to, about) || self.log.believed(to) > about.size {
                return;
            }
        }
    }

    /// Asks one witness for the latest heads of both sides at once, the one it is meant for first,
    /// then for each alone.
    fn insist_on_both(&mut self, to: usize) {
        let first = self.meant_for[to];
        let both = [first, 1 - first].map(|side| About { side, size: self.log.size(side) });
        for about in both {
            self.ask(to, about);
        }
        for about in both {
            self.insist(to, about);
            if self.chance.below(4) == 0 {
                self.crash(to);
            }
        }
    }

    /// Puts one question to one witness; the status if it is answered at once.
    fn ask(&mut self, to: usize, about: About) -> Option<u16> {
        let body = self.log.request(about, self.log.believed(to));
        self.deliver(&Message { to, about, body })
    }

    /// What both sides got in the end.
    fn close(mut self) -> Tally {
        let sides = [0, 1].map(|side| self.log.has_quorum_beyond_fork(side));
        self.tally.one_side = u64::from(sides[0] || sides[1]);
        self.tally.both_sides = u64::from(sides[0] && sides[1]);
        let is_two_faced = |at: &usize| {
            let is_honest = !self.witnesses[*at].is_liar;
            is_honest && [0, 1].iter().all(|side| self.log.has_cosigned_beyond_fork(*at, *side))
        };
        self.tally.two_faced = (0..WITNESSES).filter(is_two_faced).count() as u64;
        self.tally
    }
}

/// A log that would have two histories, and tries everything at hand.
fn fork_once(stage: &Stage, setup: Setup, seed: u64) -> Tally {
    let fork = (seed % FORKS.len() as u64) as usize;
    let mut world = World::new(stage, setup, fork, seed);
    for _ in 0..20 + world.chance.below(30) {
        world.step(2);
    }
    // At last it stops growing, and asks everyone who is there for both sides, twice over.
    let away = world.chance.below(4 * WITNESSES as u64) as usize;
    for (at, witness) in world.witnesses.iter_mut().enumerate() {
        witness.is_offline = at == away;
    }
    for _ in 0..2 {
        let first = world.any_witness();
        for to in (first..first + WITNESSES).map(|at| at % WITNESSES) {
            world.insist_on_both(to);
        }
    }
    world.close()
}

fn run(count: u64, schedule: impl Fn(u64) -> Tally + Sync) -> Tally {
    let schedule = &schedule;
    let mut tally = Tally::default();
    thread::scope(|scope| {
        let share = |number| {
            move || {
                let mut tally = Tally::default();
                (number..count)
                    .step_by(THREADS as usize)
                    .for_each(|seed| tally.add(schedule(seed)));
                tally
            }
        };
        let threads: Vec<_> = (0..THREADS).map(|number| scope.spawn(share(number))).collect();
        threads.into_iter().for_each(|thread| tally.add(thread.join().unwrap()));
    });
    tally
}

#[test]
fn a_forked_log_never_finds_a_quorum_for_both_sides() {
    let stage = Stage::new();
    let tally = run(trials(10_000), |seed| fork_once(&stage, SAFE, seed));
    println!("three of four, one liar: {tally:?}");
    assert_eq!((tally.both_sides, tally.two_faced), (0, 0));
    assert!(tally.one_side > tally.schedules / 2, "most schedules lead to a quorum for one side");
    for status in [200, 400, 409, 422] {
        assert!(tally.answers.contains_key(&status), "no schedule has led to {status}");
    }
}

#[track_caller]
fn check_both_sides_are_found(setup: Setup) {
    let stage = Stage::new();
    let tally = run(400, |seed| fork_once(&stage, setup, seed));
    println!("{setup:?}: {tally:?}");
    assert!(tally.both_sides > 0);
    assert_eq!(tally.two_faced > 0, setup.store != Store::Durable);
}

#[test]
fn two_liars_among_four_are_found_out_by_the_same_schedules() {
    check_both_sides_are_found(Setup { liars: 2, ..SAFE });
}

#[test]
fn two_of_four_are_too_few_and_the_same_schedules_show_it() {
    check_both_sides_are_found(Setup { threshold: 2, ..SAFE });
}

#[test]
fn a_witness_that_swaps_without_comparing_is_found_out_by_the_same_schedules() {
    check_both_sides_are_found(Setup { store: Store::SwapsBlindly, ..SAFE });
}

#[test]
fn a_witness_that_signs_before_its_head_is_durable_is_found_out_by_the_same_schedules() {
    check_both_sides_are_found(Setup { store: Store::ForgetsInACrash, ..SAFE });
}

/// Without a liar, three honest witnesses of four are enough, whichever one is away.
#[test]
fn an_honest_log_with_one_witness_away_always_finds_its_quorum() {
    let stage = Stage::new();
    let honest = |seed: u64| {
        let mut world = World::new(&stage, Setup { liars: 0, ..SAFE }, 0, seed);
        let away = world.any_witness();
        for _ in 0..3 {
            for _ in 0..8 + world.chance.below(16) {
                world.step(1);
            }
            let about = About { side: 0, size: world.log.size(0) };
            for to in 0..WITNESSES {
                world.witnesses[to].is_offline = to == away;
                world.insist(to, about);
            }
            assert!(world.log.is_accepted(about), "schedule {seed} at size {}", about.size);
        }
        world.close()
    };
    let tally = run(trials(2_000), honest);
    println!("an honest log, one witness away: {tally:?}");
    assert!(tally.crashes > tally.schedules && !tally.answers.contains_key(&422));
}
