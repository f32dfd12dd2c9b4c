using System.Globalization;
using Npgsql;

namespace Plumb.Catalog;

/// <summary>One attempt to read a whole catalog: one transaction, one round trip.</summary>
internal sealed class CatalogReading
{
    /// <summary>What the renderers of the server depend on, as pg_dump sets it; and what suits large joins over catalogs.</summary>
    public const string Settings =
        """
        SELECT set_config(s.name, s.value, true) FROM (VALUES
          ('search_path', ''), ('DateStyle', 'ISO'), ('IntervalStyle', 'postgres'), ('TimeZone', 'UTC'), ('extra_float_digits', '3'),
          ('bytea_output', 'hex'), ('quote_all_identifiers', 'off'), ('standard_conforming_strings', 'on'), ('lc_monetary', 'C'),
          ('statement_timeout', '0'), ('lock_timeout', '0'), ('row_security', 'off'), ('jit', 'off'),
          ('work_mem', '64MB'), ('max_parallel_workers_per_gather', '0'), ('plan_cache_mode', 'force_generic_plan')) AS s (name, value)
        """;

    /// <summary>Undoes the settings.</summary>
    public const string Savepoint = "plumb_snapshot";

    private readonly NpgsqlConnection connection;
    private readonly SnapshotBuilder builder;
    private readonly CatalogResults results;
    private readonly List<FactKind?> kinds = [];
    private readonly List<string> names = [];
    private readonly int version;
    private readonly bool isSuperuser;

    public CatalogReading(NpgsqlConnection connection, SnapshotOptions options)
    {
        this.connection = connection;
        builder = new SnapshotBuilder(options);
        results = new CatalogResults(builder);
        version = connection.PostgreSqlVersion.Major;
        isSuperuser = connection.PostgresParameters.TryGetValue("is_superuser", out var value) && value == "on";
        Include("extension_members", null);
        foreach (var kind in FactKinds.All.Where(k => options.IncludesRoles || !k.IsClusterWide))
        {
            foreach (var query in kind.Queries)
            {
                Include(query, kind);
            }
        }

        Include("privileges", null);
        Include("dependencies", null);
        Include("unmodelled", null);
    }

    /// <summary>Reads the catalog.</summary>
    /// <exception cref="CatalogChangedException">It changed meanwhile.</exception>
    /// <exception cref="PostgresException">The server refused a query, or an object vanished under it.</exception>
    public async Task<Snapshot> ReadAsync(CancellationToken cancellationToken)
    {
        var batch = CreateBatch(["BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"], ["COMMIT"]);
        await using (batch.ConfigureAwait(false))
        {
            var (began, ended) = await ReadAsync(batch, cancellationToken).ConfigureAwait(false);
            if (began != ended)
            {
                await RefuseChangesSinceAsync(began, cancellationToken).ConfigureAwait(false);
            }
        }

        return builder.Build(connection.PostgreSqlVersion.ToString(2)).Snapshot;
    }

    /// <summary>Reads the catalog as the open transaction has it, and leaves the transaction and its settings as they are.</summary>
    /// <param name="batch">What <see cref="CreateInsideBatch"/> made for this connection; it can be sent again.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<CatalogState> ReadInsideAsync(NpgsqlBatch batch, CancellationToken cancellationToken)
    {
        await ReadAsync(batch, cancellationToken).ConfigureAwait(false);
        return builder.Build(connection.PostgreSqlVersion.ToString(2));
    }

    /// <summary>The queries between a savepoint and the way back to it.</summary>
    public NpgsqlBatch CreateInsideBatch() => CreateBatch(
        [$"SAVEPOINT {Savepoint}"], [$"ROLLBACK TO SAVEPOINT {Savepoint}", $"RELEASE SAVEPOINT {Savepoint}"]);

    private async Task<(string Began, string Ended)> ReadAsync(NpgsqlBatch batch, CancellationToken cancellationToken)
    {
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
            var began = await ReadTextAsync(reader, cancellationToken).ConfigureAwait(false);
            for (var i = 0; i < names.Count; i++)
            {
                await results.ReadAsync(names[i], kinds[i], reader, cancellationToken).ConfigureAwait(false);
                await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
            }

            return (began, await ReadTextAsync(reader, cancellationToken).ConfigureAwait(false));
        }
    }

    private void Include(string query, FactKind? kind)
    {
        names.Add(query);
        kinds.Add(kind);
    }

    private NpgsqlBatch CreateBatch(string[] opening, string[] closing)
    {
        var batch = new NpgsqlBatch(connection) { Timeout = 0 };
        Array.ForEach(opening, Add);
        Add(Settings);
        Add("SELECT pg_current_snapshot()::text");
        foreach (var name in names)
        {
            var query = CatalogQuery.Read(name, version, isSuperuser);
            Add(name == "unmodelled" ? query.Replace("@classes@", Modelled(), StringComparison.Ordinal) : query);
        }

        Array.ForEach(closing, Add);
        Add("SELECT pg_current_snapshot()::text");
        return batch;

        void Add(string sql) => batch.BatchCommands.Add(new NpgsqlBatchCommand(sql));
    }

    // Large objects are data.
    private static string Modelled()
    {
        var catalogs = FactKinds.All.Select(static k => k.Catalog).Where(static c => c != 0)
            .Concat([SystemCatalog.OperatorOfFamily, SystemCatalog.ProcedureOfFamily, SystemCatalog.LargeObject]).Distinct();
        return $"'{{{string.Join(',', catalogs.Select(static c => c.ToString(CultureInfo.InvariantCulture)))}}}'::oid[]";
    }

    /// <summary>Asks whether definitions have changed since a snapshot of the server.</summary>
    /// <exception cref="CatalogChangedException">They have.</exception>
    public async Task RefuseChangesSinceAsync(string began, CancellationToken cancellationToken)
    {
        var query = CatalogQuery.Read("changes", version, isSuperuser).Replace("@snapshot@", began, StringComparison.Ordinal);
        var command = new NpgsqlCommand(query, connection);
        await using (command.ConfigureAwait(false))
        {
            if (await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is int and > 0)
            {
                throw new CatalogChangedException("definitions changed");
            }
        }
    }

    private static async Task<string> ReadTextAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        var text = reader.GetString(0);
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        return text;
    }
}
