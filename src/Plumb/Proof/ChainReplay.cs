using System.Diagnostics;
using Plumb.Checks;
using Plumb.Diffing;
using Plumb.Execution;
using Plumb.Proof.Obligations;
using Plumb.Proof.Sizes;

namespace Plumb.Proof;

/// <summary>
/// Replays the migrations of a chain one after the other in <see cref="ShadowServer.Main"/>, from nothing or from wherever that database is, and judges
/// those that are to be judged.
/// </summary>
/// <param name="server">The shadow.</param>
/// <param name="prepared">The whole chain, in order.</param>
/// <param name="options">How it is proven.</param>
/// <param name="progress">Told how far it is.</param>
internal sealed class ChainReplay(ShadowServer server, IReadOnlyList<PreparedMigration> prepared, ProofOptions options, IProgress<ProofEvent> progress)
{
    // A session keeps the plans by which keys were checked, and goes through all of them whenever a table changes; a new one costs what a few
    // migrations do.
    private const int LongestSession = 32;

    private readonly List<PreparedMigration> group = [];
    private readonly KnownTables? sizes = options.Statistics is { } statistics ? new KnownTables(statistics) : null;
    private int inSession;
    private Moment? groupBefore;

    /// <summary>The session in which it runs; another one takes its place where a migration ends it or wants copies of the database.</summary>
    public required ShadowSession Session { get; set; }

    /// <summary>What the database holds now.</summary>
    public required Moment Moment { get; set; }

    /// <summary>What was shown, in the order of the chain.</summary>
    public List<ObligationResult> Results { get; } = [];

    /// <summary>What did not run.</summary>
    public List<ReplayFault> Faults { get; } = [];

    /// <summary>What each migration changed that was replayed.</summary>
    public List<IReadOnlyList<Delta>> Changes { get; } = [];

    /// <summary>Whether a change creates an object of that name.</summary>
    public static bool Creates(Delta delta, string name) =>
        delta.Kind == DeltaKind.Added && delta.Id.Name == name && delta.Id.Kind.Word is not ("comment" or "owner" or "grant" or "revoke");

    /// <summary>Replays one migration; those before it are in place.</summary>
    /// <param name="index">Its place in the chain.</param>
    /// <param name="judged">What it must be shown to be, besides that it replays.</param>
    /// <param name="cancellationToken">Stops it; the database is then in the middle of something.</param>
    public async Task StepAsync(int index, IReadOnlyList<IObligation> judged, CancellationToken cancellationToken)
    {
        if (++inSession > LongestSession)
        {
            inSession = 1;
            await Session.DisposeAsync().ConfigureAwait(false);
            Session = await server.OpenAsync(ShadowServer.Main, cancellationToken).ConfigureAwait(false);
        }

        if (group.Count > 0 && !BelongTogether(group[^1], prepared[index]))
        {
            group.Clear();
        }

        groupBefore = group.Count == 0 ? Moment : groupBefore;
        group.Add(prepared[index]);
        var isEndOfGroup = index + 1 == prepared.Count || !BelongTogether(prepared[index], prepared[index + 1]);
        var context = new ProofContext
        {
            Prepared = prepared[index],
            Group = isEndOfGroup ? [.. group] : [],
            Before = Moment,
            GroupBefore = groupBefore!,
            After = Moment,
            RequireResults = DecisionTable.Empty,
            VerifyResults = DecisionTable.Empty,
            Options = options,
            Sizes = sizes,
            Identity = Session.Identity,
            Space = new SavepointSpace(Session),
            Server = server,
        };
        var proof = new MigrationProof(server, judged, obligation => progress.Report(new ProofEvent(prepared[index].Migration.Id, obligation, index, prepared.Count)))
        {
            Session = Session,
        };
        var after = await ProveAsync(proof, context, judged, cancellationToken).ConfigureAwait(false);
        Changes.Add(SnapshotDifference.Between(Moment.Schema, after.Schema).Deltas);
        Moment = after;
    }

    private async Task<Moment> ProveAsync(MigrationProof proof, ProofContext context, IReadOnlyList<IObligation> judged, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        try
        {
            if (!OutwardStatement.IsIn(context.Prepared))
            {
                var after = await proof.RunAsync(context, cancellationToken).ConfigureAwait(false);
                Results.Add(Replays.Shown(context, Stopwatch.GetElapsedTime(begun)));
                Results.AddRange(proof.Results);
                return after;
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
        finally
        {
            Session = proof.Session;
        }

        (Session, var found) = await new TolerantReplay(server, options).RunAsync(Session, context.Prepared, cancellationToken).ConfigureAwait(false);
        Faults.AddRange(found);
        Results.Add(Replays.Faulty(context, found, Stopwatch.GetElapsedTime(begun)));
        Results.AddRange(judged.Select(o => context.Result(o, ProofOutcome.NotApplicable, "it does not replay")));
        return await Session.ReadAsync(cancellationToken, withAccess: true).ConfigureAwait(false);
    }

    private bool BelongTogether(PreparedMigration first, PreparedMigration second) =>
        options.GroupPrefix is { } length && first.Migration.Id.Length >= length && second.Migration.Id.Length >= length
        && first.Migration.Id.AsSpan(0, length).SequenceEqual(second.Migration.Id.AsSpan(0, length));
}
