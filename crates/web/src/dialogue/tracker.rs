//! `/dialogue`: everything that was asked and promised, with a search; the question stands in the
//! address.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use dialogue::ItemKind;
use dialogue::commitment::Standing;
use record::time::Day;
use store::desk::{DialogueFilter, DialoguePlace};

use super::kept::Asked;
use super::shown::{ItemRow, Stands, count, row, today, tone};
use super::{DialogueError, give, made};
use crate::desk::{Desk, Fields};
use crate::frame::Frame;
use crate::page::{Page, SHARED};

/// Items on one page.
const ROWS: usize = 30;
/// The longest value of a filter. Unit: bytes.
const VALUE_BYTES_MAX: usize = 200;
/// Words that are looked for together.
const WORDS_MAX: usize = 8;

/// The tracker.
#[derive(Template)]
#[template(path = "dialogue.html")]
struct TrackerPage {
    frame: Frame,
    desk_name: String,
    is_demo: bool,
    words: String,
    choices: Vec<Choice>,
    figures: Vec<Figure>,
    found: String,
    has_unconfirmed: bool,
    rows: Vec<ItemRow>,
    older: Option<String>,
    is_asked: bool,
    csv: String,
    json: String,
}

/// How many commitments stand so.
struct Figure {
    stands: Stands,
    count: String,
    href: String,
}

/// One thing that can be chosen.
struct Choice {
    name: &'static str,
    label: String,
    options: Vec<Opt>,
}

struct Opt {
    value: String,
    text: String,
    is_chosen: bool,
}

impl Page for TrackerPage {
    const CACHE: &'static str = SHARED;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// What an address asks for; what cannot be read is not asked.
pub(super) fn filter(query: &Fields, today: Day) -> DialogueFilter {
    let value =
        |name| Some(query.get(name)).filter(|it| !it.is_empty() && it.len() <= VALUE_BYTES_MAX);
    let standing = value("standing").and_then(|it| Standing::WORDS.into_iter().find(|w| *w == it));
    let words = value("q").map(words::fold).unwrap_or_default();
    let words = words.split_whitespace().take(WORDS_MAX).map(str::to_owned).collect();
    DialogueFilter {
        kind: value("kind").and_then(ItemKind::from_word),
        platform: value("platform").map(str::to_owned),
        standing: standing.map(|word| (word, today)),
        words,
        after: value("after").and_then(place),
        ..DialogueFilter::default()
    }
}

/// The item after which a list goes on: its day and its number.
fn place(text: &str) -> Option<DialoguePlace> {
    let (day, id) = text.split_once('.')?;
    Some(DialoguePlace { day: day.parse().ok()?, id: id.parse().ok()? })
}

/// The same question as an address; `after` says where the list goes on.
fn address(path: &str, query: &Fields, after: Option<DialoguePlace>) -> String {
    let asked = ["kind", "platform", "standing", "q"];
    let asked = asked.into_iter().map(|name| (name, query.get(name)));
    let pairs = asked.filter(|(_, value)| !value.is_empty() && value.len() <= VALUE_BYTES_MAX);
    let mut parts: Vec<String> =
        pairs.map(|(name, value)| format!("{name}={}", crate::frame::escaped(value))).collect();
    parts.extend(after.map(|place| format!("after={}.{}", place.day, place.id)));
    if parts.is_empty() { path.to_owned() } else { format!("{path}?{}", parts.join("&")) }
}

/// `GET /dialogue?q=&kind=&platform=&standing=&after=`.
pub(super) async fn page(
    State(desk): State<Desk>,
    Query(query): Query<Vec<(String, String)>>,
    asked: Asked,
) -> Response {
    give(desk, asked, move |desk, frame| made(&build(desk, frame, &Fields::new(query))?)).await
}

fn build(desk: &Desk, frame: Frame, query: &Fields) -> Result<TrackerPage, DialogueError> {
    let filter = filter(query, today(desk));
    let list = desk.store.dialogue_list(&filter, ROWS)?;
    let found = desk.store.dialogue_count(&filter)?;
    let link = |path: &str| frame.link(&address(path, query, None));
    let is_asked = filter != DialogueFilter::default();
    Ok(TrackerPage {
        desk_name: desk.store.identity().name.clone(),
        is_demo: desk.store.identity().is_demo,
        words: if filter.words.is_empty() { String::new() } else { query.shown("q") },
        choices: choices(desk, &frame, &filter)?,
        figures: if is_asked { Vec::new() } else { figures(desk, &frame)? },
        found: count(&frame, "dialogue-found", found),
        has_unconfirmed: list.rows.iter().any(|row| !row.is_confirmed),
        rows: list.rows.iter().filter_map(|it| row(desk, &frame, it)).collect(),
        older: list.next.map(|next| frame.link(&address("/dialogue", query, Some(next)))),
        csv: link("/dialogue/items.csv"),
        json: link("/dialogue/items.json"),
        is_asked,
        frame,
    })
}

fn figures(desk: &Desk, frame: &Frame) -> Result<Vec<Figure>, DialogueError> {
    let mut figures = Vec::new();
    for word in Standing::WORDS {
        let standing = Some((word, today(desk)));
        let filter = DialogueFilter { standing, ..DialogueFilter::default() };
        figures.push(Figure {
            stands: Stands { words: frame.word("stands", word), tone: tone(word) },
            count: frame.number(desk.store.dialogue_count(&filter)?),
            href: frame.link(&format!("/dialogue?standing={word}")),
        });
    }
    Ok(figures)
}

fn choices(
    desk: &Desk,
    frame: &Frame,
    filter: &DialogueFilter,
) -> Result<Vec<Choice>, DialogueError> {
    let kind = filter.kind.map(ItemKind::word);
    let kinds = ItemKind::ALL.map(|it| (it.word().to_owned(), frame.word("items", it.word())));
    let standings = Standing::WORDS.map(|it| (it.to_owned(), frame.word("stands", it)));
    let platforms = desk.store.dialogue_platforms()?.into_iter().map(|id| {
        let name = crate::office::notices::platform_name(desk, &id);
        (id, name)
    });
    let standing = filter.standing.map(|it| it.0);
    Ok(vec![
        choice(frame, "kind", kinds, kind),
        choice(frame, "platform", platforms, filter.platform.as_deref()),
        choice(frame, "standing", standings, standing),
    ])
}

fn choice(
    frame: &Frame,
    name: &'static str,
    values: impl IntoIterator<Item = (String, String)>,
    chosen: Option<&str>,
) -> Choice {
    let all =
        Opt { value: String::new(), text: frame.t("dialogue-all"), is_chosen: chosen.is_none() };
    let option = |(value, text): (String, String)| Opt {
        is_chosen: chosen == Some(value.as_str()),
        value,
        text,
    };
    Choice {
        name,
        label: frame.word("dialogue-choose", name),
        options: std::iter::once(all).chain(values.into_iter().map(option)).collect(),
    }
}
