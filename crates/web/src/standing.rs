//! How the log stands with its witnesses, in a reader's words.

use words::Value;

use crate::frame::{Frame, Moment};
use crate::state::{CosigningStatus, RegisterState, Sequencing};

/// How serious a standing is, which decides its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Enough witnesses have seen it.
    Witnessed,
    /// Nothing to praise and nothing wrong.
    Plain,
    /// Something waits or is wrong.
    Danger,
}

impl Tone {
    /// The class of the style sheet.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Tone::Witnessed => "witnessed",
            Tone::Plain => "plain",
            Tone::Danger => "danger",
        }
    }
}

/// One statement about how things stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// How serious it is.
    pub tone: Tone,
    /// In one line.
    pub title: String,
    /// What it means, and what to do.
    pub lines: Vec<String>,
}

/// One witness as a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WitnessRow {
    /// Its name in the policy.
    pub name: String,
    /// The name of its key.
    pub key_name: String,
    /// The size it last cosigned.
    pub size: Option<String>,
    /// When, by its own word.
    pub when: Option<Moment>,
    /// In words, how it stands.
    pub state: String,
    /// Its colour.
    pub tone: Tone,
    /// Why it did not answer, as the job noted it, in English.
    pub trouble: Option<String>,
}

/// Everything that a page says about witnesses.
#[derive(Debug, Clone)]
pub struct Standing {
    /// What is to be known, the most serious first.
    pub statements: Vec<Statement>,
    /// Each witness.
    pub witnesses: Vec<WitnessRow>,
    /// When enough witnesses had last seen the log, if any.
    pub last_seen: Option<Moment>,
}

impl Standing {
    /// How the log of `size` entries stands now.
    pub fn of(frame: &Frame, state: &RegisterState, size: u64) -> Standing {
        let status = state.cosigning_now();
        let now = (state.clock)();
        let mut statements = Vec::new();
        statements.extend(sequencing(frame, &status.sequencing, now));
        statements.push(cosigning(frame, state, &status, size, now));
        Standing {
            statements,
            witnesses: status.witnesses.iter().map(|seen| row(frame, seen, size)).collect(),
            last_seen: last_seen(&status).map(|unix_s| frame.moment(unix_s)),
        }
    }
}

/// The earliest moment by which the latest cosigned size had been seen by all who cosigned it.
fn last_seen(status: &CosigningStatus) -> Option<u64> {
    let size = status.cosigned_size?;
    let times = status.witnesses.iter().filter_map(|seen| seen.cosigned);
    times.filter(|(seen, _)| *seen >= size).map(|(_, time)| time).min()
}

fn row(frame: &Frame, seen: &crate::state::WitnessSeen, size: u64) -> WitnessRow {
    let (state, tone) = match (&seen.trouble, seen.cosigned) {
        (Some(_), _) => ("witness-trouble", Tone::Danger),
        (None, None) => ("witness-never", Tone::Plain),
        (None, Some((at, _))) if at < size => ("witness-behind", Tone::Plain),
        (None, Some(_)) => ("witness-current", Tone::Witnessed),
    };
    WitnessRow {
        name: seen.name.clone(),
        key_name: seen.key_name.clone(),
        size: seen.cosigned.map(|(size, _)| frame.number(size)),
        when: seen.cosigned.map(|(_, time)| frame.moment(time)),
        state: frame.t(state),
        tone,
        trouble: seen.trouble.clone(),
    }
}

/// Whether the log may grow; nothing to say if it may.
fn sequencing(frame: &Frame, sequencing: &Sequencing, now: u64) -> Option<Statement> {
    match sequencing {
        Sequencing::Running => None,
        Sequencing::WaitingForWitnesses { since, heard, needed } => Some(Statement {
            tone: Tone::Danger,
            title: frame.t("waiting-title"),
            lines: vec![
                frame.say(
                    "waiting-text",
                    &[
                        ("heard", Value::Text(&heard.to_string())),
                        ("needed", Value::Text(&needed.to_string())),
                        ("since", Value::Text(&since_words(frame, *since, now))),
                    ],
                ),
                frame.t("waiting-do"),
            ],
        }),
        Sequencing::Stopped { since } => Some(Statement {
            tone: Tone::Danger,
            title: frame.t("stopped-title"),
            lines: vec![
                frame.say(
                    "stopped-text",
                    &[("since", Value::Text(&since_words(frame, *since, now)))],
                ),
                frame.t("stopped-do"),
            ],
        }),
        Sequencing::Restored { taken } => Some(Statement {
            tone: Tone::Danger,
            title: frame.t("restored-title"),
            lines: vec![
                frame.say("restored-text", &[("taken", Value::Text(&frame.moment(*taken).text))]),
                frame.t("restored-do"),
            ],
        }),
        Sequencing::Behind { witness, witness_size, our_size } => Some(Statement {
            tone: Tone::Danger,
            title: frame.t("behind-title"),
            lines: vec![
                frame.say(
                    "behind-text",
                    &[
                        ("witness", Value::Text(witness)),
                        ("theirs", Value::Text(&frame.number(*witness_size))),
                        ("ours", Value::Text(&frame.number(*our_size))),
                    ],
                ),
                frame.t("behind-do"),
            ],
        }),
    }
}

fn cosigning(
    frame: &Frame,
    state: &RegisterState,
    status: &CosigningStatus,
    size: u64,
    now: u64,
) -> Statement {
    let (needed, all) = state.policy.as_ref().map_or((0, 0), |policy| policy.threshold());
    if needed == 0 {
        let lines = vec![frame.t("no-witnesses-text")];
        return Statement { tone: Tone::Plain, title: frame.t("no-witnesses-title"), lines };
    }
    let (needed, all) = (needed.to_string(), all.to_string());
    let rule = [("needed", Value::Text(&needed)), ("all", Value::Text(&all))];
    let rule = frame.say("witness-rule", &rule);
    let Some(since) = status.uncosigned_since else {
        let (title, lines) = (frame.t("cosigned-title"), vec![rule, frame.t("cosigned-text")]);
        let tone = if size == 0 { Tone::Plain } else { Tone::Witnessed };
        return Statement { tone, title, lines };
    };
    let covered = frame.number(status.cosigned_size.unwrap_or(0));
    let size = frame.number(size);
    let values = [("covered", Value::Text(&covered)), ("size", Value::Text(&size))];
    Statement {
        tone: Tone::Danger,
        title: frame
            .say("uncosigned-title", &[("since", Value::Text(&since_words(frame, since, now)))]),
        lines: vec![frame.say("uncosigned-text", &values), frame.t("uncosigned-means"), rule],
    }
}

/// "3 October 2026, 14:05 (UTC), 3 days ago".
pub(crate) fn since_words(frame: &Frame, since: u64, now: u64) -> String {
    let moment = frame.moment(since).text;
    let ago = words::ago(frame.language, now.saturating_sub(since));
    frame.say("since", &[("moment", Value::Text(&moment)), ("ago", Value::Text(&ago))])
}
