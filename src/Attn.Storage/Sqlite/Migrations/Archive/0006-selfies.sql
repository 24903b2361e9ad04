-- Keyed hashes of the selfies that the student sent in the class session; no pictures.
ALTER TABLE records ADD COLUMN selfies TEXT;
