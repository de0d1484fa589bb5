-- Somebody who logs in: an officer, an outside reviewer, or a platform's seat. Outside this table
-- and the register's entries they are named by their pseudonym.
CREATE TABLE desk.account (
    id        INTEGER PRIMARY KEY,
    pseudonym BLOB NOT NULL UNIQUE,        -- 8 random bytes
    name_mark BLOB NOT NULL UNIQUE,        -- by which the log-in name is found
    name      BLOB NOT NULL,               -- locked
    kind      TEXT NOT NULL,               -- `officer`, `reviewer` or `seat`
    belongs   TEXT,                        -- the name of a reviewer's key, or a seat's platform
    state     TEXT NOT NULL,               -- `active` or `disabled`
    made_ms   INTEGER NOT NULL,
    password  BLOB,                        -- salt and hash, locked; none until the invitation is used
    totp      BLOB,                        -- the secret, locked
    totp_step INTEGER NOT NULL DEFAULT 0   -- the last step whose code was used
) STRICT;

-- A role that an officer holds, or held: each grant and each end of one is an entry too.
CREATE TABLE desk.role_held (
    id         INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id),
    role       TEXT NOT NULL,
    granted_by BLOB NOT NULL,              -- a pseudonym
    granted_ms INTEGER NOT NULL,
    revoked_by BLOB,
    revoked_ms INTEGER
) STRICT;
CREATE UNIQUE INDEX desk.role_now ON role_held (account_id, role) WHERE revoked_ms IS NULL;

-- What was done with an account, for the auditor.
CREATE TABLE desk.account_event (
    id         INTEGER PRIMARY KEY,
    account_id INTEGER REFERENCES account (id), -- none for a log-in under a name that nobody has
    at_ms      INTEGER NOT NULL,
    actor      BLOB,                       -- a pseudonym; none where nobody knows who it was
    kind       TEXT NOT NULL,
    detail     TEXT NOT NULL               -- a word of a closed list, a keyed mark, or empty
) STRICT;
CREATE INDEX desk.account_event_by_kind ON account_event (kind, at_ms);

-- A browser that is logged in, known here only by the mark of its cookie.
CREATE TABLE desk.session (
    mark       BLOB PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id),
    made_ms    INTEGER NOT NULL,
    seen_ms    INTEGER NOT NULL            -- to the minute
) STRICT, WITHOUT ROWID;
CREATE INDEX desk.session_by_account ON session (account_id);

-- A code that lets its holder in once, known here only by its mark.
CREATE TABLE desk.invitation (
    mark       BLOB PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id),
    purpose    TEXT NOT NULL,              -- `join`, or `demo` at a demonstration
    expires_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One code that replaces the six digits once, when the telephone that shows them is lost.
CREATE TABLE desk.recovery_code (
    mark       BLOB PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX desk.recovery_by_account ON recovery_code (account_id);

-- The key of an outside reviewer. Its coming and its going are entries, seven days ahead.
CREATE TABLE desk.reviewer_key (
    id           INTEGER PRIMARY KEY,
    key          TEXT NOT NULL UNIQUE,     -- as a verifier key of signed notes
    body         TEXT NOT NULL,            -- the kind of body that holds it
    effective_ms INTEGER NOT NULL,
    removed_ms   INTEGER,                  -- from when on it signs nothing
    entry_id     INTEGER NOT NULL REFERENCES entry (id)  -- that says that it comes
) STRICT;
