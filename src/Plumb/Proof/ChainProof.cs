using System.Diagnostics;
using Plumb.Checks;
using Plumb.Diffing;
using Plumb.Environments;
using Plumb.Execution;
using Plumb.Findings;
using Plumb.Migrations;
using Plumb.Proof.Obligations;
using Plumb.Proof.Sizes;
using Plumb.Shadow;

namespace Plumb.Proof;

/// <summary>Shows by execution on a throwaway server what a chain is worth.</summary>
/// <param name="chain">The files.</param>
/// <param name="options">What is proven.</param>
/// <param name="embedded">Which server it runs on.</param>
/// <param name="progress">Told how far it is.</param>
public sealed class ChainProof(Chain chain, ProofOptions options, EmbeddedServerOptions embedded, IProgress<ProofEvent> progress)
{
    private readonly List<ObligationResult> results = [];
    private readonly List<ReplayFault> faults = [];
    private readonly List<IReadOnlyList<Delta>> changes = [];
    private Moment? first;
    private readonly List<Finding> fileFaults = [];

    /// <summary>The names of all obligations, in the order in which they are reported.</summary>
    public static IReadOnlyList<string> Obligations { get; } = ObligationList.Names;

    /// <summary>Replays the chain from nothing and judges every migration.</summary>
    /// <exception cref="DatabaseException">No server could be started, or it was lost.</exception>
    public async Task<ProofResult> RunAsync(CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        var prepared = Prepare();
        var second = BeginSecond(prepared, cancellationToken);
        try
        {
            return await ProveAsync(prepared, second, begun, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (second is not null)
            {
                await second.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task<ProofResult> ProveAsync(List<PreparedMigration> prepared, SecondReplay? second, long begun, CancellationToken cancellationToken)
    {
        var server = await ShadowServer.StartAsync(embedded, options, cancellationToken).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            var session = await server.OpenAsync(ShadowServer.Main, cancellationToken).ConfigureAwait(false);
            var last = await ReplayAsync(server, session, prepared, cancellationToken).ConfigureAwait(false);
            var standIns = await server.UsedStandInsAsync(cancellationToken).ConfigureAwait(false);
            Replays.Explain(results, faults, CreatorOf);
            await JudgeChainAsync(server, session.Identity, second, prepared, last, cancellationToken).ConfigureAwait(false);
            return new ProofResult(chain, Ordered(prepared), options with { Profile = embedded.Profile })
            {
                Obligations = [.. Obligations.Where(name => options.DemandOn(name) != Demand.Off && (name != OrderIndependent.Obligation || options.Pending.Count > 0))],
                ServerVersion = session.Identity.Version,
                Role = session.Identity.Role,
                IsSuperuser = session.Identity.IsSuperuser,
                StandIns = standIns,
                Fingerprint = last.Schema.Fingerprint.Text,
                Duration = Stopwatch.GetElapsedTime(begun),
            };
        }
    }

    private SecondReplay? BeginSecond(List<PreparedMigration> prepared, CancellationToken cancellationToken) =>
        options.DemandOn("deterministic") != Demand.Off && options.Only.Count == 0 && prepared.Count > 0 && !prepared.Exists(OutwardStatement.IsIn)
            ? SecondReplay.Begin(prepared, embedded, options, cancellationToken)
            : null;

    private List<PreparedMigration> Prepare()
    {
        List<PreparedMigration> prepared = [.. chain.Versioned.Concat(chain.Repeatable).Where(RunsHere).Select(m => PreparedMigration.Of(m, fileFaults))];
        fileFaults.InsertRange(0, chain.Findings.Where(static f => f.Severity == Severity.Error));
        var inPlace = new List<string>();
        for (var i = 0; i < prepared.Count; i++)
        {
            inPlace.Add(prepared[i].Migration.Id);
            prepared[i] = prepared[i] with { Verify = new StandingChecks(chain, inPlace).Of(prepared[i].Verify, fileFaults) };
        }

        return prepared;
    }

    private bool RunsHere(Migration migration) => migration.Directives.RunsIn(options.Environment);

    private async Task<Moment> ReplayAsync(
        ShadowServer server, ShadowSession session, List<PreparedMigration> prepared, CancellationToken cancellationToken)
    {
        IReadOnlyList<IObligation> demanded = [.. ObligationList.All.Where(o => options.DemandOn(o.Name) != Demand.Off)];
        var moment = await session.ReadAsync(cancellationToken, withAccess: true).ConfigureAwait(false);
        first = moment with { State = null };
        var group = new List<PreparedMigration>();
        var groupBefore = moment;
        var sizes = options.Statistics is { } statistics ? new KnownTables(statistics) : null;
        for (var i = 0; i < prepared.Count; i++)
        {
            if (group.Count > 0 && !BelongTogether(group[^1], prepared[i]))
            {
                group.Clear();
            }

            groupBefore = group.Count == 0 ? moment : groupBefore;
            group.Add(prepared[i]);
            var isEndOfGroup = i + 1 == prepared.Count || !BelongTogether(prepared[i], prepared[i + 1]);
            var context = new ProofContext
            {
                Prepared = prepared[i],
                Group = isEndOfGroup ? [.. group] : [],
                Before = moment,
                GroupBefore = groupBefore,
                After = moment,
                RequireResults = DecisionTable.Empty,
                VerifyResults = DecisionTable.Empty,
                Options = options,
                Sizes = sizes,
                Identity = session.Identity,
                Space = new SavepointSpace(session),
                Server = server,
            };
            var done = i;
            var judged = options.Only.Count == 0 || options.Only.Contains(prepared[i].Migration.Id, StringComparer.Ordinal) ? demanded : [];
            var proof = new MigrationProof(server, judged, obligation => progress.Report(new ProofEvent(prepared[done].Migration.Id, obligation, done, prepared.Count)))
            {
                Session = session,
            };
            (session, var after) = await ProveAsync(server, proof, context, judged, cancellationToken).ConfigureAwait(false);
            changes.Add(SnapshotDifference.Between(moment.Schema, after.Schema).Deltas);
            moment = after;
        }

        await session.DisposeAsync().ConfigureAwait(false);
        return moment;
    }

    private async Task<(ShadowSession Session, Moment After)> ProveAsync(
        ShadowServer server, MigrationProof proof, ProofContext context, IReadOnlyList<IObligation> judged, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        IReadOnlyList<ReplayFault> found = [];
        try
        {
            if (!OutwardStatement.IsIn(context.Prepared))
            {
                var after = await proof.RunAsync(context, cancellationToken).ConfigureAwait(false);
                results.Add(Replays.Shown(context, Stopwatch.GetElapsedTime(begun)));
                results.AddRange(proof.Results);
                return (proof.Session, after);
            }
        }
        catch (StatementException)
        {
            if (proof.Session.IsInTransaction)
            {
                await proof.Session.RollBackAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (SessionLostException)
        {
            proof.Session = await server.OpenAsync(ShadowServer.Main, cancellationToken).ConfigureAwait(false);
        }

        (var session, found) = await new TolerantReplay(server, options).RunAsync(proof.Session, context.Prepared, cancellationToken).ConfigureAwait(false);
        faults.AddRange(found);
        results.Add(Replays.Faulty(context, found, Stopwatch.GetElapsedTime(begun)));
        results.AddRange(judged.Select(o => context.Result(o, ProofOutcome.NotApplicable, "it does not replay")));
        return (session, await session.ReadAsync(cancellationToken, withAccess: true).ConfigureAwait(false));
    }

    private async Task JudgeChainAsync(
        ShadowServer server, ServerIdentity identity, SecondReplay? second, List<PreparedMigration> prepared, Moment last, CancellationToken cancellationToken)
    {
        var replayed = new ReplayedChain(prepared, changes, faults) { First = first!, Last = last, Server = server, Identity = identity, Second = second, Embedded = embedded, Options = options, Results = results };
        foreach (var obligation in ObligationList.OfChain.Where(o => options.DemandOn(o.Name) != Demand.Off && options.Only.Count == 0 && prepared.Count > 0))
        {
            progress.Report(new ProofEvent("the whole chain", obligation.Name, prepared.Count - 1, prepared.Count));
            var begun = Stopwatch.GetTimestamp();
            var judged = await obligation.JudgeAsync(replayed, cancellationToken).ConfigureAwait(false);
            results.AddRange(judged.Select(r => r with { Duration = Stopwatch.GetElapsedTime(begun) / judged.Count }));
        }
    }

    /// <summary>The migration that creates an object of that name; null when none does.</summary>
    private string? CreatorOf(string name)
    {
        static bool Creates(Delta delta, string name) =>
            delta.Kind == DeltaKind.Added && delta.Id.Name == name && delta.Id.Kind.Word is not ("comment" or "owner" or "grant" or "revoke");
        var index = changes.FindIndex(deltas => deltas.Any(d => Creates(d, name)));
        return index < 0 ? null : chain.Versioned.Concat(chain.Repeatable).Where(RunsHere).ElementAt(index).Id;
    }

    private bool BelongTogether(PreparedMigration first, PreparedMigration second) =>
        options.GroupPrefix is { } length && first.Migration.Id.Length >= length && second.Migration.Id.Length >= length
        && first.Migration.Id.AsSpan(0, length).SequenceEqual(second.Migration.Id.AsSpan(0, length));

    private IReadOnlyList<ObligationResult> Ordered(List<PreparedMigration> prepared)
    {
        if (fileFaults.Exists(static f => f.Severity == Severity.Error))
        {
            results.Insert(0, new ObligationResult(Replays.Name, null, ProofOutcome.Faulty, "files are at fault") { Findings = fileFaults });
        }

        results.RemoveAll(static r => r is { Migration: null, Outcome: ProofOutcome.NotApplicable });
        var places = prepared.Select(static (p, i) => (p.Migration.Id, i)).ToDictionary(static p => p.Id, static p => p.i, StringComparer.Ordinal);
        var columns = Obligations.Select(static (name, i) => (name, i)).ToDictionary(static p => p.name, static p => p.i, StringComparer.Ordinal);
        return [.. results.OrderBy(r => r.Migration is null ? int.MaxValue : places[r.Migration]).ThenBy(r => columns[r.Obligation])];
    }
}
