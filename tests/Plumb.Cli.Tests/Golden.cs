namespace Plumb.Cli.Tests;

/// <summary>A document that is rendered from the program.</summary>
internal static class Golden
{
    private const string Rewrite = "rewrite it: UPDATE_GOLDENS=1 s/test Plumb.Cli.Tests -class '*ReferenceTests'";

    /// <summary>Compares a file of <c>docs/</c> with what the program says now; with <c>UPDATE_GOLDENS=1</c> it is rewritten instead.</summary>
    public static void Compare(string name, string rendered)
    {
        var path = Path.Combine(Root(), "docs", name);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDENS") == "1")
        {
            File.WriteAllText(path, rendered);
            return;
        }

        var written = File.Exists(path) ? File.ReadAllText(path) : "";
        Assert.True(string.Equals(written, rendered, StringComparison.Ordinal), $"docs/{name} differs from the program; {Rewrite}");
    }

    /// <summary>The text of a file of the repository.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root(), path));

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Plumb.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run below the repository.");
        }

        return folder;
    }
}
