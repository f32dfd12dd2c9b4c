using System.Diagnostics;
using Plumb.Findings;
using Plumb.Migrations;
using Plumb.Sql;

namespace Plumb.Execution;

/// <summary>
/// Runs a change statement by statement, outside a transaction, with a journal that says which statements are done: an
/// interrupted run continues at the statement that did not finish.
/// </summary>
internal sealed class JournaledRun(DatabaseSession session, LedgerStore ledger)
{
    /// <summary>Runs <paramref name="change"/> from the first statement that is not finished.</summary>
    /// <exception cref="StatementException">A lock could not be had in time; what is done stays done and is in the journal.</exception>
    /// <exception cref="DatabaseException">The server, not the statement, was at fault; what is done stays done and is in the journal.</exception>
    public async Task<MigrationResult> RunAsync(Change change, IReadOnlyList<JournalEntry> journal, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        session.Progress.Report(new ExecutionEvent.Started(change.Migration, change.IsRevert));
        var entries = journal.Where(e => e.IsOf(change)).ToDictionary(static e => e.Ordinal);
        if (FirstRewritten(change, entries) is { } rewritten)
        {
            return Ended(change, MigrationOutcome.Incomplete, begun) with { Findings = [ExecutionFindings.JournalContradicts(rewritten, change)] };
        }

        if (entries.Count == 0)
        {
            await session.SendAsync(batch => ledger.AddBegun(batch, change.Migration, change.IsRevert), cancellationToken).ConfigureAwait(false);
        }

        session.Progress.Report(new ExecutionEvent.Kept(change.Migration));
        var statements = change.Script.Statements;
        var steps = new JournaledStatement(session, change);
        for (var i = 0; i < statements.Count; i++)
        {
            var entry = entries.GetValueOrDefault(i);
            if (entry is { IsFinished: true } && !IsSessionSetting(statements[i]))
            {
                continue;
            }

            try
            {
                await steps.RunAsync(i, mayBeDone: entry is { IsFinished: false } && entry.Checksum == Checksum.Of(statements[i].Text), cancellationToken).ConfigureAwait(false);
            }
            catch (StatementException failed) when (ServerFault.Is(failed.Cause))
            {
                throw new DatabaseException(ExecutionFindings.ServerFailed(failed, change, isOutside: true, session.Target), failed.Cause);
            }
            catch (StatementException failed) when (!Attempts.MayMend(failed))
            {
                var finding = await StatementFailure.ExplainAsync(session, failed, change, cancellationToken).ConfigureAwait(false);
                return Ended(change, MigrationOutcome.Incomplete, begun) with { Findings = [ExecutionFindings.StatementFailedOutside(finding, change, i)] };
            }

            session.Progress.Report(new ExecutionEvent.Advanced(change.Migration, i + 1, statements.Count));
        }

        try
        {
            return await VerifyAsync(change, begun, cancellationToken).ConfigureAwait(false);
        }
        catch (StatementException failed) when (!ServerFault.Is(failed.Cause) && !Attempts.MayMend(failed))
        {
            await session.RollBackAsync().ConfigureAwait(false);
            var finding = await StatementFailure.ExplainAsync(session, failed, change, cancellationToken).ConfigureAwait(false);
            return Ended(change, MigrationOutcome.Incomplete, begun) with { Findings = [ExecutionFindings.StatementFailedOutside(finding, change, statements.Count)] };
        }
    }

    /// <summary>The first finished statement that has another text now, or the last one left when finished ones are gone.</summary>
    private static Statement? FirstRewritten(Change change, Dictionary<int, JournalEntry> entries)
    {
        var statements = change.Script.Statements;
        var rewritten = statements.Where((s, i) => entries.TryGetValue(i, out var entry) && entry.IsFinished && entry.Checksum != Checksum.Of(s.Text)).FirstOrDefault();
        var isShorter = entries.Values.Any(e => e.IsFinished && e.Ordinal >= statements.Count);
        return rewritten ?? (isShorter && statements is [.., var last] ? last : null);
    }

    /// <summary>True for a statement that sets something for the rest of the session, which an interrupted run must do again.</summary>
    private static bool IsSessionSetting(Statement statement)
    {
        var lexer = new SqlLexer(statement.Span);
        lexer.ReadCode();
        return lexer.IsWord("SET") || lexer.IsWord("RESET")
            || (lexer.IsWord("SELECT") && statement.Span.Contains("set_config", StringComparison.OrdinalIgnoreCase));
    }

    private async Task<MigrationResult> VerifyAsync(Change change, long begun, CancellationToken cancellationToken)
    {
        await session.SendAsync(batch => SessionState.AddReset(batch, session.Identity), cancellationToken).ConfigureAwait(false);
        var checks = await session.CheckAsync(change.Migration, change.Inside, insideTransaction: false, cancellationToken).ConfigureAwait(false);
        await session.SendAsync(
            batch =>
            {
                batch.Add("BEGIN");
                SessionState.AddLimit(batch, change.LockTimeout(session.Options));
                SessionState.AddCleanup(batch);
                if (checks.Passed)
                {
                    change.AddRecord(ledger, batch, checks, Stopwatch.GetElapsedTime(begun));
                }
                else
                {
                    change.AddUnverified(ledger, batch, checks, Stopwatch.GetElapsedTime(begun));
                }

                LedgerStore.AddJournalEnd(batch, change.Migration.Id);
                batch.Add("COMMIT");
            },
            cancellationToken).ConfigureAwait(false);
        return Ended(change, checks.Passed ? change.Success : MigrationOutcome.Unverified, begun) with { Checks = checks };
    }

    private static MigrationResult Ended(Change change, MigrationOutcome outcome, long begun) =>
        new(change.Migration, outcome, Stopwatch.GetElapsedTime(begun));
}
