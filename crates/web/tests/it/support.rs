//! A whole register in a folder, with witnesses that cosign, and the states pages must show.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, RwLock};

use register::cosignature;
use register::note::{KeyKind, KeyName, SignerKey, VerifierKey};
use register::policy::{Policy, PolicyText, PolicyWitness};
use register::witness::KnownLogs;
use store::disk::RealDisk;
use store::folder::{LogFolder, LogKind, NewKeys};
use store::log::Appender;
use store::witness_heads::WitnessHeads;
use web::state::{CosigningStatus, RegisterState, Sequencing, Shared, WitnessSeen, WitnessState};

/// One line of each kind of entry, as `record` writes them.
pub(crate) const FIXTURES: &str = include_str!("../../../record/fixtures/entries.jsonl");

/// When the pages are looked at: three days and some hours after the entries were written.
/// Unit: seconds since 1970.
pub(crate) const NOW: u64 = 1_795_737_600;

/// When the witnesses cosigned: a minute after the entries were written.
const COSIGNED_AT: u64 = 1_795_467_862;

/// What the operator was told, by all logs of this process.
pub(crate) static TOLD: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// The names of the witnesses in the policy.
const WITNESSES: [&str; 3] = ["bar.example", "university.example", "desk-b.example"];

fn key(name: &str, kind: KeyKind, seed: u8) -> SignerKey {
    SignerKey::from_seed(KeyName::new(name).unwrap(), kind, [seed; 32]).unwrap()
}

fn witness_keys() -> Vec<SignerKey> {
    let key = |(seed, name): (u8, &&str)| {
        key(&format!("{name}/witness"), KeyKind::CosignatureEd25519, seed)
    };
    (100..).zip(&WITNESSES).map(key).collect()
}

/// A log in a folder, open.
pub(crate) struct Log {
    /// Its folder.
    pub(crate) dir: PathBuf,
    /// What the routes share.
    pub(crate) state: Shared,
    _appender: Appender<RealDisk>,
}

/// What a log is to be.
pub(crate) struct Plan {
    entries: Vec<Vec<u8>>,
    kind: LogKind,
    /// How many witnesses have cosigned, if the log has any, and up to which size.
    cosigned: Option<(usize, usize)>,
    sequencing: Sequencing,
}

/// The fixtures of `record` as entries.
pub(crate) fn fixtures() -> Vec<Vec<u8>> {
    FIXTURES.lines().map(|line| line.as_bytes().to_vec()).collect()
}

impl Plan {
    /// A test log of these entries, without witnesses.
    pub(crate) fn test(entries: Vec<Vec<u8>>) -> Plan {
        Plan { entries, kind: LogKind::Test, cosigned: None, sequencing: Sequencing::Running }
    }

    /// A desk's register of the fixtures, of which all but `late` are cosigned by `witnesses` of
    /// three; two are needed.
    pub(crate) fn desk(witnesses: usize, late: usize) -> Plan {
        let entries = fixtures();
        let cosigned = Some((witnesses, entries.len() - late));
        Plan { entries, kind: LogKind::Desk, cosigned, sequencing: Sequencing::Running }
    }

    /// The same, with its sequencing in another state.
    pub(crate) fn with(self, sequencing: Sequencing) -> Plan {
        Plan { sequencing, ..self }
    }

    /// Makes the log in an empty folder of this name below `root`.
    pub(crate) fn build(self, root: &Path, name: &str) -> Log {
        let dir = root.join(name);
        let _ = fs::remove_dir_all(&dir);
        let origin = match self.kind {
            LogKind::Test => "test.desk.example/register",
            LogKind::Desk => "desk.example/register",
        };
        let keys = NewKeys {
            log: key(origin, KeyKind::Ed25519, 1),
            witness: key("desk.example/witness", KeyKind::CosignatureEd25519, 2),
        };
        let folder = LogFolder::create(&dir, self.kind, &keys).unwrap();
        let opened = store::log::open(&folder.disk(), keys.log, store::wal::SEGMENT_BYTES);
        let (mut appender, mut flusher, reader) = opened.unwrap();
        let (early, late) = self.entries.split_at(self.cosigned.map_or(0, |(_, size)| size));
        let has_quorum = self.cosigned.is_some_and(|(count, size)| count >= 2 && size > 0);
        for (entries, is_early) in [(early, true), (late, false)] {
            for part in entries.chunks(1024) {
                appender.commit(part, COSIGNED_AT * 1000).unwrap();
            }
            if let (true, true, Some((count, _))) = (is_early, has_quorum, self.cosigned) {
                let mut signed = (*reader.checkpoint()).clone();
                for key in witness_keys().iter().take(count) {
                    let line = cosignature::cosign(signed.note().text(), key, COSIGNED_AT);
                    signed = signed.with_cosignature(line.unwrap());
                }
                reader.publish_cosigned(&signed).unwrap();
            }
        }
        flusher.flush().unwrap();
        let verifier = folder.verifier().clone();
        let state = RegisterState {
            identity: folder.identity().clone(),
            policy: self.cosigned.map(|_| policy(verifier)),
            cosigning: RwLock::new(self.status(has_quorum)),
            witness: WitnessState {
                known: KnownLogs::default(),
                heads: WitnessHeads::open(folder.disk(), std::iter::empty()).unwrap(),
                key: keys.witness,
            },
            append: None,
            clock: || NOW,
            tell: |event| TOLD.lock().unwrap().push(format!("{event:?}")),
            reader,
        };
        Log { dir, state: Arc::new(state), _appender: appender }
    }

    fn status(&self, has_quorum: bool) -> CosigningStatus {
        let (count, size) = self.cosigned.unwrap_or_default();
        let seen = |(at, (name, key)): (usize, (&&str, SignerKey))| WitnessSeen {
            name: (*name).to_owned(),
            key_name: key.name().as_str().to_owned(),
            cosigned: (at < count).then_some((size as u64, COSIGNED_AT + at as u64)),
            trouble: (at >= count).then(|| "no answer within 5 s".to_owned()),
        };
        let is_late = self.cosigned.is_some() && (!has_quorum || size < self.entries.len());
        let witnesses = WITNESSES.iter().zip(witness_keys()).enumerate().map(seen);
        CosigningStatus {
            sequencing: self.sequencing.clone(),
            cosigned_size: has_quorum.then_some(size as u64),
            uncosigned_since: is_late.then_some(COSIGNED_AT),
            witnesses: self.cosigned.map(|_| witnesses.collect()).unwrap_or_default(),
        }
    }
}

fn policy(log: VerifierKey) -> Policy {
    let witness = |(name, key): (&&str, SignerKey)| PolicyWitness {
        name: PolicyText::new(name.as_bytes()).unwrap(),
        key: key.verifier().clone(),
        url: None,
    };
    let witnesses = WITNESSES.iter().zip(witness_keys()).map(witness).collect();
    Policy::k_of_n(log, 2, witnesses).unwrap()
}

/// The logs that browser checks look at, each with its name.
pub(crate) fn showcase(root: &Path) -> Vec<(&'static str, Log)> {
    let waiting =
        Sequencing::WaitingForWitnesses { since: COSIGNED_AT + 3600, heard: 1, needed: 2 };
    let behind = Sequencing::Behind {
        witness: "university.example".into(),
        witness_size: 1_234_567,
        our_size: 16,
    };
    let mut raw: Vec<Vec<u8>> = vec![
        b"<script>alert(1)</script> & <b>bold</b>".to_vec(),
        "سطر بالعربية مع https://example.org/a?b=c ثم بقية".as_bytes().to_vec(),
        (0..=255).collect(),
        vec![b'x'; 6000],
        Vec::new(),
    ];
    raw.extend((0..300).map(|n| format!("entry {n}").into_bytes()));
    let plans = [
        ("desk", Plan::desk(3, 0)),
        ("late", Plan::desk(2, 4)),
        ("never", Plan::desk(1, 0)),
        ("waiting", Plan::desk(2, 0).with(waiting)),
        ("behind", Plan::desk(2, 0).with(behind)),
        ("stopped", Plan::desk(3, 0).with(Sequencing::Stopped { since: COSIGNED_AT + 7200 })),
        ("restored", Plan::desk(2, 0).with(Sequencing::Restored { taken: COSIGNED_AT })),
        ("raw", Plan::test(raw)),
        ("empty", Plan::test(Vec::new())),
    ];
    let mut logs: Vec<(&str, Log)> =
        plans.into_iter().map(|(name, plan)| (name, plan.build(root, name))).collect();
    logs.push(("lying", lying(root)));
    logs
}

/// A test log of which somebody changed a byte of an early entry on the disk.
pub(crate) fn lying(root: &Path) -> Log {
    let entries = (0..600).map(|n| format!("entry {n}").into_bytes()).collect();
    let log = Plan::test(entries).build(root, "lying");
    let path = log.dir.join("public/tile/entries/000");
    let mut bytes = fs::read(&path).unwrap();
    // Each entry takes nine bytes here, two of them its length; this is the first of entry 7.
    bytes[7 * 9 + 2] ^= 1;
    fs::write(&path, bytes).unwrap();
    log
}
