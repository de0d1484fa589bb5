//! `/room`: the account. Figures, the newest notices, answer times as a picture, what contradicts.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use desk::public::{Counts, Figures, Group, Share};
use store::desk::NoticeFilter;
use words::Value;

use super::RoomError;
use super::plot::{Plot, Series, plot};
use super::shown::{
    GroupName, GroupRow, NoticeRow, duration, ground, group, interval, moment, row, share,
};
use crate::desk::Desk;
use crate::frame::{Frame, Moment};
use crate::page::{Page, SHARED};

/// The newest notices that the first page shows.
const NEWEST: usize = 5;
/// Platforms in the picture.
const PLATFORMS: usize = 8;
/// Dots of one platform: more could not be told apart.
const DOTS: u32 = 60;
/// Rows of one table; the rest stands in the download.
const ROWS: usize = 50;
/// Entries that contradict which are named.
const ODD: u32 = 20;

/// The account.
#[derive(Template)]
#[template(path = "room.html")]
pub(super) struct AccountPage {
    frame: Frame,
    desk_name: String,
    covers: String,
    behind: Option<String>,
    last_at: Option<Moment>,
    facts: Vec<Fact>,
    times: Vec<TimeFact>,
    newest: Vec<NoticeRow>,
    plot: Option<Plot>,
    twin: Vec<TwinRow>,
    tables: Vec<GroupTable>,
    odd: Vec<OddRow>,
    odd_count: Option<String>,
}

/// One figure.
struct Fact {
    label: String,
    value: String,
    note: Option<String>,
    href: Option<String>,
}

/// One quantile of all answer times.
struct TimeFact {
    label: String,
    value: String,
    note: String,
}

/// A platform in the table beside the picture.
struct TwinRow {
    name: String,
    answered: String,
    median: Option<String>,
    median_interval: String,
    ninth: Option<String>,
    ninth_interval: String,
    silent: String,
}

/// One table of groups.
struct GroupTable {
    id: &'static str,
    title: String,
    lead: Option<String>,
    of: String,
    rows: Vec<GroupRow>,
    is_cut: bool,
}

/// An entry that contradicts.
struct OddRow {
    index: String,
    href: String,
    why: String,
}

impl Page for AccountPage {
    const CACHE: &'static str = SHARED;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// `GET /room`.
pub(super) async fn page(State(desk): State<Desk>, frame: Frame, headers: HeaderMap) -> Response {
    super::show(desk, frame, &headers, build).await
}

fn build(desk: &Desk, frame: Frame) -> Result<AccountPage, RoomError> {
    let figures = desk.store.room_figures()?;
    let entries = figures.as_ref().map_or(0, |figures| figures.entries);
    let size = desk.register.get().map(|it| it.reader.checkpoint().checkpoint().size);
    let behind = size.map_or(0, |size| size.saturating_sub(entries));
    let behind = ("count", Value::Count(behind), behind > 0);
    let newest = desk.store.room_notices(&NoticeFilter::default(), NEWEST)?;
    let mut page = AccountPage {
        desk_name: desk.store.identity().name.clone(),
        covers: frame.say("room-covers", &[("count", Value::Count(entries))]),
        behind: behind.2.then(|| frame.say("room-behind", &[(behind.0, behind.1)])),
        last_at: None,
        facts: Vec::new(),
        times: Vec::new(),
        newest: newest.lives.iter().map(|life| row(desk, &frame, life)).collect(),
        plot: None,
        twin: Vec::new(),
        tables: Vec::new(),
        odd: odd(desk, &frame)?,
        odd_count: None,
        frame,
    };
    let Some(figures) = figures else { return Ok(page) };
    let frame = &page.frame;
    page.last_at = figures.last_at.map(|at| moment(frame, at));
    page.facts = facts(frame, &figures.all);
    page.times = times(frame, &figures.all);
    page.tables = tables(desk, frame, &figures);
    page.odd_count = (figures.odd > 0)
        .then(|| frame.say("room-odd-count", &[("count", Value::Count(figures.odd))]));
    let largest = largest(&figures.platforms, PLATFORMS);
    page.twin = largest.iter().map(|group| twin(frame, group)).collect();
    page.plot = picture(desk, &largest)?;
    Ok(page)
}

/// The groups with the most notices, the most first.
fn largest(groups: &[Group], most: usize) -> Vec<&Group> {
    let mut groups: Vec<&Group> = groups.iter().collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.counts.issued));
    groups.truncate(most);
    groups
}

fn picture(desk: &Desk, platforms: &[&Group]) -> Result<Option<Plot>, RoomError> {
    let mut series = Vec::new();
    for group in platforms.iter().filter(|group| group.counts.times.count > 0) {
        let times_s = desk.store.room_times(&group.key, DOTS)?;
        let median = group.counts.times.median;
        series.push(Series { name: group.key.clone(), times_s, median });
    }
    Ok((!series.is_empty()).then(|| plot(series)))
}

fn twin(frame: &Frame, group: &Group) -> TwinRow {
    let times = group.counts.times;
    let value = |quantile: Option<desk::public::Quantile>| match quantile {
        Some(quantile) => (Some(duration(frame, quantile.value_s)), interval(frame, quantile)),
        None => (None, frame.t("room-too-few")),
    };
    let (median, median_interval) = value(times.median);
    let (ninth, ninth_interval) = value(times.ninth_decile);
    TwinRow {
        name: group.key.clone(),
        answered: frame.number(times.count),
        median,
        median_interval,
        ninth,
        ninth_interval,
        silent: frame.number(group.counts.silent),
    }
}

fn facts(frame: &Frame, all: &Counts) -> Vec<Fact> {
    let of_all = |part| share(frame, Share { part, of: all.issued });
    let notices = |filter: &str| Some(frame.link(&format!("/room/notices{filter}")));
    let count = |id, count| Some(frame.say(id, &[("count", Value::Count(count))]));
    let fact = |id: &str, value, note, href| Fact { label: frame.t(id), value, note, href };
    let number = |value| frame.number(value);
    let mut facts = vec![
        fact("room-fact-asked", number(all.issued), None, notices("")),
        fact("room-fact-answered", of_all(all.answered()), None, None),
        fact("room-fact-against", share(frame, all.refused_or_narrowed), None, None),
        fact("room-fact-silent", of_all(all.silent), None, notices("?state=silent")),
        fact("room-fact-pending", number(all.pending()), None, notices("?state=waiting")),
        fact("room-fact-taken-back", number(all.taken_back), None, None),
        fact("room-fact-official", of_all(all.official), None, notices("?official=yes")),
    ];
    facts[1].note =
        (all.answered_late > 0).then(|| count("room-note-late", all.answered_late)).flatten();
    facts[4].note = (all.overdue > 0).then(|| count("room-note-overdue", all.overdue)).flatten();
    facts
}

fn times(frame: &Frame, all: &Counts) -> Vec<TimeFact> {
    let of = frame.say("room-times-of", &[("count", Value::Count(all.times.count))]);
    let fact = |id: &str, quantile: Option<desk::public::Quantile>| match quantile {
        Some(quantile) => TimeFact {
            label: frame.t(id),
            value: duration(frame, quantile.value_s),
            note: format!("{} {of}", interval(frame, quantile)),
        },
        None => TimeFact { label: frame.t(id), value: frame.t("room-too-few"), note: of.clone() },
    };
    vec![
        fact("room-fact-median", all.times.median),
        fact("room-fact-ninth", all.times.ninth_decile),
    ]
}

fn tables(desk: &Desk, frame: &Frame, figures: &Figures) -> Vec<GroupTable> {
    let link = |name: &str, key: &str| frame.link(&format!("/room/notices?{name}={key}"));
    let platform =
        |key: &str| GroupName { label: key.to_owned(), is_code: true, href: link("platform", key) };
    let harm = |key: &str| GroupName {
        label: frame.word("harm", key),
        is_code: false,
        href: link("harm", key),
    };
    let article = |key: &str| GroupName {
        label: ground(desk, frame, key),
        is_code: false,
        href: link("article", key),
    };
    let month = |key: &str| GroupName {
        label: month_words(frame, key),
        is_code: false,
        href: link("month", key),
    };
    let mut months: Vec<Group> = figures.months.clone();
    months.reverse();
    vec![
        table(frame, "platform", &largest(&figures.platforms, ROWS + 1), platform),
        table(frame, "harm", &largest(&figures.harms, ROWS + 1), harm),
        table(frame, "article", &largest(&figures.articles, ROWS + 1), article),
        table(frame, "month", &months.iter().take(ROWS + 1).collect::<Vec<_>>(), month),
    ]
}

fn table(
    frame: &Frame,
    id: &'static str,
    groups: &[&Group],
    name: impl Fn(&str) -> GroupName,
) -> GroupTable {
    let shown = groups.iter().take(ROWS);
    GroupTable {
        id,
        title: frame.word("room-by", id),
        lead: (id == "article").then(|| frame.t("room-by-article-lead")),
        of: frame.word("room-of", id),
        rows: shown.map(|it| group(frame, name(&it.key), &it.counts)).collect(),
        is_cut: groups.len() > ROWS,
    }
}

/// A month as pages show it: `November 2026`.
pub(super) fn month_words(frame: &Frame, key: &str) -> String {
    let Some((year, month)) = key.split_once('-') else { return key.to_owned() };
    let Ok(number @ 1..=12) = month.parse::<u8>() else { return key.to_owned() };
    let name = frame.t(&format!("month-{number}"));
    frame.say("room-month", &[("month", Value::Text(&name)), ("year", Value::Text(year))])
}

fn odd(desk: &Desk, frame: &Frame) -> Result<Vec<OddRow>, RoomError> {
    let found = desk.store.room_odd(ODD)?;
    let row = |odd: desk::public::Odd| OddRow {
        index: frame.number(odd.index),
        href: frame.link(&format!("/register/entry/{}", odd.index)),
        why: frame.word("odd", odd.why.word()),
    };
    Ok(found.into_iter().map(row).collect())
}
