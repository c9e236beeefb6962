-- Which key the file in the data folder holds, when secrets were replaced, and when they were last accepted.

ALTER TABLE keys ADD COLUMN in_file INTEGER NOT NULL DEFAULT 0;
ALTER TABLE keys ADD COLUMN rotated_at INTEGER;
UPDATE keys SET in_file = 1 WHERE label = 'key file' AND revoked_at IS NULL;

-- A table of its own: it is written while clients only read.
CREATE TABLE key_uses (
    key_id TEXT PRIMARY KEY REFERENCES keys ON DELETE CASCADE,
    at     INTEGER NOT NULL
) WITHOUT ROWID;
