-- What officers found in a report that its answers do not say. It makes the rules stricter and stays.
CREATE TABLE desk.report_finding (
    report_id INTEGER NOT NULL REFERENCES report (id),
    finding   TEXT NOT NULL,               -- a word of a closed list
    actor     TEXT NOT NULL,               -- a pseudonym
    at_ms     INTEGER NOT NULL,
    PRIMARY KEY (report_id, finding)
) STRICT, WITHOUT ROWID;
