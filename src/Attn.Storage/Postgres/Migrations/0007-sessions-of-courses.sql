-- A class session belongs to a course, may say its hours, and can be cancelled. NULL in course_id: not adopted yet.
ALTER TABLE attendances
    ADD COLUMN course_id uuid,
    ADD COLUMN hours numeric CHECK (hours > 0),
    ADD COLUMN cancelled_at timestamptz,
    ADD COLUMN cancel_reason text;
