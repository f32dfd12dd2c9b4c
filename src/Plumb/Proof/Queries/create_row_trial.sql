-- Runs INSERTs one by one until enough of them were taken, and tells of each what came of it. Deferred constraints are asked at once.
CREATE OR REPLACE FUNCTION pg_temp.plumb_try_rows(statements text[], wanted int, OUT ordinal int, OUT code text, OUT blame text, OUT faulty text) RETURNS SETOF record
LANGUAGE plpgsql
AS $$
DECLARE
  taken int := 0;
BEGIN
  FOR ordinal IN 1 .. cardinality(statements) LOOP
    code := NULL;
    blame := NULL;
    faulty := NULL;
    BEGIN
      EXECUTE statements[ordinal];
      SET CONSTRAINTS ALL IMMEDIATE;
      SET CONSTRAINTS ALL DEFERRED;
      taken := taken + 1;
    EXCEPTION WHEN OTHERS THEN
      GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, blame = CONSTRAINT_NAME, faulty = COLUMN_NAME;
      IF blame = '' THEN
        blame := SQLERRM;
      END IF;
    END;
    RETURN NEXT;
    EXIT WHEN taken >= wanted;
  END LOOP;
END
$$
