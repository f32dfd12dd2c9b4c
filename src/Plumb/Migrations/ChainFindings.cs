using Plumb.Findings;

namespace Plumb.Migrations;

/// <summary>The texts about the files of a project and their order.</summary>
internal static class ChainFindings
{
    public static Finding NoLayout(IReadOnlyList<string> looked) => new(
        FindingCodes.NoMigrationsFolder, Severity.Error, "there are no migrations here")
    {
        Meaning = $"looked for {string.Join(", ", looked)}",
        Help = "go to the project's folder or give it with --project DIR; in a new project: plumb init",
    };

    public static Finding NoFolder(string folder) => new(
        FindingCodes.NoMigrationsFolder, Severity.Error, $"there is no folder {folder}")
    {
        Meaning = "it is named as the migrations folder",
        Help = $"mkdir -p {folder}, or correct migrations: in plumb.yaml",
    };

    public static Finding FolderOutside(string folder) => new(
        FindingCodes.NoMigrationsFolder, Severity.Error, $"the migrations folder {folder} lies outside the project")
    {
        Meaning = "its companions stand beside it, and paths in messages and in the ledger start at the project",
        Help = "give the folder above it with --project DIR",
    };

    public static Finding UnreadableFolder(string folder, string why) => new(
        FindingCodes.UnreadableFolder, Severity.Error, $"the folder {folder} cannot be read")
    {
        Meaning = why,
        Help = $"check its permissions: ls -ld {folder}",
    };

    public static Finding SecondFolder(MigrationFolders other, MigrationFolders taken) => At(
        FindingCodes.SecondMigrationsFolder, Severity.Note, other.Migrations, $"{other.Migrations} is not read") with
    {
        Meaning = $"{taken.Shown} is there too, and is taken for the migrations",
        Help = $"to read it instead, write into plumb.yaml: migrations: {other.Migrations}",
    };

    public static Finding IgnoredFile(string path) => At(
        FindingCodes.IgnoredFile,
        path.EndsWith(".sql", StringComparison.OrdinalIgnoreCase) ? Severity.Warning : Severity.Note,
        path,
        $"{path} is not read") with
    {
        Meaning = "only names that end in .sql in lower case are, here and in the Supabase CLI",
        Help = path.EndsWith(".sql", StringComparison.OrdinalIgnoreCase) ? $"git mv {path} {path[..^4]}.sql" : $"leave it; or, when it is a migration: git mv {path} {WithoutEnd(path)}.sql",
    };

    public static Finding Subfolder(string path, MigrationFolders folders) => At(
        FindingCodes.IgnoredFolder, Severity.Warning, path, $"the SQL files in {path} are not read") with
    {
        Meaning = "migrations stand in their folder itself",
        Help = $"git mv {path}/FILE.sql {folders.Shown}/VERSION_NAME.sql, or include them with \\ir",
    };

    public static Finding MisnamedFolder(string path, string meant) => At(
        FindingCodes.IgnoredFolder, Severity.Warning, path, $"the SQL files in {path} are not read") with
    {
        Meaning = $"the folder for them is called {meant}",
        Help = $"git mv {path} {meant}",
    };

    public static Finding NoVersion(string path, string stem) => At(
        FindingCodes.NoVersion, Severity.Error, path, $"the name of {path} does not start with a version") with
    {
        Meaning = "without leading digits it has no place in the chain, and it is left out",
        Help = $"git mv {path} {path[..^(stem.Length + 4)]}$(date -u +%Y%m%d%H%M%S)_{stem}.sql",
    };

    public static Finding UnknownToSupabase(MigrationFile file) => At(
        FindingCodes.UnknownToSupabase, Severity.Warning, file.Path, $"the Supabase CLI would skip {file.Path}") with
    {
        Meaning = "it takes only names of the form VERSION_NAME.sql",
        Help = $"git mv {file.Path} {file.Path[..^(file.Id.Length + 4)]}{file.Version}_{(file.Name.Length == 0 ? "NAME" : file.Name)}.sql",
    };

    public static Finding CompanionAmongMigrations(string path, string word, string target) => At(
        FindingCodes.CompanionAmongMigrations, Severity.Error, path, $"{path} is named like a {word} script and would run as a migration") with
    {
        Meaning = "every *.sql file in this folder is a migration, for Plumb and for other tools",
        Help = $"mkdir -p {target[..target.LastIndexOf('/')]} && git mv {path} {target}",
    };

    public static Finding DuplicateName(string path, string other) => At(
        FindingCodes.DuplicateName, Severity.Error, path, $"{path} and {other} have one name") with
    {
        Meaning = "their companions and their entries in the ledger could not be told apart",
        Help = $"git mv {path} to another name",
    };

    public static Finding DifferInCase(string path, string other) => At(
        FindingCodes.NamesDifferInCase, Severity.Warning, path, $"{path} and {other} differ in case alone") with
    {
        Meaning = "on macOS and Windows a checkout keeps only one of them",
        Help = $"git mv {path} to another name",
    };

    public static Finding Orphan(string word, FolderContent folder, string stem, IEnumerable<string> stems)
    {
        var path = folder.PathOf(stem);
        var nearest = NearestName.Of(stem, word is DirectiveWords.Verify && stem.StartsWith('_') ? ["_always"] : stems.Except(folder.Stems, StringComparer.Ordinal));
        return At(FindingCodes.OrphanedCompanion, Severity.Error, path, $"{path} belongs to no migration") with
        {
            Meaning = $"a {word} script has the name of its migration; this one would never run",
            Help = nearest is null ? $"restore or add its migration, or git rm {path}" : $"git mv {path} {folder.PathOf(nearest)}",
        };
    }

    public static Finding Empty(string path) => At(
        FindingCodes.EmptyMigration, Severity.Warning, path, $"{path} has no statements") with
    {
        Meaning = "plumb up records it as applied although it changes nothing; what is written into it afterwards would not run there",
        Help = $"write its SQL, or git rm {path}",
    };

    public static Finding NoUpPart(string path, string mark) => At(
        FindingCodes.NoUpPart, Severity.Error, path, $"{path} has no up part") with
    {
        Meaning = "the other files in its folder are divided into an up and a down part, and what stands above the first mark is not run",
        Help = $"write a line {mark.Replace("--", "-- ", StringComparison.Ordinal)} above its statements",
    };

    public static Finding MadeByAnotherTool(string tool, string command) => new(
        FindingCodes.MadeByAnotherTool, Severity.Error, $"this chain is kept in the style of {tool}, in which plumb new writes no files")
    {
        Meaning = "a file in another style beside them would not be read",
        Help = command,
    };

    public static Finding RequiresItself(Requirement requirement) => new(
        FindingCodes.RequiresItself, Severity.Error, $"{requirement.Id} requires itself")
    {
        Place = requirement.Place,
        Meaning = "it could never run",
        Help = "remove the line",
    };

    public static Finding Missing(Requirement requirement, string? nearest) => new(
        FindingCodes.MissingRequirement, Severity.Error, $"there is no migration {requirement.Id}")
    {
        Place = requirement.Place,
        Meaning = "requires names the file of another migration without .sql",
        Help = nearest is null ? "add that migration, or remove the name" : $"write {nearest}",
    };

    public static Finding RequiresRepeatable(Requirement requirement) => new(
        FindingCodes.RequiresRepeatable, Severity.Error, $"a versioned migration cannot require the repeatable {requirement.Id}")
    {
        Place = requirement.Place,
        Meaning = "repeatable files run after all versioned ones",
        Help = $"remove the line, and put what it needs of {requirement.Id} into a migration",
    };

    public static Finding Cycle(IReadOnlyList<(string Id, Requirement Written)> cycle) => new(
        FindingCodes.RequirementCycle,
        Severity.Error,
        $"these migrations require each other: {string.Join(" → ", cycle.Select(static c => c.Id).Append(cycle[0].Id))}")
    {
        Place = cycle[^1].Written.Place,
        Details = [.. cycle.Select(static c => $"{c.Id} requires {c.Written.Id} ({c.Written.Place})")],
        Meaning = "none of them could be the first to run",
        Help = "remove one of these lines",
    };

    public static Finding DuplicateVersion(
        IReadOnlyList<Migration> migrations, IReadOnlyList<(Migration Migration, string Version)> moved, IReadOnlyList<string> commands, bool isSupabase)
    {
        var version = migrations[0].Version;
        return At(FindingCodes.DuplicateVersion, Severity.Warning, migrations[1].File, $"{migrations.Count} migrations have the version {version}") with
        {
            Details = [.. migrations.Select(static (m, i) => $"{i + 1}. {m.Id}")],
            Meaning = isSupabase
                ? "Plumb tells them apart by their whole names and runs them in this order; the Supabase CLI keys its ledger by "
                    + "version, so it can record only one of them"
                : "Plumb tells them apart by their whole names and runs them in this order; tools that key by version would lose one",
            Help = commands.Count == 0
                ? $"give {migrations[1].Id} another version, as long as it is applied nowhere"
                : $"as long as {string.Join(", ", moved.Select(static m => m.Migration.Id))} is applied nowhere (and rename it in every requires):\n"
                    + string.Join('\n', commands),
        };
    }

    /// <summary>What stands before <c>.sql</c>, or else before the last dot.</summary>
    private static string WithoutEnd(string path) =>
        path.IndexOf(".sql", StringComparison.OrdinalIgnoreCase) is var at and > 0 ? path[..at] : System.IO.Path.ChangeExtension(path, null);

    private static Finding At(FindingCode code, Severity severity, string path, string message) =>
        new(code, severity, message) { Place = new Place(path, 1, 1) };
}
