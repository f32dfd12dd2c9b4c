using System.Globalization;
using Plumb.Findings;

namespace Plumb.Migrations.Styles;

/// <summary>
/// <c>sqitch.plan</c> names the changes in their order; their scripts stand in <c>deploy</c>, <c>verify</c> and <c>revert</c>. A change's
/// version is its position in the plan.
/// </summary>
internal sealed class SqitchStyle : IFileStyle
{
    private const string DeployFolder = "deploy";
    private const string PlanFile = "sqitch.plan";
    private const string PlanBeside = $"../{PlanFile}";

    public string Tool => "Sqitch";

    public string NewCommand => "sqitch add NAME";

    public bool Fits(StyledFolder folder) => folder.Path.Split('/')[^1] == DeployFolder && folder.Has(PlanBeside);

    public IReadOnlyList<MigrationFile> List(StyledFolder folder)
    {
        var changes = ReadPlan(folder);
        var files = new List<MigrationFile>();
        for (var i = 0; i < changes.Count; i++)
        {
            files.Add(FileOf(changes[i], i + 1, folder));
        }

        return files;
    }

    private static MigrationFile FileOf(Change change, int position, StyledFolder folder) =>
        new(change.Script, folder.Content.PathOf(change.Script), MigrationKind.Versioned)
        {
            Version = new(position.ToString(CultureInfo.InvariantCulture)),
            Name = change.Name,
            Requires = change.Requires,
        };

    private static List<Change> ReadPlan(StyledFolder folder)
    {
        var changes = new List<Change>();
        var shown = folder.Path[..^DeployFolder.Length] + PlanFile;
        var lines = folder.LinesOf(PlanBeside);
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i].Split('#')[0].Trim();
            if (line.StartsWith('@'))
            {
                Close(changes, line.Split(' ')[0]);
            }
            else if (line.Length > 0 && !line.StartsWith('%'))
            {
                changes.Add(Read(line, new Place(shown, i + 1, 1), changes));
            }
        }

        return changes;
    }

    // A change that comes again was reworked: the scripts of its first form bear the tag that followed it.
    private static void Close(List<Change> changes, string tag)
    {
        for (var i = 0; i < changes.Count; i++)
        {
            changes[i] = changes[i] with { Tag = changes[i].Tag ?? tag };
        }
    }

    private static void RenameScript(List<Change> changes, string from, string to)
    {
        for (var i = 0; i < changes.Count; i++)
        {
            changes[i] = changes[i] with
            {
                Script = changes[i].Script == from ? to : changes[i].Script,
                Requires = [.. changes[i].Requires.Select(r => r.Id == from ? r with { Id = to } : r)],
            };
        }
    }

    private static Change Read(string line, Place place, List<Change> before)
    {
        var name = line.Split(' ', '\t')[0];
        if (before.Find(c => c.Script == name) is { } earlier)
        {
            RenameScript(before, name, name + earlier.Tag);
        }

        var open = line.IndexOf('[', StringComparison.Ordinal);
        var close = line.IndexOf(']', StringComparison.Ordinal);
        var words = open < 0 || close < open ? [] : line[(open + 1)..close].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var requires =
            from word in words
            where word[0] is not ('!' or '@') && !word.Contains(':', StringComparison.Ordinal)
            let needed = before.FindLast(c => c.Name == word.Split('@')[0])
            where needed is not null
            select new Requirement(needed.Script, place);
        return new Change(name, name, null, [.. requires]);
    }

    /// <summary>A line of the plan.</summary>
    /// <param name="Name">The change.</param>
    /// <param name="Script">The name of its scripts.</param>
    /// <param name="Tag">The tag that followed it.</param>
    /// <param name="Requires">What it requires.</param>
    private sealed record Change(string Name, string Script, string? Tag, IReadOnlyList<Requirement> Requires);
}
