namespace Plumb.Migrations.Styles;

/// <summary>How the files in a migrations folder are named and divided: as a migration tool wants them.</summary>
internal interface IFileStyle
{
    /// <summary>The tool that is known for it; empty for Plumb's own way, which is also the Supabase CLI's.</summary>
    string Tool { get; }

    /// <summary>The command that makes a new migration in this style, with <c>{0}</c> for its folder; null when Plumb makes it.</summary>
    string? NewCommand { get; }

    /// <summary>Whether the folder is kept in this style.</summary>
    bool Fits(StyledFolder folder);

    /// <summary>The migrations in the folder, in any order.</summary>
    IReadOnlyList<MigrationFile> List(StyledFolder folder);
}
