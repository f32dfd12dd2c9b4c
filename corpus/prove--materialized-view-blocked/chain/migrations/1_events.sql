CREATE TABLE event (id int PRIMARY KEY, kind text NOT NULL);
CREATE MATERIALIZED VIEW kinds AS SELECT kind, count(*) AS n FROM event GROUP BY kind;
CREATE UNIQUE INDEX kinds_kind ON kinds (kind);
