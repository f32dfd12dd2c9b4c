namespace Plumb.Migrations;

/// <summary><c>supabase/migrations</c>, as the Supabase CLI makes it.</summary>
internal sealed class SupabaseLayout : ILayout
{
    private const string Folder = "supabase/migrations";

    public string Description => Folder;

    public MigrationFolders? Find(string projectRoot) =>
        Directory.Exists(Path.Combine(projectRoot, Folder)) ? MigrationFolders.Of(Folder) : null;
}
