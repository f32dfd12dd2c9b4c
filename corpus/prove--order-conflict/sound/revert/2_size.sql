DROP FUNCTION bytes_of(text);
