-- The ledger: what is applied now, everything that ever happened, and how far an interrupted file came.
CREATE SCHEMA plumb;
COMMENT ON SCHEMA plumb IS 'Plumb ledger, version 6';

CREATE TABLE plumb.event (
  id            bigint PRIMARY KEY,
  at            timestamptz NOT NULL,
  actor         text NOT NULL,
  action        text NOT NULL CHECK (action IN ('apply', 'adopt', 'begin', 'unverify', 'begin revert', 'unverify revert', 'revert')),
  migration     text NOT NULL,
  checksum      text NOT NULL,
  duration_ms   double precision NOT NULL,
  statements    text[] NOT NULL,
  checks        jsonb NOT NULL,
  git_commit    text,
  tool          text NOT NULL,
  previous_hash text NOT NULL,
  hash          text NOT NULL,
  unproven      text
);
COMMENT ON TABLE plumb.event IS 'Append-only. Each row''s hash covers the row and the hash of the row before it.';

CREATE TABLE plumb.migration (
  id       text PRIMARY KEY,
  version  text NOT NULL,
  name     text NOT NULL,
  kind     text NOT NULL CHECK (kind IN ('versioned', 'repeatable')),
  state    text NOT NULL CHECK (state IN ('applied', 'unverified', 'incomplete', 'reverting')),
  checksum text NOT NULL,
  event_id bigint NOT NULL
);
COMMENT ON TABLE plumb.migration IS 'What is applied now; event_id is the event that made it so.';

CREATE TABLE plumb.journal (
  migration text NOT NULL,
  action    text NOT NULL CHECK (action IN ('apply', 'revert')),
  ordinal   integer NOT NULL,
  checksum  text NOT NULL,
  finished  boolean NOT NULL,
  PRIMARY KEY (migration, action, ordinal)
);
COMMENT ON TABLE plumb.journal IS 'How far a migration that runs outside a transaction came; empty between runs.';

CREATE FUNCTION plumb.refuse_change() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION 'plumb.event is append-only' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON plumb.event
  FOR EACH STATEMENT EXECUTE FUNCTION plumb.refuse_change();
-- Also for a session that says session_replication_role = replica.
ALTER TABLE plumb.event ENABLE ALWAYS TRIGGER append_only;

-- Closed to every other role, whatever default privileges said.
DO $$
DECLARE
  grantee text;
BEGIN
  FOR grantee IN
    SELECT DISTINCT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END
    FROM (SELECT n.nspacl AS acl FROM pg_namespace n WHERE n.nspname = 'plumb'
          UNION ALL
          SELECT coalesce(c.relacl, acldefault('r', c.relowner)) FROM pg_class c WHERE c.relnamespace = 'plumb'::regnamespace AND c.relkind = 'r') s,
         LATERAL aclexplode(s.acl) a
    WHERE a.grantee <> (SELECT n.nspowner FROM pg_namespace n WHERE n.nspname = 'plumb')
  LOOP
    EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA plumb FROM %s', grantee);
    EXECUTE format('REVOKE ALL ON SCHEMA plumb FROM %s', grantee);
  END LOOP;
END
$$;
-- The ledger's functions, made anew with a new ledger and with every upgrade of an older one. They name every object with its schema, and
-- operators that fit no type exactly too, instead of setting a search_path: that keeps them fast, and a user's own are never called.
-- What later versions added to an event counts where it is there, so that the hashes of older events stay what they are.
-- The two nulls stand where earlier versions had columns that were always empty.
CREATE OR REPLACE FUNCTION plumb.event_hash(entry plumb.event) RETURNS text
LANGUAGE sql STABLE
RETURN pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to((pg_catalog.jsonb_build_array(
  entry.id, extract(epoch FROM entry.at), entry.actor, entry.action, entry.migration, entry.checksum,
  entry.duration_ms, entry.statements, entry.checks, NULL, NULL,
  entry.git_commit, entry.tool, entry.previous_hash)
  OPERATOR(pg_catalog.||) CASE WHEN entry.unproven IS NULL THEN '[]'::jsonb ELSE pg_catalog.jsonb_build_array(entry.unproven) END)::text, 'UTF8')), 'hex');

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
  last_id   bigint;
  last_hash text;
  entry     plumb.event;
BEGIN
  PERFORM plumb.require_lock();
  SELECT e.id, e.hash INTO last_id, last_hash FROM plumb.event e ORDER BY e.id DESC LIMIT 1;
  entry := ROW(coalesce(last_id, 0) + 1, pg_catalog.clock_timestamp(), session_user, action, migration, checksum,
               coalesce(duration_ms, extract(epoch FROM pg_catalog.clock_timestamp() - pg_catalog.transaction_timestamp()) OPERATOR(pg_catalog.*) 1000),
               statements, checks, git_commit, tool, coalesce(last_hash, ''), '', unproven);
  entry.hash := plumb.event_hash(entry);
  INSERT INTO plumb.event VALUES (entry.*);
  RETURN entry.id;
END
$$;

-- Records that a migration is now in a state: one event, one row.
CREATE OR REPLACE FUNCTION plumb.record(
  action text, id text, version text, name text, kind text, state text, checksum text, duration_ms double precision,
  statements text[], checks jsonb, git_commit text, tool text, unproven text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  event_id bigint := plumb.append_event(action, id, checksum, duration_ms, statements, checks, git_commit, tool, unproven);
BEGIN
  INSERT INTO plumb.migration VALUES (id, version, name, kind, state, checksum, event_id)
  ON CONFLICT ON CONSTRAINT migration_pkey DO UPDATE
    SET state = excluded.state, checksum = excluded.checksum, event_id = excluded.event_id;
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

-- Records an applied migration as the Supabase CLI keeps it: one row for a version. Files that share one share the row. Polymorphic functions
-- and operators are named with their schema: a user's own for text[] would fit better than PostgreSQL's.
CREATE OR REPLACE FUNCTION plumb.record_supabase(its_version text, its_name text, its_statements text[]) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  INSERT INTO supabase_migrations.schema_migrations AS kept (version, name, statements) VALUES (its_version, its_name, its_statements)
  ON CONFLICT (version) DO UPDATE
    SET name = kept.name || '+' || excluded.name, statements = kept.statements OPERATOR(pg_catalog.||) excluded.statements
    WHERE excluded.name <> ALL (pg_catalog.string_to_array(kept.name, '+')) AND excluded.name <> kept.name;
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
