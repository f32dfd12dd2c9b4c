using Plumb.Execution;

namespace Plumb.Proof.Orders;

/// <summary>A savepoint in a transaction that is rolled back at the end.</summary>
internal sealed class SavepointPlace(ShadowSession session) : IOrderPlace
{
    /// <inheritdoc/>
    public Task<T> AfterAsync<T>(PreparedMigration migration, Func<IOrderPlace, Task<T>> work, CancellationToken cancellationToken) => session.UndoAfterAsync(
        async inside =>
        {
            await inside.RunAsync(migration.Up, cancellationToken).ConfigureAwait(false);
            return await work(this).ConfigureAwait(false);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<Moment> ReadAsync(CancellationToken cancellationToken) => session.ReadAsync(cancellationToken);
}
