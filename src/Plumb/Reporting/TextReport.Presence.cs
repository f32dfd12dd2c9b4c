using Plumb.Presence;

namespace Plumb.Reporting;

public sealed partial class TextReport
{
    private void WritePresence(IReadOnlyList<MigrationPresence> presence)
    {
        if (presence.Count == 0)
        {
            return;
        }

        var width = Math.Clamp(presence.Max(static p => p.Migration.Id.Length) + 4, 20, 80);
        Separate();
        output.WriteLine(style.Faint($"  {"migration".PadRight(width)}objects"));
        foreach (var one in presence)
        {
            output.WriteLine($"  {(one.IsComplete ? style.Good("✓") : style.Bad("✗"))} {one.Migration.Id.PadRight(width - 2)}{PresenceWords.Of(one)}");
        }
    }
}
