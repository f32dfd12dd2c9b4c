-- plumb: requires 20250101000002_create_core_tables

-- Usage and analytics in numbers. What counts is written by the server; what is summed up is read with the rights of whoever
-- asks. A day is a day in UTC.
--
-- Taken back by revert/20250101000005_add_usage_tracking_functions.sql.

-- Usage metric calculations -----------------------------------------------------------------------------------------

create function public.increment_usage_metric(
  p_creator_id uuid,
  p_metric     text,
  p_amount     bigint default 1,
  p_date       date default (now() at time zone 'utc')::date
)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if p_metric is null or p_metric not in ('videos_added', 'seconds_transcribed', 'storage_bytes', 'chat_messages') then
    raise exception 'there is no usage metric named %', coalesce(quote_literal(p_metric), 'null')
      using errcode = 'invalid_parameter_value', hint = 'It is one of videos_added, seconds_transcribed, storage_bytes, chat_messages.';
  end if;

  execute format(
    'insert into public.usage_metrics as u (creator_id, date, %1$I) values ($1, $2, $3)
     on conflict (creator_id, date) do update set %1$I = u.%1$I + excluded.%1$I',
    p_metric)
  using p_creator_id, p_date, p_amount;
end;
$$;

comment on function public.increment_usage_metric(uuid, text, bigint, date) is 'Adds to one of a creator''s numbers of a day; safe for many at once';

create function public.calculate_usage_metrics(p_creator_id uuid, p_date date)
returns public.usage_metrics
language sql
set search_path = ''
as $$
  with day as (
    select
      p_date::timestamp at time zone 'utc' as starts,
      (p_date + 1)::timestamp at time zone 'utc' as ends
  ),
  added as (
    select
      count(*) filter (where v.created_at >= day.starts) as videos,
      coalesce(sum(v.duration_seconds) filter (where v.created_at >= day.starts and v.transcript is not null), 0) as seconds,
      coalesce(sum(v.file_size_bytes), 0) as bytes
    from public.videos v
    cross join day
    where v.creator_id = p_creator_id and v.created_at < day.ends
  ),
  asked as (
    select count(*) as messages
    from public.chat_messages m
    join public.chat_sessions c on c.id = m.session_id
    join public.students s on s.id = c.student_id
    cross join day
    where s.creator_id = p_creator_id and m.created_at >= day.starts and m.created_at < day.ends
  )
  insert into public.usage_metrics as u (creator_id, date, videos_added, seconds_transcribed, storage_bytes, chat_messages)
  select p_creator_id, p_date, added.videos, added.seconds, added.bytes, asked.messages
  from added
  cross join asked
  on conflict (creator_id, date) do update set
    videos_added = excluded.videos_added,
    seconds_transcribed = excluded.seconds_transcribed,
    storage_bytes = excluded.storage_bytes,
    chat_messages = excluded.chat_messages
  returning *;
$$;

comment on function public.calculate_usage_metrics(uuid, date) is 'Counts a creator''s day anew from videos and messages, and stores it';

create function public.get_creator_usage(p_creator_id uuid, p_from date, p_to date)
returns table (
  days                bigint,
  videos_added        bigint,
  seconds_transcribed bigint,
  storage_bytes       bigint,
  chat_messages       bigint
)
language sql
stable
set search_path = ''
as $$
  select
    count(*),
    coalesce(sum(u.videos_added), 0)::bigint,
    coalesce(sum(u.seconds_transcribed), 0)::bigint,
    -- Storage is a level, not a flow: the last day tells it.
    coalesce((array_agg(u.storage_bytes order by u.date desc))[1], 0),
    coalesce(sum(u.chat_messages), 0)::bigint
  from public.usage_metrics u
  where u.creator_id = p_creator_id and u.date between p_from and p_to;
$$;

comment on function public.get_creator_usage(uuid, date, date) is 'A creator''s usage from one day to another, both included';

-- Analytics aggregation ---------------------------------------------------------------------------------------------

create function public.get_video_analytics_summary(p_video_id uuid, p_from date, p_to date)
returns table (
  views              bigint,
  completions        bigint,
  watch_time_seconds bigint,
  average_completion numeric
)
language sql
stable
set search_path = ''
as $$
  select
    coalesce(sum(a.views), 0)::bigint,
    coalesce(sum(a.completions), 0)::bigint,
    coalesce(sum(a.watch_time_seconds), 0)::bigint,
    -- A day with many views weighs more.
    coalesce(round(sum(a.average_completion * a.views) / nullif(sum(a.views), 0), 2), 0)
  from public.video_analytics a
  where a.video_id = p_video_id and a.date between p_from and p_to;
$$;

comment on function public.get_video_analytics_summary(uuid, date, date) is 'A video''s analytics from one day to another, both included';

create function public.get_creator_analytics_summary(p_creator_id uuid, p_from date, p_to date)
returns table (
  video_id           uuid,
  title              text,
  views              bigint,
  completions        bigint,
  watch_time_seconds bigint,
  average_completion numeric
)
language sql
stable
set search_path = ''
as $$
  select v.id, v.title, s.views, s.completions, s.watch_time_seconds, s.average_completion
  from public.videos v
  cross join lateral public.get_video_analytics_summary(v.id, p_from, p_to) s
  where v.creator_id = p_creator_id
  order by s.views desc, v.created_at, v.id;
$$;

comment on function public.get_creator_analytics_summary(uuid, date, date) is 'The analytics of each of a creator''s videos, most viewed first';

-- Access ------------------------------------------------------------------------------------------------------------

revoke all on function
  public.increment_usage_metric(uuid, text, bigint, date),
  public.calculate_usage_metrics(uuid, date),
  public.get_creator_usage(uuid, date, date),
  public.get_video_analytics_summary(uuid, date, date),
  public.get_creator_analytics_summary(uuid, date, date)
  from public, anon, authenticated, service_role;

grant execute on function
  public.increment_usage_metric(uuid, text, bigint, date),
  public.calculate_usage_metrics(uuid, date)
  to service_role;

grant execute on function
  public.get_creator_usage(uuid, date, date),
  public.get_video_analytics_summary(uuid, date, date),
  public.get_creator_analytics_summary(uuid, date, date)
  to authenticated, service_role;
