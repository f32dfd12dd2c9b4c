-- Queues as tables, like the real ones; there is no partitioned kind.

CREATE TABLE meta (
  queue_name varchar UNIQUE NOT NULL,
  is_partitioned boolean NOT NULL,
  is_unlogged boolean NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TYPE message_record AS (
  msg_id bigint, read_ct integer, enqueued_at timestamptz, vt timestamptz, message jsonb, headers jsonb);
CREATE TYPE queue_record AS (
  queue_name varchar, is_partitioned boolean, is_unlogged boolean, created_at timestamptz);
CREATE TYPE metrics_result AS (
  queue_name text, queue_length bigint, newest_msg_age_sec integer, oldest_msg_age_sec integer,
  total_messages bigint, scrape_time timestamptz, queue_visible_length bigint);
GRANT ALL ON meta TO postgres WITH GRANT OPTION;

CREATE FUNCTION format_table_name(queue_name text, prefix text) RETURNS text
  LANGUAGE plpgsql IMMUTABLE
  AS $$
BEGIN
  IF queue_name ~ '\$|;|--|''' THEN
    RAISE EXCEPTION 'queue name contains invalid characters: $, ;, --, or \''';
  END IF;
  RETURN lower(prefix || '_' || queue_name);
END
$$;
CREATE FUNCTION plumb_create(queue_name text, kind text) RETURNS void
  LANGUAGE plpgsql
  AS $$
BEGIN
  EXECUTE format(
    'CREATE %s TABLE IF NOT EXISTS pgmq.%I (msg_id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY, read_ct integer NOT NULL DEFAULT 0, '
    'enqueued_at timestamptz NOT NULL DEFAULT now(), vt timestamptz NOT NULL, message jsonb, headers jsonb)',
    kind, pgmq.format_table_name(queue_name, 'q'));
  EXECUTE format(
    'CREATE TABLE IF NOT EXISTS pgmq.%I (msg_id bigint PRIMARY KEY, read_ct integer NOT NULL DEFAULT 0, '
    'enqueued_at timestamptz NOT NULL DEFAULT now(), archived_at timestamptz NOT NULL DEFAULT now(), vt timestamptz NOT NULL, '
    'message jsonb, headers jsonb)',
    pgmq.format_table_name(queue_name, 'a'));
  EXECUTE format('CREATE INDEX IF NOT EXISTS %I ON pgmq.%I (vt)',
    pgmq.format_table_name(queue_name, 'q') || '_vt_idx', pgmq.format_table_name(queue_name, 'q'));
  EXECUTE format('CREATE INDEX IF NOT EXISTS %I ON pgmq.%I (archived_at)',
    'archived_at_idx_' || queue_name, pgmq.format_table_name(queue_name, 'a'));
  INSERT INTO pgmq.meta (queue_name, is_partitioned, is_unlogged) VALUES (queue_name, false, kind = 'UNLOGGED') ON CONFLICT DO NOTHING;
END
$$;
CREATE FUNCTION "create"(queue_name text) RETURNS void LANGUAGE sql RETURN plumb_create(queue_name, '');
CREATE FUNCTION create_non_partitioned(queue_name text) RETURNS void LANGUAGE sql RETURN plumb_create(queue_name, '');
CREATE FUNCTION create_unlogged(queue_name text) RETURNS void LANGUAGE sql RETURN plumb_create(queue_name, 'UNLOGGED');
CREATE FUNCTION create_partitioned(queue_name text, partition_interval text DEFAULT '10000', retention_interval text DEFAULT '100000')
  RETURNS void
  LANGUAGE sql
  RETURN plumb_create(queue_name, '');
CREATE FUNCTION drop_queue(queue_name text) RETURNS boolean
  LANGUAGE plpgsql
  AS $$
BEGIN
  EXECUTE format('DROP TABLE IF EXISTS pgmq.%I', pgmq.format_table_name(queue_name, 'q'));
  EXECUTE format('DROP TABLE IF EXISTS pgmq.%I', pgmq.format_table_name(queue_name, 'a'));
  DELETE FROM pgmq.meta AS m WHERE m.queue_name = drop_queue.queue_name;
  RETURN FOUND;
END
$$;
CREATE FUNCTION drop_queue(queue_name text, partitioned boolean) RETURNS boolean LANGUAGE sql RETURN drop_queue(queue_name);
CREATE FUNCTION detach_archive(queue_name text) RETURNS void LANGUAGE sql AS '';
CREATE FUNCTION list_queues() RETURNS SETOF queue_record
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT queue_name, is_partitioned, is_unlogged, created_at FROM meta;
  END;

CREATE FUNCTION send_batch(queue_name text, msgs jsonb[], headers jsonb[], delay timestamptz) RETURNS SETOF bigint
  LANGUAGE plpgsql
  AS $$
BEGIN
  RETURN QUERY EXECUTE format(
    'INSERT INTO pgmq.%I (vt, message, headers) SELECT $2, m, h FROM unnest($1, $3) WITH ORDINALITY AS u (m, h, n) ORDER BY n RETURNING msg_id',
    pgmq.format_table_name(queue_name, 'q'))
  USING msgs, delay, headers;
END
$$;
CREATE FUNCTION send_batch(queue_name text, msgs jsonb[]) RETURNS SETOF bigint
  LANGUAGE sql AS 'SELECT * FROM pgmq.send_batch(queue_name, msgs, NULL, clock_timestamp())';
CREATE FUNCTION send_batch(queue_name text, msgs jsonb[], delay integer) RETURNS SETOF bigint
  LANGUAGE sql AS 'SELECT * FROM pgmq.send_batch(queue_name, msgs, NULL, clock_timestamp() + make_interval(secs => delay))';
CREATE FUNCTION send_batch(queue_name text, msgs jsonb[], delay timestamptz) RETURNS SETOF bigint
  LANGUAGE sql AS 'SELECT * FROM pgmq.send_batch(queue_name, msgs, NULL, delay)';
CREATE FUNCTION send_batch(queue_name text, msgs jsonb[], headers jsonb[]) RETURNS SETOF bigint
  LANGUAGE sql AS 'SELECT * FROM pgmq.send_batch(queue_name, msgs, headers, clock_timestamp())';
CREATE FUNCTION send_batch(queue_name text, msgs jsonb[], headers jsonb[], delay integer) RETURNS SETOF bigint
  LANGUAGE sql AS 'SELECT * FROM pgmq.send_batch(queue_name, msgs, headers, clock_timestamp() + make_interval(secs => delay))';
CREATE FUNCTION send(queue_name text, msg jsonb) RETURNS SETOF bigint
  LANGUAGE sql AS 'SELECT * FROM pgmq.send_batch(queue_name, ARRAY[msg])';
CREATE FUNCTION send(queue_name text, msg jsonb, delay integer) RETURNS SETOF bigint
  LANGUAGE sql AS 'SELECT * FROM pgmq.send_batch(queue_name, ARRAY[msg], delay)';
CREATE FUNCTION send(queue_name text, msg jsonb, delay timestamptz) RETURNS SETOF bigint
  LANGUAGE sql AS 'SELECT * FROM pgmq.send_batch(queue_name, ARRAY[msg], delay)';
CREATE FUNCTION send(queue_name text, msg jsonb, headers jsonb) RETURNS SETOF bigint
  LANGUAGE sql AS 'SELECT * FROM pgmq.send_batch(queue_name, ARRAY[msg], ARRAY[headers])';
CREATE FUNCTION send(queue_name text, msg jsonb, headers jsonb, delay integer) RETURNS SETOF bigint
  LANGUAGE sql AS 'SELECT * FROM pgmq.send_batch(queue_name, ARRAY[msg], ARRAY[headers], delay)';

CREATE FUNCTION read(queue_name text, vt integer, qty integer, conditional jsonb DEFAULT '{}') RETURNS SETOF message_record
  LANGUAGE plpgsql
  AS $$
BEGIN
  RETURN QUERY EXECUTE format(
    'WITH next AS (SELECT msg_id FROM pgmq.%1$I WHERE vt <= clock_timestamp() AND ($3 = ''{}'' OR message @> $3) '
    'ORDER BY msg_id LIMIT $2 FOR UPDATE SKIP LOCKED) '
    'UPDATE pgmq.%1$I AS m SET vt = clock_timestamp() + make_interval(secs => $1), read_ct = read_ct + 1 FROM next '
    'WHERE m.msg_id = next.msg_id RETURNING m.msg_id, m.read_ct, m.enqueued_at, m.vt, m.message, m.headers',
    pgmq.format_table_name(queue_name, 'q'))
  USING vt, qty, conditional;
END
$$;
CREATE FUNCTION read_with_poll(
    queue_name text, vt integer, qty integer, max_poll_seconds integer DEFAULT 5, poll_interval_ms integer DEFAULT 100, conditional jsonb DEFAULT '{}')
  RETURNS SETOF message_record
  LANGUAGE sql AS 'SELECT * FROM pgmq.read(queue_name, vt, qty, conditional)';
CREATE FUNCTION pop(queue_name text) RETURNS SETOF message_record
  LANGUAGE plpgsql
  AS $$
BEGIN
  RETURN QUERY EXECUTE format(
    'DELETE FROM pgmq.%1$I WHERE msg_id = (SELECT msg_id FROM pgmq.%1$I WHERE vt <= clock_timestamp() ORDER BY msg_id LIMIT 1 '
    'FOR UPDATE SKIP LOCKED) RETURNING msg_id, read_ct, enqueued_at, vt, message, headers',
    pgmq.format_table_name(queue_name, 'q'));
END
$$;
CREATE FUNCTION delete(queue_name text, msg_ids bigint[]) RETURNS SETOF bigint
  LANGUAGE plpgsql
  AS $$
BEGIN
  RETURN QUERY EXECUTE format('DELETE FROM pgmq.%I WHERE msg_id = ANY ($1) RETURNING msg_id', pgmq.format_table_name(queue_name, 'q'))
  USING msg_ids;
END
$$;
CREATE FUNCTION delete(queue_name text, msg_id bigint) RETURNS boolean
  LANGUAGE sql AS 'SELECT EXISTS (SELECT FROM pgmq.delete(queue_name, ARRAY[msg_id]))';
CREATE FUNCTION archive(queue_name text, msg_ids bigint[]) RETURNS SETOF bigint
  LANGUAGE plpgsql
  AS $$
BEGIN
  RETURN QUERY EXECUTE format(
    'WITH gone AS (DELETE FROM pgmq.%I WHERE msg_id = ANY ($1) RETURNING msg_id, vt, read_ct, enqueued_at, message, headers) '
    'INSERT INTO pgmq.%I (msg_id, vt, read_ct, enqueued_at, message, headers) SELECT * FROM gone RETURNING msg_id',
    pgmq.format_table_name(queue_name, 'q'), pgmq.format_table_name(queue_name, 'a'))
  USING msg_ids;
END
$$;
CREATE FUNCTION archive(queue_name text, msg_id bigint) RETURNS boolean
  LANGUAGE sql AS 'SELECT EXISTS (SELECT FROM pgmq.archive(queue_name, ARRAY[msg_id]))';
CREATE FUNCTION set_vt(queue_name text, msg_id bigint, vt integer) RETURNS SETOF message_record
  LANGUAGE plpgsql
  AS $$
BEGIN
  RETURN QUERY EXECUTE format(
    'UPDATE pgmq.%I SET vt = clock_timestamp() + make_interval(secs => $2) WHERE msg_id = $1 '
    'RETURNING msg_id, read_ct, enqueued_at, vt, message, headers',
    pgmq.format_table_name(queue_name, 'q'))
  USING msg_id, vt;
END
$$;
CREATE FUNCTION purge_queue(queue_name text) RETURNS bigint
  LANGUAGE plpgsql
  AS $$
DECLARE
  purged bigint;
BEGIN
  EXECUTE format('DELETE FROM pgmq.%I', pgmq.format_table_name(queue_name, 'q'));
  GET DIAGNOSTICS purged = ROW_COUNT;
  RETURN purged;
END
$$;
CREATE FUNCTION metrics(queue_name text) RETURNS metrics_result
  LANGUAGE plpgsql
  AS $$
DECLARE
  result pgmq.metrics_result;
BEGIN
  EXECUTE format(
    'SELECT $1, count(*), EXTRACT(epoch FROM now() - max(enqueued_at))::int, EXTRACT(epoch FROM now() - min(enqueued_at))::int, '
    'COALESCE(max(msg_id), 0), now(), count(*) FILTER (WHERE vt <= now()) FROM pgmq.%I',
    pgmq.format_table_name(queue_name, 'q'))
  INTO result USING queue_name;
  RETURN result;
END
$$;
CREATE FUNCTION metrics_all() RETURNS SETOF metrics_result
  LANGUAGE sql AS 'SELECT (pgmq.metrics(queue_name)).* FROM pgmq.meta';

GRANT ALL ON SCHEMA pgmq TO postgres WITH GRANT OPTION;
