-- The ledger: what is applied now, everything that ever happened, and how far an interrupted file came.
CREATE SCHEMA plumb;
COMMENT ON SCHEMA plumb IS 'Plumb ledger, version 7';

CREATE TABLE plumb.event (
  id            bigint PRIMARY KEY,
  at            timestamptz NOT NULL,
  actor         text NOT NULL,
  action        text NOT NULL,
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
  kind     text NOT NULL,
  state    text NOT NULL,
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
