namespace Plumb.Migrations.Styles;

/// <summary><c>V1.2__name.sql</c>, taken back by <c>U1.2__name.sql</c>, and <c>R__name.sql</c>, which runs again when it changes.</summary>
internal sealed class FlywayStyle : IFileStyle
{
    private const string Separator = "__";

    public string Tool => "Flyway";

    public string NewCommand => "touch {0}/V$(date -u +%Y%m%d%H%M%S)__NAME.sql";

    public bool Fits(StyledFolder folder) => folder.Content.Stems.Any(static s => VersionOf(s, 'V') is not null);

    public IReadOnlyList<MigrationFile> List(StyledFolder folder)
    {
        var undo = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var stem in folder.Content.Stems)
        {
            if (VersionOf(stem, 'U') is { } version)
            {
                undo.TryAdd(version, folder.Content.PathOf(stem));
            }
        }

        return [.. folder.Content.Stems.Select(stem => FileOf(stem, folder, undo)).OfType<MigrationFile>()];
    }

    private static MigrationFile? FileOf(string stem, StyledFolder folder, Dictionary<string, string> undo)
    {
        var name = stem[(stem.IndexOf(Separator, StringComparison.Ordinal) is var at and >= 0 ? at + Separator.Length : 0)..];
        if (stem.StartsWith($"R{Separator}", StringComparison.Ordinal))
        {
            return new MigrationFile(stem, folder.Content.PathOf(stem), MigrationKind.Repeatable) { Name = name };
        }

        if (VersionOf(stem, 'V') is not { } version)
        {
            return null;
        }

        var file = new MigrationFile(stem, folder.Content.PathOf(stem), MigrationKind.Versioned) { Version = new(version), Name = name };
        if (undo.TryGetValue(version, out var path))
        {
            file.Companions[DirectiveWords.Revert] = path;
        }

        var settings = folder.LinesOf($"{stem}.sql.conf");
        return file with { RunsOutsideTransaction = settings.Any(static l => l.Replace(" ", "", StringComparison.Ordinal) is "executeInTransaction=false") };
    }

    // Its parts may be divided by dots or single underscores.
    private static string? VersionOf(string stem, char prefix)
    {
        var end = stem.IndexOf(Separator, StringComparison.Ordinal);
        if (end < 2 || stem[0] != prefix)
        {
            return null;
        }

        var version = stem[1..end].Replace('_', '.');
        return version.All(static c => char.IsAsciiDigit(c) || c is '.') && char.IsAsciiDigit(version[0]) && char.IsAsciiDigit(version[^1]) ? version : null;
    }
}
