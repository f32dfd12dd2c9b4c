-- Policies of the three tables read one another's tables and the function; they go before what they read.
drop policy "View profiles of people one meets" on public.profiles;
drop policy "Join public habitats, or be brought in" on public.habitat_members;

drop table public.profiles;
drop table public.habitat_members;
drop table public.habitats;

drop function private.enroll_founder();
drop function private.my_habitats(text[]);
drop schema private;

-- check: habitats, members and profiles are removed
-- expect: true
select
  to_regclass('public.habitats') is null as habitats,
  to_regclass('public.habitat_members') is null as habitat_members,
  to_regclass('public.profiles') is null as profiles,
  to_regnamespace('private') is null as private_schema;
