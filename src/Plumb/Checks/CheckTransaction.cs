using System.Data;
using Npgsql;

namespace Plumb.Checks;

/// <summary>
/// The savepoint in which each check runs: in the transaction that is open, or in one of its own. What undoes one check travels
/// with what prepares the next, so that a check costs two round trips, failed or not.
/// </summary>
internal sealed class CheckTransaction(NpgsqlConnection connection, bool insideTransaction)
{
    private const string Savepoint = "plumb_check";
    private bool isOpen;

    /// <summary>What undoes the check before and opens the savepoint of the next one.</summary>
    public IEnumerable<string> Begin(CheckKind kind)
    {
        IEnumerable<string> commands = (insideTransaction, isOpen) switch
        {
            (true, false) => [$"SAVEPOINT {Savepoint}"],
            (true, true) => [$"ROLLBACK TO SAVEPOINT {Savepoint}"],
            (false, false) => [Opening(kind), $"SAVEPOINT {Savepoint}"],
            (false, true) => ["ROLLBACK", Opening(kind), $"SAVEPOINT {Savepoint}"],
        };
        isOpen = true;
        return commands;
    }

    /// <summary>Undoes the last check and leaves the connection as it was.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        if (!isOpen)
        {
            return;
        }

        isOpen = false;
        using var batch = new NpgsqlBatch(connection) { Timeout = 0 };
        string[] commands = insideTransaction ? [$"ROLLBACK TO SAVEPOINT {Savepoint}", $"RELEASE SAVEPOINT {Savepoint}"] : ["ROLLBACK"];
        foreach (var command in commands)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(command));
        }

        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>As <see cref="EndAsync"/> after an exception, which counts more than one that comes up here.</summary>
    public async Task AbandonAsync()
    {
        if (!connection.FullState.HasFlag(ConnectionState.Open))
        {
            return;
        }

        try
        {
            await EndAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (NpgsqlException)
        {
            // The connection is gone or the transaction was never there; the first exception says why.
        }
    }

    private static string Opening(CheckKind kind) => kind == CheckKind.Check ? "BEGIN READ ONLY" : "BEGIN";
}
