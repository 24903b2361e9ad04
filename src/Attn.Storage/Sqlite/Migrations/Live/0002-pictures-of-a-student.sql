-- Finds all pictures of a student who withdraws the consent to face checks.

ALTER TABLE live_logins ADD COLUMN user_number TEXT NOT NULL DEFAULT '';

UPDATE live_logins SET user_number = json_extract(body, '$.userNumber');

CREATE INDEX live_logins_by_user ON live_logins (user_number);
CREATE INDEX live_checks_by_student ON live_checks (student_number) WHERE due_at IS NOT NULL;
