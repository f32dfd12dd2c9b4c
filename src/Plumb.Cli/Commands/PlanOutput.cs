using Plumb.Diffing;
using Plumb.Diffing.Planning;
using Plumb.Diffing.Scripts;
using Plumb.Findings;
using Plumb.Reporting;

namespace Plumb.Cli.Commands;

/// <summary>The output of <c>--sql</c>: the script alone, so that it can be piped; what is said about it goes to standard error.</summary>
internal static class PlanOutput
{
    public static Report Write(CommandRun run, Report report, SnapshotDifference difference, PlanOptions options)
    {
        var plan = Planner.Plan(difference, options);
        if (run.Get(GlobalOptions.Format) is not "text")
        {
            return report with { Difference = null, Plan = plan, Next = null };
        }

        var whole = plan.Withheld.Count > 0 ? Planner.Plan(difference, options with { AllowDrop = true }) : null;
        run.Output.WriteAlone(PlanScript.Of(plan, whole));
        foreach (var finding in report.Findings)
        {
            run.Output.Note(FindingText.Render(finding).TrimEnd());
        }

        run.Output.Note($"{report.Verdict.Word}  {report.Verdict.Text}");
        return report;
    }
}
