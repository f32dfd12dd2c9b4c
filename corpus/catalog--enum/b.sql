-- expect: replaces type public.e
CREATE TYPE e AS ENUM ('b', 'a');
