-- No advice is given: the costs are those of the query as it is.

CREATE FUNCTION index_advisor(query text)
  RETURNS TABLE (
    startup_cost_before jsonb, startup_cost_after jsonb, total_cost_before jsonb, total_cost_after jsonb,
    index_statements text[], errors text[])
  LANGUAGE sql
  BEGIN ATOMIC
    SELECT NULL::jsonb, NULL::jsonb, NULL::jsonb, NULL::jsonb, ARRAY[]::text[], ARRAY['no advice is given on a shadow'];
  END;
