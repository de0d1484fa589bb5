//! What the handlers of the register share: the log to read, the witness, and how cosigning stands.

use std::sync::{Arc, PoisonError, RwLock};

use register::note::SignerKey;
use register::policy::Policy;
use register::witness::KnownLogs;
use store::disk::RealDisk;
use store::folder::Identity;
use store::log::Reader;
use store::witness_heads::WitnessHeads;
use tokio::sync::mpsc;

use crate::append::AppendRequest;

/// Reads the clock. Unit: seconds since 1970, UTC. Handlers get the time from here only.
pub type Clock = fn() -> u64;

/// Takes one event for the operator.
pub type Tell = fn(&Event<'_>);

/// One thing that happened here, for the people who run this process. Never anything about the one
/// who asked: a message is written in the code, and a field holds a word of ours, a number, the
/// pattern of a route or what an error says of itself.
#[derive(Debug, Clone, Copy)]
pub struct Event<'a> {
    /// How much it matters.
    pub level: Level,
    /// The part of the program that it is about.
    pub target: &'static str,
    /// What happened, in words that can be read alone.
    pub message: &'static str,
    /// What can be searched for. Shape: name and value.
    pub fields: &'a [(&'static str, &'a str)],
}

/// How much an event matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Only to whoever looks for something: each request.
    Debug,
    /// As it should be.
    Info,
    /// Somebody should look, and it goes on by itself.
    Warn,
    /// Something was not done.
    Error,
}

impl Level {
    /// Its word in a log.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Level::Debug => "debug",
            Level::Info => "info",
            Level::Warn => "warn",
            Level::Error => "error",
        }
    }
}

/// Everything that the register's routes need.
pub struct RegisterState {
    /// Who the log is.
    pub identity: Identity,
    /// The log itself.
    pub reader: Reader<RealDisk>,
    /// Under whose eyes: the policy for cosignatures, if there is one.
    pub policy: Option<Policy>,
    /// How cosigning stands, as the job that asks the witnesses last saw it.
    pub cosigning: RwLock<CosigningStatus>,
    /// This desk as a witness of other logs.
    pub witness: WitnessState,
    /// Where entries go that arrive over HTTP: only for benchmarks, only on test logs, never public.
    pub append: Option<mpsc::Sender<AppendRequest>>,
    /// The time.
    pub clock: Clock,
    /// Tells the operator that something failed here.
    pub tell: Tell,
}

/// The handlers' handle on the state.
pub type Shared = Arc<RegisterState>;

/// This desk as a witness of other logs.
pub struct WitnessState {
    /// The logs it witnesses.
    pub known: KnownLogs,
    /// What it has seen of them.
    pub heads: WitnessHeads<RealDisk>,
    /// The key it cosigns with.
    pub key: SignerKey,
}

/// Whether the log may grow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sequencing {
    /// Entries are being accepted.
    Running,
    /// Since a start, too few witnesses have said what they last saw, so it is not yet sure that no
    /// newer head of this log is known anywhere.
    WaitingForWitnesses {
        /// Since when. Unit: seconds since 1970, UTC.
        since: u64,
        /// How many have answered.
        heard: usize,
        /// How many must.
        needed: usize,
    },
    /// A write failed, so that what is durable is known only after a fresh start.
    Stopped {
        /// Since when. Unit: seconds since 1970, UTC.
        since: u64,
    },
    /// It was put back from a back-up, there are no witnesses to ask, and nobody has said that no
    /// newer head of it is known.
    Restored {
        /// Of when the back-up is. Unit: seconds since 1970, UTC.
        taken: u64,
    },
    /// A witness knows a newer head than ours: an older copy was restored. The log stays closed
    /// until the missing tiles return or a successor is declared.
    Behind {
        /// The witness that knows better.
        witness: String,
        /// The size it has seen.
        witness_size: u64,
        /// Our size.
        our_size: u64,
    },
}

/// What one witness of this log last did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WitnessSeen {
    /// Its name in the policy.
    pub name: String,
    /// The name of its key.
    pub key_name: String,
    /// The size it last cosigned, and when by its own word. Unit: seconds since 1970, UTC.
    pub cosigned: Option<(u64, u64)>,
    /// Why it did not answer the last time, in a few words without addresses.
    pub trouble: Option<String>,
}

/// How cosigning stands. Shown in public as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CosigningStatus {
    /// Whether the log may grow.
    pub sequencing: Sequencing,
    /// The latest size that enough witnesses have cosigned.
    pub cosigned_size: Option<u64>,
    /// Since when there are entries that too few witnesses have cosigned; `None` if there are none.
    /// Unit: seconds since 1970, UTC.
    pub uncosigned_since: Option<u64>,
    /// Each witness of the policy.
    pub witnesses: Vec<WitnessSeen>,
}

impl RegisterState {
    /// How cosigning stands now.
    #[must_use]
    pub fn cosigning_now(&self) -> CosigningStatus {
        self.cosigning.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Says whether the log may grow.
    pub fn set_sequencing(&self, sequencing: Sequencing) {
        self.cosigning.write().unwrap_or_else(PoisonError::into_inner).sequencing = sequencing;
    }

    /// Says what the witnesses last did.
    pub fn set_witnesses(&self, witnesses: Vec<WitnessSeen>) {
        self.cosigning.write().unwrap_or_else(PoisonError::into_inner).witnesses = witnesses;
    }

    /// Whether the log may grow now.
    #[must_use]
    pub fn is_running(&self) -> bool {
        let cosigning = self.cosigning.read().unwrap_or_else(PoisonError::into_inner);
        cosigning.sequencing == Sequencing::Running
    }
}
