CREATE INDEX place_name ON place (name);
CREATE INDEX draft_body ON draft (body);
