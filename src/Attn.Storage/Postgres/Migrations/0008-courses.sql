-- The catalogue: terms, courses, who teaches them, who is enrolled, and by which policy attendance counts.
CREATE TABLE terms (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    is_entered boolean NOT NULL,
    CHECK (first_day <= last_day),
    EXCLUDE USING gist (daterange(first_day, last_day, '[]') WITH &&)
);

CREATE TABLE courses (
    id uuid PRIMARY KEY,
    term_id uuid NOT NULL REFERENCES terms (id),
    owner_number text COLLATE "C" NOT NULL,
    name text NOT NULL,
    name_key text COLLATE "C" NOT NULL,
    code text,
    section text COLLATE "C" NOT NULL,
    kind text NOT NULL CHECK (kind IN ('Theory', 'Practice')),
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    UNIQUE (owner_number, term_id, name_key, section)
);
COMMENT ON TABLE courses IS 'Whoever replaces a class list or a policy holds the row of the course.';
CREATE INDEX courses_by_age ON courses (changed_at);

CREATE TABLE course_teachers (
    course_id uuid NOT NULL REFERENCES courses (id) ON DELETE CASCADE,
    teacher_number text COLLATE "C" NOT NULL,
    role text NOT NULL CHECK (role IN ('Owner', 'Teacher', 'Assistant')),
    added_by text NOT NULL,
    added_at timestamptz NOT NULL,
    PRIMARY KEY (course_id, teacher_number)
);
CREATE INDEX course_teachers_of_teacher ON course_teachers (teacher_number);

CREATE TABLE enrolments (
    course_id uuid NOT NULL REFERENCES courses (id) ON DELETE CASCADE,
    student_number text COLLATE "C" NOT NULL,
    student_name text NOT NULL,
    written_number text,
    student_group text,
    from_day date,
    to_day date,
    is_exempt boolean NOT NULL,
    exempt_reason text,
    PRIMARY KEY (course_id, student_number),
    CHECK (from_day <= to_day),
    CHECK (is_exempt = (exempt_reason IS NOT NULL))
);
CREATE INDEX enrolments_of_student ON enrolments (student_number);

CREATE TABLE policies (
    course_id uuid NOT NULL REFERENCES courses (id) ON DELETE CASCADE,
    version integer NOT NULL,
    counts text NOT NULL CHECK (counts IN ('Sessions', 'Hours')),
    excused text NOT NULL CHECK (excused IN ('Neutral', 'Attended', 'Absent')),
    lates_per_absence integer NOT NULL,
    limit_percent numeric,
    planned_units numeric,
    hours_per_session numeric,
    changed_by text COLLATE "C" NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (course_id, version)
);

CREATE TABLE timetable_slots (
    course_id uuid NOT NULL REFERENCES courses (id) ON DELETE CASCADE,
    place integer NOT NULL,
    weekday integer NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    from_time time NOT NULL,
    to_time time NOT NULL,
    first_day date,
    last_day date,
    PRIMARY KEY (course_id, place)
);

CREATE TABLE days_off (
    course_id uuid NOT NULL REFERENCES courses (id) ON DELETE CASCADE,
    day date NOT NULL,
    PRIMARY KEY (course_id, day)
);

-- No foreign key: written with every copy of a class session.
CREATE TABLE seen_students (
    course_id uuid NOT NULL,
    student_number text COLLATE "C" NOT NULL,
    PRIMARY KEY (course_id, student_number)
);
COMMENT ON TABLE seen_students IS 'Students with a record in a class session that the course held.';
CREATE INDEX seen_students_of_student ON seen_students (student_number);

-- A list of courses says how many students each has seen: that must not cost more the more they are.
CREATE TABLE seen_counts (
    course_id uuid PRIMARY KEY,
    students integer NOT NULL
);
COMMENT ON TABLE seen_counts IS 'How many rows of seen_students a course has; kept by triggers. No row: none.';

CREATE FUNCTION count_seen_students() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO seen_counts (course_id, students)
        SELECT course_id, count(*) FROM changed GROUP BY course_id ORDER BY course_id
        ON CONFLICT (course_id) DO UPDATE SET students = seen_counts.students + excluded.students;
    ELSE
        UPDATE seen_counts SET students = students - gone.count
        FROM (SELECT course_id, count(*) FROM changed GROUP BY course_id) gone
        WHERE seen_counts.course_id = gone.course_id;
        DELETE FROM seen_counts WHERE students = 0 AND course_id IN (SELECT course_id FROM changed);
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER seen_students_added AFTER INSERT ON seen_students
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_seen_students();
CREATE TRIGGER seen_students_removed AFTER DELETE ON seen_students
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_seen_students();

-- With all that says whether a class session was held: they are counted without being read.
CREATE INDEX attendances_of_course ON attendances (course_id, start_time, id)
    INCLUDE (end_time, cancelled_at, deleted_at);
CREATE INDEX attendances_without_course ON attendances (start_time) WHERE course_id IS NULL;
