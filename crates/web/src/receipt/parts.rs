//! What a person takes away: each exhibit as they gave it, and all of it as one dossier. Both are
//! read piece by piece; an exhibit whose hash is not that of the manifest is not finished.

use std::io::{self, Write as _};
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Extension, Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use evidence::dossier::{DossierWriter, Letter, Registered, Rest};
use evidence::events::Events;
use evidence::manifest::Manifest;
use record::Timestamp;
use register::note::Note;
use store::desk::{DeskError, KeptReport};
use store::objects::Checked;

use super::enter::Peer;
use super::{letters, open, requests};
use crate::desk::{Desk, no_store};
use crate::downloads::{PIECE_BYTES, Pieces, Place};
use crate::failure;
use crate::frame::Frame;
use crate::holding::Network;
use crate::pages::message;

/// `GET /receipt/exhibit/{number}`: always as a download, never shown by the browser.
pub async fn exhibit(
    State(desk): State<Desk>,
    frame: Frame,
    Path(number): Path<String>,
    peer: Option<Extension<Peer>>,
    headers: HeaderMap,
) -> Response {
    let opened = match open(&desk, &frame, &headers) {
        Ok(opened) => opened,
        Err(elsewhere) => return *elsewhere,
    };
    // What is no number is no exhibit either.
    let number: u16 = number.parse().unwrap_or(0);
    let found = (|| -> Result<_, DeskError> {
        let Some(kept) = desk.store.report_fetch(opened.report_id)? else { return Ok(None) };
        let Ok(manifest) = Manifest::parse(&kept.manifest) else { return Ok(None) };
        let part = manifest.parts().iter().find(|part| part.number == number).cloned();
        let reader = desk.store.exhibit_open(opened.report_id, number.into())?;
        Ok(part.zip(reader))
    })();
    let (part, reader) = match found {
        Ok(Some(found)) => found,
        Ok(None) => return message::no_page(frame),
        Err(error) => return message::failed(frame, &error),
    };
    let Some(place) = place(&desk, peer, &headers).await else { return message::queued(frame) };
    let path = part.exhibit_path();
    let name = path.rsplit('/').next().unwrap_or_default().to_owned();
    let mut reader = Checked::new(reader, part.sha256.as_bytes());
    let body = place.body(move |out| io::copy(&mut reader, out).map(drop));
    download(body, &name, "application/octet-stream")
}

/// `GET /receipt/dossier.zip`.
pub async fn dossier(
    State(desk): State<Desk>,
    frame: Frame,
    peer: Option<Extension<Peer>>,
    headers: HeaderMap,
) -> Response {
    let opened = match open(&desk, &frame, &headers) {
        Ok(opened) => opened,
        Err(elsewhere) => return *elsewhere,
    };
    let kept = match desk.store.report_fetch(opened.report_id) {
        Ok(Some(kept)) => kept,
        Ok(None) => return message::no_page(frame),
        Err(error) => return message::failed(frame, &error),
    };
    let Some(place) = place(&desk, peer, &headers).await else { return message::queued(frame) };
    let desk = Arc::clone(&desk);
    let body = place.body(move |out| {
        write_dossier(&desk, &kept, out)
            .inspect_err(|error| failure::broken_off(desk.tell, "dossier", error))
    });
    download(body, "hiwar-dossier.zip", "application/zip")
}

/// A place for a download, if there is one soon.
pub(crate) async fn place(
    desk: &Desk,
    peer: Option<Extension<Peer>>,
    headers: &HeaderMap,
) -> Option<Place> {
    let network = peer.and_then(|peer| Network::of(peer.0.behind(headers)));
    desk.downloads.place(network).await
}

fn write_dossier(desk: &Desk, kept: &KeptReport, out: &mut Pieces) -> io::Result<()> {
    let manifest = Manifest::parse(&kept.manifest).map_err(io::Error::other)?;
    let seal = Note::parse(&kept.seal).map_err(io::Error::other)?;
    let key = desk.store.seal_key();
    let mut dossier = DossierWriter::new(
        io::BufWriter::with_capacity(PIECE_BYTES, out),
        &manifest,
        &seal,
        key.verifier(),
    )
    .map_err(io::Error::other)?;
    let id = kept.summary.report_id;
    for part in manifest.parts() {
        let reader = || {
            let reader =
                desk.store.exhibit_open(id, part.number.into()).map_err(io::Error::other)?;
            reader.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
        };
        dossier.exhibit(part.number, reader).map_err(io::Error::other)?;
    }
    let mut events = Events::begin(&manifest);
    for line in desk.store.report_events(id).map_err(io::Error::other)? {
        let unix = i64::try_from(line.at_ms / 1000).unwrap_or(0);
        let at = Timestamp::from_unix(unix).map_err(io::Error::other)?;
        let what = line.kind.replace('-', "_");
        let all = [("by", line.actor.as_str()), ("detail", line.detail.as_str())];
        let told = if line.detail.is_empty() { &all[..1] } else { &all[..] };
        events.push(at, &what, told).map_err(io::Error::other)?;
    }
    let mut texts = letters_of(desk, kept);
    texts.extend(requests::texts(desk, id).map_err(io::Error::other)?);
    let letters: Vec<Letter<'_>> = texts.iter().map(|(slug, text)| Letter { slug, text }).collect();
    let entries = requests::entries(desk, id).map_err(io::Error::other)?;
    let registered: Vec<Registered<'_>> = entries
        .iter()
        .map(|it| Registered { entry: &it.bytes, proof: &it.proof, opened: it.opened.as_deref() })
        .collect();
    let policy = desk.register.get().and_then(|register| register.policy.as_ref());
    let rest = Rest { events: &events, letters: &letters, registered: &registered, policy };
    let out = dossier.finish(&rest, desk.now(), key).map_err(io::Error::other)?;
    out.into_inner().map_err(io::IntoInnerError::into_error)?.flush()
}

/// Every letter that makes sense for a report, in both languages, with its short name.
fn letters_of(desk: &Desk, kept: &KeptReport) -> Vec<(String, String)> {
    let Some((report, manifest)) = letters::told(kept) else { return Vec::new() };
    let mut texts = Vec::new();
    for kind in law::letters(&report.answers) {
        for language in law::LetterLanguage::ALL.iter().copied() {
            if let Some(text) = letters::text(desk, &report, &manifest, kind, language) {
                texts.push((format!("{kind}-{language}"), text));
            }
        }
    }
    texts
}

fn download(body: Body, name: &str, media_type: &'static str) -> Response {
    let named = format!("attachment; filename=\"{name}\"");
    let named =
        HeaderValue::from_str(&named).unwrap_or_else(|_| HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (header::CONTENT_DISPOSITION, named),
        no_store(),
    ];
    (headers, body).into_response()
}
