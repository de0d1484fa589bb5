-- A notice to a platform. What it says is locked under a key of its own (`notice_key`), which outlives
-- the report once the notice left: what an authority asked for is not erased by who it was asked for.
CREATE TABLE desk.notice (
    id           INTEGER PRIMARY KEY,
    reference    BLOB NOT NULL UNIQUE,      -- 16 random bytes; public once it is in the register
    case_id      INTEGER NOT NULL REFERENCES case_file (id),
    report_id    INTEGER NOT NULL REFERENCES report (id),
    platform     TEXT NOT NULL,
    state        TEXT NOT NULL,
    drafted_by   TEXT NOT NULL,             -- pseudonyms
    approved_by  TEXT,
    reviewer     TEXT,                      -- the name of the reviewer's key
    draft        BLOB,                      -- locked: what the officer typed
    written      BLOB,                      -- locked: texts, test, entry and salts, fixed
    certificate  BLOB,                      -- locked: the reviewer's signed note
    released     BLOB,                      -- locked: the file that left
    remark       BLOB,                      -- locked: why it was sent back, or objected to
    hours        INTEGER,                   -- how long the platform is asked to take
    entry_id     INTEGER UNIQUE REFERENCES entry (id),
    contest_mark BLOB UNIQUE,               -- of the code that opens the author's page
    changed_ms   INTEGER NOT NULL
) STRICT;
CREATE INDEX desk.notice_by_case ON notice (case_id, id);
CREATE INDEX desk.notice_by_report ON notice (report_id, id);
CREATE INDEX desk.notice_by_state ON notice (state, changed_ms, id);
CREATE INDEX desk.notice_by_platform ON notice (platform, id) WHERE state = 'released';

-- What happened to a notice since it left, in order. The clock is computed from it and never kept.
CREATE TABLE desk.turn (
    id        INTEGER PRIMARY KEY,
    notice_id INTEGER NOT NULL REFERENCES notice (id),
    at_ms     INTEGER NOT NULL,             -- when it happened
    kind      TEXT NOT NULL,
    actor     TEXT NOT NULL,                -- a pseudonym, `platform`, or `desk`
    means     TEXT NOT NULL,                -- how it was delivered, or what was decided
    own_id    TEXT,                         -- the platform's own name for its answer
    body      BLOB,                         -- locked
    entry_id  INTEGER REFERENCES entry (id)
) STRICT;
CREATE INDEX desk.turn_by_notice ON turn (notice_id, id);
CREATE UNIQUE INDEX desk.turn_by_own_id ON turn (notice_id, own_id) WHERE own_id IS NOT NULL;

-- Attempts that due process refused: kept and counted.
CREATE TABLE desk.refused_notice (
    id      INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    at_ms   INTEGER NOT NULL,
    officer TEXT NOT NULL,
    reasons TEXT NOT NULL                   -- words of a closed list, with spaces between
) STRICT;
CREATE INDEX desk.refused_by_case ON refused_notice (case_id, id);

-- The author of a content, or the person, asks that somebody else look again.
CREATE TABLE desk.contest (
    id         INTEGER PRIMARY KEY,
    notice_id  INTEGER NOT NULL REFERENCES notice (id),
    at_ms      INTEGER NOT NULL,
    who        TEXT NOT NULL,               -- `author` or `person`
    state      TEXT NOT NULL,               -- `open`, `upheld` or `rejected`
    decided_by TEXT,                        -- a pseudonym or the name of the reviewer's key
    decided_ms INTEGER,
    body       BLOB NOT NULL,               -- locked under the notice's key
    ruling     BLOB                         -- locked
) STRICT;
CREATE INDEX desk.contest_by_notice ON contest (notice_id, id);
CREATE INDEX desk.contest_open ON contest (at_ms, id) WHERE state = 'open';
