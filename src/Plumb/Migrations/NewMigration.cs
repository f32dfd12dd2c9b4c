using System.Globalization;
using Plumb.Findings;
using Plumb.Migrations.Styles;

namespace Plumb.Migrations;

/// <summary>Writes the files of a new migration.</summary>
/// <param name="projectRoot">The project's folder.</param>
/// <param name="clock">Gives the version: the time in UTC.</param>
public sealed class NewMigration(string projectRoot, TimeProvider clock)
{
    /// <summary>Writes <c>YYYYMMDDHHMMSS_name.sql</c> and its companions; nothing is overwritten.</summary>
    /// <param name="chain">The chain it joins.</param>
    /// <param name="name">Words; they become snake_case.</param>
    /// <param name="texts">What stands in them.</param>
    /// <returns>The files, relative to the project, the up script first.</returns>
    /// <exception cref="UsageException">The name holds no letter or digit, or the chain is kept in the style of another tool.</exception>
    public IReadOnlyList<string> Write(Chain chain, string name, MigrationTexts texts)
    {
        var snake = SnakeCase(name);
        if (snake.Length == 0)
        {
            throw new UsageException(new Finding(FindingCodes.UnusableName, Severity.Error, $"'{name}' holds no letter or digit to make a file name of")
            {
                Meaning = "the name becomes the file's name, in lower case with underscores; no file was written",
                Help = "name it after what it does: plumb new add_invoice_due_date",
            });
        }

        if (FileStyles.All.First(s => s.Tool == chain.Tool) is { NewCommand: { } command } style)
        {
            throw new UsageException(ChainFindings.MadeByAnotherTool(style.Tool, command.Replace("{0}", chain.Folder, StringComparison.Ordinal).Replace("NAME", snake, StringComparison.Ordinal)));
        }

        var version = FreeVersion(chain);
        var stem = $"{version}_{snake}";
        var parent = Path.GetDirectoryName(chain.Folder)?.Replace('\\', '/') ?? "";
        List<(string Path, string? Text)> files =
        [
            ($"{chain.Folder}/{stem}.sql", texts.Up),
            (Path.Combine(parent, "verify", $"{stem}.sql").Replace('\\', '/'), texts.Verify),
            (Path.Combine(parent, "revert", $"{stem}.sql").Replace('\\', '/'), texts.Revert),
        ];
        files.RemoveAll(static f => f.Text is null);
        foreach (var (path, text) in files)
        {
            var full = Path.Combine(projectRoot, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            using var writer = new StreamWriter(new FileStream(full, FileMode.CreateNew));
            writer.Write(text!.Replace("{0}", stem, StringComparison.Ordinal).ReplaceLineEndings("\n"));
        }

        return [.. files.Select(static f => f.Path)];
    }

    /// <summary>The time, or the first second after it that no migration has.</summary>
    private string FreeVersion(Chain chain)
    {
        var taken = chain.Versioned.Select(static m => m.Version.Digits).ToHashSet(StringComparer.Ordinal);
        var time = clock.GetUtcNow();
        string version;
        do
        {
            version = time.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
            time = time.AddSeconds(1);
        }
        while (taken.Contains(version));

        return version;
    }

    private static string SnakeCase(string name)
    {
        var letters = name.Trim().Select(static c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : '_');
        return string.Join('_', string.Concat(letters).Split('_', StringSplitOptions.RemoveEmptyEntries));
    }
}
