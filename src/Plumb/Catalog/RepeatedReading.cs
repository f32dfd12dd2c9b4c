using Npgsql;

namespace Plumb.Catalog;

/// <summary>
/// Takes snapshots again and again on one connection, inside the transaction that is open on it. The queries are prepared once: planning
/// them costs more than running them on a small database.
/// </summary>
internal sealed class RepeatedReading(NpgsqlConnection connection, SnapshotOptions options) : IAsyncDisposable
{
    private NpgsqlBatch? prepared;

    /// <summary>Takes a snapshot of what the open transaction sees.</summary>
    /// <exception cref="PostgresException">The server refused a query.</exception>
    public async Task<Snapshot> ReadAsync(CancellationToken cancellationToken)
    {
        var reading = new CatalogReading(connection, options);
        if (prepared is null)
        {
            prepared = reading.CreateInsideBatch();
            await prepared.PrepareAsync(cancellationToken).ConfigureAwait(false);
        }

        return await reading.ReadInsideAsync(prepared, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The session no longer knows what was prepared.</summary>
    public void Forget()
    {
        connection.UnprepareAll();
        prepared?.Dispose();
        prepared = null;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => prepared?.DisposeAsync() ?? ValueTask.CompletedTask;
}
