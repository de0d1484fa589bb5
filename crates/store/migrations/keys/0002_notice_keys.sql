-- The key of each notice, locked under the desk's master key.
CREATE TABLE main.notice_key (
    reference BLOB PRIMARY KEY,
    locked    BLOB NOT NULL
) STRICT, WITHOUT ROWID;
