namespace Plumb.Migrations;

/// <summary>The project's folder is itself a folder of migrations; the companions' folders stand inside it.</summary>
internal sealed class RootLayout : ILayout
{
    public string Description => "*.sql";

    public MigrationFolders? Find(string projectRoot) =>
        Directory.Exists(projectRoot) && Directory.EnumerateFiles(projectRoot, "*.sql").Any() ? MigrationFolders.Of("") : null;
}
