-- Text that is compared or ordered has the collation "C": bytes, as .NET's ordinal order, whatever the server's locale is.

CREATE TABLE users (
    number text COLLATE "C" PRIMARY KEY,
    full_name text NOT NULL,
    role text NOT NULL CHECK (role IN ('Teacher', 'Student')),
    is_from_portal boolean NOT NULL,
    known_at timestamptz NOT NULL
);
COMMENT ON COLUMN users.known_at IS 'When the name was true; an older copy does not rename anybody.';

CREATE TABLE attendances (
    id uuid PRIMARY KEY,
    teacher_number text COLLATE "C" NOT NULL,
    teacher_name text NOT NULL,
    lesson_name text NOT NULL,
    lesson_key text COLLATE "C" NOT NULL,
    start_time timestamptz NOT NULL,
    end_time timestamptz NOT NULL,
    security_option integer NOT NULL,
    teacher_address text,
    late_after_minutes integer,
    require_code boolean NOT NULL,
    version bigint NOT NULL,
    deleted_at timestamptz
);
COMMENT ON COLUMN attendances.deleted_at IS 'A tombstone: the row stays, so that a late copy cannot bring the session back.';

CREATE INDEX attendances_of_teacher ON attendances (teacher_number, start_time DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX attendances_of_lesson ON attendances (teacher_number, lesson_key, start_time DESC, id DESC) WHERE deleted_at IS NULL;

-- No foreign key: records are only ever written in a transaction that holds their session's row, rows are never removed, and the check of
-- each row takes half the time of a copy.
CREATE TABLE records (
    attendance_id uuid NOT NULL,
    student_number text COLLATE "C" NOT NULL,
    student_name text NOT NULL,
    name_is_from_portal boolean NOT NULL,
    is_attended boolean NOT NULL,
    attendance_time timestamptz,
    fail_reason text,
    decided_by text NOT NULL CHECK (decided_by IN ('System', 'Teacher')),
    excused boolean NOT NULL,
    note text,
    is_deleted boolean NOT NULL,
    replaced jsonb,
    attempts integer NOT NULL,
    refused_comparisons integer NOT NULL,
    last_try_at timestamptz,
    verification_id uuid,
    updated_at timestamptz NOT NULL,
    version bigint NOT NULL,
    PRIMARY KEY (attendance_id, student_number),
    CHECK (is_attended = (fail_reason IS NULL)),
    CHECK (is_attended = (attendance_time IS NOT NULL))
);
COMMENT ON COLUMN records.replaced IS 'What the last decision by hand replaced, for an undo.';

CREATE UNIQUE INDEX records_by_verification ON records (verification_id) WHERE verification_id IS NOT NULL;
CREATE INDEX records_pending ON records (attendance_id) WHERE fail_reason = 'FACE_RECOGNITION_PENDING' AND NOT is_deleted;

CREATE TABLE audit (
    attendance_id uuid NOT NULL REFERENCES attendances (id),
    version bigint NOT NULL,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    action text NOT NULL,
    student_number text COLLATE "C",
    before jsonb,
    after jsonb,
    reason text,
    PRIMARY KEY (attendance_id, version)
);
COMMENT ON TABLE audit IS 'Decisions by hand. The version is the one that the decision gave the session, so a copy that comes twice adds nothing.';
