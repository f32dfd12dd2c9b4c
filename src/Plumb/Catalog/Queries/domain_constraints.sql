SELECT k.oid, 'pg_type'::regclass::oid AS parent_class, k.contypid AS parent, k.conname::text AS name, 'check' AS type,
  regexp_replace(pg_get_constraintdef(k.oid), ' NOT VALID$', '') AS definition,
  NULLIF(NOT k.convalidated, false) AS not_valid
FROM pg_constraint AS k
WHERE k.contypid >= 16384 AND k.contype = 'c'
