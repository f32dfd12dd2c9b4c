-- The five things that this migration stands on. Nothing is changed while one of them is missing.

-- check: base habitats schema is installed
-- expect: true
-- hint: apply 20250110090000_habitats first
select
  to_regclass('public.habitats') is not null as habitats,
  to_regclass('public.habitat_members') is not null as habitat_members,
  to_regclass('public.profiles') is not null as profiles,
  to_regprocedure('private.my_habitats(text[])') is not null as my_habitats;

-- check: dashboard migration is completed
-- expect: true
-- hint: apply 20250117090000_dashboard first
select
  to_regclass('public.habitat_activities') is not null as habitat_activities,
  to_regclass('public.dashboard_habitats') is not null as dashboard_habitats;

-- check: media integration migration is completed
-- expect: true
-- hint: apply 20250124090000_media_integration first
select
  to_regclass('public.media_items') is not null as media_items,
  to_regclass('public.habitat_media') is not null as habitat_media;

-- check: habitat_watch_parties table exists
-- expect: true
-- hint: apply 20250131090000_habitat_watch_parties first
select
  to_regclass('public.habitat_watch_parties') is not null as habitat_watch_parties,
  exists (
    select from information_schema.columns
    where table_schema = 'public' and table_name = 'habitat_watch_parties' and column_name = 'participant_count'
  ) as participant_count,
  to_regclass('public.streams_with_participants') is not null as streams_with_participants,
  to_regclass('public.upcoming_watch_parties') is not null as upcoming_watch_parties;

-- check: user authentication system is set up
-- expect: true
-- hint: auth.users, auth.uid() and the API roles come with the platform; on an embedded server write `profile: supabase` into plumb.yaml
select
  to_regclass('auth.users') is not null as users,
  to_regprocedure('auth.uid()') is not null as uid,
  to_regrole('authenticated') is not null as authenticated,
  to_regrole('service_role') is not null as service_role;
