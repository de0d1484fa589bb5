-- How often notices were sent back, for the public count of it.
CREATE INDEX desk.event_sent_back ON event (kind, at_ms)
    WHERE kind IN ('notice-objected', 'notice-returned');
