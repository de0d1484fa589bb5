//! From what is kept of a notice to its texts and its entry: what officers, reviewers and the case's
//! page need alike. The rules are in `desk::notice`; here its arguments are put together.

use desk::notice::{
    Approved, Draft, Drawn, Facts, Proposal, Refusal, Sending, State, Texts, WriteError, Written,
    propose,
};
use desk::turn::{Turn, is_over};
use desk::{Receipt, Report};
use record::bounded::Few;
use record::choice::Language as RecordLanguage;
use record::id::{CaseRef, KeyName, NoticeRef, OfficerId, OrganisationId};
use record::notice::{OpenedSalt, Prose};
use record::{Salt, Timestamp, WithheldDocument};
use serde::{Deserialize, Serialize};
use store::desk::{DeskError, DeskKind, KeptNotice, KeptReport, KeptTurn, NoticeRow};
use words::{Language, Value};

use crate::desk::{Desk, DeskState};

/// A notice with the report of the person who asks for it.
pub struct Opened {
    /// The notice.
    pub kept: KeptNotice,
    /// What an officer typed.
    pub draft: Draft,
    /// The report; `None` once it was erased.
    pub report: Option<Report>,
}

/// What was said with a turn of a notice, with the salt that opens its commitment in the entry.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// The salt.
    pub salt: OpenedSalt,
    /// The text.
    pub text: String,
}

impl Said {
    /// Hides `text` behind a fresh salt.
    ///
    /// # Errors
    ///
    /// [`DeskError`] if no random bytes come.
    pub fn new(desk: &DeskState, text: String) -> Result<Said, DeskError> {
        Ok(Said { salt: OpenedSalt::of(&salt(desk)?), text })
    }

    /// The commitment that stands in the entry. It is never published.
    pub fn document(&self) -> WithheldDocument {
        self.document_in(RecordLanguage::English)
    }

    /// The same of a text in another language than English.
    pub(crate) fn document_in(&self, language: RecordLanguage) -> WithheldDocument {
        let language = Few::new([language]).expect("one language is one");
        WithheldDocument::kept(self.text.as_bytes(), &self.salt.salt(), language)
    }

    /// As it is kept.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// The text of what was kept.
    pub fn read(bytes: &[u8]) -> String {
        serde_json::from_slice::<Said>(bytes).map(|said| said.text).unwrap_or_default()
    }
}

/// Random bytes that are used once.
fn salt(desk: &DeskState) -> Result<Salt, DeskError> {
    let mut bytes = [0; 32];
    for half in bytes.as_chunks_mut::<16>().0 {
        *half = desk.store.draw()?;
    }
    Ok(Salt::from_random(bytes))
}

/// Why an approved notice could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ComposeError {
    /// What is kept could not be read, or no random bytes came.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// The notice is no longer one that may go: what it rests on has changed.
    #[error("what the notice rests on has changed, and it may no longer go: {0:?}")]
    Refused(Vec<Refusal>),
    /// Whoever approved may not have.
    #[error("the approval does not hold")]
    Approval(#[source] desk::notice::NotApproved),
    /// The entry cannot be written.
    #[error("the entry of the notice cannot be written")]
    Write(#[from] WriteError),
    /// What is kept about it is not as it was written down.
    #[error("the notice was kept in a form that cannot be read")]
    Kept,
}

/// In whose name this desk sends.
pub(crate) fn sending(desk: &DeskState) -> Sending {
    match desk.store.identity().kind {
        DeskKind::Authority => Sending::Authority,
        DeskKind::Association | DeskKind::Own => Sending::Citizen,
    }
}

/// The reference that stands in an address.
pub(crate) fn reference(text: &str) -> Option<[u8; 16]> {
    text.parse::<NoticeRef>().ok().map(|reference| *reference.as_bytes())
}

/// A notice in the open, by the reference in an address.
///
/// # Errors
///
/// [`DeskError`], also if what was kept was altered.
pub fn open(desk: &Desk, text: &str) -> Result<Option<Opened>, DeskError> {
    let Some(reference) = reference(text) else { return Ok(None) };
    let Some(row) = desk.store.notice_by_reference(&reference)? else { return Ok(None) };
    let Some(kept) = desk.store.notice_fetch(row.id)? else { return Ok(None) };
    let draft = serde_json::from_slice(&kept.draft).unwrap_or_default();
    let report = desk.store.report_fetch(row.report_id)?;
    let report = report.and_then(|kept| self::report(&kept));
    Ok(Some(Opened { kept, draft, report }))
}

/// A report as it was told, with what officers found in it.
pub(crate) fn report(kept: &KeptReport) -> Option<Report> {
    let mut report: Report = serde_json::from_slice(&kept.told).ok()?;
    report.found.clone_from(&kept.found);
    Some(report)
}

/// Whether a notice of the same case to the same platform is on its way or unanswered.
pub(crate) fn has_open(desk: &Desk, notice: &NoticeRow, to: &str) -> Result<bool, DeskError> {
    for other in desk.store.notices_of_case(notice.case_id)? {
        if other.id == notice.id || other.platform != to {
            continue;
        }
        match other.state {
            State::Draft | State::Withdrawn => {}
            State::Released => {
                let turns = desk.store.notice_turns(other.id)?;
                let turns: Vec<Turn> = turns.iter().map(KeptTurn::turn).collect();
                if !is_over(&turns) {
                    return Ok(true);
                }
            }
            _ => return Ok(true),
        }
    }
    Ok(false)
}

/// What a draft is held against.
pub(crate) fn facts<'a>(
    desk: &'a DeskState,
    report: &'a Report,
    has_open_notice: bool,
) -> Facts<'a> {
    Facts {
        sending: sending(desk),
        report,
        pack: &desk.pack,
        country: &desk.store.identity().country,
        parties: &desk.parties,
        has_open_notice,
    }
}

/// The notice as it would leave: proposed again under the law as it is now, approved by whom the row
/// names, and written with fresh random bytes at `at`.
///
/// # Errors
///
/// [`ComposeError`].
pub fn write(
    desk: &Desk,
    opened: &Opened,
    approved_by: &str,
    reviewer: Option<&KeyName>,
    base: &str,
    at: Timestamp,
) -> Result<Written, ComposeError> {
    let row = &opened.kept.row;
    let report = opened.report.as_ref().ok_or(ComposeError::Kept)?;
    let has_open = has_open(desk, row, &opened.draft.to)?;
    let proposal =
        propose(&opened.draft, &facts(desk, report, has_open)).map_err(ComposeError::Refused)?;
    let drawn = draw(desk, row, &proposal)?;
    let texts = texts(desk, &proposal, &opened.draft, base);
    let approved = approve(desk, row, proposal, approved_by)?;
    let case = CaseRef::from_random(row.case_reference);
    let name: OrganisationId =
        desk.store.identity().name.parse().map_err(|_| ComposeError::Kept)?;
    Ok(approved.write(&name, case, reviewer, &drawn, texts, at)?)
}

/// The agreement of the second officer, held against who had a part in the case.
pub(crate) fn approve(
    desk: &Desk,
    row: &NoticeRow,
    proposal: Proposal,
    approved_by: &str,
) -> Result<Approved, ComposeError> {
    let officer = |text: &str| text.parse::<OfficerId>().map_err(|_| ComposeError::Kept);
    let deciders = desk.store.case_deciders(row.case_id)?;
    // Other actors than officers, as `person` or `desk`, are nobody who could approve.
    let deciders: Vec<OfficerId> = deciders.iter().filter_map(|text| text.parse().ok()).collect();
    let (drafted_by, approved_by) = (officer(&row.drafted_by)?, officer(approved_by)?);
    proposal.approve(drafted_by, approved_by, &deciders).map_err(ComposeError::Approval)
}

fn draw(desk: &Desk, row: &NoticeRow, proposal: &Proposal) -> Result<Drawn, DeskError> {
    let salt = || salt(desk);
    let address_salts = (0..proposal.places()).map(|_| salt()).collect::<Result<_, _>>()?;
    Ok(Drawn {
        notice: NoticeRef::from_random(row.reference),
        code: Receipt::from_random(desk.store.draw()?),
        text_salt: salt()?,
        test_salt: salt()?,
        address_salts,
    })
}

/// The texts of a notice in the languages of the pages.
fn texts(desk: &Desk, proposal: &Proposal, draft: &Draft, base: &str) -> Texts {
    let language = page_language(&draft.language);
    let name = &desk.store.identity().name;
    let for_author = |language: Language| Prose {
        language: record_language(language),
        text: words::text(language, "notice-for-author", &[("desk", Value::Text(name))]),
    };
    let citation = |id: &str| {
        let article = desk.pack.article(id)?;
        desk.pack.citation(article, language.code())
    };
    Texts {
        for_author: Language::ALL.into_iter().map(for_author).collect(),
        good_faith: words::text(language, "notice-good-faith", &[]),
        citations: proposal
            .articles()
            .map(|id| citation(id).unwrap_or_else(|| id.to_owned()))
            .collect(),
        contest_page: format!("{base}/contest"),
        contact: format!("{base}/seat"),
    }
}

/// The address under which others reach this desk: its own name, except for a demonstration, which
/// has none.
pub(crate) fn base(desk: &DeskState, frame: &crate::frame::Frame) -> String {
    let identity = desk.store.identity();
    if identity.is_demo { frame.base() } else { format!("https://{}", identity.name) }
}

/// The language of the pages with this word of an entry; English for those that pages do not have.
pub(crate) fn page_language(word: &str) -> Language {
    Language::from_code(word).unwrap_or(Language::En)
}

fn record_language(language: Language) -> RecordLanguage {
    match language {
        Language::Ar => RecordLanguage::Arabic,
        Language::Fr => RecordLanguage::French,
        Language::En => RecordLanguage::English,
    }
}
