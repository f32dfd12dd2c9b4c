-- check: every event has its place
-- expect: no rows
SELECT id FROM event WHERE place_id IS NOT NULL AND NOT EXISTS (SELECT FROM place WHERE place.id = place_id);
