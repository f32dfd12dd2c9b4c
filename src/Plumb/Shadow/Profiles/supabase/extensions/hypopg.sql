-- Hypothetical indexes are listed; the planner does not see them.

CREATE TABLE plumb_indexes (indexrelid oid PRIMARY KEY, definition text NOT NULL);
CREATE FUNCTION hypopg_create_index(sql_order text, OUT indexrelid oid, OUT indexname text) RETURNS SETOF record
  LANGUAGE plpgsql STRICT
  AS $$
BEGIN
  SELECT 14000 + count(*) INTO indexrelid FROM @extschema@.plumb_indexes;
  indexname := format('<%s>hypothetical', indexrelid);
  INSERT INTO @extschema@.plumb_indexes VALUES (indexrelid, sql_order);
  RETURN NEXT;
END
$$;
CREATE FUNCTION hypopg_drop_index(indexid oid) RETURNS boolean
  LANGUAGE plpgsql STRICT
  AS $$
BEGIN
  DELETE FROM @extschema@.plumb_indexes AS i WHERE i.indexrelid = indexid;
  RETURN FOUND;
END
$$;
CREATE FUNCTION hypopg_reset() RETURNS void LANGUAGE sql BEGIN ATOMIC DELETE FROM plumb_indexes; END;
CREATE FUNCTION hypopg_get_indexdef(indexid oid) RETURNS text
  LANGUAGE sql STRICT STABLE
  BEGIN ATOMIC
    SELECT definition FROM plumb_indexes AS i WHERE i.indexrelid = indexid;
  END;
CREATE FUNCTION hypopg_relation_size(indexid oid) RETURNS bigint LANGUAGE sql STRICT RETURN 8192;
CREATE VIEW hypopg_list_indexes AS
  SELECT indexrelid, format('<%s>hypothetical', indexrelid) AS index_name, NULL::name AS schema_name, NULL::name AS table_name, NULL::name AS am_name
  FROM plumb_indexes;
GRANT ALL ON plumb_indexes, hypopg_list_indexes TO PUBLIC;
