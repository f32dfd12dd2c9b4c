using System.Globalization;
using Npgsql;
using Plumb.Catalog;
using Plumb.Diffing;
using Plumb.Diffing.Planning;
using Plumb.PostgresTests.Catalog;

namespace Plumb.PostgresTests.Diffing.Soak;

/// <summary>
/// Random schemas and random changes of them. PLUMB_SOAK_SEED is the first seed, PLUMB_SOAK_COUNT the number of cases; a failure
/// names its seed, and <c>PLUMB_SOAK_SEED=… PLUMB_SOAK_COUNT=1</c> brings it back.
/// </summary>
public sealed class SoakTests(PostgresServer server)
{
    private const int Together = 25;

    // What rows can forbid: NOT NULL, foreign keys, unique keys, checks, casts.
    private static readonly string[] OnAccountOfRows =
        [PostgresErrorCodes.NotNullViolation, PostgresErrorCodes.ForeignKeyViolation, PostgresErrorCodes.UniqueViolation, PostgresErrorCodes.CheckViolation, PostgresErrorCodes.InvalidTextRepresentation, PostgresErrorCodes.StringDataRightTruncation];

    public static TheoryData<int> Batches
    {
        get
        {
            var count = Number("PLUMB_SOAK_COUNT", 500);
            return [.. Enumerable.Range(0, (count + Together - 1) / Together).Select(static b => Number("PLUMB_SOAK_SEED", 1) + (b * Together))];
        }
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public async Task Plans_between_random_schemas_hold(int firstSeed)
    {
        await using var first = await CatalogDatabase.CreateAsync(server);
        await using var second = await CatalogDatabase.CreateAsync(server);
        var faults = new List<string>();
        var count = Math.Min(Together, Number("PLUMB_SOAK_COUNT", 500));
        for (var seed = firstSeed; seed < firstSeed + count; seed++)
        {
            faults.AddRange((await RunAsync(first, second, seed)).Select(f => string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {f}")));
        }

        var version = first.Connection.PostgreSqlVersion.Major;
        if (faults.Count == 0 && await SchemaDump.TakeAsync(first.ConnectionString, version) is { } dump)
        {
            faults.AddRange(dump.DifferencesFrom((await SchemaDump.TakeAsync(second.ConnectionString, version))!));
        }

        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
    }

    private static async Task<IReadOnlyList<string>> RunAsync(CatalogDatabase first, CatalogDatabase second, int seed)
    {
        var generator = new SoakGenerator(seed);
        var schema = generator.Create(string.Create(CultureInfo.InvariantCulture, $"s{seed}"));
        var changed = generator.Change(schema);
        await ExecuteAsync(first.Connection, schema.Statements);
        await ExecuteAsync(second.Connection, changed.Statements);
        await TableRows.SeedAsync(first.Connection, schema.Name);
        var options = new SnapshotOptions { Schemas = [schema.Name] };
        var before = await first.TakeAsync(options);
        var target = await second.TakeAsync(options);
        var isOnline = seed % 3 == 0 && schema.Tables.Concat(changed.Tables).All(static t => t.Partitions is null);
        var plan = Planner.Plan(SnapshotDifference.Between(before, target), new PlanOptions { AllowDrop = true, Online = isOnline });
        var rows = await TableRows.ReadAsync(first.Connection, schema.Name);
        var faults = new List<string>(plan.Unreachable.Concat<object>(plan.Withheld).Select(static u => $"stays: {u}"));
        try
        {
            var keptRows = await ApplyAsync(first.Connection, plan, schema);
            var after = await first.TakeAsync(options);
            var rest = SnapshotDifference.Between(after, target);
            faults.AddRange(rest.Deltas.Select(static d => $"still different: {d}"));
            if (after.Fingerprint != target.Fingerprint && rest.IsEmpty || !Planner.Plan(rest, new PlanOptions { AllowDrop = true }).IsEmpty)
            {
                faults.Add("a second plan is not empty");
            }

            var lost = plan.Steps.SelectMany(static s => s.Hazards).Where(static h => h.Kind == HazardKind.DataLoss).Select(static h => h.On.SqlName).ToList();
            faults.AddRange(!keptRows ? [] : Effects.LostRows(rows, await TableRows.ReadAsync(first.Connection, schema.Name), lost));
        }
        catch (PostgresException refused)
        {
            faults.Add($"{refused.SqlState} {refused.MessageText} {refused.Detail} in {refused.Where}");
            await ExecuteAsync(first.Connection, ["ROLLBACK"]);
        }

        return faults.Count == 0 ? [] : [.. faults, $"before:\n{string.Join(";\n", schema.Statements)}\nafter:\n{string.Join(";\n", changed.Statements)}\nplan:\n{plan}"];
    }

    // Rows may forbid a change, if the plan says so; then it runs without them.
    private static async Task<bool> ApplyAsync(NpgsqlConnection connection, Plan plan, SoakSchema schema)
    {
        if (!plan.IsTransactional)
        {
            foreach (var statement in plan.Statements)
            {
                await ExecuteAsync(connection, [statement]);
            }

            return true;
        }

        try
        {
            await ExecuteAsync(connection, ["BEGIN", .. plan.Statements, "COMMIT"]);
            return true;
        }
        catch (PostgresException refused) when (OnAccountOfRows.Contains(refused.SqlState, StringComparer.Ordinal)
            && plan.Steps.Any(static s => s.Hazards.Any(static h => h.Kind == HazardKind.DependsOnData)))
        {
            await ExecuteAsync(connection, ["ROLLBACK", .. schema.Tables.Select(t => $"TRUNCATE {schema.Name}.\"{t.Name}\" CASCADE"), "BEGIN", .. plan.Statements, "COMMIT"]);
            return false;
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, IEnumerable<string> statements)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var statement in statements)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(statement));
        }

        await batch.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static int Number(string variable, int usual) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
