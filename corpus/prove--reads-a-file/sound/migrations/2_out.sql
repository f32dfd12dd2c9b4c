DO $$ BEGIN PERFORM length('/etc/passwd'); END $$;
