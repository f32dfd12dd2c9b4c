using System.CommandLine;
using Plumb.Diffing.Planning;

namespace Plumb.Cli;

/// <summary>The options of the commands that make plans.</summary>
internal sealed class PlanOptionSet
{
    private readonly Option<bool> allowDrop = new("--allow-drop") { Description = "The plan may drop what only the first has, and lose data; otherwise that is withheld and said" };
    private readonly Option<bool> online = new("--online") { Description = "The plan takes the ways that let others work meanwhile: CONCURRENTLY, NOT VALID and VALIDATE" };
    private readonly Option<string> write = new("--write") { Description = "Write the plan into the project's chain, as a migration with its revert and verify scripts", HelpName = "name" };

    /// <summary><c>--write</c></summary>
    public Option Write => write;

    /// <summary>All of them.</summary>
    public Option[] Options => [allowDrop, online, write];

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="sql">Its option to print the plan.</param>
    public PlanOptionSet AddTo(Command command, Option<bool> sql)
    {
        foreach (var option in Options)
        {
            command.Options.Add(option);
        }

        command.Exclude("one prints the plan, the other writes it into the chain: run them one after the other", sql, write);
        command.Need("it says how a plan is made, and none is asked for", [allowDrop, online], sql, write);
        return this;
    }

    /// <summary>The name of the migration that is asked for; null when none is.</summary>
    public string? WriteAs(CommandRun run) => run.Get(write);

    /// <summary>What the command line says, for the role that will run the plan.</summary>
    public PlanOptions Read(CommandRun run, string? role) => new() { AllowDrop = run.Get(allowDrop), Online = run.Get(online), RunsAs = role };
}
