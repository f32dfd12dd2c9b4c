SELECT f.oid, f.fdwname::text AS name, pg_get_userbyid(f.fdwowner)::text AS owner,
  NULLIF(f.fdwhandler, 0)::regprocedure::text AS handler, NULLIF(f.fdwvalidator, 0)::regprocedure::text AS validator,
  (SELECT array_agg(o ORDER BY o COLLATE "C") FROM unnest(f.fdwoptions) AS o) AS options
FROM pg_foreign_data_wrapper AS f
