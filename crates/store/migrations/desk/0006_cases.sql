-- What officers do with cases. Words and numbers here are from closed lists, except what is locked.
ALTER TABLE desk.case_file ADD COLUMN outcome TEXT;                       -- of a closed case
ALTER TABLE desk.case_file ADD COLUMN host TEXT NOT NULL DEFAULT 'other'; -- a platform, as a word
ALTER TABLE desk.case_file ADD COLUMN is_official INTEGER NOT NULL DEFAULT 0;
ALTER TABLE desk.case_file ADD COLUMN is_unread INTEGER NOT NULL DEFAULT 0; -- a person wrote
ALTER TABLE desk.case_file ADD COLUMN mark TEXT NOT NULL DEFAULT '';
ALTER TABLE desk.case_file ADD COLUMN assignee TEXT;                      -- to whom it was handed over
ALTER TABLE desk.case_file ADD COLUMN holder TEXT;                        -- who works on it now,
ALTER TABLE desk.case_file ADD COLUMN held_until_ms INTEGER NOT NULL DEFAULT 0; -- and until when
ALTER TABLE desk.case_file ADD COLUMN version INTEGER NOT NULL DEFAULT 0; -- one more with each act
ALTER TABLE desk.case_file ADD COLUMN merged_into INTEGER REFERENCES case_file (id);
UPDATE desk.case_file SET outcome = 'withdrawn' WHERE state = 'closed';

ALTER TABLE desk.report ADD COLUMN urgency INTEGER NOT NULL DEFAULT 2;
ALTER TABLE desk.report ADD COLUMN host TEXT NOT NULL DEFAULT 'other';
ALTER TABLE desk.report ADD COLUMN is_official INTEGER NOT NULL DEFAULT 0;
ALTER TABLE desk.report ADD COLUMN is_unread INTEGER NOT NULL DEFAULT 0;  -- the person wrote
ALTER TABLE desk.report ADD COLUMN is_asked INTEGER NOT NULL DEFAULT 0;   -- the desk waits for them
ALTER TABLE desk.report ADD COLUMN words BLOB;                            -- marks for search, locked
ALTER TABLE desk.report ADD COLUMN is_found INTEGER NOT NULL DEFAULT 0;   -- 1 once they are in `search`
ALTER TABLE desk.report ADD COLUMN key_name BLOB;    -- of its key, if it was given another one
DROP INDEX desk.report_by_case;
CREATE INDEX desk.report_by_case ON report (case_id, id, state, received_ms, urgency, harm, host,
    is_official, is_unread, is_asked);
CREATE INDEX desk.report_to_find ON report (id) WHERE is_found = 0 AND words IS NOT NULL;

ALTER TABLE desk.exhibit ADD COLUMN mark BLOB;         -- of its hash, so that it is found to be purged

ALTER TABLE desk.event ADD COLUMN is_internal INTEGER NOT NULL DEFAULT 0; -- not for the person
CREATE INDEX desk.event_of_officer ON event (actor, id) WHERE actor NOT IN ('person', 'desk');
CREATE INDEX desk.event_of_kind ON event (kind, id) WHERE actor NOT IN ('person', 'desk');
CREATE INDEX desk.event_of_day ON event (at_ms, id) WHERE actor NOT IN ('person', 'desk');

-- The queue: the most urgent first, then the oldest. What it is filtered by stands behind.
DROP INDEX desk.case_open;
CREATE INDEX desk.case_queue ON case_file (urgency, opened_ms, id, state, harm, host, is_official,
    is_unread, mark) WHERE state IN ('open', 'waiting');
CREATE INDEX desk.case_held ON case_file (holder) WHERE holder IS NOT NULL;
CREATE INDEX desk.case_assigned ON case_file (assignee, urgency, opened_ms, id)
    WHERE assignee IS NOT NULL AND state IN ('open', 'waiting');
-- What is closed: the newest first.
CREATE INDEX desk.case_closed ON case_file (changed_ms, id, urgency, is_official, is_unread, mark)
    WHERE state = 'closed';
CREATE INDEX desk.case_closed_outcome ON case_file (outcome, changed_ms, id, urgency, harm, host,
    is_official, is_unread, mark) WHERE state = 'closed';
CREATE INDEX desk.case_closed_harm ON case_file (harm, changed_ms, id, urgency, host, is_official,
    is_unread, mark) WHERE state = 'closed';
CREATE INDEX desk.case_closed_host ON case_file (host, changed_ms, id, urgency, is_official,
    is_unread, mark) WHERE state = 'closed';
CREATE INDEX desk.case_merged ON case_file (merged_into) WHERE merged_into IS NOT NULL;

-- How many cases there are of each kind, kept by the triggers below: no statement can forget it.
CREATE TABLE desk.case_count (
    state       TEXT NOT NULL,
    outcome     TEXT NOT NULL,
    urgency     INTEGER NOT NULL,
    harm        TEXT NOT NULL,
    host        TEXT NOT NULL,
    is_official INTEGER NOT NULL,
    is_unread   INTEGER NOT NULL,
    cases       INTEGER NOT NULL,
    PRIMARY KEY (state, outcome, urgency, harm, host, is_official, is_unread)
) STRICT, WITHOUT ROWID;
INSERT INTO desk.case_count
    SELECT state, COALESCE(outcome, ''), urgency, harm, host, is_official, is_unread, COUNT(*)
    FROM desk.case_file GROUP BY 1, 2, 3, 4, 5, 6, 7;
CREATE TRIGGER desk.case_counted AFTER INSERT ON case_file BEGIN
    INSERT INTO case_count VALUES (NEW.state, COALESCE(NEW.outcome, ''), NEW.urgency, NEW.harm,
        NEW.host, NEW.is_official, NEW.is_unread, 1)
    ON CONFLICT DO UPDATE SET cases = cases + 1;
END;
CREATE TRIGGER desk.case_recounted
AFTER UPDATE OF state, outcome, urgency, harm, host, is_official, is_unread ON case_file BEGIN
    UPDATE case_count SET cases = cases - 1
    WHERE state = OLD.state AND outcome = COALESCE(OLD.outcome, '') AND urgency = OLD.urgency
        AND harm = OLD.harm AND host = OLD.host AND is_official = OLD.is_official
        AND is_unread = OLD.is_unread;
    INSERT INTO case_count VALUES (NEW.state, COALESCE(NEW.outcome, ''), NEW.urgency, NEW.harm,
        NEW.host, NEW.is_official, NEW.is_unread, 1)
    ON CONFLICT DO UPDATE SET cases = cases + 1;
END;

-- What officers write to each other, or for everybody who reported.
CREATE TABLE desk.note (
    id        INTEGER PRIMARY KEY,
    case_id   INTEGER NOT NULL REFERENCES case_file (id),
    locked_by BLOB NOT NULL,               -- the case whose key locks it: it may have been merged
    at_ms     INTEGER NOT NULL,
    actor     TEXT NOT NULL,
    is_public INTEGER NOT NULL,
    body      BLOB NOT NULL                -- locked
) STRICT;
CREATE INDEX desk.note_by_case ON note (case_id, id);
-- For whom a public note was written: those whose report was in the case then.
CREATE TABLE desk.note_reader (
    report_id INTEGER NOT NULL REFERENCES report (id),
    note_id   INTEGER NOT NULL REFERENCES note (id),
    PRIMARY KEY (report_id, note_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX desk.note_reader_by_note ON note_reader (note_id);

-- The articles that an officer confirmed.
CREATE TABLE desk.case_article (
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    article TEXT NOT NULL,
    actor   TEXT NOT NULL,
    at_ms   INTEGER NOT NULL,
    PRIMARY KEY (case_id, article)
) STRICT, WITHOUT ROWID;

-- Splits and merges, with all that moved, so that each can be undone.
CREATE TABLE desk.case_move (
    id        INTEGER PRIMARY KEY,
    kind      TEXT NOT NULL,               -- `split` or `merge`
    from_case INTEGER NOT NULL REFERENCES case_file (id),
    to_case   INTEGER NOT NULL REFERENCES case_file (id),
    actor     TEXT NOT NULL,
    at_ms     INTEGER NOT NULL,
    undone_ms INTEGER
) STRICT;
CREATE INDEX desk.case_move_from ON case_move (from_case, id);
CREATE INDEX desk.case_move_to ON case_move (to_case, id);
CREATE TABLE desk.case_moved (
    move_id INTEGER NOT NULL REFERENCES case_move (id),
    what    TEXT NOT NULL,                 -- `report`, `note` or `case`
    number  INTEGER NOT NULL,
    PRIMARY KEY (move_id, what, number)
) STRICT, WITHOUT ROWID;

-- Acts on many cases.
CREATE TABLE desk.bulk (
    id         INTEGER PRIMARY KEY,
    reference  BLOB NOT NULL UNIQUE,
    act        TEXT NOT NULL,              -- `close`, `hand-over` or `mark`
    word       TEXT NOT NULL,              -- the outcome, the officer or the mark
    actor      TEXT NOT NULL,
    made_ms    INTEGER NOT NULL,
    second     TEXT,                       -- who confirmed it, if that was needed
    done_ms    INTEGER,
    undone_ms  INTEGER
) STRICT;
CREATE INDEX desk.bulk_to_confirm ON bulk (made_ms) WHERE done_ms IS NULL;
CREATE TABLE desk.bulk_case (
    bulk_id   INTEGER NOT NULL REFERENCES bulk (id),
    case_id   INTEGER NOT NULL REFERENCES case_file (id),
    seen      INTEGER NOT NULL,            -- the version that was shown
    refused   TEXT,                        -- why it was left as it is, or
    after     INTEGER,                     -- the version it was given, and what stood there before
    was       TEXT,
    held_id   INTEGER,                     -- its public entry, while it is held back
    PRIMARY KEY (bulk_id, case_id)
) STRICT, WITHOUT ROWID;

-- Public entries of what can still be taken back: they go into the queue of entries afterwards.
CREATE TABLE desk.entry_held (
    id      INTEGER PRIMARY KEY,
    bytes   BLOB NOT NULL,
    due_ms  INTEGER NOT NULL
) STRICT;
CREATE INDEX desk.entry_held_by_time ON entry_held (due_ms);

-- Filters that officers keep: the name is locked, the query has closed words only.
CREATE TABLE desk.saved_filter (
    id      INTEGER PRIMARY KEY,
    officer TEXT NOT NULL,
    name    BLOB NOT NULL,
    query   TEXT NOT NULL
) STRICT;
CREATE INDEX desk.saved_filter_of ON saved_filter (officer, id);

-- Words of reports as keyed marks, by the report's number. What is deleted leaves nothing behind.
CREATE VIRTUAL TABLE desk.search USING fts5 (marks, content = '', detail = none, columnsize = 0);
INSERT INTO desk.search (search, rank) VALUES ('secure-delete', 1);
