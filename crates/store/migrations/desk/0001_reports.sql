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

-- One file or capture of a report. Small ones stand here; large ones in a file of their own.
CREATE TABLE desk.exhibit (
    report_id  INTEGER NOT NULL REFERENCES report (id),
    number     INTEGER NOT NULL,
    size_bytes INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    locked_key BLOB NOT NULL,              -- the file's own key, locked under the report's
    content    BLOB,                       -- locked under the file's key, or
    object     TEXT,                       -- the name of the file that is
    PRIMARY KEY (report_id, number)
) STRICT, WITHOUT ROWID;

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

-- A report that is being written. Locked under a key that only the browser's cookie leads to.
CREATE TABLE desk.draft (
    mark       BLOB PRIMARY KEY,
    expires_ms INTEGER NOT NULL,
    takes_files INTEGER NOT NULL,          -- 1 once age and intimacy allow them; set with `told`
    state      TEXT NOT NULL,              -- `writing`, or `sent`: then `told` holds the receipt
    told       BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX desk.draft_by_end ON draft (expires_ms);

CREATE TABLE desk.draft_file (
    mark       BLOB NOT NULL,
    number     INTEGER NOT NULL,
    size_bytes INTEGER NOT NULL,
    about      BLOB NOT NULL,              -- name, type, hash and the file's key, locked
    content    BLOB,
    object     TEXT,
    PRIMARY KEY (mark, number)
) STRICT, WITHOUT ROWID;
