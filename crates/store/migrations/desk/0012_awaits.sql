-- What each notice that left waits for, so that lists and the clock's job read what concerns them and
-- nothing else, however many notices there are. All of it follows from the turns.
ALTER TABLE desk.notice ADD COLUMN issued_ms INTEGER; -- the moment of its public entry, once it left
ALTER TABLE desk.notice ADD COLUMN awaits TEXT;      -- `delivery`, `answer`, `reply` or `nothing`
ALTER TABLE desk.notice ADD COLUMN due_ms INTEGER;   -- no silence before this, while one can come
-- One more with each change, so that nobody acts on what they have not seen.
ALTER TABLE desk.notice ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
CREATE INDEX desk.notice_awaiting ON notice (awaits, changed_ms, id) WHERE awaits IS NOT NULL;
CREATE INDEX desk.notice_due ON notice (due_ms, id) WHERE due_ms IS NOT NULL;
