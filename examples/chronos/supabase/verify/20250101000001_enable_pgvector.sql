-- check: pgvector is enabled, in the schema for extensions
-- expect: 1 row
-- expect: every row extnamespace = 'extensions'::regnamespace
select extname, extversion, extnamespace from pg_extension where extname = 'vector';

-- check: it computes distances
-- expect: true
select
  '[1,0]'::extensions.vector operator(extensions.<=>) '[0,1]'::extensions.vector = 1 as cosine,
  '[1,0]'::extensions.vector operator(extensions.<->) '[4,4]'::extensions.vector = 5 as euclidean;
