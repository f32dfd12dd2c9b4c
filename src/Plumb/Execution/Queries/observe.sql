-- Records what the schema looks like now: all of it in one fingerprint, and the objects that changed since the last observation.
WITH last AS (SELECT max(id) AS event_id FROM plumb.event),
     seen AS (
       INSERT INTO plumb.observation
       SELECT last.event_id, pg_catalog.clock_timestamp(), $1, $2, $3 FROM last WHERE last.event_id IS NOT NULL
       ON CONFLICT ON CONSTRAINT observation_pkey DO NOTHING
       RETURNING event_id),
     known AS (SELECT DISTINCT ON (o.object) o.object, o.fingerprint FROM plumb.observed_object o ORDER BY o.object, o.event_id DESC),
     changed AS (
       SELECT coalesce(now.object, known.object) AS object, now.fingerprint
       FROM unnest($4::text[], $5::text[]) AS now(object, fingerprint)
       FULL JOIN known ON known.object = now.object
       WHERE now.fingerprint IS DISTINCT FROM known.fingerprint)
INSERT INTO plumb.observed_object
SELECT changed.object, seen.event_id, changed.fingerprint FROM seen, changed
