SELECT t.oid, t.tmplnamespace AS parent, t.tmplname::text AS name,
  CASE WHEN t.tmplinit <> 0 THEN t.tmplinit::oid::regprocedure::text END AS init, t.tmpllexize::oid::regprocedure::text AS lexize
FROM pg_ts_template AS t
WHERE t.oid >= 16384
