CREATE FUNCTION bytes_of(body text) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT octet_length(body)';
