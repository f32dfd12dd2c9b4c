-- The password in the connection string stays where it is.
SELECT s.oid, s.subname::text AS name, pg_get_userbyid(s.subowner)::text AS owner,
  regexp_replace(s.subconninfo, '(password\s*=\s*)(''(?:[^''\\]|\\.)*''|\S+)|(://[^:@/\s]*:)[^@/\s]*@', '\1\3***', 'gi') AS connection, -- superuser
  'connection' AS unreadable, -- no superuser
  s.subslotname::text AS slot,
  (SELECT array_agg(p ORDER BY p COLLATE "C") FROM unnest(s.subpublications) AS p) AS publications,
  s.subsynccommit AS synchronous_commit,
  NULLIF(s.subbinary, false) AS binary,
  CASE s.substream::text WHEN 'f' THEN NULL WHEN 'false' THEN NULL WHEN 't' THEN 'on' WHEN 'true' THEN 'on' ELSE 'parallel' END AS streaming,
  CASE WHEN s.subtwophasestate <> 'd' THEN true END AS two_phase, NULLIF(s.subdisableonerr, false) AS disable_on_error, -- since 15
  s.suborigin AS origin, NULLIF(NOT s.subpasswordrequired, false) AS no_password_required, NULLIF(s.subrunasowner, false) AS run_as_owner, -- since 16
  NULLIF(s.subfailover, false) AS failover, -- since 17
  NULLIF(s.subenabled, false) AS enabled
FROM pg_subscription AS s
WHERE s.subdbid = (SELECT d.oid FROM pg_database AS d WHERE d.datname = current_database())
