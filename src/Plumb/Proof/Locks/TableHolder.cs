using Npgsql;
using Plumb.Environments;

namespace Plumb.Proof.Locks;

/// <summary>
/// A transaction that has written to every table but a few. Whoever wants to keep writers out of one of the others waits for it, for as long as it
/// takes: no lock of that kind goes by unseen.
/// </summary>
internal sealed class TableHolder : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;

    private TableHolder(NpgsqlConnection opened) => connection = opened;

    /// <summary>Takes the locks without waiting; null when that is not possible.</summary>
    public static async Task<TableHolder?> HoldAsync(ConnectionTarget superuser, TracedRelations relations, HashSet<uint> except, CancellationToken cancellationToken)
    {
        var opened = await superuser.OpenAsync(cancellationToken).ConfigureAwait(false);
        var tables = relations.ByOid.Where(r => r.Value.Kind is 'r' or 'p' && !except.Contains(r.Key)).Select(static r => $"ONLY {r.Value.Name}").ToList();
        var batch = new NpgsqlBatch(opened) { BatchCommands = { new("BEGIN") } };
        if (tables.Count > 0)
        {
            batch.BatchCommands.Add(new($"LOCK TABLE {string.Join(", ", tables)} IN ROW EXCLUSIVE MODE NOWAIT"));
        }

        await using (batch.ConfigureAwait(false))
        {
            try
            {
                await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                return new TableHolder(opened);
            }
            catch (PostgresException)
            {
                await opened.DisposeAsync().ConfigureAwait(false);
                return null;
            }
            catch
            {
                await opened.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    /// <summary>Gives the locks back.</summary>
    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
