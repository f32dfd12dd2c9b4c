SELECT r.oid, r.ev_class AS parent, r.rulename::text AS name,
  pg_get_ruledef(r.oid) AS definition,
  CASE r.ev_enabled WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' END AS state
FROM pg_rewrite AS r
JOIN pg_class AS c ON c.oid = r.ev_class AND c.relpersistence <> 't'
WHERE r.ev_class >= 16384 AND r.rulename <> '_RETURN'
