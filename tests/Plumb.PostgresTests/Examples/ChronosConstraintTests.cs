namespace Plumb.PostgresTests.Examples;

/// <summary>Every CHECK of Chronos at its edge and beyond.</summary>
public sealed class ChronosConstraintTests(ExampleServer server)
{
    private const string Checks =
        "SELECT conname, conrelid::regclass FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace ORDER BY 1";

    [Fact]
    [Trait("Row", "CH-12")]
    public async Task Every_check_allows_what_is_at_its_edge_and_refuses_what_is_beyond()
    {
        await using var database = await ChronosDatabase.FillAsync(server);
        var tables = (await database.QueryAsync(Checks)).Select(static line => line.Split('|')).ToDictionary(static parts => parts[0], static parts => parts[1], StringComparer.Ordinal);
        Assert.Equal(tables.Keys.Order(StringComparer.Ordinal), ChronosEdges.All.Keys.Order(StringComparer.Ordinal));

        await using var connection = await database.OpenAsync();
        var wrong = new List<string>();
        foreach (var (check, (allowed, refused)) in ChronosEdges.All)
        {
            foreach (var assignment in allowed.Concat(refused))
            {
                var refusal = await ChronosDatabase.RefusalAsync(connection, $"UPDATE {tables[check]} SET {assignment} WHERE id = (SELECT min(id::text)::uuid FROM {tables[check]})");
                var expected = refused.Contains(assignment, StringComparer.Ordinal) ? $"23514 {check}" : "";
                if (refusal != expected)
                {
                    wrong.Add($"{check}: {assignment}: '{refusal}' instead of '{expected}'");
                }
            }
        }

        Assert.Empty(wrong);
    }
}
