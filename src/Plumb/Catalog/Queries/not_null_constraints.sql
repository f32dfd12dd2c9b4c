-- Only those that say more than their column's NOT NULL. -- since 18
SELECT k.oid, k.conrelid AS parent, k.conname::text AS name, 'not null' AS type, -- since 18
  regexp_replace(pg_get_constraintdef(k.oid), ' NOT VALID$', '') AS definition, -- since 18
  NULLIF(NOT k.convalidated, false) AS not_valid -- since 18
FROM pg_constraint AS k -- since 18
JOIN pg_class AS c ON c.oid = k.conrelid AND c.relpersistence <> 't' -- since 18
JOIN pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1] -- since 18
WHERE k.conrelid >= 16384 AND k.contype = 'n' AND (k.conislocal OR c.relispartition) -- since 18
  AND (k.conname <> c.relname || '_' || a.attname || '_not_null' OR k.connoinherit OR NOT k.convalidated) -- since 18
SELECT 0::oid AS oid, 0::oid AS parent, ''::text AS name WHERE false -- before 18
