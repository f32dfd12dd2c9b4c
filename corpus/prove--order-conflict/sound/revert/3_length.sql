DROP FUNCTION size_of(text);
