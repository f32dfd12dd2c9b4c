using System.CommandLine;
using Plumb.Catalog;
using Plumb.Sources;

namespace Plumb.Cli;

/// <summary>The options of the commands that take snapshots.</summary>
internal sealed class SourceOptionSet
{
    /// <summary>What a source may be, for the help of an argument.</summary>
    public const string Forms = "name|url|folder|file";

    private readonly Option<string[]> schemas = new("--schema") { Description = "Only this schema and what is in it; may be given several times", HelpName = "name" };
    private readonly Option<string[]> excluded = new("--exclude-schema") { Description = "Leave this schema out; may be given several times", HelpName = "name" };
    private readonly Option<bool> roles = new("--roles") { Description = "Also the cluster's roles, their memberships and settings" };

    /// <summary>All of them.</summary>
    public Option[] Options => [schemas, excluded, roles];

    /// <summary>Adds the options to a command.</summary>
    public SourceOptionSet AddTo(Command command)
    {
        foreach (var option in Options)
        {
            command.Options.Add(option);
        }

        return this;
    }

    /// <summary>What the command line says.</summary>
    public SnapshotOptions Read(CommandRun run) => new()
    {
        Profile = run.Project.Profile,
        Schemas = run.Get(schemas) ?? [],
        ExcludedSchemas = run.Get(excluded) ?? [],
        IncludesRoles = run.Get(roles),
    };

    /// <summary>What a word of the command line means.</summary>
    public static SnapshotSource Resolve(CommandRun run, string word)
    {
        var source = new SourceResolver(run.Project, Directory.GetCurrentDirectory()).Resolve(word);
        if (source is SnapshotSource.OfDatabase { Environment.IsEmbedded: true } local)
        {
            ProjectFolder.Require(local.Project);
        }

        return source;
    }
}
