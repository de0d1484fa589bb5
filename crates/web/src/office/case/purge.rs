//! "Found: purge": an officer met what no desk may keep. It is removed from this report and from every
//! other that has the same file, and a statement of the desk takes its place.

use std::collections::BTreeMap;
use std::io::Read as _;

use axum::extract::{Path, State};
use axum::response::Response;
use desk::case::Refusal;
use desk::finding::Unkeepable;
use evidence::manifest::{FileName, Manifest, ManifestError, Origin, Part};
use evidence::media::MediaType;
use evidence::seal::{SealError, seal};
use record::id::Digest;
use store::desk::cases::{ActError, Acting, Purge, Purger};
use store::desk::{DeskError, NewExhibit, Source};
use words::{Language, Value};

use super::{acts, path, view};
use crate::desk::{Desk, Fields, Sent, go};
use crate::finding::words_of;
use crate::frame::Frame;
use crate::office::Officer;
use crate::office::notices::hex;
use crate::pages::message;

/// The name of the part that says what was removed.
const STATEMENT_NAME: &str = "purge.txt";
/// How often a report is tried again that changed while it was locked anew.
const TRIES: usize = 3;

/// Why something could not be purged.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PurgeError {
    /// It may not be, or could not be done.
    #[error(transparent)]
    Act(#[from] ActError),
    /// The manifest of what is left cannot be made.
    #[error("the manifest of what is left cannot be made")]
    Manifest(#[from] ManifestError),
    /// It cannot be sealed.
    #[error("the manifest of what is left cannot be sealed")]
    Seal(#[from] SealError),
    /// What is left cannot be written down.
    #[error("what is left of the report cannot be written down")]
    Written(#[from] serde_json::Error),
}

impl From<DeskError> for PurgeError {
    fn from(error: DeskError) -> PurgeError {
        PurgeError::Act(error.into())
    }
}

impl From<Refusal> for PurgeError {
    fn from(refusal: Refusal) -> PurgeError {
        PurgeError::Act(refusal.into())
    }
}

/// What goes of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// Some of its files.
    Files,
    /// Everything but the address, the answers and how the person can be reached, which the police
    /// need.
    Whole,
}

/// `POST /desk/case/{reference}/purge`.
pub async fn purge(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(reference): Path<String>,
    sent: Sent,
) -> Response {
    let (case, fields) = match acts::asked(&desk, &frame, &officer, &reference, sent) {
        Ok(asked) => asked,
        Err(elsewhere) => return *elsewhere,
    };
    let acting = acts::acting(&desk, &officer, &case, &fields);
    match purge_all(&desk, acting, &fields).await {
        Ok((report, was)) => {
            let to = format!("{}?report={}&purged={}", path(&case), hex(&report), was.word());
            go(&frame.link(&to))
        }
        Err(PurgeError::Act(ActError::Refused(refusal))) => {
            acts::refused(&desk, frame, &officer, &case, &fields, refusal).await
        }
        Err(error) => message::failed(frame, &error),
    }
}

/// Purges what the form names, everywhere. Returns the reference of the report, and what it was.
async fn purge_all(
    desk: &Desk,
    acting: Acting,
    fields: &Fields,
) -> Result<([u8; 16], Unkeepable), PurgeError> {
    let reference = crate::compose::reference(fields.get("report")).ok_or(Refusal::Nothing)?;
    let report_id = desk.store.report_by_reference(&reference)?.ok_or(Refusal::Nothing)?;
    // Without what it shows nobody can tell which rules it leaves behind.
    let was = Unkeepable::from_word(fields.get("was")).ok_or(Refusal::Nothing)?;
    if fields.get("sure") != "yes" {
        return Err(Refusal::Nothing.into());
    }
    admit(desk, &acting)?;
    let there: Vec<u32> =
        desk.store.exhibits(report_id)?.into_iter().map(|exhibit| exhibit.number).collect();
    let (extent, numbers) = match fields.get("number") {
        "all" => (Extent::Whole, there),
        number => {
            let number = number.parse().map_err(|_| Refusal::Nothing)?;
            if !there.contains(&number) {
                return Err(Refusal::Nothing.into());
            }
            (Extent::Files, vec![number])
        }
    };
    // The others first: by the exhibit of this report they are found.
    let twin = Purger::Twin { officer: acting.officer, now_ms: acting.now_ms };
    let twins = twins(desk, report_id, &numbers)?;
    let count = twins.values().map(Vec::len).sum();
    for (other, numbers) in twins {
        purge_one(desk, other, &numbers, (Extent::Files, was), twin).await?;
    }
    let in_case = Purger::InCase { acting, twins: count };
    purge_one(desk, report_id, &numbers, (extent, was), in_case).await?;
    Ok((reference, was))
}

/// Whether the officer may purge in this case: asked before anything is removed elsewhere. The store
/// asks again in the change itself.
fn admit(desk: &Desk, acting: &Acting) -> Result<(), PurgeError> {
    let case = desk.store.case_row(acting.case_id)?.ok_or(Refusal::Nothing)?;
    desk::case::renew(case.lease, acting.officer, acting.now_ms)?;
    case.state.after(desk::case::Act::Purge)?;
    if case.version == acting.seen { Ok(()) } else { Err(Refusal::Changed.into()) }
}

/// The exhibits of other reports with the same bytes as these.
fn twins(
    desk: &Desk,
    report_id: i64,
    numbers: &[u32],
) -> Result<BTreeMap<i64, Vec<u32>>, DeskError> {
    let mut found: BTreeMap<i64, Vec<u32>> = BTreeMap::new();
    for number in numbers {
        for (other, number) in desk.store.exhibit_twins(report_id, *number)? {
            if other != report_id {
                found.entry(other).or_default().push(number);
            }
        }
    }
    Ok(found)
}

async fn purge_one(
    desk: &Desk,
    report_id: i64,
    numbers: &[u32],
    (extent, was): (Extent, Unkeepable),
    by: Purger,
) -> Result<(), PurgeError> {
    for tried in 1.. {
        match try_one(desk, report_id, numbers, (extent, was), by).await {
            // A person wrote, or another officer purged, while it was being locked.
            Err(PurgeError::Act(ActError::Refused(Refusal::Changed)))
                if matches!(by, Purger::Twin { .. }) && tried < TRIES => {}
            // It was erased or purged a moment ago.
            Err(PurgeError::Act(ActError::Refused(Refusal::Nothing)))
                if matches!(by, Purger::Twin { .. }) =>
            {
                return Ok(());
            }
            done => return done,
        }
    }
    Ok(())
}

async fn try_one(
    desk: &Desk,
    report_id: i64,
    numbers: &[u32],
    (extent, was): (Extent, Unkeepable),
    by: Purger,
) -> Result<(), PurgeError> {
    let kept = desk.store.report_fetch(report_id)?.ok_or(Refusal::Nothing)?;
    let (mut report, manifest) = view::told(&kept).ok_or(Refusal::Nothing)?;
    // An earlier statement is told again in the new one.
    let stated = manifest.parts().iter().filter(|part| part.origin == Origin::Stated);
    let stated: Vec<u32> = stated.map(|part| part.number.into()).collect();
    let found: Vec<u32> =
        numbers.iter().copied().filter(|number| !stated.contains(number)).collect();
    let removed = found.len();
    let mut gone = numbers.to_vec();
    gone.extend(stated.iter().filter(|number| !numbers.contains(number)));
    let text = statement(desk, report_id, &stated, removed)?;
    let mut arriving = desk.store.objects().take().map_err(DeskError::from)?;
    arriving.push(text.as_bytes()).map_err(DeskError::from)?;
    let taken = arriving.finish().map_err(DeskError::from)?;
    let manifest = what_is_left(desk, &manifest, &gone, (taken.size_bytes, taken.sha256))?;
    let seal = seal(&manifest, desk.store.seal_key())?;
    let (told, words) = match extent {
        Extent::Whole => {
            report.account = String::new();
            (Some(serde_json::to_vec(&report)?), words_of(&report))
        }
        Extent::Files => (None, Vec::new()),
    };
    let purge = Purge {
        report_id,
        numbers: &gone,
        found: &found,
        told: told.as_deref().map(|told| (told, words.as_slice())),
        manifest: &manifest.to_bytes(),
        seal: &seal.to_bytes(),
        statement: NewExhibit {
            number: 0,
            media_type: MediaType::Text.as_str().to_owned(),
            source: Source::Taken(taken),
        },
        was,
    };
    Ok(desk.store.report_purge(by, purge).await?)
}

/// What the desk says of the purge, in its three languages, behind what it said of earlier ones.
fn statement(
    desk: &Desk,
    report_id: i64,
    earlier: &[u32],
    removed: usize,
) -> Result<String, PurgeError> {
    let mut text = String::new();
    for number in earlier {
        if let Some(mut reader) = desk.store.exhibit_open(report_id, *number)? {
            // What cannot be read is not told again; the purge must go on.
            let _ = reader.read_to_string(&mut text);
        }
    }
    let at = desk.now().to_string();
    for language in Language::ALL {
        let values = [("at", Value::Text(&at)), ("count", Value::Count(removed as u64))];
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&words::text(language, "purge-statement", &values));
        text.push('\n');
    }
    Ok(text)
}

/// The manifest of what is left: the same report, the other parts with new numbers, and the statement.
fn what_is_left(
    desk: &Desk,
    manifest: &Manifest,
    gone: &[u32],
    (bytes, sha256): (u64, [u8; 32]),
) -> Result<Manifest, ManifestError> {
    let stays = manifest.parts().iter().filter(|part| !gone.contains(&part.number.into()));
    let mut parts: Vec<Part> =
        (1..).zip(stays).map(|(number, part)| Part { number, ..part.clone() }).collect();
    parts.push(Part {
        bytes,
        declared_type: None,
        media_type: MediaType::Text,
        name: FileName::new(STATEMENT_NAME),
        number: u16::try_from(parts.len() + 1).unwrap_or(u16::MAX),
        origin: Origin::Stated,
        received_at: desk.now(),
        sha256: Digest::from_bytes(sha256),
    });
    Manifest::new(
        manifest.report(),
        manifest.desk().clone(),
        manifest.received_at(),
        parts,
        manifest.addresses().to_vec(),
    )
}
