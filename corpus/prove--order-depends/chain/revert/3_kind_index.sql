DROP INDEX note_kind;
