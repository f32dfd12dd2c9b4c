SELECT p.oid, p.pubname::text AS name, pg_get_userbyid(p.pubowner)::text AS owner,
  NULLIF(p.puballtables, false) AS all_tables,
  array_remove(ARRAY[CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
    CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END], NULL) AS publish,
  CASE p.pubgencols WHEN 's' THEN 'stored' END AS generated_columns, -- since 18
  NULLIF(p.pubviaroot, false) AS via_partition_root
FROM pg_publication AS p
