-- check: what the functions count and add up is there
-- expect: true
-- hint: apply 20250101000002_create_core_tables first
select
  to_regclass('public.usage_metrics') is not null as usage_metrics,
  to_regclass('public.video_analytics') is not null as video_analytics,
  to_regclass('public.videos') is not null as videos,
  to_regclass('public.chat_messages') is not null as chat_messages;
