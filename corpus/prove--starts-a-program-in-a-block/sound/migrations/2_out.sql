DO $$ BEGIN PERFORM count(*) FROM note; END $$;
