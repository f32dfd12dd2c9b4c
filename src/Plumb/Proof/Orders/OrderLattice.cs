using Plumb.Execution;

namespace Plumb.Proof.Orders;

/// <summary>
/// All orders in which two branches of migrations can run, each branch in its own order. Every order can be turned into every other by
/// swapping two neighbours at a time; so when, from each state that can be reached, the next migration of either branch may go first
/// without a difference, all orders lead to the same end. That asks for as many swaps as there are pairs, however many orders there are.
/// </summary>
/// <param name="mine">The migrations of one branch.</param>
/// <param name="theirs">Those of the other.</param>
internal sealed class OrderLattice(IReadOnlyList<PreparedMigration> mine, IReadOnlyList<PreparedMigration> theirs)
{
    private readonly HashSet<(int Mine, int Theirs)> seen = [];
    private readonly List<OrderConflict> conflicts = [];

    /// <summary>The pairs whose order makes a difference.</summary>
    public IReadOnlyList<OrderConflict> Conflicts => conflicts;

    /// <summary>How many pairs can run in both orders.</summary>
    public int Pairs { get; private set; }

    /// <summary>How many orders can happen; at most <see cref="long.MaxValue"/>.</summary>
    public long Orders => OrdersFrom(0, 0, []);

    /// <summary>Tries every swap.</summary>
    /// <param name="start">The state before all of them.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="OutsideTransactionException">Savepoints do not do.</exception>
    public Task ExploreAsync(IOrderPlace start, CancellationToken cancellationToken) => ExploreAsync(start, 0, 0, cancellationToken);

    /// <summary>Forgets what was found, to begin again from another place.</summary>
    public void Clear()
    {
        seen.Clear();
        conflicts.Clear();
        Pairs = 0;
    }

    private async Task<bool> ExploreAsync(IOrderPlace place, int i, int j, CancellationToken cancellationToken)
    {
        seen.Add((i, j));
        var (mayMine, mayTheirs) = (MayRun(mine, i, theirs, j), MayRun(theirs, j, mine, i));
        if (mayMine && mayTheirs)
        {
            Pairs++;
            await SwapAsync(place, mine[i], theirs[j], cancellationToken).ConfigureAwait(false);
        }

        if (mayMine && !seen.Contains((i + 1, j)))
        {
            await GoOnAsync(place, mine[i], next => ExploreAsync(next, i + 1, j, cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        if (mayTheirs && !seen.Contains((i, j + 1)))
        {
            await GoOnAsync(place, theirs[j], next => ExploreAsync(next, i, j + 1, cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private async Task SwapAsync(IOrderPlace place, PreparedMigration one, PreparedMigration other, CancellationToken cancellationToken)
    {
        var (mineFirst, mineFailed) = await RunBothAsync(place, one, other, cancellationToken).ConfigureAwait(false);
        var (theirsFirst, theirsFailed) = await RunBothAsync(place, other, one, cancellationToken).ConfigureAwait(false);
        if (mineFirst is not null && theirsFirst is not null)
        {
            var different = DifferencesOf(mineFirst, theirsFirst);
            if (different.Count > 0)
            {
                conflicts.Add(new OrderConflict(one, other, null, null, different));
            }
        }
        else
        {
            conflicts.Add(new OrderConflict(one, other, mineFailed, theirsFailed, []));
        }
    }

    private static async Task<(Moment? End, StatementException? Failed)> RunBothAsync(
        IOrderPlace place, PreparedMigration first, PreparedMigration second, CancellationToken cancellationToken)
    {
        try
        {
            var end = await place.AfterAsync(
                first, next => next.AfterAsync(second, last => last.ReadAsync(cancellationToken), cancellationToken), cancellationToken).ConfigureAwait(false);
            return (end, null);
        }
        catch (StatementException failed)
        {
            return (null, failed);
        }
    }

    // A migration that fails here is in a conflict that was found before.
    private static async Task GoOnAsync(IOrderPlace place, PreparedMigration migration, Func<IOrderPlace, Task<bool>> work, CancellationToken cancellationToken)
    {
        try
        {
            await place.AfterAsync(migration, work, cancellationToken).ConfigureAwait(false);
        }
        catch (StatementException)
        {
        }
    }

    // Rows are compared by their number: a sequence goes on counting, whatever is rolled back.
    private static IReadOnlyList<string> DifferencesOf(Moment mineFirst, Moment theirsFirst)
    {
        var difference = StateDifference.Between(theirsFirst, mineFirst);
        static string CountIn(Moment moment, string table) => moment.Rows.TryGetValue(table, out var digest) ? digest.Split(':')[0] : "0";
        return
        [
            .. difference is { IsSameSchema: true, Cosmetic.Count: 0 } ? [] : difference.Describe(),
            .. difference.Tables.Where(t => CountIn(mineFirst, t) != CountIn(theirsFirst, t)).Select(t => $"{t}: {CountIn(mineFirst, t)} rows, and {CountIn(theirsFirst, t)} in the other order"),
        ];
    }

    private static bool MayRun(IReadOnlyList<PreparedMigration> branch, int next, IReadOnlyList<PreparedMigration> other, int done) =>
        next < branch.Count && !branch[next].Migration.Directives.Requires.Any(r => other.Skip(done).Any(m => m.Migration.Id == r.Id));

    private long OrdersFrom(int i, int j, Dictionary<(int, int), long> known)
    {
        if (i == mine.Count && j == theirs.Count)
        {
            return 1;
        }

        if (!known.TryGetValue((i, j), out var count))
        {
            var first = MayRun(mine, i, theirs, j) ? OrdersFrom(i + 1, j, known) : 0;
            var second = MayRun(theirs, j, mine, i) ? OrdersFrom(i, j + 1, known) : 0;
            count = first > long.MaxValue - second ? long.MaxValue : first + second;
            known[(i, j)] = count;
        }

        return count;
    }
}
