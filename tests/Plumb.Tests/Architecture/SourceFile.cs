using System.Text.RegularExpressions;

namespace Plumb.Tests.Architecture;

/// <summary>A file of C# in the repository.</summary>
/// <param name="Path">Relative to the repository, with forward slashes.</param>
/// <param name="Text">All of it.</param>
public sealed partial record SourceFile(string Path, string Text)
{
    /// <summary>Its code without comments.</summary>
    public string Code { get; } = Comment().Replace(Text, "");

    /// <summary>The first part of its namespace below <c>Plumb</c>, such as <c>Sql</c>; empty for <c>Plumb</c> itself.</summary>
    public string Area { get; } = Namespace().Match(Text) is { Success: true } match ? match.Groups[1].Value : "";

    /// <summary>The type that the file is named after.</summary>
    public string TypeName => System.IO.Path.GetFileName(Path).Split('.')[0];

    /// <summary>How many lines it has.</summary>
    public int Lines => Text.Count(static c => c == '\n');

    /// <summary>Every C# file below a folder of the repository.</summary>
    public static IReadOnlyList<SourceFile> Below(string folder)
    {
        var root = Root();
        return
        [
            .. Directory.EnumerateFiles(System.IO.Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(path => new SourceFile(System.IO.Path.GetRelativePath(root, path).Replace('\\', '/'), File.ReadAllText(path))),
        ];
    }

    public override string ToString() => Path;

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "Plumb.slnx")))
        {
            folder = System.IO.Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run below the repository.");
        }

        return folder;
    }

    // Good enough for this repository, in which // stands in strings only as part of a URL.
    [GeneratedRegex(@"(?<!:)//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^namespace Plumb(?:\.(\w+))?[\w.]*;", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
