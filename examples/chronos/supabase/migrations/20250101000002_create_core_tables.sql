-- plumb: requires 20250101000001_enable_pgvector

-- The foundation of Chronos: creators publish courses of videos, students join them and ask a tutor about what was said.
--
-- Creators and students are accounts of the platform (auth.users) that Whop knows by ids of its own. A student row is a
-- membership: whoever joins two creators has two.
--
-- Until row level security is there, only the server (service_role) reaches these tables.
--
-- Taken back by revert/20250101000002_create_core_tables.sql.

create schema private;

comment on schema private is 'What policies ask and triggers run; not exposed through the API';

create function private.set_updated_at()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.updated_at := now();
  return new;
end;
$$;

comment on function private.set_updated_at() is 'The time of the last change, whatever the client sends';

-- Accounts ----------------------------------------------------------------------------------------------------------

create table public.creators (
  id                uuid primary key default gen_random_uuid(),
  user_id           uuid not null references auth.users (id) on delete cascade,
  whop_company_id   text not null,
  whop_user_id      text not null,
  name              text not null,
  email             text,
  subscription_tier text not null default 'basic',
  is_active         boolean not null default true,
  settings          jsonb not null default '{}',
  created_at        timestamptz not null default now(),
  updated_at        timestamptz not null default now(),
  constraint creators_user_id_key unique (user_id),
  constraint creators_whop_company_id_key unique (whop_company_id),
  constraint creators_whop_user_id_key unique (whop_user_id),
  constraint creators_name_check check (char_length(name) between 1 and 120),
  constraint creators_subscription_tier_check check (subscription_tier in ('basic', 'pro', 'enterprise')),
  constraint creators_settings_check check (jsonb_typeof(settings) = 'object')
);

comment on table public.creators is 'Creator accounts';
comment on column public.creators.whop_company_id is 'The company under which Whop sells the courses';
comment on column public.creators.subscription_tier is 'What the creator pays for; written by the server only';

create table public.students (
  id                 uuid primary key default gen_random_uuid(),
  creator_id         uuid not null references public.creators (id) on delete cascade,
  user_id            uuid not null references auth.users (id) on delete cascade,
  whop_user_id       text not null,
  whop_membership_id text not null,
  name               text,
  email              text,
  is_active          boolean not null default true,
  last_active_at     timestamptz,
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now(),
  constraint students_creator_id_user_id_key unique (creator_id, user_id),
  constraint students_whop_membership_id_key unique (whop_membership_id),
  constraint students_name_check check (char_length(name) between 1 and 120)
);

comment on table public.students is 'Student memberships: who has joined which creator';
comment on column public.students.is_active is 'Whether the membership is paid for; without it the student sees nothing';

create index idx_students_user_id on public.students (user_id);

-- Videos and what is said in them -----------------------------------------------------------------------------------

create table public.videos (
  id                  uuid primary key default gen_random_uuid(),
  creator_id          uuid not null references public.creators (id) on delete cascade,
  title               text not null,
  description         text,
  storage_path        text not null,
  thumbnail_url       text,
  duration_seconds    integer,
  file_size_bytes     bigint,
  status              text not null default 'pending',
  error_message       text,
  transcript          text,
  transcript_language text,
  metadata            jsonb not null default '{}',
  created_at          timestamptz not null default now(),
  updated_at          timestamptz not null default now(),
  -- For foreign keys that also say whose the video is.
  constraint videos_id_creator_id_key unique (id, creator_id),
  constraint videos_title_check check (char_length(title) between 1 and 300),
  constraint videos_storage_path_check check (storage_path <> ''),
  constraint videos_duration_seconds_check check (duration_seconds >= 0),
  constraint videos_file_size_bytes_check check (file_size_bytes >= 0),
  constraint videos_status_check check (status in ('pending', 'uploading', 'transcribing', 'embedding', 'completed', 'failed')),
  constraint videos_metadata_check check (jsonb_typeof(metadata) = 'object')
);

comment on table public.videos is 'Video content';
comment on column public.videos.storage_path is 'Where the file lies in storage';
comment on column public.videos.status is 'How far it is processed; students see completed videos';

create index idx_videos_creator_created on public.videos (creator_id, created_at desc);
create index idx_videos_in_progress on public.videos (status, updated_at) where status not in ('completed', 'failed');

create table public.video_chunks (
  id            uuid primary key default gen_random_uuid(),
  video_id      uuid not null references public.videos (id) on delete cascade,
  chunk_index   integer not null,
  chunk_text    text not null,
  start_seconds numeric(10, 3) not null,
  end_seconds   numeric(10, 3) not null,
  word_count    integer not null default 0,
  embedding     extensions.vector(1536),
  created_at    timestamptz not null default now(),
  constraint video_chunks_video_id_chunk_index_key unique (video_id, chunk_index),
  constraint video_chunks_chunk_index_check check (chunk_index >= 0),
  constraint video_chunks_chunk_text_check check (chunk_text <> ''),
  constraint video_chunks_seconds_check check (start_seconds >= 0 and end_seconds >= start_seconds),
  constraint video_chunks_word_count_check check (word_count >= 0)
);

comment on table public.video_chunks is 'Transcript chunks with embeddings';
comment on column public.video_chunks.embedding is 'What the chunk means, in 1536 dimensions; null until it is computed';

-- Courses -----------------------------------------------------------------------------------------------------------

create table public.courses (
  id            uuid primary key default gen_random_uuid(),
  creator_id    uuid not null references public.creators (id) on delete cascade,
  title         text not null,
  description   text,
  thumbnail_url text,
  is_published  boolean not null default false,
  display_order integer not null default 0,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  constraint courses_title_check check (char_length(title) between 1 and 300),
  constraint courses_display_order_check check (display_order >= 0)
);

comment on table public.courses is 'Course structure';
comment on column public.courses.is_published is 'Whether students see it';

create index idx_courses_creator_order on public.courses (creator_id, display_order);

create table public.course_modules (
  id            uuid primary key default gen_random_uuid(),
  course_id     uuid not null references public.courses (id) on delete cascade,
  title         text not null,
  description   text,
  video_ids     uuid[] not null default '{}',
  display_order integer not null default 0,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  constraint course_modules_title_check check (char_length(title) between 1 and 300),
  constraint course_modules_display_order_check check (display_order >= 0)
);

comment on table public.course_modules is 'Course modules';
comment on column public.course_modules.video_ids is 'The module''s videos in their order; no foreign key guards them';

create index idx_course_modules_course_order on public.course_modules (course_id, display_order);

-- Chat --------------------------------------------------------------------------------------------------------------

create table public.chat_sessions (
  id         uuid primary key default gen_random_uuid(),
  student_id uuid not null references public.students (id) on delete cascade,
  title      text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint chat_sessions_title_check check (char_length(title) between 1 and 300)
);

comment on table public.chat_sessions is 'AI chat sessions: a student asks about the videos of one creator';

create index idx_chat_sessions_student_created on public.chat_sessions (student_id, created_at desc);

create table public.chat_messages (
  id         uuid primary key default gen_random_uuid(),
  session_id uuid not null references public.chat_sessions (id) on delete cascade,
  role       text not null,
  content    text not null,
  sources    jsonb not null default '[]',
  created_at timestamptz not null default now(),
  constraint chat_messages_role_check check (role in ('user', 'assistant', 'system')),
  constraint chat_messages_content_check check (char_length(content) between 1 and 50000),
  constraint chat_messages_sources_check check (jsonb_typeof(sources) = 'array')
);

comment on table public.chat_messages is 'Chat messages';
comment on column public.chat_messages.sources is 'The chunks on which an answer rests';

create index idx_chat_messages_session_created on public.chat_messages (session_id, created_at);

-- Numbers -----------------------------------------------------------------------------------------------------------

create table public.video_analytics (
  id                  uuid primary key default gen_random_uuid(),
  video_id            uuid not null references public.videos (id) on delete cascade,
  date                date not null,
  views               integer not null default 0,
  unique_viewers      integer not null default 0,
  completions         integer not null default 0,
  watch_time_seconds  bigint not null default 0,
  average_completion  numeric(5, 2) not null default 0,
  created_at          timestamptz not null default now(),
  updated_at          timestamptz not null default now(),
  constraint video_analytics_video_id_date_key unique (video_id, date),
  constraint video_analytics_views_check check (views >= 0 and unique_viewers between 0 and views and completions >= 0),
  constraint video_analytics_watch_time_seconds_check check (watch_time_seconds >= 0),
  constraint video_analytics_average_completion_check check (average_completion between 0 and 100)
);

comment on table public.video_analytics is 'Aggregated analytics, one row for a video and a day';

create index idx_video_analytics_date on public.video_analytics (date);

create table public.usage_metrics (
  id                  uuid primary key default gen_random_uuid(),
  creator_id          uuid not null references public.creators (id) on delete cascade,
  date                date not null,
  videos_added        integer not null default 0,
  seconds_transcribed bigint not null default 0,
  storage_bytes       bigint not null default 0,
  chat_messages       integer not null default 0,
  created_at          timestamptz not null default now(),
  updated_at          timestamptz not null default now(),
  constraint usage_metrics_creator_id_date_key unique (creator_id, date),
  constraint usage_metrics_videos_added_check check (videos_added >= 0),
  constraint usage_metrics_seconds_transcribed_check check (seconds_transcribed >= 0),
  constraint usage_metrics_storage_bytes_check check (storage_bytes >= 0),
  constraint usage_metrics_chat_messages_check check (chat_messages >= 0)
);

comment on table public.usage_metrics is 'Creator usage tracking, one row for a creator and a day (UTC)';
comment on column public.usage_metrics.storage_bytes is 'What all files take up at the end of the day; the other numbers count what came that day';

-- updated_at --------------------------------------------------------------------------------------------------------

create trigger creators_set_updated_at before update on public.creators
  for each row execute function private.set_updated_at();
create trigger students_set_updated_at before update on public.students
  for each row execute function private.set_updated_at();
create trigger videos_set_updated_at before update on public.videos
  for each row execute function private.set_updated_at();
create trigger courses_set_updated_at before update on public.courses
  for each row execute function private.set_updated_at();
create trigger course_modules_set_updated_at before update on public.course_modules
  for each row execute function private.set_updated_at();
create trigger chat_sessions_set_updated_at before update on public.chat_sessions
  for each row execute function private.set_updated_at();
create trigger video_analytics_set_updated_at before update on public.video_analytics
  for each row execute function private.set_updated_at();
create trigger usage_metrics_set_updated_at before update on public.usage_metrics
  for each row execute function private.set_updated_at();

-- What policies ask -------------------------------------------------------------------------------------------------

-- A creator is found through the student and the student through the creator: as plain subqueries the policies would ask each
-- other without end. Functions that run with their owner's rights do not. They return sets, so that
-- `video_id in (select private.my_videos())` runs once for a statement, not once for a row. Nobody gets USAGE on the schema:
-- policies find the functions without it, clients cannot call them.

create function private.my_creators()
returns setof uuid
language sql
stable
security definer
set search_path = ''
as $$
  select c.id
  from public.creators c
  where c.user_id = auth.uid();
$$;

comment on function private.my_creators() is 'The creator account of the signed-in user';

create function private.my_videos()
returns setof uuid
language sql
stable
security definer
set search_path = ''
as $$
  select v.id
  from public.videos v
  join public.creators c on c.id = v.creator_id
  where c.user_id = auth.uid();
$$;

comment on function private.my_videos() is 'The videos of which the signed-in user is the creator';

create function private.my_courses()
returns setof uuid
language sql
stable
security definer
set search_path = ''
as $$
  select course.id
  from public.courses course
  join public.creators c on c.id = course.creator_id
  where c.user_id = auth.uid();
$$;

comment on function private.my_courses() is 'The courses of which the signed-in user is the creator';

create function private.my_modules()
returns setof uuid
language sql
stable
security definer
set search_path = ''
as $$
  select m.id
  from public.course_modules m
  join public.courses course on course.id = m.course_id
  join public.creators c on c.id = course.creator_id
  where c.user_id = auth.uid();
$$;

comment on function private.my_modules() is 'The modules of which the signed-in user is the creator';

create function private.my_students()
returns setof uuid
language sql
stable
security definer
set search_path = ''
as $$
  select s.id
  from public.students s
  join public.creators c on c.id = s.creator_id
  where c.user_id = auth.uid();
$$;

comment on function private.my_students() is 'The students who have joined the signed-in creator';

create function private.my_memberships()
returns setof uuid
language sql
stable
security definer
set search_path = ''
as $$
  select s.id
  from public.students s
  where s.user_id = auth.uid() and s.is_active;
$$;

comment on function private.my_memberships() is 'The memberships of the signed-in student that are paid for';

create function private.joined_creators()
returns setof uuid
language sql
stable
security definer
set search_path = ''
as $$
  select s.creator_id
  from public.students s
  where s.user_id = auth.uid() and s.is_active;
$$;

comment on function private.joined_creators() is 'The creators whom the signed-in student has joined';

create function private.joined_videos()
returns setof uuid
language sql
stable
security definer
set search_path = ''
as $$
  select v.id
  from public.videos v
  join public.students s on s.creator_id = v.creator_id
  where s.user_id = auth.uid() and s.is_active and v.status = 'completed';
$$;

comment on function private.joined_videos() is 'The completed videos of the creators whom the signed-in student has joined';

create function private.joined_modules()
returns setof uuid
language sql
stable
security definer
set search_path = ''
as $$
  select m.id
  from public.course_modules m
  join public.courses course on course.id = m.course_id
  join public.students s on s.creator_id = course.creator_id
  where s.user_id = auth.uid() and s.is_active and course.is_published;
$$;

comment on function private.joined_modules() is 'The modules of published courses of the creators whom the signed-in student has joined';

revoke all on all functions in schema private from public;
grant execute on all functions in schema private to authenticated, service_role;
revoke all on function private.set_updated_at() from authenticated, service_role;

-- Access ------------------------------------------------------------------------------------------------------------

-- The platform grants everything on new tables to every API role; only the server gets some of it back for now.
revoke all on
  public.creators, public.students, public.videos, public.video_chunks, public.courses, public.course_modules,
  public.chat_sessions, public.chat_messages, public.video_analytics, public.usage_metrics
  from public, anon, authenticated, service_role;

grant select, insert, update, delete on
  public.creators, public.students, public.videos, public.video_chunks, public.courses, public.course_modules,
  public.chat_sessions, public.chat_messages, public.video_analytics, public.usage_metrics
  to service_role;
