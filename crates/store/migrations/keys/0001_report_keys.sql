-- The key of each report, locked under the desk's master key. Erasing a row erases the report: from
-- this database at once, and from every back-up of the other one, which hold only what it locked.
CREATE TABLE main.report_key (
    reference BLOB PRIMARY KEY,            -- random, so that a key left without its report meets no other
    locked    BLOB NOT NULL
) STRICT, WITHOUT ROWID;
