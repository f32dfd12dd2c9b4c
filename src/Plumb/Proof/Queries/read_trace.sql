SELECT ARRAY(SELECT pg_catalog.current_setting('plumb.trace_' || i, true) FROM pg_catalog.generate_series(0, $1) AS i ORDER BY i)
