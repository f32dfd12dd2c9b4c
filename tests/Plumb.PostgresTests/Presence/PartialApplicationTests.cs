using Plumb.Findings;
using Plumb.Presence;
using Plumb.PostgresTests.Execution;

namespace Plumb.PostgresTests.Presence;

/// <summary>What <c>up</c> says when something exists already.</summary>
public sealed class PartialApplicationTests(PostgresServer server)
{
    private static readonly (string, string)[] Files =
    [
        ("migrations/1_parent.sql", "CREATE TABLE parent (id int PRIMARY KEY, name text, gone int);\nCREATE INDEX parent_name ON parent (name);\n"),
        ("migrations/2_child.sql", "ALTER TABLE parent DROP COLUMN gone, ALTER COLUMN name SET NOT NULL;\nCREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a';\n"),
        ("verify/2_child.sql", "-- check: parent has two columns\n-- expect: 2 rows\nSELECT 1 FROM pg_attribute WHERE attrelid = 'parent'::regclass AND attnum > 0 AND NOT attisdropped;\n"),
    ];

    private static string Pasted => string.Concat(Files.Where(static f => f.Item1.StartsWith("migrations", StringComparison.Ordinal)).Select(static f => f.Item2));

    [Fact]
    [Trait("Row", "CH-8")]
    public async Task Up_says_that_everything_is_there_and_how_to_record_it()
    {
        await using var project = await TestProject.CreateAsync(server, Files);
        await project.ExecuteAsync(Pasted);

        var finding = Told.OneFinding(await project.UpExplainedAsync());

        Assert.Equal((FindingCodes.DuplicateObject, "42P07"), (finding.Code, finding.SqlState));
        Assert.Contains("everything that 1_parent makes is in the database already", finding.Meaning, StringComparison.Ordinal);
        Assert.EndsWith("plumb adopt --to 2_child --env test", finding.Help, StringComparison.Ordinal);
        Assert.True((await project.AdoptAsync(new AdoptionOptions { To = "2_child" })).IsRecorded);
    }

    [Theory]
    [Trait("Row", "CH-8")]
    [InlineData("CREATE TABLE parent (id int PRIMARY KEY, name text, gone int)", "differs    table public.parent|lacks index public.parent_name", "a part of 1_parent")]
    [InlineData("CREATE TABLE parent (x text)", "differs    table public.parent|lacks column public.parent.id", "something else of that name")]
    [InlineData("CREATE TABLE other (x text); CREATE INDEX parent_name ON other (x)", "lacks      table public.parent", "something else of that name")]
    public async Task Up_lists_what_is_there_and_what_lacks(string there, string lines, string meaning)
    {
        await using var project = await TestProject.CreateAsync(server, Files);
        await project.ExecuteAsync(there);

        var finding = Told.OneFinding(await project.UpExplainedAsync());

        Assert.Contains(meaning, finding.Meaning, StringComparison.Ordinal);
        Assert.All(lines.Split('|'), line => Assert.Contains(finding.Details, d => d.Contains(line, StringComparison.Ordinal)));
        Assert.Contains("plumb adopt 1_parent", finding.Help, StringComparison.Ordinal);
        await project.AssertLedgerAsync();
    }

    [Theory]
    [InlineData("CREATE INDEX second ON a (b)", "everything that 2_indexes makes is in the database already", "of the 2 objects that 2_indexes makes: 2 there and equal")]
    [InlineData("CREATE INDEX second ON a (id)", "a part of what 2_indexes makes", "differs    index public.second")]
    public async Task Outside_a_transaction_too_it_is_said_what_is_there_and_how_to_go_on(string there, string meaning, string line)
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("migrations/1_a.sql", "CREATE TABLE a (id int, b int);\n"),
            ("migrations/2_indexes.sql", "CREATE INDEX CONCURRENTLY first ON a (id);\nCREATE INDEX CONCURRENTLY second ON a (b);\n"));
        await project.UpAsync(new Plumb.Execution.UpgradeOptions { To = "1_a" });
        await project.ExecuteAsync(there);

        var finding = Told.OneFinding(await project.UpExplainedAsync());

        Assert.Contains(meaning, finding.Meaning, StringComparison.Ordinal);
        Assert.Contains(finding.Details, d => d.StartsWith(line, StringComparison.Ordinal));
        Assert.Contains("IF NOT EXISTS", finding.Help, StringComparison.Ordinal);
        Assert.DoesNotContain("plumb adopt", finding.Help, StringComparison.Ordinal);
        await project.ExecuteAsync("DROP INDEX second");
        await project.MustApplyAsync();
        await project.AssertLedgerAsync("1_a", "2_indexes");
    }

    [Fact]
    public async Task Without_a_server_for_the_shadow_the_error_itself_remains()
    {
        await using var project = await TestProject.CreateAsync(server, Files);
        await project.ExecuteAsync(Pasted);
        var failed = await project.UpAsync();
        var nowhere = new Plumb.Shadow.EmbeddedServerOptions { Profile = "nowhere" };

        var explained = await new PartialApplication(project.Read(), nowhere, TimeSpan.FromMinutes(1), project.Events).ExplainAsync(failed, TestContext.Current.CancellationToken);

        var finding = Told.OneFinding(explained);
        Assert.Equal(failed.Results[^1].Findings[0].Message, finding.Message);
        Assert.Contains(finding.Details, static d => d.StartsWith("what of it is there could not be found out", StringComparison.Ordinal));
    }
}
