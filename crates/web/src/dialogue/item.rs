//! One meeting, position, ask or commitment: what it says, where it stands, every step of its life
//! with its entry, and what belongs to it.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use dialogue::history::Published;
use dialogue::meeting::{Matter, Point};
use dialogue::{Content, Item, ItemKind, ItemRef};
use record::time::Day;
use store::desk::{DialogueFilter, KeptItem};
use words::Value;

use super::kept::Asked;
use super::line::{Line, line};
use super::shown::{
    ItemRow, Party, SourceShown, Stands, count, day, party, path, row, sources, stands, text, today,
};
use super::{DialogueError, give, made};
use crate::desk::Desk;
use crate::frame::{Frame, Moment};
use crate::page::{Page, SHARED};

/// Items of one kind that are listed beside an item; the tracker has the rest.
const BESIDE_MAX: usize = 50;

/// The page.
#[derive(Template)]
#[template(path = "dialogue_item.html")]
struct ItemPage {
    frame: Frame,
    kind: String,
    is_demo: bool,
    is_confirmed: bool,
    body: Body,
    stands: Option<(Stands, String)>,
    line: Option<Line>,
    steps: Vec<Step>,
    groups: Vec<Group>,
    reference: String,
}

/// What an item says, for people: the same for what is public and for what would be.
pub(crate) struct Body {
    pub(crate) title: String,
    pub(crate) text: Option<String>,
    pub(crate) facts: Vec<Fact>,
    pub(crate) agenda: Vec<PointShown>,
    pub(crate) minutes: Vec<PointShown>,
    pub(crate) sources: Vec<SourceShown>,
}

/// A fact in a list of facts.
pub(crate) struct Fact {
    pub(crate) label: String,
    pub(crate) text: String,
    pub(crate) day: Option<Moment>,
    pub(crate) party: Option<Party>,
}

/// A point of an agenda or of minutes.
pub(crate) struct PointShown {
    pub(crate) words: String,
    pub(crate) said_for: Option<Party>,
    pub(crate) href: Option<String>,
}

/// A step in the life of an item.
struct Step {
    title: String,
    at: Moment,
    text: Option<String>,
    stands: Option<Stands>,
    sources: Vec<SourceShown>,
    by: Option<String>,
    entry: Option<(String, String)>,
    proof: Option<String>,
    document: Option<String>,
}

/// Items that belong to this one.
struct Group {
    id: &'static str,
    title: String,
    rows: Vec<ItemRow>,
}

impl Page for ItemPage {
    const CACHE: &'static str = SHARED;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// `GET /dialogue/{kind}/{reference}`.
pub(super) async fn page(
    State(desk): State<Desk>,
    Path((kind, reference)): Path<(String, String)>,
    asked: Asked,
) -> Response {
    let id = ItemKind::from_word(&kind).and_then(|kind| ItemRef::parse(kind, &reference));
    give(desk, asked, move |desk, frame| {
        made(&build(desk, frame, id.ok_or(DialogueError::Nothing)?)?)
    })
    .await
}

fn build(desk: &Desk, frame: Frame, id: ItemRef) -> Result<ItemPage, DialogueError> {
    let kept = desk.store.dialogue_fetch(id)?.ok_or(DialogueError::Nothing)?;
    let item = &kept.item;
    let unconfirmed = item.unconfirmed();
    let statement = item.statement().or(unconfirmed.map(|sown| &sown.content));
    let statement = statement.ok_or(DialogueError::Nothing)?;
    let today = today(desk);
    let standing = match statement {
        Content::Commitment(made) => {
            Some(dialogue::commitment::standing(made, item.last_evidence(), today))
        }
        _ => None,
    };
    let since = |since| {
        let since = day(&frame, since);
        frame.say("dialogue-since", &[("day", Value::Text(&since.text))])
    };
    Ok(ItemPage {
        kind: frame.word("item", id.kind().word()),
        is_demo: desk.store.identity().is_demo,
        is_confirmed: unconfirmed.is_none(),
        body: body(desk, &frame, statement),
        stands: standing.map(|it| (stands(&frame, it), since(it.since))),
        line: standing.and_then(|it| time_line(item, statement, (today, it.is_due))),
        steps: steps(&frame, &kept),
        groups: groups(desk, &frame, id, statement)?,
        reference: id.to_string(),
        frame,
    })
}

fn time_line(item: &Item, statement: &Content, today: (Day, bool)) -> Option<Line> {
    let Content::Commitment(made) = statement else { return None };
    let seen = item.published().iter().filter_map(|published| match &published.content {
        Content::Evidence(evidence) => Some(evidence.seen_on),
        _ => None,
    });
    line(made.said_on, made.due, &seen.collect::<Vec<_>>(), today)
}

/// What a content says.
pub(crate) fn body(desk: &Desk, frame: &Frame, content: &Content) -> Body {
    let mut body = Body {
        title: text(frame, content.title()),
        text: None,
        facts: Vec::new(),
        agenda: Vec::new(),
        minutes: Vec::new(),
        sources: Vec::new(),
    };
    let mut facts = Facts { desk, frame, list: Vec::new() };
    match content {
        Content::Ask(ask) => {
            body.text = Some(text(frame, &ask.text));
            facts.party("dialogue-to", &ask.to);
            facts.day("dialogue-asked-on", ask.asked_on);
            facts.due(ask.due);
            facts.words("dialogue-measure", text(frame, &ask.measure));
        }
        Content::Commitment(made) => {
            body.text = Some(text(frame, &made.text));
            facts.party("dialogue-by", &made.by);
            facts.day("dialogue-said-on", made.said_on);
            facts.words("dialogue-said-by", text(frame, &made.said_by));
            facts.due(made.due);
            facts.words("dialogue-measure", text(frame, &made.measure));
            body.sources = sources(frame, &made.sources);
        }
        Content::Evidence(evidence) => {
            facts.words("dialogue-state", frame.word("stands", evidence.state.word()));
            facts.day("dialogue-seen-on", evidence.seen_on);
            body.sources = sources(frame, &evidence.sources);
        }
        Content::Meeting(meeting) => {
            facts.day("dialogue-held-on", meeting.day);
            facts.words("dialogue-form", frame.word("meeting-form", meeting.form.word()));
            meeting.present.iter().for_each(|id| facts.party("dialogue-present", id));
            body.agenda = meeting.agenda.iter().map(|it| point(desk, frame, it)).collect();
            body.minutes = meeting.minutes.iter().map(|it| point(desk, frame, it)).collect();
            body.sources = sources(frame, &meeting.sources);
        }
        Content::Position(position) => body.text = Some(text(frame, &position.text)),
    }
    body.facts = facts.list;
    body
}

fn point(desk: &Desk, frame: &Frame, point: &Point) -> PointShown {
    let matter = point.matter.map(|matter| match matter {
        Matter::Ask(reference) => ItemRef::Ask(reference),
        Matter::Commitment(reference) => ItemRef::Commitment(reference),
        Matter::Position(reference) => ItemRef::Position(reference),
    });
    PointShown {
        words: text(frame, &point.words),
        said_for: point.said_for.as_ref().map(|id| party(desk, frame, id)),
        href: matter.map(|it| frame.link(&path(it))),
    }
}

struct Facts<'a> {
    desk: &'a Desk,
    frame: &'a Frame,
    list: Vec<Fact>,
}

impl Facts<'_> {
    fn add(&mut self, label: &str, text: String, day: Option<Moment>, party: Option<Party>) {
        self.list.push(Fact { label: self.frame.t(label), text, day, party });
    }

    fn words(&mut self, label: &str, text: String) {
        self.add(label, text, None, None);
    }

    fn day(&mut self, label: &str, of: Day) {
        self.add(label, String::new(), Some(day(self.frame, of)), None);
    }

    /// By which day; that none was given is said too.
    fn due(&mut self, due: Option<Day>) {
        match due {
            Some(due) => self.day("dialogue-due-label", due),
            None => self.words("dialogue-due-label", self.frame.t("dialogue-no-due")),
        }
    }

    fn party(&mut self, label: &str, id: &record::id::OrganisationId) {
        let party = party(self.desk, self.frame, id);
        self.add(label, String::new(), None, Some(party));
    }
}

/// The steps in the life of an item, oldest first.
fn steps(frame: &Frame, kept: &KeptItem) -> Vec<Step> {
    let published = kept.item.published().iter().zip(&kept.places);
    let mut is_first = true;
    let mut steps: Vec<Step> = published
        .map(|(published, place)| {
            let step = step(frame, published, *place, is_first);
            is_first &= matches!(published.content, Content::Evidence(_));
            step
        })
        .collect();
    if let Some(sown) = kept.item.unconfirmed() {
        steps.push(Step {
            title: frame.t("dialogue-step-sown"),
            at: day(frame, sown.at.day()),
            text: None,
            stands: None,
            sources: Vec::new(),
            by: None,
            entry: None,
            proof: None,
            document: None,
        });
    }
    steps
}

fn step(frame: &Frame, published: &Published, place: Option<u64>, is_first: bool) -> Step {
    let evidence = match &published.content {
        Content::Evidence(evidence) => Some(evidence),
        _ => None,
    };
    let title = match (evidence, is_first) {
        (Some(_), _) => "dialogue-step-seen",
        (None, true) => "dialogue-step-published",
        (None, false) => "dialogue-step-corrected",
    };
    let standing = evidence.map(|evidence| Stands {
        words: frame.word("stands", evidence.state.word()),
        tone: super::shown::tone(evidence.state.word()),
    });
    Step {
        title: frame.t(title),
        at: day(frame, evidence.map_or(published.at.day(), |evidence| evidence.seen_on)),
        text: evidence.map(|evidence| text(frame, &evidence.text)),
        stands: standing,
        sources: evidence.map(|it| sources(frame, &it.sources)).unwrap_or_default(),
        by: evidence.map(|_| published.by.to_string()),
        entry: place.map(|n| (frame.number(n), frame.link(&format!("/register/entry/{n}")))),
        proof: place.map(|n| frame.link(&format!("/register/proof/{n}"))),
        document: Some(format!("/dialogue/document/{}", published.document)),
    }
}

/// What belongs to an item: what it answers and what answers it.
fn groups(
    desk: &Desk,
    frame: &Frame,
    id: ItemRef,
    statement: &Content,
) -> Result<Vec<Group>, DialogueError> {
    let mut groups = Vec::new();
    let above: Vec<ItemRef> = match statement {
        Content::Ask(ask) => {
            let position = ask.position.map(ItemRef::Position);
            position.into_iter().chain(ask.meeting.map(ItemRef::Meeting)).collect()
        }
        Content::Commitment(made) => {
            let ask = made.ask.map(ItemRef::Ask);
            ask.into_iter().chain(made.meeting.map(ItemRef::Meeting)).collect()
        }
        _ => Vec::new(),
    };
    let mut rows = Vec::new();
    for id in above {
        let found = desk.store.dialogue_row(id)?;
        rows.extend(found.and_then(|found| row(desk, frame, &found)));
    }
    groups.push(Group { id: "from", title: frame.t("dialogue-from"), rows });
    let below = match id {
        ItemRef::Ask(ask) => DialogueFilter { ask: Some(ask), ..DialogueFilter::default() },
        ItemRef::Meeting(it) => DialogueFilter { meeting: Some(it), ..DialogueFilter::default() },
        ItemRef::Position(it) => DialogueFilter { position: Some(it), ..DialogueFilter::default() },
        ItemRef::Commitment(_) => return Ok(filled(groups)),
    };
    let list = desk.store.dialogue_list(&below, BESIDE_MAX)?;
    let rows = list.rows.iter().filter_map(|it| row(desk, frame, it)).collect();
    let title = match list.next {
        None => frame.t("dialogue-of-it"),
        Some(_) => count(frame, "dialogue-of-it-first", BESIDE_MAX as u64),
    };
    groups.push(Group { id: "of-it", title, rows });
    Ok(filled(groups))
}

fn filled(groups: Vec<Group>) -> Vec<Group> {
    groups.into_iter().filter(|group| !group.rows.is_empty()).collect()
}
