-- Times are whole milliseconds since 1970 (UTC), ids lower-case text, booleans 0 and 1. Text is compared by bytes.

CREATE TABLE users (
    number TEXT NOT NULL PRIMARY KEY,
    full_name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('Teacher', 'Student')),
    is_from_portal INTEGER NOT NULL,
    -- When the name was true; an older copy does not rename anybody.
    known_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE attendances (
    id TEXT NOT NULL PRIMARY KEY,
    teacher_number TEXT NOT NULL,
    teacher_name TEXT NOT NULL,
    lesson_name TEXT NOT NULL,
    lesson_key TEXT NOT NULL,
    start_time INTEGER NOT NULL,
    end_time INTEGER NOT NULL,
    security_option INTEGER NOT NULL,
    teacher_address TEXT,
    late_after_minutes INTEGER,
    require_code INTEGER NOT NULL,
    version INTEGER NOT NULL,
    -- A tombstone: the row stays, so that a late copy cannot bring the session back.
    deleted_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX attendances_of_teacher ON attendances (teacher_number, start_time DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX attendances_of_lesson ON attendances (teacher_number, lesson_key, start_time DESC, id DESC) WHERE deleted_at IS NULL;

CREATE TABLE records (
    attendance_id TEXT NOT NULL REFERENCES attendances (id),
    student_number TEXT NOT NULL,
    student_name TEXT NOT NULL,
    name_is_from_portal INTEGER NOT NULL,
    is_attended INTEGER NOT NULL,
    attendance_time INTEGER,
    fail_reason TEXT,
    decided_by TEXT NOT NULL CHECK (decided_by IN ('System', 'Teacher')),
    excused INTEGER NOT NULL,
    note TEXT,
    is_deleted INTEGER NOT NULL,
    -- What the last decision by hand replaced (JSON), for an undo.
    replaced TEXT,
    attempts INTEGER NOT NULL,
    refused_comparisons INTEGER NOT NULL,
    last_try_at INTEGER,
    verification_id TEXT,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (attendance_id, student_number),
    CHECK (is_attended = (fail_reason IS NULL)),
    CHECK (is_attended = (attendance_time IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX records_by_verification ON records (verification_id) WHERE verification_id IS NOT NULL;
CREATE INDEX records_pending ON records (attendance_id) WHERE fail_reason = 'FACE_RECOGNITION_PENDING' AND NOT is_deleted;

-- Decisions by hand. The version is the one that the decision gave the session, so a copy that comes twice adds nothing.
CREATE TABLE audit (
    attendance_id TEXT NOT NULL REFERENCES attendances (id),
    version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    student_number TEXT,
    before TEXT,
    after TEXT,
    reason TEXT,
    PRIMARY KEY (attendance_id, version)
) STRICT, WITHOUT ROWID;
