using Plumb.Diffing.Planning;
using Plumb.Diffing.Scripts;

namespace Plumb.Reporting.Differences;

/// <summary>The lines of a note below an object.</summary>
internal static class NoteLines
{
    private const int FewLines = 8;

    /// <summary>A label and a line each; the label is empty on lines that go on.</summary>
    /// <param name="note">The note.</param>
    /// <param name="showsAll">True for statements of any length; false to cut those of many lines.</param>
    public static IEnumerable<(string Label, string Line)> Of(ObjectNote note, bool showsAll)
    {
        var label = "when";
        foreach (var text in note.When is { } when ? DriftReports.TextsOf(when) : [])
        {
            yield return (label, text);
            label = "";
        }

        foreach (var line in Statements("database", note.ToBefore, showsAll).Concat(Statements("chain", note.ToAfter, showsAll)))
        {
            yield return line;
        }
    }

    private static IEnumerable<(string Label, string Line)> Statements(string label, IReadOnlyList<PlanStep> steps, bool showsAll)
    {
        var lines = steps.SelectMany(LinesOf).ToList();
        var shown = showsAll || lines.Count <= FewLines ? lines : lines[..(FewLines - 1)];
        foreach (var line in shown)
        {
            yield return (label, line);
            label = "";
        }

        if (shown.Count < lines.Count)
        {
            yield return ("", string.Create(null, $"… {lines.Count - shown.Count} more lines (--verbose)"));
        }
    }

    private static IEnumerable<string> LinesOf(PlanStep step) => step.Hazards
        .Where(static h => h.Kind is HazardKind.DataLoss)
        .Select(static h => $"-- ! {PlanScript.Name(h)}: {h.Reason}")
        .Concat(step.Statements.SelectMany(static s => $"{s};".Split('\n')));
}
