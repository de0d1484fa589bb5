//! The figures of the room for programs: as one object of JSON, or as the rows of a table.

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};
use desk::public::{Counts, Figures, Group, Quantile, State as CameBack};
use serde::Serialize;

use super::downloads::{CSV, csv_row, open};
use super::{RoomError, aside, register};
use crate::desk::Desk;
use crate::frame::Frame;
use crate::page::{SHARED, tagged};

const JSON: &str = "application/json";

/// The figures, with the name of the register that they are of.
#[derive(Serialize)]
struct Published<'a> {
    origin: &'a str,
    #[serde(flatten)]
    figures: &'a Figures,
}

/// Figures of the register called `origin` as one line of JSON.
#[must_use]
pub fn figures_json(origin: &str, figures: &Figures) -> String {
    let published = Published { origin, figures };
    // Numbers, words and times: nothing that JSON could not hold.
    serde_json::to_string(&published).unwrap_or_default()
}

/// `GET /room/figures.json`.
pub(super) async fn figures(
    State(desk): State<Desk>,
    frame: Frame,
    headers: HeaderMap,
) -> Response {
    let read = aside(desk, |desk| {
        let figures = desk.store.room_figures()?.ok_or(RoomError::Nothing)?;
        Ok(figures_json(&register(desk)?.identity.origin, &figures))
    });
    match read.await {
        Ok(text) => open(tagged(&headers, JSON, SHARED, format!("{text}\n").into_bytes())),
        Err(error) => error.answer(frame),
    }
}

/// `GET /room/figures.csv`: the same figures, a row for all and for each platform, harm, article and
/// month.
pub(super) async fn table(State(desk): State<Desk>, frame: Frame) -> Response {
    let read = aside(desk, |desk| desk.store.room_figures()?.ok_or(RoomError::Nothing)).await;
    match read {
        Ok(figures) => {
            let rows = std::iter::once(figure_columns()).chain(figure_rows(&figures));
            let text: String = rows.map(|row| csv_row(&row)).collect();
            let headers = [(header::CONTENT_TYPE, CSV), (header::CACHE_CONTROL, SHARED)];
            open((headers, text).into_response())
        }
        Err(error) => error.answer(frame),
    }
}

/// The names of the columns of [`figure_rows`].
#[must_use]
pub fn figure_columns() -> Vec<String> {
    let before = ["what", "key", "issued"];
    let after = [
        "overdue",
        "taken_back",
        "answered_late",
        "official",
        "refused_or_narrowed",
        "of",
        "timed",
        "median_s",
        "median_low_s",
        "median_high_s",
        "ninth_decile_s",
        "ninth_decile_low_s",
        "ninth_decile_high_s",
    ];
    let states = CameBack::ALL.iter().map(|state| state.word());
    before.into_iter().chain(states).chain(after).map(str::to_owned).collect()
}

/// The figures as rows: of all, then of each platform, harm, article and month. Times in seconds,
/// each quantile with both ends of its interval; empty where there is none.
#[must_use]
pub fn figure_rows(figures: &Figures) -> Vec<Vec<String>> {
    let groups = [
        ("platform", &figures.platforms),
        ("harm", &figures.harms),
        ("article", &figures.articles),
        ("month", &figures.months),
    ];
    let all = std::iter::once(row("all", "", &figures.all));
    let each = groups.into_iter().flat_map(|(what, groups)| {
        groups.iter().map(move |Group { key, counts }| row(what, key, counts))
    });
    all.chain(each).collect()
}

fn row(what: &str, key: &str, counts: &Counts) -> Vec<String> {
    let mut cells = vec![what.to_owned(), key.to_owned(), counts.issued.to_string()];
    cells.extend(CameBack::ALL.iter().map(|state| counts.in_state(*state).to_string()));
    let share = counts.refused_or_narrowed;
    let numbers = [
        counts.overdue,
        counts.taken_back,
        counts.answered_late,
        counts.official,
        share.part,
        share.of,
        counts.times.count,
    ];
    cells.extend(numbers.map(|number| number.to_string()));
    let quantiles = [counts.times.median, counts.times.ninth_decile];
    cells.extend(quantiles.into_iter().flat_map(quantile));
    cells
}

/// The value and both ends; empty where there is none.
fn quantile(quantile: Option<Quantile>) -> [String; 3] {
    let text = |seconds: Option<u64>| seconds.map(|it| it.to_string()).unwrap_or_default();
    [
        text(quantile.map(|it| it.value_s)),
        text(quantile.and_then(|it| it.low_s)),
        text(quantile.and_then(|it| it.high_s)),
    ]
}
