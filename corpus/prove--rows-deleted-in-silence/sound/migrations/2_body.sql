UPDATE note SET body = '(empty)' WHERE body IS NULL;
ALTER TABLE note ALTER body SET NOT NULL;
