//! Reading the dialogue: lists for people and for officers.

use ::dialogue::{Content, ItemKind, ItemRef};
use record::choice::CommitmentState;
use record::id::{AskRef, MeetingRef, PositionRef};
use record::time::Day;
use rusqlite::{Connection, OptionalExtension as _, Row, ToSql, params};

use super::{damaged, kind_of};
use crate::desk::{DeskError, DeskStore};

/// Which items are asked for; what is empty is not asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DialogueFilter {
    /// Of which kind.
    pub kind: Option<ItemKind>,
    /// About which platform.
    pub platform: Option<String>,
    /// Commitments that stand so, by a word of `Standing::WORDS`, on a day.
    pub standing: Option<(&'static str, Day)>,
    /// That have all of these words, folded; a part of a word is enough.
    pub words: Vec<String>,
    /// That answer this ask.
    pub ask: Option<AskRef>,
    /// That were asked or said at this meeting.
    pub meeting: Option<MeetingRef>,
    /// That are from this position.
    pub position: Option<PositionRef>,
    /// Only items whose day is this or before, or has none.
    pub due_until: Option<Day>,
    /// Only items for which no day was given.
    pub is_undated: bool,
    /// Only asks that no commitment answers.
    pub is_unanswered: bool,
    /// Only what comes after this one in the list.
    pub after: Option<DialoguePlace>,
}

/// Where a list goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DialoguePlace {
    /// The day of the last item.
    pub day: Day,
    /// Its number.
    pub id: i64,
}

/// An item in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DialogueRow {
    /// Its number here.
    pub id: i64,
    /// Which.
    pub item: ItemRef,
    /// What people see of it.
    pub shown: Option<Content>,
    /// When that changed last. Unit: seconds since 1970, UTC.
    pub shown_s: i64,
    /// Whether the desk published it; if not, it is from public sources.
    pub is_confirmed: bool,
    /// What waits for a second person.
    pub draft: Option<Content>,
    /// The day that it is about.
    pub day: Option<Day>,
    /// The state that the last evidence gave it.
    pub state: Option<CommitmentState>,
    /// How many events it has.
    pub events: u64,
    /// When something was done last. Unit: seconds since 1970, UTC.
    pub changed_s: i64,
}

/// Some items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DialogueList {
    /// The items, newest day first.
    pub rows: Vec<DialogueRow>,
    /// Where the list goes on; `None` at its end.
    pub next: Option<DialoguePlace>,
}

const ROW: &str =
    "SELECT id, kind, item, shown, is_confirmed, draft, day, state, events, changed_s,
    shown_s FROM dialogue_item";

/// The item of a row that has its kind at `at` and its reference after it.
pub(super) fn item(row: &Row<'_>, at: usize) -> rusqlite::Result<ItemRef> {
    let kind = kind_of(row.get_ref(at)?.as_str()?)?;
    Ok(ItemRef::from_random(kind, row.get(at + 1)?))
}

fn content(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Content>> {
    let text: Option<String> = row.get(at)?;
    text.map(|text| serde_json::from_str(&text).map_err(damaged)).transpose()
}

fn row(row: &Row<'_>) -> rusqlite::Result<DialogueRow> {
    let day: Option<String> = row.get(6)?;
    let state: Option<String> = row.get(7)?;
    let state = state.map(|word| {
        let state = CommitmentState::ALL.iter().copied().find(|state| state.word() == word);
        state.ok_or(rusqlite::Error::InvalidQuery)
    });
    Ok(DialogueRow {
        id: row.get(0)?,
        item: item(row, 1)?,
        shown: content(row, 3)?,
        is_confirmed: row.get(4)?,
        draft: content(row, 5)?,
        day: day.map(|day| day.parse().map_err(damaged)).transpose()?,
        state: state.transpose()?,
        events: row.get(8)?,
        changed_s: row.get(9)?,
        shown_s: row.get::<_, Option<i64>>(10)?.unwrap_or(0),
    })
}

/// The row of an item with everything in it, for comparing.
pub(super) fn row_of(
    db: &Connection,
    id: ItemRef,
) -> rusqlite::Result<Option<Vec<rusqlite::types::Value>>> {
    let sql =
        "SELECT shown, shown_s, is_confirmed, draft, platform, day, due, state, ask, meeting, position,
               words, events, changed_s FROM dialogue_item WHERE kind = ?1 AND item = ?2";
    let all = |row: &Row<'_>| (0..14).map(|at| row.get(at)).collect();
    let key = params![id.kind().word(), id.as_bytes()];
    db.prepare_cached(sql)?.query_row(key, all).optional()
}

/// Conditions of a list, each with what it compares with.
#[derive(Default)]
struct Conditions {
    sql: String,
    values: Vec<Box<dyn ToSql>>,
}

impl Conditions {
    fn add(&mut self, condition: &str, values: impl IntoIterator<Item = Box<dyn ToSql>>) {
        self.sql.push_str(" AND ");
        self.sql.push_str(condition);
        self.values.extend(values);
    }

    fn of(filter: &DialogueFilter) -> Conditions {
        fn boxed<T: ToSql + 'static>(value: T) -> [Box<dyn ToSql>; 1] {
            [Box::new(value)]
        }
        let mut all = Conditions::default();
        if let Some(kind) = filter.kind {
            all.add("kind = ?", boxed(kind.word()));
        }
        if let Some(platform) = &filter.platform {
            all.add("platform = ?", boxed(platform.clone()));
        }
        if let Some(it) = filter.ask {
            all.add("ask = ?", boxed(*it.as_bytes()));
        }
        if let Some(it) = filter.meeting {
            all.add("meeting = ?", boxed(*it.as_bytes()));
        }
        if let Some(it) = filter.position {
            all.add("position = ?", boxed(*it.as_bytes()));
        }
        if let Some(day) = filter.due_until {
            all.add("due <= ?", boxed(day.to_string()));
        }
        if filter.is_undated {
            all.add("due IS NULL", []);
        }
        if filter.is_unanswered {
            let answers = "NOT EXISTS (SELECT 1 FROM dialogue_item AS answer
                           WHERE answer.ask = dialogue_item.item AND answer.shown IS NOT NULL)";
            all.add(answers, []);
        }
        for word in &filter.words {
            let guarded = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            all.add("words LIKE ? ESCAPE '\\'", boxed(format!("%{guarded}%")));
        }
        if let Some((word, today)) = filter.standing {
            all.add("kind = 'commitment'", []);
            all.standing(word, today);
        }
        if let Some(after) = filter.after {
            let values: [Box<dyn ToSql>; 2] = [Box::new(after.day.to_string()), Box::new(after.id)];
            all.add("(day, id) < (?, ?)", values);
        }
        all
    }

    /// What `dialogue::commitment::standing` says, for the database: what is open and whose day is
    /// over is due.
    fn standing(&mut self, word: &'static str, today: Day) {
        let today = today.to_string();
        match word {
            "made" => self.add(
                "state IS NULL AND (due IS NULL OR due >= ?)",
                [Box::new(today) as Box<dyn ToSql>],
            ),
            "due" => self.add(
                "(state = 'due' OR state IS NULL AND due < ?)",
                [Box::new(today) as Box<dyn ToSql>],
            ),
            word => self.add("state = ?", [Box::new(word) as Box<dyn ToSql>]),
        }
    }
}

impl DeskStore {
    /// The items that people see, newest day first; at most `most`.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn dialogue_list(
        &self,
        filter: &DialogueFilter,
        most: usize,
    ) -> Result<DialogueList, DeskError> {
        let mut asked = Conditions::of(filter);
        asked.values.push(Box::new(most + 1));
        let sql = format!(
            "{ROW} WHERE shown IS NOT NULL{} ORDER BY day DESC, id DESC LIMIT ?",
            asked.sql
        );
        let mut rows: Vec<DialogueRow> = self.database.read(|db| {
            let values = asked.values.iter().map(AsRef::as_ref);
            let mut statement = db.prepare_cached(&sql)?;
            statement.query_map(rusqlite::params_from_iter(values), row)?.collect()
        })?;
        let is_more = rows.len() > most;
        rows.truncate(most);
        let last = rows.last().filter(|_| is_more);
        let next = last.and_then(|row| Some(DialoguePlace { day: row.day?, id: row.id }));
        Ok(DialogueList { rows, next })
    }

    /// An item as lists know it; `None` if there is none.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn dialogue_row(&self, item: ItemRef) -> Result<Option<DialogueRow>, DeskError> {
        Ok(self.database.read(|db| {
            let sql = format!("{ROW} WHERE kind = ?1 AND item = ?2");
            let key = params![item.kind().word(), item.as_bytes()];
            db.prepare_cached(&sql)?.query_row(key, row).optional()
        })?)
    }

    /// How many items people see of those that are asked for, wherever a list would go on.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn dialogue_count(&self, filter: &DialogueFilter) -> Result<u64, DeskError> {
        let filter = DialogueFilter { after: None, ..filter.clone() };
        let asked = Conditions::of(&filter);
        let sql =
            format!("SELECT COUNT(*) FROM dialogue_item WHERE shown IS NOT NULL{}", asked.sql);
        Ok(self.database.read(|db| {
            let values = asked.values.iter().map(AsRef::as_ref);
            let mut statement = db.prepare_cached(&sql)?;
            statement.query_row(rusqlite::params_from_iter(values), |row| row.get(0))
        })?)
    }

    /// The items that changed last for people, the newest first; at most `most`.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn dialogue_latest(&self, most: usize) -> Result<Vec<DialogueRow>, DeskError> {
        Ok(self.database.read(|db| {
            let sql =
                format!("{ROW} WHERE shown IS NOT NULL ORDER BY shown_s DESC, id DESC LIMIT ?1");
            db.prepare_cached(&sql)?.query_map([most], row)?.collect()
        })?)
    }

    /// The drafts that wait for a second person, those that wait longest first; at most `most`.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn dialogue_drafts(&self, most: usize) -> Result<Vec<DialogueRow>, DeskError> {
        Ok(self.database.read(|db| {
            let sql = format!("{ROW} WHERE draft IS NOT NULL ORDER BY changed_s, id LIMIT ?1");
            db.prepare_cached(&sql)?.query_map([most], row)?.collect()
        })?)
    }

    /// The platforms that people see something about, in the order of their names.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn dialogue_platforms(&self) -> Result<Vec<String>, DeskError> {
        Ok(self.database.read(|db| {
            let sql = "SELECT DISTINCT platform FROM dialogue_item
                       WHERE shown IS NOT NULL AND platform IS NOT NULL ORDER BY platform";
            db.prepare_cached(sql)?.query_map([], |row| row.get(0))?.collect()
        })?)
    }
}
