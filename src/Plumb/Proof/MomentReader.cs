using Npgsql;
using Plumb.Catalog;
using Plumb.Environments;

namespace Plumb.Proof;

/// <summary>Reads moments inside the transaction that is open on a connection.</summary>
internal sealed class MomentReader(NpgsqlConnection connection, SnapshotOptions options) : IAsyncDisposable
{
    private static readonly string TablesWithRows = EmbeddedQuery.Read(nameof(Proof), "tables_with_rows");
    private static readonly string Access = EmbeddedQuery.Read(nameof(Proof), "access");

    private readonly RepeatedReading reading = new(connection, options);

    /// <summary>Reads schema and rows, and on request who reaches them.</summary>
    public async Task<Moment> ReadAsync(bool withAccess, CancellationToken cancellationToken) => new(
        await reading.ReadAsync(cancellationToken).ConfigureAwait(false),
        await ReadRowsAsync(cancellationToken).ConfigureAwait(false),
        withAccess ? await ReadAccessAsync(cancellationToken).ConfigureAwait(false) : AccessTable.Empty);

    /// <summary>The session no longer knows what was prepared.</summary>
    public void Forget() => reading.Forget();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => reading.DisposeAsync();

    private async Task<IReadOnlyDictionary<string, string>> ReadRowsAsync(CancellationToken cancellationToken)
    {
        var tables = new List<string>();
        var command = new NpgsqlCommand(TablesWithRows, connection) { CommandTimeout = 0 };
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    tables.Add(reader.GetString(0));
                }
            }
        }

        return tables.Count == 0 ? new Dictionary<string, string>(StringComparer.Ordinal) : await DigestAsync(tables, cancellationToken).ConfigureAwait(false);
    }

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

    private async Task<AccessTable> ReadAccessAsync(CancellationToken cancellationToken)
    {
        var levels = new Dictionary<AccessKey, AccessLevel>();
        var tables = new HashSet<string>(StringComparer.Ordinal);
        var command = new NpgsqlCommand(Access, connection) { CommandTimeout = 0 };
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    var table = reader.GetString(1);
                    tables.Add(table);
                    if (reader.GetString(3) is not "-" and var level)
                    {
                        levels.Add(
                            new AccessKey(reader.GetString(0), table, reader.GetString(2)), level is "all" ? AccessLevel.All : AccessLevel.Filtered);
                    }
                }
            }
        }

        return new AccessTable(levels, tables);
    }
}
