DO $$ BEGIN EXECUTE format('ALTER TABLE note ADD COLUMN since timestamp DEFAULT %L', '2025-01-01 00:00+00'::timestamptz::timestamp); END $$;
