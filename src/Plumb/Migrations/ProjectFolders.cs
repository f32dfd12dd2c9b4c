using Plumb.Findings;
using Plumb.Migrations.Styles;

namespace Plumb.Migrations;

/// <summary>The SQL files of every folder of a project.</summary>
internal sealed class ProjectFolders
{
    /// <summary>Words that others use for a companions' folder.</summary>
    private static readonly Dictionary<string, string> Synonyms = new(StringComparer.OrdinalIgnoreCase)
    {
        ["down"] = "revert",
        ["rollback"] = "revert",
        ["rollbacks"] = "revert",
        ["undo"] = "revert",
        ["reverts"] = "revert",
        ["verification"] = "verify",
        ["verifications"] = "verify",
        ["verifies"] = "verify",
        ["checks"] = "verify",
        ["requires"] = "require",
        ["prerequisites"] = "require",
        ["repeatables"] = "repeatable",
    };

    /// <summary>Lists the folders.</summary>
    public ProjectFolders(string projectRoot, MigrationFolders folders, List<Finding> findings)
    {
        Versioned = FolderContent.List(projectRoot, folders.Migrations, findings);
        Repeatable = FolderContent.List(projectRoot, folders.InBase("repeatable"), findings);
        Require = FolderContent.List(projectRoot, folders.InBase("require"), findings);
        Verify = FolderContent.List(projectRoot, folders.InBase("verify"), findings);
        Revert = FolderContent.List(projectRoot, folders.InBase("revert"), findings);
        Seed = File.Exists(Path.Combine(projectRoot, folders.InBase("seed.sql"))) ? folders.InBase("seed.sql") : null;
        if (folders.Migrations.Length == 0 && Seed is not null)
        {
            Versioned = Versioned with { Stems = [.. Versioned.Stems.Where(static s => s is not "seed")] };
        }

        var styled = new StyledFolder(projectRoot, Versioned, StyledFolder.SubfoldersWithSql(projectRoot, folders.Migrations));
        Style = FileStyles.Of(styled);
        Migrations = Style.List(styled);
        if (Style == FileStyles.Plain)
        {
            ReportIgnoredFolders(projectRoot, folders, styled.Subfolders, findings);
        }
    }

    /// <summary>The migrations folder.</summary>
    public FolderContent Versioned { get; }

    /// <summary>How the files in it are named and divided.</summary>
    public IFileStyle Style { get; }

    /// <summary>The migrations in it, as their style has them.</summary>
    public IReadOnlyList<MigrationFile> Migrations { get; }

    /// <summary>Repeatable migrations.</summary>
    public FolderContent Repeatable { get; }

    /// <summary>What must hold before.</summary>
    public FolderContent Require { get; }

    /// <summary>What must hold after.</summary>
    public FolderContent Verify { get; }

    /// <summary>How to take migrations back.</summary>
    public FolderContent Revert { get; }

    /// <summary>The seed file, relative to the project; null when there is none.</summary>
    public string? Seed { get; }

    private static void ReportIgnoredFolders(string projectRoot, MigrationFolders folders, IReadOnlyList<string> inMigrations, List<Finding> findings)
    {
        foreach (var name in folders.Migrations.Length == 0 ? [] : inMigrations)
        {
            findings.Add(ChainFindings.Subfolder($"{folders.Migrations}/{name}", folders));
        }

        foreach (var name in StyledFolder.SubfoldersWithSql(projectRoot, folders.Base))
        {
            var meant = Synonyms.GetValueOrDefault(name) ?? NearestName.Of(name, MigrationFolders.Companions);
            if (meant is not null && !MigrationFolders.Companions.Contains(name, StringComparer.Ordinal))
            {
                findings.Add(ChainFindings.MisnamedFolder(folders.InBase(name), folders.InBase(meant)));
            }
        }
    }
}
