-- plumb: no-transaction
-- plumb: allow data-loss "drafts begin anew"
DO $$
BEGIN
  TRUNCATE draft;
  COMMIT;
  UPDATE event SET kind = 'old' WHERE kind IS NULL;
  COMMIT;
  UPDATE event SET kind = 'older' WHERE kind = 'old';
  COMMIT;
END
$$;
