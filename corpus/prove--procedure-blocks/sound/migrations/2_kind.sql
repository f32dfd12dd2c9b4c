-- plumb: no-transaction
DO $$
BEGIN
  UPDATE event SET kind = 'old' WHERE kind IS NULL;
  COMMIT;
  UPDATE event SET kind = 'older' WHERE kind = 'old';
  COMMIT;
END
$$;
