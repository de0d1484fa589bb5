-- What an outside reviewer says beside the certificate is kept with the note that their own key signed.
ALTER TABLE desk.notice ADD COLUMN objection BLOB;   -- locked: the signed note over the remark, if it is one
ALTER TABLE desk.contest ADD COLUMN signed BLOB;     -- locked: the signed note over the ruling
-- A notice that the rules no longer let go is counted with what they refused.
DROP INDEX desk.event_sent_back;
CREATE INDEX desk.event_sent_back ON event (kind, at_ms)
    WHERE kind IN ('notice-objected', 'notice-returned', 'notice-stuck');
