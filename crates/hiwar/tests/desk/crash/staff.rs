//! The people of a desk that is killed. Each joins once, in a browser: a log-in is kept in the
//! database and outlives the process.

use std::time::{SystemTime, UNIX_EPOCH};

use desk::{LoginName, RoleSet};
use record::Timestamp;
use record::choice::{ReviewingBody, Role};
use record::id::VerifierKeyText;
use register::note::{KeyKind, KeyName, SignerKey};
use store::desk::{Grantor, Holder};

use crate::entries::reopened;
use crate::office::join;
use crate::person::{Desk, Folder, Person};

/// The platform of every report here.
pub(super) const PLATFORM: &str = "tiktok.com";

/// Everybody who has an account, logged in.
pub(super) struct Staff {
    pub(super) deciders: [Person; 2],
    pub(super) approver: Person,
    pub(super) liaison: Person,
    pub(super) reviewer: Person,
    /// With what the platform's program comes in.
    pub(super) token: String,
}

/// The key that the reviewer keeps at home.
pub(super) fn reviewer_key() -> SignerKey {
    let name = KeyName::new("bar.example/reviewer").unwrap();
    SignerKey::from_seed(name, KeyKind::Ed25519, [7; 32]).unwrap()
}

impl Staff {
    /// Makes a desk in `folder`, an authority's, and everybody who works there or with it.
    pub(super) fn join(folder: &Folder) -> Staff {
        drop(Desk::start(folder));
        let invitations = invite(folder);
        let desk = Desk::start(folder);
        let people = invitations.map(|at| {
            let mut person = desk.person();
            join(&mut person, &at);
            person
        });
        let [first, second, approver, liaison, reviewer, mut seat] = people;
        let made = seat.send("/seat/tokens", "/seat/tokens", &[("name", "program")]).unwrap().body;
        let token = made.split("hiwar_seat_").nth(1).expect("a token is shown");
        let is_of_token = |it: &char| it.is_ascii_alphanumeric() || "-_".contains(*it);
        let token: String = token.chars().take_while(is_of_token).collect();
        let token = format!("hiwar_seat_{token}");
        Staff { deciders: [first, second], approver, liaison, reviewer, token }
    }
}

#[expect(clippy::disallowed_methods, reason = "whoever invites has a clock of their own")]
fn now() -> Timestamp {
    let now_s = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    Timestamp::nearest(i64::try_from(now_s).unwrap())
}

/// Where each of them joins, in the order in which [`Staff::join`] takes them.
fn invite(folder: &Folder) -> [String; 6] {
    let store = reopened(folder);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let key: VerifierKeyText = reviewer_key().verifier().to_string().parse().unwrap();
    let reviewer = Holder::Reviewer(key.name().clone());
    // A reviewer's key is in force a week after it stands in the register.
    let before = now().plus_seconds(-10 * 86_400).unwrap();
    let added = store.reviewer_key_add(Grantor::Machine, key, ReviewingBody::Bar, before);
    runtime.block_on(added).unwrap();
    let officer = |role| Holder::Officer(RoleSet::new([role]).unwrap());
    [
        ("first", officer(Role::Decision)),
        ("second", officer(Role::Decision)),
        ("approver", officer(Role::Approver)),
        ("liaison", officer(Role::Liaison)),
        ("reviewer", reviewer),
        ("seat", Holder::Seat(PLATFORM.parse().unwrap())),
    ]
    .map(|(name, holder)| {
        let name = LoginName::parse(name).unwrap();
        let invited = store.account_invite(Grantor::Machine, &name, holder, now());
        format!("/desk/invitation?code={}", runtime.block_on(invited).unwrap().code)
    })
}
