using Plumb.Diffing;
using Plumb.Diffing.Planning;
using Plumb.Diffing.Scripts;
using Plumb.Findings;
using Plumb.Migrations;
using Plumb.Reporting;
using Plumb.Reporting.Differences;

namespace Plumb.Cli.Commands;

/// <summary>Writes a difference into the project's chain, for <c>diff --write</c> and <c>drift --write</c>.</summary>
internal static class MigrationWriting
{
    public static Report Write(CommandRun run, string command, string name, SnapshotDifference difference, PlanOptions options, string origin, string? holder = null)
    {
        if (difference.IsEmpty)
        {
            return new Report(command, new Verdict("equal", "there is nothing to write"), ExitCode.Success);
        }

        var written = SchemaMigration.Of(difference, options, origin);
        var files = written.Plan.IsEmpty
            ? []
            : new NewMigration(run.Project.Root, TimeProvider.System).Write(run.ReadChain(), name, new MigrationTexts(written.Up, written.Verify, written.Revert));
        return DifferenceReports.OfWritten(command, written, files, holder);
    }
}
