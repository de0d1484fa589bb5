//! The witnesses: under whose eyes the log stands, for people and for programs.

use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::Head;
use crate::failure::failed;
use crate::frame::Frame;
use crate::page::{FRESH, Page, show};
use crate::standing::Standing;
use crate::state::{RegisterState, Sequencing, Shared};

/// The witnesses of the log.
#[derive(Template)]
#[template(path = "witnesses.html")]
pub struct WitnessesPage {
    frame: Frame,
    head: Head,
    standing: Standing,
    policy: Option<String>,
    known: Vec<KnownWitness>,
}

/// A witness as the policy has it.
struct KnownWitness {
    name: String,
    key: String,
}

impl Page for WitnessesPage {
    const CACHE: &'static str = FRESH;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// `GET /register/witnesses`
pub async fn page(State(state): State<Shared>, frame: Frame) -> Response {
    let (head, _) = Head::latest(&state);
    let witnesses = state.policy.iter().flat_map(|policy| policy.witnesses());
    show(&WitnessesPage {
        standing: Standing::of(&frame, &state, head.size),
        head,
        policy: state.policy.as_ref().map(ToString::to_string),
        known: witnesses
            .map(|it| KnownWitness { name: it.name.to_string(), key: it.key.to_string() })
            .collect(),
        frame,
    })
}

/// The same for programs. Times are seconds since 1970, UTC.
#[derive(Serialize)]
struct Twin {
    origin: String,
    size: u64,
    root: String,
    needed: usize,
    all: usize,
    cosigned_size: Option<u64>,
    uncosigned_since: Option<u64>,
    sequencing: TwinSequencing,
    witnesses: Vec<TwinWitness>,
}

#[derive(Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
enum TwinSequencing {
    Running,
    WaitingForWitnesses { since: u64, heard: usize, needed: usize },
    Stopped { since: u64 },
    Restored { taken: u64 },
    Behind { witness: String, witness_size: u64, our_size: u64 },
}

#[derive(Serialize)]
struct TwinWitness {
    name: String,
    key_name: String,
    cosigned_size: Option<u64>,
    cosigned_at: Option<u64>,
    trouble: Option<String>,
}

/// `GET /register/witnesses.json`
pub async fn json(State(state): State<Shared>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, FRESH),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    ];
    match serde_json::to_vec(&twin(&state)) {
        Ok(text) => (headers, text).into_response(),
        Err(error) => failed(&error),
    }
}

fn twin(state: &RegisterState) -> Twin {
    let (head, _) = Head::latest(state);
    let status = state.cosigning_now();
    let (needed, all) = state.policy.as_ref().map_or((0, 0), |policy| policy.threshold());
    Twin {
        origin: state.identity.origin.clone(),
        size: head.size,
        root: head.root,
        needed,
        all,
        cosigned_size: status.cosigned_size,
        uncosigned_since: status.uncosigned_since,
        sequencing: match status.sequencing {
            Sequencing::Running => TwinSequencing::Running,
            Sequencing::WaitingForWitnesses { since, heard, needed } => {
                TwinSequencing::WaitingForWitnesses { since, heard, needed }
            }
            Sequencing::Stopped { since } => TwinSequencing::Stopped { since },
            Sequencing::Restored { taken } => TwinSequencing::Restored { taken },
            Sequencing::Behind { witness, witness_size, our_size } => {
                TwinSequencing::Behind { witness, witness_size, our_size }
            }
        },
        witnesses: status
            .witnesses
            .into_iter()
            .map(|seen| TwinWitness {
                name: seen.name,
                key_name: seen.key_name,
                cosigned_size: seen.cosigned.map(|(size, _)| size),
                cosigned_at: seen.cosigned.map(|(_, at)| at),
                trouble: seen.trouble,
            })
            .collect(),
    }
}
