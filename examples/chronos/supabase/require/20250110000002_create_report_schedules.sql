-- check: creators are there
-- expect: true
-- hint: apply 20250101000002_create_core_tables first
select
  to_regclass('public.creators') is not null as creators,
  to_regprocedure('private.my_creators()') is not null as my_creators;
