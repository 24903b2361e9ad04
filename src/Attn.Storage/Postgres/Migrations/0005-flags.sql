-- What the teacher should know about a record.
ALTER TABLE records ADD COLUMN flags integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN records.flags IS 'A bit for each flag: 1 many_from_one_place, 2 late_ticket, 4 face_refused_before, 8 profile_photo_copy.';
