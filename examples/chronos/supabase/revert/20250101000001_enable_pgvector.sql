-- Without CASCADE: columns of type vector that other migrations do not know of stay, and so does the extension.
drop extension vector;

-- check: pgvector is disabled
-- expect: no rows
select extname, extversion from pg_extension where extname = 'vector';
