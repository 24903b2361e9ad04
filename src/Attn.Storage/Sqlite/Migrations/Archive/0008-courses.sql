-- The catalogue: terms, courses, who teaches them, who is enrolled, and by which policy attendance counts.
-- Days are yyyy-MM-dd; decimal numbers are text, so that they stay exact. The one writer keeps terms apart.
CREATE TABLE terms (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    is_entered INTEGER NOT NULL,
    CHECK (first_day <= last_day)
) STRICT, WITHOUT ROWID;

-- Whoever replaces a class list or a policy holds the row of the course.
CREATE TABLE courses (
    id TEXT PRIMARY KEY,
    term_id TEXT NOT NULL REFERENCES terms (id),
    owner_number TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    code TEXT,
    section TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('Theory', 'Practice')),
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    UNIQUE (owner_number, term_id, name_key, section)
) STRICT, WITHOUT ROWID;
CREATE INDEX courses_by_age ON courses (changed_at);

CREATE TABLE course_teachers (
    course_id TEXT NOT NULL REFERENCES courses (id) ON DELETE CASCADE,
    teacher_number TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('Owner', 'Teacher', 'Assistant')),
    added_by TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    PRIMARY KEY (course_id, teacher_number)
) STRICT, WITHOUT ROWID;
CREATE INDEX course_teachers_of_teacher ON course_teachers (teacher_number);

CREATE TABLE enrolments (
    course_id TEXT NOT NULL REFERENCES courses (id) ON DELETE CASCADE,
    student_number TEXT NOT NULL,
    student_name TEXT NOT NULL,
    written_number TEXT,
    student_group TEXT,
    from_day TEXT,
    to_day TEXT,
    is_exempt INTEGER NOT NULL,
    exempt_reason TEXT,
    PRIMARY KEY (course_id, student_number),
    CHECK (from_day <= to_day),
    CHECK (is_exempt = (exempt_reason IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX enrolments_of_student ON enrolments (student_number);

CREATE TABLE policies (
    course_id TEXT NOT NULL REFERENCES courses (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    counts TEXT NOT NULL CHECK (counts IN ('Sessions', 'Hours')),
    excused TEXT NOT NULL CHECK (excused IN ('Neutral', 'Attended', 'Absent')),
    lates_per_absence INTEGER NOT NULL,
    limit_percent TEXT,
    planned_units TEXT,
    hours_per_session TEXT,
    changed_by TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (course_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE timetable_slots (
    course_id TEXT NOT NULL REFERENCES courses (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    from_time TEXT NOT NULL,
    to_time TEXT NOT NULL,
    first_day TEXT,
    last_day TEXT,
    PRIMARY KEY (course_id, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE days_off (
    course_id TEXT NOT NULL REFERENCES courses (id) ON DELETE CASCADE,
    day TEXT NOT NULL,
    PRIMARY KEY (course_id, day)
) STRICT, WITHOUT ROWID;

-- No foreign key: written with every copy of a class session.
-- Students with a record in a class session that the course held.
CREATE TABLE seen_students (
    course_id TEXT NOT NULL,
    student_number TEXT NOT NULL,
    PRIMARY KEY (course_id, student_number)
) STRICT, WITHOUT ROWID;
CREATE INDEX seen_students_of_student ON seen_students (student_number);

-- A list of courses says how many students each has seen: that must not cost more the more they are.
-- Kept by triggers. No row: none.
CREATE TABLE seen_counts (
    course_id TEXT PRIMARY KEY,
    students INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER seen_students_added AFTER INSERT ON seen_students BEGIN
    INSERT INTO seen_counts (course_id, students) VALUES (NEW.course_id, 1)
    ON CONFLICT (course_id) DO UPDATE SET students = students + 1;
END;
CREATE TRIGGER seen_students_removed AFTER DELETE ON seen_students BEGIN
    UPDATE seen_counts SET students = students - 1 WHERE course_id = OLD.course_id;
    DELETE FROM seen_counts WHERE course_id = OLD.course_id AND students = 0;
END;

-- With all that says whether a class session was held: they are counted without being read.
CREATE INDEX attendances_of_course ON attendances (course_id, start_time, id, end_time, cancelled_at, deleted_at);
CREATE INDEX attendances_without_course ON attendances (start_time) WHERE course_id IS NULL;
