-- Requests are queued and never sent.

CREATE SCHEMA net;
CREATE DOMAIN net.http_method AS text CHECK (VALUE ILIKE ANY (ARRAY['get', 'post', 'delete']));
CREATE TYPE net.request_status AS ENUM ('PENDING', 'SUCCESS', 'ERROR');
CREATE TABLE net.http_request_queue (
  id bigserial,
  method net.http_method NOT NULL,
  url text NOT NULL,
  headers jsonb,
  body bytea,
  timeout_milliseconds integer NOT NULL
);
CREATE TABLE net._http_response (
  id bigint,
  status_code integer,
  content_type text,
  headers jsonb,
  content text,
  timed_out boolean,
  error_msg text,
  created timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX _http_response_created_idx ON net._http_response (created);
CREATE TYPE net.http_response AS (status_code integer, headers jsonb, body text);
CREATE TYPE net.http_response_result AS (status net.request_status, message text, response net.http_response);

CREATE FUNCTION net.plumb_queue(method text, url text, body jsonb, headers jsonb, timeout_milliseconds integer) RETURNS bigint
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  INSERT INTO net.http_request_queue (method, url, headers, body, timeout_milliseconds)
  VALUES (method, url, headers, convert_to(body::text, 'UTF8'), timeout_milliseconds)
  RETURNING id
$$;
CREATE FUNCTION net.http_get(
    url text, params jsonb DEFAULT '{}', headers jsonb DEFAULT '{}', timeout_milliseconds integer DEFAULT 5000)
  RETURNS bigint
  LANGUAGE sql
  RETURN net.plumb_queue('GET', url, NULL, headers, timeout_milliseconds);
CREATE FUNCTION net.http_post(
    url text, body jsonb DEFAULT '{}', params jsonb DEFAULT '{}', headers jsonb DEFAULT '{"Content-Type": "application/json"}',
    timeout_milliseconds integer DEFAULT 5000)
  RETURNS bigint
  LANGUAGE sql
  RETURN net.plumb_queue('POST', url, body, headers, timeout_milliseconds);
CREATE FUNCTION net.http_delete(
    url text, params jsonb DEFAULT '{}', headers jsonb DEFAULT '{}', timeout_milliseconds integer DEFAULT 5000, body jsonb DEFAULT NULL)
  RETURNS bigint
  LANGUAGE sql
  RETURN net.plumb_queue('DELETE', url, body, headers, timeout_milliseconds);
CREATE FUNCTION net._http_collect_response(request_id bigint, async boolean DEFAULT true) RETURNS net.http_response_result
  LANGUAGE sql STABLE
  RETURN ROW('PENDING', 'request is pending processing', NULL)::net.http_response_result;
CREATE FUNCTION net.http_collect_response(request_id bigint, async boolean DEFAULT true) RETURNS net.http_response_result
  LANGUAGE sql STABLE
  RETURN net._http_collect_response(request_id, async);
CREATE FUNCTION net.worker_restart() RETURNS boolean LANGUAGE sql RETURN true;
CREATE FUNCTION net.check_worker_is_up() RETURNS void LANGUAGE sql AS '';
CREATE FUNCTION net.wake() RETURNS void LANGUAGE sql AS '';

GRANT USAGE ON SCHEMA net TO supabase_functions_admin, postgres, anon, authenticated, service_role;
GRANT ALL ON ALL TABLES IN SCHEMA net TO postgres, anon, authenticated, service_role;
GRANT ALL ON ALL SEQUENCES IN SCHEMA net TO postgres, anon, authenticated, service_role;
