drop table public.habitat_media;
drop table public.media_items;

-- check: media are removed
-- expect: true
select
  to_regclass('public.media_items') is null as media_items,
  to_regclass('public.habitat_media') is null as habitat_media;
