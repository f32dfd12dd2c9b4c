using Plumb.Catalog;
using Plumb.Diffing;

namespace Plumb.Reporting.Differences;

/// <summary>Writes differences in two columns: the first side on the left, the second on the right, and between them <c>&lt;</c>, <c>&gt;</c> or <c>|</c>.</summary>
/// <param name="output">Where it goes.</param>
/// <param name="style">How it looks.</param>
internal sealed class SideBySideText(TextWriter output, TextStyle style)
{
    private int column => (style.Width - 3) / 2;

    /// <summary>The objects.</summary>
    public void WriteObjects(ReportedDifference difference)
    {
        output.WriteLine();
        output.WriteLine($"{difference.Before.Name.PadRight(column)}   {difference.After.Name}".TrimEnd());
        output.WriteLine(style.Faint(new string('─', style.Width)));
        var separator = "";
        foreach (var changed in difference.Objects)
        {
            output.Write(separator);
            separator = output.NewLine;
            var name = changed.Id.ToString();
            WriteRow(changed.Kind == DeltaKind.Added ? "" : name, changed.Kind == DeltaKind.Removed ? "" : name, Strong);
            foreach (var group in DifferenceLines.Grouped(changed.Deltas))
            {
                WriteGroup(group, changed.Id);
            }
        }
    }

    private string Strong(string text) => style.Strong(text);

    private void WriteGroup(IReadOnlyList<Delta> group, FactId whole)
    {
        var delta = group[0];
        var name = DifferenceLines.NameOf(group, whole);
        if (delta.Kind != DeltaKind.Changed || !delta.Properties.Any(IsText))
        {
            if (name.Length > 0 || delta.Kind == DeltaKind.Changed)
            {
                WriteRow(PartOf(name, delta.Before), PartOf(name, delta.After));
            }

            return;
        }

        foreach (var change in delta.Properties.Where(IsText))
        {
            WriteText(FactText.ValueOf(change.Before, change.After), FactText.ValueOf(change.After, change.Before));
        }
    }

    private static bool IsText(PropertyChange change) =>
        (change.Before?.Text?.Trim().Contains('\n', StringComparison.Ordinal) ?? false) || (change.After?.Text?.Trim().Contains('\n', StringComparison.Ordinal) ?? false);

    private static string PartOf(string name, Fact? fact) => fact is null ? "" : $"  {name} {FactText.ValueOf(fact.Payload)}".TrimEnd();

    // Lines that went stand beside those that came in their place.
    private void WriteText(string before, string after)
    {
        var (gone, come) = (new Queue<string>(), new Queue<string>());
        foreach (var (mark, line) in LineDifference.Hunks(LineDifference.Between(before, after)).Append((' ', "")))
        {
            if (mark == ' ')
            {
                while (gone.Count + come.Count > 0)
                {
                    WriteRow(gone.TryDequeue(out var left) ? $"    {left}" : "", come.TryDequeue(out var right) ? $"    {right}" : "");
                }

                if (line.Length > 0)
                {
                    WriteRow($"    {line}", $"    {line}");
                }
            }
            else
            {
                (mark == '-' ? gone : come).Enqueue(line);
            }
        }
    }

    private void WriteRow(string left, string right, Func<string, string>? paint = null)
    {
        var mark = left == right ? ' ' : left.Length == 0 ? '>' : right.Length == 0 ? '<' : '|';
        var (lefts, rights) = (Cells(left), Cells(right));
        for (var i = 0; i < Math.Max(lefts.Count, rights.Count); i++)
        {
            var (l, r) = (i < lefts.Count ? lefts[i] : "", i < rights.Count ? rights[i] : "");
            var line = paint is null
                ? $"{l.PadRight(column)} {Paint(i == 0 ? mark : ' ')} {r}"
                : $"{paint(l.PadRight(column))} {Paint(i == 0 ? mark : ' ')} {paint(r)}";
            output.WriteLine(line.TrimEnd());
        }
    }

    private string Paint(char mark) => mark switch
    {
        '<' => style.Bad("<"),
        '>' => style.Good(">"),
        '|' => style.Warn("|"),
        _ => " ",
    };

    private List<string> Cells(string text)
    {
        var indent = new string(' ', text.Length - text.TrimStart().Length);
        var room = Math.Max(10, column - indent.Length - 2);
        var lines = TextLines.Wrap(text, Math.Max(10, column - indent.Length));
        return lines.Count == 1 ? [$"{indent}{lines[0]}"] : [.. TextLines.Wrap(text, room).Select((l, i) => i == 0 ? $"{indent}{l}" : $"{indent}  {l}")];
    }
}
