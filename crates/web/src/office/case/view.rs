//! What the page of a case shows of one report: what was told, the evidence, the law beside it.

use desk::Report;
use desk::finding::Finding;
use evidence::manifest::{Manifest, Origin};
use law::NoticeRule;
use store::desk::cases::{CaseReport, CaseRow, Note};
use store::desk::{DeskError, KeptReport};
use words::Value;

use super::shown::{Seen, Uncovered};
use crate::desk::Desk;
use crate::frame::{Frame, Moment};
use crate::office::notices::hex;
use crate::receipt::letters;
use crate::receipt::view::{ClockRow, RouteRow, clocks, routes};
use crate::report::step::size;

/// One report of the case.
pub(super) struct ReportBox {
    pub(super) href: String,
    pub(super) reference: String,
    pub(super) received: Moment,
    pub(super) state: String,
    pub(super) capacity: String,
    pub(super) account: String,
    pub(super) addresses: Vec<String>,
    pub(super) exhibits: Vec<ExhibitRow>,
    pub(super) has_contact: bool,
    pub(super) identity: Option<Identity>,
    pub(super) may_go: String,
    pub(super) can_go: bool,
    pub(super) articles: Vec<ArticleRow>,
    pub(super) notes: Vec<String>,
    /// What an officer may find: its word, in words, and whether somebody did.
    pub(super) findings: Vec<(&'static str, String, bool)>,
    pub(super) clocks: Vec<ClockRow>,
    /// The first way for the person to go.
    pub(super) first: Option<RouteRow>,
    pub(super) messages: Vec<(Moment, String, String)>,
}

/// One exhibit: covered, or as it is shown now.
pub(super) struct ExhibitRow {
    pub(super) number: u16,
    pub(super) kind: String,
    pub(super) size: String,
    pub(super) media_type: &'static str,
    /// A statement of the desk itself: there is nothing to cover.
    pub(super) is_own: bool,
    pub(super) shown: Option<ShownExhibit>,
}

/// An exhibit that was asked for.
pub(super) struct ShownExhibit {
    pub(super) href: String,
    pub(super) name: String,
    /// `picture`, `film`, `sound`, or `file`, which is downloaded.
    pub(super) element: &'static str,
}

/// How a person can be reached.
pub(super) struct Identity {
    pub(super) name: String,
    pub(super) reach: String,
    pub(super) may_name: bool,
}

/// An article that may apply.
pub(super) struct ArticleRow {
    pub(super) id: String,
    pub(super) citation: String,
    pub(super) track: String,
    pub(super) reasons: String,
    pub(super) is_unsure: bool,
    pub(super) has_prison: bool,
    pub(super) is_confirmed: bool,
}

pub(super) struct NoteRow {
    pub(super) at: Moment,
    pub(super) who: String,
    pub(super) is_public: bool,
    pub(super) body: String,
}

/// The notes of a case, oldest first.
pub(super) fn notes(desk: &Desk, frame: &Frame, case: &CaseRow) -> Result<Vec<NoteRow>, DeskError> {
    let row = |note: Note| NoteRow {
        at: frame.moment(note.at_ms / 1000),
        who: note.officer.to_string(),
        is_public: note.is_public,
        body: note.body,
    };
    Ok(desk.store.notes(case.case_id)?.into_iter().map(row).collect())
}

/// A report with the law beside it; nothing once it was erased.
pub(super) fn report_box(
    desk: &Desk,
    frame: &Frame,
    case: &CaseRow,
    row: &CaseReport,
    uncovered: Option<Uncovered>,
) -> Result<Option<ReportBox>, DeskError> {
    let Some(kept) = desk.store.report_fetch(row.report_id)? else { return Ok(None) };
    let Some((report, manifest)) = letters::told(&kept) else { return Ok(None) };
    let assessment = report.assess(&desk.pack);
    let today = crate::receipt::view::civil(desk.now());
    let contact = &report.contact;
    let is_identity = uncovered.as_ref().is_some_and(|it| it.seen == Seen::Identity);
    Ok(Some(ReportBox {
        href: frame.link(&format!("/desk/report/{}/notice", hex(&row.reference))),
        reference: hex(&row.reference),
        received: frame.moment(row.received_ms / 1000),
        state: frame.word("report-state", &row.state),
        capacity: frame.t(report.answers.capacity().message()),
        account: report.account.clone(),
        addresses: report.addresses.iter().map(|it| it.canonical.clone()).collect(),
        exhibits: exhibits(frame, case, &manifest, uncovered.as_ref()),
        has_contact: !contact.name.is_empty() || !contact.reach.is_empty(),
        identity: is_identity.then(|| Identity {
            name: contact.name.clone(),
            reach: contact.reach.clone(),
            may_name: contact.may_name,
        }),
        can_go: matches!(assessment.notice, NoticeRule::May { .. }),
        may_go: match assessment.notice {
            NoticeRule::May { .. } => frame.t("case-notice-may"),
            NoticeRule::Never(never) => frame.t(never.message()),
        },
        articles: articles(desk, frame, case, &assessment)?,
        findings: Finding::ALL
            .iter()
            .map(|it| (it.word(), frame.word("finding", it.word()), report.found.contains(it)))
            .collect(),
        notes: assessment.notes.iter().map(|note| frame.t(note.message())).collect(),
        clocks: clocks(desk, frame, &report, today),
        first: routes(desk, frame, &assessment).into_iter().next(),
        messages: messages(desk, frame, &kept)?,
    }))
}

fn messages(
    desk: &Desk,
    frame: &Frame,
    kept: &KeptReport,
) -> Result<Vec<(Moment, String, String)>, DeskError> {
    let row = |it: store::desk::Message| {
        let who = frame.t(if it.is_from_person { "message-person" } else { "message-desk" });
        (frame.moment(it.at_ms / 1000), who, it.body)
    };
    Ok(desk.store.messages(kept.summary.report_id)?.into_iter().map(row).collect())
}

fn exhibits(
    frame: &Frame,
    case: &CaseRow,
    manifest: &Manifest,
    uncovered: Option<&Uncovered>,
) -> Vec<ExhibitRow> {
    let row = |part: &evidence::manifest::Part| {
        let asked =
            uncovered.filter(|it| it.seen == Seen::Exhibit(part.number.into(), part.sha256));
        ExhibitRow {
            number: part.number,
            kind: frame.word("exhibit-kind", element(part.media_type.as_str())),
            size: size(frame, part.bytes),
            media_type: part.media_type.as_str(),
            is_own: part.origin == Origin::Stated,
            shown: asked.map(|asked| ShownExhibit {
                href: format!("{}/exhibit/{}", super::path(case), asked.token),
                name: part.name.as_str().to_owned(),
                element: element(part.media_type.as_str()),
            }),
        }
    };
    // What the person typed stands in full beside the evidence; it is not covered twice.
    manifest.parts().iter().filter(|part| part.origin != Origin::Typed).map(row).collect()
}

/// How a page shows a type, if it does.
pub(super) fn element(media_type: &str) -> &'static str {
    match media_type.split('/').next() {
        Some("image") => "picture",
        Some("video") => "film",
        Some("audio") => "sound",
        _ => "file",
    }
}

fn articles(
    desk: &Desk,
    frame: &Frame,
    case: &CaseRow,
    assessment: &law::Assessment,
) -> Result<Vec<ArticleRow>, DeskError> {
    let confirmed = desk.store.articles_confirmed(case.case_id)?;
    let code = frame.language.code();
    let row = |candidate: &law::Candidate| {
        let article = desk.pack.article(&candidate.article)?;
        let reasons: Vec<String> =
            candidate.reasons.iter().map(|because| frame.t(&because.reason)).collect();
        Some(ArticleRow {
            citation: desk.pack.citation(article, code)?,
            track: frame.t(candidate.track.message()),
            reasons: reasons.join(" "),
            is_unsure: candidate.is_unsure(),
            has_prison: article.has_prison,
            is_confirmed: confirmed.iter().any(|it| it.article == candidate.article),
            id: candidate.article.clone(),
        })
    };
    Ok(assessment.candidates.iter().filter_map(row).collect())
}

/// Who will read a note for everybody: as many as have a report in the case now.
pub(super) fn readers(frame: &Frame, case: &CaseRow) -> String {
    frame.say("case-note-readers", &[("count", Value::Count(case.reports))])
}

/// A report as it was told, where the page does not need the rest.
pub(super) fn told(kept: &KeptReport) -> Option<(Report, Manifest)> {
    letters::told(kept)
}
