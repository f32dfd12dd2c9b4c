using Npgsql;
using Plumb.Environments;
using Plumb.Execution;
using Plumb.Proof.Sizes;

namespace Plumb.Proof.Locks;

/// <summary>Runs a migration on a copy of the database that holds as many rows as statistics say, while others use the tables that it locks.</summary>
/// <param name="context">The migration, and what it does to tables.</param>
/// <param name="sizes">How large the tables are.</param>
internal sealed class LockMeasurement(ProofContext context, KnownTables sizes)
{
    private static readonly string RowsFound = EmbeddedQuery.Read(nameof(Proof), "rows_found");

    /// <summary>From this part of its rows on, what is found by an index grows with the table.</summary>
    private const double ManyRows = 0.01;

    /// <summary>Tables that have rows and are locked while the migration works on such a table, or longer than they may be even without rows.</summary>
    public IReadOnlyList<TableLock> Measured { get; } =
    [
        .. context.Traced.Blocking.Where(l => sizes.RowsOf(l.Table) is not 0
            && (sizes.RowsOf(l.Table) > 0 && context.Traced.Under(l.Table).Any(s => s.Work.Any(w => sizes.RowsOf(w.Table) > 0))
                || context.Traced.TimeUnder(l.Table) > context.BudgetOf(l.Table))),
    ];

    /// <summary>Measures on a session of the role that runs the chain.</summary>
    /// <returns>The waits by table; null, with the reason, when rows could not be made or the migration fails on them.</returns>
    public async Task<(IReadOnlyList<TableBlock>? Blocks, string Obstacle)> RunAsync(ShadowSession session, CancellationToken cancellationToken)
    {
        var superuser = context.Server.AsSuperuser(session.Target.Database);
        var filling = new SizedTables(session, superuser, sizes, context.Options.MostRows);
        IReadOnlyList<string> names = [.. Measured.Select(static l => l.Table).Concat(context.Traced.Worked.Where(w => sizes.RowsOf(w) > 0)).Distinct(StringComparer.Ordinal)];
        var filled = await filling.FillAsync(names, cancellationToken).ConfigureAwait(false);
        if (filled.FirstOrDefault(static f => f.Value == 0) is { Key: { } empty })
        {
            return (null, $"no row could be made for {empty}");
        }

        try
        {
            var found = await FoundAsync(superuser, cancellationToken).ConfigureAwait(false);
            var meter = await BlockMeter.StartAsync(superuser, Measured.Select(static l => l.Table), cancellationToken).ConfigureAwait(false);
            await using (meter.ConfigureAwait(false))
            {
                await session.RunAsync(context.Prepared.Up, cancellationToken).ConfigureAwait(false);
                var waits = await meter.EndAsync().ConfigureAwait(false);
                var now = await FoundAsync(superuser, cancellationToken).ConfigureAwait(false);
                bool Grows(TableWork work) => work.IsOnAll || IsMuch(work.Table, filled, now, found);
                return ([.. Measured.Select(l => new TableBlock(l, waits[l.Table].Reads, waits[l.Table].Writes, LeastFilled(l, filled, Grows)))], "");
            }
        }
        catch (StatementException failed)
        {
            return (null, $"it fails on rows ({failed.Cause.SqlState})");
        }
    }

    private FilledTable LeastFilled(TableLock held, IReadOnlyDictionary<string, long> filled, Func<TableWork, bool> grows) => context.Traced.Under(held.Table)
        .SelectMany(static s => s.Work)
        .Where(w => filled.ContainsKey(w.Table) && grows(w))
        .Select(w => new FilledTable(w.Table, filled[w.Table], sizes.RowsOf(w.Table) ?? filled[w.Table]))
        .DefaultIfEmpty(new FilledTable(held.Table, filled[held.Table], filled[held.Table]))
        .MaxBy(static f => f.Factor);

    // Before PostgreSQL 15 the counters come late, and what is not told counts as much.
    private bool IsMuch(string table, IReadOnlyDictionary<string, long> filled, Dictionary<uint, long> now, Dictionary<uint, long> before) =>
        context.Traced.Before.Find(table) is not { } found
        || !ShadowSession.CollectsOnRequest(context.Identity)
        || now.GetValueOrDefault(found.Oid) - before.GetValueOrDefault(found.Oid) >= ManyRows * filled[table];

    private async Task<Dictionary<uint, long>> FoundAsync(ConnectionTarget superuser, CancellationToken cancellationToken)
    {
        uint[] oids = [.. context.Traced.Worked.Select(w => context.Traced.Before.Find(w)?.Oid).OfType<uint>()];
        var connection = await superuser.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var command = new NpgsqlCommand(RowsFound, connection) { Parameters = { new() { Value = oids, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Oid } } };
            return await CollectedCounters.ReadAsync(command, cancellationToken).ConfigureAwait(false);
        }
    }
}
