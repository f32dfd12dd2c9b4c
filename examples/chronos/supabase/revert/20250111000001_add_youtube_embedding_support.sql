-- It stops, and changes nothing, while there are videos without a file: the former schema has no place for them, and whether
-- they are to be deleted is not for a script to say. Of other videos the ids on YouTube are lost.

do $$
begin
  if exists (select from public.videos where storage_path is null) then
    raise exception 'videos without a file in storage exist'
      using errcode = 'check_violation', hint = 'Give them a storage_path, or delete them: SELECT id, title FROM public.videos WHERE storage_path IS NULL.';
  end if;
end;
$$;

drop index public.idx_videos_source_type;
drop index public.idx_videos_youtube_channel_id;
drop index public.idx_videos_youtube_video_id;
drop index public.idx_videos_creator_youtube_video;

alter table public.videos
  drop constraint videos_source_validation_check,
  drop column source_type,
  drop column youtube_video_id,
  drop column youtube_channel_id,
  alter column storage_path set not null;

comment on column public.videos.storage_path is 'Where the file lies in storage';

-- check: the three columns are removed
-- expect: no rows
select column_name
from information_schema.columns
where table_schema = 'public' and table_name = 'videos' and column_name in ('source_type', 'youtube_video_id', 'youtube_channel_id');

-- check: every video has a file again, and its constraints are the former ones
-- expect: true
select
  (select attnotnull from pg_attribute where attrelid = 'public.videos'::regclass and attname = 'storage_path') as storage_path_required,
  not exists (
    select from pg_constraint
    where conrelid = 'public.videos'::regclass and (conname like 'videos_source%' or conname like 'videos_youtube%')
  ) as constraints_removed;
