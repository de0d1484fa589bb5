-- "Was it solved?", as the person who reported answers it four weeks later.
CREATE TABLE desk.survey (
    report_id INTEGER PRIMARY KEY REFERENCES report (id),
    answer    TEXT NOT NULL,               -- `yes`, `partly`, `no` or `not-yet`
    line      BLOB NOT NULL,               -- what they added, locked under the report's key
    at_ms     INTEGER NOT NULL
) STRICT;
CREATE INDEX desk.survey_by_answer ON survey (answer);
