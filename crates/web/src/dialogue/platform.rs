//! One platform: what was asked of it, what it promised, what it kept; and how it answers notices.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use dialogue::ItemKind;
use record::id::OrganisationId;
use store::desk::DialogueFilter;
use words::Value;

use super::kept::Asked;
use super::shown::{ItemRow, Stands, party, row, row_standing, stands, today};
use super::{DialogueError, give, made};
use crate::desk::Desk;
use crate::frame::Frame;
use crate::page::{Page, SHARED};
use crate::room::{duration, interval, share};

/// Items of one kind on the page; the tracker has the rest.
const ROWS: usize = 100;

/// The page.
#[derive(Template)]
#[template(path = "dialogue_platform.html")]
struct PlatformPage {
    frame: Frame,
    name: String,
    id: String,
    is_demo: bool,
    figures: Vec<(Stands, String)>,
    answers: Vec<Answered>,
    groups: Vec<Group>,
    notices: String,
    agenda: String,
    calendar: String,
}

/// A figure of how it answers.
struct Answered {
    label: String,
    value: String,
    note: Option<String>,
}

/// Items of one kind.
struct Group {
    kind: &'static str,
    title: String,
    rows: Vec<ItemRow>,
    more: Option<String>,
}

impl Page for PlatformPage {
    const CACHE: &'static str = SHARED;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// `GET /dialogue/platform/{id}`.
pub(super) async fn page(
    State(desk): State<Desk>,
    Path(id): Path<String>,
    asked: Asked,
) -> Response {
    give(desk, asked, move |desk, frame| {
        let id = id.parse().map_err(|_| DialogueError::Nothing)?;
        made(&build(desk, frame, &id)?)
    })
    .await
}

fn build(desk: &Desk, frame: Frame, id: &OrganisationId) -> Result<PlatformPage, DialogueError> {
    let answers = answers(desk, &frame, id)?;
    let mut groups = Vec::new();
    let mut standing = std::collections::BTreeMap::new();
    for kind in [ItemKind::Commitment, ItemKind::Ask] {
        let filter = DialogueFilter {
            kind: Some(kind),
            platform: Some(id.to_string()),
            ..DialogueFilter::default()
        };
        let list = desk.store.dialogue_list(&filter, ROWS)?;
        for stands in list.rows.iter().filter_map(|it| row_standing(it, today(desk))) {
            standing.entry(stands.word()).or_insert((stands, 0_u64)).1 += 1;
        }
        let more = format!("/dialogue?kind={}&platform={id}", kind.word());
        groups.push(Group {
            kind: kind.word(),
            title: frame.word("items", kind.word()),
            rows: list.rows.iter().filter_map(|it| row(desk, &frame, it)).collect(),
            more: list.next.map(|_| frame.link(&more)),
        });
    }
    let is_known = desk.parties.platform(id.as_str()).is_some();
    if !is_known && answers.is_empty() && groups.iter().all(|group| group.rows.is_empty()) {
        return Err(DialogueError::Nothing);
    }
    let figures = standing.into_values();
    Ok(PlatformPage {
        name: party(desk, &frame, id).name,
        is_demo: desk.store.identity().is_demo,
        figures: figures.map(|(it, count)| (stands(&frame, it), frame.number(count))).collect(),
        answers,
        groups,
        notices: frame.link(&format!("/room/notices?platform={id}")),
        agenda: frame.link(&format!("/dialogue/agenda?platform={id}")),
        calendar: frame.link(&format!("/dialogue/calendar.ics?platform={id}")),
        id: id.to_string(),
        frame,
    })
}

/// How it answers notices, from the register's entries alone.
fn answers(
    desk: &Desk,
    frame: &Frame,
    id: &OrganisationId,
) -> Result<Vec<Answered>, DialogueError> {
    let figures = desk.store.room_figures()?;
    let groups = figures.iter().flat_map(|figures| &figures.platforms);
    let Some(group) = groups.into_iter().find(|group| group.key == id.as_str()) else {
        return Ok(Vec::new());
    };
    let counts = &group.counts;
    let of_all = |part| share(frame, desk::public::Share { part, of: counts.issued });
    let line = |label: &str, value: String, note| Answered { label: frame.t(label), value, note };
    let mut answers = vec![
        line("dialogue-answers-asked", frame.number(counts.issued), None),
        line("dialogue-answers-answered", of_all(counts.answered()), None),
        line("dialogue-answers-silent", of_all(counts.silent), None),
    ];
    let times = &counts.times;
    for (label, quantile) in
        [("dialogue-answers-median", times.median), ("dialogue-answers-ninth", times.ninth_decile)]
    {
        if let Some(quantile) = quantile {
            let note = Some(interval(frame, quantile));
            answers.push(line(label, duration(frame, quantile.value_s), note));
        }
    }
    if times.median.is_none() {
        let least = Value::Count(desk::public::SHOWN_MIN);
        let few = frame.say("dialogue-answers-few", &[("least", least)]);
        answers.push(line("dialogue-answers-median", few, None));
    }
    Ok(answers)
}
