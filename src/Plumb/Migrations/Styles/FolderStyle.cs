namespace Plumb.Migrations.Styles;

/// <summary>Each migration is a folder of its own.</summary>
/// <param name="tool">Whose style it is.</param>
/// <param name="up">The name of the up script.</param>
/// <param name="newCommand">The command that makes a new migration.</param>
internal sealed class FolderStyle(string tool, string up, string newCommand) : IFileStyle
{
    private const string Down = "down.sql";

    /// <summary><c>2025-01-12-093000_name/up.sql</c> and <c>down.sql</c>.</summary>
    public static FolderStyle Diesel { get; } = new("Diesel", "up.sql", "diesel migration generate NAME");

    /// <summary><c>20250112093000_name/migration.sql</c>; Drizzle has the same.</summary>
    public static FolderStyle Prisma { get; } = new("Prisma", "migration.sql", "npx prisma migrate dev --create-only --name NAME");

    public string Tool => tool;

    public string NewCommand => newCommand;

    public bool Fits(StyledFolder folder) => folder.Subfolders.Any(name => IsMigration(folder, name));

    public IReadOnlyList<MigrationFile> List(StyledFolder folder) =>
        [.. folder.Subfolders.Where(name => IsMigration(folder, name)).Select(name => FileOf(folder, name))];

    private bool IsMigration(StyledFolder folder, string name) => char.IsAsciiDigit(name[0]) && folder.Has($"{name}/{up}");

    private MigrationFile FileOf(StyledFolder folder, string name)
    {
        // Diesel writes a time with hyphens.
        var stamp = string.Concat(name.TakeWhile(static c => char.IsAsciiDigit(c) || c is '-')).TrimEnd('-');
        var file = new MigrationFile(name, folder.PathOf($"{name}/{up}"), MigrationKind.Versioned)
        {
            Version = new(stamp.Replace("-", "", StringComparison.Ordinal)),
            Name = name[stamp.Length..].TrimStart('_', '-'),
        };
        if (folder.Has($"{name}/{Down}"))
        {
            file.Companions[DirectiveWords.Revert] = folder.PathOf($"{name}/{Down}");
        }

        return file with { RunsOutsideTransaction = folder.LinesOf($"{name}/metadata.toml").Any(IsWithoutTransaction) };
    }

    private static bool IsWithoutTransaction(string line) =>
        line.Replace(" ", "", StringComparison.Ordinal).StartsWith("run_in_transaction=false", StringComparison.Ordinal);
}
