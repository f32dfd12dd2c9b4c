-- Every event is lost; what was added up in video_analytics stays.

drop function public.track_video_event(text, uuid, uuid, uuid, uuid, uuid, jsonb);
drop table public.video_analytics_events;

-- check: events and their function are removed
-- expect: true
select
  to_regclass('public.video_analytics_events') is null as table_removed,
  not exists (select from pg_proc where proname = 'track_video_event' and pronamespace = 'public'::regnamespace) as function_removed,
  not exists (select from pg_class where relname like 'idx\_video\_analytics\_%' and relname <> 'idx_video_analytics_date') as indexes_removed;
