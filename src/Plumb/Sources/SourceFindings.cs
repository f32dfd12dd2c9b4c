using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.Sources;

/// <summary>The texts about sources of snapshots.</summary>
internal static class SourceFindings
{
    public static Finding Unknown(string word, ProjectConfiguration project) => new(
        FindingCodes.UnknownSource, Severity.Error, $"{(word.Length == 0 ? "an empty word" : word)} is no environment, no URL, no file and no folder")
    {
        Details =
        [
            $"environments: {string.Join(", ", project.Environments.Keys)}{(project.File is null ? " (there is no plumb.yaml)" : "")}",
            "a URL begins with postgres://",
            $"no file and no folder of that name is in the current folder",
        ],
        Meaning = "a schema is read from a database, replayed from a chain, or taken from a file; nothing was read",
        Help = NearestName.Of(word, project.Environments.Keys) is { } nearest
            ? $"write {nearest}"
            : "name one of these, or make a file to compare with: plumb snapshot --output schema.snapshot",
    };

    public static Finding NoChain(string folder) => new(FindingCodes.NoChainInFolder, Severity.Error, $"the folder {folder} holds no migrations")
    {
        Meaning = "a chain is a folder of .sql files, or a project with plumb.yaml, supabase/migrations or migrations",
        Help = "name the folder that holds them",
    };

    public static Finding NoSchema(string schema) => new(FindingCodes.UnknownSchema, Severity.Error, $"nothing that was read has a schema {schema}")
    {
        Meaning = "nothing would have been looked at, and nothing looks equal to nothing",
        Help = "see which there are: plumb shell -- -c '\\dn'; or leave --schema out to take in all",
    };

    public static Finding ReplayFailed(string shown, string migration, int done) => new(
        FindingCodes.ReplayFailed, Severity.Error, $"{shown} does not replay: {migration} fails on a throwaway database")
    {
        Meaning = $"what a chain makes is known by running it from the beginning; {done} of its migrations ran, and no database of yours was touched",
        Help = "mend the migration, then run the command again",
    };
}
