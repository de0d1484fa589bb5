-- By which a file of an unfinished report is found where the same bytes must not be kept: the keyed
-- mark of its hash, as `exhibit` has it. What else is known of the file is locked under the cookie.
ALTER TABLE desk.draft_file ADD COLUMN file_mark BLOB;
