//! How the room shows what it has: times, shares, articles, notices.

use desk::public::{Counts, Life, Quantile, Share, State};
use desk::terms;
use words::Value;

use crate::desk::Desk;
use crate::frame::{Frame, Moment};

/// Seconds in a minute, an hour and a day.
const MINUTE_S: u64 = 60;
const HOUR_S: u64 = 60 * MINUTE_S;
const DAY_S: u64 = 24 * HOUR_S;

/// A moment as pages show it.
pub(super) fn moment(frame: &Frame, at: record::Timestamp) -> Moment {
    frame.moment(u64::try_from(at.unix()).unwrap_or(0))
}

/// How long something took, in its two largest units: `3 days 4 hours`, `2 hours 5 minutes`.
pub(crate) fn duration(frame: &Frame, seconds: u64) -> String {
    let count = |id, count| frame.say(id, &[("count", Value::Count(count))]);
    let hours = |count| words::hours(frame.language, count);
    let (large, small) = match seconds {
        0..MINUTE_S => return frame.t("room-took-moments"),
        MINUTE_S..HOUR_S => return count("room-took-minutes", seconds / MINUTE_S),
        HOUR_S..DAY_S => {
            let minutes = seconds % HOUR_S / MINUTE_S;
            let minutes = (minutes > 0).then(|| count("room-took-minutes", minutes));
            (hours(seconds / HOUR_S), minutes)
        }
        _ => {
            let rest = seconds % DAY_S / HOUR_S;
            (count("room-took-days", seconds / DAY_S), (rest > 0).then(|| hours(rest)))
        }
    };
    match small {
        Some(small) => {
            let values = [("large", Value::Text(&large)), ("small", Value::Text(&small))];
            frame.say("room-took-two", &values)
        }
        None => large,
    }
}

/// A share with what it is a share of, and in hundredths where there are enough.
pub(crate) fn share(frame: &Frame, share: Share) -> String {
    let values = [("part", Value::Count(share.part)), ("all", Value::Count(share.of))];
    match share.percent() {
        Some(percent) => {
            let percent = ("percent", Value::Count(percent));
            frame.say("room-share", &[values[0], values[1], percent])
        }
        None => frame.say("room-share-few", &values),
    }
}

/// The interval of a quantile.
pub(crate) fn interval(frame: &Frame, quantile: Quantile) -> String {
    let text = |seconds| duration(frame, seconds);
    match (quantile.low_s.map(text), quantile.high_s.map(text)) {
        (Some(low), Some(high)) => {
            frame.say("room-interval", &[("low", Value::Text(&low)), ("high", Value::Text(&high))])
        }
        (Some(low), None) => frame.say("room-interval-low", &[("low", Value::Text(&low))]),
        (None, Some(high)) => frame.say("room-interval-high", &[("high", Value::Text(&high))]),
        (None, None) => frame.t("room-interval-none"),
    }
}

/// An article of law as a lawyer cites it, or a house rule in words. What the desk's own law does
/// not know stands as it is written in the entry.
pub(super) fn ground(desk: &Desk, frame: &Frame, key: &str) -> String {
    if let Some(rule) = key.strip_prefix("house_rule/") {
        let rule = frame.word("house-rule", rule);
        return frame.say("room-house-rule", &[("rule", Value::Text(&rule))]);
    }
    let cited =
        article(desk, key).and_then(|article| desk.pack.citation(article, frame.language.code()));
    cited.unwrap_or_else(|| key.to_owned())
}

/// What an article is about, if the desk's own law knows it.
pub(super) fn elements(desk: &Desk, frame: &Frame, key: &str) -> Option<String> {
    article(desk, key)?.elements.get(frame.language.code()).map(str::to_owned)
}

fn article<'a>(desk: &'a Desk, key: &str) -> Option<&'a law::Article> {
    let country = &desk.store.identity().country;
    let is_it = |article: &&law::Article| {
        terms::law_ref(country, &article.id).is_some_and(|law| law.as_str() == key)
    };
    desk.pack.articles().iter().find(is_it)
}

/// A notice in a list.
pub(super) struct NoticeRow {
    pub(super) href: String,
    pub(super) to: String,
    pub(super) at: Moment,
    pub(super) harm: String,
    pub(super) measure: String,
    pub(super) grounds: Vec<String>,
    pub(super) is_official: bool,
    pub(super) state: String,
    pub(super) is_bad: bool,
    pub(super) took: Option<String>,
}

/// A notice as lists show it.
pub(super) fn row(desk: &Desk, frame: &Frame, life: &Life) -> NoticeRow {
    let issued = &life.issued;
    NoticeRow {
        href: frame.link(&format!("/room/notice/{}", issued.notice)),
        to: issued.to.to_string(),
        at: moment(frame, issued.at),
        harm: frame.word("harm", issued.harm.word()),
        measure: frame.word("measure", issued.measure.word()),
        grounds: life.ground_keys().map(|key| ground(desk, frame, &key)).collect(),
        is_official: issued.is_official,
        state: frame.word("came-back", life.state().word()),
        is_bad: life.state() == State::Silent,
        took: life.answer_s().map(|seconds| duration(frame, seconds)),
    }
}

/// The counts of a group in a table.
pub(super) struct GroupRow {
    pub(super) label: String,
    /// Whether the label is written the same in every language.
    pub(super) is_code: bool,
    pub(super) href: String,
    pub(super) asked: String,
    pub(super) answered: String,
    pub(super) against: String,
    pub(super) silent: String,
    pub(super) withdrawn: String,
    pub(super) pending: String,
    pub(super) official: String,
    pub(super) median: Option<String>,
}

/// How a group is named, and where its notices are.
pub(super) struct GroupName {
    pub(super) label: String,
    pub(super) is_code: bool,
    pub(super) href: String,
}

/// The counts of a group.
pub(super) fn group(frame: &Frame, name: GroupName, counts: &Counts) -> GroupRow {
    let GroupName { label, is_code, href } = name;
    let of_all = |part| share(frame, Share { part, of: counts.issued });
    GroupRow {
        label,
        is_code,
        href,
        asked: frame.number(counts.issued),
        answered: of_all(counts.answered()),
        against: share(frame, counts.refused_or_narrowed),
        silent: of_all(counts.silent),
        withdrawn: frame.number(counts.withdrawn),
        pending: frame.number(counts.pending()),
        official: of_all(counts.official),
        median: counts.times.median.map(|median| duration(frame, median.value_s)),
    }
}
