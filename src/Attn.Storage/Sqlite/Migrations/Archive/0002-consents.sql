-- Who agreed to face checks, to which text, and who took it back. No row: never asked, or never answered.
CREATE TABLE consents (
    student_number TEXT NOT NULL PRIMARY KEY,
    text_version TEXT NOT NULL,
    consented_at INTEGER,
    withdrawn_at INTEGER,
    CHECK (consented_at IS NOT NULL OR withdrawn_at IS NOT NULL)
) STRICT, WITHOUT ROWID;
