-- plumb: requires 20250112000002_add_whop_video_columns

-- The raw stream of events, from import to rewatching. An event is written once by the server and never changed.
--
-- Taken back by revert/20250112000003_create_video_analytics_events.sql.

create table public.video_analytics_events (
  id         uuid primary key default gen_random_uuid(),
  event_type text not null,
  video_id   uuid not null,
  creator_id uuid not null references public.creators (id) on delete cascade,
  -- Events outlive students and courses: they still count, and no longer say who or where.
  student_id uuid references public.students (id) on delete set null,
  course_id  uuid references public.courses (id) on delete set null,
  module_id  uuid references public.course_modules (id) on delete set null,
  metadata   jsonb not null default '{}',
  timestamp  timestamptz not null default now(),
  created_at timestamptz not null default now(),
  -- The video and whose it is: an event never shows in another creator's dashboard.
  constraint video_analytics_events_video_id_fkey foreign key (video_id, creator_id)
    references public.videos (id, creator_id) on delete cascade,
  constraint video_analytics_events_event_type_check check (
    event_type in (
      'video_imported', 'video_transcribed', 'video_embedded', 'video_added_to_course',
      'video_started', 'video_progress', 'video_completed', 'video_rewatched'
    )
  ),
  constraint video_analytics_events_metadata_check check (jsonb_typeof(metadata) = 'object'),
  constraint video_analytics_events_milestone_check check (
    event_type <> 'video_progress' or coalesce(metadata -> 'milestone' in ('10', '25', '50', '75', '90'), false)
  )
);

comment on table public.video_analytics_events is 'The raw event stream; rows are never changed';
comment on column public.video_analytics_events.timestamp is 'When it happened; created_at is when it was recorded';
comment on column public.video_analytics_events.metadata is 'What else is known; of video_progress the milestone: 10, 25, 50, 75 or 90 (percent)';

create index idx_video_analytics_video_id on public.video_analytics_events (video_id);
create index idx_video_analytics_creator_id on public.video_analytics_events (creator_id);
create index idx_video_analytics_student_id on public.video_analytics_events (student_id) where student_id is not null;
create index idx_video_analytics_event_type on public.video_analytics_events (event_type);
create index idx_video_analytics_timestamp on public.video_analytics_events (timestamp desc);
create index idx_video_analytics_course_events on public.video_analytics_events (course_id, event_type, timestamp desc)
  where course_id is not null;
create index idx_video_analytics_student_events on public.video_analytics_events (student_id, video_id, event_type, timestamp desc)
  where student_id is not null;

-- Where the video comes from is part of what happened, and what it costs depends on it: it is written down with the event.
create function public.track_video_event(
  p_event_type text,
  p_video_id   uuid,
  p_creator_id uuid,
  p_student_id uuid default null,
  p_course_id  uuid default null,
  p_module_id  uuid default null,
  p_metadata   jsonb default '{}'
)
returns uuid
language sql
set search_path = ''
as $$
  insert into public.video_analytics_events (event_type, video_id, creator_id, student_id, course_id, module_id, metadata)
  values (
    p_event_type, p_video_id, p_creator_id, p_student_id, p_course_id, p_module_id,
    coalesce(
      (
        select jsonb_strip_nulls(jsonb_build_object('source_type', v.source_type, 'embed_type', v.embed_type))
        from public.videos v
        where v.id = p_video_id
      ),
      '{}'
    ) || coalesce(p_metadata, '{}')
  )
  returning id;
$$;

comment on function public.track_video_event(text, uuid, uuid, uuid, uuid, uuid, jsonb) is 'Records an event and returns its id';

-- Access ------------------------------------------------------------------------------------------------------------

alter table public.video_analytics_events enable row level security;

create policy "Creators view events of their videos" on public.video_analytics_events
  for select to authenticated
  using (creator_id in (select private.my_creators()));

create policy "The server records events" on public.video_analytics_events
  for insert to service_role
  with check (true);

-- No right to change or delete, not even for the server, which row level security does not bind.
revoke all on public.video_analytics_events from public, anon, authenticated, service_role;

grant select on public.video_analytics_events to authenticated;
grant select, insert on public.video_analytics_events to service_role;

revoke all on function public.track_video_event(text, uuid, uuid, uuid, uuid, uuid, jsonb) from public, anon, authenticated;
grant execute on function public.track_video_event(text, uuid, uuid, uuid, uuid, uuid, jsonb) to service_role;
