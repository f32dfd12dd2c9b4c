SELECT p.oid, p.prsnamespace AS parent, p.prsname::text AS name,
  p.prsstart::oid::regprocedure::text AS start, p.prstoken::oid::regprocedure::text AS gettoken, p.prsend::oid::regprocedure::text AS end,
  p.prslextype::oid::regprocedure::text AS lextypes,
  CASE WHEN p.prsheadline <> 0 THEN p.prsheadline::oid::regprocedure::text END AS headline
FROM pg_ts_parser AS p
WHERE p.oid >= 16384
