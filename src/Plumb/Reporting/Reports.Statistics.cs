using Plumb.Findings;
using Plumb.Proof.Sizes;

namespace Plumb.Reporting;

public static partial class Reports
{
    /// <summary>The report of <c>stats</c>.</summary>
    public static Report OfStatistics(TakenStatistics taken) => new(
        "stats",
        new Verdict("written", $"{StatisticsFile.FileName}: {Count(taken.Statistics.Tables.Count, "table")} of {taken.Target.Environment}, {Count(taken.Statistics.InPlace.Count, "migration")} in place there"),
        ExitCode.Success)
    {
        Databases = [new ReportedDatabase(taken.Target.Environment, taken.Target.ToString(), taken.Identity)],
        Statistics = taken.Statistics,
        Findings = taken.Findings,
    };
}
