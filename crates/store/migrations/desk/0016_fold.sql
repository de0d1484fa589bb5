-- Marks stand with their report, in the order in which reports come, and are found again only while
-- their case takes further reports: beside a million closed cases a new report then touches the
-- pages of those that are open, and not one far page for each mark.
CREATE TABLE desk.fold_by_report_first (
    report_id INTEGER NOT NULL REFERENCES report (id),
    mark      BLOB NOT NULL,
    case_id   INTEGER NOT NULL REFERENCES case_file (id),
    is_open   INTEGER NOT NULL,            -- 1 while its case is open or waits; kept by the trigger
    PRIMARY KEY (report_id, mark)
) STRICT, WITHOUT ROWID;
INSERT INTO desk.fold_by_report_first
    SELECT fold.report_id, fold.mark, fold.case_id, case_file.state IN ('open', 'waiting')
    FROM desk.fold JOIN desk.case_file ON case_file.id = fold.case_id ORDER BY fold.report_id, fold.mark;
DROP TABLE desk.fold;
ALTER TABLE desk.fold_by_report_first RENAME TO fold;
CREATE INDEX desk.fold_open ON fold (mark, case_id) WHERE is_open = 1;

CREATE TRIGGER desk.case_takes_reports AFTER UPDATE OF state ON case_file
WHEN (OLD.state IN ('open', 'waiting')) <> (NEW.state IN ('open', 'waiting')) BEGIN
    UPDATE fold SET is_open = NEW.state IN ('open', 'waiting')
    WHERE report_id IN (SELECT id FROM report WHERE case_id = NEW.id);
END;
