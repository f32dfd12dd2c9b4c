-- The name was another one once.
DROP INDEX note_body_idx;
