-- The ledger's functions, made anew with a new ledger and with every upgrade of an older one. They name every object with its schema, and
-- operators that fit no type exactly too, instead of setting a search_path: that keeps them fast, and a user's own are never called.
-- What later versions added to an event counts where it is there, so that the hashes of older events stay what they are.
-- The two nulls stand where earlier versions had columns that were always empty.
CREATE OR REPLACE FUNCTION plumb.event_hash(
  id bigint, at timestamptz, actor text, action text, migration text, checksum text, duration_ms double precision, statements text[],
  checks jsonb, git_commit text, tool text, previous_hash text, unproven text) RETURNS text
LANGUAGE sql STABLE
RETURN pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to((pg_catalog.jsonb_build_array(
  id, extract(epoch FROM at), actor, action, migration, checksum, duration_ms, statements, checks, NULL, NULL, git_commit, tool, previous_hash)
  OPERATOR(pg_catalog.||) CASE WHEN unproven IS NULL THEN '[]'::jsonb ELSE pg_catalog.jsonb_build_array(unproven) END)::text, 'UTF8')), 'hex');

CREATE OR REPLACE FUNCTION plumb.event_hash(entry plumb.event) RETURNS text
LANGUAGE sql STABLE
RETURN plumb.event_hash(
  entry.id, entry.at, entry.actor, entry.action, entry.migration, entry.checksum, entry.duration_ms, entry.statements,
  entry.checks, entry.git_commit, entry.tool, entry.previous_hash, entry.unproven);

-- Refuses to go on when the session has lost Plumb's lock: a file may have called pg_advisory_unlock_all() or DISCARD ALL, and another
-- Plumb may be at work since then. Plumb holds the lock twice, so that giving it back once tells whether it was held without letting go of
-- it; a look into pg_locks would cost more than the rest of the record. The key is MigrationLock.Key.
CREATE OR REPLACE FUNCTION plumb.require_lock() RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  IF NOT (pg_catalog.pg_advisory_unlock(482855972194) AND pg_catalog.pg_try_advisory_lock(482855972194)) THEN
    RAISE EXCEPTION 'the session has lost Plumb''s lock' USING ERRCODE = 'PB001';
  END IF;
END
$$;

-- Appends an event and returns its id. Without a duration, the time since the transaction began counts.
CREATE OR REPLACE FUNCTION plumb.append_event(
  action text, migration text, checksum text, duration_ms double precision, statements text[], checks jsonb,
  git_commit text, tool text, unproven text) RETURNS bigint
LANGUAGE plpgsql
AS $$
DECLARE
  id            bigint;
  at            timestamptz := pg_catalog.clock_timestamp();
  took          double precision := coalesce(duration_ms, extract(epoch FROM at - pg_catalog.transaction_timestamp()) OPERATOR(pg_catalog.*) 1000);
  previous_hash text;
BEGIN
  PERFORM plumb.require_lock();
  SELECT e.id, e.hash INTO id, previous_hash FROM plumb.event e ORDER BY e.id DESC LIMIT 1;
  id := coalesce(id, 0) + 1;
  previous_hash := coalesce(previous_hash, '');
  INSERT INTO plumb.event VALUES (
    id, at, session_user, action, migration, checksum, took, statements, checks, git_commit, tool, previous_hash,
    plumb.event_hash(id, at, session_user, action, migration, checksum, took, statements, checks, git_commit, tool, previous_hash, unproven),
    unproven);
  RETURN id;
END
$$;

-- Records that a migration is now in a state: one event, one row. With statements for it, it is recorded as the Supabase CLI keeps it too: one
-- row for a version, which files that share one share. Polymorphic functions and operators are named with their schema: a user's own for
-- text[] would fit better than PostgreSQL's.
CREATE OR REPLACE FUNCTION plumb.record(
  action text, id text, its_version text, its_name text, kind text, state text, checksum text, duration_ms double precision,
  statements text[], checks jsonb, git_commit text, tool text, unproven text, supabase_statements text[]) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  event_id bigint := plumb.append_event(action, id, checksum, duration_ms, statements, checks, git_commit, tool, unproven);
BEGIN
  INSERT INTO plumb.migration VALUES (id, its_version, its_name, kind, state, checksum, event_id)
  ON CONFLICT ON CONSTRAINT migration_pkey DO UPDATE
    SET state = excluded.state, checksum = excluded.checksum, event_id = excluded.event_id;
  IF supabase_statements IS NOT NULL THEN
    INSERT INTO supabase_migrations.schema_migrations AS kept (version, name, statements) VALUES (its_version, its_name, supabase_statements)
    ON CONFLICT (version) DO UPDATE
      SET name = kept.name || '+' || excluded.name, statements = kept.statements OPERATOR(pg_catalog.||) excluded.statements
      WHERE excluded.name <> ALL (pg_catalog.string_to_array(kept.name, '+')) AND excluded.name <> kept.name;
  END IF;
END
$$;

-- Records that a migration was taken back: one event, no row.
CREATE OR REPLACE FUNCTION plumb.record_revert(
  id text, checksum text, duration_ms double precision, statements text[], checks jsonb, git_commit text, tool text, unproven text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM plumb.append_event('revert', id, checksum, duration_ms, statements, checks, git_commit, tool, unproven);
  DELETE FROM plumb.migration WHERE migration.id = record_revert.id;
END
$$;

-- Closed to every other role, whatever default privileges said.
DO $$
DECLARE
  grantee text;
BEGIN
  FOR grantee IN
    SELECT DISTINCT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END
    FROM pg_proc p, LATERAL aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
    WHERE p.pronamespace = 'plumb'::regnamespace AND a.grantee <> p.proowner
  LOOP
    EXECUTE format('REVOKE ALL ON ALL FUNCTIONS IN SCHEMA plumb FROM %s', grantee);
  END LOOP;
END
$$;
