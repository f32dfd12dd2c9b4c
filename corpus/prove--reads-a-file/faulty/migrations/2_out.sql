DO $$ BEGIN PERFORM pg_read_file('/etc/passwd'); END $$;
