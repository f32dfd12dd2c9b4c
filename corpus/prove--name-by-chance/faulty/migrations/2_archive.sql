DO $$ BEGIN EXECUTE format('CREATE TABLE archive_%s (id int)', substr(md5(random()::text), 1, 8)); END $$;
