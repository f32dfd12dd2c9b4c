-- plumb: requires 20250111000001_add_youtube_embedding_support
-- plumb: lock-timeout 5s
-- plumb: allow lock "some hundred videos, read in milliseconds"

-- Videos that Mux streams or Loom hosts, and lessons that are kept in step with a course on Whop.
-- Taken back by revert/20250112000002_add_whop_video_columns.sql.

alter table public.videos
  add column whop_lesson_id text,
  add column mux_asset_id text,
  add column mux_playback_id text,
  add column embed_type text,
  add column embed_id text,
  add constraint videos_whop_lesson_id_check check (whop_lesson_id <> ''),
  add constraint videos_mux_asset_id_check check (mux_asset_id <> ''),
  add constraint videos_mux_playback_id_check check (mux_playback_id <> ''),
  add constraint videos_embed_type_check check (embed_type in ('youtube', 'loom', 'vimeo', 'wistia')),
  add constraint videos_embed_id_check check (embed_id <> ''),
  add constraint videos_embed_pair_check check ((embed_type is null) = (embed_id is null)),
  drop constraint videos_source_type_check,
  add constraint videos_source_type_check check (source_type in ('youtube', 'mux', 'loom', 'upload')),
  drop constraint videos_source_validation_check,
  -- A Mux asset exists before it can be played: the playback id may follow later.
  add constraint videos_source_validation_check check (
    case source_type
      when 'youtube' then youtube_video_id is not null
      when 'mux' then mux_asset_id is not null
      when 'loom' then embed_type is not null and embed_type = 'loom'
      when 'upload' then storage_path is not null
      else false
    end
  );

comment on column public.videos.whop_lesson_id is 'The lesson on Whop from which it comes; a lesson can hold several videos';
comment on column public.videos.mux_asset_id is 'What Mux stores';
comment on column public.videos.mux_playback_id is 'What the player asks Mux for (HLS); null until it can be played';
comment on column public.videos.embed_type is 'The platform whose player is embedded';
comment on column public.videos.embed_id is 'What that platform knows it by';

create index idx_videos_whop_lesson_id on public.videos (whop_lesson_id) where whop_lesson_id is not null;
create index idx_videos_mux_asset_id on public.videos (mux_asset_id) where mux_asset_id is not null;
create index idx_videos_mux_playback_id on public.videos (mux_playback_id) where mux_playback_id is not null;
create index idx_videos_embed_type on public.videos (embed_type) where embed_type is not null;
create index idx_videos_embed_id on public.videos (embed_id) where embed_id is not null;
