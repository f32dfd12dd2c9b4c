-- expect: replaces index public.t_amount
-- expect: replaces policy p on public.t
-- expect: replaces statistics object public.s
-- expect: replaces table column public.t.doubled
-- expect: replaces table constraint t_amount_check on public.t
-- expect: replaces view public.v
-- expect: replaces view public.w
-- expect: rewrites table public.t
CREATE FUNCTION big(n numeric) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT n > 100';
CREATE TABLE t (id int PRIMARY KEY, amount bigint CHECK (amount >= 0), note text DEFAULT 'x', doubled bigint GENERATED ALWAYS AS (amount * 2) STORED);
CREATE INDEX t_amount ON t (amount) WHERE amount > 10;
CREATE VIEW v AS SELECT id, amount, doubled FROM t;
CREATE VIEW w AS SELECT id FROM v WHERE amount > 5;
GRANT SELECT ON v TO catalog_reader;
COMMENT ON VIEW w IS 'the larger ones';
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON t FOR SELECT USING (amount > 1);
CREATE STATISTICS s (dependencies) ON id, amount FROM t;
