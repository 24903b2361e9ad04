-- What is deleted for its age, and what is looked for about one person, deleted records and class sessions included.
ALTER TABLE lesson_plans ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now();
COMMENT ON COLUMN lesson_plans.changed_at IS 'When the plan or its class list was written last.';

CREATE INDEX attendances_by_end ON attendances (end_time, id);
CREATE INDEX attendances_of_anybody ON attendances (teacher_number, lesson_key);
CREATE INDEX audit_of_actor ON audit (actor);
CREATE INDEX users_by_age ON users (known_at);
CREATE INDEX consents_by_age ON consents (coalesce(withdrawn_at, consented_at));
CREATE INDEX lesson_plans_by_age ON lesson_plans (changed_at);

DROP INDEX records_of_student;
CREATE INDEX records_of_student ON records (student_number, attendance_id);
