namespace Plumb.Proof;

/// <summary>A copy of a database for each trial, for what cannot run in a transaction.</summary>
/// <param name="server">The shadow.</param>
/// <param name="database">The database that is copied; nobody may be connected to it meanwhile.</param>
internal sealed class CopySpace(ShadowServer server, string database) : ITrialSpace
{
    /// <inheritdoc/>
    public async Task<T> TryAsync<T>(Func<ShadowSession, Task<T>> work, CancellationToken cancellationToken)
    {
        var copy = await server.CopyAsync(database, cancellationToken).ConfigureAwait(false);
        try
        {
            var session = await server.OpenAsync(copy, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                return await work(session).ConfigureAwait(false);
            }
        }
        finally
        {
            await server.DropAsync(copy).ConfigureAwait(false);
        }
    }
}
