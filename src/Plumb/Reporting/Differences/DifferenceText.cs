using Plumb.Diffing;

namespace Plumb.Reporting.Differences;

/// <summary>Writes differences as text, grouped by object.</summary>
/// <param name="output">Where it goes.</param>
/// <param name="style">How it looks.</param>
internal sealed class DifferenceText(TextWriter output, TextStyle style)
{
    private const int WidestName = 44;
    private const int TextIndent = 6;
    private const int LabelWidth = 10;

    /// <summary>The two lines that say what is compared, and what the marks mean.</summary>
    public void WriteSides(ReportedDifference difference)
    {
        var width = Math.Max(difference.Before.Name.Length, difference.After.Name.Length);
        WriteSide(style.Bad("-"), difference.Before);
        WriteSide(style.Good("+"), difference.After);

        void WriteSide(string mark, ReportedSide side) =>
            WriteWrapped($"{mark} {style.Strong(side.Name)}{new string(' ', width - side.Name.Length)}  ", 2 + width + 2, side.Shown);
    }

    /// <summary>The objects.</summary>
    public void WriteObjects(ReportedDifference difference)
    {
        foreach (var changed in difference.Objects)
        {
            output.WriteLine();
            WriteWrapped($"{Paint(DifferenceLines.MarkOf(changed.Kind))} ", 4, changed.Id.ToString(), style.Strong);
            WriteLines([.. DifferenceLines.Of(changed, difference.ListsParts)]);
            if (difference.Notes.TryGetValue(changed.Id, out var note))
            {
                WriteNote(note, difference.ListsParts);
            }
        }

        WriteRenames(difference.Renames);
        if (difference.Notes.Values.Any(static n => n.ToBefore.Count + n.ToAfter.Count > 0))
        {
            output.WriteLine();
            foreach (var line in TextLines.Wrap("database: what makes it as the ledger says; chain: what makes the chain say what is there", style.Width - 2))
            {
                output.WriteLine(style.Faint($"  {line}"));
            }
        }
    }

    /// <summary>What may have been renamed.</summary>
    public void WriteRenames(IReadOnlyList<Rename> renames)
    {
        if (renames.Count > 0)
        {
            output.WriteLine();
        }

        foreach (var rename in renames)
        {
            WriteWrapped($"{style.Warn("?")} ", 2, $"{rename.Before} may have been renamed to {rename.After.SqlName}");
        }
    }

    private void WriteNote(ObjectNote note, bool showsAll)
    {
        foreach (var line in NoteLines.Of(note, showsAll))
        {
            var lead = $"    {style.Faint(line.Label.PadRight(LabelWidth))}";
            if (line.IsStatement)
            {
                output.WriteLine($"{lead}{line.Text}".TrimEnd());
                continue;
            }

            var continued = line.Text.StartsWith("--", StringComparison.Ordinal) ? "--   " : "  ";
            var parts = TextLines.Wrap(line.Text, style.Width - 4 - LabelWidth - continued.Length);
            output.WriteLine($"{lead}{parts[0]}");
            foreach (var part in parts.Skip(1))
            {
                output.WriteLine($"{new string(' ', 4 + LabelWidth)}{continued}{part}");
            }
        }
    }

    private void WriteLines(IReadOnlyList<DifferenceLine> lines)
    {
        var width = Math.Min(WidestName, lines.Where(static l => l.Value.Length > 0).Select(static l => l.Name.Length).DefaultIfEmpty().Max());
        foreach (var line in lines)
        {
            if (line.IsText)
            {
                WriteText(line);
                continue;
            }

            if (line.Name.Length == 0)
            {
                WriteWrapped(line.Mark == ' ' ? "    " : $"{new string(' ', TextIndent)}{Paint(line.Mark)} ", line.Mark == ' ' ? 4 : TextIndent + 2, line.Value);
                continue;
            }

            WritePart(line, width);
        }
    }

    // A line of a definition keeps its indentation, and what it is continued with stands further to the right.
    private void WriteText(DifferenceLine line)
    {
        var indent = line.Value.Length - line.Value.TrimStart().Length;
        var room = Math.Max(30, style.Width - TextIndent - 2 - indent);
        var lines = TextLines.Wrap(line.Value, room);
        lines = lines.Count == 1 ? lines : [lines[0], .. TextLines.Wrap(line.Value.Trim()[lines[0].Length..], room - 4).Select(static l => $"    {l}")];
        foreach (var part in lines)
        {
            output.WriteLine(PaintLine(line.Mark, $"{new string(' ', TextIndent)}{line.Mark} {new string(' ', indent)}{part}".TrimEnd()));
        }
    }

    private void WritePart(DifferenceLine line, int width)
    {
        var lead = $"  {Paint(line.Mark)} ";
        if (line.Name.Length > width && line.Value.Length > 0)
        {
            WriteWrapped(lead, 4, line.Name);
            WriteWrapped(new string(' ', TextIndent), TextIndent, line.Value);
        }
        else if (line.Value.Length > 0)
        {
            WriteWrapped($"{lead}{line.Name.PadRight(width)}  ", 4 + width + 2, line.Value);
        }
        else
        {
            WriteWrapped(lead, 4, line.Name);
        }
    }

    private void WriteWrapped(string lead, int indent, string text, Func<string, string>? paint = null)
    {
        foreach (var line in TextLines.Wrap(text, Math.Max(30, style.Width - indent)))
        {
            output.WriteLine($"{lead}{paint?.Invoke(line) ?? line}");
            lead = new string(' ', indent);
        }
    }

    private string Paint(char mark) => PaintLine(mark, mark.ToString());

    private string PaintLine(char mark, string text) => mark switch { '+' => style.Good(text), '-' => style.Bad(text), '~' => style.Warn(text), _ => text };
}
