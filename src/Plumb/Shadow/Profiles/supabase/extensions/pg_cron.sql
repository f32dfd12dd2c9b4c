-- Jobs are kept and listed; no clock runs them.

CREATE SCHEMA cron;
CREATE TABLE cron.job (
  jobid bigserial PRIMARY KEY,
  schedule text NOT NULL,
  command text NOT NULL,
  nodename text NOT NULL DEFAULT 'localhost',
  nodeport integer NOT NULL DEFAULT COALESCE(inet_server_port(), 5432),
  database text NOT NULL DEFAULT current_database(),
  username text NOT NULL DEFAULT current_user,
  active boolean NOT NULL DEFAULT true,
  jobname text,
  CONSTRAINT jobname_username_uniq UNIQUE (jobname, username)
);
CREATE TABLE cron.job_run_details (
  jobid bigint,
  runid bigserial PRIMARY KEY,
  job_pid integer,
  database text,
  username text,
  command text,
  status text,
  return_message text,
  start_time timestamptz,
  end_time timestamptz
);
ALTER TABLE cron.job ENABLE ROW LEVEL SECURITY;
CREATE POLICY cron_job_policy ON cron.job USING (username = CURRENT_USER);
ALTER TABLE cron.job_run_details ENABLE ROW LEVEL SECURITY;
CREATE POLICY cron_job_run_details_policy ON cron.job_run_details USING (username = CURRENT_USER);

CREATE FUNCTION cron.plumb_check_schedule(schedule text) RETURNS void
  LANGUAGE plpgsql IMMUTABLE
  AS $$
BEGIN
  IF schedule !~* '^\s*(@(yearly|annually|monthly|weekly|daily|midnight|hourly|reboot)|[1-5]?[0-9] seconds?|([-0-9a-z*/,$]+\s+){4}[-0-9a-z*/,$]+)\s*$' THEN
    RAISE EXCEPTION USING
      MESSAGE = format('invalid schedule: %s', schedule),
      ERRCODE = 'invalid_parameter_value',
      HINT = 'Use cron format (e.g. 5 4 * * *), or interval format ''[1-59] seconds''';
  END IF;
END
$$;

-- The caller writes as the owner of the tables, who may; the user's name is the caller's.
CREATE FUNCTION cron.plumb_put_job(job_name text, schedule text, command text, database text, username text, active boolean) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
DECLARE
  id bigint;
BEGIN
  PERFORM cron.plumb_check_schedule(schedule);
  INSERT INTO cron.job AS j (schedule, command, database, username, active, jobname)
  VALUES (plumb_put_job.schedule, plumb_put_job.command, plumb_put_job.database, plumb_put_job.username, plumb_put_job.active, job_name)
  ON CONFLICT ON CONSTRAINT jobname_username_uniq DO UPDATE
    SET schedule = EXCLUDED.schedule, command = EXCLUDED.command, database = EXCLUDED.database, active = EXCLUDED.active
  RETURNING j.jobid INTO id;
  RETURN id;
END
$$;
CREATE FUNCTION cron.plumb_drop_job(id bigint, name text, username text) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
BEGIN
  DELETE FROM cron.job AS j
  WHERE (j.jobid = id OR j.jobname = name) AND j.username = plumb_drop_job.username;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'could not find valid entry for job ''%''', COALESCE(name, id::text);
  END IF;
  RETURN true;
END
$$;

CREATE FUNCTION cron.schedule(schedule text, command text) RETURNS bigint
  LANGUAGE sql
  RETURN cron.plumb_put_job(NULL, schedule, command, current_database(), current_user, true);
CREATE FUNCTION cron.schedule(job_name text, schedule text, command text) RETURNS bigint
  LANGUAGE sql
  RETURN cron.plumb_put_job(job_name, schedule, command, current_database(), current_user, true);
CREATE FUNCTION cron.schedule_in_database(
    job_name text, schedule text, command text, database text, username text DEFAULT NULL, active boolean DEFAULT true)
  RETURNS bigint
  LANGUAGE sql
  RETURN cron.plumb_put_job(job_name, schedule, command, database, COALESCE(username, current_user), active);
CREATE FUNCTION cron.unschedule(job_id bigint) RETURNS boolean
  LANGUAGE sql
  RETURN cron.plumb_drop_job(job_id, NULL, current_user);
CREATE FUNCTION cron.unschedule(job_name text) RETURNS boolean
  LANGUAGE sql
  RETURN cron.plumb_drop_job(NULL, job_name, current_user);
CREATE FUNCTION cron.alter_job(
    job_id bigint, schedule text DEFAULT NULL, command text DEFAULT NULL, database text DEFAULT NULL,
    username text DEFAULT NULL, active boolean DEFAULT NULL)
  RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
BEGIN
  PERFORM cron.plumb_check_schedule(alter_job.schedule) WHERE alter_job.schedule IS NOT NULL;
  UPDATE cron.job AS j SET
    schedule = COALESCE(alter_job.schedule, j.schedule),
    command = COALESCE(alter_job.command, j.command),
    database = COALESCE(alter_job.database, j.database),
    username = COALESCE(alter_job.username, j.username),
    active = COALESCE(alter_job.active, j.active)
  WHERE j.jobid = job_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Job % does not exist or you don''t own it', job_id;
  END IF;
END
$$;

GRANT USAGE ON SCHEMA cron TO postgres WITH GRANT OPTION;
GRANT SELECT ON cron.job TO postgres WITH GRANT OPTION;
GRANT ALL ON cron.job_run_details TO postgres WITH GRANT OPTION;
