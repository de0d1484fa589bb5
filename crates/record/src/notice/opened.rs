//! Whether a notice, its test and its salts are what an entry commits to: asked of a release, and of
//! the file that a reviewer reads before there is one.

use super::{Notice, OpenError, OpenedSalt, ThreePartText};
use crate::canonical;
use crate::choice::HouseRule;
use crate::commitment::Match;
use crate::entry::{Body, ByAuthority, ByCitizen, Entry, Ground, NoticeIssued, Sender};
use crate::id::LawRef;

/// The parts that open an entry, wherever they stand.
pub(super) struct Parts<'a> {
    pub(super) address_salts: &'a [OpenedSalt],
    pub(super) entry: &'a str,
    pub(super) notice: &'a Notice,
    pub(super) test: Option<&'a ThreePartText>,
    pub(super) test_salt: Option<OpenedSalt>,
    pub(super) text_salt: OpenedSalt,
}

impl Parts<'_> {
    /// The entry, if it can be read and is that of a notice.
    pub(super) fn entry(&self) -> Result<Entry, OpenError> {
        let entry = Entry::from_bytes(self.entry.as_bytes()).map_err(OpenError::Entry)?;
        let is_notice = matches!(entry.body(), Body::NoticeIssued(_));
        if is_notice { Ok(entry) } else { Err(OpenError::Kind) }
    }

    /// Every part that is not what the entry commits to, in the order in which they are looked at.
    pub(super) fn faults(&self, entry: &Entry) -> Vec<OpenError> {
        let Body::NoticeIssued(issued) = entry.body() else { return vec![OpenError::Kind] };
        let sender = match &issued.sender {
            Sender::Authority(authority) => vec![
                self.sent_by_authority(authority),
                self.opens_test(authority),
                is_outside(entry, authority),
            ],
            Sender::Citizen(citizen) => vec![self.sent_by_citizen(citizen)],
        };
        let text = [self.opens_text(issued), self.agrees(entry, issued)];
        let addresses = [self.opens_addresses(issued)];
        text.into_iter().chain(addresses).chain(sender).filter_map(Result::err).collect()
    }

    fn opens_text(&self, issued: &NoticeIssued) -> Result<(), OpenError> {
        let text = canonical::to_bytes(self.notice).map_err(OpenError::Release)?;
        let is_text = issued.text.opens_with(&text, &self.text_salt.salt());
        if is_text { Ok(()) } else { Err(OpenError::Text) }
    }

    fn agrees(&self, entry: &Entry, issued: &NoticeIssued) -> Result<(), OpenError> {
        let notice = self.notice;
        let pairs = [
            ("notice", notice.notice == issued.notice),
            ("case", notice.case == issued.case),
            ("to", notice.to == issued.to),
            ("harm", notice.harm == issued.harm),
            ("measure", notice.measure == issued.measure),
            ("complainant", notice.complainant == issued.complainant),
            ("answer_within_hours", notice.answer_within_hours == issued.answer_within_hours),
            ("desk", notice.notifier.desk == *entry.desk()),
        ];
        match pairs.iter().find(|(_, is_same)| !is_same) {
            Some((field, _)) => Err(OpenError::Differs(field)),
            None => Ok(()),
        }
    }

    fn opens_addresses(&self, issued: &NoticeIssued) -> Result<(), OpenError> {
        let locations = &self.notice.locations;
        let count = issued.addresses.iter().len();
        if locations.len() != count || self.address_salts.len() != count {
            return Err(OpenError::Differs("locations"));
        }
        let opened = issued.addresses.iter().zip(locations).zip(self.address_salts);
        for (number, ((commitment, location), salt)) in (1..).zip(opened) {
            let address = location.address().ok_or(OpenError::Address(number))?;
            if commitment.opens_with(&address, &salt.salt()) != Some(Match::Address) {
                return Err(OpenError::Address(number));
            }
        }
        Ok(())
    }

    fn sent_by_authority(&self, authority: &ByAuthority) -> Result<(), OpenError> {
        let notice = self.notice;
        if !notice.notifier.is_authority || !notice.house_rules.is_empty() {
            return Err(OpenError::Differs("sender"));
        }
        if !is_same_set(self.laws(), authority.laws.iter()) {
            return Err(OpenError::Differs("legal_grounds"));
        }
        let is_reviewer = notice.reviewer.as_ref() == Some(&authority.reviewed_by);
        if is_reviewer { Ok(()) } else { Err(OpenError::Differs("reviewer")) }
    }

    fn opens_test(&self, authority: &ByAuthority) -> Result<(), OpenError> {
        let (Some(test), Some(salt)) = (self.test, self.test_salt) else {
            return Err(OpenError::Test);
        };
        let bytes = canonical::to_bytes(test).map_err(OpenError::Release)?;
        let is_about = test.notice == self.notice.notice
            && test.measure == self.notice.measure
            && is_same_set(test.laws.iter(), authority.laws.iter());
        let document = authority.three_part_test.document();
        if is_about && document.opens_with(&bytes, &salt.salt()) {
            Ok(())
        } else {
            Err(OpenError::Test)
        }
    }

    fn sent_by_citizen(&self, citizen: &ByCitizen) -> Result<(), OpenError> {
        let notice = self.notice;
        let is_plain = self.test.is_none() && self.test_salt.is_none() && notice.reviewer.is_none();
        if notice.notifier.is_authority || !is_plain {
            return Err(OpenError::Differs("sender"));
        }
        let (mut laws, mut rules): (Vec<&LawRef>, Vec<HouseRule>) = Default::default();
        for ground in citizen.grounds.iter() {
            match ground {
                Ground::Law(law) => laws.push(law),
                Ground::HouseRule(rule) => rules.push(*rule),
            }
        }
        let has_laws = is_same_set(self.laws(), laws.into_iter());
        let has_rules = is_same_set(notice.house_rules.iter().copied(), rules.into_iter());
        if has_laws && has_rules { Ok(()) } else { Err(OpenError::Differs("legal_grounds")) }
    }

    fn laws(&self) -> impl Iterator<Item = &LawRef> {
        self.notice.legal_grounds.iter().map(|ground| &ground.law)
    }
}

fn is_outside(entry: &Entry, authority: &ByAuthority) -> Result<(), OpenError> {
    let is_own = authority.reviewed_by.is_within(entry.desk());
    if is_own { Err(OpenError::OwnReviewer) } else { Ok(()) }
}

/// Whether `named`, which may repeat nothing, are exactly `all`, which are in order.
fn is_same_set<T: Ord>(
    named: impl Iterator<Item = T>,
    all: impl ExactSizeIterator<Item = T>,
) -> bool {
    let mut named: Vec<T> = named.collect();
    named.sort_unstable();
    named.len() == all.len() && named.into_iter().eq(all)
}
