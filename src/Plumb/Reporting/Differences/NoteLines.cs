using Plumb.Diffing.Planning;
using Plumb.Diffing.Scripts;

namespace Plumb.Reporting.Differences;

/// <summary>The lines of a note below an object.</summary>
internal static class NoteLines
{
    private const int FewLines = 8;

    /// <summary>The lines, in their order.</summary>
    /// <param name="note">The note.</param>
    /// <param name="showsAll">True for statements of any length; false to cut those of many lines.</param>
    public static IEnumerable<NoteLine> Of(ObjectNote note, bool showsAll)
    {
        var label = "when";
        foreach (var text in note.When is { } when ? DriftReports.TextsOf(when) : [])
        {
            yield return new NoteLine(label, text, IsStatement: false);
            label = "";
        }

        foreach (var line in Statements("database", note.ToBefore, showsAll).Concat(Statements("chain", note.ToAfter, showsAll)))
        {
            yield return line;
        }
    }

    private static IEnumerable<NoteLine> Statements(string label, IReadOnlyList<PlanStep> steps, bool showsAll)
    {
        var lines = steps.SelectMany(LinesOf).ToList();
        var shown = showsAll || lines.Count <= FewLines ? lines : lines[..(FewLines - 1)];
        foreach (var line in shown)
        {
            yield return line with { Label = label };
            label = "";
        }

        if (shown.Count < lines.Count)
        {
            yield return new NoteLine("", string.Create(null, $"… {lines.Count - shown.Count} more lines (--verbose)"), IsStatement: false);
        }
    }

    private static IEnumerable<NoteLine> LinesOf(PlanStep step) => step.Hazards
        .Where(static h => h.Kind is HazardKind.DataLoss)
        .Select(static h => new NoteLine("", $"-- ! {PlanScript.Name(h)}: {h.Reason}", IsStatement: false))
        .Concat(step.Statements.SelectMany(static s => $"{s};".Split('\n')).Select(static l => new NoteLine("", l, IsStatement: true)));
}
