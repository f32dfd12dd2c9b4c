using Plumb.Checks;
using Plumb.Execution;

namespace Plumb.Reporting;

/// <summary>The words of the machine-readable formats; part of their contract.</summary>
internal static class ReportWords
{
    public static string Of(MigrationOutcome outcome) => outcome switch
    {
        MigrationOutcome.Applied => "applied",
        MigrationOutcome.Reverted => "reverted",
        MigrationOutcome.RolledBack => "rolled back",
        MigrationOutcome.TakenBack => "taken back",
        MigrationOutcome.Unverified => "unverified",
        _ => "incomplete",
    };

    public static string Of(MigrationState state) => state.ToString().ToLowerInvariant();

    public static string Of(CheckResult result) => result.Outcome switch
    {
        Outcome.Pass when result.IsVacuous => "PASS (vacuous)",
        Outcome.Pass => "PASS",
        Outcome.Fail => "FAIL",
        Outcome.Error => "ERROR",
        _ => "not run",
    };
}
