using Npgsql;
using Plumb.Catalog;
using Plumb.Execution;
using Plumb.Findings;
using Plumb.Migrations;
using Plumb.Shadow;

namespace Plumb.Presence;

/// <summary>Explains why something exists already: finds out what of the failed migration is in the database, and what is not.</summary>
/// <param name="chain">The files.</param>
/// <param name="shadow">The server on which it is learned what the files make.</param>
/// <param name="patience">How long it may take; what is not known by then is left out.</param>
/// <param name="progress">Told what happens.</param>
public sealed class PartialApplication(Chain chain, EmbeddedServerOptions shadow, TimeSpan patience, IProgress<ExecutionEvent> progress)
{
    /// <summary>Every pending migration costs a look at the catalog.</summary>
    private const int MostInQuestion = 40;

    /// <summary>The result with its finding explained; as it was when nothing exists already, or when that cannot be found out.</summary>
    /// <param name="result">What <c>up</c> did.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ExecutionResult> ExplainAsync(ExecutionResult result, CancellationToken cancellationToken)
    {
        if (result.Results is not [.., { Outcome: MigrationOutcome.RolledBack or MigrationOutcome.Incomplete, Findings: [{ } finding] } failed] || !SaysThatItExists(finding))
        {
            return result;
        }

        progress.Report(new ExecutionEvent.Noted($"{finding.Message}; looking what of {failed.Migration.Id} is there"));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            var explained = await SessionOpener.WithSessionAsync(
                result.Target, new ExecutionOptions(), new Quiet(progress), s => ExplainAsync(s, failed, finding, limit.Token), limit.Token).ConfigureAwait(false);
            return result with { Results = [.. result.Results.SkipLast(1), failed with { Findings = [explained] }] };
        }
        catch (Exception unknown) when (!cancellationToken.IsCancellationRequested && unknown is PlumbException or OperationCanceledException or NpgsqlException)
        {
            var why = unknown is PlumbException { Findings: [var first, ..] } ? first.Message : $"it took longer than {Durations.Rough(patience)}";
            return result with
            {
                Results = [.. result.Results.SkipLast(1), failed with { Findings = [finding with { Details = [.. finding.Details, $"what of it is there could not be found out: {why}"] }] }],
            };
        }
    }

    private static bool SaysThatItExists(Finding finding) => finding.SqlState
        is PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.DuplicateColumn or PostgresErrorCodes.DuplicateObject
        or PostgresErrorCodes.DuplicateSchema or PostgresErrorCodes.DuplicateFunction or PostgresErrorCodes.DuplicateAlias;

    private async Task<Finding> ExplainAsync(DatabaseSession session, MigrationResult failed, Finding finding, CancellationToken cancellationToken)
    {
        var migration = failed.Migration;
        var isOutside = failed.Outcome == MigrationOutcome.Incomplete;
        var recorded = await LedgerReader.ReadAsync(session.Connection, chain.IsSupabase, cancellationToken).ConfigureAwait(false);
        var status = ChainStatus.Of(chain, recorded, session.Target.Environment);
        var pending = status.Pending.Select(static m => m.Id).SkipWhile(id => id != migration.Id).Take(MostInQuestion).ToHashSet(StringComparer.Ordinal);
        pending.Add(migration.Id);
        var snapshots = new SnapshotOptions { Profile = shadow.Profile };
        var actual = await SnapshotReader.ReadAsync(session.Connection, session.Target.ToString(), snapshots, cancellationToken).ConfigureAwait(false);
        var replay = await new ShadowReplay(shadow, snapshots, session.Progress)
            .RunAsync(session, [.. status.There(pending)], m => pending.Contains(m.Id), cancellationToken).ConfigureAwait(false);
        if (replay.Footprints is not [{ } first, ..] || first.Migration.Id != migration.Id)
        {
            throw new VerificationException([replay.Failure!]);
        }

        // Later migrations may have been run too, and may have changed what this one makes: the database is held against every prefix.
        MigrationPresence? nearest = null;
        for (var count = replay.Footprints.Count; count > 0; count--)
        {
            var judge = new PresenceJudge(replay.Footprints[count - 1].After, actual);
            var presence = replay.Footprints.Take(count).Select(judge.Of).ToList();
            if (presence.All(static p => p.IsComplete))
            {
                return PresenceFindings.Explained(finding, presence[0], count, presence[^1], session.Target.Environment, isOutside);
            }

            nearest = nearest is null || Wrong(presence[0]) <= Wrong(nearest) ? presence[0] : nearest;
        }

        return PresenceFindings.Explained(finding, nearest!, 0, null, session.Target.Environment, isOutside);
    }

    private static int Wrong(MigrationPresence presence) => presence.Objects.Sum(static o => o.State == ObjectState.Equal ? 0 : 1 + o.Differences.Count);

    /// <summary>Leaves out what was said already.</summary>
    private sealed class Quiet(IProgress<ExecutionEvent> progress) : IProgress<ExecutionEvent>
    {
        public void Report(ExecutionEvent value)
        {
            if (value is ExecutionEvent.Working)
            {
                progress.Report(value);
            }
        }
    }
}
