-- What is deleted for its age, and what is looked for about one person, deleted records and class sessions included.

-- When the plan or its class list was written last.
ALTER TABLE lesson_plans ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0;
UPDATE lesson_plans SET changed_at = unixepoch() * 1000;

CREATE INDEX attendances_by_end ON attendances (end_time, id);
CREATE INDEX attendances_of_anybody ON attendances (teacher_number, lesson_key);
CREATE INDEX audit_of_actor ON audit (actor);
CREATE INDEX users_by_age ON users (known_at);
CREATE INDEX consents_by_age ON consents (coalesce(withdrawn_at, consented_at));
CREATE INDEX lesson_plans_by_age ON lesson_plans (changed_at);
