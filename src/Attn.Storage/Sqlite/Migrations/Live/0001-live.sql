-- Live data. Times are UTC ticks (100 ns since 0001-01-01). A body is the JSON of LiveJson; the columns beside it are
-- for searching.

CREATE TABLE live_sessions (
    id             TEXT    NOT NULL PRIMARY KEY,
    teacher_number TEXT    NOT NULL,
    lesson_key     TEXT    NOT NULL,
    teacher_key    TEXT    NOT NULL,
    end_time       INTEGER NOT NULL,
    version        INTEGER NOT NULL,
    leased_until   INTEGER NOT NULL DEFAULT 0,
    body           TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX live_sessions_by_end ON live_sessions (end_time);
-- A teacher's claim is the row whose end has not passed.
CREATE INDEX live_sessions_by_teacher ON live_sessions (teacher_number, end_time);
CREATE INDEX live_sessions_by_lesson ON live_sessions (lesson_key, teacher_key, end_time);

CREATE TABLE live_records (
    session_id     TEXT    NOT NULL,
    student_number TEXT    NOT NULL,
    body           TEXT    NOT NULL,
    PRIMARY KEY (session_id, student_number)
) STRICT, WITHOUT ROWID;

CREATE TABLE live_audit (
    session_id     TEXT    NOT NULL,
    version        INTEGER NOT NULL,
    body           TEXT    NOT NULL,
    PRIMARY KEY (session_id, version)
) STRICT, WITHOUT ROWID;

-- The outbox. due_at is NULL once a check is stopped: it is no longer sent, and deleted at expires_at.
CREATE TABLE live_checks (
    verification_id TEXT    NOT NULL PRIMARY KEY,
    session_id      TEXT    NOT NULL,
    student_number  TEXT    NOT NULL,
    deadline        INTEGER NOT NULL,
    picture_bytes   INTEGER NOT NULL,
    due_at          INTEGER,
    expires_at      INTEGER,
    CHECK ((due_at IS NULL) <> (expires_at IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX live_checks_by_due ON live_checks (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX live_checks_by_expiry ON live_checks (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX live_checks_by_session ON live_checks (session_id);

-- The totals of the waiting checks, kept by triggers: every check-in with a selfie reads them.
CREATE TABLE live_outbox (
    entries INTEGER NOT NULL,
    bytes   INTEGER NOT NULL
) STRICT;

INSERT INTO live_outbox (entries, bytes) VALUES (0, 0);

CREATE TRIGGER live_checks_inserted AFTER INSERT ON live_checks WHEN NEW.due_at IS NOT NULL BEGIN
    UPDATE live_outbox SET entries = entries + 1, bytes = bytes + NEW.picture_bytes;
END;

CREATE TRIGGER live_checks_stopped AFTER UPDATE OF due_at ON live_checks
WHEN OLD.due_at IS NOT NULL AND NEW.due_at IS NULL BEGIN
    UPDATE live_outbox SET entries = entries - 1, bytes = bytes - OLD.picture_bytes;
END;

CREATE TRIGGER live_checks_deleted AFTER DELETE ON live_checks WHEN OLD.due_at IS NOT NULL BEGIN
    UPDATE live_outbox SET entries = entries - 1, bytes = bytes - OLD.picture_bytes;
END;

-- Both are encrypted. Large values have tables of their own, with a rowid.
CREATE TABLE live_pictures (
    verification_id TEXT    NOT NULL PRIMARY KEY,
    expires_at      INTEGER NOT NULL,
    selfie          BLOB    NOT NULL,
    profile_photo   BLOB    NOT NULL
) STRICT;

CREATE INDEX live_pictures_by_expiry ON live_pictures (expires_at);

CREATE TABLE live_logins (
    id             TEXT    NOT NULL PRIMARY KEY,
    expires_at     INTEGER NOT NULL,
    body           TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX live_logins_by_expiry ON live_logins (expires_at);

CREATE TABLE live_photos (
    login_id       TEXT    NOT NULL PRIMARY KEY REFERENCES live_logins (id) ON DELETE CASCADE,
    photo          BLOB    NOT NULL
) STRICT;
