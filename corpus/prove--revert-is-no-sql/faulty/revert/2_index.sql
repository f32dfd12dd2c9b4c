DROP THE INDEX note_body;
