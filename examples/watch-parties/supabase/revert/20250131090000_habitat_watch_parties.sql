drop view public.upcoming_watch_parties;
drop view public.streams_with_participants;

-- Its policies ask the function, and the function reads the table; the policies go first.
drop policy "Run watch parties" on public.habitat_watch_parties;
drop function private.hosted_watch_parties();
drop table public.habitat_watch_parties;

-- check: watch parties and their views are removed
-- expect: true
select
  to_regclass('public.habitat_watch_parties') is null as habitat_watch_parties,
  to_regclass('public.streams_with_participants') is null as streams_with_participants,
  to_regclass('public.upcoming_watch_parties') is null as upcoming_watch_parties,
  to_regprocedure('private.hosted_watch_parties()') is null as hosted_watch_parties;
