-- check: 1. every message has its seq, and none of the 183 was lost
-- expect: 1 row
-- expect: every row messages >= 183 and with_seq = messages
select count(*) as messages, count(seq) as with_seq from public.chat_messages;

-- check: 2. chat_id and user_id of chat_participants are NOT NULL
-- expect: 2 rows
-- expect: every row attnotnull
select attname, attnotnull
from pg_attribute
where attrelid = 'public.chat_participants'::regclass and attname in ('chat_id', 'user_id');

-- check: 3. all five functions exist
-- expect: 5 rows
-- expect: every row found
select signature, to_regprocedure(signature) is not null as found
from unnest(array[
  'public.get_conversations()', 'public.start_conversation(uuid[], text)', 'public.send_message(uuid, text, uuid)',
  'public.mark_messages_as_read(uuid)', 'public.get_unread_count(uuid)'
]) as signature;

-- check: 4. the indexes exist
-- expect: 4 rows
-- expect: every row indisvalid
select indexrelid::regclass as index_name, indisvalid
from pg_index
where indexrelid in (
  to_regclass('public.idx_chat_messages_sender_id'), to_regclass('public.idx_chat_messages_reply_to'),
  to_regclass('public.idx_chat_participants_user_id'), to_regclass('public.chat_messages_chat_id_seq_key')
);

-- check: 5. mark_messages_as_read returns a count
-- expect: value integer
select format_type(prorettype, null) from pg_proc where oid = to_regprocedure('public.mark_messages_as_read(uuid)');

-- check: 6. three tables under row level security, with two policies each
-- expect: 3 rows
-- expect: every row relrowsecurity and policies = 2
select c.relname, c.relrowsecurity, (select count(*) from pg_policy p where p.polrelid = c.oid) as policies
from pg_class c
where c.relnamespace = 'public'::regnamespace and c.relname in ('chats', 'chat_participants', 'chat_messages');

-- check: 7. realtime publishes messages and read marks
-- expect: 2 rows
-- expect: every row tablename in ('chat_messages', 'chat_participants')
select tablename from pg_publication_tables where pubname = 'supabase_realtime' and schemaname = 'public';

-- Tests -------------------------------------------------------------------------------------------------------------

-- test: conversations load, the newest first, with what is unread
-- as: authenticated {"sub": "b0000000-0000-4000-8000-00000000000b"}
-- expect: value How are you? 2, Hello everybody 1
\ir ../fixtures/team.sql
select string_agg(format('%s %s', last_message, unread_count), ', ' order by ordinality)
from public.get_conversations() with ordinality;

-- test: a conversation names the others
-- as: authenticated {"sub": "b0000000-0000-4000-8000-00000000000b"}
-- expect: 2 rows
-- expect: every row (is_group, cardinality(other_users)) in ((false, 1), (true, 2)) and other_users @> '{a0000000-0000-4000-8000-00000000000a}'
\ir ../fixtures/team.sql
select is_group, other_users from public.get_conversations();

-- test: an outsider sees nothing
-- as: authenticated {"sub": "d0000000-0000-4000-8000-00000000000d"}
-- expect: true
\ir ../fixtures/team.sql
select
  not exists (select from public.chats) as no_chats,
  not exists (select from public.chat_participants) as no_participants,
  not exists (select from public.chat_messages) as no_messages,
  not exists (select from public.get_conversations()) as no_conversations,
  public.get_unread_count() = 0 as nothing_unread,
  public.get_unread_count('11000000-0000-4000-8000-000000000001') = 0 as nothing_unread_there,
  public.mark_messages_as_read('11000000-0000-4000-8000-000000000001') = 0 as nothing_to_mark;

-- test: a participant sees their own chats only
-- as: authenticated {"sub": "c0000000-0000-4000-8000-00000000000c"}
-- expect: value 1 chat, 3 participants, 1 message
\ir ../fixtures/team.sql
select format('%s chat, %s participants, %s message',
  (select count(*) from public.chats), (select count(*) from public.chat_participants), (select count(*) from public.chat_messages));

-- test: who is not signed in is refused
-- as: anon
-- expect: error 42501
select count(*) from public.chat_messages;

-- test: and calls no function
-- as: anon
-- expect: error 42501
select public.get_unread_count();

-- test: a message gets the next number of its chat
-- as: authenticated {"sub": "b0000000-0000-4000-8000-00000000000b"}
-- expect: 1 row
-- expect: every row seq = 4 and sender_id = 'b0000000-0000-4000-8000-00000000000b' and content = 'Fine!'
\ir ../fixtures/team.sql
select seq, sender_id, content from public.send_message('11000000-0000-4000-8000-000000000001', 'Fine!');

-- test: nobody chooses their number
-- as: authenticated {"sub": "b0000000-0000-4000-8000-00000000000b"}
-- expect: error 42501
\ir ../fixtures/team.sql
insert into public.chat_messages (chat_id, sender_id, content, seq)
values ('11000000-0000-4000-8000-000000000001', 'b0000000-0000-4000-8000-00000000000b', 'First!', 1);

-- test: not even the server
-- as: service_role
-- expect: value 4
\ir ../fixtures/team.sql
set local role service_role;
insert into public.chat_messages (chat_id, sender_id, content, seq)
values ('11000000-0000-4000-8000-000000000001', 'b0000000-0000-4000-8000-00000000000b', 'First!', 1000);
select seq from public.chat_messages where content = 'First!';

-- test: nobody sends in another's name
-- as: authenticated {"sub": "b0000000-0000-4000-8000-00000000000b"}
-- expect: error 42501
\ir ../fixtures/team.sql
insert into public.chat_messages (chat_id, sender_id, content)
values ('11000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-00000000000a', 'I am Ada');

-- test: nobody sends into a chat of others
-- as: authenticated {"sub": "d0000000-0000-4000-8000-00000000000d"}
-- expect: error 42501
\ir ../fixtures/team.sql
select public.send_message('11000000-0000-4000-8000-000000000001', 'Hello?');

-- test: a message is not changed
-- as: authenticated {"sub": "a0000000-0000-4000-8000-00000000000a"}
-- expect: error 42501
\ir ../fixtures/team.sql
update public.chat_messages set content = 'Never said';

-- test: nor deleted, not even by the server
-- as: service_role
-- expect: error 42501
delete from public.chat_messages;

-- test: a message answers one of its own chat
-- as: authenticated {"sub": "b0000000-0000-4000-8000-00000000000b"}
-- expect: value 99000000-0000-4000-8000-000000000004
\ir ../fixtures/team.sql
select reply_to from public.send_message('11000000-0000-4000-8000-000000000001', 'Fine!', '99000000-0000-4000-8000-000000000004');

-- test: and none of another chat
-- as: authenticated {"sub": "b0000000-0000-4000-8000-00000000000b"}
-- expect: error 23503
\ir ../fixtures/team.sql
select public.send_message('11000000-0000-4000-8000-000000000001', 'Hello Cleo', '99000000-0000-4000-8000-000000000003');

-- test: an empty message is refused
-- as: authenticated {"sub": "b0000000-0000-4000-8000-00000000000b"}
-- expect: error 23514
\ir ../fixtures/team.sql
select public.send_message('11000000-0000-4000-8000-000000000001', '');

-- test: mark_messages_as_read returns what was unread, and only once
-- as: authenticated {"sub": "b0000000-0000-4000-8000-00000000000b"}
-- expect: value 2, 0
\ir ../fixtures/team.sql
select format('%s, %s',
  public.mark_messages_as_read('11000000-0000-4000-8000-000000000001'),
  public.mark_messages_as_read('11000000-0000-4000-8000-000000000001'));

-- test: unread messages are counted by chat and in all, one's own are not
-- as: authenticated {"sub": "b0000000-0000-4000-8000-00000000000b"}
-- expect: value 2 1 3, then 0 1 1, then 0 2 2
\ir ../fixtures/team.sql
create temporary table counts (turn integer, counted text) on commit drop;
insert into counts
select 1, concat_ws(' ', public.get_unread_count('11000000-0000-4000-8000-000000000001'), public.get_unread_count('22000000-0000-4000-8000-000000000002'), public.get_unread_count());
select public.mark_messages_as_read('11000000-0000-4000-8000-000000000001');
insert into counts
select 2, concat_ws(' ', public.get_unread_count('11000000-0000-4000-8000-000000000001'), public.get_unread_count('22000000-0000-4000-8000-000000000002'), public.get_unread_count());
select public.send_message('11000000-0000-4000-8000-000000000001', 'My own');
set local request.jwt.claim.sub = 'c0000000-0000-4000-8000-00000000000c';
select public.send_message('22000000-0000-4000-8000-000000000002', 'Once more');
set local request.jwt.claim.sub = 'b0000000-0000-4000-8000-00000000000b';
insert into counts
select 3, concat_ws(' ', public.get_unread_count('11000000-0000-4000-8000-000000000001'), public.get_unread_count('22000000-0000-4000-8000-000000000002'), public.get_unread_count());
select string_agg(counted, ', then ' order by turn) from counts;

-- test: nobody moves a read mark by hand
-- as: authenticated {"sub": "b0000000-0000-4000-8000-00000000000b"}
-- expect: error 42501
\ir ../fixtures/team.sql
update public.chat_participants set last_read_seq = 0;

-- test: two people have one conversation, whoever begins it
-- as: authenticated {"sub": "d0000000-0000-4000-8000-00000000000d"}
-- expect: true
\ir ../fixtures/team.sql
create temporary table begun (chat uuid) on commit drop;
insert into begun select public.start_conversation('{a0000000-0000-4000-8000-00000000000a}');
set local request.jwt.claim.sub = 'a0000000-0000-4000-8000-00000000000a';
insert into begun select public.start_conversation('{d0000000-0000-4000-8000-00000000000d}');
select count(distinct chat) = 1 as same, not min(c.is_group::integer) > 0 as of_two from begun join public.chats c on c.id = begun.chat;

-- test: a group has its name and everybody in it
-- as: authenticated {"sub": "d0000000-0000-4000-8000-00000000000d"}
-- expect: 1 row
-- expect: every row is_group and name = 'Trip' and cardinality(other_users) = 2
\ir ../fixtures/team.sql
select public.start_conversation('{a0000000-0000-4000-8000-00000000000a,b0000000-0000-4000-8000-00000000000b}', 'Trip');
select name, is_group, other_users from public.get_conversations();

-- test: nobody talks to themself
-- as: authenticated {"sub": "d0000000-0000-4000-8000-00000000000d"}
-- expect: error 22023
\ir ../fixtures/team.sql
select public.start_conversation('{d0000000-0000-4000-8000-00000000000d}');

-- test: who leaves sees the chat no more, and removes nobody else
-- as: authenticated {"sub": "c0000000-0000-4000-8000-00000000000c"}
-- expect: value 0
\ir ../fixtures/team.sql
delete from public.chat_participants where chat_id = '22000000-0000-4000-8000-000000000002';
select count(*) from public.chats;

-- test: only whoever started a group renames it
-- as: authenticated {"sub": "b0000000-0000-4000-8000-00000000000b"}
-- expect: affected 0
\ir ../fixtures/team.sql
update public.chats set name = 'Mine';

-- test: an account that is deleted leaves what it said, in its order
-- expect: value 3 messages, 1 participant
\ir ../fixtures/team.sql
reset role;
delete from auth.users where id = 'a0000000-0000-4000-8000-00000000000a';
select format('%s messages, %s participant',
  (select max(seq) from public.chat_messages where chat_id = '11000000-0000-4000-8000-000000000001'),
  (select count(*) from public.chat_participants where chat_id = '11000000-0000-4000-8000-000000000001'));
