-- The public room. All of it but `published_test` follows from the register's entries alone and can be
-- emptied at any time: it is filled again from the first entry on.

-- How far the register was read, and under which signed head.
CREATE TABLE desk.room_progress (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    size    INTEGER NOT NULL,              -- of the head that what was read was proved under
    root    BLOB NOT NULL,                 -- its root
    ledger  TEXT NOT NULL,                 -- what is known of the whole; how many entries were read
    figures TEXT                           -- the figures, as of some entries ago
) STRICT;

-- One notice that was issued: what lists are made by.
CREATE TABLE desk.room_notice (
    place          INTEGER PRIMARY KEY,    -- the number of the entry that issued it
    reference      BLOB NOT NULL UNIQUE,
    case_reference BLOB NOT NULL,
    platform       TEXT NOT NULL,
    harm           TEXT NOT NULL,
    month          TEXT NOT NULL,          -- as 2026-11
    official       TEXT NOT NULL,          -- `yes` or `no`
    state          TEXT NOT NULL,
    answer_s       INTEGER                 -- how long the first decision took, in seconds
) STRICT;
CREATE INDEX desk.room_notice_by_case ON room_notice (case_reference, place);
CREATE INDEX desk.room_notice_by_platform ON room_notice (platform, place);
CREATE INDEX desk.room_notice_by_harm ON room_notice (harm, place);
CREATE INDEX desk.room_notice_by_month ON room_notice (month, place);
CREATE INDEX desk.room_notice_by_official ON room_notice (official, place);
CREATE INDEX desk.room_notice_by_state ON room_notice (state, place);
CREATE INDEX desk.room_notice_answered ON room_notice (platform, place, answer_s)
    WHERE answer_s IS NOT NULL;

-- All that the register says about a notice, apart, so that lists stay narrow.
CREATE TABLE desk.room_life (
    place INTEGER PRIMARY KEY,             -- as in room_notice
    life  TEXT NOT NULL
) STRICT;

-- The articles and house rules that a notice names.
CREATE TABLE desk.room_ground (
    ground TEXT NOT NULL,                  -- as ma/88-13/83
    place  INTEGER NOT NULL,               -- as in room_notice
    PRIMARY KEY (ground, place)
) STRICT, WITHOUT ROWID;

-- The entries about a notice.
CREATE TABLE desk.room_step (
    notice INTEGER NOT NULL,               -- the place of the entry that issued it
    place  INTEGER NOT NULL,
    PRIMARY KEY (notice, place)
) STRICT, WITHOUT ROWID;

-- Three-part tests that are still to be published, or to be looked for again, and from when on.
CREATE TABLE desk.room_test_due (
    place     INTEGER PRIMARY KEY,         -- as in room_notice
    reference BLOB NOT NULL,
    due_s     INTEGER NOT NULL             -- seconds since 1970, UTC
) STRICT;
CREATE INDEX desk.room_test_due_by_day ON room_test_due (due_s);

-- How cases ended or went on.
CREATE TABLE desk.room_outcome (
    case_reference BLOB NOT NULL,
    place          INTEGER NOT NULL,
    at_s           INTEGER NOT NULL,       -- seconds since 1970, UTC
    outcome        TEXT NOT NULL,
    PRIMARY KEY (case_reference, place)
) STRICT, WITHOUT ROWID;

-- Entries that do not fit what was said before them.
CREATE TABLE desk.room_odd (
    place INTEGER NOT NULL,
    why   TEXT NOT NULL,
    PRIMARY KEY (place, why)
) STRICT, WITHOUT ROWID;

-- Three-part tests whose day has come, in the open, with the salt that shows that each is the one that
-- the entry committed to.
CREATE TABLE desk.published_test (
    reference BLOB PRIMARY KEY,            -- of the notice
    text      BLOB NOT NULL,
    salt      BLOB NOT NULL
) STRICT, WITHOUT ROWID;
