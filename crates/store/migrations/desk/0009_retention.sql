-- Reports that were taken back, by age: what is past its time is found without reading the others.
CREATE INDEX desk.report_withdrawn ON report (received_ms, id) WHERE state = 'withdrawn';
