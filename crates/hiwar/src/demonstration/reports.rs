//! What people of a fictional country reported.

use desk::{Contact, Receipt, Report, Telling};
use evidence::manifest::{Desk as SealingDesk, FileName, GivenAddress, Manifest, Origin, Part};
use evidence::media::sniff;
use evidence::seal::seal;
use law::{Capacity, Harm, Medium, Question, Reply};
use record::Timestamp;
use record::id::{Digest, ReportRef};
use store::desk::{NewExhibit, NewReport, Sending, Source};
use web::desk::Desk;

use super::{ago, ms};

/// A report of the demonstration.
struct Told {
    harm: Harm,
    capacity: Capacity,
    medium: Medium,
    /// Questions that are answered with yes; the others with no.
    yes: &'static [Question],
    address: &'static str,
    account: &'static str,
    name: &'static str,
    days: i64,
    has_picture: bool,
}

/// A report that is kept: its number, and the code that opens it.
pub(crate) struct KeptReport {
    pub(crate) report_id: i64,
    pub(crate) receipt: Receipt,
}

/// A drawing of a telephone, as a picture of a screen that somebody uploads.
const PICTURE: &[u8] = include_bytes!("picture.png");

const IDENTIFIABLE: &[Question] = &[Question::Identifiable];

/// Each is one person's words. The first [`NOTICES`] become notices; those after them stand open.
const TOLD: &[Told] = &[
    told(Harm::Insult, "https://clips.example/v/101", "شتموني باسمي في مقطع أمام كل الحي.", 20),
    told(Harm::Insult, "https://clips.example/v/102", "تعليقات مهينة تحت صورتي كل يوم.", 18),
    told(
        Harm::Insult,
        "https://clips.example/v/103",
        "On m’insulte dans une vidéo partagée partout.",
        16,
    ),
    told(
        Harm::Insult,
        "https://clips.example/v/110",
        "They call me names in a clip that my street watches.",
        10,
    ),
    told(Harm::Insult, "https://clips.example/v/111", "سبّني في بث مباشر ثم أعاد نشره.", 9),
    told(Harm::Insult, "https://clips.example/v/112", "Une vidéo m’insulte, moi et ma mère.", 8),
    told(Harm::PersonalData, "https://clips.example/v/104", "نشروا رقم هاتفي وعنوان بيتي.", 15),
    told(
        Harm::PersonalData,
        "https://clips.example/v/105",
        "Ma carte d’identité est en ligne.",
        14,
    ),
    told(Harm::Montage, "https://clips.example/v/106", "ركّبوا وجهي على مقطع لم أصوره.", 13),
    told(Harm::Harassment, "https://clips.example/v/107", "رسائل وصور كل ليلة منذ شهر.", 12),
    told(
        Harm::PersonalData,
        "https://clips.example/v/108",
        "They posted my address and told people to come.",
        12,
    ),
    told(Harm::Insult, "https://clips.example/v/109", "مقطع يسبني ويسب عائلتي.", 12),
    told(Harm::Insult, "https://clips.example/v/113", "أغنية تسخر مني باسمي يرددها الحي.", 7),
    Told {
        has_picture: true,
        ..told(Harm::Threat, "https://clips.example/v/201", "يهددني بالقتل إن خرجت من البيت.", 0)
    },
    told(Harm::Blackmail, "https://clips.example/v/202", "يطلب مالا وإلا نشر صوري.", 1),
    told(
        Harm::PublicFalseNews,
        "https://clips.example/v/203",
        "خبر كاذب يخيف الناس من ماء المدينة.",
        2,
    ),
    Told {
        harm: Harm::FalseAccusation,
        capacity: Capacity::Myself,
        medium: Medium::DeclaredPress,
        yes: &[Question::PreciseFact, Question::Identifiable],
        address: "https://journal.example/a/7",
        account: "Un journal écrit que j’ai volé mon employeur. C’est faux.",
        name: "",
        days: 3,
        has_picture: false,
    },
    Told {
        harm: Harm::FalseAccusation,
        capacity: Capacity::Official,
        medium: Medium::Platform,
        yes: &[Question::PreciseFact, Question::Identifiable],
        address: "https://clips.example/v/204",
        account: "يتهمني مقطع بسوء التسيير في منصبي.",
        name: "",
        days: 4,
        has_picture: false,
    },
    Told {
        harm: Harm::ChildSexual,
        capacity: Capacity::Witness,
        medium: Medium::Platform,
        yes: &[],
        address: "https://clips.example/v/205",
        account: "",
        name: "",
        days: 0,
        has_picture: false,
    },
];

/// How many of [`TOLD`] become notices.
pub(super) const NOTICES: usize = 13;
/// How many people report the same clip in one hour: a burst, which decides nothing.
const BURST: usize = 14;

const fn told(harm: Harm, address: &'static str, account: &'static str, days: i64) -> Told {
    Told {
        harm,
        capacity: Capacity::Myself,
        medium: Medium::Platform,
        yes: IDENTIFIABLE,
        address,
        account,
        name: "سلمى المثالية",
        days,
        has_picture: false,
    }
}

/// Keeps every report, and a burst of one.
pub(crate) fn keep_all(desk: &Desk) -> anyhow::Result<Vec<KeptReport>> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let mut kept = Vec::new();
    for told in TOLD {
        kept.push(runtime.block_on(keep(desk, told, ago(told.days, 1)))?);
    }
    for _ in 0..BURST {
        let again = Told {
            name: "",
            account: "نفس المقطع، رأيته اليوم.",
            ..told(TOLD[NOTICES].harm, TOLD[NOTICES].address, "", 0)
        };
        runtime.block_on(keep(desk, &again, ago(0, 0)))?;
    }
    Ok(kept)
}

fn report(told: &Told, received: Timestamp) -> anyhow::Result<Report> {
    let mut telling = Telling::default();
    telling.answers.harm = Some(told.harm);
    telling.answers.capacity = Some(told.capacity);
    telling.answers.medium = Some(told.medium);
    let questions = law::questions(&telling.answers).into_iter();
    for question in questions.filter(|it| it.form() == law::Form::YesNo) {
        let reply = if told.yes.contains(&question) { Reply::Yes } else { Reply::No };
        telling.answers.said.insert(question, reply);
    }
    telling.addresses = vec![told.address.to_owned()];
    telling.account = told.account.to_owned();
    telling.contact = Contact {
        name: told.name.to_owned(),
        reach: if told.name.is_empty() { String::new() } else { "someone@mail.example".into() },
        may_name: false,
    };
    let whole = telling.report(0, received);
    whole.map_err(|problems| anyhow::anyhow!("a report of the demonstration: {problems:?}"))
}

/// Something that was handed over, as it is kept and as the manifest lists it.
fn exhibit(
    desk: &Desk,
    (number, name, origin): (u16, &str, Origin),
    bytes: &[u8],
    received_at: Timestamp,
) -> anyhow::Result<(Part, NewExhibit)> {
    let mut arriving = desk.store.objects().take()?;
    arriving.push(bytes)?;
    let taken = arriving.finish()?;
    let media_type = sniff(&taken.head);
    let part = Part {
        bytes: taken.size_bytes,
        declared_type: None,
        media_type,
        name: FileName::new(name),
        number,
        origin,
        received_at,
        sha256: Digest::from_bytes(taken.sha256),
    };
    let media_type = media_type.as_str().to_owned();
    Ok((part, NewExhibit { number: number.into(), media_type, source: Source::Taken(taken) }))
}

async fn keep(desk: &Desk, told: &Told, received: Timestamp) -> anyhow::Result<KeptReport> {
    let report = report(told, received)?;
    let reference = desk.store.draw_reference(report.received_ms)?;
    let account = format!("{}\n\n{}\n", told.address, told.account);
    let typed = (1, "account.txt", Origin::Typed);
    let mut handed_in = vec![exhibit(desk, typed, account.as_bytes(), received)?];
    if told.has_picture {
        let uploaded = (2, "picture.png", Origin::Uploaded);
        handed_in.push(exhibit(desk, uploaded, PICTURE, received)?);
    }
    let (parts, exhibits) = handed_in.into_iter().unzip();
    let addresses = report.addresses.iter().filter_map(|it| GivenAddress::new(&it.given).ok());
    let sealing = SealingDesk::try_from(desk.store.identity().name.clone());
    let sealing = sealing.map_err(|_| anyhow::anyhow!("a desk has a name"))?;
    let manifest = Manifest::new(
        ReportRef::from_random(reference),
        sealing,
        received,
        parts,
        addresses.collect(),
    )?;
    let receipt = Receipt::from_random(desk.store.draw()?);
    let new = NewReport {
        reference,
        received_ms: ms(received),
        receipt: receipt.digits(),
        language: "ar",
        harm: report.answers.harm().id(),
        urgency: desk::urgency(&report.answers).0.level(),
        platform: report.platform(),
        is_official: report.answers.capacity().is_official(),
        told: &serde_json::to_vec(&report)?,
        manifest: &manifest.to_bytes(),
        seal: &seal(&manifest, desk.store.seal_key())?.to_bytes(),
        fold: &report.fold_keys(&[]),
        words: &web::finding::words_of(&report),
        exhibits,
        draft: None,
    };
    match desk.store.report_insert(new).await? {
        Sending::Kept(inserted) => Ok(KeptReport { report_id: inserted.report_id, receipt }),
        Sending::Gone | Sending::FilesChanged => anyhow::bail!("a report without a draft is kept"),
    }
}
