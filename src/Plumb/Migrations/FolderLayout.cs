namespace Plumb.Migrations;

/// <summary>A plain folder <c>migrations</c>.</summary>
internal sealed class FolderLayout : ILayout
{
    private const string Folder = "migrations";

    public string Description => Folder;

    public MigrationFolders? Find(string projectRoot) =>
        Directory.Exists(Path.Combine(projectRoot, Folder)) ? MigrationFolders.Of(Folder) : null;
}
