using Npgsql;
using NpgsqlTypes;
using Plumb.Catalog;
using Plumb.Environments;

namespace Plumb.Proof;

/// <summary>Reads moments inside the transaction that is open on a connection.</summary>
internal sealed class MomentReader(NpgsqlConnection connection, SnapshotOptions options) : IAsyncDisposable
{
    private static readonly string TablesWithRows = EmbeddedQuery.Read(nameof(Proof), "tables_with_rows");
    private static readonly string Access = EmbeddedQuery.Read(nameof(Proof), "access");
    private static readonly string Changed = "SELECT unnest($1::oid[])";
    private static readonly string ChangedOrWritten = $"{Changed} UNION\n{EmbeddedQuery.Read(nameof(Proof), "written_tables")}";

    private readonly RepeatedReading reading = new(connection, options);

    /// <summary>Reads schema and rows, and on request who reaches them.</summary>
    /// <param name="withAccess">Whether to read who reaches them.</param>
    /// <param name="since">The state in which the open transaction began, to read only what has changed since; null when it is not known.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<Moment> ReadAsync(bool withAccess, Moment? since, CancellationToken cancellationToken)
    {
        var state = await reading.ReadAsync(since?.State, cancellationToken).ConfigureAwait(false);
        var changed = since is null || state.Change is null ? null : ChangedTables.Of(since, state);
        var rows = await ReadRowsAsync(changed, cancellationToken).ConfigureAwait(false);
        var access = withAccess ? await ReadAccessAsync(changed, cancellationToken).ConfigureAwait(false) : AccessTable.Empty;
        return new Moment(state.Snapshot, rows, access) { State = state };
    }

    /// <summary>The session no longer knows what was prepared.</summary>
    public void Forget() => reading.Forget();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => reading.DisposeAsync();

    private async Task<IReadOnlyDictionary<string, string>> ReadRowsAsync(ChangedTables? changed, CancellationToken cancellationToken)
    {
        var tables = new List<string>();
        var command = Command(TablesWithRows, changed?.Oids, ChangedOrWritten);
        await using (command.ConfigureAwait(false))
        {
            await command.PrepareAsync(cancellationToken).ConfigureAwait(false);
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    tables.Add(reader.GetString(1));
                }
            }
        }

        var digests = tables.Count == 0 ? [] : await DigestAsync(tables, cancellationToken).ConfigureAwait(false);
        foreach (var (table, digest) in changed?.Since.Rows.Where(r => !changed.Contains(r.Key) && !tables.Contains(r.Key, StringComparer.Ordinal)) ?? [])
        {
            digests.Add(table, digest);
        }

        return digests;
    }

    // A query about all tables, or about some: those are looked up, as an array that is known when the query is planned or begins to run.
    private NpgsqlCommand Command(string sql, uint[]? oids, string chosen) => oids is null
        ? new(sql, connection) { CommandTimeout = 0 }
        : new($"SELECT q.* FROM (\n{sql}\n) AS q WHERE q.oid = ANY (ARRAY(\n{chosen}\n))", connection)
        {
            CommandTimeout = 0,
            Parameters = { new() { NpgsqlDbType = NpgsqlDbType.Oid | NpgsqlDbType.Array, Value = oids } },
        };

    private async Task<Dictionary<string, string>> DigestAsync(List<string> tables, CancellationToken cancellationToken)
    {
        var digests = new Dictionary<string, string>(StringComparer.Ordinal);
        var batch = new NpgsqlBatch(connection) { Timeout = 0 };
        await using (batch.ConfigureAwait(false))
        {
            foreach (var table in tables)
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand(
                    $"SELECT NULLIF(pg_catalog.count(*), 0)::text || ':' || pg_catalog.sum(pg_catalog.hashtextextended(t::text, 0))::text FROM {table} AS t"));
            }

            var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                foreach (var table in tables)
                {
                    if (await reader.ReadAsync(cancellationToken).ConfigureAwait(false) && !await reader.IsDBNullAsync(0, cancellationToken).ConfigureAwait(false))
                    {
                        digests.Add(table, reader.GetString(0));
                    }

                    await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
                }
            }
        }

        return digests;
    }

    private async Task<AccessTable> ReadAccessAsync(ChangedTables? changed, CancellationToken cancellationToken)
    {
        var tables = new Dictionary<string, Dictionary<AccessKey, AccessLevel>>(StringComparer.Ordinal);
        var narrowed = changed is { ChangesSchemas: false } ? changed : null;
        var command = Command(Access, narrowed?.Oids, Changed);
        await using (command.ConfigureAwait(false))
        {
            await command.PrepareAsync(cancellationToken).ConfigureAwait(false);
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    var table = reader.GetString(1);
                    if (!tables.TryGetValue(table, out var cells))
                    {
                        tables.Add(table, cells = []);
                    }

                    if (reader.GetString(4) is not "-" and var level)
                    {
                        cells.Add(
                            new AccessKey(reader.GetString(2), table, reader.GetString(3)), level is "all" ? AccessLevel.All : AccessLevel.Filtered);
                    }
                }
            }
        }

        foreach (var (table, cells) in narrowed?.Since.Access.Tables.Where(t => !narrowed.Contains(t.Key)) ?? [])
        {
            tables.Add(table, cells);
        }

        return new AccessTable(tables);
    }
}
