using Plumb.Presence;

namespace Plumb.Reporting;

public sealed partial class MarkdownReport
{
    private void WritePresence(IReadOnlyList<MigrationPresence> presence)
    {
        if (presence.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine("| Migration | In place | Objects |");
        output.WriteLine("|---|---|---|");
        foreach (var one in presence)
        {
            output.WriteLine($"| {Escape(one.Migration.Id)} | {(one.IsComplete ? "yes" : "no")} | {PresenceWords.Of(one)} |");
        }
    }
}
