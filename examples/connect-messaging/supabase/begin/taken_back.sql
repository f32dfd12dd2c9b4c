drop function public.get_conversations();
drop function public.start_conversation(uuid[], text);
drop function public.send_message(uuid, text, uuid);
drop function public.mark_messages_as_read(uuid);
drop table public.chat_messages, public.chat_participants, public.chats;
drop function private.number_message();
drop function private.my_chats();
drop schema private;

delete from auth.users where email like '%@connect.example';
