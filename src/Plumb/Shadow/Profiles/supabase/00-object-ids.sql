-- In single-user mode PostgreSQL goes on with the OIDs of initdb, which mark what belongs to the system: pg_dump, for one, leaves such
-- extensions out. Using those OIDs up makes everything below a user's object, as on the platform.
SELECT count(lo_unlink(lo_create(0))) FROM generate_series(1, 16384 - (SELECT max(oid)::bigint::integer FROM pg_catalog.pg_proc WHERE oid < 16384));

