-- Fills an empty archive with about :records records of 14 terms, for bench/run redis archive.
--
-- Most are of a university whose students stay for 8 terms and attend 5 courses in each: 50 students a course, 42 class
-- sessions, all inserted in the order of time, so that what is read together lies apart as it does in real life.
-- demo_teacher_1 holds 6060 sessions of ten courses without class lists, all in this term (50 of 20,000 students each);
-- demo_teacher_2 a course of 300 enrolled students and 42 sessions, demo_teacher_3 one of 5000 and 200.
\set ON_ERROR_STOP on
\timing off
SET client_min_messages = warning;
SET maintenance_work_mem = '1GB';

CREATE FUNCTION pg_temp.id(kind int, n bigint) RETURNS uuid IMMUTABLE LANGUAGE sql
    AS $$ SELECT ('00000000-0000-7000-8' || lpad(kind::text, 3, '0') || '-' || lpad(to_hex(n), 12, '0'))::uuid $$;

BEGIN;
-- Of a new table, PostgreSQL writes no log (wal_level minimal), and indexes are built faster than they are kept.
TRUNCATE
    records, attendances, audit, seen_students, seen_counts, enrolments, policies, course_teachers, courses, terms, users
CASCADE;
ALTER TABLE records DROP CONSTRAINT records_pkey;
DROP INDEX records_by_verification, records_pending, records_of_student;

INSERT INTO terms
SELECT
    pg_temp.id(1, term), 'Term ' || term, current_date - 140 - (13 - term) * 160,
    current_date + 19 - (13 - term) * 160, true
FROM generate_series(0, 13) term;

CREATE TEMP TABLE size AS SELECT greatest(10, :records / (14 * 42 * 50))::int AS courses;
ALTER TABLE size ADD students int;
UPDATE size SET students = courses * 10;

-- Every course with where its students come from; term 13 is the current one.
CREATE TEMP TABLE planned AS
SELECT
    pg_temp.id(2, term * 100000 + course) AS id, term, course, 'teacher_' || course % 400 AS teacher,
    'Course ' || course AS name, 42 AS sessions, 50 AS students, true AS has_list
FROM size, generate_series(0, 13) term, generate_series(0, courses - 1) course
UNION ALL
SELECT pg_temp.id(2, 90000000 + n), 13, 90000 + n, 'demo_teacher_1', 'Lesson ' || n, 606, 50, false
FROM generate_series(1, 10) n
UNION ALL
SELECT pg_temp.id(2, 90000011), 13, 90011, 'demo_teacher_2', 'Term', 42, 300, true
UNION ALL
SELECT pg_temp.id(2, 90000012), 13, 90012, 'demo_teacher_3', 'Hall', 200, 5000, true;

INSERT INTO courses
SELECT id, pg_temp.id(1, term), teacher, name, lower(name), NULL, '', 'Theory', now(), now() FROM planned;
INSERT INTO course_teachers SELECT id, teacher, 'Owner', teacher, now() FROM planned;
INSERT INTO policies SELECT id, 1, 'Sessions', 'Neutral', 0, 70, 56, NULL, teacher, now() FROM planned WHERE has_list;

INSERT INTO attendances (
    id, teacher_number, teacher_name, lesson_name, lesson_key, start_time, end_time, security_option,
    require_code, version, course_id
)
SELECT
    pg_temp.id(3, row_number() OVER (ORDER BY start_time, course)), teacher, 'Teacher', name, lower(name), start_time,
    start_time + interval '50 minutes', 1, false, 1, id
FROM planned, LATERAL (
    SELECT
        now() - interval '139 days' - (13 - term) * interval '160 days' + (course % 10) * interval '1 hour'
            + n * interval '135 days' / sessions AS start_time
    FROM generate_series(0, sessions - 1) n
) held
ORDER BY start_time, course;

-- Student number n of a course. The students of the current term have the lowest numbers.
CREATE FUNCTION pg_temp.student(term int, course int, n int, students int) RETURNS int IMMUTABLE LANGUAGE sql AS $$
    SELECT CASE
        WHEN course >= 90000 THEN n + 1
        ELSE 1 + (course * 50 + n) % students + students * ((13 - term + (course * 50 + n) % students % 8) / 8)
    END
$$;

INSERT INTO enrolments
SELECT
    id, 'demo_student_' || student, 'Demo Student ' || student, NULL, NULL, NULL, NULL, false, NULL
FROM (
    SELECT id, pg_temp.student(term, course, n, size.students) AS student
    FROM planned, size, generate_series(0, planned.students - 1) n
    WHERE has_list
) listed;

INSERT INTO records
SELECT
    attendance_id, 'demo_student_' || student, 'Demo Student ' || student, true, attended,
    CASE WHEN attended THEN start_time END, CASE WHEN NOT attended THEN 'WIFI_FAILED' END, 'System', false, NULL, false,
    NULL, 1, 0, start_time, NULL, start_time, 1, 0, NULL
FROM (
    SELECT
        attendances.id AS attendance_id, start_time,
        CASE
            WHEN has_list THEN pg_temp.student(term, course, n, size.students)
            ELSE 1000000 + ((hashtext(attendances.id::text) & 65535) + n * 397) % 20000
        END AS student,
        (n * 7 + extract(doy FROM start_time)::int) % 10 < 8 AS attended
    FROM attendances JOIN planned ON planned.id = course_id, size, generate_series(0, planned.students - 1) n
    ORDER BY attendances.id
) seen;

INSERT INTO seen_students
SELECT DISTINCT id, 'demo_student_' || pg_temp.student(term, course, n, size.students)
FROM planned, size, generate_series(0, planned.students - 1) n
WHERE has_list
UNION ALL
SELECT DISTINCT course_id, student_number
FROM planned JOIN attendances ON course_id = planned.id JOIN records ON attendance_id = attendances.id
WHERE NOT has_list;

INSERT INTO users
SELECT 'demo_student_' || n, 'Demo Student ' || n, 'Student', true, now()
FROM (
    SELECT generate_series(1, (SELECT greatest(5000, 3 * students) FROM size)) AS n
    UNION ALL
    SELECT generate_series(1000000, 1019999)
) numbers
UNION ALL
SELECT DISTINCT teacher, 'Teacher', 'Teacher', true, now() FROM planned;

ALTER TABLE records ADD PRIMARY KEY (attendance_id, student_number);
CREATE UNIQUE INDEX records_by_verification ON records (verification_id) WHERE verification_id IS NOT NULL;
CREATE INDEX records_pending ON records (attendance_id)
    WHERE fail_reason = 'FACE_RECOGNITION_PENDING' AND NOT is_deleted;
CREATE INDEX records_of_student ON records (student_number, attendance_id);
COMMIT;
VACUUM (ANALYZE);
