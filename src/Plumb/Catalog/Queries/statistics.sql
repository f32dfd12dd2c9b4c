SELECT s.oid, s.stxnamespace AS parent, s.stxname::text AS name, pg_get_userbyid(s.stxowner)::text AS owner,
  pg_get_statisticsobjdef(s.oid) AS definition,
  NULLIF(s.stxstattarget, -1)::int AS statistics_target,
  'pg_class'::regclass::oid AS needs_class, s.stxrelid AS needs
FROM pg_statistic_ext AS s
