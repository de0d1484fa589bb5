-- How the author of a content may be reached, under a key of its own: it goes long before the plea.
ALTER TABLE desk.contest ADD COLUMN contact BLOB;     -- locked
ALTER TABLE desk.contest ADD COLUMN contact_key BLOB; -- the name of that key
CREATE INDEX desk.contest_contact ON contest (decided_ms, id)
    WHERE contact IS NOT NULL AND decided_ms IS NOT NULL;
-- Notices that left and still say what they said, by age.
CREATE INDEX desk.notice_kept ON notice (changed_ms, id)
    WHERE issued_ms IS NOT NULL AND written IS NOT NULL;
-- When what is past its time was last looked for by a clock that was believed.
CREATE TABLE desk.retention_run (
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    at_ms INTEGER NOT NULL
) STRICT;
