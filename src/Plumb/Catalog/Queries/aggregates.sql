SELECT p.oid, p.pronamespace AS parent, p.proname::text AS name, pg_get_function_identity_arguments(p.oid) AS arguments,
  pg_get_userbyid(p.proowner)::text AS owner,
  a.aggkind::text AS kind_of_aggregate, a.aggnumdirectargs::int AS direct_arguments,
  pg_get_function_arguments(p.oid) AS all_arguments,
  p.oid::regprocedure::text AS signature,
  a.aggtransfn::oid::regprocedure::text AS sfunc, format_type(a.aggtranstype, NULL) AS stype, NULLIF(a.aggtransspace, 0) AS sspace,
  a.agginitval AS initcond,
  CASE WHEN a.aggfinalfn <> 0 THEN a.aggfinalfn::oid::regprocedure::text END AS finalfunc, NULLIF(a.aggfinalextra, false) AS finalfunc_extra,
  a.aggfinalmodify::text AS finalfunc_modify,
  CASE WHEN a.aggcombinefn <> 0 THEN a.aggcombinefn::oid::regprocedure::text END AS combinefunc,
  CASE WHEN a.aggserialfn <> 0 THEN a.aggserialfn::oid::regprocedure::text END AS serialfunc,
  CASE WHEN a.aggdeserialfn <> 0 THEN a.aggdeserialfn::oid::regprocedure::text END AS deserialfunc,
  CASE WHEN a.aggmtransfn <> 0 THEN a.aggmtransfn::oid::regprocedure::text END AS msfunc,
  CASE WHEN a.aggminvtransfn <> 0 THEN a.aggminvtransfn::oid::regprocedure::text END AS minvfunc,
  CASE WHEN a.aggmtranstype <> 0 THEN format_type(a.aggmtranstype, NULL) END AS mstype, NULLIF(a.aggmtransspace, 0) AS msspace,
  CASE WHEN a.aggmfinalfn <> 0 THEN a.aggmfinalfn::oid::regprocedure::text END AS mfinalfunc, NULLIF(a.aggmfinalextra, false) AS mfinalfunc_extra,
  CASE WHEN a.aggmtransfn <> 0 THEN a.aggmfinalmodify::text END AS mfinalfunc_modify,
  a.aggminitval AS minitcond,
  CASE WHEN a.aggsortop <> 0 THEN a.aggsortop::regoperator::text END AS sortop,
  CASE p.proparallel WHEN 's' THEN 'safe' WHEN 'r' THEN 'restricted' END AS parallel
FROM pg_proc AS p
JOIN pg_aggregate AS a ON a.aggfnoid = p.oid
WHERE p.oid >= 16384 AND p.prokind = 'a'
