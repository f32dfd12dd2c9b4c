-- Every request is answered with status 503; nothing is sent.

CREATE DOMAIN http_method AS text;
CREATE DOMAIN content_type AS text CHECK (VALUE ~ '^\S+\/\S+');
CREATE TYPE http_header AS (field varchar, value varchar);
CREATE TYPE http_response AS (status integer, content_type varchar, headers http_header[], content varchar);
CREATE TYPE http_request AS (method http_method, uri varchar, headers http_header[], content_type varchar, content varchar);

CREATE FUNCTION http(request http_request) RETURNS http_response
  LANGUAGE sql
  RETURN ROW(503, 'text/plain', ARRAY[]::http_header[], 'no request leaves a shadow')::http_response;
CREATE FUNCTION http_header(field varchar, value varchar) RETURNS http_header
  LANGUAGE sql
  RETURN ROW(field, value)::http_header;
CREATE FUNCTION http_get(uri varchar) RETURNS http_response
  LANGUAGE sql
  RETURN http(ROW('GET', uri, NULL, NULL, NULL)::http_request);
CREATE FUNCTION http_get(uri varchar, data jsonb) RETURNS http_response
  LANGUAGE sql
  RETURN http(ROW('GET', uri, NULL, NULL, NULL)::http_request);
CREATE FUNCTION http_post(uri varchar, content varchar, content_type varchar) RETURNS http_response
  LANGUAGE sql
  RETURN http(ROW('POST', uri, NULL, content_type, content)::http_request);
CREATE FUNCTION http_post(uri varchar, data jsonb) RETURNS http_response
  LANGUAGE sql
  RETURN http(ROW('POST', uri, NULL, 'application/x-www-form-urlencoded', data::text)::http_request);
CREATE FUNCTION http_put(uri varchar, content varchar, content_type varchar) RETURNS http_response
  LANGUAGE sql
  RETURN http(ROW('PUT', uri, NULL, content_type, content)::http_request);
CREATE FUNCTION http_patch(uri varchar, content varchar, content_type varchar) RETURNS http_response
  LANGUAGE sql
  RETURN http(ROW('PATCH', uri, NULL, content_type, content)::http_request);
CREATE FUNCTION http_delete(uri varchar) RETURNS http_response
  LANGUAGE sql
  RETURN http(ROW('DELETE', uri, NULL, NULL, NULL)::http_request);
CREATE FUNCTION http_delete(uri varchar, content varchar, content_type varchar) RETURNS http_response
  LANGUAGE sql
  RETURN http(ROW('DELETE', uri, NULL, content_type, content)::http_request);
CREATE FUNCTION http_head(uri varchar) RETURNS http_response
  LANGUAGE sql
  RETURN http(ROW('HEAD', uri, NULL, NULL, NULL)::http_request);
CREATE FUNCTION http_set_curlopt(curlopt varchar, value varchar) RETURNS boolean LANGUAGE sql RETURN true;
CREATE FUNCTION http_reset_curlopt() RETURNS boolean LANGUAGE sql RETURN true;
CREATE FUNCTION http_list_curlopt() RETURNS TABLE (curlopt text, value text) LANGUAGE sql AS 'SELECT NULL::text, NULL::text WHERE false';
CREATE FUNCTION urlencode(string bytea) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT
  AS $$
  SELECT string_agg(
    CASE WHEN chr(byte) ~ '[A-Za-z0-9_.~-]' AND byte < 128 THEN chr(byte) ELSE '%' || upper(lpad(to_hex(byte), 2, '0')) END, '' ORDER BY i)
  FROM generate_series(0, length(string) - 1) AS i, LATERAL (SELECT get_byte(string, i)) AS b (byte)
$$;
CREATE FUNCTION urlencode(string varchar) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT
  RETURN urlencode(convert_to(string, 'UTF8'));
CREATE FUNCTION urlencode(data jsonb) RETURNS text
  LANGUAGE plpgsql IMMUTABLE STRICT
  AS $$
BEGIN
  RETURN (SELECT string_agg(urlencode(key::varchar) || '=' || urlencode(value::varchar), '&') FROM jsonb_each_text(data));
END
$$;
