using Plumb.Sql;

namespace Plumb.Proof.Locks;

/// <summary>A migration that ran, and what its statements did to tables that were there before.</summary>
/// <param name="Statements">Its statements, in order.</param>
internal sealed record TracedScript(IReadOnlyList<TracedStatement> Statements)
{
    /// <summary>Of a migration that was not looked at.</summary>
    public static TracedScript Empty { get; } = new([]);

    /// <summary>The relations that it found.</summary>
    public TracedRelations Before { get; init; } = TracedRelations.None;

    /// <summary>The tables whose readers or writers wait at some time, each with its strongest lock.</summary>
    public IReadOnlyList<TableLock> Blocking =>
    [
        .. Statements.SelectMany(static s => s.Locks).Where(static l => l.BlocksWrites)
            .GroupBy(static l => l.Table, StringComparer.Ordinal).Select(static g => g.MaxBy(static l => l.Mode)!),
    ];

    /// <summary>The tables that are worked on.</summary>
    public IReadOnlyList<string> Worked => [.. Statements.SelectMany(static s => s.Work).Select(static w => w.Table).Distinct(StringComparer.Ordinal)];

    /// <summary>The statements at whose end the readers or writers of a table wait.</summary>
    public IEnumerable<TracedStatement> Under(string table) => Statements.Where(s => s.Locks.Any(l => l.Table == table && l.BlocksWrites));

    /// <summary>How long those took.</summary>
    public TimeSpan TimeUnder(string table) => Under(table).Aggregate(TimeSpan.Zero, static (sum, s) => sum + s.Time);

    /// <summary>The one of them to blame for the time: one that works on a table, else the one that took longest.</summary>
    public Statement LongestUnder(string table) => Under(table).MaxBy(static s => (s.Work.Count > 0, s.Time))!.Statement;
}
