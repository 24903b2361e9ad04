CREATE TABLE lesson_plans (
    teacher_number text COLLATE "C" NOT NULL,
    lesson_key text COLLATE "C" NOT NULL,
    lesson_name text NOT NULL,
    planned_sessions integer CHECK (planned_sessions > 0),
    hours_per_session numeric NOT NULL CHECK (hours_per_session > 0),
    kind text NOT NULL CHECK (kind IN ('Theory', 'Practice')),
    PRIMARY KEY (teacher_number, lesson_key)
);
COMMENT ON TABLE lesson_plans IS 'Lessons that a teacher planned or gave a class list. Whoever replaces the list holds this row.';

CREATE TABLE class_lists (
    teacher_number text COLLATE "C" NOT NULL,
    lesson_key text COLLATE "C" NOT NULL,
    student_number text COLLATE "C" NOT NULL,
    student_name text NOT NULL,
    PRIMARY KEY (teacher_number, lesson_key, student_number),
    FOREIGN KEY (teacher_number, lesson_key) REFERENCES lesson_plans (teacher_number, lesson_key)
);
CREATE INDEX class_lists_of_student ON class_lists (student_number);

CREATE INDEX records_of_student ON records (student_number, attendance_id) WHERE NOT is_deleted;
