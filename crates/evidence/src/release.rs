//! Checks a release, the one file with which a notice leaves a desk: from its bytes alone, without
//! the desk, without a server and without a network.
//!
//! It is what a platform asks before it does anything that a state wants: is this notice in the
//! public register, does it say there what it says here, and did somebody outside the desk read it?
//! Two things no file can say about its own future, that the reviewer's key was not taken back and
//! that the notice was not: for these a [`Reading`] of the log is needed.
//!
//! Source: the founding brief, lines 1, 2 and 12.

use record::Entry;
use record::entry::{Body, NoticeIssued, Sender};
use record::notice::{OpenError, Release};
use register::note::{Note, VerifierKey};

use crate::verify::{Outcome, Trust};

mod reading;
mod registered;
mod why;

pub use reading::Reading;
pub use why::Why;

/// How the file of a release begins: the first key of canonical JSON.
pub const FIRST_BYTES: &[u8] = b"{\"address_salts\"";

/// One check of a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// How it ended.
    pub result: Outcome,
    /// The part: `release`, `entry`, `notice`, `addresses`, `test`, `proof`, `reviewer_key`,
    /// `certificate`; `log`, `key_removal` and `withdrawal` for what the log says.
    pub what: &'static str,
    /// Why. `Display` says it in English.
    pub why: Why,
}

/// Checks a release. Of `trust` only the policy counts: it names the log's key.
///
/// The release may be believed if every check is [`Outcome::Ok`]. Without a [`Reading`] the last two
/// never are.
#[must_use]
pub fn verify(release: &[u8], trust: &Trust) -> Vec<Check> {
    check(release, trust, None)
}

/// The same, with what a log says that was read to its head.
#[must_use]
pub fn verify_with(release: &[u8], trust: &Trust, reading: &Reading) -> Vec<Check> {
    check(release, trust, Some(reading))
}

/// The checks so far, in the order in which they are told.
struct Checks(Vec<Check>);

impl Checks {
    fn add(&mut self, result: Outcome, what: &'static str, why: Why) {
        self.0.push(Check { result, what, why });
    }

    fn ok(&mut self, what: &'static str, why: Why) {
        self.add(Outcome::Ok, what, why);
    }

    fn wrong(&mut self, what: &'static str, why: Why) {
        self.add(Outcome::Wrong, what, why);
    }

    fn not_checked(&mut self, what: &'static str, why: Why) {
        self.add(Outcome::NotChecked, what, why);
    }
}

/// A release whose entry is that of a notice.
struct Opened<'a> {
    release: &'a Release,
    entry: &'a Entry,
    issued: &'a NoticeIssued,
    /// What is not as the entry says.
    faults: Vec<OpenError>,
}

impl Opened<'_> {
    fn is_authority(&self) -> bool {
        matches!(self.issued.sender, Sender::Authority(_))
    }

    /// Tells what is wrong with a part, or that nothing is.
    fn tell(&self, what: &'static str, well: Why, checks: &mut Checks) {
        let wrong: Vec<&OpenError> = self.faults.iter().filter(|it| it.part() == what).collect();
        if wrong.is_empty() {
            return checks.ok(what, well);
        }
        wrong.into_iter().for_each(|fault| checks.wrong(what, Why::Open(fault.clone())));
    }

    fn is_wrong(&self, what: &str) -> bool {
        self.faults.iter().any(|fault| fault.part() == what)
    }
}

fn check(bytes: &[u8], trust: &Trust, reading: Option<&Reading>) -> Vec<Check> {
    let mut checks = Checks(Vec::new());
    let release = match Release::from_bytes(bytes) {
        Ok(release) => release,
        Err(error) => {
            checks.wrong("release", Why::Open(error));
            return checks.0;
        }
    };
    checks.ok("release", Why::Readable { bytes: bytes.len() });
    let looked = release.look();
    let (entry, faults) = match &looked {
        Ok((entry, faults)) => (entry, faults.clone()),
        Err(error) => {
            checks.wrong("entry", Why::Open(error.clone()));
            return checks.0;
        }
    };
    let Body::NoticeIssued(issued) = entry.body() else {
        checks.wrong("entry", Why::Open(OpenError::Kind));
        return checks.0;
    };
    let opened = Opened { release: &release, entry, issued, faults };
    check_opened(&opened, &mut checks);
    let policy = trust.policy.as_ref();
    let proven = registered::check_entry(&opened, policy, &mut checks);
    if opened.is_authority() {
        let key = registered::check_key(&opened, proven.as_ref(), policy, &mut checks);
        check_certificate(&opened, key.as_ref(), &mut checks);
    } else {
        check_bare(&opened, &mut checks);
    }
    match reading {
        Some(reading) => reading.tell(&mut checks),
        None => reading::tell_unread(opened.is_authority(), &mut checks),
    }
    checks.0
}

/// The texts, against what the entry commits to.
fn check_opened(opened: &Opened<'_>, checks: &mut Checks) {
    let Opened { entry, issued, .. } = opened;
    let why = Why::Entry {
        desk: entry.desk().to_string(),
        notice: issued.notice.to_string(),
        at: entry.at(),
    };
    checks.ok("entry", why);
    opened.tell("notice", Why::Notice, checks);
    opened.tell("addresses", Why::Addresses { count: issued.addresses.iter().len() }, checks);
    if opened.is_authority() {
        opened.tell("test", Why::Test, checks);
    }
}

/// A citizen's notice has nothing of an authority's.
fn check_bare(opened: &Opened<'_>, checks: &mut Checks) {
    for what in ["reviewer_key", "certificate"] {
        if opened.is_wrong(what) {
            opened.tell(what, Why::Notice, checks);
        }
    }
}

/// The reviewer's signature, over exactly what stands here, and by nobody else: whatever else the
/// note held would be a letter beside the register.
fn check_certificate(opened: &Opened<'_>, key: Option<&VerifierKey>, checks: &mut Checks) {
    const WHAT: &str = "certificate";
    let Some(certificate) = &opened.release.certificate else {
        return checks.wrong(WHAT, Why::NoCertificate);
    };
    let note = match Note::parse(certificate.as_bytes()) {
        Ok(note) => note,
        Err(error) => return checks.wrong(WHAT, Why::Certificate(error)),
    };
    if note.text() != opened.release.certificate_text(opened.entry) {
        return checks.wrong(WHAT, Why::OtherCertificate);
    }
    if note.signatures().len() != 1 {
        return checks.wrong(WHAT, Why::CertificateLines);
    }
    let Some(key) = key else {
        return checks.not_checked(WHAT, Why::NoReviewerKey);
    };
    match note.verify(std::slice::from_ref(key)) {
        Ok(_) => checks.ok(WHAT, Why::Certified { key: key.name().to_string() }),
        Err(error) => checks.wrong(WHAT, Why::Certificate(error)),
    }
}
