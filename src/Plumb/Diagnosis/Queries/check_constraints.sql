-- The CHECK or exclusion constraint of a table (OID $1) with a name ($2), and the CHECK constraints that look at the same columns; those of the table when it is not there.
SELECT c.conname::text, pg_get_constraintdef(c.oid), CASE WHEN c.conname = $2 THEN 't' ELSE 'f' END, CASE WHEN c.contype = 'c' THEN pg_get_expr(c.conbin, c.conrelid) END
FROM pg_constraint c
LEFT JOIN pg_constraint own ON own.conrelid = c.conrelid AND own.conname = $2
WHERE c.conrelid = $1::oid AND (c.oid = own.oid OR c.contype = 'c' AND own.oid IS NOT NULL AND c.conkey && own.conkey)
ORDER BY c.conname <> $2, c.conname
LIMIT 5
