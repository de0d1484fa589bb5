//! A notice on paper: field by field for the form of a platform, and as a letter that is printed, in
//! the language of its reasons.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use record::notice::{Notice, Release};
use words::{Language, Value};

use super::shown::{capacity, defence_line};
use crate::compose;
use crate::desk::Desk;
use crate::frame::Frame;
use crate::office::{Office, Officer};
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;

/// One field of a form: what it is, and what goes into it.
#[derive(Debug)]
struct Field {
    label: String,
    text: String,
}

/// The page.
#[derive(Template)]
#[template(path = "notice_paper.html")]
pub struct PaperPage {
    frame: Frame,
    office: Office,
    reference: String,
    /// The language of what is written, and its direction.
    written_in: Language,
    forms: Vec<String>,
    fields: Vec<Field>,
    /// What the platform is asked to forward: the code of the language, and the text.
    for_author: Vec<(&'static str, String)>,
    contest: Field,
}

impl Page for PaperPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// `GET /desk/notice/{reference}/paper`: only of a notice that may leave.
pub async fn page(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(reference): Path<String>,
) -> Response {
    let opened = match compose::open(&desk, &reference) {
        Ok(opened) => opened,
        Err(error) => return message::failed(frame, &error),
    };
    let release =
        opened.and_then(|it| Some((it.kept.row.id, Release::from_bytes(&it.kept.released).ok()?)));
    let Some((id, Release { notice, .. })) = release else { return message::no_page(frame) };
    if let Err(error) = super::deliver::identity_read(&desk, &officer, id, &notice).await {
        return message::failed(frame, &error);
    }
    let written_in = compose::page_language(notice.reasons.language.word());
    let platform = desk.parties.platform(notice.to.as_str());
    let texts = notice.for_author.texts.iter();
    let for_author = texts.map(|it| {
        let language = compose::page_language(it.language.word());
        (language.code(), it.text.clone())
    });
    show(&PaperPage {
        office: Office::new(&frame, &officer.visitor),
        reference: notice.notice.to_string(),
        written_in,
        forms: platform.map(|it| it.forms.clone()).unwrap_or_default(),
        fields: fields(&notice, written_in),
        for_author: for_author.collect(),
        contest: Field {
            label: words::text(written_in, "paper-contest", &[]),
            text: format!("{} {}", notice.for_author.page, notice.for_author.code),
        },
        frame,
    })
}

/// What forms ask for, in the order in which most of them do: where, what, why, by which law, who
/// asks, and that it is meant in good faith.
fn fields(notice: &Notice, language: Language) -> Vec<Field> {
    let say = |id: &str| words::text(language, id, &[]);
    let word = |list: &str, word: &str| words::text(language, &format!("{list}-{word}"), &[]);
    let lines = |lines: Vec<String>| lines.join("\n");
    let places = notice.locations.iter().map(|it| it.address.clone()).collect();
    let citations = notice.legal_grounds.iter().map(|it| it.citation.clone());
    let rules = notice.house_rules.iter().map(|it| word("house-rule", it.word()));
    let defences = notice.defences.iter().map(|it| defence_line(language, it)).collect();
    let hours = Value::Count(u64::from(notice.answer_within_hours.hours()));
    let by = [notice.notifier.desk.as_str().to_owned(), notice.notifier.contact.clone()];
    let mut fields = vec![
        ("notice-text-where", lines(places)),
        ("notice-text-asked", word("measure", notice.measure.word())),
        ("notice-text-harm", word("harm", notice.harm.word())),
        ("notice-text-law", lines(citations.chain(rules).collect())),
        ("notice-text-why", notice.reasons.text.clone()),
        ("notice-text-defences", lines(defences)),
        ("notice-text-desk", lines(by.into())),
        ("notice-text-capacity", capacity(language, notice)),
        ("paper-good-faith", notice.good_faith.statement.clone()),
        ("paper-answer", words::text(language, "notice-text-answer", &[("hours", hours)])),
        ("notice-text-reference", notice.notice.to_string()),
    ];
    if let Some(person) = &notice.notifier.person {
        fields.insert(8, ("notice-text-person", person.clone()));
    }
    let is_filled = |(_, text): &(&str, String)| !text.is_empty();
    let fields = fields.into_iter().filter(is_filled);
    fields.map(|(id, text)| Field { label: say(id), text }).collect()
}

impl Field {
    /// The name of this field on the page.
    fn id(&self, number: &usize) -> String {
        format!("field-{number}")
    }
}

impl PaperPage {
    fn back(&self) -> String {
        self.frame.link(&format!("/desk/notice/{}", self.reference))
    }
}
