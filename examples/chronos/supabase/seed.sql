-- Data for `local` only; loaded by `plumb reset`.

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
    ('8e1f3a52-64c0-4d8b-9a37-b05d2c71e001'::uuid, 'marta.oliveira@example.com', 'Marta Oliveira'),
    ('8e1f3a52-64c0-4d8b-9a37-b05d2c71e002', 'tomasz.zielinski@example.com', 'Tomasz Zieliński'),
    ('8e1f3a52-64c0-4d8b-9a37-b05d2c71e003', 'aiko.mori@example.com', 'Aiko Mori'),
    ('8e1f3a52-64c0-4d8b-9a37-b05d2c71e004', 'ben.achieng@example.com', 'Ben Achieng'),
    ('8e1f3a52-64c0-4d8b-9a37-b05d2c71e005', 'clara.lindqvist@example.com', 'Clara Lindqvist')
) as person (id, email, full_name);

insert into public.creators (id, user_id, whop_company_id, whop_user_id, name, email, subscription_tier)
values
  ('2d94b6f1-07ae-4c35-8f12-6be3a9d0c001', '8e1f3a52-64c0-4d8b-9a37-b05d2c71e001', 'biz_kQ3vLmT8Zr', 'user_W2fXnB7yPd', 'Marta teaches cello', 'marta.oliveira@example.com', 'pro'),
  ('2d94b6f1-07ae-4c35-8f12-6be3a9d0c002', '8e1f3a52-64c0-4d8b-9a37-b05d2c71e002', 'biz_H6sDjC1uEw', 'user_M9gKtR4oVa', 'Woodwork with Tomasz', 'tomasz.zielinski@example.com', 'basic');

insert into public.students (id, creator_id, user_id, whop_user_id, whop_membership_id, name, is_active, last_active_at)
values
  ('b7c05e28-913d-4fa6-a4d0-18f6e2c3b001', '2d94b6f1-07ae-4c35-8f12-6be3a9d0c001', '8e1f3a52-64c0-4d8b-9a37-b05d2c71e003', 'user_A5pQxJ8cLn', 'mem_Yt3RbG6kSz', 'Aiko Mori', true, now() - interval '2 hours'),
  ('b7c05e28-913d-4fa6-a4d0-18f6e2c3b002', '2d94b6f1-07ae-4c35-8f12-6be3a9d0c001', '8e1f3a52-64c0-4d8b-9a37-b05d2c71e004', 'user_F1mUhV7dKe', 'mem_Pw9XnC2jQf', 'Ben Achieng', true, now() - interval '3 days'),
  ('b7c05e28-913d-4fa6-a4d0-18f6e2c3b003', '2d94b6f1-07ae-4c35-8f12-6be3a9d0c002', '8e1f3a52-64c0-4d8b-9a37-b05d2c71e004', 'user_F1mUhV7dKe', 'mem_Lg4ZsT8vMa', 'Ben Achieng', true, null),
  ('b7c05e28-913d-4fa6-a4d0-18f6e2c3b004', '2d94b6f1-07ae-4c35-8f12-6be3a9d0c002', '8e1f3a52-64c0-4d8b-9a37-b05d2c71e005', 'user_R8yBoD3wHi', 'mem_Ek7QuJ5xNb', 'Clara Lindqvist', false, now() - interval '60 days');

insert into public.videos
  (id, creator_id, title, source_type, storage_path, youtube_video_id, youtube_channel_id, mux_asset_id, mux_playback_id, embed_type, embed_id, whop_lesson_id, duration_seconds, file_size_bytes, status, transcript, transcript_language, created_at)
values
  ('4f6a1c93-b2d8-47e0-95c4-e3d70b8fa001', '2d94b6f1-07ae-4c35-8f12-6be3a9d0c001', 'Holding the bow', 'upload', 'marta/holding-the-bow.mp4', null, null, null, null, null, null, null, 754, 182304771, 'completed', 'The thumb is bent, and every finger rests on its own weight.', 'en', now() - interval '90 days'),
  ('4f6a1c93-b2d8-47e0-95c4-e3d70b8fa002', '2d94b6f1-07ae-4c35-8f12-6be3a9d0c001', 'Long notes', 'youtube', null, 'xQ7_m-2KdLs', 'UCh4Tq9sVwYb2NfXe6RkZm8A', null, null, 'youtube', 'xQ7_m-2KdLs', null, 1312, null, 'completed', 'Play one note for as long as you can stand it.', 'en', now() - interval '80 days'),
  ('4f6a1c93-b2d8-47e0-95c4-e3d70b8fa003', '2d94b6f1-07ae-4c35-8f12-6be3a9d0c001', 'Shifting positions', 'mux', null, null, null, 'vT2k9XqLs01nB', 'Jf83hDkQz00Pw', null, null, 'lesn_Rk5vTq8B', 1025, null, 'completed', 'Listen to where you are going before you go.', 'en', now() - interval '40 days'),
  ('4f6a1c93-b2d8-47e0-95c4-e3d70b8fa004', '2d94b6f1-07ae-4c35-8f12-6be3a9d0c001', 'Vibrato', 'mux', null, null, null, 'mC4j7WuEr02tY', null, null, null, null, null, null, 'transcribing', null, null, now() - interval '1 hour'),
  ('4f6a1c93-b2d8-47e0-95c4-e3d70b8fa005', '2d94b6f1-07ae-4c35-8f12-6be3a9d0c002', 'Sharpening a plane', 'loom', null, null, null, null, null, 'loom', '5b0f6c1d92e84a7b', null, 611, null, 'completed', 'A dull plane is work, a sharp one is play.', 'en', now() - interval '70 days');

-- What stands here in place of real embeddings: directions that are near each other when the words are about the same thing.
insert into public.video_chunks (video_id, chunk_index, chunk_text, start_seconds, end_seconds, word_count, embedding)
select
  chunk.video_id,
  chunk.chunk_index,
  chunk.chunk_text,
  chunk.start_seconds,
  chunk.start_seconds + 30,
  array_length(string_to_array(chunk.chunk_text, ' '), 1),
  (select array_agg(sin(dimension * chunk.topic + chunk.chunk_index * 0.1)::real order by dimension) from generate_series(1, 1536) as dimension)::extensions.vector
from (
  values
    ('4f6a1c93-b2d8-47e0-95c4-e3d70b8fa001'::uuid, 0, 'The thumb is bent.', 0, 0.5),
    ('4f6a1c93-b2d8-47e0-95c4-e3d70b8fa001', 1, 'Every finger rests on its own weight.', 30, 0.5),
    ('4f6a1c93-b2d8-47e0-95c4-e3d70b8fa002', 0, 'Play one note for as long as you can stand it.', 0, 0.9),
    ('4f6a1c93-b2d8-47e0-95c4-e3d70b8fa003', 0, 'Listen to where you are going before you go.', 0, 1.4),
    ('4f6a1c93-b2d8-47e0-95c4-e3d70b8fa005', 0, 'A dull plane is work, a sharp one is play.', 0, 2.2)
) as chunk (video_id, chunk_index, chunk_text, start_seconds, topic);

insert into public.courses (id, creator_id, title, description, is_published)
values
  ('c35e90d7-8a14-4b62-b7f9-402ad6e1f001', '2d94b6f1-07ae-4c35-8f12-6be3a9d0c001', 'Cello from the beginning', 'A year of lessons, an hour a week', true),
  ('c35e90d7-8a14-4b62-b7f9-402ad6e1f002', '2d94b6f1-07ae-4c35-8f12-6be3a9d0c001', 'Chamber music', null, false),
  ('c35e90d7-8a14-4b62-b7f9-402ad6e1f003', '2d94b6f1-07ae-4c35-8f12-6be3a9d0c002', 'Hand tools', null, true);

insert into public.course_modules (id, course_id, title, display_order)
values
  ('97d2e4b0-5c6f-4138-8ea1-f0b3c87d6001', 'c35e90d7-8a14-4b62-b7f9-402ad6e1f002', 'Playing together', 0),
  ('97d2e4b0-5c6f-4138-8ea1-f0b3c87d6002', 'c35e90d7-8a14-4b62-b7f9-402ad6e1f001', 'The right hand', 0),
  ('97d2e4b0-5c6f-4138-8ea1-f0b3c87d6003', 'c35e90d7-8a14-4b62-b7f9-402ad6e1f001', 'The left hand', 1),
  ('97d2e4b0-5c6f-4138-8ea1-f0b3c87d6004', 'c35e90d7-8a14-4b62-b7f9-402ad6e1f003', 'Edges', 0);

insert into public.module_lessons (module_id, video_id, lesson_order, title, is_required, estimated_duration_minutes)
values
  ('97d2e4b0-5c6f-4138-8ea1-f0b3c87d6002', '4f6a1c93-b2d8-47e0-95c4-e3d70b8fa001', 1, 'Holding the bow', true, 13),
  ('97d2e4b0-5c6f-4138-8ea1-f0b3c87d6002', '4f6a1c93-b2d8-47e0-95c4-e3d70b8fa002', 2, 'Long notes', false, 22),
  ('97d2e4b0-5c6f-4138-8ea1-f0b3c87d6003', '4f6a1c93-b2d8-47e0-95c4-e3d70b8fa003', 1, 'Shifting positions', true, 18),
  ('97d2e4b0-5c6f-4138-8ea1-f0b3c87d6004', '4f6a1c93-b2d8-47e0-95c4-e3d70b8fa005', 1, 'Sharpening a plane', true, 11);

insert into public.chat_sessions (id, student_id, title)
values ('d1b8f427-3e90-4c5d-a6b2-75e0c9f3d001', 'b7c05e28-913d-4fa6-a4d0-18f6e2c3b001', 'My thumb hurts');

insert into public.chat_messages (session_id, role, content, token_count, model, created_at)
values
  ('d1b8f427-3e90-4c5d-a6b2-75e0c9f3d001', 'user', 'My thumb hurts after ten minutes. Is that normal?', null, null, now() - interval '2 hours'),
  ('d1b8f427-3e90-4c5d-a6b2-75e0c9f3d001', 'assistant', 'Keep it bent, as Marta shows in "Holding the bow", and take a break.', 412, 'tutor-small', now() - interval '2 hours' + interval '4 seconds');

insert into public.report_schedules (creator_id, name, report_type, frequency, day_of_week, hour, timezone, recipients, next_run_at)
values ('2d94b6f1-07ae-4c35-8f12-6be3a9d0c001', 'Every Monday', 'engagement', 'weekly', 1, 8, 'Europe/Lisbon', '{marta.oliveira@example.com}', now() + interval '4 days');

insert into public.video_watch_sessions (video_id, student_id, session_start, session_end, watch_time_seconds, percent_complete, device_type, referrer_type)
values
  ('4f6a1c93-b2d8-47e0-95c4-e3d70b8fa001', 'b7c05e28-913d-4fa6-a4d0-18f6e2c3b001', now() - interval '3 days', now() - interval '3 days' + interval '8 minutes', 480, 63.5, 'desktop', 'course_page'),
  ('4f6a1c93-b2d8-47e0-95c4-e3d70b8fa001', 'b7c05e28-913d-4fa6-a4d0-18f6e2c3b001', now() - interval '2 days', now() - interval '2 days' + interval '5 minutes', 290, 97, 'mobile', 'chat_reference'),
  ('4f6a1c93-b2d8-47e0-95c4-e3d70b8fa002', 'b7c05e28-913d-4fa6-a4d0-18f6e2c3b002', now() - interval '20 minutes', null, 1100, 84, 'tablet', 'direct_link');

select public.track_video_event('video_imported', v.id, v.creator_id) from public.videos v;

select public.track_video_event('video_completed', w.video_id, s.creator_id, w.student_id)
from public.video_watch_sessions w
join public.students s on s.id = w.student_id
where w.completed;

insert into public.video_analytics (video_id, date, views, unique_viewers, completions, watch_time_seconds, average_completion)
values
  ('4f6a1c93-b2d8-47e0-95c4-e3d70b8fa001', current_date - 3, 1, 1, 0, 480, 63.5),
  ('4f6a1c93-b2d8-47e0-95c4-e3d70b8fa001', current_date - 2, 1, 1, 1, 290, 97);

select c.*
from public.creators creator,
  lateral public.calculate_usage_metrics(creator.id, (now() at time zone 'utc')::date) as c;
