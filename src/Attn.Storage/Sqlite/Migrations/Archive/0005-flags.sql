-- What the teacher should know about a record, a bit for each flag: 1 many_from_one_place, 2 late_ticket,
-- 4 face_refused_before, 8 profile_photo_copy.
ALTER TABLE records ADD COLUMN flags INTEGER NOT NULL DEFAULT 0;
