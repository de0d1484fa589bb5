//! The life of a fictional desk: people in each role, a reviewer, a platform, reports, and a notice
//! in each state. All of it goes through the same rules and the same store as at a real desk.
//!
//! Nobody in it is real. Hosts end in `.example`, which belongs to nobody (RFC 2606).

mod dialogue;
mod life;
mod notices;
pub(crate) mod reports;

use std::path::Path;

use anyhow::Context as _;
use desk::parties::{Parties, Platform};
use desk::{LoginName, RoleSet};
use law::{Basis, Date, Review};
use record::Timestamp;
use record::choice::{Language, ReviewingBody, Role};
use record::id::{KeyName, OfficerId, OrganisationId, VerifierKeyText};
use register::note::{KeyKind, SignerKey};
use store::desk::{DeskStore, Grantor, Holder};
use web::desk::Desk;

use crate::clock;
use crate::say;

pub(crate) use life::Rest;

/// Days of life that lie behind the demonstration when it begins.
const DAYS: i64 = 30;
/// Seconds of a day.
const DAY_S: i64 = 86_400;
/// The platform that everybody of the demonstration is on.
const PLATFORM: &str = "clips.example";

/// The people of the demonstration, with what only they hold.
pub(crate) struct People {
    /// Who decides and drafts.
    decision: OfficerId,
    /// Who approves.
    approver: OfficerId,
    /// Who delivers.
    liaison: OfficerId,
    /// Who answers for the platform.
    seat: OfficerId,
    /// The outside reviewer's account.
    reviewing: OfficerId,
    /// The outside reviewer's key.
    pub(crate) reviewer: SignerKey,
    /// Each account, as it is called in the list of links.
    pub(crate) links: Vec<(String, OfficerId)>,
}

/// A moment so many days and hours ago.
fn ago(days: i64, hours: i64) -> Timestamp {
    let now = i64::try_from(clock::now_s()).unwrap_or(0);
    Timestamp::nearest(now - days * DAY_S - hours * 3600)
}

/// The same in milliseconds since 1970.
fn ms(at: Timestamp) -> u64 {
    u64::try_from(at.unix()).unwrap_or(0) * 1000
}

/// The desk's platforms, with the one of the demonstration.
pub(crate) fn parties(parties: Parties) -> anyhow::Result<Parties> {
    let id: OrganisationId = PLATFORM.parse()?;
    let basis = Basis {
        sources: vec!["OWN".into()],
        checked: Date::constant(2026, 11, 25),
        state: Review::AwaitingCounsel,
        is_uncertain: false,
    };
    Ok(parties.with(Platform {
        id,
        name: "Clips".into(),
        hosts: vec![PLATFORM.into()],
        languages: vec![Language::Arabic, Language::French, Language::English],
        forms: vec!["clips.example/report".into()],
        basis,
    }))
}

/// Makes the people, their roles and the reviewer's key, with the public entries of each.
pub(crate) fn people(store: &DeskStore) -> anyhow::Result<People> {
    let reviewer = reviewer_key()?;
    let text: VerifierKeyText = reviewer.verifier().to_string().parse()?;
    let key_name: KeyName = text.name().clone();
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let mut links = Vec::new();
    let mut invite = |name: &str, holder: Holder| -> anyhow::Result<OfficerId> {
        let login = LoginName::parse(name)?;
        let at = ago(DAYS, 0);
        let invited = store.account_invite(Grantor::Machine, &login, holder, at);
        let pseudonym = runtime.block_on(invited)?.pseudonym;
        links.push((name.to_owned(), pseudonym));
        Ok(pseudonym)
    };
    let officer = |role| -> anyhow::Result<Holder> { Ok(Holder::Officer(RoleSet::new([role])?)) };
    invite("administrator", officer(Role::Administrator)?)?;
    invite("intake", officer(Role::Intake)?)?;
    let decision = invite("decision", officer(Role::Decision)?)?;
    let approver = invite("approver", officer(Role::Approver)?)?;
    let liaison = invite("liaison", officer(Role::Liaison)?)?;
    invite("auditor", officer(Role::Auditor)?)?;
    let added = store.reviewer_key_add(Grantor::Machine, text, ReviewingBody::Bar, ago(DAYS, 0));
    runtime.block_on(added)?;
    let reviewing = invite("reviewer", Holder::Reviewer(key_name))?;
    let seat = invite("seat", Holder::Seat(PLATFORM.parse()?))?;
    Ok(People { decision, approver, liaison, seat, reviewing, reviewer, links })
}

fn reviewer_key() -> anyhow::Result<SignerKey> {
    let name = register::note::KeyName::new("bar.example/reviewer")?;
    SignerKey::from_seed(name, KeyKind::Ed25519, clock::random()?).context("could not make a key")
}

/// Fills the desk: reports, and notices up to where the register must come first. What needs the
/// register to have grown is left to [`Rest`]. The desk is served at `base`. What is returned beside
/// it are receipts to try, each with whose it is.
pub(crate) fn fill(desk: &Desk, people: &People, base: &str) -> anyhow::Result<(Rest, Receipts)> {
    dialogue::keep_all(desk, people)?;
    let kept = reports::keep_all(desk)?;
    Ok((notices::begin_all(desk, people, &kept, base)?, notices::receipts(&kept)))
}

/// Whose receipt, and its digits.
type Receipts = Vec<(&'static str, String)>;

/// Prints a log-in link for each account, the receipts, and how to sign as the reviewer.
pub(crate) fn announce(
    desk: &Desk,
    people: &People,
    receipts: &Receipts,
    data: &Path,
    base: &str,
) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    for (name, pseudonym) in &people.links {
        let code = runtime.block_on(desk.store.demo_link(*pseudonym, clock::now_ms()))?;
        let code = code.context("a demonstration makes links")?;
        say::line(format_args!("{name:14} {base}/desk/enter?code={code}"))?;
    }
    for (whose, digits) in receipts {
        say::line(format_args!("receipt {digits} opens the report of somebody {whose}"))?;
    }
    let key = data.join("reviewer.key");
    store::disk::create_secret(&key, people.reviewer.to_secret_text().as_bytes())?;
    say::line(format_args!(
        "to sign as the reviewer: hiwar review sign FILE --key {}",
        key.display()
    ))?;
    Ok(())
}
