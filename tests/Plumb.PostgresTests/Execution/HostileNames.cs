using System.Text.RegularExpressions;
using Npgsql;
using Plumb.PostgresTests.Sql;

namespace Plumb.PostgresTests.Execution;

/// <summary>
/// A schema on everybody's search_path, full of functions and operators that fit the types of the catalog better than PostgreSQL's own do:
/// whatever SQL of Plumb's leaves the choice to the server calls one of them, and the server counts it.
/// </summary>
internal static class HostileNames
{
    private static readonly string[] Areas = ["Checks", "Diagnosis", "Drift", "Environments", "Execution", "Presence", "Shadow", "Sources"];

    private const string Plant =
        """
        DO $plant$
        DECLARE
          types  text[] := '{name,text,varchar,"\"char\"",oid,regclass,regnamespace,regproc,regrole,int2,int4,int8,bool,numeric,float8,interval,"name[]","text[]","oid[]","int2[]"}';
          common text[] := '{name,text,varchar,"\"char\"",oid,regclass,int4,int8,"text[]","name[]","oid[]"}';
          called text[] := string_to_array(current_setting('hostile.names'), ',');
          l text; r text; o text;
        BEGIN
          CREATE SCHEMA hostile;
          GRANT USAGE ON SCHEMA hostile TO PUBLIC;
          FOREACH l IN ARRAY types LOOP
            FOREACH r IN ARRAY types LOOP
              EXECUTE format('CREATE FUNCTION hostile.truth(%s, %s) RETURNS bool LANGUAGE plpgsql AS $$BEGIN RETURN true; END$$', l, r);
              EXECUTE format('CREATE FUNCTION hostile.word(%s, %s) RETURNS text LANGUAGE plpgsql AS $$BEGIN RETURN ''1''; END$$', l, r);
              FOREACH o IN ARRAY '{=,<>,<,>,~,!~,~*,~~,!~~,&&,@>,<@,||,+,-,*,&,|,<<}'::text[] LOOP
                IF NOT EXISTS (SELECT FROM pg_operator p WHERE p.oprname = o AND p.oprleft = l::regtype AND p.oprright = r::regtype) THEN
                  EXECUTE format('CREATE OPERATOR hostile.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = hostile.%s)', o, l, r, CASE WHEN o ~ '^[|+*&<-]{1,2}$' AND o NOT IN ('&&', '<', '<>') THEN 'word' ELSE 'truth' END);
                END IF;
              END LOOP;
            END LOOP;
          END LOOP;
          FOREACH o IN ARRAY called LOOP
            FOREACH l IN ARRAY types LOOP
              EXECUTE format('CREATE FUNCTION hostile.%I(%s) RETURNS text LANGUAGE plpgsql AS $$BEGIN RETURN ''1''; END$$', o, l);
            END LOOP;
            FOREACH l IN ARRAY common LOOP
              FOREACH r IN ARRAY common LOOP
                CONTINUE WHEN l = 'text' AND r LIKE '%[]';
                EXECUTE format('CREATE FUNCTION hostile.%I(%s, %s) RETURNS text LANGUAGE plpgsql AS $$BEGIN RETURN ''1''; END$$', o, l, r);
              END LOOP;
            END LOOP;
            EXECUTE format('CREATE FUNCTION hostile.%I(text, VARIADIC name[]) RETURNS text LANGUAGE plpgsql AS $$BEGIN RETURN ''1''; END$$', o);
            EXECUTE format('CREATE FUNCTION hostile.%I(text, VARIADIC text[]) RETURNS text LANGUAGE plpgsql AS $$BEGIN RETURN ''1''; END$$', o);
          END LOOP;
          EXECUTE format('ALTER DATABASE %I SET search_path = public, hostile', current_database());
          EXECUTE format('ALTER DATABASE %I SET track_functions = ''all''', current_database());
        END
        $plant$
        """;

    /// <summary>Fills the schema. Later sessions of the database find it.</summary>
    public static async Task PlantAsync(TestProject project)
    {
        await using (var connection = await project.OpenAsync())
        {
            await TestProject.ExecuteAsync(connection, $"SET hostile.names = '{string.Join(',', await CalledInSourcesAsync(project))}'");
            await TestProject.ExecuteAsync(connection, Plant);
        }

        // Pooled sessions have the old search_path.
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>What of the schema ran.</summary>
    public static async Task<string> CalledAsync(TestProject project)
    {
        await project.AssertNothingOpenAsync();
        return await project.ScalarAsync(
            "SELECT pg_catalog.string_agg(funcid::pg_catalog.regprocedure::text, ' ') FROM pg_catalog.pg_stat_user_functions WHERE schemaname::text OPERATOR(pg_catalog.=) 'hostile'") ?? "";
    }

    /// <summary>The functions of PostgreSQL that the sources call without their schema.</summary>
    private static async Task<IEnumerable<string>> CalledInSourcesAsync(TestProject project)
    {
        var known = (await project.ScalarAsync("SELECT string_agg(DISTINCT proname, ',') FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace"))!.Split(',').ToHashSet(StringComparer.Ordinal);
        return Areas
            .SelectMany(static area => Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Plumb", area), "*.*", SearchOption.AllDirectories))
            .Where(static file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".sql", StringComparison.Ordinal))
            .SelectMany(static file => Regex.Matches(File.ReadAllText(file), @"(?<![\w.])([a-z_][a-z0-9_]*)\(").Select(static m => m.Groups[1].Value))
            .Where(known.Contains)
            .Distinct(StringComparer.Ordinal);
    }
}
