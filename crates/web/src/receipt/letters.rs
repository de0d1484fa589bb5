//! The first letters, filled from what the person told: to be read, completed and signed by them.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use desk::Report;
use evidence::manifest::Manifest;
use law::{LetterExhibit, LetterFacts, LetterKind, LetterLanguage};
use store::desk::KeptReport;

use super::open;
use super::view::civil;
use crate::desk::{Desk, no_store};
use crate::frame::Frame;
use crate::pages::message;
use crate::visible::visible;

/// The text of one letter.
pub(crate) fn text(
    desk: &Desk,
    report: &Report,
    manifest: &Manifest,
    kind: LetterKind,
    language: LetterLanguage,
) -> Option<String> {
    let facts = facts(desk, report, manifest);
    law::letter(kind, language, &facts, &desk.pack).ok().map(|letter| letter.text)
}

fn facts(desk: &Desk, report: &Report, manifest: &Manifest) -> LetterFacts {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let is_email = report.contact.reach.contains('@');
    let reach = some(&report.contact.reach);
    let candidates = law::candidates(&report.answers, &desk.pack);
    let exhibit = |part: &evidence::manifest::Part| LetterExhibit {
        name: visible(part.name.as_str()),
        sha256: *part.sha256.as_bytes(),
    };
    LetterFacts {
        name: some(&report.contact.name),
        capacity: Some(report.answers.capacity()),
        phone: reach.clone().filter(|_| !is_email),
        email: reach.filter(|_| is_email),
        written_on: Some(civil(desk.now())),
        happened_on: report.answers.published_on(),
        content_address: report.addresses.first().map(|address| address.given.clone()),
        facts: some(&report.account),
        articles: candidates.into_iter().map(|candidate| candidate.article).collect(),
        exhibits: manifest.parts().iter().map(exhibit).collect(),
        ..LetterFacts::default()
    }
}

/// What a kept report tells, if it reads.
pub(crate) fn told(kept: &KeptReport) -> Option<(Report, Manifest)> {
    let report = crate::compose::report(kept)?;
    Some((report, Manifest::parse(&kept.manifest).ok()?))
}

/// `GET /receipt/letter/{kind}/{language}`: the letter as text, to be edited and signed.
pub async fn page(
    State(desk): State<Desk>,
    frame: Frame,
    Path((kind, language)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let opened = match open(&desk, &frame, &headers) {
        Ok(opened) => opened,
        Err(elsewhere) => return *elsewhere,
    };
    let kept = match desk.store.report_fetch(opened.report_id) {
        Ok(kept) => kept,
        Err(error) => return message::failed(frame, &error),
    };
    let asked = LetterKind::from_id(&kind).zip(LetterLanguage::from_id(&language));
    let written = kept.as_ref().and_then(told).zip(asked).and_then(|(told, (kind, language))| {
        let (report, manifest) = told;
        let is_offered = law::letters(&report.answers).contains(&kind);
        is_offered.then(|| text(&desk, &report, &manifest, kind, language)).flatten()
    });
    let Some(written) = written else { return message::no_page(frame) };
    let named = format!("attachment; filename=\"{kind}-{language}.txt\"");
    let named =
        HeaderValue::from_str(&named).unwrap_or_else(|_| HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8")),
        (header::CONTENT_DISPOSITION, named),
        no_store(),
    ];
    // A mark that editors of old need to read Arabic: RFC 3629, section 6.
    (headers, format!("\u{FEFF}{written}")).into_response()
}
