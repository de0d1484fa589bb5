//! One entry: what it says, what it leaves out, and its bytes.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use record::Entry;
use register::checkpoint::SignedCheckpoint;
use register::reader::ProvedEntry;
use store::folder::LogKind;

use super::{message, number};
use crate::frame::Frame;
use crate::page::{FRESH, Page, show};
use crate::reading::{self, Trouble, hex};
use crate::state::{RegisterState, Shared};
use crate::telling::{self, Told};
use crate::visible::visible;

/// Characters of an entry that no schema explains which a page shows; the rest is in the download.
const SHOWN_CHARS: usize = 2000;

/// One entry.
#[derive(Template)]
#[template(path = "entry.html")]
pub struct EntryPage {
    frame: Frame,
    index: String,
    address: String,
    proof: String,
    told: Option<Told>,
    is_test: bool,
    raw: Raw,
    length: String,
    leaf: String,
    leaf_hex: String,
    newer: Option<String>,
    older: Option<String>,
}

/// The bytes of an entry as they can be shown.
pub struct Raw {
    text: String,
    is_text: bool,
    is_cut: bool,
}

impl Page for EntryPage {
    const CACHE: &'static str = FRESH;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// `GET /register/entry/{n}`
pub async fn page(State(state): State<Shared>, Path(n): Path<String>, frame: Frame) -> Response {
    let again = frame.clone();
    let page = reading::aside(state, move |state| {
        let (index, signed, proved) = find(state, &n)?;
        Ok(build(state, frame, index, &signed, &proved))
    });
    match page.await {
        Ok(page) => show(&page),
        Err(trouble) => message::trouble(again, &trouble),
    }
}

/// `GET /register/entry/{n}/raw`: the bytes that were hashed, nothing else.
pub async fn raw(State(state): State<Shared>, Path(n): Path<String>, frame: Frame) -> Response {
    let found = reading::aside(state, move |state| find(state, &n)).await;
    match found {
        Ok((index, _, proved)) => {
            let name = format!("attachment; filename=\"{index}.entry\"");
            let headers = [
                (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
                (header::CONTENT_DISPOSITION, name),
                (header::CACHE_CONTROL, "public, max-age=31536000, immutable".to_owned()),
            ];
            (headers, proved.entry).into_response()
        }
        Err(trouble) => message::trouble(frame, &trouble),
    }
}

/// The entry that an address names, under the latest checkpoint.
fn find(
    state: &RegisterState,
    n: &str,
) -> Result<(u64, Arc<SignedCheckpoint>, ProvedEntry), Trouble> {
    let signed = state.reader.checkpoint();
    let index = number(n).ok_or(Trouble::NoSuchEntry { size: signed.checkpoint().size })?;
    let proved = reading::entry(state, signed.checkpoint(), index)?;
    Ok((index, signed, proved))
}

fn build(
    state: &RegisterState,
    frame: Frame,
    index: u64,
    signed: &SignedCheckpoint,
    proved: &ProvedEntry,
) -> EntryPage {
    let told = Entry::from_bytes(&proved.entry).ok().map(|entry| telling::tell(&frame, &entry));
    let to = |index: u64| frame.link(&format!("/register/entry/{index}"));
    let is_last = index + 1 == signed.checkpoint().size;
    EntryPage {
        index: frame.number(index),
        address: format!("/register/entry/{index}"),
        proof: frame.link(&format!("/register/proof/{index}")),
        is_test: state.identity.kind == LogKind::Test,
        raw: show_bytes(&proved.entry, told.is_some()),
        told,
        length: frame.say("bytes", &[("count", words::Value::Count(proved.entry.len() as u64))]),
        leaf: proved.leaf.to_string(),
        leaf_hex: hex(&proved.leaf),
        newer: (!is_last).then(|| to(index + 1)),
        older: index.checked_sub(1).map(to),
        frame,
    }
}

/// Bytes as text where they are text, else in hexadecimal; JSON of ours with its lines apart.
fn show_bytes(bytes: &[u8], is_entry: bool) -> Raw {
    let pretty = || {
        let value: serde_json::Value = serde_json::from_slice(bytes).ok()?;
        serde_json::to_string_pretty(&value).ok()
    };
    if let Some(text) = is_entry.then(pretty).flatten() {
        return Raw { text: visible(&text), is_text: true, is_cut: false };
    }
    let is_shown = |c: char| !c.is_control() || "\n\t\r".contains(c);
    match std::str::from_utf8(bytes).ok().filter(|text| text.chars().all(is_shown)) {
        Some(text) => {
            let shown: String = text.chars().take(SHOWN_CHARS).collect();
            Raw { is_cut: shown.len() < text.len(), text: visible(&shown), is_text: true }
        }
        None => {
            let shown = &bytes[..bytes.len().min(SHOWN_CHARS / 2)];
            let lines: Vec<String> = shown
                .chunks(8)
                .map(|line| line.iter().map(|b| format!("{b:02x}")).collect::<Vec<_>>().join(" "))
                .collect();
            Raw { text: lines.join("\n"), is_text: false, is_cut: shown.len() < bytes.len() }
        }
    }
}
