namespace Plumb.PostgresTests.Examples;

/// <summary>The way back of the messaging example, by Plumb and by hand.</summary>
public sealed class MessagingRollbackTests(ExampleServer server)
{
    [Theory]
    [Trait("Row", "CM-2")]
    [Trait("Row", "CM-5")]
    [InlineData("production")]
    [InlineData("staging")]
    [InlineData("local")]
    public async Task Every_step_back_returns_the_exact_former_schema_and_touches_no_row(string environment)
    {
        await using var database = await ExampleDatabase.PrepareAsync(server, "connect-messaging");
        var nothing = await database.SchemaAsync();
        await database.UpAsync(environment, $"000_{environment}");
        var rows = await database.ChecksumsAsync();
        var before = new Stack<(string, string)>();
        foreach (var step in MessagingDatabase.Steps[environment])
        {
            before.Push(await database.SchemaAsync());
            Assert.Equal([step], MessagingDatabase.Names(await database.UpAsync(environment, step)));
            Assert.Equal(step == MessagingDatabase.Validation, before.Peek() == await database.SchemaAsync());
        }

        var aligned = await database.SchemaAsync();
        while (before.TryPop(out var former))
        {
            await database.DownAsync(environment);
            Assert.Equal(former, await database.SchemaAsync());
            Assert.Equal(rows, await database.ChecksumsAsync());
        }

        await database.UpAsync(environment);
        Assert.Equal(aligned, await database.SchemaAsync());
        Assert.Empty(MessagingDatabase.Names(await database.UpAsync(environment)));
        await database.DownAsync(environment, all: true);
        Assert.Equal(nothing, await database.SchemaAsync());
        Assert.Equal(["0"], await database.QueryAsync("SELECT count(*) FROM auth.users"));
    }

    [Theory]
    [Trait("Row", "CM-2")]
    [Trait("Row", "CM-5")]
    [InlineData("production")]
    [InlineData("staging")]
    [InlineData("local")]
    public async Task The_rollback_by_hand_does_the_same_and_has_no_effect_when_it_runs_again(string environment)
    {
        await using var database = await MessagingDatabase.BeginAsync(server, environment);
        var (schema, rows) = (await database.SchemaAsync(), await database.ChecksumsAsync());
        foreach (var step in MessagingDatabase.Steps[environment])
        {
            await database.RunFileAsync("migrations", step);
        }

        Assert.NotEqual(schema, await database.SchemaAsync());

        for (var time = 0; time < 2; time++)
        {
            var (exitCode, _, errors) = await database.PasteAsync($"SET connect.environment = '{environment}'", "rollback.sql");
            Assert.True(exitCode == 0, errors);
            Assert.Equal(schema, await database.SchemaAsync());
            Assert.Equal(rows, await database.ChecksumsAsync());
        }
    }

    [Theory]
    [Trait("Row", "CM-5")]
    [InlineData("")]
    [InlineData("SET connect.environment = 'prod'")]
    public async Task The_rollback_by_hand_wants_the_environment_named(string before)
    {
        await using var database = await MessagingDatabase.AlignAsync(server, "production");
        var schema = await database.SchemaAsync();

        var (exitCode, _, errors) = await database.PasteAsync(before, "rollback.sql");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("nothing was rolled back: which environment is this?", errors, StringComparison.Ordinal);
        Assert.Equal(schema, await database.SchemaAsync());
    }
}
