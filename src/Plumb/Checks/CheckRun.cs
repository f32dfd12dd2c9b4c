using System.Data;
using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Plumb.Findings;
using Plumb.Sql;

namespace Plumb.Checks;

/// <summary>Runs one check: what prepares it, the statements before the last, and the one that is judged.</summary>
internal sealed class CheckRun(NpgsqlConnection connection, CheckOptions options, Check check)
{
    private readonly long started = Stopwatch.GetTimestamp();
    private readonly Dictionary<NpgsqlBatchCommand, Statement> statements = [];
    private NpgsqlBatchCommand? identity;
    private SentStatement? current;
    private bool isJudging;

    /// <summary>Runs it inside the savepoint that <paramref name="opening"/> sets, and judges it.</summary>
    public async Task<CheckResult> RunAsync(IEnumerable<string> opening, CancellationToken cancellationToken)
    {
        var judged = JudgedStatement.Of(check);
        using var batch = Prepare(opening);
        try
        {
            foreach (var statement in check.Statements.Take(check.Statements.Count - 1))
            {
                if (!StatementRules.ReturnsRows(statement))
                {
                    Add(batch, statement);
                    continue;
                }

                await FlushAsync(batch, cancellationToken).ConfigureAwait(false);
                current = SentOf(statement);
                using var command = TextCommand(statement.Text);
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                current = null;
            }

            await FlushAsync(batch, cancellationToken).ConfigureAwait(false);
            current = judged.AsSent();
            isJudging = true;
            var observation = await ObserveAsync(judged, cancellationToken).ConfigureAwait(false);
            return Judgement.OfObservation(check, observation, Elapsed);
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.QueryCanceled && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(error.Message, error, cancellationToken);
        }
        catch (PostgresException error) when (IsAboutTheCheck(batch))
        {
            return OfError(error, FailedCommand.Of(batch));
        }
    }

    private TimeSpan Elapsed => Stopwatch.GetElapsedTime(started);

    private NpgsqlBatch Prepare(IEnumerable<string> opening)
    {
        var batch = new NpgsqlBatch(connection) { Timeout = 0 };
        foreach (var command in opening)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(command));
        }

        if (options.StatementTimeout is { } timeout)
        {
            var milliseconds = Math.Clamp((long)Math.Ceiling(timeout.TotalMilliseconds), 1, int.MaxValue);
            batch.BatchCommands.Add(new NpgsqlBatchCommand(string.Create(CultureInfo.InvariantCulture, $"SET LOCAL statement_timeout = {milliseconds}")));
        }

        if (check.Kind == CheckKind.Check)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("SET LOCAL transaction_read_only = on"));
        }

        if (check.As is not null)
        {
            identity = IdentityCommand.For(check.As);
            batch.BatchCommands.Add(identity);
        }

        return batch;
    }

    private void Add(NpgsqlBatch batch, Statement statement)
    {
        var command = new NpgsqlBatchCommand(statement.Text);
        statements.Add(command, statement);
        batch.BatchCommands.Add(command);
    }

    private static async Task FlushAsync(NpgsqlBatch batch, CancellationToken cancellationToken)
    {
        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            batch.BatchCommands.Clear();
        }
    }

    /// <summary>A command whose result comes as text, which every type has; a few, such as aclitem, have no binary form.</summary>
    private NpgsqlCommand TextCommand(string text) => new(text, connection) { CommandTimeout = 0, AllResultTypesAreUnknown = true };

    private async Task<Observation> ObserveAsync(JudgedStatement judged, CancellationToken cancellationToken)
    {
        using var command = TextCommand(judged.Text);
        var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        var judgesBooleans = check.Expectations.Any(static e => e.Kind == ExpectationKind.True);
        var observation = reader.FieldCount == 0
            ? new Observation()
            : await new RowReader(reader, judged.ConditionCount, judgesBooleans, options).ReadAsync(cancellationToken).ConfigureAwait(false);
        await reader.CloseAsync().ConfigureAwait(false);
        var affected = judged.ChangesRows ? observation.Rows : reader.RecordsAffected >= 0 ? reader.RecordsAffected : null;
        return observation with { Affected = affected };
    }

    /// <summary>False for a connection that ended, and for what Plumb itself sent around the check.</summary>
    private bool IsAboutTheCheck(NpgsqlBatch batch) =>
        connection.FullState.HasFlag(ConnectionState.Open)
        && (current is not null || (FailedCommand.Of(batch) is { } failed && (failed == identity || statements.ContainsKey(failed))));

    private CheckResult OfError(PostgresException error, NpgsqlBatchCommand? failed)
    {
        if (failed is not null && failed == identity)
        {
            return Judgement.OfNotRun(check, error.SqlState, CheckFindings.RoleNotAvailable(error, check, connection.UserName), Elapsed);
        }

        var sent = current ?? SentOf(statements[failed!]);
        sent = sent with { Role = check.As?.Role ?? connection.UserName, HidesValues = options.MaskValues };
        return Judgement.OfError(check, Explained(error, ServerError.ToFinding(error, sent)), isJudging, Elapsed);
    }

    private Finding Explained(PostgresException error, Finding finding) => error.SqlState switch
    {
        PostgresErrorCodes.ReadOnlySqlTransaction when check.Kind == CheckKind.Check => CheckFindings.Writes(finding, check),
        PostgresErrorCodes.QueryCanceled when options.StatementTimeout is { } limit && Elapsed >= limit => CheckFindings.TimedOut(finding, limit),
        _ => finding,
    };

    private static SentStatement SentOf(Statement statement) =>
        new(statement.Text, statement.Place, offset => statement.Source.PlaceAt(statement.Start + offset));
}
