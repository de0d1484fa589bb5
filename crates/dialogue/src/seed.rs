//! What is on the record before a desk writes its first word: what public pages tell of meetings and
//! promises, and the fictional dialogue of the demonstration. Data of `content/dialogue`, checked at
//! the door.
//!
//! An item of the seed is no entry. It becomes one as every other does: an officer takes it over as a
//! draft, and a second one publishes it. Until then its [`Basis`] stands beside it.

use std::collections::BTreeSet;

use record::time::Day;
use serde::Deserialize;
use toml::Value;

use crate::content::{Content, Lack};
use crate::item::{ItemKind, ItemRef};
use crate::meeting::Matter;
use crate::source::Source;

/// The files of Morocco.
const MA: &[File] = &[
    ("ma/meetings.toml", include_str!("../../../content/dialogue/ma/meetings.toml")),
    ("ma/commitments.toml", include_str!("../../../content/dialogue/ma/commitments.toml")),
];

/// The files of the demonstration.
const DEMO: &[File] = &[
    ("demo/talks.toml", include_str!("../../../content/dialogue/demo/talks.toml")),
    ("demo/commitments.toml", include_str!("../../../content/dialogue/demo/commitments.toml")),
];

/// Seconds of a day.
const DAY_S: i64 = 86_400;

/// The name of a file, and what is in it.
type File = (&'static str, &'static str);

/// What an item of the seed rests on. Readers see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Public pages, to be confirmed by the desk.
    PublicSources,
    /// Nothing: it is made up, for the demonstration.
    Fictional,
}

impl Basis {
    /// Its word, as in the files and for the texts that say it to readers.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Basis::PublicSources => "public-sources",
            Basis::Fictional => "fictional",
        }
    }
}

/// One content of the seed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeedItem {
    /// Of which item; evidence has the reference of its commitment.
    pub item: ItemRef,
    /// What it says.
    pub content: Content,
    /// What it rests on.
    pub basis: Basis,
    /// Where a position or an ask is told of: their contents have no place for it.
    beside: Vec<Source>,
}

impl SeedItem {
    /// Where it is told of.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        match &self.content {
            Content::Commitment(commitment) => &commitment.sources,
            Content::Evidence(evidence) => &evidence.sources,
            Content::Meeting(meeting) => &meeting.sources,
            Content::Ask(_) | Content::Position(_) => &self.beside,
        }
    }
}

/// Why a seed was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SeedError {
    /// There is none for this country.
    #[error("there is no seed for `{0}`")]
    Unknown(String),
    /// A file is not TOML of the right shape, or holds a text that the public record refuses.
    #[error("cannot read {file}")]
    Parse {
        /// The file.
        file: &'static str,
        /// Why.
        #[source]
        source: Box<toml::de::Error>,
    },
    /// A reference is none.
    #[error("`{0}` is no reference")]
    Reference(String),
    /// Two items have one reference.
    #[error("two items have the reference {0}")]
    Twice(ItemRef),
    /// An item names one that is not there, or evidence comes before its commitment.
    #[error("{from} names {to}, which is not in the seed")]
    Link {
        /// The item that names it.
        from: ItemRef,
        /// The item that is missing.
        to: ItemRef,
    },
    /// Public sources are claimed and none can be looked for, or sources stand at two places.
    #[error("{0} names no source that can be looked for, or names them at the wrong place")]
    Source(ItemRef),
    /// It could not be published as it is.
    #[error("{item} is not complete")]
    Lacks {
        /// The item.
        item: ItemRef,
        /// What it lacks.
        lacks: Vec<Lack>,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Items {
    item: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    basis: Basis,
    content: Content,
    reference: String,
    #[serde(default)]
    sources: Vec<Source>,
}

/// The seed of a country, `ma`, or of the demonstration, `demo`, as it is on `today`, in an order in
/// which evidence follows its commitment.
///
/// Days of the demonstration are counted from `today`; those of a country are fixed.
///
/// # Errors
///
/// [`SeedError`].
pub fn seed(country: &str, today: Day) -> Result<Vec<SeedItem>, SeedError> {
    match country {
        "ma" => read(MA, None, today),
        "demo" => read(DEMO, Some(today), today),
        _ => Err(SeedError::Unknown(country.to_owned())),
    }
}

/// Reads files; days may be counted `from` a day, if there is one.
fn read(files: &[File], from: Option<Day>, today: Day) -> Result<Vec<SeedItem>, SeedError> {
    let mut items = Vec::new();
    for (file, text) in files {
        let wrong = |error| SeedError::Parse { file, source: Box::new(error) };
        let mut value = toml::from_str(text).map(Value::Table).map_err(wrong)?;
        if let Some(from) = from {
            count_days(&mut value, from);
        }
        let written: Items = value.try_into().map_err(wrong)?;
        for item in written.item {
            items.push(taken(item)?);
        }
    }
    check(&items, today)?;
    Ok(items)
}

fn taken(written: Written) -> Result<SeedItem, SeedError> {
    let Written { basis, mut content, reference, sources: mut beside } = written;
    if let Content::Meeting(meeting) = &mut content {
        meeting.sources.append(&mut beside);
    }
    let item = ItemRef::parse(content.kind(), &reference);
    let item = item.ok_or(SeedError::Reference(reference))?;
    Ok(SeedItem { item, content, basis, beside })
}

/// Writes the day in place of each `{ days_ago = 40 }` and `{ days_ahead = 40 }`. What is no day
/// stays, and is refused as such afterwards.
fn count_days(value: &mut Value, from: Day) {
    if let Some(day) = counted(value, from) {
        *value = Value::String(day.to_string());
        return;
    }
    match value {
        Value::Array(values) => values.iter_mut().for_each(|value| count_days(value, from)),
        Value::Table(table) => table.iter_mut().for_each(|(_, value)| count_days(value, from)),
        _ => {}
    }
}

fn counted(value: &Value, from: Day) -> Option<Day> {
    let table = value.as_table().filter(|table| table.len() == 1)?;
    let (word, days) = table.iter().next()?;
    let days = days.as_integer().filter(|days| (0..=36_600).contains(days))?;
    let days = match word.as_str() {
        "days_ago" => -days,
        "days_ahead" => days,
        _ => return None,
    };
    from.start().plus_seconds(days * DAY_S).ok().map(record::Timestamp::day)
}

fn check(items: &[SeedItem], today: Day) -> Result<(), SeedError> {
    let is_statement = |it: &&SeedItem| !matches!(it.content, Content::Evidence(_));
    let mut all = BTreeSet::new();
    for statement in items.iter().filter(is_statement) {
        if !all.insert(statement.item) {
            return Err(SeedError::Twice(statement.item));
        }
    }
    let mut before = BTreeSet::new();
    for seeded in items {
        let item = seeded.item;
        let missing = named(&seeded.content).into_iter().find(|to| !all.contains(to));
        let early = Some(item).filter(|item| !is_statement(&seeded) && !before.contains(item));
        if let Some(to) = missing.or(early) {
            return Err(SeedError::Link { from: item, to });
        }
        before.insert(item);
        check_sources(seeded)?;
        let lacks = seeded.content.lacks(today);
        if !lacks.is_empty() {
            return Err(SeedError::Lacks { item, lacks });
        }
    }
    Ok(())
}

/// Sources stand in the content where it has a place for them, else beside it; each can be looked
/// for, and what claims to rest on public sources names one.
fn check_sources(seeded: &SeedItem) -> Result<(), SeedError> {
    let has_own = seeded.item.kind() == ItemKind::Commitment;
    let is_misplaced = has_own && !seeded.beside.is_empty();
    let is_bare = seeded.basis == Basis::PublicSources && seeded.sources().is_empty();
    let is_readable = |it: &Source| it.can_be_found() && it.title.missing().is_empty();
    if is_misplaced || is_bare || !seeded.sources().iter().all(is_readable) {
        return Err(SeedError::Source(seeded.item));
    }
    Ok(())
}

/// The items that a content names.
fn named(content: &Content) -> Vec<ItemRef> {
    match content {
        Content::Ask(ask) => {
            let meeting = ask.meeting.map(ItemRef::Meeting);
            meeting.into_iter().chain(ask.position.map(ItemRef::Position)).collect()
        }
        Content::Commitment(made) => {
            let ask = made.ask.map(ItemRef::Ask);
            ask.into_iter().chain(made.meeting.map(ItemRef::Meeting)).collect()
        }
        Content::Meeting(meeting) => {
            let points = meeting.agenda.iter().chain(&meeting.minutes);
            points.filter_map(|point| point.matter).map(of_matter).collect()
        }
        Content::Evidence(_) | Content::Position(_) => Vec::new(),
    }
}

fn of_matter(matter: Matter) -> ItemRef {
    match matter {
        Matter::Ask(reference) => ItemRef::Ask(reference),
        Matter::Commitment(reference) => ItemRef::Commitment(reference),
        Matter::Position(reference) => ItemRef::Position(reference),
    }
}

#[cfg(test)]
mod tests;
