//! Asks this log's witnesses to cosign each new head, and keeps the log closed while it is not sure
//! that no newer head of it is known anywhere.
//!
//! There is no way around it: what needs cosignatures waits, in public.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
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
use crate::log;
use crate::register::source::Client;

/// How long a witness may take to answer.
pub(crate) const ANSWER_TIME_MAX: Duration = Duration::from_secs(10);
/// A witness's answer is a few lines. Unit: bytes.
const ANSWER_BYTES_MAX: u64 = 1 << 20;
/// At most one round of asking in this time, so that a busy log does not flood its witnesses.
const ROUND_PAUSE: Duration = Duration::from_millis(200);
/// How soon witnesses are asked again while too few of them answered.
const RETRY_PAUSE: Duration = Duration::from_secs(2);
/// How often a log that does not grow lets its witnesses say that they are there.
const IDLE_PAUSE: Duration = Duration::from_secs(60);
/// How often a round looks whether the log still lives.
const OPEN_PAUSE: Duration = Duration::from_millis(100);
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
    is_refused: Arc<AtomicBool>,
    heard: Mutex<Heard>,
    /// Told of every answer.
    answered: Condvar,
}

/// What the witnesses have said so far. Each is asked on a thread of its own, which notes the answer
/// here when it comes, so that a slow witness holds nobody up.
#[derive(Default)]
struct Heard {
    /// What each witness last had, by its name in the policy.
    stored: BTreeMap<PolicyText, u64>,
    /// About a head of which size each was last asked.
    asked: BTreeMap<PolicyText, u64>,
    /// Who is being asked, about a head of which size. Nobody is asked twice at once.
    busy: BTreeMap<PolicyText, u64>,
    /// The heads that cosignatures may still come for, the newest last.
    gathered: Vec<Gathered>,
    /// The log is about to let go of its folder: whoever answers now comes too late, and must write
    /// nothing there.
    is_over: bool,
}

/// A head and who cosigned it.
struct Gathered {
    signed: SignedCheckpoint,
    by: BTreeSet<PolicyText>,
    /// When it was first asked about: entries beyond it came later. Unit: seconds since 1970, UTC.
    since: u64,
    /// Whether the policy is satisfied.
    is_enough: bool,
    /// Whether everybody can read it with all its lines, or has a newer one.
    is_published: bool,
}

impl Heard {
    fn of(&mut self, head: &SignedCheckpoint) -> Option<&mut Gathered> {
        self.gathered.iter_mut().find(|it| it.signed.checkpoint() == head.checkpoint())
    }
}

impl Asker {
    /// Prepares to ask the witnesses of `policy` for the log of `state`, which signs with `key`.
    /// Each may take `answer_time` to answer. `is_refused` is set once the log must not be written
    /// any more.
    pub(crate) fn new(
        state: Shared,
        policy: Policy,
        key: VerifierKey,
        is_refused: Arc<AtomicBool>,
        answer_time: Duration,
    ) -> Asker {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(answer_time))
            .http_status_as_error(false)
            .max_redirects(0)
            .build();
        let (agent, heard, answered) = (config.into(), Mutex::default(), Condvar::new());
        Asker { state, policy, key, agent, is_refused, heard, answered }
    }

    /// Asks until it is sure that no newer head is known to any quorum there ever was; then calls
    /// `open`, which lets the log grow, and goes on asking for as long as the log lives.
    pub(crate) fn spawn(
        self,
        open: impl FnOnce() + Send + 'static,
    ) -> anyhow::Result<JoinHandle<()>> {
        let this = Arc::new(self);
        let run = move || {
            if this.wait_until_sure() {
                open();
                this.keep_asking();
            }
            this.lock().is_over = true;
        };
        thread::Builder::new()
            .name("witnesses".into())
            .spawn(run)
            .context("could not start a thread")
    }

    /// True once witnesses that no quorum can do without have cosigned our head, and so said that
    /// they know no newer one. False if the log ends or must stay closed.
    fn wait_until_sure(self: &Arc<Self>) -> bool {
        let since = clock::now_s();
        loop {
            let head = self.state.reader.checkpoint();
            let heard = self.round(&head, |gathered| self.policy.is_blocking(&gathered.by));
            // Under the lock: a refusal that comes now must not be painted over.
            let answers = self.lock();
            if self.is_refused.load(Ordering::Acquire) {
                return false;
            }
            if self.policy.blocking_count().is_none() || self.policy.is_blocking(&heard) {
                self.state.set_sequencing(Sequencing::Running);
                return true;
            }
            let (heard, needed) = (heard.len(), self.policy.blocking_count().unwrap_or(0));
            self.state.set_sequencing(Sequencing::WaitingForWitnesses { since, heard, needed });
            drop(answers);
            if !self.state.reader.wait_beyond(u64::MAX, RETRY_PAUSE) {
                return false;
            }
        }
    }

    fn keep_asking(self: &Arc<Self>) {
        // The size that was last asked about, and not the size now: what came during the pause after
        // a round is asked about at once.
        let mut size = 0;
        loop {
            let status = self.state.cosigning_now();
            let is_behind = status.cosigned_size != Some(size) || !self.have_all_been_asked(size);
            let pause = if is_behind { RETRY_PAUSE } else { IDLE_PAUSE };
            if !self.state.reader.wait_beyond(size, pause) {
                return;
            }
            let head = self.state.reader.checkpoint();
            size = head.checkpoint().size;
            self.round(&head, |gathered| gathered.is_enough);
            if self.is_refused.load(Ordering::Acquire) {
                return;
            }
            thread::sleep(ROUND_PAUSE);
        }
    }

    /// Whether no witness was still busy with an older head when the others were asked about this.
    fn have_all_been_asked(&self, size: u64) -> bool {
        let heard = self.lock();
        let names = self.policy.witnesses().iter().map(|witness| &witness.name);
        names.map(|name| heard.asked.get(name)).all(|asked| asked == Some(&size))
    }

    fn lock(&self) -> MutexGuard<'_, Heard> {
        // Each answer is noted whole.
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One round: asks every witness that is not being asked already about `head`, and
    /// waits until what they say `is_enough`, all have answered, or some let the others wait too
    /// long. Who answers later is heard all the same. Returns who cosigned the head.
    fn round(
        self: &Arc<Self>,
        head: &Arc<SignedCheckpoint>,
        is_enough: impl Fn(&Gathered) -> bool,
    ) -> BTreeSet<PolicyText> {
        let began = clock::mark();
        let mut asked = BTreeSet::new();
        let mut heard = self.lock();
        self.mark_uncosigned(head.checkpoint().size);
        self.begin(&mut heard, head);
        loop {
            for witness in self.policy.witnesses() {
                // One that was still busy with an older head joins when it is free.
                if !heard.busy.contains_key(&witness.name) && asked.insert(witness.name.clone()) {
                    self.ask_aside(&mut heard, witness, head);
                }
            }
            let is_idle = heard.busy.is_empty();
            let Some(gathered) = heard.of(head) else { return BTreeSet::new() };
            let is_late = began.elapsed() >= RETRY_PAUSE;
            let is_over = is_idle || is_late || is_enough(gathered) || !self.is_open();
            if is_over || self.is_refused.load(Ordering::Acquire) {
                return gathered.by.clone();
            }
            let waited = self.answered.wait_timeout(heard, OPEN_PAUSE);
            heard = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Whether the log lives.
    fn is_open(&self) -> bool {
        self.state.reader.wait_beyond(u64::MAX, Duration::ZERO)
    }

    /// Makes room for what will be said about a head.
    fn begin(&self, heard: &mut Heard, head: &SignedCheckpoint) {
        if heard.of(head).is_none() {
            let Heard { busy, gathered, .. } = heard;
            gathered.retain(|it| busy.values().any(|size| *size == it.signed.checkpoint().size));
            gathered.push(Gathered {
                signed: head.clone(),
                by: BTreeSet::new(),
                since: clock::now_s(),
                is_enough: false,
                is_published: false,
            });
        }
        if let Some(gathered) = heard.of(head) {
            self.publish_if_enough(gathered);
        }
    }

    /// Asks one witness on a thread of its own.
    fn ask_aside(
        self: &Arc<Self>,
        heard: &mut Heard,
        witness: &PolicyWitness,
        head: &Arc<SignedCheckpoint>,
    ) {
        let stored = heard.stored.get(&witness.name).copied().unwrap_or(0);
        heard.asked.insert(witness.name.clone(), head.checkpoint().size);
        let run = {
            let (this, head, witness) = (Arc::clone(self), Arc::clone(head), witness.clone());
            move || {
                let asked = AssertUnwindSafe(|| this.ask(&witness, &head, stored));
                let answer = catch_unwind(asked)
                    .unwrap_or_else(|_| Answer::Trouble("asking it failed".into()));
                let mut heard = this.lock();
                heard.busy.remove(&witness.name);
                if !heard.is_over {
                    this.take(&mut heard, &head, &witness, answer);
                }
                drop(heard);
                this.answered.notify_all();
            }
        };
        match thread::Builder::new().name("witness".into()).spawn(run) {
            Ok(_) => drop(heard.busy.insert(witness.name.clone(), head.checkpoint().size)),
            Err(_) => {
                let answer = Answer::Trouble("no thread could be started to ask it".into());
                self.take(heard, head, witness, answer);
            }
        }
    }

    fn ask(&self, witness: &PolicyWitness, head: &SignedCheckpoint, stored: u64) -> Answer {
        let Some(url) = witness.url.as_ref().and_then(PolicyText::as_str) else {
            return Answer::Trouble("the policy has no address for it".into());
        };
        let size = head.checkpoint().size;
        let mut old = stored.min(size);
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

    /// Notes one answer about `head`, whenever it comes, and publishes what it completes.
    fn take(
        &self,
        heard: &mut Heard,
        head: &SignedCheckpoint,
        witness: &PolicyWitness,
        answer: Answer,
    ) {
        let size = head.checkpoint().size;
        let mut seen = self.state.cosigning_now().witnesses;
        let mut trouble = None;
        match answer {
            Answer::Cosigned(lines) => {
                heard.stored.insert(witness.name.clone(), size);
                let time = |line| cosignature::verify(head.note().text(), line, &witness.key).ok();
                let time = lines.iter().filter_map(time).min();
                set(&mut seen, witness, |seen| seen.cosigned = time.map(|time| (size, time)));
                // Not there any more: everybody has a newer one.
                if let Some(gathered) = heard.of(head) {
                    if gathered.by.insert(witness.name.clone()) {
                        gathered.is_published = false;
                    }
                    for line in lines {
                        gathered.signed = gathered.signed.clone().with_cosignature(line);
                    }
                    self.publish_if_enough(gathered);
                }
            }
            Answer::KnowsOther { size: witness_size } => {
                self.refuse(witness, witness_size, size);
                trouble = Some(format!("it knows another head, of size {witness_size}"));
            }
            Answer::Trouble(why) => trouble = Some(why),
        }
        set(&mut seen, witness, |seen| seen.trouble = trouble);
        self.state.set_witnesses(seen);
    }

    /// Publishes a head once the policy is satisfied, and again with each line that comes later; but
    /// never an older head over a newer one.
    fn publish_if_enough(&self, gathered: &mut Gathered) {
        if gathered.is_published || self.policy.check_checkpoint(gathered.signed.note()).is_err() {
            return;
        }
        gathered.is_enough = true;
        let size = gathered.signed.checkpoint().size;
        let is_older = self.state.cosigning_now().cosigned_size > Some(size);
        gathered.is_published = is_older || self.publish(&gathered.signed, gathered.since);
    }

    /// A witness knows a head that ours does not continue: an older copy of this log was put back,
    /// or somebody else signs with its key. Nothing may be signed until people have looked.
    fn refuse(&self, witness: &PolicyWitness, witness_size: u64, our_size: u64) {
        self.is_refused.store(true, Ordering::Release);
        let witness = witness.name.to_string();
        let why = closed(&witness, witness_size, our_size);
        log::error("witnesses", "the log is closed", &[("why", &why)]);
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

    /// Puts a cosigned head where everybody can read it; false if the disk refused. `since` is when
    /// the first entry beyond it may have come.
    fn publish(&self, cosigned: &SignedCheckpoint, since: u64) -> bool {
        if let Err(error) = self.state.reader.publish_cosigned(cosigned) {
            let why = format!("{:#}", anyhow::Error::from(error));
            log::error("witnesses", "could not publish the cosigned checkpoint", &[("why", &why)]);
            return false;
        }
        let size = cosigned.checkpoint().size;
        let mut status = self.state.cosigning.write().unwrap_or_else(PoisonError::into_inner);
        let is_first = status.cosigned_size.replace(size) != Some(size);
        let is_waiting = status.uncosigned_since.is_some();
        drop(status);
        let newest = self.state.reader.checkpoint().checkpoint().size;
        // A line that comes late for a head that is out already ends no wait for a newer one.
        if is_first || (is_waiting && newest == size) {
            self.set_uncosigned_since((newest > size).then_some(since));
        }
        true
    }

    fn set_uncosigned_since(&self, since: Option<u64>) {
        let mut status = self.state.cosigning.write().unwrap_or_else(PoisonError::into_inner);
        status.uncosigned_since = since;
        drop(status);
        if let Err(error) = self.state.reader.keep_uncosigned_since(since) {
            let why = format!("{:#}", anyhow::Error::from(error));
            let message = "could not keep since when cosignatures are due";
            log::error("witnesses", message, &[("why", &why)]);
        }
    }
}

/// Why a log is closed by what a witness showed, and what to do.
fn closed(witness: &str, witness_size: u64, our_size: u64) -> String {
    let (what, todo) = if witness_size > our_size {
        (
            "an older copy was put back",
            "bring back what is missing with `hiwar register recover`, or declare a successor with \
             `hiwar register create --succeeds`",
        )
    } else {
        // Nothing is missing here: somebody else signs with the key, or an older copy went on.
        (
            "that is a fork, for both carry this log's signature",
            "keep this folder and what the witness shows as evidence, find out who else signs with \
             the log's key, and declare a successor with `hiwar register create --succeeds`",
        )
    };
    format!(
        "the log is closed: witness {witness} knows another head, of size {witness_size}, ours is of \
         size {our_size}: {what}; {todo}"
    )
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

#[cfg(test)]
mod tests {
    use super::closed;

    #[test]
    fn a_fork_is_called_one_and_nothing_is_to_be_recovered_from_it() {
        assert!(closed("w", 9, 3).contains("hiwar register recover"));
        for witness_size in [1, 2, 3] {
            let said = closed("w", witness_size, 3);
            assert!(said.contains("fork") && !said.contains("recover"), "{said}");
        }
    }
}
