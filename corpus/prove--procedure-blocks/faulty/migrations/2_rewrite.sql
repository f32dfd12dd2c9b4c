-- plumb: no-transaction
-- plumb: allow data-loss "drafts begin anew"
DO $$
BEGIN
  TRUNCATE draft;
  COMMIT;
  ALTER TABLE event ALTER id TYPE bigint;
  COMMIT;
END
$$;
