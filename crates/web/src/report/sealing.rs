//! From a report that is whole to one that is sealed: the manifest, the seal, and what is kept.

use desk::retention::Kept;
use desk::{Receipt, Report};
use evidence::manifest::{
    DeclaredType, Desk as SealingDesk, FileName, GivenAddress, Manifest, ManifestError, Origin,
    Part,
};
use evidence::media::{MediaType, sniff};
use evidence::seal::{SealError, seal};
use record::Timestamp;
use record::id::{Digest, ReportRef};
use store::desk::{DeskError, DraftFile, NewExhibit, NewReport, Sending, Source};
use store::objects::TakenFile;
use words::Language;

use super::Opened;
use crate::desk::Desk;
use crate::finding::words_of;
use crate::health::Counters;

/// The name of the part that holds what the person typed.
const TYPED_NAME: &str = "account.txt";

/// Why a report could not be sealed and kept.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SealingError {
    /// The manifest cannot be made.
    #[error("the manifest cannot be made")]
    Manifest(#[from] ManifestError),
    /// The seal cannot be made.
    #[error("the seal cannot be made")]
    Seal(#[from] SealError),
    /// What is sealed cannot be written down.
    #[error("the report cannot be written down")]
    Written(#[from] serde_json::Error),
    /// It cannot be kept.
    #[error(transparent)]
    Kept(#[from] DeskError),
}

/// Seals a report and keeps it, all at once.
pub(crate) async fn seal_and_keep(
    desk: &Desk,
    opened: &Opened,
    report: &Report,
    files: &[DraftFile],
    language: Language,
) -> Result<Sending, SealingError> {
    let received = desk.now();
    let reference = desk.store.draw_reference(report.received_ms)?;
    let typed = take_typed(desk, report)?;
    let manifest = manifest(desk, report, files, typed.as_ref(), reference, received)?;
    let seal = seal(&manifest, desk.store.seal_key())?;
    let receipt = Receipt::from_random(desk.store.draw()?);
    let hashes: Vec<[u8; 32]> = files.iter().map(|file| file.sha256).collect();
    let fold = report.fold_keys(&hashes);
    let told = serde_json::to_vec(report)?;
    let (urgency, _) = desk::urgency(&report.answers);
    let sent = NewReport {
        reference,
        received_ms: report.received_ms,
        receipt: receipt.digits(),
        language: language.code(),
        harm: report.answers.harm().id(),
        urgency: urgency.level(),
        platform: report.platform(),
        is_official: report.answers.capacity().is_official(),
        told: &told,
        manifest: &manifest.to_bytes(),
        seal: &seal.to_bytes(),
        fold: &fold,
        words: &words_of(report),
        exhibits: exhibits(files, typed),
        draft: Some((&opened.token, desk.now_ms() + desk.kept_ms(Kept::SentDraft))),
    };
    let sending = desk.store.report_insert(sent).await?;
    if matches!(sending, Sending::Kept(_)) {
        Counters::add(&desk.counters.reports);
    }
    Ok(sending)
}

/// What the person typed, as a file of its own: it is evidence like the others.
fn take_typed(desk: &Desk, report: &Report) -> Result<Option<TakenFile>, DeskError> {
    let mut text = String::new();
    for address in &report.addresses {
        text.push_str(&address.given);
        text.push('\n');
    }
    if !report.account.is_empty() {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&report.account);
        text.push('\n');
    }
    if text.is_empty() {
        return Ok(None);
    }
    let mut arriving = desk.store.objects().take()?;
    arriving.push(text.as_bytes())?;
    Ok(Some(arriving.finish()?))
}

fn manifest(
    desk: &Desk,
    report: &Report,
    files: &[DraftFile],
    typed: Option<&TakenFile>,
    reference: [u8; 16],
    received: Timestamp,
) -> Result<Manifest, SealingError> {
    let moment = |ms: u64| {
        let unix = i64::try_from(ms / 1000).unwrap_or(0);
        Timestamp::from_unix(unix).unwrap_or(received)
    };
    let mut parts: Vec<Part> = (1..)
        .zip(files)
        .map(|(number, file)| Part {
            bytes: file.size_bytes,
            declared_type: file.declared_type.as_deref().map(DeclaredType::new),
            media_type: media_type(&file.media_type),
            name: FileName::new(&file.name),
            number,
            origin: Origin::Uploaded,
            received_at: moment(file.received_ms),
            sha256: Digest::from_bytes(file.sha256),
        })
        .collect();
    if let Some(typed) = typed {
        parts.push(Part {
            bytes: typed.size_bytes,
            declared_type: None,
            media_type: sniff(&typed.head),
            name: FileName::new(TYPED_NAME),
            number: u16::try_from(parts.len() + 1).unwrap_or(u16::MAX),
            origin: Origin::Typed,
            received_at: received,
            sha256: Digest::from_bytes(typed.sha256),
        });
    }
    let addresses = report.addresses.iter().filter_map(|it| GivenAddress::new(&it.given).ok());
    let reference = ReportRef::from_random(reference);
    let name = &desk.store.identity().name;
    let sealing = SealingDesk::try_from(name.clone()).map_err(|_| DeskError::Name)?;
    Ok(Manifest::new(reference, sealing, received, parts, addresses.collect())?)
}

/// The type of this name; what is not known is kept and never shown.
fn media_type(name: &str) -> MediaType {
    let known = evidence::media::ALLOWED.iter().copied();
    known.into_iter().find(|known| known.as_str() == name).unwrap_or(MediaType::OctetStream)
}

fn exhibits(files: &[DraftFile], typed: Option<TakenFile>) -> Vec<NewExhibit> {
    let mut exhibits: Vec<NewExhibit> = (1..)
        .zip(files)
        .map(|(number, file)| NewExhibit {
            number,
            media_type: file.media_type.clone(),
            source: Source::Draft(file.clone()),
        })
        .collect();
    if let Some(typed) = typed {
        let number = u32::try_from(exhibits.len() + 1).unwrap_or(u32::MAX);
        let media_type = MediaType::Text.as_str().to_owned();
        exhibits.push(NewExhibit { number, media_type, source: Source::Taken(typed) });
    }
    exhibits
}
