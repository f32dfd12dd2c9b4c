-- A transaction that has written to every table: what waits for all writers, such as a concurrent build of an index, waits for this one.
DO $$
DECLARE
  held text;
BEGIN
  FOR held IN
    SELECT format('%I.%I', n.nspname, c.relname)
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND c.oid >= 16384 AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'plumb')
  LOOP
    EXECUTE 'LOCK TABLE ' || held || ' IN ROW EXCLUSIVE MODE';
  END LOOP;
END
$$
