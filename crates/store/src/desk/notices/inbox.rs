//! The inbox of a platform: what left for it, in the order in which it left.

use desk::turn::Turn;
use rusqlite::params;

use super::life::TurnKind;
use super::reading::{self, NoticeRow};
use crate::desk::{DeskError, DeskStore};

/// The most notices that one request looks at. A filter that keeps few of them gives what it found so
/// far, and from where to look on. Our own bound: some ten milliseconds.
const LOOKED_AT_MAX: usize = 5_000;

/// One turn, without what is locked of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// What happened.
    pub kind: TurnKind,
    /// When. Unit: milliseconds since 1970, UTC.
    pub happened_ms: u64,
    /// How it was delivered, or what was decided.
    pub means: String,
}

impl Happened {
    /// What it is for the clock.
    #[must_use]
    pub fn turn(&self) -> Turn {
        self.kind.turn(self.happened_ms, &self.means)
    }
}

/// A notice in the inbox: what is public of it, and what happened since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxRow {
    /// What stands beside it.
    pub row: NoticeRow,
    /// Its number among those that left for this platform, from 1.
    pub number: u64,
    /// The canonical form of its public entry.
    pub entry: Vec<u8>,
    /// What happened since, in order.
    pub turns: Vec<Happened>,
}

/// From where on an inbox is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InboxFrom {
    /// The newest first, those with smaller numbers than this.
    Before(u64),
    /// The oldest first, those with greater numbers than this.
    After(u64),
}

/// A part of an inbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inbox {
    /// The notices, in the order that was asked for.
    pub rows: Vec<InboxRow>,
    /// The number of the last that was looked at, if more come behind it.
    pub next: Option<u64>,
}

impl DeskStore {
    /// At most `limit` of the notices that left for a platform, of those that `keep` keeps. One whose
    /// time is over says nothing any more and is not among them.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn inbox(
        &self,
        platform: &str,
        from: InboxFrom,
        limit: usize,
        keep: impl Fn(&InboxRow) -> bool,
    ) -> Result<Inbox, DeskError> {
        let (condition, bound) = match from {
            InboxFrom::Before(number) => {
                ("notice.left_no < ?2 ORDER BY notice.left_no DESC", number)
            }
            InboxFrom::After(number) => ("notice.left_no > ?2 ORDER BY notice.left_no", number),
        };
        let bound = i64::try_from(bound).unwrap_or(i64::MAX);
        let sql = format!(
            "{} WHERE notice.platform = ?1 AND notice.left_no IS NOT NULL
             AND notice.written IS NOT NULL AND {condition}",
            reading::with("notice.left_no, entry.bytes")
        );
        Ok(self.database.read(|db| {
            let mut statement = db.prepare_cached(&sql)?;
            let mut turns = db.prepare_cached(
                "SELECT kind, at_ms, means FROM turn WHERE notice_id = ?1 ORDER BY id",
            )?;
            let mut rows = statement.query(params![platform, bound])?;
            let mut inbox = Inbox { rows: Vec::new(), next: None };
            let (mut looked_at, mut last) = (0, 0);
            while let Some(row) = rows.next()? {
                if inbox.rows.len() == limit || looked_at == LOOKED_AT_MAX {
                    inbox.next = Some(last);
                    break;
                }
                let notice = reading::notice(row)?;
                let happened = turns.query_map([notice.id], |row| {
                    let word: String = row.get(0)?;
                    let kind = TurnKind::from_word(&word).ok_or(rusqlite::Error::InvalidQuery)?;
                    Ok(Happened { kind, happened_ms: row.get(1)?, means: row.get(2)? })
                })?;
                let turns = happened.collect::<rusqlite::Result<_>>()?;
                let found = InboxRow {
                    number: row.get(reading::MORE)?,
                    entry: row.get(reading::MORE + 1)?,
                    row: notice,
                    turns,
                };
                (looked_at, last) = (looked_at + 1, found.number);
                if keep(&found) {
                    inbox.rows.push(found);
                }
            }
            Ok(inbox)
        })?)
    }
}
