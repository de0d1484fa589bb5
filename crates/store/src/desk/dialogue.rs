//! The dialogue on record: each act is an event, and in the same transaction the list's row, and for
//! what becomes public its document and its entry. The rules are those of [`dialogue::Item`]; here
//! they are only asked.

mod reading;

use ::dialogue::content::{EntryFault, Tabling};
use ::dialogue::{Act, Event, Item, ItemKind, ItemRef, Refused, View};
use record::id::{Digest, OfficerId, OrganisationId};
use record::{Entry, EntryError, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::entries::enqueue;
use super::{DeskError, DeskStore};

pub use reading::{DialogueFilter, DialogueList, DialoguePlace, DialogueRow};

/// The most items that a desk keeps. A list of what states asked of platforms that is longer has
/// been written by a program. Our own choice.
pub const DIALOGUE_ITEMS_MAX: u64 = 200_000;

/// The most events of one item. Our own choice, for the same reason.
const EVENTS_MAX: u64 = 2_000;

/// What an officer wants to do with an item.
#[derive(Debug, Clone)]
pub struct NewAct {
    /// With which item.
    pub item: ItemRef,
    /// What.
    pub act: Act,
    /// How many events the item had when they looked; nothing is done if it has others by now.
    pub seen: u64,
    /// For a position that is published: how many desks must sign it.
    pub tabling: Option<Tabling>,
    /// By whom.
    pub by: OfficerId,
    /// When.
    pub at: Timestamp,
}

/// What became of an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Acted {
    /// It is kept. The item has so many events now.
    Taken(u64),
    /// Somebody else changed the item meanwhile. Nothing was done.
    Elsewhere,
    /// A rule is against it. Nothing was done.
    Refused(Refused),
    /// The desk keeps no more.
    Full,
    /// The register would not take the entry. Nothing was done.
    NoEntry(EntryRefused),
}

/// Why there is no entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EntryRefused {
    /// It cannot be made.
    #[error(transparent)]
    Fault(#[from] EntryFault),
    /// It breaks a rule of entries.
    #[error(transparent)]
    Entry(#[from] EntryError),
}

/// An item with all that was done with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptItem {
    /// The item as its events made it.
    pub item: Item,
    /// The events, oldest first.
    pub events: Vec<Event>,
    /// What was published, oldest first: the number of its entry in the register, once it is known.
    pub places: Vec<Option<u64>>,
}

/// A value that is no JSON of ours, which only a damaged database has.
fn damaged(error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    let kind = rusqlite::types::Type::Text;
    rusqlite::Error::FromSqlConversionFailure(0, kind, Box::new(error))
}

/// An event that the rules would not have let in.
#[derive(Debug, thiserror::Error)]
#[error("event {number} of an item of the dialogue does not follow the rules: {why}")]
struct NotByTheRules {
    number: u64,
    why: Refused,
}

fn json<T: serde::Serialize>(value: &T) -> rusqlite::Result<String> {
    serde_json::to_string(value)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}

/// The events of an item, and for each the number of its entry here.
fn events(db: &Connection, item: ItemRef) -> rusqlite::Result<Vec<(Event, Option<i64>)>> {
    let sql = "SELECT event, entry_id FROM dialogue_event WHERE kind = ?1 AND item = ?2
               ORDER BY number";
    let mut statement = db.prepare_cached(sql)?;
    let row = |row: &Row<'_>| {
        let event = serde_json::from_str(row.get_ref(0)?.as_str()?).map_err(damaged)?;
        Ok((event, row.get(1)?))
    };
    statement.query_map(params![item.kind().word(), item.as_bytes()], row)?.collect()
}

fn made_by(item: ItemRef, events: &[(Event, Option<i64>)]) -> rusqlite::Result<Item> {
    let events = events.iter().map(|(event, _)| event);
    Item::recompute(item, events).map_err(|(number, why)| damaged(NotByTheRules { number, why }))
}

/// Everything that an act writes.
struct Change<'a> {
    db: &'a Connection,
    desk: &'a OrganisationId,
}

impl Change<'_> {
    fn act(&self, new: &NewAct) -> rusqlite::Result<Acted> {
        let mut item = made_by(new.item, &events(self.db, new.item)?)?;
        if item.events() != new.seen {
            return Ok(Acted::Elsewhere);
        }
        if item.events() >= EVENTS_MAX || (item.events() == 0 && self.is_full()?) {
            return Ok(Acted::Full);
        }
        // A clock that was set back for a moment must not keep the desk from its work.
        let at = item.last().map_or(new.at, |last| last.max(new.at));
        let event = Event { act: new.act.clone(), at, by: new.by };
        if let Err(why) = item.take(&event) {
            return Ok(Acted::Refused(why));
        }
        let entry_id = match &event.act {
            Act::Publish { document } => match self.publish(&item, new, *document, at)? {
                Ok(entry_id) => Some(entry_id),
                Err(why) => return Ok(Acted::NoEntry(why)),
            },
            _ => None,
        };
        self.keep(&item, &event, entry_id)?;
        Ok(Acted::Taken(item.events()))
    }

    fn is_full(&self) -> rusqlite::Result<bool> {
        let sql = "SELECT COUNT(*) FROM dialogue_item";
        let count: u64 = self.db.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
        Ok(count >= DIALOGUE_ITEMS_MAX)
    }

    /// Queues the entry of what was published last, and keeps its document.
    fn publish(
        &self,
        item: &Item,
        new: &NewAct,
        document: Digest,
        at: Timestamp,
    ) -> rusqlite::Result<Result<i64, EntryRefused>> {
        let Some(published) = item.published().last() else {
            return Ok(Err(EntryFault::Kind.into()));
        };
        let made = || {
            let body =
                published.content.entry_body(new.item, new.by, at.day(), new.tabling.as_ref())?;
            let bytes = Entry::new(at, self.desk.clone(), body)?.to_bytes()?;
            let text = published.content.document(new.item).map_err(EntryFault::Document)?;
            Ok::<_, EntryRefused>((bytes, text))
        };
        let (bytes, text) = match made() {
            Ok(made) => made,
            Err(why) => return Ok(Err(why)),
        };
        let sql = "INSERT OR IGNORE INTO dialogue_document (sha256, kind, item, bytes)
                   VALUES (?1, ?2, ?3, ?4)";
        let row = params![document.as_bytes(), new.item.kind().word(), new.item.as_bytes(), text];
        self.db.prepare_cached(sql)?.execute(row)?;
        let at_ms = u64::try_from(at.unix()).unwrap_or(0) * 1000;
        Ok(Ok(enqueue(self.db, &bytes, at_ms)?))
    }

    fn keep(&self, item: &Item, event: &Event, entry_id: Option<i64>) -> rusqlite::Result<()> {
        let id = item.id();
        let sql = "INSERT INTO dialogue_event (kind, item, number, event, entry_id)
                   VALUES (?1, ?2, ?3, ?4, ?5)";
        let number = item.events() - 1;
        let row = params![id.kind().word(), id.as_bytes(), number, json(event)?, entry_id];
        self.db.prepare_cached(sql)?.execute(row)?;
        keep_view(self.db, item)?;
        let sql = "UPDATE dialogue_change SET count = count + 1 WHERE id = 1";
        self.db.prepare_cached(sql)?.execute([]).map(drop)
    }
}

/// Writes the list's row of an item.
fn keep_view(db: &Connection, item: &Item) -> rusqlite::Result<()> {
    let view = View::of(item);
    let shown = view.shown.as_ref().map(json).transpose()?;
    let draft = view.draft.as_ref().map(json).transpose()?;
    let sql =
        "INSERT INTO dialogue_item (kind, item, shown, shown_s, is_confirmed, draft, platform, day, due,
               state, ask, meeting, position, words, events, changed_s)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
               ON CONFLICT (kind, item) DO UPDATE SET shown = ?3, shown_s = ?4, is_confirmed = ?5,
               draft = ?6, platform = ?7, day = ?8, due = ?9, state = ?10, ask = ?11, meeting = ?12,
               position = ?13, words = ?14, events = ?15, changed_s = ?16";
    db.prepare_cached(sql)?.execute(params![
        item.id().kind().word(),
        item.id().as_bytes(),
        shown,
        view.shown_at.map(Timestamp::unix),
        view.is_confirmed,
        draft,
        view.platform.map(|platform| platform.to_string()),
        view.day.map(|day| day.to_string()),
        view.due.map(|day| day.to_string()),
        view.state.map(|state| state.word()),
        view.ask.map(|it| *it.as_bytes()),
        view.meeting.map(|it| *it.as_bytes()),
        view.position.map(|it| *it.as_bytes()),
        words::fold(&view.words),
        item.events(),
        item.last().map_or(0, Timestamp::unix),
    ])?;
    Ok(())
}

impl DeskStore {
    /// Does what an officer wants with an item, if the rules let them.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn dialogue_act(&self, new: NewAct) -> Result<Acted, DeskError> {
        let desk = self.organisation()?;
        let work = move |db: &Connection| Change { db, desk: &desk }.act(&new);
        Ok(self.database.write(work).await?)
    }

    /// As [`DeskStore::dialogue_act`], many at once and in one commit, for callers outside a runtime.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn dialogue_act_all(&self, acts: Vec<NewAct>) -> Result<Vec<Acted>, DeskError> {
        let desk = self.organisation()?;
        let work = move |db: &Connection| {
            let change = Change { db, desk: &desk };
            acts.iter().map(|new| change.act(new)).collect()
        };
        Ok(self.database.write_blocking(work)?)
    }

    /// The desk's name as entries have it.
    fn organisation(&self) -> Result<OrganisationId, DeskError> {
        self.identity().name.parse().map_err(|_| DeskError::Name)
    }

    /// An item with all that was done with it; `None` if there is none.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn dialogue_fetch(&self, item: ItemRef) -> Result<Option<KeptItem>, DeskError> {
        Ok(self.database.read(|db| {
            let events = events(db, item)?;
            if events.is_empty() {
                return Ok(None);
            }
            let made = made_by(item, &events)?;
            let places = events.iter().filter(|(event, _)| is_publishing(event));
            let places = places.map(|(_, entry_id)| place(db, *entry_id));
            let places = places.collect::<rusqlite::Result<Vec<_>>>()?;
            let events = events.into_iter().map(|(event, _)| event).collect();
            Ok(Some(KeptItem { item: made, events, places }))
        })?)
    }

    /// The public document with this hash; `None` if there is none.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn dialogue_document(&self, document: Digest) -> Result<Option<Vec<u8>>, DeskError> {
        Ok(self.database.read(|db| {
            let sql = "SELECT bytes FROM dialogue_document WHERE sha256 = ?1";
            let key = document.as_bytes();
            db.prepare_cached(sql)?.query_row([key], |row| row.get(0)).optional()
        })?)
    }

    /// By what a page about the dialogue is known to be out of date: how often anything of it
    /// changed, and how many of its entries are not in the register as far as is known.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn dialogue_version(&self) -> Result<(u64, u64), DeskError> {
        Ok(self.database.read(|db| {
            let sql = "SELECT (SELECT count FROM dialogue_change WHERE id = 1),
                       (SELECT COUNT(*) FROM entry WHERE place IS NULL
                        AND EXISTS (SELECT 1 FROM dialogue_event WHERE entry_id = entry.id))";
            let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
            db.prepare_cached(sql)?.query_row([], row)
        })?)
    }

    /// Makes every row of the lists again from the events, and says how many were not what the
    /// events say: 0 unless somebody changed the database by hand.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn dialogue_check(&self) -> Result<u64, DeskError> {
        let work = |db: &Connection| {
            let all: Vec<ItemRef> = {
                let sql = "SELECT DISTINCT kind, item FROM dialogue_event";
                let mut statement = db.prepare_cached(sql)?;
                let rows = statement.query_map([], |row| reading::item(row, 0))?;
                rows.collect::<rusqlite::Result<_>>()?
            };
            let mut wrong = 0;
            for id in all {
                let before = reading::row_of(db, id)?;
                keep_view(db, &made_by(id, &events(db, id)?)?)?;
                wrong += u64::from(before != reading::row_of(db, id)?);
            }
            Ok(wrong)
        };
        Ok(self.database.write_blocking(work)?)
    }
}

fn is_publishing(event: &Event) -> bool {
    matches!(event.act, Act::Publish { .. })
}

/// Where an entry is in the register, as far as is known.
fn place(db: &Connection, entry_id: Option<i64>) -> rusqlite::Result<Option<u64>> {
    let Some(entry_id) = entry_id else { return Ok(None) };
    let sql = "SELECT place FROM entry WHERE id = ?1";
    let place = db.prepare_cached(sql)?.query_row([entry_id], |row| row.get(0)).optional()?;
    Ok(place.flatten())
}

/// The kind with this word, as the database has it.
fn kind_of(word: &str) -> rusqlite::Result<ItemKind> {
    ItemKind::from_word(word).ok_or(rusqlite::Error::InvalidQuery)
}
