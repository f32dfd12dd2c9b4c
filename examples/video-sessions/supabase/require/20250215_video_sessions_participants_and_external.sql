-- The schema for Zoom must be there. Nothing is changed while it is missing.

-- check: video_session_participants exists
-- expect: true
-- hint: apply 20250215_video_sessions_zoom first; it creates the table
select to_regclass('public.video_session_participants') is not null as exists;

-- check: video_sessions.provider exists
-- expect: true
-- hint: apply 20250215_video_sessions_zoom first; it creates the column
select exists (
  select from information_schema.columns
  where table_schema = 'public' and table_name = 'video_sessions' and column_name = 'provider'
) as exists;
