using System.Globalization;
using Plumb.Execution;
using Plumb.Findings;
using Plumb.Migrations;
using Plumb.Proof.Sizes;

namespace Plumb.Proof.Locks;

/// <summary>The texts about locks, rewrites, and how long a table was blocked.</summary>
internal static class LockFindings
{
    private const string ProveAgain = "then run: plumb prove";

    /// <summary>A table is locked while statements work on all of it.</summary>
    /// <param name="table">The table.</param>
    /// <param name="statements">The statements, the first one being the place of the finding.</param>
    public static Finding BlocksAtWork(string table, IReadOnlyList<TracedStatement> statements)
    {
        var first = statements[0];
        var held = first.HeldAtWork.First(l => l.Table == table);
        var work = first.Work.Where(w => w.Table == table).MaxBy(static w => w.Kind);
        return new Finding(FindingCodes.BlocksAtWork, Severity.Error, $"{held.Blocked} of {table} wait while the statement {work.Words}")
        {
            Place = first.Statement.Place,
            Details =
            [
                $"{held.Words}{(ReferenceEquals(held.Since, first.Statement) ? "" : $" since {held.Since.Place}")}; the statement took {Milliseconds(first.Time)} on hardly any rows",
                .. statements.Skip(1).Take(8).Select(static s => $"so it does in {s.Statement.Place}, {Milliseconds(s.Time)}"),
                .. statements.Count > 9 ? (string[])[string.Create(CultureInfo.InvariantCulture, $"… {statements.Count - 9} more")] : [],
            ],
            Meaning = "the wait grows with the table, and everything that uses it queues up meanwhile",
            Help = $"{LockRemedy.Of(first.Statement, held.Since)}; or say why it may: -- plumb: allow lock \"why\"; {ProveAgain}",
        };
    }

    /// <summary>A table is blocked for longer than it may be.</summary>
    public static Finding OverBudget(TracedScript traced, TableBlock block, TimeSpan budget)
    {
        var (held, table) = (block.Lock, block.Lock.Table);
        var statement = traced.LongestUnder(table);
        return new Finding(
            FindingCodes.OverBudget, Severity.Error, $"{held.Blocked} of {table} wait {(block.IsEstimate ? "about " : "")}{Durations.Rough(block.Estimate)}, and its budget is {Durations.Rough(budget)}")
        {
            Place = statement.Place,
            Details =
            [
                $"{held.Words} since {held.Since.Place}; readers waited {Milliseconds(block.Reads)}, writers {Milliseconds(block.Writes)}",
                $"measured on {block.Filled}{(block.IsEstimate ? string.Create(CultureInfo.InvariantCulture, $", so that the estimate is {block.Filled.Factor:0.#} times as long") : "")}",
            ],
            Meaning = "everything that uses the table queues up for so long",
            Help = $"{LockRemedy.Of(statement, held.Since)}; or say why it may: -- plumb: allow lock \"why\"; {ProveAgain}",
        };
    }

    /// <summary>Nothing could be measured, so that the kind of work decided.</summary>
    public static Finding NotMeasured(Migration migration, string obstacle) =>
        new(FindingCodes.NotMeasured, Severity.Note, $"how long {migration.Id} blocks its tables could not be measured: {obstacle}")
        {
            Place = migration.Up.Source.PlaceAt(0),
            Meaning = "it is judged as if nothing were known of the tables' sizes",
            Help = $"let rows be made for them, or say why it may block: -- plumb: allow lock \"why\"; {ProveAgain}",
        };

    /// <summary>A table was there when the sizes were read, and has none.</summary>
    public static Finding SizeUnknown(Migration migration, string table, string environment) =>
        new(FindingCodes.SizeUnknown, Severity.Note, $"{StatisticsFile.FileName} does not say how large {table} is, which {migration.Id} locks")
        {
            Place = migration.Up.Source.PlaceAt(0),
            Meaning = "migrations that are in place there make it; it is judged as if it were large",
            Help = $"plumb stats --env {environment}, {ProveAgain}",
        };

    public static Finding Rewrites(TracedStatement traced, IReadOnlyList<string> tables) =>
        new(FindingCodes.RewritesTable, Severity.Error, $"the statement writes every row of {string.Join(" and ", tables)} anew")
        {
            Place = traced.Statement.Place,
            Details = [$"it took {Milliseconds(traced.Time)} on a throwaway database with hardly any rows"],
            Meaning = "that takes the table's size on disk once more, goes through the log to every replica, and nobody reads or writes meanwhile",
            Help = $"{LockRemedy.Of(traced.Statement, traced.Statement)}; or say why it may: -- plumb: allow rewrite \"why\"; {ProveAgain}",
        };

    private static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0} ms");
}
