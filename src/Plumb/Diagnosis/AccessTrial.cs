using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace Plumb.Diagnosis;

/// <summary>A transaction that is always rolled back, in which questions are asked as one role or another.</summary>
internal sealed class AccessTrial(NpgsqlConnection connection)
{
    private const string Savepoint = "plumb_question";

    /// <summary>Opens it. No lock is waited for long, and no question runs longer than half a minute.</summary>
    public Task BeginAsync(CancellationToken cancellationToken) =>
        RunAsync(cancellationToken, "BEGIN", "SET LOCAL lock_timeout = 2000", "SET LOCAL statement_timeout = 30000");

    /// <summary>Undoes everything.</summary>
    public Task EndAsync() => connection.FullState.HasFlag(System.Data.ConnectionState.Open) ? RunAsync(CancellationToken.None, "ROLLBACK") : Task.CompletedTask;

    /// <summary>Runs commands whose effect lasts until the end of the trial.</summary>
    /// <returns>What the server said when it refused one, which then had no effect; null when it did not.</returns>
    public async Task<PostgresException?> TryAsync(CancellationToken cancellationToken, params string[] commands)
    {
        try
        {
            await RunAsync(cancellationToken, [$"SAVEPOINT {Savepoint}", .. commands, $"RELEASE SAVEPOINT {Savepoint}"]).ConfigureAwait(false);
            return null;
        }
        catch (PostgresException refused) when (!cancellationToken.IsCancellationRequested)
        {
            await RunAsync(cancellationToken, $"ROLLBACK TO SAVEPOINT {Savepoint}", $"RELEASE SAVEPOINT {Savepoint}").ConfigureAwait(false);
            return refused;
        }
    }

    /// <summary>
    /// Asks one question, after <paramref name="prepare"/> has said as whom; both are undone. The server refuses whatever would write: not
    /// everything that a policy's function may do, such as taking the next value of a sequence, can be rolled back.
    /// </summary>
    /// <returns>The first row as numbers, or what the server said when it refused.</returns>
    public async Task<(long[]? Numbers, PostgresException? Refusal)> CountAsync(
        string query, Func<IEnumerable<NpgsqlBatchCommand>> prepare, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync([new NpgsqlBatchCommand($"SAVEPOINT {Savepoint}"), new NpgsqlBatchCommand("SET LOCAL transaction_read_only = on"), .. prepare()], cancellationToken).ConfigureAwait(false);
            var rows = await ReadAsync(query, cancellationToken).ConfigureAwait(false);
            return ([.. rows[0].Select(static n => long.Parse(n!, CultureInfo.InvariantCulture))], null);
        }
        catch (PostgresException refused) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, refused);
        }
        finally
        {
            await RunAsync(CancellationToken.None, $"ROLLBACK TO SAVEPOINT {Savepoint}", $"RELEASE SAVEPOINT {Savepoint}").ConfigureAwait(false);
        }
    }

    /// <summary>The rows of a query, as text.</summary>
    public async Task<List<string?[]>> ReadAsync(string query, CancellationToken cancellationToken, params string[] parameters)
    {
        var command = new NpgsqlCommand(query, connection) { AllResultTypesAreUnknown = true };
        await using (command.ConfigureAwait(false))
        {
            foreach (var parameter in parameters)
            {
                command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = parameter });
            }

            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var rows = new List<string?[]>();
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetString(i))]);
                }

                return rows;
            }
        }
    }

    private Task RunAsync(CancellationToken cancellationToken, params IEnumerable<string> commands) =>
        RunAsync(commands.Select(static c => new NpgsqlBatchCommand(c)), cancellationToken);

    private async Task RunAsync(IEnumerable<NpgsqlBatchCommand> commands, CancellationToken cancellationToken)
    {
        var batch = new NpgsqlBatch(connection);
        await using (batch.ConfigureAwait(false))
        {
            foreach (var command in commands)
            {
                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
