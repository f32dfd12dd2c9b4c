using Npgsql;

namespace Plumb.Execution;

/// <summary>
/// Runs changes one after the other, until one fails. A commit that another one follows does not wait for the disk: the server writes commits in
/// their order, so that a crash of it can only take the last ones, each with its record in the ledger. The last commit waits, for all before it
/// too, and where the run ends early a flush does.
/// </summary>
internal sealed class Succession(DatabaseSession session, MigrationRunner runner)
{
    /// <summary>How many commits may not have waited for the disk.</summary>
    private int unflushed;

    /// <summary>Runs <paramref name="changes"/>; when it returns, every commit is as durable as the session's settings make it.</summary>
    /// <param name="changes">In the order in which they run.</param>
    /// <param name="isInPlace">True for a migration that ran before and is only judged.</param>
    /// <param name="cancellationToken">Rolls back the change that is running, and stops.</param>
    public async Task<IReadOnlyList<MigrationResult>> RunAsync(IReadOnlyList<Change> changes, Func<Change, bool> isInPlace, CancellationToken cancellationToken)
    {
        var results = new List<MigrationResult>();
        try
        {
            foreach (var (i, change) in changes.Index())
            {
                var isFollowed = i < changes.Count - 1;
                unflushed += isFollowed ? 1 : 0;
                results.AddRange(isInPlace(change)
                    ? [await runner.VerifyAgainAsync(change, cancellationToken).ConfigureAwait(false)]
                    : await runner.RunAsync([change with { IsFollowed = isFollowed }], cancellationToken).ConfigureAwait(false));
                if (!results[^1].Succeeded)
                {
                    break;
                }

                unflushed = isFollowed ? unflushed : 0;
            }
        }
        catch
        {
            await TryFlushAsync().ConfigureAwait(false);
            throw;
        }

        // Why a migration failed says more than that the flush did.
        await (results is [.., { Succeeded: false }] ? TryFlushAsync() : FlushAsync()).ConfigureAwait(false);
        return results;
    }

    /// <summary>Commits something that waits for the disk, and so for all that was committed before: a message that nobody reads.</summary>
    private async Task FlushAsync()
    {
        if (unflushed == 0)
        {
            return;
        }

        try
        {
            await session.SendAsync(static batch => batch.Add("SELECT pg_catalog.pg_logical_emit_message(true, 'plumb', '')"), CancellationToken.None).ConfigureAwait(false);
            unflushed = 0;
        }
        catch
        {
            session.Progress.Report(new ExecutionEvent.Unconfirmed(unflushed));
            throw;
        }
    }

    private async Task TryFlushAsync()
    {
        try
        {
            await FlushAsync().ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is NpgsqlException or InvalidOperationException or StatementException)
        {
            // What ended the run says more.
        }
    }
}
