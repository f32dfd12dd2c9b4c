SELECT e.oid, e.evtname::text AS name, pg_get_userbyid(e.evtowner)::text AS owner,
  e.evtevent::text AS event,
  (SELECT array_agg(t ORDER BY t COLLATE "C") FROM unnest(e.evttags) AS t) AS tags,
  e.evtfoid::regprocedure::text AS function,
  CASE e.evtenabled WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' END AS state
FROM pg_event_trigger AS e
