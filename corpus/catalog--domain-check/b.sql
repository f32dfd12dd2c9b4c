-- expect: replaces domain constraint k on public.d
CREATE DOMAIN d AS int CONSTRAINT k CHECK (VALUE > 1);
