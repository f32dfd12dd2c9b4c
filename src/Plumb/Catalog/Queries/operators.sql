SELECT o.oid, o.oprnamespace AS parent, o.oprname::text AS name,
  concat_ws(', ', COALESCE(format_type(NULLIF(o.oprleft, 0), NULL), 'NONE'), COALESCE(format_type(NULLIF(o.oprright, 0), NULL), 'NONE')) AS arguments,
  pg_get_userbyid(o.oprowner)::text AS owner,
  CASE WHEN o.oprcode <> 0 THEN o.oprcode::oid::regprocedure::text END AS function,
  CASE WHEN o.oprcom <> 0 THEN o.oprcom::regoperator::text END AS commutator,
  CASE WHEN o.oprnegate <> 0 THEN o.oprnegate::regoperator::text END AS negator,
  CASE WHEN o.oprrest <> 0 THEN o.oprrest::oid::regprocedure::text END AS restrict,
  CASE WHEN o.oprjoin <> 0 THEN o.oprjoin::oid::regprocedure::text END AS join,
  NULLIF(o.oprcanhash, false) AS hashes, NULLIF(o.oprcanmerge, false) AS merges
FROM pg_operator AS o
WHERE o.oid >= 16384
