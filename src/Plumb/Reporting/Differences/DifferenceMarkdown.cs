using Plumb.Diffing.Planning;

namespace Plumb.Reporting.Differences;

/// <summary>Writes differences as Markdown: one <c>diff</c> block for each object.</summary>
internal static class DifferenceMarkdown
{
    /// <summary>The whole section.</summary>
    public static void Write(ReportedDifference difference, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine($"- `-` {difference.Before.Name}: `{difference.Before.Shown}`");
        output.WriteLine($"- `+` {difference.After.Name}: `{difference.After.Shown}`");
        foreach (var changed in difference.Objects)
        {
            output.WriteLine();
            output.WriteLine("```diff");
            var mark = DifferenceLines.MarkOf(changed.Kind);
            output.WriteLine($"{(mark == '~' ? ' ' : mark)} {changed.Id}");
            foreach (var line in DifferenceLines.Of(changed, difference.ListsParts))
            {
                WriteLine(line, output);
            }

            output.WriteLine("```");
            if (difference.Notes.TryGetValue(changed.Id, out var note))
            {
                WriteNote(note, output);
            }
        }

        if (difference.Renames.Count > 0)
        {
            output.WriteLine();
        }

        foreach (var rename in difference.Renames)
        {
            output.WriteLine($"- `{rename.Before}` may have been renamed to `{rename.After.SqlName}`");
        }
    }

    private static void WriteNote(ObjectNote note, TextWriter output)
    {
        if (note.When is { } when)
        {
            output.WriteLine($"When: {string.Join("; ", DriftReports.TextsOf(when))}");
        }

        foreach (var (title, steps) in (ReadOnlySpan<(string, IReadOnlyList<PlanStep>)>)[("The database as the chain says:", note.ToBefore), ("The chain as the database is:", note.ToAfter)])
        {
            if (steps.Count > 0)
            {
                output.WriteLine($"\n{title}\n```sql\n{string.Concat(steps.Select(static s => $"{s}\n"))}```");
            }
        }
    }

    // GitHub colours lines that begin with + or -, and ! stands for a change.
    private static void WriteLine(DifferenceLine line, TextWriter output)
    {
        var mark = line.Mark == '~' ? '!' : line.Mark;
        var indent = line.IsText || line is { Name.Length: 0, Mark: '+' or '-' } ? "    " : "  ";
        var gap = line is { Name.Length: > 0, Value.Length: > 0 } ? "  " : "";
        output.WriteLine($"{mark}{indent}{line.Name}{gap}{line.Value}".TrimEnd());
    }
}
