-- The dialogue with platforms. An item is what its events say; `dialogue_item` follows from them and
-- is written in the same transaction, so that lists answer at once.
CREATE TABLE desk.dialogue_event (
    kind     TEXT NOT NULL,                -- of the item: a word of a closed list
    item     BLOB NOT NULL,                -- its reference, 16 bytes
    number   INTEGER NOT NULL,             -- from 0
    event    TEXT NOT NULL,                -- JSON of dialogue::Event
    entry_id INTEGER REFERENCES entry (id),
    PRIMARY KEY (kind, item, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX desk.dialogue_event_entry ON dialogue_event (entry_id) WHERE entry_id IS NOT NULL;

-- The documents that entries vouch for, by their hash.
CREATE TABLE desk.dialogue_document (
    sha256 BLOB PRIMARY KEY,
    kind   TEXT NOT NULL,
    item   BLOB NOT NULL,
    bytes  BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE desk.dialogue_item (
    id           INTEGER PRIMARY KEY,
    kind         TEXT NOT NULL,
    item         BLOB NOT NULL,
    shown        TEXT,                     -- JSON of what people see of it; nothing if they see nothing
    shown_s      INTEGER,                  -- when that changed last; seconds since 1970, UTC
    is_confirmed INTEGER NOT NULL,         -- 1 once the desk published it
    draft        TEXT,                     -- JSON of what waits for a second person
    platform     TEXT,
    day          TEXT,                     -- as 2026-11-27: held, asked, said or first published
    due          TEXT,
    state        TEXT,                     -- by the last evidence
    ask          BLOB,
    meeting      BLOB,
    position     BLOB,
    words        TEXT NOT NULL,            -- folded
    events       INTEGER NOT NULL,
    changed_s    INTEGER NOT NULL,         -- seconds since 1970, UTC
    UNIQUE (kind, item)
) STRICT;
CREATE INDEX desk.dialogue_by_day ON dialogue_item (day, id) WHERE shown IS NOT NULL;
CREATE INDEX desk.dialogue_by_kind ON dialogue_item (kind, day, id) WHERE shown IS NOT NULL;
CREATE INDEX desk.dialogue_by_platform ON dialogue_item (platform, day, id) WHERE shown IS NOT NULL;
CREATE INDEX desk.dialogue_shown ON dialogue_item (shown_s, id) WHERE shown IS NOT NULL;
CREATE INDEX desk.dialogue_drafts ON dialogue_item (changed_s, id) WHERE draft IS NOT NULL;
CREATE INDEX desk.dialogue_of_ask ON dialogue_item (ask) WHERE ask IS NOT NULL;
CREATE INDEX desk.dialogue_of_meeting ON dialogue_item (meeting) WHERE meeting IS NOT NULL;
CREATE INDEX desk.dialogue_of_position ON dialogue_item (position) WHERE position IS NOT NULL;

-- How often anything of the dialogue changed: whoever keeps a page knows by it whether it still holds.
CREATE TABLE desk.dialogue_change (
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    count INTEGER NOT NULL
) STRICT;
INSERT INTO desk.dialogue_change (id, count) VALUES (1, 0);
