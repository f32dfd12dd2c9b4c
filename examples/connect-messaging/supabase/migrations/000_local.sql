-- plumb: only local

-- A developer's database: what production and staging have in common. Every step of the alignment has something to do here.
--
-- Taken back by revert/000_local.sql.

\ir ../begin/messaging.sql
\ir ../begin/messages.sql
