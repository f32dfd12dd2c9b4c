SELECT t.oid, t.typnamespace AS parent, t.typname::text AS name, pg_get_userbyid(t.typowner)::text AS owner,
  NULLIF(NOT t.typisdefined, false) AS is_shell,
  CASE WHEN t.typisdefined THEN t.typinput::oid::regprocedure::text END AS input,
  CASE WHEN t.typisdefined THEN t.typoutput::oid::regprocedure::text END AS output,
  CASE WHEN t.typreceive <> 0 THEN t.typreceive::oid::regprocedure::text END AS receive,
  CASE WHEN t.typsend <> 0 THEN t.typsend::oid::regprocedure::text END AS send,
  CASE WHEN t.typmodin <> 0 THEN t.typmodin::oid::regprocedure::text END AS typmod_in,
  CASE WHEN t.typmodout <> 0 THEN t.typmodout::oid::regprocedure::text END AS typmod_out,
  CASE WHEN t.typanalyze <> 0 THEN t.typanalyze::oid::regprocedure::text END AS analyze,
  CASE WHEN t.typsubscript <> 0 THEN t.typsubscript::oid::regprocedure::text END AS subscript,
  t.typlen::int AS length, NULLIF(t.typbyval, false) AS passed_by_value, t.typalign::text AS alignment, t.typstorage::text AS storage,
  t.typcategory::text AS category, NULLIF(t.typispreferred, false) AS preferred, t.typdelim::text AS delimiter,
  CASE WHEN t.typelem <> 0 THEN format_type(t.typelem, NULL) END AS element,
  NULLIF(t.typcollation <> 0, false) AS collatable, t.typdefault AS default
FROM pg_type AS t
WHERE t.oid >= 16384
  AND (t.typtype = 'p' OR t.typtype = 'b' AND NOT (t.typcategory = 'A' AND t.typelem <> 0 AND t.typlen = -1
       AND EXISTS (SELECT FROM pg_type AS e WHERE e.oid = t.typelem AND e.typarray = t.oid)))
