-- A platform's trigger calls a function beside its table. The copies on partitions count where their state differs from the original's.
SELECT t.oid, t.tgrelid AS parent, t.tgname::text AS name,
  p.pronamespace = c.relnamespace AS comes_with_parent,
  CASE WHEN t.tgparentid = 0 THEN pg_get_triggerdef(t.oid) END AS definition,
  CASE t.tgenabled WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' END AS state,
  CASE WHEN t.tgparentid <> 0 THEN COALESCE(t.tgenabled::text, '') END AS of_partition
FROM pg_trigger AS t
JOIN pg_class AS c ON c.oid = t.tgrelid AND c.relpersistence <> 't'
JOIN pg_proc AS p ON p.oid = t.tgfoid
LEFT JOIN pg_trigger AS u ON u.oid = t.tgparentid
WHERE t.tgrelid >= 16384 AND (NOT t.tgisinternal AND t.tgparentid = 0 OR t.tgenabled <> u.tgenabled)
