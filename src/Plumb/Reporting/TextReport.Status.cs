using System.Globalization;
using Plumb.Execution;
using static System.FormattableString;

namespace Plumb.Reporting;

public sealed partial class TextReport
{
    private const int NarrowestId = 24;
    private const int NarrowestStatement = 30;

    private void WriteStatus(Report report)
    {
        if (report.Status.Count == 0)
        {
            return;
        }

        var stateWidth = 3 + Math.Max(
            report.Status.SelectMany(static r => r.States).Max(static s => StateOf(s).Length), report.Databases.Max(static d => d.Environment.Length));
        var room = Math.Max(NarrowestId, style.Width - 2 - stateWidth * report.Databases.Count);
        var width = Math.Clamp(report.Status.Max(static r => r.Id.Length) + 4, NarrowestId, room);
        Separate();
        if (report.Databases.Count > 1)
        {
            output.WriteLine($"  {new string(' ', width)}{string.Concat(report.Databases.Select(d => d.Environment.PadRight(stateWidth)))}".TrimEnd());
        }

        foreach (var row in report.Status)
        {
            var states = string.Concat(row.States.Select(s => StateOf(s).PadRight(stateWidth))).TrimEnd();
            var id = row.Id;
            if (id.Length > width - 2)
            {
                output.WriteLine($"  {id}");
                id = "";
            }

            output.WriteLine($"  {id.PadRight(width)}{states}");
        }
    }

    private static string StateOf(MigrationStatus? status) => status switch
    {
        null => "–",
        { State: MigrationState.Applied, Entry: { } entry } =>
            $"✓ {entry.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}{(entry.Unproven is null ? "" : ", unproven")}",
        { State: MigrationState.Recorded } => "✓ by the Supabase CLI",
        { State: MigrationState.Changed } => "· changed, runs again",
        { State: MigrationState.Edited } => "! edited since",
        { State: MigrationState.Missing } => "✗ no file",
        { State: MigrationState.Unverified } => "✗ unverified",
        { State: MigrationState.Incomplete } => "! stopped in the middle",
        { State: MigrationState.Reverting } => "! half taken back",
        { State: MigrationState.Excluded } => "– not for this one",
        _ => "· pending",
    };

    private void WriteStatements(Report report)
    {
        if (report.Statements is not { Count: > 0 } statements)
        {
            return;
        }

        Separate();
        var isOneFile = statements.All(s => s.Place.File == statements[0].Place.File);
        var places = statements.Select(s => isOneFile ? Invariant($"{s.Place.Line}:{s.Place.Column}") : s.Place.ToString()).ToList();
        var placeWidth = places.Max(static p => p.Length) + 2;
        var kindWidth = statements.Max(static s => s.Kind.ToString().Length) + 2;
        foreach (var (statement, place) in statements.Zip(places))
        {
            var line = string.Join(' ', statement.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            var room = Math.Max(NarrowestStatement, style.Width - 2 - placeWidth - kindWidth);
            output.WriteLine($"  {place.PadRight(placeWidth)}{statement.Kind.ToString().PadRight(kindWidth)}{Cut(line, room)}");
        }
    }
}
