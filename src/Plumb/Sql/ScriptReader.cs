using System.Runtime.InteropServices;
using Plumb.Findings;

namespace Plumb.Sql;

/// <summary>Gathers the statements, comments and faults of one script, and follows its includes.</summary>
internal sealed class ScriptReader(string? projectRoot)
{
    private const int DeepestInclude = 100;
    private const int MostFindings = 100;

    private readonly List<Statement> statements = [];
    private readonly List<Comment> comments = [];
    private readonly List<Finding> findings = [];
    private readonly List<SourceText> sources = [];
    private readonly List<(string RealPath, string Shown)> open = [];
    private readonly Dictionary<string, SourceText> included = new(StringComparer.Ordinal);

    /// <summary>Statements so far.</summary>
    public int StatementCount => statements.Count;

    /// <summary>Comments of the script's own file so far.</summary>
    public int CommentCount => comments.Count;

    /// <summary>Are comments recorded now: not within an included file.</summary>
    public bool WantsComments => open.Count == 1;

    /// <summary>Reads the script; call it once.</summary>
    public Script Read(SourceText source)
    {
        sources.Add(source);
        ReadFile(source, source.FullPath is null ? source.Path : RealPath.Of(source.FullPath));
        return findings.Count == 0
            ? new Script(source, statements, comments) { Sources = sources }
            : throw new MigrationFileException(findings);
    }

    public void Add(Statement statement) => statements.Add(statement);

    public void AddComment(Comment comment) => comments.Add(comment);

    /// <summary>The comments from <paramref name="first"/> on turned out to stand inside a statement.</summary>
    public void MarkCommentsInside(int first)
    {
        foreach (ref var comment in CollectionsMarshal.AsSpan(comments)[first..])
        {
            comment = comment with { IsInside = true };
        }
    }

    /// <summary>Does this statement of <paramref name="source"/> still wait for its inline rows.</summary>
    public bool AwaitsCopyData(int statement, SourceText source) =>
        statements[statement] is { Kind: StatementKind.CopyFromStdin, CopyData: null } copy && ReferenceEquals(copy.Source, source);

    public void SetCopyData(int statement, Range data) => statements[statement] = statements[statement] with { CopyData = data };

    /// <summary>Keeps a fault; false when there are so many that reading on makes no sense.</summary>
    public bool Report(SourceText source, int offset, Finding finding)
    {
        if (findings.Count < MostFindings)
        {
            findings.Add(finding);
            return true;
        }

        if (findings.Count == MostFindings)
        {
            findings.Add(SqlFindings.TooManyFaults(source, offset, MostFindings));
        }

        return false;
    }

    /// <summary>Reads the file that <paramref name="command"/> names at this place of the script.</summary>
    public bool Include(SourceText source, in MetaCommand command)
    {
        if (projectRoot is null)
        {
            return Report(source, command.Start, IncludeFindings.NotAllowed(source, command));
        }

        if (IncludeName.Parse(command.Arguments) is not { } name)
        {
            return Report(source, command.Start, IncludeFindings.NoFileName(source, command));
        }

        var file = ProjectFile.Locate(projectRoot, command.IsRelativeInclude ? Path.Combine(FolderOf(source), name) : name);
        if (file.Fault is not null)
        {
            return Report(source, command.Start, IncludeFindings.Of(source, command, file.Fault));
        }

        if (open.FindIndex(f => f.RealPath.Equals(file.RealPath, StringComparison.Ordinal)) is var first and >= 0)
        {
            var chain = open.Skip(first).Select(static f => f.Shown).Append(file.Shown).ToList();
            return Report(source, command.Start, IncludeFindings.Cycle(source, command, chain));
        }

        return open.Count <= DeepestInclude
            ? ReadIncluded(source, command, file)
            : Report(source, command.Start, IncludeFindings.TooDeep(source, command, DeepestInclude));
    }

    private string FolderOf(SourceText source) =>
        Path.GetDirectoryName(source.FullPath ?? Path.Combine(projectRoot!, source.Path)) ?? projectRoot!;

    private bool ReadIncluded(SourceText source, in MetaCommand command, ProjectFile file)
    {
        if (!included.TryGetValue(file.RealPath, out var text))
        {
            try
            {
                text = SqlFile.Read(file);
            }
            catch (MigrationFileException exception)
            {
                var detail = IncludeFindings.IncludedAt(source.PlaceAt(command.Start));
                return exception.Findings.All(f => Report(source, 0, f with { Details = [.. f.Details, detail] }));
            }

            included.Add(file.RealPath, text);
            sources.Add(text);
        }

        ReadFile(text, file.RealPath);
        return findings.Count <= MostFindings;
    }

    private void ReadFile(SourceText source, string realPath)
    {
        open.Add((realPath, source.Path));
        new StatementScanner(source, this).Scan();
        open.RemoveAt(open.Count - 1);
    }
}
