drop view public.dashboard_habitats;
drop table public.dashboard_pins;
drop table public.habitat_activities;

-- check: the dashboard is removed
-- expect: true
select
  to_regclass('public.habitat_activities') is null as habitat_activities,
  to_regclass('public.dashboard_pins') is null as dashboard_pins,
  to_regclass('public.dashboard_habitats') is null as dashboard_habitats;
