-- check: profiles, habitats and members exist, with row level security
-- expect: 3 rows
-- expect: every row relrowsecurity and policies > 0
select c.relname, c.relrowsecurity, (select count(*) from pg_policy p where p.polrelid = c.oid) as policies
from pg_class c
where c.oid in ('public.profiles'::regclass, 'public.habitats'::regclass, 'public.habitat_members'::regclass);

-- check: clients reach the private schema through policies only
-- expect: true
select
  not has_schema_privilege('authenticated', 'private', 'usage') as closed_to_users,
  not has_schema_privilege('anon', 'private', 'usage') as closed_to_strangers,
  has_function_privilege('authenticated', 'private.my_habitats(text[])', 'execute') as policies_may_ask;

-- check: strangers have no rights
-- expect: no rows
select table_name, privilege_type
from information_schema.role_table_grants
where grantee in ('anon', 'PUBLIC')
  and table_schema = 'public'
  and table_name in ('profiles', 'habitats', 'habitat_members');

-- What follows writes: it runs on a throwaway database, and is rolled back.

-- test: who founds a habitat owns it
-- as: authenticated {"sub": "a0000000-0000-4000-8000-000000000001"}
-- expect: value owner
reset role;
insert into auth.users (id, email) values ('a0000000-0000-4000-8000-000000000001', 'ada@film-club.test');
set local role authenticated;
insert into public.habitats (name, created_by) values ('Film club', auth.uid());
select role from public.habitat_members where user_id = auth.uid();

-- test: nobody joins a habitat that is not public
-- as: authenticated {"sub": "e0000000-0000-4000-8000-000000000005"}
-- expect: error 42501
reset role;
insert into auth.users (id, email)
values
  ('a0000000-0000-4000-8000-000000000001', 'ada@film-club.test'),
  ('e0000000-0000-4000-8000-000000000005', 'eve@film-club.test');
insert into public.habitats (id, name, created_by)
values ('10000000-0000-4000-8000-000000000001', 'Film club', 'a0000000-0000-4000-8000-000000000001');
set local role authenticated;
insert into public.habitat_members (habitat_id, user_id) values ('10000000-0000-4000-8000-000000000001', auth.uid());
