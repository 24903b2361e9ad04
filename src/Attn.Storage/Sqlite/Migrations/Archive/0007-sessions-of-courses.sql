-- A class session belongs to a course, may say its hours, and can be cancelled. NULL in course_id: not adopted yet.
ALTER TABLE attendances ADD COLUMN course_id TEXT;
-- A decimal number: as text it stays exact.
ALTER TABLE attendances ADD COLUMN hours TEXT;
ALTER TABLE attendances ADD COLUMN cancelled_at INTEGER;
ALTER TABLE attendances ADD COLUMN cancel_reason TEXT;
