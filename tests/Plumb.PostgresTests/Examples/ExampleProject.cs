using Plumb.Environments;
using Plumb.Execution;
using Plumb.Findings;
using Plumb.Migrations;
using Plumb.PostgresTests.Execution;
using Plumb.Presence;
using Plumb.Shadow;

namespace Plumb.PostgresTests.Examples;

/// <summary>A copy of an example to which a test may add files, with a database of its own.</summary>
internal sealed class ExampleProject : IAsyncDisposable
{
    private static readonly EmbeddedServerOptions Shadow = new() { Profile = "supabase" };

    private ExampleProject(ExampleDatabase database) => Database = database;

    public ExampleDatabase Database { get; }

    public string Root { get; } = Directory.CreateTempSubdirectory("plumb").FullName;

    /// <summary>A copy of the migrations of an example.</summary>
    /// <param name="database">Where it runs.</param>
    public static ExampleProject CopyOf(ExampleDatabase database)
    {
        var project = new ExampleProject(database);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(database.Project, "migrations"), "*.sql"))
        {
            project.Write(Path.GetFileName(file), File.ReadAllText(file));
        }

        return project;
    }

    public void Write(string migration, string text)
    {
        var file = Path.Combine(Root, "supabase", "migrations", migration);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public Chain Read() => ChainReader.Read(Root, null, ["staging"]);

    public ConnectionTarget Target() => ConnectionTarget.FromConnectionString("staging", Database.ConnectionString);

    public async Task<ExecutionResult> UpAsync()
    {
        var result = await new Upgrade(Read(), new ExecutionOptions(), new EventLog()).RunAsync(Target(), new UpgradeOptions(), TestContext.Current.CancellationToken);
        return await new PartialApplication(Read(), Shadow, TimeSpan.FromMinutes(2), new EventLog()).ExplainAsync(result, TestContext.Current.CancellationToken);
    }

    public Task<AdoptionResult> AdoptAsync(AdoptionOptions options) =>
        new Adoption(Read(), new ExecutionOptions(), Shadow, new EventLog()).RunAsync(Target(), options, TestContext.Current.CancellationToken);

    /// <summary>Applies the example, then the statement as one more migration, which must fail.</summary>
    public async Task<Finding> FailureOfAsync(string sql)
    {
        Write("20991231000000_mistaken.sql", sql);
        return Told.OneFinding(await UpAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(Root, recursive: true);
        await Database.DisposeAsync();
    }
}
