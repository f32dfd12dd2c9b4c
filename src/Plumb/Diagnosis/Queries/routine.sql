-- A function by its OID, or by its name alone, with its body; and the triggers that run it, with the order among those of the same moment.
SELECT format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)), p.prosrc, t.description, t.neighbours
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
LEFT JOIN LATERAL (
  SELECT format('%I: %s', g.tgname, substring(pg_get_triggerdef(g.oid) from '((?:BEFORE|AFTER|INSTEAD OF) .* ON \S+)')) AS description,
    (SELECT string_agg(o.tgname, ', ' ORDER BY o.tgname) FROM pg_trigger o
     WHERE o.tgrelid = g.tgrelid AND NOT o.tgisinternal AND o.tgtype::int & 67 = g.tgtype::int & 67 AND o.tgtype::int & g.tgtype::int & 60 <> 0
     HAVING count(*) > 1) AS neighbours
  FROM pg_trigger g WHERE g.tgfoid = p.oid AND NOT g.tgisinternal ORDER BY g.tgname LIMIT 3) t ON true
WHERE p.oid = coalesce($1::oid, (SELECT min(o.oid) FROM pg_proc o WHERE o.proname = $2 HAVING count(*) = 1))
