-- plumb: allow data-loss "drafts have moved to a table of their own"
ALTER TABLE note DROP COLUMN draft;
