//! What an approved notice becomes: its texts, its test and its entry, fixed for good.

use record::bounded::Few;
use record::canonical::{self, CanonicalError};
use record::document::Languages;
use record::entry::{
    Addresses, ByAuthority, ByCitizen, Ground, NoticeIssued, Sender, ThreePartTest, TwoOfficers,
};
use record::id::{CaseRef, KeyName, NoticeRef, OfficerId, OrganisationId};
use record::notice::{
    Defence, ForAuthor, GoodFaith, LegalGround, Location, NOTICE_VERSION, Notice, Notifier,
    OpenedSalt, Prose, Release, ReviewFile, ThreePartText,
};
use record::{AddressCommitment, Body, Entry, EntryError, Salt, Timestamp, WithheldDocument};

use serde::{Deserialize, Serialize};

use super::propose::Proposal;
use crate::receipt::Receipt;

/// Why somebody may not approve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotApproved {
    /// The one who drafted.
    #[error("who drafts a notice does not approve it")]
    Drafter,
    /// Somebody who had a part in deciding the case.
    #[error("who had a part in deciding the case does not approve its notice")]
    HadAPart,
}

/// A proposal that a second officer agreed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approved {
    proposal: Proposal,
    officers: TwoOfficers,
}

/// Random bytes for one notice, each used once.
pub struct Drawn {
    /// The notice's reference.
    pub notice: NoticeRef,
    /// The code of the author's page.
    pub code: Receipt,
    /// Hides the text.
    pub text_salt: Salt,
    /// Hides the test until its day.
    pub test_salt: Salt,
    /// Hides each address, in their order.
    pub address_salts: Vec<Salt>,
}

/// Texts in the languages of the pages, which this room does not have.
pub struct Texts {
    /// What the platform is asked to forward to the author.
    pub for_author: Vec<Prose>,
    /// The declaration of good faith.
    pub good_faith: String,
    /// Each article as a lawyer cites it, in the language of the reasons, in the order of
    /// [`Proposal::articles`].
    pub citations: Vec<String>,
    /// The address of the author's page.
    pub contest_page: String,
    /// Where a platform without a seat answers.
    pub contact: String,
}

/// A notice that is written, and not yet in the register.
///
/// *Shape:* JSON, as the desk keeps it, locked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    /// The notice as the platform gets it.
    pub notice: Notice,
    /// The test, for an authority's.
    pub test: Option<ThreePartText>,
    /// The entry.
    pub entry: Entry,
    /// The salts.
    pub text_salt: OpenedSalt,
    /// The salt of the test.
    pub test_salt: Option<OpenedSalt>,
    /// The salts of the addresses, in their order.
    pub address_salts: Vec<OpenedSalt>,
}

/// Why an approved notice cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Too few salts or citations were given.
    #[error("each address has a salt and each article its citation")]
    Number,
    /// An authority's notice without a reviewer, or a citizen's with one.
    #[error("an authority's notice names its outside reviewer, and no other does")]
    Reviewer,
    /// The reviewer is the desk itself.
    #[error("a desk does not review its own notices")]
    OwnReviewer,
    /// The entry refuses it.
    #[error(transparent)]
    Entry(#[from] EntryError),
    /// A text has no canonical form.
    #[error("a text of the notice cannot be written")]
    Text(#[source] CanonicalError),
}

impl Proposal {
    /// Takes the agreement of a second officer: another account than the one that drafted, and than
    /// any that had a part in deciding the case.
    ///
    /// Source: the founding brief, line 3.
    ///
    /// # Errors
    ///
    /// [`NotApproved`].
    pub fn approve(
        self,
        drafted_by: OfficerId,
        approved_by: OfficerId,
        had_a_part: &[OfficerId],
    ) -> Result<Approved, NotApproved> {
        if had_a_part.contains(&approved_by) && approved_by != drafted_by {
            return Err(NotApproved::HadAPart);
        }
        let officers = TwoOfficers::new(drafted_by, approved_by);
        let officers = officers.map_err(|_| NotApproved::Drafter)?;
        Ok(Approved { proposal: self, officers })
    }
}

impl Approved {
    /// Fixes the texts and the entry of this notice of `desk`, at `at`.
    ///
    /// # Errors
    ///
    /// [`WriteError`].
    pub fn write(
        &self,
        desk: &OrganisationId,
        case: CaseRef,
        reviewer: Option<&KeyName>,
        drawn: &Drawn,
        texts: Texts,
        at: Timestamp,
    ) -> Result<Written, WriteError> {
        let proposal = &self.proposal;
        if drawn.address_salts.len() != proposal.places.len()
            || texts.citations.len() != proposal.laws.len()
        {
            return Err(WriteError::Number);
        }
        if proposal.is_authority() != reviewer.is_some() {
            return Err(WriteError::Reviewer);
        }
        if reviewer.is_some_and(|key| key.is_within(desk)) {
            return Err(WriteError::OwnReviewer);
        }
        let test = self.test(drawn.notice);
        let notice = self.notice(desk, case, reviewer, drawn, texts, at);
        let text = canonical::to_bytes(&notice).map_err(WriteError::Text)?;
        let languages = one_language(notice.reasons.language);
        let sender = self.sender(test.as_ref(), reviewer, drawn, at)?;
        let commit = |((address, _), salt): (&(record::Address, String), &Salt)| {
            AddressCommitment::new(proposal.kind, address, salt)
        };
        let commitments = proposal.places.iter().zip(&drawn.address_salts).map(commit).collect();
        let body = Body::NoticeIssued(NoticeIssued {
            addresses: Addresses::new(commitments)?,
            answer_within_hours: proposal.hours,
            case,
            complainant: proposal.complainant,
            harm: proposal.harm,
            measure: proposal.measure,
            notice: drawn.notice,
            officers: self.officers,
            sender,
            text: WithheldDocument::kept(&text, &drawn.text_salt, languages),
            to: proposal.to.clone(),
        });
        Ok(Written {
            entry: Entry::new(at, desk.clone(), body)?,
            notice,
            test_salt: test.as_ref().map(|_| OpenedSalt::of(&drawn.test_salt)),
            test,
            text_salt: OpenedSalt::of(&drawn.text_salt),
            address_salts: drawn.address_salts.iter().map(OpenedSalt::of).collect(),
        })
    }

    /// In whose name it goes. An authority's has its test, which is published on its day.
    fn sender(
        &self,
        test: Option<&ThreePartText>,
        reviewer: Option<&KeyName>,
        drawn: &Drawn,
        at: Timestamp,
    ) -> Result<Sender, WriteError> {
        let (Some(test), Some(reviewer)) = (test, reviewer) else {
            return Ok(Sender::Citizen(ByCitizen { grounds: self.grounds()? }));
        };
        let bytes = canonical::to_bytes(test).map_err(WriteError::Text)?;
        let due = at.plus_seconds(self.proposal.publish_test_after_s);
        let document = WithheldDocument::published_after(
            due.map_err(|_| EntryError::PublishDate)?,
            &bytes,
            &drawn.test_salt,
            one_language(test.necessity.language),
        );
        let laws = Few::new(self.proposal.laws.iter().map(|(_, law)| law.clone()));
        Ok(Sender::Authority(ByAuthority {
            laws: laws.map_err(|_| WriteError::Number)?,
            reviewed_by: reviewer.clone(),
            three_part_test: ThreePartTest::new(document)?,
        }))
    }

    fn grounds(&self) -> Result<Few<Ground, 1, 16>, WriteError> {
        let laws = self.proposal.laws.iter().map(|(_, law)| Ground::Law(law.clone()));
        let rules = self.proposal.house_rules.iter().copied().map(Ground::HouseRule);
        Few::new(laws.chain(rules)).map_err(|_| WriteError::Number)
    }

    fn test(&self, notice: NoticeRef) -> Option<ThreePartText> {
        let test = self.proposal.test.as_ref()?;
        let language = self.proposal.reasons.0;
        Some(ThreePartText {
            aim: test.aim,
            aim_reasons: test.aim_reasons.clone(),
            considered: test.considered.clone(),
            duration_days: test.duration_days,
            law_reasons: test.law_reasons.clone(),
            laws: self.proposal.laws.iter().map(|(_, law)| law.clone()).collect(),
            measure: self.proposal.measure,
            necessity: Prose { language, text: test.necessity.clone() },
            notice,
            v: NOTICE_VERSION,
        })
    }

    fn notice(
        &self,
        desk: &OrganisationId,
        case: CaseRef,
        reviewer: Option<&KeyName>,
        drawn: &Drawn,
        texts: Texts,
        at: Timestamp,
    ) -> Notice {
        let proposal = &self.proposal;
        let ground = |((_, law), citation): (&(String, _), String)| LegalGround {
            citation,
            law: Clone::clone(law),
        };
        // As it was given, an address can name the account that passed it on, and so who complained
        // to the desk: only the canonical form leaves.
        let place = |(address, _): &(record::Address, String)| Location {
            address: address.as_str().to_owned(),
            given: address.as_str().to_owned(),
        };
        let defence = |(question, reply): &(String, String)| Defence {
            question: question.clone(),
            reply: reply.clone(),
        };
        Notice {
            answer_within_hours: proposal.hours,
            case,
            complainant: proposal.complainant,
            defences: proposal.defences.iter().map(defence).collect(),
            for_author: ForAuthor {
                code: drawn.code.digits().to_owned(),
                page: texts.contest_page,
                texts: texts.for_author,
            },
            good_faith: GoodFaith { at, statement: texts.good_faith },
            harm: proposal.harm,
            house_rules: proposal.house_rules.clone(),
            legal_grounds: proposal.laws.iter().zip(texts.citations).map(ground).collect(),
            locations: proposal.places.iter().map(place).collect(),
            measure: proposal.measure,
            notice: drawn.notice,
            notifier: Notifier {
                contact: texts.contact,
                desk: desk.clone(),
                is_authority: proposal.is_authority(),
                person: proposal.person.clone(),
            },
            reasons: Prose { language: proposal.reasons.0, text: proposal.reasons.1.clone() },
            reviewer: reviewer.cloned(),
            to: proposal.to.clone(),
            v: NOTICE_VERSION,
        }
    }
}

impl Written {
    /// What the reviewer signs.
    #[must_use]
    pub fn certificate_text(&self) -> String {
        record::notice::certificate_text(&self.entry, &self.notice, self.test.as_ref())
    }

    /// What the outside reviewer is handed to read and to sign; nothing for a citizen's notice, which
    /// nobody reviews.
    #[must_use]
    pub fn review_file(&self) -> Option<ReviewFile> {
        let entry = self.entry.to_bytes().ok()?;
        Some(ReviewFile {
            address_salts: self.address_salts.clone(),
            entry: String::from_utf8(entry).ok()?,
            notice: self.notice.clone(),
            test: self.test.clone()?,
            test_salt: self.test_salt?,
            text_salt: self.text_salt,
            v: NOTICE_VERSION,
        })
    }

    /// The release, once there is a proof of the entry, and a certificate where one is due.
    #[must_use]
    pub fn release(
        &self,
        proof: String,
        certificate: Option<String>,
        reviewer_key: Option<record::notice::KeyEvidence>,
    ) -> Option<Release> {
        let entry = self.entry.to_bytes().ok()?;
        Some(Release {
            address_salts: self.address_salts.clone(),
            certificate,
            entry: String::from_utf8(entry).ok()?,
            notice: self.notice.clone(),
            proof,
            reviewer_key,
            test: self.test.clone(),
            test_salt: self.test_salt,
            text_salt: self.text_salt,
            v: NOTICE_VERSION,
        })
    }
}

fn one_language(language: record::choice::Language) -> Languages {
    Few::new([language]).expect("one language is one")
}
