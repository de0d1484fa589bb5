//! Writing a notice: the form, and what due process says to it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use desk::Report;
use desk::notice::{Draft, Refusal, Sending, State as Stand, TestDraft, propose};
use law::Assessment;
use record::choice::{HouseRule, Measure};
use record::notice::Aim;
use store::desk::{By, DeskError, NewNotice, Step};

use super::shown::{refusal, word};
use super::{Asked, asked, by, by_seen, done};
use crate::compose::{self, Opened};
use crate::desk::{Desk, Fields, Sent, go};
use crate::frame::Frame;
use crate::office::case;
use crate::office::notices::{address, hex};
use crate::office::{Office, Officer};
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;

/// The form.
#[derive(Template)]
#[template(path = "notice_edit.html")]
pub struct EditPage {
    frame: Frame,
    office: Office,
    status: StatusCode,
    here: String,
    back: String,
    /// The draft as it is kept now and the reader has not seen it.
    version: String,
    is_overtaken: bool,
    refusals: Vec<String>,
    remark: String,
    platforms: Vec<Choice>,
    places: Vec<Choice>,
    articles: Vec<Choice>,
    house_rules: Vec<Choice>,
    measures: Vec<Choice>,
    languages: Vec<Choice>,
    aims: Vec<Choice>,
    considered: Vec<(String, String, String)>,
    draft: Draft,
    may_name: bool,
    is_authority: bool,
    hours: String,
}

/// Why no notice may go about a report, and the ways that are left.
#[derive(Template)]
#[template(path = "notice_never.html")]
pub struct NeverPage {
    frame: Frame,
    office: Office,
    refusals: Vec<String>,
    routes: Vec<(String, String)>,
    back: String,
}

/// One choice of a list.
struct Choice {
    value: String,
    text: String,
    hint: String,
    is_chosen: bool,
}

impl Page for EditPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn status(&self) -> StatusCode {
        self.status
    }
}

impl Page for NeverPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn status(&self) -> StatusCode {
        StatusCode::UNPROCESSABLE_ENTITY
    }
}

/// `GET /desk/report/{reference}/notice`: the case of the report, where the form stands that begins a
/// notice. A link in another language leads here from the page that says why none may go.
pub async fn back_to_case(
    State(desk): State<Desk>,
    frame: Frame,
    Path(reference): Path<String>,
) -> Response {
    match case_path(&desk, &reference) {
        Ok(Some(path)) => go(&frame.link(&path)),
        Ok(None) => message::no_page(frame),
        Err(error) => message::failed(frame, &error),
    }
}

/// The page of a report's case, with that report in the middle.
fn case_path(desk: &Desk, report: &str) -> Result<Option<String>, DeskError> {
    let Some(reference) = compose::reference(report) else { return Ok(None) };
    let Some(report_id) = desk.store.report_by_reference(&reference)? else { return Ok(None) };
    let Some(summary) = desk.store.report_summary(report_id)? else { return Ok(None) };
    let case = desk.store.case_row(summary.case_id)?;
    Ok(case.map(|case| format!("{}?report={}", case::path(&case), hex(&reference))))
}

/// `POST /desk/report/{reference}/notice`: begins a draft for the person of this report, if the law
/// lets one go at all. An attempt that it does not is kept and counted.
pub async fn begin(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(reference): Path<String>,
    sent: Sent,
) -> Response {
    if let Err(elsewhere) = officer.visitor.admit(&desk, &frame, sent) {
        return *elsewhere;
    }
    match begun(&desk, &frame, &officer, &reference).await {
        Ok(Some(answer)) => answer,
        Ok(None) => message::no_page(frame),
        Err(error) => message::failed(frame, &error),
    }
}

async fn begun(
    desk: &Desk,
    frame: &Frame,
    officer: &Officer,
    reference: &str,
) -> Result<Option<Response>, DeskError> {
    let Some(reference) = compose::reference(reference) else { return Ok(None) };
    let Some(report_id) = desk.store.report_by_reference(&reference)? else { return Ok(None) };
    let Some(kept) = desk.store.report_fetch(report_id)? else { return Ok(None) };
    let Some(report) = compose::report(&kept) else { return Ok(None) };
    let actor = officer.pseudonym.to_string();
    let draft = first_draft(desk, frame, &report);
    let never: Vec<Refusal> = match propose(&draft, &compose::facts(desk, &report, false)) {
        Ok(_) => Vec::new(),
        Err(refusals) => refusals.into_iter().filter(|it| it.is_final()).collect(),
    };
    if !never.is_empty() {
        let words: Vec<&'static str> = never.iter().map(|it| it.word()).collect();
        desk.store.notice_refused(kept.summary.case_id, &words, by(desk, &actor)).await?;
        return Ok(Some(show(&never_page(desk, frame, officer, &report, &never))));
    }
    let new = NewNotice {
        reference: desk.store.draw()?,
        report_id,
        platform: &draft.to,
        draft: &serde_json::to_vec(&draft).unwrap_or_default(),
    };
    let reference = new.reference;
    let id = desk.store.notice_begin(new, by(desk, &actor)).await?;
    let to = frame.link(&format!("/desk/notice/{}/edit", hex(&reference)));
    Ok(id.map(|_| go(&to)))
}

fn never_page(
    desk: &Desk,
    frame: &Frame,
    officer: &Officer,
    report: &Report,
    never: &[Refusal],
) -> NeverPage {
    let code = frame.language.code();
    let route = |id: &String| {
        let route = desk.pack.route(id).filter(|route| route.is_offered)?;
        Some((route.name.get(code)?.to_owned(), route.does.get(code)?.to_owned()))
    };
    let assessment = report.assess(&desk.pack);
    NeverPage {
        office: Office::new(frame, &officer.visitor),
        refusals: never.iter().map(|it| refusal(frame, *it)).collect(),
        routes: assessment.routes.iter().filter_map(route).collect(),
        back: frame.link("/desk/notices"),
        frame: frame.clone(),
    }
}

/// A draft with what follows from the report: its platform, its addresses there, the articles.
fn first_draft(desk: &Desk, frame: &Frame, report: &Report) -> Draft {
    let assessment = report.assess(&desk.pack);
    let of = |given: &desk::GivenAddress| {
        let address = given.canonical.parse().ok()?;
        desk.parties.of_address(&address).map(|platform| platform.id.as_str().to_owned())
    };
    let to = report.addresses.iter().find_map(of).unwrap_or_default();
    let places = (0..).zip(&report.addresses).filter(|(_, it)| of(it).as_ref() == Some(&to));
    Draft {
        places: places.map(|(number, _)| number).collect(),
        articles: grounds(desk, &assessment),
        language: frame.language.code().to_owned(),
        to,
        ..Draft::default()
    }
}

/// The articles that a notice about such a report may rest on.
fn grounds(desk: &Desk, assessment: &Assessment) -> Vec<String> {
    let is_firm = |it: &&law::Candidate| !it.reasons.iter().all(|because| because.is_conditional);
    let is_ground = |id: &String| desk.pack.article(id).is_some_and(|it| it.is_notice_ground);
    let firm = assessment.candidates.iter().filter(is_firm);
    firm.map(|it| it.article.clone()).filter(is_ground).collect()
}

/// `GET /desk/notice/{reference}/edit`.
pub async fn page(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(reference): Path<String>,
) -> Response {
    match compose::open(&desk, &reference) {
        Ok(Some(opened)) if opened.kept.row.state == Stand::Draft => {
            render(&desk, frame, &officer, &opened, Vec::new())
        }
        Ok(Some(opened)) => go(&address(&frame, &opened.kept.row)),
        Ok(None) => message::no_page(frame),
        Err(error) => message::failed(frame, &error),
    }
}

/// `POST /desk/notice/{reference}/edit`: keeps what was typed, and puts it before a second officer if
/// that was asked and nothing speaks against it; or drops the draft.
pub async fn save(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(reference): Path<String>,
    sent: Sent,
) -> Response {
    let Asked { mut opened, fields } = match asked(&desk, &frame, &officer, &reference, sent) {
        Ok(asked) => asked,
        Err(elsewhere) => return *elsewhere,
    };
    let actor = officer.pseudonym.to_string();
    let id = opened.kept.row.id;
    if fields.get("act") == "drop" {
        return match desk.store.notice_drop(id, by_seen(&desk, &actor, &fields)).await {
            Ok(Step::Taken) => go(&frame.link("/desk/notices")),
            Ok(Step::Elsewhere) => message::overtaken(frame),
            Err(error) => message::failed(frame, &error),
        };
    }
    opened.draft = typed(&fields);
    let draft = serde_json::to_vec(&opened.draft).unwrap_or_default();
    let platform = opened.draft.to.clone();
    let by_seen = by_seen(&desk, &actor, &fields);
    match desk.store.notice_save(id, &platform, &draft, by_seen).await {
        Ok(Step::Taken) => {}
        Ok(Step::Elsewhere) => return overtaken(&desk, frame, &officer, &reference, opened),
        Err(error) => return message::failed(frame, &error),
    }
    // The very text that was kept just now goes on, and none that came in between.
    opened.kept.row.version = by_seen.seen.unwrap_or_default() + 1;
    let by_seen = By { seen: Some(opened.kept.row.version), ..by_seen };
    if fields.get("act") != "propose" {
        let to = format!("/desk/notice/{}/edit", hex(&opened.kept.row.reference));
        return go(&frame.link(&to));
    }
    match refusals(&desk, &opened) {
        Ok(none) if none.is_empty() => {
            let step = desk.store.notice_propose(id, by_seen).await;
            done(frame, &opened, step)
        }
        Ok(refusals) => {
            let words: Vec<&'static str> = refusals.iter().map(|it| it.word()).collect();
            let case_id = opened.kept.row.case_id;
            let kept = desk.store.notice_refused(case_id, &words, by(&desk, &actor)).await;
            match kept {
                Ok(()) => render(&desk, frame, &officer, &opened, refusals),
                Err(error) => message::failed(frame, &error),
            }
        }
        Err(error) => message::failed(frame, &error),
    }
}

/// The form again with all that was typed, where somebody else wrote at the draft meanwhile; a notice
/// that is no draft any more cannot be written at.
fn overtaken(
    desk: &Desk,
    frame: Frame,
    officer: &Officer,
    reference: &str,
    typed: Opened,
) -> Response {
    match compose::open(desk, reference) {
        Ok(Some(now)) if now.kept.row.state == Stand::Draft => {
            let opened = Opened { draft: typed.draft, ..now };
            rendered(desk, frame, officer, &opened, Vec::new(), true)
        }
        Ok(_) => message::overtaken(frame),
        Err(error) => message::failed(frame, &error),
    }
}

fn refusals(desk: &Desk, opened: &Opened) -> Result<Vec<Refusal>, DeskError> {
    let Some(report) = &opened.report else { return Ok(vec![Refusal::NoStanding]) };
    let has_open = compose::has_open(desk, &opened.kept.row, &opened.draft.to)?;
    let proposed = propose(&opened.draft, &compose::facts(desk, report, has_open));
    Ok(proposed.err().unwrap_or_default())
}

/// What the form holds. Nothing is refused here: that is for due process.
fn typed(fields: &Fields) -> Draft {
    let get = |name: &str| fields.get(name).to_owned();
    let is_on = |name: &str| !fields.get(name).is_empty();
    let considered = Measure::ALL
        .iter()
        .map(|measure| (measure.word().to_owned(), get(&format!("considered-{}", measure.word()))));
    Draft {
        to: get("to"),
        places: fields.all("place").filter_map(|text| text.parse().ok()).collect(),
        articles: fields.all("article").map(str::to_owned).collect(),
        house_rules: fields.all("house-rule").map(str::to_owned).collect(),
        measure: get("measure"),
        reasons: get("reasons"),
        language: get("language"),
        names_victim: is_on("names-victim"),
        names_person: is_on("names-person"),
        good_faith: is_on("good-faith"),
        test: TestDraft {
            aim: get("aim"),
            aim_reasons: get("aim-reasons"),
            law_reasons: get("law-reasons"),
            necessity: get("necessity"),
            considered: considered.filter(|(_, why)| !why.trim().is_empty()).collect(),
            duration_days: get("duration-days"),
        },
    }
}

fn render(
    desk: &Desk,
    frame: Frame,
    officer: &Officer,
    opened: &Opened,
    refusals: Vec<Refusal>,
) -> Response {
    rendered(desk, frame, officer, opened, refusals, false)
}

fn rendered(
    desk: &Desk,
    frame: Frame,
    officer: &Officer,
    opened: &Opened,
    refusals: Vec<Refusal>,
    is_overtaken: bool,
) -> Response {
    let Some(report) = &opened.report else { return message::no_page(frame) };
    let (draft, row) = (opened.draft.clone(), &opened.kept.row);
    let choice = |value: &str, text: String, is_chosen| Choice {
        value: value.to_owned(),
        text,
        hint: String::new(),
        is_chosen,
    };
    let hours = u64::from(desk.parties.answer_within(desk::urgency(&report.answers).0).hours());
    let platform = |it: &desk::parties::Platform| {
        choice(it.id.as_str(), it.name.clone(), draft.to == it.id.as_str())
    };
    let language = |code: &str, name: &str| choice(code, name.to_owned(), draft.language == code);
    show(&EditPage {
        office: Office::new(&frame, &officer.visitor),
        status: match (is_overtaken, refusals.is_empty()) {
            (true, _) => StatusCode::CONFLICT,
            (false, true) => StatusCode::OK,
            (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
        },
        version: row.version.to_string(),
        is_overtaken,
        here: frame.link(&format!("/desk/notice/{}/edit", hex(&row.reference))),
        back: address(&frame, row),
        refusals: refusals.iter().map(|it| refusal(&frame, *it)).collect(),
        remark: opened.kept.remark.clone(),
        platforms: desk.parties.platforms().iter().map(platform).collect(),
        places: places(report, &draft),
        articles: articles(desk, &frame, report, &draft),
        house_rules: listed(
            &frame,
            "house-rule",
            HouseRule::ALL,
            HouseRule::word,
            &draft.house_rules,
        ),
        measures: listed(
            &frame,
            "measure",
            Measure::ALL,
            Measure::word,
            std::slice::from_ref(&draft.measure),
        ),
        languages: vec![
            language("ar", "العربية"),
            language("fr", "Français"),
            language("en", "English"),
        ],
        aims: listed(&frame, "aim", Aim::ALL, Aim::word, std::slice::from_ref(&draft.test.aim)),
        considered: considered(&frame, &draft),
        may_name: report.contact.may_name && !report.contact.name.is_empty(),
        is_authority: compose::sending(desk) == Sending::Authority,
        hours: frame.say("notice-hours", &[("hours", words::Value::Count(hours))]),
        draft,
        frame,
    })
}

fn places(report: &Report, draft: &Draft) -> Vec<Choice> {
    let place = |(number, given): (u32, &desk::GivenAddress)| Choice {
        value: number.to_string(),
        text: given.canonical.clone(),
        hint: String::new(),
        is_chosen: draft.places.contains(&number),
    };
    (0..).zip(&report.addresses).map(place).collect()
}

fn articles(desk: &Desk, frame: &Frame, report: &Report, draft: &Draft) -> Vec<Choice> {
    let code = frame.language.code();
    let article = |id: String| {
        let article = desk.pack.article(&id)?;
        Some(Choice {
            text: desk.pack.citation(article, code)?,
            hint: article.elements.get(code)?.to_owned(),
            is_chosen: draft.articles.contains(&id),
            value: id,
        })
    };
    let assessment = report.assess(&desk.pack);
    grounds(desk, &assessment).into_iter().filter_map(article).collect()
}

fn listed<T: Copy>(
    frame: &Frame,
    list: &str,
    all: &[T],
    of: impl Fn(T) -> &'static str,
    chosen: &[String],
) -> Vec<Choice> {
    let choice = |value: &T| Choice {
        value: of(*value).to_owned(),
        text: word(frame, list, of(*value)),
        hint: String::new(),
        is_chosen: chosen.iter().any(|it| it == of(*value)),
    };
    all.iter().map(choice).collect()
}

/// Every measure that could be milder than another, with what was typed about it: word, name, text.
fn considered(frame: &Frame, draft: &Draft) -> Vec<(String, String, String)> {
    let typed = |measure: &str| {
        let found = draft.test.considered.iter().find(|(it, _)| it == measure);
        found.map(|(_, why)| why.clone()).unwrap_or_default()
    };
    let milder = Measure::ALL.iter().filter(|it| **it < Measure::Removal);
    let row =
        |it: &Measure| (it.word().to_owned(), word(frame, "measure", it.word()), typed(it.word()));
    milder.map(row).collect()
}
