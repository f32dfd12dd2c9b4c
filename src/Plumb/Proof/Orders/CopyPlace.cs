using Plumb.Execution;

namespace Plumb.Proof.Orders;

/// <summary>A database to which nobody is connected, so that it can be copied: for migrations that cannot run in a transaction.</summary>
internal sealed class CopyPlace(ShadowServer server, string database) : IOrderPlace
{
    /// <inheritdoc/>
    public async Task<T> AfterAsync<T>(PreparedMigration migration, Func<IOrderPlace, Task<T>> work, CancellationToken cancellationToken)
    {
        var copy = await server.CopyAsync(database, cancellationToken).ConfigureAwait(false);
        try
        {
            var session = await server.OpenAsync(copy, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                await session.RunAsync(migration.Up, cancellationToken).ConfigureAwait(false);
            }

            return await work(new CopyPlace(server, copy)).ConfigureAwait(false);
        }
        finally
        {
            await server.DropAsync(copy).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task<Moment> ReadAsync(CancellationToken cancellationToken)
    {
        var session = await server.OpenAsync(database, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            return await session.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
