using Npgsql;
using Plumb.Execution;

namespace Plumb.Proof.Crashes;

/// <summary>Ends a session on the server as soon as it has told that a statement is done.</summary>
/// <param name="superuser">Another session, which may end it.</param>
/// <param name="killsAfter">Whether to end it after so many statements.</param>
internal sealed class SessionKiller(NpgsqlConnection superuser, Func<int, bool> killsAfter) : IProgress<ExecutionEvent>
{
    private const int Patience = 10_000;

    /// <summary>The session.</summary>
    public int ProcessId { get; set; }

    /// <summary>True once it was ended.</summary>
    public bool HasKilled { get; private set; }

    /// <summary>How many statements it had finished.</summary>
    public int Done { get; private set; }

    /// <inheritdoc/>
    public void Report(ExecutionEvent value)
    {
        if (value is ExecutionEvent.Advanced advanced)
        {
            Done = advanced.Done;
            if (!HasKilled && killsAfter(Done))
            {
                Kill();
            }
        }
    }

    /// <summary>Ends the session, and returns once it is gone.</summary>
    public void Kill()
    {
        HasKilled = true;
        using var command = new NpgsqlCommand("SELECT pg_catalog.pg_terminate_backend($1, $2)", superuser)
        {
            Parameters = { new() { Value = ProcessId }, new() { Value = (long)Patience } },
        };
        command.ExecuteNonQuery();
    }

    /// <summary>Whether the session waits for a lock.</summary>
    public async Task<bool> IsWaitingAsync(CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM pg_catalog.pg_locks WHERE pid = $1 AND NOT granted)", superuser) { Parameters = { new() { Value = ProcessId } } };
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is true;
        }
    }
}
