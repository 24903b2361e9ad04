-- The marks of the selfies that a student sent lately: keyed hashes, no pictures.

CREATE TABLE live_selfies (
    student_number TEXT    NOT NULL,
    session_id     TEXT    NOT NULL,
    mark           TEXT    NOT NULL,
    expires_at     INTEGER NOT NULL,
    PRIMARY KEY (student_number, session_id, mark)
) STRICT, WITHOUT ROWID;

CREATE INDEX live_selfies_by_expiry ON live_selfies (expires_at);
