//! Asks this log's witnesses to cosign each new head, and keeps the log closed while it is not sure
//! that no newer head of it is known anywhere.
//!
//! There is no way around it: what needs cosignatures waits, in public.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use anyhow::Context as _;
use register::checkpoint::SignedCheckpoint;
use register::cosignature;
use register::note::{NoteSignature, VerifierKey};
use register::policy::{Policy, PolicyText, PolicyWitness};
use register::reader::{ReadError, TileReader};
use register::witness::{format_request, origin_hash, parse_response, parse_stored_size};
use web::state::{Sequencing, Shared, WitnessSeen};

use crate::clock;
use crate::register::source::Client;
use crate::say;

/// How long a witness may take to answer.
const ANSWER_TIME_MAX: Duration = Duration::from_secs(10);
/// A witness's answer is a few lines. Unit: bytes.
const ANSWER_BYTES_MAX: u64 = 1 << 20;
/// At most one round of asking in this time, so that a busy log does not flood its witnesses.
const ROUND_PAUSE: Duration = Duration::from_millis(200);
/// How soon witnesses are asked again while too few of them answered.
const RETRY_PAUSE: Duration = Duration::from_secs(2);
/// How often a log that does not grow lets its witnesses say that they are there.
const IDLE_PAUSE: Duration = Duration::from_secs(60);
/// A 409 tells the size to prove from; more than this many in a row is no conversation.
const ATTEMPTS_MAX: usize = 3;

/// What a witness said.
enum Answer {
    /// It cosigned our head.
    Cosigned(Vec<NoteSignature>),
    /// It showed a head that we signed and that ours does not continue.
    KnowsOther {
        /// The size it has seen.
        size: u64,
    },
    /// It could not be asked, or did not answer as a witness does.
    Trouble(String),
}

/// One log and its witnesses.
pub(crate) struct Asker {
    state: Shared,
    policy: Policy,
    key: VerifierKey,
    agent: ureq::Agent,
    /// What each witness last had, by its name in the policy.
    stored: BTreeMap<PolicyText, u64>,
    is_refused: Arc<AtomicBool>,
}

impl Asker {
    /// Prepares to ask the witnesses of `policy` for the log of `state`, which signs with `key`. `is_refused` is set once
    /// the log must not be written any more.
    pub(crate) fn new(
        state: Shared,
        policy: Policy,
        key: VerifierKey,
        is_refused: Arc<AtomicBool>,
    ) -> Asker {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(ANSWER_TIME_MAX))
            .http_status_as_error(false)
            .max_redirects(0)
            .build();
        let agent = config.into();
        Asker { state, policy, key, agent, stored: BTreeMap::new(), is_refused }
    }

    /// Asks until it is sure that no newer head is known to any quorum there ever was; then calls
    /// `open`, which lets the log grow, and goes on asking for as long as the log lives.
    pub(crate) fn spawn(
        mut self,
        open: impl FnOnce() + Send + 'static,
    ) -> anyhow::Result<JoinHandle<()>> {
        let run = move || {
            if !self.wait_until_sure() {
                return;
            }
            self.state.set_sequencing(Sequencing::Running);
            open();
            self.keep_asking();
        };
        thread::Builder::new()
            .name("witnesses".into())
            .spawn(run)
            .context("could not start a thread")
    }

    /// True once witnesses that no quorum can do without have cosigned our head, and so said that
    /// they know no newer one. False if the log ends or must stay closed.
    fn wait_until_sure(&mut self) -> bool {
        let since = clock::now_s();
        loop {
            let answered = self.ask_all();
            if self.is_refused.load(Ordering::Acquire) {
                return false;
            }
            if self.policy.blocking_count().is_none() || self.policy.is_blocking(&answered) {
                return true;
            }
            let needed = self.policy.blocking_count().unwrap_or(0);
            let heard = answered.len();
            self.state.set_sequencing(Sequencing::WaitingForWitnesses { since, heard, needed });
            if !self.state.reader.wait_beyond(u64::MAX, RETRY_PAUSE) {
                return false;
            }
        }
    }

    fn keep_asking(&mut self) {
        loop {
            let status = self.state.cosigning_now();
            let size = self.state.reader.checkpoint().checkpoint().size;
            let is_behind = status.cosigned_size != Some(size);
            let pause = if is_behind { RETRY_PAUSE } else { IDLE_PAUSE };
            if !self.state.reader.wait_beyond(size, pause) {
                return;
            }
            self.ask_all();
            if self.is_refused.load(Ordering::Acquire) {
                return;
            }
            thread::sleep(ROUND_PAUSE);
        }
    }

    /// One round: asks every witness about the latest head, publishes it if enough cosigned, and
    /// says who did.
    fn ask_all(&mut self) -> BTreeSet<PolicyText> {
        let head = self.state.reader.checkpoint();
        self.mark_uncosigned(head.checkpoint().size);
        let this = &*self;
        let answers: Vec<Answer> = thread::scope(|scope| {
            let asked: Vec<_> = this
                .policy
                .witnesses()
                .iter()
                .map(|witness| scope.spawn(|| this.ask(witness, &head)))
                .collect();
            let answer = |asked: thread::ScopedJoinHandle<'_, Answer>| {
                asked.join().unwrap_or_else(|_| Answer::Trouble("asking it failed".into()))
            };
            asked.into_iter().map(answer).collect()
        });
        self.take(&head, answers)
    }

    fn ask(&self, witness: &PolicyWitness, head: &SignedCheckpoint) -> Answer {
        let Some(url) = witness.url.as_ref().and_then(PolicyText::as_str) else {
            return Answer::Trouble("the policy has no address for it".into());
        };
        let size = head.checkpoint().size;
        let mut old = self.stored.get(&witness.name).copied().unwrap_or(0).min(size);
        for _ in 0..ATTEMPTS_MAX {
            match self.post(url, witness, head, old) {
                Ok(Posted::Cosigned(lines)) => return Answer::Cosigned(lines),
                Ok(Posted::Stored(stored)) if stored > size || stored == old => {
                    return self.evidence(url, head, stored);
                }
                Ok(Posted::Stored(stored)) => old = stored,
                Err(error) => return Answer::Trouble(format!("{error:#}")),
            }
        }
        Answer::Trouble("it names another size each time".into())
    }

    /// A witness says that it knows another head. Its word alone must not close a log: it has to
    /// show the head, with our own signature. Source: C2SP tlog-witness, monitoring prefix.
    fn evidence(&self, url: &str, head: &SignedCheckpoint, stored: u64) -> Answer {
        let unproven = || Answer::Trouble(format!("it claims a head of size {stored}, unproven"));
        let origin = &self.state.identity.origin;
        let path = format!("{}/checkpoint", origin_hash(origin));
        let client = Client::with_time(url, ANSWER_TIME_MAX);
        let Ok(Some(shown)) = client.get(&path) else { return unproven() };
        let Ok(shown) = SignedCheckpoint::parse(&shown, &self.key) else { return unproven() };
        let (shown, ours) = (shown.checkpoint(), head.checkpoint());
        let contradicts = || {
            let mut tiles = TileReader::new(&self.state.reader, ours.size, ours.root);
            let proof = tiles.prove_consistency(shown.size, &shown.root);
            matches!(proof, Err(ReadError::Altered { .. }))
        };
        if shown.size > ours.size || (shown.size > 0 && contradicts()) {
            return Answer::KnowsOther { size: shown.size };
        }
        unproven()
    }

    fn post(
        &self,
        url: &str,
        witness: &PolicyWitness,
        head: &SignedCheckpoint,
        old: u64,
    ) -> anyhow::Result<Posted> {
        let proof = self.proof(old, head).context("the tiles do not give a proof")?;
        let body = format_request(old, &proof, &head.to_bytes());
        let url = format!("{}/add-checkpoint", url.trim_end_matches('/'));
        let sent = self.agent.post(&url).send(&body[..]);
        let mut response = sent.map_err(|error| anyhow::anyhow!("no answer: {}", kind(&error)))?;
        let body = response.body_mut().with_config().limit(ANSWER_BYTES_MAX).read_to_vec();
        let body = body.map_err(|error| anyhow::anyhow!("broken answer: {}", kind(&error)))?;
        match response.status().as_u16() {
            200 => {
                let keys = std::slice::from_ref(&witness.key);
                let lines = parse_response(&body, head, keys).context("a bad cosignature")?;
                Ok(Posted::Cosigned(lines))
            }
            409 => {
                let stored = parse_stored_size(&body).context("a 409 without a size")?;
                Ok(Posted::Stored(stored))
            }
            // Our head does not continue the one it has: a fork, if it can show that.
            422 => Ok(Posted::Stored(old)),
            404 => anyhow::bail!("it does not witness this log"),
            status => anyhow::bail!("it answered {status}"),
        }
    }

    fn proof(&self, old: u64, head: &SignedCheckpoint) -> anyhow::Result<Vec<register::Hash>> {
        let head = head.checkpoint();
        if old == 0 || old == head.size {
            return Ok(Vec::new());
        }
        let mut tiles = TileReader::new(&self.state.reader, head.size, head.root);
        let root = tiles.root_at(old)?;
        Ok(tiles.prove_consistency(old, &root)?)
    }

    /// Records a round of answers.
    fn take(&mut self, head: &SignedCheckpoint, answers: Vec<Answer>) -> BTreeSet<PolicyText> {
        let size = head.checkpoint().size;
        let (mut cosigned, mut by) = (head.clone(), BTreeSet::new());
        let mut seen = self.state.cosigning_now().witnesses;
        for (witness, answer) in self.policy.witnesses().iter().zip(answers) {
            let mut trouble = None;
            match answer {
                Answer::Cosigned(lines) => {
                    self.stored.insert(witness.name.clone(), size);
                    by.insert(witness.name.clone());
                    for line in lines {
                        let time =
                            cosignature::verify(head.note().text(), &line, &witness.key).ok();
                        set(&mut seen, witness, |seen| {
                            seen.cosigned = time.map(|time| (size, time))
                        });
                        cosigned = cosigned.with_cosignature(line);
                    }
                }
                Answer::KnowsOther { size: witness_size } => {
                    self.refuse(witness, witness_size, size);
                    trouble = Some(format!("it knows another head, of size {witness_size}"));
                }
                Answer::Trouble(why) => trouble = Some(why),
            }
            set(&mut seen, witness, |seen| seen.trouble = trouble);
        }
        self.state.set_witnesses(seen);
        if self.policy.check_checkpoint(cosigned.note()).is_ok() {
            self.publish(&cosigned);
        }
        by
    }

    /// A witness knows a head that ours does not continue: an older copy of this log was put back,
    /// or somebody else signs with its key. Nothing may be signed until people have looked.
    fn refuse(&self, witness: &PolicyWitness, witness_size: u64, our_size: u64) {
        self.is_refused.store(true, Ordering::Release);
        let witness = witness.name.to_string();
        say::note(format!(
            "hiwar: the log is closed: witness {witness} knows a head of size {witness_size}, ours \
             is {our_size}; bring back what is missing with `hiwar register recover`, or declare a \
             successor with `hiwar register create --succeeds`"
        ));
        self.state.set_sequencing(Sequencing::Behind { witness, witness_size, our_size });
    }

    fn mark_uncosigned(&self, size: u64) {
        let status = self.state.cosigning_now();
        if self.policy.blocking_count().is_none()
            || status.cosigned_size == Some(size)
            || status.uncosigned_since.is_some()
        {
            return;
        }
        self.set_uncosigned_since(Some(clock::now_s()));
    }

    fn publish(&self, cosigned: &SignedCheckpoint) {
        if let Err(error) = self.state.reader.publish_cosigned(cosigned) {
            let error = anyhow::Error::from(error);
            say::note(format!("hiwar: could not publish the cosigned checkpoint: {error:#}"));
            return;
        }
        let size = cosigned.checkpoint().size;
        let mut status = self.state.cosigning.write().unwrap_or_else(PoisonError::into_inner);
        status.cosigned_size = Some(size);
        drop(status);
        let newest = self.state.reader.checkpoint().checkpoint().size;
        self.set_uncosigned_since((newest > size).then(clock::now_s));
    }

    fn set_uncosigned_since(&self, since: Option<u64>) {
        let mut status = self.state.cosigning.write().unwrap_or_else(PoisonError::into_inner);
        status.uncosigned_since = since;
        drop(status);
        if let Err(error) = self.state.reader.keep_uncosigned_since(since) {
            let error = anyhow::Error::from(error);
            say::note(format!("hiwar: could not keep since when cosignatures are due: {error:#}"));
        }
    }
}

enum Posted {
    Cosigned(Vec<NoteSignature>),
    Stored(u64),
}

fn set(seen: &mut [WitnessSeen], witness: &PolicyWitness, change: impl FnOnce(&mut WitnessSeen)) {
    let name = witness.name.to_string();
    if let Some(seen) = seen.iter_mut().find(|seen| seen.name == name) {
        change(seen);
    }
}

/// What went wrong with a request, without the address it went to.
fn kind(error: &ureq::Error) -> String {
    match error {
        ureq::Error::Io(error) => error.kind().to_string(),
        ureq::Error::Timeout(_) => "it took too long".to_owned(),
        ureq::Error::HostNotFound => "its name is not known".to_owned(),
        ureq::Error::ConnectionFailed => "the connection failed".to_owned(),
        _ => "the request failed".to_owned(),
    }
}
