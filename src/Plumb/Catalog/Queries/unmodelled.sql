-- What no query covers, so that it can be named. @classes@ are the catalogs that are covered.
SELECT 'catalog ' || x.classid::regclass::text AS what, sum(x.number)::bigint AS number
FROM (SELECT d.classid, count(*) AS number FROM pg_depend AS d WHERE d.objid >= 16384 GROUP BY d.classid
      UNION ALL
      SELECT s.classid, count(*) FROM pg_shdepend AS s
      WHERE s.objid >= 16384 AND s.dbid = (SELECT b.oid FROM pg_database AS b WHERE b.datname = current_database()) GROUP BY s.classid) AS x
WHERE x.classid <> ALL (@classes@)
GROUP BY x.classid
UNION ALL
SELECT format('relation kind %s', c.relkind), count(*) FROM pg_class AS c
WHERE c.oid >= 16384 AND c.relkind NOT IN ('r', 'p', 'v', 'm', 'f', 'S', 'i', 'I', 'c', 't') GROUP BY c.relkind
UNION ALL
SELECT format('type kind %s', t.typtype), count(*) FROM pg_type AS t
WHERE t.oid >= 16384 AND t.typtype NOT IN ('b', 'c', 'd', 'e', 'm', 'p', 'r') GROUP BY t.typtype
UNION ALL
SELECT format('routine kind %s', p.prokind), count(*) FROM pg_proc AS p
WHERE p.oid >= 16384 AND p.prokind NOT IN ('f', 'w', 'p', 'a') GROUP BY p.prokind
UNION ALL
SELECT format('constraint type %s', k.contype), count(*) FROM pg_constraint AS k
WHERE k.oid >= 16384 AND k.contype NOT IN ('p', 'u', 'f', 'c', 'x', 't', 'n') GROUP BY k.contype
