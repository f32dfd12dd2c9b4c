using Plumb.Environments;
using Plumb.Execution;
using Plumb.Proof.Sizes;

namespace Plumb.Proof.Locks;

/// <summary>Runs a migration on a copy of the database that holds as many rows as statistics say, while others use the tables that it locks.</summary>
/// <param name="context">The migration, and what it does to tables.</param>
/// <param name="statistics">How large the tables are.</param>
internal sealed class LockMeasurement(ProofContext context, TableStatistics statistics)
{
    /// <summary>Tables that have rows and are locked while the migration works on such a table, or longer than they may be even without rows.</summary>
    public IReadOnlyList<TableLock> Measured { get; } =
    [
        .. context.Traced.Blocking.Where(l => statistics.RowsOf(l.Table) > 0
            && (context.Traced.Under(l.Table).Any(s => s.Work.Any(w => statistics.RowsOf(w.Table) > 0))
                || context.Traced.TimeUnder(l.Table) > context.Options.Budgets.Of(l.Table))),
    ];

    /// <summary>Measures on a session of the role that runs the chain.</summary>
    /// <returns>The waits by table; null, with the reason, when rows could not be made or the migration fails on them.</returns>
    public async Task<(IReadOnlyList<TableBlock>? Blocks, string Obstacle)> RunAsync(ShadowSession session, CancellationToken cancellationToken)
    {
        var superuser = context.Server.AsSuperuser(session.Target.Database);
        var filled = await FillAsync(session, superuser, cancellationToken).ConfigureAwait(false);
        if (filled.FirstOrDefault(static f => f.Value == 0) is { Key: { } empty })
        {
            return (null, $"no row could be made for {empty}");
        }

        try
        {
            var meter = await BlockMeter.StartAsync(superuser, Measured.Select(static l => l.Table), cancellationToken).ConfigureAwait(false);
            await using (meter.ConfigureAwait(false))
            {
                await session.RunAsync(context.Prepared.Up, cancellationToken).ConfigureAwait(false);
                var waits = await meter.EndAsync().ConfigureAwait(false);
                return ([.. Measured.Select(l => new TableBlock(l, waits[l.Table].Reads, waits[l.Table].Writes, LeastFilled(l, filled)))], "");
            }
        }
        catch (StatementException failed)
        {
            return (null, $"it fails on rows ({failed.Cause.SqlState})");
        }
    }

    private async Task<IReadOnlyDictionary<string, long>> FillAsync(ShadowSession session, ConnectionTarget superuser, CancellationToken cancellationToken)
    {
        HashSet<string> names = new(Measured.Select(static l => l.Table).Concat(context.Traced.Worked.Where(w => statistics.RowsOf(w) > 0)), StringComparer.Ordinal);
        var tables = await session.ReadShapesAsync(cancellationToken).ConfigureAwait(false);
        await session.FillAsync(tables, t => names.Contains(t.Name), cancellationToken).ConfigureAwait(false);
        var connection = await superuser.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await new SizedRows(connection, statistics).FillAsync(tables, names, cancellationToken).ConfigureAwait(false);
        }
    }

    private FilledTable LeastFilled(TableLock held, IReadOnlyDictionary<string, long> filled) => context.Traced.Under(held.Table)
        .SelectMany(static s => s.Work)
        .Where(w => filled.ContainsKey(w.Table))
        .Select(w => new FilledTable(w.Table, filled[w.Table], statistics.RowsOf(w.Table)))
        .DefaultIfEmpty(new FilledTable(held.Table, filled[held.Table], filled[held.Table]))
        .MaxBy(static f => f.Factor);
}
