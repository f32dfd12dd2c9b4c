using System.Diagnostics;
using Npgsql;
using Plumb.Execution;
using Plumb.Proof.Locks;

namespace Plumb.Proof;

/// <summary>
/// Proves one migration. One that may run in a transaction is judged inside a single one: every trial is a savepoint that is rolled back, and
/// only the migration itself is committed. For the others, every trial has a copy of the database.
/// </summary>
internal sealed class MigrationProof(ShadowServer server, IReadOnlyList<IObligation> obligations, Action<string> tell)
{
    private readonly List<ObligationResult> results = [];

    /// <summary>The session, which a copy of the database closes and opens again.</summary>
    public required ShadowSession Session { get; set; }

    /// <summary>What was shown.</summary>
    public IReadOnlyList<ObligationResult> Results => results;

    /// <summary>Applies the migration and judges it.</summary>
    /// <param name="context">What is known before; <see cref="ProofContext.After"/> and the results of checks are set here.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What the database holds then.</returns>
    /// <exception cref="StatementException">A statement fails; nothing of the migration stays.</exception>
    /// <exception cref="SessionLostException">A statement ended the session.</exception>
    public async Task<Moment> RunAsync(ProofContext context, CancellationToken cancellationToken)
    {
        if (!context.Prepared.Up.RunsInTransaction)
        {
            return await RunOutsideAsync(context, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return await RunInsideAsync(context, cancellationToken).ConfigureAwait(false);
        }
        catch (OutsideTransactionException)
        {
            await Session.RollBackAsync(CancellationToken.None).ConfigureAwait(false);
            results.Clear();
            var prepared = context.Prepared;
            return await RunOutsideAsync(
                context with { Prepared = prepared with { Up = prepared.Up with { RunsInTransaction = false } } }, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<Moment> RunInsideAsync(ProofContext context, CancellationToken cancellationToken)
    {
        var up = context.Prepared.Up;
        var left = new List<IObligation>();
        await Session.BeginAsync(up.Begin, cancellationToken).ConfigureAwait(false);
        tell("require");
        context = context with { RequireResults = await Session.CheckAsync(context.Prepared.Require, cancellationToken).ConfigureAwait(false) };
        await Session.SendAsync(["SAVEPOINT plumb_before"], cancellationToken).ConfigureAwait(false);
        context = await ApplyAsync(context with { Space = new SavepointSpace(Session) }, cancellationToken).ConfigureAwait(false);
        if (obligations.Any(static o => o.Start == TrialStart.Before))
        {
            context = context with { Written = await Session.ReadWrittenAsync(cancellationToken).ConfigureAwait(false) };
            await Session.SendAsync(["ROLLBACK TO SAVEPOINT plumb_before"], cancellationToken).ConfigureAwait(false);
            left.AddRange(await JudgeAsync(context, TrialStart.Before, obligations, cancellationToken).ConfigureAwait(false));
            if (left.Exists(static o => o.Start == TrialStart.Before))
            {
                // Nothing of the migration is there yet, so that the transaction can be left for as long as copies are made.
                await Session.RollBackAsync(cancellationToken).ConfigureAwait(false);
                await JudgeOnCopiesAsync(context, TrialStart.Before, left, ShadowServer.Main, cancellationToken).ConfigureAwait(false);
                await Session.BeginAsync(up.Begin, cancellationToken).ConfigureAwait(false);
            }

            await Session.RunAsync(up, cancellationToken).ConfigureAwait(false);
        }

        // Copies close the session and open another one.
        context = await ReadAsync(context with { Space = new SavepointSpace(Session) }, cancellationToken).ConfigureAwait(false);
        left.AddRange(await JudgeAsync(context, TrialStart.After, obligations, cancellationToken).ConfigureAwait(false));
        await Session.CommitAsync(cancellationToken).ConfigureAwait(false);
        if (left.Exists(static o => o.Start == TrialStart.After))
        {
            await JudgeOnCopiesAsync(context, TrialStart.After, left, ShadowServer.Main, cancellationToken).ConfigureAwait(false);
        }

        return context.After;
    }

    private async Task<Moment> RunOutsideAsync(ProofContext context, CancellationToken cancellationToken)
    {
        context = context with { RequireResults = await Session.CheckAsync(context.Prepared.Require, cancellationToken).ConfigureAwait(false) };
        string? before = null;
        if (obligations.Any(static o => o.Start == TrialStart.Before))
        {
            before = await DetachedAsync(() => server.CopyAsync(ShadowServer.Main, cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        context = await ReadAsync(await ApplyAsync(context, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        await JudgeOnCopiesAsync(context, TrialStart.After, obligations, ShadowServer.Main, cancellationToken).ConfigureAwait(false);
        if (before is not null)
        {
            await JudgeOnCopiesAsync(context, TrialStart.Before, obligations, before, cancellationToken).ConfigureAwait(false);
            await server.DropAsync(before).ConfigureAwait(false);
        }

        return context.After;
    }

    private async Task<ProofContext> ApplyAsync(ProofContext context, CancellationToken cancellationToken)
    {
        tell("replays");
        var traced = TracedScript.Empty;
        if (obligations.Any(static o => o.WantsLocks))
        {
            traced = await Session.RunTracedAsync(context.Prepared.Up, cancellationToken).ConfigureAwait(false);
            context.Sizes?.Learn(traced.Before, context.IsInPlace);
        }
        else
        {
            await Session.RunAsync(context.Prepared.Up, cancellationToken).ConfigureAwait(false);
        }

        tell("verified");
        return context with { VerifyResults = await Session.CheckAsync(context.Prepared.Verify, cancellationToken).ConfigureAwait(false), Traced = traced };
    }

    private async Task<ProofContext> ReadAsync(ProofContext context, CancellationToken cancellationToken) =>
        context with { After = await Session.ReadAsync(cancellationToken, withAccess: true, context.Before).ConfigureAwait(false) };

    private async Task JudgeOnCopiesAsync(
        ProofContext context, TrialStart start, IReadOnlyList<IObligation> chosen, string database, CancellationToken cancellationToken) =>
        await DetachedAsync(
            () => JudgeAsync(context with { Space = new CopySpace(server, database) }, start, chosen, cancellationToken), cancellationToken).ConfigureAwait(false);

    /// <summary>Runs <paramref name="work"/> while nobody is connected to the database of the chain, so that it can be copied.</summary>
    private async Task<T> DetachedAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await Session.DisposeAsync().ConfigureAwait(false);
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            Session = await server.OpenAsync(ShadowServer.Main, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Judges the obligations whose trials begin with that state, and returns those that need copies of the database.</summary>
    private async Task<List<IObligation>> JudgeAsync(
        ProofContext context, TrialStart start, IReadOnlyList<IObligation> chosen, CancellationToken cancellationToken)
    {
        var left = new List<IObligation>();
        foreach (var obligation in chosen.Where(o => o.Start == start))
        {
            tell(obligation.Name);
            var begun = Stopwatch.GetTimestamp();
            try
            {
                var result = await obligation.JudgeAsync(context, cancellationToken).ConfigureAwait(false);
                results.Add(result with { Duration = Stopwatch.GetElapsedTime(begun) });
            }
            catch (OutsideTransactionException) when (context.IsInTransaction)
            {
                left.Add(obligation);
            }
            catch (Exception failed) when (failed is PostgresException or StatementException or OutsideTransactionException)
            {
                results.Add(context.Result(obligation, ProofOutcome.Faulty, "could not be judged") with
                {
                    Findings = [ProofFindings.NotJudged(obligation.Name, context.Migration, failed.Message)],
                    Duration = Stopwatch.GetElapsedTime(begun),
                });
            }
        }

        return left;
    }
}
