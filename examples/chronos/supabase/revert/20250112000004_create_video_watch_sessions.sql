-- The whole history of watching is lost.

drop function public.has_student_completed_video(uuid, uuid);
drop function public.get_student_highest_completion(uuid, uuid);
drop function public.get_student_total_watch_time(uuid, uuid);

drop table public.video_watch_sessions;

drop function private.watchable_videos();
drop function private.set_watch_session_completed();

-- check: watch sessions and their functions are removed
-- expect: true
select
  to_regclass('public.video_watch_sessions') is null as table_removed,
  not exists (
    select from pg_proc
    where proname in (
      'get_student_total_watch_time', 'get_student_highest_completion', 'has_student_completed_video',
      'watchable_videos', 'set_watch_session_completed'
    )
  ) as functions_removed;
