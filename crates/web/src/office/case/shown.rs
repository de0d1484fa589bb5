//! What is covered until an officer asks for it: an exhibit, and how a person can be reached. Asking
//! is an event; the answer carries a token that shows it to this officer, for some minutes.

use std::io;

use axum::extract::{Extension, Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use desk::case::{IdentityReason, Refusal};
use evidence::manifest::{Manifest, Part};
use record::id::Digest;
use store::desk::cases::{ActError, CaseRow, Reading};
use store::objects::Checked;

use super::{fetch, view};
use crate::desk::{Desk, Fields, Sent, go, no_store};
use crate::downloads::Place;
use crate::frame::Frame;
use crate::office::Officer;
use crate::office::notices::hex;
use crate::page::{Policy, under};
use crate::pages::message;
use crate::receipt::enter::Peer;
use crate::receipt::parts::place;

/// How long something that was asked for can be seen. Unit: seconds.
const SHOWN_SECONDS: u64 = 600;
/// What the token is locked for.
const PURPOSE: &str = "uncovered";

/// What was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    /// How the person can be reached.
    Identity,
    /// The exhibit of this number, from 1, while it is these bytes: after a purge the others move up.
    Exhibit(u32, Digest),
}

/// What a token names where there is no exhibit.
const NO_DIGEST: [u8; 32] = [0; 32];

/// What a form asks for.
enum Asked {
    /// The exhibit of this number.
    Exhibit(u32),
    /// How the person can be reached, and why.
    Identity(IdentityReason),
}

/// Something that an officer has asked for and may see for now.
pub(super) struct Uncovered {
    pub(super) report_id: i64,
    pub(super) seen: Seen,
    /// As it stands in an address.
    pub(super) token: String,
}

impl Uncovered {
    /// The token that shows it to this officer.
    fn token(desk: &Desk, officer: &Officer, report_id: i64, seen: Seen) -> Option<String> {
        let (number, digest) = match seen {
            Seen::Identity => (0, NO_DIGEST),
            Seen::Exhibit(number, digest) => (number, *digest.as_bytes()),
        };
        let until_s = desk.now_ms() / 1000 + SHOWN_SECONDS;
        let mut bytes = officer.pseudonym.as_bytes().to_vec();
        bytes.extend(report_id.to_le_bytes());
        bytes.extend(number.to_le_bytes());
        bytes.extend(digest);
        bytes.extend(until_s.to_le_bytes());
        desk.store.token_lock(PURPOSE, &bytes).ok()
    }

    /// What a token shows to this officer now; nothing to another one, or later.
    pub(super) fn open(desk: &Desk, officer: &Officer, token: &str) -> Option<Uncovered> {
        let bytes = desk.store.token_open(PURPOSE, token)?;
        let (who, rest) = bytes.split_first_chunk::<8>()?;
        let (report_id, rest) = rest.split_first_chunk::<8>()?;
        let (number, rest) = rest.split_first_chunk::<4>()?;
        let (digest, until_s) = rest.split_first_chunk::<32>()?;
        let until_s = u64::from_le_bytes(until_s.try_into().ok()?);
        let is_theirs = who == officer.pseudonym.as_bytes() && desk.now_ms() / 1000 < until_s;
        let seen = match u32::from_le_bytes(*number) {
            0 => Seen::Identity,
            number => Seen::Exhibit(number, Digest::from_bytes(*digest)),
        };
        let report_id = i64::from_le_bytes(*report_id);
        is_theirs.then(|| Uncovered { report_id, seen, token: token.to_owned() })
    }
}

/// `POST /desk/case/{reference}/reveal`: shows an exhibit; each time is an event.
pub async fn reveal(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(reference): Path<String>,
    sent: Sent,
) -> Response {
    uncover(&desk, frame, &officer, &reference, sent, |fields| {
        let number = fields.get("number").parse().ok().filter(|number| *number > 0)?;
        Some(Asked::Exhibit(number))
    })
    .await
}

/// `POST /desk/case/{reference}/identity`: shows how a person can be reached, for a reason that the
/// person sees.
pub async fn identity(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(reference): Path<String>,
    sent: Sent,
) -> Response {
    uncover(&desk, frame, &officer, &reference, sent, |fields| {
        IdentityReason::from_word(fields.get("reason")).map(Asked::Identity)
    })
    .await
}

async fn uncover(
    desk: &Desk,
    frame: Frame,
    officer: &Officer,
    reference: &str,
    sent: Sent,
    asked: impl FnOnce(&Fields) -> Option<Asked>,
) -> Response {
    let fields = match officer.visitor.admit(desk, &frame, sent) {
        Ok(fields) => fields,
        Err(elsewhere) => return *elsewhere,
    };
    let case = match fetch(desk, reference) {
        Ok(Some(case)) => case,
        Ok(None) => return message::no_page(frame),
        Err(error) => return message::failed(frame, &error),
    };
    let written = write_down(desk, officer, &case, &fields, asked).await;
    match written {
        Ok((report, token)) => {
            go(&frame.link(&format!("{}?report={report}&shown={token}", super::path(&case))))
        }
        Err(ActError::Refused(refusal)) => {
            super::acts::refused(desk, frame, officer, &case, &fields, refusal).await
        }
        Err(ActError::Failed(error)) => message::failed(frame, &error),
    }
}

/// Writes the event, and only then makes the token.
async fn write_down(
    desk: &Desk,
    officer: &Officer,
    case: &CaseRow,
    fields: &Fields,
    asked: impl FnOnce(&Fields) -> Option<Asked>,
) -> Result<(String, String), ActError> {
    let report = crate::compose::reference(fields.get("report")).ok_or(Refusal::Nothing)?;
    let report_id = desk.store.report_by_reference(&report)?.ok_or(Refusal::Nothing)?;
    let reading = Reading {
        case_id: case.case_id,
        report_id,
        officer: officer.pseudonym,
        now_ms: desk.now_ms(),
    };
    let seen = match asked(fields).ok_or(Refusal::Nothing)? {
        Asked::Exhibit(number) => {
            let part = part(desk, report_id, number)?.ok_or(Refusal::Nothing)?;
            desk.store.exhibit_reveal(reading, number).await?;
            Seen::Exhibit(number, part.sha256)
        }
        Asked::Identity(reason) => {
            desk.store.identity_read(reading, reason).await?;
            Seen::Identity
        }
    };
    let token = Uncovered::token(desk, officer, report_id, seen).ok_or(Refusal::Nothing)?;
    Ok((hex(&report), token))
}

/// `GET /desk/case/{reference}/exhibit/{token}`: the bytes of an exhibit that was asked for, of the
/// type that they show themselves, in a sandbox. They are read piece by piece and checked at the end.
pub async fn exhibit(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path((reference, token)): Path<(String, String)>,
    peer: Option<Extension<Peer>>,
    headers: HeaderMap,
) -> Response {
    let found = match found(&desk, &officer, &reference, &token) {
        Ok(Some(found)) => found,
        Ok(None) => return message::no_page(frame),
        Err(error) => return message::failed(frame, &error),
    };
    match place(&desk, peer, &headers).await {
        Some(place) => shown_in_place(place, found),
        None => message::queued(frame),
    }
}

struct Found {
    part: Part,
    reader: store::objects::ObjectReader,
}

fn found(
    desk: &Desk,
    officer: &Officer,
    reference: &str,
    token: &str,
) -> Result<Option<Found>, store::desk::DeskError> {
    let Some(case) = fetch(desk, reference)? else { return Ok(None) };
    let Some(uncovered) = Uncovered::open(desk, officer, token) else { return Ok(None) };
    let Seen::Exhibit(number, digest) = uncovered.seen else { return Ok(None) };
    let summary = desk.store.report_summary(uncovered.report_id)?;
    if summary.is_none_or(|summary| summary.case_id != case.case_id) {
        return Ok(None);
    }
    let part = part(desk, uncovered.report_id, number)?.filter(|part| part.sha256 == digest);
    let reader = desk.store.exhibit_open(uncovered.report_id, number)?;
    Ok(part.zip(reader).map(|(part, reader)| Found { part, reader }))
}

/// A part of a report as it stands now.
fn part(desk: &Desk, report_id: i64, number: u32) -> Result<Option<Part>, store::desk::DeskError> {
    let Some(kept) = desk.store.report_fetch(report_id)? else { return Ok(None) };
    let Ok(manifest) = Manifest::parse(&kept.manifest) else { return Ok(None) };
    Ok(manifest.parts().iter().find(|part| u32::from(part.number) == number).cloned())
}

fn shown_in_place(place: Place, found: Found) -> Response {
    let Found { part, reader } = found;
    let media_type = part.media_type.as_str();
    let how = if view::element(media_type) == "file" { "attachment" } else { "inline" };
    let path = part.exhibit_path();
    let name = path.rsplit('/').next().unwrap_or_default();
    let how = HeaderValue::from_str(&format!("{how}; filename=\"{name}\""));
    let mut reader = Checked::new(reader, part.sha256.as_bytes());
    let body = place.body(move |out| io::copy(&mut reader, out).map(drop));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (
            header::CONTENT_DISPOSITION,
            how.unwrap_or_else(|_| HeaderValue::from_static("attachment")),
        ),
        // Only our own pages show it, so no other site learns that it is there.
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            HeaderValue::from_static("same-origin"),
        ),
        no_store(),
    ];
    under(Policy::Exhibit, (headers, body).into_response())
}
