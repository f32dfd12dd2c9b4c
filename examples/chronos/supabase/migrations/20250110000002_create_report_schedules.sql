-- plumb: requires 20250101000002_create_core_tables

-- Reports that are sent to a creator regularly.
--
-- Taken back by revert/20250110000002_create_report_schedules.sql.

create table public.report_schedules (
  id           uuid primary key default gen_random_uuid(),
  creator_id   uuid not null references public.creators (id) on delete cascade,
  name         text not null,
  report_type  text not null default 'overview',
  format       text not null default 'pdf',
  frequency    text not null,
  day_of_week  smallint,
  day_of_month smallint,
  hour         smallint not null default 8,
  timezone     text not null default 'UTC',
  recipients   text[] not null,
  is_active    boolean not null default true,
  last_sent_at timestamptz,
  next_run_at  timestamptz,
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now(),
  constraint report_schedules_creator_id_name_key unique (creator_id, name),
  constraint report_schedules_name_check check (char_length(name) between 1 and 120),
  constraint report_schedules_report_type_check check (report_type in ('overview', 'engagement', 'chat', 'usage')),
  constraint report_schedules_format_check check (format in ('pdf', 'csv')),
  constraint report_schedules_frequency_check check (frequency in ('daily', 'weekly', 'monthly')),
  -- A weekly report has a day of the week (0 is Sunday), a monthly one a day that every month has, a daily one neither.
  constraint report_schedules_day_check check (
    case frequency
      when 'weekly' then day_of_week is not null and day_of_week between 0 and 6 and day_of_month is null
      when 'monthly' then day_of_month is not null and day_of_month between 1 and 28 and day_of_week is null
      else day_of_week is null and day_of_month is null
    end
  ),
  constraint report_schedules_hour_check check (hour between 0 and 23),
  constraint report_schedules_recipients_check check (cardinality(recipients) between 1 and 20 and array_position(recipients, null) is null)
);

comment on table public.report_schedules is 'Configures automated reports';
comment on column public.report_schedules.hour is 'The hour in the schedule''s own time zone';
comment on column public.report_schedules.next_run_at is 'When it is due; written by the server';

create index idx_report_schedules_creator_id on public.report_schedules (creator_id);
create index idx_report_schedules_due on public.report_schedules (next_run_at) where is_active;

create trigger report_schedules_set_updated_at before update on public.report_schedules
  for each row execute function private.set_updated_at();

-- Access ------------------------------------------------------------------------------------------------------------

alter table public.report_schedules enable row level security;

create policy "Creators view their schedules" on public.report_schedules
  for select to authenticated
  using (creator_id in (select private.my_creators()));

create policy "Creators add schedules" on public.report_schedules
  for insert to authenticated
  with check (creator_id in (select private.my_creators()));

create policy "Creators change their schedules" on public.report_schedules
  for update to authenticated
  using (creator_id in (select private.my_creators()))
  with check (creator_id in (select private.my_creators()));

create policy "Creators delete their schedules" on public.report_schedules
  for delete to authenticated
  using (creator_id in (select private.my_creators()));

revoke all on public.report_schedules from public, anon, authenticated, service_role;

grant select, insert, update, delete on public.report_schedules to service_role;

grant select, delete on public.report_schedules to authenticated;
grant insert (id, creator_id, name, report_type, format, frequency, day_of_week, day_of_month, hour, timezone, recipients, is_active)
  on public.report_schedules to authenticated;
grant update (name, report_type, format, frequency, day_of_week, day_of_month, hour, timezone, recipients, is_active)
  on public.report_schedules to authenticated;
