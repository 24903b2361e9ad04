-- Keyed hashes of the selfies that the student sent in the class session; no pictures.
ALTER TABLE records ADD COLUMN selfies text;
COMMENT ON COLUMN records.selfies IS 'Keyed hashes of the selfies sent, separated by spaces; no pictures.';
