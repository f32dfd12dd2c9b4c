-- It stops, and changes nothing, while there are videos of Mux or Loom: the former constraint does not allow them. Of other
-- videos the ids on Whop, Mux and embedded platforms are lost.

do $$
begin
  if exists (select from public.videos where source_type in ('mux', 'loom')) then
    raise exception 'videos of Mux or Loom exist'
      using errcode = 'check_violation', hint = 'Give them another source, or delete them: SELECT id, title FROM public.videos WHERE source_type IN (''mux'', ''loom'').';
  end if;
end;
$$;

drop index public.idx_videos_whop_lesson_id;
drop index public.idx_videos_mux_asset_id;
drop index public.idx_videos_mux_playback_id;
drop index public.idx_videos_embed_type;
drop index public.idx_videos_embed_id;

alter table public.videos
  drop constraint videos_source_validation_check,
  drop constraint videos_source_type_check,
  drop constraint videos_embed_pair_check,
  drop column whop_lesson_id,
  drop column mux_asset_id,
  drop column mux_playback_id,
  drop column embed_type,
  drop column embed_id,
  add constraint videos_source_type_check check (source_type in ('youtube', 'upload')),
  add constraint videos_source_validation_check check (
    case source_type
      when 'youtube' then youtube_video_id is not null
      when 'upload' then storage_path is not null
      else false
    end
  );

-- check: the five columns are removed
-- expect: no rows
select column_name
from information_schema.columns
where table_schema = 'public'
  and table_name = 'videos'
  and column_name in ('whop_lesson_id', 'mux_asset_id', 'mux_playback_id', 'embed_type', 'embed_id');

-- check: the former constraints are in force
-- expect: 2 rows
-- expect: every row convalidated and definition not like '%mux%' and definition not like '%loom%' and definition like '%youtube%' and definition like '%upload%'
select conname, convalidated, pg_get_constraintdef(oid) as definition
from pg_constraint
where conrelid = 'public.videos'::regclass and conname in ('videos_source_type_check', 'videos_source_validation_check');
