using Npgsql;
using Plumb.Catalog;
using Plumb.Execution;
using Plumb.Findings;

namespace Plumb.PostgresTests.Execution;

public sealed class LedgerTests(PostgresServer server)
{
    [Theory]
    [InlineData("UPDATE plumb.event SET actor = 'nobody'")]
    [InlineData("DELETE FROM plumb.event")]
    [InlineData("TRUNCATE plumb.event")]
    [InlineData("SET session_replication_role = replica; DELETE FROM plumb.event")]
    public async Task Events_cannot_be_changed(string tampering)
    {
        await using var project = await AppliedAsync();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => project.ExecuteAsync(tampering));

        Assert.Equal("42501", refused.SqlState);
        await project.AssertLedgerAsync("001_a", "002_b", "003_c");
    }

    [Theory]
    [InlineData("UPDATE plumb.event SET actor = 'nobody' WHERE id = 2", 2)]
    [InlineData("UPDATE plumb.event SET statements = '{}' WHERE id = 3", 3)]
    [InlineData("DELETE FROM plumb.event WHERE id = 2", 2)]
    [InlineData("DELETE FROM plumb.event WHERE id = 3", 3)]
    [InlineData("INSERT INTO plumb.event SELECT 4, at, actor, action, '004_d', checksum, duration_ms, statements, checks, NULL, tool, hash, 'made up' FROM plumb.event WHERE id = 3", 4)]
    [InlineData("UPDATE plumb.migration SET checksum = 'x' WHERE id = '002_b'", 2)]
    [InlineData("UPDATE plumb.migration SET state = 'unverified' WHERE id = '002_b'", 2)]
    [InlineData("DELETE FROM plumb.migration WHERE id = '002_b'", 2)]
    [InlineData("INSERT INTO plumb.migration VALUES ('004_d', '004', 'd', 'versioned', 'applied', 'x', 1)", 1)]
    public async Task Whoever_switches_the_trigger_off_and_tampers_is_found_out(string tampering, long firstBroken)
    {
        await using var project = await AppliedAsync();
        await project.ExecuteAsync("ALTER TABLE plumb.event DISABLE TRIGGER append_only");
        await project.ExecuteAsync(tampering);

        await using var connection = await project.OpenAsync();
        var ledger = await LedgerReader.ReadAsync(connection, isSupabase: false, TestContext.Current.CancellationToken);
        Assert.Equal(firstBroken, ledger.BrokenEvents[0]);
        var refused = await Assert.ThrowsAsync<VerificationException>(() => project.UpAsync());
        Assert.Equal((ExitCode.Failed, FindingCodes.BrokenHashChain), (refused.ExitCode, Assert.Single(refused.Findings).Code));
        Told.AssertComplete(refused.Findings[0], hasPlace: false);
        Assert.Contains((await project.StatusAsync()).Findings, static f => f.Code == FindingCodes.BrokenHashChain);
    }

    [Theory]
    [InlineData("observation")]
    [InlineData("observed_object")]
    public async Task Observations_cannot_be_taken_away(string table)
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", "CREATE TABLE a ();\n"));
        project.Execution = new ExecutionOptions { Observe = new SnapshotOptions() };
        await project.MustApplyAsync();
        Assert.NotEqual("0", await project.ScalarAsync($"SELECT count(*) FROM plumb.{table}"));

        var refused = await Assert.ThrowsAsync<PostgresException>(
            () => project.ExecuteAsync($"SET session_replication_role = replica; DELETE FROM plumb.{table}"));

        Assert.Equal(("42501", $"plumb.{table} is append-only"), (refused.SqlState, refused.MessageText));
    }

    [Fact]
    public async Task It_is_closed_to_every_other_role_whatever_default_privileges_say()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", "CREATE TABLE a ();\n"));
        var role = await project.CreateRoleAsync();
        await project.ExecuteAsync(
            $"""
            ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO {role}, PUBLIC;
            ALTER DEFAULT PRIVILEGES GRANT ALL ON FUNCTIONS TO {role};
            ALTER DEFAULT PRIVILEGES GRANT ALL ON SCHEMAS TO {role} WITH GRANT OPTION;
            """);
        await project.MustApplyAsync();

        Assert.Equal("a", await project.ScalarAsync($"SELECT relname FROM pg_class WHERE has_table_privilege('{role}', oid, 'DELETE') AND relkind = 'r'"));
        Assert.Equal("f", await project.ScalarAsync($"SELECT has_schema_privilege('{role}', 'plumb', 'USAGE') OR has_schema_privilege('{role}', 'plumb', 'CREATE')"));
        Assert.Equal("f", await project.ScalarAsync(
            $"""
            SELECT bool_or(has_any) FROM (
              SELECT has_table_privilege('{role}', oid, p) AS has_any FROM pg_class, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES']) p WHERE relnamespace = 'plumb'::regnamespace AND relkind = 'r'
              UNION ALL SELECT has_function_privilege('{role}', oid, 'EXECUTE') FROM pg_proc WHERE pronamespace = 'plumb'::regnamespace) s
            """));
        await project.ExecuteAsync($"DROP OWNED BY {role}");
    }

    [Fact]
    public async Task A_failed_migration_leaves_no_event()
    {
        await using var project = await AppliedAsync();
        project.Write(("migrations/004_d.sql", "CREATE TABLE d ();\nSELECT 1 / 0;\n"));

        Assert.Equal("22012", Told.OneFinding(await project.UpAsync()).SqlState);

        Assert.Equal("3", await project.ScalarAsync("SELECT count(*) FROM plumb.event"));
        await project.AssertLedgerAsync("001_a", "002_b", "003_c");
    }

    [Fact]
    public async Task An_event_says_who_did_what_with_which_result()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("migrations/001_a.sql", "-- why\nCREATE TABLE a (id int);\nINSERT INTO a VALUES (1);\n"),
            ("verify/001_a.sql", "-- check: a row\n-- expect: 1 row\nSELECT id FROM a;\n"));
        project.Execution = new ExecutionOptions { GitCommit = "abc" };
        await project.MustApplyAsync();

        Assert.Equal(
            "apply|001_a|t|abc|CREATE TABLE a (id int);INSERT INTO a VALUES (1)|a row|pass|t",
            await project.ScalarAsync(
                """
                SELECT concat_ws('|', action, migration, actor = session_user, git_commit, array_to_string(statements, ';'), checks -> 0 ->> 'title', checks -> 0 ->> 'outcome',
                                 duration_ms BETWEEN 0 AND 60000 AND at BETWEEN now() - interval '1 min' AND now())
                FROM plumb.event
                """));
    }

    [Fact]
    [Trait("Row", "VS-3")]
    public async Task Two_files_with_one_version_are_both_recorded_and_down_removes_exactly_one()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("supabase/migrations/20250215_zoom.sql", "-- shared\nCREATE TABLE IF NOT EXISTS z ();\nSELECT 1;\n"),
            ("supabase/migrations/20250215_harden.sql", "-- plumb: requires 20250215_zoom\nSELECT 1;\n-- shared\nCREATE TABLE IF NOT EXISTS z ();\nSELECT 1;\nALTER TABLE z ADD h int;\n"),
            ("supabase/revert/20250215_zoom.sql", "SELECT 2;\n"),
            ("supabase/revert/20250215_harden.sql", "ALTER TABLE z DROP h;\n"));
        const string Row = "SELECT version || '|' || name || '|' || array_to_string(statements, ' ; ') FROM supabase_migrations.schema_migrations";
        const string Zoom = "-- shared\nCREATE TABLE IF NOT EXISTS z () ; SELECT 1";
        const string Harden = "-- plumb: requires 20250215_zoom\nSELECT 1 ; -- shared\nCREATE TABLE IF NOT EXISTS z () ; SELECT 1 ; ALTER TABLE z ADD h int";

        await project.MustApplyAsync();
        await project.AssertLedgerAsync("20250215_zoom", "20250215_harden");
        Assert.Equal($"20250215|zoom+harden|{Zoom} ; {Harden}", await project.ScalarAsync(Row));
        Assert.Empty((await project.MustApplyAsync()).Results);

        await project.MustTakeBackAsync();
        await project.AssertLedgerAsync("20250215_zoom");
        Assert.Equal($"20250215|zoom|{Zoom}", await project.ScalarAsync(Row));

        await project.MustApplyAsync();
        await project.MustTakeBackAsync(new DowngradeOptions { All = true });
        Assert.Null(await project.ScalarAsync(Row));
    }

    [Fact]
    [Trait("Row", "VS-3")]
    public async Task A_version_that_the_Supabase_CLI_recorded_stays_recorded_when_its_twin_is_applied_and_taken_back()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("supabase/migrations/20250215_a.sql", "CREATE TABLE a ();\n"),
            ("supabase/migrations/20250215_b.sql", "CREATE TABLE b ();\n"),
            ("supabase/revert/20250215_b.sql", "DROP TABLE b;\n"));
        await project.ExecuteAsync(
            """
            CREATE TABLE a ();
            CREATE SCHEMA supabase_migrations;
            CREATE TABLE supabase_migrations.schema_migrations (version text NOT NULL PRIMARY KEY, statements text[], name text);
            INSERT INTO supabase_migrations.schema_migrations VALUES ('20250215', '{CREATE TABLE a ()}', 'a');
            """);

        Assert.Equal("20250215_b", Assert.Single((await project.MustApplyAsync()).Results).Migration.Id);
        Assert.Equal("a+b", await project.ScalarAsync("SELECT name FROM supabase_migrations.schema_migrations"));
        Assert.Empty((await project.MustApplyAsync()).Results);

        await project.MustTakeBackAsync();
        Assert.Equal("a|{\"CREATE TABLE a ()\"}", await project.ScalarAsync("SELECT name || '|' || statements::text FROM supabase_migrations.schema_migrations"));
        Assert.Equal("20250215_b", Assert.Single((await project.StatusAsync()).Before.Pending).Id);
    }

    [Theory]
    [InlineData("'001', '{x}', 'a'")]
    [InlineData("'001', NULL, NULL")]
    [InlineData("'001', '{x}', 'its_former_name'")]
    public async Task What_the_Supabase_CLI_applied_can_be_taken_back(string row)
    {
        await using var project = await TestProject.CreateAsync(server, ("supabase/migrations/001_a.sql", "CREATE TABLE a ();\n"), ("supabase/revert/001_a.sql", "DROP TABLE a;\n"));
        await project.ExecuteAsync(
            $"""
            CREATE TABLE a ();
            CREATE SCHEMA supabase_migrations;
            CREATE TABLE supabase_migrations.schema_migrations (version text NOT NULL PRIMARY KEY, statements text[], name text);
            INSERT INTO supabase_migrations.schema_migrations VALUES ({row});
            """);
        Assert.Equal(MigrationState.Recorded, Assert.Single((await project.StatusAsync()).Before.Migrations).State);

        await project.MustTakeBackAsync();

        Assert.Equal("0", await project.ScalarAsync("SELECT count(*) FROM supabase_migrations.schema_migrations"));
        Assert.Equal(MigrationState.Pending, Assert.Single((await project.StatusAsync()).Before.Migrations).State);
    }

    [Fact]
    public async Task The_table_of_an_old_Supabase_CLI_that_has_versions_only_is_read_and_completed()
    {
        await using var project = await TestProject.CreateAsync(server, ("supabase/migrations/001_a.sql", "CREATE TABLE a ();\n"), ("supabase/migrations/002_b.sql", "CREATE TABLE b ();\n"));
        await project.ExecuteAsync("CREATE SCHEMA supabase_migrations; CREATE TABLE supabase_migrations.schema_migrations (version text NOT NULL PRIMARY KEY); INSERT INTO supabase_migrations.schema_migrations VALUES ('001')");

        Assert.Equal([MigrationState.Recorded, MigrationState.Pending], (await project.StatusAsync()).Before.Migrations.Select(static m => m.State));
        await project.MustApplyAsync();

        Assert.Equal("001:,002:b", await project.ScalarAsync("SELECT string_agg(version || ':' || coalesce(name, ''), ',' ORDER BY version) FROM supabase_migrations.schema_migrations"));
    }

    private async Task<TestProject> AppliedAsync()
    {
        var project = await TestProject.CreateAsync(
            server, ("migrations/001_a.sql", "CREATE TABLE a ();\n"), ("migrations/002_b.sql", "CREATE TABLE b ();\n"), ("migrations/003_c.sql", "CREATE TABLE c ();\n"));
        await project.MustApplyAsync();
        return project;
    }

    [Fact]
    public async Task Functions_and_operators_of_other_users_never_run_with_the_rights_of_Plumb()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("supabase/migrations/001_a.sql", "CREATE TABLE a ();\n"), ("supabase/migrations/001_b.sql", "CREATE TABLE b ();\n"), ("supabase/revert/001_b.sql", "DROP TABLE b;\n"));
        var mallory = await project.CreateRoleAsync();
        await project.ExecuteAsync(
            $"""
            GRANT CREATE ON SCHEMA public TO {mallory};
            SET ROLE {mallory};
            CREATE FUNCTION public.cardinality(text[]) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RAISE 'hijacked'; END $$;
            CREATE FUNCTION public.array_position(text[], text) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RAISE 'hijacked'; END $$;
            CREATE FUNCTION public.array_remove(text[], text) RETURNS text[] LANGUAGE plpgsql AS $$ BEGIN RAISE 'hijacked'; END $$;
            CREATE FUNCTION public.joined(text[], text[]) RETURNS text[] LANGUAGE plpgsql AS $$ BEGIN RAISE 'hijacked'; END $$;
            CREATE OPERATOR public.|| (LEFTARG = text[], RIGHTARG = text[], FUNCTION = public.joined);
            CREATE FUNCTION public.same(text[], text[]) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RAISE 'hijacked'; END $$;
            CREATE OPERATOR public.= (LEFTARG = text[], RIGHTARG = text[], FUNCTION = public.same);
            CREATE FUNCTION public.times(numeric, integer) RETURNS numeric LANGUAGE plpgsql AS $$ BEGIN RAISE 'hijacked'; END $$;
            CREATE OPERATOR public.* (LEFTARG = numeric, RIGHTARG = integer, FUNCTION = public.times);
            CREATE FUNCTION public.step(bigint, bigint, integer, bigint) RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN RAISE 'hijacked'; END $$;
            CREATE AGGREGATE public.lag(bigint, integer, bigint) (SFUNC = public.step, STYPE = bigint);
            CREATE FUNCTION public.same(oid, regclass) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RAISE 'hijacked'; END $$;
            CREATE OPERATOR public.= (LEFTARG = oid, RIGHTARG = regclass, FUNCTION = public.same);
            CREATE FUNCTION public.same(oid, integer) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RAISE 'hijacked'; END $$;
            CREATE OPERATOR public.= (LEFTARG = oid, RIGHTARG = integer, FUNCTION = public.same);
            CREATE FUNCTION public.unnest(text[]) RETURNS SETOF text LANGUAGE plpgsql AS $$ BEGIN RAISE 'hijacked'; END $$;
            """);

        await project.MustApplyAsync();
        await project.MustTakeBackAsync();

        Assert.Equal("001_b", Assert.Single((await project.StatusAsync()).Before.Pending).Id);
        project.Write(("supabase/migrations/001_a.sql", "CREATE TABLE a (id int);\n"));
        await Assert.ThrowsAsync<VerificationException>(() => project.UpAsync());
        project.Write(("supabase/migrations/001_a.sql", "CREATE TABLE a ();\n"));
        await project.ExecuteAsync($"DROP OWNED BY {mallory}");
        await project.AssertLedgerAsync("001_a");
    }
}
