//! A notice as it was fixed, to be read on one page: from the texts that are signed, and never from
//! the draft behind them.

use desk::notice::Written;
use desk::terms;
use record::Body;
use record::entry::{NoticeIssued, Sender};
use record::notice::{LegalGround, Notice, ThreePartText};
use words::Value;

use crate::desk::Desk;
use crate::frame::{Frame, Moment};
use crate::office::notice::shown::defence_line;
use crate::office::notices::platform_name;

/// What stands on the page.
pub(crate) struct OpenedNotice {
    /// Who asks.
    pub(crate) desk: String,
    /// Of whom.
    pub(crate) platform: String,
    /// What is asked.
    pub(crate) measure: String,
    /// How long an answer may take.
    pub(crate) hours: String,
    /// What harm it is about.
    pub(crate) harm: String,
    /// In what capacity somebody complains.
    pub(crate) capacity: String,
    /// Whether it is an official.
    pub(crate) is_official: bool,
    /// The name of the person, if it goes with the notice.
    pub(crate) person: Option<String>,
    /// Where the content is, and whether the register hides it for good.
    pub(crate) places: Vec<Place>,
    /// The articles as they are cited, and what each covers.
    pub(crate) articles: Vec<(String, String)>,
    /// Rules of the platform's house.
    pub(crate) house_rules: Vec<String>,
    /// The language of the reasons and of the test.
    pub(crate) language: &'static str,
    /// Why.
    pub(crate) reasons: String,
    /// The parts of the three-part test: title and text.
    pub(crate) test: Vec<(String, String)>,
    /// From when on the test is public.
    pub(crate) test_public: Option<Moment>,
    /// What could speak for the author, as it was answered.
    pub(crate) defences: Vec<String>,
    /// What the author is told, in the reader's language.
    pub(crate) for_author: String,
    /// The page that the author is led to.
    pub(crate) author_page: String,
    /// That what is said is believed to be right.
    pub(crate) good_faith: String,
    /// The officer who drafted, and the one who approved.
    pub(crate) officers: Option<(String, String)>,
    /// Its reference.
    pub(crate) reference: String,
}

/// One address.
pub(crate) struct Place {
    /// In canonical form.
    pub(crate) address: String,
    /// Whether its salt stays secret.
    pub(crate) is_secret: bool,
}

/// The notice of these texts.
pub(crate) fn opened(desk: &Desk, frame: &Frame, written: &Written) -> OpenedNotice {
    let notice = &written.notice;
    let issued = match written.entry.body() {
        Body::NoticeIssued(issued) => Some(issued),
        _ => None,
    };
    let hours = u64::from(notice.answer_within_hours.hours());
    let defences = notice.defences.iter();
    OpenedNotice {
        desk: notice.notifier.desk.as_str().to_owned(),
        platform: platform_name(desk, notice.to.as_str()),
        measure: frame.word("measure", notice.measure.word()),
        hours: frame.say("notice-hours", &[("hours", Value::Count(hours))]),
        harm: frame.word("harm", notice.harm.word()),
        capacity: frame.word("capacity", notice.complainant.capacity().word()),
        is_official: notice.complainant.is_official(),
        person: notice.notifier.person.clone(),
        places: places(notice, issued),
        articles: articles(desk, frame, &notice.legal_grounds),
        house_rules: house_rules(frame, notice),
        language: notice.reasons.language.word(),
        reasons: notice.reasons.text.clone(),
        test: written.test.as_ref().map(|it| test(frame, it)).unwrap_or_default(),
        test_public: issued.and_then(|issued| test_public(frame, issued)),
        defences: defences.map(|it| defence_line(frame.language, it)).collect(),
        for_author: for_author(frame, notice),
        author_page: notice.for_author.page.clone(),
        good_faith: notice.good_faith.statement.clone(),
        officers: issued.map(|issued| {
            let officers = issued.officers;
            (officers.drafted_by().to_string(), officers.approved_by().to_string())
        }),
        reference: notice.notice.to_string(),
    }
}

/// The articles in the reader's language: citation, and what each covers. One that the law pack does
/// not have any more stands as it was cited.
pub(crate) fn articles(
    desk: &Desk,
    frame: &Frame,
    grounds: &[LegalGround],
) -> Vec<(String, String)> {
    let (code, country) = (frame.language.code(), &desk.store.identity().country);
    let known = |ground: &LegalGround| {
        let is_it = |id: &str| terms::law_ref(country, id).as_ref() == Some(&ground.law);
        let article = desk.pack.articles().iter().find(|article| is_it(&article.id))?;
        let elements = article.elements.get(code).unwrap_or_default().to_owned();
        Some((desk.pack.citation(article, code)?, elements))
    };
    let cited = |ground: &LegalGround| (ground.citation.clone(), String::new());
    grounds.iter().map(|ground| known(ground).unwrap_or_else(|| cited(ground))).collect()
}

/// The platform's own rules that a notice invokes, in words.
pub(crate) fn house_rules(frame: &Frame, notice: &Notice) -> Vec<String> {
    notice.house_rules.iter().map(|rule| frame.word("house-rule", rule.word())).collect()
}

/// From when on the three-part test of an entry is public.
pub(crate) fn test_public(frame: &Frame, issued: &NoticeIssued) -> Option<Moment> {
    let Sender::Authority(authority) = &issued.sender else { return None };
    let due = authority.three_part_test.document().publish_after()?;
    Some(frame.moment(u64::try_from(due.unix()).ok()?))
}

fn places(notice: &Notice, issued: Option<&NoticeIssued>) -> Vec<Place> {
    let secret = issued.map(|issued| issued.addresses.iter().map(|it| it.is_secret()).collect());
    let secret: Vec<bool> = secret.unwrap_or_default();
    let place = |(at, location): (usize, &record::notice::Location)| Place {
        address: location.address.clone(),
        is_secret: secret.get(at).copied().unwrap_or(true),
    };
    notice.locations.iter().enumerate().map(place).collect()
}

fn test(frame: &Frame, test: &ThreePartText) -> Vec<(String, String)> {
    let aim = format!("{}\n{}", frame.word("aim", test.aim.word()), test.aim_reasons);
    let mut parts = vec![
        (frame.t("test-law"), test.law_reasons.clone()),
        (frame.t("test-aim"), aim),
        (frame.t("test-necessity"), test.necessity.text.clone()),
    ];
    parts.extend(test.considered.iter().map(|considered| {
        let measure = frame.word("measure", considered.measure.word());
        let title = frame.say("test-considered", &[("measure", Value::Text(&measure))]);
        (title, considered.why_not.clone())
    }));
    let days = test
        .duration_days
        .map(|days| frame.say("review-duration-days", &[("days", Value::Count(u64::from(days)))]));
    let days = days.unwrap_or_else(|| frame.t("review-duration-none"));
    parts.push((frame.t("review-duration"), days));
    parts
}

fn for_author(frame: &Frame, notice: &Notice) -> String {
    let is_read = |language: &str| language == frame.language.code();
    let texts = &notice.for_author.texts;
    let text = texts.iter().find(|text| is_read(text.language.word())).or_else(|| texts.first());
    text.map(|text| text.text.clone()).unwrap_or_default()
}
