//! Writing a draft: a new item, another draft of one, or evidence of what became of a commitment.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use dialogue::{Act, Content, ItemKind, ItemRef};
use store::desk::{Acted, DeskError, KeptItem, NewAct};

use super::fields::{self, Faults, What};
use super::form::{Form, Group};
use super::{PLACE, item_of, office_path, refused, seen};
use crate::desk::{Desk, Fields, Sent, go, is_staying};
use crate::frame::Frame;
use crate::office::{Office, Officer};
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;

/// The form.
#[derive(Template)]
#[template(path = "office_dialogue_edit.html")]
struct EditPage {
    frame: Frame,
    office: Office,
    status: StatusCode,
    here: String,
    back: String,
    title: String,
    seen: u64,
    /// What went wrong, beside what is wrong with single fields.
    error: Option<String>,
    wrong: Vec<(String, String)>,
    groups: Vec<Group>,
    platforms: Vec<String>,
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

/// What is being written.
#[derive(Debug, Clone, Copy)]
struct Writing {
    what: What,
    /// Of which item; a new one has none yet.
    item: Option<ItemRef>,
    /// How many events the item had when its content was shown.
    seen: u64,
}

impl Writing {
    /// Where its form is.
    fn path(self) -> String {
        match (self.item, self.what) {
            (Some(item), What::Evidence) => format!("{}/evidence", office_path(item)),
            (Some(item), What::Statement(_)) => format!("{}/edit", office_path(item)),
            (None, What::Statement(kind)) => format!("{PLACE}/new/{}", kind.word()),
            (None, What::Evidence) => PLACE.to_owned(),
        }
    }

    fn title(self, frame: &Frame) -> String {
        match (self.item, self.what) {
            (_, What::Evidence) => frame.t("dialogue-write-evidence"),
            (None, What::Statement(kind)) => frame.word("dialogue-new", kind.word()),
            (Some(_), What::Statement(kind)) => frame.word("dialogue-edit", kind.word()),
        }
    }
}

/// What stands in a form and what is wrong with it.
#[derive(Default)]
struct Typed {
    fields: Fields,
    faults: Faults,
    error: Option<String>,
}

fn form(
    desk: &Desk,
    frame: &Frame,
    officer: &Officer,
    (writing, typed): (Writing, Typed),
) -> Result<Response, DeskError> {
    let Typed { fields, faults, error } = typed;
    let path = writing.path();
    let frame = frame.clone().at(&path).with_form("draft");
    let groups = Form { desk, frame: &frame, fields: &fields, faults: &faults };
    let groups = groups.groups(writing.what)?;
    let inputs = groups.iter().flat_map(|group| &group.inputs);
    let wrong = inputs.filter_map(|it| Some((it.name.clone(), it.error.clone()?)));
    let back = writing.item.map_or_else(|| PLACE.to_owned(), office_path);
    let is_whole = faults.is_empty() && error.is_none();
    Ok(show(&EditPage {
        office: Office::new(&frame, &officer.visitor),
        status: if is_whole { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY },
        here: frame.link(&path),
        back: frame.link(&back),
        title: writing.title(&frame),
        seen: writing.seen,
        error,
        wrong: wrong.collect(),
        groups,
        platforms: desk.parties.platforms().iter().map(|it| it.id.to_string()).collect(),
        frame,
    }))
}

fn answer(frame: &Frame, made: Result<Response, DeskError>) -> Response {
    made.unwrap_or_else(|error| message::failed(frame.clone(), &error))
}

/// `GET /desk/dialogue/new/{kind}`.
pub async fn new(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(kind): Path<String>,
) -> Response {
    let Some(kind) = ItemKind::from_word(&kind) else { return message::no_page(frame) };
    let writing = Writing { what: What::Statement(kind), item: None, seen: 0 };
    answer(&frame, form(&desk, &frame, &officer, (writing, Typed::default())))
}

/// `GET /desk/dialogue/{kind}/{reference}/edit`.
pub async fn edit(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path((kind, reference)): Path<(String, String)>,
) -> Response {
    let found = item_of(&kind, &reference);
    let what = |item: ItemRef| What::Statement(item.kind());
    begin(&desk, frame, &officer, found.map(|item| (item, what(item))))
}

/// `GET /desk/dialogue/{kind}/{reference}/evidence`.
pub async fn evidence(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path((kind, reference)): Path<(String, String)>,
) -> Response {
    let found = item_of(&kind, &reference).filter(|it| it.kind() == ItemKind::Commitment);
    begin(&desk, frame, &officer, found.map(|item| (item, What::Evidence)))
}

/// The form with what stands in the draft, or in what is public.
fn begin(desk: &Desk, frame: Frame, officer: &Officer, asked: Option<(ItemRef, What)>) -> Response {
    let Some((item, what)) = asked else { return message::no_page(frame) };
    match desk.store.dialogue_fetch(item) {
        Ok(Some(kept)) => {
            let content = begins_with(&kept, what);
            let fields = content.map(fields::of).unwrap_or_default();
            let writing = Writing { what, item: Some(item), seen: kept.item.events() };
            let typed = Typed { fields, ..Typed::default() };
            answer(&frame, form(desk, &frame, officer, (writing, typed)))
        }
        Ok(None) => message::no_page(frame),
        Err(error) => message::failed(frame, &error),
    }
}

/// What a form begins with: the draft, if it is of this kind, else what is public.
fn begins_with(kept: &KeptItem, what: What) -> Option<&Content> {
    let draft = kept.item.draft().map(|draft| &draft.content);
    let is_it =
        |content: &&Content| matches!(content, Content::Evidence(_)) == (what == What::Evidence);
    let public = if what == What::Evidence { None } else { kept.item.statement() };
    draft.filter(is_it).or(public)
}

/// `POST /desk/dialogue/new/{kind}`.
pub async fn create(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(kind): Path<String>,
    sent: Sent,
) -> Response {
    let fields = match officer.visitor.admit(&desk, &frame, sent) {
        Ok(fields) => fields,
        Err(elsewhere) => return *elsewhere,
    };
    let Some(kind) = ItemKind::from_word(&kind) else { return message::no_page(frame) };
    let writing = Writing { what: What::Statement(kind), item: None, seen: 0 };
    answer(&frame, save(&desk, &frame, &officer, (writing, fields)).await)
}

/// `POST /desk/dialogue/{kind}/{reference}/edit`.
pub async fn save_edit(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path((kind, reference)): Path<(String, String)>,
    sent: Sent,
) -> Response {
    let found = item_of(&kind, &reference).map(|item| (item, What::Statement(item.kind())));
    take(&desk, frame, &officer, (found, sent)).await
}

/// `POST /desk/dialogue/{kind}/{reference}/evidence`.
pub async fn save_evidence(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path((kind, reference)): Path<(String, String)>,
    sent: Sent,
) -> Response {
    let found = item_of(&kind, &reference).filter(|it| it.kind() == ItemKind::Commitment);
    take(&desk, frame, &officer, (found.map(|item| (item, What::Evidence)), sent)).await
}

async fn take(
    desk: &Desk,
    frame: Frame,
    officer: &Officer,
    (found, sent): (Option<(ItemRef, What)>, Sent),
) -> Response {
    let fields = match officer.visitor.admit(desk, &frame, sent) {
        Ok(fields) => fields,
        Err(elsewhere) => return *elsewhere,
    };
    let Some((item, what)) = found else { return message::no_page(frame) };
    match desk.store.dialogue_row(item) {
        Ok(Some(_)) => {}
        Ok(None) => return message::no_page(frame),
        Err(error) => return message::failed(frame, &error),
    }
    let writing = Writing { what, item: Some(item), seen: seen(&fields) };
    answer(&frame, save(desk, &frame, officer, (writing, fields)).await)
}

async fn save(
    desk: &Desk,
    frame: &Frame,
    officer: &Officer,
    (writing, fields): (Writing, Fields),
) -> Result<Response, DeskError> {
    if is_staying(&fields) {
        let typed = Typed { fields, ..Typed::default() };
        return form(desk, frame, officer, (writing, typed));
    }
    let content = match fields::read(writing.what, &fields) {
        Ok(content) => content,
        Err(faults) => {
            let typed = Typed { fields, faults, error: None };
            return form(desk, frame, officer, (writing, typed));
        }
    };
    let item = match (writing.item, writing.what) {
        (Some(item), _) => item,
        (None, What::Statement(kind)) => ItemRef::from_random(kind, desk.store.draw()?),
        (None, What::Evidence) => return Ok(message::no_page(frame.clone())),
    };
    let act = Act::Draft { content: Box::new(content) };
    let (by, at) = (officer.pseudonym, desk.now());
    let new = NewAct { item, act, seen: writing.seen, tabling: None, by, at };
    let (seen, why) = match desk.store.dialogue_act(new).await? {
        Acted::Taken(_) => return Ok(go(&frame.link(&office_path(item)))),
        // Nothing is lost: what was typed stands in the form, over what somebody else wrote.
        Acted::Elsewhere => {
            let now = desk.store.dialogue_fetch(item)?.map_or(0, |kept| kept.item.events());
            (now, frame.t("dialogue-overtaken"))
        }
        Acted::Refused(why) => (writing.seen, refused(frame, &why)),
        Acted::Full => (writing.seen, frame.t("dialogue-full")),
        Acted::NoEntry(_) => (writing.seen, frame.t("dialogue-no-entry")),
    };
    let typed = Typed { fields, faults: Faults::new(), error: Some(why) };
    form(desk, frame, officer, (Writing { seen, ..writing }, typed))
}
