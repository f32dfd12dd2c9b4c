namespace Plumb.Proof;

/// <summary>A savepoint of the transaction in which the migration runs: quick, and enough for everything that may run in a transaction.</summary>
internal sealed class SavepointSpace(ShadowSession session) : ITrialSpace
{
    /// <inheritdoc/>
    public Task<T> TryAsync<T>(Func<ShadowSession, Task<T>> work, CancellationToken cancellationToken) => session.UndoAfterAsync(work, cancellationToken);
}
