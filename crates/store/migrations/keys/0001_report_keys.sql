-- The key of each report, locked under the desk's master key. Erasing a row erases the report: from
-- this database at once, and from every back-up of the other one, which hold only what it locked.
CREATE TABLE main.report_key (
    report_id INTEGER PRIMARY KEY,
    locked    BLOB NOT NULL
) STRICT;
