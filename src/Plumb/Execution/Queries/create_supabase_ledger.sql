-- Alters only what lacks something: even IF NOT EXISTS waits for everybody who reads the table.
DO $$
BEGIN
  IF (SELECT count(*) FROM pg_catalog.pg_attribute
      WHERE attrelid = to_regclass('supabase_migrations.schema_migrations') AND attname IN ('version', 'statements', 'name')) < 3 THEN
    CREATE SCHEMA IF NOT EXISTS supabase_migrations;
    CREATE TABLE IF NOT EXISTS supabase_migrations.schema_migrations (version text NOT NULL PRIMARY KEY);
    ALTER TABLE supabase_migrations.schema_migrations ADD COLUMN IF NOT EXISTS statements text[];
    ALTER TABLE supabase_migrations.schema_migrations ADD COLUMN IF NOT EXISTS name text;
  END IF;
END
$$;
