using Npgsql;

namespace Plumb.Catalog;

/// <summary>
/// Takes snapshots again and again on one connection, inside the transaction that is open on it. The queries are prepared once: planning
/// them costs more than running them on a small database.
/// </summary>
internal sealed class RepeatedReading(NpgsqlConnection connection, SnapshotOptions options) : IAsyncDisposable
{
    private NpgsqlBatch? prepared;
    private ChangeReading? changes;

    /// <summary>Takes a snapshot of what the open transaction sees.</summary>
    /// <param name="previous">The state in which the transaction began, to read only what has changed since; null when it is not known.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="PostgresException">The server refused a query.</exception>
    public async Task<CatalogState> ReadAsync(CatalogState? previous, CancellationToken cancellationToken)
    {
        changes ??= new ChangeReading(connection, options);
        if (previous is not null && await changes.ReadAsync(previous, cancellationToken).ConfigureAwait(false) is { } changed)
        {
            return changed;
        }

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
        changes = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (prepared is not null)
        {
            await prepared.DisposeAsync().ConfigureAwait(false);
        }

        if (changes is not null)
        {
            await changes.DisposeAsync().ConfigureAwait(false);
        }
    }
}
