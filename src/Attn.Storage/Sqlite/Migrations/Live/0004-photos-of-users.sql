-- One profile photo a student, however many LoginSessions there are. live_photos holds those of version 0.1, which end
-- with their LoginSessions. Without the trigger every statement that deletes a LoginSession would have to look for the
-- last one.

CREATE TABLE live_photos_of_users (
    user_number    TEXT    NOT NULL PRIMARY KEY,
    photo          BLOB    NOT NULL
) STRICT;

CREATE TRIGGER live_logins_deleted AFTER DELETE ON live_logins
WHEN NOT EXISTS (SELECT 1 FROM live_logins WHERE user_number = OLD.user_number) BEGIN
    DELETE FROM live_photos_of_users WHERE user_number = OLD.user_number;
END;
