-- Whether a constraint is validated is no part of its definition here: VALIDATE changes it in place.
SELECT k.oid, k.conrelid AS parent, k.conname::text AS name,
  CASE k.contype WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique' WHEN 'f' THEN 'foreign key' WHEN 'c' THEN 'check' ELSE 'exclude' END AS type,
  CASE WHEN k.convalidated THEN pg_get_constraintdef(k.oid) ELSE regexp_replace(pg_get_constraintdef(k.oid), ' NOT VALID$', '') END AS definition,
  CASE WHEN NOT k.convalidated THEN true END AS not_valid,
  CASE WHEN NOT k.conislocal AND NOT c.relispartition THEN true END AS inherited,
  s.spcname::text AS tablespace,
  CASE WHEN k.conparentid <> 0 THEN true END AS of_partition
FROM pg_constraint AS k
JOIN pg_class AS c ON c.oid = k.conrelid AND c.relpersistence <> 't'
LEFT JOIN pg_class AS i ON i.oid = k.conindid AND k.contype IN ('p', 'u', 'x') AND i.reltablespace <> 0
LEFT JOIN pg_tablespace AS s ON s.oid = i.reltablespace
WHERE k.conrelid >= 16384 AND k.contype IN ('p', 'u', 'f', 'c', 'x')
  AND NOT (k.contype = 'f' AND k.conparentid <> 0)
