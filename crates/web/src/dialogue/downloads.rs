//! The items of the dialogue for programs: as lines of JSON, or as CSV.

use std::io::{self, Write as _};

use axum::extract::{Extension, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;
use store::desk::{DialogueFilter, DialogueRow};

use super::shown::{due, path, row_standing, today};
use super::tracker::filter;
use crate::desk::{Desk, Fields};
use crate::downloads::Pieces;
use crate::frame::Frame;
use crate::receipt::enter::Peer;
use crate::room::{CSV, LINES, Sent, csv_row, send};

/// Items that are read from the tables at once.
const AT_ONCE: usize = 500;

/// What is said of one item to programs: the columns of the CSV, and the fields of a line.
#[derive(Serialize)]
struct Line {
    kind: &'static str,
    reference: String,
    platform: Option<String>,
    day: Option<String>,
    due: Option<String>,
    standing: Option<&'static str>,
    basis: &'static str,
    title_ar: String,
    title_fr: String,
    title_en: String,
    page: String,
}

/// The names of the columns, in the order of [`Line::cells`].
const COLUMNS: [&str; 11] = [
    "kind",
    "reference",
    "platform",
    "day",
    "due",
    "standing",
    "basis",
    "title_ar",
    "title_fr",
    "title_en",
    "page",
];

impl Line {
    fn of(desk: &Desk, row: &DialogueRow) -> Option<Line> {
        let shown = row.shown.as_ref()?;
        let title = shown.title();
        Some(Line {
            kind: row.item.kind().word(),
            reference: row.item.to_string(),
            platform: shown.platform().map(ToString::to_string),
            day: row.day.map(|day| day.to_string()),
            due: due(shown).flatten().map(|day| day.to_string()),
            standing: row_standing(row, today(desk)).map(|it| it.word()),
            basis: if row.is_confirmed { "desk" } else { "public-sources" },
            title_ar: title.ar.as_str().to_owned(),
            title_fr: title.fr.as_str().to_owned(),
            title_en: title.en.as_str().to_owned(),
            page: path(row.item),
        })
    }

    fn cells(self) -> [String; 11] {
        let text = Option::unwrap_or_default;
        [
            self.kind.to_owned(),
            self.reference,
            text(self.platform),
            text(self.day),
            text(self.due),
            self.standing.unwrap_or_default().to_owned(),
            self.basis.to_owned(),
            self.title_ar,
            self.title_fr,
            self.title_en,
            self.page,
        ]
    }

    fn json(&self) -> String {
        // Words, days and texts: nothing that JSON could not hold.
        serde_json::to_string(self).map(|line| line + "\n").unwrap_or_default()
    }
}

type Question = Query<Vec<(String, String)>>;

/// `GET /dialogue/items.csv`: the items that the address asks for, newest day first.
pub(super) async fn csv(
    State(desk): State<Desk>,
    Query(query): Question,
    frame: Frame,
    peer: Option<Extension<Peer>>,
    headers: HeaderMap,
) -> Response {
    let asked = filter(&Fields::new(query), today(&desk));
    let sent = Sent { frame, peer, headers, media_type: CSV };
    send(desk, sent, move |desk, out| {
        out.write_all(csv_row(&COLUMNS).as_bytes())?;
        write_all(desk, asked, out, |line| csv_row(&line.cells()))
    })
    .await
}

/// `GET /dialogue/items.json`: the same, one object a line.
pub(super) async fn json(
    State(desk): State<Desk>,
    Query(query): Question,
    frame: Frame,
    peer: Option<Extension<Peer>>,
    headers: HeaderMap,
) -> Response {
    let asked = filter(&Fields::new(query), today(&desk));
    let sent = Sent { frame, peer, headers, media_type: LINES };
    send(desk, sent, move |desk, out| write_all(desk, asked, out, |line| line.json())).await
}

fn write_all(
    desk: &Desk,
    mut asked: DialogueFilter,
    out: &mut io::BufWriter<&mut Pieces>,
    text: impl Fn(Line) -> String,
) -> io::Result<()> {
    loop {
        let list = desk.store.dialogue_list(&asked, AT_ONCE).map_err(io::Error::other)?;
        for line in list.rows.iter().filter_map(|row| Line::of(desk, row)) {
            out.write_all(text(line).as_bytes())?;
        }
        match list.next {
            Some(next) => asked.after = Some(next),
            None => return Ok(()),
        }
    }
}
