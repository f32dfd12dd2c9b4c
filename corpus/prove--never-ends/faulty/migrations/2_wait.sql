SET statement_timeout = 0;
DO $$ BEGIN LOOP PERFORM pg_sleep(0.01); END LOOP; END $$;
