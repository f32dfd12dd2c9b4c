-- Messaging as every environment has it before the alignment: chats, who takes part, what is said, and four functions.

create schema private;

comment on schema private is 'What policies ask and triggers run; not exposed through the API';

-- Tables ------------------------------------------------------------------------------------------------------------

create table public.chats (
  id              uuid primary key default gen_random_uuid(),
  name            text,
  is_group        boolean not null default false,
  created_by      uuid references auth.users (id) on delete set null,
  last_seq        bigint not null default 0,
  last_message_at timestamptz,
  created_at      timestamptz not null default now(),
  constraint chats_name_check check (char_length(name) between 1 and 120),
  constraint chats_last_seq_check check (last_seq >= 0)
);

comment on table public.chats is 'Conversations, of two people or of a group';
comment on column public.chats.last_seq is 'The number of the newest message; kept by the database';

-- chat_id and user_id may be null: that is the gap which the alignment closes.
create table public.chat_participants (
  id            uuid primary key default gen_random_uuid(),
  chat_id       uuid references public.chats (id) on delete cascade,
  user_id       uuid references auth.users (id) on delete cascade,
  last_read_seq bigint not null default 0,
  last_read_at  timestamptz,
  joined_at     timestamptz not null default now(),
  constraint chat_participants_chat_id_user_id_key unique (chat_id, user_id),
  constraint chat_participants_last_read_seq_check check (last_read_seq >= 0)
);

comment on table public.chat_participants is 'Who takes part in a chat, and how far they have read';
comment on column public.chat_participants.last_read_seq is 'The number of the last message that was read; 0 before the first';

create index idx_chat_participants_user_id on public.chat_participants (user_id);

create table public.chat_messages (
  id         uuid primary key default gen_random_uuid(),
  chat_id    uuid not null references public.chats (id) on delete cascade,
  sender_id  uuid references auth.users (id) on delete set null,
  content    text not null,
  reply_to   uuid references public.chat_messages (id) on delete set null,
  seq        bigint,
  created_at timestamptz not null default now(),
  constraint chat_messages_chat_id_seq_key unique (chat_id, seq),
  constraint chat_messages_content_check check (char_length(content) between 1 and 4000),
  constraint chat_messages_seq_check check (seq > 0)
);

comment on table public.chat_messages is 'Messages; they are never changed';
comment on column public.chat_messages.sender_id is 'Who wrote it; null once the account is deleted';
comment on column public.chat_messages.seq is 'The place of the message in its chat: 1, 2, 3 without gaps; given by the database';

-- The order of messages ---------------------------------------------------------------------------------------------

create function private.number_message()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  -- Whoever sends at the same moment waits for this row until the other has committed or rolled back. So the numbers of a chat
  -- have no gaps, and whoever has seen a number never meets a smaller one later.
  update public.chats c
  set last_seq = c.last_seq + 1, last_message_at = greatest(c.last_message_at, new.created_at)
  where c.id = new.chat_id
  returning c.last_seq into new.seq;

  if new.reply_to is not null
    and not exists (select from public.chat_messages m where m.id = new.reply_to and m.chat_id = new.chat_id)
  then
    raise exception 'a message can only reply to one of its own chat' using errcode = 'foreign_key_violation';
  end if;

  return new;
end;
$$;

comment on function private.number_message() is 'Gives a message the next number of its chat, whatever the client sends';

create trigger chat_messages_number before insert on public.chat_messages
  for each row execute function private.number_message();

-- Access ------------------------------------------------------------------------------------------------------------

create function private.my_chats()
returns setof uuid
language sql
stable
security definer
set search_path = ''
as $$
  select p.chat_id
  from public.chat_participants p
  where p.user_id = auth.uid();
$$;

comment on function private.my_chats() is 'The chats in which the signed-in user takes part';

revoke all on all functions in schema private from public;
grant execute on function private.my_chats() to authenticated, service_role;

alter table public.chats enable row level security;
alter table public.chat_participants enable row level security;
alter table public.chat_messages enable row level security;

create policy "Participants view their chats" on public.chats
  for select to authenticated
  using (id in (select private.my_chats()));

create policy "Whoever started a group renames it" on public.chats
  for update to authenticated
  using (is_group and created_by = (select auth.uid()) and id in (select private.my_chats()));

create policy "Participants view each other" on public.chat_participants
  for select to authenticated
  using (chat_id in (select private.my_chats()));

create policy "Participants leave" on public.chat_participants
  for delete to authenticated
  using (user_id = (select auth.uid()));

create policy "Participants view messages" on public.chat_messages
  for select to authenticated
  using (chat_id in (select private.my_chats()));

create policy "Participants send messages in their own name" on public.chat_messages
  for insert to authenticated
  with check (sender_id = (select auth.uid()) and chat_id in (select private.my_chats()));

-- The platform grants everything on new tables to every API role.
revoke all on public.chats, public.chat_participants, public.chat_messages from public, anon, authenticated, service_role;

grant select, insert, update, delete on public.chats, public.chat_participants to service_role;
grant select, insert on public.chat_messages to service_role;

grant select on public.chats, public.chat_participants, public.chat_messages to authenticated;
grant update (name) on public.chats to authenticated;
grant delete on public.chat_participants to authenticated;
grant insert (id, chat_id, sender_id, content, reply_to) on public.chat_messages to authenticated;

-- Functions ---------------------------------------------------------------------------------------------------------

create function public.get_conversations()
returns table (
  chat_id         uuid,
  name            text,
  is_group        boolean,
  other_users     uuid[],
  last_message    text,
  last_message_at timestamptz,
  last_seq        bigint,
  unread_count    bigint
)
language sql
stable
set search_path = ''
as $$
  select
    c.id,
    c.name,
    c.is_group,
    (
      select array_agg(o.user_id order by o.joined_at, o.user_id)
      from public.chat_participants o
      where o.chat_id = c.id and o.user_id <> p.user_id
    ),
    (select m.content from public.chat_messages m where m.chat_id = c.id and m.seq = c.last_seq),
    c.last_message_at,
    c.last_seq,
    (
      select count(*)
      from public.chat_messages m
      where m.chat_id = c.id and m.seq > p.last_read_seq and m.sender_id is distinct from p.user_id
    )
  from public.chat_participants p
  join public.chats c on c.id = p.chat_id
  where p.user_id = auth.uid()
  order by c.last_message_at desc nulls last, c.id;
$$;

comment on function public.get_conversations() is 'The chats of the signed-in user, the newest message first';

create function public.start_conversation(p_user_ids uuid[], p_name text default null)
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
declare
  me     uuid := auth.uid();
  people uuid[];
  chat   uuid;
begin
  select array_agg(distinct person order by person) into people
  from unnest(p_user_ids || me) as person
  where person is not null;

  if me is null or cardinality(people) < 2 then
    raise exception 'a conversation needs somebody else' using errcode = 'invalid_parameter_value';
  end if;

  -- Two people have one conversation, also when both begin it at the same moment.
  if p_name is null and cardinality(people) = 2 then
    perform pg_advisory_xact_lock(hashtextextended(people::text, 0));
    select c.id into chat
    from public.chats c
    where not c.is_group
      and (select array_agg(p.user_id order by p.user_id) from public.chat_participants p where p.chat_id = c.id) = people
      and exists (select from public.chat_participants p where p.chat_id = c.id and p.user_id = me);
    if found then
      return chat;
    end if;
  end if;

  insert into public.chats (name, is_group, created_by)
  values (p_name, p_name is not null or cardinality(people) > 2, me)
  returning id into chat;

  insert into public.chat_participants (chat_id, user_id)
  select chat, person from unnest(people) as person;

  return chat;
end;
$$;

comment on function public.start_conversation(uuid[], text) is 'Begins a chat with other people, or returns the one that two people have already';

create function public.send_message(p_chat_id uuid, p_content text, p_reply_to uuid default null)
returns public.chat_messages
language sql
set search_path = ''
as $$
  insert into public.chat_messages (chat_id, sender_id, content, reply_to)
  values (p_chat_id, auth.uid(), p_content, p_reply_to)
  returning *;
$$;

comment on function public.send_message(uuid, text, uuid) is 'Sends a message and returns it with its number';

create function public.mark_messages_as_read(p_chat_id uuid)
returns void
language sql
security definer
set search_path = ''
as $$
  update public.chat_participants p
  set last_read_seq = c.last_seq, last_read_at = now()
  from public.chats c
  where c.id = p.chat_id and p.chat_id = p_chat_id and p.user_id = auth.uid();
$$;

comment on function public.mark_messages_as_read(uuid) is 'Marks every message of a chat as read';

revoke all on function
  public.get_conversations(),
  public.start_conversation(uuid[], text),
  public.send_message(uuid, text, uuid),
  public.mark_messages_as_read(uuid)
  from public, anon;

-- Realtime ----------------------------------------------------------------------------------------------------------

alter publication supabase_realtime add table public.chat_messages, public.chat_participants;
