-- check: 183 messages, all with seq
-- until: 001_schema_alignment
-- expect: value 183 of 183
select format('%s of %s', count(seq), count(*)) from public.chat_messages;

-- check: the three tables of messaging are there, under row level security
-- expect: 3 rows
-- expect: every row relrowsecurity
select relname, relrowsecurity
from pg_class
where relnamespace = 'public'::regnamespace and relname in ('chats', 'chat_participants', 'chat_messages');
