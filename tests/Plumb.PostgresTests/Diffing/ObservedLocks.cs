using Npgsql;
using Plumb.Diffing.Planning;

namespace Plumb.PostgresTests.Diffing;

/// <summary>Looks at the locks that the session holds on tables that were there before.</summary>
internal sealed class ObservedLocks(NpgsqlConnection connection, IEnumerable<ServerObject> objects)
{
    // The weaker ones stand in the way of neither reads nor writes.
    private const string Query = """
        SELECT relation::bigint, mode FROM pg_locks
        WHERE pid = pg_backend_pid() AND locktype = 'relation' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND mode IN ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
        """;

    private readonly Dictionary<long, string> tables = objects.Where(static o => o.Storage != 0 && o.Identity.StartsWith("table ", StringComparison.Ordinal)).ToDictionary(static o => o.Number, static o => o.Identity);
    private readonly Dictionary<string, LockMode> announced = new(StringComparer.Ordinal);

    /// <summary>The locks that are held after a step, and neither it nor an earlier one said so.</summary>
    public async Task<IReadOnlyList<string>> UnannouncedAsync(PlanStep step)
    {
        foreach (var hazard in step.Hazards)
        {
            if (hazard.Lock is { } mode && (!announced.TryGetValue(hazard.On.Whole.ToString(), out var weaker) || weaker < mode))
            {
                announced[hazard.On.Whole.ToString()] = mode;
            }
        }

        var faults = new List<string>();
        await using var command = new NpgsqlCommand(Query, connection);
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
        {
            var mode = Enum.Parse<LockMode>(rows.GetString(1)[..^"Lock".Length]);
            if (tables.TryGetValue(rows.GetInt64(0), out var table) && (!announced.TryGetValue(table, out var said) || said < mode))
            {
                faults.Add($"{mode} on {table}, and no hazard said so: {step}");
                announced[table] = mode;
            }
        }

        return faults;
    }
}
