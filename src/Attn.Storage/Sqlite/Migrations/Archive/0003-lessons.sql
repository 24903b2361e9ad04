-- Lessons that a teacher planned or gave a class list.
CREATE TABLE lesson_plans (
    teacher_number TEXT NOT NULL,
    lesson_key TEXT NOT NULL,
    lesson_name TEXT NOT NULL,
    planned_sessions INTEGER CHECK (planned_sessions > 0),
    -- A decimal number: as text it stays exact.
    hours_per_session TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('Theory', 'Practice')),
    PRIMARY KEY (teacher_number, lesson_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE class_lists (
    teacher_number TEXT NOT NULL,
    lesson_key TEXT NOT NULL,
    student_number TEXT NOT NULL,
    student_name TEXT NOT NULL,
    PRIMARY KEY (teacher_number, lesson_key, student_number),
    FOREIGN KEY (teacher_number, lesson_key) REFERENCES lesson_plans (teacher_number, lesson_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX class_lists_of_student ON class_lists (student_number);

-- Of all records: were it of those that are not deleted, the query for pending ones would walk it instead of records_pending.
CREATE INDEX records_of_student ON records (student_number);
