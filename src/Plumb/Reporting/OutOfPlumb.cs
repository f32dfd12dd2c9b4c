using System.Globalization;
using Plumb.Execution;
using Plumb.Findings;

namespace Plumb.Reporting;

/// <summary>Says in one line what is wrong between a database and the files.</summary>
internal static class OutOfPlumb
{
    private static readonly (MigrationState State, string Words)[] Wrong =
    [
        (MigrationState.Edited, "edited since"),
        (MigrationState.Missing, "without a file"),
        (MigrationState.Unverified, "unverified"),
        (MigrationState.Incomplete, "stopped in the middle"),
        (MigrationState.Reverting, "half taken back"),
    ];

    /// <summary>Such as <c>staging: 1 edited since, 2 without a file</c>; empty when nothing is wrong.</summary>
    public static string Of(ExecutionResult result)
    {
        var parts = Wrong
            .Select(w => (Count: result.Before.Migrations.Count(m => m.State == w.State), w.Words))
            .Where(static w => w.Count > 0)
            .Select(static w => $"{w.Count.ToString(CultureInfo.InvariantCulture)} {w.Words}");
        var all = result.Findings.Any(static f => f.Code == FindingCodes.BrokenHashChain) ? parts.Prepend("the ledger was changed") : parts;
        var text = string.Join(", ", all);
        return text.Length == 0 ? "" : $"{result.Target.Environment}: {text}";
    }
}
