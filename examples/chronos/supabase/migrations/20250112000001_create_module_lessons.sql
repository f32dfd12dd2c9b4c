-- plumb: requires 20250111000001_add_youtube_embedding_support
-- plumb: allow lock "some hundred videos, read in milliseconds"

-- Lessons: which videos a module has, in which order and under which title. They replace course_modules.video_ids, whose
-- content is taken over; the array itself stays until no client reads it any more.
-- Taken back by revert/20250112000001_create_module_lessons.sql.

create table public.module_lessons (
  id                         uuid primary key default gen_random_uuid(),
  module_id                  uuid not null references public.course_modules (id) on delete cascade,
  video_id                   uuid not null references public.videos (id) on delete cascade,
  lesson_order               integer not null,
  title                      text not null,
  description                text,
  is_required                boolean not null default true,
  estimated_duration_minutes integer,
  metadata                   jsonb not null default '{}',
  created_at                 timestamptz not null default now(),
  updated_at                 timestamptz not null default now(),
  constraint idx_module_lessons_unique_video_per_module unique (module_id, video_id),
  constraint module_lessons_lesson_order_check check (lesson_order > 0),
  constraint module_lessons_title_check check (char_length(title) between 1 and 300),
  constraint module_lessons_estimated_duration_minutes_check check (estimated_duration_minutes >= 0),
  constraint module_lessons_metadata_check check (jsonb_typeof(metadata) = 'object')
);

comment on table public.module_lessons is 'The videos of a module, with ordering and metadata';
comment on column public.module_lessons.lesson_order is 'From 1; lessons that are just being reordered may share a number';
comment on column public.module_lessons.is_required is 'Whether the course counts as completed only with it';

create index idx_module_lessons_module_id on public.module_lessons (module_id);
create index idx_module_lessons_video_id on public.module_lessons (video_id);
create index idx_module_lessons_module_order on public.module_lessons (module_id, lesson_order);

create trigger module_lessons_set_updated_at before update on public.module_lessons
  for each row execute function private.set_updated_at();

-- What video_ids says: a video that stands there twice becomes one lesson, one that is gone or another creator's becomes none.
with listed as (
  select m.id as module_id, c.creator_id, entry.video_id, min(entry.position) as position
  from public.course_modules m
  join public.courses c on c.id = m.course_id
  cross join unnest(m.video_ids) with ordinality as entry (video_id, position)
  group by m.id, c.creator_id, entry.video_id
)
insert into public.module_lessons (module_id, video_id, lesson_order, title, estimated_duration_minutes, metadata)
select
  listed.module_id,
  v.id,
  row_number() over (partition by listed.module_id order by listed.position),
  v.title,
  ceil(v.duration_seconds / 60.0),
  jsonb_build_object('source_type', v.source_type)
from listed
join public.videos v on v.id = listed.video_id and v.creator_id = listed.creator_id;

-- Access ------------------------------------------------------------------------------------------------------------

alter table public.module_lessons enable row level security;

create policy "Creators view lessons in their modules" on public.module_lessons
  for select to authenticated
  using (module_id in (select private.my_modules()));

create policy "Creators add lessons to their modules" on public.module_lessons
  for insert to authenticated
  with check (module_id in (select private.my_modules()) and video_id in (select private.my_videos()));

create policy "Creators change lessons in their modules" on public.module_lessons
  for update to authenticated
  using (module_id in (select private.my_modules()))
  with check (module_id in (select private.my_modules()) and video_id in (select private.my_videos()));

create policy "Creators delete lessons in their modules" on public.module_lessons
  for delete to authenticated
  using (module_id in (select private.my_modules()));

create policy "Students view lessons in published courses" on public.module_lessons
  for select to authenticated
  using (module_id in (select private.joined_modules()));

revoke all on public.module_lessons from public, anon, authenticated, service_role;

grant select, insert, update, delete on public.module_lessons to authenticated, service_role;
