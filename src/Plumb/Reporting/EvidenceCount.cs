using Plumb.Checks;

namespace Plumb.Reporting;

/// <summary>Counts what the evidence of a check stands for.</summary>
internal static class EvidenceCount
{
    /// <summary>
    /// How many rows like the evidence there were, as far as is known: all that the statement returned, unless only some of them broke
    /// an <c>every row</c>.
    /// </summary>
    public static long Of(CheckResult result)
    {
        var kept = result.Evidence.Rows.Count;
        var isPart = result.Outcome == Outcome.Fail && result.Check.Expectations.Any(static e => e.Kind == ExpectationKind.EveryRow);
        return isPart ? kept : Math.Max(result.RowCount ?? 0, kept);
    }
}
