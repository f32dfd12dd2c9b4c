-- What was counted stays in usage_metrics.

drop function public.get_creator_analytics_summary(uuid, date, date);
drop function public.get_video_analytics_summary(uuid, date, date);
drop function public.get_creator_usage(uuid, date, date);
drop function public.calculate_usage_metrics(uuid, date);
drop function public.increment_usage_metric(uuid, text, bigint, date);

-- check: the five functions are removed
-- expect: no rows
select proname
from pg_proc
where pronamespace = 'public'::regnamespace
  and proname in (
    'increment_usage_metric', 'calculate_usage_metrics', 'get_creator_usage',
    'get_video_analytics_summary', 'get_creator_analytics_summary'
  );
