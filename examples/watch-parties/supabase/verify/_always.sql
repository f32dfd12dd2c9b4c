-- Health checks of the whole database: read-only, at any time, on any environment.

-- check: participant count consistency
-- since: 20250207090000_stream_participants
-- expect: no rows
-- hint: a party is recounted when somebody next joins or leaves it; to recount now, UPDATE public.habitat_watch_parties with actual_count
select
  wp.id,
  wp.participant_count as stored_count,
  count(sp.id) as actual_count
from public.habitat_watch_parties wp
left join public.stream_participants sp on wp.id = sp.stream_id
group by wp.id, wp.participant_count
having wp.participant_count <> count(sp.id);

-- check: host assignment consistency
-- since: 20250207090000_stream_participants
-- expect: no rows
-- hint: idx_stream_participants_is_host is missing or not unique; run plumb verify for 20250207090000_stream_participants
select stream_id, count(*) as host_count
from public.stream_participants
where is_host = true
group by stream_id
having count(*) > 1;

-- check: whoever takes part has a host
-- since: 20250207090000_stream_participants
-- optional
-- expect: no rows
-- hint: a leave that was broken off while the host left can cause it; the next join or leave mends it
select stream_id, count(*) as participants
from public.stream_participants
group by stream_id
having not bool_or(is_host);

-- check: every participant belongs to the habitat
-- since: 20250207090000_stream_participants
-- optional
-- expect: no rows
-- hint: they left the habitat and no longer see the party, but still count; the host can remove them
select sp.stream_id, sp.user_id
from public.stream_participants sp
join public.habitat_watch_parties wp on wp.id = sp.stream_id
where not exists (
  select from public.habitat_members m where m.habitat_id = wp.habitat_id and m.user_id = sp.user_id
);
