namespace Plumb.Migrations;

/// <summary>Where a project's migrations and their companions are, relative to the project, with forward slashes.</summary>
/// <param name="Migrations">The migrations folder; empty for the project's folder itself.</param>
/// <param name="Base">The folder in which the companions' folders stand; empty for the project's folder.</param>
internal sealed record MigrationFolders(string Migrations, string Base)
{
    /// <summary>The folders that may stand in <see cref="Base"/>.</summary>
    public static IReadOnlyList<string> Companions { get; } = ["require", "verify", "revert", "repeatable"];

    /// <summary>The migrations folder as shown to the user.</summary>
    public string Shown => Migrations.Length == 0 ? "." : Migrations;

    /// <summary>Whether the Supabase CLI reads the same folder.</summary>
    public bool IsSupabase => Migrations is "supabase/migrations"
        || Migrations.EndsWith("/supabase/migrations", StringComparison.Ordinal);

    /// <summary>The folders of a migrations folder: the companions stand beside it, and inside it when it is the project's folder itself.</summary>
    public static MigrationFolders Of(string migrations)
    {
        migrations = migrations.TrimEnd('/');
        var slash = migrations.LastIndexOf('/');
        return new MigrationFolders(migrations, slash < 0 ? "" : migrations[..slash]);
    }

    /// <summary>The path of a file or folder in <see cref="Base"/>.</summary>
    public string InBase(string name) => Base.Length == 0 ? name : $"{Base}/{name}";
}
