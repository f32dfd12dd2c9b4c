-- For pasting into a SQL editor before the hardening migration. If a result is false, run 20250215_video_sessions_zoom.sql
-- first. (`plumb up` asks the same by itself, from supabase/require.)

select 'video_session_participants exists' as "check",
       to_regclass('public.video_session_participants') is not null as result
union all
select 'video_sessions.provider exists',
       exists (
         select from information_schema.columns
         where table_schema = 'public' and table_name = 'video_sessions' and column_name = 'provider'
       );
