-- What a person sends once. What they told stands in `told`, locked under the report's own key.
CREATE TABLE desk.report (
    id          INTEGER PRIMARY KEY,
    reference   BLOB NOT NULL UNIQUE,      -- 16 random bytes, its name in manifests and events
    case_id     INTEGER NOT NULL REFERENCES case_file (id),
    received_ms INTEGER NOT NULL,
    state       TEXT NOT NULL,
    language    TEXT NOT NULL,
    harm        TEXT NOT NULL,
    told        BLOB,                      -- locked
    manifest    BLOB,                      -- locked
    seal        BLOB                       -- locked
) STRICT;
CREATE INDEX desk.report_by_case ON report (case_id, id);

-- The code that opens a report again, known here only by its mark.
CREATE TABLE desk.receipt (
    mark      BLOB PRIMARY KEY,
    report_id INTEGER NOT NULL REFERENCES report (id)
) STRICT, WITHOUT ROWID;

-- The bytes of small files, each once: a report takes over what its draft has, and nothing of it is
-- written again.
CREATE TABLE desk.content (
    id    INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL                    -- locked under the file's key
) STRICT;

-- One file or capture of a report.
CREATE TABLE desk.exhibit (
    report_id  INTEGER NOT NULL REFERENCES report (id),
    number     INTEGER NOT NULL,
    size_bytes INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    locked_key BLOB NOT NULL,              -- the file's own key, locked under the report's
    content_id INTEGER,                    -- a small one: its bytes, which no other row names
    object     TEXT,                       -- a large one: the name of the file that holds it
    PRIMARY KEY (report_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX desk.exhibit_object ON exhibit (object) WHERE object IS NOT NULL;

-- All reports of one content, and what is decided about it.
CREATE TABLE desk.case_file (
    id         INTEGER PRIMARY KEY,
    reference  BLOB NOT NULL UNIQUE,
    state      TEXT NOT NULL,
    harm       TEXT NOT NULL,
    urgency    INTEGER NOT NULL,           -- 0 is the most urgent
    opened_ms  INTEGER NOT NULL,
    changed_ms INTEGER NOT NULL,
    reports    INTEGER NOT NULL
) STRICT;
CREATE INDEX desk.case_open ON case_file (urgency, opened_ms, id) WHERE state <> 'closed';

-- By what a case is found again: marks of canonical addresses and of exhibits' hashes.
CREATE TABLE desk.fold (
    mark      BLOB NOT NULL,
    report_id INTEGER NOT NULL REFERENCES report (id),
    case_id   INTEGER NOT NULL REFERENCES case_file (id),
    PRIMARY KEY (mark, report_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX desk.fold_by_report ON fold (report_id);

-- Every change, in the transaction of the change..
CREATE TABLE desk.event (
    id        INTEGER PRIMARY KEY,
    case_id   INTEGER NOT NULL REFERENCES case_file (id),
    report_id INTEGER REFERENCES report (id),
    at_ms     INTEGER NOT NULL,
    actor     TEXT NOT NULL,
    kind      TEXT NOT NULL,
    detail    TEXT NOT NULL                -- closed words and numbers, never what a person told
) STRICT;
CREATE INDEX desk.event_by_case ON event (case_id, id);
CREATE INDEX desk.event_by_report ON event (report_id, id) WHERE report_id IS NOT NULL;

-- Between the person and the desk.
CREATE TABLE desk.message (
    id          INTEGER PRIMARY KEY,
    report_id   INTEGER NOT NULL REFERENCES report (id),
    at_ms       INTEGER NOT NULL,
    from_person INTEGER NOT NULL,
    body        BLOB NOT NULL              -- locked under the report's key
) STRICT;
CREATE INDEX desk.message_by_report ON message (report_id, id);

-- A report that is being written. Locked under a key that only the browser's cookie leads to. Found
-- by its mark, and kept in the order in which drafts were begun, so that those written at the same
-- time stand on the same pages.
CREATE TABLE desk.draft (
    id          INTEGER PRIMARY KEY,
    mark        BLOB NOT NULL UNIQUE,
    expires_ms  INTEGER NOT NULL,
    takes_files INTEGER NOT NULL,          -- 1 once age and intimacy allow them; set with `told`
    state       TEXT NOT NULL,             -- `writing`, or `sent`: then `told` holds the receipt
    told        BLOB NOT NULL
) STRICT;
CREATE INDEX desk.draft_by_end ON draft (expires_ms);

CREATE TABLE desk.draft_file (
    draft_id   INTEGER NOT NULL,
    number     INTEGER NOT NULL,
    size_bytes INTEGER NOT NULL,
    about      BLOB NOT NULL,              -- name, type, hash and the file's key, locked
    content_id INTEGER,                    -- as in `exhibit`
    object     TEXT,
    PRIMARY KEY (draft_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX desk.draft_file_object ON draft_file (object) WHERE object IS NOT NULL;

-- Whoever names a content takes it away with itself: no statement can forget it.
CREATE TRIGGER desk.exhibit_gone AFTER DELETE ON exhibit WHEN OLD.content_id IS NOT NULL BEGIN
    DELETE FROM content WHERE id = OLD.content_id;
END;
CREATE TRIGGER desk.draft_file_gone AFTER DELETE ON draft_file
WHEN OLD.content_id IS NOT NULL BEGIN
    DELETE FROM content WHERE id = OLD.content_id;
END;
