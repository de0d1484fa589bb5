-- The key of a case, made with its first note and locked under the desk's master key. It is erased
-- with the last report of the case, and with it what officers wrote there, in every back-up too.
CREATE TABLE main.case_key (
    reference BLOB PRIMARY KEY,
    locked    BLOB NOT NULL
) STRICT, WITHOUT ROWID;
