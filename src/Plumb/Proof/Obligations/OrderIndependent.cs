using System.Globalization;
using Plumb.Execution;
using Plumb.Findings;
using Plumb.Migrations;
using Plumb.Proof.Orders;

namespace Plumb.Proof.Obligations;

/// <summary>
/// Pending migrations and those that others add beside them leave the same schema in every order that can happen: a database that has the
/// others already gets the pending ones last, a new one gets all by version.
/// </summary>
internal sealed class OrderIndependent : IChainObligation
{
    /// <summary>Its name in <c>plumb.yaml</c> and in reports.</summary>
    public const string Obligation = "order-independent";

    /// <inheritdoc/>
    public string Name => Obligation;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ObligationResult>> JudgeAsync(ReplayedChain replayed, CancellationToken cancellationToken)
    {
        var pending = replayed.Options.Pending;
        List<PreparedMigration> files = [.. replayed.Migrations.Where(static m => m.Migration.Kind == MigrationKind.Versioned)];
        List<PreparedMigration> mine = [.. files.Where(m => pending.Contains(m.Migration.Id, StringComparer.Ordinal))];
        if (mine.Count == 0 || replayed.Faults.Count > 0)
        {
            return [new ObligationResult(Name, null, ProofOutcome.NotApplicable, mine.Count == 0 ? "one order can happen: nothing is pending (--since names what a branch adds)" : "the chain does not replay")];
        }

        var before = files.IndexOf(mine[0]);
        var faults = new List<Finding>();
        List<PreparedMigration> incoming = [.. replayed.Options.Incoming.Where(m => m.Directives.RunsIn(replayed.Options.Environment)).Select(m => PreparedMigration.Of(m, faults))];
        if (faults.Exists(static f => f.Severity == Severity.Error) || incoming.Exists(OutwardStatement.IsIn))
        {
            return [new ObligationResult(Name, null, ProofOutcome.Missing, "not tried: what only the other side has is damaged, or reaches out of the database; check it out and prove it there")];
        }

        List<PreparedMigration> theirs = [.. files.Skip(before).Except(mine).Concat(incoming).OrderBy(static m => m.Migration.Version).ThenBy(static m => m.Migration.Id, StringComparer.Ordinal)];
        var lattice = new OrderLattice(mine, theirs);
        if (theirs.Count > 0)
        {
            var server = await ShadowServer.StartAsync(replayed.Embedded, replayed.Options, cancellationToken).ConfigureAwait(false);
            await using (server.ConfigureAwait(false))
            {
                await ExploreAsync(server, lattice, [.. files.Take(before)], [.. mine, .. theirs], cancellationToken).ConfigureAwait(false);
            }
        }

        return [.. mine.Select(m => Judge(m, lattice, replayed.Identity.Role))];
    }

    private static async Task ExploreAsync(
        ShadowServer server, OrderLattice lattice, IReadOnlyList<PreparedMigration> before, IReadOnlyList<PreparedMigration> branches, CancellationToken cancellationToken)
    {
        var session = await server.OpenAsync(ShadowServer.Main, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            if (await session.ReplayAsync(before, cancellationToken).ConfigureAwait(false) is var (_, failed))
            {
                throw failed;
            }

            if (branches.All(static m => m.Up.RunsInTransaction))
            {
                await session.BeginAsync("BEGIN", cancellationToken).ConfigureAwait(false);
                try
                {
                    await lattice.ExploreAsync(new SavepointPlace(session), cancellationToken).ConfigureAwait(false);
                    return;
                }
                catch (OutsideTransactionException)
                {
                    lattice.Clear();
                }
            }
        }

        await lattice.ExploreAsync(new CopyPlace(server, ShadowServer.Main), cancellationToken).ConfigureAwait(false);
    }

    private ObligationResult Judge(PreparedMigration migration, OrderLattice lattice, string role)
    {
        var conflicts = lattice.Conflicts.Where(c => ReferenceEquals(c.Mine, migration)).ToList();
        var evidence = conflicts.Count > 0
            ? $"another end after {string.Join(", ", conflicts.Select(static c => c.Theirs.Migration.Id))}"
            : lattice.Orders == 1 ? "only one order can happen" : string.Create(CultureInfo.InvariantCulture, $"{lattice.Orders} orders leave the same schema");
        return new ObligationResult(Name, migration.Migration.Id, conflicts.Count > 0 ? ProofOutcome.Faulty : ProofOutcome.Shown, evidence)
        {
            Findings = [.. conflicts.Select(c => ProofFindings.OrderMatters(c, role))],
        };
    }
}
