//! `/room/concentration`: how much falls on one case, one platform, one article, one day; and what
//! nobody can see from the register, and why.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use desk::public::{Concentration, Figures, Largest, Share};
use record::Day;
use words::Value;

use super::RoomError;
use super::shown::{ground, share};
use crate::desk::Desk;
use crate::frame::Frame;
use crate::page::{Page, SHARED};

/// How notices are spread.
#[derive(Template)]
#[template(path = "room_concentration.html")]
pub(super) struct ConcentrationPage {
    frame: Frame,
    all: String,
    tables: Vec<Spread>,
    findable: Option<String>,
    secret: Option<String>,
}

struct Spread {
    id: &'static str,
    title: String,
    lead: String,
    of: String,
    rows: Vec<SpreadRow>,
}

struct SpreadRow {
    label: String,
    is_code: bool,
    href: Option<String>,
    notices: String,
    share: String,
}

impl Page for ConcentrationPage {
    const CACHE: &'static str = SHARED;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// `GET /room/concentration`.
pub(super) async fn page(State(desk): State<Desk>, frame: Frame, headers: HeaderMap) -> Response {
    super::show(desk, frame, &headers, build).await
}

fn build(desk: &Desk, frame: Frame) -> Result<ConcentrationPage, RoomError> {
    let figures = desk.store.room_figures()?;
    let all = figures.as_ref().map_or(0, |figures| figures.all.issued);
    let count =
        |id, count: u64| (count > 0).then(|| frame.say(id, &[("count", Value::Count(count))]));
    let published = figures.as_ref().map_or(0, |figures| figures.addresses_published);
    let secret = figures.as_ref().map_or(0, |figures| figures.addresses_secret);
    Ok(ConcentrationPage {
        all: frame.say("room-spread-all", &[("count", Value::Count(all))]),
        findable: count("room-addresses-findable", published),
        secret: count("room-addresses-hidden", secret),
        tables: figures.as_ref().map(|it| tables(desk, &frame, it)).unwrap_or_default(),
        frame,
    })
}

fn tables(desk: &Desk, frame: &Frame, figures: &Figures) -> Vec<Spread> {
    let notices = |name: &str, key: &str| frame.link(&format!("/room/notices?{name}={key}"));
    let case = |largest: &Largest| {
        let href = frame.link(&format!("/room/case/{}", largest.key));
        (largest.key.clone(), true, Some(href))
    };
    let platform =
        |largest: &Largest| (largest.key.clone(), true, Some(notices("platform", &largest.key)));
    let article = |largest: &Largest| {
        (ground(desk, frame, &largest.key), false, Some(notices("article", &largest.key)))
    };
    let day = |largest: &Largest| {
        let words = largest
            .key
            .parse::<Day>()
            .map(|day| words::day(frame.language, day.year().into(), day.month(), day.day()));
        (words.unwrap_or_else(|_| largest.key.clone()), false, None)
    };
    let all = figures.all.issued;
    vec![
        spread(frame, "case", &figures.by_case, all, case),
        spread(frame, "platform", &figures.by_platform, all, platform),
        spread(frame, "article", &figures.by_article, all, article),
        spread(frame, "day", &figures.by_day, all, day),
    ]
}

fn spread(
    frame: &Frame,
    id: &'static str,
    found: &Concentration,
    all: u64,
    name: impl Fn(&Largest) -> (String, bool, Option<String>),
) -> Spread {
    let row = |largest: &Largest| {
        let (label, is_code, href) = name(largest);
        SpreadRow {
            label,
            is_code,
            href,
            notices: frame.number(largest.notices),
            share: share(frame, Share { part: largest.notices, of: all }),
        }
    };
    Spread {
        id,
        title: frame.word("room-spread", id),
        lead: frame
            .say(&format!("room-spread-lead-{id}"), &[("count", Value::Count(found.different))]),
        of: frame.word("room-of", id),
        rows: found.largest.iter().map(row).collect(),
    }
}
