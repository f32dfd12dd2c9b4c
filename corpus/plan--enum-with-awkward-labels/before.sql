-- expect: replaces type public.e
CREATE TYPE e AS ENUM ('it''s', 'with "quotes"');
