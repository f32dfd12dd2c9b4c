using System.Globalization;
using Plumb.Execution;
using static System.FormattableString;

namespace Plumb.Reporting;

public sealed partial class TextReport
{
    private const int StateWidth = 22;
    private const int NarrowestStatement = 30;

    private void WriteStatus(Report report)
    {
        if (report.Status.Count == 0)
        {
            return;
        }

        var width = Math.Max(24, Math.Min(60, report.Status.Max(static r => r.Id.Length) + 4));
        Separate();
        if (report.Databases.Count > 1)
        {
            output.WriteLine($"  {new string(' ', width)}{string.Concat(report.Databases.Select(static d => d.Environment.PadRight(StateWidth)))}".TrimEnd());
        }

        foreach (var row in report.Status)
        {
            var states = string.Concat(row.States.Select(s => StateOf(s).PadRight(StateWidth)));
            output.WriteLine($"  {row.Id.PadRight(width)}{states}".TrimEnd());
        }
    }

    private static string StateOf(MigrationStatus? status) => status switch
    {
        null => "–",
        { State: MigrationState.Applied, Entry: { } entry } => $"✓ {entry.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}",
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
            var room = Math.Max(NarrowestStatement, CheckColumns.Width - 2 - placeWidth - kindWidth);
            output.WriteLine($"  {place.PadRight(placeWidth)}{statement.Kind.ToString().PadRight(kindWidth)}{Cut(line, room)}");
        }
    }
}
