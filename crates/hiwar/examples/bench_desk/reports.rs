//! Reports as people tell them, made by counting instead of by people.

use std::sync::Arc;

use anyhow::Context as _;
use desk::{Contact, Receipt, Report, Telling};
use evidence::manifest::{Desk as SealingDesk, FileName, GivenAddress, Manifest, Origin, Part};
use evidence::media::sniff;
use evidence::seal::seal;
use law::{Capacity, Form, Harm, Medium, Reply};
use record::Timestamp;
use record::id::{Digest, ReportRef};
use store::desk::{DeskStore, NewExhibit, NewReport, Sending, Source};
use tokio::task::JoinSet;

use crate::{AT_ONCE, clock};

/// Words of accounts. The first are in every second report or so, the last in few; together with
/// [`rare`] this gives frequent, middling and rare words to search for.
const WORDS: &[&str] = &[
    "في",
    "على",
    "من",
    "مقطع",
    "صورة",
    "نشر",
    "حساب",
    "شتمني",
    "اسمي",
    "أمام",
    "الناس",
    "كل",
    "يوم",
    "تعليقات",
    "مهينة",
    "رقم",
    "هاتفي",
    "بيتي",
    "عائلتي",
    "الحي",
    "المدرسة",
    "العمل",
    "صديقتي",
    "رسائل",
    "ليلة",
    "منذ",
    "شهر",
    "كاذب",
    "خبر",
    "المدينة",
    "يهددني",
    "مالا",
    "طلب",
    "صوري",
    "فيديو",
    "مركب",
    "وجهي",
    "لم",
    "أصوره",
    "سرق",
    "حسابي",
    "باسمي",
    "يطلب",
    "أصدقائي",
    "vidéo",
    "insulte",
    "photo",
    "compte",
    "partagée",
    "quartier",
];
/// Harms in their turn; those that are told without files stand among the others as at a desk.
const HARMS: &[Harm] = &[
    Harm::Insult,
    Harm::PersonalData,
    Harm::Insult,
    Harm::Harassment,
    Harm::Montage,
    Harm::Insult,
    Harm::FalseAccusation,
    Harm::Threat,
    Harm::Account,
    Harm::Hate,
    Harm::Blackmail,
    Harm::Insult,
];
/// Hosts in their turn. Each number makes an address of its own there.
const HOSTS: &[&str] = &[
    "https://www.tiktok.com/@someone/video/",
    "https://clips.example/v/",
    "https://www.facebook.com/someone/posts/",
    "https://journal.example/a/",
];
/// Of so many reports one is of a content that another was about.
const FOLDED: usize = 10;
/// How far back the oldest report lies. Unit: milliseconds.
const SPAN_MS: u64 = 330 * 86_400_000;
/// Numbers of the first content that is reported while the server runs: beyond all filler.
pub(crate) const LATER: usize = 1_000_000_000;

/// A number that looks like chance and is the same each time (splitmix64).
pub(crate) const fn mixed(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// A word that one report in ten thousand has.
pub(crate) fn rare(number: usize) -> String {
    let letters = ['ب', 'ت', 'د', 'ر', 'س', 'ع', 'ف', 'ق', 'ل', 'م'];
    let mut left = number % 10_000;
    let mut word = String::from("كلمة");
    for _ in 0..4 {
        word.push(letters[left % 10]);
        left /= 10;
    }
    word
}

/// What the person of this number tells: an account of some 300 letters, one address, a contact.
pub(crate) fn telling(number: usize) -> Telling {
    let mut telling = Telling::default();
    telling.answers.harm = Some(HARMS[number % HARMS.len()]);
    telling.answers.capacity = Some(Capacity::Myself);
    telling.answers.medium = Some(Medium::Platform);
    // A reply may lead to further questions.
    for _ in 0..4 {
        for question in law::questions(&telling.answers) {
            if question.form() == Form::YesNo {
                telling.answers.said.entry(question).or_insert(Reply::No);
            }
        }
    }
    let content = if number % FOLDED == FOLDED - 1 { number - 1 } else { number };
    telling.addresses = vec![format!("{}{}", HOSTS[content % HOSTS.len()], 7_000_000 + content)];
    let mut account = rare(number);
    for at in 0..40 {
        let chance = mixed((number as u64) << 6 | at);
        // The product of two makes the first words of the list the frequent ones.
        let (one, two) = (chance as usize & 0xffff, (chance >> 32) as usize & 0xffff);
        account.push(' ');
        account.push_str(WORDS[one * two / (0x1_0000 * 0x1_0000 / WORDS.len())]);
    }
    telling.account = account;
    telling.contact = Contact {
        name: "سلمى المثالية".into(),
        reach: "someone@mail.example".into(),
        may_name: false,
    };
    telling
}

/// Keeps reports until so many cases are there, and returns the numbers of these.
///
/// Each has its typed account as its one exhibit, and no file: a million files of 20 kB would be
/// 20 GB and change no search. Of ten reports one folds into the case of another.
pub(crate) async fn keep(store: &Arc<DeskStore>, cases: usize) -> anyhow::Result<Vec<i64>> {
    let count = cases * FOLDED / (FOLDED - 1) + 1;
    let (last_ms, step_ms) = (clock::now_ms(), SPAN_MS / count as u64);
    let mut opened = Vec::with_capacity(count);
    let (mut tasks, mut number) = (JoinSet::new(), 0);
    while number < count || !tasks.is_empty() {
        // Two reports of one content must not be under way at once, or the order would be chance.
        while number < count && tasks.len() < AT_ONCE {
            let (store, first) = (Arc::clone(store), number);
            tasks.spawn(async move {
                let mut opened = Vec::new();
                for number in first..(first + FOLDED).min(count) {
                    let at_ms = last_ms - (count - number) as u64 * step_ms;
                    opened.extend(keep_one(&store, number, at_ms).await?.map(|id| (number, id)));
                }
                anyhow::Ok(opened)
            });
            number += FOLDED;
        }
        if let Some(done) = tasks.join_next().await {
            opened.extend(done??);
        }
    }
    opened.sort_unstable();
    opened.truncate(cases);
    Ok(opened.into_iter().map(|(_, case_id)| case_id).collect())
}

/// Keeps one report as the page that sends it does; the number of its case, if it is a new one.
async fn keep_one(store: &DeskStore, number: usize, at_ms: u64) -> anyhow::Result<Option<i64>> {
    let received = Timestamp::nearest(i64::try_from(at_ms / 1000)?);
    let report = telling(number).report(0, received);
    let report = report.map_err(|problems| anyhow::anyhow!("no whole report: {problems:?}"))?;
    let reference = store.draw_reference(at_ms)?;
    let mut arriving = store.objects().take()?;
    let address = report.addresses.first().context("it has an address")?;
    arriving.push(format!("{}\n\n{}\n", address.given, report.account).as_bytes())?;
    let typed = arriving.finish()?;
    let manifest = manifest(store, &report, reference, received, &typed)?;
    let receipt = Receipt::from_random(store.draw()?);
    let new = NewReport {
        reference,
        received_ms: report.received_ms,
        receipt: receipt.digits(),
        language: "ar",
        harm: report.answers.harm().id(),
        urgency: desk::urgency(&report.answers).0.level(),
        platform: report.platform(),
        is_official: report.answers.capacity().is_official(),
        told: &serde_json::to_vec(&report)?,
        manifest: &manifest.to_bytes(),
        seal: &seal(&manifest, store.seal_key())?.to_bytes(),
        fold: &report.fold_keys(&[]),
        words: &web::finding::words_of(&report),
        exhibits: vec![NewExhibit {
            number: 1,
            media_type: sniff(&typed.head).as_str().to_owned(),
            source: Source::Taken(typed),
        }],
        draft: None,
    };
    match store.report_insert(new).await? {
        Sending::Kept(kept) => Ok((!kept.is_folded).then_some(kept.case_id)),
        Sending::Gone | Sending::FilesChanged => anyhow::bail!("a report without a draft is kept"),
    }
}

fn manifest(
    store: &DeskStore,
    report: &Report,
    reference: [u8; 16],
    received: Timestamp,
    typed: &store::objects::TakenFile,
) -> anyhow::Result<Manifest> {
    let part = Part {
        bytes: typed.size_bytes,
        declared_type: None,
        media_type: sniff(&typed.head),
        name: FileName::new("account.txt"),
        number: 1,
        origin: Origin::Typed,
        received_at: received,
        sha256: Digest::from_bytes(typed.sha256),
    };
    let addresses = report.addresses.iter().filter_map(|it| GivenAddress::new(&it.given).ok());
    let sealing = SealingDesk::try_from(store.identity().name.clone());
    let sealing = sealing.map_err(|_| anyhow::anyhow!("a desk has a name"))?;
    let reference = ReportRef::from_random(reference);
    Ok(Manifest::new(reference, sealing, received, vec![part], addresses.collect())?)
}
