-- The order in which notices left for their platform, from 1: a notice may be begun early and leave
-- late, and a program that asks for what is new must miss none.
ALTER TABLE desk.notice ADD COLUMN left_no INTEGER;
DROP INDEX desk.notice_by_platform;
CREATE UNIQUE INDEX desk.notice_by_platform ON notice (platform, left_no) WHERE left_no IS NOT NULL;

-- What a program of a platform comes in with, known here only by its mark.
CREATE TABLE desk.seat_token (
    id         INTEGER PRIMARY KEY,
    mark       BLOB NOT NULL UNIQUE,
    account_id INTEGER NOT NULL REFERENCES account (id),
    name       BLOB NOT NULL,              -- locked: what its maker calls it
    made_ms    INTEGER NOT NULL,
    used_ms    INTEGER                     -- to the minute; none before it was first used
) STRICT;
CREATE INDEX desk.seat_token_by_account ON seat_token (account_id, id);
