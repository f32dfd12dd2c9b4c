using Plumb.PostgresTests.Catalog;

namespace Plumb.PostgresTests.Diffing;

/// <summary>What holds for every case of the corpus, in both directions.</summary>
internal static class CorpusRun
{
    /// <summary>Builds both schemas and lets the plans between them be judged.</summary>
    public static async Task AssertAsync(PostgresServer server, string name)
    {
        var planCase = PlanCase.Read(name);
        await using var first = await CatalogDatabase.CreateAsync(server);
        Assert.SkipWhen(first.Connection.PostgreSqlVersion.Major < planCase.Since, $"PostgreSQL {planCase.Since} brought it");
        await using var second = await CatalogDatabase.CreateAsync(server);
        var before = await BuildAsync(first, planCase.Before, planCase.After, planCase.Rows);
        var after = await BuildAsync(second, planCase.After, planCase.Before, null);
        await AssertAsync(first, planCase.After, before, after);
        await AssertAsync(second, planCase.Before, after, before);
    }

    private static async Task<DatabaseState> BuildAsync(CatalogDatabase database, PlanScript script, PlanScript target, string? rows)
    {
        await database.RunAsync(script.Text);
        if (rows is not null)
        {
            await database.RunAsync(rows);
        }
        else if (target.TakesRows)
        {
            await TableRows.SeedAsync(database.Connection);
        }

        return await DatabaseState.TakeAsync(database);
    }

    private static async Task AssertAsync(CatalogDatabase database, PlanScript script, DatabaseState before, DatabaseState target)
    {
        var version = database.Connection.PostgreSqlVersion.Major;
        var (faults, effects) = await PlanJudge.JudgeAsync(database, before, target);
        if (script.Gap is { } gap)
        {
            Assert.True(faults.Count > 0, $"Plumb reaches {script.Path} now; remove its gap: {gap}");
            return;
        }

        Assert.True(faults.Count == 0, $"to {Path.GetFileName(script.Path)}: {string.Join('\n', faults)}");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDENS") is not null && !effects.SequenceEqual(script.Expected(version), StringComparer.Ordinal))
        {
            script.Expect(effects);
            return;
        }

        Assert.Equal(script.Expected(version), effects);
    }
}
