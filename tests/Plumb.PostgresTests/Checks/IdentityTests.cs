using Plumb.Checks;
using Plumb.Findings;

namespace Plumb.PostgresTests.Checks;

public sealed class IdentityTests(PostgresServer server) : IAsyncLifetime
{
    private readonly string student = $"checks_student_{Environment.ProcessId}";
    private readonly string outsider = $"checks_outsider_{Environment.ProcessId}";
    private CheckDatabase? database;

    private CheckDatabase Database => database ?? throw new InvalidOperationException("There is no database yet.");

    public async ValueTask InitializeAsync() => database = await CheckDatabase.CreateAsync(
        server,
        $$"""
        DROP ROLE IF EXISTS {{student}};
        DROP ROLE IF EXISTS {{outsider}};
        CREATE ROLE {{student}};
        CREATE ROLE {{outsider}};
        CREATE FUNCTION uid() RETURNS text LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub' $$;
        CREATE TABLE sessions (id int, owner text);
        CREATE TABLE closed (id int);
        INSERT INTO sessions VALUES (1, 'ann'), (2, 'ann'), (3, 'bob');
        ALTER TABLE sessions ENABLE ROW LEVEL SECURITY;
        GRANT ALL ON sessions TO {{student}};
        CREATE POLICY own ON sessions TO {{student}} USING (owner = uid());
        CREATE POLICY keep ON sessions AS RESTRICTIVE FOR DELETE TO {{student}} USING (id > 1);
        """);

    public async ValueTask DisposeAsync()
    {
        await Database.ExecuteAsync($"RESET SESSION AUTHORIZATION; DROP OWNED BY {student}, {outsider}; DROP ROLE {student}; DROP ROLE {outsider}");
        await Database.DisposeAsync();
    }

    [Fact]
    public async Task A_check_runs_as_the_role_with_its_claims_under_row_level_security()
    {
        var table = await Database.RunAsync(
            $$"""
            -- check: ann sees her sessions
            -- as: {{student}} {"sub": "ann"}
            -- expect: 2 rows
            -- expect: every row owner = 'ann'
            SELECT * FROM sessions;
            -- test: ann deletes only what the policies let her
            -- as: {{student}} {"sub": "ann"}
            -- expect: affected 1
            DELETE FROM sessions;
            -- test: ann cannot write in bob's name
            -- as: {{student}} {"sub": "ann"}
            -- expect: error 42501
            INSERT INTO sessions VALUES (4, 'bob');
            -- check: without claims there is nothing to see
            -- as: {{student}}
            -- expect: no rows
            SELECT * FROM sessions;
            -- check: the owner sees all
            -- expect: 3 rows
            SELECT * FROM sessions;
            """);

        Assert.All(table.Results, static r => Assert.True(r.Outcome == Outcome.Pass, $"{r.Check.Title}: {r.Found}"));
    }

    [Fact]
    public async Task Claims_are_set_as_PostgREST_sets_them_and_are_gone_afterwards()
    {
        var result = await Database.RunOneAsync(
            $$"""
            -- check: settings
            -- as: {{student}} {"sub": "it's ünicode", "app": {"a": [1]} }
            -- expect: rows
            SELECT current_user, current_setting('request.jwt.claims')::jsonb, current_setting('request.jwt.claim.sub'), current_setting('request.jwt.claim.role');
            """);

        var claims = $$"""{"app": {"a": [1]}, "sub": "it's ünicode", "role": "{{student}}"}""";
        Assert.Equal([[student, claims, "it's ünicode", student]], result.Evidence.Rows);
        Assert.Equal("postgres||", await Database.ScalarAsync(
            "SELECT current_user || '|' || coalesce(current_setting('request.jwt.claims', true), '') || '|' || coalesce(current_setting('request.jwt.claim.sub', true), '')"));
    }

    [Fact]
    public async Task A_role_among_the_claims_is_kept()
    {
        var result = await Database.RunOneAsync(
            $$"""
            -- check: settings
            -- as: {{student}} {"role": "other"}
            -- expect: value other other
            SELECT current_setting('request.jwt.claims')::jsonb ->> 'role' || ' ' || current_setting('request.jwt.claim.role');
            """);

        Assert.Equal(Outcome.Pass, result.Outcome);
    }

    [Fact]
    public async Task A_role_that_is_not_there_is_an_error_that_says_so()
    {
        var table = await Database.RunAsync("-- test: a\n-- as: checks_nobody\nSELECT 1;\n-- check: b\n-- expect: rows\nSELECT 1;");

        Assert.Equal([Outcome.Error, Outcome.Pass], table.Results.Select(r => r.Outcome));
        var finding = table.Results[0].Finding!;
        Assert.Equal((FindingCodes.RoleNotAvailable, 1), (finding.Code, finding.Place!.Line));
        Assert.Equal("CREATE ROLE checks_nobody NOLOGIN;", finding.Help);
    }

    [Fact]
    public async Task A_role_that_may_not_be_taken_is_an_error_with_the_grant_that_lacks()
    {
        await Database.ExecuteAsync($"SET SESSION AUTHORIZATION {outsider}");

        var result = await Database.RunOneAsync($"-- test: a\n-- as: {student}\n-- expect: error 42501\nSELECT 1;");

        Assert.Equal((Outcome.Error, "42501"), (result.Outcome, result.Finding!.SqlState));
        Assert.StartsWith($"GRANT {student} TO ", result.Finding.Help, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "VS-7")]
    public async Task A_refused_role_is_told_the_privilege_and_the_object()
    {
        var result = await Database.RunOneAsync($"-- check: a\n-- as: {student}\n-- expect: rows\nSELECT * FROM closed;");

        Assert.Equal((Outcome.Error, FindingCodes.InsufficientPrivilege), (result.Outcome, result.Finding!.Code));
        Assert.Equal($"role {student} lacks SELECT on table closed", result.Finding.Meaning);
        Assert.EndsWith($"GRANT SELECT ON TABLE closed TO {student};", result.Finding.Help, StringComparison.Ordinal);
    }
}
