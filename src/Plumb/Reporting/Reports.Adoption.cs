using System.Globalization;
using Plumb.Findings;
using Plumb.Migrations;
using Plumb.Presence;

namespace Plumb.Reporting;

public static partial class Reports
{
    /// <summary>The report of <c>adopt</c>.</summary>
    public static Report OfAdoption(Chain chain, AdoptionResult result)
    {
        var (execution, presence) = (result.Execution, result.Presence);
        var isDone = result.IsRecorded || presence.Count == 0;
        return new Report("adopt", AdoptionVerdict(result), isDone ? ExitCode.Success : ExitCode.Failed)
        {
            Databases = [ReportedDatabase.Of(execution)],
            Chain = ReportedChain.Of(chain, execution.Before),
            Presence = presence,
            Checks = execution.Verified,
            Findings = [.. NotableFindings.Of(chain, [execution]), .. execution.Findings],
            Next = NextAfter(result),
        };
    }

    private static Verdict AdoptionVerdict(AdoptionResult result)
    {
        var (execution, presence) = (result.Execution, result.Presence);
        if (presence.Count == 0)
        {
            return new Verdict("nothing to adopt", execution.Before.Pending.Any()
                ? "the Supabase CLI recorded nothing that Plumb does not know; name migrations, --to one, or --all"
                : $"{Count(execution.Before.InPlace.Count(), "migration")} in place, nothing pending");
        }

        var objects = presence.Sum(static p => p.Objects.Count);
        if (result.IsRecorded)
        {
            return new Verdict("adopted", $"{Count(presence.Count, "migration")} with {Count(objects, "object")}, all equal; {Ratio(execution.Checks)}{Skipped(execution.Checks)}; no statement was run");
        }

        var absent = presence.Count(static p => !p.IsComplete);
        return new Verdict("not adopted", absent > 0
            ? $"{absent.ToString(CultureInfo.InvariantCulture)} of {Count(presence.Count, "migration")} {(absent == 1 ? "is" : "are")} not wholly there; nothing was recorded"
            : execution.Checks.Passed ? "nothing shows that they were applied; nothing was recorded"
            : $"{Ratio(execution.Checks)}; nothing was recorded");
    }

    private static string? NextAfter(AdoptionResult result) => result switch
    {
        { IsRecorded: false, Presence.Count: > 0, Execution: { Checks.Passed: false, Findings.Count: 0 } } =>
            "Mend what the checks found, or the checks, then run: plumb adopt",
        { IsRecorded: false, Presence.Count: 0, Execution.Before: var before } when before.Pending.Any() => "See what is pending: plumb status",
        _ => null,
    };
}
