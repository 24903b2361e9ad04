-- How often a face check was sent to the verifier, which gave no verdict.

ALTER TABLE live_checks ADD COLUMN deliveries INTEGER NOT NULL DEFAULT 0;
