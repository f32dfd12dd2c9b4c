-- Data for `local` only; loaded by `plumb reset`. Hosts and counts are not given: the triggers find them.

insert into auth.users (id, aud, role, email, email_confirmed_at, raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
select
  person.id,
  'authenticated',
  'authenticated',
  person.email,
  now() - interval '200 days',
  '{"provider": "email", "providers": ["email"]}',
  jsonb_build_object('full_name', person.full_name),
  now() - interval '200 days',
  now() - interval '200 days'
from (
  values
    ('5b0c9d7e-2f64-4a0e-b7c1-6e1d20a9f001'::uuid, 'ines.carvalho@example.com', 'Inês Carvalho'),
    ('5b0c9d7e-2f64-4a0e-b7c1-6e1d20a9f002', 'kofi.mensah@example.com', 'Kofi Mensah'),
    ('5b0c9d7e-2f64-4a0e-b7c1-6e1d20a9f003', 'lena.brandt@example.com', 'Lena Brandt'),
    ('5b0c9d7e-2f64-4a0e-b7c1-6e1d20a9f004', 'noor.haddad@example.com', 'Noor Haddad'),
    ('5b0c9d7e-2f64-4a0e-b7c1-6e1d20a9f005', 'sam.whitlock@example.com', 'Sam Whitlock'),
    ('5b0c9d7e-2f64-4a0e-b7c1-6e1d20a9f006', 'yuki.tanaka@example.com', 'Yuki Tanaka')
) as person (id, email, full_name);

insert into public.profiles (id, username, display_name)
select u.id, replace(split_part(u.email, '@', 1), '.', '_'), u.raw_user_meta_data ->> 'full_name'
from auth.users u
where u.email like '%@example.com';

insert into public.habitats (id, name, description, is_public, created_by)
values
  ('c1a4e8d0-7b3f-4f6a-8d55-2a90b6c7e001', 'Midnight Noir', 'Black and white, after dark', true, '5b0c9d7e-2f64-4a0e-b7c1-6e1d20a9f001'),
  ('c1a4e8d0-7b3f-4f6a-8d55-2a90b6c7e002', 'Family room', null, false, '5b0c9d7e-2f64-4a0e-b7c1-6e1d20a9f005');

insert into public.habitat_members (habitat_id, user_id, role)
values
  ('c1a4e8d0-7b3f-4f6a-8d55-2a90b6c7e001', '5b0c9d7e-2f64-4a0e-b7c1-6e1d20a9f002', 'moderator'),
  ('c1a4e8d0-7b3f-4f6a-8d55-2a90b6c7e001', '5b0c9d7e-2f64-4a0e-b7c1-6e1d20a9f003', 'member'),
  ('c1a4e8d0-7b3f-4f6a-8d55-2a90b6c7e001', '5b0c9d7e-2f64-4a0e-b7c1-6e1d20a9f004', 'member'),
  ('c1a4e8d0-7b3f-4f6a-8d55-2a90b6c7e002', '5b0c9d7e-2f64-4a0e-b7c1-6e1d20a9f006', 'member');

insert into public.media_items (id, provider, external_id, media_type, title, release_year, runtime_minutes)
values
  ('e6f2b3a1-90cd-4b7e-a1f4-57d8c3e4b001', 'tmdb', '832', 'movie', 'M', 1931, 111),
  ('e6f2b3a1-90cd-4b7e-a1f4-57d8c3e4b002', 'tmdb', '1092', 'movie', 'The Third Man', 1949, 104),
  ('e6f2b3a1-90cd-4b7e-a1f4-57d8c3e4b003', 'manual', 'summer-2024', 'video', 'Summer at the lake', 2024, 23);

insert into public.habitat_media (habitat_id, media_id, added_by)
values
  ('c1a4e8d0-7b3f-4f6a-8d55-2a90b6c7e001', 'e6f2b3a1-90cd-4b7e-a1f4-57d8c3e4b001', '5b0c9d7e-2f64-4a0e-b7c1-6e1d20a9f001'),
  ('c1a4e8d0-7b3f-4f6a-8d55-2a90b6c7e001', 'e6f2b3a1-90cd-4b7e-a1f4-57d8c3e4b002', '5b0c9d7e-2f64-4a0e-b7c1-6e1d20a9f003'),
  ('c1a4e8d0-7b3f-4f6a-8d55-2a90b6c7e002', 'e6f2b3a1-90cd-4b7e-a1f4-57d8c3e4b003', '5b0c9d7e-2f64-4a0e-b7c1-6e1d20a9f005');

insert into public.habitat_watch_parties (id, habitat_id, media_id, created_by, title, status, scheduled_at, started_at)
values
  ('9d3b7f60-4e2a-4c18-9b06-81f5a2d0c001', 'c1a4e8d0-7b3f-4f6a-8d55-2a90b6c7e001', 'e6f2b3a1-90cd-4b7e-a1f4-57d8c3e4b001', '5b0c9d7e-2f64-4a0e-b7c1-6e1d20a9f001', 'M, the restored print', 'live', now() - interval '20 minutes', now() - interval '18 minutes'),
  ('9d3b7f60-4e2a-4c18-9b06-81f5a2d0c002', 'c1a4e8d0-7b3f-4f6a-8d55-2a90b6c7e001', 'e6f2b3a1-90cd-4b7e-a1f4-57d8c3e4b002', '5b0c9d7e-2f64-4a0e-b7c1-6e1d20a9f003', 'The Third Man', 'scheduled', now() + interval '3 days', null),
  ('9d3b7f60-4e2a-4c18-9b06-81f5a2d0c003', 'c1a4e8d0-7b3f-4f6a-8d55-2a90b6c7e002', 'e6f2b3a1-90cd-4b7e-a1f4-57d8c3e4b003', '5b0c9d7e-2f64-4a0e-b7c1-6e1d20a9f005', 'Our summer', 'scheduled', now() + interval '5 days', null);

insert into public.stream_participants (stream_id, user_id, joined_at, reminder_enabled)
values
  ('9d3b7f60-4e2a-4c18-9b06-81f5a2d0c001', '5b0c9d7e-2f64-4a0e-b7c1-6e1d20a9f001', now() - interval '30 minutes', false),
  ('9d3b7f60-4e2a-4c18-9b06-81f5a2d0c001', '5b0c9d7e-2f64-4a0e-b7c1-6e1d20a9f002', now() - interval '25 minutes', false),
  ('9d3b7f60-4e2a-4c18-9b06-81f5a2d0c001', '5b0c9d7e-2f64-4a0e-b7c1-6e1d20a9f004', now() - interval '12 minutes', false),
  ('9d3b7f60-4e2a-4c18-9b06-81f5a2d0c002', '5b0c9d7e-2f64-4a0e-b7c1-6e1d20a9f003', now() - interval '2 days', true),
  ('9d3b7f60-4e2a-4c18-9b06-81f5a2d0c002', '5b0c9d7e-2f64-4a0e-b7c1-6e1d20a9f001', now() - interval '1 day', true);

insert into public.habitat_activities (habitat_id, actor_id, kind, note)
values
  ('c1a4e8d0-7b3f-4f6a-8d55-2a90b6c7e001', '5b0c9d7e-2f64-4a0e-b7c1-6e1d20a9f003', 'party_scheduled', 'The Third Man'),
  ('c1a4e8d0-7b3f-4f6a-8d55-2a90b6c7e002', '5b0c9d7e-2f64-4a0e-b7c1-6e1d20a9f005', 'media_added', 'Summer at the lake');

insert into public.dashboard_pins (user_id, habitat_id, position)
values ('5b0c9d7e-2f64-4a0e-b7c1-6e1d20a9f001', 'c1a4e8d0-7b3f-4f6a-8d55-2a90b6c7e001', 1);
