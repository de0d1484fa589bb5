//! The proof of one entry, for a person to read and for a program to check.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use register::policy::Cosigned;
use words::Value;

use super::{message, number};
use crate::figure::{self, Figure, Step};
use crate::frame::{Frame, Moment};
use crate::page::{FRESH, Page, show};
use crate::proving::{self, Proof, Seen};
use crate::reading::{self, Trouble};
use crate::standing::{Tone, since_words};
use crate::state::{RegisterState, Shared};

/// The proof of one entry.
#[derive(Template)]
#[template(path = "proof.html")]
pub struct ProofPage {
    frame: Frame,
    number: u64,
    index: String,
    back: String,
    joined: String,
    origin: String,
    key: String,
    has_policy: bool,
    size: String,
    root: String,
    leaf: String,
    steps: Vec<Step>,
    figure: Figure,
    figure_text: String,
    tone: Tone,
    verdict: String,
    verdict_text: Vec<String>,
    cosigned: Vec<SeenBy>,
    missing: Vec<String>,
    checkpoint: String,
}

/// A witness's word on the checkpoint.
pub struct SeenBy {
    name: String,
    when: Moment,
}

impl Page for ProofPage {
    const CACHE: &'static str = FRESH;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// `GET /register/proof/{n}`
pub async fn page(State(state): State<Shared>, Path(n): Path<String>, frame: Frame) -> Response {
    let again = frame.clone();
    let page = reading::aside(state, move |state| {
        let (index, proof) = prove(state, &n)?;
        Ok(build(state, frame, index, &proof))
    });
    match page.await {
        Ok(page) => show(&page),
        Err(trouble) => message::trouble(again, &trouble),
    }
}

/// `GET /register/proof/{n}/file`: the proof as programs read it.
pub async fn file(State(state): State<Shared>, Path(n): Path<String>, frame: Frame) -> Response {
    match reading::aside(state, move |state| prove(state, &n)).await {
        Ok((index, proof)) => {
            let name = format!("attachment; filename=\"{index}.tlog-proof\"");
            let headers = [
                (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
                (header::CONTENT_DISPOSITION, name),
                (header::CACHE_CONTROL, FRESH.to_owned()),
            ];
            (headers, proof.file.to_bytes()).into_response()
        }
        Err(trouble) => message::trouble(frame, &trouble),
    }
}

fn prove(state: &RegisterState, n: &str) -> Result<(u64, Proof), Trouble> {
    let size = state.reader.checkpoint().checkpoint().size;
    let index = number(n).ok_or(Trouble::NoSuchEntry { size })?;
    Ok((index, proving::prove(state, index)?))
}

fn build(state: &RegisterState, frame: Frame, index: u64, proof: &Proof) -> ProofPage {
    let checkpoint = proof.file.checkpoint();
    let steps = figure::steps(&frame, index, checkpoint.size, proof.file.path());
    let shown = frame.number(index);
    let count = Value::Count(steps.len() as u64);
    let values = [("index", Value::Text(&shown)), ("count", count)];
    let (tone, verdict, verdict_text) = verdict(state, &frame, &proof.seen);
    let (cosigned, missing) = match &proof.seen {
        Seen::Enough(cosigned) => (cosigned.as_slice(), Vec::new()),
        Seen::TooFew { cosigned, missing } => (cosigned.as_slice(), missing.clone()),
        Seen::NoPolicy => (&[][..], Vec::new()),
    };
    ProofPage {
        number: index,
        back: frame.link(&format!("/register/entry/{index}")),
        joined: frame.say("step-path", &[("count", count)]),
        figure: figure::figure(&steps),
        figure_text: frame.say("figure-text", &values),
        index: shown,
        origin: state.identity.origin.clone(),
        key: state.identity.key.clone(),
        has_policy: state.policy.is_some(),
        size: frame.number(checkpoint.size),
        root: checkpoint.root.to_string(),
        leaf: proof.proved.leaf.to_string(),
        cosigned: cosigned.iter().map(|seen| seen_by(&frame, seen)).collect(),
        checkpoint: proof.file.note().to_string(),
        steps,
        tone,
        verdict,
        verdict_text,
        missing,
        frame,
    }
}

fn seen_by(frame: &Frame, seen: &Cosigned) -> SeenBy {
    SeenBy { name: seen.witness.to_string(), when: frame.moment(seen.time_unix_s) }
}

/// What the proof comes to, and what that means.
fn verdict(state: &RegisterState, frame: &Frame, seen: &Seen) -> (Tone, String, Vec<String>) {
    let (tone, name) = match seen {
        Seen::Enough(_) => (Tone::Witnessed, "enough"),
        Seen::TooFew { .. } => (Tone::Danger, "few"),
        Seen::NoPolicy => (Tone::Plain, "alone"),
    };
    let mut lines = Vec::new();
    if let (Seen::TooFew { .. }, Some(since)) = (seen, state.cosigning_now().uncosigned_since) {
        let since = since_words(frame, since, (state.clock)());
        lines.push(frame.say("verdict-since", &[("since", Value::Text(&since))]));
    }
    lines.push(frame.t(&format!("verdict-{name}-text")));
    (tone, frame.t(&format!("verdict-{name}-title")), lines)
}
