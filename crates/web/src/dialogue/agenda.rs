//! `/dialogue/agenda`: what the next meeting is about, made from what is due; and, printed, the brief
//! that somebody takes there.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use dialogue::{Content, ItemKind, ItemRef};
use record::time::Day;
use store::desk::{DialogueFilter, DialogueRow};

use super::item::{Body, body};
use super::kept::Asked;
use super::shown::{Party, Stands, path, row_standing, stands, today};
use super::{DialogueError, give, made};
use crate::desk::{Desk, Fields};
use crate::frame::{Frame, Moment};
use crate::page::{Page, SHARED};

/// How far ahead something is due that belongs on the agenda. Our own choice: desks meet platforms
/// about every quarter. Unit: seconds.
const AHEAD_S: i64 = 90 * 86_400;
/// Points of one part.
const POINTS_MAX: usize = 60;

/// The agenda.
#[derive(Template)]
#[template(path = "dialogue_agenda.html")]
struct AgendaPage {
    frame: Frame,
    desk_name: String,
    is_demo: bool,
    as_of: Moment,
    platform: Option<Party>,
    /// The platforms that an agenda can be made for, and whether this is the one.
    platforms: Vec<(Party, bool)>,
    parts: Vec<Part>,
    whole: String,
}

/// One part of the agenda.
struct Part {
    id: &'static str,
    title: String,
    lead: String,
    points: Vec<PointOf>,
}

/// A point: what it says, and how it stands.
struct PointOf {
    href: String,
    body: Body,
    stands: Option<Stands>,
    is_confirmed: bool,
}

impl Page for AgendaPage {
    const CACHE: &'static str = SHARED;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// `GET /dialogue/agenda?platform=`.
pub(super) async fn page(
    State(desk): State<Desk>,
    Query(query): Query<Vec<(String, String)>>,
    asked: Asked,
) -> Response {
    give(desk, asked, move |desk, frame| made(&build(desk, frame, &Fields::new(query))?)).await
}

/// The parts of an agenda, the most pressing first.
#[derive(Clone, Copy)]
enum Pressing {
    /// Commitments whose day is over.
    Due,
    /// Commitments that were seen not to be kept, or only partly.
    Failed,
    /// Commitments that will be due soon.
    Soon,
    /// Commitments for which no day was given.
    Undated,
    /// Asks that no commitment answers.
    Unanswered,
}

impl Pressing {
    const ALL: [(Pressing, &'static str); 5] = [
        (Pressing::Due, "due"),
        (Pressing::Failed, "failed"),
        (Pressing::Soon, "soon"),
        (Pressing::Undated, "undated"),
        (Pressing::Unanswered, "unanswered"),
    ];
}

fn build(desk: &Desk, frame: Frame, query: &Fields) -> Result<AgendaPage, DialogueError> {
    let platforms = desk.store.dialogue_platforms()?;
    let platform = platforms.iter().find(|id| id.as_str() == query.get("platform"));
    let today = today(desk);
    let mut parts = Vec::new();
    for (pressing, id) in Pressing::ALL {
        let rows = rows(desk, pressing, platform, today)?;
        let points = rows.iter().filter_map(|row| point(desk, &frame, row, today)).collect();
        let (title, lead) = (frame.word("agenda", id), frame.word("agenda-lead", id));
        parts.push(Part { id, title, lead, points });
    }
    parts.retain(|part| !part.points.is_empty());
    let party = |id: &String| Party {
        href: frame.link(&format!("/dialogue/agenda?platform={id}")),
        name: crate::office::notices::platform_name(desk, id),
    };
    Ok(AgendaPage {
        desk_name: desk.store.identity().name.clone(),
        is_demo: desk.store.identity().is_demo,
        as_of: super::shown::day(&frame, today),
        platform: platform.map(party),
        platforms: platforms.iter().map(|id| (party(id), platform == Some(id))).collect(),
        parts,
        whole: frame.link("/dialogue/agenda"),
        frame,
    })
}

fn rows(
    desk: &Desk,
    pressing: Pressing,
    platform: Option<&String>,
    today: Day,
) -> Result<Vec<DialogueRow>, DialogueError> {
    let list = |filter: DialogueFilter| {
        let filter = DialogueFilter { platform: platform.cloned(), ..filter };
        Ok::<_, DialogueError>(desk.store.dialogue_list(&filter, POINTS_MAX)?.rows)
    };
    let standing = |word| DialogueFilter { standing: Some((word, today)), ..Default::default() };
    Ok(match pressing {
        Pressing::Due => list(standing("due"))?,
        Pressing::Failed => {
            let mut rows = list(standing("broken"))?;
            rows.extend(list(standing("partly_kept"))?);
            rows
        }
        Pressing::Soon => {
            let until = today.start().plus_seconds(AHEAD_S).map_or(today, |at| at.day());
            list(DialogueFilter { due_until: Some(until), ..standing("made") })?
        }
        Pressing::Undated => list(DialogueFilter { is_undated: true, ..standing("made") })?,
        Pressing::Unanswered => {
            let asks = DialogueFilter { kind: Some(ItemKind::Ask), ..DialogueFilter::default() };
            list(DialogueFilter { is_unanswered: true, ..asks })?
        }
    })
}

fn point(desk: &Desk, frame: &Frame, row: &DialogueRow, today: Day) -> Option<PointOf> {
    let shown: &Content = row.shown.as_ref()?;
    let item: ItemRef = row.item;
    Some(PointOf {
        href: frame.link(&path(item)),
        body: body(desk, frame, shown),
        stands: row_standing(row, today).map(|it| stands(frame, it)),
        is_confirmed: row.is_confirmed,
    })
}
