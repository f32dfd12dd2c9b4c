using System.Diagnostics;
using Npgsql;
using Plumb.Catalog;
using Plumb.Diffing;
using Plumb.Findings;
using Plumb.Migrations;
using Plumb.Sources;

namespace Plumb.Drift;

/// <summary>
/// Shows that drift is found: on a throwaway database on which the chain was replayed it plants one of each kind that people make by
/// hand, and compares as <see cref="DriftDetection"/> does. No environment is touched.
/// </summary>
/// <param name="chain">The files.</param>
/// <param name="request">What the throwaway server must be like.</param>
/// <param name="profile">The platform whose own objects are left out; null for none.</param>
public sealed class DriftSelfTest(Chain chain, ShadowRequest request, string? profile)
{
    private const string Reader = "plumb_self_test_reader";
    private const string Base = "plumb_self_test";
    private const string PlantedName = "plumb_planted";

    private readonly SnapshotOptions scope = new() { Profile = profile };

    /// <summary>Plants, compares, and tells what was found. Nothing else may differ.</summary>
    /// <exception cref="VerificationException">The chain does not replay.</exception>
    public async Task<SelfTestResult> RunAsync(CancellationToken cancellationToken)
    {
        var shadow = await ChainShadow.StartAsync(request, cancellationToken).ConfigureAwait(false);
        await using var _ = shadow.ConfigureAwait(false);
        await shadow.ReplayAsync(chain, "the chain", cancellationToken).ConfigureAwait(false);
        var connection = await OpenAsync(shadow, cancellationToken).ConfigureAwait(false);
        await using var __ = connection.ConfigureAwait(false);
        await RunAsync(connection, $"CREATE ROLE {Reader}", cancellationToken).ConfigureAwait(false);
        await RunAsync(connection, $"CREATE SCHEMA {Base}; CREATE TABLE {Base}.{Base} (id integer, name text)", cancellationToken).ConfigureAwait(false);

        var expected = await shadow.SnapshotAsync(scope, cancellationToken).ConfigureAwait(false);
        var planted = Seeds(expected);
        foreach (var seed in planted)
        {
            if (seed.Id.Kind.Word is "index")
            {
                await PlantInvalidIndexAsync(shadow, connection, seed, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await RunAsync(connection, seed.Sql, cancellationToken).ConfigureAwait(false);
            }
        }

        var difference = SnapshotDifference.Between(expected, await shadow.SnapshotAsync(scope, cancellationToken).ConfigureAwait(false));
        return new SelfTestResult(
            [.. planted.Select(p => p with { IsFound = difference.Deltas.Any(d => Shows(d, p)) })],
            [.. difference.Deltas.Where(d => !planted.Any(p => d.Id.IsWithin(p.Id))).Select(static d => d.Id)]);
    }

    // Where the chain has a table, the seeds stand on it; else on one that stands for it.
    private static IReadOnlyList<PlantedDrift> Seeds(Snapshot expected)
    {
        var column = expected.Facts.Where(f => IsPlain(f, expected)).MinBy(static f => f.Id.Parent!.Name is Base)!;
        var table = column.Id.Parent!;
        var (schema, on, name) = (table.Parent!, table.SqlName, SqlName.Quoted(column.Id.Name));
        return
        [
            Of("a table", $"CREATE TABLE {schema.SqlName}.{PlantedName} (id integer)", new FactId(table.Kind, schema, PlantedName)),
            Of("a default", $"ALTER TABLE {on} ALTER COLUMN {name} SET DEFAULT 'planted'", Part("default", column.Id)),
            Of("a grant", $"GRANT SELECT ON {on} TO {Reader}", new FactId(FactKinds.Grant, table, Reader, "SELECT")),
            Of("a policy", $"CREATE POLICY {PlantedName} ON {on} USING (true)", Part("policy", table, PlantedName)),
            Of("a trigger", $"CREATE TRIGGER {PlantedName} BEFORE UPDATE ON {on} FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()", Part("trigger", table, PlantedName)),
            Of("an INVALID index", $"CREATE INDEX CONCURRENTLY {PlantedName}_idx ON {on} ({name})", Part("index", table, $"{PlantedName}_idx")),
        ];
    }

    private static PlantedDrift Of(string what, string sql, FactId id) => new(what, sql, id, IsFound: false);

    private static FactId Part(string kind, FactId parent, string name = "") => new(FactKinds.Find(kind)!, parent, name);

    // A column of a table, of type text and without a default.
    private static bool IsPlain(Fact fact, Snapshot snapshot) =>
        ReferenceEquals(fact.Id.Kind, FactKinds.Column) && fact.Id.Parent is { Kind.Word: "table" }
        && fact.Payload["type"]?.Text is "text" && snapshot.Find(Part("default", fact.Id)) is null
        && snapshot.Find(fact.Id.Parent) is { } table && table.Payload["partition_by"] is null;

    private static bool Shows(Delta delta, PlantedDrift planted) =>
        delta.Kind == DeltaKind.Added && delta.Id.Equals(planted.Id)
        && (planted.Id.Kind.Word is not "index" || delta.After!.Payload["invalid"] is { Boolean: true });

    // As it happens in life: the build waits for another session, somebody loses patience, and what was begun stays.
    private static async Task PlantInvalidIndexAsync(ChainShadow shadow, NpgsqlConnection connection, PlantedDrift seed, CancellationToken cancellationToken)
    {
        var blocker = await OpenAsync(shadow, cancellationToken).ConfigureAwait(false);
        await using var _ = blocker.ConfigureAwait(false);
        await RunAsync(blocker, $"BEGIN; LOCK TABLE {seed.Id.Parent!.SqlName} IN ROW EXCLUSIVE MODE", cancellationToken).ConfigureAwait(false);
        await RunAsync(connection, "SET lock_timeout = '100ms'", cancellationToken).ConfigureAwait(false);
        try
        {
            await RunAsync(connection, seed.Sql, cancellationToken).ConfigureAwait(false);
            throw new UnreachableException("The build of the index did not wait.");
        }
        catch (PostgresException given) when (given.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            await RunAsync(connection, "RESET lock_timeout", cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<NpgsqlConnection> OpenAsync(ChainShadow shadow, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(shadow.SuperuserConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        return connection;
    }

    // In parts, since CREATE INDEX CONCURRENTLY must stand alone.
    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        foreach (var statement in sql.Split("; "))
        {
            var command = new NpgsqlCommand(statement, connection);
            await using (command.ConfigureAwait(false))
            {
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
