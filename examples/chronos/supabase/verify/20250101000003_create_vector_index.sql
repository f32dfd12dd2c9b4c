-- check: the index is IVFFlat, for cosine distances, and valid
-- expect: 1 row
-- expect: every row indisvalid and amname = 'ivfflat' and opcname = 'vector_cosine_ops' and reloptions = '{lists=100}'
-- hint: an index that is not valid was interrupted while it was built; drop it and run the migration again
select i.indisvalid, am.amname, o.opcname, c.reloptions
from pg_index i
join pg_class c on c.oid = i.indexrelid
join pg_am am on am.oid = c.relam
join pg_opclass o on o.oid = i.indclass[0]
where i.indexrelid = to_regclass('public.idx_video_chunks_embedding') and i.indrelid = 'public.video_chunks'::regclass;

-- check: search_video_chunks searches with the rights of whoever asks, and strangers do not ask
-- expect: 1 row
-- expect: every row not prosecdef and proconfig = '{"search_path=\"\""}' and students_ask and not strangers_ask
select
  p.prosecdef,
  p.proconfig,
  has_function_privilege('authenticated', p.oid, 'execute') as students_ask,
  has_function_privilege('anon', p.oid, 'execute') as strangers_ask
from pg_proc p
where p.pronamespace = 'public'::regnamespace and p.proname = 'search_video_chunks';

-- check: it answers
-- expect: succeeds
select chunk_id, similarity
from public.search_video_chunks(array_fill(1::real, array[1536])::extensions.vector, match_threshold => -1, match_count => 3);

-- Data --------------------------------------------------------------------------------------------------------------

-- check: completed videos have embeddings
-- optional
-- expect: no rows
-- hint: search does not find them
select v.id, v.title
from public.videos v
where v.status = 'completed'
  and exists (select from public.video_chunks c where c.video_id = v.id)
  and not exists (select from public.video_chunks c where c.video_id = v.id and c.embedding is not null);

-- Tests -------------------------------------------------------------------------------------------------------------

-- test: the nearest chunks come first, with their similarity
-- expect: 3 rows
-- expect: every row (chunk_text, similarity) in (('Light is a wave.', 1), ('And a particle.', 0.8), ('Flour and water.', 0))
\ir ../fixtures/academy.sql
reset role;
update public.video_chunks set embedding = (array[1, 0] || array_fill(0, array[1534]))::extensions.vector where id = '2a000000-0000-4000-8000-000000000001';
update public.video_chunks set embedding = (array[4, 3] || array_fill(0, array[1534]))::extensions.vector where id = '2a000000-0000-4000-8000-000000000002';
update public.video_chunks set embedding = (array[0, 1] || array_fill(0, array[1534]))::extensions.vector where id = '2b000000-0000-4000-8000-000000000001';
select chunk_text, round(similarity::numeric, 6)::double precision as similarity
from public.search_video_chunks(
  (array[1, 0] || array_fill(0, array[1534]))::extensions.vector,
  match_threshold => -1,
  filter_video_ids => '{1a000000-0000-4000-8000-000000000001,1b000000-0000-4000-8000-000000000001}');

-- test: only one creator's chunks, only those that are near enough, only as many as asked for
-- expect: value 2,1,1,0
\ir ../fixtures/academy.sql
reset role;
update public.video_chunks set embedding = (array[1, 0] || array_fill(0, array[1534]))::extensions.vector where id in ('2a000000-0000-4000-8000-000000000001', '2b000000-0000-4000-8000-000000000001');
update public.video_chunks set embedding = (array[4, 3] || array_fill(0, array[1534]))::extensions.vector where id = '2a000000-0000-4000-8000-000000000002';
with question as (
  select (array[1, 0] || array_fill(0, array[1534]))::extensions.vector as embedding, 'ca000000-0000-4000-8000-000000000001'::uuid as ada
)
select concat_ws(',',
  (select count(*) from question, lateral public.search_video_chunks(embedding, 0.7, 5, ada)),
  (select count(*) from question, lateral public.search_video_chunks(embedding, 0.9, 5, ada)),
  (select count(*) from question, lateral public.search_video_chunks(embedding, 0.7, 1, ada)),
  (select count(*) from question, lateral public.search_video_chunks(embedding, 0.7, 0, ada)));
