-- The roles of a project. supabase_admin exists already: it is the bootstrap superuser.

-- The API's roles. A request logs in as authenticator and becomes one of the other three.
CREATE ROLE anon NOLOGIN;
CREATE ROLE authenticated NOLOGIN;
CREATE ROLE service_role NOLOGIN BYPASSRLS;
CREATE ROLE authenticator LOGIN NOINHERIT;
GRANT anon, authenticated, service_role TO authenticator;
ALTER ROLE anon SET statement_timeout = '3s';
ALTER ROLE authenticated SET statement_timeout = '8s';
ALTER ROLE authenticator SET statement_timeout = '8s';
ALTER ROLE authenticator SET lock_timeout = '8s';

-- The platform's services.
CREATE ROLE supabase_auth_admin LOGIN NOINHERIT CREATEROLE;
CREATE ROLE supabase_storage_admin LOGIN NOINHERIT CREATEROLE;
CREATE ROLE supabase_realtime_admin NOLOGIN NOINHERIT;
CREATE ROLE supabase_functions_admin LOGIN NOINHERIT CREATEROLE;
CREATE ROLE supabase_replication_admin LOGIN REPLICATION;
CREATE ROLE supabase_etl_admin LOGIN REPLICATION;
CREATE ROLE supabase_read_only_user LOGIN BYPASSRLS;
CREATE ROLE dashboard_user NOLOGIN CREATEDB CREATEROLE REPLICATION;
CREATE ROLE pgbouncer LOGIN;
GRANT pg_read_all_data TO supabase_read_only_user;
GRANT authenticator TO supabase_storage_admin;
ALTER ROLE supabase_auth_admin SET search_path = auth;
ALTER ROLE supabase_auth_admin SET idle_in_transaction_session_timeout = '60s';
ALTER ROLE supabase_storage_admin SET search_path = storage;
ALTER ROLE supabase_functions_admin SET search_path = supabase_functions;
ALTER ROLE supabase_admin SET search_path = "$user", public, auth, extensions;

-- The project's owner: no superuser.
CREATE ROLE postgres LOGIN CREATEDB CREATEROLE REPLICATION BYPASSRLS;
GRANT anon, authenticated, service_role, authenticator TO postgres WITH ADMIN OPTION;
GRANT pg_monitor, pg_read_all_data, pg_signal_backend TO postgres;
ALTER ROLE postgres SET search_path = "$user", public, extensions;

-- The platform lets postgres make policies and triggers on some tables of its services, through a library that a bare server lacks.
-- Here membership in their owners does that; 80-platform-owners.sql takes back what else it would allow.
GRANT supabase_auth_admin, supabase_storage_admin, supabase_realtime_admin TO postgres;

-- Settings that only a superuser may change otherwise; older servers cannot grant that and take any prefixed name from everybody.
DO $$
BEGIN
  IF current_setting('server_version_num')::int >= 150000 THEN
    EXECUTE 'GRANT SET ON PARAMETER session_replication_role, track_io_timing, log_min_duration_statement, log_statement TO postgres';
    EXECUTE 'GRANT SET ON PARAMETER pgrst.db_schemas, pgrst.db_extra_search_path, pgrst.db_max_rows, pgrst.db_aggregates_enabled, '
      'pgrst.db_pre_request TO postgres';
  END IF;
  IF current_setting('server_version_num')::int >= 160000 THEN
    GRANT pg_create_subscription TO postgres;
  END IF;
END
$$;
