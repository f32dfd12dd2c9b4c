-- plumb: requires 20250112000002_add_whop_video_columns

-- Watch sessions: who watched what, for how long, how far. A session is kept for good.
--
-- Taken back by revert/20250112000004_create_video_watch_sessions.sql.

create table public.video_watch_sessions (
  id                 uuid primary key default gen_random_uuid(),
  video_id           uuid not null references public.videos (id) on delete cascade,
  student_id         uuid not null references public.students (id) on delete cascade,
  session_start      timestamptz not null default now(),
  session_end        timestamptz,
  watch_time_seconds integer not null default 0,
  percent_complete   numeric(5, 2) not null default 0,
  completed          boolean not null default false,
  device_type        text,
  referrer_type      text,
  metadata           jsonb not null default '{}',
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now(),
  constraint video_watch_sessions_percent_complete_check check (percent_complete between 0 and 100),
  constraint video_watch_sessions_watch_time_seconds_check check (watch_time_seconds >= 0),
  constraint video_watch_sessions_session_end_check check (session_end is null or session_end >= session_start),
  constraint video_watch_sessions_device_type_check check (device_type in ('desktop', 'mobile', 'tablet')),
  constraint video_watch_sessions_referrer_type_check check (referrer_type in ('course_page', 'direct_link', 'search', 'chat_reference')),
  constraint video_watch_sessions_metadata_check check (jsonb_typeof(metadata) = 'object')
);

comment on table public.video_watch_sessions is 'Individual viewing sessions of students';
comment on column public.video_watch_sessions.percent_complete is 'How far the student came';
comment on column public.video_watch_sessions.completed is 'Set by the database at 90 %, and never taken back';
comment on column public.video_watch_sessions.metadata is 'What the player keeps, such as the last position';

create index idx_video_watch_sessions_video_id on public.video_watch_sessions (video_id);
create index idx_video_watch_sessions_student_id on public.video_watch_sessions (student_id);
create index idx_video_watch_sessions_completed on public.video_watch_sessions (video_id, student_id) where completed;
create index idx_video_watch_sessions_student_video on public.video_watch_sessions (student_id, video_id, session_start desc);
create index idx_video_watch_sessions_start on public.video_watch_sessions (session_start desc);
create index idx_video_watch_sessions_active on public.video_watch_sessions (student_id, video_id) where session_end is null;

-- completed and updated_at ------------------------------------------------------------------------------------------

create function private.set_watch_session_completed()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if new.percent_complete >= 90 or (tg_op = 'UPDATE' and old.completed) then
    new.completed := true;
  end if;
  return new;
end;
$$;

comment on function private.set_watch_session_completed() is 'A video counts as watched from 90 % on, also when the student goes back afterwards';

revoke all on function private.set_watch_session_completed() from public;

create trigger video_watch_sessions_set_completed before insert or update on public.video_watch_sessions
  for each row execute function private.set_watch_session_completed();

create trigger video_watch_sessions_set_updated_at before update on public.video_watch_sessions
  for each row execute function private.set_updated_at();

-- Helper functions --------------------------------------------------------------------------------------------------

-- They run with the rights of whoever asks.
create function public.get_student_total_watch_time(p_student_id uuid, p_video_id uuid)
returns bigint
language sql
stable
set search_path = ''
as $$
  select coalesce(sum(s.watch_time_seconds), 0)
  from public.video_watch_sessions s
  where s.student_id = p_student_id and s.video_id = p_video_id;
$$;

comment on function public.get_student_total_watch_time(uuid, uuid) is 'For how many seconds a student has watched a video';

create function public.get_student_highest_completion(p_student_id uuid, p_video_id uuid)
returns numeric
language sql
stable
set search_path = ''
as $$
  select coalesce(max(s.percent_complete), 0)
  from public.video_watch_sessions s
  where s.student_id = p_student_id and s.video_id = p_video_id;
$$;

comment on function public.get_student_highest_completion(uuid, uuid) is 'How far a student has come in a video, in percent';

create function public.has_student_completed_video(p_student_id uuid, p_video_id uuid)
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (
    select from public.video_watch_sessions s
    where s.student_id = p_student_id and s.video_id = p_video_id and s.completed
  );
$$;

comment on function public.has_student_completed_video(uuid, uuid) is 'Whether a student has completed a video in any session';

-- Access ------------------------------------------------------------------------------------------------------------

-- With each video stands the membership that gives access to it: nobody watches one creator's video as a student of another.
create function private.watchable_videos()
returns table (student_id uuid, video_id uuid)
language sql
stable
security definer
set search_path = ''
as $$
  select s.id, v.id
  from public.students s
  join public.videos v on v.creator_id = s.creator_id
  where s.user_id = auth.uid()
    and s.is_active
    and v.status = 'completed'
    and (v.source_type <> 'mux' or v.mux_playback_id is not null);
$$;

comment on function private.watchable_videos() is 'The videos that the signed-in student can play, each with the membership that allows it';

revoke all on function private.watchable_videos() from public;
grant execute on function private.watchable_videos() to authenticated, service_role;

alter table public.video_watch_sessions enable row level security;

create policy "Students view their sessions" on public.video_watch_sessions
  for select to authenticated
  using (student_id in (select private.my_memberships()));

create policy "Students begin sessions" on public.video_watch_sessions
  for insert to authenticated
  with check ((student_id, video_id) in (select w.student_id, w.video_id from private.watchable_videos() w));

create policy "Students continue their sessions" on public.video_watch_sessions
  for update to authenticated
  using (student_id in (select private.my_memberships()))
  with check (student_id in (select private.my_memberships()));

create policy "Creators view sessions of their videos" on public.video_watch_sessions
  for select to authenticated
  using (video_id in (select private.my_videos()));

-- No right to delete, not even for the server; and students do not say themselves that they have completed a video.
revoke all on public.video_watch_sessions from public, anon, authenticated, service_role;

grant select, insert, update on public.video_watch_sessions to service_role;

grant select on public.video_watch_sessions to authenticated;
grant insert (id, video_id, student_id, session_start, session_end, watch_time_seconds, percent_complete, device_type, referrer_type, metadata)
  on public.video_watch_sessions to authenticated;
grant update (session_end, watch_time_seconds, percent_complete, metadata) on public.video_watch_sessions to authenticated;

revoke all on function
  public.get_student_total_watch_time(uuid, uuid),
  public.get_student_highest_completion(uuid, uuid),
  public.has_student_completed_video(uuid, uuid)
  from public, anon;

grant execute on function
  public.get_student_total_watch_time(uuid, uuid),
  public.get_student_highest_completion(uuid, uuid),
  public.has_student_completed_video(uuid, uuid)
  to authenticated, service_role;
