-- plumb: allow data-loss "nobody has used it"
DROP TABLE old_event;
