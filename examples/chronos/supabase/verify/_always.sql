-- Health checks of the whole database: read-only, at any time, on any environment.

-- check: every session that reached 90 percent is completed
-- expect: no rows
-- hint: the trigger was switched off for a while; to mend it, UPDATE public.video_watch_sessions SET percent_complete = percent_complete WHERE percent_complete >= 90
select id, percent_complete
from public.video_watch_sessions
where percent_complete >= 90 and not completed;

-- check: every lesson shows a video of its course's creator
-- expect: no rows
-- hint: it was written past row level security; students of the course cannot see the video
select l.id, l.title, v.creator_id as video_of, c.creator_id as course_of
from public.module_lessons l
join public.videos v on v.id = l.video_id
join public.course_modules m on m.id = l.module_id
join public.courses c on c.id = m.course_id
where v.creator_id <> c.creator_id;

-- check: every session is with a video of the student's creator
-- expect: no rows
-- hint: it was written past row level security, and counts for nobody
select w.id, v.creator_id as video_of, s.creator_id as student_of
from public.video_watch_sessions w
join public.videos v on v.id = w.video_id
join public.students s on s.id = w.student_id
where v.creator_id <> s.creator_id;

-- check: all tables are under row level security
-- expect: no rows
-- hint: ALTER TABLE … ENABLE ROW LEVEL SECURITY; a table without it is open to every API role that has rights on it
select relname
from pg_class
where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity;

-- check: no index is invalid
-- expect: no rows
-- hint: it was interrupted while it was built; run REINDEX INDEX CONCURRENTLY on it
select indexrelid::regclass as index_name
from pg_index
join pg_class on pg_class.oid = indexrelid
where relnamespace = 'public'::regnamespace and not indisvalid;

-- check: completed videos have embeddings
-- optional
-- expect: no rows
-- hint: search does not find them
select v.id, v.title
from public.videos v
where v.status = 'completed'
  and exists (select from public.video_chunks c where c.video_id = v.id)
  and not exists (select from public.video_chunks c where c.video_id = v.id and c.embedding is not null);

-- check: active sessions are recent
-- optional
-- expect: no rows
-- hint: the player did not say goodbye; they count as long as they lasted
select id, session_start
from public.video_watch_sessions
where session_end is null and session_start < now() - interval '1 day';
