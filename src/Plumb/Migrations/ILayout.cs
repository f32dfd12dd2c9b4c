namespace Plumb.Migrations;

/// <summary>One way in which projects lay out their migrations.</summary>
internal interface ILayout
{
    /// <summary>What a user would look for, such as <c>supabase/migrations</c>.</summary>
    string Description { get; }

    /// <summary>Where the files are, or null when <paramref name="projectRoot"/> is not laid out in this way.</summary>
    MigrationFolders? Find(string projectRoot);
}
