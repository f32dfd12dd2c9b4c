-- plumb: no-transaction
CREATE INDEX CONCURRENTLY visit_2032_page ON visit_2032 (page);
