-- Without pg_authid, which only superusers may read; whether a password is set stays unknown.
SELECT r.oid, r.rolname::text AS name,
  NULLIF(r.rolsuper, false) AS superuser, NULLIF(NOT r.rolinherit, false) AS no_inherit, NULLIF(r.rolcreaterole, false) AS create_role,
  NULLIF(r.rolcreatedb, false) AS create_database, NULLIF(r.rolcanlogin, false) AS login, NULLIF(r.rolreplication, false) AS replication,
  NULLIF(r.rolbypassrls, false) AS bypass_row_security, NULLIF(r.rolconnlimit, -1) AS connection_limit, r.rolvaliduntil::text AS valid_until
FROM pg_roles AS r
WHERE r.oid >= 16384
