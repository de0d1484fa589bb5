//! The dialogue from the desk's side: what waits for a second person, one item with what the public
//! would see, its history, and the acts on it.

pub mod edit;
mod fields;
mod form;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use desk::{Action, may};
use dialogue::content::Tabling;
use dialogue::{Act, Content, Event, Item, ItemKind, ItemRef, Lack, Refused};
use record::choice::PolicyScope;
use record::entry::Quorum;
use store::desk::{Acted, DeskError, DialogueFilter, DialogueRow, NewAct};
use words::Value;

use super::{Office, Officer};
use crate::desk::{Desk, Fields, Sent, go};
use crate::dialogue::shown::{ItemRow, path, row, text};
use crate::dialogue::{Body, body};
use crate::frame::{Frame, Moment};
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;

/// Where the officers' side of the dialogue is.
pub(crate) const PLACE: &str = "/desk/dialogue";
/// The largest form: forty sources in three languages. Unit: bytes.
pub(super) const FORM_BYTES_MAX: usize = 512 << 10;
/// Drafts and items on the list; the public tracker has the rest.
const ROWS: usize = 100;
/// Events of an item that are shown; the newest.
const EVENTS_MAX: usize = 60;

/// The list.
#[derive(Template)]
#[template(path = "office_dialogue.html")]
struct ListPage {
    frame: Frame,
    office: Office,
    may_write: bool,
    kinds: Vec<(String, String)>,
    waiting: Vec<DraftRow>,
    rows: Vec<(ItemRow, String)>,
    has_more: bool,
}

/// A draft that waits.
struct DraftRow {
    href: String,
    kind: String,
    title: String,
    since: Moment,
    stands: String,
}

impl Page for ListPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// One item.
#[derive(Template)]
#[template(path = "office_dialogue_item.html")]
struct ItemPage {
    frame: Frame,
    office: Office,
    status: StatusCode,
    error: Option<String>,
    publish: String,
    drop: String,
    title: String,
    kind: String,
    seen: u64,
    public: Option<String>,
    is_unconfirmed: bool,
    draft: Option<DraftShown>,
    shown: Option<Body>,
    edit: Option<String>,
    evidence: Option<String>,
    may_drop: bool,
    history: Vec<Done>,
    is_history_cut: bool,
}

/// The draft, as the public would see it.
struct DraftShown {
    body: Body,
    what: String,
    lacks: Vec<String>,
    document: String,
    /// Why the reader cannot publish it.
    why_not: Option<String>,
}

/// What somebody did.
struct Done {
    at: Moment,
    by: String,
    what: String,
    body: Option<Body>,
}

impl Page for ItemPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn status(&self) -> StatusCode {
        self.status
    }
}

/// The officers' page of an item.
pub(crate) fn office_path(item: ItemRef) -> String {
    format!("{PLACE}/{}/{item}", item.kind().word())
}

/// The item that an address names.
fn item_of(kind: &str, reference: &str) -> Option<ItemRef> {
    ItemKind::from_word(kind).and_then(|kind| ItemRef::parse(kind, reference))
}

/// `GET /desk/dialogue`.
pub async fn list(State(desk): State<Desk>, frame: Frame, officer: Officer) -> Response {
    match listed(&desk, &frame, &officer) {
        Ok(page) => show(&page),
        Err(error) => message::failed(frame, &error),
    }
}

fn listed(desk: &Desk, frame: &Frame, officer: &Officer) -> Result<ListPage, DeskError> {
    let list = desk.store.dialogue_list(&DialogueFilter::default(), ROWS)?;
    let drafts = desk.store.dialogue_drafts(ROWS)?;
    let link = |item| frame.link(&office_path(item));
    let rows = list.rows.iter().filter_map(|it| Some((row(desk, frame, it)?, link(it.item))));
    let kind = |kind: ItemKind| {
        let new = frame.link(&format!("{PLACE}/new/{}", kind.word()));
        (new, frame.word("dialogue-new", kind.word()))
    };
    Ok(ListPage {
        office: Office::new(frame, &officer.visitor),
        may_write: may(officer.roles, Action::WriteDialogue),
        kinds: ItemKind::ALL.into_iter().map(kind).collect(),
        waiting: drafts.iter().filter_map(|it| waiting(desk, frame, it)).collect(),
        rows: rows.collect(),
        has_more: list.next.is_some(),
        frame: frame.clone(),
    })
}

fn waiting(desk: &Desk, frame: &Frame, row: &DialogueRow) -> Option<DraftRow> {
    let draft = row.draft.as_ref()?;
    let is_whole = draft.lacks(desk.now().day()).is_empty();
    let stands = match (is_whole, row.shown.is_some() && !row.is_confirmed) {
        (_, true) => "dialogue-waits-sown",
        (true, false) => "dialogue-waits-second",
        (false, false) => "dialogue-waits-more",
    };
    let kind = match draft {
        Content::Evidence(_) => frame.t("item-evidence"),
        _ => frame.word("item", row.item.kind().word()),
    };
    let of = match (draft, &row.shown) {
        (Content::Evidence(_), Some(shown)) => shown.title(),
        _ => draft.title(),
    };
    Some(DraftRow {
        href: frame.link(&office_path(row.item)),
        kind,
        title: named(frame, text(frame, of)),
        since: frame.moment(u64::try_from(row.changed_s).unwrap_or(0)),
        stands: frame.t(stands),
    })
}

/// A title, or that there is none yet.
fn named(frame: &Frame, title: String) -> String {
    if title.is_empty() { frame.t("dialogue-untitled") } else { title }
}

/// `GET /desk/dialogue/{kind}/{reference}`.
pub async fn page(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path((kind, reference)): Path<(String, String)>,
) -> Response {
    let Some(item) = item_of(&kind, &reference) else { return message::no_page(frame) };
    respond(&desk, frame, &officer, item, None)
}

/// The page of an item, with what went wrong with an act on it.
fn respond(
    desk: &Desk,
    frame: Frame,
    officer: &Officer,
    item: ItemRef,
    error: Option<String>,
) -> Response {
    match built(desk, &frame, officer, (item, error)) {
        Ok(Some(page)) => show(&page),
        Ok(None) => message::no_page(frame),
        Err(error) => message::failed(frame, &error),
    }
}

fn built(
    desk: &Desk,
    frame: &Frame,
    officer: &Officer,
    (id, error): (ItemRef, Option<String>),
) -> Result<Option<ItemPage>, DeskError> {
    let Some(kept) = desk.store.dialogue_fetch(id)? else { return Ok(None) };
    let item = &kept.item;
    let draft = item.draft();
    let shown = item.statement();
    let title = shown.or(draft.map(|draft| &draft.content)).map(Content::title);
    let here = office_path(id);
    let may_write = may(officer.roles, Action::WriteDialogue);
    let edit = frame.link(&format!("{here}/edit"));
    let evidence = frame.link(&format!("{here}/evidence"));
    let is_whole = error.is_none();
    Ok(Some(ItemPage {
        office: Office::new(frame, &officer.visitor),
        status: if is_whole { StatusCode::OK } else { StatusCode::CONFLICT },
        error,
        title: named(frame, title.map(|it| text(frame, it)).unwrap_or_default()),
        kind: frame.word("item", id.kind().word()),
        seen: item.events(),
        public: (shown.is_some() || item.unconfirmed().is_some()).then(|| frame.link(&path(id))),
        is_unconfirmed: item.unconfirmed().is_some(),
        draft: draft.map(|draft| draft_shown(desk, frame, officer, (item, &draft.content))),
        shown: shown.map(|it| body(desk, frame, it)),
        edit: may_write.then_some(edit),
        evidence: (may_write && item.commitment().is_some()).then_some(evidence),
        may_drop: may_write && draft.is_some(),
        history: history(desk, frame, &kept.events),
        is_history_cut: kept.events.len() > EVENTS_MAX,
        publish: frame.link(&format!("{here}/publish")),
        drop: frame.link(&format!("{here}/drop")),
        frame: frame.clone(),
    }))
}

fn draft_shown(
    desk: &Desk,
    frame: &Frame,
    officer: &Officer,
    (item, content): (&Item, &Content),
) -> DraftShown {
    let why_not = if may(officer.roles, Action::PublishDialogue) {
        match item.may_publish(officer.pseudonym, desk.now().day()) {
            Ok(()) | Err(Refused::Lacks(_)) => None,
            Err(why) => Some(refused(frame, &why)),
        }
    } else {
        Some(frame.t("dialogue-not-your-role"))
    };
    DraftShown {
        body: body(desk, frame, content),
        what: match content {
            Content::Evidence(_) => frame.t("item-evidence"),
            _ => frame.word("item", content.kind().word()),
        },
        lacks: content.lacks(desk.now().day()).into_iter().map(|it| lack(frame, it)).collect(),
        document: content.digest(item.id()).map(|it| it.to_string()).unwrap_or_default(),
        why_not,
    }
}

/// What is lacking, in words.
fn lack(frame: &Frame, lack: Lack) -> String {
    let (id, language) = match lack {
        Lack::Title(language) => ("lack-title", Some(language)),
        Lack::Text(language) => ("lack-text", Some(language)),
        Lack::Measure(language) => ("lack-measure", Some(language)),
        Lack::SaidBy(language) => ("lack-said-by", Some(language)),
        Lack::Part(language) => ("lack-part", Some(language)),
        Lack::Source => ("lack-source", None),
        Lack::Present => ("lack-present", None),
        Lack::Day => ("lack-day", None),
        Lack::TooMany => ("lack-too-many", None),
    };
    match language {
        Some(language) => {
            let language = frame.word("language", language.word());
            frame.say(id, &[("language", Value::Text(&language))])
        }
        None => frame.t(id),
    }
}

/// Why an act is refused, in words.
fn refused(frame: &Frame, why: &Refused) -> String {
    frame.t(match why {
        Refused::Begun => "dialogue-refused-begun",
        Refused::Kind => "dialogue-refused-kind",
        Refused::EvidenceFirst => "dialogue-refused-evidence",
        Refused::Platform => "dialogue-refused-platform",
        Refused::NoDraft => "dialogue-refused-no-draft",
        Refused::Changed => "dialogue-refused-changed",
        Refused::OneOfficer => "dialogue-refused-one-officer",
        Refused::Lacks(_) => "dialogue-refused-lacks",
        Refused::Clock | Refused::Document => "dialogue-refused-document",
    })
}

fn history(desk: &Desk, frame: &Frame, events: &[Event]) -> Vec<Done> {
    let done = |event: &Event| {
        let (what, content) = match &event.act {
            Act::Draft { content } => ("dialogue-did-draft", Some(content)),
            Act::Sow { content } => ("dialogue-did-sow", Some(content)),
            Act::Drop => ("dialogue-did-drop", None),
            Act::Publish { .. } => ("dialogue-did-publish", None),
        };
        Done {
            at: frame.moment(u64::try_from(event.at.unix()).unwrap_or(0)),
            by: event.by.to_string(),
            what: frame.t(what),
            body: content.map(|content| body(desk, frame, content)),
        }
    };
    events.iter().rev().take(EVENTS_MAX).map(done).collect()
}

/// How many desks must sign a position: what the register says of the bloc, or this desk alone.
fn tabling(desk: &Desk) -> Result<Option<Tabling>, DeskError> {
    let house = desk.store.room_progress()?.map(|progress| progress.ledger.house);
    let now = desk.now();
    let policies = house.iter().flat_map(|house| &house.policies);
    let of_desks = policies.filter(|it| it.scope == PolicyScope::MemberDesks);
    let in_force = of_desks.filter(|it| it.effective_at <= now).map(|it| it.quorum).next_back();
    let quorum = in_force.or_else(|| Quorum::new(1, 1).ok());
    Ok(quorum.map(|quorum| Tabling { quorum }))
}

/// Does something with an item, and leads to its page; or says on that page why it is not done.
async fn act(
    desk: &Desk,
    frame: Frame,
    officer: &Officer,
    (item, act, seen): (ItemRef, Act, u64),
) -> Response {
    let tabling = match tabling(desk) {
        Ok(tabling) => tabling,
        Err(error) => return message::failed(frame, &error),
    };
    let (by, at) = (officer.pseudonym, desk.now());
    let why = match desk.store.dialogue_act(NewAct { item, act, seen, tabling, by, at }).await {
        Ok(Acted::Taken(_)) => return go(&frame.link(&office_path(item))),
        Ok(Acted::Elsewhere) => frame.t("dialogue-elsewhere"),
        Ok(Acted::Refused(why)) => refused(&frame, &why),
        Ok(Acted::Full) => frame.t("dialogue-full"),
        Ok(Acted::NoEntry(_)) => frame.t("dialogue-no-entry"),
        Err(error) => return message::failed(frame, &error),
    };
    respond(desk, frame.at(&office_path(item)), officer, item, Some(why))
}

/// How many events the sender of a form had seen.
fn seen(fields: &Fields) -> u64 {
    crate::desk::count(fields.get("seen")).unwrap_or(u64::MAX)
}

/// `POST /desk/dialogue/{kind}/{reference}/publish`.
pub async fn publish(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path((kind, reference)): Path<(String, String)>,
    sent: Sent,
) -> Response {
    let fields = match officer.visitor.admit(&desk, &frame, sent) {
        Ok(fields) => fields,
        Err(elsewhere) => return *elsewhere,
    };
    let Some(item) = item_of(&kind, &reference) else { return message::no_page(frame) };
    let Ok(document) = fields.get("document").parse() else {
        let why = frame.t("dialogue-elsewhere");
        return respond(&desk, frame.at(&office_path(item)), &officer, item, Some(why));
    };
    act(&desk, frame, &officer, (item, Act::Publish { document }, seen(&fields))).await
}

/// `POST /desk/dialogue/{kind}/{reference}/drop`.
pub async fn drop_draft(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path((kind, reference)): Path<(String, String)>,
    sent: Sent,
) -> Response {
    let fields = match officer.visitor.admit(&desk, &frame, sent) {
        Ok(fields) => fields,
        Err(elsewhere) => return *elsewhere,
    };
    let Some(item) = item_of(&kind, &reference) else { return message::no_page(frame) };
    if fields.get("sure").is_empty() {
        let why = frame.t("dialogue-drop-sure");
        return respond(&desk, frame.at(&office_path(item)), &officer, item, Some(why));
    }
    act(&desk, frame, &officer, (item, Act::Drop, seen(&fields))).await
}
