using Npgsql;
using Plumb.Execution;

namespace Plumb.PostgresTests.Execution;

public sealed class SessionStateTests(PostgresServer server)
{
    /// <summary>Fails unless the session is as it was when it began.</summary>
    private const string Untouched =
        """
        DO $$
        DECLARE
          touched text := concat_ws(', ',
            CASE WHEN current_setting('search_path') <> '"$user", public' THEN 'search_path ' || current_setting('search_path') END,
            CASE WHEN current_user <> session_user THEN 'role ' || current_user END,
            CASE WHEN NOT (SELECT rolsuper FROM pg_roles WHERE rolname = session_user) THEN 'session authorization ' || session_user END,
            CASE WHEN current_setting('session_replication_role') <> 'origin' THEN 'session_replication_role' END,
            CASE WHEN current_setting('row_security') <> 'on' THEN 'row_security' END,
            CASE WHEN current_setting('statement_timeout') <> '0' THEN 'statement_timeout' END,
            CASE WHEN current_setting('default_transaction_isolation') <> 'read committed' THEN 'default_transaction_isolation' END,
            CASE WHEN current_setting('my.setting', true) <> '' THEN 'my.setting' END,
            CASE WHEN current_setting('lock_timeout') <> '5s' THEN 'lock_timeout ' || current_setting('lock_timeout') END,
            CASE WHEN to_regclass('pg_temp.scratch') IS NOT NULL THEN 'temporary table' END,
            (SELECT 'prepared ' || name FROM pg_prepared_statements WHERE name = 'q'),
            (SELECT 'cursor ' || name FROM pg_cursors WHERE name = 'c'),
            (SELECT 'listens' FROM pg_listening_channels()));
        BEGIN
          IF touched <> '' THEN RAISE EXCEPTION 'left behind: %', touched; END IF;
        END $$;

        """;

    private const string Touching =
        """
        CREATE SCHEMA app;
        SET search_path = app;
        SET SESSION AUTHORIZATION {0};
        SET SESSION AUTHORIZATION DEFAULT;
        SET session_replication_role = replica;
        SET row_security = off;
        SET statement_timeout = '1h';
        SET lock_timeout = '1h';
        SET my.setting = 'x';
        SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE;
        CREATE TEMP TABLE scratch (id int);
        PREPARE q AS SELECT 1;
        DECLARE c CURSOR WITH HOLD FOR SELECT 1;
        LISTEN news;
        CREATE TABLE a AS SELECT 1 AS id;
        SET ROLE {0};

        """;

    [Theory]
    [InlineData("")]
    [InlineData("-- plumb: no-transaction\n")]
    public async Task Nothing_that_a_file_sets_reaches_the_next_one(string header)
    {
        await using var project = await TestProject.CreateAsync(server);
        var role = await project.CreateRoleAsync();
        project.Write(("migrations/001_touches.sql", header + Touching.Replace("{0}", role, StringComparison.Ordinal)), ("migrations/002_looks.sql", Untouched));

        await project.MustApplyAsync();

        Assert.Equal("app.a", await project.ScalarAsync("SELECT oid::regclass::text FROM pg_class WHERE relname = 'a'"));
        await project.AssertLedgerAsync("001_touches", "002_looks");
    }

    [Fact]
    public async Task Nothing_reaches_the_next_file_within_one_transaction_either()
    {
        await using var project = await TestProject.CreateAsync(server);
        var role = await project.CreateRoleAsync();
        project.Write(("migrations/001_touches.sql", Touching.Replace("{0}", role, StringComparison.Ordinal)), ("migrations/002_looks.sql", Untouched));

        await project.MustApplyAsync(new UpgradeOptions { IsAtomic = true });

        await project.AssertLedgerAsync("001_touches", "002_looks");
    }

    [Theory]
    [InlineData("SET ROLE {0};")]
    [InlineData("SET SESSION AUTHORIZATION {0};")]
    [InlineData("SET LOCAL ROLE {0};")]
    public async Task A_file_may_end_as_another_role(string statement)
    {
        await using var project = await TestProject.CreateAsync(server, ("verify/001_a.sql", "-- check: as before\n-- expect: true\nSELECT current_user = session_user AND rolsuper FROM pg_roles WHERE rolname = current_user;\n"));
        var role = await project.CreateRoleAsync();
        await project.ExecuteAsync($"GRANT CREATE ON SCHEMA public TO {role}");
        project.Write(("migrations/001_a.sql", statement.Replace("{0}", role, StringComparison.Ordinal) + "\nCREATE TABLE a ();\n"));

        await project.MustApplyAsync();

        Assert.Equal(role, await project.ScalarAsync("SELECT relowner::regrole::text FROM pg_class WHERE relname = 'a'"));
        await project.ExecuteAsync("DROP TABLE a");
        await project.ExecuteAsync($"DROP OWNED BY {role}");
    }

    [Fact]
    public async Task Statements_outside_a_transaction_keep_the_role_that_the_file_sets()
    {
        await using var project = await TestProject.CreateAsync(server);
        var role = await project.CreateRoleAsync();
        await project.ExecuteAsync($"GRANT CREATE ON SCHEMA public TO {role}");
        project.Write(("migrations/001_a.sql",
            $"-- plumb: no-transaction\nSET ROLE {role};\nCREATE TABLE a (id int);\nCREATE INDEX CONCURRENTLY a_id ON a (id);\nCREATE TABLE b (id int);\nVACUUM b;\n"));

        await project.MustApplyAsync();

        Assert.Equal("a,a_id,b", await project.ScalarAsync($"SELECT string_agg(relname, ',' ORDER BY relname) FROM pg_class WHERE relowner = '{role}'::regrole"));
        await project.AssertLedgerAsync("001_a");
        await project.ExecuteAsync($"DROP OWNED BY {role}");
    }

    [Fact]
    public async Task Statements_outside_a_transaction_keep_the_session_authorization_that_the_file_sets()
    {
        await using var project = await TestProject.CreateAsync(server);
        var role = await project.CreateRoleAsync();
        await project.ExecuteAsync($"GRANT CREATE ON SCHEMA public TO {role}");
        project.Write(("migrations/001_a.sql", $"-- plumb: no-transaction\nSET SESSION AUTHORIZATION {role};\nCREATE TABLE a (id int);\nCREATE TABLE b (id int);\n"));

        await project.MustApplyAsync();

        Assert.Equal("a,b", await project.ScalarAsync($"SELECT string_agg(relname, ',' ORDER BY relname) FROM pg_class WHERE relowner = '{role}'::regrole"));
        await project.ExecuteAsync($"DROP OWNED BY {role}");
    }

    [Fact]
    public async Task A_temporary_table_can_tell_the_checks_what_was_there_before()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("migrations/001_a.sql", "CREATE TEMP TABLE before AS SELECT 3 AS rows;\nCREATE TABLE a AS SELECT generate_series(1, 3);\n"),
            ("verify/001_a.sql", "-- check: no row is lost\n-- expect: true\nSELECT (SELECT count(*) FROM a) = (SELECT rows FROM before);\n"));

        await project.MustApplyAsync();

        await using var connection = new NpgsqlConnection(project.ConnectionString);
        Assert.Equal("0", await project.ScalarAsync("SELECT count(*) FROM pg_class WHERE relname = 'before'"));
    }
}
