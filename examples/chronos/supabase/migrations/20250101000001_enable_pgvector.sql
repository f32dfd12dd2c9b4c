-- pgvector: a type for embeddings, distances between them, and indexes that find the nearest.
--
-- Taken back by revert/20250101000001_enable_pgvector.sql.

create extension vector with schema extensions;
