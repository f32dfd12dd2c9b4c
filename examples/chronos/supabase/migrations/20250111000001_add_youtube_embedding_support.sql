-- plumb: requires 20250101000002_create_core_tables
-- plumb: lock-timeout 5s
-- plumb: allow lock "some hundred videos, read in milliseconds"

-- YouTube videos: the transcript is extracted, the file stays where it is. Every video that is there was uploaded.
-- Taken back by revert/20250111000001_add_youtube_embedding_support.sql.

alter table public.videos
  alter column storage_path drop not null,
  add column source_type text not null default 'upload',
  add column youtube_video_id text,
  add column youtube_channel_id text,
  add constraint videos_source_type_check check (source_type in ('youtube', 'upload')),
  add constraint videos_youtube_video_id_check check (youtube_video_id ~ '^[A-Za-z0-9_-]{11}$'),
  add constraint videos_youtube_channel_id_check check (youtube_channel_id ~ '^UC[A-Za-z0-9_-]{22}$'),
  add constraint videos_source_validation_check check (
    case source_type
      when 'youtube' then youtube_video_id is not null
      when 'upload' then storage_path is not null
      else false
    end
  );

comment on column public.videos.storage_path is 'Where the file lies in storage; null when it lies elsewhere';
comment on column public.videos.source_type is 'Where the video comes from';
comment on column public.videos.youtube_video_id is 'The eleven characters that YouTube knows it by';
comment on column public.videos.youtube_channel_id is 'The channel on which it was published';

create index idx_videos_source_type on public.videos (source_type);
create index idx_videos_youtube_channel_id on public.videos (youtube_channel_id) where youtube_channel_id is not null;

-- Which creators use a video; and none imports it twice.
create index idx_videos_youtube_video_id on public.videos (youtube_video_id) where youtube_video_id is not null;
create unique index idx_videos_creator_youtube_video on public.videos (creator_id, youtube_video_id)
  where youtube_video_id is not null;
