using Npgsql;

namespace Plumb.Environments;

/// <summary>
/// Commands and the server's answers to them: asynchronously, or waiting on the calling thread in a process that has one thing to do
/// and sets the switch <c>Plumb.WaitOnThread</c>. The command line does: .NET's asynchronous sockets cost a short command a fifth
/// of its time, and each answer two changes of thread.
/// </summary>
internal static class Exchange
{
    private static readonly bool WaitsOnThread = AppContext.TryGetSwitch("Plumb.WaitOnThread", out var isSet) && isSet;
    private static readonly TimeSpan CancelAgain = TimeSpan.FromMilliseconds(100);

    /// <summary>Opens a connection. Only a socket on this machine answers at once, whatever happens, so that its thread may wait.</summary>
    public static Task ConnectAsync(NpgsqlConnection connection, bool isUnixSocket, CancellationToken cancellationToken)
    {
        if (!WaitsOnThread || !isUnixSocket)
        {
            return connection.OpenAsync(cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
        connection.Open();
        return Task.CompletedTask;
    }

    /// <summary>Runs a batch whose rows nobody reads.</summary>
    public static ValueTask<int> RunAsync(NpgsqlBatch batch, CancellationToken cancellationToken) => WaitsOnThread
        ? new(Wait(batch.ExecuteNonQuery, batch.Cancel, cancellationToken))
        : new(batch.ExecuteNonQueryAsync(cancellationToken));

    /// <summary>Runs a command whose rows nobody reads.</summary>
    public static ValueTask<int> RunAsync(NpgsqlCommand command, CancellationToken cancellationToken) => WaitsOnThread
        ? new(Wait(command.ExecuteNonQuery, command.Cancel, cancellationToken))
        : new(command.ExecuteNonQueryAsync(cancellationToken));

    /// <summary>Asks for one value; null when there is no row.</summary>
    public static ValueTask<object?> AskAsync(NpgsqlCommand command, CancellationToken cancellationToken) => WaitsOnThread
        ? new(Wait(command.ExecuteScalar, command.Cancel, cancellationToken))
        : new(command.ExecuteScalarAsync(cancellationToken));

    /// <summary>Asks for rows.</summary>
    public static ValueTask<NpgsqlDataReader> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken) => WaitsOnThread
        ? new(Wait(() => command.ExecuteReader(), command.Cancel, cancellationToken))
        : new(command.ExecuteReaderAsync(cancellationToken));

    /// <inheritdoc cref="ReadAsync(NpgsqlCommand, CancellationToken)"/>
    public static ValueTask<NpgsqlDataReader> ReadAsync(NpgsqlBatch batch, CancellationToken cancellationToken) => WaitsOnThread
        ? new(Wait(() => batch.ExecuteReader(), batch.Cancel, cancellationToken))
        : new(batch.ExecuteReaderAsync(cancellationToken));

    /// <summary>Goes to the next row.</summary>
    public static ValueTask<bool> NextRowAsync(NpgsqlDataReader reader, CancellationToken cancellationToken) => WaitsOnThread
        ? new(reader.Read())
        : new(reader.ReadAsync(cancellationToken));

    /// <summary>Goes to the next command's rows.</summary>
    public static ValueTask<bool> NextResultAsync(NpgsqlDataReader reader, CancellationToken cancellationToken) => WaitsOnThread
        ? new(reader.NextResult())
        : new(reader.NextResultAsync(cancellationToken));

    /// <summary>
    /// Runs a command that blocks the thread. The server is asked to cancel it again and again until it has ended, since a request that
    /// comes before the command does nothing.
    /// </summary>
    private static T Wait<T>(Func<T> run, Action cancel, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var ended = new ManualResetEventSlim();
        using var registration = cancellationToken.UnsafeRegister(
            _ =>
            {
                do
                {
                    cancel();
                }
                while (!ended.Wait(CancelAgain));
            },
            null);
        try
        {
            return run();
        }
        catch (PostgresException canceled) when (canceled.SqlState == PostgresErrorCodes.QueryCanceled && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(canceled.Message, canceled, cancellationToken);
        }
        finally
        {
            ended.Set();
        }
    }
}
