DROP INDEX note_body;
