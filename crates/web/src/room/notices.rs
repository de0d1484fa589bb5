//! `/room/notices`: every notice, by what it is about and what came back; the question stands in the
//! address, so that it can be shared and kept.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use desk::public::{Figures, Group, State as CameBack};
use record::choice::Harm;
use store::desk::{LOOKED_AT_MAX, NoticeFilter};
use words::Value;

use super::RoomError;
use super::account::month_words;
use super::shown::{NoticeRow, ground, row};
use crate::desk::Desk;
use crate::frame::Frame;
use crate::page::{Page, SHARED};

/// Notices on one page.
const ROWS: usize = 25;
/// The longest value of a filter: no name or article is longer.
const VALUE_BYTES_MAX: usize = 100;

/// What the address asks.
pub(super) type Asked = Query<Vec<(String, String)>>;

/// A list of notices.
#[derive(Template)]
#[template(path = "room_notices.html")]
pub(super) struct NoticesPage {
    frame: Frame,
    choices: Vec<Choice>,
    rows: Vec<NoticeRow>,
    /// The page after this one, and why it is not all.
    older: Option<String>,
    cut: Option<String>,
    newest: Option<String>,
    csv: String,
    json: String,
    is_asked: bool,
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

impl Page for NoticesPage {
    const CACHE: &'static str = SHARED;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// The filter that an address asks for. What it does not know is passed over.
pub(super) fn filter(Query(pairs): &Asked) -> NoticeFilter {
    let value = |name: &str| {
        let found = pairs.iter().find(|pair| pair.0 == name).map(|pair| pair.1.trim());
        let is_value = |value: &&str| !value.is_empty() && value.len() <= VALUE_BYTES_MAX;
        found.filter(is_value).map(str::to_owned)
    };
    NoticeFilter {
        platform: value("platform"),
        harm: value("harm"),
        article: value("article"),
        month: value("month"),
        state: value("state"),
        official: value("official"),
        before: value("before").and_then(|text| text.parse().ok()),
    }
}

/// The filter as it stands in an address, beginning with `?` if there is anything.
fn query(filter: &NoticeFilter) -> String {
    let before = filter.before.map(|before| before.to_string());
    let pairs = [
        ("platform", &filter.platform),
        ("harm", &filter.harm),
        ("article", &filter.article),
        ("month", &filter.month),
        ("state", &filter.state),
        ("official", &filter.official),
        ("before", &before),
    ];
    let mut query = String::new();
    for (name, value) in pairs {
        let Some(value) = value else { continue };
        query.push(if query.is_empty() { '?' } else { '&' });
        query.push_str(name);
        query.push('=');
        query.push_str(&crate::frame::escaped(value));
    }
    query
}

/// `GET /room/notices`.
pub(super) async fn page(
    State(desk): State<Desk>,
    asked: Asked,
    frame: Frame,
    headers: HeaderMap,
) -> Response {
    let filter = filter(&asked);
    super::show(desk, frame, &headers, move |desk, frame| build(desk, frame, filter)).await
}

fn build(desk: &Desk, frame: Frame, filter: NoticeFilter) -> Result<NoticesPage, RoomError> {
    let list = desk.store.room_notices(&filter, ROWS)?;
    let figures = desk.store.room_figures()?;
    let all = NoticeFilter { before: None, ..filter.clone() };
    let to = |filter: &NoticeFilter| frame.link(&format!("/room/notices{}", query(filter)));
    let older = list.next.map(|next| to(&NoticeFilter { before: Some(next), ..filter.clone() }));
    let looked = ("count", Value::Count(LOOKED_AT_MAX.into()));
    Ok(NoticesPage {
        choices: choices(desk, &frame, &filter, figures.as_ref()),
        rows: list.lives.iter().map(|life| row(desk, &frame, life)).collect(),
        older,
        cut: list.is_cut.then(|| frame.say("room-list-cut", &[looked])),
        newest: filter.before.is_some().then(|| to(&all)),
        csv: format!("/room/notices.csv{}", query(&all)),
        json: format!("/room/notices.json{}", query(&all)),
        is_asked: all != NoticeFilter::default(),
        frame,
    })
}

fn choices(
    desk: &Desk,
    frame: &Frame,
    filter: &NoticeFilter,
    figures: Option<&Figures>,
) -> Vec<Choice> {
    let keys = |groups: fn(&Figures) -> &Vec<Group>| {
        let groups = figures.map(groups).into_iter().flatten();
        groups.map(|group| group.key.clone()).collect::<Vec<String>>()
    };
    let mut months = keys(|figures| &figures.months);
    months.reverse();
    let harms = Harm::ALL.iter().map(|harm| harm.word().to_owned()).collect();
    let states = CameBack::ALL.iter().map(|state| state.word().to_owned()).collect();
    let official = ["yes", "no"].map(str::to_owned).to_vec();
    let plain = |key: &str| key.to_owned();
    vec![
        choice(frame, "platform", &filter.platform, keys(|f| &f.platforms), plain),
        choice(frame, "harm", &filter.harm, harms, |key| frame.word("harm", key)),
        choice(frame, "article", &filter.article, keys(|f| &f.articles), |key| {
            ground(desk, frame, key)
        }),
        choice(frame, "month", &filter.month, months, |key| month_words(frame, key)),
        choice(frame, "state", &filter.state, states, |key| frame.word("came-back", key)),
        choice(frame, "official", &filter.official, official, |key| frame.word("official", key)),
    ]
}

fn choice(
    frame: &Frame,
    name: &'static str,
    chosen: &Option<String>,
    mut keys: Vec<String>,
    words: impl Fn(&str) -> String,
) -> Choice {
    let any = Opt { value: String::new(), text: frame.t("room-any"), is_chosen: chosen.is_none() };
    let is_known = |it: &&String| keys.contains(*it);
    let unknown = chosen.as_ref().filter(|it| !is_known(it)).cloned();
    // What nobody asked of anybody is still what this address asks for, and is shown as it is.
    let unknown = unknown.map(|key| Opt { value: key.clone(), text: key, is_chosen: true });
    let known = keys.drain(..).map(|key| Opt {
        text: words(&key),
        is_chosen: chosen.as_deref() == Some(&key),
        value: key,
    });
    let options = std::iter::once(any).chain(known.collect::<Vec<_>>()).chain(unknown).collect();
    Choice { name, label: frame.word("room-choose", name), options }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_reads_back_from_the_address_it_makes() {
        let some = |text: &str| Some(text.to_owned());
        let asked = NoticeFilter {
            platform: some("clips.example"),
            article: some("ma/88-13/83"),
            state: some("a&b=c <é>"),
            before: Some(7),
            ..NoticeFilter::default()
        };
        let text = query(&asked);
        let uri: axum::http::Uri = format!("/room/notices{text}").parse().unwrap();
        let read = Query::<Vec<(String, String)>>::try_from_uri(&uri).unwrap();
        assert_eq!(filter(&read), asked);
        assert_eq!(query(&NoticeFilter::default()), "");
    }

    #[test]
    fn what_is_empty_too_long_or_no_number_is_passed_over() {
        let long = "x".repeat(VALUE_BYTES_MAX + 1);
        let pairs = [("platform", ""), ("harm", " "), ("month", long.as_str()), ("before", "x")];
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        assert_eq!(filter(&Query(pairs)), NoticeFilter::default());
    }
}
