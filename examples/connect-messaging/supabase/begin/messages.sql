-- What was said before the alignment: 183 messages of eight people in eight chats. Everything is the same in every environment
-- and at every run.

insert into auth.users (id, aud, role, email, created_at)
select
  md5('connect ' || person.name)::uuid,
  'authenticated',
  'authenticated',
  lower(person.name) || '@connect.example',
  timestamptz '2025-07-01 08:00+00'
from unnest(array['Amara', 'Bruno', 'Chiyo', 'Dmitri', 'Elif', 'Farid', 'Greta', 'Hugo']) as person (name);

insert into public.chats (id, name, is_group, created_by, created_at)
select
  md5('connect chat ' || chat.number)::uuid,
  chat.name,
  chat.name is not null,
  md5('connect ' || chat.people[1])::uuid,
  timestamptz '2025-07-02 08:00+00' + chat.number * interval '1 hour'
from (
  values
    (0, 'Launch week', array['Amara', 'Bruno', 'Chiyo', 'Dmitri', 'Elif']),
    (1, 'Climbing on Thursdays', array['Farid', 'Greta', 'Hugo', 'Amara']),
    (2, 'Book club', array['Elif', 'Chiyo', 'Greta']),
    (3, null, array['Amara', 'Bruno']),
    (4, null, array['Chiyo', 'Hugo']),
    (5, null, array['Dmitri', 'Elif']),
    (6, null, array['Greta', 'Amara']),
    (7, null, array['Farid', 'Bruno'])
) as chat (number, name, people);

insert into public.chat_participants (id, chat_id, user_id, joined_at)
select
  md5(chat.number || ' joins ' || person.name)::uuid,
  md5('connect chat ' || chat.number)::uuid,
  md5('connect ' || person.name)::uuid,
  timestamptz '2025-07-02 08:00+00' + chat.number * interval '1 hour' + person.place * interval '1 minute'
from (
  values
    (0, array['Amara', 'Bruno', 'Chiyo', 'Dmitri', 'Elif']),
    (1, array['Farid', 'Greta', 'Hugo', 'Amara']),
    (2, array['Elif', 'Chiyo', 'Greta']),
    (3, array['Amara', 'Bruno']),
    (4, array['Chiyo', 'Hugo']),
    (5, array['Dmitri', 'Elif']),
    (6, array['Greta', 'Amara']),
    (7, array['Farid', 'Bruno'])
) as chat (number, people),
  unnest(chat.people) with ordinality as person (name, place);

-- Message n stands in chat n modulo 8; its people take turns; every seventh message answers the one before it in its chat.
insert into public.chat_messages (id, chat_id, sender_id, content, reply_to, created_at)
select
  md5('connect message ' || n)::uuid,
  md5('connect chat ' || n % 8)::uuid,
  (
    select p.user_id
    from public.chat_participants p
    where p.chat_id = md5('connect chat ' || n % 8)::uuid
    order by p.joined_at
    offset (n / 8) % (select count(*) from public.chat_participants p where p.chat_id = md5('connect chat ' || n % 8)::uuid)
    limit 1
  ),
  (array[
    'Who has the key?', 'On my way.', 'Can we move it to four?', 'Works for me.', 'I will bring the maps.', 'Not before Friday, sorry.',
    'See the second page.', 'That was quick!', 'Let us ask Hugo.', 'Same place as last time?', 'I found it, it was under the seat.',
    'Could you send that again?', 'Thank you, that helps.'
  ])[1 + n % 13],
  case when n % 7 = 0 and n > 8 then md5('connect message ' || n - 8)::uuid end,
  timestamptz '2025-08-01 07:00+00' + n * interval '47 minutes'
from generate_series(1, 183) as n
order by n;

-- Everybody has read up to some message.
update public.chat_participants p
set last_read_seq = greatest(0, c.last_seq - (get_byte(decode(md5(p.id::text), 'hex'), 0) % 6)), last_read_at = c.last_message_at
from public.chats c
where c.id = p.chat_id;
