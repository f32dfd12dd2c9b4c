CREATE OR REPLACE FUNCTION size_of(body text) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT octet_length(body)';
