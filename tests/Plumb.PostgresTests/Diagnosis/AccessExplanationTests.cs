using Plumb.Diagnosis;
using Plumb.Findings;
using Plumb.PostgresTests.Execution;

namespace Plumb.PostgresTests.Diagnosis;

public sealed class AccessExplanationTests(PostgresServer server)
{
    private const string Setup =
        """
        CREATE TABLE note (id int PRIMARY KEY, owner text, hidden boolean, tenant int);
        INSERT INTO note VALUES (1, 'ada', false, 1), (2, 'ada', true, 1), (3, 'bea', false, 1), (4, 'bea', false, 2);
        CREATE TABLE friend (a text, b text);
        INSERT INTO friend VALUES ('ada', 'bea');
        ALTER TABLE note ENABLE ROW LEVEL SECURITY;
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Row", "CH-10")]
    public async Task Every_policy_is_counted_as_the_role_with_its_claims_and_the_sum_is_what_the_role_sees()
    {
        await using var project = await TestProject.CreateAsync(server);
        var role = await project.CreateRoleAsync();
        await project.ExecuteAsync(
            $"""
            {Setup}
            CREATE POLICY own ON note USING (owner = current_setting('request.jwt.claims')::json ->> 'sub');
            CREATE POLICY friends ON note FOR SELECT USING (EXISTS (SELECT FROM friend WHERE a = current_setting('request.jwt.claims')::json ->> 'sub' AND b = owner));
            CREATE POLICY open ON note AS RESTRICTIVE USING (NOT hidden AND tenant = current_setting('app.tenant')::int);
            CREATE POLICY others ON note FOR SELECT TO pg_monitor USING (true);
            CREATE POLICY writing ON note FOR INSERT WITH CHECK (true);
            GRANT SELECT ON note, friend TO {role};
            """);

        var answer = await AskAsync(project, role, "note", AccessCommand.Select, """{"sub": "ada"}""", ("app.tenant", "1"));

        Assert.Equal((2, 4), (answer.Reached, answer.Total));
        Assert.Equal(
            [("friends", true, 2), ("own", true, 2), ("open", true, 2), ("others", false, null), ("writing", false, null)],
            answer.Policies.Select(static p => (p.Name, p.Applies, (int?)p.Passing)));
        Assert.Equal([true, true, false, true, true], answer.Policies.Select(static p => p.IsPermissive));
        Assert.Equal("2", await AsRoleAsync(project, role, "SELECT count(*) FROM note"));
        Assert.Empty(answer.Notes);
        await project.AssertNothingOpenAsync();
        await project.ExecuteAsync($"DROP OWNED BY {role}");
    }

    [Fact]
    [Trait("Row", "CH-10")]
    public async Task The_policies_of_other_tables_hold_inside_a_policy()
    {
        await using var project = await TestProject.CreateAsync(server);
        var role = await project.CreateRoleAsync();
        await project.ExecuteAsync(
            $"""
            {Setup}
            ALTER TABLE friend ENABLE ROW LEVEL SECURITY;
            CREATE POLICY friends ON note USING (EXISTS (SELECT FROM friend WHERE friend.b = note.owner));
            CREATE POLICY me ON note USING (current_user = '{role}' AND id = 1);
            GRANT SELECT ON note, friend TO {role};
            """);

        var answer = await AskAsync(project, role, "note", AccessCommand.Select);

        Assert.Equal([("friends", 0L), ("me", 1L)], answer.Policies.Select(static p => (p.Name, p.Passing!.Value)));
        Assert.Equal(1, answer.Reached);
        await project.ExecuteAsync($"DROP OWNED BY {role}");
    }

    [Theory]
    [InlineData("", "", "privilege SELECT", "GRANT SELECT ON public.note TO ")]
    [InlineData("GRANT SELECT ON hidden.note TO {0}", "hidden.", "schema hidden", "GRANT USAGE ON SCHEMA hidden TO ")]
    public async Task What_lacks_comes_with_the_grant(string grant, string schema, string step, string help)
    {
        await using var project = await TestProject.CreateAsync(server);
        var role = await project.CreateRoleAsync();
        await project.ExecuteAsync($"{Setup}CREATE SCHEMA hidden; CREATE TABLE hidden.note (id int);{string.Format(null, grant, role)}");

        var answer = await AskAsync(project, role, $"{schema}note", AccessCommand.Select);

        var missing = Assert.Single(answer.Steps, static s => !s.Holds);
        Assert.Equal(step, missing.Name);
        Assert.Contains(help, missing.Help, StringComparison.Ordinal);
        await project.ExecuteAsync(missing.Help![(missing.Help!.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
        Assert.True((await AskAsync(project, role, $"{schema}note", AccessCommand.Select)).IsPermitted);
        await project.ExecuteAsync($"DROP OWNED BY {role}");
    }

    [Theory]
    [InlineData("ALTER TABLE note OWNER TO {0}", "owns the table", 4)]
    [InlineData("ALTER TABLE note OWNER TO {0}; ALTER TABLE note FORCE ROW LEVEL SECURITY", "enabled and forced", 0)]
    [InlineData("ALTER ROLE {0} BYPASSRLS; GRANT SELECT ON note TO {0}", "BYPASSRLS", 4)]
    [InlineData("ALTER ROLE {0} SUPERUSER", "superuser", 4)]
    [InlineData("GRANT SELECT ON note TO {0}", "policies decide", 0)]
    [InlineData("GRANT SELECT (id) ON note TO {0}; ALTER TABLE note DISABLE ROW LEVEL SECURITY", "not enabled", null)]
    public async Task Who_passes_row_level_security_is_said(string change, string found, int? reached)
    {
        await using var project = await TestProject.CreateAsync(server);
        var role = await project.CreateRoleAsync();
        await project.ExecuteAsync($"{Setup}{string.Format(null, change, role)}");

        var answer = await AskAsync(project, role, "note", AccessCommand.Select);

        Assert.Contains(found, answer.Steps[^1].Found, StringComparison.Ordinal);
        Assert.Equal(found is "policies decide" or "enabled and forced", answer.PoliciesApply);
        if (reached is not null)
        {
            Assert.Equal(reached, (int?)answer.Reached);
            Assert.Equal($"{reached}", await AsRoleAsync(project, role, "SELECT count(*) FROM note"));
        }

        await project.ExecuteAsync($"REASSIGN OWNED BY {role} TO CURRENT_USER; DROP OWNED BY {role}");
    }

    [Theory]
    [InlineData(AccessCommand.Update, 1)]
    [InlineData(AccessCommand.Delete, 0)]
    public async Task What_an_update_or_delete_reaches_is_what_its_policies_and_those_for_reading_let_through(AccessCommand command, long reached)
    {
        await using var project = await TestProject.CreateAsync(server);
        var role = await project.CreateRoleAsync();
        await project.ExecuteAsync(
            $"""
            {Setup}
            CREATE POLICY reading ON note FOR SELECT USING (tenant = 1);
            CREATE POLICY changing ON note FOR UPDATE USING (owner = 'bea');
            GRANT SELECT, UPDATE, DELETE ON note TO {role};
            """);

        var answer = await AskAsync(project, role, "note", command);

        Assert.Equal(reached, answer.Reached);
        var written = command == AccessCommand.Update ? "UPDATE note SET hidden = hidden WHERE id > 0" : "DELETE FROM note WHERE id > 0";
        Assert.Equal($"{reached}", await AsRoleAsync(project, role, $"WITH w AS ({written} RETURNING 1) SELECT count(*) FROM w"));
        await project.ExecuteAsync($"DROP OWNED BY {role}");
    }

    [Fact]
    public async Task A_policy_with_a_check_alone_lets_no_row_be_changed()
    {
        await using var project = await TestProject.CreateAsync(server);
        var role = await project.CreateRoleAsync();
        await project.ExecuteAsync(
            $"""
            {Setup}
            CREATE POLICY reading ON note FOR SELECT USING (tenant = 1);
            CREATE POLICY writing ON note WITH CHECK (true);
            GRANT SELECT, UPDATE ON note TO {role};
            """);

        var answer = await AskAsync(project, role, "note", AccessCommand.Update);

        Assert.Equal("0", await AsRoleAsync(project, role, "WITH w AS (UPDATE note SET hidden = hidden WHERE id > 0 RETURNING 1) SELECT count(*) FROM w"));
        Assert.Equal(0, answer.Reached);
        await project.ExecuteAsync($"DROP OWNED BY {role}");
    }

    [Fact]
    public async Task A_policy_that_writes_is_refused_so_that_nothing_stays_that_no_rollback_undoes()
    {
        await using var project = await TestProject.CreateAsync(server);
        var role = await project.CreateRoleAsync();
        await project.ExecuteAsync(
            $"""
            {Setup}
            CREATE SEQUENCE asked;
            CREATE FUNCTION counts() RETURNS boolean LANGUAGE sql SECURITY DEFINER AS 'SELECT nextval(''asked'') > 0';
            CREATE POLICY counting ON note USING (counts());
            CREATE POLICY own ON note USING (id = 1);
            GRANT SELECT ON note TO {role};
            """);

        var answer = await AskAsync(project, role, "note", AccessCommand.Select);

        Assert.Contains("read-only", answer.Policies[0].Error, StringComparison.Ordinal);
        Assert.Equal(1, answer.Policies[1].Passing);
        Assert.Equal("f", await project.ScalarAsync("SELECT is_called FROM asked"));
        await project.ExecuteAsync($"DROP OWNED BY {role}");
    }

    [Fact]
    public async Task A_policy_that_fails_is_shown_with_its_error_beside_the_others()
    {
        await using var project = await TestProject.CreateAsync(server);
        var role = await project.CreateRoleAsync();
        await project.ExecuteAsync(
            $"{Setup}CREATE POLICY bad ON note USING (current_setting('app.absent') = owner);CREATE POLICY good ON note USING (id = 1);GRANT SELECT ON note TO {role};");

        var answer = await AskAsync(project, role, "note", AccessCommand.Select);

        Assert.Contains("app.absent", answer.Policies[0].Error, StringComparison.Ordinal);
        Assert.Equal(1, answer.Policies[1].Passing);
        Assert.Contains(answer.Notes, static n => n.Contains("app.absent", StringComparison.Ordinal));
        await project.ExecuteAsync($"DROP OWNED BY {role}");
    }

    [Fact]
    public async Task No_lock_is_taken_that_others_would_notice_and_nothing_is_left()
    {
        await using var project = await TestProject.CreateAsync(server);
        var role = await project.CreateRoleAsync();
        await project.ExecuteAsync($"{Setup}CREATE POLICY own ON note USING (true);GRANT SELECT ON note TO {role};");
        var schema = await project.DumpAsync();
        await using var writer = await project.OpenAsync();
        await TestProject.ExecuteAsync(writer, "BEGIN; UPDATE note SET hidden = true; LOCK TABLE note IN SHARE ROW EXCLUSIVE MODE");

        var answer = await AskAsync(project, role, "note", AccessCommand.Select);

        Assert.Equal((4, 4), (answer.Reached, answer.Total));
        await TestProject.ExecuteAsync(writer, "ROLLBACK");
        Assert.Equal(schema, await project.DumpAsync());
        await project.ExecuteAsync($"DROP OWNED BY {role}");
    }

    [Fact]
    public async Task A_connecting_role_that_sees_a_part_says_so()
    {
        await using var project = await TestProject.CreateAsync(server);
        var (role, reader) = (await project.CreateRoleAsync(), await project.CreateRoleAsync());
        await project.ExecuteAsync(
            $"{Setup}CREATE POLICY own ON note USING (id < 4);GRANT SELECT ON note TO {role}, {reader};GRANT {role} TO {reader};");
        project.Role = reader;

        var answer = await AskAsync(project, role, "note", AccessCommand.Select);

        Assert.Null(answer.Total);
        Assert.Equal(3, answer.Reached);
        Assert.Contains(answer.Notes, static n => n.Contains("does not see every row itself", StringComparison.Ordinal));
        await project.ExecuteAsync($"DROP OWNED BY {role}, {reader}");
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("WITH INHERIT TRUE, SET FALSE", false)]
    [InlineData("WITH INHERIT FALSE, SET TRUE", true)]
    public async Task Whether_the_connecting_role_may_become_the_role_is_what_the_server_says(string options, bool canBecome)
    {
        await using var project = await TestProject.CreateAsync(server);
        Assert.SkipWhen(options.Length > 0 && int.Parse((await project.ScalarAsync("SHOW server_version_num"))!, System.Globalization.CultureInfo.InvariantCulture) < 160000, "memberships have no options before version 16");
        var (role, reader) = (await project.CreateRoleAsync(), await project.CreateRoleAsync());
        await project.ExecuteAsync($"{Setup}GRANT SELECT ON note TO {role}; GRANT {role} TO {reader} {options};");
        project.Role = reader;

        var answer = await AskAsync(project, role, "note", AccessCommand.Select);

        Assert.Equal(!canBecome, answer.Notes.Any(static n => n.Contains("may not become", StringComparison.Ordinal)));
        await using var connection = await project.Target().OpenAsync(Token);
        Assert.Equal(canBecome, await Record.ExceptionAsync(() => TestProject.ExecuteAsync(connection, $"SET ROLE {role}")) is null);
        await project.ExecuteAsync($"DROP OWNED BY {role}, {reader}");
    }

    [Theory]
    [InlineData("nowhere", "postgres", "PL340")]
    [InlineData("not a name", "postgres", "PL340")]
    [InlineData("note", "authenticatd", "PL341")]
    [InlineData("note", "postgres", "PL342")]
    public async Task A_question_without_sense_is_refused(string table, string role, string code)
    {
        await using var project = await TestProject.CreateAsync(server);
        await project.ExecuteAsync(Setup);

        var refused = await Assert.ThrowsAsync<UsageException>(() => AskAsync(project, role, table, AccessCommand.Select, code == "PL342" ? "[1]" : null));

        Assert.Equal(code, refused.Findings[0].Code.Code);
        Assert.NotNull(refused.Findings[0].Help);
    }

    private static Task<AccessAnswer> AskAsync(
        TestProject project, string role, string table, AccessCommand command, string? claims = null, params (string Name, string Value)[] settings) =>
        AccessExplanation.AskAsync(
            project.Target(),
            new AccessQuestion(table, role, command) { Claims = claims, Settings = settings.ToDictionary(static s => s.Name, static s => s.Value) },
            Token);

    /// <summary>The judge: the query as the role itself.</summary>
    private static async Task<string?> AsRoleAsync(TestProject project, string role, string query)
    {
        await using var connection = await project.OpenAsync();
        await TestProject.ExecuteAsync(connection, $$"""SET ROLE {{role}}; SET request.jwt.claims = '{"sub": "ada"}'; SET app.tenant = 1; BEGIN""");
        await using var command = new Npgsql.NpgsqlCommand(query, connection) { AllResultTypesAreUnknown = true };
        return await command.ExecuteScalarAsync(Token) as string;
    }
}
