-- JSON web tokens signed with HMAC.

CREATE FUNCTION url_encode(data bytea) RETURNS text
  LANGUAGE sql IMMUTABLE
  RETURN translate(encode(data, 'base64'), E'+/=\n', '-_');
CREATE FUNCTION url_decode(data text) RETURNS bytea
  LANGUAGE sql IMMUTABLE
  RETURN decode(rpad(translate(data, '-_', '+/'), (length(data) + 3) / 4 * 4, '='), 'base64');
CREATE FUNCTION algorithm_sign(signables text, secret text, algorithm text) RETURNS text
  LANGUAGE sql IMMUTABLE
  RETURN url_encode(hmac(
    convert_to(signables, 'UTF8'), convert_to(secret, 'UTF8'),
    CASE algorithm WHEN 'HS256' THEN 'sha256' WHEN 'HS384' THEN 'sha384' WHEN 'HS512' THEN 'sha512' ELSE '' END));
CREATE FUNCTION sign(payload json, secret text, algorithm text DEFAULT 'HS256') RETURNS text
  LANGUAGE sql IMMUTABLE
  BEGIN ATOMIC
    SELECT signables || '.' || algorithm_sign(signables, secret, algorithm)
    FROM (SELECT url_encode(convert_to('{"alg":"' || algorithm || '","typ":"JWT"}', 'UTF8')) || '.'
      || url_encode(convert_to(payload::text, 'UTF8')) AS signables) AS s;
  END;
CREATE FUNCTION try_cast_double(inp text) RETURNS double precision
  LANGUAGE plpgsql IMMUTABLE
  AS $$
BEGIN
  RETURN inp::double precision;
EXCEPTION WHEN others THEN
  RETURN NULL;
END
$$;
CREATE FUNCTION verify(token text, secret text, algorithm text DEFAULT 'HS256') RETURNS TABLE (header json, payload json, valid boolean)
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT convert_from(url_decode(part[1]), 'UTF8')::json, body,
      part[3] = algorithm_sign(part[1] || '.' || part[2], secret, algorithm)
        AND now() BETWEEN COALESCE(to_timestamp(try_cast_double(body ->> 'nbf')), '-infinity')
          AND COALESCE(to_timestamp(try_cast_double(body ->> 'exp')), 'infinity')
    FROM regexp_split_to_array(token, '\.') AS part, LATERAL (SELECT convert_from(url_decode(part[2]), 'UTF8')::json) AS b (body);
  END;
