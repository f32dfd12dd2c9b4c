using System.Globalization;
using Npgsql;

namespace Plumb.Catalog;

/// <summary>One attempt to read a whole catalog: one transaction, one round trip.</summary>
internal sealed class CatalogReading
{
    // What the renderers of the server depend on, as pg_dump sets it; and what suits large joins over catalogs.
    private const string Settings =
        """
        SELECT set_config(s.name, s.value, true) FROM (VALUES
          ('search_path', ''), ('DateStyle', 'ISO'), ('IntervalStyle', 'postgres'), ('TimeZone', 'UTC'), ('extra_float_digits', '3'),
          ('bytea_output', 'hex'), ('quote_all_identifiers', 'off'), ('standard_conforming_strings', 'on'), ('lc_monetary', 'C'),
          ('statement_timeout', '0'), ('lock_timeout', '0'), ('row_security', 'off'), ('jit', 'off'),
          ('work_mem', '64MB'), ('max_parallel_workers_per_gather', '0')) AS s (name, value)
        """;

    private const string Savepoint = "plumb_snapshot";

    private readonly NpgsqlConnection connection;
    private readonly SnapshotBuilder builder;
    private readonly List<FactKind?> kinds = [];
    private readonly List<string> names = [];
    private readonly int version;
    private readonly bool isSuperuser;

    public CatalogReading(NpgsqlConnection connection, SnapshotOptions options)
    {
        this.connection = connection;
        builder = new SnapshotBuilder(options);
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

        return builder.Build(connection.PostgreSqlVersion.ToString(2));
    }

    /// <summary>Reads the catalog as the open transaction has it, and leaves the transaction and its settings as they are.</summary>
    /// <param name="batch">What <see cref="CreateInsideBatch"/> made for this connection; it can be sent again.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<Snapshot> ReadInsideAsync(NpgsqlBatch batch, CancellationToken cancellationToken)
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
                await ReadResultAsync(names[i], kinds[i], reader, cancellationToken).ConfigureAwait(false);
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

    private Task ReadResultAsync(string name, FactKind? kind, NpgsqlDataReader reader, CancellationToken cancellationToken) => (name, kind) switch
    {
        (_, not null) => ReadFactsAsync(kind, reader, cancellationToken),
        ("extension_members", _) => ReadMembersAsync(reader, cancellationToken),
        ("privileges", _) => ReadPrivilegesAsync(reader, cancellationToken),
        ("dependencies", _) => ReadDependenciesAsync(reader, cancellationToken),
        _ => ReadUnmodelledAsync(reader, cancellationToken),
    };

    private async Task ReadFactsAsync(FactKind kind, NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var rows = new FactRows(reader, builder.Texts);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            builder.AddRow(kind, rows);
        }

        builder.EndOrder(kind);
    }

    private async Task ReadMembersAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            builder.AddMember(KeyAt(reader, 0, sub: null), reader.GetFieldValue<uint>(2));
        }
    }

    private async Task ReadPrivilegesAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            builder.AddPrivileges(KeyAt(reader, 0, sub: 2), reader.GetString(3), reader.GetString(4), reader.GetString(5));
        }
    }

    private async Task ReadDependenciesAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            builder.AddDependency(KeyAt(reader, 0, sub: 2), KeyAt(reader, 3, sub: 5));
        }
    }

    private async Task ReadUnmodelledAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            builder.AddGap(new SnapshotGap($"{reader.GetString(0)}: {reader.GetInt64(1).ToString(CultureInfo.InvariantCulture)}", "Plumb does not know it"));
        }
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

    private static CatalogKey KeyAt(NpgsqlDataReader reader, int first, int? sub) =>
        new(reader.GetFieldValue<uint>(first), reader.GetFieldValue<uint>(first + 1), sub is { } ordinal ? reader.GetInt32(ordinal) : 0);

    private static async Task<string> ReadTextAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        var text = reader.GetString(0);
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        return text;
    }
}
