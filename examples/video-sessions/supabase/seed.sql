-- Data for `local` only; loaded by `plumb reset`.

insert into auth.users (id, aud, role, email, email_confirmed_at, raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
select
  person.id,
  'authenticated',
  'authenticated',
  person.email,
  now() - interval '90 days',
  '{"provider": "email", "providers": ["email"]}',
  jsonb_build_object('full_name', person.full_name),
  now() - interval '90 days',
  now() - interval '90 days'
from (
  values
    ('0a1f6c1e-51a2-4a0b-9a35-0d9d5be6c001'::uuid, 'marta.lindqvist@example.com', 'Marta Lindqvist'),
    ('0a1f6c1e-51a2-4a0b-9a35-0d9d5be6c002', 'joao.ferreira@example.com', 'João Ferreira'),
    ('0a1f6c1e-51a2-4a0b-9a35-0d9d5be6c003', 'priya.raman@example.com', 'Priya Raman'),
    ('0a1f6c1e-51a2-4a0b-9a35-0d9d5be6c004', 'tomasz.nowak@example.com', 'Tomasz Nowak'),
    ('0a1f6c1e-51a2-4a0b-9a35-0d9d5be6c005', 'aiko.mori@example.com', 'Aiko Mori')
) as person (id, email, full_name);

insert into public.video_sessions (id, host_id, title, provider, provider_meeting_id, join_url, starts_at, ends_at)
values
  ('7c2d0e52-3f0b-4d0e-8a9e-91f0a4b3d001', '0a1f6c1e-51a2-4a0b-9a35-0d9d5be6c001', 'Onboarding, week 1', 'zoom', '88412300917', 'https://zoom.example/j/88412300917', now() - interval '7 days', now() - interval '7 days' + interval '1 hour'),
  ('7c2d0e52-3f0b-4d0e-8a9e-91f0a4b3d002', '0a1f6c1e-51a2-4a0b-9a35-0d9d5be6c001', 'Onboarding, week 2', 'zoom', '88412300918', 'https://zoom.example/j/88412300918', now() + interval '1 day', now() + interval '1 day 1 hour'),
  ('7c2d0e52-3f0b-4d0e-8a9e-91f0a4b3d003', '0a1f6c1e-51a2-4a0b-9a35-0d9d5be6c002', 'Design review', 'jitsi', 'design-review-42', 'https://jitsi.example/design-review-42', now() + interval '2 days', null),
  ('7c2d0e52-3f0b-4d0e-8a9e-91f0a4b3d004', '0a1f6c1e-51a2-4a0b-9a35-0d9d5be6c003', 'Guest lecture', 'external', null, 'https://lectures.example.org/room/7', now() + interval '3 days', now() + interval '3 days 2 hours');

insert into public.video_session_participants (session_id, user_id, role, joined_at, left_at, created_at)
values
  ('7c2d0e52-3f0b-4d0e-8a9e-91f0a4b3d001', '0a1f6c1e-51a2-4a0b-9a35-0d9d5be6c001', 'host', now() - interval '7 days', now() - interval '7 days' + interval '61 minutes', now() - interval '10 days'),
  ('7c2d0e52-3f0b-4d0e-8a9e-91f0a4b3d001', '0a1f6c1e-51a2-4a0b-9a35-0d9d5be6c004', 'participant', now() - interval '7 days' + interval '2 minutes', now() - interval '7 days' + interval '60 minutes', now() - interval '10 days'),
  ('7c2d0e52-3f0b-4d0e-8a9e-91f0a4b3d001', '0a1f6c1e-51a2-4a0b-9a35-0d9d5be6c005', 'participant', now() - interval '7 days' + interval '5 minutes', now() - interval '7 days' + interval '60 minutes', now() - interval '9 days'),
  ('7c2d0e52-3f0b-4d0e-8a9e-91f0a4b3d002', '0a1f6c1e-51a2-4a0b-9a35-0d9d5be6c001', 'host', now(), null, now()),
  ('7c2d0e52-3f0b-4d0e-8a9e-91f0a4b3d002', '0a1f6c1e-51a2-4a0b-9a35-0d9d5be6c004', 'participant', now(), null, now()),
  ('7c2d0e52-3f0b-4d0e-8a9e-91f0a4b3d003', '0a1f6c1e-51a2-4a0b-9a35-0d9d5be6c002', 'host', now(), null, now()),
  ('7c2d0e52-3f0b-4d0e-8a9e-91f0a4b3d003', '0a1f6c1e-51a2-4a0b-9a35-0d9d5be6c003', 'host', now(), null, now()),
  ('7c2d0e52-3f0b-4d0e-8a9e-91f0a4b3d004', '0a1f6c1e-51a2-4a0b-9a35-0d9d5be6c003', 'host', now(), null, now()),
  ('7c2d0e52-3f0b-4d0e-8a9e-91f0a4b3d004', '0a1f6c1e-51a2-4a0b-9a35-0d9d5be6c005', 'participant', now(), null, now());
