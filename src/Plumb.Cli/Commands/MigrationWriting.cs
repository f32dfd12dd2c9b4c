using Plumb.Diffing;
using Plumb.Diffing.Planning;
using Plumb.Diffing.Scripts;
using Plumb.Findings;
using Plumb.Migrations;
using Plumb.Reporting;

namespace Plumb.Cli.Commands;

/// <summary>Writes a difference into the project's chain, for <c>diff --write</c> and <c>drift --write</c>.</summary>
internal static class MigrationWriting
{
    public static Report Write(CommandRun run, string command, string name, SnapshotDifference difference, PlanOptions options, string origin)
    {
        if (difference.IsEmpty)
        {
            return new Report(command, new Verdict("equal", "there is nothing to write"), ExitCode.Success);
        }

        var written = SchemaMigration.Of(difference, options, origin);
        if (written.Plan.IsEmpty)
        {
            return new Report(command, new Verdict("nothing written", "every difference is withheld or cannot be made by DDL"), ExitCode.Failed)
            {
                Next = $"See what is withheld: plumb diff … --sql; allow it with --allow-drop",
            };
        }

        var files = new NewMigration(run.Project.Root, TimeProvider.System).Write(run.ReadChain(), name, new MigrationTexts(written.Up, written.Verify, written.Revert));
        List<string> notes = [];
        if (!written.Plan.IsComplete)
        {
            notes.Add("What it leaves out stands in comments at its end.");
        }

        if (written.Losses.Count > 0)
        {
            notes.Add($"Its revert script loses {string.Join(", ", written.Losses)}.");
        }

        notes.Add("Read the files, then run: plumb up");
        return new Report(command, new Verdict("written", string.Join("\n         ", files)), ExitCode.Success) { Next = string.Join("\n  ", notes) };
    }
}
