-- The key under which a contest's contact stands, locked under the desk's master key. Erasing it
-- erases the contact from every back-up, and leaves the plea.
CREATE TABLE main.contact_key (
    reference BLOB PRIMARY KEY,            -- random
    locked    BLOB NOT NULL
) STRICT, WITHOUT ROWID;
