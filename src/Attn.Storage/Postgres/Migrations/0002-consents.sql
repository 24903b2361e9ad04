CREATE TABLE consents (
    student_number text COLLATE "C" PRIMARY KEY,
    text_version text NOT NULL,
    consented_at timestamptz,
    withdrawn_at timestamptz,
    CHECK (consented_at IS NOT NULL OR withdrawn_at IS NOT NULL)
);
COMMENT ON TABLE consents IS 'Who agreed to face checks, to which text, and who took it back. No row: never asked, or never answered.';
