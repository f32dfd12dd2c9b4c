-- plumb: requires 20250101000002_create_core_tables
-- plumb: allow lock "the table holds nothing yet: the first videos are imported after this"

-- Semantic search: the chunks whose meaning is nearest to a question.
-- Taken back by revert/20250101000003_create_vector_index.sql.

-- An IVFFlat index learns its lists from the rows that are there when it is built. After the first large import, build it
-- again: REINDEX INDEX CONCURRENTLY public.idx_video_chunks_embedding.
create index idx_video_chunks_embedding on public.video_chunks
  using ivfflat (embedding extensions.vector_cosine_ops) with (lists = 100);

-- It runs with the rights of whoever asks: row level security decides which chunks are searched.
create function public.search_video_chunks(
  query_embedding   extensions.vector(1536),
  match_threshold   double precision default 0.7,
  match_count       integer default 5,
  filter_creator_id uuid default null,
  filter_video_ids  uuid[] default null
)
returns table (
  chunk_id      uuid,
  video_id      uuid,
  video_title   text,
  chunk_index   integer,
  chunk_text    text,
  start_seconds numeric,
  end_seconds   numeric,
  similarity    double precision
)
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_column
begin
  -- How many of the 100 lists are looked into at first. What filters and policies leave out is made up for from further
  -- lists, so that a creator with few chunks among many finds them too. Both hold until the transaction ends.
  perform set_config('ivfflat.probes', '10', true), set_config('ivfflat.iterative_scan', 'relaxed_order', true);

  return query
  with nearest as materialized (
    select
      c.id,
      c.video_id,
      c.chunk_index,
      c.chunk_text,
      c.start_seconds,
      c.end_seconds,
      c.embedding operator(extensions.<=>) query_embedding as distance
    from public.video_chunks c
    where c.embedding is not null
      and (filter_video_ids is null or c.video_id = any (filter_video_ids))
      and (
        filter_creator_id is null
        or c.video_id in (select v.id from public.videos v where v.creator_id = filter_creator_id)
      )
    order by c.embedding operator(extensions.<=>) query_embedding
    limit least(greatest(match_count, 0), 200)
  )
  select n.id, n.video_id, v.title, n.chunk_index, n.chunk_text, n.start_seconds, n.end_seconds, 1 - n.distance
  from nearest n
  join public.videos v on v.id = n.video_id
  where 1 - n.distance >= match_threshold
  order by n.distance, n.id;
end;
$$;

comment on function public.search_video_chunks(extensions.vector, double precision, integer, uuid, uuid[])
  is 'The chunks nearest to an embedding, at most 200, with their cosine similarity';

revoke all on function public.search_video_chunks(extensions.vector, double precision, integer, uuid, uuid[]) from public, anon;
grant execute on function public.search_video_chunks(extensions.vector, double precision, integer, uuid, uuid[])
  to authenticated, service_role;
